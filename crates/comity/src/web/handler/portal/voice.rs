//! `/exchanges/{id}/voice`: the person says what matters to them, sees what was noted of them, puts it right and withdraws it.

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::terms::Terms;
use comity_participation::voice::MOST;
use comity_store::{Actor, Conflict, Error, ExchangeId};

use super::part::refused;
use super::{id, person, read as read_text, turn};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::voice::{Deed, Mine, page, read};
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say};

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, fields: Fields, errors: Errors) -> Result<Mine, Fault> {
    let ctx = seat.ctx();
    let standing = app.store.standing_view(&ctx, exchange, person(seat)?).await?;
    let terms: &Terms = &standing.current.terms;
    let title = read_text(&terms.title, terms, seat.lang()).to_owned();
    let voice = app.store.voice_own(&ctx, exchange).await?;
    let own = matches!(seat.actor, Actor::Person { .. });
    Ok(Mine { exchange: exchange.to_string(), title, voice, own, fields, errors }.begun())
}

/// That a person has said as much in an exchange as is kept.
pub fn full(field: &str, lang: Lang) -> Errors {
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "voice-full", n = MOST));
    errors
}

/// The page. What was noted is seen by it; it says so this once.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let view = view(&app, &seat, exchange, Fields::default(), Errors::default()).await?;
    if view.own {
        app.store.voice_see(&seat.ctx(), exchange).await?;
    }
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// One deed. What the rules refuse is said on the page; a form that comes again changes nothing.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let _turn = turn(person(&seat)?).await;
    let (store, ctx, lang) = (&app.store, seat.ctx(), seat.lang());
    // Nobody who was not invited gets further than to hear that there is nothing.
    let before = store.voice_own(&ctx, exchange).await?;
    let deed = match read(&fields, lang) {
        Ok(Some(deed)) => deed,
        Ok(None) => return Err(Fault::Malformed),
        Err(errors) => {
            let view = view(&app, &seat, exchange, fields, errors).await?;
            return Ok(again(page(&view, &seat.shell(&app).await?)));
        }
    };
    let (done, said) = match deed {
        Deed::State(kind, text) => {
            let newest = before.statements.first().filter(|one| one.withdrawn.is_none() && one.noted.is_none());
            let same = newest.is_some_and(|one| {
                one.kind == kind && one.wordings.last().is_some_and(|last| last.text == text.as_str())
            });
            let done = if same { Ok(()) } else { store.voice_state(&ctx, exchange, kind, text).await.map(drop) };
            (done, Said::Saved)
        }
        Deed::Correct(id, text) => (store.voice_correct(&ctx, id, text).await, Said::PutRight),
        Deed::Confirm(id) => (store.voice_confirm(&ctx, id).await, Said::Saved),
        Deed::Withdraw(id) => (store.voice_withdraw(&ctx, id).await, Said::Saved),
        Deed::BringBack(id) => (store.voice_bring_back(&ctx, id).await, Said::Saved),
    };
    let here = format!("/exchanges/{exchange}/voice");
    match done {
        Ok(()) => Ok(seat.done(here, said)),
        // It is withdrawn, confirmed or back already: the page shows how it stands.
        Err(Error::Conflict(Conflict::Used | Conflict::Expired)) => Ok(seat.to(here)),
        Err(error) => {
            let errors = match error {
                Error::Conflict(Conflict::TooMuch) => full("text", lang),
                error => refused(error, "text", lang)?,
            };
            let view = view(&app, &seat, exchange, fields, errors).await?;
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}
