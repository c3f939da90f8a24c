//! Scoring at speed.
//!
//! A token's own features are a function of its bytes, so their sum is remembered in a small direct-mapped cache that
//! compares whole keys: a hit and a miss give the same sum, and no score depends on what was scored before.

use std::ops::Range;

use super::feature::{Role, Sink, token_features, walk};
use super::model::{Model, SIDES};
use super::token::{Token, Tokens};
use super::{Score, text};

/// A remembered token, found by its bytes padded with zeros. The zero key is no token's, as tokens hold no NUL and are
/// not empty.
#[derive(Clone, Copy)]
struct Slot<const WORDS: usize> {
    key: [u64; WORDS],
    role: Role,
    sum: Sum,
}

/// Sums of weight × gain, and of gain². Sixteen bits hold those of any token: a long one is cut
/// at 48 letters, that is at most 144 letter groups of gain 1.
#[derive(Clone, Copy, Default)]
struct Sum {
    sides: [i16; SIDES],
    squares: u16,
}

/// Remembers tokens of up to `8 × WORDS` bytes.
#[derive(Clone)]
struct Memory<const WORDS: usize>(Box<[Slot<WORDS>]>);

impl<const WORDS: usize> Memory<WORDS> {
    fn new(slots_log2: u32) -> Self {
        let empty = Slot { key: [0; WORDS], role: Role::default(), sum: Sum::default() };
        Memory(vec![empty; 1 << slots_log2].into_boxed_slice())
    }

    #[inline]
    fn at(&self, key: &[u64; WORDS]) -> usize {
        let mixed = key.iter().fold(0, |hash: u64, word| {
            let mixed = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            mixed ^ mixed >> 32
        });
        mixed as usize & (self.0.len() - 1)
    }
}

/// Bytes of a short and of a longer token. The short ones are most and fit two to a cache line, a megabyte of them.
const SHORT: usize = 16;
const LONG: usize = 32;

/// Scores posts with a model. Holds scratch space, so each thread has its own; the model is shared.
#[derive(Clone)]
pub struct Scorer<'m> {
    model: &'m Model,
    short: Memory<{ SHORT / 8 }>,
    long: Memory<{ LONG / 8 }>,
    places: Vec<Place>,
    chars: Vec<char>,
    decoded: String,
    /// Keeps the early look at each slot from being optimised away; means nothing.
    touched: u64,
}

impl<'m> Scorer<'m> {
    /// A scorer with nothing remembered.
    pub fn new(model: &'m Model) -> Self {
        Scorer {
            model,
            short: Memory::new(15),
            long: Memory::new(12),
            places: Vec::new(),
            chars: Vec::new(),
            decoded: String::new(),
            touched: 0,
        }
    }

    /// The model it scores with.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Scores one post.
    ///
    /// HTML entities and `\u2019` escapes are undone, mentions and links masked. Never panics. What the scorer saw
    /// before makes no difference.
    pub fn score(&mut self, post: &str) -> Score {
        if !text::needs_decoding(post) {
            return self.score_decoded(post);
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        text::decode(post, &mut decoded);
        let score = self.score_decoded(&decoded);
        self.decoded = decoded;
        score
    }

    fn score_decoded(&mut self, post: &str) -> Score {
        // All tokens are found before the first is looked up, so that look-ups wait for memory together.
        self.places.clear();
        let (short, mut touched) = (&self.short, 0);
        self.places.extend(Tokens::new(post).map(|token| {
            let key =
                if token.end - token.start <= SHORT { key(post.as_bytes(), token.start..token.end) } else { [0; 2] };
            let at = short.at(&key);
            // Nothing waits for this, so the slot is on its way while the next tokens are found.
            touched ^= short.0[at].key[0];
            Place { key, at, token }
        }));
        self.touched = touched;
        let mut adding = Adding {
            places: &self.places,
            model: self.model,
            short: &mut self.short,
            long: &mut self.long,
            chars: &mut self.chars,
            sides: [0; SIDES],
            squares: 0,
        };
        walk(post, self.places.iter().map(|place| place.token), &mut adding);
        self.model.score_of(adding.sides, adding.squares)
    }
}

/// A token, its bytes if it is short, and the slot for them.
#[derive(Clone, Copy)]
struct Place {
    key: [u64; SHORT / 8],
    at: usize,
    token: Token,
}

struct Adding<'s> {
    model: &'s Model,
    places: &'s [Place],
    short: &'s mut Memory<{ SHORT / 8 }>,
    long: &'s mut Memory<{ LONG / 8 }>,
    chars: &'s mut Vec<char>,
    sides: [i64; SIDES],
    squares: u64,
}

impl Adding<'_> {
    #[inline]
    fn add(&mut self, sum: Sum) {
        self.sides[0] += i64::from(sum.sides[0]);
        self.sides[1] += i64::from(sum.sides[1]);
        self.squares += u64::from(sum.squares);
    }

    #[inline(never)]
    fn long_token(&mut self, text: &str, token: Token) -> Role {
        let raw = token.start..token.end;
        let remembered = (raw.len() <= LONG).then(|| key(text.as_bytes(), raw.clone()));
        if let Some(key) = remembered {
            let slot = &self.long.0[self.long.at(&key)];
            if slot.key == key {
                let (sum, role) = (slot.sum, slot.role);
                self.add(sum);
                return role;
            }
        }
        let (sum, role) = self.compute(&text[raw], token);
        if let Some(key) = remembered {
            let at = self.long.at(&key);
            self.long.0[at] = Slot { key, role, sum };
        }
        self.add(sum);
        role
    }

    /// The sums of a token worked out from its features.
    #[cold]
    fn compute(&mut self, raw: &str, token: Token) -> (Sum, Role) {
        let mut sum = Sum::default();
        let weights = &self.model.weights;
        let role = token_features(raw, token.kind, self.chars, |bucket, gain| {
            let [negative, positive] = weights[usize::from(bucket)];
            sum.sides[0] += i16::from(negative) * i16::from(gain);
            sum.sides[1] += i16::from(positive) * i16::from(gain);
            sum.squares += u16::from(gain) * u16::from(gain);
        });
        (sum, role)
    }
}

impl Sink for Adding<'_> {
    #[inline]
    fn token(&mut self, text: &str, number: usize, token: Token) -> Role {
        let raw = token.start..token.end;
        if raw.len() > SHORT {
            return self.long_token(text, token);
        }
        let Place { key, at, .. } = self.places[number];
        let slot = &self.short.0[at];
        if slot.key == key {
            let (sum, role) = (slot.sum, slot.role);
            self.add(sum);
            return role;
        }
        let (sum, role) = self.compute(&text[raw], token);
        self.short.0[at] = Slot { key, role, sum };
        self.add(sum);
        role
    }

    #[inline]
    fn feature(&mut self, bucket: u16, gain: u8) {
        let [negative, positive] = self.model.weights[usize::from(bucket)];
        self.sides[0] += i64::from(negative) * i64::from(gain);
        self.sides[1] += i64::from(positive) * i64::from(gain);
        self.squares += u64::from(gain) * u64::from(gain);
    }
}

/// The token's bytes, of which there are at most `8 × WORDS`, padded with zeros.
#[inline]
fn key<const WORDS: usize>(text: &[u8], token: Range<usize>) -> [u64; WORDS] {
    let length = token.len();
    let mut words = [0; WORDS];
    if let Some(window) = text.get(token.start..token.start + 8 * WORDS) {
        let (chunks, _) = window.as_chunks::<8>();
        for (i, (word, chunk)) in words.iter_mut().zip(chunks).enumerate() {
            let beyond = 8 * (8 * (i + 1)).saturating_sub(length).min(8) as u32;
            *word = u64::from_le_bytes(*chunk) & u64::MAX.checked_shr(beyond).unwrap_or(0);
        }
    } else {
        for (i, &byte) in text[token].iter().enumerate() {
            words[i / 8] |= u64::from(byte) << (8 * (i % 8));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sentiment::feature::BUCKETS;

    /// A model whose every weight counts.
    fn busy() -> Model {
        let mut model = Model::blank();
        for (i, weight) in model.weights.iter_mut().enumerate() {
            let mixed = (i as u32).wrapping_mul(2_654_435_761);
            *weight = [(mixed >> 24) as i8, (mixed >> 16) as i8];
        }
        model.scale = 0.01;
        model
    }

    /// The plain sum over features, without a cache.
    struct Plain<'m>(&'m Model, [i64; SIDES], u64);

    impl Sink for Plain<'_> {
        fn token(&mut self, text: &str, _: usize, token: Token) -> Role {
            token_features(&text[token.start..token.end], token.kind, &mut Vec::new(), |b, g| self.feature(b, g))
        }

        fn feature(&mut self, bucket: u16, gain: u8) {
            assert!(usize::from(bucket) < BUCKETS);
            for side in 0..SIDES {
                self.1[side] += i64::from(self.0.weights[usize::from(bucket)][side]) * i64::from(gain);
            }
            self.2 += u64::from(gain).pow(2);
        }
    }

    fn plain(model: &Model, post: &str) -> Score {
        let mut decoded = String::new();
        text::decode(post, &mut decoded);
        let mut sink = Plain(model, [0; SIDES], 0);
        walk(&decoded, Tokens::new(&decoded), &mut sink);
        model.score_of(sink.1, sink.2)
    }

    #[test]
    fn keys_hold_the_token_alone() {
        let text = "a longer text, so that windows fit into it and some do not";
        for start in 0..text.len() {
            for end in start + 1..=text.len().min(start + LONG) {
                let alone = key::<4>(&text.as_bytes()[start..end], 0..end - start);
                assert_eq!(key::<4>(text.as_bytes(), start..end), alone);
                let bytes: Vec<u8> = alone.iter().flat_map(|word| word.to_le_bytes()).collect();
                assert_eq!(&bytes[..end - start], &text.as_bytes()[start..end]);
            }
        }
    }

    #[test]
    fn sums_of_the_longest_token_fit() {
        let mut model = busy();
        model.weights.fill([-128, 127]);
        for token in ["x".repeat(40), "abcdefghijklmnopqrstuvwxyz".repeat(3), "!?".repeat(300), "HATE".repeat(9)] {
            assert_eq!(Scorer::new(&model).score(&token), plain(&model, &token));
        }
    }

    proptest! {
        #[test]
        fn a_score_is_the_plain_sum_whatever_came_before(posts in prop::collection::vec("(\\PC{0,40}|[a-d' !.:D#@&;]{0,60}|.{0,20})", 1..20)) {
            let model = busy();
            let mut used = Scorer::new(&model);
            for post in posts.iter().chain(posts.iter().rev()) {
                let score = used.score(post);
                prop_assert_eq!(score, plain(&model, post));
                prop_assert_eq!(score, Scorer::new(&model).score(post));
            }
        }

        #[test]
        fn any_bytes_can_be_scored(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let model = busy();
            let score = Scorer::new(&model).score(&String::from_utf8_lossy(&bytes));
            prop_assert!(score.value.is_finite() && score.value.abs() <= 1.0);
        }
    }
}
