//! Which contributions stand on a roadmap, and where.

use serde::{Deserialize, Serialize};

use crate::contribution::Kind;
use crate::status::OutcomeKind;

/// A part of a roadmap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// It will be done.
    Planned,
    /// It is being done.
    UnderWay,
    /// It is there: it stands in the changelog too.
    Done,
}

impl Group {
    /// Every part, in the order in which a roadmap shows them.
    pub const ALL: [Self; 3] = [Self::Planned, Self::UnderWay, Self::Done];

    /// Where something stands of which that became; nowhere, where it is not to be done by the firm.
    pub fn of(kind: OutcomeKind) -> Option<Self> {
        match kind {
            OutcomeKind::Adopted | OutcomeKind::Planned => Some(Self::Planned),
            OutcomeKind::UnderWay => Some(Self::UnderWay),
            OutcomeKind::Done => Some(Self::Done),
            OutcomeKind::NotNow | OutcomeKind::Answered | OutcomeKind::Matched | OutcomeKind::Awarded => None,
        }
    }
}

/// Whether such things stand on a roadmap. A statement has its place on its map, beside who agrees with it.
pub fn takes(kind: Kind) -> bool {
    kind != Kind::Statement
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_votes_and_was_wished_is_done() {
        for kind in OutcomeKind::ALL {
            let at = Group::of(kind);
            assert!(at.is_none() || kind.is_welcome(), "{kind:?}");
            assert!(kind.ends_votes() || matches!(at, Some(Group::Planned | Group::UnderWay)), "{kind:?}");
        }
        assert_eq!(Group::of(OutcomeKind::Done), Some(Group::Done));
    }
}
