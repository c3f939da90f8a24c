//! What a person gets for an act at once: the entry, signed, before it has its place in the ledger.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::erase::pseudonym_text;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, LeafId, PersonId};
use crate::ledger::append;
use crate::ledger::checkpoint::VerifierKey;
use crate::ledger::leaf::{Kind, Leaf, commitment};
use crate::seal::{Key, Place};
use crate::store::Store;

/// What the signature of a promise is over, besides the entry's bytes.
pub const PROMISE: &str = "comity promise 1";

/// A signed promise that an entry will be in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The entry's id in the books.
    pub leaf: LeafId,
    /// The entry, byte for byte: JSON.
    pub entry: String,
    /// Ed25519 over [`PROMISE`], a zero byte and the entry; in base64.
    pub signature: String,
}

impl Promise {
    /// Whether this key promised this entry.
    pub fn holds(&self, key: &VerifierKey) -> bool {
        let signature = STANDARD.decode(&self.signature).ok().and_then(|bytes| bytes.try_into().ok());
        signature.is_some_and(|signature| key.verify(PROMISE, self.entry.as_bytes(), &signature))
    }
}

/// Whom and what an entry is about.
pub(crate) struct Subject<'s> {
    pub(crate) firm: FirmId,
    pub(crate) exchange: ExchangeId,
    pub(crate) person: PersonId,
    pub(crate) pseudonym: &'s [u8; 16],
    pub(crate) key: &'s Key,
}

/// An entry that was written down and is not yet promised.
pub(crate) struct Noted {
    pub(crate) leaf: LeafId,
    pub(crate) bytes: Vec<u8>,
}

pub(crate) fn act_place(firm: FirmId, leaf: &LeafId) -> Place<'_> {
    Place { firm, table: "act", column: "sealed", id: leaf.bytes() }
}

/// The salt of an entry's commitment: it goes with the person's key.
pub(crate) fn salt(key: &Key, leaf: LeafId) -> [u8; 32] {
    key.derive("comity salt 1", leaf.bytes())
}

/// The name of a kind of entry, as it stands in its bytes.
pub(crate) fn kind_name(kind: Kind) -> Result<String, Error> {
    match serde_json::to_value(kind)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(Error::Broken("a kind of entry has no name".into())),
    }
}

/// The acts of person `$1` in exchange `$2`, in no order; see [`write_down`].
macro_rules! acts {
    ($select:literal, $rest:literal) => {
        concat!(
            "WITH RECURSIVE chain (leaf, person, exchange, kind, at, before, sealed) AS (
               SELECT a.leaf, a.person, a.exchange, a.kind, a.at, a.before, a.sealed
                 FROM standing s JOIN act a ON a.leaf = s.last_act WHERE s.person = $1 AND s.exchange = $2
               UNION ALL
               SELECT a.leaf, a.person, a.exchange, a.kind, a.at, a.before, a.sealed
                 FROM chain c JOIN act a ON a.leaf = c.before) ",
            $select,
            " FROM chain a ",
            $rest
        )
    };
}
pub(crate) use acts;

/// Writes an act of or about a person down: the entry for the ledger, and sealed beside it what the entry stands for.
pub(crate) async fn note(
    books: &Store,
    tx: &mut Conn,
    about: &Subject<'_>,
    kind: Kind,
    terms: Option<String>,
    what: &impl Serialize,
) -> Result<Noted, Error> {
    let noted = write_down(books, tx, about, kind, terms, what).await?;
    let last = "UPDATE standing SET last_act = $3 WHERE exchange = $1 AND person = $2";
    tx.run(last, args![about.exchange, about.person, noted.leaf]).await?;
    Ok(noted)
}

/// As [`note`], where the standing is about to be written, which then has to name the act as the person's last: a person's acts in an
/// exchange are found from there, each naming the one before.
pub(crate) async fn write_down(
    books: &Store,
    tx: &mut Conn,
    about: &Subject<'_>,
    kind: Kind,
    terms: Option<String>,
    what: &impl Serialize,
) -> Result<Noted, Error> {
    let (id, at, what) = (LeafId::new(), books.now().0, serde_json::to_vec(what)?);
    let leaf = Leaf {
        v: Leaf::VERSION,
        kind,
        at,
        exchange: Some(about.exchange.to_string()),
        person: Some(pseudonym_text(about.pseudonym)),
        terms,
        commitment: Some(commitment(&salt(about.key, id), &what)),
    };
    let bytes = append(tx, id, &leaf).await?;
    let sealed = about.key.seal(&act_place(about.firm, &id), &what)?;
    tx.run(
        "INSERT INTO act (person, leaf, exchange, kind, at, sealed, before)
         VALUES ($1, $2, $3, $4, $5, $6, (SELECT last_act FROM standing WHERE exchange = $3 AND person = $1))",
        args![about.person, id, about.exchange, kind_name(kind)?, at, sealed],
    )
    .await?;
    Ok(Noted { leaf: id, bytes })
}

impl Store {
    /// Signs what was written down, after it was committed.
    pub(crate) fn promise(&self, noted: Noted) -> Result<Promise, Error> {
        let signature = self.keys().ledger().sign(PROMISE, &noted.bytes);
        let entry = String::from_utf8(noted.bytes).map_err(|_| Error::Broken("an entry is no text".into()))?;
        Ok(Promise { leaf: noted.leaf, entry, signature: STANDARD.encode(signature) })
    }

    /// Signs an entry that was stored.
    pub(crate) fn promise_again(&self, leaf: LeafId, bytes: Vec<u8>) -> Result<Promise, Error> {
        self.promise(Noted { leaf, bytes })
    }
}
