//! `/exchanges/{id}/{way}` and one contribution: bringing, voting, commenting, accepting, agreeing, following, contesting, taking back

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::id::ClauseId;
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_participation::activity::NotOpen;
use comity_participation::activity::peer_help::NoFit;
use comity_participation::contribution::Kind;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::roadmap::takes;
use comity_participation::text::NotAText;
use comity_store::{
    ActivityId, ActivityView, Alike, CommentId, Conflict, ContributionFilter, ContributionId, ContributionLine,
    ContributionNew, ContributionSort, ContributionView, Display, Error, ExchangeId, Listed, NamedTo, Part,
};
use maud::html as markup;

use super::{id, person, read as read_text, turn};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::contribution;
use crate::web::handler::studio::{asked_page, pages};
use crate::web::portal::part::alike::{self, Written};
use crate::web::portal::part::one::{self, One};
use crate::web::portal::part::{List, Other, Promise, page};
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::audience::Because;
use crate::web::ui::{Errors, Fields, Reading};
use crate::web::way::{self, Way, words};
use crate::words::{Lang, say};

/// The filter of a list that an address asks for.
pub fn filter(asked: &Fields) -> ContributionFilter {
    let sort = match asked.get("sort") {
        "votes" => ContributionSort::MostVotes,
        "waiting" => ContributionSort::Waiting,
        _ => ContributionSort::Newest,
    };
    let kind = match asked.get("kind") {
        "offer" => Some(Kind::Offer),
        "need" => Some(Kind::Need),
        _ => None,
    };
    ContributionFilter { sort, status: asked.has("status").then(|| asked.get("status").to_owned()), kind }
}

/// Which of the activities an address asks for; the newest where it asks for none.
pub fn chosen(activities: &[ActivityView], asked: &Fields) -> Result<usize, Fault> {
    if !asked.has("activity") {
        return Ok(0);
    }
    let wanted: ActivityId = id(asked.get("activity"))?;
    activities.iter().position(|one| one.id == wanted).ok_or(Fault::NotFound)
}

/// Of the activities of an exchange the one of a kind that an address asks for, and all others that have pages.
pub fn of_kind(
    all: Vec<ActivityView>,
    rules: &str,
    asked: &Fields,
    lang: Lang,
) -> Result<(Option<ActivityView>, Vec<Other>), Fault> {
    let (mut alike, unlike): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.kind() == rules);
    let at = chosen(&alike, asked)?;
    let activity = (!alike.is_empty()).then(|| alike.remove(at));
    let other = |one: ActivityView| {
        let title = words(&one.activity.title, lang);
        Some(Other { code: way::code(one.kind())?, id: one.id.to_string(), title })
    };
    Ok((activity, alike.into_iter().chain(unlike).filter_map(other).collect()))
}

/// What the terms say of the clause that asks for an activity.
pub fn promise(terms: &Terms, clause: Option<&ClauseId>, lang: Lang) -> Option<Promise> {
    let clause = terms.clause(clause?)?;
    let reading = Reading::new(terms, lang);
    let work = clause.work.as_ref().map_or(&clause.title, |work| &work.what);
    let back = clause.benefits.iter().map(|benefit| reading.plain(&benefit.what).to_owned());
    Some(Promise { work: reading.plain(work).to_owned(), back: back.collect() })
}

/// A page of what was brought, by words where any are asked for; and those of them that nothing has.
pub async fn listed(
    app: &App,
    seat: &Seat,
    activity: ActivityId,
    asked: &Fields,
) -> Result<(Listed<ContributionLine>, Vec<String>), Fault> {
    let (ctx, after) = (seat.ctx(), asked_page(asked));
    if asked.has("q") {
        let found =
            app.store.contribution_search(&ctx, activity, asked.get("q").trim(), &filter(asked), &after).await?;
        return Ok((found.listed, found.unknown));
    }
    Ok((app.store.contribution_list(&ctx, activity, &filter(asked), &after).await?, Vec::new()))
}

async fn view(
    app: &App,
    seat: &Seat,
    way: &'static dyn Way,
    exchange: ExchangeId,
    asked: Fields,
) -> Result<List, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let there = app.store.exchange_get(&ctx, exchange).await?;
    let title = read_text(&there.draft.title, &there.draft, lang).to_owned();
    let mut view = List::new(way, exchange.to_string(), title);
    let (activity, others) = of_kind(app.store.activity_list(&ctx, exchange).await?, way.rules(), &asked, lang)?;
    view.others = others;
    if let Some(activity) = activity {
        let after = asked_page(&asked);
        let (listed, unknown) = listed(app, seat, activity.id, &asked).await?;
        view.unknown = unknown;
        view.pages = pages(&listed, &after);
        view.rows = listed.rows;
        view.public = app.store.roadmap_is_public(&ctx, exchange).await?;
        view.promise = promise(&there.draft, activity.activity.clause.as_ref(), lang);
        view.because = Because::new(&there.draft, &activity, lang);
        view.activity = Some(activity);
    }
    view.fields = begun(&asked);
    view.filter = asked;
    Ok(view)
}

/// What a link puts into the form: an offer for somebody's need, or a need for their offer.
fn begun(asked: &Fields) -> Fields {
    let mut fields = Fields::default();
    if asked.has("begin") {
        fields.push("side", asked.get("begin"));
        let own = asked.iter().filter(|(name, _)| *name == "place" || name.starts_with("topic."));
        own.for_each(|(name, value)| fields.push(name, value));
    }
    fields
}

/// The list.
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

/// What was refused, as a sentence about a field; anything else is for the page of faults.
pub fn refused(error: Error, field: &str, lang: Lang) -> Result<Errors, Fault> {
    let why = match &error {
        Error::Conflict(Conflict::TooMuch) => "too-much",
        Error::Conflict(Conflict::Blocked) => "blocked",
        Error::Participation(Refusal::NotOpen(NotOpen::Until(_))) => "early",
        Error::Conflict(Conflict::NotOpen) | Error::Participation(Refusal::NotOpen(_) | Refusal::Ended) => "closed",
        Error::Participation(Refusal::Text(NotAText::Nothing) | Refusal::NoWords) => "nothing",
        Error::Participation(Refusal::Text(NotAText::TooLong { .. })) => "too-long",
        Error::Participation(Refusal::OnlyTheFirm) => "only-firm",
        Error::Participation(Refusal::NotAgreed) => "not-agreed",
        Error::Participation(Refusal::NotAmong) => "not-among",
        Error::Participation(Refusal::ThereAlready) => "there-already",
        Error::Participation(Refusal::NoFit(NoFit::Full)) => "full",
        Error::Participation(Refusal::NoFit(NoFit::Over)) => "over",
        Error::Participation(Refusal::NoFit(NoFit::Elsewhere | NoFit::AnotherTime)) => "no-fit",
        Error::Participation(_) => "other",
        _ => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "part-refused", why = why));
    Ok(errors)
}

/// Looks for what is like it, or sends it.
pub async fn post(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let _turn = turn(person(&seat)?).await;
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let mut asked = Fields::default();
    asked.push("activity", fields.get("activity"));
    let view = view(&app, &seat, way, exchange, asked).await?;
    let Some(activity) = &view.activity else { return Err(Fault::Conflict) };
    let (id, brings) = (activity.id, way.brings(activity, &fields, lang));
    if fields.get("go") != "send" {
        let alike = like(&app, &seat, id, &fields).await?.unwrap_or_default();
        let errors = brings.err().unwrap_or_default();
        let view = List { alike: Some(alike), fields, errors, ..view };
        return Ok(html(page(&view, &seat.shell(&app).await?)));
    }
    let (kind, particulars) = match brings {
        Ok(brings) => brings,
        Err(errors) => return Ok(again(page(&List { fields, errors, ..view }, &seat.shell(&app).await?))),
    };
    let new = ContributionNew {
        kind,
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        language: Language::new(lang.code()).map_err(|_| Fault::Broken)?,
        particulars,
    };
    match app.store.contribution_bring(&ctx, id, new).await {
        Ok(brought) => {
            let said = if brought.shown { Said::Brought } else { Said::Queued };
            Ok(seat.done(format!("/exchanges/{exchange}/{}/{}", way.code(), brought.id), said))
        }
        Err(error) => {
            let errors = refused(error, "title", lang)?;
            Ok(again(page(&List { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
    }
}

/// What is like what was typed; nothing where that is too short to be like anything.
pub async fn like(app: &App, seat: &Seat, activity: ActivityId, fields: &Fields) -> Result<Option<Vec<Alike>>, Fault> {
    let Some(typed) = alike::typed(fields.get("title"), fields.get("body")) else { return Ok(None) };
    Ok(Some(app.store.contribution_similar(&seat.ctx(), activity, &typed).await?))
}

/// The same as a piece of the page whose list lies at that address, for the script that asks while it is typed.
pub async fn piece(
    app: &App,
    seat: &Seat,
    (way, list): (&'static dyn Way, &str),
    activity: ActivityId,
    fields: &Fields,
) -> Result<Response, Fault> {
    Ok(match like(app, seat, activity, fields).await? {
        Some(alike) => {
            let written = Written { way, list, alike: Some(&alike) };
            html(alike::looked_for(written, &markup! {}, &seat.shell(app).await?))
        }
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// What is like a text while it is typed.
pub async fn similar(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let list = format!("/exchanges/{exchange}/{}", way.code());
    piece(&app, &seat, (way, &list), id(fields.get("activity"))?, &fields).await
}

async fn one(
    app: &App,
    seat: &Seat,
    way: &'static dyn Way,
    exchange: ExchangeId,
    id: ContributionId,
) -> Result<One, Fault> {
    let view = contribution(app, seat, way.rules(), exchange, id).await?;
    let shown = match view.line.own && takes(view.line.kind) && view.part != Part::Withdrawn {
        true => Some((
            app.store.contribution_display_get(&seat.ctx(), id).await?,
            app.store.roadmap_is_public(&seat.ctx(), exchange).await?,
        )),
        false => None,
    };
    let (fields, errors) = (Fields::default(), Errors::default());
    let named = app.store.credit_names(&seat.ctx(), id).await?;
    Ok(One { way, exchange: exchange.to_string(), view, fields, errors, shown, named })
}

/// One contribution.
pub async fn one_get(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, way, id(&exchange)?, id(&of)?).await?;
    Ok(html(one::page(&view, &seat.shell(&app).await?)))
}

/// Everything that a person does with one. What an activity does not have is refused by its rules.
pub async fn one_post(
    way: &'static dyn Way,
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let _turn = turn(person(&seat)?).await;
    if let Some(ballot) = ballot(fields.get("go")) {
        // Votes come by the thousand: what is voted on is read again only to say why a vote was refused.
        return match app.store.contribution_vote(&seat.ctx(), of, ballot).await {
            Ok(voted) => {
                // A map of opinions is told, though its own pages send no votes here.
                app.maps.renew(voted.activity);
                let to = way::address(&voted.exchange.to_string(), voted.activity_kind, &of.to_string());
                Ok(seat.done(to.ok_or(Fault::NotFound)?, Said::Saved))
            }
            Err(error) => {
                let errors = refused(error, "go", seat.lang())?;
                let view = one(&app, &seat, way, exchange, of).await?;
                Ok(again(one::page(&One { fields, errors, ..view }, &seat.shell(&app).await?)))
            }
        };
    }
    let view = one(&app, &seat, way, exchange, of).await?;
    let go = fields.get("go");
    let contested = go.strip_prefix("contest:").map(|comment| format!("words.{comment}"));
    let field = contested.as_deref().unwrap_or(match go {
        "contest" => "words",
        "comment" => "text",
        "display" => "name",
        _ => "go",
    });
    match done(&app, &seat, &view.view, &fields).await {
        Ok(Some(said)) => Ok(seat.done(format!("/exchanges/{exchange}/{}/{of}", way.code()), said)),
        Ok(None) => Ok(seat.done("/me/contributions", Said::Saved)),
        Err(Undone::Fault(fault)) => Err(fault),
        Err(Undone::Refused(error)) => {
            let errors = refused(error, field, seat.lang())?;
            Ok(again(one::page(&One { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
    }
}

/// The vote that a button stands for: for, against, or none any more.
fn ballot(go: &str) -> Option<Option<Ballot>> {
    match go {
        "for" => Some(Some(Ballot::For)),
        "against" => Some(Some(Ballot::Against)),
        "unvote" => Some(None),
        _ => None,
    }
}

/// Why nothing was done.
enum Undone {
    Fault(Fault),
    Refused(Error),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// The comment that was named, where it stands at what is looked at.
fn own(view: &ContributionView, comment: &str) -> Result<CommentId, Fault> {
    let of: CommentId = id(comment)?;
    view.comments.iter().any(|comment| comment.id == of).then_some(of).ok_or(Fault::NotFound)
}

/// Does what was pressed; what is said of it, or nothing where the contribution is gone.
async fn done(app: &App, seat: &Seat, view: &ContributionView, fields: &Fields) -> Result<Option<Said>, Undone> {
    let (store, ctx, of) = (&app.store, seat.ctx(), view.line.id);
    let go = fields.get("go");
    // Of an offer and a need the one that is looked at, and the other.
    let pair = |other: &str| -> Result<(ContributionId, ContributionId), Fault> {
        let other = id(other)?;
        Ok(if view.line.kind == Kind::Need { (other, of) } else { (of, other) })
    };
    match go.split_once(':').unwrap_or((go, "")) {
        ("follow", _) => store.contribution_follow(&ctx, of, true).await?,
        ("unfollow", _) => store.contribution_follow(&ctx, of, false).await?,
        ("display", _) => {
            let mut all = [NamedTo::Nobody, NamedTo::Exchange, NamedTo::Everybody].into_iter();
            let named = all.find(|to| one::named_name(*to) == fields.get("named"));
            let hidden = fields.holds("hidden", "on");
            let display =
                Display { named: named.ok_or(Fault::Malformed)?, name: fields.get("name").to_owned(), hidden };
            store.contribution_display_set(&ctx, of, display).await?;
        }
        ("contest", "") => store.contribution_contest(&ctx, of, fields.get("words").to_owned()).await?,
        ("contest", comment) => {
            let words = fields.get(&format!("words.{comment}")).to_owned();
            store.comment_contest(&ctx, own(view, comment)?, words).await?;
        }
        ("thank", "") => store.contribution_thank(&ctx, of, None).await?,
        ("thank", comment) => store.contribution_thank(&ctx, of, Some(id(comment)?)).await?,
        ("accept", comment) => store.answer_accept(&ctx, of, id(comment)?).await?,
        ("agree", other) => {
            let (offer, need) = pair(other)?;
            store.help_agree(&ctx, offer, need).await?;
        }
        ("part", other) => {
            let (offer, need) = pair(other)?;
            store.help_part(&ctx, offer, need).await?;
        }
        ("done", other) => {
            let (offer, need) = pair(other)?;
            store.help_done(&ctx, offer, need, say!(seat.lang(), "help-done-words")).await?;
        }
        ("withdraw", _) => {
            store.contribution_withdraw(&ctx, of).await?;
            return Ok(None);
        }
        ("comment", _) => {
            let added = store.comment_add(&ctx, of, None, fields.get("text").to_owned()).await?;
            return Ok(Some(if added.shown { Said::Brought } else { Said::Queued }));
        }
        _ => return Err(Fault::Malformed.into()),
    }
    Ok(Some(Said::Saved))
}
