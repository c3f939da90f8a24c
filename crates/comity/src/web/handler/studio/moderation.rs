//! `/studio/settings/moderation` and `/studio/exchanges/{id}/moderation`: rules are previewed, set, taken back

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{Conflict, Error, ExchangeId, PolicyId};

use super::part::may;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read as text};
use crate::web::seat::{Said, Seat, Sent, again, html, stale};
use crate::web::studio::moderation::{Moderation, page, read, write};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: Option<ExchangeId>) -> Result<Moderation, Fault> {
    let ctx = seat.ctx();
    let named = match exchange {
        Some(exchange) => {
            let there = app.store.exchange_get(&ctx, exchange).await?;
            Some((exchange.to_string(), text(&there.draft.title, &there.draft, seat.lang()).to_owned()))
        }
        None => None,
    };
    let view = app.store.moderation_policy_get(&ctx, exchange).await?;
    Ok(Moderation { exchange: named, fields: write(&view.policy), view, preview: None, errors: Errors::default() })
}

async fn get(app: &App, seat: &Seat, exchange: Option<ExchangeId>) -> Result<Response, Fault> {
    let view = view(app, seat, exchange).await?;
    Ok(html(page(&view, &seat.shell(app).await?)))
}

/// The rules of the firm.
pub async fn firm_get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    get(&app, &seat, None).await
}

/// The rules of an exchange.
pub async fn exchange_get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    get(&app, &seat, Some(id(&exchange)?)).await
}

/// Previews the firm's rules, sets them, takes them back.
pub async fn firm_post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    post(&app, &seat, None, fields).await
}

/// The same for an exchange.
pub async fn exchange_post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    post(&app, &seat, Some(id(&exchange)?), fields).await
}

async fn post(app: &App, seat: &Seat, exchange: Option<ExchangeId>, fields: Fields) -> Result<Response, Fault> {
    let (store, ctx, lang) = (&app.store, seat.ctx(), seat.lang());
    let saw: Option<PolicyId> = match fields.get("saw") {
        "" => None,
        saw => Some(id(saw)?),
    };
    let done = match fields.get("go") {
        "undo" => store.moderation_policy_undo(&ctx, exchange, saw.ok_or(Fault::Malformed)?).await,
        "clear" => store.moderation_policy_set(&ctx, exchange, saw, None).await,
        go @ ("save" | "preview") => {
            let policy = match read(&fields, lang) {
                Ok(policy) => policy,
                Err(errors) => {
                    let view = Moderation { fields, errors, ..view(app, seat, exchange).await? };
                    return Ok(again(page(&view, &seat.shell(app).await?)));
                }
            };
            if go == "preview" {
                let preview = Some(store.moderation_preview(&ctx, exchange, &policy).await?);
                let view = Moderation { fields, preview, ..view(app, seat, exchange).await? };
                return Ok(html(page(&view, &seat.shell(app).await?)));
            }
            store.moderation_policy_set(&ctx, exchange, saw, Some(policy)).await
        }
        _ => return Err(Fault::Malformed),
    };
    match done {
        Ok(()) => {
            let here = exchange.map_or_else(
                || "/studio/settings/moderation".to_owned(),
                |exchange| format!("/studio/exchanges/{exchange}/moderation"),
            );
            Ok(seat.done(here, Said::Saved))
        }
        // What was typed stays; the page says who set what meanwhile.
        Err(Error::Conflict(Conflict::Overtaken)) => {
            let mut view = view(app, seat, exchange).await?;
            view.errors.add("shown_from", say!(lang, "moderation-overtaken"));
            if matches!(fields.get("go"), "save" | "preview") && may(seat, comity_store::Right::ExchangePublish) {
                view.fields = fields;
            }
            Ok(stale(page(&view, &seat.shell(app).await?)))
        }
        Err(error) => Err(error.into()),
    }
}
