//! Ideas that were collected elsewhere, with what was said and answered there.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;

use super::{Board, Change, Done};
use crate::activity::Activity;
use crate::contribution::{Content, Contribution, Kind};
use crate::fold;
use crate::id::{ActivityId, CommentId, ContributionId, MemberId, PersonId};
use crate::import::{Imported, fider};
use crate::moderation::Showing;
use crate::refusal::Refusal;
use crate::response::{Comment, Writer};
use crate::status::{Outcome, Status};
use crate::text::Text;

/// An idea from elsewhere with the numbers that it and what was said about it will have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// The number that it will have.
    pub id: ContributionId,
    /// To which activity.
    pub activity: ActivityId,
    /// Who brought it, where they are here.
    pub author: Option<PersonId>,
    /// In which language it is.
    pub language: Language,
    /// The idea.
    pub idea: Imported,
    /// A number for each comment, and one for the firm's answer where that becomes one.
    pub comments: Vec<CommentId>,
}

impl TakenOver {
    /// How many numbers an idea needs at most.
    pub fn numbers(idea: &Imported) -> usize {
        idea.comments.len() + 1
    }
}

impl Board {
    /// Takes an idea over that was brought elsewhere, at a moment that may be long ago. Others see it at once; nobody is told.
    ///
    /// Votes are no rows: whoever gave them is not here. A status that says what became of it counts with the words that were said
    /// there; without them it waits for its words, from now on. Words of the firm beside an open status stand as a comment of the
    /// firm. What it was merged into is left to whoever knows all of them.
    ///
    /// # Errors
    /// [`Refusal`]: an activity of another kind, a number that is taken.
    pub fn take_over_idea(&mut self, new: &TakenOver, now: Timestamp) -> Result<Done, Refusal> {
        if self.contributions.contains_key(&new.id) {
            return Err(Refusal::ThereAlready);
        }
        let activity = self.activity(new.activity)?;
        if !activity.setting.rules().brings().contains(&Kind::Idea) {
            return Err(Refusal::OtherKind(Kind::Idea));
        }
        let idea = &new.idea;
        let at = idea.at.unwrap_or(now).min(now);
        let answered = idea.answered_at.unwrap_or(now).min(now);
        let status = stands_for(activity, idea.status.as_deref());
        let outcome = status.outcome.zip(idea.answer.clone());
        let outcome = outcome.map(|(kind, words)| Outcome { kind, words, by: None, at: answered });
        // Without words nobody has been told what became of it.
        let status = if outcome.is_some() || status.outcome.is_none() { status } else { activity.statuses.first() };
        let row = Contribution {
            id: new.id,
            exchange: activity.exchange,
            activity: activity.id,
            kind: Kind::Idea,
            place: activity.place.clone(),
            author: new.author,
            content: Some(Content {
                title: Some(idea.title.clone()),
                body: idea.body.clone(),
                language: new.language.clone(),
                particulars: None,
            }),
            at,
            showing: Showing::Shown,
            status: status.name.clone(),
            waiting_since: outcome.is_none().then_some(now),
            accepted: None,
            merged_into: None,
            version: 1,
            outcome,
        };
        let firms = idea.answer.clone().filter(|_| row.outcome.is_none());
        let firms = firms.map(|text| (Writer::Member(MemberId(0)), text, answered));
        let others = idea.comments.iter().map(|one| (Writer::Erased, one.text.clone(), one.at.unwrap_or(at).min(now)));
        let said = others.chain(firms).zip(&new.comments);
        let comments: Vec<Change> =
            said.map(|(said, id)| Change::Comment(Box::new(comment(new.id, *id, said)))).collect();
        let mut changes = vec![Change::Contribution(Box::new(row))];
        changes.extend(comments);
        Ok(self.carry_out(changes, Vec::new()))
    }
}

fn comment(on: ContributionId, id: CommentId, (writer, text, at): (Writer, Text, Timestamp)) -> Comment {
    Comment { id, contribution: on, reply_to: None, writer, text: Some(text), at, showing: Showing::Shown, version: 1 }
}

/// The status of an activity that one from elsewhere stands for: the one of that name or those words, else the first that says the
/// same of an idea as Fider's of that name, else where ideas begin.
fn stands_for<'a>(activity: &'a Activity, named: Option<&str>) -> &'a Status {
    let Some(named) = named else { return activity.statuses.first() };
    let wanted = fold::words(named);
    let called = |status: &&Status| {
        status.name.as_str() == named || status.words.iter().any(|(_, words)| fold::words(words) == wanted)
    };
    let outcome = fider::Status::of(named).and_then(fider::Status::outcome);
    let alike = |status: &&Status| outcome.is_some() && status.outcome == outcome;
    let mut all = activity.statuses.iter();
    all.find(called).or_else(|| activity.statuses.iter().find(alike)).unwrap_or(activity.statuses.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::sample;
    use crate::import::ImportedComment;
    use crate::status::OutcomeKind;
    use crate::text::Field;

    fn text(words: &str, field: Field) -> Text {
        Text::new(words, field).unwrap()
    }

    fn idea(status: Option<&str>, answer: Option<&str>) -> Imported {
        Imported {
            row: 2,
            number: Some("7".into()),
            title: text("Night mode", Field::Title),
            body: None,
            at: Some(Timestamp(5)),
            author: None,
            customer: None,
            votes: Some(12),
            status: status.map(Into::into),
            answer: answer.map(|words| text(words, Field::Answer)),
            answered_at: Some(Timestamp(8)),
            merged_into: None,
            tags: Vec::new(),
            voters: Vec::new(),
            comments: vec![ImportedComment {
                writer: Some(1),
                text: text("Yes", Field::Comment),
                at: Some(Timestamp(6)),
            }],
        }
    }

    #[test]
    fn what_was_answered_elsewhere_is_answered_here_and_what_was_not_waits() {
        let check = |status: Option<&str>, answer: Option<&str>, became: Option<OutcomeKind>, comments: usize| {
            let mut board = sample::board();
            let activity = board.activities().find(|one| one.setting.rules().brings().contains(&Kind::Idea)).unwrap();
            let new = TakenOver {
                id: ContributionId(900),
                activity: activity.id,
                author: None,
                language: Language::new("en").unwrap(),
                idea: idea(status, answer),
                comments: vec![CommentId(901), CommentId(902)],
            };
            let now = Timestamp(1_000);
            let _ = board.take_over_idea(&new, now).unwrap();
            assert_eq!(board.take_over_idea(&new, now), Err(Refusal::ThereAlready));
            let row = board.contribution(new.id).unwrap();
            assert_eq!(row.outcome.as_ref().map(|outcome| outcome.kind), became, "{status:?} {answer:?}");
            assert_eq!(row.waiting_since, became.is_none().then_some(now));
            assert_eq!((row.at, row.author, row.showing.clone()), (Timestamp(5), None, Showing::Shown));
            assert_eq!(board.comments(new.id).len(), comments);
            assert_eq!(board.tally(new.id).for_it, 0, "votes of elsewhere are none here");
        };
        check(None, None, None, 1);
        check(Some("completed"), Some("It is there."), Some(OutcomeKind::Done), 1);
        check(Some("completed"), None, None, 1);
        check(Some("started"), Some("We are at it."), None, 2);
        check(Some("nobody knows"), None, None, 1);
    }
}
