//! The report of ratings: the compass first, then the figures, what raters disagree on, and whether they agree at all.

mod agreement;
mod basis;
mod places;

#[cfg(test)]
mod tests;

use comity_exchange::instrument::Instrument;
use comity_measure::position::Archetype;
use maud::html;

use super::Page;
use crate::rating::{Outcome, gaps, place_sentence};
use crate::report::parts::{Level, figure_alone, heading};
use crate::words::{Lang, list, say};

/// The whole report in the reader's language. The instrument is the one in that language.
pub fn html(outcome: &Outcome, instrument: &Instrument, lang: Lang) -> String {
    let title = say!(lang, "rating-title", n = outcome.objects.len());
    let raters = outcome.data.raters.len();
    let content = html! {
        header {
            p.kicker { (say!(lang, "rating-kicker", raters = raters)) }
            (heading(Level::ONLY, "verdict", None, &headline(outcome, lang)))
        }
        @if let [_, _, ..] = outcome.objects.as_slice() { p.note { (say!(lang, "rating-clear-note")) } }
        @if let Some(chart) = places::chart(outcome, lang) { (figure_alone(&chart)) }
        (places::table(outcome, lang))
        @for gap in gaps(outcome, lang) { p.note { (gap) } }
        (places::control(outcome, lang))
        (agreement::disagreements(outcome, instrument, lang))
        (agreement::section(outcome, instrument, lang))
        (basis::section(outcome, instrument, lang))
    };
    super::page(Page { title: &title, comity: &outcome.comity, seed: outcome.seed, lang }, &content)
}

/// How many places are clear, and what they are; one object speaks for itself.
fn headline(outcome: &Outcome, lang: Lang) -> String {
    if let [only] = outcome.objects.as_slice() {
        return place_sentence(only, lang);
    }
    let clear: Vec<Archetype> = outcome.objects.iter().filter_map(|object| object.clear()).collect();
    let parts = Archetype::ALL.into_iter().filter_map(|archetype| {
        let n = clear.iter().filter(|&&of| of == archetype).count();
        (n > 0).then(|| say!(lang, "rating-headline-part", n = n, archetype = archetype.name()))
    });
    let parts = list(parts, lang);
    say!(lang, "rating-headline", clear = clear.len(), n = outcome.objects.len(), parts = parts)
}
