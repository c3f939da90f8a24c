//! What goes with larger effects: moderators, the map of positions, kinds of capital, what people speak of.

use maud::{Markup, html};

use crate::chart::{self, Chart, Mark, Place, Row, Setting, Surroundings, Table, compass};
use crate::portfolio::EVENTS_PER_MODERATOR;
use crate::portfolio::outcome::{Moderator, Portfolio, Subset};
use crate::portfolio::sentence::{figures, figures_of, is_finding, moderator, name, no_moderator, was_fitted};
use crate::report::parts::{figure, scroll};
use crate::study::outcome::VerdictCode;
use crate::words::{Figures, Lang, p_number, say, tame};

/// Every moderator by itself, and participation and information together. `None` with too few events for any.
pub fn section(outcome: &Portfolio, lang: Lang) -> Option<Markup> {
    outcome.pooled.as_ref().filter(|pooled| pooled.k > 2)?;
    let joint = &outcome.joint;
    Some(html! {
        @if joint.moderators.is_empty() {
            @match &joint.left_out {
                Some(why) if joint.k >= 2 * EVENTS_PER_MODERATOR => {
                    p { (say!(lang, "portfolio-joint-cannot", why = no_moderator(why, lang))) }
                }
                _ => p { (say!(lang, "portfolio-joint-none", k = joint.k, needed = 2 * EVENTS_PER_MODERATOR)) },
            }
        } @else {
            (table("joint", &say!(lang, "portfolio-joint-caption"), &joint.moderators, outcome, lang))
        }
        (table("moderators", &say!(lang, "portfolio-moderators-caption"), &outcome.moderators, outcome, lang))
        @if let Some(without) = without(outcome, lang) { p.note { (without) } }
    })
}

fn table(id: &str, caption: &str, moderators: &[Moderator], outcome: &Portfolio, lang: Lang) -> Markup {
    scroll(
        id,
        caption,
        false,
        html! {
            thead { tr {
                th scope="col" { (say!(lang, "portfolio-column-what")) }
                th.num scope="col" { (say!(lang, "portfolio-column-events")) }
                th.num scope="col" { (say!(lang, "portfolio-column-difference")) }
                th.num scope="col" { (say!(lang, "column-interval")) }
                th.num scope="col" { (say!(lang, "portfolio-column-p-permutation")) }
                th.num scope="col" { (say!(lang, "portfolio-column-p-adjusted")) }
            } }
            tbody { @for of in moderators.iter().filter(|of| was_fitted(of)) { (row(of, figures(outcome, lang))) } }
        },
    )
}

fn row(of: &Moderator, figures: Figures) -> Markup {
    let lang = figures.lang;
    let fine = figures_of(of, figures);
    let p = |p: Option<f64>| p.map_or_else(dash, |p| p_number(p, lang));
    html! {
        tr.own[is_finding(of)].part-of[of.form == "group"] {
            th scope="row" { (moderator(of, lang)) }
            td.num { (of.k) }
            td.num { (of.estimate.map_or_else(dash, |x| fine.signed(x))) }
            @match &of.left_out {
                Some(why) => td.note colspan="3" { (no_moderator(why, lang)) },
                None => {
                    td.num { (of.interval.map_or_else(dash, |ends| fine.interval(ends))) }
                    td.num { (p(of.permutation_p.or(of.p))) }
                    td.num { (p(of.p_adjusted)) }
                }
            }
        }
    }
}

/// The moderators of which there is nothing to show, and why.
fn without(outcome: &Portfolio, lang: Lang) -> Option<String> {
    let why = |of: &Moderator| {
        let why = no_moderator(of.left_out.as_ref()?, lang);
        Some(say!(lang, "portfolio-moderator-why", name = moderator(of, lang), why = why))
    };
    let all: Vec<String> = outcome.moderators.iter().filter(|of| !was_fitted(of)).filter_map(why).collect();
    (!all.is_empty()).then(|| say!(lang, "portfolio-moderators-without", list = all.join(", ")))
}

/// The compass with every rated event. `None` without one.
pub fn map(outcome: &Portfolio, lang: Lang) -> Option<Chart> {
    let places: Vec<Place> = outcome
        .events
        .iter()
        .filter(|event| event.entered())
        .filter_map(|event| {
            let at = [event.participation?, event.information?];
            Some(Place { name: name(event), at, ellipse: None, mark: mark(event.verdict?) })
        })
        .collect();
    let mut marks: Vec<Mark> = places.iter().map(|place| place.mark).collect();
    marks.sort_unstable();
    marks.dedup();
    let word = |mark: Mark| match mark {
        Mark::Benefit => say!(lang, "portfolio-mark", mark = "benefit"),
        Mark::Harm => say!(lang, "portfolio-mark", mark = "harm"),
        Mark::NoEvidence => say!(lang, "portfolio-mark", mark = "none"),
        Mark::Undetermined | Mark::Plain => say!(lang, "portfolio-mark", mark = "open"),
    };
    let around = Surroundings {
        title: say!(lang, "portfolio-map-title"),
        caption: say!(lang, "portfolio-map-caption"),
        norms: Vec::new(),
        legend: marks.into_iter().map(|mark| (mark, word(mark))).collect(),
        table: Table::default(),
    };
    compass(&places, around, Setting { id: "map", lang })
}

fn mark(verdict: VerdictCode) -> Mark {
    match verdict {
        VerdictCode::Benefit => Mark::Benefit,
        VerdictCode::Harm => Mark::Harm,
        VerdictCode::NoEvidence => Mark::NoEvidence,
        VerdictCode::Undetermined => Mark::Undetermined,
    }
}

/// Average effects with and without each kind of capital. `None` where the table does not say what was offered.
pub fn capital(outcome: &Portfolio, lang: Lang) -> Option<Markup> {
    let mut rows = Vec::new();
    for by in &outcome.by_capital {
        let mut row = |subset: &Option<Subset>, offered: &str| {
            if let Some(subset) = subset {
                let capital = say!(lang, "portfolio-capital", capital = by.capital.name());
                rows.push(Row {
                    label: say!(lang, "portfolio-capital-row", offered = offered, capital = capital, k = subset.k),
                    estimate: Some(subset.estimate),
                    interval: subset.interval,
                    p: None,
                    own: offered == "yes",
                });
            }
        };
        row(&by.offered, "yes");
        row(&by.not_offered, "no");
    }
    // With one group only there is nothing to compare.
    if !rows.iter().any(|row| row.own) || rows.iter().all(|row| row.own) {
        return None;
    }
    let title = say!(lang, "portfolio-forest-capital-title");
    let caption = say!(lang, "portfolio-forest-capital-caption");
    let head = say!(lang, "portfolio-column-what");
    let chart = chart::forest(&rows, &title, caption, &head, figures(outcome, lang), Setting { id: "capital", lang })?;
    Some(figure(&chart, "capital", lang))
}

/// What people speak of more and less after such events.
pub fn speech(outcome: &Portfolio, lang: Lang) -> Option<Markup> {
    if outcome.speech.iter().all(|code| code.change == 0.0) {
        return None;
    }
    let hundred = |x: f64| 100.0 * x;
    let rows: Vec<Row> = outcome
        .speech
        .iter()
        .map(|code| Row {
            label: tame(&code.label),
            estimate: Some(hundred(code.change)),
            interval: code.interval.map(|ends| ends.map(hundred)),
            p: code.p_adjusted,
            own: code.p_adjusted.is_some_and(|p| p <= 0.05),
        })
        .collect();
    let figures = Figures { lang, decimals: 1, ready: false };
    let title = say!(lang, "portfolio-forest-speech-title");
    let caption = say!(lang, "portfolio-forest-speech-caption");
    let head = say!(lang, "portfolio-column-what");
    let chart = chart::forest(&rows, &title, caption, &head, figures, Setting { id: "speech", lang })?;
    Some(figure(&chart, "speech", lang))
}

fn dash() -> String {
    "–".to_owned()
}
