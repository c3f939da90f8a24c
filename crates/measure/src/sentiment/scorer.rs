//! Scoring at speed.
//!
//! A token's own features are a function of its bytes, so their sum is remembered in a small direct-mapped cache that
//! compares whole keys: a hit and a miss give the same sum, and no score depends on what was scored before.

use super::feature::{Role, Sink, token_features, walk};
use super::model::{Model, SIDES};
use super::token::Token;
use super::{Score, text};

/// Log₂ of the slots in the cache; 64 bytes each, so that it fits in a core's L2 cache beside the weights.
const SLOTS_LOG2: u32 = 14;

/// Tokens longer than this many bytes are not remembered.
const KEY: usize = 24;

/// A remembered token. The zero key is no token's, as tokens hold no NUL and are not empty.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Slot {
    key: [u64; KEY / 8],
    sum: Sum,
    role: Role,
}

/// Sums of weight × gain, and of gain².
#[derive(Clone, Copy, Default)]
struct Sum {
    sides: [i32; SIDES],
    squares: u32,
}

/// Scores posts with a model. Holds scratch space, so each thread has its own; the model is shared.
#[derive(Clone)]
pub struct Scorer<'m> {
    model: &'m Model,
    slots: Box<[Slot]>,
    chars: Vec<char>,
    decoded: String,
}

impl<'m> Scorer<'m> {
    /// A scorer with nothing remembered.
    pub fn new(model: &'m Model) -> Self {
        Scorer {
            model,
            slots: vec![Slot::default(); 1 << SLOTS_LOG2].into_boxed_slice(),
            chars: Vec::new(),
            decoded: String::new(),
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
        let mut adding =
            Adding { model: self.model, slots: &mut self.slots, chars: &mut self.chars, sides: [0; SIDES], squares: 0 };
        walk(post, &mut adding);
        self.model.score_of(adding.sides, adding.squares)
    }
}

struct Adding<'s> {
    model: &'s Model,
    slots: &'s mut [Slot],
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

    #[cold]
    fn compute(&mut self, raw: &str, token: Token) -> (Sum, Role) {
        let mut sum = Sum::default();
        let weights = &self.model.weights;
        let role = token_features(raw, token.kind, self.chars, |bucket, gain| {
            let [negative, positive] = weights[usize::from(bucket)];
            sum.sides[0] += i32::from(negative) * i32::from(gain);
            sum.sides[1] += i32::from(positive) * i32::from(gain);
            sum.squares += u32::from(gain) * u32::from(gain);
        });
        (sum, role)
    }
}

impl Sink for Adding<'_> {
    #[inline]
    fn token(&mut self, text: &str, token: Token) -> Role {
        let Some(key) = key(text.as_bytes(), token.start, token.end) else {
            let (sum, role) = self.compute(&text[token.start..token.end], token);
            self.add(sum);
            return role;
        };
        let at = slot_of(key);
        let slot = self.slots[at];
        if slot.key == key {
            self.add(slot.sum);
            return slot.role;
        }
        let (sum, role) = self.compute(&text[token.start..token.end], token);
        self.slots[at] = Slot { key, sum, role };
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

/// The token's bytes, padded with zeros; nothing if it is too long.
#[inline]
fn key(text: &[u8], start: usize, end: usize) -> Option<[u64; KEY / 8]> {
    let length = end - start;
    if length > KEY {
        return None;
    }
    let mut padded = [0u8; KEY];
    let window: &[u8; KEY] = match text.get(start..start + KEY).and_then(|w| w.try_into().ok()) {
        Some(window) => window,
        None => {
            padded[..length].copy_from_slice(&text[start..end]);
            &padded
        }
    };
    let word = |i: usize| {
        let mut bytes = [0u8; 8];
        bytes.copy_from_slice(&window[8 * i..8 * i + 8]);
        let beyond = (8 * (i + 1)).saturating_sub(length).min(8);
        if beyond == 8 { 0 } else { u64::from_le_bytes(bytes) << (8 * beyond) >> (8 * beyond) }
    };
    Some([word(0), word(1), word(2)])
}

#[inline]
fn slot_of(key: [u64; KEY / 8]) -> usize {
    let mixed = (key[0] ^ key[1].rotate_left(25) ^ key[2].rotate_left(47)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - SLOTS_LOG2)) as usize
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
        fn token(&mut self, text: &str, token: Token) -> Role {
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
        walk(&decoded, &mut sink);
        model.score_of(sink.1, sink.2)
    }

    #[test]
    fn keys_hold_the_token_alone() {
        #[track_caller]
        fn check(text: &str, start: usize, end: usize) {
            let expect = key(&text.as_bytes()[start..end], 0, end - start);
            assert_eq!(key(text.as_bytes(), start, end), expect);
            assert!(expect.is_some());
        }
        let text = "a longer text, so that windows fit into it and some do not";
        for start in 0..text.len() {
            for end in start + 1..=text.len().min(start + KEY) {
                check(text, start, end);
            }
        }
        assert_eq!(key(text.as_bytes(), 0, KEY + 1), None);
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
