//! What members do with what people brought: let it be seen or not, say what became of it, find two to be one.

use comity_participation::moderation::{Button, Record, Showing};
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::status::OutcomeKind;

use super::bring::record;
use super::moderation::{decided, looks_again};
use super::rows::Rows;
use super::{commented, name, told};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId, MemberId, PersonId};
use crate::information::Event;
use crate::store::Store;

/// The member who asks, where they may decide on what customers bring.
fn moderator(ctx: &Context) -> Result<MemberId, Error> {
    ctx.may(Right::Moderate)?;
    ctx.member().ok_or(Error::Denied(Right::Moderate))
}

/// The name in the audit of what a button does.
fn act(button: &Button) -> &'static str {
    match button {
        Button::Approve => "approve",
        Button::ApproveAndTrust => "approve_and_trust",
        Button::Decline { .. } => "decline",
        Button::DeclineAndBlock { .. } => "decline_and_block",
    }
}

/// Writes down what a decision says of a person.
async fn mark(tx: &mut Conn, person: PersonId, button: &Button, before: &Showing) -> Result<(), Error> {
    tx.lock(person.bytes()).await?;
    let Record { accepted, declined, mark } = button.marks(record(tx, person).await?, before);
    let set = "INSERT INTO trust (person, accepted, declined, mark) VALUES ($1, $2, $3, $4)
               ON CONFLICT (person) DO UPDATE SET accepted = excluded.accepted, declined = excluded.declined,
                   mark = excluded.mark";
    let mark = mark.map(|mark| name(&mark)).transpose()?;
    tx.run(set, args![person, accepted, declined, mark]).await.map(drop)
}

/// [`Store::contribution_status_set`], within a transaction.
pub(super) async fn status_set(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (id, saw): (ContributionId, u32),
    (status, words): (&Name, &str),
) -> Result<(), Error> {
    let member = moderator(ctx)?;
    let (mut rows, exchange) = Rows::for_act(books, tx, ctx, id).await?;
    let done = rows.board.answer((id.known(), saw), status, words, member.known(), books.now())?;
    rows.happened(books, tx, done).await?;
    if rows.board.contribution(id.known())?.outcome.is_some() {
        told(books, tx, ctx, (exchange, id), Event::ContributionOutcome).await?;
    }
    audit::add(books, tx, ctx, "contribution_status_set", "contribution", Some(id.bytes())).await
}

/// [`Store::activity_answer`], within a transaction.
pub(super) async fn activity_answered(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    id: ActivityId,
    (kind, words): (OutcomeKind, &str),
) -> Result<(), Error> {
    let member = moderator(ctx)?;
    tx.lock(id.bytes()).await?;
    let (mut rows, _) = Rows::of_activity(books, tx, ctx, id).await?;
    let (activity, now) = (rows.board.activity(id.known())?, books.now());
    if activity.outcome.is_some() {
        return Err(Refusal::ThereAlready.into());
    }
    if activity.waits_since(now).is_none() {
        return Err(Refusal::SharedOutcome.into());
    }
    rows.whole(books, tx, id).await?;
    rows.responses(books, tx).await?;
    let done = rows.board.answer_activity(id.known(), kind, words, member.known(), now, &[])?;
    rows.happened(books, tx, done).await?;
    audit::add(books, tx, ctx, "activity_answer", "activity", Some(id.bytes())).await
}

/// [`Store::contribution_merge`], within a transaction.
pub(super) async fn merged(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    from: ContributionId,
    into: ContributionId,
) -> Result<(), Error> {
    moderator(ctx)?;
    let activity = super::activity_of(tx, from).await?;
    tx.lock(activity.bytes()).await?;
    let (mut rows, _) = Rows::of_family(books, tx, ctx, from).await?;
    if super::activity_of(tx, into).await? != activity {
        return Err(Refusal::NotAlike.into());
    }
    rows.family(books, tx, into).await?;
    rows.responses(books, tx).await?;
    let done = rows.board.merge(from.known(), into.known(), books.now())?;
    rows.happened(books, tx, done).await?;
    audit::add(books, tx, ctx, "contribution_merge", "contribution", Some(from.bytes())).await
}

/// [`Store::contribution_unmerge`], within a transaction.
pub(super) async fn unmerged(books: &Store, tx: &mut Conn, ctx: &Context, id: ContributionId) -> Result<(), Error> {
    moderator(ctx)?;
    let (mut rows, _) = Rows::for_act(books, tx, ctx, id).await?;
    let done = rows.board.unmerge(id.known(), books.now())?;
    rows.happened(books, tx, done).await?;
    audit::add(books, tx, ctx, "contribution_unmerge", "contribution", Some(id.bytes())).await
}

impl Store {
    /// Moves a contribution to a status, having seen its version `saw`. A status that says what became of it needs the firm's words, and
    /// everybody concerned is told.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] where the rules refuse it, with a conflict where somebody else
    /// changed it meanwhile.
    pub async fn contribution_status_set(
        &self,
        ctx: &Context,
        (id, saw): (ContributionId, u32),
        status: &str,
        words: String,
    ) -> Result<(), Error> {
        moderator(ctx)?;
        let status = Name::new(status).map_err(|_| Refusal::UnknownStatus)?;
        write!(self, ctx, |books, ctx, tx| { status_set(&books, tx, &ctx, (id, saw), (&status, &words)).await })
    }

    /// Says what became of an activity that has closed, which those share who voted in it; they are told.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] where it does not wait for that, or the rules refuse it.
    pub async fn activity_answer(
        &self,
        ctx: &Context,
        id: ActivityId,
        kind: OutcomeKind,
        words: String,
    ) -> Result<(), Error> {
        moderator(ctx)?;
        write!(self, ctx, |books, ctx, tx| { activity_answered(&books, tx, &ctx, id, (kind, &words)).await })
    }

    /// Finds that a contribution is the same as another: counts, followers and comments are read over both from now on.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] where the rules refuse it.
    pub async fn contribution_merge(
        &self,
        ctx: &Context,
        from: ContributionId,
        into: ContributionId,
    ) -> Result<(), Error> {
        moderator(ctx)?;
        write!(self, ctx, |books, ctx, tx| { merged(&books, tx, &ctx, from, into).await })
    }

    /// Takes a merge back: each stands for itself again, with what was given to it.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] where it is not merged.
    pub async fn contribution_unmerge(&self, ctx: &Context, id: ContributionId) -> Result<(), Error> {
        moderator(ctx)?;
        write!(self, ctx, |books, ctx, tx| { unmerged(&books, tx, &ctx, id).await })
    }

    /// Decides whether others see a contribution, having seen its version `saw`.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] with a conflict where somebody else decided first, and where a no was
    /// contested, whoever said it asks, and somebody else could look.
    pub async fn contribution_moderate(
        &self,
        ctx: &Context,
        (id, saw): (ContributionId, u32),
        button: Button,
    ) -> Result<(), Error> {
        let member = moderator(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            let before = rows.board.contribution(id.known())?.clone();
            if before.version == saw {
                looks_again(tx, ctx.firm, &before.showing, member).await?;
            }
            let done = rows.board.decide(id.known(), saw, &button, member.known(), books.now())?;
            rows.happened(&books, tx, done).await?;
            if before.showing != Showing::Shown && rows.board.contribution(id.known())?.showing == Showing::Shown {
                told(&books, tx, &ctx, (exchange, id), Event::ContributionShown).await?;
            }
            if let Some(author) = before.author {
                mark(tx, PersonId::of(author), &button, &before.showing).await?;
            }
            let version = rows.board.contribution(id.known())?.version;
            decided(tx, (id.bytes(), version), (member, act(&button)), books.now().0).await?;
            audit::add(&books, tx, &ctx, act(&button), "contribution", Some(id.bytes())).await
        })
    }

    /// The same for a comment.
    ///
    /// # Errors
    /// As [`Self::contribution_moderate`].
    pub async fn comment_moderate(
        &self,
        ctx: &Context,
        (id, saw): (CommentId, u32),
        button: Button,
    ) -> Result<(), Error> {
        let member = moderator(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            let on = commented(tx, id).await?;
            let (mut rows, _) = Rows::for_act(&books, tx, &ctx, on).await?;
            let before = rows.board.comment(id.known())?.clone();
            if before.version == saw {
                looks_again(tx, ctx.firm, &before.showing, member).await?;
            }
            let done = rows.board.decide_comment(id.known(), saw, &button, member.known(), books.now())?;
            rows.happened(&books, tx, done).await?;
            if let comity_participation::response::Writer::Person(writer) = before.writer {
                mark(tx, PersonId::of(writer), &button, &before.showing).await?;
            }
            let version = rows.board.comment(id.known())?.version;
            decided(tx, (id.bytes(), version), (member, act(&button)), books.now().0).await?;
            audit::add(&books, tx, &ctx, act(&button), "comment", Some(id.bytes())).await
        })
    }
}
