//! Two weeks of posts to airlines in February 2015: one real effect, and three that the usual estimators would report.

use serde_json::Value;

use crate::{json, real};

/// The study of one event by the human labels, hourly, on Pacific time.
fn study(event: &str, before: &str, after: &str, more: &[&str]) -> Option<Value> {
    let posts = real("airline_tweets_2015/Tweets.csv")?;
    let mut arguments = vec!["study", &posts, "--event", event, "--before", before, "--after", after];
    arguments.extend(["--bucket", "hour", "--timezone", "America/Los_Angeles", "--json"]);
    arguments.extend(more);
    Some(json(&arguments))
}

const LABELS: [&str; 2] = ["--score", "airline_sentiment"];

fn check(event: &str, window: [&str; 2], verdict: &str, why: &str) -> Option<Value> {
    let outcome = study(event, window[0], window[1], &LABELS)?;
    assert_eq!(outcome["verdict"]["code"], verdict, "{event}");
    assert_eq!(outcome["verdict"]["reason"]["why"], why, "{event}");
    Some(outcome)
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

#[test]
fn cancelled_flights_harmed_southwest() {
    let Some(outcome) = check("Southwest 2015-02-21", ["4d", "1d"], "harm", "step") else { return };
    let estimate = (number(&outcome["effect"]["estimate"]) * 100.0).round() / 100.0;
    assert!((-0.33..=-0.28).contains(&estimate), "{estimate}");
    assert_eq!(outcome["placebos"]["rank"], 1);
    let american = outcome["controls"].as_array().unwrap().iter().find(|c| c["unit"] == "American").unwrap();
    assert_eq!((american["included"].as_bool(), american["reason"].as_str()), (Some(false), Some("no_baseline")));
}

#[test]
fn late_flights_hit_everybody_and_not_jetblue_alone() {
    // The data calls JetBlue "Delta".
    let Some(outcome) = check("Delta 2015-02-22", ["5d", "1d"], "no_evidence", "others_moved_too") else { return };
    assert!((-0.35..=-0.25).contains(&number(&outcome["descriptive"]["difference"])));
    assert!(number(&outcome["verdict"]["reason"]["others"]) < -0.1);
    assert!(outcome["verdict"]["text"].as_str().unwrap().contains("fell too"));
}

#[test]
fn a_line_that_everybody_repeated_helped_nobody() {
    let Some(outcome) = check("Delta 2015-02-23 10:15", ["24h", "24h"], "no_evidence", "others_moved_too") else {
        return;
    };
    assert!(number(&outcome["descriptive"]["difference"]) > 0.25);
}

#[test]
fn us_airways_and_american() {
    if check("US Airways 2015-02-22", ["5d", "1d"], "no_evidence", "others_moved_too").is_none() {
        return;
    }
    let american = check("American 2015-02-22", ["5d", "1d"], "undetermined", "no_baseline").unwrap();
    assert!(american["effect"].is_null());
}

#[test]
fn several_events_in_one_pass_say_what_each_says_alone() {
    let Some(both) =
        study("Southwest 2015-02-21", "4d", "1d", &[&LABELS[..], &["--event", "US Airways 2015-02-21"]].concat())
    else {
        return;
    };
    let alone = study("Southwest 2015-02-21", "4d", "1d", &LABELS).unwrap();
    assert_eq!(both["events"].as_array().map(Vec::len), Some(2));
    assert_eq!(both["events"][0]["effect"], alone["events"][0]["effect"]);
    assert!(both.get("effect").is_none() && alone.get("effect").is_some());
}

#[test]
fn the_model_in_place_of_labels_changes_no_sign() {
    for (event, window) in [
        ("Southwest 2015-02-21", ["4d", "1d"]),
        ("Delta 2015-02-22", ["5d", "1d"]),
        ("Delta 2015-02-23 10:15", ["24h", "24h"]),
        ("US Airways 2015-02-22", ["5d", "1d"]),
    ] {
        let Some(by_labels) = study(event, window[0], window[1], &LABELS) else { return };
        let by_model = study(event, window[0], window[1], &["--label", "airline_sentiment"]).unwrap();
        let codes = [&by_labels, &by_model].map(|o| o["verdict"]["code"].as_str().unwrap().to_owned());
        assert!(
            codes != ["harm".to_owned(), "benefit".to_owned()] && codes != ["benefit".to_owned(), "harm".to_owned()],
            "{event}: {codes:?}"
        );
        let damping = number(&by_model["data"]["metric"]["damping_here"]);
        assert!((0.2..1.0).contains(&damping), "the model dampens differences to {damping}");
    }
}

#[test]
fn other_exports_run_without_preparation() {
    let Some(spotify) = real("spotifycares_2017/customer_tweets.csv") else { return };
    let outcome = json(&["study", &spotify, "--event", "2017-11-10", "--json"]);
    assert_eq!(outcome["effect"]["method"], "own_past");
    assert_eq!(outcome["data"]["posts"].as_u64().unwrap() + rejected(&outcome), 15_103);
    assert!(outcome["languages"].as_array().unwrap().len() > 3);
    let Some(apple) = real("apple_2014/tweets.csv") else { return };
    let outcome = json(&["study", &apple, "--event", "2014-12-06", "--json"]);
    assert_eq!(outcome["data"]["posts"].as_u64().unwrap() + rejected(&outcome), 3_886);
    assert_ne!(outcome["verdict"]["code"], "harm");
}

fn rejected(outcome: &Value) -> u64 {
    outcome["rejected"].as_object().unwrap().values().filter_map(Value::as_u64).sum()
}
