//! A table of events: what each row says, and what is wrong with it. No row is refused for the sake of the others.

use std::path::Path;

use comity_intake::Table;
use comity_intake::TableOptions;
use comity_intake::time::{TimeColumn, TimeOptions, parse_time};

use super::columns::{Columns, Part};
use super::outcome::{Capital, LeftOut, Problem, ProblemKind};
use crate::study::options::Length;
use crate::study::outcome::ColumnUse;

/// The largest total of four questions rated 0 to 7.
pub const MOST_POINTS: f64 = 28.0;

/// One row of the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What it is called; empty where the table does not say.
    pub name: String,
    /// The unit as written; empty where the table does not say.
    pub unit: String,
    /// The time as written.
    pub written: String,
    /// When, microseconds since 1970 UTC.
    pub at: Option<i64>,
    /// What kind of event.
    pub kind: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// The firm, if the table has one.
    pub firm: Option<String>,
    /// Totals of participation and information, 0 to 28.
    pub rated: [Option<f64>; 2],
    /// Kinds of capital that were offered; `None` where the table does not say.
    pub offered: Option<[bool; 4]>,
    /// Windows before and after, where the row has its own.
    pub window: [Option<Length>; 2],
    /// Why it cannot be studied, as far as the row itself tells.
    pub left_out: Option<LeftOut>,
}

/// A table of events.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// Its rows.
    pub rows: Vec<Listed>,
    /// Cells that could not be read, in rows that could.
    pub problems: Vec<Problem>,
    /// Which columns play which part.
    pub columns: Vec<ColumnUse>,
}

impl Events {
    /// Reads a table of events.
    ///
    /// # Errors
    /// A file that cannot be read or has no rows, columns that are not there, dates of which none says whether day or month
    /// comes first.
    pub fn read(path: &Path, named: &[String], times: &TimeOptions) -> anyhow::Result<Self> {
        let table = Table::read(path, &TableOptions { ragged: true, ..TableOptions::default() })?;
        let columns = Columns::find(&table, named)?;
        let mut reader = Reader { table: &table, columns: &columns, problems: Vec::new() };
        let when = reader.times(times)?;
        let mut rows: Vec<Listed> = (0..table.rows.len()).map(|row| reader.row(row, when[row])).collect();
        for i in 1..rows.len() {
            let (before, this) = rows.split_at_mut(i);
            let row = &mut this[0];
            let same = |other: &Listed| other.at == row.at && other.unit.to_lowercase() == row.unit.to_lowercase();
            if row.left_out.is_none() && before.iter().any(|other| other.left_out.is_none() && same(other)) {
                row.left_out = Some(LeftOut::ListedTwice);
            }
        }
        Ok(Self { rows, problems: reader.problems, columns: columns.used(&table) })
    }
}

struct Reader<'a> {
    table: &'a Table,
    columns: &'a Columns,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn cell(&self, row: usize, part: Part) -> &str {
        self.columns.of(part).map_or("", |column| self.table.cell(row, column))
    }

    /// The times, each by the form that most have; a row in another form is tried by itself.
    fn times(&self, options: &TimeOptions) -> anyhow::Result<Vec<Option<i64>>> {
        let cells = || (0..self.table.rows.len()).map(|row| self.cell(row, Part::Time));
        let form = match TimeColumn::detect(cells().filter(|cell| !cell.is_empty()), options) {
            Ok(form) => Some(form),
            Err(comity_intake::time::TimeFormError::Ambiguous { example }) => anyhow::bail!(
                "{}: the time {example:?} could be day first or month first: say --date-order dmy or mdy",
                self.table.path.display()
            ),
            Err(_) => None,
        };
        let read = |cell: &str| form.as_ref().and_then(|f| f.read(cell)).or_else(|| parse_time(cell, options).ok());
        Ok(cells().map(read).collect())
    }

    fn row(&mut self, row: usize, at: Option<i64>) -> Listed {
        let text =
            |reader: &Self, part| Some(reader.cell(row, part)).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let written = self.cell(row, Part::Time).to_owned();
        let mut listed = Listed {
            line: self.table.line(row),
            name: self.cell(row, Part::Name).to_owned(),
            unit: self.cell(row, Part::Unit).to_owned(),
            at,
            kind: text(self, Part::Kind),
            industry: text(self, Part::Industry),
            firm: text(self, Part::Firm),
            rated: [self.points(row, Part::Participation), self.points(row, Part::Information)],
            offered: self.offered(row),
            left_out: match at {
                None if written.is_empty() => Some(LeftOut::MissingTime),
                None => Some(LeftOut::UnreadableTime),
                Some(_) => None,
            },
            written,
            window: [None, None],
        };
        for (side, part) in [Part::Before, Part::After].into_iter().enumerate() {
            match self.cell(row, part) {
                "" => {}
                cell => match cell.parse() {
                    Ok(length) => listed.window[side] = Some(length),
                    Err(_) => {
                        listed.left_out = listed.left_out.or(Some(LeftOut::UnreadableWindow));
                        self.problem(row, part, ProblemKind::Length);
                    }
                },
            }
        }
        listed
    }

    /// A total of 0 to 28 points.
    fn points(&mut self, row: usize, part: Part) -> Option<f64> {
        let cell = self.cell(row, part);
        if is_missing(cell) {
            return None;
        }
        let value: Option<f64> = cell.replace(',', ".").parse().ok().filter(|v| (0.0..=MOST_POINTS).contains(v));
        if value.is_none() {
            self.problem(row, part, ProblemKind::Points);
        }
        value
    }

    /// The kinds of capital offered: as a list, or a column each.
    fn offered(&mut self, row: usize) -> Option<[bool; 4]> {
        const PARTS: [Part; 4] = [Part::Economic, Part::Cultural, Part::Social, Part::Informational];
        let mut offered = [false; 4];
        let mut said = false;
        let list = self.cell(row, Part::Capital).to_owned();
        for word in list.split([';', ',', '|', '/', '+']).map(str::trim).filter(|word| !is_missing(word)) {
            let known = Capital::parse(word);
            match known {
                Some(capital) => (offered[capital as usize], said) = (true, true),
                None if ["none", "nessuno", "no", "0"].contains(&word.to_lowercase().as_str()) => said = true,
                None => {
                    self.problem(row, Part::Capital, ProblemKind::Capital);
                    return None;
                }
            }
        }
        for (k, part) in PARTS.into_iter().enumerate() {
            match self.cell(row, part).to_lowercase().as_str() {
                cell if is_missing(cell) => {}
                "1" | "yes" | "y" | "true" | "x" | "sì" | "si" | "s" | "vero" => (offered[k], said) = (true, true),
                "0" | "no" | "n" | "false" | "falso" => said = true,
                _ => {
                    self.problem(row, part, ProblemKind::YesOrNo);
                    return None;
                }
            }
        }
        said.then_some(offered)
    }

    fn problem(&mut self, row: usize, part: Part, problem: ProblemKind) {
        let value = self.cell(row, part).chars().take(80).collect();
        self.problems.push(Problem { line: self.table.line(row), part: part.name().into(), value, problem });
    }
}

fn is_missing(cell: &str) -> bool {
    matches!(cell, "" | "." | "-") || ["na", "n/a", "nan", "null"].iter().any(|w| cell.eq_ignore_ascii_case(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> Events {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("events.csv");
        std::fs::write(&path, content).unwrap();
        Events::read(&path, &[], &TimeOptions::default()).unwrap()
    }

    #[test]
    fn a_row_says_what_happened_to_whom_and_when() {
        let events = read(
            "unit,time,name,kind,industry,firm,participation,information,capital,before,after\n\
             Norda,2026-01-30,Fares,price,telecoms,Nord,12,20.5,economic; sociale,60d,14d\n",
        );
        let row = &events.rows[0];
        assert_eq!((row.line, row.unit.as_str(), row.name.as_str()), (2, "Norda", "Fares"));
        assert_eq!((row.kind.as_deref(), row.firm.as_deref()), (Some("price"), Some("Nord")));
        assert_eq!((row.rated, row.offered), ([Some(12.0), Some(20.5)], Some([true, false, true, false])));
        assert_eq!(row.window.map(|w| w.and_then(Length::seconds)), [Some(60 * 86_400), Some(14 * 86_400)]);
        assert!(row.left_out.is_none() && events.problems.is_empty() && events.columns.len() == 11);
    }

    #[test]
    fn a_bad_row_does_not_spoil_the_others() {
        let events = read(
            "unit,time,participation,capital,after\nA,2026-01-30,29,economic,\nA,soon,3,luck,\nA,,4,none,\nB,2026-01-30,x,,later\na,2026-01-30,,,\n",
        );
        let left_out: Vec<_> = events.rows.iter().map(|row| row.left_out).collect();
        let expect = [
            None,
            Some(LeftOut::UnreadableTime),
            Some(LeftOut::MissingTime),
            Some(LeftOut::UnreadableWindow),
            Some(LeftOut::ListedTwice),
        ];
        assert_eq!(left_out, expect);
        let problems: Vec<_> = events.problems.iter().map(|p| (p.line, p.part.as_str(), p.problem)).collect();
        let expect = [
            (2, "participation", ProblemKind::Points),
            (3, "capital", ProblemKind::Capital),
            (5, "participation", ProblemKind::Points),
            (5, "after", ProblemKind::Length),
        ];
        assert_eq!(problems, expect);
        assert_eq!(events.rows[2].offered, Some([false; 4]));
    }

    #[test]
    fn capital_may_have_a_column_each() {
        let events = read("unit,time,economic,social\nA,2026-01-30,1,0\nB,2026-01-31,,\nC,2026-02-01,maybe,\n");
        assert_eq!(events.rows[0].offered, Some([true, false, false, false]));
        assert_eq!((events.rows[1].offered, events.rows[2].offered), (None, None));
        assert_eq!(events.problems[0].problem, ProblemKind::YesOrNo);
    }
}
