//! `/me/export`: everything that is kept of a person, as one archive.

use std::io::{Cursor, Write as _};

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_store::{Everything, ExchangeId};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::person;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::records;
use crate::web::portal::export::page;
use crate::web::seat::{Seat, html};

/// The page with the button.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(page(&seat.shell(&app).await?)))
}

/// The archive: `everything.json`, a table for each list in it, and the record of each exchange.
pub async fn post(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let everything = app.store.person_everything(&seat.ctx(), person(&seat)?).await?;
    let bytes = archive_of(&everything, &records::of(&app, &seat, &everything).await?)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-information.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// The archive of everything about a person.
///
/// # Errors
/// [`Fault::Broken`].
pub fn archive_of(everything: &Everything, records: &[(ExchangeId, Value)]) -> Result<Vec<u8>, Fault> {
    let value = serde_json::to_value(everything).map_err(|_| Fault::Broken)?;
    archive(&value, records).map_err(|_| Fault::Broken)
}

fn archive(value: &Value, records: &[(ExchangeId, Value)]) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("everything.json", options)?;
    zip.write_all(serde_json::to_string_pretty(value)?.as_bytes())?;
    for (name, part) in value.as_object().into_iter().flatten() {
        let rows: Vec<&Value> = match part {
            Value::Array(rows) => rows.iter().collect(),
            Value::Object(_) => vec![part],
            _ => continue,
        };
        zip.start_file(format!("{name}.csv"), options)?;
        zip.write_all(&table(&rows)?)?;
    }
    for (exchange, record) in records {
        zip.start_file(format!("records/{exchange}.json"), options)?;
        zip.write_all(serde_json::to_string_pretty(record)?.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A table of what may have parts: `clause.title` is the title within the clause.
fn table(rows: &[&Value]) -> anyhow::Result<Vec<u8>> {
    let rows: Vec<Vec<(String, String)>> = rows.iter().map(|row| flat(row)).collect();
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    if columns.is_empty() {
        return Ok(Vec::new());
    }
    csv.write_record(&columns)?;
    for row in &rows {
        let cell = |column: &&str| row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str());
        csv.write_record(columns.iter().map(cell).map(harmless))?;
    }
    csv.into_inner().map_err(|error| anyhow::anyhow!("{error}"))
}

fn flat(value: &Value) -> Vec<(String, String)> {
    fn walk(value: &Value, name: &str, out: &mut Vec<(String, String)>) {
        let text = match value {
            Value::Object(parts) if !parts.is_empty() => {
                for (part, value) in parts {
                    walk(value, &if name.is_empty() { part.clone() } else { format!("{name}.{part}") }, out);
                }
                return;
            }
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        out.push((if name.is_empty() { "value".to_owned() } else { name.to_owned() }, text));
    }
    let mut out = Vec::new();
    walk(value, "", &mut out);
    out
}

/// A cell that a spreadsheet would run as a formula begins with an apostrophe.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_become_tables() {
        let rows = [json!({"at": 1, "clause": {"id": "a", "n": null}}), json!({"at": 2, "more": "=1+1, \"x\""})];
        let table = table(&rows.iter().collect::<Vec<_>>()).unwrap();
        let expect = "at,clause.id,clause.n,more\n1,a,,\n2,,,\"'=1+1, \"\"x\"\"\"\n";
        assert_eq!(String::from_utf8(table).unwrap(), expect);
        assert_eq!(harmless("-3.5"), "-3.5");
        let bytes = archive(
            &json!({"person": {"name": "Livia"}, "receipts": [], "version": 1}),
            &[(ExchangeId::NONE, json!({}))],
        )
        .unwrap();
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(
            names,
            ["everything.json", "person.csv", "receipts.csv", "records/00000000000000000000000000000000.json"]
        );
    }
}
