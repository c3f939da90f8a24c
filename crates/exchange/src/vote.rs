//! A vote of the persons concerned on a change of a shared clause.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::control::VoteRule;
use crate::hash::Fingerprint;
use crate::id::ClauseId;
use crate::time::Timestamp;

/// A vote on one clause as it would read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// The clause.
    pub clause: ClauseId,
    /// The fingerprint of the clause as it would read; only exactly this may be published.
    pub wording: Fingerprint,
    /// The rule of the terms in force when it was opened.
    pub rule: VoteRule,
    /// When it was opened.
    pub opened: Timestamp,
    /// How many persons had an agreement then, and may vote.
    pub may_vote: u64,
    /// Answers by person, under the caller's numbers for them. The last one counts.
    pub answers: BTreeMap<u128, bool>,
}

impl Vote {
    /// When it ends.
    pub fn ends(&self) -> Timestamp {
        self.opened.plus_days(self.rule.days)
    }

    /// Takes an answer while the vote is open; says whether it was.
    pub fn answer(&mut self, person: u128, yes: bool, now: Timestamp) -> bool {
        let open = self.opened <= now && now < self.ends();
        let room = self.answers.contains_key(&person) || (self.answers.len() as u64) < self.may_vote;
        if open && room {
            self.answers.insert(person, yes);
        }
        open && room
    }

    /// Whether the change has passed. Nothing passes before the vote has ended.
    pub fn passed(&self, now: Timestamp) -> bool {
        let yes = self.answers.values().filter(|yes| **yes).count() as u64;
        now >= self.ends() && self.rule.is_met(self.may_vote, yes, self.answers.len() as u64 - yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_passes_early_and_nobody_votes_late() {
        let rule = VoteRule { quorum_percent: 50, yes_percent: 51, days: 1 };
        let day = 86_400_000_000;
        let mut vote = Vote {
            clause: ClauseId::new("licence").unwrap(),
            wording: Fingerprint([0; 32]),
            rule,
            opened: Timestamp(0),
            may_vote: 2,
            answers: BTreeMap::new(),
        };
        assert!(vote.answer(1, false, Timestamp(5)) && vote.answer(1, true, Timestamp(6)));
        assert!(!vote.passed(Timestamp(day - 1)) && vote.passed(Timestamp(day)));
        assert!(!vote.answer(2, false, Timestamp(day)) && !vote.answer(2, false, Timestamp(-1)));
        assert!(vote.answer(2, false, Timestamp(7)) && !vote.answer(3, true, Timestamp(8)));
        assert!(!vote.passed(Timestamp(day)));
    }
}
