//! Counter-offers: rows of their own, so that they can be listed and counted without opening anybody's standing.

use comity_exchange::clause::Clause;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Counter, CounterState, Refusal};
use comity_exchange::publish::Life;
use comity_exchange::time::Timestamp;
use serde::Serialize;

use crate::audit;
use crate::blind::text;
use crate::context::{Context, Right};
use crate::engine::conn::{Conn, Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{CounterId, ExchangeId, FirmId, PersonId};
use crate::job::{self, JobNew};
use crate::page::{Listed, Page};
use crate::seal::{Key, Place};
use crate::standing::{Stood, lock};
use crate::store::{Store, person_place};
use crate::version;

/// A counter-offer as members see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CounterLine {
    /// Its id.
    pub id: CounterId,
    /// Whose.
    pub person: PersonId,
    /// The counter-offer as the rules know it, as of now.
    pub counter: Counter,
}

/// Which counter-offers are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CounterFilter {
    /// Only those that wait for an answer.
    pub open: bool,
    /// Only on this clause.
    pub clause: Option<ClauseId>,
}

/// How often one alternative to a clause was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The clause.
    pub clause: ClauseId,
    /// The alternative, without anybody's own words.
    pub alternative: Alternative,
    /// Whether a condition in own words came with it.
    pub own_words: bool,
    /// How many asked for it.
    pub total: u64,
    /// Of these, how many wait for an answer.
    pub open: u64,
    /// Of these, how many were accepted.
    pub accepted: u64,
    /// Of these, how many were declined.
    pub declined: u64,
}

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

fn place<'p>(firm: FirmId, id: &'p CounterId, column: &'static str) -> Place<'p> {
    Place { firm, table: "counter", column, id: id.bytes() }
}

fn state_name(state: &CounterState) -> &'static str {
    match state {
        CounterState::Open => "open",
        CounterState::Accepted => "accepted",
        CounterState::Declined(_) => "declined",
        CounterState::Lapsed => "lapsed",
        CounterState::TakenBack => "taken_back",
        CounterState::Overtaken => "overtaken",
    }
}

macro_rules! columns {
    () => {
        "c.id, c.clause, c.bounded, c.sealed, c.reason, c.version, c.state, c.made, c.answer_by"
    };
}

fn clause_id(name: &str) -> Result<ClauseId, Error> {
    ClauseId::new(name).map_err(|_| Error::Broken("a counter is on no clause".into()))
}

fn counter(firm: FirmId, key: &Key, row: &Row) -> Result<(CounterId, Counter), Error> {
    let id: CounterId = row.get(0)?;
    let (clause, bounded, state): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(6)?);
    let (words, reason): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?);
    let words = words.map(|sealed| key.open_text(&place(firm, &id, "sealed"), &sealed)).transpose()?;
    let reason = reason.map(|sealed| key.open_text(&place(firm, &id, "reason"), &sealed)).transpose()?;
    let state = match state.as_str() {
        "open" => CounterState::Open,
        "accepted" => CounterState::Accepted,
        "declined" => CounterState::Declined(reason.unwrap_or_default()),
        "lapsed" => CounterState::Lapsed,
        "taken_back" => CounterState::TakenBack,
        "overtaken" => CounterState::Overtaken,
        _ => return Err(Error::Broken("a counter has no known state".into())),
    };
    let counter = Counter {
        clause: clause_id(&clause)?,
        alternative: Alternative { words, ..serde_json::from_str(&bounded)? },
        version: row.get(5)?,
        made: Timestamp(row.get(7)?),
        answer_by: Timestamp(row.get(8)?),
        state,
    };
    Ok((id, counter))
}

/// The counters of a standing, in their order.
pub(crate) async fn read(conn: &mut Conn, stood: &Stood) -> Result<Vec<(CounterId, Counter)>, Error> {
    let find =
        concat!("SELECT ", columns!(), " FROM counter c WHERE c.exchange = $1 AND c.person = $2 ORDER BY c.place");
    let rows = conn.rows(find, args![stood.exchange, stood.person]).await?;
    rows.iter().map(|row| counter(stood.firm, &stood.key, row)).collect()
}

/// Writes a new counter of a standing down.
pub(crate) async fn insert(tx: &mut Conn, stood: &Stood, at: usize, one: &Counter) -> Result<CounterId, Error> {
    let id = CounterId::new();
    let words = one.alternative.words.as_deref();
    let sealed = words.map(|words| stood.key.seal_text(&place(stood.firm, &id, "sealed"), words)).transpose()?;
    let bounded = Alternative { words: None, ..one.alternative.clone() };
    tx.run(
        "INSERT INTO counter (id, exchange, person, place, clause, bounded, own_words, sealed, version, state, made, answer_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            id,
            stood.exchange,
            stood.person,
            at as i64,
            one.clause.as_str(),
            serde_json::to_string(&bounded)?,
            words.is_some(),
            sealed,
            one.version,
            state_name(&one.state),
            one.made.0,
            one.answer_by.0
        ],
    )
    .await?;
    Ok(id)
}

/// Writes down what became of a counter.
pub(crate) async fn update(
    tx: &mut Conn,
    stood: &Stood,
    id: CounterId,
    state: &CounterState,
    now: Timestamp,
) -> Result<(), Error> {
    let reason = match state {
        CounterState::Declined(reason) => Some(stood.key.seal_text(&place(stood.firm, &id, "reason"), reason)?),
        _ => None,
    };
    let set = "UPDATE counter SET state = $2, reason = $3, answered = $4 WHERE id = $1";
    tx.run(set, args![id, state_name(state), reason, now.0]).await.map(drop)
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
    let current = (current.version.number, &current.version.terms);
    stood.standing.counter_accept(place, wording, current, books.now())?;
    stood.save(books, tx).await?;
    stood.counter_answered(books, tx, id, &stood.standing.counters[place]).await?;
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
    let mut terms = view.exchange.current().ok_or(Conflict::NotOpen)?.terms.clone();
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
    /// Counter-offers of an exchange, the newest first, as of now.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`].
    pub async fn counter_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        filter: &CounterFilter,
        page: &Page,
    ) -> Result<Listed<CounterLine>, Error> {
        ctx.may(Right::StandingRead)?;
        self.read_recorded(ctx, "counter_list", None).await?;
        let now = self.now();
        let below = page.below(|id: CounterId| *id.bytes())?;
        let clause = filter.clause.as_ref().map(|clause| clause.as_str().to_owned());
        let mut conn = self.read().await?;
        let some = concat!(
            "SELECT ",
            columns!(),
            ", c.person, p.wrapped, e.current FROM counter c JOIN exchange e ON e.id = c.exchange
             JOIN person p ON p.id = c.person
             WHERE c.exchange = $1 AND e.firm = $2 AND c.id < $3 AND ($4 IS NULL OR c.clause = $4)
             AND ($5 = 0 OR (c.state = 'open' AND c.answer_by > $6 AND c.version >= e.current))
             ORDER BY c.id DESC LIMIT $7"
        );
        let values = args![exchange, ctx.firm, below, clause.clone(), filter.open, now.0, page.limit()];
        let rows = conn.rows(some, values).await?;
        let count = "SELECT COUNT(*) FROM counter c JOIN exchange e ON e.id = c.exchange
                     WHERE c.exchange = $1 AND e.firm = $2 AND ($3 IS NULL OR c.clause = $3)
                     AND ($4 = 0 OR (c.state = 'open' AND c.answer_by > $5 AND c.version >= e.current))";
        let total = conn.number(count, args![exchange, ctx.firm, clause, filter.open, now.0]).await?;
        let line = |row: &Row| {
            let (person, wrapped): (PersonId, Vec<u8>) = (row.get(9)?, row.get(10)?);
            let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
            let (id, mut counter) = counter(ctx.firm, &key, row)?;
            if counter.state == CounterState::Open {
                // What the worker has not written down yet.
                let overtaken = counter.version < row.get::<u32>(11)?;
                counter.state = match counter.answer_by <= now {
                    true => CounterState::Lapsed,
                    false if overtaken => CounterState::Overtaken,
                    false => CounterState::Open,
                };
            }
            Ok(CounterLine { id, person, counter })
        };
        let rows = rows.iter().map(line).collect::<Result<_, Error>>()?;
        Ok(Listed::cut(rows, page, total, |line: &CounterLine| line.id.to_string()))
    }

    /// How often each alternative to each clause was asked for, the most frequent first within a clause.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn counter_distribution(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<Asked>, Error> {
        ctx.may(Right::FiguresRead)?;
        let rows = self
            .read()
            .await?
            .rows(
                "SELECT c.clause, c.bounded, c.own_words, COUNT(*),
                        COUNT(CASE WHEN c.state = 'open' AND c.answer_by > $3 AND c.version >= e.current THEN 1 END),
                        COUNT(CASE WHEN c.state = 'accepted' THEN 1 END), COUNT(CASE WHEN c.state = 'declined' THEN 1 END)
                 FROM counter c JOIN exchange e ON e.id = c.exchange WHERE c.exchange = $1 AND e.firm = $2
                 GROUP BY c.clause, c.bounded, c.own_words ORDER BY c.clause, COUNT(*) DESC, c.bounded, c.own_words",
                args![exchange, ctx.firm, self.now().0],
            )
            .await?;
        let asked = |row: &Row| {
            let (clause, bounded): (String, String) = (row.get(0)?, row.get(1)?);
            Ok(Asked {
                clause: clause_id(&clause)?,
                alternative: serde_json::from_str(&bounded)?,
                own_words: row.get(2)?,
                total: row.get(3)?,
                open: row.get(4)?,
                accepted: row.get(5)?,
                declined: row.get(6)?,
            })
        };
        rows.iter().map(asked).collect()
    }

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
            stood.counter_answered(&books, tx, id, &stood.standing.counters[place]).await?;
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
