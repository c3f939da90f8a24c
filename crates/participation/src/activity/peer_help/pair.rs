//! An offer and a need that fit, found by plain rules, and put together when both say yes.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Particulars;
use crate::id::{ContributionId, PersonId};

/// An offer or a need, as far as finding the other side concerns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The contribution.
    pub contribution: ContributionId,
    /// Whether it is offered, or needed.
    pub offered: bool,
    /// Whose it is.
    pub person: PersonId,
    /// What it says.
    pub says: Particulars,
}

/// The other side of an offer or a need, and why it fits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// The other side's contribution.
    pub with: ContributionId,
    /// How many topics they share.
    pub shared: usize,
    /// Whether both name the same place.
    pub same_place: bool,
    /// How alike the words are, 0 to 1, as the caller's index says.
    pub likeness: f64,
}

/// An offer and a need, put together by one side and agreed by the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The offer.
    pub offer: ContributionId,
    /// The need.
    pub need: ContributionId,
    /// Whether whoever offers said yes.
    pub offer_agrees: bool,
    /// Whether whoever needs said yes.
    pub need_agrees: bool,
    /// When it was first put together.
    pub at: Timestamp,
    /// When whoever needed it said that it was done.
    pub done: Option<Timestamp>,
}

/// Why two do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoFit {
    /// Both offer, or both need.
    #[error("one has to offer what the other needs")]
    SameSide,
    /// Both are one person's.
    #[error("that takes somebody else")]
    Yourself,
    /// One is over.
    #[error("it is no longer offered or needed")]
    Over,
    /// They name different places.
    #[error("they are at different places")]
    Elsewhere,
    /// One is over before the other begins.
    #[error("they are at different times")]
    AnotherTime,
    /// One has found as many as it takes.
    #[error("it has found as many as it takes")]
    Full,
    /// Somebody who has a part in neither.
    #[error("only the two can agree on that")]
    NotYours,
    /// Both have not said yes yet, or it was done before.
    #[error("there is nothing agreed that could be done")]
    NotAgreed,
}

/// Whether an offer and a need can be put together. `taken` says how many agreed matches a contribution has.
///
/// # Errors
/// [`NoFit`].
pub fn fits(one: &Asked, other: &Asked, taken: impl Fn(ContributionId) -> u32, now: Timestamp) -> Result<(), NoFit> {
    let over = |asked: &Asked| asked.says.until.is_some_and(|until| now >= until);
    let before = |a: &Asked, b: &Asked| a.says.until.zip(b.says.from).is_some_and(|(until, from)| until <= from);
    let full = |asked: &Asked| taken(asked.contribution) >= asked.says.room;
    if one.offered == other.offered {
        Err(NoFit::SameSide)
    } else if one.person == other.person {
        Err(NoFit::Yourself)
    } else if over(one) || over(other) {
        Err(NoFit::Over)
    } else if one.says.place.as_ref().zip(other.says.place.as_ref()).is_some_and(|(a, b)| a != b) {
        Err(NoFit::Elsewhere)
    } else if before(one, other) || before(other, one) {
        Err(NoFit::AnotherTime)
    } else if full(one) || full(other) {
        Err(NoFit::Full)
    } else {
        Ok(())
    }
}

/// What fits best, the best first: by shared topics, then the same place, then by likeness, then the one that ends first, then
/// by number. Nothing that shares neither topic nor words.
pub fn suggest(
    one: &Asked,
    others: &[Asked],
    taken: impl Fn(ContributionId) -> u32,
    likeness: impl Fn(ContributionId) -> f64,
    now: Timestamp,
) -> Vec<Fit> {
    let mut found: Vec<(Fit, i64)> = Vec::new();
    for other in others.iter().filter(|other| fits(one, other, &taken, now).is_ok()) {
        let shared = one.says.topics.intersection(&other.says.topics).count();
        let same_place = one.says.place.is_some() && one.says.place == other.says.place;
        let likeness = likeness(other.contribution).clamp(0.0, 1.0);
        if shared > 0 || likeness > 0.0 {
            let ends = other.says.until.map_or(i64::MAX, |until| until.0);
            found.push((Fit { with: other.contribution, shared, same_place, likeness }, ends));
        }
    }
    found.sort_by(|(a, a_ends), (b, b_ends)| {
        let better = b.shared.cmp(&a.shared).then(b.same_place.cmp(&a.same_place));
        better.then(b.likeness.total_cmp(&a.likeness)).then(a_ends.cmp(b_ends)).then(a.with.cmp(&b.with))
    });
    found.into_iter().map(|(fit, _)| fit).collect()
}

/// A person says yes to a fit; the match is made when both have. `before` is what was said until now.
///
/// # Errors
/// [`NoFit`], also when room ran out since the first yes.
pub fn agree(
    before: Option<&Match>,
    (offer, need): (&Asked, &Asked),
    person: PersonId,
    taken: impl Fn(ContributionId) -> u32,
    now: Timestamp,
) -> Result<Match, NoFit> {
    let made = before.filter(|m| m.is_made());
    if made.is_none() {
        fits(offer, need, taken, now)?;
    }
    if !offer.offered {
        return Err(NoFit::SameSide);
    }
    if person != offer.person && person != need.person {
        return Err(NoFit::NotYours);
    }
    let (offered, needed) = (offer.contribution, need.contribution);
    let fresh = Match { offer: offered, need: needed, offer_agrees: false, need_agrees: false, at: now, done: None };
    let mut agreed = before.cloned().unwrap_or(fresh);
    agreed.offer_agrees |= person == offer.person;
    agreed.need_agrees |= person == need.person;
    Ok(agreed)
}

impl Match {
    /// Whether both said yes.
    pub fn is_made(&self) -> bool {
        self.offer_agrees && self.need_agrees
    }
}
