//! Peer help: customers answer each other's questions, and what one offers finds what another needs.

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::id::{ContributionId, PersonId};
use crate::name::{Name, twice};
use crate::response::Ballot;
use crate::status::OutcomeKind;

/// Settings of peer help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerHelp {
    /// Whether customers ask each other.
    pub questions: bool,
    /// Whether they offer and need things.
    pub offers: bool,
    /// Topics that offers and needs can be given.
    #[serde(default)]
    pub topics: Vec<Name>,
}

/// What keeps peer help from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// Nothing can be brought.
    #[error("neither questions nor offers are taken")]
    Nothing,
    /// Two topics have one name.
    #[error("two topics are named {0}")]
    SameName(Name),
}

/// What an offer or a need says beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The contribution.
    pub contribution: ContributionId,
    /// Whether it is offered, or needed.
    pub offered: bool,
    /// Whose it is.
    pub person: PersonId,
    /// Its topics.
    pub topics: BTreeSet<Name>,
    /// Until when it stands; without end otherwise.
    pub until: Option<Timestamp>,
    /// For how many others an offer is; how many a need takes.
    pub room: u32,
}

/// An offer and a need that fit, as one of both sides found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// The other side's contribution.
    pub with: ContributionId,
    /// How many topics they share.
    pub shared: usize,
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
    /// One has found as many as it takes.
    #[error("it has found as many as it takes")]
    Full,
    /// Somebody who has a part in neither.
    #[error("only the two can agree on that")]
    NotYours,
}

/// Whether an offer and a need can be put together. `taken` says how many agreed matches a contribution has.
///
/// # Errors
/// [`NoFit`].
pub fn fits(one: &Asked, other: &Asked, taken: impl Fn(ContributionId) -> u32, now: Timestamp) -> Result<(), NoFit> {
    let over = |asked: &Asked| asked.until.is_some_and(|until| now >= until);
    if one.offered == other.offered {
        Err(NoFit::SameSide)
    } else if one.person == other.person {
        Err(NoFit::Yourself)
    } else if over(one) || over(other) {
        Err(NoFit::Over)
    } else if taken(one.contribution) >= one.room || taken(other.contribution) >= other.room {
        Err(NoFit::Full)
    } else {
        Ok(())
    }
}

/// What fits best, the best first: by shared topics, then by likeness, then the one that ends first, then by number. Nothing
/// that shares neither topic nor words.
pub fn suggest(
    one: &Asked,
    others: &[Asked],
    taken: impl Fn(ContributionId) -> u32,
    likeness: impl Fn(ContributionId) -> f64,
    now: Timestamp,
) -> Vec<Fit> {
    let mut found: Vec<(Fit, i64)> = Vec::new();
    for other in others.iter().filter(|other| fits(one, other, &taken, now).is_ok()) {
        let shared = one.topics.intersection(&other.topics).count();
        let likeness = likeness(other.contribution).clamp(0.0, 1.0);
        if shared > 0 || likeness > 0.0 {
            let ends = other.until.map_or(i64::MAX, |until| until.0);
            found.push((Fit { with: other.contribution, shared, likeness }, ends));
        }
    }
    found.sort_by(|(a, a_ends), (b, b_ends)| {
        let better = b.shared.cmp(&a.shared).then(b.likeness.total_cmp(&a.likeness));
        better.then(a_ends.cmp(b_ends)).then(a.with.cmp(&b.with))
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
    let fresh =
        Match { offer: offer.contribution, need: need.contribution, offer_agrees: false, need_agrees: false, at: now };
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

impl Rules for PeerHelp {
    fn name(&self) -> &'static str {
        "peer_help"
    }

    fn brings(&self) -> &'static [Kind] {
        match (self.questions, self.offers) {
            (true, true) => &[Kind::Question, Kind::Offer, Kind::Need],
            (true, false) => &[Kind::Question],
            (false, true) => &[Kind::Offer, Kind::Need],
            (false, false) => &[],
        }
    }

    fn takes(&self, kind: Kind) -> Takes {
        let (ballots, parts): (&[Ballot], &[Part]) = match kind {
            Kind::Question => (&[Ballot::For], &[Part::Vote, Part::Comment, Part::Accept, Part::Merge]),
            _ => (&[], &[Part::Comment, Part::Match]),
        };
        Takes { ballots, parts, own_outcome: true }
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Answered, Done, Matched, NotNow, Planned};
        &[Answered, Matched, Adopted, Planned, Done, NotNow]
    }

    fn open_for(&self, part: Part, _: Timestamp) -> Result<(), NotOpen> {
        if matches!(part, Part::Evaluate | Part::Award | Part::Answer) { Err(NotOpen::Never) } else { Ok(()) }
    }

    fn faults(&self, _: Timestamp, _: Option<Timestamp>) -> Vec<super::Fault> {
        let nothing = (!self.questions && !self.offers).then_some(Fault::Nothing);
        let doubled = twice(&self.topics).into_iter().map(Fault::SameName);
        nothing.into_iter().chain(doubled).map(super::Fault::PeerHelp).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(id: u128, offered: bool, person: u128, topics: &[&str]) -> Asked {
        let topics = topics.iter().map(|topic| Name::new(topic).unwrap()).collect();
        Asked { contribution: ContributionId(id), offered, person: PersonId(person), topics, until: None, room: 1 }
    }

    fn free(_: ContributionId) -> u32 {
        0
    }

    #[test]
    fn what_fits_best_comes_first_and_what_cannot_fit_not_at_all() {
        let need = asked(1, false, 1, &["router", "milan"]);
        let over = Asked { until: Some(Timestamp(5)), ..asked(6, true, 2, &["router", "milan"]) };
        let others = [
            asked(2, true, 2, &["router"]),
            asked(3, true, 3, &["router", "milan"]),
            asked(4, true, 1, &["router", "milan"]),
            asked(5, false, 4, &["router", "milan"]),
            over,
            asked(7, true, 7, &[]),
            asked(8, true, 8, &["router"]),
        ];
        let likeness = |id: ContributionId| if id.0 == 8 { 0.4 } else { 0.0 };
        let found = suggest(&need, &others, free, likeness, Timestamp(5));
        let ids: Vec<u128> = found.iter().map(|fit| fit.with.0).collect();
        assert_eq!(ids, [3, 8, 2]);
        let full = suggest(&need, &others, |id| u32::from(id.0 == 3), likeness, Timestamp(5));
        assert_eq!(full[0].with, ContributionId(8));
    }

    #[test]
    fn a_match_takes_both() {
        let (offer, need) = (asked(1, true, 1, &[]), asked(2, false, 2, &[]));
        let (first, second, now) = (PersonId(1), PersonId(2), Timestamp(0));
        let half = agree(None, (&offer, &need), first, free, now).unwrap();
        assert!(!half.is_made());
        assert!(!agree(Some(&half), (&offer, &need), first, free, now).unwrap().is_made());
        assert!(agree(Some(&half), (&offer, &need), second, free, now).unwrap().is_made());
        assert_eq!(agree(Some(&half), (&offer, &need), second, |_| 1, now), Err(NoFit::Full));
        assert_eq!(agree(None, (&offer, &need), PersonId(3), free, now), Err(NoFit::NotYours));
        assert_eq!(agree(None, (&need, &offer), first, free, now), Err(NoFit::SameSide));
    }
}
