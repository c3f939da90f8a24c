//! `/handoff`: a customer comes from the firm's own site, with a token that it signed. Looking changes nothing; the button
//! uses the token up.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use comity_store::{Conflict, Error, HandOff, HandedOver, Person, Who};

use super::enter::{opened, title};
use super::portal::guest;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::session;
use crate::web::portal::enter::{Opens, handed_over};
use crate::web::seat::{Asked, Seat, Sent, html};
use crate::web::session::Side;

/// Whom a token hands over, and what it opens; nothing where it opens nothing, whatever the reason.
async fn found(app: &App, seat: &Seat, token: &str) -> Result<Option<(HandOff, Person, Opens)>, Fault> {
    let house = seat.house();
    let Ok(handed) = app.store.handoff_read(&house, token).await? else { return Ok(None) };
    let person = match &handed.who {
        HandedOver::ExternalId(id) => app.store.person_by_external(&house, id).await,
        HandedOver::Mail(mail) => app.store.person_by_mail(&house, mail).await,
    };
    let person = match person {
        Ok(Some(person)) if !person.being_erased => person,
        Ok(_) | Err(Error::Invalid(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let opens = match handed.exchange {
        None => Opens::Home,
        Some(exchange) => {
            let standing = app.store.standing_get(&house, exchange, person.id).await;
            match standing {
                Ok(_) => Opens::Exchange(title(&app.store.exchange_get(&house, exchange).await?, seat.lang().code())),
                Err(Error::NotFound(_)) => return Ok(None),
                Err(error) => return Err(error.into()),
            }
        }
    };
    Ok(Some((handed, person, opens)))
}

/// What the token opens, with a button.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let token = asked.get("token");
    let opens = found(&app, &seat, token).await?.map_or(Opens::Nothing, |(_, _, opens)| opens);
    Ok(html(handed_over(&opens, token, &seat.shell(&app).await?)))
}

/// Uses the token up and opens the customer's pages.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (handed, person, _) = found(&app, &seat, fields.get("token")).await?.ok_or(Fault::Link)?;
    match app.store.handoff_use(&seat.house(), &handed.jti, handed.expires).await {
        Ok(()) => {}
        Err(Error::Conflict(Conflict::Used | Conflict::Expired)) => return Err(Fault::Link),
        Err(error) => return Err(error.into()),
    }
    if let Some((old, _)) = session(&app, &seat, Side::Portal, &headers).await? {
        app.store.session_end(&seat.ctx(), &old).await?;
    }
    let to = handed.exchange.map_or_else(|| "/me".to_owned(), |exchange| format!("/exchanges/{exchange}"));
    let who = Who::Person(person.id);
    let to = guest::first(&app, &seat, &headers, who, to).await?;
    opened(&app, &seat, who, &to).await
}
