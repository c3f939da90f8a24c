//! `/me/guest`: what was done without an account becomes the person's, by their own yes

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use comity_store::{Actor, Error, OwnPart, Who};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::escaped;
use crate::web::open::join::{Join, page};
use crate::web::seat::{Asked, Said, Seat, Sent, html, inside, with_cookie};
use crate::web::taker::{kept, secret};

/// What would be joined; nothing for a guardian, whose own acts are not the ward's.
async fn part(app: &App, seat: &Seat, headers: &HeaderMap) -> Result<Option<OwnPart>, Fault> {
    match (seat.actor, secret(app, seat, headers)) {
        (Actor::Person { .. }, Some(token)) => Ok(app.store.guest_preview(&seat.ctx(), &token).await?),
        _ => Ok(None),
    }
}

/// Where somebody goes who has just signed in: to what they did without an account, where there is anything.
///
/// # Errors
/// The books'.
pub async fn first(app: &App, seat: &Seat, headers: &HeaderMap, who: Who, to: String) -> Result<String, Fault> {
    let Who::Person(id) = who else { return Ok(to) };
    let seat = Seat { actor: Actor::Person { id }, ..seat.clone() };
    Ok(match part(app, &seat, headers).await? {
        Some(_) => format!("/me/guest?next={}", escaped(&to)),
        None => to,
    })
}

/// What would be joined.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let next = inside(asked.get("next")).unwrap_or("/me").to_owned();
    let view = Join { part: part(&app, &seat, &headers).await?, next };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Joins it, or leaves it as it is.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let next = inside(fields.get("next")).unwrap_or("/me").to_owned();
    match (fields.get("go"), secret(&app, &seat, &headers)) {
        ("join", Some(token)) => match app.store.guest_join(&seat.ctx(), &token).await {
            Ok(joined) => {
                joined.activities.into_iter().for_each(|activity| app.maps.renew(activity));
                let to = seat.done("/me/contributions", Said::Joined);
                Ok(with_cookie(to, kept(&app, &seat, None)))
            }
            // Joined before, as when the button is pressed twice.
            Err(Error::NotFound("guest")) => Ok(with_cookie(seat.to(next), kept(&app, &seat, None))),
            Err(error) => Err(error.into()),
        },
        ("join" | "later", _) => Ok(seat.to(next)),
        _ => Err(Fault::Malformed),
    }
}
