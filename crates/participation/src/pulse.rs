//! Pulses: short questions about lived experience, seldom enough to stay welcome.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::id::{ExchangeId, PersonId};
use crate::text::Text;

/// When somebody is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// After something that matters: an outcome, a benefit, an agreement.
    Matters,
    /// On declining an offer.
    Declined,
    /// On leaving an exchange.
    Left,
}

/// What is asked, each 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Was it worth it?
    WorthIt,
    /// Was it fair?
    Fair,
    /// Were you in control?
    InControl,
    /// Was it easy?
    Easy,
    /// Did it change anything?
    Changed,
}

impl Question {
    /// Every question, in the order in which it is asked.
    pub const ALL: [Self; 5] = [Self::WorthIt, Self::Fair, Self::InControl, Self::Easy, Self::Changed];
}

/// Days of 24 hours within which a pulse can be answered. Whether people answer is told of those alone whose time is over.
pub const ANSWERED_WITHIN: u32 = 14;

/// That somebody was asked, in whatever exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who.
    pub person: PersonId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// When.
    pub at: Timestamp,
    /// On which occasion.
    pub moment: Moment,
    /// The answer, in part or whole; nothing, when there is none.
    pub answer: Option<Answer>,
}

impl Asked {
    /// Until when it can be answered.
    pub fn until(&self) -> Timestamp {
        self.at.plus_days(ANSWERED_WITHIN)
    }
}

/// An answer to a pulse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Points from 0 to 10, for the questions that were answered.
    pub points: Vec<(Question, u8)>,
    /// Why, in own words.
    pub why: Option<Text>,
    /// When.
    pub at: Timestamp,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAnAnswer {
    /// Points are 0 to 10.
    #[error("points go from 0 to 10")]
    Points,
    /// A question is answered twice.
    #[error("a question is answered twice")]
    Twice,
    /// Nothing is answered.
    #[error("nothing is answered")]
    Nothing,
}

impl Answer {
    /// Checks the answer.
    ///
    /// # Errors
    /// [`NotAnAnswer`]. Words alone are an answer too.
    pub fn check(&self) -> Result<(), NotAnAnswer> {
        let mut questions: Vec<Question> = self.points.iter().map(|(question, _)| *question).collect();
        questions.sort_unstable();
        if self.points.iter().any(|(_, points)| *points > 10) {
            Err(NotAnAnswer::Points)
        } else if questions.windows(2).any(|pair| pair[0] == pair[1]) {
            Err(NotAnAnswer::Twice)
        } else if questions.is_empty() && self.why.is_none() {
            Err(NotAnAnswer::Nothing)
        } else {
            Ok(())
        }
    }
}

/// How seldom people are asked, over all exchanges of a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cooldown {
    /// At most once in so many days of 24 hours.
    pub days: u32,
    /// Whether those who decline or leave are asked.
    pub on_leaving: bool,
}

impl Default for Cooldown {
    fn default() -> Self {
        Self { days: 30, on_leaving: true }
    }
}

/// Why somebody is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotNow {
    /// They were asked not long ago.
    #[error("they were asked not long ago")]
    Until(Timestamp),
    /// Whoever declines or leaves is asked once in an exchange.
    #[error("they were asked about this already")]
    Once,
    /// The firm does not ask on that occasion.
    #[error("nobody is asked on that occasion")]
    Never,
}

impl Cooldown {
    /// Whether a person may be asked now. `before` is every time that they were asked, in any exchange; that they did not answer
    /// changes nothing. The cooldown holds on every occasion; on declining and on leaving it is also once in an exchange.
    ///
    /// # Errors
    /// [`NotNow`].
    pub fn may_ask(
        &self,
        before: &[Asked],
        exchange: ExchangeId,
        moment: Moment,
        now: Timestamp,
    ) -> Result<(), NotNow> {
        if moment != Moment::Matters {
            if !self.on_leaving {
                return Err(NotNow::Never);
            }
            if before.iter().any(|asked| asked.exchange == exchange && asked.moment == moment) {
                return Err(NotNow::Once);
            }
        }
        let last = before.iter().map(|asked| asked.at).max();
        match last.map(|at| at.plus_days(self.days)) {
            Some(until) if now < until => Err(NotNow::Until(until)),
            _ => Ok(()),
        }
    }
}

/// A share with its 95% interval (Wilson 1927).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rate {
    /// How many answered.
    pub answered: u64,
    /// How many were asked.
    pub asked: u64,
    /// Answered of asked, 0 to 1; 0 where nobody was asked.
    pub share: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Rate {
    /// The rate of so many answers.
    pub fn new(answered: u64, asked: u64) -> Self {
        if asked == 0 {
            return Self { answered, asked, share: 0.0, low: 0.0, high: 1.0 };
        }
        let n = asked as f64;
        let share = answered.min(asked) as f64 / n;
        let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Self { answered, asked, share, low: (middle - half).max(0.0), high: (middle + half).min(1.0) }
    }
}

/// How the response rate has moved from one stretch of time to the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Trend {
    /// The earlier stretch.
    pub before: Rate,
    /// The later one.
    pub after: Rate,
    /// Later minus earlier share.
    pub change: f64,
    /// The lower end of its 95% interval (Newcombe 1998, method 10).
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Trend {
    /// The trend between two rates.
    pub fn new(before: Rate, after: Rate) -> Self {
        let change = after.share - before.share;
        let down = ((after.share - after.low).powi(2) + (before.high - before.share).powi(2)).sqrt();
        let up = ((after.high - after.share).powi(2) + (before.share - before.low).powi(2)).sqrt();
        Self { before, after, change, low: (change - down).max(-1.0), high: (change + up).min(1.0) }
    }

    /// Whether the interval leaves out that nothing changed.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The response rate of those asked from `from` until before `middle`, and from there until before `until`. Those asked so lately
/// that they may still answer are the caller's to leave out.
pub fn trend(asked: &[Asked], (from, middle, until): (Timestamp, Timestamp, Timestamp)) -> Trend {
    let rate = |from: Timestamp, until: Timestamp| {
        let within = || asked.iter().filter(|asked| from <= asked.at && asked.at < until);
        Rate::new(within().filter(|asked| asked.answer.is_some()).count() as u64, within().count() as u64)
    };
    Trend::new(rate(from, middle), rate(middle, until))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asked(exchange: u128, at: Timestamp, moment: Moment) -> Asked {
        Asked { person: PersonId(1), exchange: ExchangeId(exchange), at, moment, answer: None }
    }

    #[test]
    fn intervals_are_those_of_the_papers() {
        // Newcombe 1998, table II (a): 56/70 against 48/80, method 10: 0.0524 to 0.3339.
        let trend = Trend::new(Rate::new(48, 80), Rate::new(56, 70));
        assert!((trend.low - 0.0524).abs() < 5e-5 && (trend.high - 0.3339).abs() < 5e-5, "{trend:?}");
        assert!(trend.is_clear());
        // Wilson's interval for 81 of 263, from Newcombe's other paper of that year: 0.2553 to 0.3662.
        let rate = Rate::new(81, 263);
        assert!((rate.low - 0.2553).abs() < 5e-5 && (rate.high - 0.3662).abs() < 5e-5, "{rate:?}");
        assert_eq!((Rate::new(0, 0).low, Rate::new(0, 0).high), (0.0, 1.0));
        assert!(!Trend::new(Rate::new(1, 2), Rate::new(2, 2)).is_clear());
    }

    #[test]
    fn an_answer_may_be_in_part() {
        let answer =
            |points: &[(Question, u8)]| Answer { points: points.to_vec(), why: None, at: Timestamp(0) }.check();
        assert_eq!(answer(&[(Question::Fair, 10)]), Ok(()));
        assert_eq!(answer(&[(Question::Fair, 11)]), Err(NotAnAnswer::Points));
        assert_eq!(answer(&[(Question::Fair, 1), (Question::Fair, 1)]), Err(NotAnAnswer::Twice));
        assert_eq!(answer(&[]), Err(NotAnAnswer::Nothing));
    }

    proptest! {
        /// Whatever happens in however many exchanges, nobody is asked twice within the cooldown, nor twice on leaving one.
        #[test]
        fn nobody_is_asked_too_often(
            days in 0_u32..60, on_leaving in any::<bool>(),
            moments in proptest::collection::vec((0_u128..3, 0_usize..3, 0_i64..2_000_000_000_000), 0..60),
        ) {
            let cooldown = Cooldown { days, on_leaving };
            let (mut now, mut before) = (Timestamp(0), Vec::<Asked>::new());
            for (exchange, moment, wait) in moments {
                now.0 += wait;
                let moment = [Moment::Matters, Moment::Declined, Moment::Left][moment];
                match cooldown.may_ask(&before, ExchangeId(exchange), moment, now) {
                    Ok(()) => before.push(asked(exchange, now, moment)),
                    Err(NotNow::Until(until)) => {
                        prop_assert!(until > now);
                        prop_assert_eq!(cooldown.may_ask(&before, ExchangeId(exchange), moment, until), Ok(()));
                    }
                    Err(NotNow::Once | NotNow::Never) => prop_assert!(moment != Moment::Matters),
                }
            }
            prop_assert!(before.windows(2).all(|pair| pair[1].at >= pair[0].at.plus_days(days)));
            let mut once: Vec<_> = before.iter().filter(|a| a.moment != Moment::Matters).map(|a| (a.exchange, a.moment)).collect();
            let all = once.len();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), all);
            prop_assert!(on_leaving || all == 0);
        }
    }
}
