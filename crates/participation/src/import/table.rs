//! Ideas from a table: any CSV with heads, Fider's among them.

use std::collections::BTreeSet;

use super::{Column, Import, Imported, Mapping, NotAMapping, ReadTime, Reject, Why, optional};
use crate::text::{Field, NotAText, Text};

/// Reads the rows of a table one at a time, so that a long one need not be held. What rows say to be the same as others is left as it
/// stands there, for [`super::leads`] to be asked once all are read.
#[derive(Debug, Clone)]
pub struct Reading {
    heads: usize,
    mapping: Mapping,
    /// Numbers that were seen.
    numbers: BTreeSet<String>,
}

impl Reading {
    /// Begins to read a table with so many heads.
    ///
    /// # Errors
    /// [`NotAMapping`].
    pub fn new(heads: usize, mapping: Mapping) -> Result<Self, NotAMapping> {
        mapping.check(heads)?;
        Ok(Self { heads, mapping, numbers: BTreeSet::new() })
    }

    /// Reads one row; `row` is kept with what it says. A status that is `deleted` (Fider's) is no idea.
    ///
    /// # Errors
    /// Why it is no idea.
    pub fn read(&mut self, row: usize, fields: &[String], time: ReadTime<'_>) -> Result<Imported, Why> {
        if fields.len() != self.heads {
            return Err(Why::Fields);
        }
        let idea = one(row, fields, &self.mapping, time)?;
        match &idea.number {
            Some(number) if !self.numbers.insert(number.clone()) => Err(Why::SameNumber),
            _ => Ok(idea),
        }
    }
}

/// Reads rows by a mapping.
///
/// # Errors
/// [`NotAMapping`]. What is wrong with a row is a reject.
pub fn table(heads: usize, rows: &[Vec<String>], mapping: &Mapping, time: ReadTime<'_>) -> Result<Import, NotAMapping> {
    let mut reading = Reading::new(heads, mapping.clone())?;
    let mut import = Import::default();
    for (row, fields) in (1..).zip(rows) {
        match reading.read(row, fields, time) {
            Ok(idea) => import.ideas.push(idea),
            Err(why) => import.rejects.push(Reject { row, why }),
        }
    }
    import.settle();
    Ok(import)
}

/// A cell without the apostrophe that keeps a spreadsheet from running it as a formula: exports put it there, this product's own too.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(cell)
}

fn one(row: usize, fields: &[String], mapping: &Mapping, time: ReadTime<'_>) -> Result<Imported, Why> {
    let of = |column: Column| {
        mapping.0.get(&column).and_then(|at| fields.get(*at)).map(|f| unguarded(f.trim())).unwrap_or_default()
    };
    let said = |column: Column| Some(of(column)).filter(|field| !field.is_empty()).map(str::to_owned);
    let moment = |column: Column| match of(column) {
        "" => Ok(None),
        written => time(written).map(Some).ok_or(Why::Time),
    };
    if of(Column::Status).eq_ignore_ascii_case("deleted") {
        return Err(Why::Deleted);
    }
    if !matches!(of(Column::Showing), "" | "shown") {
        return Err(Why::Hidden);
    }
    let votes = match of(Column::Votes) {
        "" => None,
        // A number beyond what books hold is none.
        written => Some(written.parse::<u32>().map(u64::from).map_err(|_| Why::Votes)?),
    };
    let tags = of(Column::Tags).split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Ok(Imported {
        row,
        number: said(Column::Number),
        title: title(of(Column::Title))?,
        body: optional(of(Column::Body), Field::Body, Why::BodyTooLong)?,
        at: moment(Column::At)?,
        author: said(Column::Author),
        customer: said(Column::Customer),
        votes,
        status: said(Column::Status),
        answer: optional(of(Column::Answer), Field::Answer, Why::AnswerTooLong)?,
        answered_at: moment(Column::AnsweredAt)?,
        merged_into: said(Column::MergedInto),
        tags,
        voters: Vec::new(),
        comments: Vec::new(),
    })
}

pub(super) fn title(written: &str) -> Result<Text, Why> {
    Text::new(written, Field::Title).map_err(|wrong| match wrong {
        NotAText::Nothing => Why::NoTitle,
        NotAText::TooLong { .. } => Why::TitleTooLong,
    })
}
