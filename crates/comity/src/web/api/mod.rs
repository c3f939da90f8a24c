//! The API for the firm's own systems: values are written, read for a purpose, and it is said what came of that; what people bring to
//! activities is read and answered, and brought for those who agreed. Described by `openapi.json`, which is served beside it.

mod activities;
mod answers;
mod asked;
mod benefits;
mod contributions;
mod exchanges;
mod items;
mod notices;
mod opinions;
mod part;
mod problem;
mod reads;
mod refusal;
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
        Route::get("/api/v1/exchanges/{id}/activities", by(Some(Scope::ContributionsRead)), activities::get),
        Route::get("/api/v1/activities/{id}/contributions", by(Some(Scope::ContributionsRead)), contributions::get),
        Route::post("/api/v1/activities/{id}/contributions", by(Some(Scope::ContributionsWrite)), part::bring),
        Route::post("/api/v1/activities/{id}/outcome", by(Some(Scope::ContributionsAnswer)), activities::outcome_post),
        Route::get("/api/v1/activities/{id}/opinions", by(Some(Scope::ContributionsRead)), opinions::get),
        Route::get("/api/v1/contributions/{id}", by(Some(Scope::ContributionsRead)), contributions::one),
        Route::post("/api/v1/contributions/{id}/votes", by(Some(Scope::ContributionsWrite)), part::vote),
        Route::post("/api/v1/contributions/{id}/comments", by(Some(Scope::ContributionsWrite)), part::comment),
        Route::post("/api/v1/contributions/{id}/accepted", by(Some(Scope::ContributionsWrite)), part::accept),
        Route::post("/api/v1/contributions/{id}/answers", by(Some(Scope::ContributionsAnswer)), answers::answer),
        Route::post("/api/v1/contributions/{id}/status", by(Some(Scope::ContributionsAnswer)), answers::status),
        Route::post("/api/v1/contributions/{id}/merge", by(Some(Scope::ContributionsAnswer)), answers::merge),
        Route::post("/api/v1/contributions/{id}/unmerge", by(Some(Scope::ContributionsAnswer)), answers::unmerge),
        Route::post("/api/v1/notices/{id}/confirm", Who::Bearer, notices::confirm),
    ]
}

async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}
