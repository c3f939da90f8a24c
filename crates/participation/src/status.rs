//! How far a contribution has come, in statuses that a firm names, and what became of it.

use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::MemberId;
use crate::name::{self, Name};
use crate::text::Text;

/// What became of a contribution. A firm's own statuses each stand for one of these, so that they can be counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// The firm takes it as its own.
    Adopted,
    /// It will be done; people can still vote.
    Planned,
    /// It is being done; people can still vote.
    UnderWay,
    /// It is there.
    Done,
    /// It will not be done, or not now.
    NotNow,
    /// A question has its answer.
    Answered,
    /// An offer has found its need, or a need its offer.
    Matched,
    /// It won in a challenge.
    Awarded,
}

impl OutcomeKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Adopted,
        Self::Planned,
        Self::UnderWay,
        Self::Done,
        Self::NotNow,
        Self::Answered,
        Self::Matched,
        Self::Awarded,
    ];

    /// Whether it is to what was brought as its author hoped: everything but [`Self::NotNow`].
    pub fn is_welcome(self) -> bool {
        self != Self::NotNow
    }

    /// Whether whoever had this outcome has it still where there is `now` another: what is planned goes on to be done, and nothing is
    /// undone by that.
    pub fn stands_with(self, now: Self) -> bool {
        let step =
            |kind| [Self::Adopted, Self::Planned, Self::UnderWay, Self::Done].iter().position(|step| *step == kind);
        self == now || matches!((step(self), step(now)), (Some(before), Some(after)) if before <= after)
    }

    /// Whether votes end with it.
    pub fn ends_votes(self) -> bool {
        !matches!(self, Self::Planned | Self::UnderWay)
    }
}

/// A status that a firm names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Its name, kept while its words change.
    pub name: Name,
    /// Its words.
    pub words: Texts,
    /// What it says became of a contribution; nothing while that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeKind>,
}

/// The statuses of one activity, in the order in which a contribution goes through them. The first is where it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Status>", into = "Vec<Status>")]
pub struct StatusSet(Vec<Status>);

/// What is wrong with a set of statuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAStatusSet {
    /// A contribution has to begin in a status that is open.
    #[error("the first status has to be an open one, where a contribution begins")]
    BeginsEnded,
    /// A contribution could never end.
    #[error("at least one status has to say what became of a contribution")]
    NeverEnds,
    /// Nobody could be told no.
    #[error("at least one status has to stand for not_now, so that a no can be said")]
    NoWayToSayNo,
    /// Two have one name.
    #[error("two statuses are named {0}")]
    SameName(Name),
    /// One has no words.
    #[error("status {0} has no words")]
    NoWords(Name),
    /// No status stands for the outcome to which the activity leads.
    #[error("at least one status has to stand for {0:?}, to which this activity leads")]
    Lacks(OutcomeKind),
    /// A status stands for an outcome that the activity does not have.
    #[error("status {0} stands for an outcome that this activity does not have")]
    OtherOutcome(Name),
}

impl StatusSet {
    /// Takes the statuses of an activity.
    ///
    /// # Errors
    /// The first thing that is wrong: it has to begin open, be able to end, welcome and unwelcome; names differ, none is
    /// without words.
    pub fn new(statuses: Vec<Status>) -> Result<Self, NotAStatusSet> {
        if statuses.first().is_none_or(|first| first.outcome.is_some()) {
            return Err(NotAStatusSet::BeginsEnded);
        }
        let mut outcomes = statuses.iter().filter_map(|s| s.outcome).peekable();
        if outcomes.peek().is_none() {
            return Err(NotAStatusSet::NeverEnds);
        }
        if outcomes.all(OutcomeKind::is_welcome) {
            return Err(NotAStatusSet::NoWayToSayNo);
        }
        if let Some(name) = name::twice(statuses.iter().map(|s| &s.name)).into_iter().next() {
            return Err(NotAStatusSet::SameName(name));
        }
        match statuses.iter().find(|s| s.words.is_blank()) {
            Some(status) => Err(NotAStatusSet::NoWords(status.name.clone())),
            None => Ok(Self(statuses)),
        }
    }

    /// The statuses in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Status> {
        self.0.iter()
    }

    /// The status of that name.
    pub fn get(&self, name: &Name) -> Option<&Status> {
        self.0.iter().find(|status| status.name == *name)
    }

    /// Where a contribution begins.
    pub fn first(&self) -> &Status {
        &self.0[0]
    }
}

impl TryFrom<Vec<Status>> for StatusSet {
    type Error = NotAStatusSet;

    fn try_from(statuses: Vec<Status>) -> Result<Self, NotAStatusSet> {
        Self::new(statuses)
    }
}

impl From<StatusSet> for Vec<Status> {
    fn from(set: StatusSet) -> Self {
        set.0
    }
}

/// What became of a contribution, or of an activity as a whole, in the firm's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What became of it.
    pub kind: OutcomeKind,
    /// The firm's answer.
    pub words: Text,
    /// Who said so; nobody of the firm where persons settled it among themselves.
    pub by: Option<MemberId>,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
pub(crate) mod tests {
    use comity_exchange::text::Language;

    use super::*;

    pub(crate) fn status(name: &str, outcome: Option<OutcomeKind>) -> Status {
        Status {
            name: Name::new(name).unwrap(),
            words: Texts::one(Language::new("en").unwrap(), format!("It is {name}")),
            outcome,
        }
    }

    #[test]
    fn a_set_begins_open_and_can_end_either_way() {
        use NotAStatusSet::*;
        let (open, done) = (|| status("open", None), || status("done", Some(OutcomeKind::Done)));
        let no = || status("no", Some(OutcomeKind::NotNow));
        let name = |name: &str| Name::new(name).unwrap();
        let check = |set: Vec<Status>, expect: Option<NotAStatusSet>| assert_eq!(StatusSet::new(set).err(), expect);
        check(vec![open(), done(), no()], None);
        check(vec![open(), no()], None);
        check(vec![], Some(BeginsEnded));
        check(vec![done(), open()], Some(BeginsEnded));
        check(vec![open(), status("started", None)], Some(NeverEnds));
        check(vec![open(), done()], Some(NoWayToSayNo));
        check(vec![open(), no(), no()], Some(SameName(name("no"))));
        check(vec![open(), Status { words: Texts::default(), ..no() }], Some(NoWords(name("no"))));
    }

    #[test]
    fn what_is_stored_is_checked_again() {
        let set = StatusSet::new(vec![status("open", None), status("no", Some(OutcomeKind::NotNow))]).unwrap();
        let json = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<StatusSet>(&json).unwrap(), set);
        assert!(serde_json::from_str::<StatusSet>("[]").is_err());
    }
}
