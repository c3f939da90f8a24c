//! `POST /api/v1/exchanges/{id}/items`: values are written.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use comity_exchange::basis::Source;
use comity_store::{ItemNew, ItemRefused};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Problem;
use super::sent::{Sent, id, moment};
use crate::web::app::App;
use crate::web::seat::Seat;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Items {
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    person: String,
    item: String,
    value: Box<RawValue>,
    #[serde(default)]
    source: Option<Source>,
    #[serde(default)]
    from: BTreeSet<String>,
}

/// Writes them, each for itself.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    exchange: Path<String>,
    sent: Sent<Items>,
) -> Result<Response, Problem> {
    let names: Vec<(String, String)> =
        sent.body.items.iter().map(|one| (one.person.clone(), one.item.clone())).collect();
    let new = sent.body.items.into_iter().map(|one| {
        let Item { person, item, value, source, from } = one;
        ItemNew { person, item, value, source, from }
    });
    let written = app.store.items_write(&seat.ctx(), id("exchange", exchange)?, new.collect(), sent.once).await?;
    let told = names.into_iter().zip(written).map(|((person, item), written)| {
        let mut told = json!({ "person": person, "item": item });
        match written {
            Ok(written) => {
                told["purposes"] = json!(written.purposes);
                told["until"] = written.until.map_or(Value::Null, |until| moment(until).into());
            }
            Err(why) => told["refused"] = refused(&why),
        }
        told
    });
    Ok(axum::Json(json!({ "items": told.collect::<Vec<_>>() })).into_response())
}

/// Why something was refused, with what helps to ask better.
pub fn refused(why: &ItemRefused) -> Value {
    let mut told = serde_json::to_value(why).unwrap_or_default();
    told["detail"] = why.to_string().into();
    if let Some(at) = told.get("at").and_then(Value::as_i64) {
        told["at"] = moment(comity_exchange::time::Timestamp(at)).into();
    }
    told
}
