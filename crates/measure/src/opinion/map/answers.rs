//! What a map answers.

use super::Map;
use crate::opinion::consensus::{Consensus, consensus};
use crate::opinion::groups::{Groups, NoGroups};
use crate::opinion::priority::priority;
use crate::opinion::projection::Plane;
use crate::opinion::representative::{Representative, representative};
use crate::opinion::stability::Stability;
use crate::opinion::tally::Tally;
use crate::opinion::votes::{Standing, Votes};

impl Map {
    /// Statements that somebody has to vote on to be put into a group: `fewest_votes`, or all where there are fewer.
    pub fn votes_needed(&self) -> usize {
        self.settings.fewest_votes.min(self.shaping_statements()).max(1)
    }

    /// The votes that count.
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// What part each statement has.
    pub fn standings(&self) -> &[Standing] {
        &self.standings
    }

    /// Votes on each statement, of everybody; zero where moderated out.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// The plane; nothing when nobody who voted enough differs from anybody.
    pub fn plane(&self) -> Option<&Plane> {
        self.plane.as_ref()
    }

    /// Where each person stands; nothing for those without a vote that shapes the map. The axes mean nothing by themselves.
    pub fn positions(&self) -> &[Option<[f64; 2]>] {
        &self.positions
    }

    /// Each person's group; nothing for those who voted on too few statements.
    pub fn labels(&self) -> &[Option<usize>] {
        &self.labels
    }

    /// The groups.
    ///
    /// # Errors
    /// Why there are none.
    pub fn groups(&self) -> Result<&Groups, NoGroups> {
        self.groups.as_ref().map_err(|&why| why)
    }

    /// How far the groups would be found again, as of the last [`Map::regroup`]; nothing without groups or effort.
    pub fn stability(&self) -> Option<&Stability> {
        self.stability.as_ref()
    }

    /// Whether there are groups that hold. Unexamined ones do not.
    pub fn reliable(&self) -> bool {
        self.groups.is_ok() && self.stability.is_some_and(|s| s.reliable())
    }

    /// Each group's votes on each statement; empty without groups.
    pub fn group_tallies(&self) -> &[Vec<Tally>] {
        &self.group_tallies
    }

    /// What groups make of each statement, those moderated out left out; by statement. Where groups are not reliable it is
    /// what people as a whole make of it, as one group.
    pub fn consensus(&self) -> Vec<Consensus> {
        let counted = |s: usize| self.standings[s] != Standing::Out;
        if self.reliable() {
            consensus(&self.group_tallies, self.tallies.len(), counted)
        } else {
            consensus(std::slice::from_ref(&self.tallies), self.tallies.len(), counted)
        }
    }

    /// What sets each group apart, whether groups are reliable or not.
    pub fn representative(&self) -> Vec<Vec<Representative>> {
        representative(&self.group_tallies, |s| self.standings[s] != Standing::Out)
    }

    /// How much it would help to show each statement; 0 where moderated out.
    pub fn priorities(&self) -> Vec<f64> {
        (0..self.tallies.len()).map(|s| self.priority(s)).collect()
    }

    /// The statement that it helps most to show to somebody next; nothing when they voted on all. Of equal ones the earlier.
    pub fn next_statement(&self, person: u32) -> Option<u32> {
        self.open(person).reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(s, _)| s)
    }

    /// A statement to show next, drawn with chances in proportion to priority, so that not everybody is asked the same at the
    /// same time. `chance` is a random number in 0 … 1.
    pub fn draw_statement(&self, person: u32, chance: f64) -> Option<u32> {
        let total: f64 = self.open(person).map(|(_, p)| p).sum();
        let mut left = chance.clamp(0.0, 1.0) * total;
        let mut last = None;
        for (statement, priority) in self.open(person) {
            last = Some(statement);
            left -= priority;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// Statements that the person has not voted on and that may be shown, with their priorities.
    fn open(&self, person: u32) -> impl Iterator<Item = (u32, f64)> {
        let voted = self.votes.of(person as usize);
        (0..self.tallies.len() as u32)
            .filter(move |s| voted.binary_search_by_key(s, |b| b.statement).is_err())
            .filter(|&s| self.standings[s as usize] != Standing::Out)
            .map(|s| (s, self.priority(s as usize)))
    }

    fn priority(&self, statement: usize) -> f64 {
        if self.standings[statement] == Standing::Out {
            return 0.0;
        }
        priority(self.tallies[statement], self.plane.as_ref().map_or(0.0, |p| p.extremity(statement)))
    }
}
