//! What happened to what was agreed.

use crate::id::{ClauseId, PurposeId};
use crate::time::Timestamp;

/// What somebody did, or what time did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The firm asked.
    Asked,
    /// The person said yes.
    Given,
    /// The person said yes again, to something that had changed or lapsed.
    Renewed,
    /// The person said no to the clause; what was agreed of it before ends. Whoever declines a new version as a whole keeps the
    /// old one, which is no event.
    Refused,
    /// The person withdrew consent, or objected.
    Withdrawn,
    /// The time for which it was agreed is over.
    Expired,
    /// The firm changed it in the person's favour; nobody had to be asked.
    Changed,
    /// The firm gave it up.
    Released,
    /// The person left the exchange.
    Left,
}

impl Act {
    /// Whether what was asked for holds afterwards.
    pub(super) fn holds(self, before: bool) -> bool {
        match self {
            Self::Given | Self::Renewed => true,
            Self::Asked | Self::Changed => before,
            Self::Refused | Self::Withdrawn | Self::Expired | Self::Released | Self::Left => false,
        }
    }
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The person.
    Person,
    /// Somebody with parental responsibility.
    Guardian,
    /// The firm, the first of the controllers.
    Firm,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerns {
    /// One clause.
    Clause(ClauseId),
    /// Every clause for that purpose that holds at that time.
    Purpose(PurposeId),
    /// Every clause that holds at that time.
    All,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub act: Act,
    /// To what.
    pub concerns: Concerns,
    /// The version of the terms that it was about.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// Until when it is valid; nothing for until the next event.
    pub until: Option<Timestamp>,
}
