//! Ways to take part. What they have in common is elsewhere; here stands only what is an activity's own.
//!
//! An activity is a type with its settings that implements [`Rules`], and a variant of [`Setting`]. Nothing else names it.

pub mod challenge;
mod ideas;
mod opinion_map;
pub mod peer_help;
mod questions;
pub mod restated;
pub mod segment;
pub mod survey;

use std::collections::BTreeSet;

use comity_exchange::id::ClauseId;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use challenge::Challenge;
pub use ideas::Ideas;
pub use opinion_map::OpinionMap;
pub use peer_help::{NotParticulars, Particulars, PeerHelp};
pub use questions::Questions;
pub use restated::NotRestated;
pub use segment::Segment;
pub use survey::Survey;

use crate::contribution::Kind;
use crate::id::{ActivityId, ExchangeId};
use crate::response::Ballot;
use crate::stage::Place;
use crate::status::{NotAStatusSet, Outcome, OutcomeKind, StatusSet};

/// A part that people can have in an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// To bring something.
    Contribute,
    /// To vote, or to take a vote back.
    Vote,
    /// To comment; to answer a question.
    Comment,
    /// To say which comment is the answer.
    Accept,
    /// To answer a survey.
    Answer,
    /// To score by criteria, as one who was named for it.
    Evaluate,
    /// To say who wins, as a member.
    Award,
    /// To agree that an offer and a need fit.
    Match,
    /// To say that two contributions are the same, as a member.
    Merge,
}

/// Which responses a kind of contribution gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Takes {
    /// What a vote can say; no votes, when there is nothing.
    pub ballots: &'static [Ballot],
    /// The other parts that there are, beside contributing.
    pub parts: &'static [Part],
    /// Whether each has an outcome of its own; else it shares that of the activity.
    pub own_outcome: bool,
}

/// Not open for that, and when it will be or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotOpen {
    /// It is too early.
    #[error("that is not open yet")]
    Until(Timestamp),
    /// It is too late.
    #[error("that has ended")]
    Since(Timestamp),
    /// There is never a time for it here.
    #[error("this activity has no time for that")]
    Never,
}

/// What is an activity's own.
pub trait Rules {
    /// The name in files and in the API.
    fn name(&self) -> &'static str;

    /// What can be brought.
    fn brings(&self) -> &'static [Kind];

    /// Which responses a kind gets.
    fn takes(&self, kind: Kind) -> Takes;

    /// What can become of its contributions.
    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Adopted, Done, NotNow, Planned, UnderWay};
        &[Adopted, Planned, UnderWay, Done, NotNow]
    }

    /// Whether what is brought waits for its outcome only from the end of the activity on; else since it was brought.
    fn answered_at_end(&self) -> bool {
        false
    }

    /// From when on what is brought can have its outcome, and waits for it; from the first when nothing is said.
    fn answered_from(&self) -> Option<Timestamp> {
        None
    }

    /// The outcome that its own acts lead to, for which there has to be a status.
    fn leads_to(&self) -> Option<OutcomeKind> {
        None
    }

    /// Whether there is a time for that part now, within the activity's own dates.
    ///
    /// # Errors
    /// [`NotOpen`], with the moment at which it opens or closed.
    fn open_for(&self, part: Part, now: Timestamp) -> Result<(), NotOpen> {
        let _ = (part, now);
        Ok(())
    }

    /// Whether comments are answers that only the firm gives; whoever asked may still reply.
    fn only_the_firm_answers(&self) -> bool {
        false
    }

    /// Takes what a contribution says beside its text: nothing, but where an activity is about that.
    ///
    /// # Errors
    /// [`peer_help::NotParticulars`], with what is wrong.
    fn takes_particulars(
        &self,
        kind: Kind,
        particulars: Option<&Particulars>,
        now: Timestamp,
    ) -> Result<(), NotParticulars> {
        let _ = (kind, now);
        particulars.map_or(Ok(()), |_| Err(NotParticulars::NotHere))
    }

    /// Whether an activity of this kind can be opened to people without an account.
    fn without_account(&self) -> bool {
        false
    }

    /// What keeps its settings from meaning anything, given when the activity opens and closes.
    fn faults(&self, opens: Timestamp, closes: Option<Timestamp>) -> Vec<Fault> {
        let _ = (opens, closes);
        Vec::new()
    }
}

/// An activity with its settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "activity", rename_all = "snake_case")]
pub enum Setting {
    /// Ideas.
    Ideas(Ideas),
    /// An opinion map.
    OpinionMap(OpinionMap),
    /// Questions to the firm or to each other.
    Questions(Questions),
    /// A survey.
    Survey(Survey),
    /// A challenge.
    Challenge(Challenge),
    /// Customers help each other.
    PeerHelp(PeerHelp),
}

impl Setting {
    /// What is its own.
    pub fn rules(&self) -> &dyn Rules {
        match self {
            Self::Ideas(own) => own,
            Self::OpinionMap(own) => own,
            Self::Questions(own) => own,
            Self::Survey(own) => own,
            Self::Challenge(own) => own,
            Self::PeerHelp(own) => own,
        }
    }
}

/// Something that keeps an activity from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// No words say what it is.
    #[error("the activity has no title")]
    NoTitle,
    /// It closes before it opens.
    #[error("the activity closes before it opens")]
    Dates,
    /// Only those who agreed are to take part, and nothing says to what.
    #[error("only those who agreed take part in it, but no clause is named")]
    NoClause,
    /// People without an account are let in where an agreement is asked for first.
    #[error("who has no account has agreed to nothing, and here an agreement comes first")]
    NeedsAgreement,
    /// People without an account are let in where people have to be known.
    #[error("an activity of this kind needs people to have an account")]
    NeedsAccount,
    /// Its statuses are wrong.
    #[error("{0}")]
    Statuses(#[from] NotAStatusSet),
    /// A fault of a challenge.
    #[error("{0}")]
    Challenge(#[from] challenge::Fault),
    /// A fault of a survey.
    #[error("{0}")]
    Survey(#[from] survey::Fault),
    /// A fault of offers and needs.
    #[error("{0}")]
    PeerHelp(#[from] peer_help::Fault),
    /// A fault of those whom it is for.
    #[error("{0}")]
    Segment(#[from] segment::Fault),
}

/// An activity of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its number.
    pub id: ActivityId,
    /// The exchange that it belongs to.
    pub exchange: ExchangeId,
    /// A few words.
    pub title: Texts,
    /// Where along the value chain; a contribution begins there, and may be moved to a finer stage.
    pub place: Place,
    /// The clause of the terms that asks for this work, says what comes back, and under which licence it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<ClauseId>,
    /// Whether only those take part whose agreement holds that clause; else everybody who was invited to the exchange.
    #[serde(default, skip_serializing_if = "is_false")]
    pub agreed_only: bool,
    /// Whether anybody with its address takes part, also without an account.
    #[serde(default, skip_serializing_if = "is_false")]
    pub without_account: bool,
    /// The part of those in the exchange whom it is for; everybody in it, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<Segment>,
    /// When it opens.
    pub opens: Timestamp,
    /// When it closes; never, until the firm closes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<Timestamp>,
    /// The statuses of its contributions.
    pub statuses: StatusSet,
    /// Which activity it is, with what is its own.
    pub setting: Setting,
    /// What became of it as a whole. Votes and survey answers share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Activity {
    /// The clause to which somebody has to have agreed to take part, where only they do.
    pub fn only_by(&self) -> Option<&ClauseId> {
        self.clause.as_ref().filter(|_| self.agreed_only)
    }

    /// Everything that keeps it from being opened.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.title.is_blank() {
            faults.push(Fault::NoTitle);
        }
        if self.closes.is_some_and(|closes| closes <= self.opens) {
            faults.push(Fault::Dates);
        }
        if self.agreed_only && self.clause.is_none() {
            faults.push(Fault::NoClause);
        }
        let rules = self.setting.rules();
        if self.without_account && (self.agreed_only || self.segment.is_some()) {
            faults.push(Fault::NeedsAgreement);
        }
        if self.without_account && !rules.without_account() {
            faults.push(Fault::NeedsAccount);
        }
        faults.extend(self.segment.iter().filter_map(Segment::fault).map(Fault::Segment));
        let known = |status: &&crate::status::Status| status.outcome.is_none_or(|o| rules.outcomes().contains(&o));
        if let Some(other) = self.statuses.iter().find(|status| !known(status)) {
            faults.push(NotAStatusSet::OtherOutcome(other.name.clone()).into());
        }
        let lacks = |kind: &OutcomeKind| self.statuses.iter().all(|status| status.outcome != Some(*kind));
        faults.extend(rules.leads_to().filter(lacks).map(|kind| NotAStatusSet::Lacks(kind).into()));
        faults.extend(rules.faults(self.opens, self.closes));
        faults
    }

    /// Whether people can have that part now.
    ///
    /// # Errors
    /// [`NotOpen`]: the activity as a whole, or its phase for that part.
    pub fn open_for(&self, part: Part, now: Timestamp) -> Result<(), NotOpen> {
        if now < self.opens {
            return Err(NotOpen::Until(self.opens));
        }
        match self.closes {
            // What is said by members or settles what is there may come after the end.
            Some(closes) if now >= closes && !matches!(part, Part::Award | Part::Accept | Part::Merge) => {
                Err(NotOpen::Since(closes))
            }
            _ => self.setting.rules().open_for(part, now),
        }
    }

    /// Everything that people can do in it now.
    pub fn parts(&self, now: Timestamp) -> Vec<Part> {
        let rules = self.setting.rules();
        let responses = rules.brings().iter().flat_map(|kind| rules.takes(*kind).parts.iter().copied());
        let all: BTreeSet<Part> = std::iter::once(Part::Contribute).chain(responses).collect();
        all.into_iter().filter(|part| self.open_for(*part, now).is_ok()).collect()
    }

    /// Since when something waits for its outcome that was brought, or lost it, at `since`; nothing while no answer is due.
    pub fn answer_due(&self, since: Timestamp, now: Timestamp) -> Option<Timestamp> {
        let rules = self.setting.rules();
        let from = match rules.answered_from() {
            _ if rules.answered_at_end() => self.closes?,
            Some(from) => from,
            None => return Some(since),
        };
        (from <= now).then(|| from.max(since))
    }

    /// Since when the activity itself waits for its outcome: since it closed, where anything in it shares that outcome.
    pub fn waits_since(&self, now: Timestamp) -> Option<Timestamp> {
        let rules = self.setting.rules();
        // What is answered at the end is answered one by one, for those who voted on it too.
        let votes_share = |ballots: &[Ballot]| !ballots.is_empty() && !rules.answered_at_end();
        let shares = rules.brings().is_empty()
            || rules
                .brings()
                .iter()
                .any(|kind| !rules.takes(*kind).own_outcome || votes_share(rules.takes(*kind).ballots));
        self.closes.filter(|closes| *closes <= now && self.outcome.is_none() && shares)
    }
}
