//! What stands before every route: how often, from where, for which firm, and who.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use comity_store::{Actor, Session, Token};

use super::app::{App, now};
use super::fault::Fault;
use super::layer::origin::{is_own, is_safe};
use super::layer::outer::{Around, Pattern};
use super::limit::{Rate, account};
use super::route::{Spec, Who};
use super::seat::{Seat, with_cookie};
use super::session::{Side, cookie, set};

/// The gate of one route.
#[derive(Clone)]
pub struct Gate {
    /// Shared state.
    pub app: App,
    /// The route.
    pub spec: Arc<Spec>,
}

/// Why a request goes no further.
enum Stop {
    Fault(Fault),
    Elsewhere(String),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The layer.
pub async fn gate(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let mut response = match pass(&gate, &mut request).await {
        Ok(cookie) => with_cookie(next.run(request).await, cookie),
        Err(Stop::Fault(fault)) => fault.into_response(),
        Err(Stop::Elsewhere(to)) => Redirect::to(&to).into_response(),
    };
    response.extensions_mut().insert(Pattern(gate.spec.path));
    response
}

/// Lets a request through, or not; with the cookie that its answer brings.
async fn pass(Gate { app, spec }: &Gate, request: &mut Request) -> Result<Option<HeaderValue>, Stop> {
    let around = request.extensions().get::<Around>().cloned().ok_or(Fault::Broken)?;
    let writes = !is_safe(request.method());
    if spec.rate == Rate::Public {
        app.limits.count(Rate::Public, around.caller.network())?;
    }
    // Looking at a page with a form is no attempt.
    if writes {
        app.limits.count(spec.rate, around.caller.network())?;
        // A program that brings its own secret is no browser that another site could have sent.
        let is_program = matches!(spec.who, Who::Client(_) | Who::Bearer | Who::Secret);
        if !is_program && !is_own(request.headers(), &around.caller) {
            return Err(Fault::Foreign.into());
        }
        if app.pulse.is_disk_low() {
            return Err(Fault::DiskFull.into());
        }
    }
    let (mut seat, mut cookie) = (Seat::new(around), None);
    if spec.who != Who::Anybody {
        let slug = seat.around.slug.as_deref();
        let firm = app.firms.find(&app.store, slug, &seat.around.caller.host).await.map_err(Fault::from)?;
        let Some(firm) = firm else { return Err(nowhere(app, request.method())) };
        seat.firm = Some(firm);
        let side = match spec.who {
            Who::Client(_) => {
                seat.actor = client(app, &seat, request.headers()).await?;
                None
            }
            Who::Anybody | Who::AtFirm | Who::Bearer | Who::Secret => None,
            Who::Person => Some(Side::Portal),
            Who::Member | Who::Holder(_) => Some(Side::Studio),
        };
        if let Some(side) = side {
            let found = session(app, &seat, side, request.headers()).await?;
            let Some((token, session)) = found else { return Err(signed_out(&seat, side, request.method())) };
            seat.actor = session.actor();
            allowed(spec.who, seat.actor)?;
            // Not with a form: what it is answered with may set the cookie itself, as signing out does.
            if session.due && !writes && !app.pulse.is_disk_low() {
                cookie = turned(app, &seat, side, &token, &session).await;
            }
            seat.token = Some(token);
        }
    }
    allowed(spec.who, seat.actor)?;
    if writes && spec.rate == Rate::Answer {
        app.limits.count(Rate::Answer, account(&format!("{:?}", seat.actor)))?;
    }
    request.extensions_mut().insert(seat);
    Ok(cookie)
}

/// The cookie with the token that follows the one of this session. A page is not withheld because there is none: the old token
/// is good until the new one is seen.
async fn turned(app: &App, seat: &Seat, side: Side, token: &Token, session: &Session) -> Option<HeaderValue> {
    let fresh = match app.store.session_rotate(&seat.ctx(), token).await {
        Ok(fresh) => fresh?,
        Err(error) => {
            tracing::warn!(request = %seat.around.request, %error, "a session's token was not replaced");
            return None;
        }
    };
    let https = app.base.is_https();
    let name = side.cookie_name(https, seat.around.slug.as_deref());
    set(&name, &fresh.to_string(), https, Some((session.expires - now()) / 1_000_000))
}

fn allowed(who: Who, actor: Actor) -> Result<(), Fault> {
    let fits = match (who, actor) {
        (Who::Anybody | Who::AtFirm | Who::Bearer | Who::Secret, _) | (Who::Member, Actor::Member { .. }) => true,
        (Who::Client(scope), Actor::Client { scopes, .. }) => scope.is_none_or(|scope| scopes.has(scope)),
        (Who::Person, Actor::Person { .. } | Actor::Guardian { .. }) => true,
        (Who::Holder(right), Actor::Member { role, .. }) => role.may(right),
        _ => false,
    };
    match who {
        _ if fits => Ok(()),
        Who::Client(Some(scope)) => Err(Fault::NoScope(scope)),
        _ => Err(Fault::Denied),
    }
}

/// The system of the firm whose key came along.
async fn client(app: &App, seat: &Seat, headers: &HeaderMap) -> Result<Actor, Fault> {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let key = sent.and_then(|sent| sent.strip_prefix("Bearer ")).ok_or(Fault::SignedOut)?;
    app.store.client_find(&seat.ctx(), key.trim()).await?.ok_or(Fault::WrongKey)
}

/// The session that a cookie of that side opens at this firm.
///
/// # Errors
/// The books'.
pub async fn session(
    app: &App,
    seat: &Seat,
    side: Side,
    headers: &HeaderMap,
) -> Result<Option<(Token, Session)>, Fault> {
    let name = side.cookie_name(app.base.is_https(), seat.around.slug.as_deref());
    let Some(token) = cookie(headers, &name).and_then(|text| text.parse::<Token>().ok()) else { return Ok(None) };
    let session = app.store.session_find(&seat.ctx(), &token).await?;
    Ok(session.filter(|session| Some(session.firm) == seat.firm_id()).map(|session| (token, session)))
}

/// Who is not signed in is sent to where that is done, and comes back; what was sent cannot come along.
fn signed_out(seat: &Seat, side: Side, method: &Method) -> Stop {
    if !is_safe(method) {
        return Fault::SignedOut.into();
    }
    let door = match side {
        Side::Studio => "/studio/sign-in",
        Side::Portal | Side::Guest => "/enter",
    };
    Stop::Elsewhere(format!("{}{door}?next={}", seat.around.base(), escaped(&seat.around.here)))
}

/// No firm is there: where the first member can still be set up, that is the place to go.
fn nowhere(app: &App, method: &Method) -> Stop {
    if is_safe(method) && app.set_up_is(None) {
        return Stop::Elsewhere("/studio/set-up".into());
    }
    Fault::NoFirm.into()
}

/// A text as the value of a query.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
