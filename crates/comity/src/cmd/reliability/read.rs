//! Reading a table of codes, whichever way it lies.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{anyhow, bail};
use comity_exchange::instrument::plain;
use comity_intake::{Table, TableOptions};
use comity_measure::reliability::Level;

use super::Units;
use crate::cmd::Usage;

/// How the table lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    CodersInRows,
    CodersInColumns,
    Long,
    Lists,
}

impl Shape {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CodersInRows => "coders_in_rows",
            Self::CodersInColumns => "coders_in_columns",
            Self::Long => "long",
            Self::Lists => "lists",
        }
    }
}

/// A cell with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Code {
    text: String,
    line: u64,
}

/// What was read: the codes of each unit, as text.
#[derive(Debug)]
pub(super) struct Coded {
    pub shape: Shape,
    pub header: bool,
    /// Coders; of lists, the most values of a unit.
    pub coders: usize,
    /// Empty cells.
    pub missing: usize,
    /// Codes that stood twice for one coder and unit, alike.
    pub identical: usize,
    /// Codes that contradict another of the same coder and unit, and were left out with it.
    pub conflicting: usize,
    /// Codes with a decimal comma, read as such.
    pub decimal_commas: usize,
    /// Where rows have unequal numbers of cells: the line of the shortest, its cells, and those of the longest.
    pub ragged: Option<(u64, usize, usize)>,
    file: String,
    codes: Vec<Vec<Code>>,
    order: Vec<String>,
}

const CODER: &[&str] = &["coder", "rater", "judge", "observer", "annotator", "codificatore", "valutatore", "giudice"];
const UNIT: &[&str] = &["unit", "item", "object", "text", "post", "event", "id", "unita", "unità", "oggetto", "testo"];
const VALUE: &[&str] = &["value", "code", "score", "rating", "label", "valore", "codice", "punteggio", "etichetta"];

/// Reads a file.
///
/// # Errors
/// No table, columns that are not there, or nothing in it.
pub(super) fn read(
    file: &Path,
    columns: &[String],
    units: Units,
    header: Option<bool>,
    order: &[String],
) -> anyhow::Result<Coded> {
    let bare = Table::read(file, &TableOptions { header: false, ragged: true, ..TableOptions::default() })?;
    // Parquet and JSON Lines name their columns; only text has a first row to wonder about.
    let has_own_names = bare.columns.iter().enumerate().any(|(place, name)| *name != (place + 1).to_string());
    let header = !has_own_names && header.unwrap_or_else(|| looks_like_header(&bare));
    let names: Vec<String> = if header {
        bare.rows[0].clone()
    } else if has_own_names {
        bare.columns.clone()
    } else {
        Vec::new()
    };
    let mut coded = Coded {
        shape: Shape::Lists,
        header,
        coders: 0,
        missing: 0,
        identical: 0,
        conflicting: 0,
        decimal_commas: 0,
        ragged: bare.fewest_cells.map(|(line, cells)| (line, cells, bare.columns.len())),
        file: file.display().to_string(),
        codes: Vec::new(),
        order: order.iter().map(|word| word.trim().to_lowercase()).collect(),
    };
    let rows: Vec<(u64, &[String])> =
        (usize::from(header)..bare.rows.len()).map(|row| (bare.line(row), bare.rows[row].as_slice())).collect();
    if rows.is_empty() {
        bail!("{}: there is nothing below the header", coded.file);
    }
    let place = |guesses: &[&str]| names.iter().position(|name| guesses.contains(&plain(name).as_str()));
    let long = match columns {
        [] => place(UNIT).zip(place(VALUE)).map(|(unit, value)| (place(CODER), unit, value)),
        [coder, unit, value] => {
            let of = |name: &String| named(&coded.file, &names, name);
            Some((Some(of(coder)?), of(unit)?, of(value)?))
        }
        _ => return Err(Usage("--columns names three columns: --columns coder,unit,value".into()).into()),
    };
    let list = (0..bare.columns.len()).find(|&column| rows.iter().any(|(_, cells)| is_list(&cells[column])));
    match (long, list) {
        (Some(long), _) => coded.long(&rows, long),
        (None, Some(column)) => coded.lists(&rows, column),
        (None, None) => coded.matrix(&rows, &names, units),
    }
    if coded.codes.iter().all(Vec::is_empty) {
        bail!("{}: there is no code in it, only missing values", coded.file);
    }
    coded.read_decimal_commas(bare.decimal_comma)?;
    Ok(coded)
}

fn named(file: &str, names: &[String], name: &str) -> anyhow::Result<usize> {
    let found = names.iter().position(|known| plain(known) == plain(name));
    found.ok_or_else(|| {
        let near = comity_intake::nearest_names(name, names.iter().map(String::as_str));
        let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        anyhow!("{file}: there is no column `{name}`{hint}. There are: {}", names.join(", "))
    })
}

/// A first row is a header unless it holds values like the rest: a list, or nothing but numbers.
fn looks_like_header(table: &Table) -> bool {
    let Some(first) = table.rows.first() else { return false };
    if first.iter().any(|cell| is_list(cell)) {
        return false;
    }
    let number = |cell: &String| is_missing(cell) || is_number(cell);
    // `,1,2,3` above named rows is how many programs write a table.
    let corner = first[0].is_empty() && table.rows.iter().skip(1).any(|row| !number(&row[0]));
    corner || !first.iter().all(number)
}

fn is_list(cell: &str) -> bool {
    cell.starts_with('[') && cell.ends_with(']')
}

/// Whether a cell is a number, with a point or a decimal comma.
fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok() || with_point(cell).is_some()
}

/// `3.5` for `3,5`; nothing for what is not written so.
fn with_point(cell: &str) -> Option<String> {
    let (whole, rest) = cell.split_once(',')?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole.trim_start_matches(['-', '+'])) && digits(rest)).then(|| format!("{whole}.{rest}"))
}

fn is_missing(cell: &str) -> bool {
    matches!(cell.to_ascii_lowercase().as_str(), "" | "." | "-" | "*" | "na" | "n/a" | "nan" | "null" | "none")
}

impl Coded {
    /// A row a coder and a column a unit, or the other way round.
    fn matrix(&mut self, rows: &[(u64, &[String])], names: &[String], units: Units) {
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let first = usize::from(has_names(rows, names));
        self.shape = if units == Units::Columns { Shape::CodersInRows } else { Shape::CodersInColumns };
        let width = width.saturating_sub(first);
        let (unit_count, coders) = if units == Units::Columns { (width, rows.len()) } else { (rows.len(), width) };
        self.coders = coders;
        self.codes = vec![Vec::new(); unit_count];
        for (row, (line, cells)) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().skip(first).enumerate() {
                let unit = if units == Units::Columns { column } else { row };
                self.add(unit, cell, *line);
            }
        }
    }

    fn add(&mut self, unit: usize, cell: &str, line: u64) {
        if is_missing(cell) {
            self.missing += 1;
        } else {
            self.codes[unit].push(Code { text: cell.to_owned(), line });
        }
    }

    /// All values of a unit in one cell.
    fn lists(&mut self, rows: &[(u64, &[String])], column: usize) {
        self.shape = Shape::Lists;
        self.codes = vec![Vec::new(); rows.len()];
        for (unit, (line, cells)) in rows.iter().enumerate() {
            let inside = cells[column].trim_start_matches('[').trim_end_matches(']');
            for cell in inside.split([',', ';']) {
                self.add(unit, cell.trim().trim_matches(['"', '\'']), *line);
            }
        }
        self.coders = self.codes.iter().map(Vec::len).max().unwrap_or(0);
    }

    /// A row a code. Without a column of coders every row is another coder.
    fn long(&mut self, rows: &[(u64, &[String])], (coder, unit, value): (Option<usize>, usize, usize)) {
        self.shape = Shape::Long;
        let mut given: BTreeMap<(&str, &str), Vec<Code>> = BTreeMap::new();
        let numbers: Vec<String> = (0..rows.len()).map(|row| row.to_string()).collect();
        for ((line, cells), number) in rows.iter().zip(&numbers) {
            let who = coder.map_or(number.as_str(), |column| cells[column].as_str());
            let what = cells[unit].as_str();
            if is_missing(&cells[value]) || what.is_empty() {
                self.missing += 1;
            } else {
                given.entry((what, who)).or_default().push(Code { text: cells[value].clone(), line: *line });
            }
        }
        let mut coders: Vec<&str> = given.keys().map(|&(_, who)| who).collect();
        coders.sort_unstable();
        coders.dedup();
        self.coders = coders.len();
        let mut units: BTreeMap<&str, Vec<Code>> = BTreeMap::new();
        for ((what, _), codes) in given {
            let unit = units.entry(what).or_default();
            if codes.iter().all(|code| code.text == codes[0].text) {
                self.identical += codes.len() - 1;
                unit.extend(codes.into_iter().next());
            } else {
                self.conflicting += codes.len();
            }
        }
        if coder.is_none() {
            self.coders = units.values().map(Vec::len).max().unwrap_or(0);
        }
        self.codes = units.into_values().collect();
    }

    /// Reads decimal commas, if with them every code is a number. `surely` says that the file parts its columns by semicolons.
    ///
    /// # Errors
    /// Commas that may as well part thousands.
    fn read_decimal_commas(&mut self, surely: bool) -> anyhow::Result<()> {
        let all = || self.codes.iter().flatten();
        let written: Vec<(&Code, String)> = all().filter_map(|code| Some((code, with_point(&code.text)?))).collect();
        if written.is_empty() || !self.order.is_empty() || !all().all(|code| is_number(&code.text)) {
            return Ok(());
        }
        let thousands = |point: &str| point.split_once('.').is_some_and(|(_, rest)| rest.len() == 3);
        if !surely && written.iter().all(|(_, point)| thousands(point)) {
            let (code, point) = &written[0];
            return Err(anyhow!(
                "{}:{}: {:?} may be {point} or {}: write decimals with a point, and thousands without a mark",
                self.file,
                code.line,
                code.text,
                code.text.replace(',', "")
            ));
        }
        self.decimal_commas = written.len();
        for code in self.codes.iter_mut().flatten() {
            if let Some(point) = with_point(&code.text) {
                code.text = point;
            }
        }
        Ok(())
    }

    /// Whether every code is a number.
    pub(super) fn is_numbers(&self) -> bool {
        self.codes.iter().flatten().all(|code| code.text.parse::<f64>().is_ok_and(f64::is_finite))
    }

    /// Whether a level can be measured on these codes.
    pub(super) fn allows(&self, level: Level) -> bool {
        let negative = || self.codes.iter().flatten().any(|code| code.text.starts_with('-'));
        match level {
            Level::Nominal => true,
            Level::Ordinal => self.is_numbers() || !self.order.is_empty(),
            Level::Interval => self.is_numbers(),
            Level::Ratio => self.is_numbers() && !negative(),
        }
    }

    /// The codes of each unit as numbers: themselves, their place in the order given, or for nominal words any number.
    ///
    /// # Errors
    /// A word where the level asks for a number, with its line.
    pub(super) fn units(&self, level: Level) -> anyhow::Result<Vec<Vec<f64>>> {
        if self.is_numbers() && self.order.is_empty() {
            let number = |code: &Code| code.text.parse().unwrap_or(f64::NAN);
            return Ok(self.codes.iter().map(|unit| unit.iter().map(number).collect()).collect());
        }
        let mut known: Vec<String> = self.order.clone();
        if known.is_empty() {
            known = self.codes.iter().flatten().map(|code| code.text.to_lowercase()).collect();
            known.sort();
            known.dedup();
        }
        let place = |code: &Code| {
            let found = known.iter().position(|word| *word == code.text.to_lowercase());
            match (found, level) {
                (Some(place), Level::Nominal | Level::Ordinal) if level == Level::Nominal || !self.order.is_empty() => {
                    Ok(place as f64)
                }
                (None, _) if !self.order.is_empty() => Err(anyhow!(
                    "{}:{}: {:?} is not in --order {}",
                    self.file,
                    code.line,
                    code.text,
                    self.order.join(",")
                )),
                _ => match code.text.parse::<f64>() {
                    Ok(number) if number.is_finite() => Ok(number),
                    _ => Err(anyhow!(
                        "{}:{}: {:?} is no number, and the {} level needs numbers; leave the cell empty if it is missing, \
                         use --level nominal for words, or --level ordinal with --order low,high",
                        self.file,
                        code.line,
                        code.text,
                        level.name()
                    )),
                },
            }
        };
        self.codes.iter().map(|unit| unit.iter().map(place).collect::<Result<_, _>>()).collect()
    }
}

/// Whether the first column names the rows: its head says so, or it alone holds words.
fn has_names(rows: &[(u64, &[String])], names: &[String]) -> bool {
    let number = |cell: &String| is_missing(cell) || is_number(cell);
    let by_head = names.first().is_some_and(|name| {
        let name = plain(name);
        name.is_empty()
            || name == "name"
            || name == "nome"
            || CODER.contains(&name.as_str())
            || UNIT.contains(&name.as_str())
    });
    let words = rows.iter().all(|(_, cells)| cells.first().is_some_and(|cell| !number(cell)));
    let rest = rows.iter().all(|(_, cells)| cells.iter().skip(1).all(number));
    by_head || words && rest
}

#[cfg(test)]
mod tests;
