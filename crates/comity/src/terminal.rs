//! A study on the terminal: the same verdict as in the report, a small table, and one line each for the rest.

mod page;

pub use page::Page;
pub use page::Style;

use crate::study::outcome::{EventOutcome, Outcome, VerdictCode};
use crate::words::{
    Figures, Lang, buckets, cannot, caveat, control_reason, count, lead, method, needed, p_number, reject_reason, say,
    shorten, tame, verdict, verdict_name, verdict_sign,
};

/// What the terminal shows of a study, `width` columns wide; with `colour`, in ANSI colours.
///
/// `report` names the file that holds the whole, when one was written. Nothing from the data reaches the terminal with
/// its control characters.
pub fn study(outcome: &Outcome, lang: Lang, width: usize, colour: bool, report: Option<&str>) -> String {
    let mut page = Page::new(width, colour);
    for event in &outcome.events {
        self::event(&mut page, event, outcome, lang);
        page.text.push('\n');
    }
    let data = &outcome.data;
    let rejected: u64 = data.rejected.values().sum();
    if rejected > 0 {
        let reasons =
            data.rejected.iter().map(|(reason, n)| format!("{} {}", reject_reason(reason, lang), count(*n, lang)));
        let reasons: Vec<String> = reasons.collect();
        page.item(&format!("{} {}", say!(lang, "rejected", n = rejected), reasons.join(", ")));
    }
    if let Some(report) = report {
        page.item(&say!(lang, "report-at", path = shorten(report, 4096)));
    }
    page.text
}

fn event(page: &mut Page, event: &EventOutcome, outcome: &Outcome, lang: Lang) {
    let metric = &outcome.data.metric;
    let figures = Figures::of(event, metric, lang);
    let code = event.verdict.code;
    let name = format!("{} {}", verdict_sign(code), verdict_name(code, lang));
    page.paragraph(&[style(code), Style::Bold], &name, &verdict(event, metric, lang));
    let sentences: Vec<String> =
        lead(event, metric, figures).into_iter().chain(needed(event, metric, figures)).collect();
    if !sentences.is_empty() {
        page.text.push('\n');
        page.paragraph(&[], "", &sentences.join(" "));
    }
    table(page, event, figures);
    page.text.push('\n');
    let [before, after] = event.window.buckets.map(|n| buckets(n, &event.window.bucket, lang));
    page.item(&say!(lang, "line-window", before = before, after = after));
    if !event.controls.is_empty() {
        page.item(&controls(event, lang));
    }
    if event.duplicates.removed > 0 {
        page.item(&say!(lang, "copies", n = event.duplicates.removed));
    }
    for known in &event.caveats {
        page.item(&caveat(known, figures));
    }
}

fn controls(event: &EventOutcome, lang: Lang) -> String {
    let listed = |included: bool| event.controls.iter().filter(move |control| control.included == included);
    let used: Vec<String> = listed(true).map(|control| tame(&control.unit)).collect();
    let left_out = listed(false).map(|control| match &control.reason {
        Some(reason) => format!("{} ({})", tame(&control.unit), control_reason(reason, lang)),
        None => tame(&control.unit),
    });
    let left_out: Vec<String> = left_out.collect();
    say!(
        lang,
        "line-controls",
        n = used.len(),
        used = some_of(&used, lang),
        left_out_n = left_out.len(),
        left_out = some_of(&left_out, lang),
    )
}

/// The first six names, and how many more there are.
fn some_of(names: &[String], lang: Lang) -> String {
    const SHOWN: usize = 6;
    let shown = names[..names.len().min(SHOWN)].join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => say!(lang, "and-more", shown = shown, n = more),
    }
}

/// Headline and second opinions: method, estimate, interval, p.
fn table(page: &mut Page, event: &EventOutcome, figures: Figures) {
    let Some(effect) = &event.effect else { return };
    let lang = figures.lang;
    let dash = || "–".to_owned();
    let head = [
        say!(lang, "column-method"),
        say!(lang, "column-estimate"),
        say!(lang, "column-interval"),
        say!(lang, "column-p"),
    ];
    let mut rows = vec![(head, None)];
    let headline = [
        method(&effect.method, lang),
        figures.signed(effect.estimate),
        figures.interval(effect.interval),
        p_number(effect.p, lang),
    ];
    rows.push((headline, None));
    for opinion in &event.estimates {
        let cells = [
            method(&opinion.method, lang),
            opinion.estimate.map_or_else(dash, |x| figures.signed(x)),
            opinion.interval.map_or_else(dash, |ends| figures.interval(ends)),
            opinion.p.map_or_else(dash, |p| p_number(p, lang)),
        ];
        let reason = opinion.cannot.as_ref().filter(|_| opinion.estimate.is_none());
        rows.push((cells, reason.map(|reason| cannot(reason, lang))));
    }
    page.text.push('\n');
    page.table(&rows);
}

/// A finding is coloured, an open question is not; the word and the sign say the same without colour.
fn style(code: VerdictCode) -> Style {
    match code {
        VerdictCode::Harm | VerdictCode::Benefit => Style::Person,
        VerdictCode::NoEvidence | VerdictCode::Undetermined => Style::Plain,
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::page::{NARROWEST, WIDEST};
    use super::*;
    use crate::sample;

    #[test]
    fn samples_in_both_languages() {
        for (name, outcome) in sample::all() {
            for lang in Lang::ALL {
                let text = study(&outcome, lang, 80, false, Some("study.html"));
                insta::assert_snapshot!(format!("terminal-{name}-{}", lang.code()), text);
            }
        }
    }

    #[test]
    fn lines_fit_and_no_escape_passes() {
        for (name, outcome) in sample::all() {
            for (width, expect) in [(0, NARROWEST), (60, 60), (80, 80), (500, WIDEST)] {
                let text = study(&outcome, Lang::It, width, false, None);
                let longest = text.lines().map(|line| line.width()).max().unwrap_or(0);
                // A single name may be longer than a narrow line; everything else breaks.
                assert!(longest <= expect || expect < 60 && longest <= 60, "{name} at {width}: {longest}");
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}");
            }
        }
    }

    #[test]
    fn odd_figures_do_not_break() {
        for odd in [f64::NAN, f64::INFINITY, -1e308] {
            assert!(!study(&sample::all_figures(odd), Lang::En, 80, false, None).contains("NaN"));
        }
    }

    #[test]
    fn colour_only_adds_escapes() {
        let outcome = sample::harm();
        let (plain, coloured) = (study(&outcome, Lang::En, 80, false, None), study(&outcome, Lang::En, 80, true, None));
        assert_ne!(plain, coloured);
        let mut stripped = coloured;
        for style in [Style::Bold, Style::Soft, Style::Person] {
            stripped = stripped.replace(style.code(), "");
        }
        assert_eq!(stripped.replace("\x1b[0m", ""), plain);
    }
}
