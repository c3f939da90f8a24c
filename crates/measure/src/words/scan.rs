//! The scanner behind [`Words`]: one pass from left to right.

use std::ops::Range;

use super::{Boundary, Kind, Piece, Words};

/// Italian and French words that lose their last vowel before another: what comes after is a word of its own.
const ELIDED: &[&str] = &[
    "agl", "alcun", "all", "anch", "bell", "buon", "c", "ciascun", "com", "cos", "d", "dagl", "dall", "degl", "dell",
    "dov", "gl", "j", "jusqu", "l", "lorsqu", "m", "mezz", "n", "negl", "nell", "nessun", "puisqu", "qu", "quand",
    "quell", "quest", "quoiqu", "s", "sant", "senz", "sugl", "sull", "t", "tutt", "un", "v",
];

/// Named entities that occur inside words or stand for punctuation; the rest are left as they are written.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("apos", '\''),
    ("lsquo", '\''),
    ("rsquo", '\''),
    ("quot", '"'),
    ("ldquo", '"'),
    ("rdquo", '"'),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("euro", '€'),
    ("pound", '£'),
    ("agrave", 'à'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("igrave", 'ì'),
    ("ograve", 'ò'),
    ("ugrave", 'ù'),
];

/// A mail address has at most 64 bytes before the `@`, and a name in the domain system at most 253.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 253;

pub(super) struct Scanner<'t, 'w> {
    text: &'t str,
    words: &'w mut Words,
    position: usize,
    boundary: Boundary,
}

impl<'t, 'w> Scanner<'t, 'w> {
    pub(super) fn new(text: &'t str, words: &'w mut Words) -> Self {
        Self { text, words, position: 0, boundary: Boundary::Sentence }
    }

    pub(super) fn run(mut self) {
        while let Some((c, width)) = self.peek(self.position) {
            let start = self.position;
            let next = start + width;
            match c {
                'a'..='z' | 'A'..='Z' => self.word_or_address(start),
                ' ' => self.position = next,
                '0'..='9' => self.number(start, start, Kind::Number),
                '@' => self.mention(start, next),
                '#' => self.hashtag(start, next),
                '$' | '€' | '£' | '¥' | '₹' => self.currency(start, next),
                _ if c.is_alphabetic() || (c.is_numeric() && !c.is_ascii()) => self.word_or_address(start),
                _ => {
                    self.mark(c, next);
                    self.position = next;
                }
            }
        }
    }

    /// The character at a byte, entities decoded, and how many bytes it takes.
    #[inline]
    fn peek(&self, at: usize) -> Option<(char, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        match byte {
            b'&' => Some(entity(&self.text[at..]).unwrap_or(('&', 1))),
            0..=127 => Some((char::from(byte), 1)),
            _ => self.text[at..].chars().next().map(|c| (c, c.len_utf8())),
        }
    }

    fn is(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        self.peek(at).is_some_and(|(c, _)| test(c))
    }

    fn mark(&mut self, c: char, next: usize) {
        let boundary = match c {
            '.' if self.inside_abbreviation(next) => Boundary::None,
            '.' | '!' | '?' | '…' | '\n' | '\r' | '。' | '！' | '？' | '।' | '؟' | '\u{2028}' | '\u{2029}' => {
                Boundary::Sentence
            }
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '“' | '”' | '«' | '»' | '–' | '—' | '،' | '，' | '|' => {
                Boundary::Clause
            }
            _ => Boundary::None,
        };
        self.boundary = self.boundary.max(boundary);
    }

    /// A full stop right after a single letter and right before another letter, as in `U.S.`.
    fn inside_abbreviation(&self, next: usize) -> bool {
        let after_single = self.words.pieces.last().is_some_and(|last| last.at.len() == 1 && last.at.end + 1 == next);
        after_single && self.is(next, char::is_alphanumeric)
    }

    fn push(&mut self, kind: Kind, lower: usize, at: Range<usize>) {
        self.position = at.end;
        let boundary = std::mem::take(&mut self.boundary);
        self.words.pieces.push(Piece { kind, boundary, lower: lower..self.words.lower.len(), at });
    }

    fn push_lower(&mut self, c: char) {
        if c.is_ascii() {
            self.words.lower.push(c.to_ascii_lowercase());
        } else {
            self.words.lower.extend(c.to_lowercase());
        }
    }

    fn push_verbatim(&mut self, kind: Kind, at: Range<usize>) {
        let lower = self.words.lower.len();
        self.words.lower.push_str(&self.text[at.clone()]);
        self.push(kind, lower, at);
    }

    fn word_or_address(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        if matches!(bytes[start], b'h' | b'H' | b'w' | b'W')
            && let Some(end) = url(self.text, start)
        {
            return self.push_verbatim(Kind::Url, start..end);
        }
        let lower = self.words.lower.len();
        let mut at = start;
        while let Some((c, width)) = self.peek(at) {
            match c {
                'a'..='z' => self.words.lower.push(c),
                'A'..='Z' => self.words.lower.push(c.to_ascii_lowercase()),
                '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇' => {
                    let after = self.peek(at + width).map(|(after, _)| after).filter(|after| after.is_alphabetic());
                    let elided = after.is_none_or(is_vowel) && ELIDED.contains(&&self.words.lower[lower..]);
                    if after.is_none() && !elided {
                        break;
                    }
                    self.words.lower.push('\'');
                    if elided {
                        at += width;
                        break;
                    }
                }
                '\u{fe00}'..='\u{fe0f}' => {}
                _ if c.is_alphanumeric() || is_mark(c) => self.push_lower(c),
                _ => break,
            }
            at += width;
        }
        let addressed = match bytes.get(at) {
            Some(b'.') => domain(bytes, start).map(|end| (Kind::Url, end)).or_else(|| email(bytes, start)),
            Some(b'@' | b'_' | b'-' | b'+') => email(bytes, start),
            _ => None,
        };
        match addressed {
            Some((kind, end)) => {
                self.words.lower.truncate(lower);
                self.push_verbatim(kind, start..end);
            }
            None => self.push(Kind::Word, lower, start..at),
        }
    }

    /// A number from `digits` on; `start` is earlier where a sign stands before it.
    fn number(&mut self, start: usize, digits: usize, mut kind: Kind) {
        let lower = self.words.lower.len();
        let mut at = digits;
        while let Some((c, width)) = self.peek(at) {
            let joins = matches!(c, '.' | ',' | ':') && self.is(at + width, |after| after.is_ascii_digit());
            if !(c.is_alphanumeric() || joins && self.text.as_bytes()[at - 1].is_ascii_digit()) {
                break;
            }
            self.push_lower(c);
            at += width;
        }
        if kind == Kind::Number {
            let space = usize::from(self.is(at, |c| c == ' '));
            if let Some((sign, width)) = self.peek(at + space)
                && (matches!(sign, '€' | '£') || sign == '$' && space == 0)
                && !self.is(at + space + width, char::is_alphanumeric)
            {
                (kind, at) = (Kind::Money, at + space + width);
            }
        }
        self.push(kind, lower, start..at);
    }

    fn currency(&mut self, sign: usize, next: usize) {
        let digits = next + usize::from(self.is(next, |c| c == ' '));
        if self.is(digits, |c| c.is_ascii_digit()) {
            self.number(sign, digits, Kind::Money);
        } else if self.text.as_bytes()[sign] == b'$' && self.is(next, |c| c.is_ascii_alphabetic()) {
            self.tag(Kind::Hashtag, sign, next);
        } else {
            self.position = next;
        }
    }

    fn mention(&mut self, sign: usize, next: usize) {
        if self.is(next, |c| c.is_ascii_alphanumeric() || c == '_') {
            self.tag(Kind::Mention, sign, next);
        } else {
            self.position = next;
        }
    }

    fn hashtag(&mut self, sign: usize, next: usize) {
        if self.is(next, |c| c.is_ascii_digit()) && !self.is(next + 1, |c| c.is_alphanumeric()) {
            self.number(sign, next, Kind::Number);
        } else if self.is(next, |c| c.is_alphanumeric()) {
            self.tag(Kind::Hashtag, sign, next);
        } else {
            self.position = next;
        }
    }

    fn tag(&mut self, kind: Kind, sign: usize, mut at: usize) {
        let lower = self.words.lower.len();
        while let Some((c, width)) = self.peek(at) {
            let part =
                if kind == Kind::Mention { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_mark(c) };
            if !(part || c == '_') {
                break;
            }
            self.push_lower(c);
            at += width;
        }
        self.push(kind, lower, sign..at);
    }
}

/// Signs that belong to the letter before them: accents written apart, vowel signs, viramas, joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93c}' | '\u{94d}'
        | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' | '\u{cbc}'
        | '\u{ccd}' | '\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{200c}')
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_lowercase().next().unwrap_or(c), 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'à'..='æ' | 'è'..='ï' | 'ò'..='ö' | 'ù'..='ü')
}

/// An entity at the start of `text`: the character and the bytes it takes. `&amp;` may stand for the `&` of another.
fn entity(text: &str) -> Option<(char, usize)> {
    let mut skipped = 1;
    let mut doubled = None;
    // Some exports escape more than twice; four is far beyond what was seen.
    for _ in 0..4 {
        match text.get(skipped..skipped + 4) {
            Some("amp;") => skipped += 4,
            _ => break,
        }
        doubled = Some(('&', skipped));
    }
    let rest = &text.as_bytes()[skipped..];
    let Some(length) = rest.iter().take(9).position(|&byte| byte == b';').filter(|&length| length > 0) else {
        return doubled;
    };
    let name = &rest[..length];
    let decoded = match name {
        [b'#', b'x' | b'X', hex @ ..] => code_point(hex, 16),
        [b'#', digits @ ..] => code_point(digits, 10),
        _ => ENTITIES.iter().find(|(known, _)| known.as_bytes() == name).map(|&(_, c)| c),
    };
    decoded.map(|c| (c, skipped + length + 1)).or(doubled)
}

fn code_point(digits: &[u8], radix: u32) -> Option<char> {
    char::from_u32(u32::from_str_radix(std::str::from_utf8(digits).ok()?, radix).ok()?)
}

/// The end of a web address with a scheme or `www.`, closing punctuation left out.
fn url(text: &str, start: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[start..];
    let scheme = ["https://", "http://", "www."]
        .iter()
        .find(|scheme| bytes.len() > scheme.len() && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes()))?;
    let mut end =
        text[start..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(bytes.len());
    while end > scheme.len() && matches!(bytes[end - 1], b'.' | b',' | b'!' | b'?' | b')' | b'\'' | b';' | b':') {
        end -= 1;
    }
    Some(start + end)
}

/// The end of a bare address: a name with a path behind it (`x.ly/abc`), or under one of the oldest top domains.
fn domain(bytes: &[u8], start: usize) -> Option<usize> {
    let bytes = &bytes[start..];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let mut end = bytes.iter().take(LONGEST_DOMAIN).take_while(|byte| is_name(byte)).count();
    let path = bytes.get(end) == Some(&b'/') && bytes.get(end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric());
    while end > 0 && bytes[end - 1] == b'.' {
        end -= 1;
    }
    let top = bytes[..end].rsplit(|&byte| byte == b'.').next().filter(|top| top.len() < end)?;
    if path && top.len() >= 2 && top.iter().all(u8::is_ascii_alphabetic) {
        let rest = bytes[end..].iter().take_while(|byte| !byte.is_ascii_whitespace() && byte.is_ascii()).count();
        let mut end = end + rest;
        while matches!(bytes[end - 1], b'.' | b',' | b'!' | b'?' | b')' | b'\'' | b';' | b':') {
            end -= 1;
        }
        return Some(start + end);
    }
    let known = [&b"com"[..], b"org", b"net"].iter().any(|known| top.eq_ignore_ascii_case(known));
    // A letter of another script right behind would be cut in two.
    (known && bytes.get(end).is_none_or(u8::is_ascii)).then_some(start + end)
}

/// The end of a mail address that starts here.
fn email(bytes: &[u8], start: usize) -> Option<(Kind, usize)> {
    let bytes = &bytes[start..];
    let local = bytes
        .iter()
        .take(LONGEST_LOCAL)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-'))
        .count();
    if local == 0 || bytes.get(local) != Some(&b'@') {
        return None;
    }
    let mut end = local
        + 1
        + bytes[local + 1..]
            .iter()
            .take(LONGEST_DOMAIN)
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
            .count();
    while matches!(bytes[end - 1], b'.' | b'-') {
        end -= 1;
    }
    let name = bytes.get(local + 1..end)?;
    let dot = name.iter().rposition(|&byte| byte == b'.')?;
    (dot > 0 && name.len() - dot > 2).then_some((Kind::Email, start + end))
}
