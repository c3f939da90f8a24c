//! Cutting a post into tokens, in one pass over its bytes and without copying.

use super::memory::{eight, first};

/// What a token is. The raw bytes of a token determine its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters and digits, with apostrophes inside; a hashtag keeps its `#`.
    Word,
    /// A run of punctuation, `:)` and `<3` among them.
    Mark,
    /// One emoji or other pictorial symbol.
    Emoji,
    /// `@somebody`, masked.
    Mention,
    /// A web address, or the bare `http` that masked corpora leave of one.
    Link,
}

/// A token's place in its text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    /// Its first eight bytes as a little-endian number; a shorter one has zeros behind it.
    pub first: u64,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    Space,
    Word,
    Apostrophe,
    Mark,
    At,
    Hash,
    High,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Mark; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        table[i] = match b {
            0..=b' ' | 0x7F => Byte::Space,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Byte::Word,
            b'\'' | b'`' => Byte::Apostrophe,
            b'@' => Byte::At,
            b'#' => Byte::Hash,
            0x80..=0xFF => Byte::High,
            _ => Byte::Mark,
        };
        i += 1;
    }
    table
};

/// What a character beyond ASCII counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Letter,
    Mark,
    Apostrophe,
    Emoji,
    Space,
    /// Joiners, variation selectors, skin tones, directional marks: there, but without a meaning of their own.
    Silent,
}

pub(crate) fn sort(c: char) -> Sort {
    match c as u32 {
        0x2018 | 0x2019 | 0x201B | 0x2BC | 0xB4 | 0xFF07 => Sort::Apostrophe,
        0xAD | 0x61C | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF => Sort::Silent,
        0x1F3FB..=0x1F3FF | 0xE0000..=0xE01EF | 0x20D0..=0x20FF => Sort::Silent,
        0x2190..=0x21FF | 0x2300..=0x23FF | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF => Sort::Emoji,
        0x1F000..=0x1FAFF | 0xFFFD => Sort::Emoji,
        // Vowel signs and viramas of the scripts of India are marks to Unicode and parts of words to readers.
        0x900..=0xD7F if c as u32 & !1 != 0x964 => Sort::Letter,
        0x300..=0x36F | 0x610..=0x61A | 0x64B..=0x65F => Sort::Letter,
        _ if c.is_alphanumeric() => Sort::Letter,
        _ if c.is_whitespace() || c.is_control() => Sort::Space,
        _ => Sort::Mark,
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x80 * ONES;

/// The high bit of each byte that is an ASCII letter or digit.
#[inline]
fn plain(bytes: u64) -> u64 {
    // Adding 0x80 − x to seven bits sets the eighth exactly when they are at least x.
    let at_least = |seven: u64, x: u8| seven + u64::from(0x80 - x) * ONES;
    let digits = bytes & !HIGH_BITS;
    let letters = digits | (0x20 * ONES);
    let digit = at_least(digits, b'0') & !at_least(digits, b'9' + 1);
    let letter = at_least(letters, b'a') & !at_least(letters, b'z' + 1);
    (digit | letter) & !bytes & HIGH_BITS
}

/// Iterator over the tokens of a text.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Tokens { text, at: 0 }
    }

    #[inline]
    fn byte(&self, at: usize) -> Byte {
        self.text.as_bytes().get(at).map_or(Byte::Space, |&b| BYTES[b as usize])
    }

    /// Goes past bytes of one sort.
    #[inline]
    fn skip(&mut self, sort: Byte) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() && BYTES[bytes[at] as usize] == sort {
            at += 1;
        }
        self.at = at;
    }

    /// Goes past ASCII letters and digits, eight bytes at a time: where a word ends cannot be predicted, so asking for
    /// each byte would cost more than asking for all of them.
    #[inline]
    fn skip_plain(&mut self) {
        loop {
            // Beyond the end come zeros, which are no letters.
            let other = !plain(eight(self.text.as_bytes(), self.at)) & HIGH_BITS;
            if other != 0 {
                self.at += other.trailing_zeros() as usize / 8;
                return;
            }
            self.at += 8;
        }
    }

    /// The character at `at` and what it counts as.
    #[cold]
    fn high(&self, at: usize) -> (Sort, usize) {
        match self.text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) => (sort(c), c.len_utf8()),
            None => (Sort::Space, 1),
        }
    }

    fn letter_at(&self, at: usize) -> bool {
        match self.byte(at) {
            Byte::Word => true,
            Byte::High => self.high(at).0 == Sort::Letter,
            _ => false,
        }
    }

    /// The length of the word of less than eight ASCII letters and digits that begins here, if that is all and no link:
    /// most words. `bytes` are the eight bytes from here on.
    #[inline]
    fn short_word(&self, bytes: u64) -> Option<usize> {
        let other = !plain(bytes) & HIGH_BITS;
        let length = other.trailing_zeros() as usize / 8;
        let end = self.at + length;
        let goes_on = matches!(self.byte(end), Byte::Word | Byte::Apostrophe | Byte::High);
        let stop = self.text.as_bytes().get(end) == Some(&b'.');
        let http = bytes as u32 | 0x2020_2020 == u32::from_le_bytes(*b"http");
        let more = (other == 0) | goes_on | http | (stop & matches!(length, 1 | 3));
        (!more).then_some(length)
    }

    fn word(&mut self, start: usize) -> Kind {
        loop {
            self.skip_plain();
            match self.byte(self.at) {
                Byte::Word => self.at += 1,
                Byte::Apostrophe if self.at > start && self.letter_at(self.at + 1) => self.at += 1,
                Byte::High => match self.high(self.at) {
                    (Sort::Letter | Sort::Silent, length) => self.at += length,
                    (Sort::Apostrophe, length) if self.letter_at(self.at + length) => self.at += length,
                    _ => break,
                },
                _ => break,
            }
        }
        // Words with a stop behind them are fewer than words with a `t` or `h` at their start.
        let http = eight(self.text.as_bytes(), start) as u32 | 0x2020_2020 == u32::from_le_bytes(*b"http");
        let stop = self.text.as_bytes().get(self.at) == Some(&b'.');
        if (http | stop) && self.is_link(start) {
            let rest = &self.text.as_bytes()[self.at..];
            self.at += rest.iter().position(|b| b.is_ascii_whitespace()).unwrap_or(rest.len());
            Kind::Link
        } else {
            Kind::Word
        }
    }

    /// Whether the word from `start` to here begins a web address.
    #[inline]
    fn is_link(&self, start: usize) -> bool {
        let word = &self.text.as_bytes()[start..self.at];
        let rest = &self.text.as_bytes()[self.at..];
        match word.len() {
            1 => word.eq_ignore_ascii_case(b"t") && rest.starts_with(b".co/"),
            3 => {
                (word.eq_ignore_ascii_case(b"www") && rest.first() == Some(&b'.'))
                    || (word.eq_ignore_ascii_case(b"pic") && rest.starts_with(b".twitter.com"))
                    || (word.eq_ignore_ascii_case(b"bit") && rest.starts_with(b".ly/"))
            }
            4 => word.eq_ignore_ascii_case(b"http"),
            5 => word.eq_ignore_ascii_case(b"https"),
            _ => false,
        }
    }

    fn mark(&mut self, start: usize) -> Kind {
        loop {
            match self.byte(self.at) {
                Byte::Mark | Byte::Apostrophe => self.at += 1,
                Byte::High => match self.high(self.at) {
                    (Sort::Mark | Sort::Apostrophe | Sort::Silent, length) => self.at += length,
                    _ => break,
                },
                _ => break,
            }
        }
        let bytes = self.text.as_bytes();
        // The mouth of a face may be a letter: `:D`, `:-P`, `;o`; and a heart ends in a digit.
        if self.byte(self.at) == Byte::Word && self.byte(self.at + 1) != Byte::Word {
            let run = &bytes[start..self.at];
            let mouth = bytes[self.at];
            let eyes = run.iter().any(|b| matches!(b, b':' | b';' | b'='));
            let heart = matches!(run.last(), Some(b'<' | b'/')) && run.contains(&b'<') && mouth == b'3';
            if heart || (eyes && matches!(mouth, b'D' | b'd' | b'P' | b'p' | b'O' | b'o' | b'S' | b's' | b'3' | b'X')) {
                self.at += 1;
            }
        }
        Kind::Mark
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    /// Inlined where it is used and building its token in one place: handed over through memory, a token would be
    /// waited for.
    #[inline(always)]
    fn next(&mut self) -> Option<Token> {
        loop {
            if self.byte(self.at) == Byte::Space {
                self.skip(Byte::Space);
            }
            let start = self.at;
            if start >= self.text.len() {
                return None;
            }
            let bytes = eight(self.text.as_bytes(), start);
            let kind = match self.byte(start) {
                Byte::Word => match self.short_word(bytes) {
                    Some(length) => {
                        self.at += length;
                        Kind::Word
                    }
                    None => self.word(start),
                },
                Byte::Space => continue,
                Byte::Mark | Byte::Apostrophe => self.mark(start),
                Byte::At => {
                    self.at += 1;
                    if self.byte(self.at) == Byte::Word {
                        self.skip(Byte::Word);
                        Kind::Mention
                    } else {
                        self.mark(start)
                    }
                }
                Byte::Hash => {
                    self.at += 1;
                    if self.letter_at(self.at) { self.word(start) } else { self.mark(start) }
                }
                Byte::High => match self.high(start) {
                    (Sort::Letter, _) => self.word(start),
                    (Sort::Mark | Sort::Apostrophe, _) => self.mark(start),
                    (Sort::Emoji, length) => {
                        self.at += length;
                        Kind::Emoji
                    }
                    (Sort::Space | Sort::Silent, length) => {
                        self.at += length;
                        continue;
                    }
                },
            };
            return Some(Token { start, end: self.at, first: first(bytes, self.at - start), kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fall_into_tokens() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let tokens: Vec<_> = Tokens::new(text).map(|t| &text[t.start..t.end]).collect();
            assert_eq!(tokens, expect);
        }
        check("", &[]);
        check(" \u{200B} \n", &[]);
        check("It's late!!! Why?", &["It's", "late", "!!!", "Why", "?"]);
        check("don’t 'quote'", &["don’t", "'", "quote", "'"]);
        check("#win @you, me@home", &["#win", "@you", ",", "me", "@home"]);
        check("# @ #", &["#", "@", "#"]);
        check("so:D :D :Drop <3 </3 a<3b", &["so", ":D", ":D", ":", "Drop", "<3", "</3", "a", "<", "3b"]);
        check("👍🏽👍❤️ok", &["👍", "👍", "❤", "ok"]);
        check("see https://a.bc/d?e=f now", &["see", "https://a.bc/d?e=f", "now"]);
        check("बहुत अच्छा।", &["बहुत", "अच्छा", "।"]);
        check("شكرا، جدا", &["شكرا", "،", "جدا"]);
        check("Ça va…très", &["Ça", "va", "…", "très"]);
        check("a\0b", &["a", "b"]);
    }

    #[test]
    fn plain_bytes_are_letters_and_digits() {
        for byte in 0..=255u8 {
            let expect = if byte.is_ascii_alphanumeric() { HIGH_BITS } else { 0 };
            assert_eq!(plain(u64::from_le_bytes([byte; 8])), expect, "{byte}");
        }
        assert_eq!(plain(u64::from_le_bytes(*b"a-\xE9Z_9 z")), u64::from_le_bytes([128, 0, 0, 128, 0, 128, 0, 128]));
    }

    #[test]
    fn kinds_are_told_apart() {
        #[track_caller]
        fn check(text: &str, expect: &[Kind]) {
            assert_eq!(Tokens::new(text).map(|t| t.kind).collect::<Vec<_>>(), expect, "{text}");
        }
        check("@a http HTTPS://x t.co/x www.x.y", &[Kind::Mention, Kind::Link, Kind::Link, Kind::Link, Kind::Link]);
        check("tea http2 😀 :(", &[Kind::Word, Kind::Word, Kind::Emoji, Kind::Mark]);
    }
}
