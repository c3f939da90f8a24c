//! Votes of people on statements, kept sparse: most people see few of the statements.

use serde::{Deserialize, Serialize};

/// What somebody answered to a statement. Not having voted is something else than passing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(i8)]
pub enum Vote {
    /// −1.
    Disagree = -1,
    /// 0: seen, and neither.
    Pass = 0,
    /// +1.
    Agree = 1,
}

impl Vote {
    /// The vote for −1, 0 and 1; nothing for any other number.
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            -1 => Some(Vote::Disagree),
            0 => Some(Vote::Pass),
            1 => Some(Vote::Agree),
            _ => None,
        }
    }

    /// −1, 0 or 1.
    pub fn number(self) -> i8 {
        self as i8
    }
}

/// One vote as it was cast. People and statements go by position: the caller keeps their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// When, in any unit; of several votes by a person on a statement the latest counts, and of equal times the one given
    /// last.
    pub time: i64,
    /// Who, from 0 on.
    pub person: u32,
    /// On what, from 0 on.
    pub statement: u32,
    /// The answer.
    pub vote: Vote,
}

/// A vote that counts, in the list of the person who cast it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// On what.
    pub statement: u32,
    /// The answer.
    pub vote: Vote,
}

/// A sparse people × statements table of votes: for each person the votes that count, by statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Votes {
    people: Vec<Vec<Ballot>>,
    statements: usize,
    count: usize,
}

impl Votes {
    /// Nobody voted yet.
    pub fn new(people: usize, statements: usize) -> Self {
        Votes { people: vec![Vec::new(); people], statements, count: 0 }
    }

    /// Of all votes those that count: the last of each person on each statement. A person or statement beyond the given
    /// numbers makes the table larger.
    pub fn from_cast(people: usize, statements: usize, cast: &[Cast]) -> Self {
        let people = cast.iter().map(|c| c.person as usize + 1).max().unwrap_or(0).max(people);
        let statements = cast.iter().map(|c| c.statement as usize + 1).max().unwrap_or(0).max(statements);
        let mut sizes = vec![0usize; people];
        for c in cast {
            sizes[c.person as usize] += 1;
        }
        let mut lists: Vec<Vec<(u32, i64, Vote)>> = sizes.iter().map(|&n| Vec::with_capacity(n)).collect();
        for c in cast {
            lists[c.person as usize].push((c.statement, c.time, c.vote));
        }
        let mut count = 0;
        let people = lists
            .into_iter()
            .map(|mut list| {
                list.sort_by_key(|&(statement, time, _)| (statement, time));
                let mut kept: Vec<Ballot> = Vec::with_capacity(list.len());
                for (statement, _, vote) in list {
                    match kept.last_mut() {
                        Some(last) if last.statement == statement => last.vote = vote,
                        _ => kept.push(Ballot { statement, vote }),
                    }
                }
                count += kept.len();
                kept
            })
            .collect();
        Votes { people, statements, count }
    }

    /// Takes one more vote and gives the one that it replaces. An unknown person or statement makes the table larger.
    pub fn set(&mut self, person: u32, statement: u32, vote: Vote) -> Option<Vote> {
        self.grow(person as usize + 1, statement as usize + 1);
        let list = &mut self.people[person as usize];
        match list.binary_search_by_key(&statement, |b| b.statement) {
            Ok(at) => Some(std::mem::replace(&mut list[at].vote, vote)),
            Err(at) => {
                list.insert(at, Ballot { statement, vote });
                self.count += 1;
                None
            }
        }
    }

    /// Makes room for that many people and statements; never makes the table smaller.
    pub fn grow(&mut self, people: usize, statements: usize) {
        if people > self.people.len() {
            self.people.resize(people, Vec::new());
        }
        self.statements = self.statements.max(statements);
    }

    /// Number of people, those without a vote among them.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Number of statements, those without a vote among them.
    pub fn statements(&self) -> usize {
        self.statements
    }

    /// Number of votes that count.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether nobody voted.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A person's votes, by statement; none for somebody unknown.
    pub fn of(&self, person: usize) -> &[Ballot] {
        self.people.get(person).map_or(&[], Vec::as_slice)
    }

    /// A person's vote on a statement.
    pub fn get(&self, person: u32, statement: u32) -> Option<Vote> {
        let list = self.of(person as usize);
        list.binary_search_by_key(&statement, |b| b.statement).ok().map(|at| list[at].vote)
    }

    /// Every person's votes, in the order of people.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Ballot]> {
        self.people.iter().map(Vec::as_slice)
    }
}

/// What part a statement has in the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It shapes the map, is counted and may be shown next.
    #[default]
    In,
    /// It says who people are rather than what they think: counted for each group, but it does not shape the map.
    Meta,
    /// Moderated out: as if nobody had voted on it.
    Out,
}

#[cfg(test)]
mod tests {
    use super::Vote::{Agree, Disagree, Pass};
    use super::*;

    fn cast(person: u32, statement: u32, vote: Vote, time: i64) -> Cast {
        Cast { time, person, statement, vote }
    }

    #[test]
    fn the_latest_vote_counts() {
        let check = |first: i64, second: i64, expect: Vote| {
            let votes = Votes::from_cast(0, 0, &[cast(0, 0, Agree, first), cast(0, 0, Disagree, second)]);
            assert_eq!((votes.get(0, 0), votes.len()), (Some(expect), 1));
        };
        check(1, 2, Disagree);
        check(2, 1, Agree);
        check(1, 1, Disagree);
    }

    #[test]
    fn lists_are_by_statement() {
        let votes = Votes::from_cast(1, 5, &[cast(2, 3, Pass, 0), cast(2, 1, Agree, 9)]);
        assert_eq!((votes.people(), votes.statements()), (3, 5));
        assert_eq!(votes.of(2), [Ballot { statement: 1, vote: Agree }, Ballot { statement: 3, vote: Pass }]);
        assert_eq!(votes.of(0), []);
        assert_eq!(votes.of(99), []);
    }

    #[test]
    fn one_more_vote_is_as_if_it_had_been_there() {
        let all = [cast(0, 1, Agree, 0), cast(1, 0, Pass, 1), cast(0, 0, Disagree, 2), cast(0, 1, Pass, 3)];
        let mut grown = Votes::default();
        let replaced: Vec<_> = all.iter().map(|c| grown.set(c.person, c.statement, c.vote)).collect();
        assert_eq!(replaced, [None, None, None, Some(Agree)]);
        assert_eq!(grown, Votes::from_cast(0, 0, &all));
    }

    #[test]
    fn numbers_are_votes_or_not() {
        for number in -3..=3 {
            assert_eq!(Vote::from_number(number).map(|v| i64::from(v.number())), (number.abs() < 2).then_some(number));
        }
    }
}
