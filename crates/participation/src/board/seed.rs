//! What the firm itself puts before people, for them to answer.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;

use super::{Board, Change, Done};
use crate::activity::Part;
use crate::contribution::{Content, Contribution, Kind};
use crate::id::{ActivityId, ContributionId};
use crate::moderation::{Declined, Showing};
use crate::refusal::Refusal;
use crate::text::{Field, Text};

/// A text of the firm, as a member wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// The number that it will have.
    pub id: ContributionId,
    /// To which activity.
    pub activity: ActivityId,
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: String,
    /// In which language.
    pub language: Language,
}

impl Board {
    /// The firm brings something without an author: others see it at once, also where persons bring nothing.
    ///
    /// # Errors
    /// [`Refusal`]: another activity's kind, an activity that is over, a text that is none.
    pub fn seed(&mut self, new: &Seed, now: Timestamp) -> Result<Done, Refusal> {
        let activity = self.activity(new.activity)?;
        // Whether persons may bring something is another question.
        activity.open_for(Part::Vote, now)?;
        let text = Text::new(&new.text, new.kind.field())?;
        self.set_down(new, text, now, Showing::Shown)
    }

    /// Takes over what was said elsewhere, at a moment that may be long ago. It may be as long as any text: people voted on it as
    /// it is. `out` is set where moderators there had taken it out.
    ///
    /// # Errors
    /// [`Refusal`]: another activity's kind, a text that is none.
    pub fn take_over(&mut self, new: &Seed, out: Option<Declined>, at: Timestamp) -> Result<Done, Refusal> {
        let text = Text::new(&new.text, Field::Body)?;
        self.set_down(new, text, at, out.map_or(Showing::Shown, Showing::Declined))
    }

    fn set_down(&mut self, new: &Seed, text: Text, at: Timestamp, showing: Showing) -> Result<Done, Refusal> {
        if self.contributions.contains_key(&new.id) {
            return Err(Refusal::ThereAlready);
        }
        let activity = self.activity(new.activity)?;
        let rules = activity.setting.rules();
        if !rules.brings().contains(&new.kind) {
            return Err(Refusal::OtherKind(new.kind));
        }
        let waits = showing == Showing::Shown && rules.takes(new.kind).own_outcome;
        let row = Contribution {
            id: new.id,
            exchange: activity.exchange,
            activity: activity.id,
            kind: new.kind,
            place: activity.place.clone(),
            author: None,
            content: Some(Content { title: None, body: Some(text), language: new.language.clone(), particulars: None }),
            at,
            showing,
            status: activity.statuses.first().name.clone(),
            outcome: None,
            accepted: None,
            waiting_since: waits.then_some(at),
            merged_into: None,
            version: 1,
        };
        Ok(self.carry_out(vec![Change::Contribution(Box::new(row))], Vec::new()))
    }
}
