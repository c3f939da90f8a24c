//! Ready series with published answers.

use serde_json::Value;

use crate::{file, json, real, refusal};

fn estimate<'a>(outcome: &'a Value, method: &str) -> &'a Value {
    outcome["estimates"].as_array().unwrap().iter().find(|e| e["method"] == method).expect("every method answers")
}

fn near(value: &Value, expect: f64, within: f64) {
    let value = value.as_f64().unwrap();
    assert!((value - expect).abs() <= within, "{value} is not within {within} of {expect}");
}

#[test]
fn bsts_agrees_with_what_r_printed() {
    let Some(google) = real("causal_impact/google_data.csv") else { return };
    let outcome = json(&["effect", &google, "--unit", "y", "--event", "61", "--json"]);
    let bsts = estimate(&outcome, "bsts");
    near(&bsts["estimate"], 27.0, 1.0);
    near(&bsts["sd"], 4.5, 0.6);
    near(&bsts["interval"][0], 18.0, 1.5);
    near(&bsts["interval"][1], 36.0, 1.5);
    let Some(volks) = real("causal_impact/volks_data.csv") else { return };
    let by_date = ["effect", &volks, "--time", "Date", "--unit", "VolksWagen", "--event", "2015-09-20", "--json"];
    let outcome = json(&by_date);
    let bsts = estimate(&outcome, "bsts");
    near(&bsts["estimate"], -44.0, 1.2);
    near(&bsts["sd"], 5.6, 0.7);
    near(&bsts["interval"][0], -55.0, 2.0);
    near(&bsts["interval"][1], -33.0, 2.0);
}

#[test]
fn proposition_99() {
    let Some(states) = real("synthetic_control/california_prop99.csv") else { return };
    let panel = "State,Year,PacksPerCapita";
    let outcome = json(&["effect", &states, "--panel", panel, "--unit", "California", "--event", "1989", "--json"]);
    near(&estimate(&outcome, "did")["estimate"], -27.349, 0.0005);
    near(&estimate(&outcome, "synthetic_control")["estimate"], -19.5, 0.1);
    near(&estimate(&outcome, "synthetic_did")["estimate"], -15.6, 0.1);
}

/// A unit and a control that differ by a fixed pattern, and a step from row 30.
fn table(step: f64) -> String {
    let mut out = String::from("day,firm,rival\n");
    for t in 0..40 {
        let wobble = f64::from((t * 7919) % 13) / 13.0;
        let other = f64::from((t * 104_729) % 17) / 17.0;
        let after = if t >= 30 { step } else { 0.0 };
        out.push_str(&format!("2026-{:02}-{:02},{},{}\n", 1 + t / 31, 1 + t % 31, wobble + after, other));
    }
    out
}

#[test]
fn finds_a_step_in_a_small_table_by_row_and_by_date() {
    let (_folder, path) = file("nps.csv", table(-3.0));
    let by_row = json(&["effect", &path, "--event", "30", "--json"]);
    assert_eq!(by_row["verdict"]["code"], "harm");
    let by_date = json(&["effect", &path, "--time", "day", "--unit", "firm", "--event", "2026-01-31", "--json"]);
    assert_eq!(by_date["effect"]["estimate"], by_row["effect"]["estimate"]);
    let tickets = json(&["effect", &path, "--event", "30", "--lower-is-better", "--json"]);
    assert_eq!(tickets["verdict"]["code"], "benefit");
    assert!(tickets["verdict"]["text"].as_str().unwrap().contains("fell"));
    let (_folder, path) = file("nps.csv", table(0.0));
    assert_eq!(json(&["effect", &path, "--event", "30", "--json"])["verdict"]["code"], "no_evidence");
}

#[test]
fn missing_values_are_missing_and_bad_ones_are_named() {
    let (_folder, path) = file("nan.csv", "y\n1\nNaN\n2\n\n");
    assert_eq!(json(&["effect", &path, "--event", "2", "--json"])["verdict"]["code"], "undetermined");
    let (_folder, path) = file("infinite.csv", "y\n1\ninf\n2\n");
    let said = refusal(1, &["effect", &path, "--event", "2"]);
    assert!(said.contains(":3:1") && said.contains("finite"), "{said}");
    let (_folder, path) = file("text.csv", "y\n1\ntwo\n3\n");
    assert!(refusal(1, &["effect", &path, "--event", "2"]).contains(":3:1"));
}

#[test]
fn refuses_what_is_not_there() {
    let (_folder, path) = file("nps.csv", table(0.0));
    assert!(refusal(1, &["effect", &path, "--event", "99"]).contains("leaves nothing after"));
    assert!(refusal(1, &["effect", &path, "--event", "0"]).contains("leaves nothing before"));
    assert!(refusal(1, &["effect", &path, "--event", "30", "--unit", "frim"]).contains("firm"));
    assert!(refusal(1, &["effect", &path, "--event", "soon"]).contains("zero-based row"));
    let said = refusal(1, &["effect", "no-such-file.csv", "--event", "3"]);
    assert!(said.contains("no-such-file.csv") && said.matches("os error").count() == 1, "{said}");
    assert!(refusal(2, &["effect", &path, "--panel", "a,b", "--event", "3"]).contains("three columns"));
}

fn caveat<'a>(outcome: &'a Value, what: &str) -> Option<&'a Value> {
    outcome["caveats"].as_array().unwrap().iter().find(|caveat| caveat["what"] == what)
}

/// The small table with its control a hundred times as large, and other times.
fn large_control(step: f64, times: impl Fn(usize) -> String, factor: f64) -> String {
    let rows = table(step);
    let mut rows = rows.lines().skip(1).enumerate().map(|(t, row)| {
        let cells: Vec<f64> = row.split(',').skip(1).map(|cell| cell.parse().unwrap()).collect();
        format!("{},{:e},{:e}\n", times(t), factor * (10.0 + cells[0]), factor * 100.0 * (10.0 + cells[1]))
    });
    format!("day,firm,rival\n{}", rows.by_ref().collect::<String>())
}

#[test]
fn units_of_different_size_are_said_and_put_on_one_footing() {
    let (_folder, path) = file("sales.csv", large_control(-3.0, |t| t.to_string(), 1.0));
    let plain = ["effect", &path, "--unit", "firm", "--event", "30", "--json"];
    let as_is = json(&plain);
    let said = caveat(&as_is, "sizes_differ").unwrap();
    assert_eq!(said["unit"], "rival");
    near(&said["times"], 100.0, 15.0);
    for (scale, step) in [("index", -28.0), ("log", -0.34)] {
        let scaled = json(&[&plain[..], &["--scale", scale]].concat());
        assert_eq!((&scaled["verdict"]["code"], caveat(&scaled, "sizes_differ")), (&"harm".into(), None));
        assert_eq!(caveat(&scaled, "scaled").unwrap()["scale"], scale);
        near(&scaled["effect"]["estimate"], step, 0.1 * f64::abs(step));
    }
    let (_folder, path) = file("nps.csv", table(-3.0));
    assert_eq!(caveat(&json(&["effect", &path, "--event", "30", "--json"]), "sizes_differ"), None);
    assert!(refusal(1, &["effect", &path, "--event", "30", "--scale", "log"]).contains("has the value"));
}

#[test]
fn the_smallest_and_the_largest_figures_are_measured_or_refused() {
    let run = |factor: f64, more: &[&str]| {
        let (_folder, path) = file("sales.csv", large_control(-3.0, |t| t.to_string(), factor));
        json(&[&["effect", &path, "--unit", "firm", "--event", "30", "--json"], more].concat())
    };
    let usual = run(1.0, &[]);
    for factor in [2f64.powi(270), 2f64.powi(-270)] {
        near(&run(factor, &[])["effect"]["p"], usual["effect"]["p"].as_f64().unwrap(), 1e-9);
    }
    let index = run(1.0, &["--scale", "index"])["effect"]["p"].as_f64().unwrap();
    for factor in [1e300, 1e-300] {
        let (_folder, path) = file("sales.csv", large_control(-3.0, |t| t.to_string(), factor));
        let plain = ["effect", &path, "--unit", "firm", "--event", "30"];
        assert!(refusal(1, &plain).contains("--scale index"));
        near(&json(&[&plain[..], &["--json", "--scale", "index"]].concat())["effect"]["p"], index, 1e-6);
    }
    let (_folder, path) = file("sales.csv", large_control(-3.0, |t| t.to_string(), 1e-9));
    let run = crate::comity(&["effect", &path, "--unit", "firm", "--event", "30", "--controls", "rival"]);
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(said.contains("e−") && !said.contains("0.000000"), "{said}");
}

#[test]
fn times_that_do_not_lie_evenly_are_said() {
    let day =
        |t: usize| jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(t as i64)).unwrap().to_string();
    let run = |times: &dyn Fn(usize) -> usize, more: &[&str]| {
        let (_folder, path) = file("nps.csv", large_control(0.0, |t| day(times(t)), 1.0));
        let event = day(times(30));
        json(&[&["effect", &path, "--time", "day", "--unit", "firm", "--event", &event, "--json"], more].concat())
    };
    let mondays_and_thursdays = run(&|t| 7 * (t / 2) + 3 * (t % 2), &[]);
    let said = caveat(&mondays_and_thursdays, "uneven_steps").unwrap();
    assert_eq!((&said["shortest"], &said["longest"]), (&(3 * 86_400).into(), &(4 * 86_400).into()));
    let daily = run(&|t| t, &["--before", "36h"]);
    assert_eq!(caveat(&daily, "uneven_steps"), None);
    let rounded = caveat(&daily, "window_rounded").unwrap();
    assert_eq!((&rounded["before"], &rounded["after"]), (&2.into(), &Value::Null));
    // Working days: the weekend is missing, not closed up.
    let working = run(&|t| 7 * (t / 5) + t % 5, &[]);
    assert_eq!(caveat(&working, "uneven_steps"), None);
    assert_eq!(working["events"][0]["series"].as_array().map(Vec::len), Some(54));
}

#[test]
fn months_of_the_year_are_tested_or_said() {
    let run = |years: usize, december: f64, after: usize| {
        let month = |t: usize| format!("{}-{:02}-01", 2020 + t / 12, 1 + t % 12);
        let mut csv = String::from("month,firm\n");
        for t in 0..12 * years + after {
            let wobble = ((t * t * 7919 + t * 31) % 101) as f64 / 101.0;
            csv.push_str(&format!("{},{}\n", month(t), 5.0 + wobble + if t % 12 == 11 { december } else { 0.0 }));
        }
        let (_folder, path) = file("sales.csv", csv);
        let outcome = json(&["effect", &path, "--time", "month", "--event", &month(12 * years), "--json"]);
        ["year_pattern_mixed_in", "year_pattern_unknown"].map(|what| caveat(&outcome, what).is_some())
    };
    assert_eq!(run(4, 6.0, 5), [true, false]);
    assert_eq!(run(4, 6.0, 12), [false, false], "whole years");
    assert_eq!(run(4, 0.0, 5), [false, false]);
    assert_eq!(run(1, 6.0, 5), [false, true]);
}

#[test]
fn columns_of_one_name_are_refused_and_nothing_is_written_to_a_dash() {
    let (_folder, path) = file("nps.csv", table(0.0).replace("rival", "Firm"));
    assert!(refusal(1, &["effect", &path, "--event", "30"]).contains("more than one column"));
    let (_folder, path) = file("nps.csv", table(0.0));
    assert!(refusal(2, &["effect", &path, "--event", "30", "--out", "-"]).contains("instead of -"));
}
