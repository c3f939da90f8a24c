//! What people speak of when they say why: words that ten and more use.

use comity_exchange::time::Timestamp;
use comity_participation::occasion::Occasion;
use comity_participation::pulse::Moment;
use comity_participation::theme::{Themes, Told};

use super::place;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::error::Error;
use crate::exchange;
use crate::figures::FEWEST;
use crate::id::{ExchangeId, PersonId, PulseId};
use crate::participation::named;
use crate::store::{Store, person_place};

/// How many rows are read at a time.
const BATCH: i64 = 2_000;

/// How many themes are told.
const THEMES: usize = 20;

impl Store {
    /// Words that at least [`FEWEST`] people use who answered in an exchange on one kind of moment, with how many began before a
    /// moment and from it on. Nobody is named.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`]; no such exchange.
    pub async fn pulse_themes(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        moment: Moment,
        since: Timestamp,
    ) -> Result<Told, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let find = "SELECT u.id, u.occasion, u.ended, u.sealed, u.person, k.wrapped FROM pulse u
                    JOIN person_key k ON k.person = u.person JOIN person p ON p.id = u.person AND p.state = 'there'
                    WHERE u.exchange = $1 AND u.state = 'answered' AND u.sealed IS NOT NULL
                    AND (u.ended > $2 OR (u.ended = $2 AND u.id > $3)) ORDER BY u.ended, u.id LIMIT $4";
        let mut themes = Themes::new(FEWEST);
        let (mut at, mut last) = (i64::MIN, PulseId::NONE);
        loop {
            let rows = conn.rows(find, args![exchange, at, last, BATCH]).await?;
            for row in &rows {
                (at, last) = (row.get(2)?, row.get(0)?);
                if named::<Occasion>(row.get(1)?)?.moment() != moment {
                    continue;
                }
                let (sealed, person, wrapped): (Vec<u8>, PersonId, Vec<u8>) = (row.get(3)?, row.get(4)?, row.get(5)?);
                let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
                themes.add(person.known(), Timestamp(at), &key.open_text(&place(ctx.firm, &last), &sealed)?);
            }
            if (rows.len() as i64) < BATCH {
                return Ok(themes.told(since, THEMES));
            }
        }
    }
}
