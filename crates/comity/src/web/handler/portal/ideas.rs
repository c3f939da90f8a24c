//! `/exchanges/{id}/ideas` and one of them: proposing, voting, commenting, following, contesting, taking back

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::text::Language;
use comity_participation::activity::Setting;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::text::NotAText;
use comity_store::{
    ActivityId, ActivityView, Conflict, ContributionId, Error, ExchangeId, IdeaFilter, IdeaNew, IdeaSort,
};

use super::{id, person, read as read_text, turn};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::studio::{asked_page, pages};
use crate::web::portal::ideas::idea::{self, Idea};
use crate::web::portal::ideas::{Ideas, page, words};
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say};

/// The title of an exchange, as persons read it.
pub async fn title(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<String, Fault> {
    let view = app.store.exchange_get(&seat.ctx(), exchange).await?;
    Ok(read_text(&view.draft.title, &view.draft, seat.lang()).to_owned())
}

/// The filter of a list that an address asks for.
pub fn filter(asked: &Fields) -> IdeaFilter {
    let sort = match asked.get("sort") {
        "votes" => IdeaSort::MostVotes,
        "waiting" => IdeaSort::Waiting,
        _ => IdeaSort::Newest,
    };
    IdeaFilter { sort, status: asked.has("status").then(|| asked.get("status").to_owned()) }
}

/// Whether an activity is for ideas: others have pages of their own.
pub fn is_ideas(activity: &ActivityView) -> bool {
    matches!(activity.activity.setting, Setting::Ideas(_))
}

/// Which of the activities an address asks for; the newest where it asks for none.
pub fn chosen(activities: &[ActivityView], asked: &Fields) -> Result<usize, Fault> {
    if !asked.has("activity") {
        return Ok(0);
    }
    let wanted: ActivityId = id(asked.get("activity"))?;
    activities.iter().position(|one| one.id == wanted).ok_or(Fault::NotFound)
}

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, filter_by: Fields) -> Result<Ideas, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let title = title(app, seat, exchange).await?;
    let mut activities = app.store.activity_list(&ctx, exchange).await?;
    activities.retain(is_ideas);
    let at = chosen(&activities, &filter_by)?;
    let mut view = Ideas { exchange: exchange.to_string(), title, ..Ideas::default() };
    if activities.is_empty() {
        return Ok(view);
    }
    let activity = activities.remove(at);
    view.others = activities.iter().map(|one| (one.id.to_string(), words(&one.activity.title, lang))).collect();
    let after = asked_page(&filter_by);
    let listed = app.store.idea_list(&ctx, activity.id, &filter(&filter_by), &after).await?;
    view.pages = pages(&listed, &after);
    view.rows = listed.rows;
    view.activity = Some(activity);
    view.filter = filter_by;
    Ok(view)
}

/// The list.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// What was refused, as a sentence about a field; anything else is for the page of faults.
pub fn refused(error: Error, field: &str, lang: Lang) -> Result<Errors, Fault> {
    let why = match &error {
        Error::Conflict(Conflict::TooMuch) => "too-much",
        Error::Conflict(Conflict::Blocked) => "blocked",
        Error::Conflict(Conflict::NotOpen) | Error::Participation(Refusal::NotOpen(_) | Refusal::Ended) => "closed",
        Error::Participation(Refusal::Text(NotAText::Nothing) | Refusal::NoWords) => "nothing",
        Error::Participation(Refusal::Text(NotAText::TooLong { .. })) => "too-long",
        Error::Participation(_) => "other",
        _ => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(field, say!(lang, "ideas-refused", why = why));
    Ok(errors)
}

/// Looks for similar ideas, or sends the idea.
pub async fn post(
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
    let view = view(&app, &seat, exchange, asked).await?;
    let Some(activity) = view.activity.as_ref().map(|activity| activity.id) else {
        return Err(Fault::Conflict);
    };
    let typed = format!("{} {}", fields.get("title"), fields.get("body"));
    if fields.get("go") != "send" {
        let alike = app.store.idea_similar(&ctx, activity, &typed).await?;
        let view = Ideas { alike: Some(alike), fields, ..view };
        return Ok(html(page(&view, &seat.shell(&app).await?)));
    }
    let new = IdeaNew {
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        language: Language::new(lang.code()).map_err(|_| Fault::Broken)?,
    };
    match app.store.idea_bring(&ctx, activity, new).await {
        Ok(brought) => {
            let said = if brought.shown { Said::Brought } else { Said::Queued };
            Ok(seat.done(format!("/exchanges/{exchange}/ideas/{}", brought.id), said))
        }
        Err(error) => {
            let errors = refused(error, "title", lang)?;
            Ok(again(page(&Ideas { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
    }
}

async fn one(app: &App, seat: &Seat, exchange: ExchangeId, id: ContributionId) -> Result<Idea, Fault> {
    let view = app.store.idea_get(&seat.ctx(), id).await?;
    if view.activity.exchange != exchange || !is_ideas(&view.activity) {
        return Err(Fault::NotFound);
    }
    Ok(Idea { exchange: exchange.to_string(), view, fields: Fields::default(), errors: Errors::default() })
}

/// One idea.
pub async fn idea_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, idea)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&exchange)?, id(&idea)?).await?;
    Ok(html(idea::page(&view, &seat.shell(&app).await?)))
}

/// A vote, a comment, following, words against a no, taking back.
pub async fn idea_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let _turn = turn(person(&seat)?).await;
    let view = one(&app, &seat, exchange, of).await?;
    let (store, ctx) = (&app.store, seat.ctx());
    let saved = |()| Said::Saved;
    let (field, done) = match fields.get("go") {
        "for" => ("go", store.idea_vote(&ctx, of, Some(Ballot::For)).await.map(saved)),
        "against" => ("go", store.idea_vote(&ctx, of, Some(Ballot::Against)).await.map(saved)),
        "unvote" => ("go", store.idea_vote(&ctx, of, None).await.map(saved)),
        "follow" => ("go", store.idea_follow(&ctx, of, true).await.map(saved)),
        "unfollow" => ("go", store.idea_follow(&ctx, of, false).await.map(saved)),
        "contest" => ("words", store.idea_contest(&ctx, of, fields.get("words").to_owned()).await.map(saved)),
        "withdraw" => {
            store.idea_withdraw(&ctx, of).await?;
            return Ok(seat.done("/me/contributions", Said::Saved));
        }
        "comment" => {
            let added = store.comment_add(&ctx, of, None, fields.get("text").to_owned()).await;
            ("text", added.map(|added| if added.shown { Said::Brought } else { Said::Queued }))
        }
        _ => return Err(Fault::Malformed),
    };
    match done {
        Ok(said) => Ok(seat.done(format!("/exchanges/{exchange}/ideas/{of}"), said)),
        Err(error) => {
            let errors = refused(error, field, seat.lang())?;
            Ok(again(idea::page(&Idea { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
    }
}
