//! `/me`

use axum::extract::State;
use axum::response::Response;
use comity_exchange::agreement::Agreement;
use comity_exchange::fixed::FixedTerms;
use comity_exchange::negotiation::{CounterState, Standing};
use comity_exchange::terms::Terms;
use comity_exchange::time::Timestamp;
use comity_store::Context;

use super::uses::Names;
use super::{person, read};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::home::{Became, Home, Line, Taking, TakingState, Waiting, WaitingKind, page};
use crate::web::portal::uses::Benefit;
use crate::web::seat::{Seat, html};
use crate::web::way;
use crate::words::Lang;

/// What waits, what was given and got, what became of it.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let mut home = Home::default();
    for (exchange, view) in app.store.standing_views(&ctx, person(&seat)?).await? {
        let (standing, terms) = (&view.standing, &view.current.terms);
        let title = read(&terms.title, terms, lang).to_owned();
        add(&mut home, &exchange.to_string(), &title, standing, terms, lang);
        if let Some(taking) = home.exchanges.last_mut() {
            let activities = app.store.activity_list(&ctx, exchange).await?;
            let there = |rules: &str| activities.iter().any(|one| one.kind() == rules);
            taking.ways = way::places().filter(|(rules, _)| there(rules)).map(|(_, code)| code).collect();
        }
        let now = crate::web::app::now();
        for vote in app.store.vote_list(&ctx, exchange).await? {
            if vote.own.is_none() && vote.ends > now && standing.agreement.as_ref().is_some_and(Agreement::in_force) {
                let (exchange, title) = (exchange.to_string(), title.clone());
                let until = Some(Timestamp(vote.ends));
                home.waiting.push(Waiting { kind: WaitingKind::Vote, exchange, title, until });
            }
        }
    }
    if matches!(seat.actor, comity_store::Actor::Person { .. }) {
        for unseen in app.store.voice_unseen(&ctx).await? {
            let exchange = unseen.exchange.to_string();
            let title = home.exchanges.iter().find(|one| one.exchange == exchange).map(|one| one.title.clone());
            let title = title.unwrap_or_default();
            home.waiting.push(Waiting { kind: WaitingKind::Noted, exchange, title, until: None });
        }
    }
    came_back(&mut home, Names::default().benefits(&app, &seat).await?);
    home.news = app.store.news_unseen(&ctx).await?;
    home.pulse = super::pulses::asked(&app, &seat).await?;
    wards(&app, &ctx, &mut home).await?;
    home.became.sort_by_key(|became| std::cmp::Reverse(became.at));
    Ok(html(page(&home, &seat.shell(&app).await?)))
}

/// What arrived, and apart from it what is promised and still to come.
fn came_back(home: &mut Home, benefits: Vec<Benefit>) {
    for one in benefits {
        let line = |came| {
            let what = match &one.amount {
                Some(amount) => format!("{}: {amount}", one.what),
                None => one.what.clone(),
            };
            Line { capital: one.capital, what, exchange: one.exchange.clone(), came }
        };
        if let Some(last) = one.came.iter().map(|came| came.at).max() {
            home.got.push(line(Some((one.came.len(), last))));
        }
        if one.is_to_come() {
            home.to_come.push(line(None));
        }
    }
}

fn add(home: &mut Home, exchange: &str, title: &str, standing: &Standing, published: &FixedTerms, lang: Lang) {
    let terms: &Terms = published;
    let (exchange, title) = (exchange.to_owned(), title.to_owned());
    let open = standing.counters.iter().any(|counter| counter.state == CounterState::Open);
    let state = match (&standing.agreement, &standing.offer) {
        (Some(Agreement { left: Some(_), .. }), None) => TakingState::Left,
        (Some(agreement), _) if agreement.in_force() => TakingState::Agreed,
        _ if open => TakingState::Countered,
        (_, Some(_)) => TakingState::Offered,
        (_, None) => TakingState::Declined,
    };
    if let Some(offer) = &standing.offer
        && !open
    {
        let kind = match (&standing.agreement, standing.accepted_waits(published)) {
            (_, true) => WaitingKind::Accepted,
            (Some(_), false) => WaitingKind::Version,
            (None, false) => WaitingKind::Offer,
        };
        home.waiting.push(Waiting { kind, exchange: exchange.clone(), title: title.clone(), until: None });
        if standing.agreement.is_none() {
            let since = offer.made;
            home.exchanges.push(Taking { exchange, title, state, since, ways: Vec::new() });
            return became(home, standing, terms, lang);
        }
    }
    let since = match (&standing.agreement, standing.counters.last()) {
        (Some(agreement), _) => agreement.left.unwrap_or(agreement.signed),
        (None, Some(counter)) => counter.made,
        (None, None) => standing.offer.as_ref().map_or(Timestamp(0), |offer| offer.made),
    };
    if let Some(agreement) = standing.agreement.as_ref().filter(|agreement| agreement.in_force()) {
        for held in agreement.held.values() {
            let line =
                |what: &str, capital| Line { capital, what: what.to_owned(), exchange: title.clone(), came: None };
            use comity_exchange::capital::Capital;
            if held.clause.information.is_some() {
                home.gave.push(line(read(&held.clause.title, terms, lang), Capital::Information));
            }
            if let Some(work) = &held.clause.work {
                home.gave.push(line(read(&work.what, terms, lang), Capital::Cultural));
            }
        }
    }
    home.exchanges.push(Taking { exchange, title, state, since, ways: Vec::new() });
    became(home, standing, terms, lang);
}

/// What became of conditions that were answered.
fn became(home: &mut Home, standing: &Standing, terms: &Terms, lang: Lang) {
    for counter in &standing.counters {
        let (accepted, answer) = match &counter.state {
            CounterState::Accepted => (true, String::new()),
            CounterState::Declined(reason) => (false, reason.clone()),
            CounterState::Open | CounterState::Lapsed | CounterState::TakenBack | CounterState::Overtaken => continue,
        };
        let clause = terms.clause(&counter.clause);
        let words = counter.alternative.words.clone();
        let asked = words.or_else(|| clause.map(|clause| read(&clause.title, terms, lang).to_owned()));
        home.became.push(Became {
            asked: asked.unwrap_or_else(|| counter.clause.to_string()),
            accepted,
            answer,
            at: counter.made,
        });
    }
}

/// Wards whose answers wait for this guardian.
async fn wards(app: &App, ctx: &Context, home: &mut Home) -> Result<(), Fault> {
    let comity_store::Actor::Guardian { ward, .. } = ctx.actor else { return Ok(()) };
    let _ = app.store.person_get(ctx, ward).await?;
    home.waiting.iter_mut().for_each(|waiting| waiting.kind = WaitingKind::Ward);
    Ok(())
}
