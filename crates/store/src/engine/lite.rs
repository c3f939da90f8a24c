//! Connections of SQLite. It is a library and no server: a statement runs on the thread that asks, which for the short
//! statements of the books takes less time than handing them to another thread would.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::Action;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::log;
use super::value::{Row, Value};
use super::watch::Watch;
use crate::error::{Error, closed};

/// Connections that read SQLite at most. As many threads of the caller's runtime can be busy in a statement at one time.
pub const READERS: usize = 4;
/// Bytes of the file that a reader maps at most; what lies beyond is read, and copied. Each reader's part counts as memory of the program, though the system may drop it.
const MAPPED: i64 = 64 << 20;
/// The table whose rows are watched.
const WATCHED: &str = "standing";
/// How long a reader waits for one of them, and a statement for a lock on the file.
const WAIT: Duration = Duration::from_secs(5);

/// A connection: the one that writes, or one that goes back to the others after reading.
pub(crate) struct Lite {
    /// There until it is dropped.
    connection: Option<Connection>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
    watch: Arc<Watch>,
    /// Transactions that had ended when it began to hold what it reads; 0 while it does not.
    seen: u64,
}

impl Lite {
    /// A connection that writes; makes the file where there is none. Its commits are in the log, but not on the disk yet:
    /// [`super::syncer`] sees to that. The log is synced before it is moved into the file, and the file before the log begins anew.
    pub(super) fn writer(file: &Path) -> Result<Self, Error> {
        let mut connection = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        for (name, value) in [
            ("journal_mode", "WAL"),
            ("synchronous", "NORMAL"),
            ("secure_delete", "ON"),
            // KiB. A larger one is looked through from end to end at most commits.
            ("cache_size", "-16384"),
            ("temp_store", "MEMORY"),
        ] {
            connection.pragma_update(None, name, value)?;
        }
        connection.pragma_update(None, "wal_autocheckpoint", log::LONGEST)?;
        let watch = Arc::<Watch>::default();
        let hook = watch.clone();
        connection.update_hook(Some(move |_: Action, _: &str, table: &str, row: i64| {
            if table == WATCHED {
                hook.wrote(row);
            }
        }))?;
        Ok(Self { connection: Some(connection), home: None, watch, seen: 0 })
    }

    /// Which standings it writes.
    pub(super) fn watch(&self) -> Arc<Watch> {
        self.watch.clone()
    }

    pub(super) fn connection(&mut self) -> Result<&mut Connection, Error> {
        self.connection.as_mut().ok_or_else(closed)
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) fn run(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, Error> {
        #[cfg(feature = "storing-nothing")]
        if ["INSERT", "UPDATE", "DELETE"].iter().any(|changes| sql.starts_with(changes)) {
            return Ok(1);
        }
        let mut statement = self.connection()?.prepare_cached(sql)?;
        bind(&mut statement, &values)?;
        let reads = statement.column_count() > 0;
        if reads {
            let mut rows = statement.raw_query();
            while rows.next()?.is_some() {}
            return Ok(0);
        }
        Ok(statement.raw_execute()? as u64)
    }

    /// Rows that were changed over it since it was opened.
    pub(super) fn changes(&mut self) -> u64 {
        self.connection.as_ref().map_or(0, Connection::total_changes)
    }

    /// Rows of a statement, `most` at most.
    pub(super) fn rows(&mut self, sql: &'static str, values: Vec<Value>, most: usize) -> Result<Vec<Row>, Error> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        bind(&mut statement, &values)?;
        let columns = statement.column_count();
        let (mut found, mut rows) = (Vec::new(), statement.raw_query());
        while let Some(row) = rows.next()? {
            let cells: Result<Vec<_>, rusqlite::Error> = (0..columns).map(|column| row.get(column)).collect();
            found.push(Row::Sqlite(cells?));
            if found.len() == most {
                break;
            }
        }
        Ok(found)
    }

    /// Until it goes back, everything is read as it is now.
    pub(super) fn hold(&mut self) -> Result<(), Error> {
        // Before it begins, or what ended in between would count as seen.
        self.seen = self.watch.ended();
        Ok(self.connection()?.prepare_cached("BEGIN")?.raw_execute().map(drop)?)
    }

    /// Transactions that had ended when it began to hold what it reads; 0 where it does not.
    pub(super) fn seen(&self) -> u64 {
        self.seen
    }

    /// A transaction of this connection ended.
    pub(super) fn ended(&self) {
        self.watch.end();
    }

    /// Asks the database whether another process wrote. What [`Self::is_still`] says rests on it, and on nobody else writing before the transaction ends.
    pub(super) fn look_beside(&mut self) -> Result<u64, Error> {
        let rows = self.rows("PRAGMA data_version", Vec::new(), 1)?;
        let version = rows.first().ok_or_else(|| Error::Broken("the database has no version".into()))?;
        self.watch.beside(version.get(0)?);
        Ok(self.watch.ended())
    }

    /// Whether nobody wrote a standing since it was read, when `seen` transactions had ended.
    pub(super) fn is_still(&self, row: i64, seen: u64) -> bool {
        self.watch.is_still(row, seen)
    }

    /// Lets other tasks of the thread have their turn when this one has run many statements without waiting for anything.
    pub(super) async fn breathe(&mut self) {
        if self.home.is_some() {
            tokio::task::consume_budget().await;
        }
    }
}

impl Drop for Lite {
    fn drop(&mut self) {
        if let (Some(connection), Some((readers, _))) = (self.connection.take(), &self.home) {
            // A connection that cannot let go of what it read is of no use to anybody.
            if !connection.is_autocommit() && connection.execute_batch("COMMIT").is_err() {
                tracing::error!("a connection that reads could not be given back");
            }
            readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

/// The reading connections.
pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
    watch: Arc<Watch>,
}

impl Readers {
    pub(super) fn open(file: &Path, watch: Arc<Watch>) -> Result<Arc<Self>, Error> {
        let one = |_| {
            let connection = open(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            // What others write makes a reader forget all that it read; mapped, the file need not be copied again each time.
            connection.pragma_update(None, "mmap_size", MAPPED)?;
            Ok(connection)
        };
        let idle: Result<Vec<_>, Error> = (0..READERS).map(one).collect();
        Ok(Arc::new(Self { idle: Mutex::new(idle?), places: Arc::new(Semaphore::new(READERS)), watch }))
    }

    pub(super) async fn get(self: &Arc<Self>) -> Result<Lite, Error> {
        let place = tokio::time::timeout(WAIT, self.places.clone().acquire_owned()).await;
        let place = place.map_err(|_| Error::Busy)?.map_err(|_| closed())?;
        let connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let (connection, watch) = (Some(connection.ok_or_else(closed)?), self.watch.clone());
        Ok(Lite { connection, home: Some((self.clone(), place)), watch, seen: 0 })
    }

    /// Lets those who read finish, and closes.
    pub(super) async fn close(&self) {
        let all = self.places.acquire_many(READERS as u32).await;
        self.places.close();
        drop(all);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn open(file: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    // A path is taken as it is, whatever it looks like; a connection is used by one thread at a time.
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(WAIT)?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    // Or a statement is planned anew whenever its parameters have other values, which takes longer than most of them run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(512);
    Ok(connection)
}

/// A copy of books that nothing changes, opened without a lock, a log or anything else beside it.
pub(crate) fn open_still(file: &Path) -> Result<Connection, Error> {
    let mut uri = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(PathBuf::from(uri), flags)?)
}

/// Binds `$1`, `$2`, …, which SQLite takes for names and numbers by where they first stand.
fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> Result<(), Error> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| Error::Broken("a statement has a parameter without a value".into()))?;
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::value::args;
    use super::*;

    fn lite(folder: &tempfile::TempDir) -> Lite {
        let mut lite = Lite::writer(&folder.path().join("books ?#%.db")).unwrap();
        lite.connection().unwrap().execute_batch("CREATE TABLE a (x BIGINT, y TEXT, z BLOB)").unwrap();
        lite
    }

    #[test]
    fn parameters_go_by_their_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let mut lite = lite(&folder);
        let add = "INSERT INTO a (y, z, x) VALUES ($3, $1, $2)";
        assert_eq!(lite.run(add, args![vec![7_u8], 5_i64, "text"]), Ok(1));
        assert_eq!(lite.run(add, args![None::<Vec<u8>>, 6_i64, None::<String>]), Ok(1));
        let rows = lite.rows("SELECT z, x, y FROM a WHERE x >= $2 AND x < $1 ORDER BY x", args![9_i64, 5_i64], 9);
        let rows = rows.unwrap();
        let first: (Vec<u8>, i64, String) = (rows[0].get(0).unwrap(), rows[0].get(1).unwrap(), rows[0].get(2).unwrap());
        assert_eq!(first, (vec![7], 5, "text".into()));
        let second: (Option<Vec<u8>>, i64, Option<String>) =
            (rows[1].get(0).unwrap(), rows[1].get(1).unwrap(), rows[1].get(2).unwrap());
        assert_eq!(second, (None, 6, None));
        assert!(rows[1].get::<String>(2).is_err(), "nothing is no text");
        assert!(rows[0].get::<String>(0).is_err(), "bytes are no text");
        assert!(rows[0].get::<i64>(3).is_err(), "no such column");
        assert!(lite.run(add, args![vec![7_u8]]).is_err(), "a value is missing");
        assert_eq!(lite.rows("SELECT x FROM a", args![], 1).unwrap().len(), 1);
    }

    #[tokio::test]
    async fn readers_come_back_and_do_not_write() {
        let folder = tempfile::tempdir().unwrap();
        drop(lite(&folder));
        let readers = Readers::open(&folder.path().join("books ?#%.db"), Arc::default()).unwrap();
        for _ in 0..3 {
            let mut all = Vec::new();
            for _ in 0..READERS {
                all.push(readers.get().await.unwrap());
            }
            assert!(all[0].run("DELETE FROM a", args![]).is_err());
            let waiting = tokio::time::timeout(Duration::from_millis(20), readers.get()).await;
            assert!(waiting.is_err(), "there is none left");
        }
        readers.close().await;
        assert!(readers.get().await.is_err());
    }

    #[test]
    fn a_copy_opens_whatever_its_path_looks_like() {
        let folder = tempfile::tempdir().unwrap();
        drop(lite(&folder));
        let still = open_still(&folder.path().join("books ?#%.db")).unwrap();
        let n: i64 = still.query_row("SELECT COUNT(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(n, 0);
    }
}
