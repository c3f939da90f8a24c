//! How much of what is held is used: figures about many, and what happens to items that nobody uses.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::{Cell, Counts, Idle, Patience, Seen, Utilisation, utilisation};
use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::access::day;
use super::ground::Ground;
use super::settle::{Why, settle_as_it_is};
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::figures::FEWEST;
use crate::id::{ExchangeId, FirmId, PersonId};
use crate::standing::lock;
use crate::store::Store;
use crate::version;

/// After how long without use an item is warned of, and let go.
pub const PATIENCE: Patience = Patience { warn_days: 180, release_days: 210 };
/// Days that the trend goes back.
const TREND: i64 = 90;
/// Days over which refusals are added up.
const REFUSALS: i64 = 30;
/// Persons whose values are let go in one transaction.
const AT_ONCE: i64 = 100;

/// How much of what an exchange's persons share is used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Utilised {
    /// By item, by purpose and in all. Cells of fewer than ten persons count as held, and nothing is said of their use.
    pub now: Utilisation,
    /// By item and purpose.
    pub cells: Vec<(Cell, Counts)>,
    /// Cells of fewer than ten persons.
    pub few: BTreeSet<Cell>,
    /// In all cells of ten persons or more, a day each: days since 1970, the oldest first. Smaller ones are left out, so that
    /// their use cannot be told from the difference to what is said of the others.
    pub trend: Vec<(i64, Counts)>,
    /// Refusals of the last thirty days, the most frequent first.
    pub refusals: Vec<Refusal>,
    /// Items that nobody uses.
    pub idle: BTreeMap<ItemId, Idle>,
}

/// How often something was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// For which purpose, as it was asked.
    pub purpose: String,
    /// Which item.
    pub item: String,
    /// The name of the reason.
    pub reason: String,
    /// How often.
    pub n: u64,
}

/// An item that was warned of, or let go, because nobody used it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// The item.
    pub item: ItemId,
    /// When it was warned of.
    pub warned: Timestamp,
    /// When it was let go.
    pub released: Option<Timestamp>,
}

fn counts(row: &Row, from: usize) -> Result<Counts, Error> {
    Ok(Counts {
        held: row.get(from)?,
        read: row.get(from + 1)?,
        used: row.get(from + 2)?,
        for_person: row.get(from + 3)?,
    })
}

fn cell(row: &Row) -> Result<Cell, Error> {
    let (item, purpose): (String, String) = (row.get(0)?, row.get(1)?);
    let broken = || Error::Broken("something is held under no name".into());
    Ok(Cell {
        item: ItemId::new(&item).map_err(|_| broken())?,
        purpose: PurposeId::new(&purpose).map_err(|_| broken())?,
    })
}

async fn cells(conn: &mut Conn, exchange: ExchangeId) -> Result<BTreeMap<Cell, Counts>, Error> {
    let find =
        "SELECT item, purpose, COUNT(*), COUNT(read), COUNT(used), COUNT(for_person) FROM held WHERE exchange = $1
                GROUP BY item, purpose";
    let rows = conn.rows(find, args![exchange]).await?;
    rows.iter().map(|row| Ok((cell(row)?, counts(row, 2)?))).collect()
}

/// What is known of the use of each item.
async fn seen(conn: &mut Conn, exchange: ExchangeId) -> Result<BTreeMap<ItemId, Seen>, Error> {
    let find = "SELECT h.item, MIN(h.since), MAX(h.used), MAX(i.warned) FROM held h
                LEFT JOIN idle i ON i.exchange = h.exchange AND i.item = h.item AND i.released IS NULL
                WHERE h.exchange = $1 GROUP BY h.item";
    let mut all = BTreeMap::new();
    for row in conn.rows(find, args![exchange]).await? {
        let item: String = row.get(0)?;
        let item = ItemId::new(&item).map_err(|_| Error::Broken("something is held under no name".into()))?;
        let at = |at: Option<i64>| at.map(Timestamp);
        all.insert(item, Seen { asked: Timestamp(row.get(1)?), used: at(row.get(2)?), warned: at(row.get(3)?) });
    }
    Ok(all)
}

impl Store {
    /// How much of what an exchange's persons share is used.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`]; no such exchange.
    pub async fn utilisation_get(&self, ctx: &Context, exchange: ExchangeId) -> Result<Utilised, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        super::write::exists(&mut conn, ctx.firm, exchange).await?;
        let mut cells = cells(&mut conn, exchange).await?;
        let mut few = BTreeSet::new();
        for (cell, counts) in &mut cells {
            if counts.held < FEWEST {
                *counts = Counts { held: counts.held, ..Counts::default() };
                few.insert(cell.clone());
            }
        }
        let today = day(self.now());
        let find = "SELECT day, SUM(held), SUM(read), SUM(used), SUM(for_person) FROM utilisation
                    WHERE exchange = $1 AND day > $2 AND held >= $3 GROUP BY day ORDER BY day";
        let find = if conn.is_sqlite() {
            find
        } else {
            "SELECT day, SUM(held)::BIGINT, SUM(read)::BIGINT, SUM(used)::BIGINT, SUM(for_person)::BIGINT FROM utilisation
             WHERE exchange = $1 AND day > $2 AND held >= $3 GROUP BY day ORDER BY day"
        };
        let rows = conn.rows(find, args![exchange, today - TREND, FEWEST]).await?;
        let trend = rows.iter().map(|row| Ok((row.get(0)?, counts(row, 1)?))).collect::<Result<_, Error>>()?;
        let find = "SELECT purpose, item, reason, SUM(n) AS often FROM refusal WHERE exchange = $1 AND day > $2
                    GROUP BY purpose, item, reason ORDER BY often DESC LIMIT 50";
        let find = if conn.is_sqlite() {
            find
        } else {
            "SELECT purpose, item, reason, SUM(n)::BIGINT AS often FROM refusal WHERE exchange = $1 AND day > $2
             GROUP BY purpose, item, reason ORDER BY often DESC LIMIT 50"
        };
        let mut refusals = Vec::new();
        for row in conn.rows(find, args![exchange, today - REFUSALS]).await? {
            refusals.push(Refusal { purpose: row.get(0)?, item: row.get(1)?, reason: row.get(2)?, n: row.get(3)? });
        }
        let idle = self.idle_now(&mut conn, exchange).await?;
        Ok(Utilised { now: utilisation(&cells), cells: cells.into_iter().collect(), few, trend, refusals, idle })
    }

    /// Items of an exchange that nobody uses, by the terms in force.
    async fn idle_now(&self, conn: &mut Conn, exchange: ExchangeId) -> Result<BTreeMap<ItemId, Idle>, Error> {
        let row = conn.row("SELECT current FROM exchange WHERE id = $1", args![exchange]).await?;
        let current: u32 = row.ok_or(Error::NotFound("exchange"))?.get(0)?;
        if current == 0 {
            return Ok(BTreeMap::new());
        }
        let version = version::read(self, conn, exchange, current).await?;
        Ok(version.terms.idle(&seen(conn, exchange).await?, PATIENCE, self.now()))
    }

    /// Items of an exchange that were warned of and are still not used, or were let go, because nobody used them: for members,
    /// and for persons who were invited to it.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn unused_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<Unused>, Error> {
        let mut conn = self.read().await?;
        crate::exchange::visible(&mut conn, ctx, exchange).await?;
        let find = "SELECT item, warned, released FROM idle WHERE exchange = $1 ORDER BY item";
        let unused = |row: &Row| {
            let item: String = row.get(0)?;
            let item = ItemId::new(&item).map_err(|_| Error::Broken("an idle item has no name".into()))?;
            Ok(Unused { item, warned: Timestamp(row.get(1)?), released: row.get::<Option<i64>>(2)?.map(Timestamp) })
        };
        let mut all =
            conn.rows(find, args![exchange]).await?.iter().map(unused).collect::<Result<Vec<Unused>, Error>>()?;
        if all.iter().any(|one| one.released.is_none()) {
            // Every page of a person's information asks: what is held of everybody is not gone through for it. A use takes the warning away.
            let current = conn.number("SELECT current FROM exchange WHERE id = $1", args![exchange]).await?;
            let current = u32::try_from(current).unwrap_or_default();
            let terms = version::read(self, &mut conn, exchange, current).await?;
            all.retain(|one| one.released.is_some() || terms.terms.items.iter().any(|item| item.id == one.item));
        }
        Ok(all)
    }

    /// Exchanges that were ever published, of all firms: those of which figures are kept.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn exchange_all(&self, ctx: &Context) -> Result<Vec<(FirmId, ExchangeId)>, Error> {
        ctx.house()?;
        let rows =
            self.read().await?.rows("SELECT firm, id FROM exchange WHERE current > 0 ORDER BY id", args![]).await?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// How much of what the firm's exchanges hold is used, as last written down: in cells of ten persons or more, an exchange each.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn utilisation_latest(&self, ctx: &Context) -> Result<Vec<(ExchangeId, Counts)>, Error> {
        ctx.may(Right::FiguresRead)?;
        let find =
            "SELECT u.exchange, CAST(SUM(u.held) AS BIGINT), CAST(SUM(u.read) AS BIGINT), CAST(SUM(u.used) AS BIGINT),
                           CAST(SUM(u.for_person) AS BIGINT)
                    FROM utilisation u JOIN exchange e ON e.id = u.exchange
                    WHERE e.firm = $1 AND u.held >= $2
                    AND u.day = (SELECT MAX(d.day) FROM utilisation d WHERE d.exchange = u.exchange)
                    GROUP BY u.exchange ORDER BY u.exchange";
        let rows = self.read().await?.rows(find, args![ctx.firm, FEWEST]).await?;
        rows.iter().map(|row| Ok((row.get(0)?, counts(row, 1)?))).collect()
    }

    /// Writes down today's figures of an exchange, warns of items that nobody uses, and lets go of those that were warned of
    /// long enough ago. To be asked about once an hour.
    ///
    /// # Errors
    /// Anybody but the house asking; no such exchange.
    pub async fn utilisation_tend(&self, ctx: &Context, exchange: ExchangeId) -> Result<(), Error> {
        ctx.house()?;
        let mut conn = self.read().await?;
        super::write::exists(&mut conn, ctx.firm, exchange).await?;
        let (cells, idle) = (cells(&mut conn, exchange).await?, self.idle_now(&mut conn, exchange).await?);
        drop(conn);
        let today = day(self.now());
        write!(self, ctx, |books, ctx, tx| {
            // What is no longer held at all has no figures of today.
            tx.run("DELETE FROM utilisation WHERE exchange = $1 AND day = $2", args![exchange, today]).await?;
            for (cell, counts) in cells {
                let put = "INSERT INTO utilisation (exchange, day, item, purpose, held, read, used, for_person)
                           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                let Counts { held, read, used, for_person } = counts;
                let (item, purpose) = (cell.item.as_str(), cell.purpose.as_str());
                tx.run(put, args![exchange, today, item, purpose, held, read, used, for_person]).await?;
            }
            Ok(())
        })?;
        for (item, idle) in idle {
            match idle {
                Idle::Warned { .. } => {}
                Idle::Warn { .. } => self.warn(ctx, exchange, &item).await?,
                Idle::Release { .. } => self.release(ctx, ctx.firm, exchange, &item).await?,
            }
        }
        Ok(())
    }

    async fn warn(&self, ctx: &Context, exchange: ExchangeId, item: &ItemId) -> Result<(), Error> {
        let item = item.clone();
        write!(self, ctx, |books, ctx, tx| {
            let warn = "INSERT INTO idle (exchange, item, warned) VALUES ($1, $2, $3)
                        ON CONFLICT (exchange, item) DO UPDATE SET warned = excluded.warned, released = NULL";
            tx.run(warn, args![exchange, item.as_str(), books.now().0]).await.map(drop)
        })
    }

    /// Deletes every value of an item, with what was worked out from it.
    async fn release(&self, ctx: &Context, firm: FirmId, exchange: ExchangeId, item: &ItemId) -> Result<(), Error> {
        loop {
            let find = "SELECT DISTINCT person FROM item_value WHERE exchange = $1 AND item = $2 LIMIT $3";
            let rows = self.read().await?.rows(find, args![exchange, item.as_str(), AT_ONCE]).await?;
            if rows.is_empty() {
                break;
            }
            let persons = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<PersonId>, Error>>()?;
            let item = item.clone();
            write!(self, ctx, |books, ctx, tx| {
                for person in persons {
                    lock(tx, exchange, person).await?;
                    let Some(mut ground) = Ground::read(&books, tx, firm, exchange, person).await? else { continue };
                    let all = ground.values.iter().filter(|(_, value)| value.item == item).map(|(id, _)| *id).collect();
                    settle_as_it_is(&books, tx, &mut ground, &all, Why::Unused).await?;
                }
                Ok(())
            })?;
        }
        let item = item.clone();
        write!(self, ctx, |books, ctx, tx| {
            let done = "UPDATE idle SET released = $3 WHERE exchange = $1 AND item = $2 AND released IS NULL";
            tx.run(done, args![exchange, item.as_str(), books.now().0]).await?;
            tx.run("DELETE FROM held WHERE exchange = $1 AND item = $2", args![exchange, item.as_str()]).await.map(drop)
        })
    }
}
