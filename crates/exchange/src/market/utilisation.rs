//! How much of what a firm holds is used, and how much for the person who gave it.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::id::{ItemId, PurposeId};

/// An item held for a purpose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cell {
    /// The item.
    pub item: ItemId,
    /// The purpose.
    pub purpose: PurposeId,
}

/// How many values there are in a cell. Each counts once however often it is read, so that reading in circles raises nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Held.
    pub held: u64,
    /// Of these, how many were read at all. A read of which nothing became is seen beside what was used.
    pub read: u64,
    /// Of these, how many were used for anything.
    pub used: u64,
    /// Of these, how many were used for the person who gave them.
    pub for_person: u64,
}

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
}

impl Share {
    /// From 0 to 1; nothing of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

impl Counts {
    /// The share read at all.
    pub fn read_share(self) -> Share {
        Share { part: self.read, whole: self.held }
    }

    /// The share used at all.
    pub fn used_share(self) -> Share {
        Share { part: self.used, whole: self.held }
    }

    /// The share used for the person who gave it.
    pub fn for_person_share(self) -> Share {
        Share { part: self.for_person, whole: self.held }
    }

    /// What was used for a person was used, what was used was read, and nothing counts that is not held any more.
    fn sound(self) -> Self {
        let for_person = self.for_person.min(self.held);
        let used = self.used.min(self.held).max(for_person);
        Self { held: self.held, read: self.read.min(self.held).max(used), used, for_person }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.held = self.held.saturating_add(other.held);
        self.read = self.read.saturating_add(other.read);
        self.used = self.used.saturating_add(other.used);
        self.for_person = self.for_person.saturating_add(other.for_person);
    }
}

/// Counts of cells, added up. What is added is values held for a purpose: one that is held for two of them counts in both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Utilisation {
    /// For each item.
    pub items: BTreeMap<ItemId, Counts>,
    /// For each purpose.
    pub purposes: BTreeMap<PurposeId, Counts>,
    /// In all.
    pub all: Counts,
}

/// Adds up what is held and used.
pub fn utilisation(cells: &BTreeMap<Cell, Counts>) -> Utilisation {
    let mut sum = Utilisation::default();
    for (cell, counts) in cells {
        let counts = counts.sound();
        *sum.items.entry(cell.item.clone()).or_default() += counts;
        *sum.purposes.entry(cell.purpose.clone()).or_default() += counts;
        sum.all += counts;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(item: &str, purpose: &str) -> Cell {
        Cell { item: ItemId::new(item).unwrap(), purpose: PurposeId::new(purpose).unwrap() }
    }

    fn counts([held, read, used, for_person]: [u64; 4]) -> Counts {
        Counts { held, read, used, for_person }
    }

    #[test]
    fn shares_of_items_of_purposes_and_of_all() {
        let cells = [
            (cell("usage", "advice"), counts([10, 6, 4, 1])),
            (cell("usage", "billing"), counts([30, 30, 30, 0])),
            (cell("plan", "advice"), counts([10, 0, 0, 0])),
        ];
        let sum = utilisation(&cells.into());
        assert_eq!(sum.all, counts([50, 36, 34, 1]));
        assert_eq!(sum.items[&ItemId::new("usage").unwrap()], counts([40, 36, 34, 1]));
        let advice = sum.purposes[&PurposeId::new("advice").unwrap()];
        assert_eq!([advice.read_share(), advice.used_share()].map(Share::ratio), [Some(0.3), Some(0.2)]);
        assert_eq!(advice.for_person_share().ratio(), Some(0.05));
        assert_eq!(Utilisation::default().all.used_share().ratio(), None);
    }

    #[test]
    fn no_share_is_above_one() {
        let check = |given: [u64; 4], expect: [u64; 4]| assert_eq!(counts(given).sound(), counts(expect), "{given:?}");
        check([10, 13, 12, 11], [10, 10, 10, 10]);
        check([10, 1, 2, 3], [10, 3, 3, 3]);
        check([0, 2, 2, 3], [0, 0, 0, 0]);
    }
}
