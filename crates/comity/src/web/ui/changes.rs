//! Changes from one version of terms to another, as a table both sides can read.

use comity_exchange::difference::Change;
use maud::{Markup, html};

use super::{Reading, change_words, chip, favours_tone};
use crate::words::say;

/// Each change: where, what, in whose favour.
pub fn changes_table(changes: &[Change], reading: &Reading<'_>) -> Markup {
    let lang = reading.lang;
    html! {
        @if changes.is_empty() { p.note { (say!(lang, "web-no-change")) } }
        // A group, since a page shows several and landmarks are told apart by their names.
        @else { div.scroll role="group" tabindex="0" aria-label=(say!(lang, "web-changes")) { table {
            thead { tr { @for column in ["where", "what", "favours"] { th scope="col" { (say!(lang, "web-change-column", column = column)) } } } }
            tbody { @for change in changes { tr {
                @let (tone, name) = favours_tone(change.favours);
                th scope="row" { @match &change.clause {
                    Some(id) => @match reading.terms.clause(id) { Some(clause) => (reading.plain(&clause.title)), None => (id) },
                    None => (say!(lang, "web-whole")),
                } }
                td { (change_words(change, reading)) }
                td { (chip(tone, &say!(lang, "web-favours", whom = name))) }
            } } }
        } } }
    }
}
