//! `/studio/exchanges/{id}/invite`: one, everybody in the books, or a table of people

use axum::extract::{FromRequest as _, Path, Request, State};
use axum::http::header;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{ExchangeId, ExchangeView, Page, PersonId, PersonNew, Who};

use super::people::{bring_in, table_of, wrong};
use super::{asked_page, pages};
use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read};
use crate::web::portal::home::TakingState;
use crate::web::seat::{Asked, Said, Seat, Sent, Uploaded, again, called, html};
use crate::web::studio::invite::{Invitation, Invite, One, page};
use crate::web::ui::{Errors, Fields};

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, at: &Page) -> Result<(Invite, ExchangeView), Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let terms = there.exchange.current().map_or(&there.draft, |version| &version.terms);
    let line = store.exchange_list(&ctx).await?.into_iter().find(|line| line.id == exchange);
    let people = store.person_count(&ctx).await?;
    let listed = store.invitation_list(&ctx, exchange, at).await?;
    let invitations = listed.rows.iter().map(|one| Invitation {
        person: (called(&one.person), one.person.id.to_string()),
        at: Timestamp(one.made),
        state: match one.state.as_str() {
            "agreed" => TakingState::Agreed,
            "countered" => TakingState::Countered,
            "offered" => TakingState::Offered,
            "left" => TakingState::Left,
            _ => TakingState::Declined,
        },
    });
    let invite = Invite {
        exchange: exchange.to_string(),
        title: read(&terms.title, terms, seat.lang()).to_owned(),
        invitations: invitations.collect(),
        pages: pages(&listed, at),
        nobody: people == 0,
        not_invited: people.saturating_sub(line.map_or(0, |line| line.invited)),
        ..Invite::default()
    };
    Ok((invite, there))
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (view, _) = view(&app, &seat, id(&exchange)?, &asked_page(&asked)).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Invites: field `go` is `one`, `all` or `table`.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    request: Request,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (invite, there) = view(&app, &seat, exchange, &Page::default()).await?;
    let kind = request.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/")) {
        let (fields, text) = table_of(Uploaded::from_request(request, &()).await?);
        let imported = bring_in(&app, &seat, &text).await?;
        let fields = if imported.refused.is_empty() { Fields::default() } else { fields };
        let (invite, _) = view(&app, &seat, exchange, &Page::default()).await?;
        let view = Invite { fields, imported: Some(imported), ..invite };
        return Ok(html(page(&view, &seat.shell(&app).await?)));
    }
    let Sent(fields) = Sent::from_request(request, &()).await?;
    if fields.get("go") == "all" {
        all(&app, &seat, exchange, &there).await?;
        return Ok(seat.done(format!("/studio/exchanges/{exchange}/invite"), Said::Invited));
    }
    let mut errors = match One::read(&fields, seat.lang()) {
        Err(errors) => errors,
        Ok(one) => match person(&app, &seat, one).await? {
            Ok(person) => {
                let link = send(&app, &seat, exchange, &there, person).await?;
                if app.post.leaves() {
                    return Ok(seat.done(format!("/studio/exchanges/{exchange}/invite"), Said::Invited));
                }
                app.store.link_shown(&seat.ctx(), &[Who::Person(person)]).await?;
                let view = Invite { link: Some(link), ..invite };
                return Ok(html(page(&view, &seat.shell(&app).await?)));
            }
            Err(errors) => errors,
        },
    };
    if errors.is_empty() {
        errors.add("mail", String::new());
    }
    Ok(again(page(&Invite { fields, errors, ..invite }, &seat.shell(&app).await?)))
}

/// The person with that address, added if there is none.
async fn person(app: &App, seat: &Seat, one: One) -> Result<Result<PersonId, Errors>, Fault> {
    let mut errors = Errors::default();
    match app.store.person_by_mail(&seat.ctx(), &one.mail).await {
        Ok(Some(person)) => return Ok(Ok(person.id)),
        Ok(None) => {}
        Err(error) => {
            wrong(error, &mut errors, seat.lang())?;
            return Ok(Err(errors));
        }
    }
    let new = PersonNew { mail: Some(one.mail), name: Some(one.name), language: one.language, ..PersonNew::default() };
    match app.store.person_add(&seat.ctx(), new).await {
        Ok(id) => Ok(Ok(id)),
        Err(error) => {
            wrong(error, &mut errors, seat.lang())?;
            Ok(Err(errors))
        }
    }
}

/// Invites a person, by a letter; gives the address back for where there is no mail server.
async fn send(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    view: &ExchangeView,
    person: PersonId,
) -> Result<String, Fault> {
    let days = app.config.sessions.invitation_days;
    let ttl = i64::from(days) * 86_400_000_000;
    let token = app.store.invitation_add_for(&seat.ctx(), exchange, person, ttl).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let address = letter::address(app, firm, &format!("/enter/{token}"));
    let there = app.store.person_get(&seat.house(), person).await?;
    let terms = view.exchange.current().map_or(&view.draft, |version| &version.terms);
    let title = read(&terms.title, terms, letter::lang_of(&there.language));
    letter::invitation(&there, firm, title, &address, days).queue(app, &seat.house()).await?;
    Ok(address)
}

/// Everybody in the books who was not invited yet.
async fn all(app: &App, seat: &Seat, exchange: ExchangeId, view: &ExchangeView) -> Result<(), Fault> {
    let mut invited = std::collections::BTreeSet::new();
    let mut at = Page::first(500);
    loop {
        let listed = app.store.invitation_list(&seat.ctx(), exchange, &at).await?;
        invited.extend(listed.rows.into_iter().map(|one| one.person.id));
        match listed.next {
            Some(next) => at.after = Some(next),
            None => break,
        }
    }
    let mut at = Page::first(500);
    loop {
        let listed = app.store.person_list(&seat.ctx(), &at).await?;
        for person in listed.rows.iter().filter(|p| !p.being_erased && !invited.contains(&p.id)) {
            send(app, seat, exchange, view, person.id).await?;
        }
        match listed.next {
            Some(next) => at.after = Some(next),
            None => return Ok(()),
        }
    }
}
