//! What goes into a statement and what comes back, whichever database runs it.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value as Cell, ValueRef};
use sqlx::{Decode, Postgres, Row as _, Type};

use crate::error::Error;
use crate::id;
use crate::ledger::tree::Hash;

/// A parameter of a statement. Nothing has a type too: PostgreSQL wants to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

/// A row that came back.
pub(crate) enum Row {
    Sqlite(Vec<Cell>),
    Postgres(sqlx::postgres::PgRow),
}

/// Parameters, in the order of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::engine::value::Value::from($value)),*] };
}
pub(crate) use args;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Int(value) => value.map(ValueRef::Integer),
            Self::Text(value) => value.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
            Self::Bytes(value) => value.as_ref().map(|bytes| ValueRef::Blob(bytes)),
        };
        Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
    }
}

impl Row {
    /// The value of a column, counted from 0.
    pub(crate) fn get<T: Column>(&self, column: usize) -> Result<T, Error> {
        T::read(self, column)
    }

    /// A value of one of the three kinds that are stored, or nothing.
    fn plain<T>(&self, column: usize, of_cell: impl Fn(&Cell) -> Option<T>) -> Result<Option<T>, Error>
    where
        T: for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(cells) => match cells.get(column) {
                Some(Cell::Null) => Ok(None),
                Some(cell) => of_cell(cell).map(Some).ok_or_else(odd),
                None => Err(odd()),
            },
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }
}

/// What a column can be read as.
pub(crate) trait Column: Sized {
    fn read(row: &Row, column: usize) -> Result<Self, Error>;
}

macro_rules! plain {
    ($($type:ty => $variant:ident, $cell:ident;)*) => {$(
        impl Column for Option<$type> {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                row.plain(column, |cell| match cell {
                    Cell::$cell(value) => Some(value.clone()),
                    _ => None,
                })
            }
        }

        impl Column for $type {
            fn read(row: &Row, column: usize) -> Result<Self, Error> {
                row.get::<Option<$type>>(column)?.ok_or_else(odd)
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

plain! {
    i64 => Int, Integer;
    String => Text, Text;
    Vec<u8> => Bytes, Blob;
}

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
    id::ImportId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::ImportId::from_bytes);
    id::LeafId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::LeafId::from_bytes);
    id::ClientId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::ClientId::from_bytes);
    id::NoticeId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::NoticeId::from_bytes);
    id::HookId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::HookId::from_bytes);
    id::ActivityId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::ActivityId::from_bytes);
    id::ContributionId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::ContributionId::from_bytes);
    id::CommentId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::CommentId::from_bytes);
    id::EntryId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::EntryId::from_bytes);
    id::NewsId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::NewsId::from_bytes);
    id::PulseId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::PulseId::from_bytes);
    id::VoiceId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::VoiceId::from_bytes);
    id::SignId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::SignId::from_bytes);
    id::RewardsId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::RewardsId::from_bytes);
    id::RecognitionId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::RecognitionId::from_bytes);
    id::CreditId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::CreditId::from_bytes);
    id::PolicyId as Vec<u8>, |v| v.bytes().to_vec(), |f| array(&f).map(id::PolicyId::from_bytes);
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
