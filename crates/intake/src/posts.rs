//! Files of posts, one block after the other.

use crate::block::{Block, Content, Pool, Scratch};
use crate::dialect::{Record, SNIFFED, sniff};
use crate::error::{OpenError, ReadError};
use crate::guess::Sample;
use crate::json;
use crate::layout::{FileFacts, Format, Layout, check_header};
use crate::options::ReadOptions;
use crate::parquet_file::ParquetFile;
use crate::row::{Counts, Item};
use crate::sample::{self, SAMPLE_ROWS, by_column, first_line, objects_follow};
use crate::source::{Encoding, Opened, TextSource, open};
use crate::split::{Chunk, Splitter};
use parquet::errors::ParquetError;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes looked at to tell delimiter and quoting.
const HEAD: usize = 256 << 10;
/// Bytes after which a sample is large enough, however few its rows.
const SAMPLE_BYTES: usize = 8 << 20;

/// Reads posts from files, in order, block by block.
///
/// [`PostReader::next_block`] does only what must be done in order and is cheap; [`Block::decode`] does the rest on any
/// thread. The rows do not depend on the size of the blocks nor on who decodes them.
pub struct PostReader {
    options: ReadOptions,
    layouts: Vec<Arc<Layout>>,
    without_rows: Vec<PathBuf>,
    waiting: VecDeque<Waiting>,
    current: Option<(Arc<Layout>, Stream)>,
    pool: Arc<Pool>,
    next_index: u64,
    bytes_read: Arc<AtomicU64>,
    bytes_total: Option<u64>,
}

/// A file that is not being read yet. Only the first stays open, so that thousands can be named.
enum Waiting {
    Open(Stream),
    Closed,
}

enum Stream {
    Text(Box<TextStream>),
    Parquet(Box<ParquetFile>),
}

/// A text file behind its header.
struct TextStream {
    splitter: Splitter,
    /// Chunks already taken for the sample.
    sampled: VecDeque<Chunk>,
    failed: Option<std::io::Error>,
    format: Format,
    names: Vec<String>,
}

impl PostReader {
    /// Opens the files, finds out what each is, and chooses its columns. `-` is standard input. Of several files some may be
    /// empty: [`PostReader::without_rows`] names them.
    ///
    /// # Errors
    /// [`OpenError`] if a file cannot be read, has no header, or lacks a column that is named or needed, and if none of the
    /// files has a row.
    pub fn open<P: AsRef<Path>>(paths: &[P], options: &ReadOptions) -> Result<PostReader, OpenError> {
        if paths.is_empty() {
            return Err(OpenError::NoFiles);
        }
        let bytes_read = Arc::new(AtomicU64::new(0));
        let mut layouts: Vec<Arc<Layout>> = Vec::new();
        let mut waiting = VecDeque::new();
        let (mut without_rows, mut nothing) = (Vec::new(), None);
        for (file, path) in (0u32..).zip(paths) {
            let before = bytes_read.load(Ordering::Relaxed);
            let opened = Stream::open(path.as_ref(), options, &bytes_read)
                .and_then(|mut stream| stream.sample(path.as_ref()).map(|sample| (stream, sample)));
            let (stream, sample) = match opened {
                Ok(opened) => opened,
                Err(error @ (OpenError::NoRows { .. } | OpenError::Empty { .. })) => {
                    without_rows.push(path.as_ref().to_owned());
                    nothing.get_or_insert(error);
                    continue;
                }
                Err(error) => return Err(error),
            };
            let facts = stream.facts(file, path.as_ref());
            let layout = Layout::resolve(facts, &sample, options, layouts.first().map(Arc::as_ref))?;
            let keep = layouts.is_empty() || !stream.reopens();
            if !keep {
                // What is read again must not count twice.
                bytes_read.store(before, Ordering::Relaxed);
            }
            waiting.push_back(if keep { Waiting::Open(stream) } else { Waiting::Closed });
            layouts.push(Arc::new(layout));
        }
        if let (Some(error), true) = (nothing, layouts.is_empty()) {
            return Err(error);
        }
        let size = |path: &P| std::fs::metadata(path).ok().filter(|m| m.is_file()).map(|m| m.len());
        let bytes_total = paths.iter().map(size).sum();
        let (options, pool) = (options.clone(), Arc::default());
        Ok(PostReader {
            options,
            layouts,
            without_rows,
            waiting,
            current: None,
            pool,
            next_index: 0,
            bytes_read,
            bytes_total,
        })
    }

    /// Files in which there is no row; they have no layout either.
    pub fn without_rows(&self) -> &[PathBuf] {
        &self.without_rows
    }

    /// How each file is read, in the order in which they were given.
    pub fn layouts(&self) -> impl ExactSizeIterator<Item = &Layout> {
        self.layouts.iter().map(Arc::as_ref)
    }

    /// Bytes taken from disk so far, compressed ones where files are compressed, not counting Parquet.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// Bytes of all files on disk, if they are all ordinary files.
    pub fn bytes_total(&self) -> Option<u64> {
        self.bytes_total
    }

    /// The next records, undecoded; `None` after the last of all files.
    ///
    /// # Errors
    /// [`ReadError`] if a file is cut off, damaged or unreadable. Everything before that place has been handed out
    /// then, and the next call goes on with the next file.
    pub fn next_block(&mut self) -> Result<Option<Block>, ReadError> {
        loop {
            if self.current.is_none() {
                let Some(next) = self.waiting.pop_front() else { return Ok(None) };
                let file = self.layouts.len() - self.waiting.len() - 1;
                let layout = Arc::clone(&self.layouts[file]);
                let mut stream = match next {
                    Waiting::Open(stream) => stream,
                    Waiting::Closed => Stream::open(&layout.path, &self.options, &self.bytes_read)?,
                };
                if let Stream::Parquet(parquet) = &mut stream {
                    parquet.select(layout.wanted.iter().map(|(column, _)| *column).collect());
                }
                self.current = Some((layout, stream));
            }
            let Some((layout, stream)) = &mut self.current else { return Ok(None) };
            match stream.next(&self.pool, &layout.path) {
                Ok(Some(content)) => {
                    let index = self.next_index;
                    self.next_index += 1;
                    let (layout, pool) = (Arc::clone(layout), Arc::clone(&self.pool));
                    return Ok(Some(Block { index, layout, content, pool }));
                }
                Ok(None) => self.current = None,
                Err(error) => {
                    self.current = None;
                    return Err(error);
                }
            }
        }
    }

    /// Reads and decodes everything on this thread.
    ///
    /// # Errors
    /// As [`PostReader::next_block`].
    pub fn for_each(&mut self, mut each: impl FnMut(Item<'_>)) -> Result<Counts, ReadError> {
        let (mut counts, mut scratch) = (Counts::default(), Scratch::default());
        while let Some(block) = self.next_block()? {
            counts += block.decode(&mut scratch, &mut each);
        }
        Ok(counts)
    }
}

impl Stream {
    fn open(path: &Path, options: &ReadOptions, read: &Arc<AtomicU64>) -> Result<Stream, OpenError> {
        match open(path, read)? {
            Opened::Text(source) => {
                TextStream::open(source, options.block_size, options.record_limit).map(|s| Stream::Text(Box::new(s)))
            }
            Opened::Parquet(file) => {
                let opened = ParquetFile::open(file, options.block_size.max(1), options.record_limit);
                let damaged = |e: ParquetError| OpenError::Damaged { path: path.to_owned(), detail: e.to_string() };
                opened.map(|file| Stream::Parquet(Box::new(file))).map_err(damaged)
            }
        }
    }

    fn reopens(&self) -> bool {
        match self {
            Stream::Text(text) => text.splitter.source().reopens,
            Stream::Parquet(_) => true,
        }
    }

    fn facts(&self, file: u32, path: &Path) -> FileFacts {
        let path = path.to_owned();
        match self {
            Stream::Text(text) => {
                let source = text.splitter.source();
                FileFacts { file, path, format: text.format, gzip: source.gzip, encoding: source.encoding }
            }
            Stream::Parquet(_) => {
                FileFacts { file, path, format: Format::Parquet, gzip: false, encoding: Encoding::Utf8 }
            }
        }
    }

    fn sample(&mut self, path: &Path) -> Result<Sample, OpenError> {
        match self {
            Stream::Text(text) => text.sample(),
            Stream::Parquet(file) => sample::of_parquet(file, path),
        }
    }

    fn next(&mut self, pool: &Pool, path: &Path) -> Result<Option<Content>, ReadError> {
        match self {
            Stream::Text(text) => {
                let next = match text.sampled.pop_front() {
                    Some(chunk) => Ok(Some(chunk)),
                    None => match text.failed.take() {
                        Some(error) => Err(error),
                        None => text.splitter.next(pool.take()),
                    },
                };
                let records = text.splitter.records;
                next.map(|chunk| chunk.map(Content::Text)).map_err(|error| ReadError::io(path, records, error))
            }
            Stream::Parquet(file) => {
                let records = file.rows;
                file.next().map(|batch| batch.map(Content::Columns)).map_err(|error| {
                    let (path, detail) = (PathBuf::from(path), error.to_string());
                    match error {
                        ParquetError::EOF(_) => ReadError::Truncated { path, records, detail },
                        _ => ReadError::Damaged { path, records, detail },
                    }
                })
            }
        }
    }
}

impl TextStream {
    /// Tells the format and takes the header.
    fn open(source: TextSource, chunk_size: usize, limit: usize) -> Result<TextStream, OpenError> {
        let path = source.path.clone();
        let mut splitter = Splitter::new(source, chunk_size, limit);
        let (head, complete) = splitter.head(HEAD);
        let start = head.iter().position(|b| !b.is_ascii_whitespace());
        let Some(start) = start else {
            return Err(match splitter.take_failure() {
                Some(error) => OpenError::Damaged { path, detail: error.to_string() },
                None => OpenError::Empty { path },
            });
        };
        let wrong = |what, advice| Err(OpenError::WrongFormat { path: path.clone(), what, advice });
        let rest = &head[start..];
        if rest.starts_with(b"<") {
            return wrong("HTML or XML", "export the table as CSV");
        }
        if rest.starts_with(b"[") && matches!(rest[1..].trim_ascii_start().first(), Some(b'{' | b'[' | b']')) {
            return wrong("one JSON array", "write one object a line, for example with: jq -c '.[]' FILE");
        }
        if rest.starts_with(b"{") || objects_follow(rest) {
            let failed = None;
            let (names, sampled) = (Vec::new(), VecDeque::new());
            return Ok(TextStream { splitter, sampled, failed, format: Format::JsonLines, names });
        }
        let mut dialect = sniff(&head[..head.len().min(HEAD)], complete && head.len() <= HEAD, SNIFFED);
        // Blank lines before the header are not it; neither is the line in which spreadsheets say their delimiter.
        let mut skip = memchr::memrchr(dialect.terminator, &head[..start]).map_or(0, |at| at + 1);
        if let [b's', b'e', b'p', b'=', delimiter, b'\r' | b'\n', ..] = rest {
            skip = start + memchr::memchr(dialect.terminator, rest).map_or(rest.len(), |at| at + 1);
            dialect = sniff(&head[skip..head.len().min(skip + HEAD)], complete, SNIFFED);
            dialect.delimiter = *delimiter;
        }
        let Record { end, cells: names, .. } = dialect.record(&head[skip..]);
        if skip + end >= head.len() && !complete {
            return Err(OpenError::HeaderTooLong { path, limit });
        }
        if names.iter().any(|name| name.contains('\0')) {
            return wrong("binary, or UTF-16 without a byte order mark", "save it as CSV in UTF-8");
        }
        check_header(&path, &names)?;
        splitter.dialect = dialect;
        splitter.discard(skip + end);
        let format = Format::Delimited(dialect);
        Ok(TextStream { splitter, sampled: VecDeque::new(), failed: None, format, names })
    }

    fn sample(&mut self) -> Result<Sample, OpenError> {
        let (mut rows, mut bytes) = (Vec::new(), 0);
        while rows.len() < SAMPLE_ROWS && bytes < SAMPLE_BYTES {
            match self.splitter.next(Vec::new()) {
                Ok(Some(chunk)) => {
                    bytes += chunk.bytes.len();
                    if chunk.skipped.is_none() {
                        self.sample_chunk(&chunk, &mut rows);
                    }
                    self.sampled.push_back(chunk);
                }
                Ok(None) => break,
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
        }
        if self.sampled.is_empty() && self.failed.is_none() {
            return Err(OpenError::NoRows { path: self.splitter.source().path.clone() });
        }
        if rows.is_empty() && self.format == Format::JsonLines && self.failed.is_none() {
            let (line, excerpt) = first_line(&self.sampled);
            return Err(OpenError::NotJsonLines { path: self.splitter.source().path.clone(), line, excerpt });
        }
        Ok(by_column(&self.names, rows))
    }

    /// Rows of a chunk as pairs of column name and value; those of the wrong width are left out.
    fn sample_chunk(&self, chunk: &Chunk, rows: &mut Vec<Vec<(String, String)>>) {
        let bytes = chunk.bytes.as_slice();
        match self.format {
            Format::Delimited(dialect) => {
                let mut at = 0;
                while at < bytes.len() && rows.len() < SAMPLE_ROWS {
                    let record = dialect.record(&bytes[at..]);
                    at += record.end;
                    if record.cells.len() == self.names.len() && !record.blank {
                        rows.push(self.names.iter().cloned().zip(record.cells).collect());
                    }
                }
            }
            _ => {
                let lines = bytes.split(|b| *b == b'\n').filter_map(json::flat);
                rows.extend(lines.take(SAMPLE_ROWS.saturating_sub(rows.len())));
            }
        }
    }
}
