//! `/studio/settings/handoff`: the key with which the firm's own site hands customers over.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::{Shell, act, day};
use crate::words::say;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Handoff {
    /// Since when there is a key.
    pub made: Option<Timestamp>,
    /// The key, right after it was made.
    pub key: Option<String>,
    /// Where browsers are sent, whole.
    pub address: String,
    /// Whether the reader may make and end it.
    pub may: bool,
}

/// The page.
pub fn page(view: &Handoff, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let here = shell.to("/studio/settings/handoff");
    let content = html! {
        p.lead { (say!(lang, "studio-handoff-lead")) }
        @if let Some(key) = &view.key {
            div.done role="status" {
                p { (say!(lang, "studio-handoff-shown")) }
                dl.facts { dt { (say!(lang, "studio-handoff-key")) } dd.mono { (key) } }
            }
        } @else if let Some(made) = view.made { p { (say!(lang, "studio-handoff-since")) " " (day(made, lang)) "." } }
        @else { p { (say!(lang, "studio-handoff-none")) } }
        dl.facts { dt { (say!(lang, "studio-handoff-where")) } dd.mono { (view.address) "?token=…" } }
        p.note { (say!(lang, "studio-handoff-docs")) }
        @if view.may {
            div.actions {
                (act(&here, &say!(lang, "studio-handoff-make", there = if view.made.is_some() { "yes" } else { "no" }), "", &[("go", "make")]))
                @if view.made.is_some() { (act(&here, &say!(lang, "studio-handoff-end"), "", &[("go", "end")])) }
            }
            @if view.made.is_some() { p.note { (say!(lang, "studio-handoff-make-note")) } }
        }
    };
    frame(Part::Handoff, &content, shell)
}

#[cfg(test)]
impl Handoff {
    /// A made-up firm's.
    pub fn sample() -> Self {
        let address = "https://exchange.example.com/f/norda/handoff".to_owned();
        Self { made: Some(Timestamp(1_795_773_900_000_000)), key: None, address, may: true }
    }
}
