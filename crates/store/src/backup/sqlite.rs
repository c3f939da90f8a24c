//! A backup of books on SQLite: the database as one file.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{BackupError, Copied, blocking, io, private, sync};
use crate::engine::conn::args;
use crate::error::Error as BooksError;
use crate::store::Store;

/// Copies the books to a file that is not there yet.
pub(super) async fn copy(store: &Store, to: &Path) -> Result<Copied, BackupError> {
    let mut conn = store.read().await?;
    conn.run("VACUUM INTO $1", args![to.display().to_string()]).await?;
    drop(conn);
    let (schema, checkpoint) = read(to).await?;
    Ok(Copied { schema, checkpoint, postgres: None })
}

/// Schema and checkpoint of a copy, whose structure is sound: what is in it, not what was there when it began.
pub(super) async fn read(copy: &Path) -> Result<(i64, Option<String>), BackupError> {
    use sqlx::ConnectOptions as _;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(copy).read_only(true).immutable(true);
    let mut conn = options.connect().await.map_err(BooksError::from)?;
    let sound: String =
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut conn).await.map_err(BooksError::from)?;
    if sound != "ok" {
        return Err(BackupError::Damaged(copy.display().to_string()));
    }
    let schema = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM migration");
    let schema = schema.fetch_one(&mut conn).await.map_err(BooksError::from)?;
    let checkpoint = sqlx::query_scalar("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
    let checkpoint = checkpoint.fetch_optional(&mut conn).await.map_err(BooksError::from)?;
    sqlx::Connection::close(conn).await.map_err(BooksError::from)?;
    Ok((schema, checkpoint))
}

/// Puts a copy where the database is to be.
pub(super) async fn restore(copy: &Path, file: &Path) -> Result<(), BackupError> {
    let (from, to) = (copy.to_owned(), file.to_owned());
    blocking(move || {
        for suffix in ["", "-wal", "-shm"] {
            let mut name = to.as_os_str().to_owned();
            name.push(suffix);
            if Path::new(&name).exists() {
                return Err(BackupError::NotEmpty(PathBuf::from(name).display().to_string()));
            }
        }
        if let Some(parent) = to.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(io(parent))?;
        }
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let copied = fs::copy(&from, &part).and_then(|_| File::open(&part)?.sync_all()).map_err(io(&part));
        let done = copied
            .and_then(|()| private(&part, 0o600))
            .and_then(|()| fs::rename(&part, &to).map_err(io(&to)))
            .and_then(|()| to.parent().filter(|p| !p.as_os_str().is_empty()).map_or(Ok(()), sync));
        if done.is_err() {
            // What was begun helps nobody; the error that matters is the first one.
            let _ = fs::remove_file(&part);
        }
        done
    })
    .await
}
