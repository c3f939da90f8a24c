//! A backup of books on SQLite: the database as one file.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension as _;

use super::{BackupError, Copied, blocking, io, private, sync};
use crate::engine::conn::Conn;
use crate::engine::lite::open_still;
use crate::engine::value::args;
use crate::error::Error as BooksError;
use crate::store::Store;

/// Copies the books to a file that is not there yet.
pub(super) async fn copy(store: &Store, to: &Path) -> Result<Copied, BackupError> {
    let Conn::Sqlite(mut reader) = store.read().await? else {
        return Err(BooksError::Broken("these books are no file".into()).into());
    };
    let path = args![to.display().to_string()];
    // It reads everything there is; meanwhile others want the thread.
    blocking(move || Ok(reader.run("VACUUM INTO $1", path)?)).await?;
    let (schema, checkpoint) = read(to).await?;
    Ok(Copied { schema, checkpoint, postgres: None })
}

/// Schema and checkpoint of a copy, whose structure is sound: what is in it, not what was there when it began.
pub(super) async fn read(copy: &Path) -> Result<(i64, Option<String>), BackupError> {
    let copy = copy.to_owned();
    blocking(move || {
        let conn = open_still(&copy)?;
        let first = |sql| conn.query_row(sql, [], |row| row.get::<_, String>(0)).optional().map_err(BooksError::from);
        if first("PRAGMA integrity_check")?.as_deref() != Some("ok") {
            return Err(BackupError::Damaged(copy.display().to_string()));
        }
        let schema = conn.query_row("SELECT COALESCE(MAX(version), 0) FROM migration", [], |row| row.get(0));
        let checkpoint = first("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1")?;
        Ok((schema.map_err(BooksError::from)?, checkpoint))
    })
    .await
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
