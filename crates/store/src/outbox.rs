//! Mail on its way: sealed until it is sent, and gone with the person it is for.

use serde::{Deserialize, Serialize};

use crate::audit;
use crate::blind;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::{FirmId, MailId, MemberId, PersonId};
use crate::job::{ATTEMPTS, JobState, backoff};
use crate::page::{Listed, Page};
use crate::seal::{Key, Place};
use crate::store::{Store, firm_place, person_place};

/// Whom a mail is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTo {
    /// A person, at the address they have when it is sent.
    Person(PersonId),
    /// A person, at another address, which they say is theirs.
    Address(PersonId, String),
    /// A member, at their address.
    Member(MemberId),
}

/// A mail to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailNew {
    /// Whom it is for.
    pub to: MailTo,
    /// One line.
    pub subject: String,
    /// The text, plain.
    pub text: String,
    /// Whom it is about besides its reader: it goes with them too.
    pub about: Option<PersonId>,
    /// The address that ends letters of its kind in one click (RFC 8058), where they can be ended.
    pub unsubscribe: Option<String>,
}

/// A mail, opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Its id; also a good start for a Message-ID.
    pub id: MailId,
    /// Of which firm.
    pub firm: FirmId,
    /// Whom it is for.
    pub to: MailTo,
    /// The address; nothing for somebody who has none any more.
    pub address: Option<String>,
    /// One line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The address that ends letters of its kind in one click (RFC 8058), where they can be ended.
    pub unsubscribe: Option<String>,
    /// Where it is.
    pub state: JobState,
    /// How often sending was begun.
    pub attempts: u32,
    /// Why it failed the last time.
    pub error: Option<String>,
    /// When it was written, in microseconds since 1970.
    pub made: i64,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    subject: String,
    text: String,
    /// Another address than the one that is kept of its reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unsubscribe: Option<String>,
}

fn place(firm: FirmId, id: &MailId) -> Place<'_> {
    Place { firm, table: "mail", column: "sealed", id: id.bytes() }
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT o.id, o.firm, o.person, o.member, o.sealed, o.state, o.attempts, o.error, o.made,
             f.wrapped, k.wrapped, p.mail, m.mail FROM mail o JOIN firm f ON f.id = o.firm
             LEFT JOIN person p ON p.id = o.person LEFT JOIN person_key k ON k.person = p.id
             LEFT JOIN member m ON m.id = o.member ",
            $where
        )
    };
}

/// Opens a mail that [`select`] found; nothing for one whose reader is gone.
fn mail(books: &Store, row: &Row) -> Result<Option<Mail>, Error> {
    let (id, firm): (MailId, FirmId) = (row.get(0)?, row.get(1)?);
    let root = books.keys().root();
    let (person, member): (Option<PersonId>, Option<MemberId>) = (row.get(2)?, row.get(3)?);
    let (to, key, address) = match (person, member) {
        (Some(person), _) => {
            let Some(wrapped) = row.get::<Option<Vec<u8>>>(10)? else { return Ok(None) };
            let key = root.unwrap_key(&person_place(firm, &person), &wrapped)?;
            let sealed: Option<Vec<u8>> = row.get(11)?;
            let address =
                sealed.map(|s| key.open_text(&crate::person::place(firm, &person, "mail"), &s)).transpose()?;
            (MailTo::Person(person), key, address)
        }
        (None, Some(member)) => {
            let key = root.unwrap_key(&firm_place(firm), &row.get::<Vec<u8>>(9)?)?;
            let sealed: Option<Vec<u8>> = row.get(12)?;
            let address =
                sealed.map(|s| key.open_text(&crate::member::place(firm, &member, "mail"), &s)).transpose()?;
            (MailTo::Member(member), key, address)
        }
        (None, None) => return Ok(None),
    };
    let Some(sealed) = row.get::<Option<Vec<u8>>>(4)? else { return Ok(None) };
    let Sealed { subject, text, to: other, unsubscribe } =
        serde_json::from_slice(&key.open(&place(firm, &id), &sealed)?)?;
    let (to, address) = match (to, other) {
        (MailTo::Person(person), Some(other)) => (MailTo::Address(person, other.clone()), Some(other)),
        (to, _) => (to, address),
    };
    let state: String = row.get(5)?;
    Ok(Some(Mail {
        id,
        firm,
        to,
        address,
        subject,
        text,
        unsubscribe,
        state: JobState::from_name(&state)?,
        attempts: row.get(6)?,
        error: row.get(7)?,
        made: row.get(8)?,
    }))
}

async fn key_for(books: &Store, tx: &mut Conn, firm: FirmId, to: &MailTo) -> Result<Key, Error> {
    match to {
        MailTo::Person(person) | MailTo::Address(person, _) => books.person_key(tx, firm, *person).await,
        MailTo::Member(member) => {
            let there = "SELECT COUNT(*) FROM member WHERE firm = $1 AND id = $2";
            if tx.number(there, args![firm, *member]).await? == 0 {
                return Err(Error::NotFound("member"));
            }
            books.firm_key(tx, firm).await
        }
    }
}

/// Writes a mail down to be sent.
pub(crate) async fn insert(books: &Store, tx: &mut Conn, firm: FirmId, new: MailNew) -> Result<MailId, Error> {
    let subject = blind::text(&new.subject, 500)?;
    if new.text.trim().is_empty() || new.text.chars().count() > 100_000 {
        return Err(crate::error::Invalid::Text.into());
    }
    let id = MailId::new();
    let key = key_for(books, tx, firm, &new.to).await?;
    if let Some(about) = new.about {
        // Whoever was erased meanwhile is named in no letter any more.
        books.person_key(tx, firm, about).await?;
    }
    let (person, member, to) = match new.to {
        MailTo::Person(person) => (Some(person), None, None),
        MailTo::Address(person, address) => (Some(person), None, Some(blind::mail(&address)?)),
        MailTo::Member(member) => (None, Some(member), None),
    };
    let sealed = serde_json::to_vec(&Sealed { subject, text: new.text, to, unsubscribe: new.unsubscribe })?;
    let sealed = key.seal(&place(firm, &id), &sealed)?;
    tx.run(
        "INSERT INTO mail (id, firm, person, member, about, sealed, state, run_at, attempts, made)
         VALUES ($1, $2, $3, $4, $5, $6, 'waits', $7, 0, $7)",
        args![id, firm, person, member, new.about, sealed, books.now().0],
    )
    .await?;
    Ok(id)
}

impl Store {
    /// Writes a mail down to be sent.
    ///
    /// # Errors
    /// Anybody but the house asking; nobody there; an empty subject or text, or one of more than 100,000 characters.
    pub async fn outbox_add(&self, ctx: &Context, new: MailNew) -> Result<MailId, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| { insert(&books, tx, ctx.firm, new).await })
    }

    /// Takes mails that are due, up to `most`, of any firm, for `lease` microseconds; then others may take them again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn outbox_claim(&self, ctx: &Context, most: u16, lease: i64) -> Result<Vec<Mail>, Error> {
        ctx.house()?;
        let due = "SELECT COUNT(*) FROM mail WHERE run_at <= $1 AND state IN ('waits', 'runs')";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(Vec::new());
        }
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let dead = "UPDATE mail SET state = 'dead', ended = $1, error = COALESCE(error, 'never finished')
                        WHERE state = 'runs' AND run_at <= $1 AND attempts >= $2";
            tx.run(dead, args![now, ATTEMPTS]).await?;
            // While a mail runs, the moment of its lease's end stands where the others have that of their next attempt.
            let sqlite = "UPDATE mail SET state = 'runs', run_at = $2, attempts = attempts + 1 WHERE id IN (
                            SELECT id FROM mail WHERE run_at <= $1 AND state IN ('waits', 'runs')
                            ORDER BY run_at, id LIMIT $3) RETURNING id";
            let postgres = "UPDATE mail SET state = 'runs', run_at = $2, attempts = attempts + 1 WHERE id IN (
                              SELECT id FROM mail WHERE run_at <= $1 AND state IN ('waits', 'runs')
                              ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id";
            let claim = if tx.is_sqlite() { sqlite } else { postgres };
            let mut mails = Vec::new();
            for row in tx.rows(claim, args![now, now.saturating_add(lease), i64::from(most)]).await? {
                let id: MailId = row.get(0)?;
                let opened = match tx.row(select!("WHERE o.id = $1"), args![id]).await? {
                    Some(row) => mail(&books, &row)?,
                    None => None,
                };
                match opened {
                    Some(mail) => mails.push(mail),
                    None => {
                        let dead = "UPDATE mail SET state = 'dead', ended = $2 WHERE id = $1";
                        tx.run(dead, args![id, now]).await?;
                    }
                }
            }
            Ok(mails)
        })
    }

    /// The mail was handed over: its text is forgotten.
    ///
    /// # Errors
    /// Anybody but the house asking; it was not on its way.
    pub async fn outbox_sent(&self, ctx: &Context, id: MailId) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let sent = "UPDATE mail SET state = 'done', sealed = NULL, error = NULL, ended = $2
                        WHERE id = $1 AND state = 'runs'";
            if tx.run(sent, args![id, books.now().0]).await? == 0 { Err(Error::NotFound("mail")) } else { Ok(()) }
        })
    }

    /// The mail could not be handed over; it is tried again later, until it has been tried [`ATTEMPTS`] times. `why` holds
    /// no address.
    ///
    /// # Errors
    /// Anybody but the house asking; it was not on its way.
    pub async fn outbox_failed(&self, ctx: &Context, id: MailId, why: &str) -> Result<JobState, Error> {
        ctx.house()?;
        let why: String = why.chars().take(500).collect();
        write!(self, ctx, |books, ctx, tx| {
            let find = "SELECT attempts FROM mail WHERE id = $1 AND state = 'runs'";
            let attempts: u32 = tx.row(find, args![id]).await?.ok_or(Error::NotFound("mail"))?.get(0)?;
            let now = books.now().0;
            let (state, name, ended) = match attempts {
                ATTEMPTS.. => (JobState::Dead, "dead", Some(now)),
                _ => (JobState::Waits, "waits", None),
            };
            let fail = "UPDATE mail SET state = $2, run_at = $3, error = $4, ended = $5 WHERE id = $1";
            tx.run(fail, args![id, name, now.saturating_add(backoff(attempts)), why, ended]).await?;
            Ok(state)
        })
    }

    /// Tries a mail again that could not be sent, from the beginning.
    ///
    /// # Errors
    /// Without [`Right::Invite`]; it waits or was sent, or there is none.
    pub async fn outbox_again(&self, ctx: &Context, id: MailId) -> Result<(), Error> {
        ctx.may(Right::Invite)?;
        write!(self, ctx, |books, ctx, tx| {
            let again = "UPDATE mail SET state = 'waits', run_at = $3, attempts = 0, error = NULL, ended = NULL
                         WHERE id = $1 AND firm = $2 AND state = 'dead' AND sealed IS NOT NULL";
            if tx.run(again, args![id, ctx.firm, books.now().0]).await? == 0 {
                return Err(Error::NotFound("mail"));
            }
            audit::add(&books, tx, &ctx, "outbox_again", "mail", Some(id.bytes())).await
        })
    }

    /// Mails that wait or could not be sent, the newest first, opened: without a mail server this is where they are read.
    ///
    /// # Errors
    /// Without [`Right::OutboxRead`].
    pub async fn outbox_list(&self, ctx: &Context, page: &Page) -> Result<Listed<Mail>, Error> {
        ctx.may(Right::OutboxRead)?;
        if ctx.member().is_some() {
            write!(self, ctx, |books, ctx, tx| { audit::add(&books, tx, &ctx, "outbox_list", "mail", None).await })?;
        }
        let below = page.below(|id: MailId| *id.bytes())?;
        let mut conn = self.read().await?;
        let some = select!("WHERE o.firm = $1 AND o.id < $2 AND o.sealed IS NOT NULL ORDER BY o.id DESC LIMIT $3");
        let rows = conn.rows(some, args![ctx.firm, below, page.limit()]).await?;
        let count = "SELECT COUNT(*) FROM mail WHERE firm = $1 AND sealed IS NOT NULL";
        let total = conn.number(count, args![ctx.firm]).await?;
        let mut mails = Vec::with_capacity(rows.len());
        for row in &rows {
            mails.extend(mail(self, row)?);
        }
        Ok(Listed::cut(mails, page, total, |mail: &Mail| mail.id.to_string()))
    }
}
