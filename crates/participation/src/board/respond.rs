//! Votes, following, thanks, and the answer that a question's author takes.

use comity_exchange::time::Timestamp;

use super::{Board, Change, Done, changed};
use crate::activity::Part;
use crate::contribution::Contribution;
use crate::id::{CommentId, ContributionId, PersonId};
use crate::moderation::Showing;
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::response::{Ballot, Follow, Thanks, Vote, Writer};
use crate::status::{Outcome, OutcomeKind};
use crate::text::{Field, Text};

impl Board {
    /// A person votes, changes their vote, or (`None`) takes it back. The vote is written at what stands for the contribution
    /// now; taking back goes for everything merged with it. `account` is whether they have one.
    ///
    /// # Errors
    /// [`Refusal`]: no such ballot, no time for it, an outcome that ended votes, no account where one is needed.
    pub fn vote(
        &mut self,
        id: ContributionId,
        (person, account): (PersonId, bool),
        ballot: Option<Ballot>,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let at = self.root(id);
        let (row, activity) = self.open(at, Part::Vote, now)?;
        let rules = activity.setting.rules();
        if row.votes_ended() {
            return Err(Refusal::Ended);
        }
        if !account && !activity.without_account {
            return Err(Refusal::NeedsAccount);
        }
        let changes = match ballot {
            Some(ballot) if !rules.takes(row.kind).ballots.contains(&ballot) => {
                return Err(Refusal::OtherBallot(ballot));
            }
            Some(ballot) => vec![Change::Vote(Vote { contribution: at, person, ballot, at: now })],
            None => {
                let given = self.family(at).into_iter().filter(|at| self.votes.contains_key(&(*at, person)));
                given.map(|at| Change::VoteGone(at, person)).collect()
            }
        };
        Ok(self.carry_out(changes, Vec::new()))
    }

    /// A person asks to be told of what happens to a contribution, or not to be. The latter goes for everything merged with it.
    ///
    /// # Errors
    /// [`Refusal::NotThere`].
    pub fn follow(&mut self, id: ContributionId, person: PersonId, on: bool, now: Timestamp) -> Result<Done, Refusal> {
        let at = self.root(id);
        if self.contribution(at)?.showing != Showing::Shown && self.contribution(at)?.author != Some(person) {
            return Err(Refusal::NotThere);
        }
        let row = |contribution| Change::Follow(Follow { contribution, person, on, at: now });
        let mut changes = vec![row(at)];
        if !on {
            let said = self.family(at).into_iter().skip(1).filter(|at| self.follows.contains_key(&(*at, person)));
            changes.extend(said.map(row));
        }
        Ok(self.carry_out(changes, Vec::new()))
    }

    /// A person thanks for a contribution, or for a comment on it.
    ///
    /// # Errors
    /// [`Refusal::Yourself`], [`Refusal::NotThere`], [`Refusal::ThereAlready`].
    pub fn thank(
        &mut self,
        id: ContributionId,
        comment: Option<CommentId>,
        from: PersonId,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        let (to, because) = match comment {
            None => (row.author, Because::Author),
            Some(comment) => {
                let comment =
                    self.comment(comment).ok().filter(|c| c.contribution == id && c.showing == Showing::Shown);
                (Self::writer_of(comment.ok_or(Refusal::NotThere)?), Because::Writer)
            }
        };
        if row.showing != Showing::Shown {
            return Err(Refusal::NotThere);
        }
        if to == Some(from) {
            return Err(Refusal::Yourself);
        }
        if self.thanks.contains_key(&(id, comment, from)) {
            return Err(Refusal::ThereAlready);
        }
        let what = What::Thanked { comment };
        let notices = to.map(|to| Notice { to, because, about: id, what, at: now }).into_iter().collect();
        Ok(self.carry_out(vec![Change::Thanks(Thanks { contribution: id, comment, from, at: now })], notices))
    }

    /// Whoever asked, or a member in their place, says which comment answers the question. That is its outcome, and its words
    /// are the answer's.
    ///
    /// # Errors
    /// [`Refusal`]: not theirs, no such answer, or an outcome is there already.
    pub fn accept(
        &mut self,
        id: ContributionId,
        comment: CommentId,
        by: Writer,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let (row, activity) = self.open(id, Part::Accept, now)?;
        let (person, member) = match by {
            Writer::Person(person) => (Some(person), None),
            Writer::Member(member) => (None, Some(member)),
            Writer::Erased => return Err(Refusal::NotYours),
        };
        if person.is_some() && row.author != person {
            return Err(Refusal::NotYours);
        }
        if let Some(into) = row.merged_into {
            return Err(Refusal::Merged(into));
        }
        if row.outcome.is_some() {
            return Err(Refusal::Ended);
        }
        let answer = self.comment(comment)?;
        if !self.family(id).contains(&answer.contribution) || answer.showing != Showing::Shown {
            return Err(Refusal::NotThere);
        }
        let words = Text::new(answer.text.as_ref().ok_or(Refusal::NotThere)?.as_str(), Field::Answer)?;
        let kind = OutcomeKind::Answered;
        let status = activity.statuses.iter().find(|s| s.outcome == Some(kind)).ok_or(Refusal::UnknownStatus)?;
        let ended = ended(row, Outcome { kind, words, by: member, at: now }, status.name.clone());
        let ended = Contribution { accepted: Some(comment), ..ended };
        let what = What::Outcome { status: status.name.clone(), kind };
        let mut notices = self.tell(id, person, |_| true, &what, now);
        if let Some(to) = Self::writer_of(answer).filter(|to| Some(*to) != person) {
            notices.retain(|notice| notice.to != to);
            notices.push(Notice { to, because: Because::Writer, about: id, what: What::Accepted { comment }, at: now });
        }
        Ok(self.carry_out(vec![Change::Contribution(Box::new(ended))], notices))
    }
}

/// A contribution with its outcome, which waits for nothing any more.
pub(super) fn ended(row: &Contribution, outcome: Outcome, status: crate::name::Name) -> Contribution {
    changed(row, |row| {
        row.status = status;
        row.outcome = Some(outcome);
        row.waiting_since = None;
    })
}
