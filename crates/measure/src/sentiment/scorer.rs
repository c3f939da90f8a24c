//! Scoring at speed.
//!
//! A token's own features are a function of its bytes, so their sum is remembered in a small direct-mapped cache that
//! compares whole keys: a hit and a miss give the same sum, and no score depends on what was scored before.

use super::feature::token_features;
use super::memory::{Long, SHORT, Short, Sum, eight};
use super::model::{Model, SIDES};
use super::token::{Token, Tokens};
use super::walk::{Role, Sink, walk};
use super::{Score, text};

/// Words of eight bytes of a middling and of a long token. Still longer ones are rare in any of the languages.
const MIDDLE: usize = 2;
const LONG: usize = 4;

/// Scores posts with a model. Holds scratch space, so each thread has its own; the model is shared.
#[derive(Clone)]
pub struct Scorer<'m> {
    model: &'m Model,
    short: Short,
    middle: Long<MIDDLE>,
    long: Long<LONG>,
    tokens: Vec<Token>,
    chars: Vec<char>,
    decoded: String,
}

impl<'m> Scorer<'m> {
    /// A scorer with nothing remembered.
    pub fn new(model: &'m Model) -> Self {
        Scorer {
            model,
            short: Short::new(),
            middle: Long::new(13),
            long: Long::new(12),
            tokens: Vec::new(),
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
        // All tokens are found before the first is looked up, and what is remembered of each is fetched from afar as soon
        // as it is found: finding the next one does not wait for it.
        self.tokens.clear();
        for token in Tokens::new(post) {
            self.short.touch(token.first);
            if token.end - token.start > SHORT {
                self.touch_long(&post[token.start..token.end]);
            }
            self.tokens.push(token);
        }
        let mut adding = Adding {
            model: self.model,
            short: &mut self.short,
            middle: &mut self.middle,
            long: &mut self.long,
            chars: &mut self.chars,
            sides: [0; SIDES],
            squares: 0,
        };
        walk(post, self.tokens.iter().copied(), &mut adding);
        self.model.score_of(adding.sides, adding.squares)
    }

    fn touch_long(&self, raw: &str) {
        if raw.len() <= 8 * MIDDLE {
            self.middle.touch(&key(raw.as_bytes()));
        } else if raw.len() <= 8 * LONG {
            self.long.touch(&key(raw.as_bytes()));
        }
    }
}

struct Adding<'s> {
    model: &'s Model,
    short: &'s mut Short,
    middle: &'s mut Long<MIDDLE>,
    long: &'s mut Long<LONG>,
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
    fn long_token(&mut self, text: &str, token: Token) -> (Role, Sum) {
        let raw = &text[token.start..token.end];
        if raw.len() <= 8 * MIDDLE {
            let key = key(raw.as_bytes());
            self.middle.get(&key).unwrap_or_else(|| {
                let (role, sum) = self.compute(raw, token);
                self.middle.set(&key, role, sum);
                (role, sum)
            })
        } else if raw.len() <= 8 * LONG {
            let key = key(raw.as_bytes());
            self.long.get(&key).unwrap_or_else(|| {
                let (role, sum) = self.compute(raw, token);
                self.long.set(&key, role, sum);
                (role, sum)
            })
        } else {
            self.compute(raw, token)
        }
    }

    /// The sums of a token worked out from its features.
    #[cold]
    fn compute(&mut self, raw: &str, token: Token) -> (Role, Sum) {
        let mut sum = Sum::default();
        let weights = &self.model.weights;
        let role = token_features(raw, token.kind, self.chars, |bucket, gain| {
            let [negative, positive] = weights[usize::from(bucket)];
            sum.sides[0] += i16::from(negative) * i16::from(gain);
            sum.sides[1] += i16::from(positive) * i16::from(gain);
            sum.squares += u16::from(gain) * u16::from(gain);
        });
        (role, sum)
    }
}

impl Sink for Adding<'_> {
    #[inline]
    fn token(&mut self, text: &str, token: Token) -> Role {
        let raw = token.start..token.end;
        let (role, sum) = if raw.len() > SHORT {
            self.long_token(text, token)
        } else {
            match self.short.get(token.first) {
                Some(known) => known,
                None => {
                    let (role, sum) = self.compute(&text[raw], token);
                    self.short.set(token.first, role, sum);
                    (role, sum)
                }
            }
        };
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

/// A token's bytes, of which there are at most `8 × WORDS`, padded with zeros.
#[inline]
fn key<const WORDS: usize>(token: &[u8]) -> [u64; WORDS] {
    std::array::from_fn(|word| eight(token, (8 * word).min(token.len())))
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
        walk(&decoded, Tokens::new(&decoded), &mut sink);
        model.score_of(sink.1, sink.2)
    }

    #[test]
    fn sums_of_the_longest_token_fit() {
        let mut model = busy();
        model.weights.fill([-128, 127]);
        for token in ["x".repeat(40), "abcdefghijklmnopqrstuvwxyz".repeat(3), "!?".repeat(300), "HATE".repeat(9)] {
            assert_eq!(Scorer::new(&model).score(&token), plain(&model, &token));
        }
    }

    /// The model is trained on these very features, so a change here makes every model worthless.
    #[test]
    fn scores_stay_the_same_bits_from_release_to_release() {
        let texts = [
            "Honestly the WORST queue ever!!! Don't go, it's sooooo slow :( https://a.example/x?y=1 @nobody",
            "Die Rückerstattung kam nicht, aber Überraschung: tolle Entschuldigungsschreiben &amp; Blumen 👍🏽",
            "C’est pas mal… l’équipe était très à l'écoute, «bravo» ! #Merci_à_tous",
            "Perché non rispondete mai?! Un'attesa così è VERGOGNOSA, però grazie lo stesso ;-)",
            "¡Qué maravilla! Nunca había visto un servicio tan rápido, 10/10 <3 &lt;3",
            "Não gostei nem um pouco, péssimo atendimento :/ e já são 23h45 www.exemplo.example",
            "सेवा बहुत अच्छी नहीं थी। फिर भी धन्यवाद 🙏 #खुश",
            "الخدمة سيئة جدا، لم يرد أحد؟ شكرا على كل حال ❤️ \\u2019 \\ud83d\\ude0d t.co/abc",
        ];
        let model = busy();
        let mut scorer = Scorer::new(&model);
        let mut bits: Vec<u8> = Vec::new();
        let mut random = 1u64;
        for _ in 0..2000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = |shift: u32, below: usize| (random >> shift) as usize % below;
            // Halves of two texts, cut anywhere, and now and then a byte of any value.
            let (one, other) = (texts[at(60, 8)].as_bytes(), texts[at(56, 8)].as_bytes());
            let mut bytes = one[at(40, one.len())..].to_vec();
            bytes.extend(&other[..at(30, other.len())]);
            if at(52, 4) == 0 && !bytes.is_empty() {
                let place = at(20, bytes.len());
                bytes[place] = (random >> 12) as u8;
            }
            let score = scorer.score(&String::from_utf8_lossy(&bytes));
            let numbers = [score.value, score.probabilities[0], score.probabilities[1], score.probabilities[2]];
            bits.extend(numbers.iter().flat_map(|number| number.to_bits().to_le_bytes()));
            bits.push(score.class as u8);
        }
        assert_eq!(xxhash_rust::xxh3::xxh3_64(&bits), 1_537_290_204_958_792_172);
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
