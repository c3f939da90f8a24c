//! Who took part.

use maud::{Markup, html};

use crate::chart::{self, Setting};
use crate::opinion::outcome::Outcome;
use crate::report::parts::{Level, figure, heading};
use crate::words::{Lang, count, say};

/// Votes and new people over time, and how many votes people cast.
pub fn section(outcome: &Outcome, lang: Lang) -> Markup {
    let taken = &outcome.participation;
    let lead = say!(
        lang,
        "opinion-turnout-lead",
        people = taken.people,
        statements = outcome.data.statements,
        median = taken.votes_a_person[2],
        enough = count(taken.enough as u64, lang),
        needed = taken.votes_needed,
    );
    html! {
        section {
            (heading(Level::ONLY.below(), "part", None, &say!(lang, "opinion-part-turnout")))
            p { (lead) }
            @if let Some(chart) = chart::turnout(taken, Setting { id: "turnout", lang }) { (figure(&chart, "turnout", lang)) }
            @if let Some(chart) = chart::spread(&taken.spread, taken.people, Setting { id: "spread", lang }) {
                (figure(&chart, "spread", lang))
            }
        }
    }
}
