//! What decides about persons, kept in memory after it was read from the books. It is never believed alone: whoever lets something
//! leave looks in the same transaction whether it is still so, and reads anew what is not.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};

use comity_exchange::agreement::{Agreement, Held};
use comity_exchange::fixed::FixedTerms;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::market::{Stand, Values};
use comity_exchange::time::Timestamp;
use sha2::{Digest as _, Sha256};

use super::ground::Ground;
use super::value::Stored;
use crate::blind::Blind;
use crate::error::Error;
use crate::id::{ExchangeId, PersonId};
use crate::seal::Key;

/// Persons that are kept, of about 600 bytes each; beyond that, everything is forgotten.
const MOST: usize = 200_000;
/// Agreements that differ in more than time.
const SHAPES: usize = 10_000;

/// An agreement without its times, which decide nothing: most persons share one.
#[derive(Debug)]
struct Shape {
    versions: BTreeMap<u32, FixedTerms>,
    agreement: Option<Agreement>,
}

/// A person as far as it decides what may leave.
pub(crate) struct Remembered {
    pub(crate) person: PersonId,
    pub(crate) key: Key,
    /// Another one whenever anything here is.
    pub(crate) mark: Vec<u8>,
    /// The row of the standing.
    pub(crate) row: i64,
    /// Transactions that had ended when it was last seen to be so.
    pub(crate) seen: AtomicU64,
    shape: Arc<Shape>,
    withdrawn: BTreeSet<PurposeId>,
    stored: Vec<Stored>,
}

impl Remembered {
    /// Where the person stands, for the rules.
    pub(crate) fn stand(&self) -> Stand<'_> {
        let Shape { versions, agreement } = &*self.shape;
        Stand { versions, agreement: agreement.as_ref(), withdrawn: &self.withdrawn }
    }

    /// The value of an item that counts now.
    pub(crate) fn current(&self, item: &str) -> Option<&Stored> {
        self.stored.iter().find(|one| one.current && one.facts.item.as_str() == item)
    }

    /// Facts of every value.
    pub(crate) fn values(&self) -> Values {
        self.stored.iter().map(|one| (one.id, one.facts.clone())).collect()
    }
}

/// The memory.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    persons: HashMap<(ExchangeId, Blind), Arc<Remembered>>,
    shapes: HashMap<[u8; 32], Arc<Shape>>,
}

impl Memory {
    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept of a person.
    pub(crate) fn get(&self, exchange: ExchangeId, blind: &Blind) -> Option<Arc<Remembered>> {
        self.kept().persons.get(&(exchange, *blind)).cloned()
    }

    /// Keeps what was read, under the blind form of the firm's own id for the person where there is one.
    pub(crate) fn put(&self, blind: Option<&Blind>, ground: Ground) -> Result<Arc<Remembered>, Error> {
        let Ground { stood, versions, stored, .. } = ground;
        let agreement = stood.standing.agreement.map(without_times);
        let digest = digest(stood.exchange, &versions, agreement.as_ref())?;
        let mut kept = self.kept();
        if kept.shapes.len() >= SHAPES || kept.persons.len() >= MOST {
            *kept = Kept::default();
        }
        let shape = kept.shapes.entry(digest).or_insert_with(|| Arc::new(Shape { versions, agreement })).clone();
        let (row, seen) = stood.read;
        let (person, key, mark, withdrawn) = (stood.person, stood.key, stood.mark, stood.withdrawn);
        let seen = AtomicU64::new(seen);
        let one = Arc::new(Remembered { person, key, mark, row, seen, shape, withdrawn, stored });
        if let Some(blind) = blind {
            kept.persons.insert((stood.exchange, *blind), one.clone());
        }
        Ok(one)
    }

    /// Forgets a person of whom something else is so by now.
    pub(crate) fn forget(&self, exchange: ExchangeId, blind: &Blind) {
        self.kept().persons.remove(&(exchange, *blind));
    }

    /// Forgets everybody: somebody is being erased.
    pub(crate) fn clear(&self) {
        *self.kept() = Kept::default();
    }
}

/// What makes a shape another one: what the person has alone whole, and what is published by its place in the version.
fn digest(
    exchange: ExchangeId,
    versions: &BTreeMap<u32, FixedTerms>,
    agreement: Option<&Agreement>,
) -> Result<[u8; 32], Error> {
    let published = |id: &ClauseId, held: &Held| {
        let clauses = versions.get(&held.version).map(|terms| terms.clauses_shared());
        clauses.is_some_and(|clauses| clauses.iter().any(|clause| clause.id == *id && clause.is(&held.clause)))
    };
    let held = agreement.iter().flat_map(|agreement| &agreement.held).map(|(id, held)| {
        let own = (!published(id, held)).then_some((&held.clause, &held.basis));
        (id, held.version, &held.position, own)
    });
    let held: Vec<_> = held.collect();
    let rest = agreement.map(|agreement| (agreement.version, &agreement.language, agreement.by, agreement.left));
    // Versions are one exchange's: the same numbers elsewhere are another shape.
    let bytes = serde_json::to_vec(&(exchange, versions.keys().collect::<Vec<_>>(), rest, held))?;
    Ok(Sha256::digest(&bytes).into())
}

/// The same agreement at no time. What was agreed when decides nothing: how long a value is kept counts from when it came.
fn without_times(agreement: Agreement) -> Agreement {
    let none = Timestamp(0);
    let held = agreement.held.into_iter().map(|(id, mut held)| {
        held.since = none;
        (id, held)
    });
    Agreement { signed: none, offer: Fingerprint([0; 32]), held: held.collect(), ..agreement }
}
