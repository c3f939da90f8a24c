//! *Yes, if*: a bounded alternative to a clause, or a condition in the person's own words.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::amount::Amount;
use crate::clause::Clause;
use crate::id::{BenefitId, ItemId, RecipientId};

/// What a person asks for instead of a clause as it stands. What is not named stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// Kept for so many days only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<u32>,
    /// Only these items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<BTreeSet<ItemId>>,
    /// Only to these recipients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<BTreeSet<RecipientId>>,
    /// This benefit in place of the clause's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benefit: Option<BenefitId>,
    /// This amount of the clause's benefit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// A condition in words of one's own; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// The longest condition in own words, in characters.
pub const LONGEST_WORDS: usize = 2_000;

/// Why an alternative is none to this clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OutOfBounds {
    /// It asks for nothing else.
    #[error("it asks for nothing else than the clause says")]
    Nothing,
    /// Retention.
    #[error("the retention asked for is not offered here")]
    Retention,
    /// Items.
    #[error("the items named are not a smaller choice of the clause's")]
    Items,
    /// Recipients.
    #[error("the recipients named are not a smaller choice of the clause's")]
    Recipients,
    /// Benefit.
    #[error("that benefit is not among those that may be asked for")]
    Benefit,
    /// Amount.
    #[error("the amount asked for is not offered here")]
    Amount,
    /// Words.
    #[error("a condition in own words is not possible here, or it is longer than 2,000 characters")]
    Words,
}

impl Alternative {
    /// Whether it stays within what the clause lets a person ask for.
    ///
    /// # Errors
    /// The first of its parts that does not.
    pub fn check(&self, clause: &Clause) -> Result<(), OutOfBounds> {
        let (bounds, asked) = (&clause.counter, clause.information.as_ref());
        if *self == Self::default() {
            return Err(OutOfBounds::Nothing);
        }
        if let Some(days) = self.retention_days {
            let shorter = asked.is_some_and(|a| a.retention_days.is_none_or(|longest| days < longest));
            require(shorter && bounds.shortest_days.is_some_and(|least| days >= least), OutOfBounds::Retention)?;
        }
        if let Some(items) = &self.items {
            let fewer = asked.is_some_and(|a| items.len() < a.items.len() && items.is_subset(&a.items));
            require(bounds.fewer_items && fewer && !items.is_empty(), OutOfBounds::Items)?;
        }
        if let Some(to) = &self.recipients {
            let fewer = asked.is_some_and(|a| to.len() < a.recipients.len() && to.is_subset(&a.recipients));
            require(bounds.fewer_recipients && fewer, OutOfBounds::Recipients)?;
        }
        if let Some(benefit) = &self.benefit {
            let offered = bounds.other_benefits.iter().any(|b| b.id == *benefit);
            require(offered && self.amount.is_none(), OutOfBounds::Benefit)?;
        }
        if let Some(amount) = self.amount {
            let highest = bounds.highest_amount.is_some_and(|highest| amount <= highest);
            let more = matches!(clause.benefits.as_slice(), [only] if only.amount.is_some_and(|now| amount > now));
            require(highest && more, OutOfBounds::Amount)?;
        }
        if let Some(words) = &self.words {
            let length = words.trim().chars().count();
            require(bounds.own_words && (1..=LONGEST_WORDS).contains(&length), OutOfBounds::Words)?;
        }
        Ok(())
    }

    /// The clause as it would read. A condition in own words changes no figure: whoever accepts it writes it in.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn applied_to(&self, clause: &Clause) -> Result<Clause, OutOfBounds> {
        self.check(clause)?;
        let mut changed = clause.clone();
        if let Some(asked) = &mut changed.information {
            if self.retention_days.is_some() {
                asked.retention_days = self.retention_days;
            }
            if let Some(items) = &self.items {
                asked.items.clone_from(items);
            }
            if let Some(recipients) = &self.recipients {
                asked.recipients.clone_from(recipients);
            }
        }
        if let Some(wanted) = &self.benefit {
            changed.benefits = clause.counter.other_benefits.iter().filter(|b| b.id == *wanted).cloned().collect();
        }
        if let (Some(amount), [only]) = (self.amount, changed.benefits.as_mut_slice()) {
            only.amount = Some(amount);
        }
        // Whoever asked for all that could be asked for leaves nothing to ask for.
        changed.counter = changed.counter_left();
        Ok(changed)
    }
}

fn require(holds: bool, or: OutOfBounds) -> Result<(), OutOfBounds> {
    if holds { Ok(()) } else { Err(or) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{clause, terms};

    fn items(names: &[&str]) -> Option<BTreeSet<ItemId>> {
        Some(names.iter().map(|name| ItemId::new(name).unwrap()).collect())
    }

    fn check(name: &str, alternative: Alternative, expect: Result<(), OutOfBounds>) {
        assert_eq!(alternative.check(clause(&mut terms(), name)), expect, "{alternative:?}");
    }

    #[test]
    fn an_alternative_asks_for_less_or_for_more_in_return() {
        let advice = "usage-for-advice";
        let days = |n| Alternative { retention_days: Some(n), ..Default::default() };
        check(advice, Alternative::default(), Err(OutOfBounds::Nothing));
        check(advice, days(30), Ok(()));
        check(advice, days(29), Err(OutOfBounds::Retention));
        check(advice, days(180), Err(OutOfBounds::Retention));
        check("helping", days(30), Err(OutOfBounds::Retention));
        check(advice, Alternative { items: items(&["plan"]), ..Default::default() }, Ok(()));
        check(advice, Alternative { items: items(&[]), ..Default::default() }, Err(OutOfBounds::Items));
        check(advice, Alternative { items: items(&["signal"]), ..Default::default() }, Err(OutOfBounds::Items));
        check(advice, Alternative { items: items(&["plan", "usage"]), ..Default::default() }, Err(OutOfBounds::Items));
        let amount = |a: &str| Alternative { amount: Some(Amount::parse(a).unwrap()), ..Default::default() };
        check("signal-for-coverage", amount("5"), Ok(()));
        check("signal-for-coverage", amount("2"), Err(OutOfBounds::Amount));
        check("signal-for-coverage", amount("5.001"), Err(OutOfBounds::Amount));
        check("signal-for-coverage", Alternative { recipients: Some(BTreeSet::new()), ..Default::default() }, Ok(()));
        let words = |w: &str| Alternative { words: Some(w.into()), ..Default::default() };
        check(advice, words("only if I can see it"), Ok(()));
        check(advice, words("  "), Err(OutOfBounds::Words));
        check(advice, words(&"x".repeat(2_001)), Err(OutOfBounds::Words));
        check("helping", words("not on Sundays"), Err(OutOfBounds::Words));
    }

    #[test]
    fn what_is_accepted_is_what_was_asked_for() {
        let mut terms = terms();
        let alternative = Alternative { retention_days: Some(60), items: items(&["plan"]), ..Default::default() };
        let changed = alternative.applied_to(clause(&mut terms, "usage-for-advice")).unwrap();
        let asked = changed.information.unwrap();
        assert_eq!((asked.retention_days, asked.items), (Some(60), items(&["plan"]).unwrap()));
        assert_eq!((changed.counter.shortest_days, changed.counter.fewer_items), (Some(30), false));
    }

    #[test]
    fn what_is_accepted_at_its_bound_can_be_published() {
        let mut terms = terms();
        let place = clause(&mut terms, "usage-for-advice");
        let least = Alternative { retention_days: place.counter.shortest_days, ..Default::default() };
        *place = least.applied_to(place).unwrap();
        assert_eq!(place.counter.shortest_days, None);
        assert!(place.counter.fewer_items, "other ways stay");
        assert_eq!(terms.faults(), []);
    }
}
