//! Votes on ideas, and beside them the same requests to the same program built so that it stores nothing. Afterwards every vote
//! that was acknowledged has to be in the books, once, and in the count.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, bail, ensure};
use comity_exchange::capital::Stage;
use comity_exchange::text::Language;
use comity_participation::activity::{Ideas, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::status::OutcomeKind;
use comity_store::{Actor, Context, ContributionId, ContributionNew, ExchangeId, FirmId, Store};
use serde::Serialize;

use crate::chance::shuffled;
use crate::copy::Run;
use crate::http::{Connection, Requests};
use crate::machine::processor_seconds;
use crate::options::Options;
use crate::prepare::House;
use crate::prepare::activity::{activity, owner};
use crate::prepare::crowd::crowd;
use crate::server::Server;
use crate::waits::{Spread, Waits};

/// Ideas that can be voted on.
const IDEAS: usize = 500;
/// Requests before the first turn, which count as votes and for no figure.
const WARM_UP: usize = 500;
/// Writes or reads of the books at once.
const AT_ONCE: usize = 8;

/// A vote: a place in the list of persons, and one in the list of ideas.
pub type Voted = (usize, usize);

/// Both turns of a round.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// Nothing was stored.
    pub nothing: Turn,
    /// Votes were.
    pub voting: Turn,
}

/// One turn.
#[derive(Debug, Clone, Serialize)]
pub struct Turn {
    /// Votes that were acknowledged, a second.
    pub rate: f64,
    /// How long that took, in milliseconds.
    pub waits: Spread,
    /// Processor seconds of the server.
    pub server_seconds: f64,
    /// Processor seconds of this program.
    pub own_seconds: f64,
}

/// Brings the ideas that are voted on.
///
/// # Errors
/// The books'.
pub async fn bring(
    store: &Store,
    firm: FirmId,
    exchange: ExchangeId,
    people: &[crate::prepare::Somebody],
) -> anyhow::Result<Vec<String>> {
    let owner = owner(store, firm, "owner@example.com", "Owner (simulated)").await?;
    let language = Language::new("it")?;
    let setting = Setting::Ideas(Ideas { against: true });
    let new = activity(&language, "Idee (simulate)", Stage::Service, ("done", OutcomeKind::Done), setting)?;
    let activity = store.activity_open(&owner, exchange, new).await?;
    let mut ideas = Vec::new();
    for (n, one) in people.iter().take(IDEAS).enumerate() {
        let author = Context { firm, actor: Actor::Person { id: one.id }, request: String::new() };
        let (title, body) =
            (format!("Idea {n} (simulated)"), format!("What number {n} would like to see done, and why."));
        let language = language.clone();
        let new = ContributionNew { kind: Kind::Idea, title, body, language, particulars: None };
        let brought = store.contribution_bring(&author, activity, new).await?;
        if !brought.shown {
            store.contribution_moderate(&owner, (brought.id, 1), Button::Approve).await?;
        }
        ideas.push(brought.id.to_string());
    }
    Ok(ideas)
}

/// Votes and stores nothing in turns; every vote that was acknowledged.
///
/// # Errors
/// The server does not answer, or answers something else than it should.
pub async fn measure(
    options: &Options,
    house: &House,
    server: &Server,
    beside: Option<&Server>,
) -> anyhow::Result<(Vec<Pair>, Vec<Voted>)> {
    let beside = beside.context("voting is measured beside a program that stores nothing: name it with --nothing")?;
    let order = shuffled(house.people.len());
    let mut pairs = (0..).map(|n: usize| (order[n % order.len()], (n + n / order.len()) % house.about.ideas.len()));
    let mut some = |n: usize| -> Arc<[Voted]> { pairs.by_ref().take(n).collect() };
    let (mut measured, mut acknowledged) = (Vec::new(), Vec::new());
    let warm = some(WARM_UP);
    turn(options, house, beside, warm.clone()).await?;
    acknowledged.extend(turn(options, house, server, warm).await?.1);
    for round in 0..options.rounds.max(1) {
        let (nothing, _) = turn(options, house, beside, some(options.requests)).await?;
        let (voting, voted) = turn(options, house, server, some(options.requests)).await?;
        eprintln!("round {}: {:.0} votes/s, {:.0} storing nothing/s", round + 1, voting.rate, nothing.rate);
        acknowledged.extend(voted);
        measured.push(Pair { nothing, voting });
    }
    Ok((measured, acknowledged))
}

async fn turn(
    options: &Options,
    house: &House,
    server: &Server,
    votes: Arc<[Voted]>,
) -> anyhow::Result<(Turn, Vec<Voted>)> {
    let requests = Requests { to: server.at, slug: house.about.slug.clone() };
    let ideas: Arc<[String]> =
        house.about.ideas.iter().map(|idea| format!("/exchanges/{}/ideas/{idea}", house.about.offered)).collect();
    let mut connections = Vec::with_capacity(options.connections);
    for _ in 0..options.connections {
        connections.push(Connection::open(server.at).await?);
    }
    let (next, begun) = (Arc::new(AtomicUsize::new(0)), Instant::now());
    let (server_before, own_before) = (server.processor_seconds()?, processor_seconds(std::process::id())?);
    let work = |mut connection: Connection| {
        let (requests, ideas, votes, next) = (requests.clone(), ideas.clone(), votes.clone(), next.clone());
        let (people, until) = (house.people.clone(), begun + options.turn());
        tokio::spawn(async move {
            let (mut waits, mut voted) = (Waits::default(), Vec::new());
            while Instant::now() < until {
                let Some(vote) = votes.get(next.fetch_add(1, Ordering::Relaxed)).copied() else { break };
                let request = requests.post(&ideas[vote.1], &people[vote.0].token, "go=for");
                let sent = Instant::now();
                let answer = connection.ask(&request).await?;
                // Whether it led where it should is seen afterwards, in the books.
                ensure!(answer.status == 303, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
                waits.add(sent.elapsed());
                voted.push(vote);
            }
            anyhow::Ok((waits, voted))
        })
    };
    let tasks: Vec<_> = connections.into_iter().map(work).collect();
    let (mut waits, mut voted) = (Waits::default(), Vec::new());
    for task in tasks {
        let (some, more) = task.await??;
        waits.join(&some);
        voted.extend(more);
    }
    let seconds = begun.elapsed().as_secs_f64();
    let turn = Turn {
        rate: voted.len() as f64 / seconds,
        waits: waits.spread(),
        server_seconds: server.processor_seconds()? - server_before,
        own_seconds: processor_seconds(std::process::id())? - own_before,
    };
    Ok((turn, voted))
}

/// Looks for each of them where its person would, and in the counts.
///
/// # Errors
/// One is missing, or there are others.
pub async fn check(run: &Run, house: &House, voted: &[Voted]) -> anyhow::Result<usize> {
    let store = Store::open_beside(run.settings()?).await?;
    let found = look(&store, house, voted).await;
    store.close().await;
    found
}

async fn look(store: &Store, house: &House, voted: &[Voted]) -> anyhow::Result<usize> {
    let firm = house.firm()?;
    let ideas: Vec<ContributionId> =
        house.about.ideas.iter().map(|id| id.parse().ok().context("no id of an idea")).collect::<Result<_, _>>()?;
    let all: Arc<[(usize, ContributionId)]> = voted.iter().map(|(person, idea)| (*person, ideas[*idea])).collect();
    crowd(AT_ONCE, all.len(), {
        let (store, people) = (store.clone(), house.people.clone());
        move |n| {
            let (store, people, (person, idea)) = (store.clone(), people.clone(), all[n]);
            async move {
                let ctx = Context { firm, actor: Actor::Person { id: people[person].id }, request: String::new() };
                let own = store.part_own(&ctx).await?;
                match own.votes.iter().filter(|vote| vote.on == idea).count() {
                    1 => Ok(()),
                    times => bail!("a vote that was acknowledged is there {times} times"),
                }
            }
        }
    })
    .await?;
    let mut counted = 0;
    for idea in ideas {
        let ctx = Context { firm, actor: Actor::Person { id: house.people[0].id }, request: String::new() };
        counted += usize::try_from(store.contribution_get(&ctx, idea).await?.line.for_it)?;
    }
    ensure!(counted == voted.len(), "{counted} votes count, and {} were acknowledged", voted.len());
    Ok(counted)
}
