//! Pulses: how it was for the people concerned, asked seldom, and told of ten and more.
//!
//! That somebody is asked is written down before they can answer, so that silence counts too. Points are in the clear, so that they
//! can be counted; words are sealed under the key of whoever wrote them, and go with it. What was answered counts on under a number
//! that leads to nobody, another one for each answer.

mod answer;
mod ask;
mod read;
mod rule;
mod themes;

pub(in crate::participation) use read::holds;
pub use read::{PulseFigures, PulseWords};
pub use rule::PulseRule;

use std::collections::BTreeMap;

use comity_exchange::time::Timestamp;
use comity_participation::occasion::Occasion;
use comity_participation::pulse::{Answer, Asked, Question};
use serde::{Deserialize, Serialize};

use super::named;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, PersonId, PulseId};
use crate::seal::{Place, random};
use crate::store::Store;

/// What became of it that somebody was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PulseState {
    /// Nothing yet.
    Asked,
    /// They answered.
    Answered,
    /// They would rather not.
    NotNow,
    /// They answered, and took it back.
    TakenBack,
}

/// That a person was asked, and what they answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnPulse {
    /// Its id.
    pub id: PulseId,
    /// About which exchange.
    pub exchange: ExchangeId,
    /// On which occasion.
    pub occasion: Occasion,
    /// When they were asked, in microseconds since 1970.
    pub at: i64,
    /// Until when they can answer.
    pub until: i64,
    /// What became of it.
    pub state: PulseState,
    /// When that was, where something became of it.
    pub ended: Option<i64>,
    /// Points from 0 to 10, for the questions that they answered.
    pub points: BTreeMap<Question, u8>,
    /// Why, in their own words.
    pub why: Option<String>,
}

impl OwnPulse {
    /// Whether it can be answered at a moment.
    pub fn is_open(&self, now: i64) -> bool {
        self.state == PulseState::Asked && now < self.until
    }
}

/// The columns of points, in the order of [`Question::ALL`].
macro_rules! points {
    () => {
        "worth_it, fair, in_control, easy, changed"
    };
}
use points;

fn place(firm: FirmId, id: &PulseId) -> Place<'_> {
    Place { firm, table: "pulse", column: "sealed", id: id.bytes() }
}

/// The points of a row, from a column on.
fn points_of(row: &Row, first: usize) -> Result<BTreeMap<Question, u8>, Error> {
    let mut all = BTreeMap::new();
    for (column, question) in Question::ALL.into_iter().enumerate() {
        if let Some(points) = row.get::<Option<i64>>(first + column)? {
            let points = u8::try_from(points).ok().filter(|points| *points <= 10);
            all.insert(question, points.ok_or_else(|| Error::Broken("more points than can be given".into()))?);
        }
    }
    Ok(all)
}

/// Every time that a person was asked.
async fn before(conn: &mut Conn, person: PersonId) -> Result<Vec<Asked>, Error> {
    let find = "SELECT exchange, occasion, at, state FROM pulse WHERE person = $1 ORDER BY at";
    let rows = conn.rows(find, args![person]).await?;
    let asked = |row: &Row| -> Result<Asked, Error> {
        let (exchange, occasion): (ExchangeId, String) = (row.get(0)?, row.get(1)?);
        let (at, state) = (Timestamp(row.get(2)?), named::<PulseState>(row.get(3)?)?);
        // Of answers the rules of asking want to know no more than that there is one.
        let answer = (state == PulseState::Answered).then(|| Answer { points: Vec::new(), why: None, at });
        let moment = named::<Occasion>(occasion)?.moment();
        Ok(Asked { person: person.known(), exchange: exchange.known(), at, moment, answer })
    };
    rows.iter().map(asked).collect()
}

/// Forgets whom a person's answers are from, and their words; each then stands for itself.
pub(super) async fn erased(tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    for row in tx.rows("SELECT id FROM pulse WHERE person = $1", args![person]).await? {
        let (id, nobody): (PulseId, [u8; 16]) = (row.get(0)?, random()?);
        tx.run("UPDATE pulse SET person = $2, sealed = NULL WHERE id = $1", args![id, nobody]).await?;
    }
    Ok(())
}

impl Store {
    /// When a person about whom who asks may know was asked, and what they answered, the newest first.
    pub(crate) async fn pulses_of(
        &self,
        conn: &mut Conn,
        firm: FirmId,
        person: PersonId,
    ) -> Result<Vec<OwnPulse>, Error> {
        let find = concat!(
            "SELECT id, exchange, occasion, at, state, ended, sealed, ",
            points!(),
            " FROM pulse WHERE person = $1 AND firm = $2 ORDER BY at DESC, id DESC"
        );
        let rows = conn.rows(find, args![person, firm]).await?;
        let key = if rows.is_empty() { None } else { Some(self.person_key(conn, firm, person).await?) };
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            let (id, exchange, occasion): (PulseId, ExchangeId, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (at, state, sealed): (i64, String, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?, row.get(6)?);
            let why = match (&key, sealed) {
                (Some(key), Some(sealed)) => Some(key.open_text(&place(firm, &id), &sealed)?),
                _ => None,
            };
            let until = Timestamp(at).plus_days(comity_participation::pulse::ANSWERED_WITHIN).0;
            let (occasion, state, ended) = (named(occasion)?, named(state)?, row.get(5)?);
            all.push(OwnPulse { id, exchange, occasion, at, until, state, ended, points: points_of(row, 7)?, why });
        }
        Ok(all)
    }
}
