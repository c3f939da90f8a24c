//! The books themselves: opening, closing, and what every part of them uses.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use comity_exchange::time::Timestamp;

use crate::audit;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::{Engine, Mode, Undo, write};
use crate::error::{Error, OpenError};
use crate::health::Health;
use crate::id::{FirmId, PersonId};
use crate::information::{Memory, Stretch};
use crate::keys::Keys;
use crate::ledger::checkpoint::VerifierKey;
use crate::participation::Shelves;
use crate::seal::{Key, Place};
use crate::version::Versions;

/// What time it is: microseconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// How books are opened.
pub struct Settings {
    /// Where they are: `sqlite:///path/comity.db` or `postgres://user@host/database`.
    pub url: String,
    /// Keys that open what is sealed, and sign.
    pub keys: Keys,
    /// What time it is.
    pub clock: Clock,
}

impl Settings {
    /// Settings with the machine's own clock.
    pub fn new(url: impl Into<String>, keys: Keys) -> Self {
        let clock = || {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
        };
        Self { url: url.into(), keys, clock: Arc::new(clock) }
    }
}

/// The books. Cheap to clone.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    keys: Keys,
    blind: Key,
    clock: Clock,
    versions: Arc<Versions>,
    memory: Memory,
    shelves: Arc<Shelves>,
    filing: Mutex<Option<Stretch>>,
    tombstones: crate::erase::Tombstones,
}

impl Store {
    /// Opens the books as their one server, makes them where there are none, brings their schema up to date (SQLite: after
    /// a copy beside the file), and erases again whoever an older backup brought back.
    ///
    /// # Errors
    /// [`OpenError`]; nothing has changed then but for schema steps that were done.
    pub async fn open(settings: Settings) -> Result<Self, OpenError> {
        let store = Self::start(settings, Mode::Serve).await?;
        match store.make_ready().await {
            Ok(()) => Ok(store),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    /// Opens books that are there beside a server that may run: for command-line tools. Changes no schema.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn open_beside(settings: Settings) -> Result<Self, OpenError> {
        Self::start(settings, Mode::Beside).await
    }

    async fn make_ready(&self) -> Result<(), OpenError> {
        if !self.ledger_key_fits().await? {
            return Err(OpenError::OtherLedgerKey(self.verifier().name().to_owned()));
        }
        self.erased_replay().await
    }

    async fn start(settings: Settings, mode: Mode) -> Result<Self, OpenError> {
        let versions = Arc::new(Versions::default());
        let forgetting = versions.clone();
        let engine = Engine::open(&settings.url, mode, move || forgetting.forget()).await?;
        match instance(&engine, settings.keys, (settings.clock)()).await {
            Ok((keys, blind)) => {
                let (clock, memory, shelves) = (settings.clock, Default::default(), Default::default());
                let (filing, tombstones) = (Default::default(), Default::default());
                let inner = Inner { engine, keys, blind, clock, versions, memory, shelves, filing, tombstones };
                Ok(Self(Arc::new(inner)))
            }
            Err(error) => {
                engine.close().await;
                Err(error)
            }
        }
    }

    /// Lets what waits be written, then closes every connection. Other clones fail from then on.
    pub async fn close(self) {
        self.0.engine.close().await;
    }

    /// How the books are doing.
    pub fn health(&self) -> Health {
        self.0.engine.health()
    }

    /// Whether the books can be read, and a transaction that writes can be begun, right now.
    ///
    /// # Errors
    /// What keeps them from it.
    pub async fn ready(&self) -> Result<(), Error> {
        let ctx = Context::instance();
        write!(self, ctx, |books, ctx, tx| { tx.number("SELECT COUNT(*) FROM instance", args![]).await.map(drop) })
    }

    /// What the ledger's signatures are verified with.
    pub fn verifier(&self) -> VerifierKey {
        self.keys().ledger().verifier()
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// How far accesses are filed.
    pub(crate) fn filing(&self) -> MutexGuard<'_, Option<Stretch>> {
        self.0.filing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    pub(crate) fn blind(&self) -> &Key {
        &self.0.blind
    }

    pub(crate) fn versions(&self) -> &Versions {
        &self.0.versions
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.0.memory
    }

    pub(crate) fn shelves(&self) -> &Arc<Shelves> {
        &self.0.shelves
    }

    pub(crate) fn tombstones(&self) -> &crate::erase::Tombstones {
        &self.0.tombstones
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp((self.0.clock)())
    }

    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        self.0.engine.read().await
    }

    /// The key of a firm, for what belongs to no single person.
    pub(crate) async fn firm_key(&self, conn: &mut Conn, firm: FirmId) -> Result<Key, Error> {
        let row = conn.row("SELECT wrapped FROM firm WHERE id = $1", args![firm]).await?;
        let wrapped: Vec<u8> = row.ok_or(Error::NotFound("firm"))?.get(0)?;
        self.keys().root().unwrap_key(&firm_place(firm), &wrapped)
    }

    /// The key of a person of the firm.
    pub(crate) async fn person_key(&self, conn: &mut Conn, firm: FirmId, person: PersonId) -> Result<Key, Error> {
        let find =
            "SELECT k.wrapped FROM person p JOIN person_key k ON k.person = p.id WHERE p.id = $1 AND p.firm = $2";
        let row = conn.row(find, args![person, firm]).await?;
        let wrapped: Vec<u8> = row.ok_or(Error::NotFound("person"))?.get(0)?;
        self.keys().root().unwrap_key(&person_place(firm, &person), &wrapped)
    }

    /// Whether there are books at an address that this version can use; asks no keys, and changes nothing.
    ///
    /// # Errors
    /// [`OpenError`]: why not.
    pub async fn look(url: &str) -> Result<(), OpenError> {
        let engine = Engine::open(url, Mode::Beside, || {}).await?;
        engine.close().await;
        Ok(())
    }

    /// Takes another key for the ledger: its latest checkpoint is signed again with the key in `settings`. Says whether
    /// there was anything to sign, which is not so where that key signed it already. The books must be open nowhere else.
    ///
    /// # Errors
    /// [`OpenError`]; then nothing has changed.
    pub async fn ledger_key_take(settings: Settings) -> Result<bool, OpenError> {
        let store = Self::start(settings, Mode::Serve).await?;
        let done = match store.ledger_key_fits().await {
            Ok(true) => Ok(false),
            Ok(false) => {
                let ctx = Context::instance();
                write!(store, ctx, |books, ctx, tx| {
                    crate::ledger::books::sign_again(&books, tx).await?;
                    audit::add(&books, tx, &ctx, "ledger_key_take", "instance", None).await?;
                    Ok(true)
                })
            }
            Err(error) => Err(error),
        };
        store.close().await;
        Ok(done?)
    }

    /// Changes the root key: everybody's key is wrapped again under a new one. The books must be open nowhere else.
    ///
    /// # Errors
    /// [`OpenError`]; then the old key still holds.
    pub async fn root_change(settings: Settings) -> Result<Keys, OpenError> {
        let store = Self::start(settings, Mode::Serve).await?;
        let next = store.keys().next_make()?;
        let ctx = Context::instance();
        let done = write!(store, ctx, |books, ctx, tx| {
            rewrap(&books, tx, &next).await?;
            audit::add(&books, tx, &ctx, "root_change", "instance", None).await
        });
        let keys = store.keys().clone();
        store.close().await;
        match done {
            Ok(()) => Ok(keys.next_take()?),
            Err(error) => {
                keys.next_drop()?;
                Err(error.into())
            }
        }
    }
}

/// What a person's key is bound to: its first place, which no longer is where it lies.
pub(crate) fn person_place(firm: FirmId, person: &PersonId) -> Place<'_> {
    Place { firm, table: "person", column: "wrapped", id: person.bytes() }
}

/// Where a firm's key is kept.
pub(crate) fn firm_place(firm: FirmId) -> Place<'static> {
    Place { firm, table: "firm", column: "wrapped", id: &[] }
}

const BLIND: Place<'static> = Place { firm: FirmId::NONE, table: "instance", column: "blind", id: &[] };

fn root_id(root: &Key) -> [u8; 32] {
    root.derive("comity root id 1", b"")
}

/// Finds the root key that these books were written with, and the secrets under it; makes them for new books.
async fn instance(engine: &Engine, keys: Keys, now: i64) -> Result<(Keys, Key), OpenError> {
    let found = engine.read().await?.row("SELECT root, blind FROM instance", args![]).await?;
    let Some(row) = found else {
        let blind = Key::random()?;
        let values = args![root_id(keys.root()), keys.root().wrap(&BLIND, &blind)?, now];
        let insert = "INSERT INTO instance (only_one, root, blind, made) VALUES (1, $1, $2, $3)";
        engine.write(Undo::Command, move |tx| Box::pin(async move { tx.run(insert, values).await.map(drop) })).await?;
        return Ok((keys, blind));
    };
    let (root, blind): ([u8; 32], Vec<u8>) = (row.get(0)?, row.get(1)?);
    // A change of keys that was committed and then cut off is finished here.
    let keys = if keys.next().is_some_and(|next| root_id(next) == root) { keys.next_take()? } else { keys };
    if root_id(keys.root()) != root {
        return Err(OpenError::WrongKey);
    }
    if keys.next().is_some() {
        keys.next_drop()?;
    }
    let blind = keys.root().unwrap_key(&BLIND, &blind)?;
    Ok((keys, blind))
}

async fn rewrap(books: &Store, tx: &mut Conn, next: &Key) -> Result<(), Error> {
    let root = books.keys().root();
    for row in tx.rows("SELECT id, wrapped FROM firm", args![]).await? {
        let (id, wrapped): (FirmId, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let place = firm_place(id);
        let wrapped = next.wrap(&place, &root.unwrap_key(&place, &wrapped)?)?;
        tx.run("UPDATE firm SET wrapped = $2 WHERE id = $1", args![id, wrapped]).await?;
    }
    let mut after = PersonId::NONE;
    loop {
        let some = "SELECT p.id, p.firm, k.wrapped FROM person p JOIN person_key k ON k.person = p.id
                    WHERE p.id > $1 ORDER BY p.id LIMIT 1000";
        let rows = tx.rows(some, args![after]).await?;
        for row in &rows {
            let (id, firm, wrapped): (PersonId, FirmId, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let place = person_place(firm, &id);
            let wrapped = next.wrap(&place, &root.unwrap_key(&place, &wrapped)?)?;
            tx.run("UPDATE person_key SET wrapped = $2 WHERE person = $1", args![id, wrapped]).await?;
            after = id;
        }
        if rows.len() < 1000 {
            break;
        }
    }
    let values = args![root_id(next), next.wrap(&BLIND, books.blind())?];
    tx.run("UPDATE instance SET root = $1, blind = $2", values).await.map(drop)
}
