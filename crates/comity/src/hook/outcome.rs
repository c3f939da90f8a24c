//! How an attempt ended.

use std::time::Duration;

use thiserror::Error;

use super::NotATarget;
use super::address::Special;
use super::tls::Flaw;

/// How an attempt ended. Holds nothing that the receiver wrote, no secret and no address of a machine, so that it may be shown and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it.
    Delivered {
        /// The status, 200 to 299.
        status: u16,
        /// Whether its answer was JSON with `"confirmed": true`.
        confirmed: bool,
    },
    /// Nothing was sent, since we do not send there.
    Refused(Refusal),
    /// It was not received, or we cannot know.
    Failed(Failure),
    /// The receiver wants no more, for good (410): switch it off.
    Gone,
}

/// Why nothing was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The address itself, by the rules of now.
    #[error(transparent)]
    Target(#[from] NotATarget),
    /// The name leads somewhere that is not public; one address of several is enough.
    #[error(
        "the host's name leads to {0}: let it lead to public ones only, or ask the operator to permit it in webhooks.allow"
    )]
    NotPublic(Special),
    /// There is nothing to sign with.
    #[error("there is no secret to sign with")]
    NoSecret,
}

/// A failure, and how soon the receiver wants to hear again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failure {
    /// What failed.
    pub trouble: Trouble,
    /// What the receiver asked for (`Retry-After`, whole seconds), at most [`super::schedule::LONGEST_ASKED`].
    pub asked: Option<Duration>,
}

/// What failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Trouble {
    /// The name leads nowhere.
    #[error("the host's name leads nowhere")]
    NoSuchHost,
    /// Nobody answers there.
    #[error("no connection could be made")]
    NoConnection,
    /// The certificate.
    #[error("the host's certificate {0}")]
    Certificate(Flaw),
    /// TLS could not be agreed on.
    #[error("no encrypted connection could be agreed on")]
    NoTls,
    /// Not within the time that an attempt has.
    #[error("no answer came within the time that there is")]
    TooSlow,
    /// The connection ended before the answer.
    #[error("the connection ended before an answer")]
    CutOff,
    /// What came is no HTTP/1.1 answer, or its head is too long.
    #[error("what came is no HTTP answer")]
    NoHttp,
    /// Another address is named.
    #[error(
        "the answer was {0}, which leads elsewhere; redirects are not followed: enter the address that takes webhooks itself"
    )]
    Redirect(u16),
    /// Any other status.
    #[error("the answer was {0}")]
    Status(u16),
}

impl Failure {
    /// Whether it may pass by itself. Where it may not, somebody has to mend the address or the receiver first, and should be told; trying
    /// again later is harmless.
    pub fn may_pass(&self) -> bool {
        match self.trouble {
            Trouble::NoConnection | Trouble::TooSlow | Trouble::CutOff | Trouble::NoSuchHost => true,
            Trouble::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            Trouble::Certificate(_) | Trouble::NoTls | Trouble::NoHttp | Trouble::Redirect(_) => false,
        }
    }
}

impl From<Trouble> for Outcome {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(Failure { trouble, asked: None })
    }
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
