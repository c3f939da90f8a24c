//! What a person aspires to, struggles with and needs, as they state it or as a member noted it in an interview.
//!
//! A statement is the person's, whoever wrote it down: they see it, put it in other words, or withdraw it, and nothing is worked
//! out from it about them. What they have not seen yet counts in no figure, and what they withdrew is not there for the firm.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::Text;

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What somebody would like to reach.
    Aspiration,
    /// What makes it hard.
    Struggle,
    /// What would help.
    Need,
}

impl Kind {
    /// Every kind, in the order in which it is asked for.
    pub const ALL: [Self; 3] = [Self::Aspiration, Self::Struggle, Self::Need];

    /// Its name in forms, files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Aspiration => "aspiration",
            Self::Struggle => "struggle",
            Self::Need => "need",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// One wording of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The words.
    pub text: Text,
    /// When they were written down.
    pub at: Timestamp,
}

/// How a statement stands, for the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The person stated it.
    Stated,
    /// A member noted it, and the person has not seen it yet.
    NotSeen,
    /// A member noted it, and the person saw it and left it as it is.
    Seen,
    /// A member noted it, and the person says that it is so.
    Confirmed,
    /// A member noted it, and the person put it in their own words.
    Corrected,
}

/// A statement with how it came to its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What it is about.
    pub kind: Kind,
    /// The day of the interview in which a member noted it, at its beginning in UTC; nothing where the person stated it.
    pub noted: Option<Timestamp>,
    /// Its wordings, the oldest first, and at most [`WORDINGS`]. The last one holds.
    pub versions: Vec<Version>,
    /// When the person saw what a member noted.
    pub seen: Option<Timestamp>,
    /// When the person said that it is so.
    pub confirmed: Option<Timestamp>,
    /// Since when it counts among what people say: since what holds was stated by the person or seen by them.
    pub counts: Option<Timestamp>,
    /// When the person withdrew it.
    pub withdrawn: Option<Timestamp>,
}

/// How many wordings of a statement are kept: a correction is never refused, so the oldest ones go.
pub const WORDINGS: usize = 20;

/// How many statements a person has in an exchange at most.
pub const MOST: usize = 200;

/// Hours within which a person brings back what they withdrew; then its words are deleted.
pub const BROUGHT_BACK_WITHIN: i64 = 24;

/// An hour in microseconds.
const HOUR: i64 = 3_600_000_000;

/// How far clocks on the earth are ahead of UTC at most, in hours: a day that has begun somewhere is not in the future.
const AHEAD: i64 = 14;

/// How long ago an interview may be, in days.
pub const INTERVIEWED_WITHIN: i64 = 3_660;

/// Why an act on a statement is refused; nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// It was withdrawn.
    #[error("it was withdrawn")]
    Withdrawn,
    /// It was not withdrawn, or so long ago that its words are deleted.
    #[error("there is nothing to bring back")]
    NothingToBringBack,
    /// The person stated it themselves.
    #[error("there is nothing to confirm in what somebody stated themselves")]
    TheirOwn,
    /// The person has seen it, and decides on it.
    #[error("the person has seen it, and decides on it")]
    Seen,
    /// The day of an interview is to come, or ten years past.
    #[error("the day of an interview is no later than today, and at most ten years ago")]
    Day,
}

impl Statement {
    /// A person states something.
    pub fn stated(kind: Kind, text: Text, at: Timestamp) -> Self {
        let versions = vec![Version { text, at }];
        Self { kind, noted: None, versions, seen: None, confirmed: None, counts: Some(at), withdrawn: None }
    }

    /// A member notes what a person said in an interview on a day, which is the moment at which it began in UTC.
    ///
    /// # Errors
    /// [`Refused::Day`].
    pub fn noted(kind: Kind, text: Text, day: Timestamp, at: Timestamp) -> Result<Self, Refused> {
        let (latest, earliest) = (at.0 + AHEAD * HOUR, at.0 - INTERVIEWED_WITHIN * 24 * HOUR);
        if !(earliest..=latest).contains(&day.0) {
            return Err(Refused::Day);
        }
        let versions = vec![Version { text, at }];
        Ok(Self { kind, noted: Some(day), versions, seen: None, confirmed: None, counts: None, withdrawn: None })
    }

    /// What holds, for the person and for the firm; nothing once it is withdrawn.
    pub fn holds(&self) -> Option<&Version> {
        self.versions.last().filter(|_| self.withdrawn.is_none())
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match (self.noted, self.seen) {
            (None, _) => Standing::Stated,
            (Some(_), None) => Standing::NotSeen,
            (Some(_), Some(_)) if self.versions.len() > 1 => Standing::Corrected,
            (Some(_), Some(_)) if self.confirmed.is_some() => Standing::Confirmed,
            (Some(_), Some(_)) => Standing::Seen,
        }
    }

    /// The person sees what was noted; whether they see it for the first time.
    pub fn see(&mut self, now: Timestamp) -> bool {
        let first = self.standing() == Standing::NotSeen && self.withdrawn.is_none();
        if first {
            (self.seen, self.counts) = (Some(now), Some(now));
        }
        first
    }

    /// The person says that what was noted is so. Saying it again changes nothing, and so does saying it of one's own words.
    ///
    /// # Errors
    /// [`Refused::Withdrawn`]; [`Refused::TheirOwn`] where nobody noted it.
    pub fn confirm(&mut self, now: Timestamp) -> Result<(), Refused> {
        self.stands()?;
        if self.noted.is_none() {
            return Err(Refused::TheirOwn);
        }
        self.see(now);
        self.confirmed.get_or_insert(now);
        Ok(())
    }

    /// The person puts it in other words, which hold from now on; the same words change nothing.
    ///
    /// # Errors
    /// [`Refused::Withdrawn`].
    pub fn correct(&mut self, text: Text, now: Timestamp) -> Result<(), Refused> {
        self.stands()?;
        self.see(now);
        if self.versions.last().is_some_and(|last| last.text == text) {
            return Ok(());
        }
        self.versions.push(Version { text, at: now });
        // What is said anew counts from now on: no figure of the past changes by it.
        self.counts = Some(now);
        if self.versions.len() > WORDINGS {
            // The first stays: that it was once put otherwise is told by it.
            self.versions.remove(1);
        }
        Ok(())
    }

    /// The person withdraws it. Doing so again changes nothing.
    pub fn withdraw(&mut self, now: Timestamp) {
        self.see(now);
        if self.withdrawn.is_none() {
            (self.withdrawn, self.counts) = (Some(now), None);
        }
    }

    /// Until when it can be brought back, where it was withdrawn.
    pub fn until(&self) -> Option<Timestamp> {
        self.withdrawn.map(|at| Timestamp(at.0 + BROUGHT_BACK_WITHIN * HOUR))
    }

    /// The person brings back what they withdrew.
    ///
    /// # Errors
    /// [`Refused::NothingToBringBack`].
    pub fn bring_back(&mut self, now: Timestamp) -> Result<(), Refused> {
        match self.until() {
            Some(until) if now < until => {
                (self.withdrawn, self.counts) = (None, Some(now));
                Ok(())
            }
            _ => Err(Refused::NothingToBringBack),
        }
    }

    /// Whether a member may take back what they noted, as one does who noted it for somebody else: until the person has seen it.
    ///
    /// # Errors
    /// [`Refused::Seen`], also of what the person stated.
    pub fn may_be_taken_back(&self) -> Result<(), Refused> {
        if self.standing() == Standing::NotSeen { Ok(()) } else { Err(Refused::Seen) }
    }

    fn stands(&self) -> Result<(), Refused> {
        if self.withdrawn.is_none() { Ok(()) } else { Err(Refused::Withdrawn) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Field;

    const DAY: i64 = 24 * HOUR;

    fn text(words: &str) -> Text {
        Text::new(words, Field::Voice).unwrap()
    }

    fn noted() -> Statement {
        Statement::noted(Kind::Need, text("A call back"), Timestamp(0), Timestamp(DAY)).unwrap()
    }

    #[test]
    fn what_a_person_states_holds_at_once_and_a_correction_keeps_their_order() {
        let mut one = Statement::stated(Kind::Struggle, text("The bill"), Timestamp(1));
        assert_eq!((one.standing(), one.counts), (Standing::Stated, Some(Timestamp(1))));
        assert_eq!(one.confirm(Timestamp(2)), Err(Refused::TheirOwn));
        one.correct(text("The bill"), Timestamp(3)).unwrap();
        assert_eq!(one.versions.len(), 1, "the same words");
        one.correct(text("The second bill"), Timestamp(4)).unwrap();
        let told: Vec<_> = one.versions.iter().map(|one| (one.text.as_str(), one.at.0)).collect();
        assert_eq!(told, [("The bill", 1), ("The second bill", 4)]);
        assert_eq!((one.holds().unwrap().text.as_str(), one.counts), ("The second bill", Some(Timestamp(4))));
        assert_eq!(one.standing(), Standing::Stated);
        for n in 0..30 {
            one.correct(text(&format!("Bill {n}")), Timestamp(5 + n)).unwrap();
        }
        assert_eq!((one.versions.len(), one.versions[0].text.as_str()), (WORDINGS, "The bill"));
        assert_eq!(one.holds().unwrap().text.as_str(), "Bill 29");
    }

    #[test]
    fn what_was_noted_waits_until_the_person_has_seen_it() {
        let mut one = noted();
        assert_eq!((one.standing(), one.counts, one.may_be_taken_back()), (Standing::NotSeen, None, Ok(())));
        assert!(one.see(Timestamp(2 * DAY)) && !one.see(Timestamp(3 * DAY)));
        assert_eq!((one.standing(), one.counts), (Standing::Seen, Some(Timestamp(2 * DAY))));
        assert_eq!(one.may_be_taken_back(), Err(Refused::Seen));
        one.confirm(Timestamp(4 * DAY)).unwrap();
        one.confirm(Timestamp(5 * DAY)).unwrap();
        assert_eq!((one.standing(), one.confirmed), (Standing::Confirmed, Some(Timestamp(4 * DAY))));
        one.correct(text("A call back in the evening"), Timestamp(6 * DAY)).unwrap();
        assert_eq!(one.standing(), Standing::Corrected);
        let mut unseen = noted();
        unseen.correct(text("No call"), Timestamp(7 * DAY)).unwrap();
        assert_eq!((unseen.standing(), unseen.counts), (Standing::Corrected, Some(Timestamp(7 * DAY))));
    }

    #[test]
    fn an_interview_was_no_later_than_today() {
        let on =
            |day: i64| Statement::noted(Kind::Need, text("Time"), Timestamp(day), Timestamp(5_000 * DAY)).map(drop);
        assert_eq!(on(5_000 * DAY), Ok(()));
        assert_eq!(on(5_001 * DAY), Err(Refused::Day));
        assert_eq!(on((5_000 - INTERVIEWED_WITHIN) * DAY), Ok(()));
        assert_eq!(on((5_000 - INTERVIEWED_WITHIN) * DAY - 1), Err(Refused::Day));
    }

    #[test]
    fn what_was_withdrawn_is_brought_back_within_a_day_or_not_at_all() {
        let mut one = noted();
        assert_eq!(one.bring_back(Timestamp(DAY)), Err(Refused::NothingToBringBack));
        one.withdraw(Timestamp(DAY));
        one.withdraw(Timestamp(DAY + HOUR));
        assert_eq!((one.holds(), one.counts, one.until()), (None, None, Some(Timestamp(2 * DAY))));
        assert_eq!(one.correct(text("Else"), Timestamp(DAY)), Err(Refused::Withdrawn));
        assert_eq!(one.confirm(Timestamp(DAY)), Err(Refused::Withdrawn));
        assert_eq!(one.clone().bring_back(Timestamp(2 * DAY)), Err(Refused::NothingToBringBack));
        one.bring_back(Timestamp(2 * DAY - 1)).unwrap();
        assert_eq!((one.holds().is_some(), one.counts), (true, Some(Timestamp(2 * DAY - 1))));
    }

    #[test]
    fn kinds_are_known_by_their_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!(Kind::from_name("profile"), None);
    }

    proptest! {
        /// Whatever the person does in whatever order: what counts is what holds and was seen; wordings stay in their order.
        #[test]
        fn what_counts_holds_and_was_seen(is_noted in any::<bool>(), acts in proptest::collection::vec((0_u8..5, 0_i64..40), 0..60)) {
            let mut one = if is_noted { noted() } else { Statement::stated(Kind::Need, text("A call back"), Timestamp(DAY)) };
            let mut now = DAY;
            for (n, (act, hours)) in acts.into_iter().enumerate() {
                now += hours * HOUR;
                let at = Timestamp(now);
                let before = one.clone();
                let refused = match act {
                    0 => { one.see(at); false }
                    1 => one.confirm(at).is_err(),
                    2 => one.correct(text(&format!("Words {n}")), at).is_err(),
                    3 => { one.withdraw(at); false }
                    _ => one.bring_back(at).is_err(),
                };
                prop_assert!(!refused || one == before, "what is refused changes nothing");
                let was_seen = one.noted.is_none() || one.seen.is_some();
                prop_assert_eq!(one.counts.is_some(), one.holds().is_some() && was_seen);
                prop_assert!(one.versions.windows(2).all(|pair| pair[0].at <= pair[1].at));
                prop_assert!((1..=WORDINGS).contains(&one.versions.len()));
            }
        }
    }
}
