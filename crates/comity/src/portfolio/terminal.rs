//! A portfolio on the terminal: the same answer as in the report, and a small table.

use super::outcome::{Moderator, Portfolio};
use super::sentence::{
    caveat, drivers, figures, figures_of, lead, left_out_by_reason, moderator, no_moderator, part, problem, rest,
    verdict, was_fitted,
};
use crate::terminal::{Page, Style};
use crate::words::{Lang, list, p_number, reject_reason, say, shorten, tame};

/// Cells shown that could not be read; the report has all.
const CELLS: usize = 5;

/// What the terminal shows of a portfolio, `width` columns wide; with `colour`, in ANSI colours.
///
/// `report` names the file that holds the whole, when one was written.
pub fn terminal(outcome: &Portfolio, lang: Lang, width: usize, colour: bool, report: Option<&str>) -> String {
    let mut page = Page::new(width, colour);
    let answer = verdict(outcome, lang);
    page.paragraph(&[Style::Bold], answer.trim_end_matches('.'), "");
    let said = [lead(outcome, lang), drivers(outcome, lang), rest(outcome, lang)];
    for sentences in said.into_iter().filter(|sentences| !sentences.is_empty()) {
        page.text.push('\n');
        page.paragraph(&[], "", &sentences.join(" "));
    }
    table(&mut page, outcome, lang);
    page.text.push('\n');
    left_out(&mut page, outcome, lang);
    problems(&mut page, outcome, lang);
    for known in &outcome.caveats {
        page.item(&caveat(known, lang));
    }
    let rejected: u64 = outcome.data.rejected.values().sum();
    if rejected > 0 {
        let reasons = outcome.data.rejected.iter().map(|(code, n)| format!("{} {n}", reject_reason(code, lang)));
        let reasons: Vec<String> = reasons.collect();
        page.item(&format!("{} {}", say!(lang, "rejected", n = rejected), reasons.join(", ")));
    }
    if let Some(report) = report {
        page.item(&say!(lang, "report-at", path = shorten(report, 4096)));
    }
    page.text
}

/// How many events were left out and why; names that are near an unknown unit.
fn left_out(page: &mut Page, outcome: &Portfolio, lang: Lang) {
    let reasons = left_out_by_reason(outcome, lang);
    if reasons.is_empty() {
        return;
    }
    let n = outcome.events.iter().filter(|event| !event.entered()).count();
    page.item(&say!(lang, "portfolio-line-left-out", n = n, reasons = reasons.join(", ")));
    for event in outcome.events.iter().filter(|event| !event.near.is_empty()).take(5) {
        let names = list(event.near.iter().map(|name| tame(name)), lang);
        page.item(&format!("{}: {}", tame(&event.unit), say!(lang, "portfolio-near", names = names)));
    }
}

/// Cells of the table that could not be read: how many, and the first few with where they stand.
fn problems(page: &mut Page, outcome: &Portfolio, lang: Lang) {
    let problems = &outcome.table.problems;
    if problems.is_empty() {
        return;
    }
    let shown = problems.iter().take(CELLS).map(|cell| {
        let (part, value) = (part(&cell.part, lang), shorten(&tame(&cell.value), 24));
        say!(lang, "portfolio-line-cell", line = cell.line, part = part, value = value, problem = problem(cell, lang))
    });
    let cells = shown.collect::<Vec<_>>().join("; ");
    let more = problems.len().saturating_sub(CELLS);
    page.item(&say!(lang, "portfolio-line-cells", n = problems.len(), cells = cells, more = more));
}

/// The average, the next one, and every moderator with its adjusted p.
fn table(page: &mut Page, outcome: &Portfolio, lang: Lang) {
    let Some(pooled) = outcome.pooled.as_ref().filter(|pooled| pooled.k > 1) else { return };
    let figures = figures(outcome, lang);
    let dash = || "–".to_owned();
    let head = [
        String::new(),
        say!(lang, "column-estimate"),
        say!(lang, "column-interval"),
        say!(lang, "portfolio-column-p-adjusted"),
    ];
    let interval = |ends: Option<[f64; 2]>| ends.map_or_else(dash, |ends| figures.interval(ends));
    let mut rows = vec![(head, None)];
    let p = pooled.p.map_or_else(dash, |p| p_number(p, lang));
    let average = say!(lang, "portfolio-average-row");
    rows.push(([average, figures.signed(pooled.estimate), interval(pooled.interval), p], None));
    if pooled.prediction_interval.is_some() {
        rows.push(([say!(lang, "portfolio-next-row"), dash(), interval(pooled.prediction_interval), dash()], None));
    }
    let shown = outcome.moderators.iter().filter(|m| m.form != "group" && was_fitted(m));
    rows.extend(shown.map(|m| row(m, outcome, lang)));
    page.text.push('\n');
    page.table(&rows);
}

fn row(of: &Moderator, outcome: &Portfolio, lang: Lang) -> ([String; 4], Option<String>) {
    let dash = || "–".to_owned();
    let figures = figures_of(of, figures(outcome, lang));
    let cells = [
        moderator(of, lang),
        of.estimate.map_or_else(dash, |x| figures.signed(x)),
        of.interval.map_or_else(dash, |ends| figures.interval(ends)),
        of.p_adjusted.map_or_else(dash, |p| p_number(p, lang)),
    ];
    (cells, of.left_out.as_ref().map(|why| no_moderator(why, lang)))
}
