//! The ledger in the books: giving entries their place, proving it, and reading everything back.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::checkpoint::{Checkpoint, CheckpointError};
use super::tiles::{Missing, Place, Tiled, Tiles, append as append_tiles};
use super::tree::{Hash, consistency, inclusion, root};
use super::verify::{Broken, Verified, Verifier};
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error as BooksError;
use crate::promise::Promise;
use crate::store::Store;

/// Entries that get their place at once.
const AT_ONCE: i64 = 4_096;
/// Entries that are read at once.
const READ: i64 = 8_192;

/// Where an entry is, and the proof of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inclusion {
    /// Its number, counted from 0.
    pub number: u64,
    /// Hashes from the entry up to the checkpoint's root (RFC 6962).
    pub proof: Vec<Hash>,
    /// The signed checkpoint that it leads to.
    pub checkpoint: String,
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, counted from 0.
    pub number: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The hash stored with it.
    pub hash: Hash,
}

/// What a reading of the whole ledger found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// What was checked against which checkpoints.
    pub verified: Verified,
    /// Entries that were promised and have no place yet.
    pub waiting: u64,
    /// The latest checkpoint.
    pub checkpoint: Option<String>,
}

/// Why a ledger could not be found sound.
#[derive(Debug, Error)]
pub enum Unsound {
    /// The ledger is broken.
    #[error(transparent)]
    Ledger(#[from] Broken),
    /// The tree that proofs are made from is not the one over the entries.
    #[error("the tree that proofs are made from has another root than the {0} entries: proofs would not hold")]
    Tree(u64),
    /// A promise is not this ledger's.
    #[error("the promise of this receipt was not signed by {0}, the key of this ledger")]
    OtherPromise(String),
    /// A promise that was broken.
    #[error("the ledger does not hold the entry that this receipt promises: it was dropped or altered")]
    Promise,
    /// The books could not be read.
    #[error(transparent)]
    Books(#[from] BooksError),
}

/// Where an entry is that was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// It has this number, counted from 0.
    Number(u64),
    /// It has no place yet; within about a second it has, where a server runs.
    Waits,
}

/// The number of entry `l`, once a checkpoint was signed over it.
macro_rules! placed {
    () => {
        "CASE WHEN l.number < (SELECT COALESCE(MAX(size), 0) FROM checkpoint) THEN l.number END"
    };
}
pub(crate) use placed;

/// Which entries no checkpoint was signed over: see [`super::append`].
macro_rules! waiting {
    ($conn:expr, $select:literal) => {
        if $conn.is_sqlite() {
            concat!($select, " FROM leaf WHERE number >= (SELECT COALESCE(MAX(size), 0) FROM checkpoint)")
        } else {
            concat!($select, " FROM leaf WHERE number IS NULL")
        }
    };
}

/// Size and note of the latest checkpoint; 0 and nothing where there is none.
async fn latest(conn: &mut Conn) -> Result<(u64, Option<String>), BooksError> {
    let row = conn.row("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1", args![]).await?;
    Ok(match row {
        Some(row) => (row.get(0)?, Some(row.get(1)?)),
        None => (0, None),
    })
}

async fn tile(conn: &mut Conn, (level, place): Place) -> Result<Vec<Hash>, BooksError> {
    let find = "SELECT hashes FROM tile WHERE level = $1 AND place = $2";
    let row = conn.row(find, args![i64::from(level), place]).await?;
    let bytes: Vec<u8> = row.map(|row| row.get(0)).transpose()?.unwrap_or_default();
    let (hashes, rest) = bytes.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(BooksError::Broken("a tile of the ledger is cut off".into()));
    }
    Ok(hashes.iter().copied().map(Hash).collect())
}

/// Does something over tiles, and reads them as it finds one missing.
async fn over_tiles<T>(
    conn: &mut Conn,
    tiles: &mut Tiles,
    work: impl Fn(&Tiles) -> Result<T, Missing<std::convert::Infallible>>,
) -> Result<T, BooksError> {
    loop {
        match work(tiles) {
            Ok(value) => return Ok(value),
            Err(Missing::Tile(level, place)) if !tiles.0.contains_key(&(level, place)) => {
                let hashes = tile(conn, (level, place)).await?;
                tiles.0.insert((level, place), hashes);
            }
            Err(Missing::Tile(level, place)) => {
                let text = format!("a tile of the ledger is missing or cut off: level {level}, place {place}");
                return Err(BooksError::Broken(text));
            }
            Err(Missing::Source(never)) => match never {},
        }
    }
}

/// The proof that an entry is in the ledger of the latest checkpoint.
pub(crate) async fn inclusion_of(conn: &mut Conn, number: u64) -> Result<Option<Inclusion>, BooksError> {
    let (size, note) = latest(conn).await?;
    let Some(checkpoint) = note else { return Ok(None) };
    let proof = over_tiles(conn, &mut Tiles::default(), |tiles| inclusion(&Tiled(tiles), number, size)).await?;
    Ok(proof.map(|proof| Inclusion { number, proof, checkpoint }))
}

/// Gives waiting entries their place and signs a checkpoint.
async fn sequence(books: &Store, tx: &mut Conn) -> Result<u64, BooksError> {
    let (size, _) = latest(tx).await?;
    let number = if tx.is_sqlite() {
        "SELECT number, hash FROM leaf WHERE number >= $1 ORDER BY number LIMIT $2"
    } else {
        "UPDATE leaf SET number = o.n FROM (
           SELECT id, $1 + ROW_NUMBER() OVER (ORDER BY id) - 1 AS n FROM (
             SELECT id FROM leaf WHERE number IS NULL ORDER BY id LIMIT $2) AS w) AS o
         WHERE leaf.id = o.id RETURNING number, hash"
    };
    let mut placed: Vec<(u64, Hash)> = Vec::new();
    for row in tx.rows(number, args![size, AT_ONCE]).await? {
        placed.push((row.get(0)?, row.get(1)?));
    }
    if placed.is_empty() {
        return Ok(0);
    }
    placed.sort_unstable_by_key(|(number, _)| *number);
    if let Some((wrong, _)) = (size..).zip(&placed).map(|(next, (number, _))| (next, *number)).find(|(n, o)| n != o) {
        return Err(BooksError::Broken(format!("entry {wrong} of the ledger is missing")));
    }
    let hashes: Vec<Hash> = placed.iter().map(|(_, hash)| *hash).collect();
    let mut tiles = Tiles::default();
    let changed = over_tiles(tx, &mut tiles, |tiles| append_tiles(tiles, size, &hashes)).await?;
    for ((level, place), hashes) in &changed.0 {
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
        let put = "INSERT INTO tile (level, place, hashes) VALUES ($1, $2, $3)
                   ON CONFLICT (level, place) DO UPDATE SET hashes = excluded.hashes";
        tx.run(put, args![i64::from(*level), *place, bytes]).await?;
    }
    tiles.0.extend(changed.0);
    let size = size + hashes.len() as u64;
    let root = over_tiles(tx, &mut tiles, |tiles| root(&Tiled(tiles), size)).await?;
    let note = books.keys().ledger().checkpoint(size, root);
    tx.run("INSERT INTO checkpoint (size, note, made) VALUES ($1, $2, $3)", args![size, note, books.now().0]).await?;
    Ok(hashes.len() as u64)
}

/// Signs the latest checkpoint anew, over the tree as it is in the books.
pub(crate) async fn sign_again(books: &Store, tx: &mut Conn) -> Result<(), BooksError> {
    let (size, _) = latest(tx).await?;
    let root = over_tiles(tx, &mut Tiles::default(), |tiles| root(&Tiled(tiles), size)).await?;
    let note = books.keys().ledger().checkpoint(size, root);
    tx.run("UPDATE checkpoint SET note = $2, made = $3 WHERE size = $1", args![size, note, books.now().0])
        .await
        .map(drop)
}

impl Store {
    /// Whether the ledger's key is the one that signed its latest checkpoint, if there is any.
    pub(crate) async fn ledger_key_fits(&self) -> Result<bool, BooksError> {
        let (_, note) = latest(&mut self.read().await?).await?;
        // A checkpoint that was altered is for `ledger_verify` to find: here it is asked only whose it is.
        let other = |note: &String| matches!(self.verifier().open(note), Err(CheckpointError::NoSignature(_)));
        Ok(!note.as_ref().is_some_and(other))
    }

    /// Gives entries that wait their place, up to 4,096 at once, and signs a checkpoint over them. How many it were.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn ledger_sequence(&self, ctx: &Context) -> Result<u64, BooksError> {
        ctx.house()?;
        // Most of the time nothing waits: looking costs no write.
        if self.ledger_waiting().await? == 0 {
            return Ok(0);
        }
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(&[0x6c; 16]).await?;
            sequence(&books, tx).await
        })
    }

    /// How many entries wait for their place.
    ///
    /// # Errors
    /// The database's.
    pub async fn ledger_waiting(&self) -> Result<u64, BooksError> {
        let mut conn = self.read().await?;
        let count = conn.number(waiting!(conn, "SELECT COUNT(*)"), args![]).await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The latest signed checkpoint. Anybody may have it: the more hold one, the less can be rewritten.
    ///
    /// # Errors
    /// The database's.
    pub async fn ledger_checkpoint(&self) -> Result<Option<String>, BooksError> {
        let (_, note) = latest(&mut self.read().await?).await?;
        self.engine().settled().await?;
        Ok(note)
    }

    /// When the latest checkpoint was signed, in microseconds since 1970.
    ///
    /// # Errors
    /// The database's.
    pub async fn ledger_checkpoint_made(&self) -> Result<Option<i64>, BooksError> {
        let latest = "SELECT made FROM checkpoint ORDER BY size DESC LIMIT 1";
        self.read().await?.row(latest, args![]).await?.map(|row| row.get(0)).transpose()
    }

    /// The proof that entry `number` is in the ledger of the latest checkpoint; nothing where it is not.
    ///
    /// # Errors
    /// Without [`Right::LedgerRead`].
    pub async fn ledger_proof(&self, ctx: &Context, number: u64) -> Result<Option<Inclusion>, BooksError> {
        ctx.may(Right::LedgerRead)?;
        let proof = inclusion_of(&mut self.read().await?, number).await?;
        self.engine().settled().await?;
        Ok(proof)
    }

    /// The proof that the ledger of `size` entries begins with the one of `old` entries; nothing where one is too large.
    /// Anybody may ask, as with checkpoints.
    ///
    /// # Errors
    /// The database's.
    pub async fn ledger_consistency(&self, old: u64, size: u64) -> Result<Option<Vec<Hash>>, BooksError> {
        let mut conn = self.read().await?;
        if size > latest(&mut conn).await?.0 {
            return Ok(None);
        }
        over_tiles(&mut conn, &mut Tiles::default(), |tiles| consistency(&Tiled(tiles), old, size)).await
    }

    /// Up to `most` entries from number `from` on.
    ///
    /// # Errors
    /// Without [`Right::LedgerRead`].
    pub async fn ledger_read(&self, ctx: &Context, from: u64, most: u32) -> Result<Vec<Entry>, BooksError> {
        ctx.may(Right::LedgerRead)?;
        entries(&mut self.read().await?, from, i64::from(most)).await
    }

    /// Reads the whole ledger back and checks it against its latest checkpoint, and against one held outside where there is
    /// one. Memory does not grow with the ledger's size, but for 1/256 of its hashes and more.
    ///
    /// # Errors
    /// [`Unsound`]: the first thing found.
    pub async fn ledger_verify(&self, ctx: &Context, outside: Option<&str>) -> Result<Checked, Unsound> {
        ctx.may(Right::LedgerRead)?;
        let key = self.verifier();
        let outside = outside.map(|note| key.open(note)).transpose().map_err(Broken::from)?;
        let mut conn = self.read().await?;
        let (size, note) = latest(&mut conn).await?;
        let latest = match &note {
            Some(note) => key.open(note).map_err(Broken::from)?,
            None => Checkpoint { origin: key.name().to_owned(), size: 0, root: Hash::empty() },
        };
        let sizes: Vec<u64> = std::iter::once(latest.size).chain(outside.as_ref().map(|o| o.size)).collect();
        let mut verifier = Verifier::new(&sizes);
        let mut from = 0;
        loop {
            let some = entries(&mut conn, from, READ).await?;
            // What came meanwhile is under a later checkpoint than the one that was read.
            for entry in some.iter().filter(|entry| entry.number < latest.size) {
                verifier.entry(entry.number, &entry.bytes, entry.hash)?;
            }
            match some.last() {
                Some(last) if last.number < latest.size => from = last.number + 1,
                Some(_) | None => break,
            }
        }
        let verified = verifier.finish(&latest, outside.as_ref())?;
        // Entries that wait have no number on PostgreSQL, and the numbers that come next on SQLite.
        let beyond = if conn.is_sqlite() {
            "SELECT COUNT(*) FILTER (WHERE number < 0), MAX(number) + 1 - COUNT(*) FILTER (WHERE number >= 0) FROM leaf"
        } else {
            "SELECT COUNT(*), 0::BIGINT FROM leaf WHERE number < 0 OR number >= (SELECT COALESCE(MAX(size), 0) FROM checkpoint)"
        };
        if let Some(row) = conn.row(beyond, args![]).await? {
            let more =
                row.get::<i64>(0)?.unsigned_abs() + row.get::<Option<i64>>(1)?.unwrap_or_default().unsigned_abs();
            if more > 0 {
                return Err(Broken::Unsigned { signed: latest.size, more }.into());
            }
        }
        let tree = over_tiles(&mut conn, &mut Tiles::default(), |tiles| root(&Tiled(tiles), size)).await?;
        if tree != latest.root {
            return Err(Unsound::Tree(size));
        }
        self.engine().settled().await?;
        Ok(Checked { verified, waiting: self.ledger_waiting().await?, checkpoint: note })
    }
}

impl Store {
    /// Whether a promise was kept: where the entry is that somebody holds it for.
    ///
    /// # Errors
    /// [`Unsound::OtherPromise`], [`Unsound::Promise`]; without [`Right::LedgerRead`].
    pub async fn ledger_promised(&self, ctx: &Context, promise: &Promise) -> Result<Promised, Unsound> {
        ctx.may(Right::LedgerRead)?;
        if !promise.holds(&self.verifier()) {
            return Err(Unsound::OtherPromise(self.verifier().name().to_owned()));
        }
        let bytes = promise.entry.as_bytes();
        let find = concat!("SELECT ", placed!(), " FROM leaf l WHERE hash = $1 AND bytes = $2 ORDER BY number LIMIT 1");
        let row = self.read().await?.row(find, args![Hash::leaf(bytes), bytes]).await?.ok_or(Unsound::Promise)?;
        Ok(row.get::<Option<u64>>(0)?.map_or(Promised::Waits, Promised::Number))
    }
}

async fn entries(conn: &mut Conn, from: u64, most: i64) -> Result<Vec<Entry>, BooksError> {
    let find = "SELECT number, bytes, hash FROM leaf WHERE number >= $1 ORDER BY number LIMIT $2";
    let rows = conn.rows(find, args![from, most]).await?;
    rows.iter().map(|row| Ok(Entry { number: row.get(0)?, bytes: row.get(1)?, hash: row.get(2)? })).collect()
}
