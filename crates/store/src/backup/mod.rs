//! Backups: a copy of the books made while they are open, with a manifest that says what is in it. Keys are never in it.
//!
//! A backup is a folder with `manifest.json` and `comity.db`, or `comity.dump` of books on PostgreSQL, which its own tools make
//! and read.

mod client;
mod postgres;
mod sqlite;

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::context::Context;
use crate::engine::value::args;
use crate::engine::{Engine, NEWEST};
use crate::error::{Error as BooksError, OpenError};
use crate::store::Store;

/// The newest version of the form of backups: 1 is a file of SQLite, 2 a dump of PostgreSQL.
pub const FORM: u32 = 2;
const BOOKS: &str = "comity.db";
const DUMP: &str = "comity.dump";
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
    /// Of a dump, which versions of PostgreSQL it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postgres: Option<Dumped>,
    /// The files.
    pub files: Vec<BackupFile>,
}

/// Which versions of PostgreSQL a dump comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dumped {
    /// That of the server, as 15.
    pub server: u32,
    /// That of `pg_dump`, which is not older; `pg_restore` must not be older than this.
    pub pg_dump: u32,
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
    /// A program of PostgreSQL is not there.
    #[error(
        "{program} is not there, which comes with PostgreSQL's client programs: install them in version {needs} or newer \
         (on Debian the package postgresql-client-{needs})"
    )]
    NoProgram {
        /// Which.
        program: &'static str,
        /// The version that is needed at least.
        needs: u32,
    },
    /// A program of PostgreSQL is older than what it is to read.
    #[error(
        "{program} here is of PostgreSQL {found}, and {needs} is needed: install the client programs in version {needs} or newer \
         (on Debian the package postgresql-client-{needs}), first on the path"
    )]
    OldProgram {
        /// Which.
        program: &'static str,
        /// Its version.
        found: u32,
        /// The version that is needed at least.
        needs: u32,
    },
    /// A program of PostgreSQL failed.
    #[error("{program} failed: {said}")]
    Program {
        /// Which.
        program: &'static str,
        /// What it said.
        said: String,
    },
    /// A backup of the other database.
    #[error(
        "this is a backup of books on {holds}, and the configuration names a database on {wanted}: they are restored to what they came from"
    )]
    OtherDatabase {
        /// Where the books were.
        holds: &'static str,
        /// Where they were to be.
        wanted: &'static str,
    },
    /// The database cannot be reached.
    #[error(transparent)]
    Open(#[from] OpenError),
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

/// What was found in a copy that was just made.
struct Copied {
    schema: i64,
    checkpoint: Option<String>,
    postgres: Option<Dumped>,
}

impl Store {
    /// Copies the books into a new folder while they are open: everything committed before it began, and nothing half done.
    /// The folder appears under its name when all of it is on disk.
    ///
    /// # Errors
    /// [`BackupError`]; anybody but the house asking.
    pub async fn backup(&self, ctx: &Context, folder: &Path) -> Result<Manifest, BackupError> {
        ctx.house()?;
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
        let (form, name) = match self.engine() {
            Engine::Sqlite(_) => (1, BOOKS),
            Engine::Postgres(_) => (FORM, DUMP),
        };
        let copy = part.join(name);
        let copied = match self.engine() {
            Engine::Sqlite(_) => sqlite::copy(self, &copy).await,
            Engine::Postgres(postgres) => postgres::dump(postgres, &copy).await,
        };
        // A backup must not know more than the books do after a failure of power.
        let copied = match self.engine().settled().await {
            Ok(()) => copied,
            Err(lost) => Err(lost.into()),
        };
        let (made, verifier) = (self.now().0, self.verifier().to_string());
        let done = blocking(move || {
            let done = copied.and_then(|Copied { schema, checkpoint, postgres }| {
                private(&copy, 0o600)?;
                File::open(&copy).and_then(|file| file.sync_all()).map_err(io(&copy))?;
                let files = vec![file_of(&part, name)?];
                let manifest = Manifest { form, schema, made, verifier, checkpoint, postgres, files };
                manifest_write(&manifest, &part)?;
                fs::rename(&part, &folder).map_err(io(&folder))?;
                folder.parent().filter(|parent| !parent.as_os_str().is_empty()).map_or(Ok(()), sync)?;
                Ok(manifest)
            });
            if done.is_err() {
                // What was begun helps nobody; the error that matters is the first one.
                let _ = fs::remove_dir_all(&part);
            }
            done
        });
        done.await
    }

    /// The versions of the schema that a dump must have been made of and can be restored to: the one of these books, and the
    /// newest that this version knows.
    ///
    /// # Errors
    /// The database's.
    pub async fn schema(&self) -> Result<(i64, i64), BooksError> {
        let found = self.read().await?.number("SELECT COALESCE(MAX(version), 0) FROM migration", args![]).await?;
        Ok((found, NEWEST))
    }
}

fn manifest_write(manifest: &Manifest, folder: &Path) -> Result<(), BackupError> {
    let path = folder.join(MANIFEST);
    let text = serde_json::to_vec_pretty(manifest).map_err(BooksError::from)?;
    let mut file = File::create_new(&path).map_err(io(&path))?;
    file.write_all(&text).and_then(|()| file.sync_all()).map_err(io(&path))?;
    sync(folder)
}

/// Checks a backup: its manifest, the digest of every file, and that the whole copy can be read.
///
/// # Errors
/// [`BackupError`]: the first thing found.
pub async fn backup_verify(folder: &Path) -> Result<Manifest, BackupError> {
    let at = folder.to_owned();
    let manifest = blocking(move || manifest_read(&at)).await?;
    let (schema, checkpoint) = match manifest.postgres {
        None => sqlite::read(&folder.join(BOOKS)).await?,
        Some(dumped) => postgres::read(&folder.join(DUMP), dumped).await?,
    };
    if (schema, &checkpoint) != (manifest.schema, &manifest.checkpoint) {
        return Err(BackupError::Damaged(folder.join(MANIFEST).display().to_string()));
    }
    Ok(manifest)
}

/// The manifest of a backup whose files are as they were made.
fn manifest_read(folder: &Path) -> Result<Manifest, BackupError> {
    let path = folder.join(MANIFEST);
    let text = fs::read(&path).map_err(io(&path))?;
    let bad = || BackupError::Manifest(path.display().to_string());
    // What a newer version wrote may have more in it than this one knows.
    let versions: Versions = serde_json::from_slice(&text).map_err(|_| bad())?;
    if versions.form > FORM || versions.schema > NEWEST {
        return Err(BackupError::Newer { form: versions.form, schema: versions.schema });
    }
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| bad())?;
    let expected = if manifest.postgres.is_some() { DUMP } else { BOOKS };
    let names: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    if names != [expected] {
        return Err(bad());
    }
    for file in &manifest.files {
        if file_of(folder, &file.name)? != *file {
            return Err(BackupError::Damaged(folder.join(&file.name).display().to_string()));
        }
    }
    Ok(manifest)
}

#[derive(Deserialize)]
struct Versions {
    form: u32,
    schema: i64,
}

/// Puts a backup where `url` says the books are to be, and only where nothing is: no file, or an empty database. The next
/// [`Store::open`] with the instance's keys erases again whoever was erased since.
///
/// # Errors
/// [`BackupError`]; nothing is left behind then.
pub async fn backup_restore(folder: &Path, url: &str) -> Result<Manifest, BackupError> {
    let manifest = backup_verify(folder).await?;
    let file = url.strip_prefix("sqlite://");
    match (manifest.postgres, file) {
        (None, Some(file)) => sqlite::restore(&folder.join(BOOKS), Path::new(file)).await?,
        (Some(dumped), None) => postgres::restore(&folder.join(DUMP), url, dumped).await?,
        (None, None) => return Err(BackupError::OtherDatabase { holds: "SQLite", wanted: "PostgreSQL" }),
        (Some(_), Some(_)) => return Err(BackupError::OtherDatabase { holds: "PostgreSQL", wanted: "SQLite" }),
    }
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
