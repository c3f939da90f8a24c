//! The record of processing activities.

use serde_json::json;

use super::sample::{full, terms};
use crate::fixed::FixedTerms;
use crate::record::{Filing, ProcessingRecord, article30};
use crate::text::Language;

fn written(tag: &str) -> ProcessingRecord {
    let (world, language) = (full(), Language::new(tag).unwrap());
    article30(&Filing {
        controllers: &world.controllers,
        officer: "+39 02 1",
        exchanges: &[(3, FixedTerms::from(terms()))],
        language: &language,
        subjects: "Customers",
        security: "Sealed under a key for each person; a backup, every night",
    })
}

#[test]
fn every_purpose_is_an_activity() {
    let record = written("it");
    let purposes: Vec<&str> = record.activities.iter().map(|activity| activity.purpose.as_str()).collect();
    assert_eq!(purposes, ["Consigliarti", "Calcolare la tua fattura", "Mostrarti offerte", "Tenere i libri"]);
    let billing = serde_json::to_value(&record.activities[1]).unwrap();
    let expect = json!({
        "exchange": "Consigli migliori",
        "version": 3,
        "purpose": "Calcolare la tua fattura",
        "purpose_term": "https://w3id.org/dpv#PaymentManagement",
        "basis": "contract",
        "data": [
            { "name": "L’offerta che hai", "term": "https://w3id.org/dpv/pd#Purchase", "source": "volunteered", "special": false },
            { "name": "Se porti gli occhiali", "term": "https://w3id.org/dpv/pd#PhysicalHealth", "source": "third_party", "special": true },
        ],
        "recipients": [{ "name": "=Printer", "contact": "", "country": "", "transfer": "unknown" }],
        // Of two clauses the longer, which has no number of days.
        "retention": "while_agreed",
    });
    assert_eq!(billing, expect);
    let adverts = serde_json::to_value(&record.activities[2].recipients).unwrap();
    assert_eq!((&adverts[0]["country"], &adverts[0]["transfer"]), (&json!("CH"), &json!("third_country")));
}

#[test]
fn a_table_has_a_row_for_each_activity_and_runs_nothing() {
    let text = written("en").csv();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, head: &str| &rows[row][heads.iter().position(|there| there == head).unwrap()];
    assert_eq!(rows.len(), 4);
    assert_eq!(cell(0, "controllers"), "Norda S.p.A. (simulated)");
    assert_eq!(cell(0, "officer"), "'+39 02 1");
    assert_eq!((cell(1, "recipients"), cell(1, "transfers")), ("'=Printer", "'=Printer: unknown"));
    assert_eq!(cell(1, "data_categories"), "The plan you have; Whether you wear glasses");
    assert_eq!(cell(1, "special_categories"), "Whether you wear glasses");
    assert_eq!(cell(2, "transfers"), "Signal Lab (simulated): CH");
    assert_eq!((cell(0, "retention"), cell(0, "transfers")), ("P180D", ""));
    assert_eq!(cell(3, "security"), "Sealed under a key for each person; a backup, every night");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}
