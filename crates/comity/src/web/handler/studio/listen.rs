//! `/studio/listen`: runs, their reports, and how they go.

use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use comity_exchange::time::Timestamp;
use comity_store::{Actor, Right, RunId, RunState as Stored};
use sha2::{Digest as _, Sha256};

use super::{asked_page, pages};
use crate::listening::Room;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Asked, Said, Seat, html};
use crate::web::studio::listen::{KINDS, Listen, Run, RunState, page};

/// The policy of a report: its one style block and nothing else. It quotes strangers, so that it may do nothing at all.
static POLICY: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(crate::report::STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"
    );
    HeaderValue::from_str(&policy).ok()
});

/// The list.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let at = asked_page(&asked);
    let listed = app.store.run_list(&seat.ctx(), &at).await?;
    let view_pages = pages(&listed, &at);
    let runs = listed.rows.into_iter().map(|run| {
        let said = run.said.unwrap_or_default();
        Run {
            id: run.id.to_string(),
            kind: KINDS.into_iter().find(|kind| *kind == run.kind).unwrap_or("study"),
            title: run.title,
            at: Timestamp(run.made),
            state: match run.state {
                Stored::Waits => RunState::Waiting,
                Stored::Runs { done, of } => RunState::Running(done, of),
                Stored::Done => RunState::Done(said),
                Stored::Failed => RunState::Failed(said),
            },
        }
    });
    let may = matches!(seat.actor, Actor::Member { role, .. } if role.may(Right::Listen));
    let view = Listen { runs: runs.collect(), pages: view_pages, may };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

fn id_of(text: &str) -> Result<RunId, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// The report of a run that is done.
pub async fn report(State(app): State<App>, seat: Seat, Path(id): Path<String>) -> Result<Response, Fault> {
    let run = app.store.run_get(&seat.ctx(), id_of(&id)?).await?;
    if run.state != Stored::Done {
        return Err(Fault::NotFound);
    }
    let file = Room::of(&app.config.data, run.firm, run.id).report();
    let report = tokio::fs::read_to_string(file).await.map_err(|error| {
        tracing::warn!(run = %run.id, kind = %error.kind(), "a report cannot be read");
        Fault::NotFound
    })?;
    let mut response = Html(report).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY.clone().ok_or(Fault::Broken)?);
    // Browsers refuse a page that is sandboxed and asks to be alone among its openers.
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("unsafe-none"));
    Ok(response)
}

/// Removes a run with its files.
pub async fn remove(State(app): State<App>, seat: Seat, Path(id): Path<String>) -> Result<Response, Fault> {
    let (ctx, id) = (seat.ctx(), id_of(&id)?);
    app.store.run_remove(&ctx, id).await?;
    let room = Room::of(&app.config.data, ctx.firm, id);
    let removed = tokio::task::spawn_blocking(move || room.remove()).await;
    if !matches!(removed, Ok(Ok(()))) {
        tracing::warn!(run = %id, "files of a run could not be removed; they will be at the next start");
    }
    Ok(seat.done("/studio/listen", Said::Removed))
}
