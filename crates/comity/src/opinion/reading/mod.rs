//! Reading a conversation: its votes, the texts of its statements, and the groups that another program published.
//!
//! Nothing is dropped in silence: a row is a vote or a counted reject, and what the files say of people or statements
//! that the others do not know is counted too. People and statements get numbers in the natural order of their ids, so
//! that the order of the rows changes nothing but which of two votes at the same time is the last.

mod ballot;
mod files;
mod long;
mod names;
mod people;
mod rejects;
mod statements;
mod wide;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use comity_intake::time::TimeOptions;
use comity_measure::opinion::{Cast, Standing};
use hashbrown::HashMap;

pub use files::Files;
pub use rejects::Rejects;

use crate::study::outcome::ColumnUse;

/// What is to be read, and how.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// A file of votes, or a folder in Polis's export form.
    pub votes: PathBuf,
    /// A file of statements, in place of the folder's own.
    pub statements: Option<PathBuf>,
    /// Column of the person.
    pub person: Option<String>,
    /// Column of the statement.
    pub statement: Option<String>,
    /// Column of the vote.
    pub vote: Option<String>,
    /// Column of the time.
    pub time: Option<String>,
    /// How times are read.
    pub times: TimeOptions,
    /// Whether +1 means disagree in the file.
    pub flip: bool,
    /// Whether statements that a moderator took out stay in.
    pub keep_moderated: bool,
    /// Whether every reject is kept.
    pub list_rejects: bool,
}

/// A statement to which people say agree, disagree or pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// Its id in the file.
    pub id: String,
    /// Its text, where one is known.
    pub text: Option<String>,
    /// Its part in the map.
    pub standing: Standing,
}

/// A conversation as it was read.
#[derive(Debug, Clone, Default)]
pub struct Conversation {
    /// Its title, where the folder tells it.
    pub topic: Option<String>,
    /// Ids of people, in their natural order.
    pub people: Vec<String>,
    /// The statements, in the natural order of their ids.
    pub statements: Vec<Statement>,
    /// Every vote cast; times are microseconds since 1970 UTC where [`Self::timed`], else numbers that tell the order, or 0.
    pub cast: Vec<Cast>,
    /// Whether the votes have times.
    pub timed: bool,
    /// For each person the group in which another program put them.
    pub published: Option<Vec<Option<String>>>,
    /// Rows that are no votes.
    pub rejects: Rejects,
    /// Which column was taken for what.
    pub columns: Vec<ColumnUse>,
    /// Rows that were not UTF-8 and were taken for Windows-1252.
    pub decoded_as_windows_1252: u64,
    /// What the files say of what the others do not know.
    pub unknown: Unknown,
    /// Agreements as the file of statements counts them point the other way than the votes.
    pub looks_flipped: bool,
}

/// What one file knows and another does not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Statements that were voted on and that the file of statements does not hold.
    pub statements: Vec<String>,
    /// People who voted and whom the file of people does not hold.
    pub people: Vec<String>,
    /// Statements of the file of statements without a vote.
    pub unvoted: usize,
    /// Statements that the file of statements holds more than once; the first counts.
    pub repeated: usize,
}

/// Reads a conversation.
///
/// # Errors
/// When a file cannot be read, has no column of a kind that is needed, or holds no vote at all; the message says where
/// and what to do.
pub fn read(request: &Request) -> anyhow::Result<(Conversation, Files)> {
    let files = Files::find(&request.votes, request.statements.as_deref())?;
    let mut raw = Raw { rejects: Rejects::new(request.list_rejects), ..Raw::default() };
    match long::columns(&files.votes, request)? {
        Some(columns) => long::read(&files.votes, &columns, request, &mut raw)?,
        None => wide::read(&files.votes, request, &mut raw)?,
    }
    if raw.cast.is_empty() {
        return Err(no_votes(&files, &raw));
    }
    if request.flip {
        for cast in &mut raw.cast {
            cast.vote = long::flipped(cast.vote);
        }
    }
    let mut conversation = raw.in_natural_order();
    if let Some(path) = &files.statements {
        statements::read(path, request.keep_moderated, &mut conversation)?;
    }
    if let Some(path) = &files.people {
        people::read(path, &mut conversation)?;
    }
    conversation.topic = files.summary.as_deref().and_then(people::topic);
    Ok((conversation, files))
}

fn no_votes(files: &Files, raw: &Raw) -> anyhow::Error {
    let path = files.votes.display();
    match raw.rejects.rows.first() {
        Some(first) => anyhow::anyhow!(
            "{path}: none of its {} rows is a vote; line {}: {} (`{}`). A vote is 1 or agree, -1 or disagree, 0 or pass",
            raw.rejects.total(),
            first.line,
            crate::words::opinion_reject(first.reason, crate::words::Lang::En),
            first.excerpt,
        ),
        None => anyhow::anyhow!("{path} holds no vote"),
    }
}

/// Numbers for names, in order of appearance.
#[derive(Debug, Clone, Default)]
struct Names {
    list: Vec<String>,
    places: HashMap<String, u32>,
}

impl Names {
    /// The number of a name, a new one if it was not seen before.
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.places.get(name) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(name.to_owned());
        self.places.insert(name.to_owned(), number);
        number
    }
}

/// Votes with people and statements in order of appearance.
#[derive(Debug, Clone, Default)]
struct Raw {
    people: Names,
    statements: Names,
    cast: Vec<Cast>,
    timed: bool,
    rejects: Rejects,
    columns: Vec<ColumnUse>,
    decoded_as_windows_1252: u64,
}

impl Raw {
    fn in_natural_order(self) -> Conversation {
        let (people, new_people) = sorted(self.people.list);
        let (ids, new_statements) = sorted(self.statements.list);
        let mut cast = self.cast;
        for one in &mut cast {
            one.person = new_people[one.person as usize];
            one.statement = new_statements[one.statement as usize];
        }
        Conversation {
            people,
            statements: ids.into_iter().map(|id| Statement { id, ..Statement::default() }).collect(),
            cast,
            timed: self.timed,
            rejects: self.rejects,
            columns: self.columns,
            decoded_as_windows_1252: self.decoded_as_windows_1252,
            ..Conversation::default()
        }
    }
}

/// Names in their natural order, and the new place of each old one.
fn sorted(names: Vec<String>) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<(u32, String)> = (0u32..).zip(names).collect();
    order.sort_by(|(_, a), (_, b)| natural(a).cmp(&natural(b)));
    let mut places = vec![0; order.len()];
    for ((old, _), new) in order.iter().zip(0u32..) {
        places[*old as usize] = new;
    }
    (order.into_iter().map(|(_, name)| name).collect(), places)
}

/// Whole numbers by size, before everything else by letters.
fn natural(name: &str) -> (bool, usize, &str) {
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    (!is_number, if is_number { name.trim_start_matches('0').len() } else { 0 }, name)
}

/// The first dozen names, for a message.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{}`", crate::words::tame(name))).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}
