//! Near-copies: texts that share most of their word triples, found in bounded memory.
//!
//! MinHash (Broder 1997): the share of equal minima of two sketches estimates the share of triples in common (Jaccard).
//! Candidates come from bands of minima that agree; they count as near-copies only if the whole sketches agree enough.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Minima in a sketch.
const MINIMA: usize = 24;
/// Minima in a band.
const BAND: usize = 4;
/// Equal minima from which two texts are near-copies: about four fifths of their triples.
const ENOUGH: usize = 19;
/// Sketches remembered; the oldest give way.
const REMEMBERED: usize = 1 << 18;

/// 24 minima, one byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch([u8; MINIMA]);

impl Sketch {
    /// Of words that stand one after the other in `bare`, each ending at one of `ends`.
    pub(super) fn of(bare: &[u8], ends: &[usize]) -> Self {
        let mut minima = [u64::MAX; MINIMA];
        for last in 2..ends.len().max(3) {
            let from = last.checked_sub(3).and_then(|before| ends.get(before)).copied().unwrap_or(0);
            let to = ends.get(last).or(ends.last()).copied().unwrap_or(0);
            let triple = xxh3_64_with_seed(&bare[from..to], 0);
            for (i, minimum) in minima.iter_mut().enumerate() {
                // A family of hashes from one: multiply by odd numbers, fold the halves.
                let odd = 0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(2 * i as u64 + 1);
                let hash = (triple ^ odd).wrapping_mul(odd | 1);
                *minimum = (*minimum).min(hash ^ (hash >> 31));
            }
        }
        Self(minima.map(|m| (m.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 56) as u8))
    }

    fn agreement(&self, other: &Sketch) -> usize {
        self.0.iter().zip(other.0).filter(|(a, b)| **a == *b).count()
    }
}

/// Remembers the last quarter of a million sketches and says whether a text is a near-copy of one.
#[derive(Debug)]
pub struct NearCopies {
    /// For each band a table from its hash to the place of a sketch.
    tables: Vec<Vec<u32>>,
    /// Unit and sketch, by place.
    ring: Vec<(u64, Sketch)>,
    next: usize,
}

impl Default for NearCopies {
    fn default() -> Self {
        Self { tables: vec![vec![u32::MAX; REMEMBERED]; MINIMA / BAND], ring: Vec::new(), next: 0 }
    }
}

impl NearCopies {
    /// Whether this is a near-copy of an earlier text of the same unit. If not, it is remembered.
    pub fn seen(&mut self, unit: u64, sketch: &Sketch) -> bool {
        let mut slots = [0; MINIMA / BAND];
        for (band, slot) in slots.iter_mut().enumerate() {
            let key = &sketch.0[band * BAND..(band + 1) * BAND];
            *slot = (xxh3_64_with_seed(key, unit.wrapping_add(band as u64)) as usize) % REMEMBERED;
            let earlier = self.tables[band][*slot] as usize;
            if let Some((of, known)) = self.ring.get(earlier)
                && *of == unit
                && known.agreement(sketch) >= ENOUGH
            {
                return true;
            }
        }
        let place = self.next;
        self.next = (self.next + 1) % REMEMBERED;
        match self.ring.get_mut(place) {
            Some(oldest) => *oldest = (unit, *sketch),
            None => self.ring.push((unit, *sketch)),
        }
        slots.iter().enumerate().for_each(|(band, slot)| self.tables[band][*slot] = place as u32);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::Keyer;
    use super::*;

    fn sketch(text: &str) -> Option<Sketch> {
        let mut keyer = Keyer::default();
        keyer.key(1, 1, text);
        keyer.sketch()
    }

    const TEXT: &str =
        "the new tariff is twice the old one and nobody told us before it was charged to every account this morning";

    fn check(expect: bool, other: &str) {
        let mut near = NearCopies::default();
        assert!(!near.seen(1, &sketch(TEXT).unwrap()));
        assert_eq!(near.seen(1, &sketch(other).unwrap()), expect, "{other}");
    }

    #[test]
    fn a_word_at_the_end_makes_no_new_text() {
        check(true, TEXT);
        check(true, &format!("{TEXT} grr"));
        check(
            false,
            "the network in our valley has been down since the storm and nobody picks up the phone when we call",
        );
        check(
            false,
            "nobody told us about the tariff before this morning, but the old one was charged twice to my account",
        );
    }

    #[test]
    fn short_texts_have_no_sketch_and_units_do_not_meet() {
        assert_eq!(sketch("thank you so much"), None);
        let mut near = NearCopies::default();
        near.seen(1, &sketch(TEXT).unwrap());
        assert!(!near.seen(2, &sketch(TEXT).unwrap()));
    }

    #[test]
    fn remembers_no_more_than_it_may() {
        let mut near = NearCopies::default();
        for i in 0..REMEMBERED + 10 {
            near.seen(i as u64, &sketch(TEXT).unwrap());
        }
        assert_eq!(near.ring.len(), REMEMBERED);
        assert!(!near.seen(0, &sketch(TEXT).unwrap()), "the oldest gave way");
    }
}
