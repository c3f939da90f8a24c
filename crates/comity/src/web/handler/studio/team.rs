//! `/studio/settings`: the team

use axum::extract::State;
use axum::response::Response;
use comity_store::{Actor, Conflict, Error, LinkFor, MemberId, MemberNew, Role, Who};

use crate::mail::letter::{self, Letter};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::firms::Known;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::team::{Deed, Member, PASSWORD_HOURS, Team, page, read};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, fields: Fields, errors: Errors) -> Result<Team, Fault> {
    let own = match seat.actor {
        Actor::Member { id, .. } => Some(id),
        _ => None,
    };
    let (mut members, mut invited) = (Vec::new(), Vec::new());
    for member in app.store.member_list(&seat.ctx()).await? {
        if member.has_password {
            let own = own == Some(member.id);
            members.push(Member {
                id: member.id.to_string(),
                name: member.name,
                mail: member.mail,
                role: member.role.name(),
                own,
            });
        } else {
            invited.push((member.mail, member.role.name()));
        }
    }
    Ok(Team { members, invited, fields, errors, link: None })
}

/// The team.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let view = view(&app, &seat, Fields::default(), Errors::default()).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Invites, gives another role, or removes.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let (lang, ctx) = (seat.lang(), seat.ctx());
    let mut errors = Errors::default();
    let done = match read(&fields, lang) {
        Err(wrong) => {
            let view = view(&app, &seat, fields, wrong).await?;
            return Ok(again(page(&view, &seat.shell(&app).await?)));
        }
        Ok(Deed::Invite(mail, role)) => match invite(&app, &seat, &mail, role).await? {
            Ok(Some(link)) => return shown(&app, &seat, link).await,
            Ok(None) => Ok(Said::Invited),
            Err(error) => Err((error, "mail")),
        },
        Ok(Deed::Password(member)) => match forgotten(&app, &seat, id(&member)?).await? {
            Some(link) => return shown(&app, &seat, link).await,
            None => Ok(Said::LinkSent),
        },
        Ok(Deed::Role(member, role)) => {
            let (member, role): (MemberId, _) = (id(&member)?, Role::from_name(role).ok_or(Fault::Malformed)?);
            let set = app.store.member_role_set(&ctx, member, role).await;
            set.map(|()| Said::Saved).map_err(|error| (error, "role"))
        }
        Ok(Deed::Remove(member)) => {
            let removed = app.store.member_remove(&ctx, id(&member)?).await;
            removed.map(|()| Said::Removed).map_err(|error| (error, "role"))
        }
    };
    match done {
        Ok(said) => return Ok(seat.done("/studio/settings", said)),
        Err((Error::Conflict(Conflict::LastOwner), field)) => errors.add(field, say!(lang, "web-last-owner")),
        Err((Error::Conflict(Conflict::Mail), field)) => errors.add(field, say!(lang, "web-mail-taken")),
        Err((Error::Invalid(_), field)) => errors.add(field, say!(lang, "web-mail-wrong")),
        Err((error, _)) => return Err(error.into()),
    }
    let view = view(&app, &seat, fields, errors).await?;
    Ok(again(page(&view, &seat.shell(&app).await?)))
}

/// The team with a link that the reader hands over.
async fn shown(app: &App, seat: &Seat, link: String) -> Result<Response, Fault> {
    let view = view(app, seat, Fields::default(), Errors::default()).await?;
    Ok(html(page(&Team { link: Some(link), ..view }, &seat.shell(app).await?)))
}

/// A member without a password, and a link with which they choose one. Inviting again sends another link. The link is given
/// back where no mail leaves.
async fn invite(app: &App, seat: &Seat, mail: &str, role: &str) -> Result<Result<Option<String>, Error>, Fault> {
    let (ctx, role) = (seat.ctx(), Role::from_name(role).ok_or(Fault::Malformed)?);
    let name = mail.split('@').next().unwrap_or(mail).to_owned();
    let new = MemberNew { mail: mail.to_owned(), name, role, password_hash: None };
    let member = match app.store.member_add(&ctx, new).await {
        Ok(member) => member,
        Err(Error::Conflict(Conflict::Mail)) => {
            let there = app.store.member_by_mail(&seat.house(), mail).await?;
            match there.filter(|there| there.password_hash.is_none() && there.member.role == role) {
                Some(there) => there.member.id,
                None => return Ok(Err(Conflict::Mail.into())),
            }
        }
        Err(error) => return Ok(Err(error)),
    };
    let days = app.config.sessions.invitation_days;
    let (lang, write) = (seat.lang(), letter::join);
    send(app, seat, member, i64::from(days) * 24, |firm, address| write(member, firm, lang, address, days))
        .await
        .map(Ok)
}

/// A link with which a member chooses another password; given back where no mail leaves.
async fn forgotten(app: &App, seat: &Seat, member: MemberId) -> Result<Option<String>, Fault> {
    let (lang, write) = (seat.lang(), letter::password);
    let hours = PASSWORD_HOURS;
    send(app, seat, member, i64::from(hours), |firm, address| write(member, firm, lang, address, hours)).await
}

/// Sends a member a link that works for so many hours, or gives it back, which is recorded, where no mail leaves.
async fn send(
    app: &App,
    seat: &Seat,
    member: MemberId,
    hours: i64,
    write: impl FnOnce(&Known, &str) -> Letter,
) -> Result<Option<String>, Fault> {
    let (ctx, to) = (seat.ctx(), LinkFor { who: Who::Member(member), exchange: None });
    let token = app.store.link_make(&ctx, to, hours * 3_600_000_000).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let address = letter::address(app, firm, &format!("/enter/{token}"));
    write(firm, &address).queue(app, &seat.house()).await?;
    if app.post.leaves() {
        return Ok(None);
    }
    app.store.link_shown(&ctx, &[to.who]).await?;
    Ok(Some(address))
}
