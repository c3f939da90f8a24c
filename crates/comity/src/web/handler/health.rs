//! `/livez` and `/readyz`: whether the server runs, and whether it can do its work. For programs, without a page.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::web::app::{App, now};
use crate::web::layer::outer::Bare;

/// The sequencer has stopped when it has not run for this long, in microseconds.
const STILL: i64 = 30_000_000;

/// The process answers.
pub async fn live() -> Response {
    plain(StatusCode::OK, "ok\n".into())
}

/// The database answers and lets us begin to write, there is room on the disk, and the ledger is being sequenced.
pub async fn ready(State(app): State<App>) -> Response {
    let database = tokio::time::timeout(Duration::from_secs(3), app.store.ready()).await;
    let sequenced = app.pulse.sequenced.load(std::sync::atomic::Ordering::Relaxed);
    let parts = [
        ("database", matches!(database, Ok(Ok(())))),
        ("disk", !app.pulse.is_disk_low()),
        ("sequencer", now() - sequenced < STILL),
        ("leads", app.store.health().leads),
    ];
    let lines = parts.map(|(name, fine)| format!("{name} {}\n", if fine { "ok" } else { "failing" }));
    let status = if parts.iter().all(|(_, fine)| *fine) { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    plain(status, lines.concat())
}

fn plain(status: StatusCode, text: String) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response();
    response.extensions_mut().insert(Bare);
    response
}
