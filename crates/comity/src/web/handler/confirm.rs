//! `/confirm/{token}`: another mail address counts once its reader says so. Looking changes nothing; the button does.

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{Conflict, Error, Token};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::enter::{Opens, confirm};
use crate::web::seat::{Said, Seat, html};

/// What the link does, with a button.
pub async fn get(State(app): State<App>, seat: Seat, Path(token): Path<String>) -> Result<Response, Fault> {
    let mail = match token.parse::<Token>() {
        Ok(token) => app.store.mail_change_peek(&seat.ctx(), &token).await?,
        Err(_) => None,
    };
    let opens = mail.map_or(Opens::Nothing, Opens::Confirm);
    Ok(html(confirm(&opens, &token, &seat.shell(&app).await?)))
}

/// The address counts. An address that somebody else got meanwhile is theirs: the link opens nothing then.
pub async fn post(State(app): State<App>, seat: Seat, Path(token): Path<String>) -> Result<Response, Fault> {
    let token: Token = token.parse().map_err(|_| Fault::Link)?;
    match app.store.mail_change_use(&seat.ctx(), &token).await {
        Ok(_) => Ok(seat.done("/me/details", Said::Saved)),
        Err(Error::NotFound(_) | Error::Conflict(Conflict::Expired | Conflict::Mail | Conflict::BeingErased)) => {
            Err(Fault::Link)
        }
        Err(error) => Err(error.into()),
    }
}
