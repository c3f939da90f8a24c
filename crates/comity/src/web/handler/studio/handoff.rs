//! `/studio/settings/handoff`: an owner makes the key, sees it once, or ends it.

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{Actor, Right};

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Said, Seat, Sent, html};
use crate::web::studio::handoff::{Handoff, page};

async fn view(app: &App, seat: &Seat, key: Option<String>) -> Result<Handoff, Fault> {
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    Ok(Handoff {
        made: app.store.handoff_key_made(&seat.ctx()).await?.map(Timestamp),
        key,
        address: letter::address(app, firm, "/handoff"),
        may: matches!(seat.actor, Actor::Member { role, .. } if role.may(Right::FirmWrite)),
    })
}

/// Whether there is a key.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let view = view(&app, &seat, None).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Makes or ends it. The page that shows the key is kept nowhere and cannot be asked for again.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    match fields.get("go") {
        "make" => {
            let key = app.store.handoff_key_make(&seat.ctx()).await?;
            let view = view(&app, &seat, Some(key)).await?;
            Ok(html(page(&view, &seat.shell(&app).await?)))
        }
        "end" => {
            app.store.handoff_key_end(&seat.ctx()).await?;
            Ok(seat.done("/studio/settings/handoff", Said::Removed))
        }
        _ => Err(Fault::Malformed),
    }
}
