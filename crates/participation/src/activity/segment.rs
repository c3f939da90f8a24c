//! A part of those in an exchange whom an activity is for: those of whom an item that they agreed to give has one of some values.

use std::collections::BTreeSet;

use comity_exchange::basis::Item;
use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::chooses_people;
use comity_exchange::terms::Terms;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Values at most.
pub const VALUES: usize = 50;
/// Characters of a value at most.
pub const LONGEST: usize = 100;

/// Whom an activity is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The item of the terms that is looked at.
    pub item: ItemId,
    /// The purpose for which people agreed to give it. Without an agreement for that purpose nobody is among them.
    pub purpose: PurposeId,
    /// The values of which it has to have one.
    pub values: BTreeSet<String>,
}

/// What keeps a segment from meaning anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// No value is named.
    #[error("it is for those with one of some values, but none is named")]
    NoValues,
    /// More values than somebody could say why.
    #[error("it names more than {VALUES} values")]
    TooMany,
    /// A value that says nothing, or is too long.
    #[error("a value has from 1 to {LONGEST} characters")]
    Value,
    /// The terms have no such item or purpose.
    #[error("the terms have no such item or purpose")]
    Unknown,
}

/// Something to think about before an activity is for a part of the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// No clause of the terms asks for the item for that purpose: nobody can be among them.
    NotAsked,
    /// It is of a special category (GDPR, Article 9): who is among them is itself told by seeing the activity.
    Special,
    /// The purpose says something else than choosing who takes part.
    OtherPurpose,
    /// Nothing in the terms tells whether the purpose covers choosing who takes part.
    UnclearPurpose,
}

/// A value for comparing: whatever its case and the spaces around it.
fn plain(value: &str) -> String {
    value.trim().to_lowercase()
}

impl Segment {
    /// A segment by what somebody typed: blank values are left out, and what differs in case or spaces alone is one.
    pub fn new<'v>(item: ItemId, purpose: PurposeId, typed: impl IntoIterator<Item = &'v str>) -> Self {
        let (mut values, mut seen) = (BTreeSet::new(), BTreeSet::new());
        for value in typed.into_iter().map(str::trim).filter(|value| !value.is_empty()) {
            if seen.insert(plain(value)) {
                values.insert(value.to_owned());
            }
        }
        Self { item, purpose, values }
    }

    /// Whether somebody is among them of whom the item says this: one text, or several of which one is enough.
    pub fn has<'s>(&self, said: impl IntoIterator<Item = &'s str>) -> bool {
        said.into_iter().any(|said| self.values.iter().any(|value| plain(value) == plain(said)))
    }

    /// What keeps it from meaning anything, whatever the terms say.
    pub fn fault(&self) -> Option<Fault> {
        let length = |value: &String| value.trim().is_empty() || value.chars().count() > LONGEST;
        match self.values.len() {
            0 => Some(Fault::NoValues),
            n if n > VALUES => Some(Fault::TooMany),
            _ => self.values.iter().any(length).then_some(Fault::Value),
        }
    }

    /// The same where these terms are in force.
    ///
    /// # Errors
    /// They have no such item or purpose; [`Self::fault`].
    pub fn check(&self, terms: &Terms) -> Result<(), Fault> {
        let purpose = terms.purposes.iter().any(|purpose| purpose.id == self.purpose);
        if !purpose || terms.item(&self.item).is_none() {
            return Err(Fault::Unknown);
        }
        self.fault().map_or(Ok(()), Err)
    }

    /// What is to be thought about, by the terms in force.
    pub fn remarks(&self, terms: &Terms) -> Vec<Remark> {
        let asks = |clause: &&comity_exchange::clause::Clause| {
            clause
                .information
                .as_ref()
                .is_some_and(|asked| asked.purpose.as_ref() == Some(&self.purpose) && asked.items.contains(&self.item))
        };
        let mut remarks = Vec::new();
        if !terms.clauses.iter().any(|clause| asks(&clause)) {
            remarks.push(Remark::NotAsked);
        }
        if terms.item(&self.item).is_some_and(is_special) {
            remarks.push(Remark::Special);
        }
        match terms.purposes.iter().find(|purpose| purpose.id == self.purpose).and_then(chooses_people) {
            Some(true) => {}
            Some(false) => remarks.push(Remark::OtherPurpose),
            None => remarks.push(Remark::UnclearPurpose),
        }
        remarks
    }
}

fn is_special(item: &Item) -> bool {
    item.special.is_some()
}

/// How many people are told of: whole tens, so that nobody is found by comparing two numbers that differ by them. Fewer than ten are
/// not told.
pub fn told(people: usize) -> usize {
    people / 10 * 10
}

#[cfg(test)]
mod tests {
    use comity_exchange::EXAMPLE_TERMS;

    use super::*;

    fn segment(item: &str, purpose: &str, values: &[&str]) -> Segment {
        Segment::new(ItemId::new(item).unwrap(), PurposeId::new(purpose).unwrap(), values.iter().copied())
    }

    fn terms(from: &str, to: &str) -> Terms {
        assert!(EXAMPLE_TERMS.contains(from));
        Terms::from_toml(&EXAMPLE_TERMS.replacen(from, to, 1)).unwrap()
    }

    #[test]
    fn a_value_is_known_whatever_its_case_and_among_several_one_is_enough() {
        let two = segment("plan", "advice", &[" Torino", "", "torino ", "Asti"]);
        assert_eq!(two.values.iter().map(String::as_str).collect::<Vec<_>>(), ["Asti", "Torino"]);
        assert!(two.has(["TORINO "]) && two.has(["Cuneo", "asti"]) && two.has(["ASTI"]));
        assert!(!two.has(["Torino di Sangro"]) && !two.has(["Tori"]) && !two.has([""]) && !two.has([]));
        assert!(segment("plan", "advice", &["È"]).has(["è"]));
    }

    #[test]
    fn what_means_nothing_is_refused() {
        let terms = terms("id = \"plan\"", "id = \"plan\"");
        let check = |one: Segment, expect| assert_eq!(one.check(&terms), expect);
        check(segment("plan", "advice", &["a"]), Ok(()));
        check(segment("plan", "advice", &[" "]), Err(Fault::NoValues));
        check(segment("plan", "advice", &["x".repeat(101).as_str()]), Err(Fault::Value));
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        check(segment("plan", "advice", &many.iter().map(String::as_str).collect::<Vec<_>>()), Err(Fault::TooMany));
        check(segment("shoe", "advice", &["a"]), Err(Fault::Unknown));
        check(segment("plan", "whim", &["a"]), Err(Fault::Unknown));
    }

    #[test]
    fn what_is_to_be_thought_about_follows_from_the_terms() {
        let one = segment("plan", "advice", &["a"]);
        let check = |one: &Segment, terms: &Terms, expect: &[Remark]| assert_eq!(one.remarks(terms), expect);
        let before = "dpv = \"ServicePersonalisation\"";
        check(&one, &terms(before, before), &[Remark::OtherPurpose]);
        check(&one, &terms(before, "dpv = \"ServiceAccessDetermination\""), &[]);
        check(&one, &terms(before, ""), &[Remark::UnclearPurpose]);
        check(&segment("signal", "advice", &["a"]), &terms(before, before), &[Remark::NotAsked, Remark::OtherPurpose]);
        let special = "source = \"volunteered\"\nspecial = { reason = \"It is about health\" }";
        check(&one, &terms("source = \"volunteered\"", special), &[Remark::Special, Remark::OtherPurpose]);
    }

    #[test]
    fn numbers_are_told_in_whole_tens() {
        for (people, expect) in [(0, 0), (9, 0), (10, 10), (19, 10), (20, 20), (1_234, 1_230)] {
            assert_eq!(told(people), expect, "{people}");
        }
    }
}
