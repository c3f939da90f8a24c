//! Contributions that were collected elsewhere: what is to be brought from which file, how far that is, and what became of its rows.
//!
//! The file lies outside the books; whoever reads it hands over what stands in it, some at a time ([`Store::import_put`]). What came
//! so is known by its origin: the same row is never brought twice, and all of a file can be undone until something was built on it.

mod put;
mod undo;

use std::collections::BTreeMap;

use comity_participation::import::{Mapping, Why};
use serde::{Deserialize, Serialize};

pub use put::Put;
pub use undo::ImportUndone;

use super::rows::Rows;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ActivityId, FirmId, ImportId};
use crate::seal::{Key, Place};
use crate::store::{Store, firm_place};

/// Which lines of a file are named that are left out; all are counted.
pub const LINES_NAMED: usize = 200;

/// What a file is, and how it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportAsked {
    /// What the file is called.
    pub name: String,
    /// Which column says what; nothing for a backup of Fider's, which says it itself.
    pub mapping: Option<Mapping>,
    /// In which language its texts are.
    pub language: String,
    /// In which order dates are written where the file does not show it: `dmy` or `mdy`.
    pub dates: Option<String>,
}

/// What became of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportSaid {
    /// Contributions that were brought.
    pub added: u64,
    /// Of those, the ones whose author is a person here.
    pub theirs: u64,
    /// Rows that an earlier file, or an earlier row, had brought already.
    pub already: u64,
    /// Contributions that stand with another now, as the file says.
    pub merged: u64,
    /// Rows that say that they are the same as something that is not there.
    pub loose: u64,
    /// Comments that were left out.
    pub comments_left_out: u64,
    /// How many rows were left out for each reason.
    pub left_out: BTreeMap<Why, u64>,
    /// The first of them, by their lines.
    pub lines: Vec<(u64, Why)>,
    /// Why it ended early.
    pub failed: Option<String>,
}

impl ImportSaid {
    /// Counts a row that is left out.
    pub fn leave_out(&mut self, line: u64, why: Why) {
        *self.left_out.entry(why.clone()).or_default() += 1;
        if self.lines.len() < LINES_NAMED {
            self.lines.push((line, why));
        }
    }

    /// How many rows were left out.
    pub fn all_left_out(&self) -> u64 {
        self.left_out.values().sum()
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Its file is there, and nobody has said yet how it is read.
    Sent,
    /// It waits for its turn.
    Waits,
    /// It runs: bytes of the file that were read, of how many.
    Runs {
        /// Read.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// It is done.
    Done,
    /// It ended early; what was brought until then is there.
    Failed,
    /// What it brought was taken out again.
    Undone,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Import {
    /// Its id, under which its file lies.
    pub id: ImportId,
    /// Of which firm.
    pub firm: FirmId,
    /// To which activity.
    pub activity: ActivityId,
    /// What the file is, and how it is read.
    pub asked: ImportAsked,
    /// How far it is.
    pub state: ImportState,
    /// How often it was begun.
    pub attempts: u32,
    /// What became of its rows.
    pub said: Option<ImportSaid>,
    /// When it was asked for, in microseconds since 1970.
    pub made: i64,
}

fn place<'p>(firm: FirmId, id: &'p ImportId, column: &'static str) -> Place<'p> {
    Place { firm, table: "contribution_import", column, id: id.bytes() }
}

fn seal<T: Serialize>(key: &Key, at: (FirmId, &ImportId, &'static str), what: &T) -> Result<Vec<u8>, Error> {
    key.seal(&place(at.0, at.1, at.2), &serde_json::to_vec(what)?)
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT i.id, e.firm, i.activity, i.asked, i.said, i.state, i.done, i.steps, i.attempts, i.made, f.wrapped
             FROM contribution_import i JOIN activity a ON a.id = i.activity JOIN exchange e ON e.id = a.exchange
             JOIN firm f ON f.id = e.firm ",
            $where
        )
    };
}

fn import(books: &Store, row: &Row) -> Result<Import, Error> {
    let (id, firm): (ImportId, FirmId) = (row.get(0)?, row.get(1)?);
    let key = books.keys().root().unwrap_key(&firm_place(firm), &row.get::<Vec<u8>>(10)?)?;
    let (asked, said, state): (Vec<u8>, Option<Vec<u8>>, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let said = said.map(|sealed| key.open(&place(firm, &id, "said"), &sealed)).transpose()?;
    Ok(Import {
        id,
        firm,
        activity: row.get(2)?,
        asked: serde_json::from_slice(&key.open(&place(firm, &id, "asked"), &asked)?)?,
        state: match state.as_str() {
            "sent" => ImportState::Sent,
            "waits" => ImportState::Waits,
            "runs" => ImportState::Runs { done: row.get(6)?, of: row.get(7)? },
            "done" => ImportState::Done,
            "failed" => ImportState::Failed,
            "undone" => ImportState::Undone,
            _ => return Err(Error::Broken("an import has no known state".into())),
        },
        attempts: row.get(8)?,
        said: said.map(|said| serde_json::from_slice(&said)).transpose()?,
        made: row.get(9)?,
    })
}

/// An import of the firm that asks.
async fn one(books: &Store, conn: &mut Conn, ctx: &Context, id: ImportId) -> Result<Import, Error> {
    let row = conn.row(select!("WHERE i.id = $1 AND e.firm = $2"), args![id, ctx.firm]).await?;
    import(books, &row.ok_or(Error::NotFound("import"))?)
}

impl Store {
    /// Writes down that a file is there, under an id that its folder has already. With `begun` whoever asks reads it at once themselves.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Error::Participation`] where it takes no ideas.
    pub async fn import_add(
        &self,
        ctx: &Context,
        id: ImportId,
        activity: ActivityId,
        asked: ImportAsked,
        begun: bool,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, activity).await?;
            put::takes_ideas(rows.board.activity(activity.known())?)?;
            let asked = seal(&rows.firm_key, (ctx.firm, &id, "asked"), &asked)?;
            let add =
                "INSERT INTO contribution_import (id, activity, asked, state, done, steps, attempts, lease_until, made)
                 VALUES ($1, $2, $3, $4, 0, 0, 0, $5, $6)";
            let now = books.now().0;
            let (state, lease) = if begun { ("runs", now.saturating_add(PATIENCE)) } else { ("sent", 0) };
            tx.run(add, args![id, activity, asked, state, lease, now]).await?;
            audit::add(&books, tx, &ctx, "import_add", "activity", Some(activity.bytes())).await
        })
    }

    /// Says how the file of an import is read; then it waits for its turn.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; there is none; [`Conflict::Expired`] where that was said before.
    pub async fn import_start(&self, ctx: &Context, id: ImportId, asked: ImportAsked) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            let before = one(&books, tx, &ctx, id).await?;
            let key = books.firm_key(tx, ctx.firm).await?;
            let asked = seal(&key, (ctx.firm, &id, "asked"), &asked)?;
            let start = "UPDATE contribution_import SET asked = $2, state = 'waits' WHERE id = $1 AND state = 'sent'";
            if tx.run(start, args![id, asked]).await? == 0 {
                return Err(Conflict::Expired.into());
            }
            audit::add(&books, tx, &ctx, "import_start", "activity", Some(before.activity.bytes())).await
        })
    }

    /// Removes an import whose file was not read; whoever asks removes the file.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; there is none that was not read.
    pub async fn import_drop(&self, ctx: &Context, id: ImportId) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            let import = one(&books, tx, &ctx, id).await?;
            let gone = "DELETE FROM contribution_import WHERE id = $1 AND state = 'sent'";
            if tx.run(gone, args![id]).await? == 0 {
                return Err(Error::NotFound("import"));
            }
            audit::add(&books, tx, &ctx, "import_drop", "activity", Some(import.activity.bytes())).await
        })
    }

    /// The imports into an activity, the newest first, at most a hundred.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity.
    pub async fn import_list(&self, ctx: &Context, activity: ActivityId) -> Result<Vec<Import>, Error> {
        ctx.may(Right::ExchangePublish)?;
        let mut conn = self.read().await?;
        let (_, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let rows = conn.rows(select!("WHERE i.activity = $1 ORDER BY i.id DESC LIMIT 100"), args![activity]).await?;
        rows.iter().map(|row| import(self, row)).collect()
    }

    /// An import.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; there is none.
    pub async fn import_get(&self, ctx: &Context, id: ImportId) -> Result<Import, Error> {
        ctx.may(Right::ExchangePublish)?;
        one(self, &mut self.read().await?, ctx, id).await
    }

    /// Takes the import that has waited longest, of any firm, for `lease` microseconds; then it may be taken again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn import_claim(&self, ctx: &Context, lease: i64) -> Result<Option<Import>, Error> {
        ctx.house()?;
        // What a command reads itself was never claimed, and is never taken over: its file is not here.
        let due = "SELECT COUNT(*) FROM contribution_import
                   WHERE state = 'waits' OR (state = 'runs' AND attempts > 0 AND lease_until <= $1)";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(None);
        }
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let find = "SELECT id FROM contribution_import
                        WHERE state = 'waits' OR (state = 'runs' AND attempts > 0 AND lease_until <= $1)
                        ORDER BY id LIMIT 1";
            let Some(row) = tx.row(find, args![now]).await? else { return Ok(None) };
            let id: ImportId = row.get(0)?;
            tx.lock(id.bytes()).await?;
            let claim =
                "UPDATE contribution_import SET state = 'runs', lease_until = $3, attempts = attempts + 1, done = 0
                         WHERE id = $1 AND (state = 'waits' OR (state = 'runs' AND lease_until <= $2))";
            if tx.run(claim, args![id, now, now.saturating_add(lease)]).await? == 0 {
                return Ok(None);
            }
            tx.row(select!("WHERE i.id = $1"), args![id]).await?.as_ref().map(|row| import(&books, row)).transpose()
        })
    }

    /// How far an import is, in bytes of its file; it goes on for another `lease` microseconds.
    ///
    /// # Errors
    /// Anybody but the house asking; there is none.
    pub async fn import_progress(
        &self,
        ctx: &Context,
        id: ImportId,
        done: u64,
        of: u64,
        lease: i64,
    ) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            one(&books, tx, &ctx, id).await?;
            let until = books.now().0.saturating_add(lease);
            let far = "UPDATE contribution_import SET done = $2, steps = $3, lease_until = $4
                       WHERE id = $1 AND state = 'runs'";
            tx.run(far, args![id, done.min(of), of, until]).await.map(drop)
        })
    }

    /// An import has ended. How many were brought is counted here, since it may have been begun more than once.
    ///
    /// # Errors
    /// Anybody but the house asking; it does not run.
    pub async fn import_end(&self, ctx: &Context, id: ImportId, said: ImportSaid) -> Result<ImportSaid, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            one(&books, tx, &ctx, id).await?;
            let count = "SELECT COUNT(*), COUNT(c.author), COUNT(c.merged_into) FROM contribution_origin o
                         JOIN contribution c ON c.id = o.contribution WHERE o.import = $1";
            let row = tx.row(count, args![id]).await?.ok_or(Error::NotFound("import"))?;
            let said = ImportSaid { added: row.get(0)?, theirs: row.get(1)?, merged: row.get(2)?, ..said };
            let state = if said.failed.is_some() { "failed" } else { "done" };
            let key = books.firm_key(tx, ctx.firm).await?;
            let sealed = seal(&key, (ctx.firm, &id, "said"), &said)?;
            let end =
                "UPDATE contribution_import SET state = $2, said = $3, ended = $4 WHERE id = $1 AND state = 'runs'";
            match tx.run(end, args![id, state, sealed, books.now().0]).await? {
                0 => Err(Error::NotFound("import")),
                _ => Ok(said),
            }
        })
    }

    /// Which of these imports, of any firm, may still need their files: those that were not read to the end.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn import_unread(&self, ctx: &Context, ids: &[ImportId]) -> Result<Vec<ImportId>, Error> {
        ctx.house()?;
        let (mut conn, mut unread) = (self.read().await?, Vec::new());
        for id in ids {
            let find = "SELECT COUNT(*) FROM contribution_import WHERE id = $1 AND state IN ('sent', 'waits', 'runs')";
            if conn.number(find, args![*id]).await? > 0 {
                unread.push(*id);
            }
        }
        Ok(unread)
    }
}

/// How long a command that reads a file itself may be without a sign of life before its import can be undone, in microseconds.
const PATIENCE: i64 = 120_000_000;
