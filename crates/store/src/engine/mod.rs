//! What runs statements: SQLite with one writer, or PostgreSQL with a transaction for each command.

pub(crate) mod conn;
pub(crate) mod lite;
mod log;
mod migrate;
mod postgres;
mod sqlite;
mod syncer;
pub(crate) mod value;
mod watch;
mod writer;

use conn::Conn;
pub(crate) use migrate::NEWEST;
pub(crate) use postgres::Postgres;

use crate::error::{Error, OpenError};
use crate::health::Health;

/// How the books are opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As the one server.
    Serve,
    /// Beside it, by a command-line tool.
    Beside,
}

/// What is undone of a command that fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undo {
    /// Whatever it did, and nothing else.
    Command,
    /// Nothing: it refuses before it writes. On SQLite this spares the copies of pages from which it would be undone; if it
    /// fails after it wrote all the same, as on a broken disk, nothing that shares its commit is kept.
    Nothing,
}

/// One of the two databases.
pub(crate) enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

impl Engine {
    /// Opens the database that `url` names, and brings its schema up to date where a server opens it.
    pub(crate) async fn open(url: &str, mode: Mode, forget: impl Fn() + Send + 'static) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite://").filter(|path| !path.is_empty()) {
            sqlite::Sqlite::open(path.as_ref(), mode, forget).await.map(Self::Sqlite)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            postgres::Postgres::open(url, mode).await.map(Self::Postgres)
        } else {
            // What follows a colon may be a password.
            Err(OpenError::Url(url.split(':').next().unwrap_or_default().to_owned()))
        }
    }

    /// Runs `work` in a transaction and keeps what it did, unless it says no.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        undo: Undo,
        work: impl for<'c> FnOnce(&'c mut Conn) -> futures_util::future::BoxFuture<'c, Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        match self {
            Self::Sqlite(sqlite) => sqlite.write(undo, Box::new(work)).await,
            Self::Postgres(postgres) => postgres.write(Box::new(work)).await,
        }
    }

    /// A connection to read with.
    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        match self {
            Self::Sqlite(sqlite) => sqlite.read().await,
            Self::Postgres(postgres) => postgres.read().await,
        }
    }

    /// Waits until everything that was read up to now would be there after a failure of power. What leaves the house for good,
    /// as a checkpoint does, must not be taken back.
    pub(crate) async fn settled(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite(sqlite) => sqlite.settled().await,
            // It shows nobody what is not on its disk.
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Makes what was deleted unreadable, as far as the database can.
    pub(crate) async fn truncate(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite(sqlite) => sqlite.truncate().await,
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Deletes the copies made before changes of schema, all of them or those older than `kept`; how many it were.
    pub(crate) fn copies_delete(&self, kept: Option<std::time::Duration>) -> std::io::Result<usize> {
        match self {
            Self::Sqlite(sqlite) => migrate::copies_delete(sqlite.file(), kept),
            Self::Postgres(_) => Ok(0),
        }
    }

    pub(crate) fn health(&self) -> Health {
        match self {
            Self::Sqlite(sqlite) => sqlite.health(),
            Self::Postgres(postgres) => postgres.health(),
        }
    }

    /// Lets what waits be done and closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(sqlite) => sqlite.close().await,
            Self::Postgres(postgres) => postgres.close().await,
        }
    }
}

/// Runs a body in a transaction, with the books and the context at hand. With `checked:` before it, the body refuses whatever it
/// refuses before it writes anything, as [`Undo::Nothing`] has it.
macro_rules! write {
    (checked: $($rest:tt)*) => { $crate::engine::write!(@ $crate::engine::Undo::Nothing, $($rest)*) };
    ($store:expr, $($rest:tt)*) => { $crate::engine::write!(@ $crate::engine::Undo::Command, $store, $($rest)*) };
    (@ $undo:expr, $store:expr, $context:expr, |$books:ident, $ctx:ident, $tx:ident| $body:block) => {{
        let ($books, $ctx) = ($store.clone(), $context.clone());
        $store
            .engine()
            .write($undo, move |$tx| {
                Box::pin(async move {
                    // Not every body needs both.
                    let _ = (&$books, &$ctx);
                    $body
                })
            })
            .await
    }};
}
pub(crate) use write;
