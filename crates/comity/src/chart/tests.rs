//! Charts show what they should, whatever the figures are.

use super::*;
use crate::sample;
use crate::study::outcome::{EventOutcome, Metric, Outcome};
use crate::words::{Figures, Lang};

fn setting() -> Setting<'static> {
    Setting { id: "x", lang: Lang::En }
}

fn figures() -> Figures {
    Figures { lang: Lang::En, decimals: 2, ready: false }
}

fn first(outcome: Outcome) -> EventOutcome {
    outcome.events.into_iter().next().unwrap()
}

/// The first element whose class is exactly this.
fn element<'a>(svg: &'a str, class: &str) -> &'a str {
    svg.split('<').find(|part| part.contains(&format!("class=\"{class}\""))).unwrap_or_else(|| panic!("no {class}"))
}

fn number(svg: &str, class: &str) -> usize {
    svg.matches(&format!("class=\"{class}\"")).count()
}

#[test]
fn missing_buckets_break_the_line() {
    let mut event = first(sample::own_past());
    let stretches = |event: &EventOutcome| {
        element(&series(event, figures(), setting()).unwrap().wide, "line person").matches('M').count()
    };
    assert_eq!(stretches(&event), 2, "three days are missing");
    event.series.drain(70..75);
    assert_eq!(stretches(&event), 3, "rows left out are missing too");
    event.series.retain(|point| point.unit.is_some());
    assert_eq!(stretches(&event), 3);
}

#[test]
fn thin_buckets_are_hollow() {
    let chart = series(&first(sample::others_moved()), figures(), setting()).unwrap();
    assert!(number(&chart.wide, "dot thin person") > 20);
    assert_eq!(number(&chart.wide, "dot thin person"), number(&chart.narrow, "dot thin person"));
    let full = series(&first(sample::own_past()), figures(), setting()).unwrap();
    assert_eq!(number(&full.wide, "dot thin person"), 0);
}

#[test]
fn both_drawings_and_the_table_show_the_same() {
    let chart = forest(
        &[Row { label: "one".into(), estimate: Some(0.5), interval: Some([0.1, 0.9]), p: Some(0.01), own: true }],
        "title",
        String::new(),
        "unit",
        figures(),
        setting(),
    );
    let chart = chart.unwrap();
    for drawing in [&chart.wide, &chart.narrow] {
        assert!(drawing.contains("+0.50") && drawing.contains("one") && drawing.contains("role=\"img\""));
    }
    assert!(chart.wide.contains("id=\"x-w-t\"") && chart.narrow.contains("id=\"x-n-t\""));
    assert_eq!(chart.table.rows, [["one", "+0.50", "[+0.10\u{a0}to\u{a0}+0.90]", "0.010"]]);
}

#[test]
fn placebos_that_fired_are_filled() {
    let mut event = first(sample::harm());
    for (i, placebo) in event.placebos.time.iter_mut().enumerate() {
        placebo.p = if i < 3 { 0.05 } else { 0.06 };
    }
    let chart = false_dates(&event, figures(), setting()).unwrap();
    assert_eq!(number(&chart.wide, "dot fired"), 3);
    assert_eq!(number(&chart.wide, "dot other"), event.placebos.time.len() - 3);
    assert_eq!(number(&chart.wide, "dot own"), 1);
}

#[test]
fn a_long_series_is_thinned_in_both_drawings() {
    let event = first(sample::year_of_hours());
    let chart = series(&event, figures(), setting()).unwrap();
    assert_eq!(chart.table.rows.len(), 184, "8,760 hours by 48, cut anew at the event");
    let spots = |svg: &str| element(svg, "line person").matches(['M', 'L']).count();
    assert_eq!(spots(&chart.wide), 184);
    assert_eq!(spots(&chart.narrow), 184);
}

#[test]
fn nothing_to_draw_is_no_chart() {
    let event = first(sample::no_baseline());
    assert!(series(&event, figures(), setting()).is_none());
    assert!(gap(&event, figures(), setting()).is_none());
    assert!(false_dates(&event, figures(), setting()).is_none());
    assert!(dumbbell(&[], "title", "code", setting()).is_none());
}

#[test]
fn a_ready_series_is_not_thin_and_counts_rows() {
    let outcome = sample::ready_series();
    let metric = Metric::Series { name: "tickets".into() };
    let event = first(outcome);
    let chart = series(&event, Figures::of(&event, &metric, Lang::En), setting()).unwrap();
    assert_eq!(number(&chart.wide, "dot thin person"), 0);
    assert_eq!(chart.table.rows[61][0], "61");
}
