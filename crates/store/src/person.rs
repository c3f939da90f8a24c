//! Persons: the firm's customers. Everything about them is sealed under a key of their own.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::audit;
use crate::blind;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::guardian;
use crate::id::{FirmId, PersonId};
use crate::information;
use crate::page::{Listed, Page};
use crate::seal::{Key, Place, random};
use crate::store::{Store, person_place};

/// Somebody who is to be a person of the books.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonNew {
    /// Mail address.
    pub mail: Option<String>,
    /// The firm's own id of them.
    pub external_id: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// The language in which they are written to: `it`.
    pub language: String,
    /// Year of birth, where it is known.
    pub born_year: Option<u16>,
    /// Below the age of consent: a guardian answers for consent.
    pub minor: bool,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Mail address.
    pub mail: Option<String>,
    /// The firm's own id of them.
    pub external_id: Option<String>,
    /// What they are called.
    pub name: Option<String>,
    /// The language in which they are written to.
    pub language: String,
    /// Year of birth.
    pub born_year: Option<u16>,
    /// Below the age of consent.
    pub minor: bool,
    /// On the way out: an erasure was asked for.
    pub being_erased: bool,
    /// When they came, in microseconds since 1970.
    pub made: i64,
}

/// What is corrected. What is not named stays; `Some(None)` takes a value away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonChange {
    /// Mail address.
    pub mail: Option<Option<String>>,
    /// The firm's own id of them; only the firm corrects it.
    pub external_id: Option<Option<String>>,
    /// What they are called.
    pub name: Option<Option<String>>,
    /// Language.
    pub language: Option<String>,
    /// Year of birth.
    pub born_year: Option<Option<u16>>,
    /// Below the age of consent; only the firm says so.
    pub minor: Option<bool>,
}

pub(crate) fn place<'p>(firm: FirmId, id: &'p PersonId, column: &'static str) -> Place<'p> {
    Place { firm, table: "person", column, id: id.bytes() }
}

/// The columns that [`person`] reads, of [`person_tables`].
macro_rules! person_columns {
    () => {
        "p.id, k.wrapped, p.mail, p.external, p.name, p.language, p.born_year, p.minor, p.state, p.made"
    };
}
pub(crate) use person_columns;

/// Where those columns are.
macro_rules! person_tables {
    () => {
        "person p JOIN person_key k ON k.person = p.id"
    };
}

macro_rules! select {
    ($where:literal) => {
        concat!("SELECT ", person_columns!(), " FROM ", person_tables!(), " ", $where)
    };
}

/// Reads a person from a row that begins with [`person_columns`].
pub(crate) fn person(books: &Store, firm: FirmId, row: &Row) -> Result<Person, Error> {
    let id: PersonId = row.get(0)?;
    let wrapped: Vec<u8> = row.get(1)?;
    let key = books.keys().root().unwrap_key(&person_place(firm, &id), &wrapped)?;
    let text = |column: usize, name: &'static str| -> Result<Option<String>, Error> {
        let sealed: Option<Vec<u8>> = row.get(column)?;
        sealed.map(|sealed| key.open_text(&place(firm, &id, name), &sealed)).transpose()
    };
    let state: String = row.get(8)?;
    Ok(Person {
        id,
        mail: text(2, "mail")?,
        external_id: text(3, "external")?,
        name: text(4, "name")?,
        language: row.get(5)?,
        born_year: text(6, "born_year")?.and_then(|year| year.parse().ok()),
        minor: row.get(7)?,
        being_erased: state != "there",
        made: row.get(9)?,
    })
}

/// What was given about a person, in the form in which it is compared and kept.
struct Given {
    mail: Option<String>,
    external: Option<String>,
    name: Option<String>,
    language: String,
    born_year: Option<u16>,
}

fn language(tag: &str) -> Result<String, Error> {
    comity_exchange::text::Language::new(tag).map(|l| l.to_string()).map_err(|_| Invalid::Text.into())
}

fn year(year: u16) -> Result<u16, Error> {
    if (1900..=2200).contains(&year) { Ok(year) } else { Err(Invalid::Number.into()) }
}

fn some<T>(value: Option<&str>, check: impl Fn(&str) -> Result<T, Error>) -> Result<Option<T>, Error> {
    value.filter(|text| !text.trim().is_empty()).map(check).transpose()
}

fn given(new: &PersonNew) -> Result<Given, Error> {
    let given = Given {
        mail: some(new.mail.as_deref(), blind::mail)?,
        external: some(new.external_id.as_deref(), blind::external)?,
        name: some(new.name.as_deref(), |name| blind::text(name, 120))?,
        language: language(&new.language)?,
        born_year: new.born_year.map(year).transpose()?,
    };
    if given.mail.is_none() && given.external.is_none() {
        return Err(Invalid::Unrecognisable.into());
    }
    Ok(given)
}

/// Adds a person; says which of the ways to recognise them is taken. `evidence` is what an import brings along.
pub(crate) async fn insert(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    new: &PersonNew,
    evidence: Option<&str>,
) -> Result<PersonId, Error> {
    let given = given(new)?;
    let (id, key, now) = (PersonId::new(), Key::random()?, books.now().0);
    let seal = |text: Option<&str>, column: &'static str| {
        text.map(|text| key.seal_text(&place(firm, &id, column), text)).transpose()
    };
    let mail_blind = given.mail.as_deref().map(|mail| blind::of_mail(books.blind(), firm, mail));
    let external_blind = given.external.as_deref().map(|id| blind::of_external(books.blind(), firm, id));
    let born_year = given.born_year.map(|year| year.to_string());
    let pseudonym: [u8; 16] = random()?;
    let done = tx
        .run(
            "INSERT INTO person (id, firm, pseudonym, state, minor, language, mail, mail_blind, external,
                                 external_blind, name, born_year, evidence, made, updated)
             VALUES ($1, $2, $3, 'there', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT DO NOTHING",
            args![
                id,
                firm,
                pseudonym,
                new.minor,
                given.language,
                seal(given.mail.as_deref(), "mail")?,
                mail_blind,
                seal(given.external.as_deref(), "external")?,
                external_blind,
                seal(given.name.as_deref(), "name")?,
                seal(born_year.as_deref(), "born_year")?,
                seal(evidence, "evidence")?,
                now
            ],
        )
        .await?;
    if done == 0 {
        return Err(taken(tx, firm, mail_blind, PersonId::NONE).await?.into());
    }
    let wrapped = books.keys().root().wrap(&person_place(firm, &id), &key)?;
    tx.run("INSERT INTO person_key (person, wrapped) VALUES ($1, $2)", args![id, wrapped]).await?;
    Ok(id)
}

/// Which of the ways to recognise somebody is taken.
async fn taken(tx: &mut Conn, firm: FirmId, mail: Option<blind::Blind>, but: PersonId) -> Result<Conflict, Error> {
    let count = "SELECT COUNT(*) FROM person WHERE firm = $1 AND mail_blind = $2 AND id <> $3";
    let by_mail = tx.number(count, args![firm, mail, but]).await? > 0;
    Ok(if by_mail { Conflict::Mail } else { Conflict::ExternalId })
}

impl Store {
    /// Adds a person.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`]; values that cannot be; a mail address or external id that is taken.
    pub async fn person_add(&self, ctx: &Context, new: PersonNew) -> Result<PersonId, Error> {
        ctx.may(Right::PersonWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let id = insert(&books, tx, ctx.firm, &new, None).await?;
            audit::add(&books, tx, &ctx, "person_add", "person", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// Persons, the newest first. That a member read the list is written down.
    ///
    /// # Errors
    /// Without [`Right::PersonRead`].
    pub async fn person_list(&self, ctx: &Context, page: &Page) -> Result<Listed<Person>, Error> {
        ctx.may(Right::PersonRead)?;
        self.read_recorded(ctx, "person_list", None).await?;
        let below = page.below(|id: PersonId| *id.bytes())?;
        let mut conn = self.read().await?;
        let some = select!("WHERE firm = $1 AND id < $2 AND guest = 0 ORDER BY id DESC LIMIT $3");
        let rows = conn.rows(some, args![ctx.firm, below, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM person WHERE firm = $1 AND guest = 0", args![ctx.firm]).await?;
        let rows = rows.iter().map(|row| person(self, ctx.firm, row)).collect::<Result<_, _>>()?;
        Ok(Listed::cut(rows, page, total, |person: &Person| person.id.to_string()))
    }

    /// How many agreements in force each of these persons has, from the oldest id to the newest; who has none is left out. For a
    /// page of [`Self::person_list`]; that a member asked is written down once.
    ///
    /// # Errors
    /// Without [`Right::PersonRead`] and [`Right::StandingRead`].
    pub async fn person_agreements(
        &self,
        ctx: &Context,
        oldest: PersonId,
        newest: PersonId,
    ) -> Result<BTreeMap<PersonId, u64>, Error> {
        ctx.may(Right::PersonRead)?;
        ctx.may(Right::StandingRead)?;
        self.read_recorded(ctx, "person_agreements", None).await?;
        let count = "SELECT s.person, COUNT(*) FROM standing s JOIN person p ON p.id = s.person
                     WHERE p.firm = $1 AND s.person >= $2 AND s.person <= $3 AND s.state = 'agreed' GROUP BY s.person";
        let rows = self.read().await?.rows(count, args![ctx.firm, oldest, newest]).await?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// A person: themselves, their guardian, or a member, of whom it is written down.
    ///
    /// # Errors
    /// Not allowed, or nobody there.
    pub async fn person_get(&self, ctx: &Context, id: PersonId) -> Result<Person, Error> {
        ctx.about(id, Right::PersonRead)?;
        if matches!(ctx.actor, Actor::Guardian { .. }) {
            guardian::check(&mut self.read().await?, ctx.firm, ctx.actor).await?;
        }
        self.read_recorded(ctx, "person_get", Some(id)).await?;
        self.person_read(ctx.firm, id).await
    }

    /// A person, for parts of the books that have checked who asks.
    pub(crate) async fn person_read(&self, firm: FirmId, id: PersonId) -> Result<Person, Error> {
        let row = self.read().await?.row(select!("WHERE firm = $1 AND id = $2"), args![firm, id]).await?;
        person(self, firm, &row.ok_or(Error::NotFound("person"))?)
    }

    /// The person with this mail address: for the house (signing in) and for members.
    ///
    /// # Errors
    /// Not allowed; [`Invalid::Mail`].
    pub async fn person_by_mail(&self, ctx: &Context, mail: &str) -> Result<Option<Person>, Error> {
        ctx.may(Right::PersonRead)?;
        let blind = blind::of_mail(self.blind(), ctx.firm, &blind::mail(mail)?);
        let row =
            self.read().await?.row(select!("WHERE firm = $1 AND mail_blind = $2"), args![ctx.firm, blind]).await?;
        self.found(ctx, "person_by_mail", row).await
    }

    /// The person with this external id: for the house (handing over) and for members.
    ///
    /// # Errors
    /// Not allowed; [`Invalid::Text`].
    pub async fn person_by_external(&self, ctx: &Context, id: &str) -> Result<Option<Person>, Error> {
        ctx.may(Right::PersonRead)?;
        let blind = blind::of_external(self.blind(), ctx.firm, &blind::external(id)?);
        let find = select!("WHERE firm = $1 AND external_blind = $2");
        let row = self.read().await?.row(find, args![ctx.firm, blind]).await?;
        self.found(ctx, "person_by_external", row).await
    }

    async fn found(&self, ctx: &Context, act: &'static str, row: Option<Row>) -> Result<Option<Person>, Error> {
        let Some(row) = row else { return Ok(None) };
        let found = person(self, ctx.firm, &row)?;
        self.read_recorded(ctx, act, Some(found.id)).await?;
        Ok(Some(found))
    }

    /// Corrects what is kept about a person: themselves, their guardian, or a member. The firm's own id and whether they
    /// are of age are the firm's to correct.
    ///
    /// # Errors
    /// Not allowed, nobody there, values that cannot be or are taken.
    pub async fn person_correct(&self, ctx: &Context, id: PersonId, change: PersonChange) -> Result<(), Error> {
        ctx.about(id, Right::PersonWrite)?;
        if change.external_id.is_some() || change.minor.is_some() {
            ctx.may(Right::PersonWrite)?;
        }
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            tx.lock(id.bytes()).await?;
            correct(&books, tx, ctx.firm, id, change).await?;
            if matches!(ctx.actor, Actor::Person { .. } | Actor::Guardian { .. }) {
                return Ok(());
            }
            audit::add(&books, tx, &ctx, "person_correct", "person", Some(id.bytes())).await
        })
    }

    /// How many persons the firm has.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn person_count(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        let count = conn.number("SELECT COUNT(*) FROM person WHERE firm = $1 AND guest = 0", args![ctx.firm]).await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Writes down that a member read what is kept about persons.
    pub(crate) async fn read_recorded(
        &self,
        ctx: &Context,
        act: &'static str,
        id: Option<PersonId>,
    ) -> Result<(), Error> {
        if ctx.member().is_none() {
            return Ok(());
        }
        write!(self, ctx, |books, ctx, tx| {
            audit::add(&books, tx, &ctx, act, "person", id.as_ref().map(PersonId::bytes)).await
        })
    }
}

/// Corrects a person whose row is locked.
pub(crate) async fn correct(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    id: PersonId,
    change: PersonChange,
) -> Result<(), Error> {
    let row = tx.row(select!("WHERE firm = $1 AND id = $2"), args![firm, id]).await?;
    let now = person(books, firm, &row.ok_or(Error::NotFound("person"))?)?;
    if now.being_erased {
        return Err(Conflict::BeingErased.into());
    }
    let new = PersonNew {
        mail: change.mail.unwrap_or(now.mail),
        external_id: change.external_id.unwrap_or(now.external_id),
        name: change.name.unwrap_or(now.name),
        language: change.language.unwrap_or(now.language),
        born_year: change.born_year.unwrap_or(now.born_year),
        minor: change.minor.unwrap_or(now.minor),
    };
    update(books, tx, firm, id, &new).await
}

async fn update(books: &Store, tx: &mut Conn, firm: FirmId, id: PersonId, new: &PersonNew) -> Result<(), Error> {
    let given = given(new)?;
    let key = books.person_key(tx, firm, id).await?;
    let seal = |text: Option<&str>, column: &'static str| {
        text.map(|text| key.seal_text(&place(firm, &id, column), text)).transpose()
    };
    let mail_blind = given.mail.as_deref().map(|mail| blind::of_mail(books.blind(), firm, mail));
    let external_blind = given.external.as_deref().map(|id| blind::of_external(books.blind(), firm, id));
    let others =
        "SELECT COUNT(*) FROM person WHERE firm = $1 AND id <> $2 AND (mail_blind = $3 OR external_blind = $4)";
    if tx.number(others, args![firm, id, mail_blind, external_blind]).await? > 0 {
        return Err(taken(tx, firm, mail_blind, id).await?.into());
    }
    tx.run(
        "UPDATE person SET mail = $3, mail_blind = $4, external = $5, external_blind = $6, name = $7, born_year = $8,
         language = $9, minor = $10, updated = $11 WHERE firm = $1 AND id = $2",
        args![
            firm,
            id,
            seal(given.mail.as_deref(), "mail")?,
            mail_blind,
            seal(given.external.as_deref(), "external")?,
            external_blind,
            seal(given.name.as_deref(), "name")?,
            seal(given.born_year.map(|year| year.to_string()).as_deref(), "born_year")?,
            given.language,
            new.minor,
            books.now().0
        ],
    )
    .await?;
    information::touch_all(tx, id).await
}
