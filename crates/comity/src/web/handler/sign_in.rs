//! `/studio/sign-in`: a member signs in with mail address and password.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use comity_store::{Error, MemberId, Who};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::session;
use crate::web::limit::{Rate, account};
use crate::web::password;
use crate::web::seat::{Asked, Seat, Sent, again, html, inside, with_cookie};
use crate::web::session::{Side, set};
use crate::web::studio::sign_in::{SignIn, SignInForm, page};

/// The form.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let next = inside(asked.get("next")).unwrap_or_default().to_owned();
    Ok(html(page(&SignIn { next, ..SignIn::default() }, &seat.shell(&app).await?)))
}

/// Signs in. An unknown address and a wrong password are answered with the same words in the same time.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Sent(mut fields): Sent,
) -> Result<Response, Fault> {
    let next = inside(fields.get("next")).unwrap_or_default().to_owned();
    let form = match SignInForm::read(&fields, seat.lang()) {
        Ok(form) => form,
        Err(errors) => return Ok(again(page(&SignIn { fields, errors, next }, &seat.shell(&app).await?))),
    };
    app.limits.count(Rate::SignIn, account(&format!("{:?} {}", seat.firm_id(), form.mail)))?;
    let found = match app.store.member_by_mail(&seat.ctx(), &form.mail).await {
        Ok(found) => found,
        Err(Error::Invalid(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let (id, hash) = found.map(|secret| (secret.member.id, secret.password_hash)).unzip();
    let fits = password::verify(form.password, hash.flatten()).await?;
    let Some(id) = id.filter(|_| fits) else {
        fields.remove("password");
        return Ok(again(page(&SignIn::refused(fields, next, seat.lang()), &seat.shell(&app).await?)));
    };
    // Whatever session this browser had ends: a token from before signing in opens nothing afterwards.
    if let Some((old, _)) = session(&app, &seat, Side::Studio, &headers).await? {
        app.store.session_end(&seat.ctx(), &old).await?;
    }
    let to = if next.is_empty() { "/studio" } else { &next };
    opened(&app, &seat, id, to).await
}

/// Opens a member's session and goes on.
///
/// # Errors
/// The books'.
pub async fn opened(app: &App, seat: &Seat, member: MemberId, to: &str) -> Result<Response, Fault> {
    let seconds = i64::from(app.config.sessions.member_hours) * 3_600;
    let token = app.store.session_open(&seat.house(), Who::Member(member), seconds * 1_000_000).await?;
    let https = app.base.is_https();
    let name = Side::Studio.cookie_name(https, seat.around.slug.as_deref());
    Ok(with_cookie(seat.to(to), set(&name, &token.to_string(), https, Some(seconds))))
}
