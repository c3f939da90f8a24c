//! `/studio/people/{id}`, and what is done from there: a link to hand over, everything taken along, erasing

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::negotiation::CounterState;
use comity_exchange::time::Timestamp;
use comity_store::{Conflict, Error, LinkFor, PersonId, Who};

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{export, id, read};
use crate::web::handler::records;
use crate::web::portal::home::{Taking, TakingState};
use crate::web::seat::{Said, Seat, Sent, again, called, html};
use crate::web::studio::person::{Person, page};
use crate::web::ui::{Errors, Fields};

async fn view(app: &App, seat: &Seat, person: PersonId) -> Result<Person, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.person_get(&ctx, person).await?;
    let mut guardians = Vec::new();
    for guardian in store.guardian_list(&ctx, person).await? {
        guardians.push(called(&store.person_get(&ctx, guardian).await?));
    }
    let mut exchanges = Vec::new();
    for (exchange, standing) in store.standing_list(&ctx, person).await? {
        let view = store.exchange_get(&ctx, exchange).await?;
        let terms = view.exchange.current().map_or(&view.draft, |version| &version.terms);
        let open = standing.counters.iter().any(|counter| counter.state == CounterState::Open);
        let (state, since) = match (&standing.agreement, &standing.offer) {
            (Some(agreement), _) if agreement.in_force() => (TakingState::Agreed, agreement.signed),
            (Some(agreement), None) => (TakingState::Left, agreement.left.unwrap_or(agreement.signed)),
            (_, Some(offer)) if open => (TakingState::Countered, offer.made),
            (_, Some(offer)) => (TakingState::Offered, offer.made),
            (None, None) => (TakingState::Declined, Timestamp(view.updated)),
        };
        let title = read(&terms.title, terms, seat.lang()).to_owned();
        exchanges.push(Taking { exchange: exchange.to_string(), title, state, since, activities: Vec::new() });
    }
    Ok(Person {
        id: person.to_string(),
        name: called(&there),
        language: if there.language.starts_with("it") { "Italiano".into() } else { "English".into() },
        external: there.external_id.clone(),
        mail: there.mail.unwrap_or_default(),
        guardians,
        minor: there.minor,
        exchanges,
        lacks: records::lacks(app, seat).await?,
        ..Person::default()
    })
}

/// What members see of a person.
pub async fn get(State(app): State<App>, seat: Seat, Path(person): Path<String>) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&person)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Sends the person a link to their pages.
pub async fn link(State(app): State<App>, seat: Seat, Path(person): Path<String>) -> Result<Response, Fault> {
    let person: PersonId = id(&person)?;
    let there = app.store.person_get(&seat.ctx(), person).await?;
    let minutes = app.config.sessions.link_minutes;
    let to = LinkFor { who: Who::Person(person), exchange: None };
    let token = app.store.link_make(&seat.ctx(), to, i64::from(minutes) * 60_000_000).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let address = letter::address(&app, firm, &format!("/enter/{token}"));
    letter::link(&there, firm, &address, minutes).queue(&app, &seat.house()).await?;
    Ok(seat.done(format!("/studio/people/{person}"), Said::Invited))
}

/// Everything about the person, for them.
pub async fn export(State(app): State<App>, seat: Seat, Path(person): Path<String>) -> Result<Response, Fault> {
    let everything = app.store.person_everything(&seat.ctx(), id(&person)?).await?;
    let bytes = export::archive_of(&everything, &records::of(&app, &seat, &everything).await?)?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"person.zip\""),
    ];
    Ok((headers, bytes).into_response())
}

/// What erasing takes away, before it is done: the page that the person would see.
pub async fn erase_get(State(app): State<App>, seat: Seat, Path(person): Path<String>) -> Result<Response, Fault> {
    let person: PersonId = id(&person)?;
    let view = erase_view(&app, &seat, person, Fields::default(), Errors::default()).await?;
    Ok(html(crate::web::studio::erase::page(&view, &seat.shell(&app).await?)))
}

async fn erase_view(
    app: &App,
    seat: &Seat,
    person: PersonId,
    fields: Fields,
    errors: Errors,
) -> Result<crate::web::studio::erase::Erase, Fault> {
    let view = view(app, seat, person).await?;
    let lost = view.exchanges.into_iter().map(|taking| taking.title).collect();
    Ok(crate::web::studio::erase::Erase { id: person.to_string(), name: view.name, lost, fields, errors })
}

/// Erases the person.
pub async fn erase_post(
    State(app): State<App>,
    seat: Seat,
    Path(person): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let person: PersonId = id(&person)?;
    if let Err(errors) = crate::web::portal::erase::read(&fields, seat.lang()) {
        let view = erase_view(&app, &seat, person, fields, errors).await?;
        return Ok(again(crate::web::studio::erase::page(&view, &seat.shell(&app).await?)));
    }
    match app.store.person_erase(&seat.ctx(), person).await {
        Ok(_) | Err(Error::Conflict(Conflict::BeingErased)) => Ok(seat.done("/studio/people", Said::Removed)),
        Err(error) => Err(error.into()),
    }
}
