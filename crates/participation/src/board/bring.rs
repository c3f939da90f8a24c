//! Bringing something, commenting on it, taking it back.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;

use super::{Board, Change, Done, changed};
use crate::activity::{Part, Particulars};
use crate::contribution::{Content, Contribution, Kind};
use crate::id::{ActivityId, CommentId, ContributionId, PersonId};
use crate::moderation::Showing;
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::response::{Comment, Writer};
use crate::stage::{Place, is_known};
use crate::text::{Field, NotAText, Text};

/// What somebody brings, as they wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContribution {
    /// The number that it will have.
    pub id: ContributionId,
    /// To which activity.
    pub activity: ActivityId,
    /// What it is.
    pub kind: Kind,
    /// Where along the value chain; where the activity is, when nothing is said.
    pub place: Option<Place>,
    /// Who brings it.
    pub author: PersonId,
    /// A few words; not for statements.
    pub title: String,
    /// What it says; may be left blank where there is a title.
    pub body: String,
    /// In which language.
    pub language: Language,
    /// What an offer or a need says beside that.
    pub particulars: Option<Particulars>,
}

/// A comment, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// The number that it will have.
    pub id: CommentId,
    /// On what; on what stands for it, when that is merged.
    pub contribution: ContributionId,
    /// The comment that it replies to.
    pub reply_to: Option<CommentId>,
    /// Who writes.
    pub writer: Writer,
    /// What they write.
    pub text: String,
}

impl Board {
    /// Somebody brings something. `shown` is what [`crate::moderation::screen`] made of it: seen at once, or queued.
    ///
    /// # Errors
    /// [`Refusal`]: another activity's kind, no time for it, no such stage, a text that is none, particulars that are wrong.
    pub fn bring(&mut self, new: &NewContribution, shown: bool, now: Timestamp) -> Result<Done, Refusal> {
        if self.contributions.contains_key(&new.id) {
            return Err(Refusal::ThereAlready);
        }
        let activity = self.activity(new.activity)?;
        let rules = activity.setting.rules();
        if !rules.brings().contains(&new.kind) {
            return Err(Refusal::OtherKind(new.kind));
        }
        activity.open_for(Part::Contribute, now)?;
        rules.takes_particulars(new.kind, new.particulars.as_ref(), now)?;
        let place = new.place.clone().unwrap_or_else(|| activity.place.clone());
        if !is_known(&place, &self.stages) {
            return Err(Refusal::UnknownStage);
        }
        let showing = if shown { Showing::Shown } else { Showing::Queued };
        let waits = !shown || rules.takes(new.kind).own_outcome;
        let row = Contribution {
            id: new.id,
            exchange: activity.exchange,
            activity: activity.id,
            kind: new.kind,
            place,
            author: Some(new.author),
            content: Some(content(new)?),
            at: now,
            showing,
            status: activity.statuses.first().name.clone(),
            outcome: None,
            accepted: None,
            waiting_since: waits.then_some(now),
            merged_into: None,
            version: 1,
        };
        let queued = Notice { to: new.author, because: Because::Author, about: new.id, what: What::Queued, at: now };
        let notices = if shown { Vec::new() } else { vec![queued] };
        Ok(self.carry_out(vec![Change::Contribution(Box::new(row))], notices))
    }

    /// An author takes a contribution back: its words go, what others gave to it stays. What was merged into it stands for
    /// itself again.
    ///
    /// # Errors
    /// [`Refusal::NotYours`], [`Refusal::NotThere`].
    pub fn withdraw(&mut self, id: ContributionId, person: PersonId, now: Timestamp) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        if row.showing == Showing::Withdrawn {
            return Err(Refusal::NotThere);
        }
        if row.author != Some(person) {
            return Err(Refusal::NotYours);
        }
        let gone = changed(row, |row| {
            row.showing = Showing::Withdrawn;
            row.content = None;
            row.waiting_since = None;
            row.merged_into = None;
        });
        let (mut changes, notices) = self.parted(id, now);
        changes.push(Change::Contribution(Box::new(gone)));
        Ok(self.carry_out(changes, notices))
    }

    /// Somebody comments, or answers a question. It is written at what stands for the contribution now. The author, and those
    /// who follow it, are told, and so is whoever is replied to.
    ///
    /// # Errors
    /// [`Refusal`]: no comments there or now, or only the firm's; a text that is none, a reply to a comment elsewhere.
    pub fn write(&mut self, new: &NewComment, shown: bool, now: Timestamp) -> Result<Done, Refusal> {
        if self.comments.contains_key(&new.id) {
            return Err(Refusal::ThereAlready);
        }
        let at = self.root(new.contribution);
        let (row, activity) = self.open(at, Part::Comment, now)?;
        let asked = matches!(new.writer, Writer::Person(person) if row.author == Some(person));
        if activity.setting.rules().only_the_firm_answers() && matches!(new.writer, Writer::Person(_)) && !asked {
            return Err(Refusal::OnlyTheFirm);
        }
        let family = self.family(at);
        let replied = match new.reply_to {
            None => None,
            Some(id) => {
                Some(self.comments.get(&id).filter(|c| family.contains(&c.contribution)).ok_or(Refusal::NotThere)?)
            }
        };
        let row = Comment {
            id: new.id,
            contribution: at,
            reply_to: new.reply_to,
            writer: new.writer,
            text: Some(Text::new(&new.text, Field::Comment)?),
            at: now,
            showing: if shown { Showing::Shown } else { Showing::Queued },
            version: 1,
        };
        let mut notices = Vec::new();
        if shown {
            notices = self.tell_of_comment(&row, replied, now);
        }
        Ok(self.carry_out(vec![Change::Comment(Box::new(row))], notices))
    }

    /// Who is told of a comment that is seen now.
    pub(super) fn tell_of_comment(&self, row: &Comment, replied: Option<&Comment>, now: Timestamp) -> Vec<Notice> {
        let what = What::Commented { comment: row.id };
        let by = Self::writer_of(row);
        let at = self.root(row.contribution);
        let mut notices = self.tell(at, by, |because| because != Because::Voter, &what, now);
        let other = replied.and_then(Self::writer_of).filter(|other| Some(*other) != by);
        let muted = |other: PersonId| self.follows(at).get(&other).is_some_and(|follow| !follow.on);
        if let Some(to) = other.filter(|other| notices.iter().all(|n| n.to != *other) && !muted(*other)) {
            notices.push(Notice { to, because: Because::Writer, about: row.contribution, what, at: now });
        }
        notices
    }

    /// Whoever wrote a comment takes it back: its words go, its place in the thread stays.
    ///
    /// # Errors
    /// [`Refusal::NotYours`], [`Refusal::NotThere`].
    pub fn unwrite(&mut self, id: CommentId, writer: Writer) -> Result<Done, Refusal> {
        let row = self.comment(id)?;
        if row.writer != writer || writer == Writer::Erased {
            return Err(Refusal::NotYours);
        }
        let gone = Comment { text: None, showing: Showing::Withdrawn, version: row.version + 1, ..row.clone() };
        Ok(self.carry_out(vec![Change::Comment(Box::new(gone))], Vec::new()))
    }
}

fn content(new: &NewContribution) -> Result<Content, NotAText> {
    let said = |text: &str, field: Field| match Text::new(text, field) {
        Err(NotAText::Nothing) => Ok(None),
        other => other.map(Some),
    };
    let (title, body) = if new.kind == Kind::Statement {
        (None, Some(Text::new(&new.body, new.kind.field())?))
    } else {
        (Some(Text::new(&new.title, Field::Title)?), said(&new.body, new.kind.field())?)
    };
    Ok(Content { title, body, language: new.language.clone(), particulars: new.particulars.clone() })
}
