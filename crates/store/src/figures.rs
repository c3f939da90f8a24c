//! How many stand where: counts only, and nobody by name.

use serde::Serialize;

use crate::context::{Context, Right};
use crate::engine::conn::args;
use crate::error::Error;
use crate::id::ExchangeId;
use crate::store::Store;

/// How many persons of an exchange stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
}

impl Store {
    /// How many persons stand where in an exchange, as last written down: the worker does so after every new version.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn standing_counts(&self, ctx: &Context, exchange: ExchangeId) -> Result<Counts, Error> {
        ctx.may(Right::FiguresRead)?;
        let count = "SELECT s.state, COUNT(*) FROM standing s JOIN exchange e ON e.id = s.exchange
                     WHERE s.exchange = $1 AND e.firm = $2 GROUP BY s.state";
        let mut counts = Counts::default();
        for row in self.read().await?.rows(count, args![exchange, ctx.firm]).await? {
            let (state, number): (String, i64) = (row.get(0)?, row.get(1)?);
            let number = u64::try_from(number).unwrap_or_default();
            match state.as_str() {
                "offered" => counts.offered += number,
                "agreed" => counts.agreed += number,
                "countered" => counts.countered += number,
                "declined" | "withdrawn" => counts.declined += number,
                "left" => counts.left += number,
                _ => return Err(Error::Broken("a standing has no known state".into())),
            }
        }
        Ok(counts)
    }
}
