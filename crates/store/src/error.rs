//! Why the books did not do something.

use comity_exchange::{agreement, market, negotiation, publish};
use serde::Serialize;
use thiserror::Error;

use crate::context::Right;
use crate::information::{NotPromised, Scope};

/// Why something was not done. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// Who asks may not do that.
    #[error("not allowed: {0:?}")]
    Denied(Right),
    /// The key of the system that asks is not for that.
    #[error("the key is not for that: it needs the scope {}", .0.name())]
    NoScope(Scope),
    /// There is no such thing, or it belongs to another firm.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// What is there by now does not go with what was asked.
    #[error("{0}")]
    Conflict(Conflict),
    /// A value that cannot be taken.
    #[error("{0}")]
    Invalid(Invalid),
    /// The rules of negotiation refuse it.
    #[error(transparent)]
    Refused(#[from] negotiation::Refusal),
    /// The rules of versions and votes refuse it.
    #[error(transparent)]
    NotPublished(#[from] publish::NotPublished),
    /// The rules of the information market do not permit it, whoever it is about.
    #[error(transparent)]
    NotPermitted(#[from] market::NotPermitted),
    /// What is said to have come back is nothing that was promised.
    #[error(transparent)]
    NotPromised(#[from] NotPromised),
    /// The rules of agreements refuse it.
    #[error(transparent)]
    Agreement(#[from] agreement::Refused),
    /// The rules of taking part refuse it.
    #[error(transparent)]
    Participation(comity_participation::refusal::Refusal),
    /// An activity that means nothing.
    #[error(transparent)]
    Activity(#[from] comity_participation::activity::Fault),
    /// Rules on what is shown that mean nothing.
    #[error(transparent)]
    Policy(#[from] comity_participation::moderation::PolicyFault),
    /// Rules on what comes back for taking part that are not set.
    #[error(transparent)]
    Rewards(#[from] comity_participation::rewards::NotRewards),
    /// Too many wait already: ask again in a moment.
    #[error("the books are busy; try again in a moment")]
    Busy,
    /// The disk is full: nothing can be written.
    #[error("the disk is full")]
    DiskFull,
    /// Another server has taken over these books, or the lock that says so was lost and is not back yet.
    #[error("another server has taken over these books, or the connection that keeps them was lost a moment ago")]
    TakenOver,
    /// The database's server went away. What was being written may be there, or may not.
    #[error("the database does not answer")]
    Away,
    /// The database failed, or holds what it should not.
    #[error("the books failed: {0}")]
    Broken(String),
}

/// What does not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// Somebody has this mail address.
    #[error("somebody with this mail address is there already")]
    Mail,
    /// Somebody has this external id.
    #[error("somebody with this external id is there already")]
    ExternalId,
    /// A firm has this short name.
    #[error("a firm with this short name is there already")]
    Slug,
    /// A firm has this host.
    #[error("a firm with this host name is there already")]
    Host,
    /// The draft was saved by somebody else since it was read.
    #[error("the draft has changed since it was read")]
    Stale,
    /// Rules were set by somebody else since they were read.
    #[error("somebody else has set these rules since they were read")]
    Overtaken,
    /// The last owner cannot go.
    #[error("a firm keeps at least one owner")]
    LastOwner,
    /// A one-time link or token was used before.
    #[error("this was used before")]
    Used,
    /// It has ended.
    #[error("this has ended")]
    Expired,
    /// The exchange offers nothing: it is a draft, or closed.
    #[error("the exchange is not open")]
    NotOpen,
    /// The person is being erased.
    #[error("this person is being erased")]
    BeingErased,
    /// The vote has ended, or this person may not vote in it.
    #[error("the vote is not open to this person")]
    NoVote,
    /// Something of that name is there already.
    #[error("it is there already")]
    Taken,
    /// The person has brought much in a short time.
    #[error("that is much in a short time; try again later")]
    TooMuch,
    /// A moderator decided that the person brings nothing more.
    #[error("a moderator decided that nothing more is taken from this person")]
    Blocked,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    /// No mail address.
    #[error("this is no mail address")]
    Mail,
    /// A short name of a firm is 1 to 40 of a–z, 0–9 and hyphens.
    #[error("a short name has 1 to 40 small letters, digits and hyphens")]
    Slug,
    /// Empty, too long, or with control characters.
    #[error("this text is empty, too long, or holds characters that cannot be shown")]
    Text,
    /// A date or a number outside what can be.
    #[error("this number cannot be")]
    Number,
    /// So many of something at once that it is not taken.
    #[error("{field}: {sent} were sent; {least} to {most} are taken at once")]
    Count {
        /// The field in which they were sent.
        field: &'static str,
        /// How many were sent.
        sent: usize,
        /// How many are taken at least.
        least: usize,
        /// How many are taken at most.
        most: usize,
    },
    /// A place to go on from in a list that is none.
    #[error("this is no place in the list")]
    Cursor,
    /// Neither mail address nor external id: nobody could be recognised.
    #[error("a mail address or an external id is needed")]
    Unrecognisable,
    /// A person cannot be their own guardian, and a guardian is not a minor.
    #[error("that cannot be a guardian")]
    Guardian,
}

impl Invalid {
    /// Whether so many are taken at once.
    pub(crate) fn check_count(field: &'static str, sent: usize, least: usize, most: usize) -> Result<(), Self> {
        if (least..=most).contains(&sent) { Ok(()) } else { Err(Self::Count { field, sent, least, most }) }
    }
}

/// What is not there for whoever asks is not found, as everywhere.
impl From<comity_participation::refusal::Refusal> for Error {
    fn from(refusal: comity_participation::refusal::Refusal) -> Self {
        match refusal {
            comity_participation::refusal::Refusal::NotThere => Self::NotFound("contribution"),
            other => Self::Participation(other),
        }
    }
}

impl From<Conflict> for Error {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        // The message of serde can quote what it read, and that may be somebody's: only where it broke is said.
        Self::Broken(format!("a stored document cannot be read (line {}, column {})", error.line(), error.column()))
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
        let (failure, message) = match error {
            rusqlite::Error::SqliteFailure(failure, message) => (failure, message),
            rusqlite::Error::SqlInputError { error, msg, .. } => (error, Some(msg)),
            // What the library itself finds odd can hold values.
            _ => return Self::Broken("SQLite was asked, or answered, in a form that was not expected".into()),
        };
        match (failure.code, failure.extended_code) {
            (ErrorCode::DiskFull, _) => Self::DiskFull,
            (ErrorCode::DatabaseBusy, _) => Self::Busy,
            (_, SQLITE_CONSTRAINT_PRIMARYKEY | SQLITE_CONSTRAINT_UNIQUE) => Self::Conflict(Conflict::Taken),
            _ => Self::Broken(message.unwrap_or_else(|| failure.to_string())),
        }
    }
}

/// The books were closed while somebody still used them.
pub(crate) fn closed() -> Error {
    Error::Broken("the books are closed".into())
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::StorageFull => Self::DiskFull,
            sqlx::Error::Io(_) => Self::Away,
            sqlx::Error::Database(database) => match database.code().as_deref() {
                // disk_full.
                Some("53100") => Self::DiskFull,
                // deadlock_detected, serialization_failure, lock_not_available.
                Some("40P01" | "40001" | "55P03") => Self::Busy,
                // admin_shutdown, crash_shutdown, cannot_connect_now; the class of connections.
                Some("57P01" | "57P02" | "57P03") => Self::Away,
                Some(code) if code.len() == 5 && code.starts_with("08") => Self::Away,
                _ if database.is_unique_violation() => Self::Conflict(Conflict::Taken),
                // The message only: details can hold values.
                _ => Self::Broken(database.message().to_owned()),
            },
            other => Self::Broken(other.to_string()),
        }
    }
}

/// Why the books could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The address is none of a database that is known.
    #[error("{0:?} is no address of books: write sqlite:///path/comity.db or postgres://user@host/database")]
    Url(String),
    /// Another server has them open.
    #[error("another comity server has these books open ({0}); stop it first")]
    InUse(String),
    /// They were written by a newer version.
    #[error("these books have schema {found}, and this comity knows schemas up to {known}: install a newer comity")]
    Newer {
        /// Schema of the books.
        found: i64,
        /// The newest schema that is known.
        known: i64,
    },
    /// They are of an older version, and only a server brings them up to date.
    #[error("these books have schema {found} and need {known}: start `comity serve` once to bring them up to date")]
    Older {
        /// Schema of the books.
        found: i64,
        /// The schema that is needed.
        known: i64,
    },
    /// The key is not the one with which these books were written.
    #[error("the root key is not the one of these books: what they hold about persons cannot be read with it")]
    WrongKey,
    /// The latest checkpoint was signed by another key than the one there is.
    #[error(
        "the ledger's latest checkpoint was not signed by {0}: ledger.key is not the one of these books, and receipts that \
         people hold could not be checked with it. Put the right one back; if it is lost for good, `comity ledger new-key` \
         takes this one instead"
    )]
    OtherLedgerKey(String),
    /// There are no books at that address.
    #[error("there are no books in this database yet: `comity serve` makes them at its first start")]
    Empty,
    /// The database's server cannot be reached, or lets nobody in.
    #[error("the database server does not answer, or refuses us: {0}. See `database` in the configuration")]
    Unreachable(String),
    /// Files of keys.
    #[error(transparent)]
    Keys(#[from] crate::keys::KeyError),
    /// A folder or file.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: String,
        /// What happened.
        error: std::io::Error,
    },
    /// The database.
    #[error(transparent)]
    Books(#[from] Error),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Books(error.into())
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Self::Books(error.into())
    }
}
