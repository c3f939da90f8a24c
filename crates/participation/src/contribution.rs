//! What somebody brings to an activity, as it stands.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::activity::Particulars;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::moderation::Showing;
use crate::name::Name;
use crate::stage::Place;
use crate::status::Outcome;
use crate::text::{Field, Text};

/// What kind of thing is brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An idea.
    Idea,
    /// A statement on an opinion map.
    Statement,
    /// An entry to a challenge.
    Entry,
    /// A question to other customers.
    Question,
    /// Something that a customer offers to others.
    Offer,
    /// Something that a customer needs from others.
    Need,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [Self::Idea, Self::Statement, Self::Entry, Self::Question, Self::Offer, Self::Need];

    /// How long its text may be. A statement is a text without a title.
    pub fn field(self) -> Field {
        if self == Self::Statement { Field::Statement } else { Field::Body }
    }
}

/// What stands in a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// A few words; none for a statement.
    pub title: Option<Text>,
    /// What it says; a title may be enough.
    pub body: Option<Text>,
    /// In which language.
    pub language: Language,
    /// What an offer or a need says beside that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub particulars: Option<Particulars>,
}

impl Content {
    /// By which words it goes: its title, or what it says where it has none.
    pub fn called(&self) -> Option<&Text> {
        self.title.as_ref().or(self.body.as_ref())
    }
}

/// A contribution, as one row.
///
/// Responses to it are rows of their own and name the contribution at which they were given. Merging sets `merged_into`
/// and moves nothing; so undoing a merge has nothing to move back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    /// Its number.
    pub id: ContributionId,
    /// The exchange that it belongs to.
    pub exchange: ExchangeId,
    /// The activity that it was brought to.
    pub activity: ActivityId,
    /// What it is.
    pub kind: Kind,
    /// Where along the value chain.
    pub place: Place,
    /// Who brought it; nobody after they were erased, or where it was imported and they are not here.
    pub author: Option<PersonId>,
    /// What stands in it; nothing after its author was erased.
    pub content: Option<Content>,
    /// When it was brought.
    pub at: Timestamp,
    /// Whether others see it.
    pub showing: Showing,
    /// The status it is in, of those of its activity.
    pub status: Name,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The comment that answers it, for a question.
    pub accepted: Option<CommentId>,
    /// Since when it waits for a moderator or for an answer, whichever [`Self::showing`] says; nothing when it does not.
    /// A merged one keeps it for the day on which it stands alone again.
    pub waiting_since: Option<Timestamp>,
    /// The contribution that it was found to be the same as.
    pub merged_into: Option<ContributionId>,
    /// Counts the changes of this row, from 1; members act on a version.
    pub version: u32,
}

impl Contribution {
    /// Whether it is seen by others and stands for itself.
    pub fn stands(&self) -> bool {
        self.showing == Showing::Shown && self.merged_into.is_none()
    }

    /// Whether votes have ended with what became of it.
    pub fn votes_ended(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes())
    }
}

/// Follows `merged_into` to the contribution that stands for `id`: `id` itself when it is not merged, or not known.
///
/// `into` gives what a contribution was merged into. Ends also where rows have come to point in a circle, which
/// [`crate::board::Board::merge`] never makes.
pub fn root(id: ContributionId, into: impl Fn(ContributionId) -> Option<ContributionId>) -> ContributionId {
    let mut seen = std::collections::BTreeSet::from([id]);
    let mut at = id;
    while let Some(next) = into(at).filter(|next| seen.insert(*next)) {
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_are_followed_and_circles_end() {
        let id = |n: u128| ContributionId(n);
        let chain = |c: ContributionId| (c.0 < 4).then(|| id(c.0 + 1));
        assert_eq!(root(id(1), chain), id(4));
        assert_eq!(root(id(9), chain), id(9));
        let circle = |c: ContributionId| Some(id((c.0 + 1) % 3));
        assert!(root(id(0), circle).0 < 3);
    }
}
