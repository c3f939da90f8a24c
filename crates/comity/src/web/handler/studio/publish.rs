//! `/studio/exchanges/{id}/publish` and `…/vote`

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::difference::changes;
use comity_exchange::id::ClauseId;
use comity_exchange::publish::NotPublished;
use comity_exchange::time::Timestamp;
use comity_store::{Error, ExchangeId, ExchangeView};

use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, html, stale};
use crate::web::studio::publish::{Publish, page};

async fn view(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<(Publish, ExchangeView), Fault> {
    let ctx = seat.ctx();
    let view = app.store.exchange_get(&ctx, exchange).await?;
    let line = app.store.exchange_list(&ctx).await?.into_iter().find(|line| line.id == exchange);
    let current = view.exchange.current();
    let refused = view.exchange.clone().publish(view.draft.clone(), Timestamp(now())).err();
    let publish = Publish {
        exchange: exchange.to_string(),
        draft: view.draft.clone(),
        number: current.map_or(1, |version| version.number + 1),
        changes: current.map_or_else(Vec::new, |version| changes(&version.terms, &view.draft)),
        agreed: line.map_or(0, |line| line.agreed),
        refused,
    };
    Ok((publish, view))
}

/// What would change, for whom.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let (view, _) = view(&app, &seat, id(&exchange)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Publishes exactly what was looked at. Sent twice, it is done once.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (publish, there) = view(&app, &seat, exchange).await?;
    let back = format!("/studio/exchanges/{exchange}");
    let read = fields.get("fingerprint");
    if there.exchange.current().is_some_and(|version| version.terms.fingerprint().to_string() == read) {
        return Ok(seat.done(back, Said::Published));
    }
    if publish.draft.fingerprint().to_string() != read {
        return Ok(stale(page(&publish, &seat.shell(&app).await?)));
    }
    match app.store.exchange_publish(&seat.ctx(), exchange).await {
        Ok(_) | Err(Error::NotPublished(NotPublished::Unchanged)) => Ok(seat.done(back, Said::Published)),
        Err(Error::NotPublished(refused)) => {
            Ok(stale(page(&Publish { refused: Some(refused), ..publish }, &seat.shell(&app).await?)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens a vote on a shared clause as the draft has it.
pub async fn vote(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let clause = ClauseId::new(fields.get("clause")).map_err(|_| Fault::Malformed)?;
    let (publish, _) = view(&app, &seat, exchange).await?;
    let wording = publish.draft.clause(&clause).cloned();
    match app.store.vote_open(&seat.ctx(), exchange, clause, wording).await {
        Ok(_) => Ok(seat.done(format!("/studio/exchanges/{exchange}"), Said::Saved)),
        Err(Error::NotPublished(refused)) => {
            Ok(stale(page(&Publish { refused: Some(refused), ..publish }, &seat.shell(&app).await?)))
        }
        Err(error) => Err(error.into()),
    }
}
