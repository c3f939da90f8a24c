//! `/studio/exchanges/{id}/credit/{contribution}`: who had a part in something, and that they are asked whether they agree to be named

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{Conflict, ContributionId, Error, ExchangeId, PersonId};

use super::still_there;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::handler::portal::part::refused;
use crate::web::portal::part::title_of;
use crate::web::seat::{Said, Seat, Sent, again, called, html};
use crate::web::studio::credit::{Desk, page};
use crate::web::ui::{Errors, Fields};
use crate::web::way::address;
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: &str, of: &str) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let (at, of): (ExchangeId, ContributionId) = (id(exchange)?, id(of)?);
    let found = store.contribution_get(&ctx, of).await?;
    if found.activity.exchange != at {
        return Err(Fault::NotFound);
    }
    let mut rows = Vec::new();
    for line in store.credit_list(&ctx, of).await? {
        if let Some(person) = still_there(store, &ctx, line.person).await? {
            rows.push((called(&person), line));
        }
    }
    let back = address(exchange, found.activity.kind(), &of.to_string()).ok_or(Fault::NotFound)?;
    Ok(Desk {
        back: format!("/studio{back}"),
        here: format!("/studio/exchanges/{exchange}/credit/{of}"),
        title: title_of(found.line.title.as_deref(), seat.lang()),
        rows,
        named: store.credit_names(&ctx, of).await?,
        fields: Fields::default(),
        errors: Errors::default(),
    })
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, &exchange, &of).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Asks somebody.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let there = view(&app, &seat, &exchange, &of).await?;
    let asked = fields.get("go").strip_prefix("ask:").and_then(|rest| rest.split_once(':'));
    let (n, person) = asked.ok_or(Fault::Malformed)?;
    let (field, person): (_, PersonId) = (format!("words.{n}"), id(person)?);
    match app.store.credit_ask(&seat.ctx(), id(&of)?, person, fields.get(&field)).await {
        Ok(()) => Ok(seat.done(&there.here, Said::Saved)),
        Err(error) => {
            let errors = match error {
                Error::Conflict(Conflict::Taken) => {
                    let mut errors = Errors::default();
                    errors.add(field, say!(seat.lang(), "credit-no-note"));
                    errors
                }
                error => refused(error, &field, seat.lang())?,
            };
            Ok(again(page(&Desk { fields, errors, ..there }, &seat.shell(&app).await?)))
        }
    }
}
