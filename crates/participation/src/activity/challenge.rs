//! A challenge: dated phases, entries scored against criteria by those who were named for it, and winners.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::id::{ContributionId, MemberId, PersonId};
use crate::name::{Name, twice};
use crate::response::Ballot;
use crate::status::OutcomeKind;

/// Settings of a challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// When entries are taken.
    pub submit: Window,
    /// When they are discussed and voted on, where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discuss: Option<Window>,
    /// When they are scored.
    pub evaluate: Window,
    /// From when on, and until when, the winners are said.
    pub award: Window,
    /// What they are scored by.
    pub criteria: Vec<Criterion>,
    /// Who scores.
    pub evaluators: BTreeSet<Evaluator>,
}

/// A stretch of time: from its beginning, until before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// When it begins.
    pub opens: Timestamp,
    /// When it is over.
    pub closes: Timestamp,
}

impl Window {
    fn check(&self, now: Timestamp) -> Result<(), NotOpen> {
        if now < self.opens {
            Err(NotOpen::Until(self.opens))
        } else if now >= self.closes {
            Err(NotOpen::Since(self.closes))
        } else {
            Ok(())
        }
    }
}

/// What entries are scored by: 0 to `most` points, which count `weight` times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name.
    pub name: Name,
    /// What is looked at, in plain words.
    pub words: Texts,
    /// The most points, 1 to 100.
    pub most: u8,
    /// How much it counts beside the others, 1 to 100.
    pub weight: u8,
}

/// Who scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evaluator {
    /// Somebody of the firm.
    Member(MemberId),
    /// A customer.
    Person(PersonId),
}

/// A phase of a challenge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Entries are taken.
    Submit,
    /// They are discussed.
    Discuss,
    /// They are scored.
    Evaluate,
    /// The winners are said.
    Award,
}

/// What keeps a challenge from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A phase is over before it begins.
    #[error("phase {0:?} is over before it begins")]
    Backwards(Phase),
    /// A phase begins before the one before it is over.
    #[error("phase {next:?} begins before {before:?} is over")]
    Crosses {
        /// The earlier one.
        before: Phase,
        /// The later one.
        next: Phase,
    },
    /// A phase lies outside the dates of the activity.
    #[error("phase {0:?} lies outside the dates of the activity")]
    Outside(Phase),
    /// Nothing to score by.
    #[error("there is nothing to score by")]
    NoCriteria,
    /// Nobody scores.
    #[error("nobody is named to score")]
    NoEvaluators,
    /// Two criteria have one name.
    #[error("two criteria are named {0}")]
    SameName(Name),
    /// A criterion without words, or whose figures are out of bounds.
    #[error("criterion {0} needs words, and points and weight from 1 to 100")]
    Criterion(Name),
}

impl Challenge {
    /// The phases there are, in their order.
    pub fn phases(&self) -> Vec<(Phase, Window)> {
        let discuss = self.discuss.map(|window| (Phase::Discuss, window));
        let rest = [(Phase::Evaluate, self.evaluate), (Phase::Award, self.award)];
        [(Phase::Submit, self.submit)].into_iter().chain(discuss).chain(rest).collect()
    }

    /// The phase that runs.
    pub fn phase(&self, now: Timestamp) -> Option<Phase> {
        self.phases().into_iter().find(|(_, window)| window.check(now).is_ok()).map(|(phase, _)| phase)
    }

    /// Takes a score, or says what is wrong with it. `author` is whoever brought the entry.
    ///
    /// # Errors
    /// [`NotAScore`].
    pub fn check(&self, score: &Score, author: Option<PersonId>, now: Timestamp) -> Result<(), NotAScore> {
        self.evaluate.check(now)?;
        if !self.evaluators.contains(&score.by) {
            return Err(NotAScore::NotNamed);
        }
        if author.is_some_and(|author| score.by == Evaluator::Person(author)) {
            return Err(NotAScore::OwnEntry);
        }
        let criterion = self.criteria.iter().find(|c| c.name == score.criterion).ok_or(NotAScore::NoSuchCriterion)?;
        if score.points > criterion.most { Err(NotAScore::TooMany { most: criterion.most }) } else { Ok(()) }
    }

    /// The entries by what they were given, the best first; equal ones by number. Scores that [`Self::check`] would not take
    /// do not count but for their time; of two by one evaluator for one criterion the later in the slice counts. What evaluators
    /// gave who `left` since counts on, and no more is missing of them.
    pub fn ranking(
        &self,
        entries: &[(ContributionId, Option<PersonId>)],
        scores: &[Score],
        left: &BTreeSet<Evaluator>,
    ) -> Vec<Ranked> {
        let now = self.evaluate.opens;
        let mut given: BTreeMap<ContributionId, BTreeMap<(&Name, Evaluator), u8>> = BTreeMap::new();
        for score in scores {
            let author = entries.iter().find(|(id, _)| *id == score.entry).map(|(_, author)| *author);
            if author.is_some_and(|author| self.check(score, author, now).is_ok()) {
                given.entry(score.entry).or_default().insert((&score.criterion, score.by), score.points);
            }
        }
        let rank = |(id, author): &(ContributionId, Option<PersonId>)| {
            self.ranked(*id, *author, given.get(id).unwrap_or(&BTreeMap::new()), left)
        };
        let mut ranked: Vec<Ranked> = entries.iter().map(rank).collect();
        ranked.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.entry.cmp(&b.entry)));
        ranked
    }

    fn ranked(
        &self,
        entry: ContributionId,
        author: Option<PersonId>,
        given: &BTreeMap<(&Name, Evaluator), u8>,
        left: &BTreeSet<Evaluator>,
    ) -> Ranked {
        let own = author.map(Evaluator::Person);
        let may = self.evaluators.iter().filter(|by| Some(**by) != own && !left.contains(by));
        let missing =
            may.flat_map(|by| self.criteria.iter().map(|c| (&c.name, *by))).filter(|k| !given.contains_key(k));
        let missing = missing.count();
        let (mut sum, mut weights) = (0.0, 0.0);
        for criterion in &self.criteria {
            let points: Vec<f64> =
                given.iter().filter(|((name, _), _)| **name == criterion.name).map(|(_, p)| f64::from(*p)).collect();
            if !points.is_empty() {
                let mean = points.iter().sum::<f64>() / points.len() as f64;
                sum += f64::from(criterion.weight) * mean / f64::from(criterion.most.max(1));
                weights += f64::from(criterion.weight);
            }
        }
        let share = if weights > 0.0 { sum / weights } else { 0.0 };
        Ranked { entry, share, missing }
    }
}

/// Points that an evaluator gives to an entry by one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The entry.
    pub entry: ContributionId,
    /// Who.
    pub by: Evaluator,
    /// By which criterion.
    pub criterion: Name,
    /// How many points.
    pub points: u8,
}

/// What is wrong with a score.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAScore {
    /// It is not the time for it.
    #[error("{0}")]
    NotOpen(#[from] NotOpen),
    /// They were not named for it.
    #[error("only those who were named score entries")]
    NotNamed,
    /// It is their own entry.
    #[error("nobody scores an entry of their own")]
    OwnEntry,
    /// There is no such criterion.
    #[error("there is no such criterion")]
    NoSuchCriterion,
    /// Too many points.
    #[error("at most {most} points can be given")]
    TooMany {
        /// The most.
        most: u8,
    },
}

/// An entry with what it was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked {
    /// The entry.
    pub entry: ContributionId,
    /// Share of the points that could be given, by weight, 0 to 1: over the criteria that anybody scored it by, each the mean
    /// of those who did. 0 without any.
    pub share: f64,
    /// How many scores are missing until everybody who may score it has, by every criterion. Entries with missing scores are
    /// compared on less than others.
    pub missing: usize,
}

impl Rules for Challenge {
    fn name(&self) -> &'static str {
        "challenge"
    }

    fn brings(&self) -> &'static [Kind] {
        &[Kind::Entry]
    }

    fn takes(&self, _: Kind) -> Takes {
        let (ballots, parts): (&[Ballot], &[Part]) = match self.discuss {
            Some(_) => (&[Ballot::For], &[Part::Vote, Part::Comment, Part::Evaluate, Part::Award]),
            None => (&[], &[Part::Evaluate, Part::Award]),
        };
        Takes { ballots, parts, own_outcome: true }
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Awarded, Done, NotNow, Planned, UnderWay};
        &[Awarded, Adopted, Planned, UnderWay, Done, NotNow]
    }

    fn answered_from(&self) -> Option<Timestamp> {
        Some(self.award.opens)
    }

    fn leads_to(&self) -> Option<OutcomeKind> {
        Some(OutcomeKind::Awarded)
    }

    fn open_for(&self, part: Part, now: Timestamp) -> Result<(), NotOpen> {
        match part {
            Part::Contribute => self.submit.check(now),
            Part::Vote | Part::Comment => self.discuss.map_or(Err(NotOpen::Never), |window| window.check(now)),
            Part::Evaluate => self.evaluate.check(now),
            // Late winners are better than none.
            Part::Award if now < self.award.opens => Err(NotOpen::Until(self.award.opens)),
            Part::Award => Ok(()),
            Part::Accept | Part::Answer | Part::Match | Part::Merge => Err(NotOpen::Never),
        }
    }

    fn faults(&self, opens: Timestamp, closes: Option<Timestamp>) -> Vec<super::Fault> {
        let mut faults = Vec::new();
        let phases = self.phases();
        for (phase, window) in &phases {
            if window.closes <= window.opens {
                faults.push(Fault::Backwards(*phase));
            }
            if window.opens < opens || closes.is_some_and(|closes| window.closes > closes) {
                faults.push(Fault::Outside(*phase));
            }
        }
        for pair in phases.windows(2) {
            if pair[1].1.opens < pair[0].1.closes {
                faults.push(Fault::Crosses { before: pair[0].0, next: pair[1].0 });
            }
        }
        if self.criteria.is_empty() {
            faults.push(Fault::NoCriteria);
        }
        if self.evaluators.is_empty() {
            faults.push(Fault::NoEvaluators);
        }
        faults.extend(twice(self.criteria.iter().map(|c| &c.name)).into_iter().map(Fault::SameName));
        let bounds = 1..=100;
        let sound = |c: &&Criterion| !c.words.is_blank() && bounds.contains(&c.most) && bounds.contains(&c.weight);
        faults.extend(self.criteria.iter().filter(|c| !sound(c)).map(|c| Fault::Criterion(c.name.clone())));
        faults.into_iter().map(super::Fault::Challenge).collect()
    }
}

#[cfg(test)]
mod tests;
