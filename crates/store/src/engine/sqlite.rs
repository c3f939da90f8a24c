//! SQLite: one file, one writer, several readers.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::sync::RwLock;

use super::conn::Conn;
use super::lite::{Lite, Readers};
use super::log::Mover;
use super::syncer::Syncer;
use super::writer::{Work, Writer};
use super::{Mode, Undo, migrate, syncer};
use crate::error::{Error, OpenError, closed};
use crate::health::Health;

pub(crate) struct Sqlite {
    file: PathBuf,
    readers: Arc<Readers>,
    // Taken out when the books are closed.
    writer: RwLock<Option<Writer>>,
    /// Held as long as the books are open; the system lets go of it when the process ends, however it ends.
    lock: RwLock<Option<File>>,
}

impl Sqlite {
    pub(crate) async fn open(file: &Path, mode: Mode, forget: impl Fn() + Send + 'static) -> Result<Self, OpenError> {
        let lock = match mode {
            Mode::Serve => Some(lock(file)?),
            Mode::Beside => None,
        };
        if mode == Mode::Beside && !file.exists() {
            return Err(OpenError::Io { path: file.display().to_string(), error: std::io::ErrorKind::NotFound.into() });
        }
        let mut writer = Lite::writer(file)?;
        private(file)?;
        migrate::sqlite(writer.connection()?, file, mode)?;
        syncer::log_on_disk(file)?;
        let readers = Readers::open(file, writer.watch())?;
        let io = |error| OpenError::Io { path: file.display().to_string(), error };
        let mover = Mover::start(Lite::writer(file)?).map_err(io)?;
        let syncer = Syncer::start(file).map_err(io)?;
        let writer = Writer::start(writer, mover, syncer, forget).map_err(io)?;
        let writer = RwLock::new(Some(writer));
        Ok(Self { file: file.to_owned(), readers, writer, lock: RwLock::new(lock) })
    }

    /// Where the books lie.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) async fn write<T: Send + 'static>(&self, undo: Undo, work: Work<T>) -> Result<T, Error> {
        match &*self.writer.read().await {
            Some(writer) => writer.write(undo, work).await,
            None => Err(closed()),
        }
    }

    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        Ok(Conn::Sqlite(self.readers.get().await?))
    }

    /// Waits until everything that anybody can have read up to now is on the disk.
    pub(crate) async fn settled(&self) -> Result<(), Error> {
        let progress = self.writer.read().await.as_ref().map(Writer::progress).ok_or_else(closed)?;
        if self.lock.read().await.is_some() {
            return progress.settled().await;
        }
        // Who opened the books beside a server does not know how far that has come.
        syncer::log_on_disk(&self.file)
    }

    pub(crate) async fn truncate(&self) -> Result<(), Error> {
        match &*self.writer.read().await {
            Some(writer) => writer.truncate().await,
            None => Err(closed()),
        }
    }

    pub(crate) fn health(&self) -> Health {
        let writer = self.writer.try_read().ok();
        let Some(writer) = writer.as_ref().and_then(|writer| writer.as_ref()) else { return Health::default() };
        let ((waiting, room), gauge) = (writer.depth(), writer.gauge());
        Health {
            waiting,
            room,
            commit_micros: gauge.commit_micros.load(Ordering::Relaxed),
            batch: gauge.batch.load(Ordering::Relaxed),
            commits: gauge.commits.load(Ordering::Relaxed),
            leads: true,
        }
    }

    pub(crate) async fn close(&self) {
        let writer = self.writer.write().await.take();
        self.readers.close().await;
        if let Some(writer) = writer {
            writer.stop().await;
        }
        self.lock.write().await.take();
    }
}

/// Takes the lock that keeps a second server out.
fn lock(file: &Path) -> Result<File, OpenError> {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    let path = PathBuf::from(name);
    let io = |error| OpenError::Io { path: path.display().to_string(), error };
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(io)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(std::fs::TryLockError::WouldBlock) => Err(OpenError::InUse(path.display().to_string())),
        Err(std::fs::TryLockError::Error(error)) => Err(io(error)),
    }
}

/// Nobody else on the machine reads the books.
fn private(file: &Path) -> Result<(), OpenError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let io = |error| OpenError::Io { path: file.display().to_string(), error };
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).map_err(io)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::value::args;
    use super::*;

    async fn put(books: &Sqlite, undo: Undo, x: i64, then: Result<(), Error>) -> Result<(), Error> {
        let work: Work<()> = Box::new(move |conn| {
            Box::pin(async move {
                if x > 0 {
                    conn.run("INSERT INTO a VALUES ($1)", args![x]).await?;
                }
                then
            })
        });
        books.write(undo, work).await
    }

    #[tokio::test]
    async fn what_fails_after_it_wrote_is_never_kept() {
        let folder = tempfile::tempdir().unwrap();
        let books = Sqlite::open(&folder.path().join("books.db"), Mode::Serve, || {}).await.unwrap();
        let make: Work<u64> = Box::new(|conn| Box::pin(conn.run("CREATE TABLE a (x BIGINT)", args![])));
        books.write(Undo::Command, make).await.unwrap();
        let no = Err(Error::NotFound("x"));
        assert_eq!(put(&books, Undo::Nothing, 0, no.clone()).await, no, "it refused before it wrote");
        assert!(matches!(put(&books, Undo::Nothing, 1, no.clone()).await, Err(Error::Broken(_))));
        assert_eq!(put(&books, Undo::Command, 2, no.clone()).await, no);
        put(&books, Undo::Nothing, 3, Ok(())).await.unwrap();
        let (kept, gone) =
            tokio::join!(put(&books, Undo::Nothing, 4, Ok(())), put(&books, Undo::Command, 5, no.clone()));
        assert_eq!((kept, gone), (Ok(()), no));
        let rows = books.read().await.unwrap().rows("SELECT x FROM a ORDER BY x", args![]).await.unwrap();
        let rows: Result<Vec<i64>, Error> = rows.iter().map(|row| row.get(0)).collect();
        assert_eq!(rows, Ok(vec![3, 4]));
        books.close().await;
    }
}
