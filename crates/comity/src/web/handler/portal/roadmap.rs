//! `/exchanges/{id}/roadmap` and `/exchanges/{id}/changelog`: for those who are in the exchange

use axum::extract::{Path, State};
use axum::response::Response;

use super::id;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::studio::asked_page;
use crate::web::portal::roadmap::{Place, changelog, page};
use crate::web::seat::{Asked, Seat, html};

/// What is planned, under way and done.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let road = app.store.roadmap_get(&seat.ctx(), id(&exchange)?).await?;
    Ok(html(page(&Place::within(exchange), &road, &seat.shell(&app).await?)))
}

/// What was done, month by month.
pub async fn log(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let after = asked_page(&asked);
    let read = app.store.changelog_list(&seat.ctx(), id(&exchange)?, &after).await?;
    let first = after.after.is_none();
    Ok(html(changelog(&Place::within(exchange), &read, first, &seat.shell(&app).await?)))
}
