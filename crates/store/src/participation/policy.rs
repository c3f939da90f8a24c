//! Rules by which what people bring is shown at once or after a look: of the firm, or of one exchange.

use comity_participation::moderation::Policy;
use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ExchangeId, FirmId, MemberId, PolicyId};
use crate::member;
use crate::seal::{Key, Place};
use crate::store::Store;

/// Whose rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyOf {
    /// Those of the house: nobody has set any.
    House,
    /// Those of the firm.
    Firm,
    /// Those of the exchange.
    Exchange,
}

/// Rules as they hold now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyView {
    /// The rules.
    pub policy: Policy,
    /// Whose they are.
    pub of: PolicyOf,
    /// When they were last set for what was asked for, firm or exchange; nothing where they never were.
    pub set: Option<PolicySet>,
}

/// Once that rules were set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicySet {
    /// The id of that, for whoever sets them anew.
    pub id: PolicyId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The name of the member who did; nothing for the house, and for somebody who has left.
    pub by: Option<String>,
}

/// A row of the table: its id, when, by whom, and the rules, if they are one's own.
struct Row {
    id: PolicyId,
    at: i64,
    member: Option<MemberId>,
    policy: Option<Policy>,
}

fn place(firm: FirmId, id: &PolicyId) -> Place<'_> {
    Place { firm, table: "moderation_policy", column: "sealed", id: id.bytes() }
}

/// The newest times that rules were set for the firm, or for an exchange of it.
async fn newest(
    conn: &mut Conn,
    (firm, key): (FirmId, &Key),
    exchange: Option<ExchangeId>,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let rows = match exchange {
        Some(exchange) => {
            let find = "SELECT id, at, member, sealed FROM moderation_policy WHERE firm = $1 AND exchange = $2
                        ORDER BY id DESC LIMIT $3";
            conn.rows(find, args![firm, exchange, limit]).await?
        }
        None => {
            let find = "SELECT id, at, member, sealed FROM moderation_policy WHERE firm = $1 AND exchange IS NULL
                        ORDER BY id DESC LIMIT $2";
            conn.rows(find, args![firm, limit]).await?
        }
    };
    let read = rows.iter().map(|row| {
        let (id, sealed): (PolicyId, Option<Vec<u8>>) = (row.get(0)?, row.get(3)?);
        let policy = sealed.map(|sealed| key.open(&place(firm, &id), &sealed)).transpose()?;
        let policy = policy.map(|policy| serde_json::from_slice(&policy)).transpose()?;
        Ok(Row { id, at: row.get(1)?, member: row.get(2)?, policy })
    });
    read.collect()
}

/// The rules that hold in an exchange, or in the firm, and whose they are.
pub(super) async fn in_force(
    conn: &mut Conn,
    (firm, key): (FirmId, &Key),
    exchange: Option<ExchangeId>,
) -> Result<(Policy, PolicyOf), Error> {
    let own = match exchange {
        Some(_) => newest(conn, (firm, key), exchange, 1).await?.pop().and_then(|row| row.policy),
        None => None,
    };
    if let Some(policy) = own {
        return Ok((policy, PolicyOf::Exchange));
    }
    let firms = newest(conn, (firm, key), None, 1).await?.pop().and_then(|row| row.policy);
    Ok(firms.map_or((Policy::default(), PolicyOf::House), |policy| (policy, PolicyOf::Firm)))
}

/// Writes rules down, where nobody has set others since `saw`.
async fn set(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (exchange, saw): (Option<ExchangeId>, Option<PolicyId>),
    policy: impl FnOnce(Vec<Row>) -> Result<Option<Policy>, Error>,
) -> Result<(), Error> {
    let key = books.firm_key(tx, ctx.firm).await?;
    tx.lock(ctx.firm.bytes()).await?;
    let before = newest(tx, (ctx.firm, &key), exchange, 2).await?;
    if before.first().map(|row| row.id) != saw {
        return Err(Conflict::Overtaken.into());
    }
    let id = PolicyId::new();
    let policy = policy(before)?;
    let sealed =
        policy.map(|policy| -> Result<_, Error> { key.seal(&place(ctx.firm, &id), &serde_json::to_vec(&policy)?) });
    let add = "INSERT INTO moderation_policy (id, firm, exchange, member, at, sealed) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = args![id, ctx.firm, exchange, ctx.member(), books.now().0, sealed.transpose()?];
    tx.run(add, values).await.map(drop)
}

impl Store {
    /// The rules by which what people bring is shown at once or after a look: in an exchange, or in the firm where none is named.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such exchange.
    pub async fn moderation_policy_get(
        &self,
        ctx: &Context,
        exchange: Option<ExchangeId>,
    ) -> Result<PolicyView, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        if let Some(exchange) = exchange {
            exchange::visible(&mut conn, ctx, exchange).await?;
        }
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        let (policy, of) = in_force(&mut conn, (ctx.firm, &key), exchange).await?;
        let last = newest(&mut conn, (ctx.firm, &key), exchange, 1).await?.pop();
        let set = match last {
            Some(row) => {
                let by = match row.member {
                    Some(id) => member::called(&mut conn, (ctx.firm, &key), id).await?,
                    None => None,
                };
                Some(PolicySet { id: row.id, at: row.at, by })
            }
            None => None,
        };
        Ok(PolicyView { policy, of, set })
    }

    /// Sets those rules, having seen them as they were set by `saw`. Without a policy the exchange has none of its own any more, and
    /// those of the firm hold in it; the firm then has those of the house. What waits already goes on waiting.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such exchange; [`Error::Policy`] with the first thing that is wrong;
    /// [`Conflict::Overtaken`] where somebody else set them since.
    pub async fn moderation_policy_set(
        &self,
        ctx: &Context,
        exchange: Option<ExchangeId>,
        saw: Option<PolicyId>,
        policy: Option<Policy>,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        if let Some(fault) = policy.as_ref().and_then(|policy| policy.faults().into_iter().next()) {
            return Err(fault.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            if let Some(exchange) = exchange {
                exchange::visible(tx, &ctx, exchange).await?;
            }
            set(&books, tx, &ctx, (exchange, saw), |_| Ok(policy)).await?;
            let (kind, object) = about(&ctx, &exchange);
            audit::add(&books, tx, &ctx, "moderation_policy_set", kind, Some(object)).await
        })
    }

    /// Takes back that rules were last set: what held before holds again. Done twice, it comes to nothing.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; [`Error::NotFound`] where they were never set; [`Conflict::Overtaken`] where somebody
    /// else set them since.
    pub async fn moderation_policy_undo(
        &self,
        ctx: &Context,
        exchange: Option<ExchangeId>,
        saw: PolicyId,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            if let Some(exchange) = exchange {
                exchange::visible(tx, &ctx, exchange).await?;
            }
            let before = |mut rows: Vec<Row>| match rows.len() {
                0 => Err(Error::NotFound("moderation policy")),
                1 => Ok(None),
                _ => Ok(rows.swap_remove(1).policy),
            };
            set(&books, tx, &ctx, (exchange, Some(saw)), before).await?;
            let (kind, object) = about(&ctx, &exchange);
            audit::add(&books, tx, &ctx, "moderation_policy_undo", kind, Some(object)).await
        })
    }
}

/// What the audit says that rules are about.
fn about<'c>(ctx: &'c Context, exchange: &'c Option<ExchangeId>) -> (&'static str, &'c [u8; 16]) {
    exchange.as_ref().map_or(("firm", ctx.firm.bytes()), |exchange| ("exchange", exchange.bytes()))
}
