//! The demo as a newcomer meets it: one command, then every command that it says to try next.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn comity(dir: &Path, arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .current_dir(dir)
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs")
}

/// The words of a command as a shell would hand them over: quotes taken off, `…-*.csv` replaced by the files.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
            continue;
        }
        for word in part.split_whitespace() {
            match word.strip_suffix("-*.csv") {
                Some(stem) => words.extend([1, 2].map(|number| format!("{stem}-{number}.csv"))),
                None => words.push(word.to_owned()),
            }
        }
    }
    words
}

#[test]
fn everything_to_try_next_works_and_finds_what_was_planted() {
    for (lang, raters) in [("en", "Simulated rater 1"), ("it", "Valutatore simulato 1")] {
        let temporary = tempfile::tempdir().unwrap();
        let run = comity(temporary.path(), &words(&format!("demo --lang {lang}")));
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let said = String::from_utf8(run.stdout).unwrap();
        let folder = temporary.path().join("comity-demo");
        let sheet = std::fs::read_to_string(folder.join("ratings.csv")).unwrap();
        assert!(sheet.contains(raters));
        let mut tried = Vec::new();
        for line in said.lines().filter_map(|line| line.strip_prefix("  comity ")) {
            let mut arguments = words(line);
            arguments.push("--json".into());
            let run = comity(&folder, &arguments);
            assert!(run.status.success(), "{line}: {}", String::from_utf8_lossy(&run.stderr));
            check(&arguments[0], &serde_json::from_slice(&run.stdout).unwrap());
            tried.push(arguments.swap_remove(0));
        }
        assert_eq!(tried, ["study", "rate", "portfolio", "opinion"]);
    }
}

/// Whether the answer is near what the demo planted.
fn check(command: &str, outcome: &Value) {
    match command {
        "rate" => {
            assert_eq!(outcome["objects"].as_array().unwrap().len(), 30);
            assert!(outcome["rejected"].as_object().unwrap().is_empty());
            assert!(outcome["reliability"]["overall"]["ordinal"]["alpha"].as_f64().unwrap() > 0.5);
        }
        "portfolio" => {
            assert_eq!(outcome["pooled"]["k"], 30, "{}", outcome["funnel"]);
            assert!(outcome["pooled"]["interval"][0].as_f64().unwrap() > 0.0, "{}", outcome["pooled"]);
            let moderators = outcome["joint"]["moderators"].as_array().unwrap();
            let participation = moderators.iter().find(|one| one["name"] == "participation").unwrap();
            let slope = participation["interval"][0].as_f64().unwrap();
            assert!(slope > 0.0, "{participation}");
        }
        "opinion" => {
            assert_eq!((&outcome["verdict"]["code"], &outcome["k"]), (&"groups".into(), &3.into()));
            let held: Vec<_> = outcome["consensus"].as_array().unwrap().iter().map(|one| &one["statement"]).collect();
            assert!(held.len() == 2 && held.contains(&&"0".into()) && held.contains(&&"1".into()), "{held:?}");
        }
        _ => {}
    }
}
