//! What is said when something could not be done, with a number by which it can be found in the log.

use maud::{Markup, html};

use super::Shell;
use crate::words::say;

/// What went wrong, as far as the reader is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// There is no such page, or not for this reader.
    NotFound,
    /// The reader may not do this.
    Denied,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// The session has ended.
    SignedOut,
    /// No firm answers at this address.
    NoFirm,
    /// More was sent than is taken.
    TooLarge,
    /// A link that opens nothing any more.
    Link,
    /// Too much at once; it can be tried again in a moment.
    Busy,
    /// No answer came in time: it may have been done.
    Unsure,
    /// Too many attempts from here.
    TooMany,
    /// The form was sent from elsewhere, or was too large.
    BadRequest,
    /// No room to write.
    Full,
    /// Something is broken here.
    Broken,
}

impl Trouble {
    fn code(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Denied => "denied",
            Self::Conflict => "conflict",
            Self::SignedOut => "signed-out",
            Self::NoFirm => "no-firm",
            Self::TooLarge => "too-large",
            Self::Link => "link",
            Self::Busy => "busy",
            Self::Unsure => "unsure",
            Self::TooMany => "too-many",
            Self::BadRequest => "bad-request",
            Self::Full => "full",
            Self::Broken => "broken",
        }
    }
}

/// The page for a trouble; `request` is the number under which the log has it.
pub fn error_page(trouble: Trouble, request: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-trouble", trouble = trouble.code());
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "web-trouble-next", trouble = trouble.code())) }
        p { a.button href=(shell.home()) { (say!(lang, "web-trouble-home")) } }
        p.note { (say!(lang, "web-trouble-request", request = request)) }
    };
    shell.plain(&title, &content)
}
