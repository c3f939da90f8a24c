//! Pages at public addresses, for whoever has no account: what others brought, a form, votes, and what one did here.

pub mod join;
pub mod list;
pub mod mine;
pub mod one;
#[cfg(test)]
pub mod samples;

use comity_store::Actor;
use maud::{Markup, html};

use super::ui::Shell;
use crate::words::{say, tame};

/// Who takes part, as far as a page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Taker {
    /// Somebody who has not acted yet.
    #[default]
    Visitor,
    /// Somebody without an account who has.
    Guest,
    /// Somebody who is signed in.
    Person,
}

impl From<Actor> for Taker {
    fn from(actor: Actor) -> Self {
        match actor {
            Actor::Guest { .. } => Self::Guest,
            Actor::Person { .. } | Actor::Guardian { .. } => Self::Person,
            Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Member { .. } => Self::Visitor,
        }
    }
}

/// What it means to take part without an account, and where to go for one. `here` is where one comes back to.
pub fn note(taker: Taker, here: &str, shell: &Shell) -> Markup {
    let (lang, firm) = (shell.lang, tame(shell.name()));
    html! { @match taker {
        Taker::Person => p.note { (say!(lang, "guest-as-person")) },
        Taker::Visitor | Taker::Guest => details.fold {
            summary { (say!(lang, "guest-summary")) }
            p { (say!(lang, "guest-means", firm = firm)) }
            ul {
                @for point in ["cookie", "nothing", "moderator", "ends", "join"] { li { (say!(lang, "guest-point", what = point, firm = tame(shell.name()))) } }
            }
            p { a href=(shell.to(format!("/enter?next={here}"))) { (say!(lang, "guest-sign-in")) } }
        },
    }
    @if taker == Taker::Guest { p { a href=(shell.to("/guest")) { (say!(lang, "guest-to-mine")) } } } }
}

/// The hidden field with the token of a form.
pub fn proof(token: &str) -> Markup {
    html! { input type="hidden" name="proof" value=(token); }
}

/// What pages that persons have too are given where they stand at a public address.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// Who takes part.
    pub taker: Taker,
    /// The token of forms.
    pub proof: String,
}
