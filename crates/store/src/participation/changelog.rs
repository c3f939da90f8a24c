//! What members write into the changelog of an exchange: drafts, what is published, and what was taken out of it. Words are the
//! firm's, sealed under its key; they are kept as they stand and as they stood before the last change.

use std::collections::BTreeSet;

use comity_participation::changelog::{Entry, MOST_LINKED};
use comity_participation::refusal::Refusal;
use serde::{Deserialize, Serialize};

use super::rows::Rows;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::exchange;
use crate::id::{ActivityId, ContributionId, EntryId, ExchangeId, FirmId, PersonId};
use crate::seal::{Key, Place};
use crate::store::Store;

/// What a member writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangelogNew {
    /// Title, words and day.
    pub entry: Entry,
    /// The contributions that it is about, of the same exchange.
    pub linked: Vec<ContributionId>,
}

/// An entry as members see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangelogEntry {
    /// Its id.
    pub id: EntryId,
    /// The exchange that it belongs to.
    pub exchange: ExchangeId,
    /// What it says.
    pub said: ChangelogNew,
    /// When it was published, in microseconds since 1970; nothing for a draft.
    pub published: Option<i64>,
    /// When it was taken out.
    pub removed: Option<i64>,
    /// Whether its last change can be taken back.
    pub undoable: bool,
    /// Its version, for whoever changes it.
    pub version: u32,
}

impl ChangelogEntry {
    /// Whether readers see it.
    pub fn is_seen(&self) -> bool {
        self.published.is_some() && self.removed.is_none()
    }
}

fn place(firm: FirmId, id: &EntryId) -> Place<'_> {
    Place { firm, table: "changelog_entry", column: "sealed", id: id.bytes() }
}

/// Columns of an entry, in the order in which [`entry`] reads them.
macro_rules! columns {
    () => {
        "e.id, e.exchange, e.published, e.removed, e.version, e.sealed, e.before"
    };
}
pub(super) use columns;

/// Reads a row with [`columns!`].
pub(super) fn entry(key: &Key, firm: FirmId, row: &Row) -> Result<ChangelogEntry, Error> {
    let (id, sealed, before): (EntryId, Vec<u8>, Option<Vec<u8>>) = (row.get(0)?, row.get(5)?, row.get(6)?);
    Ok(ChangelogEntry {
        id,
        exchange: row.get(1)?,
        said: serde_json::from_slice(&key.open(&place(firm, &id), &sealed)?)?,
        published: row.get(2)?,
        removed: row.get(3)?,
        undoable: before.is_some(),
        version: row.get(4)?,
    })
}

const ONE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM changelog_entry e JOIN exchange x ON x.id = e.exchange WHERE e.id = $1 AND x.firm = $2"
);

async fn read(conn: &mut Conn, key: &Key, ctx: &Context, id: EntryId) -> Result<ChangelogEntry, Error> {
    let row = conn.row(ONE, args![id, ctx.firm]).await?.ok_or(Error::NotFound("entry"))?;
    entry(key, ctx.firm, &row)
}

/// Reads an entry that is about to change: nobody else changes it meanwhile, and nobody did since `saw`.
async fn held(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (id, saw): (EntryId, u32),
) -> Result<(ChangelogEntry, Key), Error> {
    tx.lock(id.bytes()).await?;
    let key = books.firm_key(tx, ctx.firm).await?;
    let entry = read(tx, &key, ctx, id).await?;
    if entry.version != saw {
        return Err(Conflict::Stale.into());
    }
    Ok((entry, key))
}

/// Writes what an entry says: its day beside it, and what it is about.
async fn say(tx: &mut Conn, firm: FirmId, key: &Key, id: EntryId, said: &ChangelogNew) -> Result<(), Error> {
    let sealed = key.seal(&place(firm, &id), &serde_json::to_vec(said)?)?;
    let set = "UPDATE changelog_entry SET day = $2, sealed = $3 WHERE id = $1";
    tx.run(set, args![id, said.entry.day.0, sealed]).await?;
    tx.run("DELETE FROM changelog_link WHERE entry = $1", args![id]).await?;
    for linked in &said.linked {
        let add = "INSERT INTO changelog_link (entry, contribution) VALUES ($1, $2)
                   ON CONFLICT (entry, contribution) DO NOTHING";
        tx.run(add, args![id, *linked]).await?;
    }
    Ok(())
}

/// Whether an entry can be about these: there are not too many, and each was brought to that exchange and is seen by others.
async fn check(tx: &mut Conn, exchange: ExchangeId, linked: &[ContributionId]) -> Result<(), Error> {
    Invalid::check_count("linked", linked.len(), 0, MOST_LINKED)?;
    for id in linked {
        let there = "SELECT COUNT(*) FROM contribution c JOIN activity a ON a.id = c.activity
                     WHERE c.id = $1 AND a.exchange = $2 AND c.showing = 'shown'";
        if tx.number(there, args![*id, exchange]).await? == 0 {
            return Err(Error::NotFound("contribution"));
        }
    }
    Ok(())
}

/// Tells everybody who brought, follows or voted for what a published entry is about, and was not told of it before.
async fn tell(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    id: EntryId,
    linked: &[ContributionId],
) -> Result<(), Error> {
    let mut told = BTreeSet::new();
    for row in tx.rows("SELECT person FROM changelog_told WHERE entry = $1", args![id]).await? {
        told.insert(row.get::<PersonId>(0)?.known());
    }
    // In one order, so that two who publish at once do not wait for each other.
    let mut at: Vec<(ActivityId, ContributionId)> = Vec::with_capacity(linked.len());
    for linked in linked {
        at.push((super::activity_of(tx, *linked).await?, *linked));
    }
    at.sort_unstable();
    for (_, linked) in at {
        let (rows, _) = Rows::for_act(books, tx, ctx, linked).await?;
        let notices = rows.board.announce(linked.known(), &told, books.now());
        rows.tell(tx, &notices).await?;
        for notice in notices {
            let note = "INSERT INTO changelog_told (entry, person) SELECT $1, p.id FROM person p WHERE p.id = $2
                        ON CONFLICT (entry, person) DO NOTHING";
            tx.run(note, args![id, PersonId::of(notice.to)]).await?;
            told.insert(notice.to);
        }
    }
    Ok(())
}

impl Store {
    /// Every entry of an exchange, drafts and what was taken out too, the latest day first.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such exchange.
    pub async fn changelog_entry_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
    ) -> Result<Vec<ChangelogEntry>, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        let all = concat!(
            "SELECT ",
            columns!(),
            " FROM changelog_entry e WHERE e.exchange = $1 ORDER BY e.day DESC, e.id DESC"
        );
        let rows = conn.rows(all, args![exchange]).await?;
        rows.iter().map(|row| entry(&key, ctx.firm, row)).collect()
    }

    /// One entry.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such entry.
    pub async fn changelog_entry_get(&self, ctx: &Context, id: EntryId) -> Result<ChangelogEntry, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        read(&mut conn, &key, ctx, id).await
    }

    /// Begins an entry, as a draft.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; no such exchange; it is about something that is not there.
    pub async fn changelog_entry_add(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: ChangelogNew,
    ) -> Result<EntryId, Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            exchange::visible(tx, &ctx, exchange).await?;
            check(tx, exchange, &new.linked).await?;
            let key = books.firm_key(tx, ctx.firm).await?;
            let id = EntryId::new();
            let add = "INSERT INTO changelog_entry (id, exchange, day, version, sealed) VALUES ($1, $2, $3, 1, $4)";
            tx.run(add, args![id, exchange, new.entry.day.0, Vec::<u8>::new()]).await?;
            say(tx, ctx.firm, &key, id, &new).await?;
            audit::add(&books, tx, &ctx, "changelog_entry_add", "entry", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// Says otherwise what an entry says, having seen its version `saw`. Where it is published, whoever has a part in what it is newly
    /// about is told.
    ///
    /// # Errors
    /// As [`Self::changelog_entry_add`]; [`Conflict::Stale`] where somebody else changed it meanwhile; [`Conflict::Expired`] where it
    /// was taken out.
    pub async fn changelog_entry_change(
        &self,
        ctx: &Context,
        (id, saw): (EntryId, u32),
        new: ChangelogNew,
    ) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (entry, key) = held(&books, tx, &ctx, (id, saw)).await?;
            if entry.removed.is_some() {
                return Err(Conflict::Expired.into());
            }
            check(tx, entry.exchange, &new.linked).await?;
            let keep = "UPDATE changelog_entry SET before = sealed, version = version + 1 WHERE id = $1";
            tx.run(keep, args![id]).await?;
            say(tx, ctx.firm, &key, id, &new).await?;
            if entry.is_seen() {
                tell(&books, tx, &ctx, id, &new.linked).await?;
            }
            audit::add(&books, tx, &ctx, "changelog_entry_change", "entry", Some(id.bytes())).await
        })
    }

    /// Takes the last change back: an entry that was taken out is in again, and else it says what it said before. Taken back twice, it
    /// says again what it says now.
    ///
    /// # Errors
    /// As [`Self::changelog_entry_change`]; [`Conflict::Expired`] where nothing was changed.
    pub async fn changelog_entry_undo(&self, ctx: &Context, (id, saw): (EntryId, u32)) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (entry, key) = held(&books, tx, &ctx, (id, saw)).await?;
            if entry.removed.is_some() {
                let back = "UPDATE changelog_entry SET removed = NULL, version = version + 1 WHERE id = $1";
                tx.run(back, args![id]).await?;
            } else {
                let before: Option<Vec<u8>> =
                    match tx.row("SELECT before FROM changelog_entry WHERE id = $1", args![id]).await? {
                        Some(row) => row.get(0)?,
                        None => None,
                    };
                let Some(before) = before else { return Err(Conflict::Expired.into()) };
                let mut said: ChangelogNew = serde_json::from_slice(&key.open(&place(ctx.firm, &id), &before)?)?;
                // What is not seen any more is not named again.
                let mut linked = Vec::with_capacity(said.linked.len());
                for one in said.linked {
                    if check(tx, entry.exchange, &[one]).await.is_ok() {
                        linked.push(one);
                    }
                }
                said.linked = linked;
                let keep = "UPDATE changelog_entry SET before = sealed, version = version + 1 WHERE id = $1";
                tx.run(keep, args![id]).await?;
                say(tx, ctx.firm, &key, id, &said).await?;
            }
            audit::add(&books, tx, &ctx, "changelog_entry_undo", "entry", Some(id.bytes())).await
        })
    }

    /// Publishes an entry, or makes it a draft again. Whoever brought, follows or voted for what it is about is told, each once, however
    /// often it is published.
    ///
    /// # Errors
    /// As [`Self::changelog_entry_change`]; [`Error::Participation`] where it is so already.
    pub async fn changelog_entry_publish(
        &self,
        ctx: &Context,
        (id, saw): (EntryId, u32),
        published: bool,
    ) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (entry, _) = held(&books, tx, &ctx, (id, saw)).await?;
            if entry.removed.is_some() {
                return Err(Conflict::Expired.into());
            }
            if entry.published.is_some() == published {
                return Err(Refusal::ThereAlready.into());
            }
            let set = "UPDATE changelog_entry SET published = $2, version = version + 1 WHERE id = $1";
            tx.run(set, args![id, published.then(|| books.now().0)]).await?;
            if published {
                tell(&books, tx, &ctx, id, &entry.said.linked).await?;
            }
            let act = if published { "changelog_entry_publish" } else { "changelog_entry_unpublish" };
            audit::add(&books, tx, &ctx, act, "entry", Some(id.bytes())).await
        })
    }

    /// Takes an entry out: nobody but members sees it, and it can be put in again.
    ///
    /// # Errors
    /// As [`Self::changelog_entry_change`].
    pub async fn changelog_entry_remove(&self, ctx: &Context, (id, saw): (EntryId, u32)) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (entry, _) = held(&books, tx, &ctx, (id, saw)).await?;
            if entry.removed.is_some() {
                return Err(Conflict::Expired.into());
            }
            let set = "UPDATE changelog_entry SET removed = $2, version = version + 1 WHERE id = $1";
            tx.run(set, args![id, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "changelog_entry_remove", "entry", Some(id.bytes())).await
        })
    }

    /// Deletes an entry that was taken out, for good.
    ///
    /// # Errors
    /// As [`Self::changelog_entry_change`]; [`Error::Participation`] where it was not taken out before.
    pub async fn changelog_entry_delete(&self, ctx: &Context, (id, saw): (EntryId, u32)) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (entry, _) = held(&books, tx, &ctx, (id, saw)).await?;
            if entry.removed.is_none() {
                return Err(Refusal::ThereAlready.into());
            }
            for delete in [
                "DELETE FROM changelog_told WHERE entry = $1",
                "DELETE FROM changelog_link WHERE entry = $1",
                "DELETE FROM changelog_entry WHERE id = $1",
            ] {
                tx.run(delete, args![id]).await?;
            }
            audit::add(&books, tx, &ctx, "changelog_entry_delete", "entry", Some(id.bytes())).await
        })
    }
}
