//! Which standings this process wrote lately. What was decided about a person from memory is compared with the books in the
//! transaction that lets something leave; where nobody wrote the standing since it was read, there is nothing to compare, and
//! its page need not be fetched.
//!
//! Rows share slots: a slot that is newer than it should be costs a comparison, and never the other way round.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// Slots, 8 bytes each; a power of two.
const SLOTS: usize = 1 << 17;

/// When standings were last written, in transactions of this process.
pub(crate) struct Watch {
    /// Transactions that ended. What they wrote is seen by whoever begins to read afterwards.
    ended: AtomicU64,
    /// The transaction that last wrote a standing of the slot.
    slots: Box<[AtomicU64]>,
    /// What was read up to this many transactions is compared, whatever the slots say.
    floor: AtomicU64,
    /// By what it is seen whether another process wrote.
    version: AtomicI64,
}

impl Default for Watch {
    fn default() -> Self {
        // Everything is compared that was read before there was anything to read: 0 stands for whoever does not know.
        let slots = (0..SLOTS).map(|_| AtomicU64::new(0)).collect();
        Self { ended: AtomicU64::new(1), slots, floor: AtomicU64::new(0), version: AtomicI64::new(0) }
    }
}

impl Watch {
    /// How many transactions ended. Who asks before they begin to read sees at least what those wrote.
    pub(super) fn ended(&self) -> u64 {
        self.ended.load(Ordering::Acquire)
    }

    /// A transaction of the writer ended.
    pub(super) fn end(&self) {
        self.ended.fetch_add(1, Ordering::AcqRel);
    }

    /// The transaction that is under way writes a standing.
    pub(super) fn wrote(&self, row: i64) {
        self.slot(row).store(self.ended() + 1, Ordering::Release);
    }

    /// What the database says of other processes: another figure where one of them wrote since it was last asked.
    pub(super) fn beside(&self, version: i64) {
        if self.version.swap(version, Ordering::AcqRel) != version {
            self.floor.store(self.ended(), Ordering::Release);
        }
    }

    /// Whether nobody wrote a standing since it was read, when `seen` transactions had ended.
    pub(super) fn is_still(&self, row: i64, seen: u64) -> bool {
        seen > self.floor.load(Ordering::Acquire) && self.slot(row).load(Ordering::Acquire) <= seen
    }

    fn slot(&self, row: i64) -> &AtomicU64 {
        // Rows are numbered one after the other.
        &self.slots[row as usize & (SLOTS - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_since_is_not_still() {
        let watch = Watch::default();
        watch.beside(7);
        watch.end();
        let seen = watch.ended();
        assert!(watch.is_still(3, seen));
        assert!(!watch.is_still(3, 0), "who does not know when it was read");
        watch.wrote(3);
        assert!(!watch.is_still(3, seen), "not ended yet, and written all the same");
        assert!(watch.is_still(4, seen));
        assert!(!watch.is_still(3 + SLOTS as i64, seen), "shares the slot");
        watch.end();
        assert!(!watch.is_still(3, seen));
        assert!(watch.is_still(3, watch.ended()), "read again");
    }

    #[test]
    fn another_process_makes_everything_be_compared_once() {
        let watch = Watch::default();
        watch.beside(7);
        watch.end();
        let seen = watch.ended();
        watch.beside(7);
        assert!(watch.is_still(1, seen));
        watch.beside(8);
        assert!(!watch.is_still(1, seen));
        watch.end();
        assert!(watch.is_still(1, watch.ended()));
    }
}
