//! What can be wrong with a file as a whole. What is wrong with a single record is a [`Reject`](crate::Reject).

use std::path::{Path, PathBuf};

/// A file that cannot be read at all, or whose columns cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The operating system refused.
    #[error("cannot open {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said; whoever prints an error prints its sources too.
        source: std::io::Error,
    },
    /// A folder instead of a file.
    #[error("{path} is a folder: name the files in it, for example {path}/*.csv")]
    Directory {
        /// The folder.
        path: PathBuf,
    },
    /// Nothing in it.
    #[error("{path} is empty: there is not even a header row")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A header, and no record after it.
    #[error("{path} has a header and no rows")]
    NoRows {
        /// The file.
        path: PathBuf,
    },
    /// No file was named.
    #[error("no files to read")]
    NoFiles,
    /// Something other than text, gzip or Parquet.
    #[error("{path} is {what}: {advice}")]
    WrongFormat {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        what: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// Cut off or damaged before the first rows.
    #[error("{path} cannot be read, not even its first row: {detail}. Is the file complete?")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the decoder said.
        detail: String,
    },
    /// Lines that begin like objects of JSON, and not one that is a whole one.
    #[error(
        "{path}: line {line} begins like a JSON object and is none: `{excerpt}`; nor is any after it. Write one whole object a line, for example with: jq -c . FILE"
    )]
    NotJsonLines {
        /// The file.
        path: PathBuf,
        /// The first such line, from 1.
        line: u64,
        /// How it begins.
        excerpt: String,
    },
    /// The first row holds values, not names.
    #[error(
        "{path} has no header: its first row holds `{cell}` in column {column}. Add a first line that names the columns"
    )]
    NoHeader {
        /// The file.
        path: PathBuf,
        /// The cell that is no name.
        cell: String,
        /// Its column, from 1.
        column: usize,
    },
    /// The first record does not end within the record limit.
    #[error("{path}: the first record does not end within {limit} bytes, so it is no header")]
    HeaderTooLong {
        /// The file.
        path: PathBuf,
        /// The record limit in bytes.
        limit: usize,
    },
    /// A column was named that is not there.
    #[error("{path} has no column `{name}`{hint}. Its columns: {columns}", hint = did_you_mean(nearest))]
    NoSuchColumn {
        /// The file.
        path: PathBuf,
        /// What was asked for.
        name: String,
        /// The most similar names there are.
        nearest: Vec<String>,
        /// All the names there are.
        columns: String,
    },
    /// A column that is needed is there more than once.
    #[error("{path} has more than one column `{name}`, and they cannot be told apart: rename one of them")]
    DuplicateColumn {
        /// The file.
        path: PathBuf,
        /// The name that several have.
        name: String,
    },
    /// A column that is needed could not be guessed.
    #[error("cannot tell which column of {path} is the {role}: say --{role} NAME. Its columns: {columns}")]
    NoColumnFor {
        /// The file.
        path: PathBuf,
        /// The role, named as on the command line.
        role: &'static str,
        /// All the names there are.
        columns: String,
    },
    /// The column of times holds none.
    #[error(
        "{path}: column `{column}` does not hold times that can be read, for example `{example}`. Say --time NAME if it is another column"
    )]
    UnreadableTimes {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// A value that is no time.
        example: String,
    },
    /// Day first or month first?
    #[error(
        "{path}: `{example}` in column `{column}` could be day first or month first, and no row decides it: say --date-order dmy or --date-order mdy"
    )]
    AmbiguousDates {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// A value that can be read both ways.
        example: String,
    },
    /// Day first and month first.
    #[error(
        "{path}: column `{column}` has `{day_first}` and `{month_first}`, so day and month change places: say --date-order dmy or mdy, and rows of the other kind are rejected or misread"
    )]
    MixedDates {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// A value with the day first.
        day_first: String,
        /// A value with the month first.
        month_first: String,
    },
    /// More further columns than a row carries.
    #[error("{count} further columns were asked for, and a row carries at most {limit}")]
    TooManyExtra {
        /// How many were named.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
}

impl OpenError {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> OpenError {
        OpenError::Io { path: path.to_owned(), source }
    }
}

/// A file that was fine at its start and is not later on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("reading {path} failed after {records} records")]
    Io {
        /// The file.
        path: PathBuf,
        /// Whole records read before, good and bad ones, without the header.
        records: u64,
        /// What it said; whoever prints an error prints its sources too.
        source: std::io::Error,
    },
    /// The file ends too early.
    #[error(
        "{path} is cut off: {records} records could be read before its end went missing ({detail}). Get the whole file again"
    )]
    Truncated {
        /// The file.
        path: PathBuf,
        /// Whole records read before, good and bad ones, without the header.
        records: u64,
        /// What the decoder said.
        detail: String,
    },
    /// The compressed or encoded content is not what its format allows.
    #[error("{path} is damaged: {records} records could be read before the damage ({detail}). Get the file again")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Whole records read before, good and bad ones, without the header.
        records: u64,
        /// What the decoder said.
        detail: String,
    },
    /// A line without an end.
    #[error("{path}:{line}: this line is longer than {longest} bytes. Is it a table with one row a line?")]
    LongLine {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The most bytes that a line may have.
        longest: usize,
    },
    /// A file that could be opened before cannot be opened again.
    #[error(transparent)]
    Reopen(#[from] OpenError),
}

impl ReadError {
    pub(crate) fn io(path: &Path, records: u64, source: std::io::Error) -> ReadError {
        use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        let (path, detail) = (path.to_owned(), source.to_string());
        match source.kind() {
            UnexpectedEof => ReadError::Truncated { path, records, detail },
            InvalidData | InvalidInput => ReadError::Damaged { path, records, detail },
            _ => ReadError::Io { path, records, source },
        }
    }
}

/// `: did you mean a or b?`, or nothing.
pub(crate) fn did_you_mean(nearest: &[String]) -> String {
    match nearest {
        [] => String::new(),
        [one] => format!(": did you mean `{one}`?"),
        [one, two, ..] => format!(": did you mean `{one}` or `{two}`?"),
    }
}

/// The names most like `name`, best first, at most two: for messages about a name that does not exist.
///
/// Case does not matter. A name that contains the other counts as near, otherwise the edit distance must be small beside
/// the length (Damerau–Levenshtein similarity of at least .5).
pub fn nearest_names<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = name.trim().to_lowercase();
    let mut scored: Vec<(f64, &str)> = names
        .into_iter()
        .map(|candidate| {
            let other = candidate.to_lowercase();
            let contained =
                !wanted.is_empty() && !other.is_empty() && (other.contains(&wanted) || wanted.contains(&other));
            let similarity = strsim::normalized_damerau_levenshtein(&wanted, &other);
            (if contained { similarity.max(0.6) } else { similarity }, candidate)
        })
        .filter(|(score, _)| *score >= 0.5)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.into_iter().take(2).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest() {
        let names = ["text", "created_at", "airline", "US Airways"];
        let check = |name: &str, expect: &[&str]| assert_eq!(nearest_names(name, names), expect, "{name}");
        check("txt", &["text"]);
        check("Created-At", &["created_at"]);
        check("airlines", &["airline"]);
        check("us airway", &["US Airways"]);
        check("zzz", &[]);
        check("", &[]);
    }
}
