//! Taking part for a person, as the firm's own app: bringing, voting, commenting. By the rules and limits of the portal.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_participation::activity::Particulars;
use comity_participation::contribution::Kind;
use comity_participation::name::Name;
use comity_participation::response::Ballot;
use comity_store::{Actor, CommentId, ContributionId, ContributionNew, PersonId};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::MutexGuard;

use super::Problem;
use super::sent::{Sent, id};
use crate::opinion::live::Answer;
use crate::web::app::App;
use crate::web::handler::portal::turn;
use crate::web::limit::{Rate, account};
use crate::web::seat::Seat;

/// The person who is meant. Their acts are counted with those that they do themselves, and done one after the other.
async fn person(app: &App, seat: &Seat, name: &str) -> Result<(PersonId, MutexGuard<'static, ()>), Problem> {
    let id = app.store.key_person(&seat.ctx(), name).await?;
    app.limits.count(Rate::Answer, account(&format!("{:?}", Actor::Person { id })))?;
    Ok((id, turn(id).await))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brings {
    person: String,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
    language: Language,
    #[serde(default)]
    particulars: Option<Says>,
}

/// A moment as RFC 3339 has it.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Moment(Timestamp);

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let at: Result<jiff::Timestamp, _> = text.parse();
        at.map(|at| Self(Timestamp(at.as_microsecond())))
            .map_err(|_| "a moment such as 2026-11-27T10:05:00Z is expected".to_owned())
    }
}

/// What an offer or a need says beside its text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    topics: BTreeSet<Name>,
    #[serde(default)]
    place: Option<Name>,
    #[serde(default)]
    from: Option<Moment>,
    #[serde(default)]
    until: Option<Moment>,
    #[serde(default = "one")]
    room: u32,
}

fn one() -> u32 {
    1
}

impl From<Says> for Particulars {
    fn from(says: Says) -> Self {
        let at = |at: Moment| at.0;
        let Says { topics, place, from, until, room } = says;
        Self { topics, place, from: from.map(at), until: until.map(at), room }
    }
}

/// Brings something to an activity.
pub async fn bring(
    State(app): State<App>,
    seat: Seat,
    activity: Path<String>,
    sent: Sent<Brings>,
) -> Result<Response, Problem> {
    let Brings { person: name, kind, title, body, language, particulars } = sent.body;
    let (ctx, to) = (seat.ctx(), id("activity", activity)?);
    let kind = match (kind, app.store.key_activity(&ctx, to).await?.activity.setting.rules().brings()) {
        (Some(kind), _) => kind,
        (None, [only]) => *only,
        (None, several) => {
            let detail = "kind: this activity takes several or none, and one has to be named";
            let near = json!({ "reason": "other_kind", "near": several });
            return Err(Problem::unprocessable("refused", detail).with(near));
        }
    };
    let (person, _turn) = person(&app, &seat, &name).await?;
    let new = ContributionNew { kind, title, body, language, particulars: particulars.map(Particulars::from) };
    let brought = app.store.key_bring(&ctx, (person, to), new, sent.once).await?;
    let told = json!({ "contribution": brought.id, "shown": brought.shown });
    Ok((StatusCode::CREATED, axum::Json(told)).into_response())
}

/// What is voted; with the last, a vote is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Vote {
    For,
    Against,
    Pass,
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    person: String,
    ballot: Vote,
}

/// Votes, changes a vote, or takes it back.
pub async fn vote(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Votes>,
) -> Result<Response, Problem> {
    let Votes { person: name, ballot } = sent.body;
    let (ctx, on): (_, ContributionId) = (seat.ctx(), id("contribution", contribution)?);
    let ballot = match ballot {
        Vote::For => Some(Ballot::For),
        Vote::Against => Some(Ballot::Against),
        Vote::Pass => Some(Ballot::Pass),
        Vote::None => None,
    };
    let (person, _turn) = person(&app, &seat, &name).await?;
    // Nothing where it was done before, and the map has it.
    if let Some(voted) = app.store.key_vote(&ctx, (person, on), ballot, sent.once).await? {
        match ballot {
            Some(ballot) if voted.activity_kind == super::opinions::RULES => {
                app.maps.answered(&app.store, ctx.firm, voted.activity, Answer { person, statement: on, ballot });
            }
            _ => app.maps.renew(voted.activity),
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comments {
    person: String,
    text: String,
    #[serde(default)]
    reply_to: Option<CommentId>,
}

/// Comments, or replies to a comment.
pub async fn comment(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Comments>,
) -> Result<Response, Problem> {
    let Comments { person: name, text, reply_to } = sent.body;
    let on = id("contribution", contribution)?;
    let (person, _turn) = person(&app, &seat, &name).await?;
    let added = app.store.key_comment(&seat.ctx(), (person, on), (reply_to, text), sent.once).await?;
    Ok((StatusCode::CREATED, axum::Json(json!({ "comment": added.id, "shown": added.shown }))).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepts {
    person: String,
    comment: CommentId,
}

/// Takes an answer as the answer, for the person who asked.
pub async fn accept(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    sent: Sent<Accepts>,
) -> Result<Response, Problem> {
    let Accepts { person: name, comment } = sent.body;
    let of = id("contribution", contribution)?;
    let (person, _turn) = person(&app, &seat, &name).await?;
    app.store.key_accept(&seat.ctx(), (person, of), comment, sent.once).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
