//! `/open/{activity}` and one contribution: reading, bringing and voting without an account. `/guest`: what one did, and forgetting it.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use comity_exchange::text::Language;
use comity_participation::contribution::Kind;
use comity_participation::response::Ballot;
use comity_store::{ActivityId, ActivityView, Actor, ContributionId, ContributionNew, ContributionView, Error};
use maud::Markup;

use super::portal::id;
use super::portal::opinions::draw;
use super::portal::part::{filter, like, piece, refused};
use super::studio::{asked_page, pages};
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::open::list::{Open, page};
use crate::web::open::mine::{self, Mine};
use crate::web::open::one::{self, One};
use crate::web::open::{Opened, Taker};
use crate::web::portal::opinions::statement::{self, Statement};
use crate::web::portal::opinions::{Opinions, answer_of, page as map_page};
use crate::web::proof::Unproven;
use crate::web::seat::{Asked, Said, Seat, Sent, again, html, with_cookie};
use crate::web::taker::{self, Deed, Done, Undone, act, has_account, kept, seated};
use crate::web::ui::{Errors, Fields};
use crate::web::way::{self, Way, words};
use crate::words::{Lang, say};

/// An activity that who asks sees, and that is open to whoever has no account. Others are not there, whatever they are.
///
/// # Errors
/// [`Fault::NotFound`], or the books'.
pub async fn activity(app: &App, seat: &Seat, activity: ActivityId) -> Result<ActivityView, Fault> {
    let view = match app.store.activity_get(&seat.ctx(), activity).await {
        Ok(view) => view,
        Err(Error::Denied(_) | Error::NotFound(_)) => return Err(Fault::NotFound),
        Err(error) => return Err(error.into()),
    };
    if view.activity.without_account { Ok(view) } else { Err(Fault::NotFound) }
}

/// The way to take part of an activity; nothing for an opinion map, whose pages are its own.
pub fn way_of(activity: &ActivityView) -> Option<&'static dyn Way> {
    way::ALL.into_iter().find(|way| way.rules() == activity.kind())
}

/// Why something was not done, as a sentence about a field; anything else is for the page of faults.
///
/// # Errors
/// What no form can mend.
pub fn undone(undone: Undone, field: &str, lang: Lang) -> Result<Errors, Fault> {
    let why = match undone {
        Undone::Fault(fault) => return Err(fault),
        Undone::Unproven(Unproven::Early) => "early",
        Undone::Unproven(Unproven::Late) => "late",
        // Their secret ended, or was forgotten elsewhere, since the page was drawn: pressed again, they begin anew.
        Undone::Refused(Error::NotFound("guest")) => "gone",
        Undone::Refused(error) => return refused(error, field, lang),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "guest-again", why = why));
    Ok(errors)
}

fn opened(app: &App, seat: &Seat, activity: &ActivityView) -> Opened {
    Opened { taker: Taker::from(seat.actor), proof: app.proofs.issue(&activity.id.to_string(), now()) }
}

async fn list(
    app: &App,
    seat: &Seat,
    way: &'static dyn Way,
    activity: ActivityView,
    asked: Fields,
) -> Result<Open, Fault> {
    let after = asked_page(&asked);
    let listed = app.store.contribution_list(&seat.ctx(), activity.id, &filter(&asked), &after).await?;
    let Opened { taker, proof } = opened(app, seat, &activity);
    Ok(Open {
        way,
        activity,
        taker,
        proof,
        pages: pages(&listed, &after),
        rows: listed.rows,
        filter: asked,
        alike: None,
        fields: Fields::default(),
        errors: Errors::default(),
    })
}

async fn map(app: &App, seat: &Seat, activity: ActivityView) -> Result<Opinions, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let me = match seat.actor {
        Actor::Person { id } | Actor::Guest { id } | Actor::Guardian { ward: id, .. } => Some(id),
        _ => None,
    };
    let title = say!(lang, "way-title", way = "opinions");
    let mut view = Opinions { exchange: activity.exchange.to_string(), title, ..Opinions::default() };
    view.statements = app.store.statement_list(&ctx, activity.id).await?;
    if me.is_some() {
        view.answers = app.store.statement_answers(&ctx, activity.id).await?;
    }
    view.guests = app.store.guest_count(&ctx, activity.id).await?;
    view.open = Some(opened(app, seat, &activity));
    draw(app, &ctx, &mut view, activity, me).await;
    Ok(view)
}

/// The list, or the map.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path(of): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let seat = seated(&app, seat, &headers).await?;
    let activity = activity(&app, &seat, id(&of)?).await?;
    let shell = seat.shell(&app).await?;
    Ok(html(match way_of(&activity) {
        Some(way) => page(&list(&app, &seat, way, activity, asked).await?, &shell),
        None => map_page(&map(&app, &seat, activity).await?, &shell),
    }))
}

/// What a form brings, in the reader's language.
///
/// # Errors
/// [`Fault::Broken`].
pub fn new(kind: Kind, title: &str, body: &str, lang: Lang) -> Result<ContributionNew, Fault> {
    let language = Language::new(lang.code()).map_err(|_| Fault::Broken)?;
    Ok(ContributionNew { kind, title: title.into(), body: body.into(), language, particulars: None })
}

/// Sends the browser on with the cookie by which a guest is known again; who is no guest gets none.
fn on(app: &App, seat: &Seat, response: Response) -> Response {
    let cookie = seat.token.as_ref().filter(|_| !has_account(seat)).and_then(|token| kept(app, seat, Some(token)));
    with_cookie(response, cookie)
}

/// Looks for what is like it, or brings it; on a map, an answer or a statement.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path(of): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let mut seat = seated(&app, seat, &headers).await?;
    let activity = activity(&app, &seat, id(&of)?).await?;
    let (about, lang, here) = ((activity.id, fields.get("proof")), seat.lang(), format!("/open/{}", activity.id));
    let Some(way) = way_of(&activity) else { return answer(&app, seat, activity, &fields).await };
    if fields.get("go") != "send" {
        let alike = like(&app, &seat, activity.id, &fields).await?.unwrap_or_default();
        let view = list(&app, &seat, way, activity, Fields::default()).await?;
        // The form was drawn when they began to type, and is as old as that.
        let proof = fields.get("proof").to_owned();
        let view = Open { alike: Some(alike), fields, proof, ..view };
        return Ok(html(page(&view, &seat.shell(&app).await?)));
    }
    let (kind, _) = way.brings(&activity, &fields, lang).map_err(|_| Fault::Malformed)?;
    let deed = Deed::Bring(activity.id, new(kind, fields.get("title"), fields.get("body"), lang)?);
    match act(&app, &mut seat, about, deed).await {
        Ok(Done::Brought(brought)) => {
            let said = if brought.shown { Said::Brought } else { Said::Queued };
            let to = seat.done(format!("{here}/{}", brought.id), said);
            Ok(on(&app, &seat, to))
        }
        Ok(_) => Err(Fault::Broken),
        Err(why) => {
            let early = matches!(why, Undone::Unproven(Unproven::Early));
            let errors = undone(why, "title", lang)?;
            let view = list(&app, &seat, way, activity, Fields::default()).await?;
            // A form that was only sent too soon goes on growing old.
            let proof = if early { fields.get("proof").to_owned() } else { view.proof };
            let view = Open { fields, errors, proof, alike: Some(Vec::new()), ..view };
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

/// What is like a text while it is typed, as a piece of the page.
pub async fn similar(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path(of): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let seat = seated(&app, seat, &headers).await?;
    let activity = activity(&app, &seat, id(&of)?).await?;
    let way = way_of(&activity).ok_or(Fault::NotFound)?;
    piece(&app, &seat, (way, &format!("/open/{}", activity.id)), activity.id, &fields).await
}

async fn answer(app: &App, mut seat: Seat, activity: ActivityView, fields: &Fields) -> Result<Response, Fault> {
    let (about, lang, here) = ((activity.id, fields.get("proof")), seat.lang(), format!("/open/{}", activity.id));
    let (field, deed) = match (answer_of(fields.get("go")), fields.get("go")) {
        (Some(ballot), _) => {
            let statement: ContributionId = id(fields.get("statement"))?;
            contribution(app, &seat, &activity, statement).await?;
            ("go", Deed::Vote(statement, Some(ballot)))
        }
        (None, "propose") => ("text", Deed::Bring(activity.id, new(Kind::Statement, "", fields.get("text"), lang)?)),
        _ => return Err(Fault::Malformed),
    };
    match act(app, &mut seat, about, deed).await {
        Ok(Done::Brought(brought)) => {
            let said = if brought.shown { Said::Brought } else { Said::Queued };
            let to = seat.done(format!("{here}/{}", brought.id), said);
            Ok(on(app, &seat, to))
        }
        // The next one stands where this one stood, for a reader with a keyboard too.
        Ok(_) => {
            let to = seat.to(format!("{here}#statement"));
            Ok(on(app, &seat, to))
        }
        Err(why) => {
            let errors = undone(why, field, lang)?;
            let view = Opinions { fields: fields.clone(), errors, ..map(app, &seat, activity).await? };
            Ok(again(map_page(&view, &seat.shell(app).await?)))
        }
    }
}

/// A contribution to an activity, as who asks sees it.
///
/// # Errors
/// There is none that they see, or it belongs elsewhere.
pub async fn contribution(
    app: &App,
    seat: &Seat,
    activity: &ActivityView,
    of: ContributionId,
) -> Result<ContributionView, Fault> {
    match app.store.contribution_get(&seat.ctx(), of).await {
        Ok(view) if view.activity.id == activity.id => Ok(view),
        Ok(_) | Err(Error::NotFound(_) | Error::Denied(_)) => Err(Fault::NotFound),
        Err(error) => Err(error.into()),
    }
}

async fn one_page(
    app: &App,
    seat: &Seat,
    activity: &ActivityView,
    of: ContributionId,
    errors: Errors,
) -> Result<Markup, Fault> {
    let view = contribution(app, seat, activity, of).await?;
    let shell = seat.shell(app).await?;
    let open = opened(app, seat, activity);
    Ok(match way_of(activity) {
        Some(way) => one::page(&One { way, view, taker: open.taker, proof: open.proof, errors }, &shell),
        None => {
            let exchange = activity.exchange.to_string();
            let fields = Fields::default();
            statement::page(&Statement { exchange, view, fields, errors, open: Some(open) }, &shell)
        }
    })
}

/// One contribution.
pub async fn one_get(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path((of, one)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let seat = seated(&app, seat, &headers).await?;
    let activity = activity(&app, &seat, id(&of)?).await?;
    Ok(html(one_page(&app, &seat, &activity, id(&one)?, Errors::default()).await?))
}

/// The vote that a button stands for: one of a map's answers, for, against, or none any more.
pub fn ballot(go: &str) -> Option<Option<Ballot>> {
    match go {
        "for" => Some(Some(Ballot::For)),
        "against" => Some(Some(Ballot::Against)),
        "unvote" => Some(None),
        _ => answer_of(go).map(Some),
    }
}

/// A vote, or taking back what one brought.
pub async fn one_post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path((of, one)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let mut seat = seated(&app, seat, &headers).await?;
    let activity = activity(&app, &seat, id(&of)?).await?;
    let one: ContributionId = id(&one)?;
    contribution(&app, &seat, &activity, one).await?;
    let deed = match (ballot(fields.get("go")), fields.get("go")) {
        (Some(ballot), _) => Deed::Vote(one, ballot),
        (None, "withdraw") => Deed::Withdraw(one),
        _ => return Err(Fault::Malformed),
    };
    match act(&app, &mut seat, (activity.id, fields.get("proof")), deed).await {
        Ok(done) => {
            let here = format!("/open/{}", activity.id);
            let to = match done {
                Done::Withdrawn => seat.done(here, Said::Saved),
                Done::Voted | Done::Brought(_) => seat.done(format!("{here}/{one}"), Said::Saved),
            };
            Ok(on(&app, &seat, to))
        }
        Err(why) => {
            let errors = undone(why, "go", seat.lang())?;
            Ok(again(one_page(&app, &seat, &activity, one, errors).await?))
        }
    }
}

/// Who asks as a guest, whoever else they are: what was done without an account is looked at beside a session too.
async fn guest(app: &App, seat: Seat, headers: &HeaderMap) -> Result<Seat, Fault> {
    match taker::secret(app, &seat, headers) {
        Some(token) => taker::by_secret(app, seat, token).await,
        None => Ok(seat),
    }
}

/// What they did.
pub async fn mine(State(app): State<App>, seat: Seat, headers: HeaderMap) -> Result<Response, Fault> {
    let seat = guest(&app, seat, &headers).await?;
    let part = match seat.actor {
        Actor::Guest { .. } => Some(app.store.part_own(&seat.ctx()).await?),
        _ => None,
    };
    Ok(html(mine::page(&Mine { part }, &seat.shell(&app).await?)))
}

/// Forgets all of it.
pub async fn forget(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    if fields.get("go") != "forget" {
        return Err(Fault::Malformed);
    }
    let seat = guest(&app, seat, &headers).await?;
    if matches!(seat.actor, Actor::Guest { .. }) {
        app.store.guest_forget(&seat.ctx()).await?;
    }
    let to = seat.done("/guest", Said::Forgotten);
    Ok(with_cookie(to, kept(&app, &seat, None)))
}

/// The title of an activity in the reader's language.
pub fn title(activity: &ActivityView, lang: Lang) -> String {
    words(&activity.activity.title, lang)
}
