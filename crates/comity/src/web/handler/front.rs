//! `/`: on to where the reader belongs, or the door.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::session;
use crate::web::portal::front::{Front, page};
use crate::web::seat::{Seat, html};
use crate::web::session::Side;

/// Persons to their pages, members to the studio, everybody else to the door: a firm's, or that of several.
pub async fn get(State(app): State<App>, mut seat: Seat, headers: HeaderMap) -> Result<Response, Fault> {
    let slug = seat.around.slug.as_deref();
    seat.firm = app.firms.find(&app.store, slug, &seat.around.caller.host).await?;
    if seat.firm.is_some() {
        for (side, path) in [(Side::Portal, "/me"), (Side::Studio, "/studio")] {
            if session(&app, &seat, side, &headers).await?.is_some() {
                return Ok(seat.to(path));
            }
        }
        return Ok(html(page(&Front::default(), &seat.shell(&app).await?)));
    }
    let firms = app.firms.all(&app.store).await?;
    if slug.is_some() {
        return Err(Fault::NoFirm);
    }
    if firms.is_empty() && app.set_up_is(None) {
        return Ok(seat.to("/studio/set-up"));
    }
    let firms = firms.iter().map(|known| (known.firm.look.name.clone(), known.firm.slug.clone())).collect();
    Ok(html(page(&Front { firms }, &seat.shell(&app).await?)))
}
