//! The first rows of a file, by column: what columns and forms are guessed from.

use crate::columnar;
use crate::error::OpenError;
use crate::guess::{Sample, SampleColumn};
use crate::json;
use crate::parquet_file::ParquetFile;
use crate::split::Chunk;
use parquet::errors::ParquetError;
use std::collections::HashMap;
use std::path::Path;

/// Rows looked at to guess columns and forms.
pub(crate) const SAMPLE_ROWS: usize = 2000;

pub(crate) fn of_parquet(file: &mut ParquetFile, path: &Path) -> Result<Sample, OpenError> {
    if file.promised_rows() == 0 {
        return Err(OpenError::NoRows { path: path.to_owned() });
    }
    let width = file.leaves.len();
    let mut columns: Vec<SampleColumn> = file
        .leaves
        .iter()
        .map(|leaf| SampleColumn { name: leaf.name.clone(), cells: Vec::new(), typed_time: leaf.is_time() })
        .collect();
    let mut rows = 0;
    while rows < SAMPLE_ROWS {
        let damaged = |e: ParquetError| OpenError::Damaged { path: path.to_owned(), detail: e.to_string() };
        let Some(batch) = file.next().map_err(damaged)? else { break };
        rows += batch.rows;
        for row in columnar::cells(&batch, width).into_iter().take(SAMPLE_ROWS) {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.cells.push(cell);
            }
        }
    }
    Ok(Sample { columns })
}

/// Whether most lines after the first are objects: JSON Lines whose first line is something else, which is a bad row then.
pub(crate) fn objects_follow(head: &[u8]) -> bool {
    const LOOKED_AT: usize = 20;
    let lines = || head.split(|b| *b == b'\n').skip(1).map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let looked_at: Vec<&[u8]> = lines().take(LOOKED_AT).collect();
    let objects = looked_at.iter().filter(|line| line.starts_with(b"{") && json::flat(line).is_some()).count();
    objects > 1 && objects * 2 > looked_at.len()
}

/// Most keys of JSON Lines that become columns: an object used as a dictionary has new ones on every line.
const KEYS: usize = 10_000;

/// Turns rows into columns. Delimited text has its names already; JSON Lines gets them in the order of appearance.
pub(crate) fn by_column(names: &[String], rows: Vec<Vec<(String, String)>>) -> Sample {
    let column = |name: &String| SampleColumn { name: name.clone(), ..SampleColumn::default() };
    let mut columns: Vec<SampleColumn> = names.iter().map(column).collect();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        for (place, (name, value)) in row.into_iter().enumerate() {
            let known = if names.is_empty() { places.get(&name).copied() } else { Some(place) };
            match known {
                Some(at) => columns[at].cells.push(value),
                None if columns.len() < KEYS => {
                    places.insert(name.clone(), columns.len());
                    columns.push(SampleColumn { name, cells: vec![value], typed_time: false });
                }
                None => {}
            }
        }
    }
    Sample { columns }
}

/// Number and beginning of the first line that is not blank.
pub(crate) fn first_line<'c>(chunks: impl IntoIterator<Item = &'c Chunk>) -> (u64, String) {
    let lines = |chunk: &'c Chunk| (chunk.line..).zip(chunk.bytes.split(|b| *b == b'\n'));
    let mut filled = chunks.into_iter().flat_map(lines).filter(|(_, raw)| !raw.trim_ascii().is_empty());
    filled.next().map_or((1, String::new()), |(line, raw)| (line, crate::text::excerpt(raw)))
}
