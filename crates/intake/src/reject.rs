//! Records that could not become rows. None is dropped in silence: each is handed on, in order, with its reason.

/// Why a record could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectReason {
    /// The time is in none of the forms known.
    UnreadableTime,
    /// The time is empty or absent.
    MissingTime,
    /// The text is empty, absent or only spaces.
    MissingText,
    /// There is a unit column, and it is empty here.
    MissingUnit,
    /// A score column was named, and it is empty here.
    MissingScore,
    /// The score is none that the caller understands. Not given by the readers, which leave scores as text.
    UnreadableScore,
    /// More or fewer fields than the header has.
    WrongNumberOfFields,
    /// A quote opens and does not close within the record limit; reading goes on with the next line.
    UnclosedQuote,
    /// A line that is no JSON object.
    NotJson,
    /// A NUL byte, which text does not hold: a sign of a damaged or binary file.
    Nul,
    /// Longer than [`ReadOptions::record_limit`](crate::ReadOptions::record_limit).
    RecordTooLong,
}

impl RejectReason {
    /// The stable name used in reports, JSON and reject files.
    pub fn name(self) -> &'static str {
        match self {
            RejectReason::UnreadableTime => "unreadable_time",
            RejectReason::MissingTime => "missing_time",
            RejectReason::MissingText => "missing_text",
            RejectReason::MissingUnit => "missing_unit",
            RejectReason::MissingScore => "missing_score",
            RejectReason::UnreadableScore => "unreadable_score",
            RejectReason::WrongNumberOfFields => "wrong_number_of_fields",
            RejectReason::UnclosedQuote => "unclosed_quote",
            RejectReason::NotJson => "not_json",
            RejectReason::Nul => "nul",
            RejectReason::RecordTooLong => "record_too_long",
        }
    }
}

impl std::fmt::Display for RejectReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A record that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// Which of the files, counted from 0 in the order in which they were given.
    pub file: u32,
    /// The line on which the record starts, from 1; in Parquet the row, from 1.
    pub line: u64,
    /// Why.
    pub reason: RejectReason,
    /// The beginning of the record, at most 160 characters.
    pub excerpt: String,
}
