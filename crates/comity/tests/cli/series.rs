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
    assert!(refusal(1, &["effect", "no-such-file.csv", "--event", "3"]).contains("no-such-file.csv"));
    assert!(refusal(2, &["effect", &path, "--panel", "a,b", "--event", "3"]).contains("three columns"));
}
