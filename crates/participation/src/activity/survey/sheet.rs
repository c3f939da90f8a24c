//! One person's answers to a survey.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Ask, Is, Survey, When};
use crate::name::Name;
use crate::text::Text;

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// A number of a scale.
    Number(i32),
    /// Options that were chosen.
    Chosen(BTreeSet<Name>),
    /// Options in their order, the first the best.
    Ranked(Vec<Name>),
    /// Own words.
    Words(Text),
}

/// Answers by the name of the question. They may be in part, and change, until they are handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sheet(pub BTreeMap<Name, Given>);

/// What is wrong with answers.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAnAnswer {
    /// There is no such question.
    #[error("there is no question {0}")]
    NoQuestion(Name),
    /// The answer is of another kind, or out of bounds.
    #[error("question {0} cannot be answered so")]
    Other(Name),
    /// A question that is shown and required was not answered.
    #[error("question {0} has to be answered")]
    Missing(Name),
}

impl Sheet {
    /// The questions that are shown, given the answers so far. What was answered in a branch that is not taken any more counts for
    /// nothing, also not for other conditions.
    pub fn shown<'q>(&self, survey: &'q Survey) -> BTreeSet<&'q Name> {
        let mut shown = BTreeSet::new();
        for section in &survey.sections {
            let open = section.when.iter().all(|when| self.meets(when, &shown));
            for question in section.questions.iter().filter(|_| open) {
                if question.when.iter().all(|when| self.meets(when, &shown)) {
                    shown.insert(&question.name);
                }
            }
        }
        shown
    }

    fn meets(&self, when: &When, shown: &BTreeSet<&Name>) -> bool {
        let given = self.0.get(&when.question).filter(|_| shown.contains(&when.question));
        match (given, &when.is) {
            (Some(Given::Number(n)), Is::From(low, high)) => (low..=high).contains(&n),
            (Some(Given::Chosen(chosen)), Is::AnyOf(names)) => !chosen.is_disjoint(names),
            (Some(Given::Chosen(chosen)), Is::NoneOf(names)) => chosen.is_disjoint(names),
            (Some(Given::Ranked(ranked)), Is::AnyOf(names)) => {
                ranked.first().is_some_and(|first| names.contains(first))
            }
            (Some(Given::Ranked(ranked)), Is::NoneOf(names)) => {
                ranked.first().is_some_and(|first| !names.contains(first))
            }
            _ => false,
        }
    }

    /// Checks answers that are kept but not handed in: each is one that its question can have.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self, survey: &Survey) -> Result<(), NotAnAnswer> {
        for (name, given) in &self.0 {
            let question = survey.question(name).ok_or_else(|| NotAnAnswer::NoQuestion(name.clone()))?;
            if !fits(&question.ask, given) {
                return Err(NotAnAnswer::Other(name.clone()));
            }
        }
        Ok(())
    }

    /// Hands the answers in: those of questions that are shown, and nothing else.
    ///
    /// # Errors
    /// As [`Self::check`]; and a required question that is shown and not answered.
    pub fn hand_in(&self, survey: &Survey) -> Result<Self, NotAnAnswer> {
        self.check(survey)?;
        let shown = self.shown(survey);
        let unanswered = |name: &Name| shown.contains(name) && !self.0.contains_key(name);
        if let Some((_, question)) = survey.questions().find(|(_, q)| q.required && unanswered(&q.name)) {
            return Err(NotAnAnswer::Missing(question.name.clone()));
        }
        let kept = self.0.iter().filter(|(name, _)| shown.contains(name));
        Ok(Self(kept.map(|(name, given)| (name.clone(), given.clone())).collect()))
    }
}

fn fits(ask: &Ask, given: &Given) -> bool {
    let has = |options: &[crate::name::Choice], name: &Name| options.iter().any(|option| option.name == *name);
    match (ask, given) {
        (Ask::Choice { options, most }, Given::Chosen(chosen)) => {
            !chosen.is_empty() && chosen.len() <= *most && chosen.iter().all(|name| has(options, name))
        }
        (Ask::Ranking { options }, Given::Ranked(ranked)) => {
            let different: BTreeSet<&Name> = ranked.iter().collect();
            !ranked.is_empty() && different.len() == ranked.len() && ranked.iter().all(|name| has(options, name))
        }
        (Ask::Words, Given::Words(_)) => true,
        (ask, Given::Number(n)) => ask.range().is_some_and(|(least, most)| (least..=most).contains(n)),
        _ => false,
    }
}
