//! What the scorer remembers of tokens that it has met.
//!
//! Tables have one place for a token, found by mixing its bytes; a token that comes to a taken place pushes the other
//! out. Look-ups compare all bytes, so what is found is always the token's own.

use super::model::SIDES;
use super::walk::{Role, Traits};

/// Sums of weight × gain, and of gain², over a token's own features. Sixteen bits hold those of any token: a long one is
/// cut at 48 letters, that is at most 144 letter groups of gain 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum {
    pub sides: [i16; SIDES],
    pub squares: u16,
}

/// Bytes of a token that [`Short`] remembers: nineteen of twenty tokens in English.
pub(super) const SHORT: usize = 8;

const SLOTS_LOG2: u32 = 16;
const SQUARES_BITS: u32 = SLOTS_LOG2 - Traits::BITS;

/// Remembers tokens of up to eight bytes, four to a cache line.
///
/// Mixing eight bytes by an odd factor loses nothing. The upper sixteen bits of the product are the token's place, so the
/// place need only hold the lower 48 for all bytes to be compared; the sixteen bits freed hold traits and squares.
#[derive(Clone)]
pub(super) struct Short(Box<[Slot]>);

#[derive(Clone, Copy)]
struct Slot {
    /// From the top: 48 bits of the mixed token, the square sum, the traits. The 48 bits are zero for no token, as that
    /// would have six NUL bytes, and tokens hold none.
    tag: u64,
    id: u32,
    sides: [i16; SIDES],
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// A token's place and its tag, from its bytes with zeros behind them.
#[inline]
fn place_and_tag(token: u64) -> (usize, u64) {
    let mixed = token.wrapping_mul(FACTOR);
    ((mixed >> (64 - SLOTS_LOG2)) as usize, mixed << SLOTS_LOG2)
}

impl Short {
    pub fn new() -> Self {
        Short(vec![Slot { tag: 0, id: 0, sides: [0; SIDES] }; 1 << SLOTS_LOG2].into_boxed_slice())
    }

    /// Begins to fetch what [`Short::get`] will ask for.
    #[inline]
    pub fn touch(&self, token: u64) {
        fetch(&self.0[place_and_tag(token).0]);
    }

    #[inline]
    pub fn get(&self, token: u64) -> Option<(Role, Sum)> {
        let (place, tag) = place_and_tag(token);
        let slot = &self.0[place];
        let rest = slot.tag ^ tag;
        if rest >> SLOTS_LOG2 != 0 {
            return None;
        }
        let role = Role { id: slot.id, traits: Traits::from_bits(rest as u16) };
        Some((role, Sum { sides: slot.sides, squares: (rest >> Traits::BITS) as u16 }))
    }

    /// Remembers what was worked out for a token.
    pub fn set(&mut self, token: u64, role: Role, sum: Sum) {
        // Of eight bytes there are at most 21 letter groups and 33 for the word, its tone and its style; a sum that did
        // not fit would be worked out again each time.
        if sum.squares >> SQUARES_BITS == 0 {
            let rest = u64::from(sum.squares) << Traits::BITS | u64::from(role.traits.bits());
            let (place, tag) = place_and_tag(token);
            self.0[place] = Slot { tag: tag | rest, id: role.id, sides: sum.sides };
        }
    }
}

/// Remembers tokens of up to `8 × WORDS` bytes.
#[derive(Clone)]
pub(super) struct Long<const WORDS: usize>(Box<[LongSlot<WORDS>]>);

/// The zero key is no token's.
#[derive(Clone, Copy)]
struct LongSlot<const WORDS: usize> {
    key: [u64; WORDS],
    role: Role,
    sum: Sum,
}

impl<const WORDS: usize> Long<WORDS> {
    pub fn new(slots_log2: u32) -> Self {
        let empty = LongSlot { key: [0; WORDS], role: Role::default(), sum: Sum::default() };
        Long(vec![empty; 1 << slots_log2].into_boxed_slice())
    }

    fn place(&self, key: &[u64; WORDS]) -> usize {
        let mixed = key.iter().fold(0, |hash: u64, word| {
            let mixed = (hash ^ word).wrapping_mul(FACTOR);
            mixed ^ mixed >> 32
        });
        mixed as usize & (self.0.len() - 1)
    }

    /// Like [`Short::touch`].
    pub fn touch(&self, key: &[u64; WORDS]) {
        fetch(&self.0[self.place(key)]);
    }

    pub fn get(&self, key: &[u64; WORDS]) -> Option<(Role, Sum)> {
        let slot = &self.0[self.place(key)];
        (slot.key == *key).then_some((slot.role, slot.sum))
    }

    pub fn set(&mut self, key: &[u64; WORDS], role: Role, sum: Sum) {
        let place = self.place(key);
        self.0[place] = LongSlot { key: *key, role, sum };
    }
}

/// Asks the processor to bring something near, without waiting for it. Where that cannot be said, nothing happens.
#[inline]
pub(super) fn fetch<T>(what: &T) {
    #[cfg(target_arch = "x86_64")]
    safe_arch::prefetch_t0(what);
    #[cfg(not(target_arch = "x86_64"))]
    let _ = what;
}

/// Eight bytes from `at` on as a little-endian number, with zeros beyond the end.
#[inline]
pub(super) fn eight(bytes: &[u8], at: usize) -> u64 {
    // The last eight bytes are shifted for what is near the end, so that no branch depends on where a text ends.
    let from = at.min(bytes.len().saturating_sub(8));
    match bytes.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
        Some(chunk) => u64::from_le_bytes(*chunk).checked_shr(8 * (at - from) as u32).unwrap_or(0),
        None => bytes.iter().skip(at).rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// The first `length` bytes of a number, at least one.
#[inline]
pub(super) fn first(word: u64, length: usize) -> u64 {
    word & u64::MAX >> (64 - 8 * length.clamp(1, 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_beyond_the_end_are_zeros() {
        #[track_caller]
        fn check(text: &str, at: usize, length: usize, expect: &[u8]) {
            assert_eq!(first(eight(text.as_bytes(), at), length).to_le_bytes()[..], *expect, "{text} {at} {length}");
        }
        check("a long text", 0, 1, b"a\0\0\0\0\0\0\0");
        check("a long text", 2, 4, b"long\0\0\0\0");
        check("a long text", 2, 99, b"long tex");
        check("a long text", 7, 8, b"text\0\0\0\0");
        check("a long text", 11, 8, &[0; 8]);
        check("a long text", 99, 8, &[0; 8]);
        check("short", 1, 8, b"hort\0\0\0\0");
        check("", 0, 8, &[0; 8]);
    }

    #[test]
    fn what_is_found_is_the_tokens_own() {
        let role = Role { id: u32::MAX, traits: Traits::marks(3, 2).and(Traits::of(None), true) };
        let sum = Sum { sides: [-4096, 4064], squares: 54 };
        let mut short = Short::new();
        // Tokens of one place: the product's upper bits agree. The factor's inverse leads back from product to token.
        let inverse =
            (0..6).fold(FACTOR, |guess: u64, _| guess.wrapping_mul(2u64.wrapping_sub(FACTOR.wrapping_mul(guess))));
        let tokens = [1u64, 2, 1 << 47].map(|low| (7 << 48 | low).wrapping_mul(inverse));
        for token in tokens {
            assert_eq!(short.get(token), None);
            short.set(token, role, sum);
            assert_eq!(short.get(token), Some((role, sum)));
        }
        assert_eq!(short.get(tokens[0]), None);
    }

    #[test]
    fn a_sum_that_does_not_fit_is_not_remembered() {
        let mut short = Short::new();
        short.set(1, Role::default(), Sum { sides: [0; SIDES], squares: 64 });
        assert_eq!(short.get(1), None);
    }
}
