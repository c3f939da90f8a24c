//! What whoever brought something says of it being shown: whether their words may leave the exchange, and by which name, and before
//! whom, they are thanked. Without a word of theirs nobody is named.

use comity_participation::refusal::Refusal;
use comity_participation::text::{Field, NotAText, Text};
use serde::{Deserialize, Serialize};

use super::own::OwnDisplay;
use super::rows::Rows;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::{ContributionId, FirmId, PersonId};
use crate::seal::{Key, Place};
use crate::store::Store;

/// Characters of a name at most.
const LONGEST: usize = 80;

/// Before whom somebody is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedTo {
    /// Before nobody.
    #[default]
    Nobody,
    /// Before those who are in the exchange.
    Exchange,
    /// Before everybody, where the firm shows its roadmap to everybody.
    Everybody,
}

/// What somebody says of how something that they brought is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Display {
    /// Before whom they are named.
    pub named: NamedTo,
    /// By which name; empty where they are not.
    pub name: String,
    /// Whether their words are kept within the exchange, also where its roadmap is public.
    pub hidden: bool,
}

/// What is sealed of it.
#[derive(Serialize, Deserialize)]
struct Sealed {
    named: NamedTo,
    name: String,
}

fn place(firm: FirmId, id: &ContributionId) -> Place<'_> {
    Place { firm, table: "contribution_display", column: "sealed", id: id.bytes() }
}

fn open(key: &Key, firm: FirmId, id: ContributionId, hidden: bool, sealed: &[u8]) -> Result<Display, Error> {
    let Sealed { named, name } = serde_json::from_slice(&key.open(&place(firm, &id), sealed)?)?;
    Ok(Display { named, name, hidden })
}

/// What its author said of a contribution, where the author whom the rows name said anything.
pub(super) async fn read(
    books: &Store,
    conn: &mut Conn,
    rows: &mut Rows,
    id: ContributionId,
) -> Result<Option<Display>, Error> {
    let find = "SELECT person, hidden, sealed FROM contribution_display WHERE contribution = $1";
    let Some(row) = conn.row(find, args![id]).await? else { return Ok(None) };
    let (person, hidden, sealed): (PersonId, bool, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    if rows.board.contribution(id.known())?.author != Some(person.known()) {
        return Ok(None);
    }
    rows.know(books, conn, person).await?;
    rows.keys.get(&person).map(|key| open(key, rows.firm, id, hidden, &sealed)).transpose()
}

/// Everything that a person said of that.
pub(super) async fn all(
    books: &Store,
    conn: &mut Conn,
    firm: FirmId,
    person: PersonId,
) -> Result<Vec<OwnDisplay>, Error> {
    let find =
        "SELECT contribution, hidden, sealed FROM contribution_display WHERE person = $1 ORDER BY contribution DESC";
    let rows = conn.rows(find, args![person]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = books.person_key(conn, firm, person).await?;
    let own = rows.iter().map(|row| {
        let (on, hidden, sealed): (ContributionId, bool, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(OwnDisplay { on, display: open(&key, firm, on, hidden, &sealed)? })
    });
    own.collect()
}

/// Forgets what was said of a contribution, as when its author takes it back.
pub(super) async fn forget(tx: &mut Conn, id: ContributionId) -> Result<(), Error> {
    tx.run("DELETE FROM contribution_display WHERE contribution = $1", args![id]).await.map(drop)
}

/// A name by which somebody wants to be thanked, on one line.
pub(super) fn one_line(name: &str) -> Result<String, Error> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = Text::new(&name, Field::Title).map_err(Refusal::Text)?.as_str().to_owned();
    match name.chars().count() {
        is if is > LONGEST => Err(Refusal::Text(NotAText::TooLong { is, most: LONGEST }).into()),
        _ => Ok(name),
    }
}

impl Store {
    /// What the person who asks said of how their contribution is shown; what holds without a word of theirs, where they said nothing.
    ///
    /// # Errors
    /// Anybody but its author asking.
    pub async fn contribution_display_get(&self, ctx: &Context, id: ContributionId) -> Result<Display, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_family(self, &mut conn, ctx, id).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        if rows.board.contribution(id.known())?.author != Some(person.known()) {
            return Err(Refusal::NotYours.into());
        }
        Ok(read(self, &mut conn, &mut rows, id).await?.unwrap_or_default())
    }

    /// Says how a contribution is shown. It can be changed and taken back at any time, also after the activity has closed.
    ///
    /// # Errors
    /// Anybody but its author asking; to be named without a name, or by one that is too long.
    pub async fn contribution_display_set(
        &self,
        ctx: &Context,
        id: ContributionId,
        display: Display,
    ) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        let name = match display.named {
            NamedTo::Nobody => String::new(),
            NamedTo::Exchange | NamedTo::Everybody => one_line(&display.name)?,
        };
        let (hidden, sealed) = (display.hidden, Sealed { named: display.named, name });
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            if rows.board.contribution(id.known())?.author != Some(person.known()) {
                return Err(Refusal::NotYours.into());
            }
            if sealed.named == NamedTo::Nobody && !hidden {
                return forget(tx, id).await;
            }
            rows.know(&books, tx, person).await?;
            let key = rows.keys.get(&person).ok_or(Error::NotFound("person"))?;
            let sealed = key.seal(&place(ctx.firm, &id), &serde_json::to_vec(&sealed)?)?;
            let set = "INSERT INTO contribution_display (contribution, person, hidden, sealed) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (contribution) DO UPDATE SET person = excluded.person, hidden = excluded.hidden,
                           sealed = excluded.sealed";
            tx.run(set, args![id, person, hidden, sealed]).await.map(drop)
        })
    }
}
