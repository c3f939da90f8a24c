//! What it all rests on: what could not be told, what was read, how it was measured.

use maud::{Markup, html};

use crate::opinion::outcome::{Method, Outcome};
use crate::report::parts::{Level, heading};
use crate::words::{Lang, count, decimal, opinion_caveat, opinion_reject, say, shorten};

/// Caveats, data and methods.
pub fn sections(outcome: &Outcome, lang: Lang) -> Markup {
    let level = Level::ONLY.below();
    html! {
        @if !outcome.caveats.is_empty() {
            section {
                (heading(level, "part", None, &say!(lang, "opinion-part-caveats")))
                ul.calm { @for caveat in &outcome.caveats { li { (opinion_caveat(caveat, lang)) } } }
            }
        }
        section {
            (heading(level, "part", None, &say!(lang, "part-data")))
            (data(outcome, lang))
        }
        section {
            (heading(level, "part", None, &say!(lang, "part-methods")))
            (methods(outcome, lang))
        }
    }
}

fn data(outcome: &Outcome, lang: Lang) -> Markup {
    let data = &outcome.data;
    let files: Vec<String> = data.files.iter().map(|file| shorten(file, 300)).collect();
    let rejected: u64 = data.rejected.values().sum();
    html! {
        p {
            (say!(
                lang,
                "opinion-data-read",
                votes = data.votes_read,
                files = files.join(", "),
                counted = count(data.votes as u64, lang),
            ))
            @if let Some([first, last]) = &data.span {
                " " (say!(
                    lang,
                    "data-span",
                    first = crate::report::date(first, lang),
                    last = crate::report::date(last, lang),
                ))
            }
            @if data.flipped { " " (say!(lang, "opinion-data-flipped")) }
            @if data.decoded_as_windows_1252 > 0 {
                " " (say!(lang, "data-windows-1252", n = data.decoded_as_windows_1252 as i64))
            }
        }
        p { (say!(lang, "opinion-data-rejected", n = rejected)) }
        @if rejected > 0 {
            ul.calm {
                @for (reason, n) in &data.rejected { li { (opinion_reject(reason, lang)) ": " (count(*n, lang)) } }
            }
        }
    }
}

fn methods(outcome: &Outcome, lang: Lang) -> Markup {
    html! {
        dl.methods {
            dt { (say!(lang, "opinion-methods-map-name")) }
            dd { (say!(lang, "opinion-methods-map")) }
            dt { (say!(lang, "opinion-methods-groups-name")) }
            dd {
                @match outcome.method {
                    Method::Comity => (say!(
                        lang,
                        "opinion-methods-groups",
                        needed = outcome.participation.votes_needed,
                    )),
                    Method::Polis => (say!(lang, "opinion-methods-polis")),
                }
            }
            @if let Some(found) = outcome.stability {
                dt { (say!(lang, "opinion-methods-held-name")) }
                dd { (say!(
                    lang,
                    "opinion-methods-held",
                    refits = found.refits,
                    sets = found.null_sets,
                    least = decimal(found.least, 1, lang),
                )) }
            }
            dt { (say!(lang, "opinion-methods-consensus-name")) }
            dd { (say!(lang, "opinion-methods-consensus")) }
            @if outcome.shows_groups() {
                dt { (say!(lang, "opinion-methods-apart-name")) }
                dd { (say!(lang, "opinion-methods-apart")) }
            }
            dt { (say!(lang, "opinion-methods-who-name")) }
            dd { (say!(lang, "opinion-methods-who")) }
        }
    }
}
