//! `POST /api/v1/exchanges/{id}/reads`: values are read for a purpose, of one person or many.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use comity_exchange::basis::Source;
use comity_exchange::id::ItemId;
use comity_store::{ItemRefused, ItemsAsked, ItemsRead, PersonItems};
use serde::ser::{SerializeMap as _, SerializeStruct as _};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::Problem;
use super::items::refused;
use super::sent::{Sent, id, moment};
use crate::web::app::App;
use crate::web::seat::Seat;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reads {
    purpose: String,
    items: Vec<String>,
    persons: Vec<String>,
    #[serde(default)]
    recipient: Option<String>,
    #[serde(default)]
    gpc: bool,
}

/// Reads them. Nothing is answered before it is written down that it left.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    exchange: Path<String>,
    headers: HeaderMap,
    sent: Sent<Reads>,
) -> Result<Response, Problem> {
    if sent.once.is_some() {
        return Err(Problem::malformed("reading takes no Idempotency-Key: each read is one, and written down as one"));
    }
    let Reads { purpose, items, persons, recipient, gpc } = sent.body;
    let signal = gpc || headers.get("sec-gpc").is_some_and(|value| value == "1");
    let asked = ItemsAsked { purpose, items, persons, recipient, signal };
    let read = app.store.items_read(&seat.ctx(), id("exchange", exchange)?, &asked).await?;
    let body = serde_json::to_vec(&Told(&read)).map_err(|_| Problem::from(crate::web::fault::Fault::Broken))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

struct Told<'r>(&'r ItemsRead);

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut told = serializer.serialize_struct("Read", 3)?;
        told.serialize_field("access", &self.0.access)?;
        told.serialize_field("at", &moment(self.0.at))?;
        told.serialize_field("persons", &Persons(&self.0.persons))?;
        told.end()
    }
}

struct Persons<'r>(&'r [PersonItems]);

impl Serialize for Persons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Person))
    }
}

struct Person<'r>(&'r PersonItems);

impl Serialize for Person<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut told = serializer.serialize_map(None)?;
        told.serialize_entry("person", &self.0.person)?;
        told.serialize_entry("values", &Values(self.0))?;
        told.serialize_entry("missing", &self.0.missing)?;
        told.serialize_entry("refused", &Refused(&self.0.refused))?;
        told.end()
    }
}

struct Values<'r>(&'r PersonItems);

#[derive(Serialize)]
struct Value<'r> {
    value: &'r RawValue,
    source: Source,
    came: String,
    until: Option<String>,
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.values.iter().map(|one| {
            let item: &ItemId = &one.item;
            let (came, until) = (moment(one.came), one.until.map(moment));
            (item, Value { value: &one.value, source: one.source, came, until })
        }))
    }
}

struct Refused<'r>(&'r [(String, ItemRefused)]);

impl Serialize for Refused<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(item, why)| (item, refused(why))))
    }
}
