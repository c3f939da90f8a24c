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
