//! From a table to effects, moderators and clusters. A row that cannot be used is listed with its line and reason.

use std::collections::BTreeMap;

use anyhow::bail;
use comity_intake::{Table, TableError, nearest_names};
use comity_measure::meta::{Effect, Moderator, Values};
use serde::Serialize;

use crate::cmd::{Usage, wrong_use};
use crate::words::tame;

/// Which columns hold what.
#[derive(Debug, Clone)]
pub struct Columns {
    /// The estimate.
    pub estimate: String,
    /// How uncertain it is.
    pub uncertainty: Uncertainty,
    /// What may explain effects.
    pub moderators: Vec<String>,
    /// Moderators whose numbers stand for groups.
    pub categorical: Vec<String>,
    /// Reference groups, by moderator.
    pub references: Vec<(String, String)>,
    /// What several events share.
    pub cluster: Option<String>,
    /// A name for each event.
    pub label: Option<String>,
}

/// The column that says how uncertain an estimate is.
#[derive(Debug, Clone)]
pub enum Uncertainty {
    /// Its sampling variance.
    Variance(String),
    /// Its standard error.
    StandardError(String),
}

/// Why a row was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Omission {
    /// No estimate.
    MissingEstimate,
    /// An estimate that is no finite number.
    BadEstimate,
    /// No variance or standard error.
    MissingVariance,
    /// A variance or standard error that is no finite number, or not above zero.
    BadVariance,
    /// No cluster, where clusters were asked for.
    MissingCluster,
    /// A moderator is missing.
    MissingModerator,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Omitted {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The column at fault.
    pub column: String,
    /// Why.
    pub reason: Omission,
}

/// What a table holds.
#[derive(Debug, Clone)]
pub struct Read {
    /// Effects, every one with all its moderators.
    pub effects: Vec<Effect>,
    /// The line of each.
    pub lines: Vec<u64>,
    /// The name of each, if names were asked for.
    pub labels: Option<Vec<String>>,
    /// Moderators.
    pub moderators: Vec<Moderator>,
    /// The cluster of each.
    pub clusters: Option<Vec<usize>>,
    /// Rows left out, in order.
    pub omitted: Vec<Omitted>,
}

/// A moderator's column, read whole.
enum Column {
    Numbers(Vec<Option<f64>>),
    Groups(Vec<Option<String>>),
}

/// Reads a table.
///
/// # Errors
/// [`Usage`] for options that do not go together; an error of the table for a missing column; an error if no row is left.
pub fn read(table: &Table, columns: &Columns) -> anyhow::Result<Read> {
    check(columns)?;
    let estimate = table.column(&columns.estimate)?;
    let (uncertainty, squared) = match &columns.uncertainty {
        Uncertainty::Variance(name) => (table.column(name)?, false),
        Uncertainty::StandardError(name) => (table.column(name)?, true),
    };
    let cluster = columns.cluster.as_deref().map(|name| table.column(name)).transpose()?;
    let label = columns.label.as_deref().map(|name| table.column(name)).transpose()?;
    let places: Vec<usize> = columns.moderators.iter().map(|name| table.column(name)).collect::<Result<_, _>>()?;
    let mut read_columns = Vec::new();
    for (name, &place) in columns.moderators.iter().zip(&places) {
        read_columns.push(column(table, place, columns.categorical.contains(name))?);
    }

    let (mut kept, mut effects, mut omitted) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..table.rows.len() {
        let effect = effect(table, row, estimate, uncertainty, squared).and_then(|effect| {
            let group = |place| group(table.cell(row, place));
            if let Some(place) = cluster.filter(|place| group(*place).is_none()) {
                return Err((place, Omission::MissingCluster));
            }
            let missing = read_columns.iter().position(|column| match column {
                Column::Numbers(values) => values[row].is_none(),
                Column::Groups(values) => values[row].is_none(),
            });
            match missing {
                Some(moderator) => Err((places[moderator], Omission::MissingModerator)),
                None => Ok(effect),
            }
        });
        match effect {
            Ok(effect) => {
                kept.push(row);
                effects.push(effect);
            }
            Err((place, reason)) => {
                omitted.push(Omitted { line: table.line(row), column: table.columns[place].clone(), reason });
            }
        }
    }
    if let (Some(first), true) = (omitted.first(), effects.is_empty()) {
        bail!(
            "{}: none of the {} rows can be used; line {} is left out because of column `{}`: {}",
            table.path.display(),
            table.rows.len(),
            first.line,
            tame(&first.column),
            first.reason.in_words()
        );
    }
    let moderators = columns.moderators.iter().zip(read_columns).map(|(name, column)| Moderator {
        name: name.clone(),
        values: match column {
            Column::Numbers(values) => Values::Numeric(kept.iter().map(|&row| values[row]).collect()),
            Column::Groups(values) => Values::Categorical {
                groups: kept.iter().map(|&row| values[row].clone()).collect(),
                reference: columns.references.iter().find(|(of, _)| of == name).map(|(_, group)| group.clone()),
            },
        },
    });
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let clusters = cluster.map(|place| {
        kept.iter()
            .map(|&row| {
                let next = known.len();
                *known.entry(table.cell(row, place)).or_insert(next)
            })
            .collect()
    });
    Ok(Read {
        lines: kept.iter().map(|&row| table.line(row)).collect(),
        labels: label.map(|place| kept.iter().map(|&row| table.cell(row, place).to_owned()).collect()),
        moderators: moderators.collect(),
        effects,
        clusters,
        omitted,
    })
}

impl Omission {
    /// As in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingEstimate => "missing_estimate",
            Self::BadEstimate => "bad_estimate",
            Self::MissingVariance => "missing_variance",
            Self::BadVariance => "bad_variance",
            Self::MissingCluster => "missing_cluster",
            Self::MissingModerator => "missing_moderator",
        }
    }

    /// For an error message.
    fn in_words(self) -> &'static str {
        match self {
            Self::MissingEstimate => "it holds no estimate",
            Self::BadEstimate => "its estimate is no finite number",
            Self::MissingVariance => "it holds no variance or standard error",
            Self::BadVariance => "its variance or standard error is no finite number above zero",
            Self::MissingCluster => "it names no cluster",
            Self::MissingModerator => "it holds no value of this moderator",
        }
    }
}

/// Options that name moderators have to name some that are asked for.
fn check(columns: &Columns) -> Result<(), anyhow::Error> {
    let named = columns.references.iter().map(|(name, _)| ("--reference", name));
    for (option, name) in named.chain(columns.categorical.iter().map(|name| ("--categorical", name))) {
        if !columns.moderators.contains(name) {
            let near = nearest_names(name, columns.moderators.iter().map(String::as_str));
            let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
            return Err(Usage(format!("{option} {name}: this is none of the --moderators{hint}")).into());
        }
    }
    for (place, name) in columns.moderators.iter().enumerate() {
        if columns.moderators[..place].contains(name) {
            wrong_use!("--moderators names {name} twice");
        }
    }
    Ok(())
}

fn effect(
    table: &Table,
    row: usize,
    estimate: usize,
    uncertainty: usize,
    squared: bool,
) -> Result<Effect, (usize, Omission)> {
    let number = |place, missing, bad| match table.number(row, place) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err((place, missing)),
        Err(_) => Err((place, bad)),
    };
    let estimate = number(estimate, Omission::MissingEstimate, Omission::BadEstimate)?;
    let given = number(uncertainty, Omission::MissingVariance, Omission::BadVariance)?;
    let variance = if squared { given * given } else { given };
    if !(given > 0.0 && variance > 0.0 && variance.is_finite()) {
        return Err((uncertainty, Omission::BadVariance));
    }
    Ok(Effect { estimate, variance })
}

/// A moderator is of numbers if every cell that holds something holds a number, and of groups if none does.
fn column(table: &Table, place: usize, categorical: bool) -> Result<Column, TableError> {
    let rows = || 0..table.rows.len();
    let cells = || rows().map(|row| group(table.cell(row, place)));
    let is_number = |row: usize| matches!(table.number(row, place), Ok(Some(_)));
    let numbers = rows().any(is_number);
    if categorical || !numbers && cells().any(|cell| cell.is_some()) {
        return Ok(Column::Groups(cells().collect()));
    }
    let wrong = rows().find(|&row| table.number(row, place).is_err());
    match wrong {
        Some(row) => Err(table.cell_error(
            row,
            place,
            "no number among numbers: correct it, leave it empty, or name the column in --categorical",
        )),
        None => table.numbers(place).map(Column::Numbers),
    }
}

/// A name in a cell; `None` where it is empty or says that there is none. The word `none` is a name: it may well be a group.
fn group(cell: &str) -> Option<String> {
    let missing = cell.is_empty() || ["na", "n/a", "nan", "null"].iter().any(|word| cell.eq_ignore_ascii_case(word));
    (!missing).then(|| cell.to_owned())
}
