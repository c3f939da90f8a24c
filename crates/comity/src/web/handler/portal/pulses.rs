//! `/me/pulses` and `/me/pulses/{id}`: the person is asked how it was, answers, would rather not, or takes an answer back.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::terms::Terms;
use comity_store::{Actor, Conflict, Error, ExchangeId, OwnPulse, PulseId};

use super::{id, person, read as read_text, turn};
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::portal::pulse::{Pulse, list, page, read};
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};

/// The title of an exchange to which the person was invited.
async fn title(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<String, Fault> {
    let view = app.store.standing_view(&seat.ctx(), exchange, person(seat)?).await?;
    let terms: &Terms = &view.current.terms;
    Ok(read_text(&terms.title, terms, seat.lang()).to_owned())
}

fn view(own: OwnPulse, title: String) -> Pulse {
    let open = own.is_open(now());
    Pulse { own, title, open, fields: Fields::default(), errors: Errors::default() }
}

/// What the reader is asked now, if anything: a person, who speaks for themselves.
///
/// # Errors
/// The books'.
pub async fn asked(app: &App, seat: &Seat) -> Result<Option<Pulse>, Fault> {
    if !matches!(seat.actor, Actor::Person { .. }) {
        return Ok(None);
    }
    match app.store.pulse_ask(&seat.ctx()).await? {
        Some(own) => Ok(Some(view(own, String::new()).titled(app, seat).await?)),
        None => Ok(None),
    }
}

/// What the reader is asked after they declined or left. That it cannot be asked keeps nobody from what they came for.
pub async fn leaving(app: &App, seat: &Seat, exchange: ExchangeId, title: &str) -> Option<Pulse> {
    if !matches!(seat.actor, Actor::Person { .. }) {
        return None;
    }
    match app.store.pulse_ask_leaving(&seat.ctx(), exchange).await {
        Ok(own) => own.map(|own| view(own, title.to_owned())),
        Err(error) => {
            tracing::warn!(%error, "nobody was asked how it was");
            None
        }
    }
}

impl Pulse {
    async fn titled(self, app: &App, seat: &Seat) -> Result<Self, Fault> {
        Ok(Self { title: title(app, seat, self.own.exchange).await?, ..self })
    }
}

/// Everything that the person was asked.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let mut titles: BTreeMap<ExchangeId, String> = BTreeMap::new();
    let mut views = Vec::new();
    for own in app.store.pulse_own(&seat.ctx()).await? {
        let exchange = own.exchange;
        if let Entry::Vacant(place) = titles.entry(exchange) {
            place.insert(title(&app, &seat, exchange).await?);
        }
        views.push(view(own, titles.get(&exchange).cloned().unwrap_or_default()));
    }
    Ok(html(list(&views, &seat.shell(&app).await?)))
}

async fn one(app: &App, seat: &Seat, wanted: PulseId) -> Result<Pulse, Fault> {
    let all = app.store.pulse_own(&seat.ctx()).await?;
    let own = all.into_iter().find(|own| own.id == wanted).ok_or(Fault::NotFound)?;
    view(own, String::new()).titled(app, seat).await
}

/// One of them.
pub async fn one_get(State(app): State<App>, seat: Seat, Path(wanted): Path<String>) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&wanted)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// What the person says to it. A form that comes again changes nothing, and shows what is written down.
pub async fn one_post(
    State(app): State<App>,
    seat: Seat,
    Path(wanted): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let wanted: PulseId = id(&wanted)?;
    let _turn = turn(person(&seat)?).await;
    let (ctx, here) = (seat.ctx(), format!("/me/pulses/{wanted}"));
    let (done, to, said) = match fields.get("go") {
        "not-now" => (app.store.pulse_not_now(&ctx, wanted).await, "/me", Said::NotAsked),
        "take-back" => (app.store.pulse_take_back(&ctx, wanted).await, here.as_str(), Said::Saved),
        "send" => match read(&fields, seat.lang()) {
            Ok((points, why)) => {
                (app.store.pulse_answer(&ctx, wanted, points, why).await, here.as_str(), Said::Answered)
            }
            Err(errors) => {
                let view = Pulse { fields, errors, ..one(&app, &seat, wanted).await? };
                return Ok(again(page(&view, &seat.shell(&app).await?)));
            }
        },
        _ => return Err(Fault::Malformed),
    };
    match done {
        Ok(()) => Ok(seat.done(to, said)),
        Err(Error::Conflict(Conflict::Used | Conflict::Expired)) => Ok(seat.to(here)),
        Err(error) => Err(error.into()),
    }
}
