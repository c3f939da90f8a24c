//! The report of an opinion map: first whether there are groups to believe in, then what they hold; methods last.

mod basis;
mod statements;
mod turnout;

#[cfg(test)]
mod tests;

use maud::{Markup, html};

use super::Page;
use crate::chart::{self, Setting};
use crate::opinion::outcome::Outcome;
use crate::report::parts::{Level, figure, heading};
use crate::words::{Lang, count, decimal, opinion_lead, opinion_verdict, say, tame};

/// The whole report in the reader's language.
pub fn html(outcome: &Outcome, lang: Lang) -> String {
    let content = html! {
        (head(outcome, lang))
        (map(outcome, lang))
        (statements::sections(outcome, lang))
        (turnout::section(outcome, lang))
        (basis::sections(outcome, lang))
    };
    let (named, topic) = topic(outcome);
    let title = say!(lang, "opinion-title", named = named, topic = topic);
    super::page(Page { title: &title, comity: &outcome.comity, seed: outcome.seed, lang }, &content)
}

/// Whether the conversation has a title, and which.
fn topic(outcome: &Outcome) -> (&'static str, String) {
    match &outcome.topic {
        Some(topic) => ("yes", tame(topic)),
        None => ("no", String::new()),
    }
}

fn head(outcome: &Outcome, lang: Lang) -> Markup {
    let (named, topic) = topic(outcome);
    html! {
        header {
            p.kicker { (say!(lang, "opinion-kicker", named = named, topic = topic)) }
            (heading(Level::ONLY, "verdict", None, &opinion_verdict(outcome, lang)))
            @if let Some((first, rest)) = opinion_lead(outcome, lang).split_first() {
                p.lead { (first) }
                @if !rest.is_empty() { p { (rest.join(" ")) } }
            }
        }
        (figures(outcome, lang))
    }
}

fn figures(outcome: &Outcome, lang: Lang) -> Markup {
    let taken = &outcome.participation;
    let people_note = if taken.in_groups > 0 {
        say!(lang, "opinion-people-note", n = taken.in_groups)
    } else {
        say!(lang, "opinion-people-note-none")
    };
    let figure = |name: String, figure: String, note: String| {
        html! { div { dt { (name) } dd { (figure) } dd.small { (note) } } }
    };
    html! {
        dl.figures {
            (figure(say!(lang, "opinion-people"), count(taken.people as u64, lang), people_note))
            (figure(
                say!(lang, "opinion-votes-count"),
                count(outcome.data.votes as u64, lang),
                say!(lang, "opinion-votes-note", median = taken.votes_a_person[2]),
            ))
            (figure(
                say!(lang, "opinion-statements-count"),
                count(outcome.data.statements as u64, lang),
                say!(lang, "opinion-statements-note", n = outcome.consensus.len()),
            ))
            @if let Some(found) = outcome.stability {
                (figure(
                    say!(lang, "opinion-stability"),
                    decimal(found.median, 2, lang),
                    say!(lang, "opinion-stability-note", chance = decimal(found.null_95, 2, lang)),
                ))
            }
        }
    }
}

fn map(outcome: &Outcome, lang: Lang) -> Markup {
    let level = Level::ONLY.below();
    html! {
        @if let Some(chart) = chart::opinion_map(outcome, Setting { id: "map", lang }) {
            section {
                (heading(level, "part", None, &say!(lang, "opinion-part-map")))
                (figure(&chart, "map", lang))
                @if let Some(theirs) = outcome.published {
                    p { (say!(
                        lang,
                        "opinion-published",
                        k = theirs.k,
                        people = theirs.people,
                        index = decimal(theirs.adjusted_rand, 2, lang),
                    )) }
                }
            }
        }
        @if let Some(found) = &outcome.stability {
            section {
                (heading(level, "part", None, &say!(lang, "opinion-part-stability")))
                (figure(&chart::held(found, Setting { id: "held", lang }), "held", lang))
            }
        }
    }
}
