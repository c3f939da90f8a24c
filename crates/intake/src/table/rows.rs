//! From a file of any format to the rows of a table.

use super::{Table, TableError, TableOptions};
use crate::columnar;
use crate::dialect::{self, Dialect};
use crate::error::{OpenError, ReadError};
use crate::json;
use crate::layout::check_header;
use crate::parquet_file::ParquetFile;
use crate::source::TextSource;
use crate::text;
use parquet::errors::ParquetError;
use std::path::{Path, PathBuf};

/// Largest text that is held whole, in bytes after decompression.
const LARGEST: usize = 512 << 20;

pub(super) fn whole(mut source: TextSource) -> Result<Vec<u8>, TableError> {
    let (mut bytes, path) = (Vec::new(), source.path.clone());
    loop {
        match source.read_more(&mut bytes, 1 << 20) {
            Ok(true) if bytes.len() > LARGEST => return Err(TableError::TooLarge { path, limit: LARGEST }),
            Ok(true) => {}
            Ok(false) => return Ok(bytes),
            Err(error) => {
                let lines = memchr::memchr_iter(b'\n', &bytes).count() as u64;
                return Err(ReadError::io(&path, lines.saturating_sub(1), error).into());
            }
        }
    }
}

pub(super) fn of_parquet(path: &Path, file: std::fs::File) -> Result<Table, TableError> {
    let damaged = |records: u64| {
        move |e: ParquetError| ReadError::Damaged { path: path.to_owned(), records, detail: e.to_string() }
    };
    let mut file = ParquetFile::open(file, 1 << 20, usize::MAX).map_err(damaged(0))?;
    let columns: Vec<String> = file.leaves.iter().map(|leaf| leaf.name.clone()).collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(batch) = file.next().map_err(damaged(rows.len() as u64))? {
        rows.extend(columnar::cells(&batch, columns.len()));
    }
    let lines = (1..=rows.len() as u64).collect();
    Ok(Table { path: path.to_owned(), columns, rows, lines, ..Table::default() })
}

/// Rows with the lines on which they start, and how many were taken for Windows-1252.
type Rows = (Vec<(u64, Vec<String>)>, u64);

pub(super) fn of_text(path: &Path, bytes: &[u8], options: &TableOptions) -> Result<Table, TableError> {
    let path = path.to_owned();
    let Some(start) = bytes.iter().position(|byte| !byte.is_ascii_whitespace()) else {
        return Err(OpenError::Empty { path }.into());
    };
    if bytes[start] == b'{' {
        return of_json(path, bytes);
    }
    let mut dialect = dialect::sniff(bytes, true, usize::MAX);
    dialect.quoting = options.quoting.unwrap_or(dialect.quoting);
    let spaces = match options.delimiter {
        Some(b' ') => true,
        Some(delimiter) => {
            dialect.delimiter = delimiter;
            false
        }
        None => dialect.delimiter == dialect.terminator && spaced(bytes),
    };
    let (mut rows, decoded_as_windows_1252) =
        if spaces { by_spaces(bytes) } else { by_delimiter(&path, bytes, &dialect)? };
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let columns = if options.header && !rows.is_empty() {
        let mut names = rows.remove(0).1;
        // A table of numbers may well have years for names; a header of nothing but values is none.
        let values = names.iter().filter(|name| check_header(&path, std::slice::from_ref(name)).is_err()).count();
        if values == names.len() {
            check_header(&path, &names)?;
        }
        let width = if options.ragged { widest } else { names.len() };
        (names.len()..width).for_each(|place| names.push((place + 1).to_string()));
        names
    } else {
        let width = if options.ragged { widest } else { rows.first().map_or(0, |(_, cells)| cells.len()) };
        (1..=width).map(|place| place.to_string()).collect()
    };
    let mut table = Table { path, columns, decoded_as_windows_1252, ..Table::default() };
    table.decimal_comma = !spaces && dialect.delimiter == b';';
    let width = table.columns.len();
    let short = rows.iter().filter(|(_, cells)| cells.len() < width).min_by_key(|(_, cells)| cells.len());
    table.fewest_cells = short.map(|(line, cells)| (*line, cells.len()));
    for (line, mut cells) in rows {
        let excess = cells.get(width..).is_some_and(|excess| excess.iter().any(|cell| !cell.is_empty()));
        if !options.ragged && (cells.len() < width || excess) {
            return Err(TableError::Width { path: table.path, line, cells: cells.len(), columns: width });
        }
        cells.resize(width, String::new());
        table.rows.push(cells);
        table.lines.push(line);
    }
    Ok(table)
}

fn of_json(path: PathBuf, bytes: &[u8]) -> Result<Table, TableError> {
    let mut table = Table { path, ..Table::default() };
    for (line, raw) in (1u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        if raw.trim_ascii().is_empty() {
            continue;
        }
        let Some(pairs) = json::flat(raw) else { return Err(TableError::NotJson { path: table.path, line }) };
        let mut cells = vec![String::new(); table.columns.len()];
        for (name, value) in pairs {
            let at = table.columns.iter().position(|known| *known == name).unwrap_or_else(|| {
                table.columns.push(name);
                cells.push(String::new());
                table.columns.len() - 1
            });
            cells[at] = value.trim().to_owned();
        }
        table.rows.push(cells);
        table.lines.push(line);
    }
    let width = table.columns.len();
    table.rows.iter_mut().for_each(|cells| cells.resize(width, String::new()));
    Ok(table)
}

fn by_delimiter(path: &Path, bytes: &[u8], dialect: &Dialect) -> Result<Rows, TableError> {
    let (mut at, mut line, mut rows, mut fallbacks) = (0, 1, Vec::new(), 0);
    while at < bytes.len() {
        let record = dialect.record(&bytes[at..]);
        if record.unclosed {
            return Err(TableError::UnclosedQuote { path: path.to_owned(), line });
        }
        fallbacks += u64::from(record.windows_1252);
        if !record.blank {
            rows.push((line, record.cells));
        }
        line += memchr::memchr_iter(dialect.terminator, &bytes[at..at + record.end]).count() as u64;
        at += record.end;
    }
    Ok((rows, fallbacks))
}

/// Whether every line has the same number of words, at least two: a table as statistics packages print it.
fn spaced(bytes: &[u8]) -> bool {
    let (rows, _) = by_spaces(bytes);
    let width = rows.first().map_or(0, |(_, cells)| cells.len());
    width >= 2 && rows.len() >= 2 && rows.iter().all(|(_, cells)| cells.len() == width)
}

/// Words between spaces and tabs; what stands in quotes is one word.
fn by_spaces(bytes: &[u8]) -> Rows {
    let (mut rows, mut fallbacks) = (Vec::new(), 0);
    for (line, raw) in (1u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        let (decoded, fallback) = text::decode(raw);
        let (mut cells, mut rest) = (Vec::new(), decoded.trim());
        while !rest.is_empty() {
            let quoted = rest.strip_prefix('"').and_then(|inside| inside.split_once('"'));
            let (cell, after) = quoted.or_else(|| rest.split_once([' ', '\t'])).unwrap_or((rest, ""));
            cells.push(cell.to_owned());
            rest = after.trim_start();
        }
        if !cells.is_empty() {
            fallbacks += u64::from(fallback);
            rows.push((line, cells));
        }
    }
    (rows, fallbacks)
}
