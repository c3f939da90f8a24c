//! What the linear model looks at, as hashed features.
//!
//! A token's own features (the word, its character n-grams) depend on its bytes alone, so a scorer may remember their
//! sum. Features between tokens (pairs, negation) and of the whole post (shape) are few. Feature hashing after
//! Weinberger et al. (2009), "Feature hashing for large scale multitask learning"; negation scope after Das and Chen
//! (2001) and Pang et al. (2002).

use super::lexicon::{Lexicon, Tone};
use super::token::{Kind, Sort, sort};
use super::walk::{LINK, MOST, Role, Traits};

/// Buckets that features are hashed into.
pub(super) const BUCKETS: usize = 1 << 16;

/// Characters of a word that are looked at; the rest of a longer one is ignored.
const LONGEST_WORD: usize = 48;

/// How much a feature weighs before learning, in whole steps, so that sums stay whole numbers.
pub(super) mod gain {
    pub const WORD: u8 = 3;
    pub const PAIR: u8 = 2;
    pub const CHARS: u8 = 1;
    pub const NEGATED: u8 = 2;
    pub const MARK: u8 = 3;
    pub const EMOJI: u8 = 4;
    pub const SHAPE: u8 = 2;
    pub const TONE: u8 = 4;
}

const WORD: u64 = 0x1F0A_3C55_9B1D_7E21;
const CHARS: u64 = 0x7C15_9E37_2D51_F0B3;
const TONE: u64 = 0x3C6E_F372_FE94_F82B;

#[inline]
fn step(hash: u64, c: u64) -> u64 {
    (hash ^ c).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23)
}

#[inline]
pub(super) fn bucket(hash: u64) -> u16 {
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 48) as u16
}

fn tone_bucket(tone: Tone) -> u16 {
    bucket(TONE ^ (tone as u64 + 1) << 32)
}

/// Emits the features of one token that depend on nothing else, and says what it means for its neighbours.
///
/// `chars` is scratch space.
pub(super) fn token_features(raw: &str, kind: Kind, chars: &mut Vec<char>, mut emit: impl FnMut(u16, u8)) -> Role {
    match kind {
        Kind::Word => word_features(raw, chars, emit),
        Kind::Mark => {
            let count = |wanted: char| raw.chars().filter(|&c| c == wanted).take(MOST as usize).count() as u16;
            fold_mark(raw, chars);
            emit(bucket(chars.iter().fold(WORD ^ 1, |h, &c| step(h, c as u64))), gain::MARK);
            let tone = face(chars);
            if let Some(tone) = tone {
                emit(tone_bucket(tone), gain::TONE);
            }
            let closes = chars.iter().any(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '।' | '،' | '؟'));
            let closing = Traits::marks(count('!'), count('?').max(count('؟'))).and(Traits::CLOSES, true);
            Role { id: 0, traits: Traits::of(tone).and(closing, closes) }
        }
        Kind::Emoji => {
            emit(bucket(raw.chars().fold(WORD ^ 2, |h, c| step(h, c as u64))), gain::EMOJI);
            chars.clear();
            chars.extend(raw.chars());
            let tone = face(chars);
            if let Some(tone) = tone {
                emit(tone_bucket(tone), gain::TONE);
            }
            Role { id: 0, traits: Traits::of(tone) }
        }
        Kind::Mention | Kind::Link => Role::default(),
    }
}

/// What a face or emoji says; only whole entries of the lexicon count.
fn face(chars: &[char]) -> Option<Tone> {
    let lower: Vec<char> = chars.iter().map(|c| c.to_ascii_lowercase()).collect();
    Lexicon::get().tone(&lower)
}

fn word_features(raw: &str, chars: &mut Vec<char>, mut emit: impl FnMut(u16, u8)) -> Role {
    let folded = fold_word(raw, chars);
    let word = chars[1..].iter().fold(WORD, |h, &c| step(h, c as u64));
    emit(bucket(word), gain::WORD);
    if folded.lengthened {
        emit(bucket(word ^ 0xEE), gain::PAIR);
    }
    if folded.capitals {
        emit(bucket(word ^ 0xCA), gain::PAIR);
    }
    let tone = Lexicon::get().tone(&chars[1..]);
    if let Some(tone) = tone {
        emit(tone_bucket(tone), gain::TONE);
    }
    chars.push(AFTER);
    char_features(chars, |bucket| emit(bucket, gain::CHARS));
    let id = ((word ^ (word >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32;
    let traits = Traits::of(tone).and(Traits::CAPITALS, folded.capitals).and(Traits::LENGTHENED, folded.lengthened);
    Role { id: id.max(LINK + 1), traits }
}

/// Stand before and after a word where groups of its characters are looked at.
const BEFORE: char = '\u{2}';
const AFTER: char = '\u{3}';

/// Groups of three to five characters of a word between its marks.
#[inline]
fn char_features(marked: &[char], mut emit: impl FnMut(u16)) {
    // A character takes 21 bits, so three of them fit into one number.
    let three = |from: usize| marked[from..from + 3].iter().fold(0, |all, &c| all << 21 | c as u64);
    let more = |hash: u64, at: usize| step(hash, marked[at] as u64);
    let whole = marked.len().saturating_sub(4);
    for from in 0..whole {
        let (three, four) = (three(from), more(three(from), from + 3));
        emit(bucket(three ^ CHARS));
        emit(bucket(four));
        emit(bucket(more(four, from + 4)));
    }
    // The last two groups of three have too little behind them for the longer ones.
    if marked.len() >= 4 {
        emit(bucket(three(whole) ^ CHARS));
        emit(bucket(more(three(whole), whole + 3)));
    }
    if marked.len() >= 3 {
        emit(bucket(three(marked.len() - 3) ^ CHARS));
    }
}

/// How a word was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Folded {
    /// In capitals throughout, two letters or more.
    capitals: bool,
    /// A letter stood three times or more in a row.
    lengthened: bool,
}

/// [`BEFORE`] and the word in lower case, without apostrophes, silent characters and `#`; digits are all `0`; a letter at most twice in a row.
fn fold_word(raw: &str, chars: &mut Vec<char>) -> Folded {
    if raw.is_ascii() { fold_ascii(raw.as_bytes(), chars) } else { fold_any(raw, chars) }
}

/// What an ASCII byte of a word becomes; 0 for what is left out.
const FOLDED: [u8; 128] = {
    let mut table = [0; 128];
    let mut i = 0;
    while i < 128 {
        let b = i as u8;
        table[i] = match b {
            b'0'..=b'9' => b'0',
            b'#' | b'\'' | b'`' => 0,
            _ => b.to_ascii_lowercase(),
        };
        i += 1;
    }
    table
};

/// [`fold_word`] of plain bytes: most words, and most of what there is to be worked out.
fn fold_ascii(raw: &[u8], chars: &mut Vec<char>) -> Folded {
    chars.clear();
    chars.push(BEFORE);
    let (mut last, mut run, mut lengthened) = (0, 0u32, false);
    let (mut upper, mut lower) = (0u32, 0u32);
    for &b in raw {
        let folded = FOLDED[usize::from(b & 127)];
        upper += u32::from(b.is_ascii_uppercase());
        lower += u32::from(b.is_ascii_lowercase());
        if folded == 0 {
            continue;
        }
        run = if folded == last { run + 1 } else { 0 };
        if run >= 2 {
            lengthened |= folded != b'0';
            continue;
        }
        if chars.len() > LONGEST_WORD {
            break;
        }
        last = folded;
        chars.push(char::from(folded));
    }
    Folded { capitals: upper >= 2 && lower == 0, lengthened }
}

fn fold_any(raw: &str, chars: &mut Vec<char>) -> Folded {
    chars.clear();
    chars.push(BEFORE);
    let (mut run, mut lengthened) = (0u32, false);
    let (mut upper, mut lower) = (0u32, 0u32);
    for c in raw.chars() {
        let c = match c {
            'a'..='z' => {
                lower += 1;
                c
            }
            'A'..='Z' => {
                upper += 1;
                c.to_ascii_lowercase()
            }
            '0'..='9' => '0',
            '#' | '\'' | '`' => continue,
            _ if c.is_ascii() => c,
            _ => match sort(c) {
                Sort::Letter => {
                    let small = c.to_lowercase().next().unwrap_or(c);
                    upper += u32::from(small != c);
                    lower += u32::from(small == c);
                    small
                }
                _ => continue,
            },
        };
        run = if chars.last() == Some(&c) { run + 1 } else { 0 };
        if run >= 2 {
            lengthened |= c != '0';
            continue;
        }
        if chars.len() > LONGEST_WORD {
            break;
        }
        chars.push(c);
    }
    Folded { capitals: upper >= 2 && lower == 0, lengthened }
}

/// One form for each kind of quote; a mark at most three times in a row; at most eight marks.
fn fold_mark(raw: &str, chars: &mut Vec<char>) {
    chars.clear();
    for c in raw.chars() {
        let c = match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '`' | '´' => '\'',
            '…' => '.',
            '–' | '—' => '-',
            _ if !c.is_ascii() && sort(c) == Sort::Silent => continue,
            _ => c,
        };
        if chars.len() >= 3 && chars[chars.len() - 3..].iter().all(|&last| last == c) {
            continue;
        }
        if chars.len() == 8 {
            break;
        }
        chars.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        #[track_caller]
        fn check(raw: &str, expect: &str, lengthened: bool) {
            let mut chars = vec!['x'];
            assert_eq!(fold_word(raw, &mut chars).lengthened, lengthened, "{raw}");
            assert_eq!(chars[1..].iter().collect::<String>(), expect);
        }
        check("Don’t", "dont", false);
        check("LOOOOVE", "loove", true);
        check("#Great", "great", false);
        check("2014", "00", false);
        check("ÇA", "ça", false);
        check("नहीं", "नहीं", false);
        check(&"ab".repeat(1000), &"ab".repeat(LONGEST_WORD / 2), false);
    }

    #[test]
    fn plain_words_fold_alike_on_both_ways() {
        for raw in
            ["", "Don't", "LOOOOVE", "#Great", "2014", "a1111b", "x_y_Z", "OK", "I", "ab''a'a'a", &"Ab".repeat(60)]
        {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            assert_eq!(fold_ascii(raw.as_bytes(), &mut one), fold_any(raw, &mut other), "{raw}");
            assert_eq!(one, other, "{raw}");
        }
    }

    #[test]
    fn marks_are_folded() {
        #[track_caller]
        fn check(raw: &str, expect: &str) {
            let mut chars = Vec::new();
            fold_mark(raw, &mut chars);
            assert_eq!(chars.iter().collect::<String>(), expect);
        }
        check("!!!!!!", "!!!");
        check("”", "\"");
        check("…", ".");
        check(":-)", ":-)");
    }

    #[test]
    fn roles_are_found() {
        #[track_caller]
        fn check(raw: &str, kind: Kind, expect: impl Fn(Role) -> bool) {
            let role = token_features(raw, kind, &mut Vec::new(), |_, _| {});
            assert!(expect(role), "{raw}: {role:?}");
        }
        let only = Traits::of;
        check("Isn’t", Kind::Word, |r| r.traits == only(Some(Tone::Negation)) && r.id > LINK);
        check("BAD", Kind::Word, |r| r.traits == only(Some(Tone::Negative)).and(Traits::CAPITALS, true));
        check("I", Kind::Word, |r| r.traits == only(None));
        check("#YES", Kind::Word, |r| r.traits == Traits::CAPITALS);
        check("noooo", Kind::Word, |r| r.traits == Traits::LENGTHENED);
        check("?!?", Kind::Mark, |r| r == Role { id: 0, traits: Traits::marks(1, 2).and(Traits::CLOSES, true) });
        check("\"", Kind::Mark, |r| r == Role::default());
        check("😀", Kind::Emoji, |r| r == Role { id: 0, traits: only(Some(Tone::Positive)) });
    }
}
