//! `/studio/exchanges/{id}/roadmap`: what stands on it, and who sees it

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::publish::Life;
use comity_participation::roadmap::takes;
use comity_store::{ActivityView, ExchangeId, ExchangeView};

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, html};
use crate::web::studio::roadmap::{Desk, page};
use crate::web::way::words;
use crate::words::Lang;

/// Activities whose contributions stand on the roadmap, and of which the terms in force do not say that these may be shown to everybody.
fn unsaid(there: &ExchangeView, activities: &[ActivityView], lang: Lang) -> Vec<String> {
    let terms = there.exchange.current().map(|version| &version.terms);
    let said = |one: &ActivityView| {
        let clause = terms.zip(one.activity.clause.as_ref()).and_then(|(terms, id)| terms.clause(id));
        clause.and_then(|clause| clause.work.as_ref()).is_some_and(|work| work.public)
    };
    let stands = |one: &&ActivityView| one.activity.setting.rules().brings().iter().copied().any(takes);
    let found = activities.iter().filter(stands).filter(|one| !said(one));
    found.map(|one| words(&one.activity.title, lang)).collect()
}

/// The desk.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let (store, ctx, id) = (&app.store, seat.ctx(), id::<ExchangeId>(&exchange)?);
    let there = store.exchange_get(&ctx, id).await?;
    let activities = store.activity_list(&ctx, id).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let view = Desk {
        is_offered: there.exchange.life != Life::Draft,
        road: store.roadmap_get(&ctx, id).await?,
        public: store.roadmap_is_public(&ctx, id).await?,
        address: letter::address(&app, firm, &format!("/public/{id}")),
        unsaid: unsaid(&there, &activities, seat.lang()),
        title: there.title,
        exchange,
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Says who sees it.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let id: ExchangeId = id(&exchange)?;
    let public = match fields.get("go") {
        "public" => true,
        "within" => false,
        _ => return Err(Fault::Malformed),
    };
    app.store.roadmap_public_set(&seat.ctx(), id, public).await?;
    Ok(seat.done(format!("/studio/exchanges/{id}/roadmap"), Said::Saved))
}
