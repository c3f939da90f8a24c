//! `/exchanges/{id}/opinions` and one statement: answering, proposing, contesting, taking back

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::text::Language;
use comity_participation::contribution::Kind;
use comity_participation::response::Ballot;
use comity_store::{ActivityView, Context, ContributionId, ContributionNew, ExchangeId, PersonId};

use super::part::{chosen, of_kind, promise, refused};
use super::{id, person, read, turn};
use crate::opinion::live::{Answer, next};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::contribution;
use crate::web::portal::opinions::statement::{self, Statement};
use crate::web::portal::opinions::{Opinions, answer_of, page};
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::audience::Because;
use crate::web::ui::{Errors, Fields};

/// The name of their rules.
const RULES: &str = "opinion_map";

/// The opinion maps of an exchange, the newest first.
pub async fn maps(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Vec<ActivityView>, Fault> {
    let mut all = app.store.activity_list(&seat.ctx(), exchange).await?;
    all.retain(|one| one.kind() == RULES);
    Ok(all)
}

/// The same for the same person and as many answers.
pub fn chance(person: PersonId, answers: usize) -> f64 {
    let seed = xxhash_rust::xxh3::xxh3_64(format!("{person} {answers}").as_bytes());
    seed as f64 / u64::MAX as f64
}

/// Puts the map into a view that is shown it, and the statement that is asked next. Whoever is not shown the map yet does not wait
/// for it.
pub async fn draw(app: &App, ctx: &Context, view: &mut Opinions, activity: ActivityView, me: Option<PersonId>) {
    let (id, open) = (activity.id, activity.open);
    view.activity = Some(activity);
    view.drawn = match view.shows_map() {
        true => app.maps.look(&app.store, ctx.firm, id).await,
        false => app.maps.glance(&app.store, ctx.firm, id),
    };
    view.you = me.and_then(|me| view.drawn.as_ref()?.place(me).cloned());
    let priority = |id: ContributionId| view.drawn.as_ref().map_or(1.0, |drawn| drawn.priority(id));
    let left = view.statements.iter().filter(|one| one.is_asked() && !view.answers.contains_key(&one.id));
    let left: Vec<(ContributionId, f64)> = left.map(|one| (one.id, priority(one.id))).collect();
    view.asked = next(&left, chance(me.unwrap_or(PersonId::NONE), view.answers.len())).filter(|_| open);
}

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: &Fields) -> Result<Opinions, Fault> {
    let (ctx, lang, me) = (seat.ctx(), seat.lang(), person(seat)?);
    let there = app.store.exchange_get(&ctx, exchange).await?;
    let title = read(&there.draft.title, &there.draft, lang).to_owned();
    let (activity, others) = of_kind(app.store.activity_list(&ctx, exchange).await?, RULES, asked, lang)?;
    let mut view = Opinions { exchange: exchange.to_string(), title, others, ..Opinions::default() };
    let Some(activity) = activity else { return Ok(view) };
    view.promise = promise(&there.draft, activity.activity.clause.as_ref(), lang);
    view.because = Because::new(&there.draft, &activity, lang);
    view.statements = app.store.statement_list(&ctx, activity.id).await?;
    view.answers = app.store.statement_answers(&ctx, activity.id).await?;
    view.guests = app.store.guest_count(&ctx, activity.id).await?;
    draw(app, &ctx, &mut view, activity, Some(me)).await;
    Ok(view)
}

/// The statement that is asked, and the map.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, &asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Writes an answer down, and puts it before the map.
async fn answer(app: &App, seat: &Seat, statement: ContributionId, ballot: Ballot) -> Result<(), comity_store::Error> {
    let ctx = seat.ctx();
    let voted = app.store.contribution_vote(&ctx, statement, Some(ballot)).await?;
    if let Ok(person) = person(seat) {
        app.maps.answered(&app.store, ctx.firm, voted.activity, Answer { person, statement, ballot });
    }
    Ok(())
}

/// An answer to the statement that was asked, or a statement that is proposed.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let _turn = turn(person(&seat)?).await;
    let all = maps(&app, &seat, exchange).await?;
    let activity = all.get(chosen(&all, &fields)?).ok_or(Fault::NotFound)?.id;
    let here = format!("/exchanges/{exchange}/opinions");
    let (field, done) = match (answer_of(fields.get("go")), fields.get("go")) {
        (Some(ballot), _) => {
            let statement: ContributionId = id(fields.get("statement"))?;
            one(&app, &seat, exchange, statement).await?;
            ("go", answer(&app, &seat, statement, ballot).await.map(|()| None))
        }
        (None, "propose") => {
            let language = Language::new(seat.lang().code()).map_err(|_| Fault::Broken)?;
            let body = fields.get("text").to_owned();
            let new =
                ContributionNew { kind: Kind::Statement, title: String::new(), body, language, particulars: None };
            ("text", app.store.contribution_bring(&seat.ctx(), activity, new).await.map(Some))
        }
        _ => return Err(Fault::Malformed),
    };
    match done {
        // The next one stands where this one stood, for a reader with a keyboard too.
        Ok(None) => Ok(seat.to(format!("{here}?activity={activity}#statement"))),
        Ok(Some(brought)) => {
            let said = if brought.shown { Said::Brought } else { Said::Queued };
            Ok(seat.done(format!("{here}/{}", brought.id), said))
        }
        Err(error) => {
            let errors = refused(error, field, seat.lang())?;
            let mut asked = Fields::default();
            asked.push("activity", activity.to_string());
            let view = Opinions { fields, errors, ..view(&app, &seat, exchange, &asked).await? };
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

/// One statement of a map of the exchange.
pub async fn one(app: &App, seat: &Seat, exchange: ExchangeId, id: ContributionId) -> Result<Statement, Fault> {
    let view = contribution(app, seat, RULES, exchange, id).await?;
    Ok(Statement {
        exchange: exchange.to_string(),
        view,
        fields: Fields::default(),
        errors: Errors::default(),
        open: None,
    })
}

/// One statement.
pub async fn statement_get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = one(&app, &seat, id(&exchange)?, id(&of)?).await?;
    Ok(html(statement::page(&view, &seat.shell(&app).await?)))
}

/// Another answer, words against a no, taking back.
pub async fn statement_post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, of)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (exchange, of): (ExchangeId, ContributionId) = (id(&exchange)?, id(&of)?);
    let _turn = turn(person(&seat)?).await;
    let view = one(&app, &seat, exchange, of).await?;
    let activity = view.view.activity.id;
    let (field, done) = match (answer_of(fields.get("go")), fields.get("go")) {
        (Some(ballot), _) => ("go", answer(&app, &seat, of, ballot).await),
        (None, "contest") => {
            ("words", app.store.contribution_contest(&seat.ctx(), of, fields.get("words").to_owned()).await)
        }
        (None, "withdraw") => {
            app.store.contribution_withdraw(&seat.ctx(), of).await?;
            app.maps.renew(activity);
            return Ok(seat.done("/me/contributions", Said::Saved));
        }
        _ => return Err(Fault::Malformed),
    };
    match done {
        Ok(()) => Ok(seat.done(format!("/exchanges/{exchange}/opinions/{of}"), Said::Saved)),
        Err(error) => {
            let errors = refused(error, field, seat.lang())?;
            Ok(again(statement::page(&Statement { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
    }
}
