//! `/exchanges/{id}/search` and `/studio/exchanges/{id}/search`: by words over all activities of an exchange.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::text::Language;
use comity_store::{Actor, ContributionFilter, ExchangeId, Page};

use super::portal::id;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::search::{Group, Search, page};
use crate::web::seat::{Asked, Seat, html};
use crate::web::way;

/// Activities that are looked through, the newest first.
const ACTIVITIES: usize = 20;
/// Contributions that are shown of each.
const EACH: u16 = 10;

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let terms = there.exchange.versions.last().map_or(&there.draft, |version| &version.terms);
    let title = match Language::new(seat.lang().code()) {
        Ok(language) => terms.title.best(&language, &terms.language).to_owned(),
        Err(_) => there.title.clone(),
    };
    let side = if matches!(seat.actor, Actor::Member { .. }) { "/studio" } else { "" };
    let mut view = Search { exchange: exchange.to_string(), title, side, ..Search::default() };
    if asked.has("q") {
        let typed = asked.get("q").trim();
        let mut unknown: Option<BTreeSet<String>> = None;
        let mut activities = store.activity_list(&ctx, exchange).await?;
        let wanted = |stage: &str| !asked.has("stage") || asked.get("stage") == stage;
        activities.retain(|one| way::code(one.kind()).is_some() && wanted(one.activity.place.stage.name()));
        for activity in activities.into_iter().take(ACTIVITIES) {
            let (filter, first) = (ContributionFilter::default(), Page::first(EACH));
            let found = store.contribution_search(&ctx, activity.id, typed, &filter, &first).await?;
            let not_here: BTreeSet<String> = found.unknown.into_iter().collect();
            unknown = Some(match unknown {
                Some(before) => &before & &not_here,
                None => not_here,
            });
            view.groups.push(Group { activity, rows: found.listed.rows, total: found.listed.total });
        }
        view.unknown = unknown.unwrap_or_default().into_iter().collect();
    }
    view.fields = asked;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}
