//! Telling what the changelog says of contributions.

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;

use super::Board;
use crate::id::{ContributionId, PersonId};
use crate::moderation::Showing;
use crate::notice::{Because, Notice, What};
use crate::response::Ballot;

impl Board {
    /// Notices to everybody who brought, follows or voted for a contribution or anything merged with it, but for those who were
    /// `told` of the same entry before. Nobody is told of what others do not see.
    pub fn announce(&self, id: ContributionId, told: &BTreeSet<PersonId>, now: Timestamp) -> Vec<Notice> {
        let root = self.root(id);
        if !self.contribution(root).is_ok_and(|row| row.showing == Showing::Shown) {
            return Vec::new();
        }
        let votes = self.votes(root);
        let for_it = |person: &PersonId| votes.get(person).is_some_and(|vote| vote.ballot == Ballot::For);
        let concerned = self.concerned(root).into_iter();
        let chosen = concerned.filter(|(to, (because, _))| *because != Because::Voter || for_it(to));
        let new = chosen.filter(|(to, _)| !told.contains(to));
        new.map(|(to, (because, about))| Notice { to, because, about, what: What::Published, at: now }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::sample::with_ideas;

    #[test]
    fn whoever_had_a_part_is_told_once() {
        let mut board = with_ideas(2);
        let (one, two) = (ContributionId(1), ContributionId(2));
        let person = |n: u128| PersonId(n);
        for (by, ballot) in [(11, Ballot::For), (12, Ballot::Against), (13, Ballot::For)] {
            let _ = board.vote(one, (person(by), true), Some(ballot), Timestamp(20)).unwrap();
        }
        let _ = board.follow(two, person(14), true, Timestamp(21)).unwrap();
        let _ = board.follow(one, person(13), false, Timestamp(22)).unwrap();
        let told = |board: &Board, before: &[u128]| -> Vec<(u128, Because)> {
            let before = before.iter().map(|n| person(*n)).collect();
            board.announce(two, &before, Timestamp(30)).into_iter().map(|one| (one.to.0, one.because)).collect()
        };
        assert_eq!(told(&board, &[]), [(2, Because::Author), (14, Because::Follower)]);
        let _ = board.merge(two, one, Timestamp(25)).unwrap();
        let both = [(1, Because::Author), (2, Because::Author), (11, Because::Voter), (14, Because::Follower)];
        assert_eq!(told(&board, &[]), both, "not those against it, nor who asked not to be told");
        assert_eq!(told(&board, &[1, 2, 11, 14]), []);
        let _ = board.withdraw(one, person(1), Timestamp(31)).unwrap();
        let alone = [(2, Because::Author), (14, Because::Follower)];
        assert_eq!(told(&board, &[]), alone, "what was merged into what was taken back stands for itself");
        let _ = board.withdraw(two, person(2), Timestamp(32)).unwrap();
        assert_eq!(told(&board, &[]), []);
    }
}
