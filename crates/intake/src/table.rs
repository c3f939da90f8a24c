//! Small tables, held whole: series, ratings, lists of events, labels.

mod rows;

use crate::error::{OpenError, ReadError, nearest_names};
use crate::layout::find_column;
use crate::source::{Opened, open};
use crate::text;
use crate::time::{TimeColumn, TimeFormError, TimeOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a table is read.
#[derive(Clone, Debug)]
pub struct TableOptions {
    /// Whether the first row names the columns. Without it they are called `1`, `2`, ….
    pub header: bool,
    /// Whether rows may have fewer or more cells than the first; they are filled up or widen the table then.
    pub ragged: bool,
    /// The delimiter, if it is known: a byte, or a space for any run of spaces and tabs. Found out otherwise.
    pub delimiter: Option<u8>,
    /// Whether quotes enclose cells, if it is known. Found out otherwise, by which of the two makes the rows more even.
    pub quoting: Option<bool>,
}

impl Default for TableOptions {
    fn default() -> TableOptions {
        TableOptions { header: true, ragged: false, delimiter: None, quoting: None }
    }
}

/// What can be wrong with a table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read at all.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The file is cut off or damaged.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Larger than what is held whole.
    #[error("{path} holds more than {limit} bytes, too much for a table that is read whole")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in bytes.
        limit: usize,
    },
    /// A row with too many or too few cells.
    #[error("{path}:{line}: {cells} cells where the header has {columns}. A cell that holds a delimiter needs quotes")]
    Width {
        /// The file.
        path: PathBuf,
        /// The line on which the row starts, from 1.
        line: u64,
        /// Cells in the row.
        cells: usize,
        /// Columns of the table.
        columns: usize,
    },
    /// A quote that never closes.
    #[error("{path}:{line}: a quote opens in this row and never closes")]
    UnclosedQuote {
        /// The file.
        path: PathBuf,
        /// The line on which the row starts, from 1.
        line: u64,
    },
    /// A line of JSON Lines that is no object.
    #[error("{path}:{line}: this line is no JSON object")]
    NotJson {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
    /// A cell that does not hold what its column should.
    #[error("{path}:{line}:{column}: `{cell}` in column `{name}` is {problem}")]
    Cell {
        /// The file.
        path: PathBuf,
        /// The line on which the row starts, from 1.
        line: u64,
        /// The place of the column, from 1.
        column: usize,
        /// The name of the column.
        name: String,
        /// What the cell holds.
        cell: String,
        /// What is wrong with it and what to do.
        problem: &'static str,
    },
    /// A column of dates of which none says whether day or month comes first.
    #[error("{path}: `{example}` in column `{name}` could be day first or month first: say --date-order dmy or mdy")]
    AmbiguousDates {
        /// The file.
        path: PathBuf,
        /// The name of the column.
        name: String,
        /// A value that can be read both ways.
        example: String,
    },
}

/// A table of text. Cells are without spaces around them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Where it was read from.
    pub path: PathBuf,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The cells, by row; each row as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Rows that were not UTF-8 and were taken for Windows-1252.
    pub decoded_as_windows_1252: u64,
    /// In a text whose rows may be ragged: the fewest cells of a row, and the line of the first such row; else nothing.
    pub fewest_cells: Option<(u64, usize)>,
    /// Whether a comma in a number is a decimal one, since columns are parted by semicolons.
    pub decimal_comma: bool,
    lines: Vec<u64>,
}

impl Table {
    /// Reads a file of any format. `-` is standard input.
    ///
    /// # Errors
    /// [`TableError`], with file and line, for whatever is wrong with it; a table with no rows is an error too.
    pub fn read(path: impl AsRef<Path>, options: &TableOptions) -> Result<Table, TableError> {
        let path = path.as_ref();
        let table = match open(path, &Arc::default())? {
            Opened::Parquet(file) => rows::of_parquet(path, file)?,
            Opened::Text(source) => rows::of_text(path, &rows::whole(source)?, options)?,
        };
        if table.rows.is_empty() {
            return Err(OpenError::NoRows { path: path.to_owned() }.into());
        }
        Ok(table)
    }

    /// The place of a column, by its name.
    ///
    /// # Errors
    /// [`OpenError::NoSuchColumn`] with the names there are, and [`OpenError::DuplicateColumn`].
    pub fn column(&self, name: &str) -> Result<usize, TableError> {
        let names: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        find_column(&self.path, &names, name).map_err(TableError::Open)
    }

    /// The names of columns most like `name`, best first.
    pub fn nearest_columns(&self, name: &str) -> Vec<String> {
        nearest_names(name, self.columns.iter().map(String::as_str))
    }

    /// The line of the file on which a row starts, from 1; in Parquet the row, from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.lines.get(row).copied().unwrap_or(0)
    }

    /// A cell; empty outside the table.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// An error about a cell, for callers that read cells as something of their own.
    pub fn cell_error(&self, row: usize, column: usize, problem: &'static str) -> TableError {
        TableError::Cell {
            path: self.path.clone(),
            line: self.line(row),
            column: column + 1,
            name: self.columns.get(column).cloned().unwrap_or_default(),
            cell: self.cell(row, column).chars().take(60).collect(),
            problem,
        }
    }

    /// The numbers of a column; `None` where a cell is empty or says that there is none (`NA`, `NaN`, `null`, `.`).
    ///
    /// Where `;` separates the cells, a comma is taken for the decimal point, as spreadsheets in much of Europe write it.
    ///
    /// # Errors
    /// [`TableError::Cell`] for the first cell that holds something else; infinity is something else.
    pub fn numbers(&self, column: usize) -> Result<Vec<Option<f64>>, TableError> {
        (0..self.rows.len()).map(|row| self.number(row, column)).collect()
    }

    /// The number in a cell, read as [`Table::numbers`] reads a whole column; `None` where there is none.
    ///
    /// # Errors
    /// [`TableError::Cell`] if the cell holds something else; infinity is something else.
    pub fn number(&self, row: usize, column: usize) -> Result<Option<f64>, TableError> {
        let cell = self.cell(row, column);
        if is_missing(cell) {
            return Ok(None);
        }
        let comma = self.decimal_comma && cell.matches(',').count() == 1 && !cell.contains('.');
        let value = if comma { cell.replace(',', ".").parse::<f64>() } else { cell.parse() };
        match value {
            Ok(value) if value.is_finite() => Ok(Some(value)),
            Ok(_) => Err(self.cell_error(row, column, "not finite: leave the cell empty where there is no value")),
            Err(_) => Err(self.cell_error(row, column, "no number: use digits and a point, as in -1234.5")),
        }
    }

    /// The times of a column, in microseconds since 1970 UTC; besides all other forms, months and years alone.
    ///
    /// # Errors
    /// [`TableError::Cell`] for the first cell that holds no time, [`TableError::AmbiguousDates`].
    pub fn times(&self, column: usize, options: &TimeOptions) -> Result<Vec<i64>, TableError> {
        const PROBLEM: &str = "no time: write it like 2015-02-24 or 2015-02-24T11:35:52-08:00";
        let cells = || (0..self.rows.len()).map(|row| self.cell(row, column));
        let times = match TimeColumn::detect(cells(), options) {
            Ok(times) => times,
            Err(TimeFormError::Ambiguous { example }) => {
                let name = self.columns.get(column).cloned().unwrap_or_default();
                return Err(TableError::AmbiguousDates { path: self.path.clone(), name, example });
            }
            Err(TimeFormError::Unreadable { example } | TimeFormError::MixedOrders { month_first: example, .. }) => {
                let row = cells().position(|cell| cell.starts_with(&example)).unwrap_or(0);
                return Err(self.cell_error(row, column, PROBLEM));
            }
            Err(TimeFormError::Empty) => return Err(self.cell_error(0, column, PROBLEM)),
        };
        let read = |(row, cell)| times.read(cell).ok_or_else(|| self.cell_error(row, column, PROBLEM));
        cells().enumerate().map(read).collect()
    }
}

/// The lines of a text file, without spaces around them, as lists of texts and of labels are kept. Empty lines stay, so
/// that two such files keep step; one after the last line end is none.
///
/// # Errors
/// [`TableError`] if the file cannot be read or is no text.
pub fn read_lines(path: impl AsRef<Path>) -> Result<Vec<String>, TableError> {
    let path = path.as_ref();
    let Opened::Text(source) = open(path, &Arc::default())? else {
        let (what, advice) = ("a Parquet file", "give plain text with one entry a line");
        return Err(OpenError::WrongFormat { path: path.to_owned(), what, advice }.into());
    };
    let bytes = rows::whole(source)?;
    let mut lines: Vec<String> =
        bytes.split(|byte| *byte == b'\n').map(|line| text::decode(line).0.trim().to_owned()).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Ok(lines)
}

fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "." | "-") || ["na", "n/a", "nan", "null", "none"].iter().any(|w| cell.eq_ignore_ascii_case(w))
}

#[cfg(test)]
mod tests;
