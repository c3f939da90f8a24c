//! Ideas that were collected elsewhere: rows in, contributions out, and for every row that is none the reason.
//!
//! What a row cannot say is not made up. Votes that come as a number without persons stay a number beside the votes given here; a
//! final status without words waits for its words; people are names until the caller knows who they are. Times are read by the
//! caller's own reader.

pub mod fider;
mod links;
mod mapping;
mod table;

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use links::{Lead, Link, leads};
pub use mapping::{Column, Mapping, NotAMapping};
pub use table::{Reading, table};

use crate::text::{NotAText, Text};

/// Reads a moment as it is written in a file.
pub type ReadTime<'r> = &'r dyn Fn(&str) -> Option<Timestamp>;

/// An idea from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The row that it stood in, from 1, without the heads; the place in the list for JSON.
    pub row: usize,
    /// Its number or name where it comes from.
    pub number: Option<String>,
    /// A few words.
    pub title: Text,
    /// What it says.
    pub body: Option<Text>,
    /// When it was brought, where that is told.
    pub at: Option<Timestamp>,
    /// Who brought it, as it is written there.
    pub author: Option<String>,
    /// Who brought it, by the id that the firm has for its customers, where that is told.
    pub customer: Option<String>,
    /// How many votes were counted there. Never added to votes of persons.
    pub votes: Option<u64>,
    /// Its status there, in its own words.
    pub status: Option<String>,
    /// What was answered.
    pub answer: Option<Text>,
    /// When.
    pub answered_at: Option<Timestamp>,
    /// The number of what it was found to be the same as; always one that was imported too.
    pub merged_into: Option<String>,
    /// Words that it was given there.
    pub tags: Vec<String>,
    /// Who voted, by their numbers there, where that is told.
    pub voters: Vec<i64>,
    /// What was said about it, oldest first, where that is told.
    pub comments: Vec<ImportedComment>,
}

/// A comment from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedComment {
    /// Who wrote it, by their number there.
    pub writer: Option<i64>,
    /// What it says.
    pub text: Text,
    /// When.
    pub at: Option<Timestamp>,
}

/// Why a row is no idea.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing stands in its title.
    NoTitle,
    /// Its title is too long.
    TitleTooLong,
    /// Its text is too long.
    BodyTooLong,
    /// Its answer is too long.
    AnswerTooLong,
    /// The time cannot be read.
    Time,
    /// The number of votes is none.
    Votes,
    /// Another row has its number.
    SameNumber,
    /// It was deleted where it comes from.
    Deleted,
    /// Others did not see it there.
    Hidden,
    /// It has another number of fields than there are heads.
    Fields,
}

impl Why {
    /// Its name among the words and in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoTitle => "no-title",
            Self::TitleTooLong => "title-too-long",
            Self::BodyTooLong => "body-too-long",
            Self::AnswerTooLong => "answer-too-long",
            Self::Time => "time",
            Self::Votes => "votes",
            Self::SameNumber => "same-number",
            Self::Deleted => "deleted",
            Self::Hidden => "hidden",
            Self::Fields => "fields",
        }
    }
}

/// A row that is no idea.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Which, from 1.
    pub row: usize,
    /// Why.
    pub why: Why,
}

/// What became of all rows: each is an idea or a reject.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Import {
    /// Ideas, in the order of their rows.
    pub ideas: Vec<Imported>,
    /// Rejects, in the order of their rows.
    pub rejects: Vec<Reject>,
    /// Rows that were marked as the same as something that is not among the ideas, or in a circle; they stand for themselves.
    pub loose: Vec<usize>,
    /// Comments that were left out, because nothing is written in them, they are too long, deleted, or on nothing that was imported.
    pub comments_left_out: usize,
    /// Numbers that were seen.
    #[serde(skip)]
    numbers: std::collections::BTreeSet<String>,
}

impl Import {
    /// How many rows were rejected for each reason.
    pub fn reasons(&self) -> std::collections::BTreeMap<Why, usize> {
        let mut reasons = std::collections::BTreeMap::new();
        self.rejects.iter().for_each(|reject| *reasons.entry(reject.why.clone()).or_default() += 1);
        reasons
    }

    fn take(&mut self, row: usize, read: Result<Imported, Why>) {
        match read {
            Ok(idea) if idea.number.as_ref().is_some_and(|number| !self.numbers.insert(number.clone())) => {
                self.rejects.push(Reject { row, why: Why::SameNumber });
            }
            Ok(idea) => self.ideas.push(idea),
            Err(why) => self.rejects.push(Reject { row, why }),
        }
    }

    /// Lets only such merges stand as lead to an idea that was imported, and in no circle.
    fn settle(&mut self) {
        let link = |idea: &Imported| Link { number: idea.number.clone(), into: idea.merged_into.clone() };
        let links: Vec<Link> = self.ideas.iter().map(link).collect();
        for (idea, lead) in self.ideas.iter_mut().zip(leads(&links)) {
            if lead == Lead::Loose {
                idea.merged_into = None;
                self.loose.push(idea.row);
            }
        }
    }
}

/// A text that may be missing.
fn optional(written: &str, field: crate::text::Field, long: Why) -> Result<Option<Text>, Why> {
    match Text::new(written, field) {
        Ok(text) => Ok(Some(text)),
        Err(NotAText::Nothing) => Ok(None),
        Err(NotAText::TooLong { .. }) => Err(long),
    }
}

#[cfg(test)]
mod tests;
