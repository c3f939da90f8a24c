//! A survey in sections, with branches, and answers that may be in part until they are handed in.

mod sheet;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use sheet::{Given, NotAnAnswer, Sheet};
pub use summary::{Figure, ces, csat, nps};

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::name::{Choice, Name, twice};

/// Settings of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// Its sections, in their order.
    pub sections: Vec<Section>,
}

/// A page of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name.
    pub name: Name,
    /// A few words.
    pub title: Texts,
    /// Shown only where all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<When>,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name, unlike that of any other in the survey.
    pub name: Name,
    /// What is asked.
    pub words: Texts,
    /// Shown only where all of these hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<When>,
    /// Whether it has to be answered, where it is shown.
    #[serde(default)]
    pub required: bool,
    /// How it is answered.
    pub ask: Ask,
}

/// A condition on an earlier answer. An answer that is missing meets none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The earlier question.
    pub question: Name,
    /// What the answer has to be.
    pub is: Is,
}

/// What an answer has to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// One of these options was chosen.
    AnyOf(BTreeSet<Name>),
    /// None of these was.
    NoneOf(BTreeSet<Name>),
    /// A number from the first to the second.
    From(i32, i32),
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// A whole number on a scale.
    Scale {
        /// The lowest.
        least: i32,
        /// The highest.
        most: i32,
    },
    /// How likely one is to recommend, 0 to 10 (Reichheld 2003).
    Nps,
    /// How satisfied one is, 1 to 5.
    Csat,
    /// How easy it was, 1 to 7 (Dixon, Freeman and Toman 2010, as it is asked since 2013).
    Ces,
    /// One option, or several.
    Choice {
        /// The options.
        options: Vec<Choice>,
        /// How many at most.
        most: usize,
    },
    /// Options in an order of one's own; they may be ranked in part.
    Ranking {
        /// The options.
        options: Vec<Choice>,
    },
    /// Own words.
    Words,
}

impl Ask {
    /// The numbers that it takes, where it takes numbers.
    pub fn range(&self) -> Option<(i32, i32)> {
        match self {
            Self::Scale { least, most } => Some((*least, *most)),
            Self::Nps => Some((0, 10)),
            Self::Csat => Some((1, 5)),
            Self::Ces => Some((1, 7)),
            Self::Choice { .. } | Self::Ranking { .. } | Self::Words => None,
        }
    }

    fn options(&self) -> &[Choice] {
        match self {
            Self::Choice { options, .. } | Self::Ranking { options } => options,
            _ => &[],
        }
    }
}

/// What keeps a survey from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// There is no question.
    #[error("the survey has no question")]
    Nothing,
    /// Two questions, sections or options of one question have one name.
    #[error("two parts are named {0}")]
    SameName(Name),
    /// A question, a section or an option without words.
    #[error("{0} has no words")]
    NoWords(Name),
    /// A scale without at least two numbers, or with more than 101.
    #[error("the scale of {0} needs from 2 to 101 numbers")]
    Scale(Name),
    /// Fewer than two options, or none to choose.
    #[error("{0} needs at least two options, and at least one to choose")]
    Options(Name),
    /// A condition on a question that does not come before.
    #[error("{at} depends on {on}, which does not come before it")]
    NotBefore {
        /// Where the condition stands.
        at: Name,
        /// What it is on.
        on: Name,
    },
    /// A condition that no answer can meet: other options, other numbers, own words.
    #[error("{at} depends on an answer that {on} cannot have")]
    NeverMet {
        /// Where the condition stands.
        at: Name,
        /// What it is on.
        on: Name,
    },
}

impl Survey {
    /// Every question with its section, in their order.
    pub fn questions(&self) -> impl Iterator<Item = (&Section, &Question)> {
        self.sections.iter().flat_map(|section| section.questions.iter().map(move |question| (section, question)))
    }

    /// The question of that name.
    pub fn question(&self, name: &Name) -> Option<&Question> {
        self.questions().map(|(_, question)| question).find(|question| question.name == *name)
    }

    fn own_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.questions().next().is_none() {
            faults.push(Fault::Nothing);
        }
        let doubled = twice(self.sections.iter().map(|s| &s.name)).into_iter();
        faults.extend(doubled.chain(twice(self.questions().map(|(_, q)| &q.name))).map(Fault::SameName));
        let mut before: BTreeMap<&Name, &Ask> = BTreeMap::new();
        for section in &self.sections {
            if section.title.is_blank() {
                faults.push(Fault::NoWords(section.name.clone()));
            }
            conditions(&section.name, &section.when, &before, &mut faults);
            for question in &section.questions {
                conditions(&question.name, &question.when, &before, &mut faults);
                one_question(question, &mut faults);
                before.insert(&question.name, &question.ask);
            }
        }
        faults
    }
}

fn one_question(question: &Question, faults: &mut Vec<Fault>) {
    let name = || question.name.clone();
    let options = question.ask.options();
    let wordless = question.words.is_blank().then_some(&question.name);
    let silent = options.iter().filter(|option| option.words.is_blank()).map(|option| &option.name);
    faults.extend(wordless.into_iter().chain(silent).cloned().map(Fault::NoWords));
    faults.extend(twice(options.iter().map(|option| &option.name)).into_iter().map(Fault::SameName));
    match &question.ask {
        Ask::Scale { least, most } if !(1..=100).contains(&most.saturating_sub(*least)) => {
            faults.push(Fault::Scale(name()));
        }
        Ask::Choice { options, most } if options.len() < 2 || *most == 0 => faults.push(Fault::Options(name())),
        Ask::Ranking { options } if options.len() < 2 => faults.push(Fault::Options(name())),
        _ => {}
    }
}

fn conditions(at: &Name, when: &[When], before: &BTreeMap<&Name, &Ask>, faults: &mut Vec<Fault>) {
    for condition in when {
        let (at, on) = (at.clone(), condition.question.clone());
        let Some(ask) = before.get(&condition.question) else {
            faults.push(Fault::NotBefore { at, on });
            continue;
        };
        let has = |name: &Name| ask.options().iter().any(|option| option.name == *name);
        let can = match &condition.is {
            Is::AnyOf(names) => !names.is_empty() && names.iter().all(has),
            Is::NoneOf(names) => !names.is_empty() && names.iter().all(has) && ask.options().len() > names.len(),
            Is::From(low, high) => {
                ask.range().is_some_and(|(least, most)| low <= high && *high >= least && *low <= most)
            }
        };
        if !can {
            faults.push(Fault::NeverMet { at, on });
        }
    }
}

impl Rules for Survey {
    fn name(&self) -> &'static str {
        "survey"
    }

    fn brings(&self) -> &'static [Kind] {
        &[]
    }

    fn takes(&self, _: Kind) -> Takes {
        Takes { ballots: &[], parts: &[Part::Answer], own_outcome: false }
    }

    fn open_for(&self, part: Part, _: Timestamp) -> Result<(), NotOpen> {
        if part == Part::Answer { Ok(()) } else { Err(NotOpen::Never) }
    }

    fn faults(&self, _: Timestamp, _: Option<Timestamp>) -> Vec<super::Fault> {
        self.own_faults().into_iter().map(super::Fault::Survey).collect()
    }
}

#[cfg(test)]
mod tests;
