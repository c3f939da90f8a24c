//! Reads by the house itself, for what it decides about a person in their exchange. They are accesses as those of any system of the
//! firm: under the name of the house, by what was agreed, in the ledger before anything follows from them.

use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::Request;
use comity_exchange::text::Texts;
use serde_json::Value as Json;

use super::access::{Access, Granted, Grants, Leaving, record};
use super::ground::Ground;
use super::used::{self, UseKind};
use super::value::{Stored, bytes_of};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ClientId, ExchangeId, FirmId, LeafId, PersonId};
use crate::seal::Key;
use crate::store::Store;
use crate::token::Token;

/// What persons and members see that read.
const NAME: &str = "Comity";

/// The house as a system of a firm: the one with the firm's own number. Nobody holds a key for it.
fn house(firm: FirmId) -> ClientId {
    ClientId::from_bytes(*firm.bytes())
}

/// A value that may be read now. Nothing of it was opened yet.
pub(crate) struct Readable {
    pub(crate) person: PersonId,
    pub(crate) granted: Granted,
    stored: Stored,
    key: Key,
}

impl Readable {
    /// The value of an item of somebody's, where what they agreed to permits that it is read for that purpose now.
    ///
    /// Whether some browser of theirs asks not to sell or share is not known here, and is taken as said.
    pub(crate) async fn find(
        books: &Store,
        conn: &mut Conn,
        (firm, exchange): (FirmId, ExchangeId),
        person: PersonId,
        (item, purpose): (&ItemId, &PurposeId),
    ) -> Result<Option<Self>, Error> {
        let Some(ground) = Ground::read(books, conn, firm, exchange, person).await? else { return Ok(None) };
        let Some(stored) = ground.current(item.as_str()).cloned() else { return Ok(None) };
        let request = Request { signal: true, ..Request::of(purpose.as_str()) };
        let Ok(permitted) = ground.stand().read(stored.id, &ground.values, &request, books.now()) else {
            return Ok(None);
        };
        let granted = Granted { item: item.clone(), clause: permitted.clause, version: permitted.version };
        Ok(Some(Self { person, granted, stored, key: ground.stood.key }))
    }

    /// Which value it is.
    pub(crate) fn id(&self) -> [u8; 16] {
        bytes_of(self.stored.id)
    }

    /// What it says, as far as that is a text, a number or a yes or no, or several of these.
    pub(crate) fn texts(&self, firm: FirmId) -> Result<Vec<String>, Error> {
        let value = self.stored.open(firm, &self.key)?;
        let several = match serde_json::from_str(value.get())? {
            Json::Array(several) => several,
            one => vec![one],
        };
        let text = |one: Json| match one {
            Json::String(text) => Some(text),
            Json::Number(number) => Some(number.to_string()),
            Json::Bool(yes) => Some(yes.to_string()),
            Json::Null | Json::Array(_) | Json::Object(_) => None,
        };
        Ok(several.into_iter().filter_map(text).collect())
    }
}

/// Writes down that values are looked at for a purpose, and that something is decided by them, in words: one entry for all of them, and
/// one for what it is for. At most 10,000 persons.
pub(crate) async fn write_down(
    books: &Store,
    tx: &mut Conn,
    (firm, exchange): (FirmId, ExchangeId),
    purpose: &PurposeId,
    readable: &[Readable],
    what: Texts,
) -> Result<(), Error> {
    if readable.is_empty() {
        return Ok(());
    }
    let client = house(firm);
    let add = "INSERT INTO client (id, firm, name, scopes, digest, made) VALUES ($1, $2, $3, '', $4, $5)
               ON CONFLICT (id) DO NOTHING";
    tx.run(add, args![client, firm, NAME, Token::random()?.digest(), books.now().0]).await?;
    let (id, at) = (LeafId::new(), books.now());
    let access = Access { id, exchange, client, purpose: purpose.to_string(), recipient: None, at };
    let (mut grants, mut leaving) = (Grants::default(), Vec::with_capacity(readable.len()));
    for (place, one) in (0_u16..).zip(readable) {
        let granted = vec![one.granted.clone()];
        let leaf = access.leaf(&one.key, place, &granted)?;
        leaving.push(Leaving { person: one.person, which: grants.place(granted)?, leaf });
    }
    record(tx, firm, &access, &grants.all, &leaving).await?;
    let persons = (None, readable.len() as u64);
    used::note(books, tx, (firm, exchange), (id, client), persons, (UseKind::Decided, what)).await.map(drop)
}
