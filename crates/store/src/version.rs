//! Versions of terms, read once and then kept in memory: they never change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use comity_exchange::fixed::FixedTerms;
use comity_exchange::publish::Version;
use comity_exchange::time::Timestamp;

use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::ExchangeId;
use crate::store::Store;

/// Versions that were read.
#[derive(Debug, Default)]
pub(crate) struct Versions(Mutex<HashMap<(ExchangeId, u32), Arc<Version>>>);

/// More than this many are not kept.
const KEPT: usize = 1_000;

impl Versions {
    fn get(&self, exchange: ExchangeId, number: u32) -> Option<Arc<Version>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(exchange, number)).cloned()
    }

    fn keep(&self, exchange: ExchangeId, published: Arc<Version>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.clear();
        }
        all.insert((exchange, published.number), published);
    }

    /// Forgets everything: something that was read inside a transaction never came to be.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A version of an exchange's terms.
pub(crate) async fn read(
    books: &Store,
    conn: &mut Conn,
    exchange: ExchangeId,
    number: u32,
) -> Result<Arc<Version>, Error> {
    if let Some(known) = books.versions().get(exchange, number) {
        return Ok(known);
    }
    let find = "SELECT terms, fingerprint, published FROM version WHERE exchange = $1 AND number = $2";
    let row = conn.row(find, args![exchange, number]).await?.ok_or(Error::NotFound("version"))?;
    let (terms, stored, published): (String, [u8; 32], i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let terms: FixedTerms = serde_json::from_str(&terms)?;
    if terms.fingerprint().0 != stored {
        return Err(Error::Broken("a version of terms does not have the fingerprint that was published".into()));
    }
    let read = Arc::new(Version { number, terms, published: Timestamp(published) });
    books.versions().keep(exchange, read.clone());
    Ok(read)
}

impl Store {
    /// A version of an exchange's terms: for members, and for persons who were invited to the exchange.
    ///
    /// # Errors
    /// Not allowed, or there is none.
    pub async fn version_get(&self, ctx: &Context, exchange: ExchangeId, number: u32) -> Result<Version, Error> {
        let mut conn = self.read().await?;
        crate::exchange::visible(&mut conn, ctx, exchange).await?;
        read(self, &mut conn, exchange, number).await.map(|version| Version::clone(&version))
    }
}
