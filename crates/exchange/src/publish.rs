//! The life of an exchange and the versions of its terms.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::clause::Clause;
use crate::control::{Control, VoteRule};
use crate::fixed::FixedTerms;
use crate::hash::Fingerprint;
use crate::id::ClauseId;
use crate::lint::{self, Finding, Weight};
use crate::terms::{Fault, Terms};
use crate::time::Timestamp;
use crate::vote::Vote;

/// Where an exchange is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Being written; nobody outside the firm sees it.
    #[default]
    Draft,
    /// Offered.
    Open,
    /// Nothing new is offered; what was agreed stays in force, and can be left.
    Closed,
}

/// A version of the terms that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3 …
    pub number: u32,
    /// The terms.
    pub terms: FixedTerms,
    /// When it was published.
    pub published: Timestamp,
}

/// An exchange: its life, its versions and the votes on its shared clauses.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exchange {
    /// Where it is in its life.
    pub life: Life,
    /// Every version, oldest first.
    pub versions: Vec<Version>,
    /// Every vote, oldest first.
    pub votes: Vec<Vote>,
}

/// Why terms are not published, or a vote is not opened. Nothing changes then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotPublished {
    /// The exchange is closed.
    #[error("the exchange is closed")]
    Closed,
    /// The terms do not hold together.
    #[error("the terms do not hold together")]
    Faults(Vec<Fault>),
    /// The lint refuses them.
    #[error("the terms break a rule that has no exception")]
    Lint(Vec<Finding>),
    /// They are the terms in force.
    #[error("nothing has changed")]
    Unchanged,
    /// A shared clause was changed whose own rule asks for a vote, and no vote has passed on this wording.
    #[error("{0} is shared: it changes by a vote, and none has passed on this wording")]
    NeedsVote(ClauseId),
    /// The clause is not one on which a vote can be held, or it would not change.
    #[error("{0} does not change by a vote")]
    NoVote(ClauseId),
    /// A vote on that clause is under way.
    #[error("a vote on {0} is under way")]
    VoteUnderWay(ClauseId),
}

impl Exchange {
    /// The version in force.
    pub fn current(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Publishes a version. Shared clauses whose rule asks for a vote change only as one passed.
    ///
    /// # Errors
    /// [`NotPublished`].
    pub fn publish(&mut self, terms: Terms, now: Timestamp) -> Result<&Version, NotPublished> {
        if self.life == Life::Closed {
            return Err(NotPublished::Closed);
        }
        let faults = terms.faults();
        if !faults.is_empty() {
            return Err(NotPublished::Faults(faults));
        }
        let refused: Vec<Finding> =
            lint::lint(&terms).into_iter().filter(|f| f.rule.weight() == Weight::Refused).collect();
        if !refused.is_empty() {
            return Err(NotPublished::Lint(refused));
        }
        if let Some(current) = self.current() {
            if *current.terms == terms {
                return Err(NotPublished::Unchanged);
            }
            for old in &current.terms.clauses {
                let Some(rule) = vote_rule(old) else { continue };
                if terms.clause(&old.id) != Some(old) && !self.has_passed(old, terms.clause(&old.id), rule, now) {
                    return Err(NotPublished::NeedsVote(old.id.clone()));
                }
            }
        }
        let number = self.current().map_or(1, |version| version.number + 1);
        self.life = Life::Open;
        self.versions.push(Version { number, terms: terms.into(), published: now });
        self.current().ok_or(NotPublished::Closed)
    }

    /// Opens a vote on a shared clause as it would read; `None` votes on removing it.
    ///
    /// # Errors
    /// The clause has no vote rule, would not change, or is being voted on.
    pub fn vote_open(
        &mut self,
        clause: &ClauseId,
        wording: Option<&Clause>,
        may_vote: u64,
        now: Timestamp,
    ) -> Result<&mut Vote, NotPublished> {
        let none = || NotPublished::NoVote(clause.clone());
        let old = self.current().and_then(|version| version.terms.clause(clause)).ok_or_else(none)?;
        let rule = vote_rule(old).ok_or_else(none)?;
        if wording == Some(old) || wording.is_some_and(|wording| wording.id != *clause) {
            return Err(none());
        }
        if self.votes.iter().any(|vote| vote.clause == *clause && now < vote.ends()) {
            return Err(NotPublished::VoteUnderWay(clause.clone()));
        }
        let wording = print(clause, wording);
        let vote = Vote { clause: clause.clone(), wording, rule, opened: now, may_vote, answers: Default::default() };
        self.votes.push(vote);
        self.votes.last_mut().ok_or_else(none)
    }

    /// Closes the exchange. What was agreed stays in force.
    pub fn close(&mut self) {
        self.life = Life::Closed;
    }

    /// Whether the latest vote on the clause since the version in force passed on exactly this wording.
    fn has_passed(&self, old: &Clause, new: Option<&Clause>, rule: VoteRule, now: Timestamp) -> bool {
        let since = self.current().map_or(Timestamp(i64::MIN), |version| version.published);
        let latest = self.votes.iter().rev().find(|vote| vote.clause == old.id && vote.opened >= since);
        latest.is_some_and(|vote| vote.rule == rule && vote.wording == print(&old.id, new) && vote.passed(now))
    }
}

fn vote_rule(clause: &Clause) -> Option<VoteRule> {
    match clause.control {
        Control::Shared { vote } => vote,
        Control::Firm | Control::Customer => None,
    }
}

fn print(id: &ClauseId, wording: Option<&Clause>) -> Fingerprint {
    Fingerprint::of("comity clause 1", &(id, wording))
}
