//! What the firm says to counter-offers: yes, for one, for a group or for all; no, with a reason; or nothing in time.

use comity_exchange::clause::Clause;
use comity_exchange::counter::Alternative;
use comity_exchange::negotiation::Refusal;
use comity_exchange::publish::Life;
use comity_exchange::terms::Terms;
use serde::Serialize;

use super::clause_id;
use crate::audit;
use crate::blind::text;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{CounterId, ExchangeId, FirmId, PersonId};
use crate::job::{self, JobNew};
use crate::standing::{Stood, lock};
use crate::store::Store;
use crate::version;

/// For whom a counter-offer is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum For {
    /// For this person.
    One,
    /// For everybody who waits with the same bounded alternative to the same clause.
    Group,
    /// For them, and as a new version for all.
    Version,
}

/// What accepting led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// How many persons have an offer made of their counter.
    pub persons: u64,
    /// The version that was published.
    pub version: Option<u32>,
}

/// Tells the person later what became of their counter.
pub(crate) async fn tell(books: &Store, tx: &mut Conn, stood: &Stood, id: CounterId) -> Result<(), Error> {
    let payload = serde_json::json!({ "exchange": stood.exchange, "counter": id });
    let new = JobNew::now(job::COUNTER_ANSWERED, payload).about(stood.person);
    job::insert(books, tx, stood.firm, &new).await.map(drop)
}

/// Where a counter is: its exchange, person, clause, bounded alternative, and whether it has own words.
struct Found {
    exchange: ExchangeId,
    person: PersonId,
    clause: String,
    bounded: String,
    own_words: bool,
}

async fn find(tx: &mut Conn, firm: FirmId, id: CounterId) -> Result<Found, Error> {
    let find = "SELECT c.exchange, c.person, c.clause, c.bounded, c.own_words FROM counter c
                JOIN exchange e ON e.id = c.exchange WHERE c.id = $1 AND e.firm = $2";
    let row = tx.row(find, args![id, firm]).await?.ok_or(Error::NotFound("counter"))?;
    Ok(Found {
        exchange: row.get(0)?,
        person: row.get(1)?,
        clause: row.get(2)?,
        bounded: row.get(3)?,
        own_words: row.get(4)?,
    })
}

/// Makes an offer of one person's counter.
async fn accept(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    (exchange, person): (ExchangeId, PersonId),
    id: CounterId,
    wording: Option<Clause>,
) -> Result<(), Error> {
    let mut stood = Stood::read(books, tx, firm, exchange, person).await?;
    if stood.life != Life::Open {
        return Err(Conflict::NotOpen.into());
    }
    let place = stood.counters.iter().position(|(own, _)| *own == id).ok_or(Refusal::NotOpen)?;
    let current = version::read(books, tx, exchange, stood.current).await?;
    let current = (current.number, &current.terms);
    stood.standing.counter_accept(place, wording.clone(), current, books.now())?;
    stood.save(books, tx).await?;
    let counter = &stood.standing.counters[place];
    let wording = wording.as_ref().filter(|_| counter.alternative.words.is_some());
    stood.counter_answered(books, tx, id, counter, wording).await?;
    tell(books, tx, &stood, id).await
}

/// The terms in force with the alternative in them; also the draft, where nobody has changed that clause in it.
async fn accepted_for_all(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    found: &Found,
    wording: Option<&Clause>,
) -> Result<u32, Error> {
    let view = exchange::read(books, tx, ctx, found.exchange).await?;
    let mut terms = Terms::clone(&view.exchange.current().ok_or(Conflict::NotOpen)?.terms);
    let clause = clause_id(&found.clause)?;
    let place = terms.clauses.iter_mut().find(|c| c.id == clause).ok_or(Refusal::NotOpen)?;
    let alternative: Alternative = serde_json::from_str(&found.bounded)?;
    let changed = match wording {
        Some(wording) if found.own_words && wording.id == clause => wording.clone(),
        _ if found.own_words => return Err(Refusal::WordingNeeded.into()),
        _ => alternative.applied_to(place).map_err(|why| Refusal::OutOfBounds { clause: clause.clone(), why })?,
    };
    let old = std::mem::replace(place, changed.clone());
    let number = exchange::publish(books, tx, ctx, found.exchange, terms).await?;
    let mut draft = view.draft;
    if let Some(place) = draft.clauses.iter_mut().find(|c| **c == old) {
        *place = changed;
        let save = "UPDATE exchange SET draft = $2, revision = revision + 1 WHERE id = $1";
        tx.run(save, args![found.exchange, serde_json::to_string(&draft)?]).await?;
    }
    Ok(number)
}

impl Store {
    /// Accepts a counter-offer: an offer is made of it for its person to sign, for everybody who asked for the same, or
    /// for all as a new version besides. `wording` is the clause as it will read where the condition was in own words; such
    /// a counter is accepted for its person alone, and as a new version for all.
    ///
    /// # Errors
    /// Without [`Right::CounterAnswer`] (for all also [`Right::ExchangePublish`]); [`Error::Refused`], [`Error::NotPublished`].
    pub async fn counter_accept(
        &self,
        ctx: &Context,
        id: CounterId,
        whom: For,
        wording: Option<Clause>,
    ) -> Result<Accepted, Error> {
        ctx.may(Right::CounterAnswer)?;
        if whom == For::Version {
            ctx.may(Right::ExchangePublish)?;
        }
        write!(self, ctx, |books, ctx, tx| {
            let found = find(tx, ctx.firm, id).await?;
            tx.lock(found.exchange.bytes()).await?;
            accept(&books, tx, ctx.firm, (found.exchange, found.person), id, wording.clone()).await?;
            let mut persons = 1;
            if whom != For::One && !found.own_words {
                let same = "SELECT id, person FROM counter WHERE exchange = $1 AND clause = $2 AND bounded = $3
                            AND own_words = 0 AND state = 'open' ORDER BY id";
                let values = args![found.exchange, found.clause.as_str(), found.bounded.as_str()];
                for row in tx.rows(same, values).await? {
                    let (other, person): (CounterId, PersonId) = (row.get(0)?, row.get(1)?);
                    match accept(&books, tx, ctx.firm, (found.exchange, person), other, None).await {
                        Ok(()) => persons += 1,
                        // Lapsed or overtaken meanwhile, or another offer to this person no longer has room for it.
                        Err(Error::Refused(_)) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            let version = match whom {
                For::Version => Some(accepted_for_all(&books, tx, &ctx, &found, wording.as_ref()).await?),
                For::One | For::Group => None,
            };
            audit::add(&books, tx, &ctx, "counter_accept", "counter", Some(id.bytes())).await?;
            Ok(Accepted { persons, version })
        })
    }

    /// Declines a counter-offer; the person is told why.
    ///
    /// # Errors
    /// Without [`Right::CounterAnswer`]; no reason, or one of more than 2,000 characters; [`Error::Refused`].
    pub async fn counter_decline(&self, ctx: &Context, id: CounterId, reason: &str) -> Result<(), Error> {
        ctx.may(Right::CounterAnswer)?;
        let lines = reason.lines().map(str::trim_end).collect::<Vec<_>>().join(" ");
        let reason = text(&lines, 2_000)?;
        write!(self, ctx, |books, ctx, tx| {
            let found = find(tx, ctx.firm, id).await?;
            lock(tx, found.exchange, found.person).await?;
            let mut stood = Stood::read(&books, tx, ctx.firm, found.exchange, found.person).await?;
            let place = stood.counters.iter().position(|(own, _)| *own == id).ok_or(Refusal::NotOpen)?;
            stood.standing.counter_decline(place, &reason, books.now())?;
            stood.save(&books, tx).await?;
            stood.counter_answered(&books, tx, id, &stood.standing.counters[place], None).await?;
            tell(&books, tx, &stood, id).await?;
            audit::add(&books, tx, &ctx, "counter_decline", "counter", Some(id.bytes())).await
        })
    }

    /// Writes down which counter-offers nobody answered in time, and tells their persons: at most 200 at once, of any firm.
    /// How many persons were concerned.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn counter_sweep(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.house()?;
        let late = "SELECT DISTINCT e.firm, c.exchange, c.person FROM counter c JOIN exchange e ON e.id = c.exchange
                    WHERE c.state = 'open' AND c.answer_by <= $1 LIMIT 200";
        let mut concerned = 0;
        for row in self.read().await?.rows(late, args![self.now().0]).await? {
            let (firm, exchange, person): (FirmId, ExchangeId, PersonId) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let done = write!(self, ctx, |books, ctx, tx| {
                lock(tx, exchange, person).await?;
                Stood::read(&books, tx, firm, exchange, person).await?.save(&books, tx).await
            });
            match done {
                Ok(()) => concerned += 1,
                // Erased in between.
                Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(concerned)
    }
}
