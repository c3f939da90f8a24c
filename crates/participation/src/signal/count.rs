//! Counting with what a member decided.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Visit;
use crate::id::{ContributionId, SessionId};
use crate::response::Tally;

/// Votes on a contribution: all of them, and without the sessions that a member set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counted {
    /// Everything that was cast.
    pub raw: Tally,
    /// Without what was set aside.
    pub without: Tally,
}

/// Counts votes by contribution. `set_aside` are sessions that a member looked at and decided not to count; a mark alone changes
/// no figure.
pub fn count(visits: &[Visit], set_aside: &BTreeSet<SessionId>) -> BTreeMap<ContributionId, Counted> {
    let mut counted: BTreeMap<ContributionId, Counted> = BTreeMap::new();
    for visit in visits {
        for vote in &visit.votes {
            let place = counted.entry(vote.contribution).or_default();
            place.raw.add(vote.ballot);
            if !set_aside.contains(&visit.session) {
                place.without.add(vote.ballot);
            }
        }
    }
    counted
}
