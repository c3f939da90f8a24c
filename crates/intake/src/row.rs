//! One post, as far as its file tells.

use crate::layout::Layout;
use crate::options::Role;
use crate::reject::{Reject, RejectReason};

/// Most columns that can be handed on beside the roles.
pub const MAX_EXTRA: usize = 4;

/// One value for each role, then the further columns.
pub(crate) const SLOTS: usize = Role::ALL.len() + MAX_EXTRA;

/// What a row holds, by slot.
pub(crate) type Values<'a> = [Option<&'a str>; SLOTS];

/// A post. Empty and absent values are `None`; all but the text are without spaces around them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    /// Which of the files, counted from 0 in the order in which they were given.
    pub file: u32,
    /// The line on which the record starts, from 1; in Parquet the row, from 1.
    pub line: u64,
    /// Microseconds since 1970-01-01 UTC. Always there if the options need a time or name its column.
    pub time: Option<i64>,
    /// What was written, with its spaces and line breaks. Always there if the options need a text.
    pub text: Option<&'a str>,
    /// The unit. Always there if the file has a unit column.
    pub unit: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// What identifies it.
    pub id: Option<&'a str>,
    /// The score as written. Always there if its column is named.
    pub score: Option<&'a str>,
    /// The language as written.
    pub lang: Option<&'a str>,
    /// The further columns, in the order in which they were named.
    pub extra: [Option<&'a str>; MAX_EXTRA],
}

/// A record: a post, or what stands in its place.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'a> {
    /// A post.
    Row(Row<'a>),
    /// A record that could not be used.
    Reject(Reject),
}

/// How many records of a block became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Posts.
    pub rows: u64,
    /// Records that could not be used.
    pub rejects: u64,
    /// Posts and rejects that were not UTF-8 and were taken for Windows-1252.
    pub decoded_as_windows_1252: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.rows += other.rows;
        self.rejects += other.rejects;
        self.decoded_as_windows_1252 += other.decoded_as_windows_1252;
    }
}

/// The time of a row: to be read from its text, or known from the file's own type.
#[derive(Clone, Copy)]
pub(crate) enum TimeValue {
    Text,
    /// Microseconds since 1970 UTC.
    Utc(Option<i64>),
    /// Microseconds since 1970 on the clock of the zone in the options.
    Local(Option<i64>),
}

#[inline]
fn filled(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|value| !value.is_empty())
}

impl Layout {
    /// Makes a row of its values, or says why they are none.
    #[inline]
    pub(crate) fn row<'a>(&self, line: u64, values: &Values<'a>, time: TimeValue) -> Result<Row<'a>, RejectReason> {
        let value = |role: Role| filled(values[role.slot()]);
        let text = values[Role::Text.slot()].filter(|text| !text.trim_start().is_empty());
        if text.is_none() && self.needs_text {
            return Err(RejectReason::MissingText);
        }
        let time = match (&self.times, time) {
            (None, _) => None,
            (Some(times), TimeValue::Text) => {
                let written = value(Role::Time).ok_or(RejectReason::MissingTime)?;
                Some(times.read(written).ok_or(RejectReason::UnreadableTime)?)
            }
            (Some(_), TimeValue::Utc(micros)) => Some(micros.ok_or(RejectReason::MissingTime)?),
            (Some(times), TimeValue::Local(micros)) => {
                Some(times.local(micros.ok_or(RejectReason::MissingTime)?).ok_or(RejectReason::UnreadableTime)?)
            }
        };
        let (unit, score) = (value(Role::Unit), value(Role::Score));
        if unit.is_none() && self.choice(Role::Unit).is_some() {
            return Err(RejectReason::MissingUnit);
        }
        if score.is_none() && self.choice(Role::Score).is_some() {
            return Err(RejectReason::MissingScore);
        }
        let mut extra = [None; MAX_EXTRA];
        for (to, from) in extra.iter_mut().zip(&values[Role::ALL.len()..]) {
            *to = filled(*from);
        }
        // An id that a spreadsheet has rounded (`5.40E+17`) identifies nothing; taken at its word it would make
        // thousands of posts look like copies of one.
        let id = value(Role::Id).filter(|id| !rounded(id));
        let (author, lang) = (value(Role::Author), value(Role::Lang));
        Ok(Row { file: self.file, line, time, text, unit, author, id, score, lang, extra })
    }
}

/// Whether a number is in scientific notation, as `5.40E+17`.
#[inline]
pub(crate) fn rounded(id: &str) -> bool {
    let Some((digits, exponent)) = id.split_once("E+").or_else(|| id.split_once("e+")) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    number(digits) && number(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_ids() {
        let check = |id, expect| assert_eq!(rounded(id), expect, "{id}");
        check("5.40E+17", true);
        check("5e+17", true);
        check("540", false);
        check("abcE+de", false);
        check("E+", false);
    }
}
