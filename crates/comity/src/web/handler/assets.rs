//! `/assets/{hash}/{name}` and `/look/{mark}/{name}`: files whose address changes with what they hold.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};

use crate::web::fault::Fault;
use crate::web::seat::Seat;
use crate::web::ui::{assets, look};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A style sheet or script of Comity's own.
pub async fn asset(Path((hash, name)): Path<(String, String)>) -> Result<Response, Fault> {
    let path = format!("/assets/{hash}/{name}");
    let found = assets::all().iter().find(|asset| asset.path == path).ok_or(Fault::NotFound)?;
    Ok(([(header::CONTENT_TYPE, found.media_type), (header::CACHE_CONTROL, FOR_EVER)], found.body).into_response())
}

/// The firm's colour and logo.
pub async fn look(seat: Seat, Path((mark, name)): Path<(String, String)>) -> Result<Response, Fault> {
    let known = seat.firm.as_ref().filter(|known| known.look == mark).ok_or(Fault::NotFound)?;
    let look = &known.firm.look;
    match name.as_str() {
        "colour.css" => {
            let colour = look::Colour::parse(&look.colour).ok_or(Fault::NotFound)?;
            let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, FOR_EVER)];
            Ok((headers, look::sheet(colour)).into_response())
        }
        "logo" => {
            let logo = look.logo.as_ref().ok_or(Fault::NotFound)?;
            // An image that a browser would run as a document (SVG) can do nothing under this policy.
            let headers = [
                (header::CONTENT_TYPE, logo.kind.as_str()),
                (header::CACHE_CONTROL, FOR_EVER),
                (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
            ];
            Ok((headers, logo.bytes.clone()).into_response())
        }
        _ => Err(Fault::NotFound),
    }
}
