//! `/studio/exchanges/{id}/accesses`: who read what for what

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::ExchangeId;

use super::utilisation::Names;
use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Seat, html};
use crate::web::studio::accesses::{Accesses, Count, Row, page};

/// Counts, and entries.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (ctx, exchange, at): (_, ExchangeId, _) = (seat.ctx(), id(&exchange)?, asked_page(&asked));
    let found = app.store.exchange_get(&ctx, exchange).await?;
    let names = Names::new(&found, seat.lang());
    let counts = app.store.access_counts(&ctx, exchange).await?.into_iter().map(|one| Count {
        client: one.client,
        purpose: names.purpose(&one.purpose).name,
        accesses: one.accesses,
        parts: one.parts,
        used: one.used,
    });
    let counts = counts.collect();
    let listed = app.store.access_entries(&ctx, exchange, &at).await?;
    let pages = pages(&listed, &at);
    let rows = listed.rows.into_iter().map(|one| Row {
        number: one.number,
        at: one.at,
        client: one.client,
        purpose: names.purpose(&one.purpose).name,
        recipient: one.recipient.map(|recipient| names.recipient(&recipient)),
        items: one.items.iter().map(|item| names.item(item.as_str()).name).collect(),
        persons: one.persons,
        uses: one.uses.into_iter().map(|(kind, n)| (kind.name(), n)).collect(),
    });
    let view = Accesses { id: exchange.to_string(), title: names.title(), counts, rows: rows.collect(), pages };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}
