//! `/studio/ledger`

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Seat, html};
use crate::web::studio::ledger::{Ledger, page};

/// The latest checkpoint.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let (note, made) = (app.store.ledger_checkpoint().await?, app.store.ledger_checkpoint_made().await?);
    let verifier = app.store.verifier();
    let leaves = note.as_ref().and_then(|note| verifier.open(note).ok()).map_or(0, |checkpoint| checkpoint.size);
    let view = Ledger {
        leaves,
        unsequenced: app.store.ledger_waiting().await?,
        checkpoint: note.zip(made).map(|(note, made)| (note, Timestamp(made))),
        key: verifier.to_string(),
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}
