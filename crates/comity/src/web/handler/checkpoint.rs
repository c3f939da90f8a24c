//! `/ledger/checkpoint`: the ledger's latest checkpoint, for everybody. It says how many entries there are and what their root
//! is, signed, and nothing of what they hold: the more people keep one elsewhere, the less can be rewritten unseen.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::layer::outer::Bare;

/// The checkpoint as a text, the same at every firm's address; 404 before the first entry.
pub async fn get(State(app): State<App>) -> Result<Response, Fault> {
    let (status, text) = match app.store.ledger_checkpoint().await? {
        Some(note) => (StatusCode::OK, note),
        None => (StatusCode::NOT_FOUND, "the ledger has no entry yet\n".to_owned()),
    };
    let mut response = (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response();
    response.extensions_mut().insert(Bare);
    Ok(response)
}
