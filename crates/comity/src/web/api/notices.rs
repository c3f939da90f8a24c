//! `POST /api/v1/notices/{id}/confirm`: a recipient confirms, with the token that came with the notice.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Problem;
use super::sent::id;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::Seat;

/// Confirms it. The token is sent as a bearer's.
pub async fn confirm(
    State(app): State<App>,
    seat: Seat,
    notice: Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Fault::SignedOut)?;
    app.store.notice_confirmed(&seat.ctx(), id("notice", notice)?, token).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
