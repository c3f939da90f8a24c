//! `/studio/exchanges/{id}`, its versions and preview, its terms as a file, and closing it

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::difference::changes;
use comity_exchange::lint::{Weight, lint};
use comity_exchange::publish;
use comity_exchange::time::Timestamp;
use comity_store::ExchangeId;

use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read};
use crate::web::seat::{Said, Seat, html};
use crate::web::studio::exchange::{Counts, Exchange, Version, Vote, page};
use crate::web::studio::version;

/// The exchange.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let (ctx, exchange): (_, ExchangeId) = (seat.ctx(), id(&exchange)?);
    let view = app.store.exchange_get(&ctx, exchange).await?;
    let line = app.store.exchange_list(&ctx).await?.into_iter().find(|line| line.id == exchange);
    let line = line.ok_or(Fault::NotFound)?;
    let counted = app.store.standing_counts(&ctx, exchange).await?;
    let findings = lint(&view.draft);
    let refused = findings.iter().filter(|finding| finding.rule.weight() == Weight::Refused).count();
    let terms = view.exchange.current().map_or(&view.draft, |version| &version.terms);
    let votes = app.store.vote_list(&ctx, exchange).await?.into_iter().map(|vote| Vote {
        clause: terms
            .clause(&vote.clause)
            .map_or(vote.clause.to_string(), |clause| read(&clause.title, terms, seat.lang()).to_owned()),
        ends: Timestamp(vote.ends),
        may: vote.may_vote,
        voted: vote.counted.map_or(0, |(yes, no)| yes + no),
        yes: vote.counted.filter(|_| vote.ends <= now()).map(|(yes, _)| yes),
        passed: vote.passed,
    });
    let page_view = Exchange {
        id: exchange.to_string(),
        life: line.life,
        draft_differs: view.exchange.current().is_none_or(|version| *version.terms != view.draft),
        findings: [refused, findings.len() - refused],
        versions: versions(&view.exchange, &counted.agreed_to),
        counts: Counts {
            invited: line.invited,
            agreed: counted.agreed,
            countered: counted.countered,
            declined: counted.declined,
            left: counted.left,
            conditions: line.open_counters,
        },
        votes: votes.collect(),
        draft: view.draft,
    };
    Ok(html(page(&page_view, &seat.shell(&app).await?)))
}

/// Versions, the newest first, each with what changed and how many hold it.
fn versions(exchange: &publish::Exchange, agreed_to: &BTreeMap<u32, u64>) -> Vec<Version> {
    let all = &exchange.versions;
    let one = |(place, version): (usize, &publish::Version)| Version {
        number: version.number,
        published: version.published,
        changes: place.checked_sub(1).map_or_else(Vec::new, |before| changes(&all[before].terms, &version.terms)),
        agreed: agreed_to.get(&version.number).copied().unwrap_or_default(),
    };
    let mut versions: Vec<Version> = all.iter().enumerate().map(one).collect();
    versions.reverse();
    versions
}

/// A published version.
pub async fn version(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, number)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (exchange, number): (ExchangeId, u32) = (id(&exchange)?, id(&number)?);
    let view = app.store.exchange_get(&seat.ctx(), exchange).await?;
    let versions = &view.exchange.versions;
    let place = versions.iter().position(|version| version.number == number).ok_or(Fault::NotFound)?;
    let found = &versions[place];
    let before = place.checked_sub(1).map(|before| &versions[before].terms);
    let view = version::Version {
        exchange: exchange.to_string(),
        terms: found.terms.clone(),
        published: Some((found.number, found.published)),
        changes: before.map_or_else(Vec::new, |before| changes(before, &found.terms)),
    };
    Ok(html(version::page(&view, &seat.shell(&app).await?)))
}

/// The draft as people would read it.
pub async fn preview(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let view = app.store.exchange_get(&seat.ctx(), exchange).await?;
    let current = view.exchange.current().map(|version| &version.terms);
    let view = version::Version {
        exchange: exchange.to_string(),
        changes: current.map_or_else(Vec::new, |current| changes(current, &view.draft)),
        terms: view.draft.into(),
        published: None,
    };
    Ok(html(version::page(&view, &seat.shell(&app).await?)))
}

/// The draft as a file.
pub async fn toml(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = app.store.exchange_get(&seat.ctx(), id(&exchange)?).await?;
    let text = view.draft.to_toml().map_err(|_| Fault::Broken)?;
    let headers = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"terms.toml\""),
    ];
    Ok((headers, text).into_response())
}

/// Closes it. What was agreed stays in force.
pub async fn close(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    app.store.exchange_close(&seat.ctx(), exchange).await?;
    Ok(seat.done(format!("/studio/exchanges/{exchange}"), Said::Closed))
}
