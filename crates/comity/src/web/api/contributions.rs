//! `GET /api/v1/activities/{id}/contributions` and `GET /api/v1/contributions/{id}`: what people brought, and what was given to it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use comity_exchange::time::Timestamp;
use comity_participation::activity::Particulars;
use comity_store::{CommentView, ContributionAsked, ContributionTold};
use serde_json::{Value, json};

use super::Problem;
use super::activities::outcome;
use super::asked::{check, flag, moment as since, named, page};
use super::sent::{id, moment};
use crate::web::app::App;
use crate::web::seat::{Asked, Seat};

/// A page of them, what changed longest ago first.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    activity: Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Problem> {
    check(&asked, &["status", "kind", "waiting", "changed_since", "limit", "after"])?;
    let wanted = ContributionAsked {
        status: asked.has("status").then(|| asked.get("status").to_owned()),
        kind: named(&asked, "kind")?,
        waiting: flag(&asked, "waiting")?,
        since: since(&asked, "changed_since")?,
    };
    let (ctx, activity) = (seat.ctx(), id("activity", activity)?);
    let listed = app.store.key_contributions(&ctx, activity, &wanted, &page(&asked)?).await?;
    if let Some(status) = wanted.status.as_deref().filter(|_| listed.total == 0) {
        // Nothing is in a status that there is not: that is a slip, and no empty list.
        super::answers::known_status(&app.store.key_activity(&ctx, activity).await?, status)?;
    }
    let all: Vec<Value> = listed.rows.iter().map(told).collect();
    Ok(axum::Json(json!({ "contributions": all, "next": listed.next, "total": listed.total })).into_response())
}

fn at(micros: i64) -> String {
    moment(Timestamp(micros))
}

/// A contribution as lists have it.
fn told(one: &ContributionTold) -> Value {
    let line = &one.line;
    let counted = one.seen && one.stands_for_it.is_none();
    json!({
        "contribution": line.id,
        "activity": one.activity,
        "kind": line.kind,
        "seen": one.seen,
        "version": line.version,
        "brought": at(line.at),
        "changed": at(one.changed),
        "title": line.title,
        "body": line.body,
        "language": line.language,
        "particulars": line.particulars.as_ref().map(particulars),
        "status": line.status,
        "waits_since": one.waits.map(at),
        "votes": counted.then(|| json!({ "for": line.for_it, "against": line.against })),
        "comment_count": counted.then_some(line.comments),
        "author": one.author,
        "outcome": one.outcome.as_ref().map(outcome),
        "stands_for_it": one.stands_for_it,
    })
}

fn particulars(says: &Particulars) -> Value {
    json!({ "topics": says.topics, "place": says.place, "from": says.from.map(moment), "until": says.until.map(moment), "room": says.room })
}

/// One with everything about it that others see.
pub async fn one(
    State(app): State<App>,
    seat: Seat,
    contribution: Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Problem> {
    check(&asked, &[])?;
    let whole = app.store.key_contribution(&seat.ctx(), id("contribution", contribution)?).await?;
    let mut said = told(&whole.told);
    said["comments"] = whole.comments.iter().map(comment).collect();
    said["accepted"] = json!(whole.accepted);
    said["thanks"] = whole.thanks.into();
    said["merged"] = json!(whole.merged);
    Ok(axum::Json(said).into_response())
}

fn comment(one: &CommentView) -> Value {
    json!({ "comment": one.id, "by": one.by, "text": one.text, "at": at(one.at), "reply_to": one.reply_to, "thanks": one.thanks })
}
