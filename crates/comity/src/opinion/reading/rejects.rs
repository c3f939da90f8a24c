//! Rows that are no votes: counted by reason, and listed when asked for.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::words::shorten;

/// One row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The file.
    pub file: PathBuf,
    /// The line on which the row starts, from 1.
    pub line: u64,
    /// The stable name of the reason.
    pub reason: &'static str,
    /// The beginning of the row.
    pub excerpt: String,
}

/// All rows that could not be used.
#[derive(Debug, Clone, Default)]
pub struct Rejects {
    /// How many, by reason.
    pub counts: BTreeMap<String, u64>,
    /// Each of them when they are to be listed, else the first few.
    pub rows: Vec<Rejected>,
    list_all: bool,
}

/// Kept as examples when no list is asked for.
const EXAMPLES: usize = 3;

impl Rejects {
    /// None yet; `list_all` keeps every one.
    pub fn new(list_all: bool) -> Self {
        Self { list_all, ..Self::default() }
    }

    /// Counts one, and keeps it as far as wanted.
    pub fn add(&mut self, file: &Path, line: u64, reason: &'static str, excerpt: &str) {
        *self.counts.entry(reason.to_owned()).or_default() += 1;
        if self.list_all || self.rows.len() < EXAMPLES {
            self.rows.push(Rejected { file: file.to_owned(), line, reason, excerpt: shorten(excerpt, 160) });
        }
    }

    /// How many in all.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Writes those kept as CSV.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let mut out = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
        out.write_record(["file", "line", "reason", "excerpt"])?;
        for row in &self.rows {
            out.write_record([&row.file.display().to_string(), &row.line.to_string(), row.reason, &row.excerpt])?;
        }
        out.flush().with_context(|| format!("cannot write {}", path.display()))
    }
}
