//! What the firm sees of answers: figures of ten and more, and words without names.

use std::collections::BTreeMap;

use comity_participation::experience::Course;
use comity_participation::fold;
use comity_participation::occasion::Occasion;
use comity_participation::pulse::{ANSWERED_WITHIN, Moment, Question, Rate, Trend};
use serde::Serialize;

use super::{PulseState, place, points, points_of};
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::exchange;
use crate::figures::FEWEST;
use crate::id::{ExchangeId, PersonId, PulseId};
use crate::page::{Listed, Page};
use crate::participation::named;
use crate::seal::Key;
use crate::store::{Store, person_place};

const DAY: i64 = 86_400_000_000;
/// How long the two stretches are that the trend of the response rate compares, in days.
const TREND: i64 = 90;
/// How many rows are read at a time.
const BATCH: i64 = 2_000;

/// What people answered in an exchange on one kind of moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PulseFigures {
    /// On which.
    pub moment: Moment,
    /// How many answered of those whose time to do so is over; nothing where they are fewer than [`FEWEST`].
    pub rate: Option<Rate>,
    /// The last 90 days of that against the 90 before; nothing where either has fewer than [`FEWEST`].
    pub trend: Option<Trend>,
    /// How many can still answer, or did while they could.
    pub lately: u64,
    /// The answers to each question.
    pub courses: Vec<Course>,
}

/// Words that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PulseWords {
    /// The id of what they answer.
    pub id: PulseId,
    /// On which occasion.
    pub occasion: Occasion,
    /// The day on which they answered, in microseconds since 1970.
    pub day: i64,
    /// The words.
    pub text: String,
}

/// How many were asked, and how many answered, from a moment until before another.
async fn rate(conn: &mut Conn, exchange: ExchangeId, moment: Moment, [from, until]: [i64; 2]) -> Result<Rate, Error> {
    let find = "SELECT occasion, state, COUNT(*) FROM pulse WHERE exchange = $1 AND at >= $2 AND at < $3
                GROUP BY occasion, state";
    let (mut asked, mut answered) = (0, 0);
    for row in conn.rows(find, args![exchange, from, until]).await? {
        let (occasion, state): (Occasion, PulseState) = (named(row.get(0)?)?, named(row.get(1)?)?);
        let n: u64 = row.get(2)?;
        if occasion.moment() == moment {
            asked += n;
            answered += if state == PulseState::Answered { n } else { 0 };
        }
    }
    Ok(Rate::new(answered, asked))
}

/// The answers to every question on one kind of moment, in the order in which they came.
async fn courses(conn: &mut Conn, exchange: ExchangeId, moment: Moment) -> Result<Vec<Course>, Error> {
    let mut courses: BTreeMap<Question, Course> =
        Question::ALL.into_iter().map(|question| (question, Course::new(question, FEWEST))).collect();
    let find = concat!(
        "SELECT ended, id, occasion, ",
        points!(),
        " FROM pulse WHERE exchange = $1 AND state = 'answered' AND (ended > $2 OR (ended = $2 AND id > $3))
          ORDER BY ended, id LIMIT $4"
    );
    let (mut at, mut last) = (i64::MIN, PulseId::NONE);
    loop {
        let rows = conn.rows(find, args![exchange, at, last, BATCH]).await?;
        for row in &rows {
            (at, last) = (row.get(0)?, row.get(1)?);
            if named::<Occasion>(row.get(2)?)?.moment() != moment {
                continue;
            }
            for (question, points) in points_of(row, 3)? {
                if let Some(course) = courses.get_mut(&question) {
                    course.add(comity_exchange::time::Timestamp(at), points);
                }
            }
        }
        if (rows.len() as i64) < BATCH {
            return Ok(courses.into_values().collect());
        }
    }
}

/// Whether a text has every word that is looked for, each as a word or its beginning.
pub(in crate::participation) fn holds(text: &str, wanted: &[String]) -> bool {
    let words = fold::words(text);
    wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted.as_str())))
}

impl Store {
    /// What people answered in an exchange on one kind of moment, as far as ten and more answered.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`]; no such exchange.
    pub async fn pulse_figures(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        moment: Moment,
    ) -> Result<PulseFigures, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let settled = self.now().0 - i64::from(ANSWERED_WITHIN) * DAY;
        let [middle, from] = [settled - TREND * DAY, settled - 2 * TREND * DAY];
        let all = rate(&mut conn, exchange, moment, [i64::MIN, settled]).await?;
        let before = rate(&mut conn, exchange, moment, [from, middle]).await?;
        let after = rate(&mut conn, exchange, moment, [middle, settled]).await?;
        let lately = rate(&mut conn, exchange, moment, [settled, i64::MAX]).await?.asked;
        let enough = |rate: &Rate| rate.asked >= FEWEST;
        Ok(PulseFigures {
            moment,
            trend: (enough(&before) && enough(&after)).then(|| Trend::new(before, after)),
            rate: enough(&all).then_some(all),
            lately,
            courses: courses(&mut conn, exchange, moment).await?,
        })
    }

    /// What people wrote in an exchange, the newest first and without their names: all of it, or what has every word of `wanted`.
    /// Nothing at all while fewer than [`FEWEST`] persons wrote something. That a member read it is written down.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn pulse_words(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        wanted: &str,
        page: &Page,
    ) -> Result<Listed<PulseWords>, Error> {
        ctx.may(Right::StandingRead)?;
        self.read_recorded(ctx, "pulse_words", None).await?;
        let mut below = page.below(|id: PulseId| *id.bytes())?;
        let wanted = fold::words(wanted);
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let count = "SELECT COUNT(*) FROM pulse WHERE exchange = $1 AND state = 'answered' AND sealed IS NOT NULL";
        let writers = "SELECT COUNT(DISTINCT person) FROM pulse
                       WHERE exchange = $1 AND state = 'answered' AND sealed IS NOT NULL";
        if conn.number(writers, args![exchange]).await? < FEWEST as i64 {
            return Ok(Listed { rows: Vec::new(), next: None, total: 0 });
        }
        let total = conn.number(count, args![exchange]).await?;
        let find = "SELECT u.id, u.occasion, u.ended, u.sealed, u.person, k.wrapped FROM pulse u
                    JOIN person_key k ON k.person = u.person
                    WHERE u.exchange = $1 AND u.state = 'answered' AND u.sealed IS NOT NULL AND u.id < $2
                    ORDER BY u.id DESC LIMIT $3";
        let mut found = Vec::new();
        while (found.len() as i64) < page.limit() {
            let rows = conn.rows(find, args![exchange, below.clone(), BATCH]).await?;
            for row in &rows {
                let (id, person): (PulseId, PersonId) = (row.get(0)?, row.get(4)?);
                let (at, sealed, wrapped): (i64, Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?, row.get(5)?);
                below = id.bytes().to_vec();
                let key: Key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
                let text = key.open_text(&place(ctx.firm, &id), &sealed)?;
                if holds(&text, &wanted) {
                    let occasion = named(row.get(1)?)?;
                    found.push(PulseWords { id, occasion, day: at.div_euclid(DAY) * DAY, text });
                }
                if found.len() as i64 == page.limit() {
                    break;
                }
            }
            if (rows.len() as i64) < BATCH {
                break;
            }
        }
        Ok(Listed::cut(found, page, total, |words: &PulseWords| words.id.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginnings() {
        let check = |wanted: &str, found: bool| {
            assert_eq!(holds("Più équo di prima", &fold::words(wanted)), found, "{wanted}");
        };
        check("", true);
        check("equ", true);
        check("PRIMA piu", true);
        check("prima dopo", false);
    }
}
