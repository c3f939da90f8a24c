//! The report of a study: for each event the verdict first, then the evidence; what it rests on last.

pub(super) mod basis;
mod event;
mod evidence;
mod overview;
mod said;

#[cfg(test)]
mod tests;

use maud::html;

use super::Page;
use crate::report::parts::Level;
use crate::study::outcome::Outcome;
use crate::words::{Lang, say};

/// The whole report in the reader's language.
pub fn html(outcome: &Outcome, lang: Lang) -> String {
    let content = html! {
        @match outcome.events.as_slice() {
            [only] => (event::section(only, 0, outcome, Level::ONLY, lang)),
            events => {
                (overview::section(events, outcome, lang))
                @for (index, event) in events.iter().enumerate() {
                    (event::section(event, index, outcome, Level::AMONG_SEVERAL, lang))
                }
            }
        }
        (basis::section(outcome, lang))
    };
    let title = title(outcome, lang);
    super::page(Page { title: &title, comity: &outcome.comity, seed: outcome.seed, lang }, &content)
}

fn title(outcome: &Outcome, lang: Lang) -> String {
    match outcome.events.as_slice() {
        [only] => say!(lang, "title-one", name = event::name(only, lang)),
        events => say!(lang, "title-many", n = events.len()),
    }
}
