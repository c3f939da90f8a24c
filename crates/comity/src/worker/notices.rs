//! Notices to recipients, and events to systems of the firm: a few leave at a time, each recipient's one after the other, so that a slow
//! one holds up only themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use comity_store::{Context, Error};
use tokio::task::JoinSet;

use super::More;
use super::due::{Due, Whom};
use crate::hook::{Carrier, Message, Outcome, Refusal, Target, Trouble, schedule};
use crate::web::app::{App, now};

/// How long a notice is not given out again, in microseconds.
const LEASE: i64 = 120_000_000;
/// Recipients and systems that are told at a time.
const LANES: usize = 8;
/// Notices, and events, that are asked for at once.
const AT_ONCE: u16 = 32;
/// After so long no further notice is begun for the same recipient: the rest come again when their lease is over, and a server that
/// stops does not have to wait.
const TURN: Duration = Duration::from_secs(8);

/// What can keep a notice, by the names that pages have words for.
#[cfg(test)]
pub const NAMES: [&str; 12] = [
    "target",
    "not-public",
    "no-such-host",
    "no-connection",
    "certificate",
    "no-tls",
    "too-slow",
    "cut-off",
    "no-http",
    "redirect 302",
    "status 503",
    "gone",
];

/// What is under way.
pub struct Lanes {
    carrier: Carrier,
    under_way: Mutex<UnderWay>,
}

#[derive(Default)]
struct UnderWay {
    turns: JoinSet<Whom>,
    busy: BTreeSet<Whom>,
}

impl UnderWay {
    /// Lets go of those whose turn is over.
    fn tidy(&mut self) {
        while let Some(ended) = self.turns.try_join_next() {
            if let Ok(whom) = ended {
                self.busy.remove(&whom);
            }
        }
        // Of one that panicked nobody says who it was.
        if self.turns.is_empty() {
            self.busy.clear();
        }
    }
}

impl Lanes {
    /// None under way.
    ///
    /// # Errors
    /// As [`Carrier::new`].
    pub fn new() -> Result<Self, rustls::Error> {
        Ok(Self { carrier: Carrier::new()?, under_way: Mutex::default() })
    }

    /// Begins to tell those whose turn it is.
    pub async fn begin(&self, app: &App) -> Result<More, Error> {
        if app.pulse.is_disk_low() || self.are_full() {
            return Ok(false);
        }
        let house = Context::instance();
        let notices = app.store.notice_claim(&house, AT_ONCE, LEASE).await?.into_iter().map(Due::Notice);
        let events = app.store.event_claim(&house, AT_ONCE, LEASE).await?.into_iter().map(Due::Event);
        let mut turns: BTreeMap<Whom, Vec<Due>> = BTreeMap::new();
        for one in notices.chain(events) {
            // One that nobody said where to send to waits in the books until somebody does.
            if one.to().is_some() {
                turns.entry(one.whom()).or_default().push(one);
            }
        }
        let mut begun = false;
        let mut under_way = self.under_way();
        for (whom, all) in turns {
            // Whoever is being told already, or finds no lane free, comes again when the lease is over.
            if under_way.busy.len() >= LANES || !under_way.busy.insert(whom.clone()) {
                continue;
            }
            begun = true;
            let (app, carrier) = (app.clone(), self.carrier.clone());
            under_way.turns.spawn(async move {
                turn(&app, &carrier, all).await;
                whom
            });
        }
        Ok(begun)
    }

    fn under_way(&self) -> MutexGuard<'_, UnderWay> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn are_full(&self) -> bool {
        let mut under_way = self.under_way();
        under_way.tidy();
        under_way.busy.len() >= LANES
    }

    /// Waits for those under way.
    pub async fn end(&self) {
        let mut turns = std::mem::take(&mut self.under_way().turns);
        while turns.join_next().await.is_some() {}
        self.under_way().tidy();
    }
}

/// Tells one of them one thing after the other. Where one is not received, the rest wait.
async fn turn(app: &App, carrier: &Carrier, all: Vec<Due>) {
    let begun = Instant::now();
    for one in all {
        match tell(app, carrier, &one).await {
            Ok(true) if begun.elapsed() < TURN => {}
            Ok(_) => return,
            Err(error) => {
                tracing::warn!(notice = %one.id(), %error, "what came of a notice could not be written down; it is sent again");
                return;
            }
        }
    }
}

/// Sends one notice and writes down what came of it; whether it arrived.
async fn tell(app: &App, carrier: &Carrier, due: &Due) -> Result<bool, Error> {
    let id = due.id();
    let Some((url, secrets)) = due.to() else { return Ok(false) };
    let rules = &app.config.webhooks.allow;
    let outcome = match Target::parse(url, rules) {
        Err(why) => Refusal::Target(why).into(),
        Ok(target) => {
            let message = Message::new(id.to_string(), due.payload(app).await?)
                .map_err(|error| Error::Broken(error.to_string()))?;
            carrier.deliver(&target, rules, &message, &secrets, now()).await
        }
    };
    let Some(name) = name(&outcome) else {
        let confirmed = matches!(outcome, Outcome::Delivered { confirmed: true, .. });
        due.tried(app, None, confirmed).await?;
        metrics::counter!("comity_notices_total", "outcome" => "sent").increment(1);
        return Ok(true);
    };
    if outcome == Outcome::Gone {
        due.forget(app, url).await?;
    }
    let asked = match outcome {
        Outcome::Failed(failure) => failure.asked,
        _ => None,
    };
    let seed = xxhash_rust::xxh3::xxh3_64(id.bytes());
    let next = schedule::next(due.attempts().saturating_add(1), seed, asked);
    let passes = matches!(outcome, Outcome::Failed(failure) if failure.may_pass());
    if next.is_open || !passes {
        tracing::warn!(notice = %id, why = name, "a notice did not arrive; somebody should look");
    }
    let wait = i64::try_from(next.after.as_micros()).unwrap_or(i64::MAX);
    due.tried(app, Some((name, now().saturating_add(wait))), false).await?;
    metrics::counter!("comity_notices_total", "outcome" => "failed").increment(1);
    Ok(false)
}

/// What kept it, by a name that pages have words for; nothing where it arrived.
fn name(outcome: &Outcome) -> Option<String> {
    let name = match outcome {
        Outcome::Delivered { .. } => return None,
        Outcome::Refused(Refusal::NotPublic(_)) => "not-public",
        Outcome::Refused(Refusal::Target(_) | Refusal::NoSecret) => "target",
        Outcome::Gone => "gone",
        Outcome::Failed(failure) => match failure.trouble {
            Trouble::NoSuchHost => "no-such-host",
            Trouble::NoConnection => "no-connection",
            Trouble::Certificate(_) => "certificate",
            Trouble::NoTls => "no-tls",
            Trouble::TooSlow => "too-slow",
            Trouble::CutOff => "cut-off",
            Trouble::NoHttp => "no-http",
            Trouble::Redirect(status) => return Some(format!("redirect {status}")),
            Trouble::Status(status) => return Some(format!("status {status}")),
        },
    };
    Some(name.into())
}
