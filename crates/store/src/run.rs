//! Runs: studies, ratings and opinion maps that members ask for. The files lie outside the books; here stands what was
//! asked, how far it is, and what came out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::audit;
use crate::blind::text;
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::{FirmId, RunId};
use crate::page::{Listed, Page};
use crate::seal::{Key, Place};
use crate::store::{Store, firm_place};

/// A run to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunNew {
    /// Its id, under which its files lie already.
    pub id: RunId,
    /// What is run: `study`, `portfolio`, `rating`, `opinion`.
    pub kind: String,
    /// The language of its report.
    pub language: String,
    /// What it is about.
    pub title: String,
    /// Everything else that was chosen, by name: the event of a study, columns named by hand.
    pub options: BTreeMap<String, String>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It waits for its turn.
    Waits,
    /// It runs: steps done, of how many; 0 of 0 where nobody can say.
    Runs {
        /// Steps done.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// Its report is there.
    Done,
    /// It could not be done.
    Failed,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Of which firm.
    pub firm: FirmId,
    /// What is run.
    pub kind: String,
    /// The language of its report.
    pub language: String,
    /// What it is about.
    pub title: String,
    /// Everything else that was chosen, by name.
    pub options: BTreeMap<String, String>,
    /// How far it is.
    pub state: RunState,
    /// How often it was begun.
    pub attempts: u32,
    /// The answer in a sentence, or why there is none.
    pub said: Option<String>,
    /// When it was asked for, in microseconds since 1970.
    pub made: i64,
}

/// What was asked and said names products, people, columns of files: sealed under the firm's key.
#[derive(Serialize, Deserialize)]
struct Asked {
    title: String,
    options: BTreeMap<String, String>,
}

fn place<'p>(firm: FirmId, id: &'p RunId, column: &'static str) -> Place<'p> {
    Place { firm, table: "run", column, id: id.bytes() }
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT r.id, r.firm, r.kind, r.language, r.asked, r.said, r.state, r.done, r.steps, r.attempts, r.made,
             f.wrapped FROM run r JOIN firm f ON f.id = r.firm ",
            $where
        )
    };
}

fn run(books: &Store, row: &Row) -> Result<Run, Error> {
    let (id, firm): (RunId, FirmId) = (row.get(0)?, row.get(1)?);
    let key = books.keys().root().unwrap_key(&firm_place(firm), &row.get::<Vec<u8>>(11)?)?;
    let (asked, said): (Vec<u8>, Option<Vec<u8>>) = (row.get(4)?, row.get(5)?);
    let Asked { title, options } = serde_json::from_slice(&key.open(&place(firm, &id, "asked"), &asked)?)?;
    let state: String = row.get(6)?;
    Ok(Run {
        id,
        firm,
        kind: row.get(2)?,
        language: row.get(3)?,
        title,
        options,
        state: match state.as_str() {
            "waits" => RunState::Waits,
            "runs" => RunState::Runs { done: row.get(7)?, of: row.get(8)? },
            "done" => RunState::Done,
            "failed" => RunState::Failed,
            _ => return Err(Error::Broken("a run has no known state".into())),
        },
        attempts: row.get(9)?,
        said: said.map(|sealed| key.open_text(&place(firm, &id, "said"), &sealed)).transpose()?,
        made: row.get(10)?,
    })
}

fn sealed(key: &Key, firm: FirmId, id: &RunId, said: &str) -> Result<Vec<u8>, Error> {
    let said: String = said.chars().take(4_000).collect();
    key.seal_text(&place(firm, id, "said"), &said)
}

impl Store {
    /// Asks for a run whose files are in place.
    ///
    /// # Errors
    /// Without [`Right::Listen`]; a title or option that is empty or too long.
    pub async fn run_add(&self, ctx: &Context, new: RunNew) -> Result<(), Error> {
        ctx.may(Right::Listen)?;
        let options = new.options.iter().map(|(name, value)| Ok((text(name, 40)?, text(value, 300)?)));
        let asked = Asked { title: text(&new.title, 120)?, options: options.collect::<Result<_, Error>>()? };
        write!(self, ctx, |books, ctx, tx| {
            let key = books.firm_key(tx, ctx.firm).await?;
            let asked = key.seal(&place(ctx.firm, &new.id, "asked"), &serde_json::to_vec(&asked)?)?;
            tx.run(
                "INSERT INTO run (id, firm, kind, language, asked, state, done, steps, attempts, lease_until, made)
                 VALUES ($1, $2, $3, $4, $5, 'waits', 0, 0, 0, 0, $6)",
                args![new.id, ctx.firm, new.kind, new.language, asked, books.now().0],
            )
            .await?;
            audit::add(&books, tx, &ctx, "run_add", "run", Some(new.id.bytes())).await
        })
    }

    /// Runs of the firm, the newest first.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn run_list(&self, ctx: &Context, page: &Page) -> Result<Listed<Run>, Error> {
        ctx.may(Right::FiguresRead)?;
        let below = page.below(|id: RunId| *id.bytes())?;
        let mut conn = self.read().await?;
        let some = select!("WHERE r.firm = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3");
        let rows = conn.rows(some, args![ctx.firm, below, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM run WHERE firm = $1", args![ctx.firm]).await?;
        let rows = rows.iter().map(|row| run(self, row)).collect::<Result<_, _>>()?;
        Ok(Listed::cut(rows, page, total, |run: &Run| run.id.to_string()))
    }

    /// A run of the firm.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`], or there is none.
    pub async fn run_get(&self, ctx: &Context, id: RunId) -> Result<Run, Error> {
        ctx.may(Right::FiguresRead)?;
        let row = self.read().await?.row(select!("WHERE r.firm = $1 AND r.id = $2"), args![ctx.firm, id]).await?;
        run(self, &row.ok_or(Error::NotFound("run"))?)
    }

    /// Removes a run, whatever its state; whoever asks removes its files.
    ///
    /// # Errors
    /// Without [`Right::Listen`], or there is none.
    pub async fn run_remove(&self, ctx: &Context, id: RunId) -> Result<(), Error> {
        ctx.may(Right::Listen)?;
        write!(self, ctx, |books, ctx, tx| {
            if tx.run("DELETE FROM run WHERE firm = $1 AND id = $2", args![ctx.firm, id]).await? == 0 {
                return Err(Error::NotFound("run"));
            }
            audit::add(&books, tx, &ctx, "run_remove", "run", Some(id.bytes())).await
        })
    }

    /// Takes the run that has waited longest, of any firm, for `lease` microseconds; then it may be taken again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn run_claim(&self, ctx: &Context, lease: i64) -> Result<Option<Run>, Error> {
        ctx.house()?;
        let due = "SELECT COUNT(*) FROM run WHERE state = 'waits' OR (state = 'runs' AND lease_until <= $1)";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(None);
        }
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let sqlite = "UPDATE run SET state = 'runs', lease_until = $2, attempts = attempts + 1, done = 0, steps = 0
                          WHERE id = (SELECT id FROM run WHERE state = 'waits' OR (state = 'runs' AND lease_until <= $1)
                                      ORDER BY id LIMIT 1) RETURNING id";
            let postgres = "UPDATE run SET state = 'runs', lease_until = $2, attempts = attempts + 1, done = 0, steps = 0
                            WHERE id = (SELECT id FROM run WHERE state = 'waits' OR (state = 'runs' AND lease_until <= $1)
                                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING id";
            let claim = if tx.is_sqlite() { sqlite } else { postgres };
            let Some(row) = tx.row(claim, args![now, now.saturating_add(lease)]).await? else { return Ok(None) };
            let id: RunId = row.get(0)?;
            tx.row(select!("WHERE r.id = $1"), args![id]).await?.as_ref().map(|row| run(&books, row)).transpose()
        })
    }

    /// How far a run is; it goes on for another `lease` microseconds. Says whether it is still wanted.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn run_progress(&self, ctx: &Context, id: RunId, done: u64, of: u64, lease: i64) -> Result<bool, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let until = books.now().0.saturating_add(lease);
            let far = "UPDATE run SET done = $2, steps = $3, lease_until = $4 WHERE id = $1 AND state = 'runs'";
            Ok(tx.run(far, args![id, done.min(of), of, until]).await? > 0)
        })
    }

    /// The run has ended: with its answer in a sentence, or with why there is none.
    ///
    /// # Errors
    /// Anybody but the house asking; it was removed meanwhile.
    pub async fn run_end(&self, ctx: &Context, id: RunId, outcome: Result<String, String>) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let (state, said) = match &outcome {
                Ok(said) => ("done", said),
                Err(why) => ("failed", why),
            };
            let key = books.firm_key(tx, ctx.firm).await?;
            let said = sealed(&key, ctx.firm, &id, said)?;
            let end = "UPDATE run SET state = $2, said = $3, ended = $4 WHERE id = $1 AND firm = $5 AND state = 'runs'";
            match tx.run(end, args![id, state, said, books.now().0, ctx.firm]).await? {
                0 => Err(Error::NotFound("run")),
                _ => Ok(()),
            }
        })
    }

    /// Which of these runs, of any firm, are still there: files of others can go.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn run_there(&self, ctx: &Context, ids: &[RunId]) -> Result<Vec<RunId>, Error> {
        ctx.house()?;
        let (mut conn, mut there) = (self.read().await?, Vec::new());
        for id in ids {
            if conn.number("SELECT COUNT(*) FROM run WHERE id = $1", args![*id]).await? > 0 {
                there.push(*id);
            }
        }
        Ok(there)
    }
}
