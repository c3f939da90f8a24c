//! Several events: how many of each verdict, and one row for each.

use maud::{Markup, html};

use crate::report::parts::{Level, heading, scroll};
use crate::study::outcome::{EventOutcome, Outcome, VerdictCode};
use crate::words::{Figures, Lang, Moment, count, list, p_number, say, verdict_name, verdict_sign};

/// The overview at the head of a report on several events.
pub fn section(events: &[EventOutcome], outcome: &Outcome, lang: Lang) -> Markup {
    html! {
        header {
            p.kicker { (say!(lang, "kicker")) }
            (heading(Level::ONLY, "verdict", None, &counted(events, lang)))
        }
        @if !events.is_empty() {
            (scroll("overview", &say!(lang, "overview-caption"), false, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "column-event")) }
                    th scope="col" { (say!(lang, "column-verdict")) }
                    th.num scope="col" { (say!(lang, "column-estimate")) }
                    th.num scope="col" { (say!(lang, "column-interval")) }
                    th.num scope="col" { (say!(lang, "column-p")) }
                    th scope="col" { (say!(lang, "column-date")) }
                    th.num scope="col" { (say!(lang, "column-posts")) }
                } }
                tbody { @for (index, event) in events.iter().enumerate() { (row(event, index, outcome, lang)) } }
            }))
            p.note { (say!(lang, "overview-many-tests")) }
        }
    }
}

/// How many events got which verdict; verdicts that none got are not mentioned.
fn counted(events: &[EventOutcome], lang: Lang) -> String {
    if events.is_empty() {
        return say!(lang, "overview-none");
    }
    let codes = [
        (VerdictCode::Harm, "harm"),
        (VerdictCode::Benefit, "benefit"),
        (VerdictCode::NoEvidence, "no_evidence"),
        (VerdictCode::Undetermined, "undetermined"),
    ];
    let parts = codes.into_iter().filter_map(|(code, name)| {
        let n = events.iter().filter(|event| event.verdict.code == code).count();
        (n > 0).then(|| say!(lang, "overview-part", code = name, n = n))
    });
    say!(lang, "overview", n = events.len(), parts = list(parts, lang))
}

fn row(event: &EventOutcome, index: usize, outcome: &Outcome, lang: Lang) -> Markup {
    let figures = Figures::of(event, &outcome.data.metric, lang);
    let effect = event.effect.as_ref();
    let posts = event.descriptive.as_ref().map_or(0, |plain| plain.before.n + plain.after.n);
    html! {
        tr {
            th scope="row" { a href=(format!("#event-{}", index + 1)) { (super::event::name(event, lang)) } }
            td.name { (chip(event.verdict.code, lang)) }
            td.num { (effect.map_or_else(dash, |effect| figures.signed(effect.estimate))) }
            td.num { (effect.map_or_else(dash, |effect| figures.interval(effect.interval))) }
            td.num { (effect.map_or_else(dash, |effect| p_number(effect.p, lang))) }
            td.name { (Moment::parse(&event.at).sortable()) }
            td.num { (count(posts, lang)) }
        }
    }
}

/// The verdict in a word, with a sign of its own.
fn chip(code: VerdictCode, lang: Lang) -> Markup {
    html! { span.chip { span aria-hidden="true" { (verdict_sign(code)) } " " (verdict_name(code, lang)) } }
}

fn dash() -> String {
    "–".to_owned()
}
