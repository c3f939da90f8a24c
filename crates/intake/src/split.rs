//! Cutting a stream of text into chunks of whole records, without looking at what they mean.
//!
//! This is the part that must run in order, so it does as little as it can: it looks for quotes, and for the line end
//! after the last closed one. Chunks can then be taken apart on any thread.
//!
//! Memory is bounded by the chunk size and the record limit. A record longer than the limit is not held: if it is one
//! long line, it is skipped to its end and becomes one reject (`record_too_long`); if it is long because a quote never
//! closes, its first line becomes a reject (`unclosed_quote`) and reading goes on with the next line, so that a stray
//! quote costs a line and not the rest of the file. The same holds for a quote still open at the end of the file.

use crate::dialect::Dialect;
use crate::reject::RejectReason;
use crate::source::TextSource;
use memchr::{memchr, memchr_iter, memrchr};

const QUOTE: u8 = b'"';

/// Whole records, or the beginning of one that is skipped.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    pub bytes: Vec<u8>,
    /// The line on which the first record starts, from 1.
    pub line: u64,
    /// Set where `bytes` is the beginning of a record that is not to be read.
    pub skipped: Option<RejectReason>,
}

/// Where the buffer can be cut.
#[derive(Debug, PartialEq, Eq)]
enum Cut {
    /// After this many bytes, at the end of a record.
    At(usize),
    /// The record at the start of the buffer is too long or never ends.
    Skip,
    /// No record ends here yet.
    More,
}

/// Cuts one text file into chunks.
pub(crate) struct Splitter {
    source: TextSource,
    pub dialect: Dialect,
    buffer: Vec<u8>,
    /// Line of the first byte of the buffer, from 1.
    line: u64,
    /// Records cut so far.
    pub records: u64,
    ended: bool,
    failed: Option<std::io::Error>,
    chunk_size: usize,
    record_limit: usize,
}

impl Splitter {
    pub fn new(source: TextSource, chunk_size: usize, record_limit: usize) -> Splitter {
        Splitter {
            source,
            dialect: Dialect::lines(b'\n'),
            buffer: Vec::new(),
            line: 1,
            records: 0,
            ended: false,
            failed: None,
            chunk_size: chunk_size.max(1),
            record_limit: record_limit.max(1),
        }
    }

    pub fn source(&self) -> &TextSource {
        &self.source
    }

    /// Fills the buffer to at least `size` bytes, less only at the end. A failure is kept until what came before is used.
    fn fill(&mut self, size: usize) {
        while !self.ended && self.buffer.len() < size {
            let more = size - self.buffer.len();
            match self.source.read_more(&mut self.buffer, more) {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
            }
        }
    }

    /// The beginning of the file, to find out its format, and whether it is all of it.
    pub fn head(&mut self, size: usize) -> (&[u8], bool) {
        self.fill(size.max(self.record_limit.saturating_add(2)));
        (&self.buffer, self.ended && self.failed.is_none())
    }

    /// Drops the first bytes, which must end a line.
    pub fn discard(&mut self, bytes: usize) {
        let bytes = bytes.min(self.buffer.len());
        self.line += memchr_iter(self.dialect.terminator, &self.buffer[..bytes]).count() as u64;
        self.buffer.drain(..bytes);
    }

    /// The failure that ended the stream early, once.
    pub fn take_failure(&mut self) -> Option<std::io::Error> {
        self.failed.take()
    }

    /// The next chunk. `spare` becomes the buffer for what follows it.
    ///
    /// # Errors
    /// The failure of the source, after everything that came before it.
    pub fn next(&mut self, mut spare: Vec<u8>) -> std::io::Result<Option<Chunk>> {
        let mut size = self.chunk_size;
        loop {
            self.fill(size);
            // There may be more in the buffer, from telling the format.
            let seen = size.min(self.buffer.len());
            let whole = self.ended && self.failed.is_none() && seen == self.buffer.len();
            match self.cut(seen, whole) {
                Cut::At(end) => {
                    spare.clear();
                    spare.extend_from_slice(&self.buffer[end..]);
                    let mut bytes = std::mem::replace(&mut self.buffer, spare);
                    bytes.truncate(end);
                    let line = self.line;
                    self.line += memchr_iter(self.dialect.terminator, &bytes).count() as u64;
                    return Ok(Some(Chunk { bytes, line, skipped: None }));
                }
                Cut::Skip => return Ok(Some(self.skip())),
                Cut::More if self.ended && seen == self.buffer.len() => {
                    self.buffer.clear();
                    return self.failed.take().map_or(Ok(None), Err);
                }
                Cut::More => size = seen + self.chunk_size,
            }
        }
    }

    /// Where the first `seen` bytes of the buffer can be cut; they start at the start of a record. `whole` says that
    /// nothing comes after them.
    fn cut(&mut self, seen: usize, whole: bool) -> Cut {
        let (bytes, line_end, limit) = (&self.buffer[..seen], self.dialect.terminator, self.record_limit);
        // Start of the record that is open, and of the stretch without quotes that is looked at.
        let (mut record, mut from) = (0, 0);
        // Line ends within quotes: all so far, and those before the open record.
        let (mut quoted_lines, mut quoted_before) = (0, 0);
        let overlong = loop {
            let open = opening_quote(&self.dialect, bytes, from);
            let end = open.unwrap_or(bytes.len());
            if end - record > limit {
                // Rare: look at each line of this stretch.
                let too_long = memchr_iter(line_end, &bytes[from..end]).find(|at| {
                    let start = std::mem::replace(&mut record, from + at + 1);
                    let long = from + at - start > limit;
                    record = if long { start } else { record };
                    long
                });
                if too_long.is_some() || end - record > limit {
                    break true;
                }
            } else if let Some(at) = memrchr(line_end, &bytes[from..end]) {
                record = from + at + 1;
                quoted_before = quoted_lines;
            }
            let Some(open) = open else {
                if whole {
                    record = bytes.len();
                    quoted_before = quoted_lines;
                }
                break false;
            };
            let Some(close) = closing_quote(bytes, open, whole) else {
                break whole || bytes.len() - record > limit;
            };
            if close - record > limit {
                break true;
            }
            quoted_lines += memchr_iter(line_end, &bytes[open..close]).count() as u64;
            from = close + 1;
        };
        match (record, overlong) {
            (0, true) => Cut::Skip,
            (0, false) => Cut::More,
            (end, _) => {
                let lines = memchr_iter(line_end, &bytes[..end]).count() as u64;
                let unended = u64::from(bytes[end - 1] != line_end);
                self.records += lines.saturating_sub(quoted_before) + unended;
                Cut::At(end)
            }
        }
    }

    /// Gives up the record at the start of the buffer, and goes on after its first line.
    fn skip(&mut self) -> Chunk {
        let line_end = self.dialect.terminator;
        let line = self.line;
        let searched = self.buffer.len().min(self.record_limit.saturating_add(1));
        let first_line = memchr(line_end, &self.buffer[..searched]);
        self.records += 1;
        if first_line.is_some() || self.buffer.len() <= self.record_limit {
            let end = first_line.map_or(self.buffer.len(), |at| at + 1);
            let bytes = self.buffer[..end].to_vec();
            self.discard(end);
            return Chunk { bytes, line, skipped: Some(RejectReason::UnclosedQuote) };
        }
        let bytes = self.buffer[..searched.min(1 << 10)].to_vec();
        loop {
            if let Some(at) = memchr(line_end, &self.buffer) {
                self.discard(at + 1);
                break;
            }
            if self.ended {
                self.buffer.clear();
                break;
            }
            self.buffer.clear();
            self.fill(self.chunk_size);
        }
        Chunk { bytes, line, skipped: Some(RejectReason::RecordTooLong) }
    }
}

/// The next quote from `from` on that opens a field: the first byte after a delimiter or a line end.
#[inline]
fn opening_quote(dialect: &Dialect, bytes: &[u8], mut from: usize) -> Option<usize> {
    if !dialect.quoting {
        return None;
    }
    loop {
        let at = from + memchr(QUOTE, &bytes[from..])?;
        let before = at.checked_sub(1).map(|before| bytes[before]);
        if before.is_none_or(|before| before == dialect.delimiter || before == dialect.terminator) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The quote that closes the one at `open`. A doubled quote does not; neither does a last byte that could be doubled yet.
#[inline]
fn closing_quote(bytes: &[u8], open: usize, whole: bool) -> Option<usize> {
    let mut from = open + 1;
    loop {
        let at = from + memchr(QUOTE, &bytes[from..])?;
        match bytes.get(at + 1) {
            Some(&QUOTE) => from = at + 2,
            None if !whole => return None,
            _ => return Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Opened, open};
    use std::io::Write;
    use std::sync::Arc;

    const COMMA: Dialect = Dialect { delimiter: b',', quoting: true, terminator: b'\n' };

    fn splitter(text: &str, chunk: usize, limit: usize) -> Splitter {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let Opened::Text(source) = open(file.path(), &Arc::default()).unwrap() else { panic!("not text") };
        let mut splitter = Splitter::new(source, chunk, limit);
        splitter.dialect = COMMA;
        splitter
    }

    fn chunks(text: &str, chunk: usize, limit: usize) -> Vec<(String, u64, Option<RejectReason>)> {
        let (mut splitter, mut out) = (splitter(text, chunk, limit), vec![]);
        while let Some(chunk) = splitter.next(vec![]).unwrap() {
            out.push((String::from_utf8(chunk.bytes).unwrap(), chunk.line, chunk.skipped));
        }
        out
    }

    /// `text` in chunks of any size must be `expect`, where neighbouring chunks that are read count as one.
    fn check(text: &str, limit: usize, expect: &[(&str, u64, Option<RejectReason>)]) {
        for size in 1..text.len() + 2 {
            let mut got: Vec<(String, u64, Option<RejectReason>)> = vec![];
            for (bytes, line, skipped) in chunks(text, size, limit) {
                match got.last_mut() {
                    Some((before, _, None)) if skipped.is_none() => before.push_str(&bytes),
                    _ => got.push((bytes, line, skipped)),
                }
            }
            let got: Vec<_> = got.iter().map(|(bytes, line, skipped)| (bytes.as_str(), *line, *skipped)).collect();
            assert_eq!(got, expect, "{text:?} in chunks of {size}");
        }
    }

    #[test]
    fn chunks_end_with_records() {
        let check = |text: &str, expect: &[&str]| {
            let got: Vec<String> = chunks(text, 1, 99).into_iter().map(|(bytes, ..)| bytes).collect();
            assert_eq!(got, expect, "{text:?}");
        };
        check("a\nbc\n", &["a\n", "bc\n"]);
        check("\"a\nb\",c\nd\n", &["\"a\nb\",c\n", "d\n"]);
        check("\"a\"\"\n\",c\nd\n", &["\"a\"\"\n\",c\n", "d\n"]);
        check("5\" x\ny \"z\nw\n", &["5\" x\n", "y \"z\n", "w\n"]);
        check("\"a\" \"\nb\n", &["\"a\" \"\n", "b\n"]);
    }

    #[test]
    fn records_are_counted() {
        let check = |text: &str, size, expect| {
            let mut splitter = splitter(text, size, 99);
            while splitter.next(vec![]).unwrap().is_some() {}
            assert_eq!(splitter.records, expect, "{text:?}");
        };
        for size in [1, 5, 99] {
            check("a\nb\nc", size, 3);
            check("a\n\"b\n\n\"\nc\n", size, 3);
            check("a\n\"b\nc\n", size, 3);
        }
    }

    const UNCLOSED: Option<RejectReason> = Some(RejectReason::UnclosedQuote);
    const LONG: Option<RejectReason> = Some(RejectReason::RecordTooLong);

    #[test]
    fn overlong_records() {
        check("abc\nabcd\nx\n", 3, &[("abc\n", 1, None), ("abcd", 2, LONG), ("x\n", 3, None)]);
        check("abcdefgh", 3, &[("abcd", 1, LONG)]);
        check("abc", 3, &[("abc", 1, None)]);
        check("", 3, &[]);
    }

    #[test]
    fn a_stray_quote_costs_one_line() {
        check("x,\"a\nb\nc\n", 99, &[("x,\"a\n", 1, UNCLOSED), ("b\nc\n", 2, None)]);
        check("k\n\"a\nbbbb\nc\nd\n", 6, &[("k\n", 1, None), ("\"a\n", 2, UNCLOSED), ("bbbb\nc\nd\n", 3, None)]);
        check("\"", 99, &[("\"", 1, UNCLOSED)]);
        check("\"a\nb\"\nc\n", 3, &[("\"a\n", 1, UNCLOSED), ("b\"\nc\n", 2, None)]);
    }

    #[test]
    fn a_long_line_is_never_held() {
        let text = format!("a\n{}\nb\n", "x".repeat(3 << 20));
        let mut splitter = splitter(&text, 1000, 10_000);
        let mut kinds = vec![];
        while let Some(chunk) = splitter.next(vec![]).unwrap() {
            assert!(splitter.buffer.capacity() < 1 << 16, "{}", splitter.buffer.capacity());
            kinds.push((chunk.line, chunk.skipped));
        }
        assert_eq!(kinds, [(1, None), (2, LONG), (3, None)]);
    }
}
