//! `/.well-known/gpc.json`: that the signal of Global Privacy Control is heeded here.

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};

/// Since when what the signal does here is as it is.
const SINCE: &str = "2026-11-29";

/// The resource as the specification describes it.
pub async fn get() -> Response {
    let text = serde_json::json!({ "gpc": true, "lastUpdate": SINCE }).to_string();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// Whether a browser sent the signal.
pub fn sent(headers: &HeaderMap) -> bool {
    headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1")
}
