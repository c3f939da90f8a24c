//! An opinion map that many answered elsewhere before: how long its page takes, with the next statement and with the map.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use comity_exchange::capital::Stage;
use comity_exchange::text::Language;
use comity_participation::activity::{OpinionMap, Setting};
use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use comity_store::{ExchangeId, FirmId, OpinionImport, OpinionVote, StatementImport, Store};
use memchr::memmem;
use serde::Serialize;

use crate::chance::{number, share, shuffled};
use crate::http::{Connection, Requests};
use crate::options::Options;
use crate::prepare::House;
use crate::prepare::activity::{activity, owner};
use crate::server::Server;
use crate::waits::{Spread, Waits};

/// People who answered before.
pub const PEOPLE: u32 = 30_000;
/// Statements, of which each of them answered some.
const STATEMENTS: u32 = 60;
/// Minds, by which statements are answered.
const MINDS: u64 = 4;
/// A quarter of the statements is answered by each.
const ANSWERED: f64 = 0.25;
/// Persons who come to the page one after the other, on each of a few connections.
const VISITORS: usize = 200;
const AT_ONCE: usize = 2;
/// Answers that each of them gives: enough to be shown the map.
const ANSWERS: usize = 9;
/// The longest that the first drawing may take.
const DRAWING: Duration = Duration::from_secs(60);

/// What was measured; waits in milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct Maps {
    /// Answers that were there before.
    pub votes: usize,
    /// Seconds from the first look until the map was drawn.
    pub first: f64,
    /// An answer, until it is acknowledged.
    pub answer: Spread,
    /// The page with the next statement and no map yet.
    pub statement: Spread,
    /// The page with the map.
    pub map: Spread,
    /// Bytes of that page.
    pub bytes: usize,
}

fn answers() -> Vec<OpinionVote> {
    let mut all = Vec::new();
    for person in 0..PEOPLE {
        let mind = number(u64::from(person) ^ 0x3a9) % MINDS;
        for statement in 0..STATEMENTS {
            let place = u64::from(person) << 8 | u64::from(statement);
            if share(place) > ANSWERED {
                continue;
            }
            let agrees = share(mind << 32 | u64::from(statement) | 1 << 40);
            let ballot = match share(place ^ 0x77 << 48) {
                drawn if drawn < agrees => Ballot::For,
                drawn if drawn < agrees + 0.1 => Ballot::Pass,
                _ => Ballot::Against,
            };
            all.push(OpinionVote { person, statement, ballot, at: 1_700_000_000_000_000 + i64::from(person) });
        }
    }
    all
}

/// Opens the map with everything that was answered before.
///
/// # Errors
/// The books'.
pub async fn open(store: &Store, firm: FirmId, exchange: ExchangeId) -> anyhow::Result<String> {
    let owner = owner(store, firm, "maps@example.com", "Cartographer (simulated)").await?;
    let language = Language::new("it")?;
    let (stage, adopted) = (Stage::ResearchAndDevelopment, ("adopted", OutcomeKind::Adopted));
    let setting = Setting::OpinionMap(OpinionMap { add_statements: true });
    let new = activity(&language, "Mappa (simulata)", stage, adopted, setting)?;
    let text = |n| format!("Statement {n} of a map that this program made up");
    let statements = (0..STATEMENTS).map(|n| StatementImport { text: text(n), at: 1_700_000_000_000_000, out: None });
    let import = OpinionImport { language, statements: statements.collect(), people: PEOPLE, votes: answers() };
    Ok(store.opinion_import(&owner, exchange, new, import).await?.to_string())
}

/// Lets persons answer and look, one after the other.
///
/// # Errors
/// The server does not answer, or answers something else than it should.
pub async fn measure(options: &Options, house: &House, server: &Server) -> anyhow::Result<Maps> {
    let requests = Requests { to: server.at, slug: house.about.slug.clone() };
    let path = format!("/exchanges/{}/opinions", house.about.offered);
    let (page, form) = (format!("{path}?activity={}", house.about.map), format!("activity={}", house.about.map));
    let visitors: Vec<usize> = shuffled(house.people.len()).into_iter().rev().take(VISITORS * AT_ONCE).collect();
    ensure!(visitors.len() == VISITORS * AT_ONCE, "{} persons are too few", house.people.len());
    let (first, begun) = (visitors[0], Instant::now());
    let mut connection = Connection::open(server.at).await?;
    // Whoever has answered enough is shown the map, once it is drawn.
    answer_some(&mut connection, &requests, (&page, &path, &form), &house.people[first].token, |_, _| {}).await?;
    while !connection.ask(&requests.get(&page, &house.people[first].token)).await?.has(DRAWN) {
        ensure!(begun.elapsed() < DRAWING, "the map was not drawn within {} s", DRAWING.as_secs());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let first = begun.elapsed().as_secs_f64();

    let tasks: Vec<_> = visitors
        .chunks(VISITORS)
        .map(|some| {
            let (some, people, requests) = (some.to_vec(), house.people.clone(), requests.clone());
            let (page, path, form, until) = (page.clone(), path.clone(), form.clone(), begun + options.turn());
            tokio::spawn(async move {
                let mut connection = Connection::open(requests.to).await?;
                let (mut given, mut asked, mut maps) = (Waits::default(), Waits::default(), Waits::default());
                let mut bytes = 0;
                for visitor in some {
                    if Instant::now() > until {
                        break;
                    }
                    let token = &people[visitor].token;
                    answer_some(&mut connection, &requests, (&page, &path, &form), token, |given_it, wait| {
                        if given_it { given.add(wait) } else { asked.add(wait) }
                    })
                    .await?;
                    let sent = Instant::now();
                    let answer = connection.ask(&requests.get(&page, token)).await?;
                    let wait = sent.elapsed();
                    ensure!(answer.status == 200 && answer.has(DRAWN), "the map is not on the page");
                    bytes = answer.body.len();
                    maps.add(wait);
                }
                anyhow::Ok((given, asked, maps, bytes))
            })
        })
        .collect();
    let (mut given, mut asked, mut maps, mut bytes) = (Waits::default(), Waits::default(), Waits::default(), 0);
    for task in tasks {
        let (some_given, some_asked, some_maps, some_bytes) = task.await??;
        given.join(&some_given);
        asked.join(&some_asked);
        maps.join(&some_maps);
        bytes = bytes.max(some_bytes);
    }
    let votes = answers().len();
    Ok(Maps { votes, first, answer: given.spread(), statement: asked.spread(), map: maps.spread(), bytes })
}

/// Stands on a page with the map and nowhere else.
const DRAWN: &str = r#"id="opinions-w-t""#;

/// Looks at the page and answers what is asked, until enough is answered; `took` hears how long each answer (true) and each page
/// with a statement and without the map (false) took.
async fn answer_some(
    connection: &mut Connection,
    requests: &Requests,
    (page, path, form): (&str, &str, &str),
    token: &str,
    mut took: impl FnMut(bool, Duration),
) -> anyhow::Result<()> {
    for n in 0..ANSWERS {
        let sent = Instant::now();
        let answer = connection.ask(&requests.get(page, token)).await?;
        let wait = sent.elapsed();
        ensure!(answer.status == 200, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
        if !answer.has(DRAWN) {
            took(false, wait);
        }
        let statement = asked(answer.body)?;
        let go = ["agree", "disagree", "pass"][n % 3];
        let sent = Instant::now();
        let answer =
            connection.ask(&requests.post(path, token, &format!("{form}&statement={statement}&go={go}"))).await?;
        took(true, sent.elapsed());
        ensure!(answer.status == 303, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
    }
    Ok(())
}

/// Which statement a page asks about.
fn asked(body: &[u8]) -> anyhow::Result<String> {
    let before = br#"name="statement" value=""#;
    let Some(at) = memmem::find(body, before) else { bail!("the page asks about no statement") };
    let id = body.get(at + before.len()..).and_then(|rest| rest.split(|byte| *byte == b'"').next());
    Ok(std::str::from_utf8(id.context("a page that is cut off")?)?.to_owned())
}
