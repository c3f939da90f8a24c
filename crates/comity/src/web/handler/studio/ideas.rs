//! `/studio/exchanges/{id}/ideas` and one of them: what waits, opening and closing, moderation, answers, merges

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::publish::Life;
use comity_participation::refusal::Refusal;
use comity_participation::text::NotAText;
use comity_store::{ActivityId, ActivityView, Actor, CommentId, ContributionId, Error, ExchangeId, Right, WaitingLine};

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::handler::portal::ideas::{chosen, filter, is_ideas};
use crate::web::seat::{Asked, Said, Seat, Sent, again, html, stale};
use crate::web::studio::ideas::idea::{self, Idea, button};
use crate::web::studio::ideas::{Desk, open, page};
use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say};

/// Whether the reader is a member whose role has that right.
pub fn may(seat: &Seat, right: Right) -> bool {
    matches!(seat.actor, Actor::Member { role, .. } if role.may(right))
}

/// What waits in some of the activities of an exchange; nothing where the reader does not see single persons' acts.
pub async fn waiting(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    among: &[ActivityView],
) -> Result<Option<Vec<WaitingLine>>, Fault> {
    if !may(seat, Right::StandingRead) {
        return Ok(None);
    }
    let mut waiting = app.store.waiting_list(&seat.ctx(), exchange).await?;
    waiting.retain(|line| among.iter().any(|one| one.id == line.activity));
    Ok(Some(waiting))
}

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: Fields) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let mut activities = store.activity_list(&ctx, exchange).await?;
    activities.retain(is_ideas);
    let chosen = chosen(&activities, &asked)?;
    let waiting = waiting(app, seat, exchange, &activities).await?;
    let mut view = Desk {
        exchange: exchange.to_string(),
        title: there.title,
        is_open: there.exchange.life == Life::Open,
        chosen,
        waiting,
        fields: open::begin(seat.lang()),
        ..Desk::default()
    };
    if let Some(activity) = activities.get(chosen) {
        let after = asked_page(&asked);
        let listed = store.idea_list(&ctx, activity.id, &filter(&asked), &after).await?;
        view.pages = pages(&listed, &after);
        view.rows = listed.rows;
    }
    view.activities = activities;
    view.filter = asked;
    Ok(view)
}

/// The desk.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Opens an activity, or closes one.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let back = format!("/studio/exchanges/{exchange}/ideas");
    if fields.get("go") == "close" {
        let activity: ActivityId = id(fields.get("activity"))?;
        app.store.activity_close(&seat.ctx(), activity).await?;
        return Ok(seat.done(back, Said::Saved));
    }
    let view = view(&app, &seat, exchange, Fields::default()).await?;
    match open::read(&fields, seat.lang()) {
        Ok(new) => {
            app.store.activity_open(&seat.ctx(), exchange, new).await?;
            Ok(seat.done(back, Said::Saved))
        }
        Err(errors) => Ok(again(page(&Desk { fields, errors, ..view }, &seat.shell(&app).await?))),
    }
}

async fn one(app: &App, seat: &Seat, exchange: ExchangeId, id: ContributionId, looked: Fields) -> Result<Idea, Fault> {
    let view = app.store.idea_get(&seat.ctx(), id).await?;
    if view.activity.exchange != exchange || !is_ideas(&view.activity) {
        return Err(Fault::NotFound);
    }
    let alike = match looked.has("like") {
        true => app.store.idea_similar(&seat.ctx(), view.activity.id, looked.get("like")).await?,
        false => Vec::new(),
    };
    let (fields, errors) = (Fields::default(), Errors::default());
    Ok(Idea { exchange: exchange.to_string(), view, looked, alike, fields, errors })
}

/// One idea.
pub async fn idea_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, idea)): Path<(String, String)>,
    Asked(looked): Asked,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&exchange)?, id(&idea)?, looked).await?;
    Ok(html(idea::page(&view, &seat.shell(&app).await?)))
}

/// What a member does with it.
enum Deed {
    /// A status, with words.
    Status,
    /// A comment for the firm.
    Comment,
    /// It is the same as another.
    Merge(ContributionId),
    /// One is not the same any more.
    Unmerge(ContributionId),
    /// A button on the idea.
    Button(comity_participation::moderation::Button),
    /// A button on a comment.
    OnComment(CommentId, comity_participation::moderation::Button),
}

/// Reads what a member does; what is wrong is said on the page.
fn deed(fields: &Fields, seat: &Seat) -> Result<Result<Deed, Errors>, Fault> {
    let go = fields.get("go");
    Ok(match go.split_once(':').unwrap_or((go, "")) {
        ("status", _) => Ok(Deed::Status),
        ("comment", _) => Ok(Deed::Comment),
        ("merge", other) => Ok(Deed::Merge(id(other)?)),
        ("unmerge", other) => Ok(Deed::Unmerge(id(other)?)),
        (go, _) => match go.strip_prefix("comment-") {
            Some(go) => {
                let comment = fields.get("comment");
                let of: CommentId = id(comment)?;
                button(fields, go, &format!(".{comment}"), seat.lang()).map(|button| Deed::OnComment(of, button))
            }
            None => button(fields, go, "", seat.lang()).map(Deed::Button),
        },
    })
}

/// What was refused, as a sentence about a field, and whether that is because somebody else was quicker; anything else is for the
/// page of faults.
pub fn refused(error: Error, field: &str, lang: Lang) -> Result<(Errors, bool), Fault> {
    let why = match &error {
        Error::Participation(Refusal::Conflict(_)) => "changed",
        Error::Participation(Refusal::NoWords) => "no-words",
        Error::Participation(Refusal::Text(NotAText::Nothing)) => "nothing",
        Error::Participation(Refusal::Text(NotAText::TooLong { .. })) => "too-long",
        Error::Participation(Refusal::ThereAlready) => "there",
        Error::Participation(Refusal::NotOpen(_) | Refusal::Ended) => "closed",
        Error::Participation(_) => "other",
        _ => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "ideas-refused", why = why));
    Ok((errors, why == "changed"))
}

/// A status, a comment, a merge, one of the four buttons.
pub async fn idea_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let view = one(&app, &seat, exchange, of, Fields::default()).await?;
    let (store, ctx) = (&app.store, seat.ctx());
    let saw: u32 = fields.get("version").parse().unwrap_or_default();
    let text = |name: &str| fields.get(name).to_owned();
    let deed = match deed(&fields, &seat)? {
        Ok(deed) => deed,
        Err(errors) => return Ok(again(idea::page(&Idea { fields, errors, ..view }, &seat.shell(&app).await?))),
    };
    let (field, done) = match deed {
        Deed::Status => ("words", store.idea_status_set(&ctx, (of, saw), fields.get("status"), text("words")).await),
        Deed::Comment => ("text", store.comment_add(&ctx, of, None, text("text")).await.map(drop)),
        Deed::Merge(into) => ("go", store.idea_merge(&ctx, of, into).await),
        Deed::Unmerge(which) => ("go", store.idea_unmerge(&ctx, which).await),
        Deed::Button(button) => ("reason", store.idea_moderate(&ctx, (of, saw), button).await),
        Deed::OnComment(comment, button) => ("text", store.comment_moderate(&ctx, (comment, saw), button).await),
    };
    let (errors, conflict) = match done {
        Ok(()) => return Ok(seat.done(format!("/studio/exchanges/{exchange}/ideas/{of}"), Said::Saved)),
        Err(error) => refused(error, field, seat.lang())?,
    };
    let shell = seat.shell(&app).await?;
    let page = idea::page(&Idea { fields, errors, ..view }, &shell);
    Ok(if conflict { stale(page) } else { again(page) })
}
