//! The four buttons of a moderator, pressed on what they saw.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Declined, Mark, Reason, Record, Showing};
use crate::id::MemberId;
use crate::refusal::Refusal;

/// What a moderator presses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "button", rename_all = "snake_case")]
pub enum Button {
    /// Others see it.
    Approve,
    /// Others see it, and what its author brings from now on is seen at once.
    ApproveAndTrust,
    /// Others do not see it.
    Decline {
        /// Why; its author is told.
        reason: Reason,
    },
    /// Others do not see it, and its author brings nothing more.
    DeclineAndBlock {
        /// Why; its author is told.
        reason: Reason,
    },
}

impl Button {
    /// Whether others see the thing then.
    pub fn approves(&self) -> bool {
        matches!(self, Self::Approve | Self::ApproveAndTrust)
    }

    /// The reason of a no.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Approve | Self::ApproveAndTrust => None,
            Self::Decline { reason } | Self::DeclineAndBlock { reason } => Some(reason),
        }
    }

    /// What the author's record becomes. A no that is only repeated after it was contested does not count twice; one that is
    /// taken back counts as if it had never been.
    pub fn marks(&self, record: Record, before: &Showing) -> Record {
        let mut record = record;
        let was_no = matches!(before, Showing::Declined(_));
        match (self.approves(), before) {
            (true, Showing::Shown) => {}
            (true, _) => {
                record.declined -= u32::from(was_no && record.declined > 0);
                record.accepted += 1;
            }
            (false, Showing::Shown) => {
                record.accepted = record.accepted.saturating_sub(1);
                record.declined += 1;
            }
            (false, _) => record.declined += u32::from(!was_no),
        }
        record.mark = match self {
            Self::ApproveAndTrust => Some(Mark::Trusted),
            Self::DeclineAndBlock { .. } => Some(Mark::Blocked),
            // A no takes back trust that was given; a no taken back takes back the block that came with it.
            Self::Decline { .. } => record.mark.filter(|mark| *mark == Mark::Blocked),
            Self::Approve => record.mark.filter(|mark| !(was_no && *mark == Mark::Blocked)),
        };
        record
    }
}

/// Somebody else decided first.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the version that was looked at is {saw}, and it is {is} by now")]
pub struct Conflict {
    /// The version that the moderator saw.
    pub saw: u32,
    /// The version that it is.
    pub is: u32,
}

/// What a thing is shown as after a button. `saw` is the version on the moderator's page, `is` that of the row now; so of two
/// moderators who decide at once the second is told, and nothing is overwritten unseen.
///
/// # Errors
/// [`Conflict`], when the row has changed since.
pub fn decide(
    before: &Showing,
    (saw, is): (u32, u32),
    button: &Button,
    by: MemberId,
    at: Timestamp,
) -> Result<Showing, Conflict> {
    if saw != is {
        return Err(Conflict { saw, is });
    }
    let contested = match before {
        Showing::Declined(no) => no.contested.clone(),
        _ => None,
    };
    Ok(match button.reason() {
        None => Showing::Shown,
        Some(reason) => {
            let upheld = contested.is_some();
            Showing::Declined(Declined { reason: reason.clone(), by, at, contested, upheld })
        }
    })
}

/// Refuses a second look by whoever said no, where `another` member could look.
///
/// # Errors
/// [`Refusal::AnotherLooks`].
pub fn second_look(before: &Showing, by: MemberId, another: bool) -> Result<(), Refusal> {
    if another && before.contested_no_of() == Some(by) { Err(Refusal::AnotherLooks) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::ReasonKind;
    use crate::text::{Field, Text};

    fn no() -> Button {
        let words = Text::new("It is about the weather.", Field::Answer).unwrap();
        Button::Decline { reason: Reason { kind: ReasonKind::OffTopic, words } }
    }

    #[test]
    fn of_two_moderators_the_second_is_told() {
        let at = Timestamp(5);
        let shown = decide(&Showing::Queued, (1, 1), &Button::Approve, MemberId(1), at).unwrap();
        assert_eq!(shown, Showing::Shown);
        let second = decide(&shown, (1, 2), &no(), MemberId(2), at);
        assert_eq!(second, Err(Conflict { saw: 1, is: 2 }));
    }

    #[test]
    fn a_no_is_contested_once_and_then_stays_or_goes() {
        let words = || Text::new("It is about reception in the rain.", Field::Answer).unwrap();
        let mut showing = decide(&Showing::Queued, (1, 1), &no(), MemberId(1), Timestamp(5)).unwrap();
        assert_eq!(showing.waits_since(Timestamp(1)), None);
        assert!(showing.contest(words(), Timestamp(9)) && !showing.contest(words(), Timestamp(10)));
        assert_eq!(showing.waits_since(Timestamp(1)), Some(Timestamp(9)));
        assert_eq!(second_look(&showing, MemberId(1), true), Err(Refusal::AnotherLooks));
        assert_eq!(second_look(&showing, MemberId(1), false), Ok(()));
        assert_eq!(second_look(&showing, MemberId(2), true), Ok(()));
        let mut upheld = decide(&showing, (3, 3), &no(), MemberId(2), Timestamp(20)).unwrap();
        assert_eq!(upheld.waits_since(Timestamp(1)), None);
        assert_eq!(second_look(&upheld, MemberId(2), true), Ok(()));
        assert!(!upheld.contest(words(), Timestamp(21)));
        let back = decide(&showing, (3, 3), &Button::Approve, MemberId(2), Timestamp(20)).unwrap();
        assert_eq!(back, Showing::Shown);
    }

    #[test]
    fn a_record_counts_every_thing_once() {
        let fresh = Record::default();
        let declined = no().marks(fresh, &Showing::Queued);
        let showing = decide(&Showing::Queued, (1, 1), &no(), MemberId(1), Timestamp(5)).unwrap();
        assert_eq!(declined.declined, 1);
        assert_eq!(no().marks(declined, &showing), declined);
        let back = Button::Approve.marks(declined, &showing);
        assert_eq!((back.accepted, back.declined), (1, 0));
        let trusted = Button::ApproveAndTrust.marks(back, &Showing::Queued);
        assert_eq!(trusted.mark, Some(Mark::Trusted));
        assert_eq!(no().marks(trusted, &Showing::Shown).mark, None);
    }
}
