//! Who has parental responsibility for whom.

use crate::audit;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{FirmId, PersonId};
use crate::store::Store;

/// Whether a guardian who acts really is one: what a session says was true when it was opened.
pub(crate) async fn check(conn: &mut Conn, firm: FirmId, actor: Actor) -> Result<(), Error> {
    let Actor::Guardian { id, ward } = actor else { return Ok(()) };
    let there = "SELECT COUNT(*) FROM guardian WHERE firm = $1 AND ward = $2 AND guardian = $3";
    if conn.number(there, args![firm, ward, id]).await? > 0 { Ok(()) } else { Err(Error::Denied(Right::PersonsAct)) }
}

impl Store {
    /// Says that somebody of age has parental responsibility for a person.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`]; nobody there; [`Invalid::Guardian`] for a minor or the same person.
    pub async fn guardian_add(&self, ctx: &Context, ward: PersonId, guardian: PersonId) -> Result<(), Error> {
        ctx.may(Right::PersonWrite)?;
        if ward == guardian {
            return Err(Invalid::Guardian.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            for (who, may_be_minor) in [(ward, true), (guardian, false)] {
                let find = "SELECT minor FROM person WHERE firm = $1 AND id = $2 AND state = 'there'";
                let row = tx.row(find, args![ctx.firm, who]).await?.ok_or(Error::NotFound("person"))?;
                if row.get::<bool>(0)? && !may_be_minor {
                    return Err(Invalid::Guardian.into());
                }
            }
            let add =
                "INSERT INTO guardian (ward, guardian, firm, made) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
            tx.run(add, args![ward, guardian, ctx.firm, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "guardian_add", "person", Some(ward.bytes())).await
        })
    }

    /// Takes that back; sessions in which the guardian acts for the person end.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`], or it was never so.
    pub async fn guardian_remove(&self, ctx: &Context, ward: PersonId, guardian: PersonId) -> Result<(), Error> {
        ctx.may(Right::PersonWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let end = "DELETE FROM guardian WHERE firm = $1 AND ward = $2 AND guardian = $3";
            if tx.run(end, args![ctx.firm, ward, guardian]).await? == 0 {
                return Err(Error::NotFound("guardian"));
            }
            let sessions = "DELETE FROM session WHERE firm = $1 AND ward = $2 AND who = $3";
            tx.run(sessions, args![ctx.firm, ward, guardian]).await?;
            tx.run("DELETE FROM link WHERE firm = $1 AND ward = $2 AND who = $3", args![ctx.firm, ward, guardian])
                .await?;
            audit::add(&books, tx, &ctx, "guardian_remove", "person", Some(ward.bytes())).await
        })
    }

    /// Who has parental responsibility for a person.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::PersonRead`].
    pub async fn guardian_list(&self, ctx: &Context, ward: PersonId) -> Result<Vec<PersonId>, Error> {
        ctx.about(ward, Right::PersonRead)?;
        let mut conn = self.read().await?;
        check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = "SELECT guardian FROM guardian WHERE firm = $1 AND ward = $2 ORDER BY guardian";
        conn.rows(find, args![ctx.firm, ward]).await?.iter().map(|row| row.get(0)).collect()
    }

    /// For whom a person has parental responsibility.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::PersonRead`].
    pub async fn ward_list(&self, ctx: &Context, guardian: PersonId) -> Result<Vec<PersonId>, Error> {
        ctx.about(guardian, Right::PersonRead)?;
        let mut conn = self.read().await?;
        check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = "SELECT ward FROM guardian WHERE firm = $1 AND guardian = $2 ORDER BY ward";
        conn.rows(find, args![ctx.firm, guardian]).await?.iter().map(|row| row.get(0)).collect()
    }
}
