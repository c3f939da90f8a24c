//! `/exchanges/{id}/agreement`: what is in force; settings, withdrawing, leaving, votes, conditions taken back.

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::negotiation::CounterState;
use comity_exchange::time::Timestamp;
use comity_store::{CounterFilter, Error, ExchangeId, Page, ReceiptLine, StandingView};

use super::uses::{Names, came_by_receipt};
use super::{id, person, read as read_text, receipt, turn};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::records;
use crate::web::portal::agreement::{Deed, InForce, OpenVote, page, read};
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<InForce, Fault> {
    let (ctx, own) = (seat.ctx(), person(seat)?);
    let StandingView { standing, current, agreed } = app.store.standing_view(&ctx, exchange, own).await?;
    let agreement = standing.agreement.ok_or(Fault::NotFound)?;
    let terms = agreed.unwrap_or(current).terms.clone();
    let title = read_text(&terms.title, &terms, seat.lang()).to_owned();
    let now = crate::web::app::now();
    let votes = app.store.vote_list(&ctx, exchange).await?.into_iter().filter(|vote| vote.ends > now);
    let votes = votes.filter_map(|vote| {
        let clause = terms.clause(&vote.clause)?.clone();
        Some(OpenVote { wording: vote.wording, clause, ends: Timestamp(vote.ends), answered: vote.own })
    });
    let receipts = app.store.receipt_list(&ctx, own).await?;
    let benefits = Names::default().benefits(app, seat).await?;
    let came = came_by_receipt(&benefits);
    let about = |line: &ReceiptLine| came.get(line.leaf.to_string().as_str()).cloned().unwrap_or_else(|| title.clone());
    let receipts = receipts.iter().filter(|line| line.exchange == exchange).map(|line| receipt(line, &about(line)));
    Ok(InForce {
        exchange: exchange.to_string(),
        votes: votes.collect(),
        receipts: receipts.collect(),
        terms,
        agreement,
        counters: standing.counters,
        lacks: records::lacks(app, seat).await?,
        offer_waits: standing.offer.is_some(),
        pulse: None,
        fields: Fields::default(),
        errors: Errors::default(),
    })
}

/// The page.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange = id(&exchange)?;
    let mut view = view(&app, &seat, exchange).await?;
    if view.agreement.left.is_some() {
        let title = read_text(&view.terms.title, &view.terms, seat.lang()).to_owned();
        view.pulse = super::pulses::leaving(&app, &seat, exchange, &title).await;
    }
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// One deed. What the rules refuse is said on the page.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let _turn = turn(person(&seat)?).await;
    let view = view(&app, &seat, exchange).await?;
    let deed = match read(&fields, &view.agreement, seat.lang()) {
        Ok(deed) => deed,
        Err(errors) => return Ok(again(page(&InForce { fields, errors, ..view }, &seat.shell(&app).await?))),
    };
    let back = format!("/exchanges/{exchange}/agreement");
    match done(&app, &seat, exchange, &view, deed).await {
        Ok(said) => Ok(seat.done(back, said)),
        Err(Error::Agreement(_) | Error::Refused(_)) => {
            let mut errors = Errors::default();
            errors.add("go", say!(seat.lang(), "portal-not-possible"));
            Ok(again(page(&InForce { fields, errors, ..view }, &seat.shell(&app).await?)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn done(app: &App, seat: &Seat, exchange: ExchangeId, view: &InForce, deed: Deed) -> Result<Said, Error> {
    let (store, ctx) = (&app.store, seat.ctx());
    match deed {
        Deed::Set(clause, position) => store.standing_set(&ctx, exchange, clause, position).await.map(|_| Said::Saved),
        Deed::Withdraw(purpose) => store.standing_withdraw(&ctx, exchange, purpose).await.map(|_| Said::Withdrawn),
        // Leaving twice is leaving once.
        Deed::Leave if view.agreement.left.is_some() => Ok(Said::Left),
        Deed::Leave => store.standing_leave(&ctx, exchange).await.map(|_| Said::Left),
        Deed::TakeBack(place) => {
            if view.counters.get(place).is_none_or(|counter| counter.state != CounterState::Open) {
                return Ok(Said::Saved);
            }
            let id = own_counter(app, seat, exchange, view, place).await?;
            store.counter_take_back(&ctx, id).await.map(|_| Said::Saved)
        }
        Deed::Vote(clause, yes) => {
            let votes = store.vote_list(&ctx, exchange).await?;
            let now = crate::web::app::now();
            let vote = votes.into_iter().find(|vote| vote.clause == clause && vote.ends > now);
            store.vote_answer(&ctx, vote.ok_or(Error::NotFound("vote"))?.id, yes).await.map(|()| Said::Saved)
        }
    }
}

/// The id under which the books keep a person's condition. Conditions stand in the same order in both lists.
async fn own_counter(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    view: &InForce,
    place: usize,
) -> Result<comity_store::CounterId, Error> {
    let wanted = view.counters.get(place).ok_or(Error::NotFound("counter"))?;
    let own = person(seat).map_err(|_| Error::NotFound("counter"))?;
    let mut page = Page::first(500);
    loop {
        let filter = CounterFilter { open: true, clause: Some(wanted.clause.clone()) };
        let listed = app.store.counter_list(&seat.house(), exchange, &filter, &page).await?;
        let found = listed.rows.iter().find(|line| line.person == own && line.counter == *wanted);
        match (found, listed.next) {
            (Some(line), _) => return Ok(line.id),
            (None, Some(next)) => page.after = Some(next),
            (None, None) => return Err(Error::NotFound("counter")),
        }
    }
}
