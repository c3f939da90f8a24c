//! `/studio/exchanges/{id}/desk`: what waits for a moderator, and the four buttons

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{CommentId, ContributionId, ExchangeId, ModerationDesk};

use super::part::{meanwhile, refused};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read as text};
use crate::web::seat::{Said, Seat, Sent, again, html, stale};
use crate::web::studio::moderate::{Moderate, page};
use crate::web::studio::part::one::button;
use crate::web::ui::{Errors, Fields};

async fn view(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Moderate, Fault> {
    let ctx = seat.ctx();
    let there = app.store.exchange_get(&ctx, exchange).await?;
    let desk: ModerationDesk = app.store.moderation_desk(&ctx, exchange).await?;
    let title = text(&there.draft.title, &there.draft, seat.lang()).to_owned();
    let (fields, errors) = (Fields::default(), Errors::default());
    Ok(Moderate { exchange: exchange.to_string(), title, desk, meanwhile: None, fields, errors })
}

/// What waits.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// One of the four buttons, on a contribution or on a comment of this exchange.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (store, ctx) = (&app.store, seat.ctx());
    let of: ContributionId = id(fields.get("contribution"))?;
    let comment: Option<CommentId> = match fields.get("comment") {
        "" => None,
        comment => Some(id(comment)?),
    };
    let there = store.contribution_get(&ctx, of).await?;
    let belongs = comment.is_none_or(|comment| there.comments.iter().any(|said| said.id == comment));
    if there.activity.exchange != exchange || !belongs {
        return Err(Fault::NotFound);
    }
    let name = comment.map_or_else(|| format!(".{of}"), |comment| format!(".{comment}"));
    let saw: u32 = fields.get("version").parse().unwrap_or_default();
    let button = match button(&fields, fields.get("go"), &name, seat.lang()) {
        Ok(button) => button,
        Err(errors) => {
            let view = Moderate { fields, errors, ..view(&app, &seat, exchange).await? };
            return Ok(again(page(&view, &seat.shell(&app).await?)));
        }
    };
    let done = match comment {
        Some(comment) => store.comment_moderate(&ctx, (comment, saw), button).await,
        None => store.contribution_moderate(&ctx, (of, saw), button).await,
    };
    match done {
        Ok(()) => {
            // Which statements of a map count may be another now.
            app.maps.renew(there.activity.id);
            Ok(seat.done(format!("/studio/exchanges/{exchange}/desk"), Said::Saved))
        }
        Err(error) => {
            let field = format!("reason{name}");
            let (errors, conflict) = refused(error, &field, seat.lang())?;
            let first = if conflict { meanwhile(&app, &seat, (of, comment), saw).await? } else { None };
            let errors = if first.is_some() { Errors::default() } else { errors };
            let view = Moderate { meanwhile: first, fields, errors, ..view(&app, &seat, exchange).await? };
            let page = page(&view, &seat.shell(&app).await?);
            Ok(if conflict { stale(page) } else { again(page) })
        }
    }
}
