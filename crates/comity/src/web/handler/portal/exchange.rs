//! `/exchanges/{id}`: the offer is read and answered.

use std::borrow::Cow;
use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::basis::age_of_consent;
use comity_exchange::clause::Position;
use comity_exchange::difference::changes;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Answer, Answered, CounterState, Refusal, Standing};
use comity_exchange::{negotiation, terms::Terms};
use comity_store::{
    ActivityView, Actor, AnswerCounts, Context, Error, ExchangeId, LinkFor, PersonNew, Promise, Signed, StandingView,
    Who,
};

use super::{id, person, read, turn};
use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::exchange::{Answering, Done, Offered, Others, Step, Turn, asks_consent, done, page};
use crate::web::seat::{Said, Seat, Sent, again, called, html, stale};
use crate::web::ui::{Errors, Fields, Shell};
use crate::web::way::{self, words};
use crate::words::Lang;

/// Everything that a page about an offer needs.
struct Desk {
    exchange: ExchangeId,
    view: StandingView,
    answering: Answering,
    /// Activities that are open and hang on a clause.
    activities: Vec<(ClauseId, &'static str, String)>,
}

async fn desk(app: &App, seat: &Seat, exchange: &str) -> Result<Desk, Fault> {
    let (ctx, exchange) = (seat.ctx(), id(exchange)?);
    let view = app.store.standing_view(&ctx, exchange, person(seat)?).await?;
    let (standing, terms) = (&view.standing, &view.current.terms);
    let answering = match seat.actor {
        Actor::Guardian { ward, .. } => Answering::Guardian { ward: called(&app.store.person_get(&ctx, ward).await?) },
        _ if standing.minor && standing.offer.as_ref().is_some_and(|offer| asks_consent(&offer.terms)) => {
            Answering::Minor { age: age_of_consent(&terms.country), asked: None }
        }
        _ => Answering::Person,
    };
    let open = app.store.activity_list(&ctx, exchange).await?.into_iter().filter(|activity| activity.open);
    let hangs = |one: ActivityView| {
        let title = words(&one.activity.title, seat.lang());
        Some((one.activity.clause.clone()?, way::code(one.kind())?, title))
    };
    let activities = open.filter_map(hangs).collect();
    Ok(Desk { exchange, view, answering, activities })
}

impl Desk {
    /// The page at a step; nothing where nothing is on offer.
    fn offered(&self, step: Step, fields: Fields, errors: Errors, stale: bool) -> Option<Offered> {
        let offer = self.view.standing.offer.as_ref()?;
        let agreed = self.view.standing.agreement.as_ref().filter(|agreement| agreement.left.is_none());
        let basis = |terms: &Terms, clause: &comity_exchange::clause::Clause| {
            terms.purpose_of(clause).map(|purpose| purpose.basis.clone())
        };
        let same = |id: &ClauseId| {
            let (held, clause) = (agreed?.held.get(id)?, offer.terms.clause(id)?);
            (*held.clause == *clause && held.basis == basis(&offer.terms, clause)).then(|| id.clone())
        };
        let in_force: BTreeSet<ClauseId> = offer.terms.clauses.iter().filter_map(|clause| same(&clause.id)).collect();
        // What was negotiated, or narrowed since, is what the person would give up.
        let before = agreed.zip(self.view.agreed.as_ref()).map(|(own, version)| own.as_agreed(&version.terms));
        Some(Offered {
            exchange: self.exchange.to_string(),
            terms: offer.terms.clone(),
            version: offer.version,
            in_force,
            activities: self.activities.clone(),
            changes: before.map_or_else(Vec::new, |before| changes(&before, &offer.terms)),
            answering: self.answering.clone(),
            step,
            fields,
            errors,
            stale,
        })
    }

    /// The terms in force for whoever agrees now.
    fn terms(&self) -> &Terms {
        &self.view.current.terms
    }
}

/// The offer; where there is none, what is in force.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let desk = desk(&app, &seat, &exchange).await?;
    match desk.offered(Step::Overview, Fields::default(), Errors::default(), false) {
        Some(view) => Ok(html(page(&view, &seat.shell(&app).await?))),
        None if desk.view.standing.agreement.is_some() => {
            Ok(seat.to(format!("/exchanges/{}/agreement", desk.exchange)))
        }
        None => {
            // Somebody who said no may look, and answer, again.
            app.store.standing_reopen(&seat.ctx(), desk.exchange).await?;
            let desk = self::desk(&app, &seat, &exchange).await?;
            let view = desk.offered(Step::Overview, Fields::default(), Errors::default(), false);
            Ok(html(page(&view.ok_or(Fault::NotFound)?, &seat.shell(&app).await?)))
        }
    }
}

/// One step of the answer, or the answer.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    // Held until the answer is written: a form sent twice is taken once.
    let _turn = turn(person(&seat)?).await;
    let desk = desk(&app, &seat, &exchange).await?;
    let shell = seat.shell(&app).await?;
    let Some(offered) = desk.offered(Step::Overview, fields.clone(), Errors::default(), false) else {
        return after(&app, &seat, &desk, &shell, Came::Before).await;
    };
    match offered.offer(&shell).turn(fields) {
        Turn::Show(step, fields, errors) => {
            let answer = if errors.is_empty() { html } else { again };
            let view = Offered { step, fields, errors, ..offered };
            Ok(answer(page(&view, &shell)))
        }
        Turn::Stale(fields) => Ok(stale(page(&Offered { fields, stale: true, ..offered }, &shell))),
        Turn::Decline(print) => match app.store.standing_decline(&seat.ctx(), desk.exchange, print).await {
            Ok(promise) => after(&app, &seat, &desk, &shell, Came::Declined(promise)).await,
            Err(error) => refused(error, offered, &shell),
        },
        Turn::AskGuardian(mail) => ask_guardian(&app, &seat, &desk, offered, &mail).await,
        Turn::Sign(response, settings) => {
            if is_repeated(&desk.view.standing, &response) {
                return after(&app, &seat, &desk, &shell, Came::Before).await;
            }
            match app.store.standing_respond(&seat.ctx(), desk.exchange, response).await {
                Ok(signed) => {
                    move_settings(&app, &seat.ctx(), desk.exchange, settings).await?;
                    after(&app, &seat, &desk, &shell, Came::Now(Box::new(signed))).await
                }
                Err(error) => refused(error, offered, &shell),
            }
        }
    }
}

/// Whether this very answer was given already, and its conditions wait: the offer is then still open.
fn is_repeated(standing: &Standing, response: &negotiation::Response) -> bool {
    let mut asked = response.answers.iter().filter_map(|(clause, answer)| match answer {
        Answer::If(alternative) => Some((clause, alternative)),
        Answer::Yes | Answer::No => None,
    });
    let waits = |(clause, alternative): (&ClauseId, &_)| {
        let open = standing.counters.iter().filter(|counter| counter.state == CounterState::Open);
        open.into_iter().any(|counter| counter.clause == *clause && counter.alternative == *alternative)
    };
    let first = asked.next();
    first.is_some_and(|first| waits(first) && asked.all(waits))
}

async fn move_settings(
    app: &App,
    ctx: &Context,
    exchange: ExchangeId,
    settings: Vec<(ClauseId, Position)>,
) -> Result<(), Fault> {
    for (clause, position) in settings {
        match app.store.standing_set(ctx, exchange, clause, position).await {
            // Not in force after all: the answer as a whole led to no agreement.
            Ok(_) | Err(Error::Agreement(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// What the rules refuse is shown beside what was answered.
fn refused(error: Error, offered: Offered, shell: &Shell) -> Result<Response, Fault> {
    match error {
        Error::Refused(Refusal::Stale | Refusal::NoOffer) => {
            Ok(stale(page(&Offered { stale: true, ..offered }, shell)))
        }
        error => Err(error.into()),
    }
}

/// What an answer led to.
enum Came {
    /// It was given before: its form came again.
    Before,
    /// A no to everything.
    Declined(Promise),
    /// It was taken just now.
    Now(Box<Signed>),
}

/// What came of the answer. Also shown when the form is sent again.
async fn after(app: &App, seat: &Seat, desk: &Desk, shell: &Shell, came: Came) -> Result<Response, Fault> {
    let (ctx, store) = (seat.ctx(), &app.store);
    // What the books just gave is not read again.
    let standing = match &came {
        Came::Now(signed) => Cow::Borrowed(&signed.standing),
        Came::Before | Came::Declined(_) => Cow::Owned(store.standing_get(&ctx, desk.exchange, person(seat)?).await?),
    };
    let just = match &came {
        Came::Now(signed) => Some(&**signed),
        Came::Before | Came::Declined(_) => None,
    };
    let counts = store.answer_counts(&ctx, desk.exchange, just).await?;
    let mut open = standing.counters.iter().filter(|counter| counter.state == CounterState::Open);
    let answer_by = open.by_ref().map(|counter| counter.answer_by).min();
    let (answered, receipt) = match came {
        Came::Now(ref signed) => (signed.answered, Some(signed.promise.leaf.to_string())),
        Came::Declined(ref promise) => (Answered::Declined, Some(promise.leaf.to_string())),
        Came::Before => {
            let agreed = standing.agreement.as_ref().is_some_and(|agreement| agreement.in_force());
            let countered = answer_by.is_some();
            let answered = match (agreed, countered) {
                (true, _) => Answered::Agreed,
                (false, true) => Answered::Countered,
                (false, false) => Answered::Declined,
            };
            (answered, None)
        }
    };
    let terms = desk.terms();
    let title = read(&terms.title, terms, seat.lang()).to_owned();
    let pulse = match answered {
        Answered::Declined => super::pulses::leaving(app, seat, desk.exchange, &title).await,
        Answered::Agreed | Answered::Countered => None,
    };
    let view = Done {
        exchange: desk.exchange.to_string(),
        title,
        pulse,
        answered,
        answer_by,
        receipt,
        others: others(&counts, desk, seat.lang()),
    };
    Ok(html(done(&view, shell)))
}

/// What others answered to the clauses in force, as far as the books tell it.
fn others(counts: &[AnswerCounts], desk: &Desk, lang: Lang) -> Vec<Others> {
    let terms = desk.terms();
    let told = terms.clauses.iter().filter_map(|clause| {
        let one = counts.iter().find(|one| one.clause == clause.id)?;
        let title = read(&clause.title, terms, lang).to_owned();
        Some(Others { clause: title, yes: one.yes, yes_if: one.yes_if, no: one.no })
    });
    told.collect()
}

/// Somebody with parental responsibility is asked by mail.
async fn ask_guardian(app: &App, seat: &Seat, desk: &Desk, offered: Offered, mail: &str) -> Result<Response, Fault> {
    let Answering::Minor { age, .. } = desk.answering else { return Err(Fault::Malformed) };
    let (house, ward) = (seat.house(), person(seat)?);
    let minor = app.store.person_get(&house, ward).await?;
    let guardian = match app.store.person_by_mail(&house, mail).await? {
        Some(found) => found.id,
        None => {
            let new =
                PersonNew { mail: Some(mail.to_owned()), language: minor.language.clone(), ..PersonNew::default() };
            app.store.person_add(&house, new).await?
        }
    };
    match app.store.guardian_add(&house, ward, guardian).await {
        Ok(()) => {}
        Err(Error::Invalid(_)) => return Err(Fault::Malformed),
        Err(error) => return Err(error.into()),
    }
    let to = LinkFor { who: Who::Guardian { id: guardian, ward }, exchange: Some(desk.exchange) };
    let days = app.config.sessions.invitation_days;
    let token = app.store.link_make(&house, to, i64::from(days) * 86_400_000_000).await?;
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let address = letter::address(app, firm, &format!("/enter/{token}"));
    let guardian = app.store.person_get(&house, guardian).await?;
    letter::guardian(&guardian, firm, (ward, &called(&minor)), &address, days).queue(app, &house).await?;
    let view = Offered { answering: Answering::Minor { age, asked: Some(mail.to_owned()) }, ..offered };
    Ok(html(page(&view, &seat.shell(app).await?)))
}

/// Opens the offer again, from the page of what is in force.
pub async fn reopen(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    app.store.standing_reopen(&seat.ctx(), exchange).await?;
    Ok(seat.done(format!("/exchanges/{exchange}"), Said::Saved))
}
