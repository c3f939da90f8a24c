//! A file with a row for each vote, streamed: only the votes themselves are kept, 24 bytes each.

use std::path::Path;

use comity_intake::{ColumnNames, Item, OpenError, PostReader, ReadOptions, Role, Row};
use comity_measure::opinion::{Cast, Vote};

use super::ballot::Ballot;
use super::names::Column;
use super::{Raw, Request};
use crate::study::outcome::ColumnUse;

/// The columns of a file of votes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    person: String,
    statement: String,
    vote: String,
    time: Option<String>,
}

/// Which column is what; `None` where the file has neither statements nor votes as columns, but may be a table with a row
/// a person.
///
/// # Errors
/// When the file cannot be opened, or a column cannot be told.
pub fn columns(path: &Path, request: &Request) -> anyhow::Result<Option<Columns>> {
    let options = ReadOptions { needs_text: false, needs_time: false, ..ReadOptions::default() };
    let reader = match PostReader::open(&[path], &options) {
        Ok(reader) => reader,
        // Columns called 0, 1, 2 … look like values, and are statements where there is a row a person.
        Err(OpenError::NoHeader { .. }) if super::wide::is_at(path) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let Some(layout) = reader.layouts().next() else { return Err(OpenError::NoFiles.into()) };
    let all = &layout.columns;
    let named = request.statement.is_some() || request.vote.is_some();
    if !named && (Column::Vote.find(all).is_none() || Column::Statement.find(all).is_none()) && super::wide::fits(all) {
        return Ok(None);
    }
    let columns = Columns {
        person: Column::Person.named_or_found(request.person.as_deref(), all, path)?,
        statement: Column::Statement.named_or_found(request.statement.as_deref(), all, path)?,
        vote: Column::Vote.named_or_found(request.vote.as_deref(), all, path)?,
        time: request.time.clone().or_else(|| Column::Time.find(all).map(|at| all[at].clone())),
    };
    let taken = [Some(&columns.person), Some(&columns.statement), Some(&columns.vote), columns.time.as_ref()];
    let mut taken: Vec<&String> = taken.into_iter().flatten().collect();
    taken.sort();
    if let Some(twice) = taken.windows(2).find(|pair| pair[0] == pair[1]) {
        crate::cmd::wrong_use!(
            "{}: column `{}` would be two things at once. Say which columns are --person, --statement and --vote",
            path.display(),
            twice[0]
        );
    }
    Ok(Some(columns))
}

/// Reads all votes.
///
/// A column of time that holds small numbers (1, 2, 3 …, or seconds from the start) tells the order and no date: it is read
/// again as such where reading it as dates makes no sense.
///
/// # Errors
/// When the file is damaged, or a column that was named is not there.
pub fn read(path: &Path, columns: &Columns, request: &Request, raw: &mut Raw) -> anyhow::Result<()> {
    let empty = raw.clone();
    let dated = read_as(path, columns, request, Clock::Dates, raw);
    let unreadable = |raw: &Raw| raw.rejects.counts.get(UNREADABLE).copied().unwrap_or_default();
    let dates = |cast: &&Cast| EARLIEST <= cast.time && cast.time < LATEST;
    let plausible = raw.cast.iter().filter(|cast| dates(cast)).count();
    let makes_sense = dated.is_ok() && unreadable(raw) <= raw.cast.len() as u64 && 2 * plausible > raw.cast.len();
    if columns.time.is_none() || makes_sense {
        return dated;
    }
    let mut ordered = empty;
    read_as(path, columns, request, Clock::Order, &mut ordered)?;
    if ordered.cast.len() < raw.cast.len() || ordered.cast.is_empty() {
        return dated;
    }
    *raw = ordered;
    Ok(())
}

const UNREADABLE: &str = "unreadable_time";
/// No vote was cast on a screen before 1973 or is from after 2100, in microseconds since 1970.
const EARLIEST: i64 = 100_000_000_000_000;
const LATEST: i64 = 4_102_444_800_000_000;

/// What a column of time tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clock {
    /// When.
    Dates,
    /// In which order.
    Order,
}

fn read_as(path: &Path, columns: &Columns, request: &Request, clock: Clock, raw: &mut Raw) -> anyhow::Result<()> {
    // A post's unit, author and score hold what makes up a vote: a row without unit or score is rejected by the reader.
    let (time, extra) = match clock {
        Clock::Dates => (columns.time.clone(), Vec::new()),
        Clock::Order => (None, columns.time.iter().cloned().collect()),
    };
    let names = ColumnNames {
        unit: Some(columns.person.clone()),
        author: Some(columns.statement.clone()),
        score: Some(columns.vote.clone()),
        time,
        extra,
        ..ColumnNames::default()
    };
    let options = ReadOptions {
        columns: names,
        needs_text: false,
        needs_time: false,
        times: request.times.clone(),
        ..ReadOptions::default()
    };
    let mut reader = PostReader::open(&[path], &options)?;
    raw.timed = columns.time.is_some() && clock == Clock::Dates;
    let given = [
        (Column::Person, Role::Unit, &request.person),
        (Column::Statement, Role::Author, &request.statement),
        (Column::Vote, Role::Score, &request.vote),
        (Column::Time, Role::Time, &request.time),
    ];
    if let Some(layout) = reader.layouts().next() {
        for (column, role, given) in given {
            let choice = layout.choice(role).map(|choice| choice.name.clone());
            let name = choice.filter(|_| clock == Clock::Dates || role != Role::Time);
            let ordering = columns.time.clone().filter(|_| clock == Clock::Order && role == Role::Time);
            if let Some(name) = name.or(ordering) {
                let found = if given.is_some() { "named" } else { "name" };
                let role = column.name().to_owned();
                raw.columns.push(ColumnUse { role, column: name, found: found.to_owned() });
            }
        }
    }
    let counts = reader.for_each(|item| match item {
        Item::Row(row) => {
            let time = match clock {
                Clock::Dates => Ok(row.time.unwrap_or(0)),
                Clock::Order => row.extra[0].map_or(Some(0), order).ok_or(UNREADABLE),
            };
            if let Err(reason) = time.and_then(|time| vote(&row, time, raw)) {
                let cells = [row.unit, row.author, row.score].map(Option::unwrap_or_default);
                raw.rejects.add(path, row.line, reason, &cells.join(","));
            }
        }
        Item::Reject(reject) => {
            let reason = match reject.reason.name() {
                "missing_unit" => "missing_person",
                "missing_score" => "missing_vote",
                other => other,
            };
            raw.rejects.add(path, reject.line, reason, &reject.excerpt);
        }
    })?;
    raw.decoded_as_windows_1252 += counts.decoded_as_windows_1252;
    Ok(())
}

/// A number that only tells the order, in thousandths.
fn order(cell: &str) -> Option<i64> {
    let number: f64 = cell.trim().parse().ok()?;
    (number.abs() < 1e15).then_some((number * 1000.0) as i64)
}

fn vote(row: &Row<'_>, time: i64, raw: &mut Raw) -> Result<(), &'static str> {
    let person = row.unit.ok_or("missing_person")?;
    let statement = row.author.ok_or("missing_statement")?;
    let vote = Ballot::read(row.score.ok_or("missing_vote")?).vote()?;
    let (person, statement) = (raw.people.number(person), raw.statements.number(statement));
    raw.cast.push(Cast { time, person, statement, vote });
    Ok(())
}

/// The vote with its sign turned.
pub fn flipped(vote: Vote) -> Vote {
    match vote {
        Vote::Agree => Vote::Disagree,
        Vote::Pass => Vote::Pass,
        Vote::Disagree => Vote::Agree,
    }
}
