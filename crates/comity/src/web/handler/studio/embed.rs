//! `/studio/exchanges/{id}/embed`: the firm's own sites on whose pages activities may stand

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{ExchangeId, Origin};

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::guests::{Sites, page};
use crate::web::ui::{Errors, Fields};
use crate::words::{say, shorten};

async fn view(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Sites, Fault> {
    let ctx = seat.ctx();
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let title = app.store.exchange_get(&ctx, exchange).await?.title;
    let mut activities = app.store.activity_list(&ctx, exchange).await?;
    activities.retain(|one| one.activity.without_account);
    let origins: Vec<String> =
        app.store.embed_list(&ctx, exchange).await?.into_iter().map(|origin| origin.to_string()).collect();
    let mut fields = Fields::default();
    fields.push("origins", origins.join("\n"));
    let script = letter::address(app, firm, "/embed.js");
    Ok(Sites { exchange: exchange.to_string(), title, script, activities, fields, errors: Errors::default() })
}

/// The sites, and what stands on their pages.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Says anew which sites.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let mut errors = Errors::default();
    let lines = fields.get("origins").lines().map(str::trim).filter(|line| !line.is_empty());
    let mut origins: Vec<Origin> = Vec::new();
    for line in lines {
        match line.parse() {
            Ok(origin) => origins.push(origin),
            Err(_) => errors.add("origins", say!(seat.lang(), "embed-wrong", line = shorten(line, 80))),
        }
    }
    if origins.len() > Origin::MOST {
        errors.add("origins", say!(seat.lang(), "embed-too-many", n = Origin::MOST));
    }
    if !errors.is_empty() {
        let view = Sites { fields, errors, ..view(&app, &seat, exchange).await? };
        return Ok(again(page(&view, &seat.shell(&app).await?)));
    }
    app.store.embed_set(&seat.ctx(), exchange, origins).await?;
    Ok(seat.done(format!("/studio/exchanges/{exchange}/embed"), Said::Saved))
}
