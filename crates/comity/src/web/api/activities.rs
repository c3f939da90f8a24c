//! `GET /api/v1/exchanges/{id}/activities`: ways to take part; and `POST /api/v1/activities/{id}/outcome`: what became of one.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use comity_participation::activity::{Activity, Part, Setting};
use comity_participation::refusal::Refusal;
use comity_participation::status::{Outcome, OutcomeKind};
use comity_store::{ActivityView, Error};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Problem;
use super::asked::check;
use super::sent::{Sent, id, moment};
use crate::web::app::App;
use crate::web::seat::{Asked, Seat};

/// The activities of an exchange, the newest first.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    exchange: Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Problem> {
    check(&asked, &[])?;
    let all = app.store.key_activities(&seat.ctx(), id("exchange", exchange)?).await?;
    let all: Vec<Value> = all.iter().map(told).collect();
    Ok(axum::Json(json!({ "activities": all })).into_response())
}

fn told(view: &ActivityView) -> Value {
    let one = &view.activity;
    let rules = one.setting.rules();
    let statuses = one
        .statuses
        .iter()
        .map(|status| json!({ "status": status.name, "words": status.words, "outcome": status.outcome }));
    json!({
        "activity": view.id,
        "kind": rules.name(),
        "title": one.title,
        "stage": one.place.stage,
        "finer_stage": one.place.finer,
        "phase": phase(view),
        "open": view.open,
        "opens": moment(one.opens),
        "closes": one.closes.map(moment),
        "parts": view.parts,
        "brings": rules.brings(),
        "clause": one.clause,
        "agreed_only": one.agreed_only,
        "statuses": statuses.collect::<Vec<_>>(),
        "answers_wait": one.answer_due(one.opens, comity_exchange::time::Timestamp(view.at)).is_some(),
        "contributions": view.shown.unwrap_or_default(),
        "outcome": one.outcome.as_ref().map(outcome),
    })
}

/// How far it has come: a challenge goes through phases of its own.
fn phase(view: &ActivityView) -> &'static str {
    let one: &Activity = &view.activity;
    match &one.setting {
        _ if !view.open && one.opens.0 > view.at => "before",
        _ if !view.open => "closed",
        Setting::Challenge(_) => {
            let phases = [
                (Part::Contribute, "submit"),
                (Part::Evaluate, "evaluate"),
                (Part::Award, "award"),
                (Part::Comment, "discuss"),
            ];
            let now = |part: Part| one.open_for(part, comity_exchange::time::Timestamp(view.at)).is_ok();
            phases.into_iter().find(|(part, _)| now(*part)).map_or("between", |(_, name)| name)
        }
        _ => "open",
    }
}

/// What became of something, in the firm's words.
pub fn outcome(outcome: &Outcome) -> Value {
    json!({ "kind": outcome.kind, "words": outcome.words, "at": moment(outcome.at) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Became {
    kind: OutcomeKind,
    words: String,
}

/// Says what became of one that has closed.
pub async fn outcome_post(
    State(app): State<App>,
    seat: Seat,
    activity: Path<String>,
    sent: Sent<Became>,
) -> Result<Response, Problem> {
    let Became { kind, words } = sent.body;
    match app.store.key_activity_answer(&seat.ctx(), id("activity", activity)?, (kind, words), sent.once).await {
        Err(Error::Participation(Refusal::SharedOutcome)) => {
            let detail =
                "it is answered as a whole once it has closed, and where what was given to it shares one outcome";
            Err(Problem::conflict("not_open", detail))
        }
        Err(Error::Participation(Refusal::UnknownStatus)) => {
            let detail = "kind: that cannot become of this activity";
            Err(Problem::unprocessable("refused", detail).with(json!({ "reason": "unknown_status" })))
        }
        done => Ok(done.map(|()| StatusCode::NO_CONTENT.into_response())?),
    }
}
