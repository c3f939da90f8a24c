//! Batches of columns, as Parquet gives them, to rows.

use crate::block::{Cell, Scratch, values};
use crate::layout::Layout;
use crate::options::Role;
use crate::reject::{Reject, RejectReason};
use crate::row::{Counts, Item, SLOTS, TimeValue};
use crate::text::decode_windows_1252;
use parquet::data_type::ByteArray;
use std::fmt::Write;

/// The values of a column that are not null.
#[derive(Debug)]
pub(crate) enum Vector {
    Text(Vec<ByteArray>),
    Int(Vec<i64>),
    /// Not negative, beyond what an `i64` may hold.
    Unsigned(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<bool>),
    /// Microseconds since 1970 UTC.
    Utc(Vec<Option<i64>>),
    /// Microseconds since 1970 on a clock whose zone the file does not say.
    Local(Vec<Option<i64>>),
}

/// One column of a batch.
#[derive(Debug)]
pub(crate) struct Column {
    /// Which of the file's columns.
    pub column: usize,
    pub vector: Vector,
    /// For each row whether it has a value; `None` if all do.
    pub present: Option<Vec<bool>>,
}

/// Some rows of the columns that are wanted.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// Number of the first row, from 1.
    pub first: u64,
    pub rows: usize,
    pub columns: Vec<Column>,
    /// Longest value in bytes that is taken.
    pub limit: usize,
}

/// Writes a value as text; false where it is none.
fn write_value(vector: &Vector, at: usize, out: &mut String, fallback: &mut bool) -> bool {
    out.clear();
    // Writing into a string cannot fail.
    match vector {
        Vector::Text(all) => match all.get(at).map(|value| std::str::from_utf8(value.data()).map_err(|_| value)) {
            None => return false,
            Some(Ok(text)) => out.push_str(text),
            Some(Err(value)) => {
                *fallback = true;
                decode_windows_1252(value.data(), out);
            }
        },
        Vector::Int(all) => return all.get(at).is_some_and(|value| write!(out, "{value}").is_ok()),
        Vector::Unsigned(all) => {
            return all.get(at).is_some_and(|value| write!(out, "{}", value.cast_unsigned()).is_ok());
        }
        Vector::Float(all) => return all.get(at).is_some_and(|value| write!(out, "{value}").is_ok()),
        Vector::Bool(all) => return all.get(at).is_some_and(|value| write!(out, "{value}").is_ok()),
        Vector::Utc(all) | Vector::Local(all) => {
            let stamp = all.get(at).copied().flatten().and_then(|m| jiff::Timestamp::from_microsecond(m).ok());
            return stamp.is_some_and(|stamp| write!(out, "{stamp}").is_ok());
        }
    }
    true
}

/// All values of a batch as text, by row, empty where null. For small tables and for samples.
pub(crate) fn cells(batch: &Batch, width: usize) -> Vec<Vec<String>> {
    let mut out = vec![vec![String::new(); width]; batch.rows];
    let mut fallback = false;
    for column in &batch.columns {
        let mut next = 0;
        for (row, cells) in out.iter_mut().enumerate() {
            if column.present.as_ref().is_none_or(|present| present.get(row) == Some(&true)) {
                if let Some(cell) = cells.get_mut(column.column) {
                    write_value(&column.vector, next, cell, &mut fallback);
                }
                next += 1;
            }
        }
    }
    out
}

/// Decodes all rows of a batch.
pub(crate) fn decode(batch: &Batch, layout: &Layout, scratch: &mut Scratch, each: &mut impl FnMut(Item<'_>)) -> Counts {
    let mut counts = Counts::default();
    // For each wanted slot its column in the batch; a column may serve several slots.
    let sources: Vec<(usize, usize)> = layout
        .wanted
        .iter()
        .filter_map(|(column, slot)| Some((batch.columns.iter().position(|c| c.column == *column)?, *slot)))
        .collect();
    let mut next = vec![0; batch.columns.len()];
    for row in 0..batch.rows {
        let line = batch.first + row as u64;
        let mut cells = [Cell::Missing; SLOTS];
        let (mut fallback, mut nul, mut long) = (false, false, false);
        let mut time = TimeValue::Text;
        for (source, slot) in &sources {
            let column = &batch.columns[*source];
            let present = column.present.as_ref().is_none_or(|present| present.get(row) == Some(&true));
            let at = next[*source];
            if *slot == Role::Time.slot() {
                let micros = |all: &[Option<i64>]| if present { all.get(at).copied().flatten() } else { None };
                match &column.vector {
                    Vector::Utc(all) => time = TimeValue::Utc(micros(all)),
                    Vector::Local(all) => time = TimeValue::Local(micros(all)),
                    _ => {}
                }
            }
            if !present {
                continue;
            }
            if let Vector::Text(all) = &column.vector
                && let Some(value) = all.get(at).map(ByteArray::data)
            {
                long |= value.len() > batch.limit;
                nul |= memchr::memchr(0, value).is_some();
                if let Ok(text) = std::str::from_utf8(value) {
                    cells[*slot] = Cell::Here(text);
                    continue;
                }
            }
            if write_value(&column.vector, at, &mut scratch.values[*slot], &mut fallback) {
                cells[*slot] = Cell::Scratch;
            }
        }
        for (column, next) in batch.columns.iter().zip(&mut next) {
            let present = column.present.as_ref().is_none_or(|present| present.get(row) == Some(&true));
            *next += usize::from(present);
        }
        counts.decoded_as_windows_1252 += u64::from(fallback);
        let values = values(&cells, &scratch.values);
        let made = match (long, nul) {
            (true, _) => Err(RejectReason::RecordTooLong),
            (_, true) => Err(RejectReason::Nul),
            _ => layout.row(line, &values, time),
        };
        match made {
            Ok(row) => {
                counts.rows += 1;
                each(Item::Row(row));
            }
            Err(reason) => {
                counts.rejects += 1;
                let filled: Vec<&str> = values.iter().flatten().copied().collect();
                let excerpt = crate::text::excerpt(filled.join(" | ").as_bytes());
                each(Item::Reject(Reject { file: layout.file, line, reason, excerpt }));
            }
        }
    }
    counts
}
