//! `/me/receipts/{id}`: a proof as a file.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_store::LeafId;

use super::id;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::Seat;

/// The file, as JSON.
pub async fn get(State(app): State<App>, seat: Seat, Path(leaf): Path<String>) -> Result<Response, Fault> {
    let leaf: LeafId = id(&leaf)?;
    let receipt = app.store.receipt_get(&seat.ctx(), leaf).await?;
    let text = serde_json::to_string_pretty(&receipt).map_err(|_| Fault::Broken)?;
    let name = format!("attachment; filename=\"receipt-{leaf}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}
