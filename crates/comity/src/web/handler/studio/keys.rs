//! `/studio/settings/keys`: systems of the firm get keys, and lose them

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::Error;

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::keys::{Keys, System, page, read, wrong_name};
use crate::web::ui::{Errors, Fields};

async fn view(app: &App, seat: &Seat) -> Result<Keys, Fault> {
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let systems = app.store.client_list(&seat.ctx()).await?.into_iter().map(|client| System {
        id: client.id.to_string(),
        name: client.name,
        scopes: client.scopes,
        made: Timestamp(client.made),
        seen: client.seen.map(Timestamp),
        ended: client.ended.map(Timestamp),
    });
    Ok(Keys { systems: systems.collect(), address: letter::address(app, firm, "/api/v1"), ..Keys::default() })
}

/// Systems and their keys.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let view = view(&app, &seat).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Gives a key or takes one back. The page that shows a key is kept nowhere and cannot be asked for again.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let lang = seat.lang();
    if let Some(client) = fields.get("go").strip_prefix("end:") {
        app.store.client_end(&seat.ctx(), id(client)?).await?;
        return Ok(seat.done("/studio/settings/keys", Said::KeyEnded));
    }
    let errors = match read(&fields, lang) {
        Err(errors) => errors,
        Ok((name, scopes)) => match app.store.client_add(&seat.ctx(), &name, scopes).await {
            Ok((_, key)) => {
                let view = Keys { shown: Some((name, key)), ..view(&app, &seat).await? };
                return Ok(html(page(&view, &seat.shell(&app).await?)));
            }
            Err(Error::Invalid(_)) => {
                let mut errors = Errors::default();
                errors.add("name", wrong_name(lang));
                errors
            }
            Err(error) => return Err(error.into()),
        },
    };
    shown_again(&app, &seat, fields, errors).await
}

async fn shown_again(app: &App, seat: &Seat, fields: Fields, errors: Errors) -> Result<Response, Fault> {
    let view = Keys { fields, errors, ..view(app, seat).await? };
    Ok(again(page(&view, &seat.shell(app).await?)))
}
