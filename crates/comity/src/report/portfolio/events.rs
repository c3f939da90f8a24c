//! Event by event: the forest, the table of all, and what became of those that were left out.

use maud::{Markup, html};

use crate::chart::{self, Chart, One, Setting, Stands, Table, Together};
use crate::portfolio::outcome::{EventEffect, Portfolio};
use crate::portfolio::sentence::{figures, name, part, problem as problem_of, reason};
use crate::report::parts::scroll;
use crate::study::outcome::VerdictCode;
use crate::words::{Lang, Moment, decimal, list, p_number, say, tame, verdict_name, verdict_sign};

/// The effects from the lowest to the highest, and all of them together.
pub fn forest(outcome: &Portfolio, lang: Lang) -> Option<Chart> {
    let pooled = outcome.pooled.as_ref()?;
    let figures = figures(outcome, lang);
    let tau2 = pooled.tau2.unwrap_or(0.0);
    let weight = |event: &EventEffect| event.variance.map_or(0.0, |variance| 1.0 / (variance + tau2));
    let entered = || outcome.events.iter().filter(|event| event.entered());
    let most = entered().map(weight).fold(f64::MIN_POSITIVE, f64::max);
    let ones: Vec<One> = entered()
        .filter_map(|event| {
            Some(One {
                label: name(event),
                estimate: event.estimate?,
                interval: event.interval,
                weight: weight(event) / most,
                stands: stands(event),
            })
        })
        .collect();
    let together = Together { estimate: pooled.estimate, interval: pooled.interval, next: pooled.prediction_interval };
    let row = |event: &EventEffect| {
        let p = |p: Option<f64>| p.map_or_else(dash, |p| p_number(p, lang));
        vec![
            name(event),
            event.estimate.map_or_else(dash, |x| figures.signed(x)),
            event.interval.map_or_else(dash, |ends| figures.interval(ends)),
            p(event.p),
            p(event.p_adjusted),
        ]
    };
    let mut sorted: Vec<&EventEffect> = entered().collect();
    sorted.sort_by(|a, b| a.estimate.unwrap_or(0.0).total_cmp(&b.estimate.unwrap_or(0.0)));
    let table = Table {
        caption: say!(lang, "portfolio-table-events"),
        columns: vec![
            say!(lang, "portfolio-column-event"),
            say!(lang, "portfolio-column-effect"),
            say!(lang, "column-interval"),
            say!(lang, "column-p"),
            say!(lang, "portfolio-column-p-adjusted"),
        ],
        rows: sorted.into_iter().map(row).collect(),
    };
    chart::many(&ones, together, table, figures, Setting { id: "forest", lang })
}

/// How an event stands out.
fn stands(event: &EventEffect) -> Stands {
    match event.verdict {
        Some(VerdictCode::Harm | VerdictCode::Benefit) if event.p_adjusted.is_some_and(|p| p <= 0.05) => {
            Stands::Together
        }
        Some(VerdictCode::Harm | VerdictCode::Benefit) => Stands::Alone,
        _ => Stands::Not,
    }
}

/// Every row of the table of events, in its order.
pub fn table(outcome: &Portfolio, lang: Lang) -> Markup {
    let figures = figures(outcome, lang);
    let rated = outcome.events.iter().any(|e| e.participation.is_some() || e.information.is_some());
    let kinds = outcome.events.iter().any(|e| e.kind.is_some());
    let points =
        |total: Option<f64>| total.map_or_else(dash, |total| decimal(total, usize::from(total.fract() != 0.0), lang));
    scroll(
        "events",
        &say!(lang, "portfolio-events-caption"),
        outcome.events.len() > 40,
        html! {
            thead { tr {
                th scope="col" { (say!(lang, "portfolio-column-event")) }
                th scope="col" { (say!(lang, "portfolio-column-date")) }
                th scope="col" { (say!(lang, "portfolio-column-verdict")) }
                th.num scope="col" { (say!(lang, "portfolio-column-effect")) }
                th.num scope="col" { (say!(lang, "column-interval")) }
                th.num scope="col" { (say!(lang, "portfolio-column-p-adjusted")) }
                @if rated {
                    th.num scope="col" { (say!(lang, "portfolio-column-participation")) }
                    th.num scope="col" { (say!(lang, "portfolio-column-information")) }
                }
                @if kinds { th scope="col" { (part("kind", lang)) } }
            } }
            tbody { @for event in &outcome.events { tr id=(format!("row-{}", event.line)) {
                th scope="row" { (name(event)) }
                td.name { (Moment::parse(&event.at).sortable()) }
                @match (event.left_out, event.verdict) {
                    (Some(why), _) => td { (reason(why.name(), lang)) },
                    (None, Some(code)) => td.name { span aria-hidden="true" { (verdict_sign(code)) } " " (verdict_name(code, lang)) },
                    (None, None) => td {},
                }
                td.num { (event.estimate.map_or_else(dash, |x| figures.signed(x))) }
                td.num { (event.interval.map_or_else(dash, |ends| figures.interval(ends))) }
                td.num { (event.p_adjusted.map_or_else(dash, |p| p_number(p, lang))) }
                @if rated {
                    td.num { (points(event.participation)) }
                    td.num { (points(event.information)) }
                }
                @if kinds { td { (event.kind.as_deref().map_or_else(dash, tame)) } }
            } } }
        },
    )
}

/// What became of every row, those that were left out by name, and cells that could not be read.
pub fn left_out(outcome: &Portfolio, lang: Lang) -> Markup {
    let out: Vec<&EventEffect> = outcome.events.iter().filter(|event| !event.entered()).collect();
    html! {
        @if out.is_empty() {
            p { (say!(lang, "portfolio-none-left-out")) }
        } @else {
            (scroll("funnel", &say!(lang, "portfolio-funnel-caption", n = outcome.table.rows), false, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "portfolio-column-reason")) }
                    th.num scope="col" { (say!(lang, "portfolio-column-count")) }
                } }
                tbody { @for step in &outcome.funnel { tr.own[step.reason == "entered"] {
                    th scope="row" { (reason(&step.reason, lang)) }
                    td.num { (step.count) }
                } } }
            }))
            (scroll("left-out", &say!(lang, "portfolio-left-out-caption"), out.len() > 40, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "portfolio-column-event")) }
                    th.num scope="col" { (say!(lang, "portfolio-column-line")) }
                    th scope="col" { (say!(lang, "portfolio-column-date")) }
                    th scope="col" { (say!(lang, "portfolio-column-reason")) }
                } }
                tbody { @for event in out { tr {
                    th scope="row" { a href=(format!("#row-{}", event.line)) { (name(event)) } }
                    td.num { (event.line) }
                    td.name { (Moment::parse(&event.at).sortable()) }
                    td { (why(event, lang)) }
                } } }
            }))
        }
        @if !outcome.table.problems.is_empty() {
            (scroll("problems", &say!(lang, "portfolio-problems-caption"), outcome.table.problems.len() > 40, html! {
                thead { tr {
                    th.num scope="col" { (say!(lang, "portfolio-column-line")) }
                    th scope="col" { (say!(lang, "column-column")) }
                    th scope="col" { (say!(lang, "portfolio-column-value")) }
                    th scope="col" { (say!(lang, "portfolio-column-problem")) }
                } }
                tbody { @for problem in &outcome.table.problems { tr {
                    td.num { (problem.line) }
                    td { (part(&problem.part, lang)) }
                    td { (tame(&problem.value)) }
                    td { (problem_of(problem, lang)) }
                } } }
            }))
        }
    }
}

fn why(event: &EventEffect, lang: Lang) -> String {
    let Some(left_out) = event.left_out else { return String::new() };
    let reason = reason(left_out.name(), lang);
    if event.near.is_empty() {
        return reason;
    }
    let names = list(event.near.iter().map(|name| tame(name)), lang);
    format!("{reason}: {}", say!(lang, "portfolio-near", names = names))
}

fn dash() -> String {
    "–".to_owned()
}
