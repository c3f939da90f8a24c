//! The report of a portfolio: the answer first, then event by event, what goes with larger effects, what was left out; what it
//! rests on last.

mod drivers;
mod events;

#[cfg(test)]
mod tests;

use maud::{Markup, html};

use super::Page;
use super::parts::{Level, emphasised, figure, figure_alone, heading, scroll};
use super::study::basis;
use crate::portfolio::outcome::Portfolio;
use crate::portfolio::sentence::{
    caveat, drivers as driver_sentences, figures, lead, methods, part as table_part, rest, verdict,
};
use crate::words::{Lang, found, say, shorten, tame};

/// The whole report in the reader's language.
pub fn html(outcome: &Portfolio, lang: Lang) -> String {
    let title = say!(lang, "portfolio-title", n = outcome.table.rows);
    let content = html! {
        header {
            p.kicker { (say!(lang, "portfolio-kicker")) " · " (title) }
            (heading(Level::ONLY, "verdict", None, &verdict(outcome, lang)))
            (paragraphs(outcome, lang))
        }
        (key_figures(outcome, lang))
        (section("portfolio-part-events", events::forest(outcome, lang).map(|chart| figure(&chart, "forest", lang)), lang))
        (section("portfolio-part-drivers", drivers::section(outcome, lang), lang))
        (section("portfolio-part-map", drivers::map(outcome, lang).map(|chart| figure_alone(&chart)), lang))
        (section("portfolio-part-capital", drivers::capital(outcome, lang), lang))
        (section("portfolio-part-speech", drivers::speech(outcome, lang), lang))
        (section("portfolio-part-left-out", Some(events::left_out(outcome, lang)), lang))
        (section("portfolio-part-table", Some(events::table(outcome, lang)), lang))
        @if !outcome.caveats.is_empty() {
            section {
                (heading(Level::ONLY.below(), "part", Some("caveats"), &say!(lang, "part-caveats")))
                ul.calm { @for known in &outcome.caveats { li { (caveat(known, lang)) } } }
            }
        }
        (section("part-data", Some(data(outcome, lang)), lang))
        (section("part-methods", Some(method_list(outcome, lang)), lang))
    };
    super::page(Page { title: &title, comity: &outcome.comity, seed: outcome.seed, lang }, &content)
}

/// A part under its heading; nothing without content.
fn section(key: &str, content: Option<Markup>, lang: Lang) -> Markup {
    html! {
        @if let Some(content) = content {
            section { (heading(Level::ONLY.below(), "part", None, &part(key, lang))) (content) }
        }
    }
}

fn part(key: &str, lang: Lang) -> String {
    match key {
        "portfolio-part-events" => say!(lang, "portfolio-part-events"),
        "portfolio-part-drivers" => say!(lang, "portfolio-part-drivers"),
        "portfolio-part-map" => say!(lang, "portfolio-part-map"),
        "portfolio-part-capital" => say!(lang, "portfolio-part-capital"),
        "portfolio-part-speech" => say!(lang, "portfolio-part-speech"),
        "portfolio-part-left-out" => say!(lang, "portfolio-part-left-out"),
        "portfolio-part-table" => say!(lang, "portfolio-part-table"),
        "part-data" => say!(lang, "part-data"),
        _ => say!(lang, "part-methods"),
    }
}

fn paragraphs(outcome: &Portfolio, lang: Lang) -> Markup {
    let figures = figures(outcome, lang);
    let estimate: Vec<String> = outcome.pooled.iter().map(|pooled| figures.signed(pooled.estimate)).collect();
    let (lead, drivers, rest) = (lead(outcome, lang), driver_sentences(outcome, lang), rest(outcome, lang));
    html! {
        @if !lead.is_empty() {
            p.lead { @for sentence in &lead { (emphasised(sentence, &estimate)) " " } }
        }
        @if !drivers.is_empty() { p { (drivers.join(" ")) } }
        @if !rest.is_empty() { p { (rest.join(" ")) } }
        @if !outcome.caveats.is_empty() {
            p.note { a href="#caveats" { (say!(lang, "see-caveats", n = outcome.caveats.len())) } }
        }
    }
}

fn key_figures(outcome: &Portfolio, lang: Lang) -> Markup {
    let Some(pooled) = &outcome.pooled else { return html! {} };
    let figures = figures(outcome, lang);
    let adjustment = &outcome.adjustment;
    let all = pooled.k == outcome.table.rows;
    html! {
        dl.figures {
            div {
                dt { (say!(lang, "portfolio-key-average")) }
                dd { (figures.signed(pooled.estimate)) }
                @if let Some(interval) = pooled.interval { dd.small { (figures.interval(interval)) } }
            }
            div.wide {
                dt { (say!(lang, "portfolio-key-next")) }
                @match pooled.prediction_interval {
                    Some(next) => {
                        dd.range { (figures.interval(next)) }
                        dd.small { (say!(lang, "portfolio-key-next-note")) }
                    }
                    None => { dd { "–" } dd.small { (say!(lang, "portfolio-key-no-next")) } }
                }
            }
            div {
                dt { (say!(lang, "portfolio-key-measured")) }
                dd { (say!(lang, "portfolio-key-measured-of", k = pooled.k, n = outcome.table.rows)) }
                dd.small {
                    @if all { (say!(lang, "portfolio-key-all")) } @else { (say!(lang, "portfolio-key-measured-note")) }
                }
            }
            @if pooled.k > 1 {
                div {
                    dt { (say!(lang, "portfolio-key-found")) }
                    dd { (say!(lang, "portfolio-key-found-of", adjusted = adjustment.found_adjusted, k = pooled.k)) }
                    dd.small { (say!(lang, "portfolio-key-found-note", found = adjustment.found)) }
                }
            }
        }
    }
}

fn data(outcome: &Portfolio, lang: Lang) -> Markup {
    let table = &outcome.table;
    html! {
        p { (say!(lang, "portfolio-data-events", rows = table.rows, file = shorten(&table.file, 300))) }
        (scroll("event-columns", &say!(lang, "portfolio-columns-caption"), false, html! {
            thead { tr {
                th scope="col" { (say!(lang, "column-role")) }
                th scope="col" { (say!(lang, "column-column")) }
                th scope="col" { (say!(lang, "column-found")) }
            } }
            tbody { @for used in &table.columns { tr {
                th scope="row" { (table_part(&used.role, lang)) }
                td { (tame(&used.column)) }
                td { (found(&used.found, lang)) }
            } } }
        }))
        (basis::read(&outcome.data, lang))
        (basis::columns(&outcome.data, lang))
        (basis::rejected(&outcome.data, lang))
    }
}

fn method_list(outcome: &Portfolio, lang: Lang) -> Markup {
    html! {
        dl.methods {
            @for [name, what] in methods(outcome, lang) { dt { (name) } dd { (what) } }
        }
    }
}
