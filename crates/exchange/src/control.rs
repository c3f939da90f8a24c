//! Who decides about a clause.

use serde::{Deserialize, Serialize};

/// Who holds control of a clause. Enforced, not a label: see [`crate::publish`] and [`crate::agreement`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum Control {
    /// The firm changes it by a new version of the terms.
    Firm,
    /// It changes only with the person's yes or, where a rule is stated, by a vote of the persons concerned.
    Shared {
        /// The rule of the vote; without one each person's own yes is needed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        vote: Option<VoteRule>,
    },
    /// A setting that the person moves within its bounds at any time.
    Customer,
}

impl Control {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Shared { .. } => "shared",
            Self::Customer => "customer",
        }
    }

    /// How much of the control lies with the customer: 0 with the firm, 1 shared, 2 with the customer.
    pub fn with_customer(self) -> u8 {
        match self {
            Self::Firm => 0,
            Self::Shared { .. } => 1,
            Self::Customer => 2,
        }
    }
}

/// When a vote changes a shared clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoteRule {
    /// Of those who may vote, the percentage that has to take part, 1 to 100.
    pub quorum_percent: u8,
    /// Of those who voted, the percentage that has to say yes, 51 to 100.
    pub yes_percent: u8,
    /// Days for which the vote is open, 1 to 365.
    pub days: u32,
}

impl VoteRule {
    /// Whether the figures make a rule: a change that fewer than half of those voting want is none.
    pub fn is_sound(self) -> bool {
        (1..=100).contains(&self.quorum_percent)
            && (51..=100).contains(&self.yes_percent)
            && (1..=365).contains(&self.days)
    }

    /// Whether a vote with these numbers changes the clause.
    pub fn is_met(self, may_vote: u64, yes: u64, no: u64) -> bool {
        let (all, voted, yes) = (u128::from(may_vote), u128::from(yes) + u128::from(no), u128::from(yes));
        self.is_sound()
            && voted > 0
            && voted * 100 >= all * u128::from(self.quorum_percent)
            && yes * 100 >= voted * u128::from(self.yes_percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_needs_its_quorum_and_its_majority() {
        let rule = VoteRule { quorum_percent: 20, yes_percent: 60, days: 14 };
        let check =
            |may: u64, yes: u64, no: u64, met: bool| assert_eq!(rule.is_met(may, yes, no), met, "{may} {yes} {no}");
        check(100, 12, 8, true);
        check(100, 12, 7, false);
        check(100, 11, 9, false);
        check(0, 0, 0, false);
        check(u64::MAX, u64::MAX, 0, true);
        assert!(!VoteRule { yes_percent: 50, ..rule }.is_met(10, 10, 0));
    }
}
