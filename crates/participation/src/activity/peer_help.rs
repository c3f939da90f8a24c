//! Peer help: what one customer offers finds what another needs, by topic, place and time.

mod pair;

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use pair::{Asked, Fit, Match, NoFit, agree, fits, suggest};

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::name::{Choice, Name, twice};
use crate::status::OutcomeKind;

/// For how many others an offer can be at most, and how many a need can take.
pub const MOST_ROOM: u32 = 50;

/// Settings of peer help.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerHelp {
    /// Topics that offers and needs can be given.
    #[serde(default)]
    pub topics: Vec<Choice>,
    /// Places that they can name; one without a place is for anywhere.
    #[serde(default)]
    pub places: Vec<Choice>,
}

/// What keeps peer help from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// Nothing by which an offer could be found for a need.
    #[error("name at least one topic, by which offers and needs find each other")]
    NoTopics,
    /// Two topics or two places have one name.
    #[error("two are named {0}")]
    SameName(Name),
    /// A topic or a place has no words.
    #[error("{0} has no words")]
    NoWords(Name),
}

/// What an offer or a need says beside its text. It is its author's, and goes with their words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Particulars {
    /// Its topics, of those that the activity names.
    pub topics: BTreeSet<Name>,
    /// Where; anywhere when no place is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Name>,
    /// From when; at once when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Until before when; without end when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// For how many others an offer is; how many a need takes.
    pub room: u32,
}

/// What is wrong with what an offer or a need says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotParticulars {
    /// The activity does not ask for any.
    #[error("this activity takes a text and nothing else")]
    NotHere,
    /// An offer or a need says nothing by which it could be found.
    #[error("choose at least one topic")]
    NoTopic,
    /// A topic or a place that the activity does not name.
    #[error("this activity names no such topic or place")]
    Unknown,
    /// It ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
    /// It is over already.
    #[error("it is over already")]
    Over,
    /// Room for nobody, or for more than can be.
    #[error("it has to be for at least one, and for at most {MOST_ROOM}")]
    Room,
}

impl Rules for PeerHelp {
    fn name(&self) -> &'static str {
        "peer_help"
    }

    fn brings(&self) -> &'static [Kind] {
        &[Kind::Offer, Kind::Need]
    }

    fn takes(&self, _: Kind) -> Takes {
        Takes { ballots: &[], parts: &[Part::Comment, Part::Match], own_outcome: true }
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Done, Matched, NotNow, Planned};
        &[Matched, Adopted, Planned, Done, NotNow]
    }

    fn open_for(&self, part: Part, _: Timestamp) -> Result<(), NotOpen> {
        let there = matches!(part, Part::Contribute | Part::Comment | Part::Match);
        if there { Ok(()) } else { Err(NotOpen::Never) }
    }

    fn answered_at_end(&self) -> bool {
        // Until then it may still find its other side.
        true
    }

    fn leads_to(&self) -> Option<OutcomeKind> {
        Some(OutcomeKind::Matched)
    }

    fn takes_particulars(&self, _: Kind, said: Option<&Particulars>, now: Timestamp) -> Result<(), NotParticulars> {
        let said = said.ok_or(NotParticulars::NoTopic)?;
        let known = |name: &Name, among: &[Choice]| among.iter().any(|one| one.name == *name);
        if said.topics.is_empty() {
            Err(NotParticulars::NoTopic)
        } else if !said.topics.iter().all(|topic| known(topic, &self.topics))
            || said.place.as_ref().is_some_and(|place| !known(place, &self.places))
        {
            Err(NotParticulars::Unknown)
        } else if said.from.zip(said.until).is_some_and(|(from, until)| until <= from) {
            Err(NotParticulars::Backwards)
        } else if said.until.is_some_and(|until| until <= now) {
            Err(NotParticulars::Over)
        } else if !(1..=MOST_ROOM).contains(&said.room) {
            Err(NotParticulars::Room)
        } else {
            Ok(())
        }
    }

    fn faults(&self, _: Timestamp, _: Option<Timestamp>) -> Vec<super::Fault> {
        let mut faults = Vec::new();
        if self.topics.is_empty() {
            faults.push(Fault::NoTopics);
        }
        for all in [&self.topics, &self.places] {
            faults.extend(twice(all.iter().map(|one| &one.name)).into_iter().map(Fault::SameName));
            faults.extend(all.iter().filter(|one| one.words.is_blank()).map(|one| Fault::NoWords(one.name.clone())));
        }
        faults.into_iter().map(super::Fault::PeerHelp).collect()
    }
}

#[cfg(test)]
mod tests;
