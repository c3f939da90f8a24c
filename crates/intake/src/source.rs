//! Opening a file and finding out from its first bytes what it is: gzip, UTF-16, Parquet or plain text.

use crate::error::OpenError;
use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How the characters of a text file are encoded, as its byte order mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or Windows-1252 where a record is not UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// An opened file.
pub(crate) enum Opened {
    Text(TextSource),
    Parquet(File),
}

/// Text as UTF-8 or something that is not Unicode at all, without byte order mark.
pub(crate) struct TextSource {
    pub path: PathBuf,
    pub gzip: bool,
    pub encoding: Encoding,
    /// Whether the same bytes can be had again by opening the file once more.
    pub reopens: bool,
    reader: Box<dyn Read + Send>,
    utf16: Option<Utf16>,
}

/// Counts the bytes that come from the disk, for a progress bar.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(out)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Reads up to `N` bytes, fewer only at the end.
fn peek<const N: usize>(reader: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(N);
    reader.take(N as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Known beginnings of files that people have and that are not text.
const OTHER_FORMATS: [(&[u8], &str, &str); 7] = [
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet", "unzip it, or save the sheet as CSV (UTF-8)"),
    (b"\xD0\xCF\x11\xE0", "an old Office document", "save the sheet as CSV (UTF-8)"),
    (b"\x28\xB5\x2F\xFD", "compressed with zstd", "decompress it first: zstd -d FILE"),
    (b"BZh", "compressed with bzip2", "decompress it first: bunzip2 FILE"),
    (b"\xFD7zXZ\x00", "compressed with xz", "decompress it first: unxz FILE"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV"),
    (b"%PDF", "a PDF document", "get the data behind it as CSV"),
];

/// Opens `path` (`-` is standard input). `read` counts the bytes taken from it.
pub(crate) fn open(path: &Path, read: &Arc<AtomicU64>) -> Result<Opened, OpenError> {
    let fail = |source| OpenError::io(path, source);
    if path.as_os_str() == "-" {
        let input = Counted { inner: std::io::stdin(), read: Arc::clone(read) };
        return text(path, input, false).map(Opened::Text);
    }
    let metadata = std::fs::metadata(path).map_err(fail)?;
    if metadata.is_dir() {
        return Err(OpenError::Directory { path: path.to_owned() });
    }
    let mut file = File::open(path).map_err(fail)?;
    if metadata.is_file() {
        let head = peek::<4>(&mut file).map_err(fail)?;
        std::io::Seek::rewind(&mut file).map_err(fail)?;
        if head == b"PAR1" {
            return Ok(Opened::Parquet(file));
        }
    }
    text(path, Counted { inner: file, read: Arc::clone(read) }, metadata.is_file()).map(Opened::Text)
}

fn text(path: &Path, mut raw: impl Read + Send + 'static, reopens: bool) -> Result<TextSource, OpenError> {
    let head = peek::<16>(&mut raw).map_err(|e| OpenError::io(path, e))?;
    let gzip = head.starts_with(b"\x1F\x8B");
    let raw = Cursor::new(head).chain(raw);
    let mut reader: Box<dyn Read + Send> =
        if gzip { Box::new(MultiGzDecoder::new(BufReader::with_capacity(128 << 10, raw))) } else { Box::new(raw) };
    let damaged = |e: std::io::Error| OpenError::Damaged { path: path.to_owned(), detail: e.to_string() };
    let head = peek::<16>(&mut reader).map_err(damaged)?;
    if gzip && head.starts_with(b"PAR1") {
        let (what, advice) = ("a gzipped Parquet file", "gunzip it first; Parquet is compressed inside already");
        return Err(OpenError::WrongFormat { path: path.to_owned(), what, advice });
    }
    if let Some((_, what, advice)) = OTHER_FORMATS.iter().find(|(magic, ..)| head.starts_with(magic)) {
        return Err(OpenError::WrongFormat { path: path.to_owned(), what, advice });
    }
    let (encoding, mark) = match head.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        _ => (Encoding::Utf8, 0),
    };
    let utf16 = match encoding {
        Encoding::Utf8 => None,
        Encoding::Utf16Le => Some(Utf16::new(UTF_16LE.new_decoder_without_bom_handling())),
        Encoding::Utf16Be => Some(Utf16::new(UTF_16BE.new_decoder_without_bom_handling())),
    };
    let reader = Box::new(Cursor::new(head[mark..].to_vec()).chain(reader));
    Ok(TextSource { path: path.to_owned(), gzip, encoding, reopens, reader, utf16 })
}

impl TextSource {
    /// Appends about `more` bytes of text to `out`; false at the end.
    pub fn read_more(&mut self, out: &mut Vec<u8>, more: usize) -> std::io::Result<bool> {
        let before = out.len();
        match &mut self.utf16 {
            None => {
                out.reserve(more);
                self.reader.by_ref().take(more as u64).read_to_end(out)?;
            }
            Some(utf16) => utf16.read_more(&mut self.reader, out, more)?,
        }
        Ok(out.len() > before)
    }
}

/// UTF-16 to UTF-8. Surrogates without their other half become U+FFFD.
struct Utf16 {
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    ended: bool,
}

impl Utf16 {
    fn new(decoder: Decoder) -> Utf16 {
        Utf16 { decoder, raw: Vec::new(), text: String::new(), ended: false }
    }

    fn read_more(&mut self, reader: &mut dyn Read, out: &mut Vec<u8>, more: usize) -> std::io::Result<()> {
        let before = out.len();
        while !self.ended && out.len() == before {
            self.raw.clear();
            self.ended = reader.take(more.max(2) as u64).read_to_end(&mut self.raw)? == 0;
            let mut rest = self.raw.as_slice();
            loop {
                self.text.clear();
                self.text.reserve(rest.len() * 3 / 2 + 16);
                let (result, taken) =
                    self.decoder.decode_to_string_without_replacement(rest, &mut self.text, self.ended);
                rest = &rest[taken..];
                out.extend_from_slice(self.text.as_bytes());
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => out.extend_from_slice("\u{FFFD}".as_bytes()),
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn all(bytes: &[u8]) -> Result<(Vec<u8>, Encoding, bool), OpenError> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        match open(file.path(), &Arc::default())? {
            Opened::Parquet(_) => panic!("taken for Parquet"),
            Opened::Text(mut source) => {
                let mut out = vec![];
                while source.read_more(&mut out, 5).unwrap() {}
                Ok((out, source.encoding, source.gzip))
            }
        }
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn encodings() {
        let check = |bytes: &[u8], expect: &str, encoding, gzip| {
            assert_eq!(all(bytes).unwrap(), (expect.as_bytes().to_vec(), encoding, gzip));
        };
        check(b"a,b", "a,b", Encoding::Utf8, false);
        check(b"", "", Encoding::Utf8, false);
        check("\u{FEFF}è".as_bytes(), "è", Encoding::Utf8, false);
        check(&utf16("\u{FEFF}perché 😀, no", u16::to_le_bytes), "perché 😀, no", Encoding::Utf16Le, false);
        check(&utf16("\u{FEFF}perché 😀, no", u16::to_be_bytes), "perché 😀, no", Encoding::Utf16Be, false);
        check(&gz(b"a,b"), "a,b", Encoding::Utf8, true);
        check(&gz("\u{FEFF}a".as_bytes()), "a", Encoding::Utf8, true);
        check(&[gz(b"a,b"), gz(b"\nc,d")].concat(), "a,b\nc,d", Encoding::Utf8, true);
        check(&gz(&utf16("\u{FEFF}a", u16::to_le_bytes)), "a", Encoding::Utf16Le, true);
        check(b"\xFF\xFEa\x00\x00\xD8b\x00", "a\u{FFFD}b", Encoding::Utf16Le, false);
        check(b"\xFF\xFEa\x00b", "a\u{FFFD}", Encoding::Utf16Le, false);
    }

    #[test]
    fn what_is_no_text() {
        let check = |bytes: &[u8], part: &str| {
            let message = all(bytes).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        };
        check(b"PK\x03\x04....", "save the sheet as CSV");
        check(b"BZh9....", "bunzip2");
        check(&gz(b"PAR1..."), "gunzip");
        check(b"\x1F\x8B\x08", "cannot be read from its start");
    }

    #[test]
    fn what_is_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let check = |path: &Path, part: &str| {
            let message = open(path, &Arc::default()).err().unwrap().to_string();
            assert!(message.contains(part), "{message}");
        };
        check(dir.path(), "is a folder");
        check(&dir.path().join("none.csv"), "cannot open");
    }
}
