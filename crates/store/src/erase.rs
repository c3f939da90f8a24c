//! Erasing a person: their key first, then every row that leads to them.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::audit;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error, OpenError};
use crate::id::{FirmId, JobId, LeafId, PersonId};
use crate::information;
use crate::job::{self, Job, JobNew};
use crate::ledger::append;
use crate::ledger::leaf::{Kind, Leaf};
use crate::participation;
use crate::promise::{Noted, Promise};
use crate::seal::{WRAPPED, random};
use crate::session::{Who, end_all};
use crate::standing::uncount;
use crate::store::Store;

/// Signed entries of erasures just done, by their jobs. In memory alone, and few: nothing on disk leads from whom was erased
/// to their pseudonym.
pub(crate) type Tombstones = Mutex<VecDeque<(JobId, Promise)>>;

/// For how long a copy made before a change of schema is kept.
const COPIES_KEPT: Duration = Duration::from_secs(30 * 86_400);

/// How many are kept.
const TOMBSTONES: usize = 64;

/// What is deleted of a person, each statement with the person as `$1`; what refers to them comes before them.
const DELETED: &[&str] = &[
    "DELETE FROM session WHERE who = $1 OR ward = $1",
    "DELETE FROM link WHERE who = $1 OR ward = $1",
    "DELETE FROM mail WHERE person = $1 OR about = $1",
    "DELETE FROM mail_change WHERE person = $1",
    "DELETE FROM guardian WHERE ward = $1 OR guardian = $1",
    "DELETE FROM invitation WHERE person = $1",
    "DELETE FROM counter WHERE person = $1",
    "DELETE FROM digest WHERE person = $1",
    "DELETE FROM held WHERE person = $1",
    "DELETE FROM owed WHERE person = $1",
    "DELETE FROM item_value WHERE person = $1",
    "WITH RECURSIVE chain (leaf, before) AS (
       SELECT a.leaf, a.before FROM standing s JOIN act a ON a.leaf = s.last_act WHERE s.person = $1
       UNION ALL SELECT a.leaf, a.before FROM chain c JOIN act a ON a.leaf = c.before)
     DELETE FROM act WHERE leaf IN (SELECT leaf FROM chain)",
    "DELETE FROM standing WHERE person = $1",
    "DELETE FROM guest WHERE person = $1",
    "DELETE FROM guest_joined WHERE person = $1",
    "DELETE FROM job WHERE person = $1 AND kind <> 'person_erase'",
    "UPDATE job SET payload = '{}', error = NULL WHERE person = $1",
];

/// Erases a person inside a transaction; gives the entry that says so, if they were there.
pub(crate) async fn erase(books: &Store, tx: &mut Conn, person: PersonId) -> Result<Option<Noted>, Error> {
    tx.lock(person.bytes()).await?;
    let row = tx.row("SELECT pseudonym, firm, guest FROM person WHERE id = $1", args![person]).await?;
    let Some(row) = row else { return Ok(None) };
    let pseudonym: [u8; 16] = row.get(0)?;
    uncount(books, tx, person).await?;
    // Before their standings go, which tell in which exchanges they were.
    information::erased(books, tx, row.get(1)?, person).await?;
    information::leave(books, tx, person).await?;
    participation::erased(books, tx, row.get(1)?, person).await?;
    // The key is written over where it lies, and its row stays: rows that come and go leave copies of others behind.
    tx.run("UPDATE person_key SET wrapped = $2 WHERE person = $1", args![person, vec![0_u8; WRAPPED]]).await?;
    for delete in DELETED {
        tx.run(delete, args![person]).await?;
    }
    // Votes count on, under a number that leads to nobody.
    for row in tx.rows("SELECT vote FROM vote_answer WHERE person = $1", args![person]).await? {
        let nobody: [u8; 16] = random()?;
        let unlink = "UPDATE vote_answer SET person = $3 WHERE vote = $1 AND person = $2";
        tx.run(unlink, args![row.get::<[u8; 16]>(0)?, person, nobody]).await?;
    }
    tx.run("DELETE FROM person WHERE id = $1", args![person]).await?;
    if row.get(2)? {
        // A guest signs nothing, and no entry of the ledger is about them.
        return Ok(None);
    }
    let leaf = Leaf {
        v: Leaf::VERSION,
        kind: Kind::Erased,
        at: books.now().0,
        exchange: None,
        person: Some(pseudonym_text(&pseudonym)),
        terms: None,
        commitment: None,
    };
    let id = LeafId::new();
    let bytes = append(tx, id, &leaf).await?;
    Ok(Some(Noted { leaf: id, bytes }))
}

/// A pseudonym as it stands in entries of the ledger.
pub(crate) fn pseudonym_text(pseudonym: &[u8; 16]) -> String {
    pseudonym.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn place_of(error: crate::keys::KeyError) -> Error {
    Error::Broken(format!("the list of the erased could not be written: {error}"))
}

impl Store {
    /// Asks for a person's erasure: by themselves, their guardian, or a member. From now on nobody signs in as them, and a
    /// job does the rest.
    ///
    /// # Errors
    /// Not allowed, or nobody there.
    pub async fn person_erase(&self, ctx: &Context, id: PersonId) -> Result<JobId, Error> {
        ctx.about(id, Right::PersonWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            crate::guardian::check(tx, ctx.firm, ctx.actor).await?;
            let leave = "UPDATE person SET state = 'leaves' WHERE id = $1 AND firm = $2 AND state = 'there'";
            if tx.run(leave, args![id, ctx.firm]).await? == 0 {
                let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2";
                let there = tx.number(there, args![id, ctx.firm]).await? > 0;
                return Err(if there { Conflict::BeingErased.into() } else { Error::NotFound("person") });
            }
            information::touch_all(tx, id).await?;
            end_all(tx, ctx.firm, &Who::Person(id)).await?;
            let new = JobNew::now(job::PERSON_ERASE, serde_json::json!({})).about(id);
            let job = job::insert(&books, tx, ctx.firm, &new).await?;
            if !matches!(ctx.actor, Actor::Person { .. } | Actor::Guardian { .. }) {
                audit::add(&books, tx, &ctx, "person_erase", "person", Some(id.bytes())).await?;
            }
            Ok(job)
        })
    }

    /// Does what [`job::PERSON_ERASE`] asks for. It may be done again: what is gone stays gone. When it returns, the
    /// database's log is cut off.
    ///
    /// # Errors
    /// Anybody but the house asking; a job of another kind; [`Error::Busy`] where readers keep the log.
    pub async fn person_erase_run(&self, ctx: &Context, job: &Job) -> Result<(), Error> {
        ctx.house()?;
        let person = job.person.filter(|_| job.kind == job::PERSON_ERASE).ok_or(Error::NotFound("person"))?;
        if let Some(noted) = self.erase_now(ctx.firm, person).await? {
            let promise = self.promise(noted)?;
            let mut kept = self.tombstones().lock().unwrap_or_else(PoisonError::into_inner);
            kept.truncate(TOMBSTONES - 1);
            kept.push_front((job.id, promise));
        }
        self.copies_delete(None)?;
        self.engine().truncate().await
    }

    /// The signed entry of an erasure that was done by this job, shortly after it was, and once.
    pub fn tombstone_take(&self, job: JobId) -> Option<Promise> {
        let mut kept = self.tombstones().lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(of, _)| *of == job)?;
        kept.remove(at).map(|(_, promise)| promise)
    }

    /// Deletes copies of the database that were made before changes of its schema and are older than 30 days; an erasure
    /// deletes them all. How many it were.
    ///
    /// # Errors
    /// A copy cannot be deleted.
    pub fn copies_tend(&self) -> Result<usize, Error> {
        self.copies_delete(Some(COPIES_KEPT))
    }

    fn copies_delete(&self, kept: Option<Duration>) -> Result<usize, Error> {
        let broken = |error| Error::Broken(format!("a copy made before a change of schema cannot be deleted: {error}"));
        self.engine().copies_delete(kept).map_err(broken)
    }

    /// Erases a person: first what outlives every backup, then the books.
    async fn erase_now(&self, firm: FirmId, person: PersonId) -> Result<Option<Noted>, Error> {
        let keys = self.keys().clone();
        let became = "SELECT guest FROM guest_joined WHERE person = $1";
        let mut all = vec![person];
        for row in self.read().await?.rows(became, args![person]).await? {
            // In a backup from before they signed in, they are there as who they were then.
            all.push(row.get(0)?);
        }
        tokio::task::spawn_blocking(move || all.into_iter().try_for_each(|one| keys.erased_add(one)))
            .await
            .map_err(|_| Error::Broken("the list of the erased could not be written".into()))?
            .map_err(place_of)?;
        let ctx = Context::system(firm);
        let noted = write!(self, ctx, |books, ctx, tx| { erase(&books, tx, person).await })?;
        // Not before: somebody could remember them again until it is committed.
        self.memory().clear();
        self.shelves().take_out();
        Ok(noted)
    }

    /// Erases again whoever is back although they were erased: an older backup was restored.
    pub(crate) async fn erased_replay(&self) -> Result<(), OpenError> {
        let ctx = Context::instance();
        let mut back = false;
        for person in self.keys().erased()? {
            let there = "SELECT COUNT(*) FROM person WHERE id = $1";
            if self.read().await?.number(there, args![person]).await? > 0 {
                write!(self, ctx, |books, ctx, tx| { erase(&books, tx, person).await })?;
                back = true;
            }
        }
        if back {
            self.copies_delete(None)?;
            self.engine().truncate().await?;
        }
        Ok(())
    }
}
