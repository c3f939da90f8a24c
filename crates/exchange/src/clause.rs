//! One line of the terms: what is asked, what comes back, who decides, and how it may be countered.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::capital::{Capital, Stage};
use crate::control::Control;
use crate::grant::{Grant, Retention};
use crate::id::{BenefitId, ClauseId, ItemId, PurposeId, RecipientId};
use crate::text::Texts;

/// A clause of the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its name, kept from version to version.
    pub id: ClauseId,
    /// A few words.
    pub title: Texts,
    /// What is agreed, in plain words.
    pub text: Texts,
    /// Who decides.
    pub control: Control,
    /// Information that the person lets the firm use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Information>,
    /// Work that the person does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
    /// What comes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<Benefit>,
    /// Without a yes to this clause there is no agreement at all. Never for consent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Shown as already answered with yes. Always refused by the lint; it can be written so that it can be refused.
    #[serde(default, skip_serializing_if = "is_false")]
    pub yes_by_default: bool,
    /// In which ways a person may answer *yes, if*.
    #[serde(default, skip_serializing_if = "Counterable::is_nothing")]
    pub counter: Counterable,
    /// For a clause of the customer's: what can be set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// What happens on leaving.
    #[serde(default, skip_serializing_if = "Texts::is_blank")]
    pub on_leaving: Texts,
}

impl Clause {
    /// The ways of countering that really ask for something else, in the person's favour. In sound terms these are all that
    /// the clause names.
    pub fn counter_left(&self) -> Counterable {
        let mut left = self.counter.clone();
        let asked = self.information.as_ref();
        let shorter = |days: &u32| {
            *days > 0 && asked.is_some_and(|asked| asked.retention_days.is_none_or(|longest| *days < longest))
        };
        let higher = |highest: &Amount| matches!(self.benefits.as_slice(), [only] if only.amount.is_some_and(|amount| *highest > amount));
        left.shortest_days = left.shortest_days.filter(shorter);
        left.fewer_items &= asked.is_some_and(|asked| asked.items.len() > 1);
        left.fewer_recipients &= asked.is_some_and(|asked| !asked.recipients.is_empty());
        left.other_benefits.retain(|other| self.benefits.iter().all(|benefit| benefit.id != other.id));
        left.highest_amount = left.highest_amount.filter(higher);
        left
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Information that a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Information {
    /// What for; nothing only while a draft is being written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// Which items.
    pub items: BTreeSet<ItemId>,
    /// For how many days each is kept; without a number for as long as the agreement lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<u32>,
    /// Who else receives them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub recipients: BTreeSet<RecipientId>,
}

impl Information {
    /// The permission that a plain yes gives; none while no purpose or item is named.
    pub fn grant(&self) -> Option<Grant> {
        let purpose = self.purpose.clone()?;
        let retention = self.retention_days.map_or(Retention::WhileAgreed, Retention::Days);
        (!self.items.is_empty()).then(|| Grant {
            purpose,
            items: self.items.clone(),
            retention,
            recipients: self.recipients.clone(),
        })
    }
}

/// Work that a clause asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// What is done, in plain words.
    pub what: Texts,
    /// Where along the value chain.
    pub stage: Stage,
    /// About how many minutes a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_a_month: Option<u32>,
    /// Whether what comes of it may be shown to everybody, without the person's name: on a public roadmap, say. Else it stays within
    /// the exchange.
    #[serde(default, skip_serializing_if = "is_false")]
    pub public: bool,
}

/// What comes back to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    /// Its name in the terms.
    pub id: BenefitId,
    /// What it is, in plain words.
    pub what: Texts,
    /// The kind of capital.
    pub capital: Capital,
    /// How much, where it can be counted; the unit says of what and how often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Unit of the amount: `euro a month`, `points`, `answers`.
    #[serde(default, skip_serializing_if = "Texts::is_blank")]
    pub unit: Texts,
    /// By how many days after it is earned it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_days: Option<u32>,
}

impl Benefit {
    /// Whether this is the same benefit and at least as good: no smaller amount, in the same unit, no later.
    pub fn at_least(&self, other: &Self) -> bool {
        let late = |benefit: &Self| benefit.due_days.unwrap_or(u32::MAX);
        self.id == other.id
            && self.capital == other.capital
            && self.unit == other.unit
            && self.amount >= other.amount
            && late(self) <= late(other)
            && self.what == other.what
    }
}

/// In which ways a clause may be countered. Each is bounded by what the firm could live with at all.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counterable {
    /// The shortest retention that may be asked for, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortest_days: Option<u32>,
    /// Fewer items may be offered.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fewer_items: bool,
    /// Fewer recipients may be asked for.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fewer_recipients: bool,
    /// Benefits that may be asked for instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_benefits: Vec<Benefit>,
    /// The highest amount that may be asked for, in the unit of the clause's one counted benefit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest_amount: Option<Amount>,
    /// A condition may be put in words of one's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_words: bool,
}

impl Counterable {
    /// Whether the clause can only be taken or left.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What a person can set in a clause of the customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Setting {
    /// On or off.
    Switch {
        /// How it stands until it is moved.
        start: bool,
    },
    /// One of several.
    Choice {
        /// What there is to choose from; a name and its words.
        options: Vec<Choice>,
        /// The name of the one that holds until it is moved.
        start: String,
    },
    /// A whole number.
    Number {
        /// The smallest.
        least: u32,
        /// The largest.
        most: u32,
        /// What holds until it is moved.
        start: u32,
        /// Of what: `days`, `messages a month`.
        #[serde(default)]
        unit: Texts,
    },
}

/// One of the options of a [`Setting::Choice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name in files and in the API.
    pub name: String,
    /// Its words.
    pub words: Texts,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Position {
    /// Of a switch.
    On(bool),
    /// Of a number.
    Number(u32),
    /// Of a choice.
    Chosen(String),
}

impl Setting {
    /// How it stands until it is moved.
    pub fn start(&self) -> Position {
        match self {
            Self::Switch { start } => Position::On(*start),
            Self::Choice { start, .. } => Position::Chosen(start.clone()),
            Self::Number { start, .. } => Position::Number(*start),
        }
    }

    /// Whether the setting can stand there.
    pub fn allows(&self, position: &Position) -> bool {
        match (self, position) {
            (Self::Switch { .. }, Position::On(_)) => true,
            (Self::Choice { options, .. }, Position::Chosen(name)) => options.iter().any(|o| o.name == *name),
            (Self::Number { least, most, .. }, Position::Number(n)) => (least..=most).contains(&n),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_stays_within_its_bounds() {
        let number = Setting::Number { least: 1, most: 4, start: 2, unit: Texts::default() };
        assert!(number.allows(&number.start()));
        let check = |position: Position, allowed: bool| assert_eq!(number.allows(&position), allowed, "{position:?}");
        check(Position::Number(4), true);
        check(Position::Number(5), false);
        check(Position::On(true), false);
        check(Position::Chosen("2".into()), false);
    }

    #[test]
    fn a_benefit_is_no_worse_only_in_the_same_kind_and_unit() {
        let benefit: Benefit = toml::from_str(
            "id = 'credit'\nwhat = 'Credit'\ncapital = 'economic'\namount = 2.5\nunit = 'euro'\ndue_days = 30",
        )
        .unwrap();
        let more = Benefit { amount: Some(Amount::parse("3").unwrap()), ..benefit.clone() };
        let later = Benefit { due_days: Some(60), ..benefit.clone() };
        let social = Benefit { capital: Capital::Social, ..benefit.clone() };
        assert!(more.at_least(&benefit) && !benefit.at_least(&more));
        assert!(benefit.at_least(&later) && !later.at_least(&benefit));
        assert!(!social.at_least(&benefit) && benefit.at_least(&benefit));
    }
}
