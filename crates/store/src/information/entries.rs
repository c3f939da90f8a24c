//! Reads in an exchange as the ledger holds them: who read what for what, of how many, and what came of it; of whom is not said.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::id::ItemId;
use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::access::Granted;
use super::used::UseKind;
use super::write::exists;
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::error::Error;
use crate::id::{ExchangeId, LeafId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// A read of one or many persons: one entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessEntry {
    /// The entry's id in the books.
    pub access: LeafId,
    /// Its number in the ledger, once it has its place.
    pub number: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// Which system of the firm read, by the name that the firm gave it.
    pub client: String,
    /// For what.
    pub purpose: String,
    /// To whom it was passed on, where it was.
    pub recipient: Option<String>,
    /// What left, of any of the persons.
    pub items: BTreeSet<ItemId>,
    /// Of how many persons.
    pub persons: u64,
    /// What was said that came of it, and how often.
    pub uses: BTreeMap<UseKind, u64>,
}

/// How often a system read for a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccessCount {
    /// Which system, by its name.
    pub client: String,
    /// For what.
    pub purpose: String,
    /// How many entries.
    pub accesses: u64,
    /// Persons' parts in them: who was read twice is in two.
    pub parts: u64,
    /// Of how many entries it was said what came of it.
    pub used: u64,
}

fn number(row: &Row, column: usize) -> Result<u64, Error> {
    Ok(row.get::<i64>(column)?.unsigned_abs())
}

impl Store {
    /// Reads in an exchange, the newest first.
    ///
    /// # Errors
    /// Without [`Right::LedgerRead`]; no such exchange.
    pub async fn access_entries(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        page: &Page,
    ) -> Result<Listed<AccessEntry>, Error> {
        ctx.may(Right::LedgerRead)?;
        let mut conn = self.read().await?;
        exists(&mut conn, ctx.firm, exchange).await?;
        let below = page.below(|id: LeafId| *id.bytes())?;
        let find = "SELECT a.id, l.number, a.at, c.name, a.purpose, a.recipient, a.grants, CAST(LENGTH(a.persons) / 16 AS BIGINT)
                    FROM access a JOIN client c ON c.id = a.client LEFT JOIN leaf l ON l.id = a.id
                    WHERE a.exchange = $1 AND a.id < $2 ORDER BY a.id DESC LIMIT $3";
        let mut entries = Vec::new();
        for row in conn.rows(find, args![exchange, below, page.limit()]).await? {
            let (access, grants): (LeafId, String) = (row.get(0)?, row.get(6)?);
            let grants: Vec<Vec<Granted>> = serde_json::from_str(&grants)?;
            let mut uses = BTreeMap::new();
            let kinds = "SELECT kind, COUNT(*) FROM item_use WHERE access = $1 GROUP BY kind";
            for row in conn.rows(kinds, args![access]).await? {
                let kind: String = row.get(0)?;
                let known = UseKind::ALL.into_iter().find(|one| one.name() == kind);
                uses.insert(known.ok_or_else(|| Error::Broken("a use is of no kind".into()))?, number(&row, 1)?);
            }
            entries.push(AccessEntry {
                access,
                number: row.get::<Option<i64>>(1)?.map(i64::unsigned_abs),
                at: Timestamp(row.get(2)?),
                client: row.get(3)?,
                purpose: row.get(4)?,
                recipient: row.get(5)?,
                items: grants.into_iter().flatten().map(|granted| granted.item).collect(),
                persons: number(&row, 7)?,
                uses,
            });
        }
        let total = conn.number("SELECT COUNT(*) FROM access WHERE exchange = $1", args![exchange]).await?;
        Ok(Listed::cut(entries, page, total, |entry| entry.access.to_string()))
    }

    /// How often which system read for what in an exchange, the most frequent first.
    ///
    /// # Errors
    /// Without [`Right::LedgerRead`]; no such exchange.
    pub async fn access_counts(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<AccessCount>, Error> {
        ctx.may(Right::LedgerRead)?;
        let mut conn = self.read().await?;
        exists(&mut conn, ctx.firm, exchange).await?;
        let find = "SELECT c.name, a.purpose, COUNT(*) AS n, CAST(SUM(LENGTH(a.persons) / 16) AS BIGINT),
                           CAST(SUM(CASE WHEN EXISTS (SELECT 1 FROM item_use u WHERE u.access = a.id) THEN 1 ELSE 0 END) AS BIGINT)
                    FROM access a JOIN client c ON c.id = a.client WHERE a.exchange = $1
                    GROUP BY a.client, c.name, a.purpose ORDER BY n DESC, c.name, a.purpose LIMIT 200";
        let count = |row: &Row| {
            let (accesses, parts, used) = (number(row, 2)?, number(row, 3)?, number(row, 4)?);
            Ok(AccessCount { client: row.get(0)?, purpose: row.get(1)?, accesses, parts, used })
        };
        conn.rows(find, args![exchange]).await?.iter().map(count).collect()
    }
}
