//! Backups: a copy of the books made while they are open, with a manifest that says what is in it. Keys are never in it.
//!
//! A backup is a folder with `comity.db` and `manifest.json`. On PostgreSQL the database's own tools make the copy; what is
//! checked before and after is here too.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::context::Context;
use crate::engine::conn::args;
use crate::engine::{Engine, NEWEST};
use crate::error::Error as BooksError;
use crate::store::Store;

/// The version of the form of backups.
pub const FORM: u32 = 1;
const BOOKS: &str = "comity.db";
const MANIFEST: &str = "manifest.json";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Version of this form.
    pub form: u32,
    /// Version of the schema of the books.
    pub schema: i64,
    /// When it was made, in microseconds since 1970.
    pub made: i64,
    /// The key with which the ledger's checkpoints are verified.
    pub verifier: String,
    /// The latest signed checkpoint of the ledger in the copy.
    pub checkpoint: Option<String>,
    /// The files.
    pub files: Vec<BackupFile>,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackupFile {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// Why a backup was not made, is not sound, or was not restored.
#[derive(Debug, Error)]
pub enum BackupError {
    /// There is something already.
    #[error("{0} is there already: a backup is made into, and restored to, an empty place")]
    NotEmpty(String),
    /// A file or folder.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: String,
        /// What happened.
        error: std::io::Error,
    },
    /// The manifest cannot be read.
    #[error("{0} is no manifest of a backup")]
    Manifest(String),
    /// A newer form or schema.
    #[error("this backup is of a newer comity (form {form}, schema {schema}): install that one first")]
    Newer {
        /// Its form.
        form: u32,
        /// Its schema.
        schema: i64,
    },
    /// A file is not as it was made.
    #[error("{0} is damaged: it is not the file that was backed up")]
    Damaged(String),
    /// PostgreSQL.
    #[error("on PostgreSQL `pg_dump` makes the copy")]
    Postgres,
    /// The books.
    #[error(transparent)]
    Books(#[from] BooksError),
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.display().to_string();
    move |error| BackupError::Io { path, error }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BackupError> + Send + 'static,
) -> Result<T, BackupError> {
    let broken = |_| BackupError::Books(BooksError::Broken("a backup broke off".into()));
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

impl Store {
    /// Copies the books into a new folder while they are open: everything committed before it began, and nothing half done.
    /// The folder appears under its name when all of it is on disk.
    ///
    /// # Errors
    /// [`BackupError`]; anybody but the house asking.
    pub async fn backup(&self, ctx: &Context, folder: &Path) -> Result<Manifest, BackupError> {
        ctx.house()?;
        if !matches!(self.engine(), Engine::Sqlite(_)) {
            return Err(BackupError::Postgres);
        }
        if folder.exists() {
            return Err(BackupError::NotEmpty(folder.display().to_string()));
        }
        let mut part = folder.as_os_str().to_owned();
        part.push(".part");
        let (part, folder) = (PathBuf::from(part), folder.to_owned());
        let begun = part.clone();
        blocking(move || {
            if begun.exists() {
                // Left behind by a backup that was cut off.
                fs::remove_dir_all(&begun).map_err(io(&begun))?;
            }
            fs::create_dir_all(&begun).map_err(io(&begun))?;
            private(&begun, 0o700)
        })
        .await?;
        let copy = part.join(BOOKS);
        let mut conn = self.read().await?;
        conn.run("VACUUM INTO $1", args![copy.display().to_string()]).await?;
        drop(conn);
        let (schema, checkpoint) = read_copy(&copy).await?;
        let (made, verifier) = (self.now().0, self.verifier().to_string());
        blocking(move || {
            private(&copy, 0o600)?;
            File::open(&copy).and_then(|file| file.sync_all()).map_err(io(&copy))?;
            let files = vec![file_of(&part, BOOKS)?];
            let manifest = Manifest { form: FORM, schema, made, verifier, checkpoint, files };
            let path = part.join(MANIFEST);
            let text = serde_json::to_vec_pretty(&manifest).map_err(BooksError::from)?;
            let mut file = File::create_new(&path).map_err(io(&path))?;
            file.write_all(&text).and_then(|()| file.sync_all()).map_err(io(&path))?;
            sync(&part)?;
            fs::rename(&part, &folder).map_err(io(&folder))?;
            folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync)?;
            Ok(manifest)
        })
        .await
    }

    /// The versions of the schema that a dump must have been made of and can be restored to, for PostgreSQL: the one of
    /// these books, and the newest that this version knows.
    ///
    /// # Errors
    /// The database's.
    pub async fn schema(&self) -> Result<(i64, i64), BooksError> {
        let found = self.read().await?.number("SELECT COALESCE(MAX(version), 0) FROM migration", args![]).await?;
        Ok((found, NEWEST))
    }
}

/// Schema and checkpoint of a copy: what is in it, not what was there when it began.
async fn read_copy(copy: &Path) -> Result<(i64, Option<String>), BackupError> {
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

/// Checks a backup: its manifest, the digest of every file, and the database's own structure.
///
/// # Errors
/// [`BackupError`]: the first thing found.
pub async fn backup_verify(folder: &Path) -> Result<Manifest, BackupError> {
    let at = folder.to_owned();
    let manifest = blocking(move || {
        let path = at.join(MANIFEST);
        let text = fs::read(&path).map_err(io(&path))?;
        let bad = |_| BackupError::Manifest(path.display().to_string());
        let manifest: Manifest = serde_json::from_slice(&text).map_err(bad)?;
        if manifest.form > FORM || manifest.schema > NEWEST {
            return Err(BackupError::Newer { form: manifest.form, schema: manifest.schema });
        }
        let names: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
        if names != [BOOKS] {
            return Err(BackupError::Manifest(path.display().to_string()));
        }
        for file in &manifest.files {
            if file_of(&at, &file.name)? != *file {
                return Err(BackupError::Damaged(at.join(&file.name).display().to_string()));
            }
        }
        Ok(manifest)
    })
    .await?;
    let (schema, checkpoint) = read_copy(&folder.join(BOOKS)).await?;
    if (schema, &checkpoint) != (manifest.schema, &manifest.checkpoint) {
        return Err(BackupError::Damaged(folder.join(MANIFEST).display().to_string()));
    }
    Ok(manifest)
}

/// Puts a backup where `file` (the database's path) is to be, and only where nothing is. The next [`Store::open`] with the
/// instance's keys erases again whoever was erased since.
///
/// # Errors
/// [`BackupError`]; nothing is left behind then.
pub async fn backup_restore(folder: &Path, file: &Path) -> Result<Manifest, BackupError> {
    let manifest = backup_verify(folder).await?;
    let (from, to) = (folder.join(BOOKS), file.to_owned());
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
    .await?;
    Ok(manifest)
}

fn file_of(folder: &Path, name: &str) -> Result<BackupFile, BackupError> {
    let path = folder.join(name);
    let mut file = File::open(&path).map_err(io(&path))?;
    let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer).map_err(io(&path))?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        bytes += read as u64;
    }
    let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(BackupFile { name: name.to_owned(), bytes, sha256 })
}

fn sync(folder: &Path) -> Result<(), BackupError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io(folder))
}

fn private(path: &Path, mode: u32) -> Result<(), BackupError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(io(path))?;
    }
    let _ = mode;
    Ok(())
}
