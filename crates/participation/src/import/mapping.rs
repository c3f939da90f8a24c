//! Which column says what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::fold;

/// What a column can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The title of the idea.
    Title,
    /// Its text.
    Body,
    /// When it was brought.
    At,
    /// Who brought it, by name.
    Author,
    /// Who brought it, by the id that the firm has for its customers.
    Customer,
    /// How many voted for it.
    Votes,
    /// Its status.
    Status,
    /// What was answered.
    Answer,
    /// When that was.
    AnsweredAt,
    /// Its number or name.
    Number,
    /// The number of what it is the same as.
    MergedInto,
    /// Words that it was given, with commas between.
    Tags,
    /// Whether others see it: `shown`, or it is left out.
    Showing,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Body,
        Self::At,
        Self::Author,
        Self::Customer,
        Self::Votes,
        Self::Status,
        Self::Answer,
        Self::AnsweredAt,
        Self::Number,
        Self::MergedInto,
        Self::Tags,
        Self::Showing,
    ];

    /// Its name among the words and in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Body => "body",
            Self::At => "at",
            Self::Author => "author",
            Self::Customer => "customer",
            Self::Votes => "votes",
            Self::Status => "status",
            Self::Answer => "answer",
            Self::AnsweredAt => "answered_at",
            Self::Number => "number",
            Self::MergedInto => "merged_into",
            Self::Tags => "tags",
            Self::Showing => "showing",
        }
    }

    /// The column of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }

    /// Heads by which it is known, folded.
    fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Title => &["title", "idea", "subject", "summary", "titolo", "oggetto"],
            Self::Body => &["description", "body", "text", "details", "content", "descrizione", "testo", "dettagli"],
            Self::At => &["created at", "created", "date", "creato", "creato il", "data", "at"],
            Self::Author => &["created by", "author", "user", "creator", "autore", "utente", "creato da"],
            Self::Customer => &[
                "external id",
                "customer id",
                "customer number",
                "user id",
                "codice cliente",
                "id cliente",
                "numero cliente",
            ],
            Self::Votes => &["votes count", "total votes", "votes", "vote count", "upvotes", "voti", "numero voti"],
            Self::Status => &["status", "state", "stato"],
            Self::Answer => &["response", "answer", "official response", "risposta"],
            Self::AnsweredAt => &["responded at", "answered at", "risposto il", "data risposta"],
            Self::Number => &["number", "id", "numero"],
            Self::MergedInto => &["original number", "duplicate of", "merged into", "duplicato di", "unito a"],
            Self::Showing => &["showing", "visibility"],
            Self::Tags => &["tags", "labels", "categories", "etichette", "categorie"],
        }
    }
}

/// Which column says what, by its place from 0. Columns that stand nowhere here are not read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<Column, usize>);

/// What is wrong with a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAMapping {
    /// No column has the title.
    #[error("say which column has the title of an idea")]
    NoTitle,
    /// A place that no head has.
    #[error("there is no column {0}")]
    NoColumn(usize),
    /// Two say that they are in one column.
    #[error("column {0} cannot say two things")]
    Twice(usize),
}

impl Mapping {
    /// What the heads say by themselves; to be shown and changed before anything is read. Where several columns would do, the head
    /// that is named first in the list of its kind is taken, and of equal ones the leftmost.
    pub fn guess(heads: &[String]) -> Self {
        let heads: Vec<String> = heads.iter().map(|head| fold::words(head).join(" ")).collect();
        let find = |column: Column| column.heads().iter().find_map(|known| heads.iter().position(|head| head == known));
        Self(Column::ALL.into_iter().filter_map(|column| Some((column, find(column)?))).collect())
    }

    /// The columns that are not read.
    pub fn unread(&self, heads: usize) -> Vec<usize> {
        (0..heads).filter(|place| self.0.values().all(|read| read != place)).collect()
    }

    /// Whether rows can be read by it.
    ///
    /// # Errors
    /// [`NotAMapping`].
    pub fn check(&self, heads: usize) -> Result<(), NotAMapping> {
        if !self.0.contains_key(&Column::Title) {
            return Err(NotAMapping::NoTitle);
        }
        let mut seen = std::collections::BTreeSet::new();
        for place in self.0.values() {
            if *place >= heads {
                return Err(NotAMapping::NoColumn(*place));
            }
            if !seen.insert(place) {
                return Err(NotAMapping::Twice(*place));
            }
        }
        Ok(())
    }
}
