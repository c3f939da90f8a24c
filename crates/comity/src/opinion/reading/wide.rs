//! A table with a row for each person and a column for each statement, as in Polis's `participants-votes.csv`.

use std::path::Path;

use comity_intake::{OpenError, Table, TableOptions};
use comity_measure::opinion::Cast;

use super::ballot::Ballot;
use super::names::Column;
use super::{Raw, Request};
use crate::study::outcome::ColumnUse;

/// Columns that Polis writes beside the votes.
const BESIDE: [&str; 6] = ["group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "xid"];

/// Whether the columns look like a person and their votes: somebody, and statements that go by number.
pub fn fits(columns: &[String]) -> bool {
    let numbers = columns.iter().filter(|name| name.trim().parse::<u64>().is_ok()).count();
    Column::Person.find(columns).is_some() && numbers > 0 && numbers + BESIDE.len() + 2 >= columns.len()
}

/// Whether the file is such a table.
pub fn is_at(path: &Path) -> bool {
    Table::read(path, &TableOptions::default()).is_ok_and(|table| fits(&table.columns))
}

/// Reads all votes; an empty cell is none.
///
/// # Errors
/// When the file cannot be read as a table, or the person's column is not there.
pub fn read(path: &Path, request: &Request, raw: &mut Raw) -> anyhow::Result<()> {
    let table = Table::read(path, &TableOptions::default())?;
    let name = Column::Person.named_or_found(request.person.as_deref(), &table.columns, path)?;
    let person = table.column(&name)?;
    let beside = |name: &str| BESIDE.iter().any(|known| name.eq_ignore_ascii_case(known));
    let statements: Vec<usize> =
        (0..table.columns.len()).filter(|at| *at != person && !beside(&table.columns[*at])).collect();
    if statements.is_empty() {
        let columns = super::listed(&table.columns);
        return Err(OpenError::NoColumnFor { path: path.to_owned(), role: "statement", columns }.into());
    }
    for row in 0..table.rows.len() {
        let who = table.cell(row, person);
        if who.is_empty() {
            raw.rejects.add(path, table.line(row), "missing_person", &table.rows[row].join(","));
            continue;
        }
        let who = raw.people.number(who);
        for &at in &statements {
            let cell = table.cell(row, at);
            if cell.is_empty() {
                continue;
            }
            match Ballot::read(cell).vote() {
                Ok(vote) => {
                    let statement = raw.statements.number(&table.columns[at]);
                    raw.cast.push(Cast { time: 0, person: who, statement, vote });
                }
                Err(reason) => {
                    let excerpt = format!("{},{},{cell}", table.cell(row, person), table.columns[at]);
                    raw.rejects.add(path, table.line(row), reason, &excerpt);
                }
            }
        }
    }
    let found = if request.person.is_some() { "named" } else { "name" };
    raw.columns.push(ColumnUse { role: "person".into(), column: name, found: found.into() });
    raw.decoded_as_windows_1252 += table.decoded_as_windows_1252;
    Ok(())
}
