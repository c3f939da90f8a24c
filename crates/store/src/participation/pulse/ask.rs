//! Asking: what happened to a person is read from the books, and the rules say whether they are asked about it now.

use comity_exchange::time::Timestamp;
use comity_participation::occasion::{AGREED_AFTER, FRESH, Happening, Occasion, next};
use serde_json::Value as Json;

use super::{OwnPulse, PulseState, before, rule};
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ExchangeId, PersonId, PulseId};
use crate::store::Store;

/// For so long after they declined or left people are asked about it, in microseconds: the act is what they come from.
const JUST: i64 = 3_600_000_000;

/// What happened to a person lately in exchanges of the firm and matters: what they agreed to and hold, what came back, and what
/// became of what they take part in.
async fn happened(conn: &mut Conn, ctx: &Context, person: PersonId, now: Timestamp) -> Result<Vec<Happening>, Error> {
    let since = now.0 - i64::from(FRESH + AGREED_AFTER) * 86_400_000_000;
    // A person's acts are a chain from the last one back, each earlier than the one before.
    let acts = "WITH RECURSIVE chain (exchange, state, kind, at, before) AS (
                  SELECT s.exchange, s.state, a.kind, a.at, a.before FROM standing s JOIN exchange e ON e.id = s.exchange
                    JOIN act a ON a.leaf = s.last_act WHERE s.person = $1 AND e.firm = $2 AND a.at > $3
                  UNION ALL
                  SELECT c.exchange, c.state, a.kind, a.at, a.before FROM chain c JOIN act a ON a.leaf = c.before
                    WHERE a.at > $3)
                SELECT exchange, state, kind, MAX(at) FROM chain WHERE kind = 'agreed' OR kind = 'benefit_delivered'
                GROUP BY exchange, state, kind";
    let mut all = Vec::new();
    for row in conn.rows(acts, args![person, ctx.firm, since]).await? {
        let (exchange, state, kind): (ExchangeId, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let occasion = if kind == "agreed" { Occasion::Agreed } else { Occasion::CameBack };
        // Whoever holds nothing any more was asked on leaving, or is not to be.
        if state == "agreed" {
            all.push(Happening { exchange: exchange.known(), occasion, at: Timestamp(row.get(3)?) });
        }
    }
    let news = "SELECT a.exchange, w.what, w.at FROM news w JOIN contribution c ON c.id = w.contribution
                JOIN activity a ON a.id = c.activity JOIN exchange e ON e.id = a.exchange
                WHERE w.person = $1 AND e.firm = $2 AND w.at > $3";
    for row in conn.rows(news, args![person, ctx.firm, since]).await? {
        let (exchange, what): (ExchangeId, String) = (row.get(0)?, row.get(1)?);
        let what: Json = serde_json::from_str(&what)?;
        if matches!(what["what"].as_str(), Some("outcome" | "activity_outcome")) {
            let at = Timestamp(row.get(2)?);
            all.push(Happening { exchange: exchange.known(), occasion: Occasion::Outcome, at });
        }
    }
    Ok(all)
}

/// What the person did last in an exchange, where that was to decline or to leave just now.
async fn just_did(
    conn: &mut Conn,
    ctx: &Context,
    (exchange, person): (ExchangeId, PersonId),
    now: Timestamp,
) -> Result<Vec<Happening>, Error> {
    let last =
        "SELECT a.kind, a.at FROM standing s JOIN exchange e ON e.id = s.exchange JOIN act a ON a.leaf = s.last_act
                WHERE s.exchange = $1 AND s.person = $2 AND e.firm = $3";
    let invited = "SELECT COUNT(*) FROM standing s JOIN exchange e ON e.id = s.exchange
                   WHERE s.exchange = $1 AND s.person = $2 AND e.firm = $3";
    let Some(row) = conn.row(last, args![exchange, person, ctx.firm]).await? else {
        // Who was invited and has done nothing yet has not left either.
        let is_invited = conn.number(invited, args![exchange, person, ctx.firm]).await? > 0;
        return if is_invited { Ok(Vec::new()) } else { Err(Error::NotFound("exchange")) };
    };
    let (kind, at): (String, i64) = (row.get(0)?, row.get(1)?);
    let occasion = match kind.as_str() {
        "declined" => Occasion::Declined,
        "left" => Occasion::Left,
        _ => return Ok(Vec::new()),
    };
    let just = now.0.saturating_sub(at) <= JUST;
    Ok(if just { vec![Happening { exchange: exchange.known(), occasion, at: Timestamp(at) }] } else { Vec::new() })
}

impl Store {
    /// Asks the person how it was, where something happened to them that is worth asking about and they were not asked too lately;
    /// gives what they were asked and can answer, if anything. It is written down that they are asked, so call it where it is shown.
    ///
    /// # Errors
    /// Anybody but the person themselves asking: nobody else knows how it was for them.
    pub async fn pulse_ask(&self, ctx: &Context) -> Result<Option<OwnPulse>, Error> {
        self.asked(ctx, None).await
    }

    /// Asks the person how it was, where the last that they did in an exchange was to decline or to leave just now.
    ///
    /// # Errors
    /// As [`Self::pulse_ask`]; not invited.
    pub async fn pulse_ask_leaving(&self, ctx: &Context, exchange: ExchangeId) -> Result<Option<OwnPulse>, Error> {
        self.asked(ctx, Some(exchange)).await
    }

    async fn asked(&self, ctx: &Context, left: Option<ExchangeId>) -> Result<Option<OwnPulse>, Error> {
        let Actor::Person { id: person } = ctx.actor else { return Err(Error::Denied(Right::PersonsAct)) };
        let mut conn = self.read().await?;
        let (open, asks) = self.may_ask(&mut conn, ctx, person, left).await?;
        drop(conn);
        if open.is_some() || asks.is_none() {
            return Ok(open);
        }
        write!(self, ctx, |books, ctx, tx| {
            // Two pages that are opened at once ask once.
            tx.lock(person.bytes()).await?;
            let (open, asks) = books.may_ask(tx, &ctx, person, left).await?;
            let Some(asks) = asks.filter(|_| open.is_none()) else { return Ok(open) };
            let insert = "INSERT INTO pulse (id, firm, exchange, person, occasion, at, state)
                          VALUES ($1, $2, $3, $4, $5, $6, 'asked')";
            let (id, exchange, at) = (PulseId::new(), ExchangeId::of(asks.exchange), books.now());
            let values = args![id, ctx.firm, exchange, person, asks.occasion.name(), at.0];
            tx.run(insert, values).await?;
            let mut own = books.pulses_of(tx, ctx.firm, person).await?;
            Ok(own.iter().position(|own| own.id == id).map(|place| own.swap_remove(place)))
        })
    }

    /// What the person was asked and can still answer, and what they are to be asked about. What was asked on leaving is shown
    /// where they left, and not over again elsewhere.
    async fn may_ask(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        person: PersonId,
        left: Option<ExchangeId>,
    ) -> Result<(Option<OwnPulse>, Option<Happening>), Error> {
        let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there'";
        if conn.number(there, args![person, ctx.firm]).await? == 0 {
            return Err(Error::NotFound("person"));
        }
        let now = self.now();
        let happened = match left {
            Some(exchange) => just_did(conn, ctx, (exchange, person), now).await?,
            None => Vec::new(),
        };
        let lately = "SELECT COUNT(*) FROM pulse WHERE person = $1 AND state = 'asked' AND at > $2";
        let since = now.0 - i64::from(comity_participation::pulse::ANSWERED_WITHIN) * 86_400_000_000;
        if conn.number(lately, args![person, since]).await? > 0 {
            let own = self.pulses_of(conn, ctx.firm, person).await?;
            let here = |own: &OwnPulse| match left {
                Some(exchange) => own.exchange == exchange && happened.iter().any(|one| one.occasion == own.occasion),
                None => own.occasion.moment() == comity_participation::pulse::Moment::Matters,
            };
            let open = own.into_iter().find(|own| own.state == PulseState::Asked && own.is_open(now.0) && here(own));
            if open.is_some() {
                return Ok((open, None));
            }
        }
        let rule = rule::read(conn, ctx.firm).await?;
        let before = before(conn, person).await?;
        let is_cooling = before.last().is_some_and(|last| now < last.at.plus_days(rule.days));
        let happened =
            if left.is_some() || is_cooling { happened } else { self::happened(conn, ctx, person, now).await? };
        Ok((None, next(&happened, &before, &rule, now)))
    }
}
