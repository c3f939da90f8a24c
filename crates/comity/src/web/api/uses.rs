//! `POST /api/v1/uses`: what came of a read.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::text::{Language, Texts};
use comity_store::{LeafId, UseKind, UseNew};
use serde::Deserialize;
use serde_json::json;

use super::Problem;
use super::sent::Sent;
use crate::web::app::App;
use crate::web::seat::Seat;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Use {
    access: LeafId,
    #[serde(default)]
    persons: Vec<String>,
    kind: UseKind,
    what: BTreeMap<Language, String>,
}

/// Writes it down.
pub async fn post(State(app): State<App>, seat: Seat, sent: Sent<Use>) -> Result<Response, Problem> {
    let Use { access, persons, kind, what: said } = sent.body;
    let mut what = Texts::default();
    said.into_iter().for_each(|(language, words)| what.set(language, words));
    let id = app.store.use_add(&seat.ctx(), UseNew { access, persons, kind, what }, sent.once).await?;
    Ok((StatusCode::CREATED, axum::Json(json!({ "use": id }))).into_response())
}
