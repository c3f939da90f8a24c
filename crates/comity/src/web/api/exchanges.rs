//! `GET /api/v1/exchanges`: which names a system can use.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::publish::Version;
use comity_store::{Context, ExchangeId};
use serde_json::{Value, json};

use super::Problem;
use crate::web::app::App;
use crate::web::seat::Seat;

/// Exchanges with terms in force: their items, purposes, recipients and benefits, by the names that other calls take.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Problem> {
    // Names of terms, which every person reads: there is nobody's own in them.
    let house = Context { actor: comity_store::Actor::System, ..seat.ctx() };
    let mut all = Vec::new();
    for line in app.store.exchange_list(&house).await? {
        let view = app.store.exchange_get(&house, line.id).await?;
        if let Some(version) = view.exchange.current() {
            all.push(told(line.id, &line.title, version));
        }
    }
    Ok(axum::Json(json!({ "exchanges": all })).into_response())
}

fn told(id: ExchangeId, title: &str, version: &Version) -> Value {
    let terms = &version.terms;
    let asks = terms.clauses.iter().filter_map(|clause| {
        let asked = clause.information.as_ref()?;
        Some(
            json!({ "clause": clause.id, "purpose": asked.purpose, "items": asked.items, "recipients": asked.recipients,
            "retention_days": asked.retention_days }),
        )
    });
    let benefits = terms.clauses.iter().flat_map(|clause| {
        let of = |benefit: &comity_exchange::clause::Benefit| {
            json!({ "clause": clause.id, "benefit": benefit.id,
            "what": benefit.what, "capital": benefit.capital, "amount": benefit.amount, "unit": benefit.unit })
        };
        clause.benefits.iter().map(of).collect::<Vec<_>>()
    });
    json!({
        "exchange": id,
        "title": title,
        "version": version.number,
        "items": terms.items.iter().map(|item| json!({ "item": item.id, "name": item.name, "source": item.source }))
            .collect::<Vec<_>>(),
        "purposes": terms.purposes.iter().map(|purpose| json!({ "purpose": purpose.id, "name": purpose.name,
            "basis": purpose.basis.name() })).collect::<Vec<_>>(),
        "asks": asks.collect::<Vec<_>>(),
        "benefits": benefits.collect::<Vec<_>>(),
    })
}
