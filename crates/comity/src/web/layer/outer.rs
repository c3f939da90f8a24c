//! Around everything: the request's id, who calls, in which language; afterwards pages for faults, headers, the log.

use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::address::{Caller, Named, strip_firm};
use super::headers::secure;
use crate::web::api;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::session::{cookie, set};
use crate::web::ui::{Reader, Shell, error_page};
use crate::words::Lang;

/// What is known of a request before it reaches its route.
#[derive(Debug, Clone)]
pub struct Around {
    /// Its id, in answers, logs and the audit.
    pub request: String,
    /// Who sent it.
    pub caller: Caller,
    /// The firm's short name, if the path has one.
    pub slug: Option<String>,
    /// The reader's language.
    pub lang: Lang,
    /// Whether the reader chose the language, now or before: if not, it is the one that their browser asks for.
    pub lang_chosen: bool,
    /// Path and query without the firm's name.
    pub here: String,
}

impl Around {
    /// What every address of the firm begins with.
    pub fn base(&self) -> String {
        self.slug.as_ref().map_or_else(String::new, |slug| format!("/f/{slug}"))
    }
}

/// The pattern of the route that answered, for logs and metrics: never the path itself, which may carry a token.
#[derive(Debug, Clone, Copy)]
pub struct Pattern(pub &'static str);

/// The language that an address asks for, or else the browser; whatever a cookie says.
pub fn language_asked(code: &str, headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    lang_of(code).unwrap_or_else(|| accepted_language(accepted.unwrap_or_default()))
}

/// What addresses of pages for everybody begin with.
const PUBLIC: &str = "/public/";

const LANGUAGE: &str = "comity-lang";

/// The outermost layer.
pub async fn outer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let https = app.base.is_https();
    let caller = Caller::of(request.extensions(), request.headers(), request.uri(), &app.config.trusted_proxies, https);
    let (slug, here) = match strip_firm(request.uri()) {
        Some((Named(slug), uri)) => {
            *request.uri_mut() = uri;
            (Some(slug), request.uri())
        }
        None => (None, request.uri()),
    };
    let chosen = chosen(here);
    let kept = chosen.or_else(|| cookie(request.headers(), LANGUAGE).and_then(lang_of));
    let lang = kept.unwrap_or_else(|| preferred(&request));
    // A path that begins with two slashes would be another host where a page links to itself.
    let here = here.path_and_query().map_or("/", |path| path.as_str());
    let here = format!("/{}", here.trim_start_matches(['/', '\\']));
    let around = Around { request: id(), caller, slug, lang, lang_chosen: kept.is_some(), here };
    let method = request.method().clone();
    request.extensions_mut().insert(around.clone());
    let mut response = next.run(request).await;
    if let Some(fault) = undressed(&response) {
        response = dressed(&app, &around, fault, response).await;
    }
    let route = response.extensions().get::<Pattern>().map_or("none", |pattern| pattern.0);
    let headers = response.headers_mut();
    secure(headers, https);
    if let Ok(id) = HeaderValue::from_str(&around.request) {
        headers.insert("x-request-id", id);
    }
    // What everybody reads is the same for everybody: no cookie goes with it.
    let keeps = chosen.filter(|_| !route.starts_with(PUBLIC));
    if let Some(cookie) = keeps.and_then(|lang| language_cookie(lang, https)) {
        headers.append(header::SET_COOKIE, cookie);
    }
    let (status, taken) = (response.status().as_u16(), started.elapsed());
    let name = match method.as_str() {
        name @ ("GET" | "HEAD" | "POST" | "OPTIONS") => name,
        // Anything may be sent as a method.
        _ => "other",
    };
    tracing::info!(target: "comity::web", request = %around.request, method = name, route, status,
        micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX), "answered");
    let labels = [("method", name.to_owned()), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::histogram!("comity_request_seconds", &labels).record(taken.as_secs_f64());
    response
}

/// An error without a page of its own.
fn undressed(response: &Response) -> Option<Fault> {
    let html = response.headers().get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let plain = response.extensions().get::<Bare>().is_some();
    response
        .extensions()
        .get::<Fault>()
        .copied()
        .or_else(|| if html || plain { None } else { Fault::of(response.status()) })
}

/// Marks an error whose plain answer is meant for programs.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

/// What went wrong as a page, or for a program; headers that say what to do are kept.
async fn dressed(app: &App, around: &Around, fault: Fault, bare: Response) -> Response {
    let mut response = if around.here.starts_with(api::PREFIX) {
        api::Problem::from(fault).into_response()
    } else {
        page(app, around, fault).await
    };
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(pattern) = bare.extensions().get::<Pattern>() {
        response.extensions_mut().insert(*pattern);
    }
    response
}

async fn page(app: &App, around: &Around, fault: Fault) -> Response {
    let firm = app.firms.find(&app.store, around.slug.as_deref(), &around.caller.host).await.ok().flatten();
    let base = around.base();
    let shell = Shell {
        lang: around.lang,
        firm: firm.map(|known| known.brand(&base)),
        base,
        here: around.here.clone(),
        reader: Reader::Visitor,
        flashes: Vec::new(),
        simulated: app.simulated,
    };
    let page = error_page(fault.trouble(), &around.request, &shell).into_string();
    (fault.status(), axum::response::Html(page)).into_response()
}

/// 32 hexadecimal digits that nobody can guess and that sort by time.
fn id() -> String {
    let mut random = [0; 10];
    // An id that repeats is less bad than no answer.
    let _ = getrandom::fill(&mut random);
    let millis = jiff::Timestamp::now().as_millisecond() & 0xffff_ffff_ffff;
    random.iter().fold(format!("{millis:012x}"), |text, byte| format!("{text}{byte:02x}"))
}

fn lang_of(code: &str) -> Option<Lang> {
    match code {
        "en" => Some(Lang::En),
        "it" => Some(Lang::It),
        _ => None,
    }
}

/// The language asked for by `?lang=it`.
fn chosen(uri: &Uri) -> Option<Lang> {
    uri.query()?.split('&').find_map(|pair| lang_of(pair.strip_prefix("lang=")?))
}

/// Keeps a language for a year.
pub fn language_cookie(lang: Lang, https: bool) -> Option<HeaderValue> {
    set(LANGUAGE, lang.code(), https, Some(31_536_000))
}

/// The language that the browser would rather read.
fn preferred(request: &Request) -> Lang {
    language_asked("", request.headers())
}

fn accepted_language(accepted: &str) -> Lang {
    let weighed = accepted.split(',').filter_map(|part| {
        let (tag, quality) = part.split_once(';').unwrap_or((part, "q=1"));
        let quality: f32 = quality.trim().strip_prefix("q=")?.parse().ok().filter(|q| *q > 0.0)?;
        Some((lang_of(tag.trim().split('-').next()?)?, quality))
    });
    // The first of equals is the one that stands first.
    weighed.fold((Lang::En, 0.0), |best, next| if next.1 > best.1 { next } else { best }).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_readers() {
        let check = |accepted: &str, expect: Lang| assert_eq!(accepted_language(accepted), expect, "{accepted}");
        check("", Lang::En);
        check("it-IT,it;q=0.9,en;q=0.8", Lang::It);
        check("de,en;q=0.5,it;q=0.7", Lang::It);
        check("en,it", Lang::En);
        check("it;q=0", Lang::En);
        check("*;q=x,it;q=nan", Lang::En);
        assert_eq!(chosen(&"/me?a=1&lang=it".parse().unwrap()), Some(Lang::It));
        assert_eq!(chosen(&"/me?lang=de".parse().unwrap()), None);
    }

    #[test]
    fn ids_differ() {
        assert_ne!(id(), id());
        assert_eq!(id().len(), 32);
    }
}
