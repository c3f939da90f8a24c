//! What was agreed, as a record for the firm and a receipt for the person, and the firm's record of processing activities.
//!
//! Records and receipts have the fields of ISO/IEC TS 27560:2023 as the W3C guide *Consent Records and Receipts as per ISO/IEC
//! TS 27560:2023 using DPV* (2024) maps them to the Data Privacy Vocabulary, here DPV 2.3. They are JSON-LD whose context is
//! part of them, and [`SCHEMA`] says what they look like as plain JSON. `docs/records.md` has the mapping field by field.

mod article30;
mod context;
mod entry;
mod event;
mod history;
mod iri;
mod moment;
mod party;
mod process;
mod rows;
mod sheet;
mod state;
mod words;

use serde::Serialize;
use serde_json::{Map, Value, json};

pub use article30::{Activity, Data, Filing, Passed, ProcessingRecord, Responsible, Transfer, article30};
pub use event::{Act, By, Concerns, Event};
pub use history::{Deed, History, history};
pub use party::{Party, PartyKind};
pub use sheet::{Lack, Place, Sheet};

use crate::record::iri::Names;
use crate::time::Timestamp;

/// The version of the form of records and receipts; another one where a reader of this one would misread it.
pub const SCHEMA_VERSION: &str = "1";

/// The JSON Schema (2020-12) of records and receipts.
pub const SCHEMA: &str = include_str!("../../schema/record-1.json");

/// What one person was asked, and answered, in one exchange.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Record(Value);

impl Record {
    /// The record as JSON-LD. Its keys are always in the same order.
    pub fn json_ld(&self) -> &Value {
        &self.0
    }
}

/// A copy of a record that was given to somebody, with a number and a time of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Receipt(Value);

impl Receipt {
    /// The receipt as JSON-LD. Its keys are always in the same order.
    pub fn json_ld(&self) -> &Value {
        &self.0
    }
}

/// Writes the record.
///
/// It meets [`SCHEMA`] where [`Sheet::lacks`] names nothing; what is missing is left out, and nothing is made up for it.
pub fn record(sheet: &Sheet<'_>) -> Record {
    Record(with_context(sheet.json()))
}

/// Writes a receipt of a record, with a UUID of its own.
pub fn receipt(record: &Record, id: u128, at: Timestamp) -> Receipt {
    let mut copy = record.0.clone();
    let kind = match copy["@type"].as_str() {
        Some("dpv:ConsentRecord") => "dpv:ConsentReceipt",
        // DPV has no receipt but that of consent.
        _ => "dpv:DataProcessingRecord",
    };
    if let Some(parts) = copy.as_object_mut() {
        // The receipt's own serves the record in it, too.
        parts.shift_remove("@context");
    }
    let names = Names::new(id);
    Receipt(with_context(json!({
        "@id": names.whole(),
        "@type": kind,
        "dct:conformsTo": form(),
        "dct:identifier": names.uuid(),
        "dct:issued": moment::moment(at),
        "dpv:hasRecordOfActivity": copy,
    })))
}

/// The form that records and receipts follow.
fn form() -> Value {
    json!({ "@type": "dct:Standard", "dct:identifier": "comity-record", "schema:version": SCHEMA_VERSION })
}

fn with_context(node: Value) -> Value {
    let mut all = Map::from_iter([("@context".to_owned(), context::context())]);
    if let Value::Object(parts) = node {
        all.extend(parts);
    }
    Value::Object(all)
}

#[cfg(test)]
mod tests;
