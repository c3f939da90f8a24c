//! `/studio/exchanges/{id}/{way}` and one contribution: what waits, opening and closing, moderation, answers, merges, scores

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::publish::Life;
use comity_exchange::time::Timestamp;
use comity_participation::activity::NotOpen;
use comity_participation::activity::challenge::NotAScore;
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::text::NotAText;
use comity_store::{
    ActivityId, Actor, CommentId, ContributionId, Error, ExchangeId, ExchangeView, Member, Pressed, Right, WaitingLine,
};

use super::{asked_page, audience, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::contribution;
use crate::web::handler::portal::id;
use crate::web::handler::portal::part::{chosen, listed};
use crate::web::portal::part::own::outcome_name;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html, stale};
use crate::web::studio::part::one::{self, One, button};
use crate::web::studio::part::{Desk, open, page};
use crate::web::ui::{Errors, Fields, Reading, moment_text};
use crate::web::way::{Way, challenge};
use crate::words::{Lang, say, tame};

/// Whether the reader is a member whose role has that right.
pub fn may(seat: &Seat, right: Right) -> bool {
    matches!(seat.actor, Actor::Member { role, .. } if role.may(right))
}

/// What waits in an exchange; nothing where the reader does not see single persons' acts.
pub async fn waiting(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Option<Vec<WaitingLine>>, Fault> {
    Ok(match may(seat, Right::StandingRead) {
        true => Some(app.store.waiting_list(&seat.ctx(), exchange).await?),
        false => None,
    })
}

async fn view(
    app: &App,
    seat: &Seat,
    way: &'static dyn Way,
    exchange: ExchangeId,
    asked: Fields,
) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let mut activities = store.activity_list(&ctx, exchange).await?;
    activities.retain(|one| one.kind() == way.rules());
    let chosen = chosen(&activities, &asked)?;
    let mut view = Desk::new(way, exchange.to_string(), there.title.clone());
    (view.is_open, view.chosen) = (there.exchange.life == Life::Open, chosen);
    view.waiting = waiting(app, seat, exchange).await?;
    if may(seat, Right::ExchangePublish) {
        view.members = named(store.member_list(&ctx).await?);
        view.clauses = clauses(&there, seat.lang());
        view.items = audience::offered(seat, &there);
    }
    if let Some(activity) = activities.get(chosen) {
        let after = asked_page(&asked);
        let (listed, unknown) = listed(app, seat, activity.id, &asked).await?;
        view.unknown = unknown;
        view.pages = pages(&listed, &after);
        view.rows = listed.rows;
        if challenge::settings(activity).is_some() && may(seat, Right::StandingRead) {
            view.ranking = Some(store.entry_ranking(&ctx, activity.id).await?);
        }
    }
    view.fields = open::begin(way, seat.lang());
    view.activities = activities;
    view.filter = asked;
    Ok(view)
}

/// Clauses of the terms that ask for work, on which an activity can hang: ids and titles.
pub fn clauses(there: &ExchangeView, lang: Lang) -> Vec<(String, String)> {
    let terms = there.exchange.versions.last().map_or(&there.draft, |version| &version.terms);
    let reading = Reading::new(terms, lang);
    let asks = terms.clauses.iter().filter(|clause| clause.work.is_some());
    asks.map(|c| (c.id.to_string(), reading.plain(&c.title).to_owned())).collect()
}

/// Members who can be named to score: those whose role looks after what customers bring.
fn named(members: Vec<Member>) -> Vec<(String, String)> {
    let may = members.into_iter().filter(|member| member.role.may(Right::Moderate));
    may.map(|member| (member.id.to_string(), member.name)).collect()
}

/// The desk.
pub async fn get(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, way, id(&exchange)?, asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Opens an activity, closes one, says what became of it, or who scores.
pub async fn post(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let back = format!("/studio/exchanges/{exchange}/{}", way.code());
    let activity = || id::<ActivityId>(fields.get("activity"));
    let mut errors = Errors::default();
    match fields.get("go") {
        "close" => {
            app.store.activity_close(&ctx, activity()?).await?;
            return Ok(seat.done(back, Said::Saved));
        }
        on @ ("guests-on" | "guests-off") => {
            app.store.activity_without_account_set(&ctx, activity()?, on == "guests-on").await?;
            return Ok(seat.done(format!("{back}?activity={}", activity()?), Said::Saved));
        }
        "answer" => {
            let kind = way.outcomes().iter().copied().find(|kind| outcome_name(*kind) == fields.get("outcome"));
            let words = fields.get("answer").to_owned();
            match app.store.activity_answer(&ctx, activity()?, kind.ok_or(Fault::Malformed)?, words).await {
                Ok(()) => return Ok(seat.done(back, Said::Saved)),
                Err(error) => errors = refused(error, "answer", lang)?.0,
            }
        }
        "evaluators" => {
            let members = challenge::ticked(&fields, "again");
            match app.store.activity_evaluators_set(&ctx, activity()?, members).await {
                Ok(()) => return Ok(seat.done(back, Said::Saved)),
                Err(Error::Activity(fault)) => errors.add("again", challenge::fault_words(&fault, lang).1),
                Err(error) => return Err(error.into()),
            }
        }
        _ => match audience::with(open::read(way, &fields, lang), &fields, lang) {
            Ok((new, segment)) => match app.store.activity_open_for(&ctx, exchange, new, segment).await {
                Ok(_) => return Ok(seat.done(back, Said::Saved)),
                Err(error) => errors = audience::refused(error, lang)?,
            },
            Err(wrong) => errors = wrong,
        },
    }
    let mut asked = Fields::default();
    asked.push("activity", fields.get("activity"));
    let view = view(&app, &seat, way, exchange, asked).await?;
    let mut fields = fields;
    if fields.get("go") != "open" {
        // The other form on the page is still to be begun.
        view.fields.iter().for_each(|(name, value)| fields.push(name, value));
    }
    Ok(again(page(&Desk { fields, errors, ..view }, &seat.shell(&app).await?)))
}

async fn one(
    app: &App,
    seat: &Seat,
    way: &'static dyn Way,
    exchange: ExchangeId,
    id: ContributionId,
    looked: Fields,
) -> Result<One, Fault> {
    let view = contribution(app, seat, way.rules(), exchange, id).await?;
    let alike = match looked.has("like") {
        true => app.store.contribution_similar(&seat.ctx(), view.activity.id, looked.get("like")).await?,
        false => Vec::new(),
    };
    let me = match seat.actor {
        Actor::Member { id, .. } => Some(id),
        _ => None,
    };
    let (fields, errors) = (Fields::default(), Errors::default());
    Ok(One { way, me, exchange: exchange.to_string(), view, looked, alike, fields, errors })
}

/// One contribution.
pub async fn one_get(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Asked(looked): Asked,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, way, id(&exchange)?, id(&of)?, looked).await?;
    Ok(html(one::page(&view, &seat.shell(&app).await?)))
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
    /// Points for an entry.
    Score(Vec<(Name, u8)>),
    /// A comment is the answer.
    Accept(CommentId),
    /// A guest's words are taken out.
    Remove,
    /// A button on the contribution.
    Button(comity_participation::moderation::Button),
    /// A button on a comment.
    OnComment(CommentId, comity_participation::moderation::Button),
}

/// Reads what a member does; what is wrong is said on the page.
fn deed(fields: &Fields, view: &One, seat: &Seat) -> Result<Result<Deed, Errors>, Fault> {
    let go = fields.get("go");
    Ok(match go.split_once(':').unwrap_or((go, "")) {
        ("status", _) => Ok(Deed::Status),
        ("comment", _) => Ok(Deed::Comment),
        ("score", _) => match challenge::settings(&view.view.activity) {
            Some(own) => challenge::points(own, fields, seat.lang()).map(Deed::Score),
            None => return Err(Fault::Malformed),
        },
        ("accept", comment) => Ok(Deed::Accept(id(comment)?)),
        ("guest-remove", _) => Ok(Deed::Remove),
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

/// A status, a comment, a merge, points, one of the four buttons.
pub async fn one_post(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let view = one(&app, &seat, way, exchange, of, Fields::default()).await?;
    let (store, ctx) = (&app.store, seat.ctx());
    let saw: u32 = fields.get("version").parse().unwrap_or_default();
    let text = |name: &str| fields.get(name).to_owned();
    let deed = match deed(&fields, &view, &seat)? {
        Ok(deed) => deed,
        Err(errors) => return Ok(again(one::page(&One { fields, errors, ..view }, &seat.shell(&app).await?))),
    };
    let about = match &deed {
        Deed::OnComment(comment, _) => Some(*comment),
        _ => None,
    };
    let (field, done) = match deed {
        Deed::Status => {
            ("words", store.contribution_status_set(&ctx, (of, saw), fields.get("status"), text("words")).await)
        }
        Deed::Comment => ("text", store.comment_add(&ctx, of, None, text("text")).await.map(drop)),
        Deed::Score(points) => ("go", store.entry_score(&ctx, of, points).await),
        Deed::Accept(comment) => ("go", store.answer_accept(&ctx, of, comment).await),
        Deed::Remove => ("go", store.guest_words_remove(&ctx, of).await),
        Deed::Merge(into) => ("go", store.contribution_merge(&ctx, of, into).await),
        Deed::Unmerge(which) => ("go", store.contribution_unmerge(&ctx, which).await),
        Deed::Button(button) => ("reason", store.contribution_moderate(&ctx, (of, saw), button).await),
        Deed::OnComment(comment, button) => ("text", store.comment_moderate(&ctx, (comment, saw), button).await),
    };
    let (mut errors, conflict) = match done {
        Ok(()) => return Ok(seat.done(format!("/studio/exchanges/{exchange}/{}/{of}", way.code()), Said::Saved)),
        Err(error) => refused(error, field, seat.lang())?,
    };
    if conflict && let Some(words) = meanwhile(&app, &seat, (of, about), saw).await? {
        errors = Errors::default();
        errors.add(field, words);
    }
    let shell = seat.shell(&app).await?;
    let page = one::page(&One { fields, errors, ..view }, &shell);
    Ok(if conflict { stale(page) } else { again(page) })
}

/// What a moderator last decided on something, for another who was about to decide on it too; nothing where nobody did.
pub async fn meanwhile(
    app: &App,
    seat: &Seat,
    (of, comment): (ContributionId, Option<CommentId>),
    saw: u32,
) -> Result<Option<String>, Fault> {
    let lang = seat.lang();
    let decided = app.store.moderation_decided(&seat.ctx(), of, comment).await?;
    // What was decided before is what they saw.
    let Some(decided) = decided.filter(|decided| decided.version > saw) else { return Ok(None) };
    let what = match decided.pressed {
        Pressed::Approve => "approve",
        Pressed::ApproveAndTrust => "trust",
        Pressed::Decline => "decline",
        Pressed::DeclineAndBlock => "block",
    };
    let who = decided.by.map_or_else(|| say!(lang, "moderation-gone"), |name| tame(&name));
    let when = moment_text(Timestamp(decided.at), lang);
    Ok(Some(say!(lang, "moderation-meanwhile", who = who, what = what, when = when)))
}

/// Why a member's act was refused, as a sentence about a field, and whether somebody else was quicker; anything else is for the
/// page of faults.
pub fn refused(error: Error, field: &str, lang: Lang) -> Result<(Errors, bool), Fault> {
    let Error::Participation(refusal) = error else { return Err(error.into()) };
    let (why, conflict) = match &refusal {
        Refusal::Conflict(_) => ("changed", true),
        Refusal::AnotherLooks => ("another-looks", false),
        Refusal::NoWords => ("no-words", false),
        Refusal::Text(NotAText::Nothing) => ("nothing", false),
        Refusal::Text(NotAText::TooLong { .. }) => ("too-long", false),
        Refusal::ThereAlready => ("there", false),
        Refusal::Score(NotAScore::NotNamed) => ("not-named", false),
        Refusal::NotOpen(NotOpen::Until(_)) | Refusal::Score(NotAScore::NotOpen(NotOpen::Until(_))) => ("early", false),
        Refusal::NotOpen(_) | Refusal::Ended | Refusal::Score(NotAScore::NotOpen(_)) => ("closed", false),
        _ => ("other", false),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "part-refused", why = why));
    Ok((errors, conflict))
}
