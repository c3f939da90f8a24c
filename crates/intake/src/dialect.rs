//! Delimited text: where a field ends, and which delimiter and quoting a file uses.
//!
//! The rules are those of RFC 4180, read kindly: a quote opens a field only as its first byte, elsewhere it is a
//! character like any other; what stands between a closing quote and the delimiter belongs to the field; lines end with
//! `\n`, `\r\n`, or, in a file without any `\n`, `\r`.

use crate::text::decode;
use memchr::{memchr, memchr_iter, memchr2};

const QUOTE: u8 = b'"';

/// How a delimited file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The byte between fields. Equal to the terminator where a record has one field only.
    pub delimiter: u8,
    /// Whether `"` encloses fields.
    pub quoting: bool,
    /// The last byte of a line, `\n` or `\r`.
    pub terminator: u8,
}

/// How the bytes of a field stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As they are.
    Plain,
    /// With doubled quotes inside.
    Escaped,
    /// With characters after the closing quote, which no program writes: the opening quote was likely a stray one.
    Trailing,
    /// The quote never closes.
    Unclosed,
}

impl Shape {
    /// Whether the content has to go through [`unescape`].
    #[inline]
    pub fn is_escaped(self) -> bool {
        matches!(self, Shape::Escaped | Shape::Trailing)
    }
}

/// One field: its content is `start..end`, without enclosing quotes unless [`Shape::is_escaped`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub start: usize,
    pub end: usize,
    pub shape: Shape,
    pub quoted: bool,
    /// Where the next field or record starts.
    pub next: usize,
    pub ends_record: bool,
}

impl Dialect {
    /// A dialect for lines without fields or quotes, such as JSON Lines.
    pub(crate) fn lines(terminator: u8) -> Dialect {
        Dialect { delimiter: terminator, quoting: false, terminator }
    }

    /// The field that starts at `at`; the end of `bytes` ends the record.
    #[inline]
    pub(crate) fn field(&self, bytes: &[u8], at: usize) -> Field {
        if self.quoting && bytes.get(at) == Some(&QUOTE) {
            return self.quoted(bytes, at);
        }
        self.plain(bytes, at, at)
    }

    /// A field that began at `start` and holds no more quoting from `from` on.
    #[inline]
    fn plain(&self, bytes: &[u8], start: usize, from: usize) -> Field {
        let found = memchr2(self.delimiter, self.terminator, &bytes[from..]).map(|i| from + i);
        let (mut end, next, ends_record) = match found {
            Some(at) => (at, at + 1, bytes[at] == self.terminator),
            None => (bytes.len(), bytes.len(), true),
        };
        if ends_record && self.terminator == b'\n' && end > from && bytes[end - 1] == b'\r' {
            end -= 1;
        }
        Field { start, end, shape: Shape::Plain, quoted: false, next, ends_record }
    }

    fn quoted(&self, bytes: &[u8], at: usize) -> Field {
        let (mut from, mut shape) = (at + 1, Shape::Plain);
        loop {
            let Some(close) = memchr(QUOTE, &bytes[from..]).map(|i| from + i) else {
                let (start, end) = (at + 1, bytes.len());
                return Field { start, end, shape: Shape::Unclosed, quoted: true, next: end, ends_record: true };
            };
            if bytes.get(close + 1) == Some(&QUOTE) {
                shape = Shape::Escaped;
                from = close + 2;
                continue;
            }
            let rest = self.plain(bytes, close + 1, close + 1);
            return if rest.end > rest.start {
                Field { start: at, shape: Shape::Trailing, quoted: true, ..rest }
            } else if shape == Shape::Escaped {
                Field { start: at, end: close + 1, shape, quoted: true, ..rest }
            } else {
                Field { start: at + 1, end: close, shape, quoted: true, ..rest }
            };
        }
    }
}

/// A record as text, for samples and small tables.
pub(crate) struct Record {
    /// Where it ends.
    pub end: usize,
    /// Its fields, without spaces around them.
    pub cells: Vec<String>,
    pub unclosed: bool,
    /// Nothing but a line end.
    pub blank: bool,
    /// Whether it was not UTF-8.
    pub windows_1252: bool,
}

impl Dialect {
    /// The first record of `bytes`.
    pub(crate) fn record(&self, bytes: &[u8]) -> Record {
        let mut record = Record { end: 0, cells: vec![], unclosed: false, blank: false, windows_1252: false };
        let mut raw = Vec::new();
        loop {
            let field = self.field(bytes, record.end);
            let mut content = &bytes[field.start..field.end];
            if field.shape.is_escaped() {
                unescape(content, &mut raw);
                content = &raw;
            }
            let (text, fallback) = decode(content);
            record.cells.push(text.trim().to_owned());
            record.windows_1252 |= fallback;
            record.unclosed |= field.shape == Shape::Unclosed;
            record.end = field.next;
            if field.ends_record {
                record.blank = record.cells.len() == 1 && !field.quoted && record.cells[0].is_empty();
                return record;
            }
        }
    }
}

/// The content of a field whose shape [is escaped](Shape::is_escaped), given with its quotes.
pub(crate) fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = &raw[raw.len().min(1)..];
    while let Some(at) = memchr(QUOTE, rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.first() != Some(&QUOTE) {
            break;
        }
        out.push(QUOTE);
        rest = &rest[1..];
    }
    out.extend_from_slice(rest);
}

/// Most records of a stream looked at to choose a dialect.
pub(crate) const SNIFFED: usize = 500;

/// How many records of a sample have the header's number of fields.
#[derive(Clone, Copy, Default)]
struct Fit {
    width: usize,
    lines: usize,
    good_lines: usize,
}

impl Fit {
    fn of(dialect: &Dialect, bytes: &[u8], complete: bool, records: usize) -> Fit {
        let (mut fit, mut at) = (Fit::default(), 0);
        for _ in 0..records {
            if at >= bytes.len() {
                break;
            }
            let (start, mut fields, mut empty) = (at, 0, true);
            let (mut odd, mut unclosed) = (false, false);
            loop {
                let field = dialect.field(bytes, at);
                fields += 1;
                odd |= matches!(field.shape, Shape::Unclosed | Shape::Trailing);
                unclosed |= field.shape == Shape::Unclosed;
                empty &= field.end == field.start;
                at = field.next;
                if field.ends_record {
                    break;
                }
            }
            if at >= bytes.len() && !complete && !unclosed {
                break;
            }
            if fields == 1 && empty {
                continue;
            }
            let lines = memchr_iter(dialect.terminator, &bytes[start..at]).count().max(1);
            if fit.width == 0 {
                fit.width = fields;
            }
            fit.lines += lines;
            fit.good_lines += if fields == fit.width && !odd { lines } else { 0 };
        }
        fit
    }

    /// In per mille, so that it can be compared.
    fn share(&self) -> usize {
        self.good_lines * 1000 / self.lines.max(1)
    }
}

/// Chooses the dialect of a file from the first `records` in `head`. `complete` says that it is the whole file.
///
/// The delimiter must stand in the header; of several the one wins that gives the records the header's number of fields.
/// Quotes enclose fields, unless tabs separate them and the records fit the header better without that: tweets in such
/// files often begin with a stray quote.
pub(crate) fn sniff(head: &[u8], complete: bool, records: usize) -> Dialect {
    let terminator = if memchr(b'\n', head).is_none() && memchr(b'\r', head).is_some() { b'\r' } else { b'\n' };
    let mut best: Option<(Dialect, Fit)> = None;
    for delimiter in [b',', b'\t', b';', b'|'] {
        // A text that holds commas, semicolons or bars must be quoted in such a file; only tabs can do without.
        for quoting in [true, false].into_iter().take(if delimiter == b'\t' { 2 } else { 1 }) {
            let dialect = Dialect { delimiter, quoting, terminator };
            let fit = Fit::of(&dialect, head, complete, records);
            let better = best.is_none_or(|(_, other)| (fit.share(), fit.width) > (other.share(), other.width));
            if fit.width >= 2 && better {
                best = Some((dialect, fit));
            }
        }
    }
    best.map_or(Dialect { delimiter: terminator, quoting: true, terminator }, |(dialect, _)| dialect)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quoting: true, terminator: b'\n' };

    fn split(dialect: &Dialect, text: &str) -> Vec<Vec<String>> {
        let (bytes, mut at, mut rows) = (text.as_bytes(), 0, vec![]);
        while at < bytes.len() {
            let mut row = vec![];
            loop {
                let field = dialect.field(bytes, at);
                let mut content = bytes[field.start..field.end].to_vec();
                if field.shape.is_escaped() {
                    unescape(&bytes[field.start..field.end], &mut content);
                }
                row.push(String::from_utf8(content).unwrap());
                at = field.next;
                if field.ends_record {
                    break;
                }
            }
            rows.push(row);
        }
        rows
    }

    fn check(text: &str, expect: &[&[&str]]) {
        assert_eq!(split(&COMMA, text), expect, "{text:?}");
    }

    #[test]
    fn fields() {
        check("a,b\nc,d\n", &[&["a", "b"], &["c", "d"]]);
        check("a,b\r\nc,d", &[&["a", "b"], &["c", "d"]]);
        check("a,,\n,\n", &[&["a", "", ""], &["", ""]]);
        check("a,b,", &[&["a", "b", ""]]);
        check("\n", &[&[""]]);
    }

    #[test]
    fn quotes() {
        check("\"a,b\",\"c\nd\"\n", &[&["a,b", "c\nd"]]);
        check("\"a \"\"b\"\"\",c\r\n", &[&["a \"b\"", "c"]]);
        check("\"\",\"\"\"\"\n", &[&["", "\""]]);
        check("say \"hi\",5\"\n", &[&["say \"hi\"", "5\""]]);
        check("\"a\" b,c\n", &[&["a b", "c"]]);
        check("\"a\" \"\"b,c\r\n", &[&["a \"\"b", "c"]]);
        check("\"a\r\nb\"\r\n", &[&["a\r\nb"]]);
        check("\"never closed,\nb", &[&["never closed,\nb"]]);
    }

    #[test]
    fn sniffing() {
        let check = |text: &str, delimiter, quoting| {
            let got = sniff(text.as_bytes(), true, SNIFFED);
            assert_eq!((char::from(got.delimiter), got.quoting), (delimiter, quoting), "{text:?}");
        };
        check("a,b\n1,2\n", ',', true);
        check("a\tb\n1, 2\t3\n", '\t', true);
        check("a;b;c\n1,5;2,5;x\n", ';', true);
        check("a|b\n1|2\n", '|', true);
        check("id;note, long\n1;x\n2;y, z\n", ';', true);
        check("a\tb\n1\t\"hello\n2\tworld\n", '\t', false);
        check("a\tb\n1\t\"hello\n\nagain\"\n", '\t', true);
        check("a,b\n1,\"x, y\"\n2,\"z\"\n", ',', true);
        check("text\nhello, you\n", '\n', true);
        check("", '\n', true);
        assert_eq!(sniff(b"a,b\r1,2\r", true, SNIFFED).terminator, b'\r');
    }
}
