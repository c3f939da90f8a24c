//! Inviting persons to an exchange: from then on the version in force is on offer to them.

use comity_exchange::publish::Life;
use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange::life;
use crate::id::{ExchangeId, PersonId};
use crate::link::{self, LinkFor};
use crate::page::{Listed, Page};
use crate::person::{Person, person, person_columns};
use crate::session::Who;
use crate::standing::{begin, lock};
use crate::store::Store;
use crate::token::Token;

/// For how long the link of an invitation is good unless another time is given: 30 days, in microseconds.
pub const INVITATION_TTL: i64 = 30 * 86_400_000_000;

/// Somebody who was invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// Who.
    pub person: Person,
    /// Where they stand: `offered`, `countered`, `agreed`, `declined`, `withdrawn` or `left`.
    pub state: String,
    /// The version agreed to; 0 for none.
    pub version: u32,
    /// When they were invited first, in microseconds since 1970.
    pub made: i64,
    /// How many links were made for it.
    pub sent: u32,
}

impl Store {
    /// Invites a person to an open exchange; gives the link. Inviting somebody again gives another link and changes nothing
    /// else. A minor's link is for the minor; their guardian's is made with [`Store::link_make`].
    ///
    /// # Errors
    /// Without [`Right::Invite`]; nobody there; [`Conflict::NotOpen`].
    pub async fn invitation_add(&self, ctx: &Context, exchange: ExchangeId, person: PersonId) -> Result<Token, Error> {
        self.invitation_add_for(ctx, exchange, person, INVITATION_TTL).await
    }

    /// As [`Store::invitation_add`], with a link that is good for `ttl` microseconds.
    ///
    /// # Errors
    /// As there.
    pub async fn invitation_add_for(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        person: PersonId,
        ttl: i64,
    ) -> Result<Token, Error> {
        ctx.may(Right::Invite)?;
        write!(self, ctx, |books, ctx, tx| {
            lock(tx, exchange, person).await?;
            let find = "SELECT life, current FROM exchange WHERE id = $1 AND firm = $2";
            let row = tx.row(find, args![exchange, ctx.firm]).await?.ok_or(Error::NotFound("exchange"))?;
            let name: String = row.get(0)?;
            if life(&name)? != Life::Open {
                return Err(Conflict::NotOpen.into());
            }
            let who = Who::Person(person);
            who.check(tx, ctx.firm).await?;
            let add = "INSERT INTO invitation (exchange, person, made, sent) VALUES ($1, $2, $3, 1)
                       ON CONFLICT (exchange, person) DO UPDATE SET sent = invitation.sent + 1 RETURNING sent";
            let sent = tx.number(add, args![exchange, person, books.now().0]).await?;
            if sent == 1 {
                begin(&books, tx, ctx.firm, exchange, person, row.get(1)?).await?;
            }
            let link = LinkFor { who, exchange: Some(exchange) };
            let token = link::insert(&books, tx, ctx.firm, &link, ttl).await?;
            audit::add(&books, tx, &ctx, "invitation_add", "person", Some(person.bytes())).await?;
            Ok(token)
        })
    }

    /// Who was invited to an exchange, the newest persons first.
    ///
    /// # Errors
    /// Without [`Right::PersonRead`].
    pub async fn invitation_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        page: &Page,
    ) -> Result<Listed<Invitation>, Error> {
        ctx.may(Right::PersonRead)?;
        self.read_recorded(ctx, "invitation_list", None).await?;
        let below = page.below(|id: PersonId| *id.bytes())?;
        let mut conn = self.read().await?;
        let some = concat!(
            "SELECT ",
            person_columns!(),
            ", s.state, s.version, i.made, i.sent FROM invitation i JOIN person p ON p.id = i.person
             JOIN person_key k ON k.person = p.id JOIN standing s ON s.exchange = i.exchange AND s.person = i.person
             WHERE i.exchange = $1 AND p.firm = $2 AND i.person < $3 ORDER BY i.person DESC LIMIT $4"
        );
        let rows = conn.rows(some, args![exchange, ctx.firm, below, page.limit()]).await?;
        let count = "SELECT COUNT(*) FROM invitation i JOIN exchange e ON e.id = i.exchange
                     WHERE i.exchange = $1 AND e.firm = $2";
        let total = conn.number(count, args![exchange, ctx.firm]).await?;
        let line = |row: &Row| {
            Ok(Invitation {
                person: person(self, ctx.firm, row)?,
                state: row.get(10)?,
                version: row.get(11)?,
                made: row.get(12)?,
                sent: row.get(13)?,
            })
        };
        let rows = rows.iter().map(line).collect::<Result<_, Error>>()?;
        Ok(Listed::cut(rows, page, total, |one: &Invitation| one.person.id.to_string()))
    }
}
