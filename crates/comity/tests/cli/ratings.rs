//! Ratings and reliability as a user meets them.

use serde_json::Value;

use crate::{comity, file, json, real, refusal};

fn near(value: &Value, expect: f64, digits: i32) {
    let value = value.as_f64().unwrap();
    let rounded = (value * 10f64.powi(digits)).round() / 10f64.powi(digits);
    assert!((rounded - expect).abs() < 1e-9, "{value}, published {expect}");
}

#[test]
fn alpha_of_krippendorffs_example() {
    let Some(table) = real("reliability/krippendorff2011_4coders_12units.csv") else { return };
    for (level, expect) in [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)] {
        let found = json(&["reliability", &table, "--level", level, "--json"]);
        near(&found["alpha"], expect, 3);
        let [low, high] = [&found["interval"][0], &found["interval"][1]].map(|end| end.as_f64().unwrap());
        assert!(low < expect && expect < high, "{found}");
        assert_eq!((&found["units"], &found["coders"], &found["values"]), (&11.into(), &4.into(), &40.into()));
    }
    let said = String::from_utf8(comity(&["reliability", &table, "--level", "ordinal"]).stdout).unwrap();
    assert!(said.contains("can be relied on") && said.contains("reaches below 0.800"), "{said}");
    let all = json(&["reliability", &table, "--json"]);
    assert_eq!(all["levels"].as_array().map(Vec::len), Some(4));
}

#[test]
fn alpha_of_many_raters_as_they_come() {
    let Some(table) = real("reliability/vader_tweet_ratings.txt") else { return };
    let found = json(&["reliability", &table, "--json"]);
    assert_eq!(found["values"], 159_750);
    let levels = found["levels"].as_array().unwrap();
    for (figures, expect) in levels.iter().zip([0.2713, 0.7879, 0.7835]) {
        near(&figures["alpha"], expect, 4);
    }
    // Values below zero have no proportions.
    assert_eq!(levels.len(), 3);
    assert!(refusal(1, &["reliability", &table, "--level", "ratio"]).contains("interval level"));
}

#[test]
fn reliability_says_what_cannot_be_told() {
    let (_folder, same) = file("same.csv", "coder,a,b,c\nA,1,1,1\nB,1,1,1\n");
    let found = json(&["reliability", &same, "--level", "nominal", "--json"]);
    assert_eq!((found["alpha"].is_null(), &found["no_interval"]), (true, &"undefined".into()));
    let said = String::from_utf8(comity(&["reliability", &same, "--level", "nominal"]).stdout).unwrap();
    assert!(said.contains("all values are the same"), "{said}");
    let (_folder, one) = file("one.csv", "coder,a,b,c\nA,1,2,3\n");
    let said = String::from_utf8(comity(&["reliability", &one, "--level", "ordinal", "--lang", "it"]).stdout).unwrap();
    assert!(said.contains("un solo codificatore") && said.contains("--units rows"), "{said}");
    let (_folder, one) = file("unit.csv", "coder,a,b,c\nA,1,2,\nB,3,,4\n");
    let found = json(&["reliability", &one, "--json"]);
    assert!(found["levels"].as_array().unwrap().iter().all(|level| level["alpha"].is_null()), "{found}");
    let said = String::from_utf8(comity(&["reliability", &one]).stdout).unwrap();
    assert!(said.contains("only one unit"), "{said}");
    let (_folder, three) = file("three.csv", "coder,a,b,c\nA,1,2,3\nB,1,2,3\n");
    let said = String::from_utf8(comity(&["reliability", &three, "--level", "ordinal"]).stdout).unwrap();
    assert!(said.contains("1.000") && said.contains("too few units") && !said.contains("relied on"), "{said}");
    let (_folder, ragged) = file("ragged.csv", "coder;a;b;c\nA;1,5;2;3\nB;1,5;2,5\n");
    let found = json(&["reliability", &ragged, "--json"]);
    assert_eq!(found["read"]["ragged"], serde_json::json!({ "line": 3, "fewest": 3, "most": 4 }));
    assert_eq!((&found["read"]["decimal_commas"], &found["units"]), (&3.into(), &2.into()));
    let said = String::from_utf8(comity(&["reliability", &ragged]).stdout).unwrap();
    assert!(said.contains("line 3 has 3") && said.contains("decimal comma"), "{said}");
    let (_folder, words) = file("words.csv", "coder,a,b\nA,yes,no\nB,yes,yes\n");
    assert!(json(&["reliability", &words, "--level", "nominal", "--json"])["alpha"].is_number());
    assert!(refusal(1, &["reliability", &words, "--level", "interval"]).contains(":2:"));
    let (_folder, odd) = file("odd.csv", "coder,a,b\nA,1,inf\nB,1,2\n");
    assert!(refusal(1, &["reliability", &odd, "--level", "ordinal"]).contains("inf"));
    assert!(refusal(1, &["reliability", "no-such-file.csv"]).contains("no-such-file.csv"));
}

/// Twelve exchanges, three raters: the first six are rated far up in participation and low in information.
fn ratings() -> String {
    let mut text = String::from("event,rater,question,score,control\n");
    let questions = [
        "research",
        "content",
        "logistics",
        "service",
        "volunteered",
        "observed",
        "Inferred information",
        "third-party",
    ];
    for event in 0..12 {
        for (rater, name) in ["Ada", "Bo", "Cleo"].into_iter().enumerate() {
            for (place, question) in questions.into_iter().enumerate() {
                let high = (event < 6) == (place < 4);
                let score = if high { 5 } else { 1 } + usize::from((event * 3 + place + rater * 2) % 4 == 0);
                text.push_str(&format!("Event {event},{name},{question},{score},shared\n"));
            }
        }
    }
    text
}

#[test]
fn positions_probabilities_and_agreement() {
    let (_folder, path) = file("ratings.csv", ratings());
    let found = json(&["rate", &path, "--json"]);
    let objects = found["objects"].as_array().unwrap();
    assert_eq!(objects.len(), 12);
    let [first, last] = [&objects[0], &objects[11]];
    assert_eq!(
        (&first["archetype"], &last["archetype"], &first["raters"]),
        (&"host".into(), &"advisor".into(), &3.into())
    );
    assert!(first["probabilities"]["host"].as_f64().unwrap() > 0.95, "{first}");
    let sum: f64 = first["probabilities"].as_object().unwrap().values().filter_map(Value::as_f64).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert!(first["ellipse"]["axes"][0].as_f64().unwrap() > 0.0);
    assert_eq!(first["control"]["service"]["shared"], 3);
    let overall = &found["reliability"]["overall"];
    for level in ["nominal", "ordinal", "interval", "ratio"] {
        assert!(overall[level]["alpha"].is_number() && overall[level]["interval"].is_array(), "{overall}");
    }
    assert_eq!(found["rejected"], serde_json::json!({}));
}

#[test]
fn wide_and_long_say_the_same() {
    let long = "exchange,rater,question,score\nA,x,research,4\nA,x,content,5\nA,x,logistics,6\nA,x,service,7\nA,x,volunteered,0\nA,x,observed,1\nA,x,inferred,2\nA,x,third_party,3\n";
    let wide = "Scambio;Valutatore;ricerca;contenuti;logistica;servizio;fornite;osservate;dedotte;da terzi\nA;x;4;5;6;7;0;1;2;3\n";
    let (_one, long) = file("long.csv", long);
    let (_two, wide) = file("wide.csv", wide);
    let [long, wide] = [&long, &wide].map(|path| json(&["rate", path, "--json"])["objects"].clone());
    assert_eq!(long, wide);
    assert_eq!((&long[0]["participation"]["mean"], &long[0]["probabilities"]), (&22.0.into(), &Value::Null));
    assert_eq!(long[0]["not_stated"], "one_rater");
}

#[test]
fn bad_ratings_are_counted_and_listed() {
    let (folder, path) = file(
        "ratings.csv",
        "event,rater,question,score\nA,x,service,3\nA,x,content,9\nA,x,serviice,1\nA,x,research,2.5\nA,x,logistics,1\nA,x,logistics,1\nA,y,logistics,1\nA,y,logistics,4\n",
    );
    let rejects = folder.path().join("rejects.csv").display().to_string();
    let found = json(&["rate", &path, "--json", "--rejects", &rejects]);
    let expect = serde_json::json!({
        "conflicting_scores": 2, "not_whole": 1, "out_of_range": 1, "unknown_question": 1
    });
    assert_eq!((&found["rejected"], &found["data"]["identical_duplicates"]), (&expect, &1.into()));
    let listed = std::fs::read_to_string(&rejects).unwrap();
    assert!(listed.contains(",3,out_of_range,") && listed.contains("did you mean `service`"), "{listed}");
    let (_folder, typo) = file("typo.csv", "event,rater,servise,content\nA,x,1,2\n");
    assert!(refusal(1, &["rate", &typo]).contains("did you mean `service`"));
    let (_folder, none) = file("none.csv", "event,rater,question,score\nA,x,service,\n");
    assert!(refusal(1, &["rate", &none]).contains("not one score"));
    assert!(refusal(2, &["rate", &path, "--out", &path]).contains("overwritten"));
    refusal(2, &["rate"]);
}

#[test]
fn who_answered_what_is_told() {
    // Three raters, of whom one alone answered all of participation; nobody was asked for third parties.
    let text = "event,rater,research,content,logistics,service,volunteered,observed,inferred\n\
                A,x,6,6,6,6,1,1,1\nA,y,6,6,6,,1,1,1\nA,z,6,6,,6,1,1,1\n";
    let (_folder, path) = file("wide.csv", text);
    let found = json(&["rate", &path, "--json"]);
    assert_eq!(found["data"]["unanswered"][0]["question"], "third_party");
    assert_eq!(
        (&found["objects"][0]["raters"], &found["objects"][0]["participation"]["raters"]),
        (&3.into(), &1.into())
    );
    let said = String::from_utf8(comity(&["rate", &path]).stdout).unwrap();
    assert!(said.contains("24.0 (1 of 3)") && said.contains("Nobody answered one question: Third-party"), "{said}");
}

#[test]
fn two_events_and_raters_who_always_agree() {
    let mut text =
        String::from("event,rater,research,content,logistics,service,volunteered,observed,inferred,third_party\n");
    for (event, scores) in [("A", "6,6,6,6,1,1,1,1"), ("B", "6,6,6,6,1,1,1,1")] {
        for rater in ["x", "y"] {
            text.push_str(&format!("{event},{rater},{scores}\n"));
        }
    }
    let (_folder, path) = file("same.csv", text);
    let found = json(&["rate", &path, "--json"]);
    assert_eq!(found["spread"]["raised_to_rounding"], true);
    assert_eq!(found["reliability"]["overall"]["ordinal"]["no_interval"], "few_units");
    assert_eq!(found["reliability"]["questions"][0]["ordinal"]["alpha"], Value::Null);
}

#[test]
fn the_empty_sheet_reads_back_in_both_languages() {
    for lang in ["en", "it"] {
        let folder = tempfile::tempdir().unwrap();
        let form = folder.path().join("form").display().to_string();
        let arguments = ["rate", "--form", &form, "--objects", "Bikes,Diary", "--raters", "Ada,Bo", "--lang", lang];
        assert!(comity(&arguments).status.success());
        assert!(refusal(2, &arguments).contains("another folder"));
        let sheet = folder.path().join("form/ratings.csv");
        let page = std::fs::read_to_string(folder.path().join("form/form.html")).unwrap();
        assert_eq!(page.matches("<h1").count(), 4, "one form for each exchange and rater");
        let empty = std::fs::read_to_string(&sheet).unwrap();
        assert!(refusal(1, &["rate", &sheet.display().to_string()]).contains("not one score"));
        let filled: String = empty
            .lines()
            .enumerate()
            .map(|(row, line)| if row == 0 { format!("{line}\n") } else { line.replace(",,", ",4,") + "\n" })
            .collect();
        std::fs::write(&sheet, filled).unwrap();
        let found = json(&["rate", &sheet.display().to_string(), "--json"]);
        assert_eq!((&found["data"]["scores"], &found["rejected"]), (&32.into(), &serde_json::json!({})));
        assert_eq!(found["objects"][0]["participation"]["mean"], 16.0);
    }
}

#[test]
fn threads_and_runs_change_no_byte() {
    let (folder, path) = file("ratings.csv", ratings());
    let run = |threads: &str, report: &str| {
        let report = folder.path().join(report);
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["rate", &path, "--json", "--out", &report.display().to_string()])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(run.status.success());
        (run.stdout, std::fs::read(report).unwrap())
    };
    assert_eq!(run("1", "one.html"), run("2", "two.html"));
}

#[test]
fn claims_are_rehearsed() {
    let found = json(&["calibrate", "ratings", "--raters", "3", "--runs", "60", "--json"]);
    let rules = found["rows"][0]["rules"].as_array().unwrap();
    assert_eq!(rules[0]["rule"], "positions");
    assert!(rules[0]["right"].as_f64().unwrap() > 0.92, "{rules:?}");
}
