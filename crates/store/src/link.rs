//! One-time links: looking at one changes nothing, using it ends it.

use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::{ExchangeId, FirmId};
use crate::session::Who;
use crate::store::Store;
use crate::token::Token;

/// Whom a link lets in, and where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LinkFor {
    /// Whom. A member's link lets them choose a password.
    pub who: Who,
    /// To which exchange, for a person.
    pub exchange: Option<ExchangeId>,
}

/// What becomes of a link that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    /// It can be used.
    Open(LinkFor),
    /// It was used before. The house may offer to send another.
    Used(LinkFor),
    /// It has ended.
    Expired(LinkFor),
    /// There is none.
    Unknown,
}

const COLUMNS: usize = 4;

fn link_for(row: &Row) -> Result<LinkFor, Error> {
    Ok(LinkFor { who: Who::read(row, 0)?, exchange: row.get(COLUMNS - 1)? })
}

impl Store {
    /// Makes a link that is good once, for `ttl` microseconds. Members need the right to let somebody in: that of inviting
    /// for persons, that of adding members for members.
    ///
    /// # Errors
    /// Not allowed, or nobody there.
    pub async fn link_make(&self, ctx: &Context, link: LinkFor, ttl: i64) -> Result<Token, Error> {
        match link.who {
            Who::Member(_) => ctx.may(Right::MemberWrite)?,
            Who::Person(_) | Who::Guardian { .. } => ctx.may(Right::Invite)?,
        }
        write!(self, ctx, |books, ctx, tx| {
            link.who.check(tx, ctx.firm).await?;
            let token = insert(&books, tx, ctx.firm, &link, ttl).await?;
            if ctx.member().is_some() {
                audit::add(&books, tx, &ctx, "link_make", link.who.parts().0, Some(&link.who.parts().1)).await?;
            }
            Ok(token)
        })
    }

    /// A member was shown links of others, on a page or in a letter of the outbox, and could use them: one row for each in
    /// the audit.
    ///
    /// # Errors
    /// Without [`Right::Invite`].
    pub async fn link_shown(&self, ctx: &Context, whose: &[Who]) -> Result<(), Error> {
        ctx.may(Right::Invite)?;
        let whose = whose.to_vec();
        write!(self, ctx, |books, ctx, tx| {
            for who in whose {
                let (kind, id, _) = who.parts();
                audit::add(&books, tx, &ctx, "link_shown", kind, Some(&id)).await?;
            }
            Ok(())
        })
    }

    /// What a link is, without using it: a mail scanner's look changes nothing.
    ///
    /// # Errors
    /// The database's.
    pub async fn link_peek(&self, ctx: &Context, token: &Token) -> Result<LinkState, Error> {
        let find = "SELECT kind, who, ward, exchange, expires, used FROM link WHERE token = $1 AND firm = $2";
        let row = self.read().await?.row(find, args![token.digest(), ctx.firm]).await?;
        let Some(row) = row else { return Ok(LinkState::Unknown) };
        let (link, expires, used) = (link_for(&row)?, row.get::<i64>(4)?, row.get::<Option<i64>>(5)?);
        Ok(match used {
            Some(_) => LinkState::Used(link),
            None if expires <= self.now().0 => LinkState::Expired(link),
            None => LinkState::Open(link),
        })
    }

    /// Uses a link up. Whoever has its token may, once.
    ///
    /// # Errors
    /// There is none, it was used, or it has ended.
    pub async fn link_use(&self, ctx: &Context, token: &Token) -> Result<LinkFor, Error> {
        let digest = token.digest();
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let take = "UPDATE link SET used = $3 WHERE token = $1 AND firm = $2 AND used IS NULL AND expires > $3
                        RETURNING kind, who, ward, exchange";
            if let Some(row) = tx.row(take, args![digest, ctx.firm, now]).await? {
                let link = link_for(&row)?;
                link.who.check(tx, ctx.firm).await?;
                return Ok(link);
            }
            let why = "SELECT used FROM link WHERE token = $1 AND firm = $2";
            let row = tx.row(why, args![digest, ctx.firm]).await?.ok_or(Error::NotFound("link"))?;
            let used: Option<i64> = row.get(0)?;
            Err(if used.is_some() { Conflict::Used.into() } else { Conflict::Expired.into() })
        })
    }

    /// Takes a signed one-time token of the firm's own site; a second time it is refused. `jti` names the token, and
    /// `expires` (microseconds since 1970) says until when it has to be remembered.
    ///
    /// # Errors
    /// [`Conflict::Used`] or [`Conflict::Expired`].
    pub async fn handoff_use(&self, ctx: &Context, jti: &str, expires: i64) -> Result<(), Error> {
        use sha2::Digest as _;
        ctx.house()?;
        let digest: [u8; 32] = sha2::Sha256::digest(jti.as_bytes()).into();
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            if expires <= now {
                return Err(Conflict::Expired.into());
            }
            tx.run("DELETE FROM handoff WHERE expires <= $1", args![now]).await?;
            let add = "INSERT INTO handoff (firm, token, expires) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
            if tx.run(add, args![ctx.firm, digest, expires]).await? == 0 {
                return Err(Conflict::Used.into());
            }
            Ok(())
        })
    }
}

/// Writes a new link down. Links that ended a month ago are forgotten.
pub(crate) async fn insert(
    books: &Store,
    tx: &mut crate::engine::conn::Conn,
    firm: FirmId,
    link: &LinkFor,
    ttl: i64,
) -> Result<Token, Error> {
    const MONTH: i64 = 30 * 86_400_000_000;
    let (token, now) = (Token::random()?, books.now().0);
    let (kind, who, ward) = link.who.parts();
    tx.run("DELETE FROM link WHERE expires <= $1", args![now - MONTH]).await?;
    tx.run(
        "INSERT INTO link (token, firm, kind, who, ward, exchange, made, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![token.digest(), firm, kind, who, ward, link.exchange, now, now.saturating_add(ttl)],
    )
    .await?;
    Ok(token)
}
