//! Systems of the firm and their keys.

use serde::Serialize;

use super::{Scopes, webhook};
use crate::audit;
use crate::blind;
use crate::context::{Actor, Context, Right};
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::ClientId;
use crate::store::Store;
use crate::token::Token;

/// How finely it is kept when a key was last used, in microseconds: an hour.
const SEEN: i64 = 3_600_000_000;
/// What a key begins with, so that one that was left lying somewhere can be recognised.
const PREFIX: &str = "comity_";

/// A system of the firm that has a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// What the firm calls it; persons see it in their timeline.
    pub name: String,
    /// What its key is for.
    pub scopes: Scopes,
    /// When the key was given, in microseconds since 1970.
    pub made: i64,
    /// When it was last used, to the hour.
    pub seen: Option<i64>,
    /// When it was taken back.
    pub ended: Option<i64>,
}

impl Client {
    fn read(row: &Row) -> Result<Self, Error> {
        let scopes: String = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            scopes: Scopes::from_names(&scopes),
            made: row.get(3)?,
            seen: row.get(4)?,
            ended: row.get(5)?,
        })
    }
}

impl Store {
    /// Gives a key to a system of the firm. The key is told this once; the books keep a digest.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; a name that cannot be shown, or no scope.
    pub async fn client_add(&self, ctx: &Context, name: &str, scopes: Scopes) -> Result<(ClientId, String), Error> {
        ctx.may(Right::ClientWrite)?;
        let name = blind::text(name, 80)?;
        if scopes == Scopes::default() {
            return Err(Invalid::Text.into());
        }
        let (id, token) = (ClientId::new(), Token::random()?);
        let digest = token.digest();
        write!(self, ctx, |books, ctx, tx| {
            let add = "INSERT INTO client (id, firm, name, scopes, digest, made) VALUES ($1, $2, $3, $4, $5, $6)";
            tx.run(add, args![id, ctx.firm, name, scopes.to_string(), digest, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "client_add", "client", Some(id.bytes())).await
        })?;
        Ok((id, format!("{PREFIX}{token}")))
    }

    /// Takes a key back: it opens nothing from now on, and the system is told nothing more.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such system.
    pub async fn client_end(&self, ctx: &Context, id: ClientId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            // The digest goes, too: a key that was taken back is in no backup made after.
            let end =
                "UPDATE client SET ended = COALESCE(ended, $3), digest = $4 WHERE id = $1 AND firm = $2 AND id <> $2";
            let gone = Token::random()?.digest();
            if tx.run(end, args![id, ctx.firm, books.now().0, gone]).await? == 0 {
                return Err(Error::NotFound("client"));
            }
            webhook::remove(tx, ctx.firm, id).await?;
            audit::add(&books, tx, &ctx, "client_end", "client", Some(id.bytes())).await
        })
    }

    /// Every system that has or had a key, the newest first; the house itself, which has none, is not among them.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`].
    pub async fn client_list(&self, ctx: &Context) -> Result<Vec<Client>, Error> {
        ctx.may(Right::ClientRead)?;
        let find =
            "SELECT id, name, scopes, made, seen, ended FROM client WHERE firm = $1 AND id <> $1 ORDER BY id DESC";
        self.read().await?.rows(find, args![ctx.firm]).await?.iter().map(Client::read).collect()
    }

    /// As whom calls are made with a key; nothing where it opens nothing at this firm.
    ///
    /// # Errors
    /// The database's.
    pub async fn client_find(&self, ctx: &Context, key: &str) -> Result<Option<Actor>, Error> {
        let token = key.strip_prefix(PREFIX).and_then(|token| token.parse::<Token>().ok());
        let Some(token) = token else { return Ok(None) };
        let find = "SELECT id, name, scopes, made, seen, ended, digest FROM client WHERE digest = $1 AND firm = $2";
        let row = self.read().await?.row(find, args![token.digest(), ctx.firm]).await?;
        let Some(row) = row else { return Ok(None) };
        let client = Client::read(&row)?;
        if client.ended.is_some() || !token.is(&row.get(6)?) {
            return Ok(None);
        }
        let now = self.now().0;
        if client.seen.is_none_or(|seen| now - seen >= SEEN) {
            let (id, hour) = (client.id, now - now.rem_euclid(SEEN));
            write!(checked: self, ctx, |books, ctx, tx| {
                tx.run("UPDATE client SET seen = $2 WHERE id = $1", args![id, hour]).await.map(drop)
            })?;
        }
        Ok(Some(Actor::Client { id: client.id, scopes: client.scopes }))
    }
}
