//! The firm's answers: statuses and outcomes.

use std::collections::BTreeMap;

use comity_exchange::time::Timestamp;

use super::respond::ended;
use super::{Board, Change, Done, changed};
use crate::activity::{Activity, Part};
use crate::id::{ActivityId, ContributionId, MemberId, PersonId};
use crate::moderation::Showing;
use crate::name::Name;
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::response::Ballot;
use crate::status::{Outcome, OutcomeKind};
use crate::text::{Field, NotAText, Text};

impl Board {
    /// A member moves a contribution to a status, having seen its version `saw`. A status that says what became of it needs
    /// words; everybody concerned is told, over everything merged with it. Moving back to an open one takes the outcome away,
    /// and it waits again from now on.
    ///
    /// # Errors
    /// [`Refusal`]: no words for an outcome, no such status, merged (answer what stands for it), changed since, an outcome that
    /// is its activity's, an award before its time.
    pub fn answer(
        &mut self,
        (id, saw): (ContributionId, u32),
        status: &Name,
        words: &str,
        by: MemberId,
        now: Timestamp,
    ) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        Self::unchanged(row.version, saw)?;
        if let Some(into) = row.merged_into {
            return Err(Refusal::Merged(into));
        }
        if row.showing != Showing::Shown {
            return Err(Refusal::NotThere);
        }
        let activity = self.activity(row.activity)?;
        if !activity.setting.rules().takes(row.kind).own_outcome {
            return Err(Refusal::SharedOutcome);
        }
        let status = activity.statuses.get(status).ok_or(Refusal::UnknownStatus)?;
        let (next, what) = match status.outcome {
            None if row.status == status.name => return Err(Refusal::ThereAlready),
            None => {
                let next = changed(row, |row| {
                    if row.outcome.take().is_some() {
                        row.waiting_since = row.content.as_ref().map(|_| now);
                    }
                    row.accepted = None;
                    row.status = status.name.clone();
                });
                (next, What::Moved { status: status.name.clone() })
            }
            Some(kind) => {
                if kind == OutcomeKind::Awarded {
                    activity.open_for(Part::Award, now)?;
                }
                let outcome = Outcome { kind, words: said(words)?, by: Some(by), at: now };
                (ended(row, outcome, status.name.clone()), What::Outcome { status: status.name.clone(), kind })
            }
        };
        let notices = self.tell(id, None, |_| true, &what, now);
        Ok(self.carry_out(vec![Change::Contribution(Box::new(next))], notices))
    }

    /// A member says what became of an activity as a whole. Everybody who voted or brought something that shares that outcome is
    /// told once. `answered` are the persons who answered a survey, whose rows the board does not hold.
    ///
    /// # Errors
    /// [`Refusal`]: no words, not there, an outcome that the activity does not have.
    pub fn answer_activity(
        &mut self,
        id: ActivityId,
        kind: OutcomeKind,
        words: &str,
        by: MemberId,
        now: Timestamp,
        answered: &[PersonId],
    ) -> Result<Done, Refusal> {
        let activity = self.activity(id)?;
        if !activity.setting.rules().outcomes().contains(&kind) {
            return Err(Refusal::UnknownStatus);
        }
        let outcome = Some(Outcome { kind, words: said(words)?, by: Some(by), at: now });
        let next = Activity { outcome, ..activity.clone() };
        let what = What::ActivityOutcome { activity: id, kind };
        let mut people: BTreeMap<PersonId, (Because, ContributionId)> = BTreeMap::new();
        for row in self.contributions.values().filter(|row| row.activity == id) {
            let shared = !activity.setting.rules().takes(row.kind).own_outcome;
            if let Some(author) = row.author.filter(|_| shared) {
                let place = people.entry(author).or_insert((Because::Author, row.id));
                if place.0 > Because::Author {
                    *place = (Because::Author, row.id);
                }
            }
            let mute = self.follows(row.id);
            let votes = self.votes_at(row.id).filter(|vote| vote.ballot != Ballot::Pass);
            for vote in votes.filter(|vote| mute.get(&vote.person).is_none_or(|follow| follow.on)) {
                people.entry(vote.person).or_insert((Because::Voter, row.id));
            }
        }
        for person in answered {
            // A survey has no contribution to name; the activity stands in what is told.
            people.entry(*person).or_insert((Because::Voter, ContributionId(0)));
        }
        let notice = |(to, (because, about))| Notice { to, because, about, what: what.clone(), at: now };
        let notices = people.into_iter().map(notice).collect();
        Ok(self.carry_out(vec![Change::Activity(Box::new(next))], notices))
    }
}

pub(super) fn said(words: &str) -> Result<Text, Refusal> {
    Text::new(words, Field::Answer).map_err(|wrong| match wrong {
        NotAText::Nothing => Refusal::NoWords,
        long @ NotAText::TooLong { .. } => Refusal::Text(long),
    })
}
