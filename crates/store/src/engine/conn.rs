//! One connection, whichever database is behind it: a statement is written once and runs on both.

use sqlx::pool::PoolConnection;
use sqlx::{Arguments as _, PgConnection, Postgres};

use super::lite::Lite;
use super::value::{Row, Value, args};
use crate::error::Error;

/// A connection, inside a transaction where something is written.
pub(crate) enum Conn {
    /// SQLite: the one writing connection, or one that reads. A statement is done before its future has waited for anything.
    Sqlite(Lite),
    /// A transaction of PostgreSQL.
    Transaction(sqlx::Transaction<'static, Postgres>),
    /// A connection of PostgreSQL, for reading.
    Plain(PoolConnection<Postgres>),
}

enum Raw<'c> {
    Sqlite(&'c mut Lite),
    Postgres(&'c mut PgConnection),
}

impl Conn {
    fn raw(&mut self) -> Raw<'_> {
        match self {
            Self::Sqlite(lite) => Raw::Sqlite(lite),
            Self::Transaction(transaction) => Raw::Postgres(transaction),
            Self::Plain(connection) => Raw::Postgres(connection),
        }
    }

    /// Whether SQLite is behind it, for the few statements that differ.
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// On SQLite, everything that is read from now on is as it is now, and need not be looked for anew each time. On PostgreSQL
    /// each statement sees what is there then.
    pub(crate) fn hold(&mut self) -> Result<(), Error> {
        match self.raw() {
            Raw::Sqlite(lite) => lite.hold(),
            Raw::Postgres(_) => Ok(()),
        }
    }

    /// Transactions that had ended when it began to [`hold`](Self::hold) what it reads, for [`Self::look_beside`]; 0 where that is not
    /// known.
    pub(crate) fn seen(&mut self) -> u64 {
        match self.raw() {
            Raw::Sqlite(lite) => lite.seen(),
            Raw::Postgres(_) => 0,
        }
    }

    /// Inside a transaction on SQLite: how many transactions ended so far, after which [`Self::is_still`] may be asked; 0 on
    /// PostgreSQL.
    pub(crate) fn look_beside(&mut self) -> Result<u64, Error> {
        match self.raw() {
            Raw::Sqlite(lite) => lite.look_beside(),
            Raw::Postgres(_) => Ok(0),
        }
    }

    /// Whether it is certain that nobody wrote a standing since it was read, when `seen` transactions had ended. Never on PostgreSQL.
    pub(crate) fn is_still(&mut self, row: i64, seen: u64) -> bool {
        match self.raw() {
            Raw::Sqlite(lite) => lite.is_still(row, seen),
            Raw::Postgres(_) => false,
        }
    }

    /// A transaction of the one writer ended.
    pub(super) fn ended(&mut self) {
        if let Raw::Sqlite(lite) = self.raw() {
            lite.ended();
        }
    }

    /// Rows that were changed over this connection since it was opened; 0 on PostgreSQL.
    pub(crate) fn changes(&mut self) -> u64 {
        match self.raw() {
            Raw::Sqlite(lite) => lite.changes(),
            Raw::Postgres(_) => 0,
        }
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, Error> {
        match self.raw() {
            Raw::Sqlite(lite) => lite.run(sql, values),
            Raw::Postgres(raw) => Ok(sqlx::query_with(sql, bound(values)?).execute(raw).await?.rows_affected()),
        }
    }

    /// Every row of a statement.
    pub(crate) async fn rows(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, Error> {
        match self.raw() {
            Raw::Sqlite(lite) => {
                lite.breathe().await;
                lite.rows(sql, values, usize::MAX)
            }
            Raw::Postgres(raw) => {
                let rows = sqlx::query_with(sql, bound(values)?).fetch_all(raw).await?;
                Ok(rows.into_iter().map(Row::Postgres).collect())
            }
        }
    }

    /// The first row of a statement, if there is one.
    pub(crate) async fn row(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Option<Row>, Error> {
        match self.raw() {
            Raw::Sqlite(lite) => {
                lite.breathe().await;
                Ok(lite.rows(sql, values, 1)?.pop())
            }
            Raw::Postgres(raw) => {
                Ok(sqlx::query_with(sql, bound(values)?).fetch_optional(raw).await?.map(Row::Postgres))
            }
        }
    }

    /// The one number that a statement gives.
    pub(crate) async fn number(&mut self, sql: &'static str, values: Vec<Value>) -> Result<i64, Error> {
        let row = self.row(sql, values).await?;
        row.ok_or_else(|| Error::Broken("a count gave no row".into()))?.get(0)
    }

    /// On PostgreSQL, waits until nobody else changes what has that id; where there is one writer there is nothing to wait for.
    pub(crate) async fn lock(&mut self, id: &[u8; 16]) -> Result<(), Error> {
        if self.is_sqlite() {
            return Ok(());
        }
        self.run("SELECT pg_advisory_xact_lock($1)", args![lock_number(id)]).await.map(drop)
    }

    /// As [`Self::lock`], beside others that hold it shared.
    pub(crate) async fn lock_shared(&mut self, id: &[u8; 16]) -> Result<(), Error> {
        if self.is_sqlite() {
            return Ok(());
        }
        self.run("SELECT pg_advisory_xact_lock_shared($1)", args![lock_number(id)]).await.map(drop)
    }
}

/// The random end of an id as the number of a lock.
fn lock_number(id: &[u8; 16]) -> i64 {
    id[8..].iter().fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

fn bound(values: Vec<Value>) -> Result<sqlx::postgres::PgArguments, Error> {
    let mut arguments = sqlx::postgres::PgArguments::default();
    for value in values {
        let added = match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        };
        added.map_err(|error| Error::Broken(error.to_string()))?;
    }
    Ok(arguments)
}
