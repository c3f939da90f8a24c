//! `/exchanges/{id}/record.json`: what the reader was asked and answered in an exchange, as a receipt to keep.

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::ExchangeId;

use super::{id, person};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::records;
use crate::web::seat::Seat;

/// The file.
pub async fn file(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let pages = records::pages(&app, &seat, exchange)?;
    let recorded = app.store.record_get(&seat.ctx(), exchange, person(&seat)?, &pages).await?;
    if !records::says_something(&recorded) {
        return Err(Fault::NotFound);
    }
    records::file(&format!("record-{exchange}"), recorded.receipt.json_ld())
}
