//! Files for a test, and what is read from them.

use comity_intake::{Counts, Item, OpenError, PostReader, ReadError, ReadOptions, Reject, Scratch};
use std::io::Write;
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// A row that outlives its block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Post {
    pub line: u64,
    pub time: Option<i64>,
    pub text: String,
    pub unit: String,
    pub author: String,
    pub id: String,
    pub score: String,
    pub lang: String,
}

/// Everything that a reader gives.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    pub posts: Vec<Post>,
    pub rejects: Vec<Reject>,
    pub counts: Counts,
    pub error: Option<String>,
}

impl Outcome {
    pub fn texts(&self) -> Vec<&str> {
        self.posts.iter().map(|post| post.text.as_str()).collect()
    }

    /// Line and reason of each reject.
    pub fn reasons(&self) -> Vec<(u64, &str)> {
        self.rejects.iter().map(|reject| (reject.line, reject.reason.name())).collect()
    }
}

pub fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn try_read(bytes: &[u8], options: &ReadOptions) -> Result<Outcome, OpenError> {
    let file = file(bytes);
    Ok(drain(&mut PostReader::open(&[file.path()], options)?))
}

pub fn read(text: &str) -> Outcome {
    try_read(text.as_bytes(), &ReadOptions::default()).unwrap()
}

pub fn drain(reader: &mut PostReader) -> Outcome {
    let (mut outcome, mut scratch) = (Outcome::default(), Scratch::default());
    loop {
        match reader.next_block() {
            Ok(None) => return outcome,
            Ok(Some(block)) => {
                let counts = block.decode(&mut scratch, |item| match item {
                    Item::Reject(reject) => outcome.rejects.push(reject),
                    Item::Row(row) => {
                        let own = |value: Option<&str>| value.unwrap_or_default().to_owned();
                        outcome.posts.push(Post {
                            line: row.line,
                            time: row.time,
                            text: own(row.text),
                            unit: own(row.unit),
                            author: own(row.author),
                            id: own(row.id),
                            score: own(row.score),
                            lang: own(row.lang),
                        });
                    }
                });
                outcome.counts += counts;
            }
            Err(error @ ReadError::Reopen(_)) => panic!("{error}"),
            Err(error) => outcome.error = Some(error.to_string()),
        }
    }
}

/// A file of the real data, or a printed line that says that it is not there.
pub fn real(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {} is not there", file.display());
    None
}
