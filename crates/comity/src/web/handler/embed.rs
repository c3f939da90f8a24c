//! `/embed.js` and `/embed/{activity}`: an activity on a page of the firm's own site.
//!
//! The page keeps a guest's secret in storage of its own and sends it with each request, as a browser sends no cookie of ours from
//! there. Only pages of the origins that the firm names are answered; requests are such as need no question beforehand, and carry
//! nothing by themselves.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use comity_participation::activity::Part as Doing;
use comity_participation::contribution::Kind;
use comity_store::{ActivityView, Actor, ContributionFilter, ContributionSort, Page, Part};
use serde_json::{Value, json};

use super::open::{activity, ballot, contribution, new, title, undone, way_of};
use super::portal::id;
use crate::mail::letter;
use crate::opinion::live::next;
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::layer::outer::Bare;
use crate::web::portal::opinions::answer_name;
use crate::web::proof::Unproven;
use crate::web::seat::{Seat, Sent};
use crate::web::taker::{Deed, Done, Undone, act, by_secret};
use crate::web::ui::{Fields, look};
use crate::words::{Lang, say, shorten, tame};

/// How many contributions a page of the firm's shows; the rest is at the activity's own address.
const SHOWN: u16 = 10;

const SCRIPT: &str = include_str!("../script/embed.js");

/// The script. It is the same for every firm and every page, and asks for everything else itself.
pub async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        // Pages of other origins load it: that is what it is for.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (headers, SCRIPT).into_response()
}

/// What is shown, and what is done: field `go` is `look`, `vote`, `unvote`, `bring`, or an answer to a statement.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    headers: HeaderMap,
    Path(of): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let mut seat = seat;
    seat.around.lang = match fields.get("lang") {
        "it" => Lang::It,
        "en" => Lang::En,
        _ => seat.around.lang,
    };
    let seen = activity(&app, &seat, id(&of)?).await?;
    if !app.store.embed_allowed(&seat.house(), seen.exchange, &origin).await? {
        // No page of a site that the firm did not name learns what is here.
        return Err(Fault::NotFound);
    }
    let (status, answer) = match answered(&app, seat, seen, &fields).await {
        Ok(answer) => (StatusCode::OK, answer),
        Err((fault, said)) => (fault.status(), json!({ "error": said })),
    };
    let mut response = (status, Json(answer)).into_response();
    let headers = response.headers_mut();
    if let Ok(origin) = HeaderValue::from_str(&origin) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    response.extensions_mut().insert(Bare);
    Ok(response)
}

/// A fault in words that fit under a form.
fn in_words(fault: Fault, lang: Lang) -> (Fault, String) {
    let why = match fault {
        Fault::TooMany(_) => "often",
        Fault::Busy | Fault::Away | Fault::DiskFull | Fault::TimedOut => "busy",
        Fault::NotFound => "missing",
        _ => "other",
    };
    (fault, say!(lang, "embed-fault", why = why))
}

async fn answered(app: &App, seat: Seat, seen: ActivityView, fields: &Fields) -> Result<Value, (Fault, String)> {
    let lang = seat.lang();
    let faulty = |fault| in_words(fault, lang);
    let mut seat = match fields.get("guest").parse() {
        Ok(token) => by_secret(app, seat, token).await.map_err(faulty)?,
        Err(_) => seat,
    };
    let mut said = None;
    if fields.get("go") != "look" {
        said = Some(acted(app, &mut seat, &seen, fields).await.map_err(faulty)?);
    }
    // What an act changed stands in what is shown after it.
    let seen = activity(app, &seat, seen.id).await.map_err(faulty)?;
    let mut shown = shown(app, &seat, &seen).await.map_err(faulty)?;
    match said {
        // The page takes the token that was drawn now, and what was typed is sent once more.
        Some(("stale", words)) => (shown["stale"], shown["wrong"]) = (true.into(), words.into()),
        Some((what, words)) => shown[what] = words.into(),
        None => {}
    }
    Ok(shown)
}

/// Does what was pressed: what is said of it, or what is wrong.
async fn acted(
    app: &App,
    seat: &mut Seat,
    seen: &ActivityView,
    fields: &Fields,
) -> Result<(&'static str, String), Fault> {
    let lang = seat.lang();
    if fields.get("go") == "forget" {
        if matches!(seat.actor, Actor::Guest { .. }) {
            app.store.guest_forget(&seat.ctx()).await?;
            (seat.actor, seat.token) = (Actor::Visitor, None);
        }
        return Ok(("said", say!(lang, "web-said", what = "forgotten")));
    }
    let deed = match (ballot(fields.get("go")), fields.get("go")) {
        (Some(ballot), _) => {
            let of = id(fields.get("contribution"))?;
            contribution(app, seat, seen, of).await?;
            Deed::Vote(of, ballot)
        }
        (None, "bring") => {
            let (kind, title) = match way_of(seen) {
                Some(way) => (way.brings(seen, fields, lang).map_err(|_| Fault::Malformed)?.0, fields.get("title")),
                None => (Kind::Statement, ""),
            };
            Deed::Bring(seen.id, new(kind, title, fields.get("body"), lang)?)
        }
        _ => return Err(Fault::Malformed),
    };
    match act(app, seat, (seen.id, fields.get("proof")), deed).await {
        Ok(done) => {
            let what = match done {
                Done::Brought(brought) if !brought.shown => "queued",
                Done::Brought(_) => "brought",
                Done::Voted | Done::Withdrawn => "counted",
            };
            Ok(("said", say!(lang, "embed-said", what = what)))
        }
        Err(why) => {
            let stale = matches!(why, Undone::Unproven(Unproven::Late));
            let errors = undone(why, "go", lang)?;
            let said: Vec<String> = errors.iter().map(|(_, words)| words.to_owned()).collect();
            Ok((if stale { "stale" } else { "wrong" }, said.join(" ")))
        }
    }
}

/// Everything that the page shows.
async fn shown(app: &App, seat: &Seat, seen: &ActivityView) -> Result<Value, Fault> {
    let (lang, firm) = (seat.lang(), seat.firm.as_ref().ok_or(Fault::NoFirm)?);
    let address = letter::address(app, firm, &format!("/open/{}", seen.id));
    let colour = look::Colour::parse(&firm.firm.look.colour);
    let way = way_of(seen);
    let code = way.map_or("opinions", |way| way.code());
    let name = tame(&firm.firm.look.name);
    let words = |what: &str| say!(lang, "embed-word", what = what, firm = name.clone());
    let mut shown = json!({
        "lang": lang.code(),
        "title": tame(&title(seen, lang)),
        "lead": say!(lang, "guest-lead", way = code, firm = name.clone()),
        "open": seen.open,
        "address": address,
        "colour": colour.map(look::Colour::css),
        "ink": colour.map(look::Colour::ink),
        "proof": app.proofs.issue(&seen.id.to_string(), now()),
        "guest": seat.token.as_ref().filter(|_| matches!(seat.actor, Actor::Guest { .. })).map(ToString::to_string),
        "bring": seen.takes(Doing::Contribute).then(|| json!({
            "summary": match way { Some(_) => say!(lang, "way-propose", way = code), None => say!(lang, "map-propose") },
            "title": way.map(|_| say!(lang, "way-field-title", way = code)),
            "body": match way { Some(_) => say!(lang, "way-field-body", way = code), None => say!(lang, "map-propose-text") },
            "longest": if way.is_some() { 10_000 } else { 280 },
            "note": say!(lang, "part-looked-at"),
        })),
        "words": { "send": words("send"), "note": words("note"), "forget": words("forget"), "closed": say!(lang, "part-closed") },
    });
    if way.is_some() {
        ideas(app, seat, seen, code, &mut shown).await?
    } else {
        statements(app, seat, seen, &mut shown).await?
    }
    Ok(shown)
}

/// What was brought, the most wanted first, and what the reader brought themselves.
async fn ideas(app: &App, seat: &Seat, seen: &ActivityView, code: &str, shown: &mut Value) -> Result<(), Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let filter = ContributionFilter { sort: ContributionSort::MostVotes, ..ContributionFilter::default() };
    let listed = app.store.contribution_list(&ctx, seen.id, &filter, &Page::first(SHOWN)).await?;
    let mut items = Vec::with_capacity(listed.rows.len());
    for line in listed.rows {
        let one = app.store.contribution_get(&ctx, line.id).await?;
        let ended = one.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
        items.push(json!({
            "id": line.id.to_string(),
            "title": line.title.as_deref().map_or_else(|| say!(lang, "part-wordless"), |title| shorten(title, 200)),
            "body": line.body.as_deref().map(|body| shorten(body, 280)),
            "spoken": line.language,
            "votes": say!(lang, "way-votes", way = code, n = one.line.for_it),
            "of_which": (one.without_account > 0).then(|| say!(lang, "guest-of-which", n = one.without_account)),
            "vote": (seen.takes(Doing::Vote) && !ended).then(|| say!(lang, "way-vote", way = code, ballot = "for")),
            "voted": one.vote.is_some(),
        }));
    }
    shown["items"] = items.into();
    shown["all"] = say!(lang, "embed-all", n = listed.total).into();
    shown["empty"] = say!(lang, "way-empty", way = code).into();
    if matches!(seat.actor, Actor::Guest { .. }) {
        let own = app.store.part_own(&ctx).await?;
        let waits = own.contributions.iter().filter(|one| one.activity == seen.id && one.part == Part::Queued).count();
        shown["waits"] = (waits > 0).then(|| say!(lang, "embed-waits", n = waits)).into();
    }
    Ok(())
}

/// The statement that is asked now.
async fn statements(app: &App, seat: &Seat, seen: &ActivityView, shown: &mut Value) -> Result<(), Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let all = app.store.statement_list(&ctx, seen.id).await?;
    let (answers, me) = match seat.actor {
        Actor::Guest { id } => (app.store.statement_answers(&ctx, seen.id).await?, id),
        _ => (Default::default(), comity_store::PersonId::NONE),
    };
    let drawn = app.maps.glance(&app.store, ctx.firm, seen.id);
    let open = all.iter().filter(|one| one.is_asked() && !answers.contains_key(&one.id));
    let open: Vec<_> = open.map(|one| (one.id, drawn.as_ref().map_or(1.0, |drawn| drawn.priority(one.id)))).collect();
    let asked = next(&open, super::portal::opinions::chance(me, answers.len())).filter(|_| seen.open);
    let asked = asked.and_then(|id| all.iter().find(|one| one.id == id));
    let buttons = comity_participation::response::Ballot::ALL
        .map(|ballot| json!([answer_name(ballot), say!(lang, "map-answer", answer = answer_name(ballot))]));
    let total = all.iter().filter(|one| one.is_asked()).count();
    shown["asked"] = match asked {
        Some(one) => {
            json!({ "id": one.id.to_string(), "text": one.text.as_deref().map(|text| shorten(text, 400)), "spoken": one.language, "buttons": buttons })
        }
        None => Value::Null,
    };
    shown["progress"] = say!(lang, "map-progress", answered = answers.len(), all = total.max(answers.len())).into();
    shown["empty"] = if total == 0 { say!(lang, "map-no-statements") } else { say!(lang, "map-all-answered") }.into();
    shown["all"] = say!(lang, "embed-map").into();
    Ok(())
}
