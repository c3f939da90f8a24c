//! `/studio/exchanges/{id}/export.zip`: everything of its activities, or of one, packed while it is sent.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use comity_store::{ActivityId, ExchangeId};
use futures_util::stream::unfold;

use crate::export::{Plan, name, pack};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Seat};

/// The archive.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let one: Option<ActivityId> = asked.has("activity").then(|| id(asked.get("activity"))).transpose()?;
    // Asked for and written down before anything is sent, so that who may not is told so.
    let activities = app.store.export_begin(&seat.ctx(), exchange, one).await?;
    let disposition = format!("attachment; filename=\"{}\"", name(exchange, &activities, one.is_some()));
    let (to, from) = tokio::sync::mpsc::channel(4);
    let plan = Plan { activities, lang: seat.lang() };
    tokio::spawn(pack(app.store.clone(), seat.ctx(), plan, to));
    let body = unfold(from, |mut from| async move { from.recv().await.map(|bytes| (bytes, from)) });
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, disposition)], Body::from_stream(body))
        .into_response())
}
