//! Values of items as they are kept.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::basis::Source;
use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::{self, NotPermitted, ValueId};
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, PersonId};
use crate::seal::{Key, Place};

/// Bytes of one value at most, as JSON.
pub(crate) const LONGEST: usize = 64 * 1024;
/// Stands for no end in the books.
pub(crate) const NO_END: i64 = i64::MAX;

/// Why a value was not written or does not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ItemRefused {
    /// The rules do not permit it.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// Something else.
    #[error(transparent)]
    Other(#[from] Odd),
}

/// What the rules do not speak of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Odd {
    /// Nobody of the firm's goes by that name.
    #[error("nobody of this firm goes by that name")]
    NoSuchPerson,
    /// Longer than a value may be.
    #[error("a value has at most 65,536 bytes as JSON")]
    TooLarge,
    /// The person says that what was kept of this item was wrong.
    #[error(
        "the person says that what was kept of this item was wrong; none comes in its place until they take that back"
    )]
    Contested,
    /// An item from which it is said to be worked out has no value.
    #[error("there is no value of {input}, from which this is said to be worked out")]
    NoInput {
        /// The item.
        input: String,
    },
}

impl ItemRefused {
    /// The name of the reason.
    pub fn name(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json.get("reason").and_then(|reason| reason.as_str()).unwrap_or("refused").to_owned()
    }
}

/// A value that left for a purpose.
#[derive(Debug, Clone, Serialize)]
pub struct ItemValue {
    /// Of which item.
    pub item: ItemId,
    /// The value, as it came.
    pub value: Box<RawValue>,
    /// Where it comes from.
    pub source: Source,
    /// When it came.
    pub came: Timestamp,
    /// From when on it may not be read for that purpose any more; nothing while what was agreed is in force.
    pub until: Option<Timestamp>,
}

/// A value as its person sees it.
#[derive(Debug, Clone, Serialize)]
pub struct ItemOwn {
    /// Of which item.
    pub item: ItemId,
    /// The value, as it came.
    pub value: Box<RawValue>,
    /// Where it comes from.
    pub source: Source,
    /// When it came.
    pub came: Timestamp,
    /// From when on it is gone; nothing while what was agreed is in force.
    pub until: Option<Timestamp>,
    /// Until when it may be read, for each purpose for which it still may; nothing while what was agreed is in force.
    pub purposes: BTreeMap<PurposeId, Option<Timestamp>>,
}

/// A value as it is kept.
#[derive(Clone)]
pub(crate) struct Stored {
    pub(crate) id: ValueId,
    pub(crate) facts: market::Value,
    pub(crate) current: bool,
    pub(crate) until: i64,
    pub(crate) sealed: Vec<u8>,
}

pub(crate) fn bytes_of(id: ValueId) -> [u8; 16] {
    id.0.to_be_bytes()
}

fn place(firm: FirmId, id: &[u8; 16]) -> Place<'_> {
    Place { firm, table: "item_value", column: "sealed", id }
}

pub(crate) fn source_name(source: Source) -> &'static str {
    match source {
        Source::Volunteered => "volunteered",
        Source::Observed => "observed",
        Source::Inferred => "inferred",
        Source::ThirdParty => "third_party",
    }
}

fn source(name: &str) -> Result<Source, Error> {
    let all = [Source::Volunteered, Source::Observed, Source::Inferred, Source::ThirdParty];
    let known = all.into_iter().find(|source| source_name(*source) == name);
    known.ok_or_else(|| Error::Broken("a value comes from nowhere".into()))
}

/// Ids of values in one column.
pub(crate) fn join(ids: &BTreeSet<ValueId>) -> Vec<u8> {
    ids.iter().flat_map(|id| bytes_of(*id)).collect()
}

fn split(bytes: &[u8]) -> Result<BTreeSet<ValueId>, Error> {
    let (ids, rest) = bytes.as_chunks::<16>();
    if !rest.is_empty() {
        return Err(Error::Broken("a value was worked out from half a value".into()));
    }
    Ok(ids.iter().map(|id| ValueId(u128::from_be_bytes(*id))).collect())
}

/// Every value of a person in an exchange.
pub(crate) async fn all(conn: &mut Conn, exchange: ExchangeId, person: PersonId) -> Result<Vec<Stored>, Error> {
    let find = "SELECT id, item, source, current, came, until, made_from, sealed FROM item_value
                WHERE person = $1 AND exchange = $2";
    let rows = conn.rows(find, args![person, exchange]).await?;
    let stored = |row: &crate::engine::value::Row| {
        let (id, item, from): ([u8; 16], String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let made_from: Vec<u8> = row.get(6)?;
        let item = ItemId::new(&item).map_err(|_| Error::Broken("a value is of no item".into()))?;
        let came = Timestamp(row.get(4)?);
        let facts = market::Value { item, came, source: source(&from)?, from: split(&made_from)? };
        let id = ValueId(u128::from_be_bytes(id));
        Ok(Stored { id, facts, current: row.get(3)?, until: row.get(5)?, sealed: row.get(7)? })
    };
    rows.iter().map(stored).collect()
}

impl Stored {
    /// The value itself, as it came.
    pub(crate) fn open(&self, firm: FirmId, key: &Key) -> Result<Box<RawValue>, Error> {
        let text = key.open_text(&place(firm, &bytes_of(self.id)), &self.sealed)?;
        Ok(RawValue::from_string(text)?)
    }

    /// From when on it is gone.
    pub(crate) fn until(&self) -> Option<Timestamp> {
        (self.until != NO_END).then_some(Timestamp(self.until))
    }
}

/// Seals a value for its place.
pub(crate) fn seal(firm: FirmId, key: &Key, id: ValueId, value: &RawValue) -> Result<Vec<u8>, Error> {
    key.seal_text(&place(firm, &bytes_of(id)), value.get())
}
