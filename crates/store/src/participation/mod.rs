//! Taking part: activities of an exchange, what people bring to them, what others say to it, and what becomes of it.
//!
//! What may be done is decided by [`comity_participation::board::Board`] over the rows that an act concerns; here they are read,
//! written, and sealed. Words are sealed under the key of whoever wrote them, so that they go with their author's key; votes hold
//! none, and count on under a number that leads to nobody.
//!
//! Everybody who was invited to an exchange takes part in its activities while it is open or, where an activity says so, whoever
//! agreed to the clause that asks for it.

mod activity;
mod bring;
mod changelog;
mod comment;
mod desk;
mod digest;
mod display;
mod embed;
mod erase;
mod everybody;
mod export;
mod guest;
mod help;
mod imports;
mod key;
mod list;
mod moderation;
mod news;
mod opinion;
mod own;
mod policy;
mod preview;
mod pulse;
pub(crate) mod recognition;
mod respond;
mod roadmap;
mod rows;
mod score;
mod search;
mod segment;
mod signs;
mod similar;
mod statuses;
mod voice;
mod waiting;
mod write;

pub use activity::{ActivityNew, ActivityView};
pub use bring::{Brought, ContributionNew};
pub use changelog::{ChangelogEntry, ChangelogNew};
pub use comment::{By, CommentView};
pub use digest::{DigestView, LettersView};
pub use display::{Display, NamedTo};
pub use embed::{NotAnOrigin, Origin};
pub use export::{CommentOut, ContributionOut};
pub use guest::{GUEST_KEPT, Joined};
pub use help::{FitView, PairView};
pub use imports::{Import, ImportAsked, ImportSaid, ImportState, ImportUndone, LINES_NAMED, Put};
pub use key::{ContributionAsked, ContributionTold, ContributionWhole};
pub use list::{ContributionFilter, ContributionLine, ContributionSort, ContributionView, Part};
pub use moderation::{Decision, DeskLine, ModerationDesk, Pressed};
pub use news::{Happened, News};
pub use opinion::{OpinionBooks, OpinionExport, OpinionImport, OpinionVote, StatementImport, StatementLine};
pub use own::{Became, OwnComment, OwnContribution, OwnDisplay, OwnPair, OwnPart, OwnThanks, OwnVote};
pub use policy::{PolicyOf, PolicySet, PolicyView};
pub use preview::{HeldLine, PolicyPreview};
pub use pulse::{OwnPulse, PulseFigures, PulseRule, PulseState, PulseWords};
pub use recognition::{
    CreditLine, CreditState, Named, OwnCredit, OwnRecognition, RecognitionLine, RecognitionState, Rewards, RewardsSet,
};
pub use respond::Voted;
pub use roadmap::{ChangelogLine, ChangelogPage, Roadmap, RoadmapLine, Told};
pub use score::{RankedLine, ScoreLine};
pub use search::Found;
pub use segment::SegmentCount;
pub use signs::{BurstLine, Looked, SIGNS_VOTES, SetAside, Sign, Signs};
pub use similar::Alike;
pub use statuses::StatusesView;
pub use voice::{OwnVoice, Voice, VoiceFilter, VoiceLine, VoiceThemes, VoiceUnseen, VoiceWording};
pub use waiting::{WAITING_MOST, WaitingFor, WaitingLine, waiting_is_cut};

pub(crate) use erase::erased;
use rows::Rows;
pub(crate) use similar::Shelves;

use comity_participation::activity::Activity;
use comity_participation::refusal::Refusal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::guardian;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::information::{self, About, Event};
use crate::standing::Stood;
use crate::store::Store;

/// A name as the rules write it.
fn name<T: Serialize>(value: &T) -> Result<String, Error> {
    match serde_json::to_value(value)? {
        Json::String(name) => Ok(name),
        _ => Err(Error::Broken("what should have a name has none".into())),
    }
}

/// What the rules write by that name.
fn named<T: DeserializeOwned>(name: String) -> Result<T, Error> {
    Ok(serde_json::from_value(Json::String(name))?)
}

/// The activity that a contribution was brought to.
async fn activity_of(conn: &mut Conn, id: ContributionId) -> Result<ActivityId, Error> {
    let row = conn.row("SELECT activity FROM contribution WHERE id = $1", args![id]).await?;
    row.ok_or(Error::NotFound("contribution"))?.get(0)
}

/// The contribution that a comment was written to.
async fn commented(conn: &mut Conn, id: CommentId) -> Result<ContributionId, Error> {
    let row = conn.row("SELECT contribution FROM contribution_comment WHERE id = $1", args![id]).await?;
    row.ok_or(Error::NotFound("comment"))?.get(0)
}

/// Writes down, for systems of the firm that are entitled to hear of it, what became of something that a person brought.
async fn told(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (exchange, id): (ExchangeId, ContributionId),
    event: Event,
) -> Result<(), Error> {
    let id = id.to_string();
    let about = About { firm: ctx.firm, exchange: Some(exchange), person: None, item: Some(&id) };
    information::tell(books, tx, about, event).await
}

/// Whether who asks sees the exchange of an activity that was read, or anybody does where no account is needed and it has been
/// published. Whether they are among those whom the activity is for is [`segment`]'s to say.
async fn sees_exchange(conn: &mut Conn, ctx: &Context, (rows, exchange): (&Rows, ExchangeId)) -> Result<(), Error> {
    if rows.board.activities().any(|activity| activity.without_account) {
        guardian::check(conn, ctx.firm, ctx.actor).await?;
        let there = "SELECT COUNT(*) FROM exchange WHERE id = $1 AND firm = $2 AND life <> 'draft'";
        if conn.number(there, args![exchange, ctx.firm]).await? > 0 {
            return Ok(());
        }
    }
    exchange::visible(conn, ctx, exchange).await
}

/// Who asks, where they take part now in an activity that was read: its exchange is open, they were invited to it or no account is
/// needed, and they agreed to the clause that asks for it where that is needed.
async fn takes_part(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    (rows, exchange): (&Rows, ExchangeId),
) -> Result<PersonId, Error> {
    let person = takes_back(books, conn, ctx, (rows, exchange)).await?;
    match segment::is_among(books, conn, ctx, (rows, exchange)).await? {
        true => Ok(person),
        false => Err(Refusal::NotAmong.into()),
    }
}

/// As [`takes_part`], for what whoever is not among those whom it is for any more may still take back.
async fn takes_back(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    (rows, exchange): (&Rows, ExchangeId),
) -> Result<PersonId, Error> {
    let person = ctx.partaking()?;
    sees_exchange(conn, ctx, (rows, exchange)).await?;
    if ctx.guest().is_ok() {
        if rows.board.activities().any(|activity| !activity.without_account) {
            return Err(Refusal::NeedsAccount.into());
        }
        guest::stays(books, conn, person).await?;
    }
    let open = "SELECT COUNT(*) FROM exchange WHERE id = $1 AND life = 'open'";
    if conn.number(open, args![exchange]).await? == 0 {
        return Err(Conflict::NotOpen.into());
    }
    for clause in rows.board.activities().filter_map(Activity::only_by) {
        if !Stood::read(books, conn, ctx.firm, exchange, person).await?.holds(clause) {
            return Err(Refusal::NotAgreed.into());
        }
    }
    Ok(person)
}
