//! Ideas from a table: any CSV with heads, Fider's among them.

use super::{Column, Import, Imported, Mapping, NotAMapping, ReadTime, Why, optional};
use crate::text::{Field, NotAText, Text};

/// Reads rows by a mapping. A status that is `deleted` (Fider's) rejects its row.
///
/// # Errors
/// [`NotAMapping`]. What is wrong with a row is a reject.
pub fn table(heads: usize, rows: &[Vec<String>], mapping: &Mapping, time: ReadTime<'_>) -> Result<Import, NotAMapping> {
    mapping.check(heads)?;
    let mut import = Import::default();
    for (index, fields) in rows.iter().enumerate() {
        let row = index + 1;
        let read = if fields.len() == heads { one(row, fields, mapping, time) } else { Err(Why::Fields) };
        import.take(row, read);
    }
    import.settle();
    Ok(import)
}

fn one(row: usize, fields: &[String], mapping: &Mapping, time: ReadTime<'_>) -> Result<Imported, Why> {
    let of =
        |column: Column| mapping.0.get(&column).and_then(|at| fields.get(*at)).map(|f| f.trim()).unwrap_or_default();
    let said = |column: Column| Some(of(column)).filter(|field| !field.is_empty()).map(str::to_owned);
    let moment = |column: Column| match of(column) {
        "" => Ok(None),
        written => time(written).map(Some).ok_or(Why::Time),
    };
    if of(Column::Status).eq_ignore_ascii_case("deleted") {
        return Err(Why::Deleted);
    }
    let votes = match of(Column::Votes) {
        "" => None,
        written => Some(written.parse::<u64>().map_err(|_| Why::Votes)?),
    };
    let tags = of(Column::Tags).split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
    Ok(Imported {
        row,
        number: said(Column::Number),
        title: title(of(Column::Title))?,
        body: optional(of(Column::Body), Field::Body, Why::BodyTooLong)?,
        at: moment(Column::At)?,
        author: said(Column::Author),
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
