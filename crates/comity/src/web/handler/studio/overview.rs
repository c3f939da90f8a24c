//! `/studio`

use axum::extract::State;
use axum::response::Response;
use comity_exchange::publish::Life;
use comity_store::{ExchangeId, JobState, NoticesOpen, Page, Right, waiting_is_cut};

use super::counters::replies;
use super::utilisation::Names;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Seat, html};
use crate::web::studio::overview::{Ideas, Late, Overview, page};

/// Clauses in the chart of answers; those of one exchange stay together.
const MOST: usize = 12;

/// What waits.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let exchanges = store.exchange_list(&ctx).await?;
    let may = |right| matches!(seat.actor, comity_store::Actor::Member { role, .. } if role.may(right));
    let count = |life| exchanges.iter().filter(|line| line.life == life).count() as u64;
    let mut view = Overview {
        open: count(Life::Open),
        drafts: count(Life::Draft),
        people: store.person_count(&ctx).await?,
        agreed: exchanges.iter().map(|line| line.agreed).sum(),
        conditions: exchanges.iter().map(|line| line.open_counters).sum(),
        ..Overview::default()
    };
    for line in exchanges.iter().filter(|line| line.life == Life::Open) {
        view.unanswered += store.standing_counts(&ctx, line.id).await?.offered;
        if view.answers.len() < MOST {
            let terms = store.exchange_get(&ctx, line.id).await?;
            let Some(version) = terms.exchange.current() else { continue };
            view.answers.extend(replies(&app, &seat, line.id, &version.terms).await?);
        }
    }
    for (exchange, counts) in store.utilisation_latest(&ctx).await? {
        view.used.push((title(&app, &seat, exchange).await?, exchange.to_string(), counts));
    }
    for late in store.benefits_overdue(&ctx).await? {
        view.owed.push(Late {
            title: title(&app, &seat, late.exchange).await?,
            exchange: late.exchange.to_string(),
            persons: late.persons,
            oldest: late.oldest,
        });
    }
    if may(Right::StandingRead) {
        for line in exchanges.iter().filter(|line| line.life != Life::Draft) {
            let lines = store.waiting_list(&ctx, line.id).await?;
            if !lines.is_empty() {
                let (title, waits) = (title(&app, &seat, line.id).await?, lines.len() as u64);
                let more = waiting_is_cut(&lines);
                view.ideas.push(Ideas { title, exchange: line.id.to_string(), waits, more });
            }
        }
    }
    if may(Right::ClientRead) {
        let hooks = store.hook_list(&ctx).await?;
        let told = |open: &NoticesOpen| {
            hooks.iter().any(|hook| hook.exchange == open.exchange && hook.recipient == open.recipient)
        };
        view.untold = store.notice_counts(&ctx).await?.iter().filter(|open| !told(open)).map(|open| open.open).sum();
    }
    if may(Right::JobRead) {
        let jobs = store.job_list(&ctx, &Page::first(500)).await?;
        view.failed = store.job_dead_count(&ctx).await?;
        let erases = |kind: &str| kind == comity_store::PERSON_ERASE;
        let erasures =
            jobs.rows.iter().filter(|job| erases(&job.kind) && !matches!(job.state, JobState::Done | JobState::Dead));
        view.erasures = erasures.count() as u64;
    }
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

async fn title(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<String, Fault> {
    Ok(Names::new(&app.store.exchange_get(&seat.ctx(), exchange).await?, seat.lang()).title())
}
