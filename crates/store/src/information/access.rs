//! Accesses: that values left, to whom, for what, and by which clauses. One entry of the ledger stands for all the persons of a
//! request, with a proof for each of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use comity_exchange::id::{ClauseId, ItemId, PurposeId};
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::memory::Remembered;
use super::timeline::AccessLine;
use crate::blind::Blind;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ClientId, ExchangeId, FirmId, LeafId, PersonId};
use crate::ledger::append;
use crate::ledger::leaf::{Kind, Leaf, commitment};
use crate::ledger::tree::{Hash, root};
use crate::seal::Key;
use crate::standing::mark;

/// Persons of an access that are filed with it.
const AT_ONCE: usize = 16;

/// An item that left, and what permitted it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Granted {
    /// The item.
    pub item: ItemId,
    /// The clause of the person's agreement.
    pub clause: ClauseId,
    /// The version of the terms in which they agreed to it.
    pub version: u32,
}

/// What all persons of an access have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Access {
    pub(crate) id: LeafId,
    pub(crate) exchange: ExchangeId,
    pub(crate) client: ClientId,
    pub(crate) purpose: String,
    pub(crate) recipient: Option<String>,
    pub(crate) at: Timestamp,
}

/// What one person's part of an access stands for. The order of the fields is that of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartSaid {
    v: u8,
    access: LeafId,
    place: u16,
    exchange: ExchangeId,
    client: ClientId,
    purpose: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recipient: Option<String>,
    at: i64,
    items: Vec<Granted>,
}

impl PartSaid {
    /// Whether a line says the same.
    pub(crate) fn is(&self, line: &AccessLine) -> bool {
        self.access == line.access
            && self.place == line.place
            && self.exchange == line.exchange
            && self.purpose == line.purpose.as_str()
            && self.recipient == line.recipient
            && self.at == line.at.0
            && self.items == line.items
    }
}

impl Access {
    /// The bytes that the part of the person at `place` commits to.
    pub(crate) fn committed(&self, place: u16, items: &[Granted]) -> Result<Vec<u8>, Error> {
        let part = PartSaid {
            v: 1,
            access: self.id,
            place,
            exchange: self.exchange,
            client: self.client,
            purpose: self.purpose.clone(),
            recipient: self.recipient.clone(),
            at: self.at.0,
            items: items.to_vec(),
        };
        Ok(serde_json::to_vec(&part)?)
    }

    /// The leaf of the part of the person at `place` in the tree under the access.
    pub(crate) fn leaf(&self, key: &Key, place: u16, items: &[Granted]) -> Result<Hash, Error> {
        let committed = self.committed(place, items)?;
        Ok(Hash::leaf(&commitment(&self.salt(key, place), &committed).0))
    }

    /// The salt of a person's part: it goes with the person's key.
    pub(crate) fn salt(&self, key: &Key, place: u16) -> [u8; 32] {
        key.derive("comity access salt 1", &[self.id.bytes().as_slice(), &place.to_be_bytes()].concat())
    }
}

/// A person whose values leave.
pub(crate) struct Leaving {
    pub(crate) person: PersonId,
    pub(crate) which: u16,
    pub(crate) leaf: Hash,
}

/// On what a decision about a person rests.
pub(crate) struct Rests {
    /// The blind form of the firm's own id, by which they were asked for.
    pub(crate) blind: Option<Blind>,
    /// Where they stood.
    pub(crate) known: Arc<Remembered>,
}

/// Which sets of items left, each named by its place.
#[derive(Default)]
pub(crate) struct Grants {
    places: BTreeMap<Vec<Granted>, u16>,
    pub(crate) all: Vec<Vec<Granted>>,
}

impl Grants {
    /// The place of a set.
    pub(crate) fn place(&mut self, granted: Vec<Granted>) -> Result<u16, Error> {
        if let Some(place) = self.places.get(&granted) {
            return Ok(*place);
        }
        let place = u16::try_from(self.all.len()).map_err(|_| Error::Busy)?;
        self.all.push(granted.clone());
        self.places.insert(granted, place);
        Ok(place)
    }
}

/// Refusals by purpose, item and reason.
pub(crate) type Refusals = BTreeMap<(String, String), i64>;

/// Those of whom something else is so by now, as they were asked for.
pub(crate) async fn moved(tx: &mut Conn, exchange: ExchangeId, rests: &[Rests]) -> Result<Vec<Option<Blind>>, Error> {
    let (mut moved, ended) = (Vec::new(), tx.look_beside()?);
    for Rests { blind, known } in rests {
        if tx.is_still(known.row, known.seen.load(Ordering::Relaxed)) {
            continue;
        }
        if !tx.is_sqlite() {
            tx.lock_shared(known.person.bytes()).await?;
        }
        // Whoever gets another name, or leaves, is touched in every exchange.
        let find = "SELECT substr(sealed, 2, 24), touched FROM standing WHERE exchange = $1 AND person = $2";
        let row = tx.row(find, args![exchange, known.person]).await?;
        let is_so = match row {
            None => false,
            Some(row) => mark(&row.get::<Vec<u8>>(0)?, row.get(1)?) == known.mark,
        };
        if is_so {
            known.seen.store(ended, Ordering::Relaxed);
        } else {
            moved.push(*blind);
        }
    }
    Ok(moved)
}

/// Writes an access down.
pub(crate) async fn record(
    tx: &mut Conn,
    firm: FirmId,
    access: &Access,
    grants: &[Vec<Granted>],
    leaving: &[Leaving],
) -> Result<(), Error> {
    let leaves: Vec<Hash> = leaving.iter().map(|one| one.leaf).collect();
    let Ok(root) = root(leaves.as_slice(), leaves.len() as u64);
    let leaf = Leaf {
        v: Leaf::VERSION,
        kind: Kind::Accessed,
        at: access.at.0,
        exchange: Some(access.exchange.to_string()),
        person: None,
        terms: None,
        commitment: Some(root),
    };
    append(tx, access.id, &leaf).await?;
    let persons: Vec<u8> = leaving.iter().flat_map(|one| *one.person.bytes()).collect();
    let which: Vec<u8> = leaving.iter().flat_map(|one| one.which.to_be_bytes()).collect();
    let hashes: Vec<u8> = leaves.iter().flat_map(|hash| hash.0).collect();
    let add =
        "INSERT INTO access (id, firm, exchange, client, purpose, recipient, at, grants, persons, which, hashes, filed)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    // Few are put where they are looked up at once: what waits for that is looked through by everybody who looks.
    let few = leaving.len() <= AT_ONCE;
    let values = args![
        access.id,
        firm,
        access.exchange,
        access.client,
        access.purpose.as_str(),
        access.recipient.clone(),
        access.at.0,
        serde_json::to_string(grants)?,
        persons,
        which,
        hashes,
        if few { 2_i64 } else { 0 }
    ];
    tx.run(add, values).await?;
    for (place, one) in leaving.iter().enumerate().filter(|_| few) {
        let add = "INSERT INTO access_of (person, access, place) VALUES ($1, $2, $3)";
        tx.run(add, args![one.person, access.id, place as i64]).await?;
    }
    Ok(())
}

/// Counts refusals.
pub(crate) async fn count_refusals(tx: &mut Conn, access: &Access, refusals: &Refusals) -> Result<(), Error> {
    // What somebody made up is not kept as a name.
    let purpose = PurposeId::new(&access.purpose).map_or("", |_| access.purpose.as_str());
    let mut named: Refusals = BTreeMap::new();
    for ((item, reason), n) in refusals {
        let item = ItemId::new(item).map_or(String::new(), |_| item.clone());
        *named.entry((item, reason.clone())).or_insert(0) += n;
    }
    for ((item, reason), n) in &named {
        let add = "INSERT INTO refusal (exchange, day, client, purpose, item, reason, n)
                   VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (exchange, day, client, purpose, item, reason) DO UPDATE SET n = refusal.n + excluded.n";
        let values = args![access.exchange, day(access.at), access.client, purpose, item.as_str(), reason.as_str(), *n];
        tx.run(add, values).await?;
    }
    Ok(())
}

/// Days since 1970.
pub(crate) fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(86_400_000_000)
}
