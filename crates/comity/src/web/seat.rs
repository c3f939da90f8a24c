//! Who sits before a page: what handlers know of the one who asks.

use std::sync::Arc;

use axum::extract::{Form, FromRequest, FromRequestParts, Multipart, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use comity_store::{Actor, Context, FirmId, Person, Token};
use maud::Markup;

use super::app::App;
use super::fault::Fault;
use super::firms::Known;
use super::layer::outer::Around;
use super::ui::{Fields, Flash, Reader, Shell};
use crate::words::{Lang, say};

/// The one who asks, as the gate let them in.
#[derive(Clone)]
pub struct Seat {
    /// What is known of the request.
    pub around: Around,
    /// The firm; always there but for routes open to anybody.
    pub firm: Option<Arc<Known>>,
    /// Who they are.
    pub actor: Actor,
    /// The token of their session.
    pub token: Option<Token>,
}

impl Seat {
    /// A visitor without a firm.
    pub fn new(around: Around) -> Self {
        Self { around, firm: None, actor: Actor::Visitor, token: None }
    }

    /// The firm's id.
    pub fn firm_id(&self) -> Option<FirmId> {
        self.firm.as_ref().map(|known| known.firm.id)
    }

    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.around.lang
    }

    /// The context of their calls to the books.
    pub fn ctx(&self) -> Context {
        let firm = self.firm_id().unwrap_or(FirmId::NONE);
        Context { firm, actor: self.actor, request: self.around.request.clone() }
    }

    /// The context of what the house does for them: recognising them, opening their session.
    pub fn house(&self) -> Context {
        Context { actor: Actor::System, ..self.ctx() }
    }

    /// The document around a page, with the reader's name.
    ///
    /// # Errors
    /// The books'.
    pub async fn shell(&self, app: &App) -> Result<Shell, Fault> {
        let (store, ctx) = (&app.store, self.ctx());
        let reader = match self.actor {
            Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Guest { .. } => Reader::Visitor,
            Actor::Member { id, role } => Reader::Member { name: store.member_get(&ctx, id).await?.name, role },
            Actor::Person { id } => Reader::Person { name: called(&store.person_get(&ctx, id).await?), ward: None },
            Actor::Guardian { id, ward } => {
                let own = Context { actor: Actor::Person { id }, ..ctx.clone() };
                let ward = called(&store.person_get(&ctx, ward).await?);
                Reader::Person { name: called(&store.person_get(&own, id).await?), ward: Some(ward) }
            }
        };
        let base = self.around.base();
        Ok(Shell {
            lang: self.lang(),
            firm: self.firm.as_ref().map(|known| known.brand(&base)),
            base,
            here: self.around.here.clone(),
            reader,
            flashes: self.said().into_iter().collect(),
            simulated: app.simulated,
        })
    }

    /// An answer that sends the browser on, within the firm.
    pub fn to(&self, path: impl AsRef<str>) -> Response {
        Redirect::to(&format!("{}{}", self.around.base(), path.as_ref())).into_response()
    }

    /// Sends the browser on to a page that says what was done.
    pub fn done(&self, path: impl AsRef<str>, said: Said) -> Response {
        self.to(said.on(path.as_ref()))
    }

    fn said(&self) -> Option<Flash> {
        let query = self.around.here.split_once('?')?.1;
        let code = query.split('&').find_map(|pair| pair.strip_prefix("said="))?;
        let said = Said::ALL.into_iter().find(|said| said.code() == code)?;
        Some(Flash::Done(say!(self.lang(), "web-said", what = said.code())))
    }
}

/// What a person is called, as far as it is known.
pub fn called(person: &Person) -> String {
    let known = [&person.name, &person.mail, &person.external_id];
    known.into_iter().flatten().next().cloned().unwrap_or_default()
}

/// What is said once after an act, on the page that follows. It stands in the address, as nothing else has to keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Something was saved.
    Saved,
    /// Something was saved, and a link went to the new address.
    MailSent,
    /// A link is on its way to a member.
    LinkSent,
    /// A letter is on its way again.
    TriedAgain,
    /// Something is sent, and what came of it is seen in a moment.
    OnItsWay,
    /// Terms are in force.
    Published,
    /// Somebody was invited.
    Invited,
    /// Somebody was added.
    Added,
    /// Somebody was removed.
    Removed,
    /// A key was taken back.
    KeyEnded,
    /// A recipient's confirmation was written down.
    Confirmed,
    /// An exchange was closed.
    Closed,
    /// An answer was given.
    Answered,
    /// A consent was withdrawn.
    Withdrawn,
    /// A value was put right.
    PutRight,
    /// A value was said to be wrong.
    Contested,
    /// That it is wrong was taken back.
    ContestEnded,
    /// An exchange was left.
    Left,
    /// Everything is being erased.
    Erased,
    /// Another password was chosen.
    Password,
    /// Something was brought, and others see it.
    Brought,
    /// Something was brought, and a moderator looks at it first.
    Queued,
    /// They would rather not be asked.
    NotAsked,
    /// What was done without an account is the person's now.
    Joined,
    /// What was done without an account is being forgotten.
    Forgotten,
    /// They signed out.
    SignedOut,
}

impl Said {
    const ALL: [Self; 26] = [
        Self::Saved,
        Self::MailSent,
        Self::LinkSent,
        Self::TriedAgain,
        Self::OnItsWay,
        Self::Published,
        Self::Invited,
        Self::Added,
        Self::Removed,
        Self::KeyEnded,
        Self::Confirmed,
        Self::Closed,
        Self::Answered,
        Self::Withdrawn,
        Self::PutRight,
        Self::Contested,
        Self::ContestEnded,
        Self::Left,
        Self::Erased,
        Self::Password,
        Self::Brought,
        Self::Queued,
        Self::NotAsked,
        Self::Joined,
        Self::Forgotten,
        Self::SignedOut,
    ];

    /// The address of a page that says it.
    pub fn on(self, path: &str) -> String {
        let sign = if path.contains('?') { '&' } else { '?' };
        format!("{path}{sign}said={}", self.code())
    }

    fn code(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::MailSent => "mail-sent",
            Self::LinkSent => "link-sent",
            Self::TriedAgain => "tried-again",
            Self::OnItsWay => "on-its-way",
            Self::Published => "published",
            Self::Invited => "invited",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::KeyEnded => "key-ended",
            Self::Confirmed => "confirmed",
            Self::Closed => "closed",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
            Self::PutRight => "put-right",
            Self::Contested => "contested",
            Self::ContestEnded => "contest-ended",
            Self::Left => "left",
            Self::Erased => "erased",
            Self::Password => "password",
            Self::Brought => "brought",
            Self::Queued => "queued",
            Self::NotAsked => "not-asked",
            Self::Joined => "joined",
            Self::Forgotten => "forgotten",
            Self::SignedOut => "signed-out",
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Seat {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Fault> {
        parts.extensions.get::<Self>().cloned().ok_or(Fault::Broken)
    }
}

/// A form that was sent. NUL, which no field of ours holds and PostgreSQL cannot store, is dropped.
pub struct Sent(pub Fields);

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(|rejected| {
            if rejected.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::Malformed }
        })?;
        Ok(Self(cleaned(pairs)))
    }
}

/// A form with files (`multipart/form-data`): its fields, and its files by the names of their fields.
pub struct Uploaded {
    /// Texts.
    pub fields: Fields,
    /// Names of fields and the bytes of their files; a field left empty has none.
    pub files: Vec<(String, Vec<u8>)>,
}

impl<S: Send + Sync> FromRequest<S> for Uploaded {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let mut parts = Multipart::from_request(request, state).await.map_err(|_| Fault::Malformed)?;
        let wrong = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::Malformed }
        };
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        while let Some(field) = parts.next_field().await.map_err(wrong)? {
            let (name, is_file) = (field.name().unwrap_or_default().to_owned(), field.file_name().is_some());
            let bytes = field.bytes().await.map_err(wrong)?;
            if is_file {
                files.push((name, bytes.to_vec()));
            } else {
                pairs.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| Fault::Malformed)?));
            }
        }
        Ok(Self { fields: cleaned(pairs), files })
    }
}

/// What stands behind the question mark of an address.
pub struct Asked(pub Fields);

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Fault> {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        query.map(|Query(pairs)| Self(cleaned(pairs))).map_err(|_| Fault::Malformed)
    }
}

fn cleaned(mut pairs: Vec<(String, String)>) -> Fields {
    for (_, value) in &mut pairs {
        value.retain(|c| c != '\0');
    }
    Fields::from(pairs)
}

/// A page.
pub fn html(page: Markup) -> Response {
    Html(page.into_string()).into_response()
}

/// A page with a form that has to be mended: what was typed is still there.
pub fn again(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page.into_string())).into_response()
}

/// A page about something that was changed meanwhile: what was typed is still there.
pub fn stale(page: Markup) -> Response {
    (StatusCode::CONFLICT, Html(page.into_string())).into_response()
}

/// Adds a cookie to an answer.
pub fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// An address within this server to go on to; anything else is dropped, as it would lead to another site.
pub fn inside(next: &str) -> Option<&str> {
    let plain = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    let short = next.len() <= 500 && next.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && short { Some(next) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_on_within_this_server_only() {
        let check = |next: &str, ok: bool| assert_eq!(inside(next).is_some(), ok, "{next:?}");
        check("/me?x=1", true);
        check("/exchanges/0199", true);
        check("", false);
        check("//evil.example", false);
        check("/\\evil.example", false);
        check("https://evil.example", false);
        check("/\t/evil.example", false);
        check("me", false);
    }

    #[test]
    fn every_act_is_said_under_its_own_name() {
        let codes: std::collections::BTreeSet<&str> = Said::ALL.iter().map(|said| said.code()).collect();
        assert_eq!(codes.len(), Said::ALL.len());
    }
}
