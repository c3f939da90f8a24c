//! `/studio/exchanges/{id}/pulses` with its files, and `/studio/settings/pulses`.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::time::Timestamp;
use comity_participation::pulse::Moment;
use comity_store::{Actor, Error, ExchangeId, Page, Right};

use super::utilisation::Names;
use super::voice::lately;
use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::export::harmless;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::pulses::figures::table;
use crate::web::studio::pulses::rule::{self, Rule};
use crate::web::studio::pulses::{Pulses, Words, moment, page};
use crate::web::ui::{Errors, Fields, machine_time, read_day};
use crate::words::say;

fn may(seat: &Seat, right: Right) -> bool {
    matches!(seat.actor, Actor::Member { role, .. } if role.may(right))
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(fields): Asked,
) -> Result<Response, Fault> {
    let (ctx, exchange): (_, ExchangeId) = (seat.ctx(), id(&exchange)?);
    let found = app.store.exchange_get(&ctx, exchange).await?;
    let names = Names::new(&found, seat.lang());
    let later = found.exchange.versions.iter().filter(|version| version.number > 1);
    let versions = later.map(|version| (version.number, version.published)).collect();
    let mut errors = Errors::default();
    let day = read_day(fields.get("day"));
    if day.is_none() && fields.has("day") {
        errors.add("day", say!(seat.lang(), "pulse-day-wrong"));
    }
    let words = if may(&seat, Right::StandingRead) {
        let page = asked_page(&fields);
        let listed = app.store.pulse_words(&ctx, exchange, fields.get("q"), &page).await?;
        Some(Words { pages: pages(&listed, &page), rows: listed.rows })
    } else {
        None
    };
    let themes_since = day.unwrap_or_else(lately);
    let view = Pulses {
        themes: app.store.pulse_themes(&ctx, exchange, moment(&fields), themes_since).await?,
        themes_since,
        id: exchange.to_string(),
        title: names.title(),
        figures: app.store.pulse_figures(&ctx, exchange, moment(&fields)).await?,
        rule: app.store.pulse_rule_get(&ctx).await?,
        versions,
        day,
        fields,
        errors,
        words,
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

fn file(name: &str, bytes: Vec<u8>) -> Response {
    let kept = format!("attachment; filename=\"{name}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, kept)];
    (headers, bytes).into_response()
}

/// The figures, a row for ten people and more.
pub async fn csv(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let mut all = Vec::new();
    for moment in [Moment::Matters, Moment::Declined, Moment::Left] {
        all.push(app.store.pulse_figures(&seat.ctx(), exchange, moment).await?);
    }
    Ok(file("pulses", table(&all)))
}

/// What people wrote, in the form in which studies read posts.
pub async fn words(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let title = app.store.exchange_get(&seat.ctx(), exchange).await?;
    let title = Names::new(&title, seat.lang()).title();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 4]| {
        // Into memory, which takes everything.
        let _ = writer.write_record(record.map(harmless));
    };
    write(["created_at", "brand", "occasion", "text"]);
    let mut page = Page::first(500);
    loop {
        let listed = app.store.pulse_words(&seat.ctx(), exchange, "", &page).await?;
        for one in &listed.rows {
            let day: String = machine_time(Timestamp(one.day)).chars().take(10).collect();
            write([&day, &title, one.occasion.name(), &one.text]);
        }
        match listed.next {
            Some(next) => page.after = Some(next),
            None => return Ok(file("pulse-words", writer.into_inner().unwrap_or_default())),
        }
    }
}

async fn view(app: &App, seat: &Seat, typed: Option<(Fields, Errors)>) -> Result<Rule, Fault> {
    let kept = app.store.pulse_rule_get(&seat.ctx()).await?;
    let (fields, errors) = typed.unwrap_or_else(|| (rule::typed(&kept.cooldown), Errors::default()));
    Ok(Rule { cooling: kept.cooling, fields, errors, may: may(seat, Right::FirmWrite) })
}

/// How seldom people are asked.
pub async fn rule_get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(rule::page(&view(&app, &seat, None).await?, &seat.shell(&app).await?)))
}

/// Changes it.
pub async fn rule_post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    match rule::read(&fields, seat.lang()) {
        Ok(cooldown) => match app.store.pulse_rule_set(&seat.ctx(), cooldown).await {
            Ok(()) => Ok(seat.done("/studio/settings/pulses", Said::Saved)),
            Err(Error::Invalid(_)) => Err(Fault::Malformed),
            Err(error) => Err(error.into()),
        },
        Err(errors) => {
            let view = view(&app, &seat, Some((fields, errors))).await?;
            Ok(again(rule::page(&view, &seat.shell(&app).await?)))
        }
    }
}
