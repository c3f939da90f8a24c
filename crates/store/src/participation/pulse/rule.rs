//! How seldom a firm asks.

use comity_participation::pulse::Cooldown;
use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::FirmId;
use crate::store::Store;

/// The most days between two times that somebody is asked.
const LONGEST: u32 = 730;

/// How seldom a firm asks, and whom it can ask now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PulseRule {
    /// How seldom.
    pub cooldown: Cooldown,
    /// How many persons were asked so lately that they are asked nothing now.
    pub cooling: u64,
}

/// How seldom a firm asks.
pub(super) async fn read(conn: &mut Conn, firm: FirmId) -> Result<Cooldown, Error> {
    let row = conn.row("SELECT days, on_leaving FROM pulse_rule WHERE firm = $1", args![firm]).await?;
    row.map_or_else(|| Ok(Cooldown::default()), |row| Ok(Cooldown { days: row.get(0)?, on_leaving: row.get(1)? }))
}

impl Store {
    /// How seldom the firm asks, and how many persons it cannot ask now.
    ///
    /// # Errors
    /// Without [`Right::FirmRead`].
    pub async fn pulse_rule_get(&self, ctx: &Context) -> Result<PulseRule, Error> {
        ctx.may(Right::FirmRead)?;
        let mut conn = self.read().await?;
        let cooldown = read(&mut conn, ctx.firm).await?;
        let since = self.now().0 - i64::from(cooldown.days) * 86_400_000_000;
        // Whoever is erased is not there any more, and their rows lead to nobody.
        let find = "SELECT COUNT(DISTINCT u.person) FROM pulse u JOIN person p ON p.id = u.person
                    WHERE u.firm = $1 AND u.at > $2";
        let cooling = conn.number(find, args![ctx.firm, since]).await?;
        Ok(PulseRule { cooldown, cooling: u64::try_from(cooling).unwrap_or_default() })
    }

    /// Changes how seldom the firm asks, from now on.
    ///
    /// # Errors
    /// Without [`Right::FirmWrite`]; [`Invalid::Number`] for less than a day or more than two years.
    pub async fn pulse_rule_set(&self, ctx: &Context, cooldown: Cooldown) -> Result<(), Error> {
        ctx.may(Right::FirmWrite)?;
        if !(1..=LONGEST).contains(&cooldown.days) {
            return Err(Invalid::Number.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            let set = "INSERT INTO pulse_rule (firm, days, on_leaving, updated) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (firm) DO UPDATE SET days = excluded.days, on_leaving = excluded.on_leaving,
                           updated = excluded.updated";
            tx.run(set, args![ctx.firm, cooldown.days, cooldown.on_leaving, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "pulse_rule_set", "firm", Some(ctx.firm.bytes())).await
        })
    }
}
