//! What `comity ledger verify` checks, and what it says it could not.

use serde::Serialize;
use thiserror::Error;

use super::checkpoint::{Checkpoint, CheckpointError, VerifierKey};
use super::tiles::{Tiled, Tiles, append};
use super::tree::{Hash, root};

/// What is wrong with a ledger. The first thing found.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Broken {
    /// Entries are numbered from 0 without a gap.
    #[error("entry {expected} is missing: the next one there is {found}")]
    Gap {
        /// The number that should follow.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// The entries' bytes do not have the hash that was stored with them.
    #[error("entry {0} was altered: its bytes do not have its hash")]
    Altered(u64),
    /// The entries do not have the root of the latest checkpoint.
    #[error("the {size} entries do not have the root that was signed: one was altered, dropped, swapped or added")]
    Root {
        /// How many the checkpoint covers.
        size: u64,
    },
    /// Fewer entries than the checkpoint covers.
    #[error("the checkpoint covers {signed} entries, and {found} are there: the end was cut off")]
    Truncated {
        /// Entries signed.
        signed: u64,
        /// Entries found.
        found: u64,
    },
    /// Entries have places that no checkpoint covers; places are given and signed together.
    #[error(
        "the latest checkpoint covers {signed} entries, and {more} have places beyond it or before the first: they were added by somebody else, or the checkpoint over them was taken away"
    )]
    Unsigned {
        /// Entries signed.
        signed: u64,
        /// Entries beyond them.
        more: u64,
    },
    /// A checkpoint held outside does not fit.
    #[error("at {size} entries the ledger is not the one whose checkpoint is held outside: it was rewritten or forked")]
    Forked {
        /// Entries of the checkpoint outside.
        size: u64,
    },
    /// A checkpoint cannot be read.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Entries in order, each with its hash, all under the latest signature.
    pub entries: u64,
    /// Entries under the checkpoint held outside. Nothing where there was none: then whoever holds the signing key
    /// could have rewritten everything and signed again, and nobody could tell.
    pub against: Option<u64>,
}

/// Reads a ledger's entries one after the other and checks them against checkpoints.
#[derive(Debug, Clone, Default)]
pub struct Verifier {
    tiles: Tiles,
    size: u64,
    pending: Vec<Hash>,
    marks: Vec<(u64, Hash)>,
    wanted: Vec<u64>,
}

impl Verifier {
    /// A verifier that will be asked for the roots at these sizes.
    pub fn new(sizes: &[u64]) -> Self {
        let mut wanted = sizes.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let mut new = Self { wanted, ..Self::default() };
        new.mark();
        new
    }

    /// The next entry: its number, its bytes, and the hash stored with it.
    ///
    /// # Errors
    /// [`Broken::Gap`] or [`Broken::Altered`].
    pub fn entry(&mut self, number: u64, bytes: &[u8], stored: Hash) -> Result<(), Broken> {
        let expected = self.size + self.pending.len() as u64;
        if number != expected {
            return Err(Broken::Gap { expected, found: number });
        }
        if Hash::leaf(bytes) != stored {
            return Err(Broken::Altered(number));
        }
        self.pending.push(stored);
        if self.pending.len() >= 4096 || self.wanted.binary_search(&(expected + 1)).is_ok() {
            self.flush();
        }
        Ok(())
    }

    /// Checks what was read against the latest checkpoint, and one held outside where there is one.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn finish(mut self, latest: &Checkpoint, outside: Option<&Checkpoint>) -> Result<Verified, Broken> {
        self.flush();
        for checkpoint in [Some(latest), outside].into_iter().flatten() {
            if checkpoint.size > self.size {
                return Err(Broken::Truncated { signed: checkpoint.size, found: self.size });
            }
        }
        if self.size > latest.size {
            return Err(Broken::Unsigned { signed: latest.size, more: self.size - latest.size });
        }
        if self.root_at(latest.size) != Some(latest.root) {
            return Err(Broken::Root { size: latest.size });
        }
        if let Some(outside) = outside
            && self.root_at(outside.size) != Some(outside.root)
        {
            return Err(Broken::Forked { size: outside.size });
        }
        Ok(Verified { entries: self.size, against: outside.map(|o| o.size) })
    }

    fn root_at(&self, size: u64) -> Option<Hash> {
        self.marks.iter().find(|(at, _)| *at == size).map(|(_, root)| *root)
    }

    fn flush(&mut self) {
        // Tiles in memory are never missing.
        if let Ok(changed) = append(&self.tiles, self.size, &self.pending) {
            self.tiles.0.extend(changed.0);
        }
        self.size += self.pending.len() as u64;
        self.pending.clear();
        self.mark();
    }

    fn mark(&mut self) {
        if self.wanted.binary_search(&self.size).is_ok()
            && self.root_at(self.size).is_none()
            && let Ok(root) = root(&Tiled(&self.tiles), self.size)
        {
            self.marks.push((self.size, root));
        }
    }
}

/// Opens checkpoints and reads all entries.
///
/// # Errors
/// [`Broken`].
pub fn verify<'e>(
    key: &VerifierKey,
    latest: &str,
    outside: Option<&str>,
    entries: impl IntoIterator<Item = (u64, &'e [u8], Hash)>,
) -> Result<Verified, Broken> {
    let latest = key.open(latest)?;
    let outside = outside.map(|note| key.open(note)).transpose()?;
    let sizes: Vec<u64> = std::iter::once(latest.size).chain(outside.as_ref().map(|o| o.size)).collect();
    let mut verifier = Verifier::new(&sizes);
    for (number, bytes, stored) in entries {
        verifier.entry(number, bytes, stored)?;
    }
    verifier.finish(&latest, outside.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::checkpoint::LedgerKey;

    struct Log {
        key: LedgerKey,
        entries: Vec<(u64, Vec<u8>, Hash)>,
    }

    impl Log {
        fn new(n: u64) -> Self {
            let key = LedgerKey::new("ledger.example/norda", &[3; 32]).unwrap();
            let mut log = Self { key, entries: Vec::new() };
            (0..n).for_each(|i| log.add(format!("entry {i}").into_bytes()));
            log
        }

        fn add(&mut self, bytes: Vec<u8>) {
            let hash = Hash::leaf(&bytes);
            self.entries.push((self.entries.len() as u64, bytes, hash));
        }

        fn sign(&self, size: usize) -> String {
            let hashes: Vec<Hash> = self.entries[..size].iter().map(|(_, _, hash)| *hash).collect();
            self.key.checkpoint(size as u64, root(hashes.as_slice(), size as u64).unwrap())
        }

        fn verify(&self, latest: &str, outside: Option<&str>) -> Result<Verified, Broken> {
            let entries = self.entries.iter().map(|(n, bytes, hash)| (*n, bytes.as_slice(), *hash));
            verify(&self.key.verifier(), latest, outside, entries)
        }
    }

    #[test]
    fn a_sound_ledger() {
        let log = Log::new(9_000);
        let (latest, outside) = (log.sign(9_000), log.sign(5_001));
        let check = |outside: Option<&str>, against| {
            let expect = Verified { entries: 9_000, against };
            assert_eq!(log.verify(&latest, outside), Ok(expect));
        };
        check(None, None);
        check(Some(&outside), Some(5_001));
        check(Some(&log.sign(0)), Some(0));
    }

    #[test]
    fn whatever_is_altered_is_found() {
        let log = Log::new(300);
        let latest = log.sign(300);
        let broken = |alter: &dyn Fn(&mut Log)| {
            let mut other = Log::new(300);
            alter(&mut other);
            other.verify(&latest, None).unwrap_err()
        };
        assert_eq!(broken(&|log| log.entries[7].1[0] ^= 1), Broken::Altered(7));
        let rehashed = |log: &mut Log| {
            log.entries[7].1[0] ^= 1;
            log.entries[7].2 = Hash::leaf(&log.entries[7].1);
        };
        assert_eq!(broken(&rehashed), Broken::Root { size: 300 });
        assert_eq!(broken(&|log| drop(log.entries.remove(7))), Broken::Gap { expected: 7, found: 8 });
        let renumbered = |log: &mut Log| {
            log.entries.remove(7);
            log.entries.iter_mut().enumerate().for_each(|(i, entry)| entry.0 = i as u64);
        };
        assert_eq!(broken(&renumbered), Broken::Truncated { signed: 300, found: 299 });
        let swapped = |log: &mut Log| {
            log.entries.swap(7, 8);
            (log.entries[7].0, log.entries[8].0) = (7, 8);
        };
        assert_eq!(broken(&swapped), Broken::Root { size: 300 });
        assert_eq!(broken(&|log| log.entries.truncate(299)), Broken::Truncated { signed: 300, found: 299 });
    }

    #[test]
    fn a_resigned_ledger_is_found_only_from_outside() {
        let log = Log::new(300);
        let held = log.sign(200);
        let mut other = Log::new(300);
        other.entries[50].1 = b"other".to_vec();
        other.entries[50].2 = Hash::leaf(b"other");
        let resigned = other.sign(300);
        assert_eq!(other.verify(&resigned, None).unwrap().against, None);
        assert_eq!(other.verify(&resigned, Some(&held)), Err(Broken::Forked { size: 200 }));
        let mut cut = Log::new(150);
        let resigned = cut.sign(150);
        assert_eq!(cut.verify(&resigned, Some(&held)), Err(Broken::Truncated { signed: 200, found: 150 }));
        cut.add(b"more".to_vec());
        assert_eq!(cut.verify(&resigned, None), Err(Broken::Unsigned { signed: 150, more: 1 }));
    }
}
