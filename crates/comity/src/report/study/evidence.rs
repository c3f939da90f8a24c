//! What stands beside the headline: other methods, placebos, comparable units, copies.

use maud::{Markup, html};

use crate::chart::{Row, Setting, false_dates, forest};
use crate::report::parts::{Level, figure, figure_alone, heading, scroll};
use crate::study::outcome::{Control, EventOutcome, Opinion};
use crate::words::{
    Figures, cannot, control_reason, count, duplicate_rule, method, method_note, p_number, p_value, percent, say, tame,
};

/// Second opinions beside the headline, and why they may differ.
pub fn opinions(event: &EventOutcome, figures: Figures, id: &str, level: Level) -> Markup {
    let (lang, Some(effect)) = (figures.lang, &event.effect) else { return html! {} };
    let headline = Row {
        label: method(&effect.method, lang),
        estimate: Some(effect.estimate),
        interval: Some(effect.interval),
        p: Some(effect.p),
        own: true,
    };
    let other = |opinion: &Opinion| Row {
        label: method(&opinion.method, lang),
        estimate: opinion.estimate,
        interval: opinion.interval,
        p: opinion.p,
        own: false,
    };
    let rows: Vec<Row> = std::iter::once(headline).chain(event.estimates.iter().map(other)).collect();
    let id = format!("{id}-opinions");
    let title = say!(lang, "part-opinions");
    let head = say!(lang, "column-method");
    let chart = forest(&rows, &title, say!(lang, "opinions-caption"), &head, figures, Setting { id: &id, lang });
    html! {
        section {
            (heading(level, "part", None, &title))
            @if let Some(chart) = chart { (figure_alone(&chart)) }
            (scroll(&id, &say!(lang, "opinions-table"), false, html! {
                thead { tr {
                    th scope="col" { (head) }
                    th.num scope="col" { (say!(lang, "column-estimate")) }
                    th.num scope="col" { (say!(lang, "column-interval")) }
                    th.num scope="col" { (say!(lang, "column-sd")) }
                    th.num scope="col" { (say!(lang, "column-p")) }
                } }
                tbody {
                    tr.own {
                        th scope="row" { (method(&effect.method, lang)) }
                        td.num { (figures.signed(effect.estimate)) }
                        td.num { (figures.interval(effect.interval)) }
                        td.num { "–" }
                        td.num { (p_number(effect.p, lang)) }
                    }
                    @for opinion in &event.estimates { (opinion_row(opinion, figures)) }
                }
            }))
            p { (say!(lang, "both-p", p_step = p_value(effect.p_step, lang), p_drift = p_value(effect.p_drift, lang), p = p_value(effect.p, lang))) }
            (heading(level.below(), "piece", None, &say!(lang, "why-they-differ")))
            dl.passages {
                @for name in std::iter::once(&effect.method).chain(event.estimates.iter().map(|opinion| &opinion.method)) {
                    dt { (method(name, lang)) }
                    dd { (method_note(name, lang)) }
                }
            }
        }
    }
}

fn opinion_row(opinion: &Opinion, figures: Figures) -> Markup {
    let dash = || "–".to_owned();
    html! {
        tr {
            th scope="row" { (method(&opinion.method, figures.lang)) }
            @match (opinion.estimate, &opinion.cannot) {
                (None, Some(reason)) => td colspan="4" { (cannot(reason, figures.lang)) },
                (estimate, _) => {
                    td.num { (estimate.map_or_else(dash, |x| figures.signed(x))) }
                    td.num { (opinion.interval.map_or_else(dash, |ends| figures.interval(ends))) }
                    td.num { (opinion.sd.map_or_else(dash, |x| figures.value(x))) }
                    td.num { (opinion.p.map_or_else(dash, |p| p_number(p, figures.lang))) }
                }
            }
        }
    }
}

/// The same test where nothing is known to have happened.
pub fn placebos(event: &EventOutcome, figures: Figures, id: &str, level: Level) -> Markup {
    let (lang, placebos) = (figures.lang, &event.placebos);
    if placebos.space.is_empty() && placebos.time.is_empty() {
        return html! {};
    }
    let ids = [format!("{id}-space"), format!("{id}-dates")];
    let dates = false_dates(event, figures, Setting { id: &ids[1], lang });
    let fired = placebos.time.iter().filter(|placebo| placebo.p <= 0.05).count();
    html! {
        section {
            (heading(level, "part", None, &say!(lang, "part-placebos")))
            @if let Some(chart) = space(event, figures, Setting { id: &ids[0], lang }) {
                (heading(level.below(), "piece", None, &chart.table.caption))
                @if let Some(rank) = placebos.rank {
                    p { (say!(lang, "placebo-rank", rank = rank, of = placebos.space.len() + 1)) }
                }
                (figure(&chart, &ids[0], lang))
            }
            @if let Some(chart) = dates {
                (heading(level.below(), "piece", None, &chart.table.caption))
                p { (say!(lang, "placebo-fired", n = placebos.time.len(), fired = fired)) }
                (figure(&chart, &ids[1], lang))
            }
        }
    }
}

/// Every control treated as if, and the event's own step among them, from the lowest to the highest.
fn space(event: &EventOutcome, figures: Figures, setting: Setting<'_>) -> Option<crate::chart::Chart> {
    let lang = figures.lang;
    if event.placebos.space.is_empty() {
        return None;
    }
    let own = event.effect.as_ref().map(|effect| Row {
        label: super::event::name(event, lang),
        estimate: Some(effect.estimate),
        interval: Some(effect.interval),
        p: Some(effect.p),
        own: true,
    });
    let others = event.placebos.space.iter().map(|placebo| Row {
        label: tame(&placebo.unit),
        estimate: Some(placebo.estimate),
        interval: Some(placebo.interval),
        p: Some(placebo.p),
        own: false,
    });
    let mut rows: Vec<Row> = own.into_iter().chain(others).collect();
    rows.sort_by(|a, b| a.estimate.unwrap_or(0.0).total_cmp(&b.estimate.unwrap_or(0.0)));
    let title = say!(lang, "placebo-space");
    let caption = say!(lang, "placebo-space-caption");
    forest(&rows, &title, caption, &say!(lang, "column-unit"), figures, setting)
}

/// The units compared with, and those left out, each with its reason.
pub fn controls(event: &EventOutcome, figures: Figures, id: &str, level: Level) -> Markup {
    let lang = figures.lang;
    let included = event.controls.iter().filter(|control| control.included).count();
    html! {
        @if !event.controls.is_empty() {
            section {
                (heading(level, "part", None, &say!(lang, "part-controls")))
                p { (say!(lang, "controls", included = included, left_out = event.controls.len() - included)) }
                (scroll(&format!("{id}-controls"), &say!(lang, "controls-table"), event.controls.len() > 40, html! {
                    thead { tr {
                        th scope="col" { (say!(lang, "column-unit")) }
                        th.num scope="col" { (say!(lang, "column-weight")) }
                        @if !figures.ready {
                            th.num scope="col" { (say!(lang, "column-posts-before")) }
                            th.num scope="col" { (say!(lang, "column-posts-after")) }
                        }
                        th scope="col" { (say!(lang, "column-used")) }
                    } }
                    tbody { @for control in &event.controls { (control_row(control, figures)) } }
                }))
            }
        }
    }
}

fn control_row(control: &Control, figures: Figures) -> Markup {
    let lang = figures.lang;
    html! {
        tr {
            th scope="row" { (tame(&control.unit)) }
            td.num { @if control.included { (percent(control.weight, lang)) } @else { "–" } }
            @if !figures.ready {
                td.num { (count(control.posts[0], lang)) }
                td.num { (count(control.posts[1], lang)) }
            }
            td {
                @match (control.included, &control.reason) {
                    (true, _) => (say!(lang, "control-used")),
                    (false, Some(reason)) => (say!(lang, "control-left-out", reason = control_reason(reason, lang))),
                    (false, None) => (say!(lang, "control-not-used")),
                }
            }
        }
    }
}

/// Copies set aside, and what they would have changed.
pub fn duplicates(event: &EventOutcome, figures: Figures, level: Level) -> Markup {
    let (lang, copies) = (figures.lang, &event.duplicates);
    html! {
        @if copies.removed > 0 {
            section {
                (heading(level, "part", None, &say!(lang, "part-copies")))
                p {
                    (say!(lang, "copies", n = copies.removed))
                    @if let (Some(without), Some(with)) = (copies.effect_without, copies.effect_with) {
                        " " (say!(lang, "copies-effect", without = figures.signed(without), with = figures.signed(with)))
                    }
                }
                @if !copies.by_rule.is_empty() {
                    ul.calm {
                        @for (rule, n) in &copies.by_rule { li { (duplicate_rule(rule, lang)) ": " (count(*n, lang)) } }
                    }
                }
            }
        }
    }
}
