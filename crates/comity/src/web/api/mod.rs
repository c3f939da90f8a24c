//! The API for the firm's own systems: values are written, read for a purpose, and it is said what came of that. Described by
//! `openapi.json`, which is served beside it.

mod benefits;
mod exchanges;
mod items;
mod notices;
mod problem;
mod reads;
mod sent;
mod uses;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_store::Scope;

pub use problem::Problem;

use super::route::{Route, Who};

/// The description of the API (OpenAPI 3.1).
pub const OPENAPI: &str = include_str!("openapi.json");

/// Bytes of a request at most.
const LONGEST: usize = 8 * 1024 * 1024;

/// What every path of it begins with, after the firm.
pub const PREFIX: &str = "/api/";

/// Its routes.
pub fn routes() -> Vec<Route> {
    let by = Who::Client;
    vec![
        Route::get("/api/v1/openapi.json", Who::AtFirm, description),
        Route::get("/api/v1/exchanges", by(None), exchanges::get),
        Route::post("/api/v1/exchanges/{id}/items", by(Some(Scope::ItemsWrite)), items::post).body(LONGEST),
        Route::post("/api/v1/exchanges/{id}/reads", by(Some(Scope::ItemsRead)), reads::post).body(LONGEST),
        Route::post("/api/v1/exchanges/{id}/benefits", by(Some(Scope::BenefitsWrite)), benefits::post).body(LONGEST),
        Route::post("/api/v1/uses", by(Some(Scope::UsesWrite)), uses::post).body(LONGEST),
        Route::post("/api/v1/notices/{id}/confirm", Who::Bearer, notices::confirm),
    ]
}

async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}
