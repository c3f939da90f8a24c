//! Reading values for a purpose, one person at a time and many at once, beside the same requests to the same program built so
//! that it stores nothing. Afterwards every answer's entry has to be in the ledger, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use comity_store::ledger::leaf::{Kind, Leaf};
use comity_store::{Context, Store};
use serde::Serialize;

use crate::chance::shuffled;
use crate::copy::Run;
use crate::http::Connection;
use crate::machine::processor_seconds;
use crate::options::Options;
use crate::prepare::House;
use crate::server::Server;
use crate::waits::{Spread, Waits};

/// Persons of a request for many.
const MANY: usize = 500;
/// Connections that ask for many.
const FEW: usize = 8;
/// Requests before anything is measured.
const WARM_UP: usize = 50;

/// One person at a time, and many.
#[derive(Debug, Clone, Serialize)]
pub struct Reads {
    /// Of one person each.
    pub single: Vec<Pair>,
    /// Of 500 persons each; rates are in persons.
    pub batch: Vec<Pair>,
}

/// The same with and without records.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// What was asked of the program that stores nothing.
    pub nothing: Turn,
    /// What was recorded.
    pub recorded: Turn,
}

/// One turn.
#[derive(Debug, Clone, Serialize)]
pub struct Turn {
    /// Persons a second.
    pub rate: f64,
    /// How long requests took, in milliseconds.
    pub waits: Spread,
    /// Values that left.
    pub values: usize,
    /// Processor seconds of the server.
    pub server_seconds: f64,
    /// Processor seconds of this program.
    pub own_seconds: f64,
    /// Persons.
    pub persons: usize,
}

/// Entries that answers named, each of which has to be there.
pub type Named = Vec<String>;

/// Measures both, in turns.
///
/// # Errors
/// The server does not answer, or answers something else than it should.
pub async fn measure(
    options: &Options,
    house: &House,
    server: &Server,
    beside: Option<&Server>,
) -> anyhow::Result<(Reads, Named)> {
    let beside = beside.context("reading is measured beside a program that stores nothing: name it with --nothing")?;
    let order = shuffled(house.people.len());
    let (mut named, mut reads) = (Vec::new(), Reads { single: Vec::new(), batch: Vec::new() });
    for round in 0..options.rounds.max(1) {
        for (persons, connections, pairs) in
            [(1, options.connections, &mut reads.single), (MANY, FEW, &mut reads.batch)]
        {
            let requests = if persons == 1 { options.requests } else { (10 * options.requests / MANY).max(FEW) };
            let groups: Vec<Vec<usize>> = (0..requests)
                .map(|n| (0..persons).map(|k| order[(round * 7 + n * persons + k) % order.len()]).collect())
                .collect();
            let groups = Arc::new(groups);
            if round == 0 {
                let warm = Arc::new(groups[..WARM_UP.min(groups.len())].to_vec());
                turn(options, house, beside, connections, warm.clone()).await?;
                named.extend(turn(options, house, server, connections, warm).await?.1);
            }
            let (nothing, _) = turn(options, house, beside, connections, groups.clone()).await?;
            let (recorded, entries) = turn(options, house, server, connections, groups).await?;
            eprintln!(
                "round {}, {persons} at once: {:.0} persons/s, {:.0} storing nothing",
                round + 1,
                recorded.rate,
                nothing.rate
            );
            named.extend(entries);
            pairs.push(Pair { nothing, recorded });
        }
    }
    Ok((reads, named))
}

async fn turn(
    options: &Options,
    house: &House,
    server: &Server,
    connections: usize,
    groups: Arc<Vec<Vec<usize>>>,
) -> anyhow::Result<(Turn, Named)> {
    let head = format!(
        "POST /f/{}/api/v1/exchanges/{}/reads HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n",
        house.about.slug, house.about.agreed, server.at, house.about.key
    );
    let (next, begun) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let (server_before, own_before) = (server.processor_seconds()?, processor_seconds(std::process::id())?);
    let tasks: Vec<_> = (0..connections)
        .map(|_| {
            let (head, next, groups, at, longest) =
                (head.clone(), next.clone(), groups.clone(), server.at, options.turn());
            tokio::spawn(async move {
                let mut connection = Connection::open(at).await?;
                let (mut waits, mut named, mut values, mut persons) = (Vec::new(), Vec::new(), 0, 0);
                while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if begun.elapsed() > longest {
                        break;
                    }
                    let names: Vec<String> = group.iter().map(|n| format!("\"C-{n}\"")).collect();
                    let body =
                        format!(r#"{{"purpose":"billing","items":["plan","usage"],"persons":[{}]}}"#, names.join(","));
                    let request = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
                    let asked = Instant::now();
                    let answer = connection.ask(request.as_bytes()).await?;
                    waits.push(asked.elapsed());
                    ensure!(answer.status == 200, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
                    let (entry, left) = read(answer.body)?;
                    named.push(entry);
                    values += left;
                    persons += group.len();
                }
                anyhow::Ok((waits, named, values, persons))
            })
        })
        .collect();
    let (mut waits, mut named, mut values, mut persons) = (Waits::default(), Vec::new(), 0, 0);
    for task in tasks {
        let (some, entries, left, asked) = task.await??;
        some.into_iter().for_each(|wait| waits.add(wait));
        named.extend(entries);
        values += left;
        persons += asked;
    }
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(values == 2 * persons, "{values} values left of {persons} persons who agreed to two each");
    let turn = Turn {
        rate: persons as f64 / seconds,
        waits: waits.spread(),
        values,
        server_seconds: server.processor_seconds()? - server_before,
        own_seconds: processor_seconds(std::process::id())? - own_before,
        persons,
    };
    Ok((turn, named))
}

/// The entry that an answer names, and how many values left.
fn read(body: &[u8]) -> anyhow::Result<(String, usize)> {
    let text = std::str::from_utf8(body)?;
    let entry = text.strip_prefix(r#"{"access":""#).and_then(|rest| rest.get(..32));
    let Some(entry) = entry else { bail!("nothing left: {}", &text[..text.len().min(300)]) };
    Ok((entry.to_owned(), memchr::memmem::find_iter(body, br#""came":"#).count()))
}

/// What was found afterwards.
#[derive(Debug, Clone, Serialize)]
pub struct Recorded {
    /// Accesses that answers named, each of which is in the ledger once, and there are no others.
    pub accesses: usize,
    /// Persons a second that are put where they are looked up, afterwards; nothing where the server had put all of them there.
    pub filed_per_second: Option<f64>,
}

/// Looks for each of them.
///
/// # Errors
/// One is missing, or there more than once, or there are others.
pub async fn check(run: &Run, named: &[String]) -> anyhow::Result<Recorded> {
    let store = Store::open(run.settings()?).await?;
    let house = Context::instance();
    while store.ledger_sequence(&house).await? > 0 {}
    let (mut found, mut from) = (0, 0);
    loop {
        let some = store.ledger_read(&house, from, 8_192).await?;
        let Some(last) = some.last() else { break };
        from = last.number + 1;
        for entry in &some {
            let leaf: Leaf = serde_json::from_slice(&entry.bytes)?;
            found += usize::from(leaf.kind == Kind::Accessed);
        }
    }
    let mut once = named.to_vec();
    once.sort_unstable();
    once.dedup();
    ensure!(once.len() == named.len(), "two answers name one entry");
    ensure!(found == named.len(), "{found} accesses are in the ledger, and {} answers were given", named.len());
    let begun = Instant::now();
    let mut filed = 0;
    loop {
        let some = store.accesses_file(&house).await?;
        if some == 0 {
            break;
        }
        filed += some;
    }
    // The server has filed some of them already, or all of them while nobody read.
    let filed_per_second = (filed > 0).then(|| filed as f64 / begun.elapsed().as_secs_f64());
    store.close().await;
    Ok(Recorded { accesses: named.len(), filed_per_second })
}
