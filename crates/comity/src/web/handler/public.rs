//! `/public/{id}/roadmap`, `/public/{id}/changelog` and its feed: for everybody, where the firm says so. No cookie is read or set, and
//! what comes may be kept for a moment, not longer: words that somebody takes back go from here too.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use comity_store::Page;

use super::portal::id;
use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::layer::outer::language_asked;
use crate::web::portal::feed::{Feed, feed};
use crate::web::portal::roadmap::{Place, changelog, page};
use crate::web::seat::{Asked, Seat};
use crate::web::ui::Fields;

/// For how many seconds what is read here may be kept, by whoever stands between.
const KEPT: &str = "public, max-age=60, must-revalidate";

/// How many lines stand on a page of the changelog, and in the feed.
const LINES: u16 = 30;

/// The reader's language, from the address or else from what their browser asks for; a cookie says nothing here.
fn prepare(seat: &mut Seat, exchange: &str, asked: &Fields, headers: &HeaderMap) -> Place {
    seat.around.lang = language_asked(asked.get("lang"), headers);
    let query = if asked.has("lang") { format!("?lang={}", seat.around.lang.code()) } else { String::new() };
    Place { exchange: exchange.to_owned(), public: true, query }
}

/// An answer that is the same for everybody, unless they have it already.
fn answer(media_type: &'static str, text: String, headers: &HeaderMap) -> Response {
    let tag = format!("W/\"{:032x}\"", xxhash_rust::xxh3::xxh3_128(text.as_bytes()));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let weak = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let mut known = known.flat_map(|line| line.split(',')).map(weak);
    let mut response = if known.any(|one| one == "*" || one == weak(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, media_type)], text).into_response()
    };
    let all = response.headers_mut();
    all.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    all.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        all.insert(header::ETAG, tag);
    }
    response
}

const HTML: &str = "text/html; charset=utf-8";

/// The roadmap.
pub async fn roadmap(
    State(app): State<App>,
    mut seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let place = prepare(&mut seat, &exchange, &asked, &headers);
    let road = app.store.roadmap_get(&seat.ctx(), id(&exchange)?).await?;
    Ok(answer(HTML, page(&place, &road, &seat.shell(&app).await?).into_string(), &headers))
}

/// The changelog.
pub async fn log(
    State(app): State<App>,
    mut seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let place = prepare(&mut seat, &exchange, &asked, &headers);
    let after = asked.has("after").then(|| asked.get("after").to_owned());
    let first = after.is_none();
    let read = app.store.changelog_list(&seat.ctx(), id(&exchange)?, &Page { after, size: LINES }).await?;
    Ok(answer(HTML, changelog(&place, &read, first, &seat.shell(&app).await?).into_string(), &headers))
}

/// The changelog as a feed (Atom, RFC 4287).
pub async fn atom(
    State(app): State<App>,
    mut seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let place = prepare(&mut seat, &exchange, &asked, &headers);
    let read = app.store.changelog_list(&seat.ctx(), id(&exchange)?, &Page::first(LINES)).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let at = |page: &str| letter::address(&app, firm, &format!("/public/{exchange}/{page}{}", place.query));
    let view = Feed {
        firm: &firm.firm.look.name,
        own: at("changelog.atom"),
        page: at("changelog"),
        log: &read,
        lang: seat.lang(),
    };
    Ok(answer("application/atom+xml; charset=utf-8", feed(&view), &headers))
}
