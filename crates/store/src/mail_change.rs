//! Another mail address of a person: it counts once a link that was sent to it is opened, so that nobody takes an address
//! that is not theirs, or locks themselves out by a slip.

use crate::blind;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::guardian;
use crate::id::{FirmId, PersonId};
use crate::person::{PersonChange, correct};
use crate::seal::Place;
use crate::store::{Store, person_place};
use crate::token::Token;

fn place(firm: FirmId, id: &PersonId) -> Place<'_> {
    Place { firm, table: "mail_change", column: "sealed", id: id.bytes() }
}

async fn find(conn: &mut Conn, firm: FirmId, token: &Token) -> Result<Option<Row>, Error> {
    let find = "SELECT c.person, c.sealed, c.expires, k.wrapped FROM mail_change c JOIN person p ON p.id = c.person
                JOIN person_key k ON k.person = p.id
                WHERE c.token = $1 AND c.firm = $2 AND p.state = 'there'";
    conn.row(find, args![token.digest(), firm]).await
}

/// The person, and the address that they asked for.
fn opened(books: &Store, firm: FirmId, row: &Row) -> Result<(PersonId, String), Error> {
    let (person, sealed, wrapped): (PersonId, Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(3)?);
    let key = books.keys().root().unwrap_key(&person_place(firm, &person), &wrapped)?;
    Ok((person, key.open_text(&place(firm, &person), &sealed)?))
}

impl Store {
    /// A person, or their guardian, asks for another mail address. The token goes to that address, in place of one sent
    /// before; it is good for `ttl` microseconds. Whether somebody has the address already is not told here.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::PersonWrite`]; nobody there; [`crate::Invalid::Mail`].
    pub async fn mail_change_ask(&self, ctx: &Context, id: PersonId, mail: &str, ttl: i64) -> Result<Token, Error> {
        ctx.about(id, Right::PersonWrite)?;
        let mail = blind::mail(mail)?;
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            let (token, now) = (Token::random()?, books.now().0);
            let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there'";
            if tx.number(there, args![id, ctx.firm]).await? == 0 {
                return Err(Error::NotFound("person"));
            }
            let sealed = books.person_key(tx, ctx.firm, id).await?.seal_text(&place(ctx.firm, &id), &mail)?;
            tx.run("DELETE FROM mail_change WHERE person = $1 OR expires <= $2", args![id, now]).await?;
            let add = "INSERT INTO mail_change (person, firm, token, sealed, expires) VALUES ($1, $2, $3, $4, $5)";
            tx.run(add, args![id, ctx.firm, token.digest(), sealed, now.saturating_add(ttl)]).await?;
            if ctx.member().is_some() {
                crate::audit::add(&books, tx, &ctx, "mail_change_ask", "person", Some(id.bytes())).await?;
            }
            Ok(token)
        })
    }

    /// The address that a token would make count, without using it; nothing where it would do nothing.
    ///
    /// # Errors
    /// The database's.
    pub async fn mail_change_peek(&self, ctx: &Context, token: &Token) -> Result<Option<String>, Error> {
        let row = find(&mut self.read().await?, ctx.firm, token).await?;
        let Some(row) = row.filter(|row| row.get::<i64>(2).is_ok_and(|expires| expires > self.now().0)) else {
            return Ok(None);
        };
        opened(self, ctx.firm, &row).map(|(_, mail)| Some(mail))
    }

    /// The address counts from now on. Whoever has the token may say so, once.
    ///
    /// # Errors
    /// There is none, or it has ended; [`Conflict::Mail`] where somebody else has the address by now.
    pub async fn mail_change_use(&self, ctx: &Context, token: &Token) -> Result<PersonId, Error> {
        let token = token.clone();
        write!(self, ctx, |books, ctx, tx| {
            let row = find(tx, ctx.firm, &token).await?.ok_or(Error::NotFound("mail change"))?;
            if row.get::<i64>(2)? <= books.now().0 {
                return Err(Conflict::Expired.into());
            }
            let (person, mail) = opened(&books, ctx.firm, &row)?;
            tx.lock(person.bytes()).await?;
            if tx.run("DELETE FROM mail_change WHERE token = $1", args![token.digest()]).await? == 0 {
                return Err(Error::NotFound("mail change"));
            }
            let change = PersonChange { mail: Some(Some(mail)), ..PersonChange::default() };
            correct(&books, tx, ctx.firm, person, change).await?;
            Ok(person)
        })
    }
}
