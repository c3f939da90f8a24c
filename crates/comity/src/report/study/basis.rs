//! What all of it rests on: the data read, and how it was measured. Once per report, at its end.

use maud::{Markup, html};

use crate::report::parts::{Level, heading, scroll};
use crate::study::outcome::{Data, Metric, Outcome};
use crate::words::{Lang, count, decimal, found, metric_name, reject_reason, role, say, shorten, tame};

/// The data and the methods.
pub fn section(outcome: &Outcome, lang: Lang) -> Markup {
    let level = Level::ONLY.below();
    let data = &outcome.data;
    html! {
        section {
            (heading(level, "part", None, &say!(lang, "part-data")))
            (read(data, lang))
            (columns(data, lang))
            (rejected(data, lang))
        }
        section {
            (heading(level, "part", None, &say!(lang, "part-methods")))
            (methods(data, lang))
        }
    }
}

/// The posts that were read, and what is measured.
pub fn read(data: &Data, lang: Lang) -> Markup {
    let files: Vec<String> = data.files.iter().map(|file| shorten(file, 300)).collect();
    html! {
        p {
            @if matches!(data.metric, Metric::Series { .. }) {
                (say!(lang, "data-values", n = data.posts, files = files.join(", ")))
            } @else {
                (say!(lang, "data-posts", n = data.posts, files = files.join(", ")))
            }
            @if let Some([first, last]) = &data.span {
                " " (say!(lang, "data-span", first = crate::report::date(first, lang), last = crate::report::date(last, lang)))
            }
            @if data.decoded_as_windows_1252 > 0 {
                " " (say!(lang, "data-windows-1252", n = data.decoded_as_windows_1252 as i64))
            }
        }
        p { (metric(&data.metric, lang)) }
    }
}

fn metric(metric: &Metric, lang: Lang) -> String {
    let name = metric_name(metric, lang);
    match metric {
        Metric::Model { damping, damping_here } => match damping_here.or(*damping) {
            Some(factor) => say!(
                lang,
                "metric-model-damping",
                factor = decimal(factor, 2, lang),
                here = if damping_here.is_some() { "yes" } else { "no" },
            ),
            None => say!(lang, "metric-model"),
        },
        Metric::Column { .. } => say!(lang, "metric-column", name = name),
        Metric::Series { .. } => say!(lang, "metric-series", name = name),
    }
}

/// Which column plays which part.
pub fn columns(data: &Data, lang: Lang) -> Markup {
    html! {
        @if !data.columns.is_empty() {
            (scroll("columns", &say!(lang, "columns-caption"), false, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "column-role")) }
                    th scope="col" { (say!(lang, "column-column")) }
                    th scope="col" { (say!(lang, "column-found")) }
                } }
                tbody { @for used in &data.columns { tr {
                    th scope="row" { (role(&used.role, lang)) }
                    td { (tame(&used.column)) }
                    td { (found(&used.found, lang)) }
                } } }
            }))
        }
    }
}

/// Rows that could not be used.
pub fn rejected(data: &Data, lang: Lang) -> Markup {
    let total: u64 = data.rejected.values().sum();
    html! {
        @if total == 0 {
            p { (say!(lang, "rejected-none")) }
        } @else {
            p { (say!(lang, "rejected", n = total)) }
            ul.calm { @for (reason, n) in &data.rejected { li { (reject_reason(reason, lang)) ": " (count(*n, lang)) } } }
        }
    }
}

fn methods(data: &Data, lang: Lang) -> Markup {
    let is_series = matches!(data.metric, Metric::Series { .. });
    html! {
        dl.methods {
            dt { (say!(lang, "methods-headline-name")) }
            dd { (say!(lang, "methods-headline")) }
            dt { (say!(lang, "methods-interval-name")) }
            dd { (say!(lang, "methods-interval")) }
            dt { (say!(lang, "methods-could-find-name")) }
            dd { (say!(lang, "methods-could-find")) }
            @if !is_series {
                dt { (say!(lang, "methods-series-name")) }
                dd { (say!(lang, "methods-series")) }
                dt { (say!(lang, "methods-copies-name")) }
                dd { (say!(lang, "methods-copies")) }
                dt { (say!(lang, "methods-said-name")) }
                dd { (say!(lang, "methods-said")) }
            }
            dt { (say!(lang, "methods-cause-name")) }
            dd { (say!(lang, "methods-cause")) }
        }
    }
}
