//! Which column is what, and why.

use crate::dialect::Dialect;
use crate::error::{OpenError, nearest_names};
use crate::guess::{self, Sample};
use crate::options::{ReadOptions, Role};
use crate::row::{MAX_EXTRA, SLOTS};
use crate::source::Encoding;
use crate::time::{TimeColumn, TimeForm, TimeFormError};
use std::path::{Path, PathBuf};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Fields between delimiters: CSV, TSV and their kin.
    Delimited(Dialect),
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet.
    Parquet,
}

/// Why a column was chosen for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The caller named it.
    Named,
    /// It has a name that such columns have.
    Name,
    /// Its values are like those of such columns.
    Content,
    /// Its values hold the units that the caller named.
    Hint,
}

/// A column chosen for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its place, from 0.
    pub column: usize,
    /// Its name.
    pub name: String,
    /// Why it was chosen.
    pub why: Why,
}

/// How one file is read.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Which of the files, counted from 0 in the order in which they were given.
    pub file: u32,
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub format: Format,
    /// Whether it is gzipped.
    pub gzip: bool,
    /// The encoding that its byte order mark tells, or UTF-8.
    pub encoding: Encoding,
    /// All its columns. In JSON Lines those seen in the sample, those within objects as `user.name`.
    pub columns: Vec<String>,
    /// How its times are written, if they are read.
    pub times: Option<TimeColumn>,
    pub(crate) needs_text: bool,
    roles: [Option<Choice>; Role::ALL.len()],
    /// Column and slot of everything that is read, by column.
    pub(crate) wanted: Vec<(usize, usize)>,
}

/// What is known of a file before its columns are given roles.
pub(crate) struct FileFacts {
    pub file: u32,
    pub path: PathBuf,
    pub format: Format,
    pub gzip: bool,
    pub encoding: Encoding,
}

impl Layout {
    /// The column chosen for a role.
    pub fn choice(&self, role: Role) -> Option<&Choice> {
        self.roles[role.slot()].as_ref()
    }

    /// The form of the times, if they are read.
    pub fn time_form(&self) -> Option<TimeForm> {
        self.times.as_ref().map(|times| times.form)
    }

    /// Gives columns their roles: as named, else as in the file before, else guessed.
    pub(crate) fn resolve(
        facts: FileFacts,
        sample: &Sample,
        options: &ReadOptions,
        before: Option<&Layout>,
    ) -> Result<Layout, OpenError> {
        let path = &facts.path;
        let names: Vec<&str> = sample.columns.iter().map(|column| column.name.as_str()).collect();
        let choose = |column: usize, why| Choice { column, name: names[column].to_owned(), why };
        let mut roles: [Option<Choice>; Role::ALL.len()] = Default::default();
        for role in Role::ALL {
            if let Some(name) = options.columns.get(role) {
                roles[role.slot()] = Some(choose(find_column(path, &names, name)?, Why::Named));
            } else if let Some(choice) = before.and_then(|layout| layout.choice(role)) {
                let same = names.iter().position(|name| name.eq_ignore_ascii_case(&choice.name));
                roles[role.slot()] = same.map(|column| choose(column, choice.why));
            }
        }
        let wants_time = options.needs_time || options.columns.time.is_some();
        for role in [Role::Time, Role::Text, Role::Unit, Role::Author, Role::Id, Role::Lang] {
            if roles[role.slot()].is_some() || role == Role::Time && !wants_time {
                continue;
            }
            let taken: Vec<usize> = roles.iter().flatten().map(|choice| choice.column).collect();
            if role == Role::Unit && !options.needs_unit {
                continue;
            }
            let guessed = match role {
                Role::Time => guess::time(sample, &taken, &options.times),
                Role::Text => guess::text(sample, &taken),
                Role::Unit => guess::unit(sample, &taken, &options.unit_hints),
                Role::Author => guess::author(sample, &taken),
                Role::Id => guess::id(sample, &taken),
                Role::Lang | Role::Score => guess::lang(sample, &taken),
            };
            roles[role.slot()] = guessed.map(|(column, why)| choose(column, why));
        }
        // A name that two columns bear was guessed at random, so to speak: the first is no better than the second.
        if let Some(choice) = roles.iter().flatten().find(|c| names.iter().filter(|name| **name == c.name).count() > 1)
        {
            return Err(OpenError::DuplicateColumn { path: path.clone(), name: choice.name.clone() });
        }
        let lacking =
            |role: Role| OpenError::NoColumnFor { path: path.clone(), role: role.name(), columns: list(&names) };
        if options.needs_text && roles[Role::Text.slot()].is_none() {
            return Err(lacking(Role::Text));
        }
        let times = match &roles[Role::Time.slot()] {
            Some(choice) => Some(time_column(path, sample, choice, options)?),
            None if wants_time => return Err(lacking(Role::Time)),
            None => None,
        };
        let mut wanted: Vec<(usize, usize)> =
            roles.iter().enumerate().filter_map(|(slot, choice)| Some((choice.as_ref()?.column, slot))).collect();
        let extra = &options.columns.extra;
        if extra.len() > MAX_EXTRA {
            return Err(OpenError::TooManyExtra { count: extra.len(), limit: MAX_EXTRA });
        }
        for (name, slot) in extra.iter().zip(Role::ALL.len()..SLOTS) {
            wanted.push((find_column(path, &names, name)?, slot));
        }
        wanted.sort_unstable();
        let columns = names.iter().map(|name| (*name).to_owned()).collect();
        let FileFacts { file, path, format, gzip, encoding } = facts;
        let needs_text = options.needs_text;
        Ok(Layout { file, path, format, gzip, encoding, columns, times, needs_text, roles, wanted })
    }
}

/// The place of the column that the caller named.
pub(crate) fn find_column(path: &Path, names: &[&str], wanted: &str) -> Result<usize, OpenError> {
    let by = |same: &dyn Fn(&str) -> bool| -> Vec<usize> { (0..names.len()).filter(|i| same(names[*i])).collect() };
    let mut found = by(&|name| name == wanted);
    if found.is_empty() {
        found = by(&|name| name.to_lowercase() == wanted.trim().to_lowercase());
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(OpenError::NoSuchColumn {
            path: path.to_owned(),
            name: wanted.to_owned(),
            nearest: nearest_names(wanted, names.iter().copied()),
            columns: list(names),
        }),
        _ => Err(OpenError::DuplicateColumn { path: path.to_owned(), name: wanted.to_owned() }),
    }
}

/// Names for a message; very many are cut.
pub(crate) fn list(names: &[&str]) -> String {
    const SHOWN: usize = 40;
    let mut out = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        out.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    out
}

fn time_column(path: &Path, sample: &Sample, choice: &Choice, options: &ReadOptions) -> Result<TimeColumn, OpenError> {
    let column = &sample.columns[choice.column];
    if column.typed_time {
        return Ok(TimeColumn::typed(&options.times));
    }
    let (path, name) = (path.to_owned(), choice.name.clone());
    TimeColumn::detect(column.values(), &options.times).or_else(|error| match error {
        // Nothing to go by: every row will say so for itself.
        TimeFormError::Empty => Ok(TimeColumn::iso(&options.times)),
        TimeFormError::Unreadable { example } => Err(OpenError::UnreadableTimes { path, column: name, example }),
        TimeFormError::Ambiguous { example } => Err(OpenError::AmbiguousDates { path, column: name, example }),
        TimeFormError::MixedOrders { day_first, month_first } => {
            Err(OpenError::MixedDates { path, column: name, day_first, month_first })
        }
    })
}

/// Refuses a header that holds values: a number, a time, an address, or something as long as a text.
pub(crate) fn check_header(path: &Path, names: &[String]) -> Result<(), OpenError> {
    let is_value = |name: &String| {
        let digit = name.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit());
        let time = || crate::time::parse_time(name, &options_for_header()).is_ok();
        (digit && (name.parse::<f64>().is_ok() || time()))
            || time()
            || name.contains("://")
            || name.chars().count() > 120
    };
    match names.iter().position(is_value) {
        None => Ok(()),
        Some(at) => Err(OpenError::NoHeader {
            path: path.to_owned(),
            cell: names[at].chars().take(60).collect(),
            column: at + 1,
        }),
    }
}

fn options_for_header() -> crate::time::TimeOptions {
    crate::time::TimeOptions { date_order: Some(crate::time::DateOrder::DayMonthYear), ..Default::default() }
}
