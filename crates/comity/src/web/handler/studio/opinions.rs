//! `/studio/exchanges/{id}/opinions`, one statement, and the files to take along

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::publish::Life;
use comity_store::{ActivityId, ActivityView, ContributionId, ExchangeId, OpinionExport, Right};

use super::audience;
use super::part::{clauses, may, refused, waiting};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::handler::portal::opinions::{maps, one};
use crate::web::handler::portal::part::chosen;
use crate::web::portal::opinions::Opinions;
use crate::web::portal::opinions::statement::Statement;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html, stale};
use crate::web::studio::opinions::{Desk, export, open, page, statement};
use crate::web::studio::part::one::button;
use crate::web::ui::Fields;

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: &Fields) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let activities = maps(app, seat, exchange).await?;
    let activity = activities.get(chosen(&activities, asked)?).cloned();
    let clauses = if may(seat, Right::ExchangePublish) { clauses(&there, seat.lang()) } else { Vec::new() };
    let items = audience::offered(seat, &there);
    let mut view = Opinions {
        exchange: exchange.to_string(),
        title: there.title,
        fields: open::begin(seat.lang()),
        ..Opinions::default()
    };
    if let Some(activity) = &activity {
        view.statements = store.statement_list(&ctx, activity.id).await?;
        view.guests = store.guest_count(&ctx, activity.id).await?;
        view.drawn = app.maps.look(store, ctx.firm, activity.id).await;
    }
    view.activity = activity;
    let waiting = waiting(app, seat, exchange).await?;
    Ok(Desk { view, is_open: there.exchange.life == Life::Open, activities, clauses, items, waiting })
}

/// The desk.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let desk = view(&app, &seat, id(&exchange)?, &asked).await?;
    Ok(html(page(&desk, &seat.shell(&app).await?)))
}

/// Opens a map, puts statements before people, or closes a map.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (store, ctx, lang) = (&app.store, seat.ctx(), seat.lang());
    let back = |activity: ActivityId| format!("/studio/exchanges/{exchange}/opinions?activity={activity}");
    let mut asked = Fields::default();
    if fields.has("activity") {
        asked.push("activity", fields.get("activity"));
    }
    let errors = match fields.get("go") {
        on @ ("guests-on" | "guests-off") => {
            let activity: ActivityId = id(fields.get("activity"))?;
            store.activity_without_account_set(&ctx, activity, on == "guests-on").await?;
            return Ok(seat.done(back(activity), Said::Saved));
        }
        "close" => {
            let activity: ActivityId = id(fields.get("activity"))?;
            store.activity_close(&ctx, activity).await?;
            return Ok(seat.done(back(activity), Said::Saved));
        }
        "seed" => match open::lines(&fields, "seed", "seed-language", lang) {
            Ok((texts, language)) => {
                let activity: ActivityId = id(fields.get("activity"))?;
                match store.statement_seed(&ctx, activity, texts, language).await {
                    Ok(_) => return Ok(seat.done(back(activity), Said::Saved)),
                    Err(error) => refused(error, "seed", lang)?.0,
                }
            }
            Err(errors) => errors,
        },
        _ => match audience::with(open::read(&fields, lang), &fields, lang) {
            Ok(((new, texts, language), segment)) => {
                match store.activity_open_for(&ctx, exchange, new, segment).await {
                    Ok(activity) => {
                        if !texts.is_empty() {
                            store.statement_seed(&ctx, activity, texts, language).await?;
                        }
                        return Ok(seat.done(back(activity), Said::Saved));
                    }
                    Err(error) => audience::refused(error, lang)?,
                }
            }
            Err(errors) => errors,
        },
    };
    let desk = view(&app, &seat, exchange, &asked).await?;
    let desk = Desk { view: Opinions { fields, errors, ..desk.view }, ..desk };
    Ok(again(page(&desk, &seat.shell(&app).await?)))
}

async fn shown(app: &App, seat: &Seat, view: &Statement) -> Result<maud::Markup, Fault> {
    let (of, activity) = (view.view.line.id, view.view.activity.id);
    let drawn = app.maps.look(&app.store, seat.ctx().firm, activity).await;
    let answers = drawn.and_then(|drawn| drawn.figures(of).map(|figures| figures.votes));
    Ok(statement::page(view, answers, &seat.shell(app).await?))
}

/// One statement.
pub async fn statement_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&exchange)?, id(&of)?).await?;
    Ok(html(shown(&app, &seat, &view).await?))
}

/// A status with words, or one of the four buttons.
pub async fn statement_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let view = one(&app, &seat, exchange, of).await?;
    let (store, ctx) = (&app.store, seat.ctx());
    let saw: u32 = fields.get("version").parse().unwrap_or_default();
    let (field, done) = if fields.get("go") == "guest-remove" {
        ("go", store.guest_words_remove(&ctx, of).await)
    } else if fields.get("go") == "status" {
        let words = fields.get("words").to_owned();
        ("words", store.contribution_status_set(&ctx, (of, saw), fields.get("status"), words).await)
    } else {
        match button(&fields, fields.get("go"), "", seat.lang()) {
            Ok(button) => ("reason", store.contribution_moderate(&ctx, (of, saw), button).await),
            Err(errors) => return Ok(again(shown(&app, &seat, &Statement { fields, errors, ..view }).await?)),
        }
    };
    match done {
        Ok(()) => {
            // Which statements count may be another now.
            app.maps.renew(view.view.activity.id);
            Ok(seat.done(format!("/studio/exchanges/{exchange}/opinions/{of}"), Said::Saved))
        }
        Err(error) => {
            let (errors, conflict) = refused(error, field, seat.lang())?;
            let page = shown(&app, &seat, &Statement { fields, errors, ..view }).await?;
            Ok(if conflict { stale(page) } else { again(page) })
        }
    }
}

/// The map that a file is asked of, with everything of it.
async fn exported(
    app: &App,
    seat: &Seat,
    exchange: &str,
    asked: &Fields,
) -> Result<(ActivityView, OpinionExport), Fault> {
    let mut all = maps(app, seat, id(exchange)?).await?;
    let at = chosen(&all, asked)?;
    if all.is_empty() {
        return Err(Fault::NotFound);
    }
    let activity = all.swap_remove(at);
    let export = app.store.opinion_export(&seat.ctx(), activity.id).await?;
    Ok((activity, export))
}

fn csv(name: &str, bytes: Vec<u8>) -> Response {
    let kept = format!("attachment; filename=\"{name}.csv\"");
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, kept)];
    (headers, bytes).into_response()
}

/// The statements.
pub async fn comments(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (_, all) = exported(&app, &seat, &exchange, &asked).await?;
    Ok(csv("comments", export::comments(&all)))
}

/// The answers.
pub async fn votes(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (_, all) = exported(&app, &seat, &exchange, &asked).await?;
    Ok(csv("votes", export::votes(&all)))
}

/// The people, with their groups where these can be believed.
pub async fn participants(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (activity, all) = exported(&app, &seat, &exchange, &asked).await?;
    let drawn = app.maps.whole(&app.store, seat.ctx().firm, activity.id).await.ok_or(Fault::Busy)?;
    let believed = drawn.outcome.shows_groups();
    let group = |person| drawn.place(person)?.group.filter(|_| believed);
    Ok(csv("participants-votes", export::participants(&all, group)))
}
