//! How many stand where: counts only, and nobody by name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use comity_exchange::id::ClauseId;
use serde::Serialize;

use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::guardian;
use crate::id::ExchangeId;
use crate::standing::{Answers, Signed, Stood};
use crate::store::Store;

/// How many persons of an exchange stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Something is on offer, and nothing was answered yet.
    pub offered: u64,
    /// Something is in force.
    pub agreed: u64,
    /// Nothing is in force, and counter-offers wait.
    pub countered: u64,
    /// Said no, or withdrew everything.
    pub declined: u64,
    /// Left.
    pub left: u64,
    /// Those of whom something is in force, by the version of the terms that they last agreed to. Versions that nobody holds are
    /// left out.
    pub agreed_to: BTreeMap<u32, u64>,
}

/// Persons who have to have answered a clause before another person is told how.
pub const FEWEST: u64 = 10;

/// How many persons answered a clause in which way, as their answers stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerCounts {
    /// The clause.
    pub clause: ClauseId,
    /// How many said yes.
    pub yes: u64,
    /// How many said no, or withdrew.
    pub no: u64,
    /// How many said yes, if.
    pub yes_if: u64,
}

impl AnswerCounts {
    fn of(&mut self, said: &str) -> Result<&mut u64, Error> {
        match said {
            "yes" => Ok(&mut self.yes),
            "no" => Ok(&mut self.no),
            "if" => Ok(&mut self.yes_if),
            _ => Err(Error::Broken("an answer has no known name".into())),
        }
    }

    /// How many answered.
    pub fn total(&self) -> u64 {
        self.yes + self.no + self.yes_if
    }
}

/// What everybody answered, without what is given as one's own; to whom has answered nothing, nothing.
async fn counted(
    conn: &mut Conn,
    ctx: &Context,
    exchange: ExchangeId,
    own: Option<&Answers>,
) -> Result<Vec<AnswerCounts>, Error> {
    if own.is_some_and(Answers::is_empty) {
        return Ok(Vec::new());
    }
    let sum = "SELECT a.clause, a.answer, CAST(SUM(a.n) AS BIGINT) FROM answer_count a
                   JOIN exchange e ON e.id = a.exchange WHERE a.exchange = $1 AND e.firm = $2
                   GROUP BY a.clause, a.answer ORDER BY a.clause";
    let mut all: Vec<AnswerCounts> = Vec::new();
    for row in conn.rows(sum, args![exchange, ctx.firm]).await? {
        let (clause, said, n): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let clause = ClauseId::new(&clause).map_err(|_| Error::Broken("an answer names no clause".into()))?;
        if all.last().is_none_or(|last| last.clause != clause) {
            all.push(AnswerCounts { clause, yes: 0, no: 0, yes_if: 0 });
        }
        if let Some(last) = all.last_mut() {
            *last.of(&said)? = u64::try_from(n).unwrap_or_default();
        }
    }
    if let Some(own) = own {
        for one in &mut all {
            if let Some(said) = own.get(&one.clause) {
                let n = one.of(said.name())?;
                *n = n.saturating_sub(1);
            }
        }
        all.retain(|one| one.total() >= FEWEST);
    }
    Ok(all)
}

impl Store {
    /// How many persons answered each clause in which way. A member is told all of it. A person is told what others
    /// answered: after they have answered themselves, and only of clauses that at least [`FEWEST`] others answered. `signed` is
    /// what they have just answered, where that is so: it spares looking for it.
    ///
    /// # Errors
    /// A member without [`Right::FiguresRead`]; a person who was not invited.
    pub async fn answer_counts(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        signed: Option<&Signed>,
    ) -> Result<Vec<AnswerCounts>, Error> {
        let mut conn = self.read().await?;
        let own = match ctx.actor {
            Actor::Person { .. } | Actor::Guardian { .. } => {
                let (person, _) = ctx.acting()?;
                guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
                match signed {
                    Some(signed) => Some(Cow::Borrowed(&signed.answers)),
                    None => Some(Cow::Owned(Stood::read(self, &mut conn, ctx.firm, exchange, person).await?.answers)),
                }
            }
            _ => {
                ctx.may(Right::FiguresRead)?;
                None
            }
        };
        counted(&mut conn, ctx, exchange, own.as_deref()).await
    }

    /// How many persons stand where in an exchange, as last written down: the worker does so after every new version.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn standing_counts(&self, ctx: &Context, exchange: ExchangeId) -> Result<Counts, Error> {
        ctx.may(Right::FiguresRead)?;
        let count = "SELECT s.state, s.version, COUNT(*) FROM standing s JOIN exchange e ON e.id = s.exchange
                     WHERE s.exchange = $1 AND e.firm = $2 GROUP BY s.state, s.version";
        let mut counts = Counts::default();
        for row in self.read().await?.rows(count, args![exchange, ctx.firm]).await? {
            let (state, version, number): (String, u32, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let number = u64::try_from(number).unwrap_or_default();
            match state.as_str() {
                "offered" => counts.offered += number,
                "agreed" => {
                    counts.agreed += number;
                    *counts.agreed_to.entry(version).or_default() += number;
                }
                "countered" => counts.countered += number,
                "declined" | "withdrawn" => counts.declined += number,
                "left" => counts.left += number,
                _ => return Err(Error::Broken("a standing has no known state".into())),
            }
        }
        Ok(counts)
    }
}
