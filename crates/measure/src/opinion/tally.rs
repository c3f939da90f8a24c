//! How often a statement was agreed with, disagreed with and passed on.

use serde::Serialize;

use super::votes::Vote;

/// One of the two ways to take a stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// For the statement.
    Agree,
    /// Against it.
    Disagree,
}

impl Side {
    /// Both, agreement first.
    pub const BOTH: [Side; 2] = [Side::Agree, Side::Disagree];
}

/// Votes on one statement, of everybody or of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Votes for it.
    pub agree: u32,
    /// Votes against it.
    pub disagree: u32,
    /// Seen, and neither.
    pub pass: u32,
}

impl Tally {
    /// All who saw and answered it.
    pub fn votes(self) -> u32 {
        self.agree + self.disagree + self.pass
    }

    /// Votes on one side.
    pub fn on(self, side: Side) -> u32 {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }

    /// Probability that somebody who votes is on that side, (A + 1) / (S + 2): a half where nobody voted.
    pub fn probability(self, side: Side) -> f64 {
        (f64::from(self.on(side)) + 1.0) / (f64::from(self.votes()) + 2.0)
    }

    /// Mean vote in −1 … 1; nothing where nobody voted.
    pub fn mean(self) -> Option<f64> {
        let votes = self.votes();
        (votes > 0).then(|| (f64::from(self.agree) - f64::from(self.disagree)) / f64::from(votes))
    }

    /// The side with more votes than the other two answers together.
    pub fn majority(self) -> Option<Side> {
        Side::BOTH.into_iter().find(|&side| 2 * self.on(side) > self.votes())
    }

    pub(super) fn add(&mut self, vote: Vote) {
        *self.count(vote) += 1;
    }

    pub(super) fn remove(&mut self, vote: Vote) {
        let count = self.count(vote);
        *count = count.saturating_sub(1);
    }

    fn count(&mut self, vote: Vote) -> &mut u32 {
        match vote {
            Vote::Agree => &mut self.agree,
            Vote::Disagree => &mut self.disagree,
            Vote::Pass => &mut self.pass,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn majorities_are_of_all_who_answered() {
        let check = |agree, disagree, pass, expect| assert_eq!(Tally { agree, disagree, pass }.majority(), expect);
        check(3, 1, 1, Some(Side::Agree));
        check(0, 3, 2, Some(Side::Disagree));
        check(2, 1, 1, None);
        check(0, 0, 0, None);
    }

    #[test]
    fn probabilities_start_at_a_half() {
        let check = |agree, disagree, pass, expect: f64| {
            assert!((Tally { agree, disagree, pass }.probability(Side::Agree) - expect).abs() < 1e-15);
        };
        check(0, 0, 0, 0.5);
        check(8, 0, 0, 0.9);
        check(1, 1, 1, 0.4);
    }
}
