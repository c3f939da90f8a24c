//! `/studio/exchanges/{id}/signs`: signs of arranged votes, and what is decided about them

use axum::extract::{Path, State};
use axum::response::Response;
use comity_participation::signal::Reason;
use comity_store::{ActivityId, Conflict, Error, ExchangeId, SignId, Signs};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::part::chosen;
use crate::web::handler::portal::{id, read as text};
use crate::web::seat::{Asked, Said, Seat, Sent, html, stale};
use crate::web::studio::signs::{Page, page};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: &Fields) -> Result<Page, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let activities = store.activity_list(&ctx, exchange).await?;
    let chosen = chosen(&activities, asked)?;
    let signs = match activities.get(chosen) {
        Some(activity) => store.signs_look(&ctx, activity.id).await?,
        None => Signs::default(),
    };
    let title = text(&there.draft.title, &there.draft, seat.lang()).to_owned();
    Ok(Page { exchange: exchange.to_string(), title, activities, chosen, signs, errors: Errors::default() })
}

/// What was found.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, &asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// A member looked: these votes are fine, or do not count; or that is taken back.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let activity: ActivityId = id(fields.get("activity"))?;
    let (store, ctx) = (&app.store, seat.ctx());
    if store.activity_get(&ctx, activity).await?.exchange != exchange {
        return Err(Fault::NotFound);
    }
    let go = fields.get("go");
    let done = match go.split_once(':').unwrap_or((go, "")) {
        ("undo", decision) => store.signs_undo(&ctx, activity, id::<SignId>(decision)?).await,
        ("fine" | "aside", _) => {
            let reason: Reason = serde_json::from_str(fields.get("reason")).map_err(|_| Fault::Malformed)?;
            let people = fields.get("people").parse().map_err(|_| Fault::Malformed)?;
            store.signs_decide(&ctx, activity, reason, people, go == "fine").await
        }
        _ => return Err(Fault::Malformed),
    };
    let here = format!("/studio/exchanges/{exchange}/signs?activity={activity}");
    match done {
        Ok(()) => Ok(seat.done(here, Said::Saved)),
        Err(Error::Conflict(Conflict::Overtaken)) => {
            let mut asked = Fields::default();
            asked.push("activity", activity.to_string());
            let mut view = view(&app, &seat, exchange, &asked).await?;
            view.errors.add("go", say!(seat.lang(), "signs-overtaken"));
            Ok(stale(page(&view, &seat.shell(&app).await?)))
        }
        Err(error) => Err(error.into()),
    }
}
