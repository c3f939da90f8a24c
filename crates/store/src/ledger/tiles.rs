//! The hashes of the tree in tiles of 256, after the C2SP form for static logs: proofs read a handful of them, however
//! large the ledger.

use std::collections::BTreeMap;

use super::tree::{Hash, Nodes};

/// Hashes in a whole tile.
pub const WIDTH: u64 = 256;
/// Levels of the tree that one tile spans.
const SPAN: u8 = 8;

/// Which tile: its level (0 holds the entries' hashes, 1 the roots of whole tiles, …) and its place there.
pub type Place = (u8, u64);

/// Where tiles come from.
pub trait TileSource {
    /// Why a tile could not be had.
    type Error;

    /// The hashes of a tile, as many as are complete; empty where it does not exist.
    ///
    /// # Errors
    /// Whatever keeps it from being read.
    fn tile(&self, place: Place) -> Result<Vec<Hash>, Self::Error>;
}

/// A tree over tiles.
#[derive(Debug, Clone, Copy)]
pub struct Tiled<'t, T: ?Sized>(pub &'t T);

/// Why a hash could not be read from tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Missing<E> {
    /// The tile is not there, or too short.
    #[error("a tile of the ledger's tree is missing or cut off: level {0}, place {1}")]
    Tile(u8, u64),
    /// It could not be read.
    #[error(transparent)]
    Source(E),
}

impl<T: TileSource + ?Sized> Nodes for Tiled<'_, T> {
    type Error = Missing<T::Error>;

    fn node(&self, level: u8, index: u64) -> Result<Hash, Self::Error> {
        // The node lies inside a tile of level ⌊level / 8⌋, over 2^(level mod 8) of its hashes.
        let (tile, inside) = (level / SPAN, level % SPAN);
        let first = index << inside;
        let place = (tile, first / WIDTH);
        let hashes = self.0.tile(place).map_err(Missing::Source)?;
        let from = (first % WIDTH) as usize;
        let range = hashes.get(from..from + (1 << inside)).ok_or(Missing::Tile(place.0, place.1))?;
        Ok(fold(range))
    }
}

/// The root of a power of two of hashes.
fn fold(hashes: &[Hash]) -> Hash {
    match hashes {
        [] => Hash::empty(),
        [one] => *one,
        many => {
            let (left, right) = many.split_at(many.len() / 2);
            Hash::node(fold(left), fold(right))
        }
    }
}

/// Tiles in memory; also what an append collects before it is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiles(pub BTreeMap<Place, Vec<Hash>>);

impl TileSource for Tiles {
    type Error = std::convert::Infallible;

    fn tile(&self, place: Place) -> Result<Vec<Hash>, Self::Error> {
        Ok(self.0.get(&place).cloned().unwrap_or_default())
    }
}

/// Appends entries' hashes to a tree of `size` entries: the tiles that change, whole.
///
/// # Errors
/// Those of `tiles`, or a tile that should be there and is not.
pub fn append<T: TileSource + ?Sized>(tiles: &T, size: u64, leaves: &[Hash]) -> Result<Tiles, Missing<T::Error>> {
    let mut changed = Tiles::default();
    let (mut level, mut at, mut new) = (0, size, leaves.to_vec());
    while !new.is_empty() {
        let mut above = Vec::new();
        let start = at / WIDTH;
        for hash in new {
            let place = (level, at / WIDTH);
            let tile = match changed.0.entry(place) {
                std::collections::btree_map::Entry::Occupied(tile) => tile.into_mut(),
                std::collections::btree_map::Entry::Vacant(empty) => {
                    let stored = if at.is_multiple_of(WIDTH) {
                        Vec::new()
                    } else {
                        tiles.tile(place).map_err(Missing::Source)?
                    };
                    empty.insert(stored)
                }
            };
            // What lies beyond the size is of an append that was never finished.
            let kept = (at % WIDTH) as usize;
            if tile.len() < kept {
                return Err(Missing::Tile(place.0, place.1));
            }
            tile.truncate(kept);
            tile.push(hash);
            at += 1;
            if at.is_multiple_of(WIDTH) {
                above.push(fold(tile));
            }
        }
        (level, at, new) = (level + 1, start, above);
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::tree::{consistency, inclusion, root};

    fn leaves(n: u64) -> Vec<Hash> {
        (0..n).map(|i| Hash::leaf(&i.to_be_bytes())).collect()
    }

    #[test]
    fn tiles_give_the_same_roots_and_proofs() {
        let all = leaves(70_000);
        let mut tiles = Tiles::default();
        let mut size = 0_u64;
        for step in [1, 2, 252, 1, 1, 300, 65_000, 4_443] {
            let from = size as usize;
            let changed = append(&tiles, size, &all[from..from + step]).unwrap();
            tiles.0.extend(changed.0);
            size += step as u64;
            let now = &all[..size as usize];
            assert_eq!(root(&Tiled(&tiles), size), Ok(root(now, size).unwrap()), "{size}");
            for index in [0, size / 3, size - 1] {
                assert_eq!(inclusion(&Tiled(&tiles), index, size).unwrap(), inclusion(now, index, size).unwrap());
                assert_eq!(consistency(&Tiled(&tiles), index, size).unwrap(), consistency(now, index, size).unwrap());
            }
        }
        assert_eq!(tiles.0.keys().map(|place| place.0).max(), Some(2));
    }

    #[test]
    fn a_missing_tile_is_said() {
        let tiles = append(&Tiles::default(), 0, &leaves(600)).unwrap();
        let mut broken = tiles.clone();
        broken.0.remove(&(0, 2));
        assert_eq!(root(&Tiled(&broken), 600), Err(Missing::Tile(0, 2)));
        assert_eq!(append(&broken, 600, &leaves(1)), Err(Missing::Tile(0, 2)));
    }

    proptest! {
        #[test]
        fn an_unfinished_append_is_written_over(size in 0_u64..900, lost in 1_u64..600, more in 1_u64..600) {
            let all = leaves(1_500);
            let mut tiles = append(&Tiles::default(), 0, &all[..size as usize]).unwrap();
            let other: Vec<Hash> = (0..lost).map(|i| Hash::leaf(&[i as u8, 1])).collect();
            let half = append(&tiles, size, &other).unwrap();
            tiles.0.extend(half.0);
            let end = (size + more) as usize;
            let again = append(&tiles, size, &all[size as usize..end]).unwrap();
            tiles.0.extend(again.0);
            prop_assert_eq!(root(&Tiled(&tiles), end as u64), Ok(root(&all[..end], end as u64).unwrap()));
        }
    }
}
