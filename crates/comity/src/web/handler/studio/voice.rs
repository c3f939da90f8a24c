//! `/studio/exchanges/{id}/voice`: what people aspire to, struggle with and need, and what a member notes of an interview.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_participation::refusal::Refusal;
use comity_participation::voice::Kind;
use comity_store::{Actor, Conflict, Error, ExchangeId, Invalid, PersonId, Right, VoiceFilter, VoiceId};

use super::people::find;
use super::utilisation::Names;
use super::{asked_page, pages};
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::handler::portal::part::refused;
use crate::web::handler::portal::voice::full;
use crate::web::seat::{Asked, Said, Seat, Sent, again, called, html};
use crate::web::studio::voice::{Desk, Lines, page, read};
use crate::web::ui::{Errors, Fields, read_day};
use crate::words::say;

/// How many days before today the later stretch begins, where the reader names no day.
const LATELY: i64 = 90;

fn may(seat: &Seat, right: Right) -> bool {
    matches!(seat.actor, Actor::Member { role, .. } if role.may(right))
}

/// The day from which on people have begun lately, at its beginning in UTC.
pub fn lately() -> Timestamp {
    const DAY: i64 = 86_400_000_000;
    Timestamp((now() - LATELY * DAY).div_euclid(DAY) * DAY)
}

/// The person who is asked for, where the reader may see people.
fn wanted(seat: &Seat, filter: &Fields) -> Result<Option<PersonId>, Fault> {
    if filter.has("person") && may(seat, Right::StandingRead) { id(filter.get("person")).map(Some) } else { Ok(None) }
}

async fn view(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    filter: Fields,
    (fields, errors): (Fields, Errors),
) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let found = store.exchange_get(&ctx, exchange).await?;
    let title = Names::new(&found, seat.lang()).title();
    let since = read_day(filter.get("since")).unwrap_or_else(lately);
    let mut names: BTreeMap<PersonId, String> = BTreeMap::new();
    let person = wanted(seat, &filter)?;
    if let Some(person) = person {
        names.insert(person, called(&store.person_get(&ctx, person).await?));
    }
    let lines = if may(seat, Right::StandingRead) {
        let page = asked_page(&filter);
        let asked =
            VoiceFilter { kind: Kind::from_name(filter.get("kind")), person, words: filter.get("q").to_owned() };
        let listed = store.voice_list(&ctx, exchange, &asked, &page).await?;
        let pages = pages(&listed, &page);
        let mut rows = Vec::with_capacity(listed.rows.len());
        for line in listed.rows {
            if let Entry::Vacant(place) = names.entry(line.person) {
                place.insert(called(&store.person_get(&ctx, line.person).await?));
            }
            let name = names.get(&line.person).cloned().unwrap_or_default();
            rows.push((line, name));
        }
        Some(Lines { rows, pages })
    } else {
        None
    };
    let person = person.and_then(|person| Some((person.to_string(), names.get(&person)?.clone())));
    let themes = store.voice_themes(&ctx, exchange, since).await?;
    Ok(Desk { id: exchange.to_string(), title, themes, since, lines, filter, person, fields, errors })
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(filter): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, filter, Default::default()).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// A note, or one that is taken back before its person has seen it.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let here = format!("/studio/exchanges/{exchange}/voice");
    // What is another firm's is not there, whatever the form says.
    app.store.exchange_get(&seat.ctx(), exchange).await?;
    let go = fields.get("go");
    if let Some(wanted) = go.strip_prefix("remove:") {
        let wanted: VoiceId = id(wanted)?;
        return match app.store.voice_note_remove(&seat.ctx(), wanted).await {
            Ok(()) => Ok(seat.done(here, Said::Removed)),
            // The person was quicker: how it stands is on the page.
            Err(Error::NotFound(_) | Error::Conflict(Conflict::Used)) => Ok(seat.to(here)),
            Err(error) => Err(error.into()),
        };
    }
    if go != "note" {
        return Err(Fault::Malformed);
    }
    match noted(&app, &seat, exchange, &fields).await? {
        Ok(person) => Ok(seat.done(format!("{here}?person={person}"), Said::Saved)),
        Err(errors) => {
            let mut filter = Fields::default();
            if fields.has("person") {
                filter.push("person", fields.get("person"));
            }
            let view = view(&app, &seat, exchange, filter, (fields, errors)).await?;
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

/// Notes what the form says, and of whom.
async fn noted(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    fields: &Fields,
) -> Result<Result<PersonId, Errors>, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let (note, mut errors) = match read(fields, lang) {
        Ok(note) => (Some(note), Errors::default()),
        Err(errors) => (None, errors),
    };
    let person = match fields.has("person") {
        true => Some(id::<PersonId>(fields.get("person"))?),
        false => find(app, &ctx, fields.get("who").trim()).await?.map(|person| person.id),
    };
    let Some(person) = person else {
        errors.add("who", say!(lang, "voice-nobody"));
        return Ok(Err(errors));
    };
    let Some(note) = note else { return Ok(Err(errors)) };
    match app.store.voice_note(&ctx, (exchange, person), note.kind, note.text, note.day).await {
        Ok(_) => Ok(Ok(person)),
        Err(Error::NotFound("standing" | "person")) => {
            errors.add("who", say!(lang, "voice-nobody"));
            Ok(Err(errors))
        }
        Err(Error::Invalid(Invalid::Number)) => {
            errors.add("day", say!(lang, "voice-day-wrong"));
            Ok(Err(errors))
        }
        Err(Error::Conflict(Conflict::TooMuch)) => Ok(Err(full("text", lang))),
        Err(Error::Participation(Refusal::NotAgreed)) => {
            errors.add("who", say!(lang, "voice-note-not-agreed"));
            Ok(Err(errors))
        }
        Err(error) => refused(error, "text", lang).map(Err),
    }
}
