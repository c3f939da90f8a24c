//! Which exchanges show their roadmap and their changelog to everybody: those of which the firm says so, and no other.

use super::display::NamedTo;
use crate::audit;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::ExchangeId;
use crate::store::Store;

async fn public(conn: &mut Conn, ctx: &Context, id: ExchangeId) -> Result<bool, Error> {
    let find = "SELECT COUNT(*) FROM roadmap_public p JOIN exchange e ON e.id = p.exchange
                WHERE p.exchange = $1 AND e.firm = $2 AND e.life <> 'draft'";
    Ok(conn.number(find, args![id, ctx.firm]).await? > 0)
}

/// Before whom what is read will stand. Somebody who has not signed in reads what is for everybody, where the firm says so.
pub(super) async fn seen(conn: &mut Conn, ctx: &Context, id: ExchangeId) -> Result<NamedTo, Error> {
    if ctx.actor != Actor::Visitor {
        exchange::visible(conn, ctx, id).await?;
        return Ok(NamedTo::Exchange);
    }
    if public(conn, ctx, id).await? { Ok(NamedTo::Everybody) } else { Err(Error::NotFound("exchange")) }
}

impl Store {
    /// Whether everybody sees the roadmap and the changelog of an exchange: for members, and for persons who were invited.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn roadmap_is_public(&self, ctx: &Context, exchange: ExchangeId) -> Result<bool, Error> {
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        public(&mut conn, ctx, exchange).await
    }

    /// Says whether everybody sees them.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such exchange.
    pub async fn roadmap_public_set(&self, ctx: &Context, exchange: ExchangeId, public: bool) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            exchange::visible(tx, &ctx, exchange).await?;
            if public {
                let on =
                    "INSERT INTO roadmap_public (exchange, since) VALUES ($1, $2) ON CONFLICT (exchange) DO NOTHING";
                tx.run(on, args![exchange, books.now().0]).await?;
            } else {
                tx.run("DELETE FROM roadmap_public WHERE exchange = $1", args![exchange]).await?;
            }
            let act = if public { "roadmap_public_on" } else { "roadmap_public_off" };
            audit::add(&books, tx, &ctx, act, "exchange", Some(exchange.bytes())).await
        })
    }
}
