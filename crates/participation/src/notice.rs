//! Who is to be told of what. No words: those are the caller's, in the reader's language.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::{ActivityId, CommentId, ContributionId, PersonId};
use crate::moderation::Reason;
use crate::name::Name;
use crate::status::OutcomeKind;

/// What people can ask to be told of, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What became of what one brought, and what a moderator decided on it.
    Own,
    /// What became of what one voted for or follows.
    Outcomes,
    /// Comments on what one brought or follows.
    Comments,
    /// Thanks, credits and benefits.
    Recognition,
    /// New activities.
    Activities,
}

impl Topic {
    /// Every topic, the weightiest first.
    pub const ALL: [Self; 5] = [Self::Own, Self::Outcomes, Self::Recognition, Self::Comments, Self::Activities];
}

/// Why somebody is told: the nearest of what they are to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// They brought it.
    Author,
    /// They wrote the comment that is concerned.
    Writer,
    /// They follow it.
    Follower,
    /// They voted on it.
    Voter,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// It waits for a moderator.
    Queued,
    /// A moderator let it through.
    Approved,
    /// A moderator declined it.
    Declined {
        /// Why. It can be contested.
        reason: Reason,
    },
    /// It moved to another status that is open.
    Moved {
        /// Which.
        status: Name,
    },
    /// It has its outcome; the firm's words stand in the contribution.
    Outcome {
        /// The firm's own status.
        status: Name,
        /// What it stands for.
        kind: OutcomeKind,
    },
    /// The firm says in the changelog what came of it.
    Published,
    /// The activity that it belongs to has its outcome.
    ActivityOutcome {
        /// Which activity.
        activity: ActivityId,
        /// What became of it.
        kind: OutcomeKind,
    },
    /// It is now part of another.
    Merged {
        /// Which.
        into: ContributionId,
    },
    /// It stands for itself again.
    Unmerged,
    /// Somebody commented on it, or answered.
    Commented {
        /// The comment.
        comment: CommentId,
    },
    /// One's answer was taken as the answer.
    Accepted {
        /// The answer.
        comment: CommentId,
    },
    /// Somebody thanks.
    Thanked {
        /// For which comment; for the contribution, when none is named.
        comment: Option<CommentId>,
    },
    /// Something comes back for it, by a rule of the firm.
    Promised,
    /// What was promised for it is not any more: what it was for was undone.
    Unpromised,
    /// The firm asks whether they agree to be named as whoever had a part in it.
    CreditAsked,
    /// An offer and a need fit, and the other side says yes; it waits for one's own yes.
    Asked {
        /// The other.
        with: ContributionId,
    },
    /// Both sides of an offer and a need say yes.
    Matched {
        /// The other.
        with: ContributionId,
    },
    /// The other side of an offer and a need takes its yes back.
    Parted {
        /// The other.
        with: ContributionId,
    },
}

/// One person is to be told one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Who.
    pub to: PersonId,
    /// Why they.
    pub because: Because,
    /// About which contribution: the one that they know, also where it is merged now.
    pub about: ContributionId,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
    /// When.
    pub at: Timestamp,
}

impl Notice {
    /// The topic that it falls under.
    pub fn topic(&self) -> Topic {
        match (&self.what, self.because) {
            (What::Commented { .. }, _) => Topic::Comments,
            (
                What::Thanked { .. } | What::Accepted { .. } | What::Promised | What::Unpromised | What::CreditAsked,
                _,
            ) => Topic::Recognition,
            (_, Because::Author | Because::Writer) => Topic::Own,
            (_, Because::Follower | Because::Voter) => Topic::Outcomes,
        }
    }
}
