//! Signing, and beside it the same requests to the same program built so that it stores nothing. Without that program, the same
//! requests with the button that only shows the answer once more: less work than signing, whatever is stored.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context as _, bail};
use comity_exchange::terms::Terms;
use comity_store::LeafId;
use memchr::memmem;
use serde::Serialize;

use crate::chance::shuffled;
use crate::http::{Answer, Connection, Requests};
use crate::machine::processor_seconds;
use crate::options::Options;
use crate::prepare::{House, Somebody};
use crate::server::Server;
use crate::waits::{Spread, Waits};

/// A signature that the server acknowledged.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// Whose: a place in the list of persons.
    pub person: usize,
    /// The receipt that the answer named.
    pub receipt: LeafId,
}

/// Both turns of a round.
#[derive(Debug, Clone, Serialize)]
pub struct Round {
    /// Nothing was stored.
    pub nothing: Turn,
    /// Signatures were.
    pub signing: Turn,
    /// The rate of signing as a share of the other.
    pub ratio: f64,
}

/// One turn.
#[derive(Debug, Clone, Serialize)]
pub struct Turn {
    /// Answers that did what was asked, a second.
    pub rate: f64,
    /// How long they took, in milliseconds.
    pub waits: Spread,
    /// Other answers, by their status.
    pub refused: BTreeMap<u16, usize>,
    /// From the first request to the last answer.
    pub seconds: f64,
    /// Commits of the books, the sequencer's among them.
    pub commits: u64,
    /// Processor seconds of the server.
    pub server_seconds: f64,
    /// Processor seconds of this program.
    pub own_seconds: f64,
}

/// What was measured.
pub struct Measured {
    /// Round by round.
    pub rounds: Vec<Round>,
    /// Every signature.
    pub acknowledged: Vec<Acknowledged>,
    /// How many persons were to sign.
    pub spent: usize,
}

/// The button that is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Button {
    Sign,
    Review,
}

/// Requests before the first turn, which are not counted.
const WARM_UP: usize = 500;
/// One signature in so many is looked at through its page.
const LOOKED_AT: usize = 100;

/// Signs and stores nothing in turns.
///
/// # Errors
/// The server does not answer, or answers something else than it should.
pub async fn measure(
    options: &Options,
    house: &House,
    server: &Server,
    beside: Option<&Server>,
) -> anyhow::Result<Measured> {
    let desk = Arc::new(Desk::of(house, server)?);
    let (other, button) = match beside {
        Some(beside) => (beside, Button::Sign),
        None => (server, Button::Review),
    };
    let other_desk = Arc::new(Desk::of(house, other)?);
    let order = shuffled(house.people.len());
    let fresh = order.get(house.about.spent..).unwrap_or_default();
    let turns = 2 * options.rounds.max(1);
    let requests = options.requests.min(fresh.len() / turns);
    if requests < options.connections {
        bail!("{} persons are left who could sign: too few for {turns} turns; prepare the house anew", fresh.len());
    }
    // Signers come from one end and those who only look from the other, so that nobody's rows were just read.
    let (signers, onlookers) = fresh.split_at(fresh.len() / 2);
    desk.look(onlookers[0]).await?;
    other_desk.turn(options, other, button, &onlookers[..WARM_UP.min(requests)], None).await?;
    let (mut rounds, mut acknowledged) = (Vec::new(), Vec::new());
    let sides = signers.chunks_exact(requests).zip(onlookers.chunks_exact(requests));
    for (number, (signers, onlookers)) in sides.take(options.rounds).enumerate() {
        let commits = other.commits().await?;
        let (nothing, _) = other_desk.turn(options, other, button, onlookers, Some(commits)).await?;
        let commits = server.commits().await?;
        let (signing, signed) = desk.turn(options, server, Button::Sign, signers, Some(commits)).await?;
        let ratio = signing.rate / nothing.rate;
        eprintln!("round {}: {:.0} signatures/s, {:.0} storing nothing/s", number + 1, signing.rate, nothing.rate);
        desk.check(&signed).await?;
        acknowledged.extend(signed);
        rounds.push(Round { nothing, signing, ratio });
    }
    let spent = rounds.len() * requests;
    Ok(Measured { rounds, acknowledged, spent })
}

/// What requests are made of.
struct Desk {
    requests: Requests,
    people: Arc<Vec<Somebody>>,
    path: String,
    print: String,
    sign: String,
    review: String,
}

impl Desk {
    fn of(house: &House, server: &Server) -> anyhow::Result<Self> {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?;
        let print = terms.fingerprint().to_string();
        let answers: String = terms.clauses.iter().map(|clause| format!("&answer.{}=yes", clause.id)).collect();
        let form = |go: &str| format!("offer={print}&at={answers}&go={go}");
        Ok(Self {
            requests: Requests { to: server.at, slug: house.about.slug.clone() },
            people: house.people.clone(),
            path: format!("/exchanges/{}", house.about.offered),
            sign: form("sign"),
            review: form("review"),
            print,
        })
    }

    fn request(&self, person: usize, button: Button) -> Vec<u8> {
        let form = if button == Button::Sign { &self.sign } else { &self.review };
        self.requests.post(&self.path, &self.people[person].token, form)
    }

    /// What is signed is what the page offers.
    async fn look(&self, person: usize) -> anyhow::Result<()> {
        let mut connection = Connection::open(self.requests.to).await?;
        let answer = connection.ask(&self.requests.get(&self.path, &self.people[person].token)).await?;
        if answer.status != 200 || !answer.has(&self.print) {
            bail!("the page of the offer (status {}) does not name what is signed", answer.status);
        }
        Ok(())
    }

    /// One turn over these persons.
    async fn turn(
        self: &Arc<Self>,
        options: &Options,
        server: &Server,
        button: Button,
        people: &[usize],
        commits_before: Option<u64>,
    ) -> anyhow::Result<(Turn, Vec<Acknowledged>)> {
        let mut connections = Vec::with_capacity(options.connections);
        for _ in 0..options.connections {
            connections.push(Connection::open(self.requests.to).await?);
        }
        let (next, people): (_, Arc<[usize]>) = (Arc::new(AtomicUsize::new(0)), people.into());
        let own = std::process::id();
        let (server_before, own_before) = (server.processor_seconds()?, processor_seconds(own)?);
        let start = Instant::now();
        let until = start + options.turn();
        let tasks = connections
            .into_iter()
            .map(|connection| tokio::spawn(self.clone().work(connection, button, people.clone(), next.clone(), until)));
        let tasks: Vec<_> = tasks.collect();
        let mut all = Done::default();
        for task in tasks {
            let done = task.await??;
            all.waits.join(&done.waits);
            all.acknowledged.extend(done.acknowledged);
            done.refused.into_iter().for_each(|(status, n)| *all.refused.entry(status).or_default() += n);
        }
        let seconds = start.elapsed().as_secs_f64();
        let (server_after, own_after) = (server.processor_seconds()?, processor_seconds(own)?);
        let commits = match commits_before {
            Some(before) => server.commits().await?.saturating_sub(before),
            None => 0,
        };
        let waits = all.waits.spread();
        let turn = Turn {
            rate: waits.count as f64 / seconds,
            waits,
            refused: all.refused,
            seconds,
            commits,
            server_seconds: server_after - server_before,
            own_seconds: own_after - own_before,
        };
        Ok((turn, all.acknowledged))
    }

    async fn work(
        self: Arc<Self>,
        mut connection: Connection,
        button: Button,
        people: Arc<[usize]>,
        next: Arc<AtomicUsize>,
        until: Instant,
    ) -> anyhow::Result<Done> {
        let mut done = Done::default();
        while Instant::now() < until {
            let Some(person) = people.get(next.fetch_add(1, Ordering::Relaxed)).copied() else { break };
            let request = self.request(person, button);
            let sent = Instant::now();
            let answer = connection.ask(&request).await?;
            let wait = sent.elapsed();
            match (answer.status, button) {
                (200, Button::Sign) => {
                    let receipt = receipt(&answer).context("an answer to a signature names no receipt")?;
                    done.acknowledged.push(Acknowledged { person, receipt });
                    done.waits.add(wait);
                }
                (200, Button::Review) if answer.has("value=\"sign\"") => done.waits.add(wait),
                (200, Button::Review) => bail!("the answer that is shown once more cannot be signed"),
                (other, _) => *done.refused.entry(other).or_default() += 1,
            }
        }
        Ok(done)
    }

    /// One signature in a hundred is looked at where its person would: it is in force, and its receipt is listed.
    async fn check(&self, signed: &[Acknowledged]) -> anyhow::Result<()> {
        let mut connection = Connection::open(self.requests.to).await?;
        let path = format!("{}/agreement", self.path);
        for one in signed.iter().step_by(LOOKED_AT) {
            let answer = connection.ask(&self.requests.get(&path, &self.people[one.person].token)).await?;
            if answer.status != 200 || !answer.has(&format!("/me/receipts/{}", one.receipt)) {
                bail!("a signature that was acknowledged is not on its page (status {})", answer.status);
            }
        }
        Ok(())
    }
}

/// What came of the requests of one connection.
#[derive(Default)]
struct Done {
    waits: Waits,
    acknowledged: Vec<Acknowledged>,
    refused: BTreeMap<u16, usize>,
}

/// The receipt that an answer names. It is written for an answer that was just taken, and for no other.
fn receipt(answer: &Answer<'_>) -> Option<LeafId> {
    let link = b"/me/receipts/";
    let from = memmem::find(answer.body, link)? + link.len();
    std::str::from_utf8(answer.body.get(from..from + 32)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_receipt_is_one() {
        let id = "0192f3a1c2d47f00a1b2c3d4e5f60718";
        let of = |body: &str| receipt(&Answer { status: 200, body: body.as_bytes() }).map(|id| id.to_string());
        assert_eq!(of(&format!(r#"<a href="/f/norda/me/receipts/{id}">"#)).as_deref(), Some(id));
        assert_eq!(of(r#"<a href="/f/norda/me/receipts/0192">"#), None);
        assert_eq!(of("<a href=\"/me\">"), None);
    }
}
