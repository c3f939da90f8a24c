//! One map with its answers, and what is drawn of it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use comity_measure::opinion::priority::priority;
use comity_measure::opinion::{Cast, Map, Settings, Standing, Tally, Vote, Votes};
use comity_participation::response::Ballot;
use comity_store::{ContributionId, OpinionBooks, PersonId};
use jiff::tz::TimeZone;

use super::Answer;
use crate::opinion::assemble::{Frame, outcome};
use crate::opinion::mapped::Mapped;
use crate::opinion::outcome::{Outcome, Person, Statement as Figures, Timing};
use crate::opinion::reading::{Conversation, Files, Statement};

/// The seed of what is drawn at random: the same as that of `comity opinion`, so that both say the same.
const SEED: u64 = 1;
/// How often a map was read from the books.
static READINGS: AtomicU64 = AtomicU64::new(0);

/// An opinion map as it stood at a moment.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// What it says. Statements go by their ids, without texts, and people by their places.
    pub outcome: Outcome,
    /// The statements, in the order of their ids.
    pub statements: Vec<ContributionId>,
    pub(super) places: Arc<HashMap<PersonId, u32>>,
    pub(super) happened: u64,
}

impl Drawn {
    /// Where somebody stands; nothing before they answered.
    pub fn place(&self, person: PersonId) -> Option<&Person> {
        self.outcome.people.get(*self.places.get(&person)? as usize)
    }

    /// What people answered to a statement; nothing to one that is too new.
    pub fn figures(&self, id: ContributionId) -> Option<&Figures> {
        self.statements.binary_search(&id).ok().and_then(|place| self.outcome.statements.get(place))
    }

    /// How much it would help to show a statement next: of one that nobody answered yet as much as of any that is new.
    pub fn priority(&self, id: ContributionId) -> f64 {
        let answered = self.figures(id).filter(|figures| figures.votes.votes() > 0);
        answered.map_or_else(|| priority(Tally::default(), 0.0), |figures| figures.priority)
    }
}

#[cfg(test)]
impl Drawn {
    /// Whoever answered, and their places in the outcome.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &Person)> {
        self.places.iter().filter_map(|(person, place)| Some((*person, self.outcome.people.get(*place as usize)?)))
    }

    /// A drawing of a made-up conversation, whose statements have these ids and in which this person has the first place.
    pub fn sample(outcome: Outcome, statements: Vec<ContributionId>, person: PersonId) -> Self {
        Self { outcome, statements, places: Arc::new(HashMap::from([(person, 0)])), happened: 0 }
    }
}

/// A map that takes answers.
pub(super) struct State {
    pub(super) map: Map,
    people: Arc<HashMap<PersonId, u32>>,
    statements: Vec<ContributionId>,
    /// Answers since a copy went away to be grouped anew.
    since: Option<Vec<(u32, u32, Vote)>>,
    regroup_due: bool,
    /// Which reading of the books this comes from.
    reading: u64,
}

/// A copy that went away to be grouped anew.
pub(super) struct Away(Map, u64);

/// What it came to.
pub(super) struct Regrouped(Map, u64);

impl Away {
    pub(super) fn regroup(mut self) -> Regrouped {
        self.0.regroup();
        Regrouped(self.0, self.1)
    }
}

fn vote_of(ballot: Ballot) -> Vote {
    match ballot {
        Ballot::For => Vote::Agree,
        Ballot::Against => Vote::Disagree,
        Ballot::Pass => Vote::Pass,
    }
}

/// A statement that nobody answered does not shape the map, nor does it count among those that one should have answered.
fn standings(statements: usize, cast: &[Cast]) -> Vec<Standing> {
    let mut standings = vec![Standing::Out; statements];
    for one in cast {
        standings[one.statement as usize] = Standing::In;
    }
    standings
}

impl State {
    /// The map that the books hold.
    pub(super) fn of(books: OpinionBooks) -> Self {
        let cast = |vote: &comity_store::OpinionVote| Cast {
            time: vote.at,
            person: vote.person,
            statement: vote.statement,
            vote: vote_of(vote.ballot),
        };
        let cast: Vec<Cast> = books.votes.iter().map(cast).collect();
        let (people, statements) = (books.people.len(), books.statements.len());
        let votes = Votes::from_cast(people, statements, &cast);
        let settings = Settings { seed: SEED, ..Settings::default() };
        let map = Map::from_votes(votes, standings(statements, &cast), settings);
        let places = Arc::new(books.people.into_iter().zip(0..).collect());
        let reading = READINGS.fetch_add(1, Ordering::Relaxed);
        Self { map, people: places, statements: books.statements, since: None, regroup_due: false, reading }
    }

    /// Takes what came, and draws; whether every answer was to a statement that the map knows or that is newer than all of them.
    pub(super) fn go_on(
        mut self,
        answers: Vec<Answer>,
        regrouped: Option<Regrouped>,
        happened: u64,
    ) -> (Self, Drawn, bool) {
        // A copy that went away before the books were read anew is of no use.
        if let Some(Regrouped(map, _)) = regrouped.filter(|regrouped| regrouped.1 == self.reading) {
            self.map = map;
            self.regroup_due = false;
            for (person, statement, vote) in self.since.take().unwrap_or_default() {
                self.vote(person, statement, vote);
            }
        }
        let mut known = true;
        for answer in answers {
            known &= self.answer(answer);
        }
        self.regroup_due |= self.map.refresh().regroup_due;
        let drawn = self.draw(happened);
        (self, drawn, known)
    }

    /// A copy to be grouped anew, where that is due and none is away.
    pub(super) fn send_away(&mut self) -> Option<Away> {
        if !self.regroup_due || self.since.is_some() {
            return None;
        }
        self.since = Some(Vec::new());
        Some(Away(self.map.clone(), self.reading))
    }

    fn answer(&mut self, answer: Answer) -> bool {
        let statement = match self.statements.binary_search(&answer.statement) {
            Ok(place) => place,
            Err(place) if place == self.statements.len() => {
                self.statements.push(answer.statement);
                place
            }
            Err(_) => return false,
        };
        let next = self.people.len();
        let people = Arc::make_mut(&mut self.people);
        let person = *people.entry(answer.person).or_insert(next as u32);
        let (statement, vote) = (statement as u32, vote_of(answer.ballot));
        self.vote(person, statement, vote);
        if let Some(since) = &mut self.since {
            since.push((person, statement, vote));
        }
        true
    }

    fn vote(&mut self, person: u32, statement: u32, vote: Vote) {
        if self.map.standings().get(statement as usize) == Some(&Standing::Out) {
            self.map.set_standing(statement, Standing::In);
        }
        self.map.vote(person, statement, vote);
    }

    /// What the map says now.
    pub(super) fn draw(&self, happened: u64) -> Drawn {
        let standing = |place: usize| self.map.standings().get(place).copied().unwrap_or_default();
        let statement = |(place, id): (usize, &ContributionId)| Statement {
            id: id.to_string(),
            text: None,
            standing: standing(place),
        };
        let conversation = Conversation {
            people: vec![String::new(); self.map.votes().people()],
            statements: self.statements.iter().enumerate().map(statement).collect(),
            ..Conversation::default()
        };
        let files = Files::default();
        let frame =
            Frame { files: &files, zone: &TimeZone::UTC, flipped: false, seed: SEED, timing: Timing::default() };
        Drawn {
            outcome: outcome(conversation, Mapped::of(&self.map), frame),
            statements: self.statements.clone(),
            places: Arc::clone(&self.people),
            happened,
        }
    }
}
