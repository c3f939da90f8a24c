//! `/sign-out`: ends every session that this browser has with the firm.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::session;
use crate::web::seat::{Said, Seat, with_cookie};
use crate::web::session::{Side, set};

/// Ends them.
pub async fn post(State(app): State<App>, seat: Seat, headers: HeaderMap) -> Result<Response, Fault> {
    let https = app.base.is_https();
    let (mut response, mut door) = (None, "/enter");
    for side in [Side::Portal, Side::Studio] {
        if let Some((token, _)) = session(&app, &seat, side, &headers).await? {
            app.store.session_end(&seat.ctx(), &token).await?;
            if side == Side::Studio {
                door = "/studio/sign-in";
            }
        }
    }
    for side in [Side::Portal, Side::Studio] {
        let name = side.cookie_name(https, seat.around.slug.as_deref());
        let before = response.unwrap_or_else(|| seat.done(door, Said::SignedOut));
        response = Some(with_cookie(before, set(&name, "", https, Some(0))));
    }
    response.ok_or(Fault::Broken)
}
