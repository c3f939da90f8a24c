//! Whoever takes part at a public address: a person who is signed in, a guest whose secret came along, or a visitor, who becomes a guest
//! with their first act and not before.

use axum::http::{HeaderMap, HeaderValue};
use comity_participation::response::Ballot;
use comity_store::{ActivityId, Actor, Brought, ContributionId, ContributionNew, Error, GUEST_KEPT, Token};

use super::app::{App, now};
use super::fault::Fault;
use super::gate::session;
use super::handler::turn;
use super::limit::{Rate, account};
use super::proof::{TO_PRESS, TO_TYPE, Unproven};
use super::seat::Seat;
use super::session::{Side, cookie, set};
use crate::opinion::live::Answer;

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Votes, or takes a vote back.
    Vote(ContributionId, Option<Ballot>),
    /// Brings something.
    Bring(ActivityId, ContributionNew),
    /// Takes back what they brought.
    Withdraw(ContributionId),
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Done {
    /// The vote counts.
    Voted,
    /// It was brought.
    Brought(Brought<ContributionId>),
    /// It is gone.
    Withdrawn,
}

/// Why it was not done.
#[derive(Debug)]
pub enum Undone {
    /// The form has to be sent once more.
    Unproven(Unproven),
    /// The books refuse it.
    Refused(Error),
    /// Anything else, for the page of faults.
    Fault(Fault),
}

impl From<Fault> for Undone {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// The name of the cookie that holds a guest's secret.
fn cookie_name(app: &App, seat: &Seat) -> String {
    Side::Guest.cookie_name(app.base.is_https(), seat.around.slug.as_deref())
}

/// The secret that came along, whether it is good or not.
pub fn secret(app: &App, seat: &Seat, headers: &HeaderMap) -> Option<Token> {
    cookie(headers, &cookie_name(app, seat))?.parse().ok()
}

/// The cookie that keeps a guest's secret for as long as the books know it; with nothing, the one that forgets it.
pub fn kept(app: &App, seat: &Seat, token: Option<&Token>) -> Option<HeaderValue> {
    let (value, seconds) = token.map_or((String::new(), 0), |token| (token.to_string(), GUEST_KEPT / 1_000_000));
    set(&cookie_name(app, seat), &value, app.base.is_https(), Some(seconds))
}

/// Seats who asks: a person by their session, else a guest by their secret.
///
/// # Errors
/// The books'.
pub async fn seated(app: &App, mut seat: Seat, headers: &HeaderMap) -> Result<Seat, Fault> {
    if let Some((_, session)) = session(app, &seat, Side::Portal, headers).await? {
        seat.actor = session.actor();
        return Ok(seat);
    }
    match secret(app, &seat, headers) {
        Some(token) => by_secret(app, seat, token).await,
        None => Ok(seat),
    }
}

/// Seats the guest whose secret it is; a visitor where it is nobody's.
///
/// # Errors
/// The books'.
pub async fn by_secret(app: &App, mut seat: Seat, token: Token) -> Result<Seat, Fault> {
    if let Some(id) = app.store.guest_find(&seat.house(), &token).await? {
        (seat.actor, seat.token) = (Actor::Guest { id }, Some(token));
    }
    Ok(seat)
}

/// Whether who asks has an account.
pub fn has_account(seat: &Seat) -> bool {
    matches!(seat.actor, Actor::Person { .. } | Actor::Guardian { .. })
}

/// Does something for who asks. A visitor becomes a guest, whose secret the seat then holds; but not by what is refused. `proof` is the
/// token of the form, and `about` the activity for which it was drawn.
///
/// # Errors
/// [`Undone`]: nothing has changed then.
pub async fn act(app: &App, seat: &mut Seat, (about, proof): (ActivityId, &str), deed: Deed) -> Result<Done, Undone> {
    if has_account(seat) {
        app.limits.count(Rate::Answer, account(&format!("{:?}", seat.actor)))?;
        return Ok(done(app, seat, deed).await?);
    }
    let now = now();
    let least = if matches!(deed, Deed::Bring(..)) { TO_TYPE } else { TO_PRESS };
    app.proofs.check(&about.to_string(), proof, now, least).map_err(Undone::Unproven)?;
    let network = app.proofs.network(seat.around.caller.network(), now);
    app.limits.count(Rate::Guest, network)?;
    if seat.actor != Actor::Visitor {
        return Ok(done(app, seat, deed).await?);
    }
    app.limits.count(Rate::Newcomer, network)?;
    let (id, token) = app.store.guest_make(&seat.house(), seat.lang().code()).await?;
    (seat.actor, seat.token) = (Actor::Guest { id }, Some(token));
    let tried = done(app, seat, deed).await;
    if tried.is_err() {
        (seat.actor, seat.token) = (Actor::Visitor, None);
        app.store.guest_drop(&seat.house(), id).await?;
    }
    Ok(tried?)
}

async fn done(app: &App, seat: &Seat, deed: Deed) -> Result<Done, Error> {
    let ctx = seat.ctx();
    let _turn = match seat.actor {
        Actor::Person { id } | Actor::Guest { id } | Actor::Guardian { ward: id, .. } => Some(turn(id).await),
        _ => None,
    };
    match deed {
        Deed::Vote(id, ballot) => {
            let voted = app.store.contribution_vote(&ctx, id, ballot).await?;
            match (seat.actor, ballot) {
                (
                    Actor::Person { id: person } | Actor::Guest { id: person } | Actor::Guardian { ward: person, .. },
                    Some(ballot),
                ) if voted.activity_kind == "opinion_map" => {
                    let answer = Answer { person, statement: id, ballot };
                    app.maps.answered(&app.store, ctx.firm, voted.activity, answer);
                }
                _ => app.maps.renew(voted.activity),
            }
            Ok(Done::Voted)
        }
        Deed::Bring(activity, new) => app.store.contribution_bring(&ctx, activity, new).await.map(Done::Brought),
        Deed::Withdraw(id) => {
            let activity = app.store.contribution_get(&ctx, id).await?.activity.id;
            app.store.contribution_withdraw(&ctx, id).await?;
            app.maps.renew(activity);
            Ok(Done::Withdrawn)
        }
    }
}
