//! The Merkle tree of RFC 6962 (section 2.1): roots, proofs that an entry is in, proofs that nothing was rewritten.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A SHA-256 digest. Base64 in files, as checkpoints write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The root of a tree without entries.
    pub fn empty() -> Self {
        Self(Sha256::digest(b"").into())
    }

    /// Of an entry's bytes.
    pub fn leaf(entry: &[u8]) -> Self {
        Self(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
    }

    /// Of two subtrees.
    pub fn node(left: Self, right: Self) -> Self {
        Self(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::checkpoint::base64(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = super::checkpoint::unbase64(&text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| de::Error::custom("a hash is 32 bytes in base64"))
    }
}

/// Where the hashes of whole subtrees come from.
pub trait Nodes {
    /// Why a hash could not be had.
    type Error;

    /// The root of entries `index << level` to `(index + 1) << level`, all of which are in the tree.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error>;
}

/// All entries' hashes in memory.
impl Nodes for [Hash] {
    type Error = std::convert::Infallible;

    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error> {
        if level == 0 {
            return Ok(usize::try_from(index).ok().and_then(|i| self.get(i)).copied().unwrap_or_else(Hash::empty));
        }
        let left = self.node(level - 1, index * 2)?;
        Ok(Hash::node(left, self.node(level - 1, index * 2 + 1)?))
    }
}

/// The largest power of two below `n`; `n` is at least 2.
fn split(n: u64) -> u64 {
    1 << (63 - (n - 1).leading_zeros())
}

/// The root of entries `start..end`, where `start` is a multiple of every power of two that it is split by.
fn range<N: Nodes + ?Sized>(nodes: &N, start: u64, end: u64) -> Result<Hash, N::Error> {
    let n = end - start;
    if n == 0 {
        return Ok(Hash::empty());
    }
    if n.is_power_of_two() {
        return nodes.node(n.trailing_zeros() as u8, start >> n.trailing_zeros());
    }
    let middle = start + split(n);
    Ok(Hash::node(range(nodes, start, middle)?, range(nodes, middle, end)?))
}

/// The root of the first `size` entries.
///
/// # Errors
/// Those of `nodes`.
pub fn root<N: Nodes + ?Sized>(nodes: &N, size: u64) -> Result<Hash, N::Error> {
    range(nodes, 0, size)
}

/// The proof that entry `index` is among the first `size`; `None` when it is not.
///
/// # Errors
/// Those of `nodes`.
pub fn inclusion<N: Nodes + ?Sized>(nodes: &N, index: u64, size: u64) -> Result<Option<Vec<Hash>>, N::Error> {
    if index >= size {
        return Ok(None);
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(range(nodes, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(Some(path))
}

/// The proof that the first `old` of `size` entries are those of the tree of size `old`; `None` when `old` is larger.
///
/// # Errors
/// Those of `nodes`.
pub fn consistency<N: Nodes + ?Sized>(nodes: &N, old: u64, size: u64) -> Result<Option<Vec<Hash>>, N::Error> {
    if old > size {
        return Ok(None);
    }
    if old == 0 || old == size {
        return Ok(Some(Vec::new()));
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    // Whether the part looked at is the old tree as a whole, whose root the reader has.
    let mut whole = true;
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            path.push(range(nodes, middle, end)?);
            end = middle;
        } else {
            path.push(range(nodes, start, middle)?);
            start = middle;
            whole = false;
        }
    }
    if !whole {
        path.push(range(nodes, start, end)?);
    }
    path.reverse();
    Ok(Some(path))
}

/// What a proof does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The proof is for a tree of another size.
    #[error("the proof has the wrong number of hashes for a ledger of that size")]
    Length,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root: the entry or the ledger is another one")]
    Mismatch,
}

/// Checks that `leaf` is entry `index` of the tree of `size` entries with that root (RFC 9162, section 2.1.3.2).
///
/// # Errors
/// [`ProofError`], when it is not shown.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Length);
    }
    let (mut place, mut last, mut hash) = (index, size - 1, leaf);
    for step in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if place & 1 == 1 || place == last {
            hash = Hash::node(*step, hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            hash = Hash::node(hash, *step);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    match (last == 0, hash == root) {
        (false, _) => Err(ProofError::Length),
        (true, false) => Err(ProofError::Mismatch),
        (true, true) => Ok(()),
    }
}

/// Checks that the tree of `size` entries begins with the tree of `old` entries (RFC 9162, section 2.1.4.2).
///
/// # Errors
/// [`ProofError`], when it is not shown.
pub fn verify_consistency(
    (old, old_root): (u64, Hash),
    (size, root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), ProofError> {
    let matches = |holds: bool| if holds { Ok(()) } else { Err(ProofError::Mismatch) };
    if old > size || (old == 0 || old == size) != proof.is_empty() {
        return Err(ProofError::Length);
    }
    if old == 0 {
        return matches(old_root == Hash::empty());
    }
    if old == size {
        return matches(old_root == root);
    }
    let mut steps = proof.iter().copied();
    let (mut place, mut last) = (old - 1, size - 1);
    while place & 1 == 1 {
        (place, last) = (place >> 1, last >> 1);
    }
    // The old tree is a whole subtree: its root is the reader's own.
    let first = if place == 0 { old_root } else { steps.next().ok_or(ProofError::Length)? };
    let (mut old_hash, mut new_hash) = (first, first);
    for step in steps {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if place & 1 == 1 || place == last {
            old_hash = Hash::node(step, old_hash);
            new_hash = Hash::node(step, new_hash);
            while place & 1 == 0 && place != 0 {
                (place, last) = (place >> 1, last >> 1);
            }
        } else {
            new_hash = Hash::node(new_hash, step);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    if last != 0 {
        return Err(ProofError::Length);
    }
    matches(old_hash == old_root && new_hash == root)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
    }

    fn leaves(n: u64) -> Vec<Hash> {
        (0..n).map(|i| Hash::leaf(&i.to_be_bytes())).collect()
    }

    /// The tree that certificate-transparency implementations test against: eight entries, and the root after each.
    #[test]
    fn known_roots() {
        let entries =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let hashes: Vec<Hash> = entries.iter().map(|entry| Hash::leaf(&hex(entry))).collect();
        for (size, expect) in roots.iter().enumerate() {
            assert_eq!(root(hashes.as_slice(), size as u64).unwrap().0.as_slice(), hex(expect), "{size}");
        }
    }

    #[test]
    fn every_proof_of_small_trees_holds_and_no_other_does() {
        for size in 0..=33_u64 {
            let hashes = leaves(size);
            let top = root(hashes.as_slice(), size).unwrap();
            for index in 0..size {
                let proof = inclusion(hashes.as_slice(), index, size).unwrap().unwrap();
                let leaf = hashes[index as usize];
                assert_eq!(verify_inclusion(leaf, index, size, &proof, top), Ok(()), "{index} of {size}");
                for other in (0..size).filter(|other| *other != index) {
                    assert!(verify_inclusion(leaf, other, size, &proof, top).is_err(), "{index} as {other} of {size}");
                }
                assert!(verify_inclusion(leaf, index, size, &[proof.as_slice(), &[top]].concat(), top).is_err());
            }
            assert_eq!(inclusion(hashes.as_slice(), size, size).unwrap(), None);
            for old in 0..=size {
                let proof = consistency(hashes.as_slice(), old, size).unwrap().unwrap();
                let before = root(hashes.as_slice(), old).unwrap();
                assert_eq!(verify_consistency((old, before), (size, top), &proof), Ok(()), "{old} in {size}");
                if old > 0 {
                    assert!(verify_consistency((old, Hash::empty()), (size, top), &proof).is_err());
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_rewritten_entry_breaks_consistency(size in 2_u64..300, old in 1_u64..300, changed in 0_u64..300) {
            let old = 1 + old % (size - 1);
            let changed = changed % old;
            let before = root(leaves(size).as_slice(), old).unwrap();
            let mut rewritten = leaves(size);
            rewritten[changed as usize] = Hash::leaf(b"other");
            let top = root(rewritten.as_slice(), size).unwrap();
            let proof = consistency(rewritten.as_slice(), old, size).unwrap().unwrap();
            prop_assert!(verify_consistency((old, before), (size, top), &proof).is_err());
        }

        #[test]
        fn no_proof_makes_it_panic(
            index in any::<u64>(), size in any::<u64>(), old in any::<u64>(),
            bytes in proptest::collection::vec(any::<[u8; 32]>(), 0..70),
        ) {
            let proof: Vec<Hash> = bytes.into_iter().map(Hash).collect();
            let any = Hash::empty();
            prop_assert!(verify_inclusion(any, index, size, &proof, any).is_err());
            let _ = verify_consistency((old, any), (size, any), &proof);
        }
    }
}
