//! Many events at once: on made-up posts with planted effects, on real ones, and on tables with everything wrong.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{comity, file, json, real, refusal};

const BRANDS: usize = 24;
const QUIET: usize = 8;
const DAYS: i64 = 200;
const EVENT_DAY: i64 = 140;

/// Posts with scores, a table of one event a brand, and eight brands without any. Effects are `average` and `slope` for each
/// point of participation above its mean; every brand has its own noise.
fn simulated(average: f64, slope: f64) -> (tempfile::TempDir, String, String) {
    let mut state = 7_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    };
    let mut normal = move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0;
    let (mut posts, mut events) = (String::from("id,author,date,brand,score\n"), String::new());
    events.push_str("unit,time,name,participation,information,capital,kind\n");
    for brand in 0..BRANDS + QUIET {
        let participation = (brand * 11 % 25) as f64;
        let (day, information) = (EVENT_DAY + (brand % 9) as i64, (brand * 7 % 23) as f64);
        let effect = average + slope * (participation - 12.0) + 0.03 * normal();
        let capital = ["economic", "social;cultural", "none"][brand % 3];
        let kind = ["launch", "loyalty"][brand % 2];
        let effect = if brand < BRANDS { effect } else { 0.0 };
        if brand < BRANDS {
            let row = format!("B{brand:02},{},Event {brand},{participation},{information}", date(day));
            writeln!(events, "{row},{capital},{kind}").unwrap();
        }
        for t in 0..DAYS {
            let step = if t >= day { effect } else { 0.0 };
            for post in 0..4 {
                let score = step + 0.3 * normal();
                writeln!(posts, "{brand}-{t}-{post},a{brand}-{t}-{post},{},B{brand:02},{score:.4}", date(t)).unwrap();
            }
        }
    }
    let (folder, path) = file("posts.csv", posts);
    let table = folder.path().join("events.csv");
    std::fs::write(&table, events).unwrap();
    let table = table.display().to_string();
    (folder, path, table)
}

fn date(day: i64) -> String {
    const MONTHS: [i64; 7] = [31, 28, 31, 30, 31, 30, 31];
    let (mut rest, mut month) = (day, 0);
    while rest >= MONTHS[month] {
        rest -= MONTHS[month];
        month += 1;
    }
    format!("2025-{:02}-{:02}", month + 1, rest + 1)
}

fn moderator<'a>(outcome: &'a Value, list: &str, name: &str) -> &'a Value {
    let all = if list == "joint" { &outcome["joint"]["moderators"] } else { &outcome[list] };
    all.as_array().unwrap().iter().find(|m| m["name"] == name).expect("the moderator is there")
}

fn holds(interval: &Value, value: f64) -> bool {
    interval[0].as_f64().unwrap() <= value && value <= interval[1].as_f64().unwrap()
}

#[test]
fn finds_the_planted_average_and_what_goes_with_it() {
    let (_folder, posts, events) = simulated(0.1, 0.012);
    let run = ["portfolio", &posts, "--events", &events, "--score", "score", "--json"];
    let outcome = json(&run);
    assert_eq!(outcome["pooled"]["k"], BRANDS);
    assert!(holds(&outcome["pooled"]["interval"], 0.1), "{}", outcome["pooled"]);
    assert!(holds(&outcome["pooled"]["prediction_interval"], 0.1));
    let participation = moderator(&outcome, "joint", "participation");
    assert!(holds(&participation["interval"], 0.012), "{participation}");
    assert!(participation["p_adjusted"].as_f64().unwrap() <= 0.05 && participation["permutation_p"].is_number());
    assert!(moderator(&outcome, "moderators", "participation")["p_adjusted"].as_f64().unwrap() <= 0.05);
    let counted: u64 = outcome["funnel"].as_array().unwrap().iter().map(|s| s["count"].as_u64().unwrap()).sum();
    assert_eq!(counted as usize, BRANDS);
    let event = &outcome["events"][0];
    let se = event["se"].as_f64().unwrap();
    assert!((se * se - event["variance"].as_f64().unwrap()).abs() < 1e-12 && event["left_out"].is_null());
    assert_eq!(outcome["by_capital"][0]["offered"]["k"], 8);
}

#[test]
fn the_same_bytes_with_one_thread_and_with_two() {
    let (_folder, posts, events) = simulated(0.0, 0.0);
    let run = |threads: &str| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["portfolio", &posts, "--events", &events, "--score", "score", "--json"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        let mut value: Value = serde_json::from_slice(&out.stdout).unwrap();
        value["timing"] = Value::Null;
        value.to_string()
    };
    assert_eq!(run("1"), run("2"));
}

#[test]
fn a_bad_event_is_listed_and_never_spoils_the_others() {
    let (folder, posts, events) = simulated(0.1, 0.0);
    let mut table = std::fs::read_to_string(&events).unwrap();
    table.push_str("B0x,2025-05-21,Misspelt,3,4,none,launch\nB01,2031-05-21,Later,3,4,none,launch\n");
    table.push_str("B01,soon,Unclear,3,many,none,launch\nB01,,Never,3,4,none,launch\n");
    table.push_str(&format!("b00,{},Again,3,4,none,launch\n,2025-05-21,Nobody,3,4,luck,launch\n", date(EVENT_DAY)));
    std::fs::write(&events, table).unwrap();
    let rejects = folder.path().join("rejects.csv").display().to_string();
    let outcome =
        json(&["portfolio", &posts, "--events", &events, "--score", "score", "--json", "--rejects", &rejects]);
    assert_eq!(outcome["pooled"]["k"], BRANDS);
    let left_out: Vec<&str> =
        outcome["events"].as_array().unwrap()[BRANDS..].iter().map(|e| e["left_out"].as_str().unwrap()).collect();
    let expect = ["unknown_unit", "outside_data", "unreadable_time", "missing_time", "listed_twice", "missing_unit"];
    assert_eq!(left_out, expect);
    assert!(outcome["events"][BRANDS]["near"].as_array().unwrap().iter().any(|n| n == "B00"));
    assert_eq!(outcome["table"]["problems"].as_array().unwrap().len(), 2);
    let written = std::fs::read_to_string(&rejects).unwrap();
    assert!(written.contains("outside_data") && written.contains("no_points") && written.contains(",28,"), "{written}");
}

#[test]
fn few_events_say_how_few() {
    let (_folder, posts, events) = simulated(0.3, 0.0);
    let table = std::fs::read_to_string(&events).unwrap();
    let first = |n: usize| table.lines().take(n + 1).collect::<Vec<_>>().join("\n");
    std::fs::write(&events, first(1)).unwrap();
    let one = json(&["portfolio", &posts, "--events", &events, "--score", "score", "--json"]);
    assert_eq!((one["pooled"]["k"].as_u64(), one["pooled"]["interval"].is_null()), (Some(1), true));
    assert_eq!(one["caveats"][0]["what"], "one_event");
    std::fs::write(&events, first(5)).unwrap();
    let out = std::path::Path::new(&events).with_file_name("report.html").display().to_string();
    let shown = comity(&["portfolio", &posts, "--events", &events, "--score", "score", "--out", &out, "--lang", "it"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains("5 eventi sono pochi") && shown.contains("ne servono almeno 8"), "{shown}");
    assert!(std::fs::read_to_string(&out).unwrap().contains("lang=\"it\""));
}

#[test]
fn rows_that_cannot_be_read_are_the_reason_and_not_too_few_events() {
    let (_folder, posts, events) = simulated(0.3, 0.0);
    let table = std::fs::read_to_string(&events).unwrap();
    let out = std::path::Path::new(&events).with_file_name("report.html").display().to_string();
    let shown = |table: String| {
        std::fs::write(&events, table).unwrap();
        let run = comity(&["portfolio", &posts, "--events", &events, "--score", "score", "--out", &out]);
        let text = String::from_utf8_lossy(&run.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(run.status.code(), Some(0), "{text}");
        text
    };
    let text = shown(table.replace("\nB", "\nX"));
    assert!(text.contains("All 24 rows of the table were left out: no post speaks of its unit (24)."), "{text}");
    assert!(text.contains("to mend what stands in the table") && !text.contains("needed: more events"), "{text}");
    let text = shown(table.replace(",2025-", ",year "));
    assert!(text.contains("time could not be read (24)"), "{text}");
    // Ratings of which none can be read are in the table all the same, and the cells are shown.
    let rows = table.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let without: Vec<String> = rows
        .map(|cells| {
            cells
                .iter()
                .enumerate()
                .map(|(i, c)| if i == 3 && *c != "participation" { "many" } else { *c })
                .collect::<Vec<_>>()
                .join(",")
        })
        .collect();
    let text = shown(without.join("\n"));
    assert!(text.contains("24 cells of the table could not be read"), "{text}");
    assert!(
        text.contains("line 2, participation “many”: no number from 0 to 28") && text.contains("and 19 more"),
        "{text}"
    );
    let found = json(&["portfolio", &posts, "--events", &events, "--score", "score", "--json"]);
    let of = |name: &str| found["moderators"].as_array().unwrap().iter().find(|m| m["name"] == name).unwrap().clone();
    assert_eq!(of("participation")["left_out"], serde_json::json!({ "why": "unreadable", "cells": 24 }));
    assert_eq!(of("industry")["left_out"]["why"], "not_given");
}

#[test]
fn events_of_one_firm_are_not_said_to_be_kept_together() {
    let (_folder, posts, events) = simulated(0.3, 0.0);
    let table = std::fs::read_to_string(&events).unwrap();
    let firm = |(row, line): (usize, &str)| format!("{line},{}\n", if row == 0 { "firm" } else { "All of them" });
    std::fs::write(&events, table.lines().enumerate().map(firm).collect::<String>()).unwrap();
    let found = json(&["portfolio", &posts, "--events", &events, "--score", "score", "--json"]);
    let caveats = found["caveats"].to_string();
    assert!(caveats.contains("one_firm") && !caveats.contains("several_per_firm"), "{caveats}");
    assert_eq!(found["pooled"]["method"], "hartung-knapp");
}

#[test]
fn refuses_what_is_no_table_of_events() {
    let (_folder, posts, events) = simulated(0.0, 0.0);
    assert!(refusal(1, &["portfolio", &posts, "--events", "no-such.csv"]).contains("no-such.csv"));
    assert!(refusal(2, &["portfolio", &posts, "--events", &events, "--column", "tim=time"]).contains("time"));
    assert!(refusal(2, &["portfolio", &posts, "--events", &events, "--out", &events]).contains("overwritten"));
    let (_other, one_unit) = file("one.csv", "date,score\n2025-01-01,1\n2025-01-02,0\n");
    let said = refusal(1, &["portfolio", &one_unit, "--events", &events, "--score", "score"]);
    assert!(said.contains("--unit COLUMN"), "{said}");
    let (_other, empty) = file("empty.csv", "unit,when\n");
    refusal(1, &["portfolio", &posts, "--events", &empty]);
    let (_other, untimed) = file("untimed.csv", "unit,name\nB01,a\n");
    assert!(refusal(1, &["portfolio", &posts, "--events", &untimed]).contains("--column time=COLUMN"));
}

#[test]
fn the_airlines_of_february_2015() {
    let Some(posts) = real("airline_tweets_2015/Tweets.csv") else { return };
    let table = "unit,time,name,before,after\nSouthwest,2015-02-21,Cancelled flights,4d,1d\n\
                 Delta,2015-02-22,Late flights,5d,1d\nUS Airways,2015-02-22,Late flights too,5d,1d\n\
                 American,2015-02-22,No baseline,5d,1d\n";
    let (_folder, events) = file("events.csv", table);
    let run = ["portfolio", &posts, "--events", &events, "--score", "airline_sentiment", "--bucket", "hour"];
    let outcome = json(&[&run[..], &["--timezone", "America/Los_Angeles", "--json"]].concat());
    let events = outcome["events"].as_array().unwrap();
    let estimate = (events[0]["estimate"].as_f64().unwrap() * 100.0).round() / 100.0;
    assert!((-0.33..=-0.28).contains(&estimate), "{estimate}");
    assert_eq!((events[0]["verdict"].as_str(), events[1]["verdict"].as_str()), (Some("harm"), Some("no_evidence")));
    assert_eq!((events[3]["left_out"].as_str(), outcome["pooled"]["k"].as_u64()), (Some("no_baseline"), Some(3)));
}
