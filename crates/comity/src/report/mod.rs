//! The report: one self-contained HTML file to read, print or send.
//!
//! It carries one style block and no script, fetches nothing, and every text from the data is escaped (a content policy
//! in the file forbids scripts besides, since posts are written by strangers). The same input gives the same bytes: what
//! depends on the clock is left out.

mod basis;
mod event;
mod evidence;
mod overview;
mod parts;
mod said;

#[cfg(test)]
mod tests;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::study::outcome::Outcome;
use crate::words::{Lang, Moment, say, tame};
use parts::Level;

/// The style block, as it stands in every report; a content policy may name its hash.
pub const STYLE: &str = include_str!("style.css");

/// The whole report in the reader's language.
pub fn html(outcome: &Outcome, lang: Lang) -> String {
    let title = title(outcome, lang);
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="generator" content=(format!("Comity {}", tame(&outcome.comity)));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body(outcome, lang)) }
        }
    };
    page.into_string()
}

fn body(outcome: &Outcome, lang: Lang) -> Markup {
    html! {
        main.report {
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
        }
        footer.report {
            p { (say!(lang, "footer", version = tame(&outcome.comity), seed = outcome.seed.to_string())) }
        }
    }
}

fn title(outcome: &Outcome, lang: Lang) -> String {
    match outcome.events.as_slice() {
        [only] => say!(lang, "title-one", name = event::name(only, lang)),
        events => say!(lang, "title-many", n = events.len()),
    }
}

/// The date of an event in words.
fn date(at: &str, lang: Lang) -> String {
    Moment::parse(at).long(lang)
}
