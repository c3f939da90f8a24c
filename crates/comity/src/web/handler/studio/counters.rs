//! `/studio/exchanges/{id}/counters`: conditions, and the firm's answers

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::clause::Clause;
use comity_exchange::negotiation::{CounterState, Refusal};
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_store::{CounterFilter, CounterId, Error, ExchangeId, For, Page};

use super::{asked_page, pages};
use crate::chart::Replies;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read as read_text};
use crate::web::seat::{Asked, Said, Seat, Sent, again, called, html, stale};
use crate::web::studio::counters::{Counters, Reply, Row, Wanted, Whom, page, read};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, filter: Fields, after: &Page) -> Result<Counters, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let terms = there.exchange.current().map_or(there.draft, |version| Terms::clone(&version.terms));
    let asked = store.counter_distribution(&ctx, exchange).await?;
    let wanted = CounterFilter { open: filter.get("state") == "open", clause: None };
    let listed = store.counter_list(&ctx, exchange, &wanted, after).await?;
    let named = |state: &CounterState| match state {
        CounterState::Open => "open",
        CounterState::Accepted => "accepted",
        CounterState::Declined(_) => "declined",
        CounterState::Lapsed => "lapsed",
        CounterState::TakenBack | CounterState::Overtaken => "",
    };
    let mut rows = Vec::new();
    for line in &listed.rows {
        let counter = &line.counter;
        if filter.has("state") && named(&counter.state) != filter.get("state") {
            continue;
        }
        let same = asked.iter().find(|one| {
            let bounded = comity_exchange::counter::Alternative { words: None, ..counter.alternative.clone() };
            one.clause == counter.clause
                && one.alternative == bounded
                && one.own_words == counter.alternative.words.is_some()
        });
        let person = store.person_get(&ctx, line.person).await?;
        rows.push(Row {
            id: line.id.to_string(),
            person: (called(&person), line.person.to_string()),
            clause: counter.clause.clone(),
            alternative: counter.alternative.clone(),
            made: counter.made,
            answer_by: counter.answer_by,
            state: counter.state.clone(),
            same: same.map_or(0, |same| same.open.saturating_sub(u64::from(counter.state == CounterState::Open))),
        });
    }
    Ok(Counters {
        exchange: exchange.to_string(),
        answers: replies(app, seat, exchange, &terms).await?,
        terms,
        spread: most_first(asked),
        pages: pages(&listed, after),
        rows,
        filter,
        fields: Fields::default(),
        errors: Errors::default(),
    })
}

/// What was asked for, over all clauses, the most frequent first.
fn most_first(asked: Vec<comity_store::Asked>) -> Vec<Wanted> {
    let one = |one: comity_store::Asked| Wanted {
        clause: one.clause,
        alternative: one.alternative,
        own_words: one.own_words,
        times: one.total,
    };
    let mut all: Vec<Wanted> = asked.into_iter().map(one).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.times));
    all
}

/// How each clause of the terms was answered, in their order.
///
/// # Errors
/// The books'.
pub async fn replies(app: &App, seat: &Seat, exchange: ExchangeId, terms: &Terms) -> Result<Vec<Replies>, Fault> {
    let counts = app.store.answer_counts(&seat.ctx(), exchange, None).await?;
    let one = |clause: &Clause| {
        let found = counts.iter().find(|one| one.clause == clause.id)?;
        let title = read_text(&clause.title, terms, seat.lang()).to_owned();
        Some(Replies { clause: title, answers: [found.yes, found.yes_if, found.no] })
    };
    Ok(terms.clauses.iter().filter_map(one).collect())
}

/// The list.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(filter): Asked,
) -> Result<Response, Fault> {
    let after = asked_page(&filter);
    let view = view(&app, &seat, id(&exchange)?, filter, &after).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// An answer. Sent twice, the second finds the condition answered and says so.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let view = view(&app, &seat, exchange, Fields::default(), &Page::default()).await?;
    let reply = match read(&fields, seat.lang()) {
        Ok(reply) => reply,
        Err(errors) => return Ok(again(page(&Counters { fields, errors, ..view }, &seat.shell(&app).await?))),
    };
    let (counter, answered) = match reply {
        Reply::Decline { counter, reason } => {
            let id: CounterId = id(&counter)?;
            (counter, app.store.counter_decline(&seat.ctx(), id, &reason).await)
        }
        Reply::Accept { counter, whom, wording } => {
            let id: CounterId = id(&counter)?;
            let row = view.rows.iter().find(|row| row.id == counter);
            let clause = row.and_then(|row| view.terms.clause(&row.clause)).cloned();
            let wording = clause.filter(|_| !wording.is_empty()).map(|mut clause| {
                for (language, text) in &wording {
                    if let Ok(language) = Language::new(language) {
                        clause.text.set(language, text.clone());
                    }
                }
                clause
            });
            let whom = match whom {
                Whom::One => For::One,
                Whom::Group => For::Group,
                Whom::Version => For::Version,
            };
            (counter, app.store.counter_accept(&seat.ctx(), id, whom, wording).await.map(drop))
        }
    };
    let said = match answered {
        Ok(()) => return Ok(seat.done(format!("/studio/exchanges/{exchange}/counters"), Said::Answered)),
        Err(Error::Refused(Refusal::WordingNeeded)) => "wording",
        Err(Error::Refused(Refusal::NotOpen) | Error::Conflict(_)) => "answered",
        Err(Error::Refused(_) | Error::NotPublished(_)) => "refused",
        Err(error) => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add(format!("wording.{counter}"), say!(seat.lang(), "web-counter-refused", why = said));
    Ok(stale(page(&Counters { fields, errors, ..view }, &seat.shell(&app).await?)))
}
