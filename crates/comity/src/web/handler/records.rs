//! Records as files, and what is the same of them for persons and members.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::record::{Lack, SCHEMA};
use comity_store::{Everything, ExchangeId, NotEntered, RecordPages, Recorded};
use serde_json::Value;

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::Seat;

/// The JSON Schema of records and receipts, at an address that stays.
pub async fn schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], SCHEMA).into_response()
}

/// Addresses that the record of an exchange names.
///
/// # Errors
/// There is no firm.
pub fn pages(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<RecordPages, Fault> {
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let at = |path: String| letter::address(app, firm, &path);
    Ok(RecordPages {
        firm: at(String::new()),
        notice: at(format!("/exchanges/{exchange}")),
        withdrawal: at(format!("/exchanges/{exchange}/agreement")),
    })
}

/// What the firm has not entered and records of single persons would say.
///
/// # Errors
/// The books'.
pub async fn lacks(app: &App, seat: &Seat) -> Result<Vec<NotEntered>, Fault> {
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let details = app.store.firm_details_get(&seat.house()).await?;
    Ok(details.lacks(&firm.firm.look).into_iter().filter(|lack| lack.in_records()).collect())
}

/// The record of each exchange in which somebody stands, under its id, for everything about them.
///
/// # Errors
/// The books'.
pub async fn of(app: &App, seat: &Seat, everything: &Everything) -> Result<Vec<(ExchangeId, Value)>, Fault> {
    let mut all = Vec::new();
    for &(exchange, _) in &everything.standings {
        // Everything was allowed and written down as one; this is a part of it.
        let pages = pages(app, seat, exchange)?;
        let recorded = app.store.record_get(&seat.house(), exchange, everything.person.id, &pages).await?;
        if says_something(&recorded) {
            all.push((exchange, recorded.receipt.json_ld().clone()));
        }
    }
    Ok(all)
}

/// Whether there is anything to record: an exchange may ask for no information at all.
pub fn says_something(recorded: &Recorded) -> bool {
    !recorded.lacks.contains(&Lack::Entries)
}

/// A record as a file.
///
/// # Errors
/// [`Fault::Broken`].
pub fn file(name: &str, record: &Value) -> Result<Response, Fault> {
    let text = serde_json::to_string_pretty(record).map_err(|_| Fault::Broken)?;
    let kept = format!("attachment; filename=\"{name}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/ld+json".to_owned()), (header::CONTENT_DISPOSITION, kept)], text + "\n")
        .into_response())
}
