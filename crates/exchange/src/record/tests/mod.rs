mod article30;
mod history;
mod sample;
mod schema;
mod triples;
mod words;

use crate::record::{receipt, record};

use sample::{RECEIPT, day, full};

#[test]
fn a_record_and_its_receipt() {
    let record = record(&full().sheet());
    let receipt = receipt(&record, RECEIPT, day(41));
    insta::assert_snapshot!("record", serde_json::to_string_pretty(&record).unwrap());
    insta::assert_snapshot!("receipt", serde_json::to_string_pretty(&receipt).unwrap());
}
