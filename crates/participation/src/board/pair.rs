//! Offers and needs: what two customers agree on between them, and what becomes of both.

use comity_exchange::time::Timestamp;

use super::answer::said;
use super::respond::ended;
use super::{Board, Change, Done};
use crate::activity::Part;
use crate::activity::peer_help::{Asked, Match, NoFit, agree};
use crate::contribution::Kind;
use crate::id::{ContributionId, PersonId};
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::status::{Outcome, OutcomeKind};

impl Board {
    /// An offer or a need that others see and that has no outcome, as far as finding the other side concerns it.
    ///
    /// # Errors
    /// [`Refusal`]: not there, its author is gone, it has its outcome, no time for it.
    pub fn asked(&self, id: ContributionId, now: Timestamp) -> Result<Asked, Refusal> {
        let (row, _) = self.open(id, Part::Match, now)?;
        if row.outcome.is_some() {
            return Err(Refusal::Ended);
        }
        let says = row.content.as_ref().and_then(|content| content.particulars.clone());
        let (person, says) = row.author.zip(says).ok_or(Refusal::NotThere)?;
        Ok(Asked { contribution: id, offered: row.kind == Kind::Offer, person, says })
    }

    /// One of the two says yes to an offer and a need; the match is made when both have, and the other side is told.
    ///
    /// # Errors
    /// [`Refusal::NoFit`] with the rule that they do not meet; as [`Self::asked`].
    pub fn agree(
        &self,
        (offer, need): (ContributionId, ContributionId),
        before: Option<&Match>,
        person: PersonId,
        taken: impl Fn(ContributionId) -> u32,
        now: Timestamp,
    ) -> Result<(Match, Vec<Notice>), Refusal> {
        let (offered, needed) = (self.asked(offer, now)?, self.asked(need, now)?);
        let after = agree(before, (&offered, &needed), person, taken, now)?;
        if before == Some(&after) {
            return Err(Refusal::ThereAlready);
        }
        let (to, about, with) =
            if person == offered.person { (needed.person, need, offer) } else { (offered.person, offer, need) };
        let what = if after.is_made() { What::Matched { with } } else { What::Asked { with } };
        Ok((after, vec![Notice { to, because: Because::Author, about, what, at: now }]))
    }

    /// One of the two takes their yes back, or says no to what the other asked, as long as it was not done. The other is told.
    ///
    /// # Errors
    /// [`Refusal`]: somebody who has no part in it, or it was done.
    pub fn part(&self, pair: &Match, person: PersonId, now: Timestamp) -> Result<Vec<Notice>, Refusal> {
        if pair.done.is_some() {
            return Err(Refusal::Ended);
        }
        let author = |id| self.contribution(id).ok().and_then(|row| row.author);
        let (about, with) = match (author(pair.offer), author(pair.need)) {
            (Some(offers), _) if offers == person => (pair.need, pair.offer),
            (_, Some(needs)) if needs == person => (pair.offer, pair.need),
            _ => return Err(NoFit::NotYours.into()),
        };
        let what = What::Parted { with };
        let notice = |to| Notice { to, because: Because::Author, about, what, at: now };
        Ok(author(about).map(notice).into_iter().collect())
    }

    /// Whoever needed it says that it was done. A side that has found as many as it takes ends with that: `done` says how many
    /// of its matches were done before this one. `words` are the outcome's and stay when either is erased: they are nobody's own.
    ///
    /// # Errors
    /// [`Refusal`]: not theirs, not agreed or done before, no words, no status for it.
    pub fn matched(
        &mut self,
        pair: &Match,
        person: PersonId,
        done: impl Fn(ContributionId) -> u32,
        words: &str,
        now: Timestamp,
    ) -> Result<(Match, Done), Refusal> {
        if self.contribution(pair.need)?.author != Some(person) {
            return Err(Refusal::NotYours);
        }
        if !pair.is_made() || pair.done.is_some() {
            return Err(NoFit::NotAgreed.into());
        }
        let kind = OutcomeKind::Matched;
        let (mut changes, mut notices) = (Vec::new(), Vec::new());
        for id in [pair.offer, pair.need] {
            let row = self.contribution(id)?;
            let room =
                row.content.as_ref().and_then(|content| content.particulars.as_ref()).map_or(0, |says| says.room);
            if row.outcome.is_some() || row.content.is_none() || done(id) + 1 < room {
                continue;
            }
            let statuses = &self.activity(row.activity)?.statuses;
            let status = statuses.iter().find(|s| s.outcome == Some(kind)).ok_or(Refusal::UnknownStatus)?.name.clone();
            let outcome = Outcome { kind, words: said(words)?, by: None, at: now };
            let what = What::Outcome { status: status.clone(), kind };
            changes.push(Change::Contribution(Box::new(ended(row, outcome, status))));
            notices.extend(self.tell(id, Some(person), |_| true, &what, now));
        }
        let after = Match { done: Some(now), ..pair.clone() };
        Ok((after, self.carry_out(changes, notices)))
    }
}
