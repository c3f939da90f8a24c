//! `/me/accesses/{id}/{place}`: the proof that values left, to read, and as a file with which anybody can check it.

use axum::extract::{Path, State};
use axum::response::Response;

use super::uses::Names;
use super::{file_of, id, person};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::access::{Accessed, page};
use crate::web::portal::receipt::Proof;
use crate::web::seat::{Seat, html};

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path((access, place)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (access, place) = (id(&access)?, id(&place)?);
    let receipt = app.store.access_receipt(&seat.ctx(), person(&seat)?, access, place).await?;
    let lines = std::slice::from_ref(&receipt.line);
    let told = Names::default().accesses(&app, &seat, lines).await?.pop().ok_or(Fault::Broken)?;
    let view = Accessed {
        access: told,
        leaf: receipt.inclusion.as_ref().map(|found| found.number),
        parts: receipt.parts,
        proof: Proof {
            entry: receipt.promise.entry,
            signature: receipt.promise.signature,
            checkpoint: receipt.inclusion.map(|found| found.checkpoint),
            key: app.store.verifier().to_string(),
        },
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// The file, signed as a whole.
pub async fn file(
    State(app): State<App>,
    seat: Seat,
    Path((access, place)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (own, place) = (id(&access)?, id::<u16>(&place)?);
    let text = app.store.access_receipt_file(&seat.ctx(), person(&seat)?, own, place).await?;
    Ok(file_of(&format!("access-{own}-{place}"), text))
}
