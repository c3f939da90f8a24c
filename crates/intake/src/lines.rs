//! Text line by line, however long the file: encodings and gzip as everywhere else.

use crate::error::{OpenError, ReadError};
use crate::source::{Opened, TextSource, open};
use crate::text::decode_windows_1252;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes taken from the file at a time, about.
const PIECE: usize = 64 << 10;

/// Reads a text file, or standard input, line by line in memory bounded by the longest line.
pub struct LineReader {
    source: TextSource,
    buffer: Vec<u8>,
    /// Where the next line begins in the buffer.
    at: usize,
    lines: u64,
    ended: bool,
    decoded: String,
    longest: usize,
    read: Arc<AtomicU64>,
}

impl LineReader {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// [`OpenError`] if it cannot be read or is no text.
    pub fn open(path: impl AsRef<Path>) -> Result<LineReader, OpenError> {
        let path = path.as_ref();
        let read = Arc::default();
        let Opened::Text(source) = open(path, &read)? else {
            let (what, advice) = ("a Parquet file", "give plain text with one entry a line");
            return Err(OpenError::WrongFormat { path: path.to_owned(), what, advice });
        };
        Ok(LineReader {
            source,
            buffer: Vec::new(),
            at: 0,
            lines: 0,
            ended: false,
            decoded: String::new(),
            longest: usize::MAX,
            read,
        })
    }

    /// Refuses lines of more than so many bytes, so that a file without line ends does not fill the memory.
    pub fn longest(self, bytes: usize) -> LineReader {
        LineReader { longest: bytes, ..self }
    }

    /// Bytes taken from the file so far, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// The next line without its end; `None` after the last. What follows the last line end is a line only if it is not empty.
    ///
    /// # Errors
    /// [`ReadError`] if the file is cut off, damaged or unreadable, or the line longer than [`Self::longest`].
    pub fn next_line(&mut self) -> Result<Option<&str>, ReadError> {
        let mut looked_at = self.at;
        let end = loop {
            if let Some(end) = memchr::memchr(b'\n', &self.buffer[looked_at..]) {
                break looked_at + end + 1;
            }
            if self.ended {
                break self.buffer.len();
            }
            if self.buffer.len() - self.at > self.longest {
                let (path, line) = (self.source.path.clone(), self.lines + 1);
                return Err(ReadError::LongLine { path, line, longest: self.longest });
            }
            looked_at = self.buffer.len() - self.at;
            self.buffer.drain(..self.at);
            self.at = 0;
            let read = self.source.read_more(&mut self.buffer, PIECE);
            self.ended = !read.map_err(|error| ReadError::io(&self.source.path, self.lines, error))?;
        };
        let from = std::mem::replace(&mut self.at, end);
        if from == end {
            return Ok(None);
        }
        self.lines += 1;
        let raw = &self.buffer[from..end];
        let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        match std::str::from_utf8(raw) {
            Ok(line) => Ok(Some(line)),
            Err(_) => {
                decode_windows_1252(raw, &mut self.decoded);
                Ok(Some(&self.decoded))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn read(bytes: &[u8]) -> Result<Vec<String>, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut reader = LineReader::open(file.path()).map_err(|e| e.to_string())?;
        let mut lines = vec![];
        while let Some(line) = reader.next_line().map_err(|e| e.to_string())? {
            lines.push(line.to_owned());
        }
        Ok(lines)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn lines_of_any_encoding() {
        let check = |bytes: &[u8], expect: &[&str]| assert_eq!(read(bytes).unwrap(), expect);
        let utf16: Vec<u8> = "\u{FEFF}così\r\nè".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(b"", &[]);
        check(b"\n\n", &["", ""]);
        check(b"one\r\n\ntwo", &["one", "", "two"]);
        check(b"caff\xe8\ncaff\xc3\xa8\n", &["caffè", "caffè"]);
        check(&utf16, &["così", "è"]);
        check(&gzip(&utf16), &["così", "è"]);
        check(&gzip(b"a\nb\n"), &["a", "b"]);
    }

    #[test]
    fn lines_longer_than_a_piece() {
        let (long, short) = ("x".repeat(3 * PIECE), "y".repeat(10));
        let text = format!("{short}\n{long}\n{short}\n{long}");
        assert_eq!(read(text.as_bytes()).unwrap(), [short.as_str(), &long, &short, &long]);
    }

    #[test]
    fn a_line_that_never_ends_is_not_held() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(format!("a\n{}", "x".repeat(4 * PIECE)).as_bytes()).unwrap();
        let mut reader = LineReader::open(file.path()).unwrap().longest(PIECE);
        assert_eq!(reader.next_line().unwrap(), Some("a"));
        let message = reader.next_line().unwrap_err().to_string();
        assert!(message.contains(":2: ") && message.contains("65536"), "{message}");
        assert!(reader.bytes_read() < 3 * PIECE as u64);
    }

    #[test]
    fn what_is_no_text_or_ends_too_early() {
        let check = |bytes: &[u8], part: &str| {
            let message = read(bytes).unwrap_err();
            assert!(message.contains(part), "{message}");
        };
        check(b"PAR1....", "one entry a line");
        check(b"PK\x03\x04....", "unzip it");
        let whole = gzip(
            &(0..50_000_u32)
                .flat_map(|i| format!("{}\n", i.wrapping_mul(2_654_435_761)).into_bytes())
                .collect::<Vec<_>>(),
        );
        check(&whole[..whole.len() / 2], "cut off");
    }
}
