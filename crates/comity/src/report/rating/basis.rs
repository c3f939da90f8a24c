//! How it was measured, what to keep in mind, and what was read.

use comity_exchange::instrument::Instrument;
use maud::{Markup, html};

use crate::rating::Outcome;
use crate::rating::terminal::rejected;
use crate::report::parts::{Level, heading};
use crate::words::{Lang, decimal, list, percent, say, tame};

/// Fewer exchanges than this are few.
const FEW: usize = 5;

/// Methods, caveats and data.
pub fn section(outcome: &Outcome, instrument: &Instrument, lang: Lang) -> Markup {
    let part = |key: &str| heading(Level::ONLY.below(), "part", None, key);
    html! {
        section {
            (part(&say!(lang, "part-methods")))
            dl.methods {
                dt { (say!(lang, "rating-method-instrument")) }
                dd { (say!(
                    lang, "rating-method-instrument-text",
                    id = outcome.instrument.clone(), provenance = instrument.provenance.clone(),
                )) }
                dt { (say!(lang, "rating-method-position")) }
                dd { (say!(lang, "rating-method-position-text")) }
                dt { (say!(lang, "rating-method-probability")) }
                dd { (probability(outcome, lang)) }
                dt { (say!(lang, "rating-method-alpha")) }
                dd { (say!(
                    lang, "rating-method-alpha-text",
                    n = outcome.reliability.resamples,
                    upper = decimal(outcome.reliability.marks[0], 3, lang), lower = decimal(outcome.reliability.marks[1], 3, lang),
                )) }
            }
        }
        section {
            (part(&say!(lang, "part-caveats")))
            ul.calm { @for caveat in caveats(outcome, lang) { li { (caveat) } } }
        }
        section {
            (part(&say!(lang, "part-data")))
            p { (say!(
                lang, "rating-read",
                scores = outcome.data.scores, raters = outcome.data.raters.len(), objects = outcome.objects.len(),
                files = list(outcome.data.files.iter().map(|file| tame(file)), lang),
            )) }
            @if !outcome.rejected.is_empty() { p { (rejected(outcome, lang)) } }
        }
    }
}

fn probability(outcome: &Outcome, lang: Lang) -> String {
    let Some(spread) = outcome.spread else { return say!(lang, "rating-method-probability-none") };
    say!(
        lang,
        "rating-method-probability-text",
        participation = decimal(spread.participation_sd, 1, lang),
        information = decimal(spread.information_sd, 1, lang),
        freedom = decimal(spread.freedom, 1, lang),
        strictness = percent(spread.strictness, lang),
    )
}

fn caveats(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    let data = &outcome.data;
    if outcome.spread.is_some_and(|spread| spread.raised_to_rounding) {
        said.push(say!(lang, "rating-caveat-rounding"));
    }
    if outcome.spread.is_some() && outcome.objects.len() < FEW {
        said.push(say!(lang, "rating-caveat-few", n = outcome.objects.len()));
    }
    if data.missing > 0 {
        said.push(say!(lang, "rating-caveat-missing", n = data.missing));
    }
    let incomplete: usize =
        outcome.objects.iter().flat_map(|o| [o.participation, o.information]).flatten().map(|t| t.incomplete).sum();
    if incomplete > 0 {
        said.push(say!(lang, "rating-caveat-incomplete", n = incomplete));
    }
    if data.identical_duplicates > 0 {
        said.push(say!(lang, "rating-caveat-duplicates", n = data.identical_duplicates));
    }
    if !data.ignored_columns.is_empty() {
        let names = list(data.ignored_columns.iter().map(|name| tame(name)), lang);
        said.push(say!(lang, "rating-caveat-ignored", list = names));
    }
    said.push(say!(lang, "rating-caveat-norms"));
    said
}
