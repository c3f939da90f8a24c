//! Requests that may be sent again, as after a connection that was lost: done once, and answered the same.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::{Conflict, Error};
use crate::id::ClientId;
use crate::store::Store;

/// By what a request is recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// The name that its sender gave it (`Idempotency-Key`), of up to 200 characters.
    pub name: String,
    /// A digest of what it asks.
    pub digest: [u8; 32],
}

/// How long an answer is kept, in microseconds: a week.
const KEPT: i64 = 7 * 86_400_000_000;

/// The answer that was given to the same request before.
///
/// # Errors
/// [`Conflict::Used`]: the name was given to another request.
pub(crate) async fn before<T: DeserializeOwned>(
    tx: &mut Conn,
    client: ClientId,
    once: Option<&Once>,
) -> Result<Option<T>, Error> {
    let Some(once) = once else { return Ok(None) };
    let find = "SELECT digest, answer FROM replay WHERE client = $1 AND name = $2";
    tx.lock(client.bytes()).await?;
    let Some(row) = tx.row(find, args![client, once.name.as_str()]).await? else { return Ok(None) };
    if row.get::<[u8; 32]>(0)? != once.digest {
        return Err(Conflict::Used.into());
    }
    Ok(Some(serde_json::from_str(&row.get::<String>(1)?)?))
}

/// Keeps an answer: names and ids alone.
pub(crate) async fn keep<T: Serialize>(
    books: &Store,
    tx: &mut Conn,
    client: ClientId,
    once: Option<&Once>,
    answer: &T,
) -> Result<(), Error> {
    let Some(once) = once else { return Ok(()) };
    let add = "INSERT INTO replay (client, name, digest, answer, made) VALUES ($1, $2, $3, $4, $5)";
    let values = args![client, once.name.as_str(), once.digest, serde_json::to_string(answer)?, books.now().0];
    tx.run(add, values).await?;
    let old = "DELETE FROM replay WHERE made < $1";
    tx.run(old, args![books.now().0 - KEPT]).await.map(drop)
}
