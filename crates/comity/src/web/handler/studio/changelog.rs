//! `/studio/exchanges/{id}/changelog` and one entry: written, published, changed, taken out and put in again

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{ChangelogEntry, Conflict, EntryId, Error, ExchangeId, RoadmapLine};

use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html, stale};
use crate::web::studio::changelog::{Log, One, begin, fields as filled, one, page, read};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

/// What an entry can be about: everything that stands on the roadmap.
async fn candidates(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Vec<RoadmapLine>, Fault> {
    let road = app.store.roadmap_get(&seat.ctx(), exchange).await?;
    Ok(road.done.into_iter().chain(road.under_way).chain(road.planned).collect())
}

async fn log(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Log, Fault> {
    let ctx = seat.ctx();
    Ok(Log {
        exchange: exchange.to_string(),
        title: app.store.exchange_get(&ctx, exchange).await?.title,
        entries: app.store.changelog_entry_list(&ctx, exchange).await?,
        candidates: candidates(app, seat, exchange).await?,
        fields: begin(Timestamp(now())),
        errors: Errors::default(),
    })
}

/// Every entry.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = log(&app, &seat, id(&exchange)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Writes one, as a draft or published at once.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (ctx, exchange) = (seat.ctx(), id::<ExchangeId>(&exchange)?);
    match read(&fields, seat.lang()) {
        Ok(new) => {
            let entry = app.store.changelog_entry_add(&ctx, exchange, new).await?;
            if fields.get("go") == "publish" {
                app.store.changelog_entry_publish(&ctx, (entry, 1), true).await?;
            }
            Ok(seat.done(format!("/studio/exchanges/{exchange}/changelog/{entry}"), Said::Saved))
        }
        Err(errors) => {
            let view = Log { fields, errors, ..log(&app, &seat, exchange).await? };
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

async fn entry(app: &App, seat: &Seat, exchange: &str, of: &str) -> Result<ChangelogEntry, Fault> {
    let exchange: ExchangeId = id(exchange)?;
    let entry = app.store.changelog_entry_get(&seat.ctx(), id::<EntryId>(of)?).await?;
    if entry.exchange == exchange { Ok(entry) } else { Err(Fault::NotFound) }
}

async fn view(app: &App, seat: &Seat, entry: ChangelogEntry) -> Result<One, Fault> {
    let mut candidates = candidates(app, seat, entry.exchange).await?;
    // What it is about already can be left out again, also where it stands on the roadmap no more.
    let ctx = seat.ctx();
    for linked in &entry.said.linked {
        if candidates.iter().all(|line| line.id != *linked)
            && let Ok(there) = app.store.contribution_get(&ctx, *linked).await
        {
            candidates.push(RoadmapLine {
                id: *linked,
                activity_kind: there.activity.kind().to_owned(),
                title: there.line.called().map(ToOwned::to_owned),
                language: there.line.language,
                status: Default::default(),
                kind: there.outcome.map(|outcome| outcome.kind),
                words: None,
                at: there.line.at,
                for_it: there.line.for_it,
                by: 0,
                named: Vec::new(),
                own: false,
            });
        }
    }
    let (exchange, fields) = (entry.exchange.to_string(), filled(&entry.said));
    Ok(One { exchange, entry, candidates, fields, errors: Errors::default() })
}

/// One entry.
pub async fn one_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let entry = entry(&app, &seat, &exchange, &of).await?;
    let view = view(&app, &seat, entry).await?;
    Ok(html(one(&view, &seat.shell(&app).await?)))
}

/// What a member does with it.
pub async fn one_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let entry = entry(&app, &seat, &exchange, &of).await?;
    let saw: u32 = fields.get("version").parse().map_err(|_| Fault::Malformed)?;
    let (at, list) = ((entry.id, saw), format!("/studio/exchanges/{exchange}/changelog"));
    let (go, mut back) = (fields.get("go"), format!("{list}/{of}"));
    let done = match go {
        "save" | "publish" => match read(&fields, seat.lang()) {
            Ok(new) => changed(&app, &seat, &entry, saw, new, go == "publish").await,
            Err(errors) => return failed(&app, &seat, entry, fields, errors, false).await,
        },
        "unpublish" => store.changelog_entry_publish(&ctx, at, false).await,
        "undo" | "undo-remove" => store.changelog_entry_undo(&ctx, at).await,
        "remove" => store.changelog_entry_remove(&ctx, at).await,
        "delete" => {
            back = list;
            store.changelog_entry_delete(&ctx, at).await
        }
        _ => return Err(Fault::Malformed),
    };
    match done {
        Ok(()) => Ok(seat.done(back, Said::Saved)),
        Err(Error::Conflict(Conflict::Stale)) => {
            let mut errors = Errors::default();
            errors.add("title.en", say!(seat.lang(), "part-refused", why = "changed"));
            failed(&app, &seat, entry, fields, errors, true).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes what was typed where it is other than before, and publishes it where that was asked for.
async fn changed(
    app: &App,
    seat: &Seat,
    entry: &ChangelogEntry,
    saw: u32,
    new: comity_store::ChangelogNew,
    publish: bool,
) -> Result<(), Error> {
    let (store, ctx, mut saw) = (&app.store, seat.ctx(), saw);
    if new != entry.said || !publish {
        store.changelog_entry_change(&ctx, (entry.id, saw), new).await?;
        saw += 1;
    }
    if publish {
        store.changelog_entry_publish(&ctx, (entry.id, saw), true).await?;
    }
    Ok(())
}

async fn failed(
    app: &App,
    seat: &Seat,
    entry: ChangelogEntry,
    fields: Fields,
    errors: Errors,
    conflict: bool,
) -> Result<Response, Fault> {
    let view = One { fields, errors, ..view(app, seat, entry).await? };
    let page = one(&view, &seat.shell(app).await?);
    Ok(if conflict { stale(page) } else { again(page) })
}
