//! `/receipts/check`: anybody checks a receipt against this house's key. Nothing of it is kept.

use axum::extract::State;
use axum::response::Response;
use comity_store::receipt_verify;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::check::{Check, Found, page};
use crate::web::seat::{Seat, Uploaded, again, html};
use crate::words::say;

/// The page.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(page(&Check::default(), &seat.shell(&app).await?)))
}

/// What was found.
pub async fn post(State(app): State<App>, seat: Seat, sent: Uploaded) -> Result<Response, Fault> {
    let shell = seat.shell(&app).await?;
    let mut view = Check { fields: sent.fields, ..Check::default() };
    let file = sent.files.into_iter().find(|(name, bytes)| name == "file" && !bytes.is_empty());
    let text = match file {
        Some((_, bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        // What is pasted loses the line end that the file ends with, or gains some.
        None => format!("{}\n", view.fields.get("receipt").trim()),
    };
    if text.trim().is_empty() {
        view.errors.add("receipt", say!(seat.lang(), "portal-check-nothing"));
        return Ok(again(page(&view, &shell)));
    }
    view.found = Some(match receipt_verify(&text, None) {
        Ok(verdict) => {
            let own = verdict.verifier == app.store.verifier().to_string();
            Found::Sound(Box::new(verdict), own)
        }
        Err(why) => Found::Not(why),
    });
    Ok(html(page(&view, &shell)))
}
