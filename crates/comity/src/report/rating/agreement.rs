//! Whether the raters agree, and on what they do not.

use comity_exchange::instrument::{Instrument, Question};
use maud::{Markup, html};

use crate::rating::outcome::{Agreement, AlphaFigures, IntraclassFigures, QuestionAgreement};
use crate::rating::{Outcome, agreement_sentence};
use crate::report::parts::{Level, heading, scroll};
use crate::words::{Lang, count, decimal, list, say, tame};

/// Questions named with their mean differences.
const QUESTIONS: usize = 3;
/// Answers told in full; the rest is in the JSON.
const CELLS: usize = 5;

/// On which questions and exchanges the raters are furthest apart.
pub fn disagreements(outcome: &Outcome, instrument: &Instrument, lang: Lang) -> Markup {
    let found = &outcome.disagreements;
    let apart = found.questions.iter().take(QUESTIONS).filter_map(|id| {
        let figures = outcome.reliability.questions.iter().find(|q| q.question == *id)?;
        Some(format!("{} {}", question(instrument, id)?.label, decimal(figures.apart?, 1, lang)))
    });
    let apart = list(apart, lang);
    html! { section {
        (heading(Level::ONLY.below(), "part", None, &say!(lang, "rating-part-disagree")))
        @if apart.is_empty() {
            p { (say!(lang, "rating-disagree-one")) }
        } @else {
            p { (say!(lang, "rating-disagree-questions", list = apart)) }
            @if found.cells.is_empty() {
                p { (say!(lang, "rating-disagree-none")) }
            } @else {
                p { (say!(lang, "rating-disagree-cells")) }
                ul.calm { @for cell in found.cells.iter().take(CELLS) { @if let Some(question) = question(instrument, &cell.question) {
                    li { (say!(
                        lang, "rating-disagree-cell",
                        question = question.label.clone(), object = tame(&cell.object),
                        by_low = tame(&cell.low.1), low = cell.low.0.to_string(), low_means = meaning(question, cell.low.0),
                        by_high = tame(&cell.high.1), high = cell.high.0.to_string(), high_means = meaning(question, cell.high.0),
                    )) }
                } } }
            }
        }
    } }
}

fn question<'i>(instrument: &'i Instrument, id: &str) -> Option<&'i Question> {
    instrument.questions.iter().find(|question| question.id == id)
}

/// The sentence of a level, without its full stop: it is quoted inside another.
fn meaning(question: &Question, points: u8) -> String {
    question.levels.get(usize::from(points)).map_or_else(String::new, |level| level.trim_end_matches('.').to_owned())
}

/// α in words and in figures.
pub fn section(outcome: &Outcome, instrument: &Instrument, lang: Lang) -> Markup {
    let found = &outcome.reliability;
    let total = |name: &str| {
        let dimension = say!(lang, "rating-dimension", dimension = name);
        say!(lang, "rating-row-total", dimension = dimension)
    };
    let label = |q: &QuestionAgreement| {
        question(instrument, &q.question).map_or_else(|| q.question.clone(), |q| q.label.clone())
    };
    let rows = std::iter::once((say!(lang, "rating-row-overall"), None, &found.overall))
        .chain([
            (total("participation"), None, &found.participation.alpha),
            (total("information"), None, &found.information.alpha),
        ])
        .chain(found.questions.iter().map(|q| (label(q), q.apart, &q.alpha)));
    html! { section {
        (heading(Level::ONLY.below(), "part", None, &say!(lang, "rating-part-agreement")))
        p { (agreement_sentence(outcome, lang)) }
        @if found.overall.units > 0 {
            (scroll("agreement", &say!(lang, "rating-agreement-caption"), false, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "rating-column-question")) }
                    th.num scope="col" { (say!(lang, "rating-level", level = "ordinal")) }
                    th.num scope="col" { (say!(lang, "column-interval")) }
                    @for level in ["nominal", "interval", "ratio"] { th.num scope="col" { (say!(lang, "rating-level", level = level)) } }
                    th.num scope="col" { (say!(lang, "rating-column-units")) }
                    th.num scope="col" { (say!(lang, "rating-column-apart")) }
                } }
                tbody { @for (name, apart, row) in rows { (figures(&name, apart, row, lang)) } }
            }))
            @if let Some(sentence) = intraclass(outcome, lang) { p { (sentence) } }
        }
    } }
}

fn figures(name: &str, apart: Option<f64>, row: &Agreement, lang: Lang) -> Markup {
    let alpha = |figures: AlphaFigures| decimal(figures.alpha.unwrap_or(f64::NAN), 3, lang);
    let interval = row.ordinal.interval.map_or_else(
        || "–".to_owned(),
        |[low, high]| say!(lang, "interval", low = decimal(low, 3, lang), high = decimal(high, 3, lang)),
    );
    html! { tr {
        th scope="row" { (name) }
        td.num { (alpha(row.ordinal)) }
        td.num { (interval) }
        @for figures in [row.nominal, row.interval, row.ratio] { td.num { (alpha(figures)) } }
        td.num { (count(row.units as u64, lang)) }
        td.num { (decimal(apart.unwrap_or(f64::NAN), 1, lang)) }
    } }
}

fn intraclass(outcome: &Outcome, lang: Lang) -> Option<String> {
    let found = &outcome.reliability;
    let model = found.participation.intraclass.or(found.information.intraclass)?.model;
    let code = match model {
        comity_measure::reliability::IntraclassModel::TwoWayAgreement => "two_way_agreement",
        comity_measure::reliability::IntraclassModel::OneWay => "one_way",
    };
    let part = |name: &str, figures: IntraclassFigures| {
        let number = |x: f64| decimal(x, 2, lang);
        let dimension = say!(lang, "rating-dimension", dimension = name);
        let (single, mean) = (number(figures.single), number(figures.mean));
        let raters = decimal(figures.raters, usize::from(figures.raters.fract() > 0.05), lang);
        let interval = figures.interval_for_these_raters.map_or_else(
            || "none".to_owned(),
            |[low, high]| say!(lang, "interval", low = number(low), high = number(high)),
        );
        say!(
            lang,
            "rating-intraclass-part",
            dimension = dimension,
            single = single,
            mean = mean,
            raters = raters,
            interval = interval
        )
    };
    let parts = [("participation", found.participation.intraclass), ("information", found.information.intraclass)];
    let same = parts.into_iter().filter_map(|(name, figures)| Some((name, figures.filter(|f| f.model == model)?)));
    let list = list(same.map(|(name, figures)| part(name, figures)), lang);
    let sentence = say!(lang, "rating-intraclass", model = code, list = list);
    let intervals = parts.into_iter().any(|(_, f)| f.is_some_and(|f| f.interval_for_these_raters.is_some()));
    Some(if intervals { format!("{sentence} {}", say!(lang, "rating-intraclass-interval")) } else { sentence })
}
