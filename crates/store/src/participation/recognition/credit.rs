//! Credit: the firm's words on whoever had a part in something, with their name where they agree to be named.
//!
//! A member writes the words, the person is asked, and nobody is named before they say yes. A yes can be taken back at any time. Words
//! and name are sealed under the person's key, and go with them.

use comity_participation::board::Board;
use comity_participation::moderation::Showing;
use comity_participation::notice::{Because, Notice, What};
use comity_participation::refusal::Refusal;
use comity_participation::response::Writer;
use comity_participation::text::{Field, Text};
use serde::{Deserialize, Serialize};

use super::super::display::{NamedTo, one_line};
use super::super::rows::Rows;
use super::super::{name, named};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::guardian;
use crate::id::{ContributionId, CreditId, ExchangeId, FirmId, PersonId};
use crate::seal::{Key, Place};
use crate::store::{Store, person_place};

/// What a person says of being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditState {
    /// Nothing yet.
    Asked,
    /// Yes.
    Yes,
    /// No, or a yes that they took back.
    No,
}

/// Whom members would name, and where that stands. The name is not among it: it stands where the person wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// Whom.
    pub person: PersonId,
    /// The firm's words on them; nothing where nobody asked them yet.
    pub words: Option<String>,
    /// What they say; nothing where nobody asked them yet.
    pub state: Option<CreditState>,
}

/// Somebody who agreed to be named before whoever reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// By which name.
    pub name: String,
    /// The firm's words.
    pub words: String,
}

/// That a person was asked, for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnCredit {
    /// Its id.
    pub id: CreditId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// At which contribution.
    pub contribution: ContributionId,
    /// Which activity that belongs to, by the name of its rules.
    pub activity_kind: String,
    /// Its title, where they see it.
    pub title: Option<String>,
    /// What the firm says of them.
    pub words: String,
    /// What they said of it.
    pub state: CreditState,
    /// Before whom they agreed to be named.
    pub to: NamedTo,
    /// By which name.
    pub name: String,
    /// When they were asked, in microseconds since 1970.
    pub at: i64,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    words: String,
    to: NamedTo,
    name: String,
}

fn place(firm: FirmId, id: &CreditId) -> Place<'_> {
    Place { firm, table: "credit", column: "sealed", id: id.bytes() }
}

fn open(key: &Key, firm: FirmId, id: CreditId, sealed: &[u8]) -> Result<Sealed, Error> {
    Ok(serde_json::from_slice(&key.open(&place(firm, &id), sealed)?)?)
}

/// Everybody who is there by name or number and had a part in a family: whoever brought it or wrote to it and is seen.
fn took_part(board: &Board, root: ContributionId) -> Vec<PersonId> {
    let family = board.family(root.known()).into_iter();
    let brought =
        family.filter_map(|id| board.contribution(id).ok().filter(|row| row.showing == Showing::Shown)?.author);
    let comments = board.comments(root.known()).into_iter().filter(|comment| comment.showing == Showing::Shown);
    let wrote = comments.filter_map(|comment| match comment.writer {
        Writer::Person(person) => Some(person),
        Writer::Member(_) | Writer::Erased => None,
    });
    let mut all: Vec<PersonId> = Vec::new();
    for person in brought.chain(wrote).map(PersonId::of) {
        if !all.contains(&person) {
            all.push(person);
        }
    }
    all
}

/// The credits given at a family, with what is sealed of them.
async fn given(
    books: &Store,
    conn: &mut Conn,
    rows: &Rows,
    root: ContributionId,
) -> Result<Vec<(PersonId, CreditState, Sealed)>, Error> {
    let find = "SELECT c.id, c.person, c.state, c.sealed, k.wrapped FROM credit c JOIN person p ON p.id = c.person
                JOIN person_key k ON k.person = c.person
                WHERE c.contribution = $1 AND p.state = 'there' ORDER BY c.id";
    let mut all = Vec::new();
    for id in rows.board.family(root.known()).into_iter().map(ContributionId::of) {
        for row in conn.rows(find, args![id]).await? {
            let (id, person, state): (CreditId, PersonId, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let (sealed, wrapped): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
            let key = books.keys().root().unwrap_key(&person_place(rows.firm, &person), &wrapped)?;
            all.push((person, named(state)?, open(&key, rows.firm, id, &sealed)?));
        }
    }
    Ok(all)
}

/// Those who agreed to be named at a contribution, which others see, and at what is merged with it, before whoever reads.
pub(in crate::participation) async fn names(
    books: &Store,
    conn: &mut Conn,
    rows: &Rows,
    (root, before): (ContributionId, NamedTo),
) -> Result<Vec<Named>, Error> {
    let given = given(books, conn, rows, root).await?.into_iter();
    let agreed = given.filter(|(_, state, sealed)| *state == CreditState::Yes && sealed.to >= before);
    Ok(agreed.map(|(.., sealed)| Named { name: sealed.name, words: sealed.words }).collect())
}

/// Everything of that about a person, the newest first.
pub(in crate::participation) async fn own(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    person: PersonId,
) -> Result<Vec<OwnCredit>, Error> {
    let find = "SELECT id, exchange, contribution, state, at, sealed FROM credit WHERE person = $1 ORDER BY id DESC";
    let read = conn.rows(find, args![person]).await?;
    let mut all = Vec::with_capacity(read.len());
    if read.is_empty() {
        return Ok(all);
    }
    let key = books.person_key(conn, ctx.firm, person).await?;
    for row in &read {
        all.push(one(books, conn, ctx, (person, &key), row).await?);
    }
    Ok(all)
}

async fn one(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    (person, key): (PersonId, &Key),
    row: &Row,
) -> Result<OwnCredit, Error> {
    let (id, contribution, state): (CreditId, ContributionId, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
    let sealed = open(key, ctx.firm, id, &row.get::<Vec<u8>>(5)?)?;
    let (rows, _) = Rows::of_family(books, conn, ctx, contribution).await?;
    let known = rows.board.contribution(contribution.known())?;
    let seen = known.showing == Showing::Shown || known.author == Some(person.known());
    let title = known.content.as_ref().filter(|_| seen).and_then(|content| content.called());
    Ok(OwnCredit {
        id,
        exchange: row.get(1)?,
        contribution,
        activity_kind: rows.board.activity(known.activity)?.setting.rules().name().to_owned(),
        title: title.map(|title| title.as_str().to_owned()),
        words: sealed.words,
        state: named(state)?,
        to: sealed.to,
        name: sealed.name,
        at: row.get(4)?,
    })
}

/// Forgets credits of a person who is erased, before their key goes.
pub(in crate::participation) async fn forget(tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    tx.run("DELETE FROM credit WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM recognition WHERE person = $1", args![person]).await.map(drop)
}

impl Store {
    /// Those who agreed to be named at a contribution before those in its exchange, with the firm's words.
    ///
    /// # Errors
    /// Not allowed, or no such contribution that whoever asks sees.
    pub async fn credit_names(&self, ctx: &Context, id: ContributionId) -> Result<Vec<Named>, Error> {
        let mut conn = self.read().await?;
        let (rows, exchange) = Rows::of_family(self, &mut conn, ctx, id).await?;
        // Whoever is not among those whom the activity is for any more sees what they brought, and no names with it.
        let (mut conn, among) = self.seen_by_author(ctx, conn, (&rows, exchange)).await?;
        if !among {
            return Ok(Vec::new());
        }
        let root = rows.board.root(id.known());
        if rows.board.contribution(root)?.showing != Showing::Shown {
            return Ok(Vec::new());
        }
        // Whoever reads without an account is everybody.
        let before =
            if ctx.acting().is_ok() || ctx.member().is_some() { NamedTo::Exchange } else { NamedTo::Everybody };
        names(self, &mut conn, &rows, (ContributionId::of(root), before)).await
    }

    /// Everybody who had a part in a contribution, for members who may ask them whether they agree to be named. That a member looked is
    /// written down.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; no such contribution.
    pub async fn credit_list(&self, ctx: &Context, id: ContributionId) -> Result<Vec<CreditLine>, Error> {
        ctx.may(Right::Moderate)?;
        Rows::of_family(self, &mut self.read().await?, ctx, id).await?;
        self.read_recorded(ctx, "credit_list", None).await?;
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_family(self, &mut conn, ctx, id).await?;
        rows.responses(self, &mut conn).await?;
        let root = ContributionId::of(rows.board.root(id.known()));
        let given = given(self, &mut conn, &rows, root).await?;
        let guests = "SELECT COUNT(*) FROM person WHERE id = $1 AND (guest = 1 OR state <> 'there')";
        let mut all: Vec<CreditLine> = Vec::new();
        for person in took_part(&rows.board, root) {
            if conn.number(guests, args![person]).await? == 0 {
                let own = given.iter().find(|(of, ..)| *of == person);
                all.push(CreditLine {
                    person,
                    words: own.map(|(.., sealed)| sealed.words.clone()),
                    state: own.map(|(_, state, _)| *state),
                });
            }
        }
        Ok(all)
    }

    /// A member asks somebody who had a part in a contribution whether they agree to be named with these words. Words can be changed;
    /// a yes was to others, and is asked for anew then. Who said no is not asked again.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; somebody who had no part in it; no words; [`Conflict::Taken`] where they said no.
    pub async fn credit_ask(
        &self,
        ctx: &Context,
        id: ContributionId,
        person: PersonId,
        words: &str,
    ) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        let member = ctx.member().ok_or(Error::Denied(Right::Moderate))?;
        let words = Text::new(words, Field::Title).map_err(Refusal::Text)?.as_str().to_owned();
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            let root = ContributionId::of(rows.board.root(id.known()));
            let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND guest = 0 AND state = 'there'";
            if rows.board.contribution(root.known())?.showing != Showing::Shown
                || !took_part(&rows.board, root).contains(&person)
                || tx.number(there, args![person, ctx.firm]).await? == 0
            {
                return Err(Error::NotFound("person"));
            }
            rows.know(&books, tx, person).await?;
            let key = rows.keys.get(&person).ok_or(Error::NotFound("person"))?;
            // One credit for a family, where it stands already.
            let mut before = None;
            for at in rows.board.family(root.known()).into_iter().map(ContributionId::of) {
                let find = "SELECT id, state, sealed FROM credit WHERE contribution = $1 AND person = $2";
                before = before.or(tx.row(find, args![at, person]).await?);
            }
            let now = books.now();
            if let Some(row) = before {
                let (credit, state): (CreditId, String) = (row.get(0)?, row.get(1)?);
                let sealed = open(key, ctx.firm, credit, &row.get::<Vec<u8>>(2)?)?;
                match named(state)? {
                    CreditState::No => return Err(Conflict::Taken.into()),
                    _ if sealed.words == words => return Ok(()),
                    CreditState::Asked | CreditState::Yes => {}
                }
                let sealed = key.seal(&place(ctx.firm, &credit), &serde_json::to_vec(&Sealed { words, ..sealed })?)?;
                let set = "UPDATE credit SET state = 'asked', member = $2, at = $3, answered = NULL, sealed = $4 WHERE id = $1";
                tx.run(set, args![credit, member, now.0, sealed]).await?;
            } else {
                let credit = CreditId::new();
                let sealed = Sealed { words, to: NamedTo::Nobody, name: String::new() };
                let sealed = key.seal(&place(ctx.firm, &credit), &serde_json::to_vec(&sealed)?)?;
                let add = "INSERT INTO credit (id, exchange, contribution, person, member, at, state, sealed)
                           VALUES ($1, $2, $3, $4, $5, $6, 'asked', $7)";
                tx.run(add, args![credit, exchange, root, person, member, now.0, sealed]).await?;
            }
            let is_author = rows.board.contribution(root.known())?.author == Some(person.known());
            let because = if is_author { Because::Author } else { Because::Writer };
            let notice = Notice { to: person.known(), because, about: root.known(), what: What::CreditAsked, at: now };
            rows.tell(tx, &[notice]).await?;
            audit::add(&books, tx, &ctx, "credit_ask", "contribution", Some(root.bytes())).await
        })
    }

    /// The person says whether they agree to be named: before whom and by which name, or before nobody. It can be changed and taken back
    /// at any time.
    ///
    /// # Errors
    /// Anybody but the person who was asked; to be named without a name, or by one that is too long.
    pub async fn credit_answer(&self, ctx: &Context, id: CreditId, to: NamedTo, name_typed: &str) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        let name_kept = if to == NamedTo::Nobody { String::new() } else { one_line(name_typed)? };
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            let find = "SELECT c.exchange, c.sealed FROM credit c JOIN exchange e ON e.id = c.exchange
                        WHERE c.id = $1 AND c.person = $2 AND e.firm = $3";
            tx.lock(person.bytes()).await?;
            let row = tx.row(find, args![id, person, ctx.firm]).await?.ok_or(Error::NotFound("credit"))?;
            exchange::visible(tx, &ctx, row.get(0)?).await?;
            let key = books.person_key(tx, ctx.firm, person).await?;
            let sealed = Sealed { to, name: name_kept, ..open(&key, ctx.firm, id, &row.get::<Vec<u8>>(1)?)? };
            let sealed = key.seal(&place(ctx.firm, &id), &serde_json::to_vec(&sealed)?)?;
            let state = if to == NamedTo::Nobody { CreditState::No } else { CreditState::Yes };
            let set = "UPDATE credit SET state = $2, answered = $3, sealed = $4 WHERE id = $1";
            tx.run(set, args![id, name(&state)?, books.now().0, sealed]).await.map(drop)
        })
    }
}
