//! Going over the tokens of a post: pairs of words, what a negation reaches, and the shape of the whole.

use super::feature::{bucket, gain};
use super::lexicon::Tone;
use super::token::{Kind, Token};

/// Words after a negation that it reaches, unless punctuation comes first.
const NEGATION_REACH: u8 = 3;

const PAIR: u64 = 0x2545_F491_4F6C_DD1D;
const NEGATED: u64 = 0x5851_F42D_4C95_7F2D;
const SHAPE: u64 = 0x1405_7B7E_F767_814F;

/// What a token means for its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Role {
    /// Names the word in pairs; 0 for a token that takes no part in them.
    pub id: u32,
    /// What else is to be known of it.
    pub traits: Traits,
}

/// What sets a token apart from a plain word. Ten bits of one number, so that a remembered token is small and one
/// question tells that there is nothing to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Traits(u16);

impl Traits {
    /// Bits in use.
    pub const BITS: u32 = 10;
    /// Ends the reach of a negation.
    pub const CLOSES: Traits = Traits(1);
    /// In capitals throughout, two letters or more.
    pub const CAPITALS: Traits = Traits(2);
    /// A letter three times or more in a row.
    pub const LENGTHENED: Traits = Traits(4);

    /// Exclamation and question marks, both counted up to [`MOST`]. Goes with [`Traits::CLOSES`].
    pub fn marks(exclamations: u16, questions: u16) -> Traits {
        Traits(exclamations.min(MOST as u16) << 3 | questions.min(MOST as u16) << 5)
    }

    /// What the lexicon says of the token.
    pub fn of(tone: Option<Tone>) -> Traits {
        Traits(tone.map_or(0, |tone| tone as u16 + 1) << 7)
    }

    /// These and those, where `there` says so.
    pub fn and(self, other: Traits, there: bool) -> Traits {
        if there { Traits(self.0 | other.0) } else { self }
    }

    /// The traits as a number below 2^[`Traits::BITS`].
    pub fn bits(self) -> u16 {
        self.0
    }

    /// What [`Traits::bits`] gave.
    pub fn from_bits(bits: u16) -> Traits {
        Traits(bits & ((1 << Traits::BITS) - 1))
    }

    fn has(self, other: Traits) -> bool {
        self.0 & other.0 != 0
    }

    fn exclamations(self) -> u32 {
        u32::from(self.0 >> 3 & 3)
    }

    fn questions(self) -> u32 {
        u32::from(self.0 >> 5 & 3)
    }

    fn tone(self) -> Option<Tone> {
        [None, Some(Tone::Positive), Some(Tone::Negative), Some(Tone::Strong), Some(Tone::Negation)]
            .get(usize::from(self.0 >> 7))
            .copied()
            .flatten()
    }
}

/// Where the counts of a post's shape end: more is like this many.
pub(super) const MOST: u32 = 3;

/// Takes the features of a post one after another.
pub(super) trait Sink {
    /// The next token; its own features are found by [`token_features`].
    fn token(&mut self, text: &str, token: Token) -> Role;
    /// One more feature.
    fn feature(&mut self, bucket: u16, gain: u8);
}

/// Walks over the tokens of a text whose entities are already decoded.
#[inline]
pub(super) fn walk(text: &str, tokens: impl Iterator<Item = Token>, sink: &mut impl Sink) {
    let mut previous = START;
    let mut reach = 0u8;
    let mut shape = Shape::default();
    for token in tokens {
        let role = match token.kind {
            Kind::Mention => {
                shape.mentions += 1;
                Role { id: MENTION, ..Role::default() }
            }
            Kind::Link => {
                shape.links += 1;
                Role { id: LINK, ..Role::default() }
            }
            _ => sink.token(text, token),
        };
        // Most tokens are plain words out of a negation's reach, so one question about all that is asked first.
        let plain = (role.traits == Traits::default()) & (reach == 0) & (role.id != 0);
        if !plain {
            let negates = shape.count(role.traits, &mut reach);
            if role.id == 0 {
                continue;
            }
            if reach > 0 {
                sink.feature(bucket(NEGATED ^ (u64::from(role.id) << 16)), gain::NEGATED);
                reach -= 1;
            }
            if negates {
                reach = NEGATION_REACH;
            }
        }
        shape.words += 1;
        sink.feature(pair(previous, role.id), gain::PAIR);
        previous = role.id;
    }
    sink.feature(pair(previous, END), gain::PAIR);
    shape.features(|bucket| sink.feature(bucket, gain::SHAPE));
}

/// Ids of what is no word: the post's start and end, a mention, a link. Words have greater ones.
const START: u32 = 1;
const END: u32 = 2;
const MENTION: u32 = 3;
pub(super) const LINK: u32 = 4;

#[inline]
fn pair(first: u32, second: u32) -> u16 {
    let mixed = u64::from(first).wrapping_mul(PAIR) ^ u64::from(second);
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16
}

/// Counts over a post.
#[derive(Default)]
struct Shape {
    words: u32,
    mentions: u32,
    links: u32,
    capitals: u32,
    lengthened: u32,
    exclamations: u32,
    questions: u32,
    positive: u32,
    negative: u32,
    not_positive: u32,
    not_negative: u32,
}

impl Shape {
    /// Counts what a token adds to the shape, within the reach of a negation or not; says whether it is a negation.
    #[inline]
    fn count(&mut self, traits: Traits, reach: &mut u8) -> bool {
        self.capitals += u32::from(traits.has(Traits::CAPITALS));
        self.lengthened += u32::from(traits.has(Traits::LENGTHENED));
        self.exclamations += traits.exclamations();
        self.questions += traits.questions();
        if traits.has(Traits::CLOSES) {
            *reach = 0;
        }
        match traits.tone() {
            Some(Tone::Positive) if *reach == 0 => self.positive += 1,
            Some(Tone::Positive) => self.not_positive += 1,
            Some(Tone::Negative) if *reach == 0 => self.negative += 1,
            Some(Tone::Negative) => self.not_negative += 1,
            Some(Tone::Negation) => return true,
            Some(Tone::Strong) | None => {}
        }
        false
    }

    fn features(&self, mut emit: impl FnMut(u16)) {
        let counts = [
            self.mentions,
            self.links,
            self.capitals,
            self.lengthened,
            self.exclamations,
            self.questions,
            self.positive,
            self.negative,
            self.not_positive,
            self.not_negative,
        ];
        for (i, count) in counts.into_iter().enumerate() {
            // What is not there is in the bias.
            if count > 0 {
                emit(bucket(SHAPE ^ (i as u64 + 1) << 40 ^ u64::from(count.min(MOST)) << 20));
            }
        }
        // Which side prevails, and by how much.
        let balance = (i64::from(self.positive) - i64::from(self.negative)).clamp(-3, 3) + 3;
        emit(bucket(SHAPE ^ 98 << 40 ^ (balance as u64) << 20));
        let length = self.words.checked_ilog2().unwrap_or(0).min(7);
        emit(bucket(SHAPE ^ 99 << 40 ^ u64::from(length) << 20));
    }
}
