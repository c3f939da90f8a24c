//! `GET /api/v1/activities/{id}/opinions`: what the map of an activity says, as the studio shows it.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use comity_measure::opinion::{Side, Tally};
use comity_store::{ActivityId, ContributionId, FEWEST, StatementLine};
use serde_json::{Map, Value, json};

use super::Problem;
use super::asked::check;
use super::sent::id;
use crate::opinion::live::Drawn;
use crate::opinion::outcome::{Apart, Held, Outcome};
use crate::web::app::App;
use crate::web::seat::{Asked, Seat};

/// The name of the rules of a map.
pub const RULES: &str = "opinion_map";

/// The map as it stands now. Until it is drawn, or while few have answered, it says who is missing and nothing else.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    activity: Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Problem> {
    check(&asked, &[])?;
    let (ctx, activity): (_, ActivityId) = (seat.ctx(), id("activity", activity)?);
    let kind = app.store.key_activity(&ctx, activity).await?.kind();
    if kind != RULES {
        let detail = format!("this activity is no opinion map but of the kind {kind}");
        return Err(Problem::unprocessable("refused", detail).with(json!({ "reason": "other_activity" })));
    }
    let statements = app.store.key_statements(&ctx, activity).await?;
    let drawn = app.maps.look(&app.store, ctx.firm, activity).await;
    Ok(axum::Json(told(activity, &statements, drawn.as_deref())).into_response())
}

fn told(activity: ActivityId, statements: &[StatementLine], drawn: Option<&Drawn>) -> Value {
    let people = drawn.map_or(0, |drawn| drawn.outcome.participation.people);
    let answers = drawn.map_or(0, |drawn| drawn.outcome.data.votes);
    let state = match drawn {
        None => "being_drawn",
        Some(drawn) if drawn.outcome.people.len() < FEWEST as usize => "too_few",
        Some(_) => "drawn",
    };
    let shown = drawn.filter(|_| state == "drawn");
    let lines: Vec<Value> = statements.iter().map(|line| statement(line, drawn, shown)).collect();
    let mut said = json!({
        "activity": activity,
        "state": state,
        "people": people,
        "people_needed": FEWEST,
        "answers": answers,
        "statements": lines,
        "verdict": Value::Null,
        "groups": [],
        "unites": [],
        "divides": [],
        "sets_apart": [],
    });
    if let Some(drawn) = shown {
        found(&mut said, drawn);
    }
    said
}

fn tally(tally: Tally) -> Value {
    json!({ "agree": tally.agree, "disagree": tally.disagree, "pass": tally.pass })
}

/// A statement with everybody's answers, and each group's where groups may be believed.
fn statement(line: &StatementLine, drawn: Option<&Drawn>, shown: Option<&Drawn>) -> Value {
    let figures = drawn.and_then(|drawn| drawn.figures(line.id));
    let groups = shown.filter(|drawn| drawn.outcome.shows_groups()).map_or_else(Map::new, |drawn| {
        let tallies = figures.map(|figures| figures.groups.as_slice()).unwrap_or_default();
        drawn.outcome.groups.iter().zip(tallies).map(|(group, one)| (group.name.clone(), tally(*one))).collect()
    });
    json!({
        "statement": line.id,
        "text": line.text,
        "language": line.language,
        "status": line.status,
        "outcome": line.outcome.as_ref().map(super::activities::outcome),
        "answers": tally(figures.map(|figures| figures.votes).unwrap_or_default()),
        "groups": groups,
    })
}

/// What a map says once it is drawn.
fn found(said: &mut Value, drawn: &Drawn) {
    let outcome = &drawn.outcome;
    let ids: HashMap<usize, ContributionId> = drawn.statements.iter().copied().enumerate().collect();
    let held = |all: &[Held]| -> Vec<Value> { all.iter().map(|one| held(one, &ids)).collect() };
    said["verdict"] = json!(outcome.verdict.code);
    said["unites"] = held(&outcome.consensus).into();
    if !outcome.shows_groups() {
        return;
    }
    let group =
        |one: &crate::opinion::outcome::Group| json!({ "group": one.name, "people": one.size, "share": one.share });
    said["groups"] = outcome.groups.iter().map(group).collect();
    said["divides"] = held(&outcome.divisive).into();
    let voices = outcome.representative.iter().zip(&outcome.groups);
    let apart = voices.map(|(voice, group)| {
        let statements: Vec<Value> = voice.statements.iter().map(|one| apart(one, group.id, outcome, &ids)).collect();
        json!({ "group": group.name, "statements": statements })
    });
    said["sets_apart"] = apart.collect();
}

fn held(one: &Held, ids: &HashMap<usize, ContributionId>) -> Value {
    json!({ "statement": ids.get(&one.place), "side": one.side, "agree": one.agree, "disagree": one.disagree })
}

/// The side that a group takes, with its share in the group and outside; nothing where nobody answered there.
fn apart(one: &Apart, group: usize, outcome: &Outcome, ids: &HashMap<usize, ContributionId>) -> Value {
    let groups = outcome.statements.get(one.place).map(|figures| figures.groups.as_slice()).unwrap_or_default();
    let inside = groups.get(group).copied().unwrap_or_default();
    let others = groups.iter().enumerate().filter(|(other, _)| *other != group).map(|(_, tally)| *tally);
    let outside = others.fold(Tally::default(), |sum, one| Tally {
        agree: sum.agree + one.agree,
        disagree: sum.disagree + one.disagree,
        pass: sum.pass + one.pass,
    });
    json!({ "statement": ids.get(&one.place), "side": one.side, "inside": share(inside, one.side), "outside": share(outside, one.side) })
}

fn share(tally: Tally, side: Side) -> Option<f64> {
    (tally.votes() > 0).then(|| f64::from(tally.on(side)) / f64::from(tally.votes()))
}
