//! `comity lint`: terms in, findings out.

use serde_json::Value;

use crate::{comity, file, json, refusal};

fn example() -> String {
    let run = comity(&["lint", "--example"]);
    assert!(run.status.success());
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn the_example_has_nothing_to_refuse_in_either_language() {
    let (_folder, path) = file("terms.toml", example());
    for lang in ["en", "it"] {
        let run = comity(&["lint", &path, "--lang", lang]);
        assert!(run.status.success());
    }
    assert_eq!(json(&["lint", &path, "--json"])["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_finding_names_its_line_its_rule_and_its_fix() {
    let text = example().replace("contact = \"privacy@signal-lab.example\"\n", "");
    let line = 1 + text.lines().position(|line| line == "id = \"signal-lab\"").unwrap();
    let (_folder, path) = file("terms.toml", &text);
    let run = comity(&["lint", &path]);
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains(&format!("terms.toml:{line}: recipient signal-lab")), "{said}");
    assert!(said.contains("[recipient-not-named, refused]") && said.contains("Fill in name and contact."), "{said}");
}

#[test]
fn what_cannot_be_read_says_where() {
    let (_folder, path) = file("terms.toml", "language = \"en\"\nclauses = 3\n");
    let said = refusal(1, &["lint", &path]);
    assert!(said.contains("line 2") && said.contains("clauses"), "{said}");
    let (_folder, path) = file("terms.toml", example().replace("\"signal-lab\"]", "\"signal-lub\"]"));
    let run = comity(&["lint", &path]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8(run.stdout).unwrap().contains("signal-lub"));
}

#[test]
fn a_term_of_the_vocabulary_that_is_not_known_comes_with_the_nearest() {
    let (_folder, path) = file("terms.toml", example().replace("ServicePersonalisation", "ServicePersonalization"));
    let run = comity(&["lint", &path]);
    assert!(run.status.success(), "a term of one's own is not refused");
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.contains("Did you mean ServicePersonalisation (Making the service fit the person)?"), "{said}");
    assert_eq!(json(&["lint", &path, "--json"])["findings"][0]["names"][0], "ServicePersonalisation");
}

#[test]
fn what_is_inferred_says_from_what_and_how() {
    let file_of =
        |usage: &str| example().replace("source = \"observed\"\ndpv = \"ServiceConsumptionBehaviour\"\n", usage);
    let check = |usage: &str, code: i32, expect: &str| {
        let (_folder, path) = file("terms.toml", file_of(usage));
        let run = comity(&["lint", &path]);
        let said = String::from_utf8(run.stdout).unwrap();
        assert!(run.status.code() == Some(code) && said.contains(expect), "{usage}: {said}");
    };
    check("source = \"inferred\"\n", 1, "Name the items in inferred.from.");
    check("source = \"inferred\"\ninferred = { from = [\"plan\"] }\n", 1, "Write the method into inferred.method.");
    let whole =
        "source = \"inferred\"\ninferred = { from = [\"FROM\"], method = { en = \"By adding\", it = \"Sommando\" } }\n";
    check(&whole.replace("FROM", "plan"), 0, "Nothing to refuse");
    check(&whole.replace("FROM", "signal"), 1, "Ask also for item signal for the same purpose");
    check(&whole.replace("FROM", "mood"), 1, "item usage is worked out from item mood, which is not described");
    check(&whole.replace("FROM", "usage"), 1, "item usage is worked out from itself");
    check("source = \"third_party\"\n", 1, "Say who in origin.");
}
