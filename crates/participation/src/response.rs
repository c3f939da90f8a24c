//! What people do about a contribution, one row each: votes, following, comments, thanks.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{CommentId, ContributionId, MemberId, PersonId};
use crate::moderation::Showing;
use crate::text::Text;

/// What a person says by voting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// Supports it; agrees.
    For,
    /// Is against it; disagrees.
    Against,
    /// Was asked and does not say.
    Pass,
}

impl Ballot {
    /// Every ballot.
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::Pass];

    /// 1, −1 or 0, as opinion maps and Polis's export write it.
    pub fn number(self) -> i8 {
        match self {
            Self::For => 1,
            Self::Against => -1,
            Self::Pass => 0,
        }
    }
}

/// A person's vote, at the contribution at which it was given. At most one for a person and contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Where it was given.
    pub contribution: ContributionId,
    /// Who gave it.
    pub person: PersonId,
    /// What it says.
    pub ballot: Ballot,
    /// When it was last changed.
    pub at: Timestamp,
}

/// Whether a person is told of what happens to a contribution. At most one for a person and contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// Where they said so.
    pub contribution: ContributionId,
    /// Who.
    pub person: PersonId,
    /// Told of everything; or, when false, of nothing but what becomes of what they brought themselves.
    pub on: bool,
    /// When they last said so.
    pub at: Timestamp,
}

/// Who wrote a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writer {
    /// A customer.
    Person(PersonId),
    /// Somebody of the firm.
    Member(MemberId),
    /// Somebody who was erased.
    Erased,
}

/// A comment, or an answer to a question, at the contribution at which it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its number.
    pub id: CommentId,
    /// Where it was written.
    pub contribution: ContributionId,
    /// The comment that it replies to.
    pub reply_to: Option<CommentId>,
    /// Who wrote it.
    pub writer: Writer,
    /// What it says; nothing after its writer took it back or was erased.
    pub text: Option<Text>,
    /// When.
    pub at: Timestamp,
    /// Whether others see it.
    pub showing: Showing,
    /// Counts the changes of this row, from 1.
    pub version: u32,
}

/// Thanks for a comment, or for the contribution itself. At most one from a person for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Thanks {
    /// Where.
    pub contribution: ContributionId,
    /// For which comment; for the contribution, when none is named.
    pub comment: Option<CommentId>,
    /// Who thanks.
    pub from: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Votes counted over a contribution and everything merged into it; a person who voted at several counts once, by the
/// vote given last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// For it.
    pub for_it: u64,
    /// Against it.
    pub against: u64,
    /// Passed.
    pub pass: u64,
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, ballot: Ballot) {
        match ballot {
            Ballot::For => self.for_it += 1,
            Ballot::Against => self.against += 1,
            Ballot::Pass => self.pass += 1,
        }
    }

    /// How many persons voted.
    pub fn persons(&self) -> u64 {
        self.for_it + self.against + self.pass
    }
}
