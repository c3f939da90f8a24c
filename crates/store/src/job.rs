//! Work for later, written down in the same transaction as what caused it.

use serde::Serialize;
use serde_json::Value as Json;

use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::{FirmId, JobId, PersonId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// Tell everybody concerned of a new version: `{exchange, version}`.
pub const VERSION_PUBLISHED: &str = "version_published";
/// Tell a person what became of their counter-offer: `{exchange, counter}`.
pub const COUNTER_ANSWERED: &str = "counter_answered";
/// Erase a person; [`Store::person_erase_run`] does it.
pub const PERSON_ERASE: &str = "person_erase";

/// After so many attempts a job is given up.
pub const ATTEMPTS: u32 = 8;

/// A job to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobNew {
    /// What is to be done.
    pub kind: String,
    /// Whom it is about: erased with them.
    pub person: Option<PersonId>,
    /// What it needs: ids and numbers only, since it is stored in the clear.
    pub payload: Json,
    /// Not before then, in microseconds since 1970.
    pub run_at: Option<i64>,
}

impl JobNew {
    /// As soon as can be, about nobody in particular.
    pub fn now(kind: &str, payload: Json) -> Self {
        Self { kind: kind.to_owned(), person: None, payload, run_at: None }
    }

    /// About a person.
    pub fn about(self, person: PersonId) -> Self {
        Self { person: Some(person), ..self }
    }
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits, for the first time or again.
    Waits,
    /// Somebody is at it.
    Runs,
    /// Done.
    Done,
    /// Given up.
    Dead,
}

impl JobState {
    pub(crate) fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "waits" => Ok(Self::Waits),
            "runs" => Ok(Self::Runs),
            "done" => Ok(Self::Done),
            "dead" => Ok(Self::Dead),
            _ => Err(Error::Broken("a job has no known state".into())),
        }
    }
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Of which firm; [`FirmId::NONE`] for the instance.
    pub firm: FirmId,
    /// What is to be done.
    pub kind: String,
    /// Whom it is about.
    pub person: Option<PersonId>,
    /// What it needs.
    pub payload: Json,
    /// Where it is.
    pub state: JobState,
    /// How often it was begun.
    pub attempts: u32,
    /// Why it failed the last time.
    pub error: Option<String>,
    /// When it was written down, in microseconds since 1970.
    pub made: i64,
    /// When it is or was due.
    pub run_at: i64,
}

macro_rules! columns {
    () => {
        "id, firm, kind, person, payload, state, attempts, error, made, run_at"
    };
}

fn job(row: &Row) -> Result<Job, Error> {
    let (payload, state): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(Job {
        id: row.get(0)?,
        firm: row.get(1)?,
        kind: row.get(2)?,
        person: row.get(3)?,
        payload: serde_json::from_str(&payload)?,
        state: JobState::from_name(&state)?,
        attempts: row.get(6)?,
        error: row.get(7)?,
        made: row.get(8)?,
        run_at: row.get(9)?,
    })
}

/// How long to wait after so many attempts: 10 seconds, doubling, a day at most.
pub(crate) fn backoff(attempts: u32) -> i64 {
    (10_000_000_i64 << attempts.saturating_sub(1).min(20)).min(86_400_000_000)
}

pub(crate) async fn insert(books: &Store, tx: &mut Conn, firm: FirmId, new: &JobNew) -> Result<JobId, Error> {
    let (id, now) = (JobId::new(), books.now().0);
    tx.run(
        "INSERT INTO job (id, firm, kind, person, payload, state, run_at, lease_until, attempts, made)
         VALUES ($1, $2, $3, $4, $5, 'waits', $6, 0, 0, $7)",
        args![id, firm, new.kind.as_str(), new.person, new.payload.to_string(), new.run_at.unwrap_or(now), now],
    )
    .await?;
    Ok(id)
}

impl Store {
    /// Writes a job down. Only the house does; parts of the books write theirs with what causes them.
    ///
    /// # Errors
    /// Anybody else asking.
    pub async fn job_enqueue(&self, ctx: &Context, new: JobNew) -> Result<JobId, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| { insert(&books, tx, ctx.firm, &new).await })
    }

    /// Takes the job that has been due for longest, of any firm, for `lease` microseconds; then others may take it again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn job_claim(&self, ctx: &Context, lease: i64) -> Result<Option<Job>, Error> {
        ctx.house()?;
        // Most of the time nothing is due: looking costs no write.
        let due = "SELECT COUNT(*) FROM job WHERE run_at <= $1 AND (state = 'waits' OR (state = 'runs' AND lease_until <= $1))";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(None);
        }
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let dead = "UPDATE job SET state = 'dead', ended = $1, error = COALESCE(error, 'never finished')
                        WHERE state = 'runs' AND lease_until <= $1 AND attempts >= $2";
            tx.run(dead, args![now, ATTEMPTS]).await?;
            let sqlite = concat!(
                "UPDATE job SET state = 'runs', lease_until = $2, attempts = attempts + 1 WHERE id = (
                   SELECT id FROM job WHERE run_at <= $1 AND (state = 'waits' OR (state = 'runs' AND lease_until <= $1))
                   ORDER BY run_at, id LIMIT 1) RETURNING ",
                columns!()
            );
            let postgres = concat!(
                "UPDATE job SET state = 'runs', lease_until = $2, attempts = attempts + 1 WHERE id = (
                   SELECT id FROM job WHERE run_at <= $1 AND (state = 'waits' OR (state = 'runs' AND lease_until <= $1))
                   ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ",
                columns!()
            );
            let claim = if tx.is_sqlite() { sqlite } else { postgres };
            tx.row(claim, args![now, now.saturating_add(lease)]).await?.as_ref().map(job).transpose()
        })
    }

    /// The job is done.
    ///
    /// # Errors
    /// Anybody but the house asking; it does not run.
    pub async fn job_done(&self, ctx: &Context, id: JobId) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let done = "UPDATE job SET state = 'done', ended = $2, error = NULL WHERE id = $1 AND state = 'runs'";
            if tx.run(done, args![id, books.now().0]).await? == 0 { Err(Error::NotFound("job")) } else { Ok(()) }
        })
    }

    /// The job failed; it is tried again later, until it has been tried [`ATTEMPTS`] times. `why` holds nothing personal.
    ///
    /// # Errors
    /// Anybody but the house asking; it does not run.
    pub async fn job_fail(&self, ctx: &Context, id: JobId, why: &str) -> Result<JobState, Error> {
        ctx.house()?;
        let why: String = why.chars().take(500).collect();
        write!(self, ctx, |books, ctx, tx| {
            let find = "SELECT attempts FROM job WHERE id = $1 AND state = 'runs'";
            let attempts: u32 = tx.row(find, args![id]).await?.ok_or(Error::NotFound("job"))?.get(0)?;
            let now = books.now().0;
            let (state, name, ended) = match attempts {
                ATTEMPTS.. => (JobState::Dead, "dead", Some(now)),
                _ => (JobState::Waits, "waits", None),
            };
            let fail = "UPDATE job SET state = $2, run_at = $3, error = $4, ended = $5 WHERE id = $1";
            tx.run(fail, args![id, name, now.saturating_add(backoff(attempts)), why, ended]).await?;
            Ok(state)
        })
    }

    /// Jobs of the firm, the newest first.
    ///
    /// # Errors
    /// Without [`Right::JobRead`].
    pub async fn job_list(&self, ctx: &Context, page: &Page) -> Result<Listed<Job>, Error> {
        ctx.may(Right::JobRead)?;
        let below = page.below(|id: JobId| *id.bytes())?;
        let mut conn = self.read().await?;
        let some = concat!("SELECT ", columns!(), " FROM job WHERE firm = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
        let rows = conn.rows(some, args![ctx.firm, below, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM job WHERE firm = $1", args![ctx.firm]).await?;
        let rows = rows.iter().map(job).collect::<Result<_, _>>()?;
        Ok(Listed::cut(rows, page, total, |job: &Job| job.id.to_string()))
    }

    /// How many jobs were given up: of the firm, or of all for the instance.
    ///
    /// # Errors
    /// Without [`Right::JobRead`].
    pub async fn job_dead_count(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.may(Right::JobRead)?;
        let firm = (ctx.firm != FirmId::NONE).then_some(ctx.firm);
        let count = "SELECT COUNT(*) FROM job WHERE state = 'dead' AND ($1 IS NULL OR firm = $1)";
        let dead = self.read().await?.number(count, args![firm]).await?;
        Ok(u64::try_from(dead).unwrap_or_default())
    }

    /// A job of the firm.
    ///
    /// # Errors
    /// Without [`Right::JobRead`], or there is none.
    pub async fn job_get(&self, ctx: &Context, id: JobId) -> Result<Job, Error> {
        ctx.may(Right::JobRead)?;
        let find = concat!("SELECT ", columns!(), " FROM job WHERE firm = $1 AND id = $2");
        let row = self.read().await?.row(find, args![ctx.firm, id]).await?;
        job(&row.ok_or(Error::NotFound("job"))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_up_to_a_day() {
        let seconds = |attempts| backoff(attempts) / 1_000_000;
        assert_eq!([1, 2, 3, 8].map(seconds), [10, 20, 40, 1_280]);
        assert_eq!(seconds(40), 86_400);
    }
}
