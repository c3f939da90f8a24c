//! `/studio/ledger` and its checkpoint as a file

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::time::Timestamp;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Seat, html};
use crate::web::studio::ledger::{Ledger, page};

/// The latest checkpoint.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let note = app.store.ledger_checkpoint().await?;
    let verifier = app.store.verifier();
    let leaves = note.as_ref().and_then(|note| verifier.open(note).ok()).map_or(0, |checkpoint| checkpoint.size);
    let sequenced = app.pulse.sequenced.load(std::sync::atomic::Ordering::Relaxed);
    let view = Ledger {
        leaves,
        unsequenced: app.store.ledger_waiting().await?,
        checkpoint: note.map(|note| (note, Timestamp(sequenced))),
        key: verifier.to_string(),
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// The latest checkpoint as a file, to be held elsewhere.
pub async fn checkpoint(State(app): State<App>) -> Result<Response, Fault> {
    let note = app.store.ledger_checkpoint().await?.ok_or(Fault::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"checkpoint.txt\""),
    ];
    Ok((headers, note).into_response())
}
