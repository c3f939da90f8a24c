//! What a record says as triples, found by another reader of JSON-LD and held against a list written by hand.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::sample::{RECEIPT, World, day, terms};
use crate::record::{receipt, record};

/// A line of the list as N-Quads: names with their prefixes written out.
fn quad(line: &str) -> String {
    let mut words = line.splitn(3, ' ');
    let [subject, property, object] = [words.next(), words.next(), words.next()].map(|word| word.unwrap());
    format!("{} {} {} .\n", long(subject), long(property), long(object))
}

fn long(word: &str) -> String {
    if let Some((text, kind)) = word.rsplit_once("^^") {
        return format!("{text}^^{}", long(kind));
    }
    if word.starts_with(['"', '<']) || word.starts_with("_:") {
        return word.to_owned();
    }
    let (prefix, name) = word.split_once(':').unwrap();
    let namespace = match prefix {
        "r" => "urn:uuid:01906f2a-11de-7abc-8000-000000000042",
        "receipt" => "urn:uuid:01906f2a-11de-7abc-8000-000000000043",
        "dpv" => "https://w3id.org/dpv#",
        "pd" => "https://w3id.org/dpv/pd#",
        "gdpr" => "https://w3id.org/dpv/legal/eu/gdpr#",
        "dct" => "http://purl.org/dc/terms/",
        "rdf" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema" => "https://schema.org/",
        "xsd" => "http://www.w3.org/2001/XMLSchema#",
        other => panic!("no prefix {other}"),
    };
    format!("<{namespace}{name}>")
}

#[test]
fn a_receipt_says_these_triples_and_no_other() {
    let Ok(python) = std::env::var("COMITY_TEST_PYTHON") else {
        println!("skipped: COMITY_TEST_PYTHON names no Python with pyld");
        return;
    };
    let world = World::agreed(terms(), &["advice", "bill", "adverts"]);
    let receipt = receipt(&record(&world.sheet()), RECEIPT, day(41));
    let expect: String = include_str!("triples.txt")
        .replace("FINGERPRINT", &world.versions[&1].fingerprint().to_string())
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .map(quad)
        .collect();
    let mut reader = Command::new(python)
        .args(["-c", include_str!("expand.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let given = json!({ "document": receipt, "expect": expect });
    reader.stdin.take().unwrap().write_all(given.to_string().as_bytes()).unwrap();
    let told = reader.wait_with_output().unwrap();
    assert!(told.status.success(), "the reader failed");
    let [written, expect]: [BTreeSet<String>; 2] =
        serde_json::from_slice::<[BTreeSet<String>; 2]>(&told.stdout).unwrap();
    let more: Vec<&String> = written.difference(&expect).collect();
    let fewer: Vec<&String> = expect.difference(&written).collect();
    assert!(more.is_empty() && fewer.is_empty(), "written and not meant: {more:#?}\nmeant and not written: {fewer:#?}");
    assert!(written.len() > 150, "{}", written.len());
}

#[test]
fn the_context_is_all_that_a_reader_needs() {
    let receipt = receipt(&record(&World::agreed(terms(), &["advice"]).sheet()), RECEIPT, day(41));
    fn contexts(value: &Value) -> usize {
        match value {
            Value::Object(parts) => {
                parts.iter().map(|(key, part)| usize::from(key == "@context") + contexts(part)).sum()
            }
            Value::Array(all) => all.iter().map(contexts).sum(),
            _ => 0,
        }
    }
    assert_eq!(contexts(receipt.json_ld()), 1);
    assert!(receipt.json_ld()["@context"].is_object(), "no address to be fetched");
}
