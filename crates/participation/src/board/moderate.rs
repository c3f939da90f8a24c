//! Moderators' decisions on contributions and comments, and what authors say against them.

use comity_exchange::time::Timestamp;

use super::{Board, Change, Done, changed};
use crate::id::{CommentId, ContributionId, MemberId, PersonId};
use crate::moderation::{Button, Conflict, Showing, decide};
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::response::{Comment, Writer};
use crate::text::{Field, Text};

fn told(button: &Button) -> What {
    button.reason().map_or(What::Approved, |reason| What::Declined { reason: reason.clone() })
}

impl Board {
    /// A member decides whether others see a contribution, having seen its version `saw`. The author's record is the caller's to
    /// change, by [`Button::marks`].
    ///
    /// # Errors
    /// [`Refusal::Conflict`] when it has changed since, [`Refusal::NotThere`] when it was taken back.
    pub fn decide(
        &mut self,
        id: ContributionId,
        saw: u32,
        button: &Button,
        by: MemberId,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        let showing = decide(&row.showing, (saw, row.version), button, by, now)?;
        if row.showing == Showing::Withdrawn {
            return Err(Refusal::NotThere);
        }
        let own = self.activity(row.activity)?.setting.rules().takes(row.kind).own_outcome;
        let was_shown = row.showing == Showing::Shown;
        let next = changed(row, |row| {
            // Once shown it waits for its outcome, and has since it was brought.
            row.waiting_since = match showing {
                Showing::Shown if own && row.outcome.is_none() && row.content.is_some() => Some(row.at),
                Showing::Shown => None,
                _ => showing.waits_since(row.at),
            };
            if !button.approves() {
                row.merged_into = None;
            }
            row.showing = showing;
        });
        let to_author =
            row.author.map(|to| Notice { to, because: Because::Author, about: id, what: told(button), at: now });
        let (mut changes, mut notices) =
            if button.approves() { (Vec::new(), Vec::new()) } else { self.parted(id, now) };
        // Nobody is told what changes nothing: an approval of what was shown.
        notices.extend(to_author.filter(|_| !(was_shown && button.approves())));
        changes.push(Change::Contribution(Box::new(next)));
        Ok(self.carry_out(changes, notices))
    }

    /// The same for a comment. Those who would have been told of it when it was written are told once it is seen.
    ///
    /// # Errors
    /// [`Refusal::Conflict`], [`Refusal::NotThere`].
    pub fn decide_comment(
        &mut self,
        id: CommentId,
        saw: u32,
        button: &Button,
        by: MemberId,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.comment(id)?;
        let showing = decide(&row.showing, (saw, row.version), button, by, now)?;
        if row.showing == Showing::Withdrawn {
            return Err(Refusal::NotThere);
        }
        let first_seen = row.showing == Showing::Queued && button.approves();
        let changes_much = row.showing != showing;
        let next = Comment { showing, version: row.version + 1, ..row.clone() };
        let replied = next.reply_to.and_then(|id| self.comments.get(&id));
        let mut notices = if first_seen { self.tell_of_comment(&next, replied, now) } else { Vec::new() };
        let writer = Self::writer_of(&next).filter(|_| changes_much);
        let about = next.contribution;
        notices.extend(writer.map(|to| Notice { to, because: Because::Writer, about, what: told(button), at: now }));
        let mut changes = vec![Change::Comment(Box::new(next))];
        if !button.approves() {
            // What it was the answer to has none any more: its words would stand on in the outcome.
            let answered = self.contributions.values().find(|row| row.accepted == Some(id));
            changes.extend(answered.map(|row| Change::Contribution(Box::new(self.without_answer(row, now)))));
        }
        Ok(self.carry_out(changes, notices))
    }

    /// An author says something against a no. A moderator looks again.
    ///
    /// # Errors
    /// [`Refusal`]: not theirs, nothing to contest, no words.
    pub fn contest(
        &mut self,
        id: ContributionId,
        person: PersonId,
        words: &str,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        if row.author != Some(person) {
            return Err(Refusal::NotYours);
        }
        let mut showing = row.showing.clone();
        if !showing.contest(Text::new(words, Field::Answer)?, now) {
            return Err(Refusal::NothingToContest);
        }
        let next = changed(row, |row| {
            row.waiting_since = showing.waits_since(row.at);
            row.showing = showing;
        });
        Ok(self.carry_out(vec![Change::Contribution(Box::new(next))], Vec::new()))
    }

    /// The same for a comment.
    ///
    /// # Errors
    /// [`Refusal`]: not theirs, nothing to contest, no words.
    pub fn contest_comment(
        &mut self,
        id: CommentId,
        person: PersonId,
        words: &str,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.comment(id)?;
        if row.writer != Writer::Person(person) {
            return Err(Refusal::NotYours);
        }
        let mut next = Comment { version: row.version + 1, ..row.clone() };
        if !next.showing.contest(Text::new(words, Field::Answer)?, now) {
            return Err(Refusal::NothingToContest);
        }
        Ok(self.carry_out(vec![Change::Comment(Box::new(next))], Vec::new()))
    }

    /// Whether a row still is at the version that a member saw.
    pub(super) fn unchanged(is: u32, saw: u32) -> Result<(), Conflict> {
        if is == saw { Ok(()) } else { Err(Conflict { saw, is }) }
    }
}
