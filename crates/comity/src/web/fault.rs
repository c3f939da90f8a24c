//! What went wrong, as a page: what it means and what to do, never how the program is made.
//!
//! A handler answers with a [`Fault`]; the outermost layer turns it into a page in the reader's language, with the id of
//! the request. Answers that are errors without being a fault of ours (a path that does not exist, a body too large) are
//! dressed the same way.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use comity_store::{Error, Scope};

use super::ui::Trouble;

/// Why a request is not answered with what it asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// What was sent makes no sense: a form that no page of ours sends.
    Malformed,
    /// Nothing here, or nothing that the reader may know of.
    NotFound,
    /// The method does not fit the path.
    Method,
    /// Signed in, but without that right.
    Denied,
    /// Not signed in, and what was sent cannot be kept while signing in.
    SignedOut,
    /// A key that is not for that.
    NoScope(Scope),
    /// A key that opens nothing at this firm.
    WrongKey,
    /// Sent from another site.
    Foreign,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// More was sent than is accepted.
    TooLarge,
    /// Too often: seconds to wait.
    TooMany(u32),
    /// It took too long.
    TimedOut,
    /// The database does not answer just now: what was sent may have been done.
    Away,
    /// More waits to be written than can be taken: try again.
    Busy,
    /// Too little disk is free; nothing is written.
    DiskFull,
    /// No firm answers at this address.
    NoFirm,
    /// A link or token that is used, past its time, or was never made here.
    Link,
    /// The program failed.
    Broken,
}

impl Fault {
    /// The status of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::NotFound | Self::NoFirm => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Denied | Self::NoScope(_) | Self::Foreign => StatusCode::FORBIDDEN,
            Self::SignedOut | Self::WrongKey => StatusCode::UNAUTHORIZED,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Link => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TimedOut => StatusCode::REQUEST_TIMEOUT,
            Self::Busy | Self::DiskFull | Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The fault that a bare status stands for, where a library answered for us.
    pub fn of(status: StatusCode) -> Option<Self> {
        Some(match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::REQUEST_TIMEOUT => Self::TimedOut,
            StatusCode::FORBIDDEN => Self::Denied,
            StatusCode::SERVICE_UNAVAILABLE => Self::Busy,
            status if status.is_client_error() => Self::Malformed,
            status if status.is_server_error() => Self::Broken,
            _ => return None,
        })
    }

    /// Seconds after which trying again makes sense.
    pub fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooMany(seconds) => Some(seconds.max(1)),
            Self::Busy => Some(1),
            Self::Away => Some(5),
            Self::DiskFull => Some(60),
            _ => None,
        }
    }

    /// What is said about it.
    pub fn trouble(self) -> Trouble {
        match self {
            Self::Malformed | Self::Foreign => Trouble::BadRequest,
            Self::NotFound | Self::Method => Trouble::NotFound,
            Self::NoFirm => Trouble::NoFirm,
            Self::Denied | Self::NoScope(_) => Trouble::Denied,
            Self::SignedOut | Self::WrongKey => Trouble::SignedOut,
            Self::Conflict => Trouble::Conflict,
            Self::Link => Trouble::Link,
            Self::TooLarge => Trouble::TooLarge,
            Self::TooMany(_) => Trouble::TooMany,
            Self::Busy => Trouble::Busy,
            Self::TimedOut | Self::Away => Trouble::Unsure,
            Self::DiskFull => Trouble::Full,
            Self::Broken => Trouble::Broken,
        }
    }
}

/// What the books refused, where a page has nothing better to say. What broke goes to the log: the books' messages hold
/// no text of anybody's.
impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Denied(_) => Self::Denied,
            Error::NoScope(scope) => Self::NoScope(scope),
            Error::NotFound(_) => Self::NotFound,
            Error::Conflict(_)
            | Error::Refused(_)
            | Error::NotPublished(_)
            | Error::Agreement(_)
            | Error::NotPermitted(_)
            | Error::NotPromised(_)
            | Error::Participation(_) => Self::Conflict,
            Error::Invalid(_) | Error::Activity(_) | Error::Policy(_) | Error::Rewards(_) => Self::Malformed,
            Error::Busy => Self::Busy,
            Error::DiskFull => Self::DiskFull,
            Error::TakenOver | Error::Away => {
                tracing::warn!(%error, "the books cannot be reached");
                Self::Away
            }
            Error::Broken(_) => {
                tracing::error!(%error, "the books failed");
                Self::Broken
            }
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}
