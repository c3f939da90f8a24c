//! What a system says for the firm about what people brought: statuses with their words, comments, merges and their undoing.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::market::nearest;
use comity_participation::contribution::Kind;
use comity_store::{ActivityView, CommentId, ContributionId};
use serde::Deserialize;
use serde_json::json;

use super::Problem;
use super::sent::{Sent, id};
use crate::web::app::App;
use crate::web::seat::Seat;

/// That a status is one of those that an activity names; else which were perhaps meant.
pub fn known_status(view: &ActivityView, status: &str) -> Result<(), Problem> {
    let names: Vec<&str> = view.activity.statuses.iter().map(|status| status.name.as_str()).collect();
    if names.contains(&status) {
        return Ok(());
    }
    let detail = format!("status: this activity has no such status; it has {}", names.join(", "));
    let near = nearest(status, names.into_iter(), |name| name);
    Err(Problem::unprocessable("refused", detail).with(json!({ "reason": "unknown_status", "near": near })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    version: u32,
    status: String,
    #[serde(default)]
    words: String,
}

/// Moves a contribution to a status; where that says what became of it, in words for its author.
pub async fn status(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Status>,
) -> Result<Response, Problem> {
    let Status { version, status, words } = sent.body;
    let (ctx, of): (_, ContributionId) = (seat.ctx(), id("contribution", contribution)?);
    let (activity, kind) = app.store.key_belongs(&ctx, of).await?;
    known_status(&app.store.key_activity(&ctx, activity).await?, &status)?;
    app.store.key_status_set(&ctx, (of, version), (&status, words), sent.once).await?;
    if kind == Kind::Statement {
        // Which statements are asked may be others now.
        app.maps.renew(activity);
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    into: ContributionId,
}

/// Finds that a contribution is the same as another.
pub async fn merge(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Merge>,
) -> Result<Response, Problem> {
    let from = id("contribution", contribution)?;
    app.store.key_merge(&seat.ctx(), (from, sent.body.into), sent.once).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmerge {}

/// Takes a merge back.
pub async fn unmerge(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Unmerge>,
) -> Result<Response, Problem> {
    let Unmerge {} = sent.body;
    app.store.key_unmerge(&seat.ctx(), id("contribution", contribution)?, sent.once).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    text: String,
    #[serde(default)]
    reply_to: Option<CommentId>,
}

/// Comments for the firm; on a question, that is an answer.
pub async fn answer(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Answer>,
) -> Result<Response, Problem> {
    let Answer { text, reply_to } = sent.body;
    let of = id("contribution", contribution)?;
    let added = app.store.key_answer(&seat.ctx(), of, (reply_to, text), sent.once).await?;
    Ok((StatusCode::CREATED, axum::Json(json!({ "comment": added.id, "shown": added.shown }))).into_response())
}
