//! `/me/receipts/{id}`: a receipt to read, and the same as a file with which anybody can check it.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::clause::Position;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::CounterState;
use comity_store::{LeafId, Receipt};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{act, id};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::receipt::{Proof, Receipt as View, What, page};
use crate::web::seat::{Seat, html};

/// What an answered condition is committed to as.
#[derive(Deserialize)]
struct Condition {
    clause: ClauseId,
    state: CounterState,
}

/// What was done, by the kind of the entry. What has no form of its own is told as a whole.
fn what(receipt: &Receipt) -> What {
    fn read<T: DeserializeOwned>(receipt: &Receipt) -> Option<T> {
        serde_json::from_str(&receipt.committed).ok()
    }
    let found = match receipt.line.kind.as_str() {
        "withdrawn" => read(receipt).map(What::Purpose),
        "setting_moved" => read::<(ClauseId, Position)>(receipt).map(|(clause, to)| What::Setting(clause, to)),
        "counter_answered" => read::<Condition>(receipt).map(|found| What::Condition(found.clause, found.state)),
        _ => read(receipt).map(|response| What::Answers(Box::new(response))),
    };
    found.unwrap_or(What::Whole)
}

/// The page.
pub async fn get(State(app): State<App>, seat: Seat, Path(leaf): Path<String>) -> Result<Response, Fault> {
    let receipt = app.store.receipt_get(&seat.ctx(), id(&leaf)?).await?;
    let exchange = app.store.exchange_get(&seat.ctx(), receipt.line.exchange).await?;
    let what = what(&receipt);
    // An offer made to one person alone is no version: its clauses have the titles of the version that it came from.
    let read = match &what {
        What::Answers(response) => exchange.exchange.versions.iter().find(|v| v.terms.fingerprint() == response.offer),
        _ => None,
    };
    let read = read.or_else(|| exchange.exchange.current()).map(|version| version.terms.clone());
    let terms = read.unwrap_or_else(|| exchange.draft.into());
    let view = View {
        id: leaf,
        act: act(&receipt.line.kind),
        what,
        at: receipt.line.at,
        terms,
        leaf: receipt.line.number,
        proof: Proof {
            entry: receipt.promise.entry,
            signature: receipt.promise.signature,
            checkpoint: receipt.inclusion.map(|found| found.checkpoint),
            key: receipt.verifier,
        },
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// The file, as JSON.
pub async fn file(State(app): State<App>, seat: Seat, Path(leaf): Path<String>) -> Result<Response, Fault> {
    let leaf: LeafId = id(&leaf)?;
    let receipt = app.store.receipt_get(&seat.ctx(), leaf).await?;
    let text = serde_json::to_string_pretty(&receipt).map_err(|_| Fault::Broken)?;
    let name = format!("attachment; filename=\"receipt-{leaf}.json\"");
    Ok(([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}
