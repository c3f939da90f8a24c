//! On which occasions people are asked how it was: what happened to them, and which of it they are asked about next.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::ExchangeId;
use crate::pulse::{Asked, Cooldown, Moment};

/// Days of 24 hours after which there is something to tell of an agreement.
pub const AGREED_AFTER: u32 = 7;
/// Days of 24 hours for which people are asked about what happened; later, nobody remembers how it was.
pub const FRESH: u32 = 30;

/// What somebody is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// They agreed to something, a while ago.
    Agreed,
    /// Something came back to them.
    CameBack,
    /// What they brought, or take part in, has its outcome.
    Outcome,
    /// They declined an offer.
    Declined,
    /// They left.
    Left,
}

impl Occasion {
    /// Every occasion.
    pub const ALL: [Self; 5] = [Self::Agreed, Self::CameBack, Self::Outcome, Self::Declined, Self::Left];

    /// Which moment it is by the rules of asking.
    pub fn moment(self) -> Moment {
        match self {
            Self::Agreed | Self::CameBack | Self::Outcome => Moment::Matters,
            Self::Declined => Moment::Declined,
            Self::Left => Moment::Left,
        }
    }

    /// Its name in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::CameBack => "came_back",
            Self::Outcome => "outcome",
            Self::Declined => "declined",
            Self::Left => "left",
        }
    }
}

/// Something that happened to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happening {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// What.
    pub occasion: Occasion,
    /// When.
    pub at: Timestamp,
}

impl Happening {
    /// From when on there is something to tell of it.
    fn tells_from(self) -> Timestamp {
        if self.occasion == Occasion::Agreed { self.at.plus_days(AGREED_AFTER) } else { self.at }
    }

    /// Whether a person is asked about it now; `before` is every time that they were asked, in any exchange. Of what happened in one
    /// exchange before they were last asked there, nothing more is asked.
    pub fn is_asked(self, before: &[Asked], cooldown: &Cooldown, now: Timestamp) -> bool {
        let from = self.tells_from();
        let told = before.iter().any(|asked| asked.exchange == self.exchange && asked.at >= from);
        let may = || cooldown.may_ask(before, self.exchange, self.occasion.moment(), now).is_ok();
        from <= now && now < from.plus_days(FRESH) && !told && may()
    }
}

/// What a person is asked about next: the latest of what they may be asked about now, and one thing however much happened.
pub fn next(happened: &[Happening], before: &[Asked], cooldown: &Cooldown, now: Timestamp) -> Option<Happening> {
    let asked = happened.iter().filter(|one| one.is_asked(before, cooldown, now));
    asked.max_by_key(|one| one.tells_from()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PersonId;

    const DAY: i64 = 86_400_000_000;

    fn happened(exchange: u128, occasion: Occasion, day: i64) -> Happening {
        Happening { exchange: ExchangeId(exchange), occasion, at: Timestamp(day * DAY) }
    }

    fn asked(exchange: u128, day: i64) -> Asked {
        Asked {
            person: PersonId(1),
            exchange: ExchangeId(exchange),
            at: Timestamp(day * DAY),
            moment: Moment::Matters,
            answer: None,
        }
    }

    #[test]
    fn names_are_those_that_are_stored() {
        for one in Occasion::ALL {
            assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        }
    }

    #[test]
    fn the_latest_is_asked_about_while_it_is_fresh_and_no_more_than_that() {
        let rule = Cooldown::default();
        let all =
            [happened(1, Occasion::Agreed, 0), happened(2, Occasion::CameBack, 5), happened(1, Occasion::Outcome, 8)];
        let next = |before: &[Asked], day: i64| next(&all, before, &rule, Timestamp(day * DAY)).map(|one| one.occasion);
        assert_eq!(next(&[], 4), None, "of an agreement there is nothing to tell yet");
        assert_eq!(next(&[], 5), Some(Occasion::CameBack));
        assert_eq!(next(&[], 7), Some(Occasion::Agreed));
        assert_eq!(next(&[], 9), Some(Occasion::Outcome));
        assert_eq!(next(&[asked(1, 9)], 10), None, "the cooldown holds over exchanges");
        assert_eq!(next(&[asked(9, -21)], 9), Some(Occasion::Outcome), "until it is over");
        assert_eq!(next(&[asked(1, 9)], 39), None, "and what happened before that is not asked about again");
        assert_eq!(next(&[], 100), None, "nobody remembers");
        let none = Cooldown { days: 0, ..rule };
        let two = super::next(&all, &[asked(1, 9)], &none, Timestamp(10 * DAY)).unwrap();
        assert_eq!(two.occasion, Occasion::CameBack, "another exchange is another matter");
    }
}
