//! `POST /api/v1/exchanges/{id}/benefits`: what came back to a person.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::amount::Amount;
use comity_store::BenefitNew;
use serde::Deserialize;
use serde_json::json;

use super::Problem;
use super::sent::{Sent, id};
use crate::web::app::App;
use crate::web::seat::Seat;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Benefit {
    person: String,
    clause: String,
    benefit: String,
    #[serde(default)]
    amount: Option<Amount>,
}

/// Writes it down.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    exchange: Path<String>,
    sent: Sent<Benefit>,
) -> Result<Response, Problem> {
    let Benefit { person, clause, benefit, amount } = sent.body;
    let new = BenefitNew { person, clause, benefit, amount };
    let delivery = app.store.benefit_add(&seat.ctx(), id("exchange", exchange)?, new, sent.once).await?;
    Ok((StatusCode::CREATED, axum::Json(json!({ "delivery": delivery }))).into_response())
}
