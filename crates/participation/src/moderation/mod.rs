//! What others see, and who decides that: rules that everybody can read, four buttons, and a reason for every no.

mod decision;
mod fault;
mod policy;
mod preview;
mod rate;
mod trust;

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use decision::{Button, Conflict, decide, second_look};
pub use fault::{LARGEST, LONGEST, LONGEST_WORD, MOST_HOSTS, MOST_WORDS, Place, PolicyFault};
pub use policy::{LinkRule, Policy, Screened, Why, WordRule, screen};
pub use preview::{Came, Earlier, then};
pub use rate::{Limit, RateRule};
pub use trust::{Level, Mark, Record, TrustRule};

use crate::id::MemberId;
use crate::text::Text;

/// Why something was declined. Its author reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The kind of reason.
    pub kind: ReasonKind,
    /// In words to the author.
    pub words: Text,
}

/// Kinds of reasons for a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// It is about something else.
    OffTopic,
    /// It tells of somebody what is not for everybody.
    Personal,
    /// It attacks somebody.
    Abuse,
    /// It sells something.
    Advertising,
    /// It says what somebody else wrote as one's own.
    Copied,
    /// The law forbids it.
    Unlawful,
    /// Something else, as the words say.
    Other,
}

/// Whether others see something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "showing", rename_all = "snake_case")]
pub enum Showing {
    /// It waits for a moderator; its author sees it.
    Queued,
    /// Everybody sees it.
    Shown,
    /// A moderator said no; its author sees it, and why.
    Declined(Declined),
    /// Its author took it back.
    Withdrawn,
}

/// A no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declined {
    /// Why.
    pub reason: Reason,
    /// Who said so.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// What the author said against it.
    pub contested: Option<Contested>,
    /// Whether it was looked at again after that and stayed a no, which is then the last word.
    pub upheld: bool,
}

/// What an author says against a no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contested {
    /// In their words.
    pub words: Text,
    /// When.
    pub at: Timestamp,
}

impl Showing {
    /// Since when this waits for a moderator, where it does; `brought` is when the thing was.
    pub fn waits_since(&self, brought: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Queued => Some(brought),
            Self::Declined(no) if !no.upheld => no.contested.as_ref().map(|contested| contested.at),
            _ => None,
        }
    }

    /// Who said no, where its author has said something against that which nobody has looked at yet.
    pub fn contested_no_of(&self) -> Option<MemberId> {
        match self {
            Self::Declined(no) if no.contested.is_some() && !no.upheld => Some(no.by),
            _ => None,
        }
    }

    /// Takes what the author says against a no; says whether there was something to contest: once, and not the last word.
    pub fn contest(&mut self, words: Text, at: Timestamp) -> bool {
        match self {
            Self::Declined(no) if no.contested.is_none() => {
                no.contested = Some(Contested { words, at });
                true
            }
            _ => false,
        }
    }
}
