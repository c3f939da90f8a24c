//! Rules of an exchange on what comes back for taking part. Each time that they are set stays in the books; the newest hold.

use std::collections::BTreeMap;

use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_participation::name::Name;
use comity_participation::recognition::{Finding, Reward, lint};
use comity_participation::rewards;
use serde::{Deserialize, Serialize};

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ExchangeId, FirmId, MemberId, RewardsId};
use crate::information;
use crate::member;
use crate::seal::{Key, Place};
use crate::store::Store;

/// The rules of an exchange as they hold now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rewards {
    /// The rules, in their order.
    pub rules: Vec<Reward>,
    /// What every rule that there ever was gives or gave, by its name.
    pub words: BTreeMap<Name, Texts>,
    /// What the lint says of them.
    pub findings: Vec<Finding>,
    /// When they were last set; nothing where they never were.
    pub set: Option<RewardsSet>,
}

/// Once that rules were set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RewardsSet {
    /// The id of that, for whoever sets them anew.
    pub id: RewardsId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The name of the member who did; nothing for the house, and for somebody who has left.
    pub by: Option<String>,
}

/// A rule, and since when it holds for that deed: what was done before gives nothing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Ruled {
    pub(super) reward: Reward,
    pub(super) since: Timestamp,
}

struct Newest {
    id: RewardsId,
    at: i64,
    member: Option<MemberId>,
    rules: Vec<Ruled>,
}

fn place(firm: FirmId, id: &RewardsId) -> Place<'_> {
    Place { firm, table: "rewards", column: "sealed", id: id.bytes() }
}

async fn newest(conn: &mut Conn, (firm, key): (FirmId, &Key), exchange: ExchangeId) -> Result<Option<Newest>, Error> {
    let find = "SELECT id, at, member, sealed FROM rewards WHERE exchange = $1 ORDER BY id DESC LIMIT 1";
    let Some(row) = conn.row(find, args![exchange]).await? else { return Ok(None) };
    let (id, sealed): (RewardsId, Vec<u8>) = (row.get(0)?, row.get(3)?);
    let rules = serde_json::from_slice(&key.open(&place(firm, &id), &sealed)?)?;
    Ok(Some(Newest { id, at: row.get(1)?, member: row.get(2)?, rules }))
}

/// The rules that hold in an exchange.
pub(super) async fn in_force(
    conn: &mut Conn,
    (firm, key): (FirmId, &Key),
    exchange: ExchangeId,
) -> Result<Vec<Ruled>, Error> {
    Ok(newest(conn, (firm, key), exchange).await?.map(|newest| newest.rules).unwrap_or_default())
}

impl Store {
    /// The rules of an exchange on what comes back for taking part.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such exchange.
    pub async fn rewards_get(&self, ctx: &Context, exchange: ExchangeId) -> Result<Rewards, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        let Some(newest) = newest(&mut conn, (ctx.firm, &key), exchange).await? else {
            return Ok(Rewards { rules: Vec::new(), words: BTreeMap::new(), findings: Vec::new(), set: None });
        };
        let mut words = BTreeMap::new();
        for row in conn.rows("SELECT id, sealed FROM rewards WHERE exchange = $1 ORDER BY id", args![exchange]).await? {
            let (id, sealed): (RewardsId, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let rules: Vec<Ruled> = serde_json::from_slice(&key.open(&place(ctx.firm, &id), &sealed)?)?;
            words.extend(rules.into_iter().map(|rule| (rule.reward.name, rule.reward.benefit.what)));
        }
        let by = match newest.member {
            Some(id) => member::called(&mut conn, (ctx.firm, &key), id).await?,
            None => None,
        };
        let rules: Vec<Reward> = newest.rules.into_iter().map(|rule| rule.reward).collect();
        let set = Some(RewardsSet { id: newest.id, at: newest.at, by });
        Ok(Rewards { findings: lint(&rules), rules, words, set })
    }

    /// Sets these rules, having seen them as they were set by `saw`. They hold for what is done from now on: a rule that stays, by its
    /// name and its deed, as long as it did. What was promised before stays promised.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such exchange; [`Error::Rewards`] with what keeps them from being set;
    /// [`Conflict::Overtaken`] where somebody else set others since.
    pub async fn rewards_set(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        saw: Option<RewardsId>,
        rules: Vec<Reward>,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        rewards::check(&rules)?;
        write!(self, ctx, |books, ctx, tx| {
            information::exists(tx, ctx.firm, exchange).await?;
            let key = books.firm_key(tx, ctx.firm).await?;
            tx.lock(exchange.bytes()).await?;
            let before = newest(tx, (ctx.firm, &key), exchange).await?;
            if before.as_ref().map(|newest| newest.id) != saw {
                return Err(Conflict::Overtaken.into());
            }
            let (id, now) = (RewardsId::new(), books.now());
            let before = before.map(|newest| newest.rules).unwrap_or_default();
            let since = |reward: &Reward| {
                let same = |old: &&Ruled| old.reward.name == reward.name && old.reward.deed == reward.deed;
                before.iter().find(same).map_or(now, |old| old.since)
            };
            let rules: Vec<Ruled> = rules.into_iter().map(|reward| Ruled { since: since(&reward), reward }).collect();
            let sealed = key.seal(&place(ctx.firm, &id), &serde_json::to_vec(&rules)?)?;
            let add = "INSERT INTO rewards (id, exchange, member, at, sealed) VALUES ($1, $2, $3, $4, $5)";
            tx.run(add, args![id, exchange, ctx.member(), now.0, sealed]).await?;
            audit::add(&books, tx, &ctx, "rewards_set", "exchange", Some(exchange.bytes())).await
        })
    }
}
