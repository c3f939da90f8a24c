//! One connection, whichever database is behind it: a statement is written once and runs on both.

use sqlx::pool::PoolConnection;
use sqlx::{
    Arguments as _, Database, Decode, Encode, PgConnection, Postgres, Row as _, Sqlite, SqliteConnection, Type,
};

use crate::error::Error;
use crate::id;
use crate::ledger::tree::Hash;

/// A connection, inside a transaction where something is written.
pub(crate) enum Conn {
    /// The one writing connection of SQLite.
    Writer(Writing),
    /// A reading connection of SQLite.
    Reader(PoolConnection<Sqlite>),
    /// A transaction of PostgreSQL.
    Transaction(sqlx::Transaction<'static, Postgres>),
    /// A connection of PostgreSQL, for reading.
    Plain(PoolConnection<Postgres>),
}

/// SQLite's writing connection, and what was put off.
///
/// Each statement is a trip to another thread and back, which costs more than most statements; so those whose outcome nobody
/// waits for make the trip together.
pub(crate) struct Writing {
    connection: SqliteConnection,
    later: Vec<(&'static str, Vec<Value>)>,
}

enum Raw<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// Expands one body once for each database.
macro_rules! each {
    ($conn:expr, |$raw:ident: $database:ident| $body:expr) => {
        match $conn.raw() {
            Raw::Sqlite($raw) => {
                type $database = Sqlite;
                $body
            }
            Raw::Postgres($raw) => {
                type $database = Postgres;
                $body
            }
        }
    };
}

/// A parameter of a statement. Nothing has a type too: PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// A row that came back.
pub(crate) enum Row {
    Sqlite(sqlx::sqlite::SqliteRow),
    Postgres(sqlx::postgres::PgRow),
}

/// Parameters, in the order of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::engine::conn::Value::from($value)),*] };
}
pub(crate) use args;

impl Conn {
    fn raw(&mut self) -> Raw<'_> {
        match self {
            Self::Writer(writing) => Raw::Sqlite(&mut writing.connection),
            Self::Reader(connection) => Raw::Sqlite(connection),
            Self::Transaction(transaction) => Raw::Postgres(transaction),
            Self::Plain(connection) => Raw::Postgres(connection),
        }
    }

    /// Whether SQLite is behind it, for the few statements that differ.
    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self, Self::Writer(_) | Self::Reader(_))
    }

    /// SQLite's writing connection.
    pub(crate) fn writer(connection: SqliteConnection) -> Self {
        Self::Writer(Writing { connection, later: Vec::new() })
    }

    /// Runs a statement whose outcome nobody waits for: on SQLite with the next one, and in any case before the end of the
    /// command, which fails where it fails.
    pub(crate) async fn later(&mut self, sql: &'static str, values: Vec<Value>) -> Result<(), Error> {
        match self {
            Self::Writer(writing) => {
                writing.later.push((sql, values));
                Ok(())
            }
            _ => self.run(sql, values).await.map(drop),
        }
    }

    /// Runs what was put off, and `after` with it.
    pub(crate) async fn settle(&mut self, after: &'static str) -> Result<(), Error> {
        let Self::Writer(writing) = self else { return Ok(()) };
        let (sql, values) = together(std::mem::take(&mut writing.later), after);
        if !sql.is_empty() {
            let query = sqlx::query_with::<Sqlite, _>(sqlx::AssertSqlSafe(sql), bound::<Sqlite>(values)?);
            query.execute(&mut writing.connection).await?;
        }
        Ok(())
    }

    /// Closes the connection, where it is one of its own.
    pub(crate) async fn close(self) {
        if let Self::Writer(writing) = self {
            // Whatever keeps it from closing well, it is gone afterwards.
            let _ = sqlx::Connection::close(writing.connection).await;
        }
    }

    /// Forgets what was put off: the command failed.
    pub(crate) fn give_up(&mut self) {
        if let Self::Writer(writing) = self {
            writing.later.clear();
        }
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) async fn run(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, Error> {
        self.settle("").await?;
        each!(self, |raw: DB| {
            let query = sqlx::query_with::<DB, _>(sql, bound::<DB>(values)?);
            Ok(query.execute(raw).await?.rows_affected())
        })
    }

    /// Every row of a statement.
    pub(crate) async fn rows(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, Error> {
        self.settle("").await?;
        each!(self, |raw: DB| {
            let query = sqlx::query_with::<DB, _>(sql, bound::<DB>(values)?);
            Ok(query.fetch_all(raw).await?.into_iter().map(Row::from).collect())
        })
    }

    /// The first row of a statement, if there is one.
    pub(crate) async fn row(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Option<Row>, Error> {
        self.settle("").await?;
        each!(self, |raw: DB| {
            let query = sqlx::query_with::<DB, _>(sql, bound::<DB>(values)?);
            Ok(query.fetch_optional(raw).await?.map(Row::from))
        })
    }

    /// The one number that a statement gives.
    pub(crate) async fn number(&mut self, sql: &'static str, values: Vec<Value>) -> Result<i64, Error> {
        let row = self.row(sql, values).await?;
        row.ok_or_else(|| Error::Broken("a count gave no row".into()))?.get(0)
    }

    /// Runs statements that carry no parameters.
    pub(crate) async fn script(&mut self, sql: &'static str) -> Result<(), Error> {
        match self.raw() {
            Raw::Sqlite(raw) => {
                sqlx::raw_sql(sql).execute(raw).await?;
            }
            Raw::Postgres(raw) => {
                sqlx::raw_sql(sql).execute(raw).await?;
            }
        }
        Ok(())
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

/// Statements as one text: parameters of each are numbered on from those before it.
fn together(statements: Vec<(&'static str, Vec<Value>)>, after: &'static str) -> (String, Vec<Value>) {
    let (mut sql, mut all) = (String::new(), Vec::new());
    for (text, values) in statements {
        let mut parts = text.split('$');
        sql.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let number = part[..digits].parse::<usize>().unwrap_or_default() + all.len();
            sql.push('$');
            sql.push_str(&number.to_string());
            sql.push_str(&part[digits..]);
        }
        sql.push_str("; ");
        all.extend(values);
    }
    sql.push_str(after);
    (sql, all)
}

/// The random end of an id as the number of a lock.
fn lock_number(id: &[u8; 16]) -> i64 {
    id[8..].iter().fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

fn bound<DB: Database>(values: Vec<Value>) -> Result<DB::Arguments, Error>
where
    Option<i64>: for<'q> Encode<'q, DB> + Type<DB>,
    Option<String>: for<'q> Encode<'q, DB> + Type<DB>,
    Option<Vec<u8>>: for<'q> Encode<'q, DB> + Type<DB>,
{
    let mut arguments = DB::Arguments::default();
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

impl From<sqlx::sqlite::SqliteRow> for Row {
    fn from(row: sqlx::sqlite::SqliteRow) -> Self {
        Self::Sqlite(row)
    }
}

impl From<sqlx::postgres::PgRow> for Row {
    fn from(row: sqlx::postgres::PgRow) -> Self {
        Self::Postgres(row)
    }
}

impl Row {
    /// The value of a column, counted from 0.
    pub(crate) fn get<T: Column>(&self, column: usize) -> Result<T, Error> {
        T::read(self, column)
    }

    fn plain<T>(&self, column: usize) -> Result<T, Error>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => Ok(row.try_get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }
}

/// What a column can be read as.
pub(crate) trait Column: Sized {
    fn read(row: &Row, column: usize) -> Result<Self, Error>;
}

macro_rules! plain {
    ($($type:ty => $variant:ident),*) => {$(
        impl Column for $type {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                row.plain(column)
            }
        }

        impl Column for Option<$type> {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                row.plain(column)
            }
        }

        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(Some(value))
            }
        }

        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

plain!(i64 => Int, String => Text, Vec<u8> => Bytes);

/// Types that are stored as another one.
macro_rules! stored {
    ($($type:ty as $as:ty, |$value:ident| $to:expr, |$from:ident| $back:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                Self::from($to)
            }
        }

        impl From<Option<$type>> for Value {
            fn from(value: Option<$type>) -> Self {
                Self::from(value.map(|$value| $to))
            }
        }

        impl Column for $type {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                let $from: $as = row.get(column)?;
                $back
            }
        }

        impl Column for Option<$type> {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                let value: Option<$as> = row.get(column)?;
                value.map(|$from| -> Result<$type, Error> { $back }).transpose()
            }
        }
    )*};
}

fn odd() -> Error {
    Error::Broken("a stored value has another form than it should".into())
}

fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], Error> {
    bytes.try_into().map_err(|_| odd())
}

stored! {
    bool as i64, |v| i64::from(v), |f| Ok(f != 0);
    u32 as i64, |v| i64::from(v), |f| u32::try_from(f).map_err(|_| odd());
    u64 as i64, |v| i64::try_from(v).unwrap_or(i64::MAX), |f| u64::try_from(f).map_err(|_| odd());
    [u8; 16] as Vec<u8>, |v| v.to_vec(), |f| array(&f);
    [u8; 32] as Vec<u8>, |v| v.to_vec(), |f| array(&f);
    Hash as Vec<u8>, |v| v.0.to_vec(), |f| array(&f).map(Hash);
    id::FirmId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::FirmId::from_bytes);
    id::MemberId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::MemberId::from_bytes);
    id::PersonId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::PersonId::from_bytes);
    id::ExchangeId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::ExchangeId::from_bytes);
    id::CounterId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::CounterId::from_bytes);
    id::VoteId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::VoteId::from_bytes);
    id::JobId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::JobId::from_bytes);
    id::MailId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::MailId::from_bytes);
    id::AuditId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::AuditId::from_bytes);
    id::RunId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::RunId::from_bytes);
    id::LeafId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::LeafId::from_bytes);
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_on() {
        let one = ("UPDATE a SET x = $2 WHERE y = $1", args![1_i64, 2_i64]);
        let two = ("INSERT INTO b VALUES ($1, $3, $2, $1)", args![3_i64, 4_i64, 5_i64]);
        let (sql, values) = together(vec![one, two], "RELEASE c");
        assert_eq!(sql, "UPDATE a SET x = $2 WHERE y = $1; INSERT INTO b VALUES ($3, $5, $4, $3); RELEASE c");
        assert_eq!(values.len(), 5);
        assert_eq!(together(Vec::new(), ""), (String::new(), Vec::new()));
    }
}
