//! `/studio/settings/keys/{id}`: where a system of the firm is told of events

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{ClientId, Event, EventTold, ExchangeId, ExchangeView, Page};

use super::utilisation::Names;
use super::{asked_page, pages};
use crate::hook::{Secret, Target};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::recipients::wrong;
use crate::web::studio::webhook::{Deed, Row, Told, Where, page, read};
use crate::web::ui::{Errors, Fields};

/// Exchanges whose terms are or were in force.
type Exchanges = BTreeMap<ExchangeId, ExchangeView>;

async fn exchanges(app: &App, seat: &Seat) -> Result<Exchanges, Fault> {
    let ctx = seat.ctx();
    let mut all = Exchanges::new();
    for line in app.store.exchange_list(&ctx).await?.into_iter().filter(|line| line.current > 0) {
        all.insert(line.id, app.store.exchange_get(&ctx, line.id).await?);
    }
    Ok(all)
}

fn row(one: EventTold, exchanges: &Exchanges, seat: &Seat) -> Row {
    let names = one.exchange.and_then(|id| exchanges.get(&id)).map(|view| Names::new(view, seat.lang()));
    let name = |item: String| names.as_ref().map_or_else(|| item.clone(), |names| names.item(&item).name);
    // By what people brought it is not named: that would be an id.
    let brought = matches!(one.event, Event::ContributionShown | Event::ContributionOutcome);
    Row {
        id: one.id.to_string(),
        event: one.event,
        exchange: names.as_ref().map(Names::title),
        item: one.item.filter(|_| !brought).map(name),
        made: Timestamp(one.made),
        sent: one.sent.map(Timestamp),
        tries: one.attempts,
        error: one.error,
        next: one.next.map(Timestamp),
    }
}

async fn view(app: &App, seat: &Seat, client: ClientId, failed: bool, at: &Page) -> Result<Told, Fault> {
    let ctx = seat.ctx();
    let system = app.store.client_list(&ctx).await?.into_iter().find(|one| one.id == client).ok_or(Fault::NotFound)?;
    let exchanges = exchanges(app, seat).await?;
    let title = |id: &ExchangeId| exchanges.get(id).map(|view| Names::new(view, seat.lang()).title());
    let hook = app.store.webhook_list(&ctx).await?.into_iter().find(|one| one.client == client);
    let listed = app.store.event_list(&ctx, client, failed, at).await?;
    let pages = pages(&listed, at);
    let mut fields = Fields::default();
    if let Some(hook) = &hook {
        fields.push("url", hook.url.as_str());
        fields.push("exchange", hook.exchange.map_or_else(String::new, |id| id.to_string()));
    }
    Ok(Told {
        id: client.to_string(),
        name: system.name,
        scopes: system.scopes,
        ended: system.ended.is_some(),
        exchanges: exchanges.keys().filter_map(|id| Some((id.to_string(), title(id)?))).collect(),
        hook: hook.map(|hook| Where {
            only: hook.exchange.map(|id| title(&id).unwrap_or_else(|| id.to_string())),
            url: hook.url,
            since: Timestamp(hook.made),
            off: hook.off.map(Timestamp),
            both_until: hook.both_until.map(Timestamp),
            open: hook.open,
        }),
        rows: listed.rows.into_iter().map(|one| row(one, &exchanges, seat)).collect(),
        failed,
        pages,
        fields,
        ..Told::default()
    })
}

/// Where it is told, and what came of that.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(client): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&client)?, asked.get("show") == "failed", &asked_page(&asked)).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Says where it is told, changes its secret, switches it, tries it, or tells it again. The page that shows a secret is kept nowhere and
/// cannot be asked for again.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(client): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (ctx, client): (_, ClientId) = (seat.ctx(), id(&client)?);
    let here = format!("/studio/settings/keys/{client}");
    let secret = match read(&fields).ok_or(Fault::Malformed)? {
        Deed::Set(exchange, url) => {
            let only = if exchange.is_empty() { None } else { Some(id(exchange)?) };
            match Target::parse(url, &app.config.webhooks.allow) {
                Ok(target) => app.store.webhook_set(&ctx, client, only, &target.to_string()).await?,
                Err(why) => {
                    let mut errors = Errors::default();
                    errors.add("url", wrong(why, seat.lang()));
                    let view = view(&app, &seat, client, false, &Page::first(50)).await?;
                    return Ok(again(page(&Told { fields, errors, ..view }, &seat.shell(&app).await?)));
                }
            }
        }
        Deed::Rotate => app.store.webhook_rotate(&ctx, client).await?,
        Deed::Switch(on) => {
            app.store.webhook_switch(&ctx, client, on).await?;
            return Ok(seat.done(&here, Said::Saved));
        }
        Deed::Try => {
            app.store.webhook_try(&ctx, client).await?;
            return Ok(seat.done(&here, Said::OnItsWay));
        }
        Deed::Remove => {
            app.store.webhook_remove(&ctx, client).await?;
            return Ok(seat.done(&here, Said::Removed));
        }
        Deed::Again(event) => {
            app.store.event_again(&ctx, id(event)?).await?;
            return Ok(seat.done(&here, Said::TriedAgain));
        }
    };
    let view = view(&app, &seat, client, false, &Page::first(50)).await?;
    Ok(html(page(&Told { shown: Some(Secret::of(secret).written()), ..view }, &seat.shell(&app).await?)))
}
