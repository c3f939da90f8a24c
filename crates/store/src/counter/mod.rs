//! Counter-offers: rows of their own, so that they can be listed and counted without opening anybody's standing.

mod answer;

pub(crate) use answer::tell;
pub use answer::{Accepted, For};
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Counter, CounterState};
use comity_exchange::time::Timestamp;
use serde::Serialize;

use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::error::Error;
use crate::id::{CounterId, ExchangeId, FirmId, PersonId};
use crate::page::{Listed, Page};
use crate::seal::{Key, Place};
use crate::standing::Stood;
use crate::store::{Store, person_place};

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
            ", c.person, k.wrapped, e.current FROM counter c JOIN exchange e ON e.id = c.exchange
             JOIN person p ON p.id = c.person JOIN person_key k ON k.person = p.id
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
}
