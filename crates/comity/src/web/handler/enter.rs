//! `/enter`: a person asks for a link by mail. `/enter/{token}`: the link; looking at it changes nothing, its button opens
//! a session, or lets a member choose a password.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use comity_store::{Conflict, Error, LinkFor, LinkState, Token, Who};

use super::portal::guest;
use super::sign_in;
use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::gate::session;
use crate::web::layer::outer::language_cookie;
use crate::web::limit::{Rate, account};
use crate::web::password;
use crate::web::portal::enter::{Ask, Opens, link, page, read};
use crate::web::seat::{Asked, Said, Seat, Sent, again, called, html, inside, with_cookie};
use crate::web::session::{Side, set};
use crate::web::studio::join::{self, Join, JoinForm};
use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say};

/// An answer takes at least this long, so that it does not tell whether the address is known.
const FLOOR: Duration = Duration::from_millis(250);

/// The form.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let next = inside(asked.get("next")).unwrap_or_default().to_owned();
    Ok(html(page(&Ask { next, ..Ask::default() }, &seat.shell(&app).await?)))
}

/// Sends a link, if the address is somebody's. The answer is the same if not.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let next = inside(fields.get("next")).unwrap_or_default().to_owned();
    let mail = match read(&fields, seat.lang()) {
        Ok(mail) => mail,
        Err(errors) => {
            return Ok(again(page(&Ask { fields, errors, next, sent: None }, &seat.shell(&app).await?)));
        }
    };
    app.limits.count(Rate::Link, account(&format!("{:?} {mail}", seat.firm_id())))?;
    let floor = tokio::time::Instant::now() + FLOOR;
    send(&app, &seat, &mail).await?;
    tokio::time::sleep_until(floor).await;
    Ok(html(page(&Ask { sent: Some(mail), next, ..Ask::default() }, &seat.shell(&app).await?)))
}

async fn send(app: &App, seat: &Seat, mail: &str) -> Result<(), Fault> {
    let house = seat.house();
    let person = match app.store.person_by_mail(&house, mail).await {
        Ok(Some(person)) if !person.being_erased => person,
        Ok(_) | Err(Error::Invalid(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let minutes = app.config.sessions.link_minutes;
    let to = LinkFor { who: Who::Person(person.id), exchange: None };
    let token = app.store.link_make(&house, to, i64::from(minutes) * 60_000_000).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let address = letter::address(app, firm, &format!("/enter/{token}"));
    Ok(letter::link(&person, firm, &address, minutes).queue(app, &house).await?)
}

async fn peek(app: &App, seat: &Seat, token: &str) -> Result<Option<LinkFor>, Fault> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    match app.store.link_peek(&seat.ctx(), &token).await? {
        LinkState::Open(link) => Ok(Some(link)),
        LinkState::Used(_) | LinkState::Expired(_) | LinkState::Unknown => Ok(None),
    }
}

/// The language that the firm knows of whoever a link is for, where they never chose one here.
async fn language(app: &App, seat: &Seat, who: Who) -> Result<Lang, Fault> {
    match who {
        Who::Person(id) | Who::Guardian { id, .. } if !seat.around.lang_chosen => {
            Ok(letter::lang_of(&app.store.person_get(&seat.house(), id).await?.language))
        }
        _ => Ok(seat.lang()),
    }
}

/// What the link opens, with a button.
pub async fn look(State(app): State<App>, mut seat: Seat, Path(token): Path<String>) -> Result<Response, Fault> {
    let found = peek(&app, &seat, &token).await?;
    if let Some(link) = &found {
        seat.around.lang = language(&app, &seat, link.who).await?;
    }
    let shell = seat.shell(&app).await?;
    let opens = match found {
        None => Opens::Nothing,
        Some(LinkFor { who: Who::Member(_), .. }) => {
            return join_page(&app, &seat, &token, Fields::default(), Errors::default()).await.map(html);
        }
        Some(LinkFor { who: Who::Guardian { ward, .. }, .. }) => {
            Opens::Ward(called(&app.store.person_get(&seat.house(), ward).await?))
        }
        Some(LinkFor { exchange: Some(exchange), .. }) => {
            let view = app.store.exchange_get(&seat.house(), exchange).await?;
            Opens::Exchange(title(&view, seat.lang().code()))
        }
        Some(LinkFor { who: Who::Person(_), exchange: None }) => Opens::Home,
    };
    Ok(html(link(&opens, &token, &shell)))
}

/// The exchange's title as persons read it: that of the version in force, else that of its draft.
pub fn title(view: &comity_store::ExchangeView, lang: &str) -> String {
    let terms = view.exchange.current().map_or(&view.draft, |version| &version.terms);
    let lang = comity_exchange::text::Language::new(lang).unwrap_or_else(|_| terms.language.clone());
    terms.title.best(&lang, &terms.language).to_owned()
}

/// Uses the link up and opens what it opens.
pub async fn open(
    State(app): State<App>,
    seat: Seat,
    Path(token): Path<String>,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let Some(found) = peek(&app, &seat, &token).await? else { return Err(Fault::Link) };
    let parsed: Token = token.parse().map_err(|_| Fault::Link)?;
    if let Who::Member(member) = found.who {
        let joined = app.store.member_get(&seat.house(), member).await?.has_password;
        let form = match JoinForm::read(&fields, joined, seat.lang()) {
            Ok(form) => form,
            Err(errors) => return join_page(&app, &seat, &token, fields, errors).await.map(again),
        };
        if let Some(name) = &form.name {
            match app.store.member_name_set(&seat.house(), member, name).await {
                Ok(()) => {}
                Err(Error::Invalid(_)) => {
                    let mut errors = Errors::default();
                    errors.add("name", say!(seat.lang(), "web-text-wrong"));
                    return join_page(&app, &seat, &token, fields, errors).await.map(again);
                }
                Err(error) => return Err(error.into()),
            }
        }
        let hash = password::hash(form.password).await?;
        used(app.store.link_use(&seat.ctx(), &parsed).await)?;
        app.store.member_password_set(&seat.house(), member, hash).await?;
        if let Some((old, _)) = session(&app, &seat, Side::Studio, &headers).await? {
            app.store.session_end(&seat.ctx(), &old).await?;
        }
        let to = if joined { Said::Password.on("/studio") } else { "/studio".to_owned() };
        return sign_in::opened(&app, &seat, member, &to).await;
    }
    let link = used(app.store.link_use(&seat.ctx(), &parsed).await)?;
    if let Some((old, _)) = session(&app, &seat, Side::Portal, &headers).await? {
        app.store.session_end(&seat.ctx(), &old).await?;
    }
    let to = link.exchange.map_or_else(|| "/me".to_owned(), |exchange| format!("/exchanges/{exchange}"));
    let to = guest::first(&app, &seat, &headers, link.who, to).await?;
    opened(&app, &seat, link.who, &to).await
}

/// Of two who press the button at once, one gets in.
fn used(result: Result<LinkFor, Error>) -> Result<LinkFor, Fault> {
    result.map_err(|error| match error {
        Error::Conflict(Conflict::Used | Conflict::Expired) | Error::NotFound(_) => Fault::Link,
        error => error.into(),
    })
}

/// Opens a person's session and goes on.
///
/// # Errors
/// The books'.
pub async fn opened(app: &App, seat: &Seat, who: Who, to: &str) -> Result<Response, Fault> {
    let seconds = i64::from(app.config.sessions.person_days) * 86_400;
    let token = app.store.session_open(&seat.house(), who, seconds * 1_000_000).await?;
    let https = app.base.is_https();
    let name = Side::Portal.cookie_name(https, seat.around.slug.as_deref());
    let opened = with_cookie(seat.to(to), set(&name, &token.to_string(), https, Some(seconds)));
    if seat.around.lang_chosen {
        return Ok(opened);
    }
    Ok(with_cookie(opened, language_cookie(language(app, seat, who).await?, https)))
}

async fn join_page(
    app: &App,
    seat: &Seat,
    token: &str,
    mut fields: Fields,
    errors: Errors,
) -> Result<maud::Markup, Fault> {
    let Some(LinkFor { who: Who::Member(id), .. }) = peek(app, seat, token).await? else { return Err(Fault::Link) };
    let member = app.store.member_get(&seat.house(), id).await?;
    ["password", "again"].iter().for_each(|name| fields.remove(name));
    if fields.get("name").is_empty() {
        fields.set("name", member.name);
    }
    let (action, joined) = (format!("/enter/{token}"), member.has_password);
    let view = Join { action, mail: member.mail, role: member.role.name(), joined, fields, errors };
    Ok(join::page(&view, &seat.shell(app).await?))
}
