//! `/studio/exchanges/{id}/import` and one import: a file comes in, is looked at, and is brought.

use std::path::PathBuf;

use axum::extract::{FromRequest as _, Multipart, Path, Request, State};
use axum::response::Response;
use comity_participation::import::{Column, Mapping};
use comity_store::{ActivityId, ActivityView, ExchangeId, Import, ImportAsked, ImportId, ImportState, ImportUndone};

use super::listen_new::take;
use crate::collected::{Look, Plan, look, order, without_folder};
use crate::listening::Room;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::handler::portal::part::chosen;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::imports::{Imports, field, page};
use crate::web::studio::imports_one::{One, page as one_page};
use crate::web::ui::{Errors, Fields, encoded};
use crate::words::say;

/// The rules of activities that ideas are brought to.
const IDEAS: &str = "ideas";

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: &Fields) -> Result<Imports, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let mut activities = store.activity_list(&ctx, exchange).await?;
    activities.retain(|one| one.kind() == IDEAS);
    let at = chosen(&activities, asked)?;
    let rows = match activities.get(at) {
        Some(activity) => store.import_list(&ctx, activity.id).await?,
        None => Vec::new(),
    };
    Ok(Imports {
        exchange: exchange.to_string(),
        title: there.title,
        activities,
        chosen: at,
        rows,
        largest: app.config.upload_mib,
        errors: Errors::default(),
    })
}

/// The files so far, and the form for another.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, &asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Takes a file. Whatever goes wrong, none stays behind.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    request: Request,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    // Before anything of what is sent is read.
    app.store.exchange_get(&seat.ctx(), exchange).await?;
    let parts = Multipart::from_request(request, &app).await.map_err(|_| Fault::Malformed)?;
    let (ctx, import) = (seat.ctx(), ImportId::new());
    let room = Room::of_import(&app.config.data, ctx.firm, import);
    let taken = match take(&app, &room, parts).await {
        Ok(sent) if sent.files.contains("file") => {
            add(&app, &seat, (exchange, import), &room, &sent.fields).await.map(Ok)
        }
        Ok(sent) => Ok(Err(sent.fields)),
        Err(fault) => Err(fault),
    };
    if !matches!(taken, Ok(Ok(()))) {
        clear(room, import).await;
    }
    match taken? {
        Ok(()) => Ok(seat.to(format!("/studio/exchanges/{exchange}/import/{import}"))),
        Err(fields) => {
            let mut view = view(&app, &seat, exchange, &fields).await?;
            view.errors.add("file", say!(seat.lang(), "studio-run-file-missing"));
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

async fn add(
    app: &App,
    seat: &Seat,
    (exchange, import): (ExchangeId, ImportId),
    room: &Room,
    fields: &Fields,
) -> Result<(), Fault> {
    let activity: ActivityId = id(fields.get("activity"))?;
    belongs(app, seat, exchange, activity).await?;
    let path = file_of(room).await?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let asked = ImportAsked { name, language: seat.lang().code().to_owned(), ..ImportAsked::default() };
    Ok(app.store.import_add(&seat.ctx(), import, activity, asked, false).await?)
}

/// The activity, where it is one of ideas in that exchange.
async fn belongs(app: &App, seat: &Seat, exchange: ExchangeId, activity: ActivityId) -> Result<ActivityView, Fault> {
    let view = app.store.activity_get(&seat.ctx(), activity).await?;
    if view.exchange != exchange || view.kind() != IDEAS { Err(Fault::NotFound) } else { Ok(view) }
}

async fn file_of(room: &Room) -> Result<PathBuf, Fault> {
    let room = room.clone();
    let files = tokio::task::spawn_blocking(move || room.files("file")).await.map_err(|_| Fault::Broken)?;
    files.map_err(|_| Fault::Broken)?.into_iter().next().ok_or(Fault::NotFound)
}

async fn clear(room: Room, import: ImportId) {
    let removed = tokio::task::spawn_blocking(move || room.remove()).await;
    if !matches!(removed, Ok(Ok(()))) {
        tracing::warn!(%import, "the file of an import could not be removed; it will be at the next start");
    }
}

/// How a form says that a file is read; nothing of the columns where it names none.
fn asked_of(fields: &Fields, before: &ImportAsked) -> ImportAsked {
    let named = fields.iter().any(|(name, _)| name.starts_with("column."));
    let columns = Column::ALL.into_iter().filter_map(|column| Some((column, fields.get(&field(column)).parse().ok()?)));
    let mapping = named.then(|| Mapping(columns.collect()));
    let dates = order(fields.get("dates")).map(|_| fields.get("dates").to_owned());
    let language = ["en", "it"].into_iter().find(|code| *code == fields.get("language"));
    let language = language.map_or_else(|| before.language.clone(), ToOwned::to_owned);
    ImportAsked { name: before.name.clone(), mapping, dates, language }
}

/// What a file holds, read by a plan.
async fn looked(room: &Room, asked: &ImportAsked) -> Result<Look, Fault> {
    let (path, plan) = (file_of(room).await?, Plan::of(asked));
    let looking = tokio::task::spawn_blocking(move || {
        let refused = |error: String| Look { refused: Some(without_folder(&error, &path)), ..Look::default() };
        match look(&path, &plan) {
            Ok(look) => Look { refused: look.refused.map(|why| without_folder(&why, &path)), ..look },
            Err(error) => refused(format!("{error:#}")),
        }
    });
    looking.await.map_err(|_| Fault::Broken)
}

async fn found(app: &App, seat: &Seat, exchange: ExchangeId, import: &str) -> Result<(Import, ActivityView), Fault> {
    let import = app.store.import_get(&seat.ctx(), id(import)?).await?;
    let activity = belongs(app, seat, exchange, import.activity).await?;
    Ok((import, activity))
}

async fn one(app: &App, seat: &Seat, exchange: ExchangeId, import: &str, fields: &Fields) -> Result<One, Fault> {
    let (import, activity) = found(app, seat, exchange, import).await?;
    let asked = asked_of(fields, &import.asked);
    let look = match import.state {
        ImportState::Sent => Some(looked(&Room::of_import(&app.config.data, import.firm, import.id), &asked).await?),
        _ => None,
    };
    Ok(One { exchange: exchange.to_string(), import, activity, asked, look, built_on: None })
}

/// What a file holds and how it would be read; how far it is; what became of it.
pub async fn one_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, import)): Path<(String, String)>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&exchange)?, &import, &asked).await?;
    Ok(html(one_page(&view, &seat.shell(&app).await?)))
}

/// Looks anew, brings the file, drops it, or undoes what it brought.
pub async fn one_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, import)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (there, activity) = found(&app, &seat, exchange, &import).await?;
    let here = format!("/studio/exchanges/{exchange}/import/{}", there.id);
    let all = format!("/studio/exchanges/{exchange}/import?activity={}", activity.id);
    let room = Room::of_import(&app.config.data, there.firm, there.id);
    match fields.get("go") {
        "look" => {
            let kept =
                fields.iter().filter(|(name, _)| name.starts_with("column.") || matches!(*name, "language" | "dates"));
            let kept: Vec<String> = kept.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
            Ok(seat.to(format!("{here}?{}", kept.join("&"))))
        }
        "start" => {
            let view = one(&app, &seat, exchange, &import, &fields).await?;
            if view.look.as_ref().is_none_or(|look| look.refused.is_some() || look.ideas == 0) {
                return Ok(again(one_page(&view, &seat.shell(&app).await?)));
            }
            // What was guessed is written down as it was shown.
            let mapping = view.look.as_ref().filter(|look| !look.is_backup).map(|look| look.mapping.clone());
            let asked = ImportAsked { mapping, ..view.asked };
            app.store.import_start(&seat.ctx(), there.id, asked).await?;
            Ok(seat.done(here, Said::OnItsWay))
        }
        "drop" => {
            app.store.import_drop(&seat.ctx(), there.id).await?;
            clear(room, there.id).await;
            Ok(seat.done(all, Said::Removed))
        }
        "undo" => match app.store.import_undo(&seat.ctx(), there.id).await? {
            ImportUndone::Gone(_) => Ok(seat.done(here, Said::Removed)),
            ImportUndone::BuiltOn(n) => {
                let view = one(&app, &seat, exchange, &import, &Fields::default()).await?;
                Ok(again(one_page(&One { built_on: Some(n), ..view }, &seat.shell(&app).await?)))
            }
        },
        _ => Err(Fault::Malformed),
    }
}
