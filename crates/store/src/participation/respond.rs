//! Votes, comments, and being told.

use comity_participation::board::{Board, NewComment};
use comity_participation::response::{Ballot, Writer};

use super::bring::{Brought, screened};
use super::rows::Rows;
use super::{activity_of, segment, takes_back, takes_part, told};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, MemberId, PersonId};
use crate::information::Event;
use crate::store::Store;

/// What the vote of a person adds to the count of those for it, and of those against it.
fn counts(board: &Board, id: ContributionId, person: PersonId) -> (i64, i64) {
    let ballot = board.votes(id.known()).get(&person.known()).map(|vote| vote.ballot);
    (i64::from(ballot == Some(Ballot::For)), i64::from(ballot == Some(Ballot::Against)))
}

/// The member who speaks for the firm; nobody, where a person speaks for themselves.
fn voice(ctx: &Context) -> Result<Option<MemberId>, Error> {
    if ctx.acting().is_ok() {
        return Ok(None);
    }
    ctx.may(Right::Moderate)?;
    ctx.member().map(Some).ok_or(Error::Denied(Right::Moderate))
}

/// Where a vote counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voted {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// In which activity.
    pub activity: ActivityId,
    /// Which activity that is, by the name of its rules.
    pub activity_kind: &'static str,
}

/// [`Store::contribution_vote`], within a transaction.
pub(super) async fn voted(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    id: ContributionId,
    ballot: Option<Ballot>,
) -> Result<Voted, Error> {
    // Nobody merges meanwhile, and one vote after the other is counted where they are counted together.
    let activity = activity_of(tx, id).await?;
    tx.lock_shared(activity.bytes()).await?;
    let (mut rows, exchange) = Rows::of_family(books, tx, ctx, id).await?;
    let person = match ballot {
        Some(_) => takes_part(books, tx, ctx, (&rows, exchange)).await?,
        None => takes_back(books, tx, ctx, (&rows, exchange)).await?,
    };
    let root = ContributionId::of(rows.board.root(id.known()));
    tx.lock(root.bytes()).await?;
    let own = "SELECT ballot, at FROM contribution_vote WHERE contribution = $1 AND person = $2";
    for at in rows.board.family(root.known()).into_iter().map(ContributionId::of) {
        if let Some(row) = tx.row(own, args![at, person]).await? {
            rows.vote(at, person, row.get(0)?, row.get(1)?)?;
        }
    }
    let before = counts(&rows.board, root, person);
    let done = rows.board.vote(id.known(), (person.known(), ctx.guest().is_err()), ballot, books.now())?;
    let after = counts(&rows.board, root, person);
    rows.write(tx, &done.changes).await?;
    if before != after {
        let add = "UPDATE contribution_count SET for_it = for_it + $2, against = against + $3 WHERE contribution = $1";
        tx.run(add, args![root, after.0 - before.0, after.1 - before.1]).await?;
    }
    let activity_kind = rows.board.activity(activity.known())?.setting.rules().name();
    Ok(Voted { exchange, activity, activity_kind })
}

/// [`Store::answer_accept`], within a transaction.
pub(super) async fn accepted(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    id: ContributionId,
    comment: CommentId,
) -> Result<(), Error> {
    let member = voice(ctx)?;
    let (mut rows, exchange) = Rows::for_act(books, tx, ctx, id).await?;
    let by = match member {
        Some(member) => Writer::Member(member.known()),
        None => Writer::Person(takes_part(books, tx, ctx, (&rows, exchange)).await?.known()),
    };
    let done = rows.board.accept(id.known(), comment.known(), by, books.now())?;
    rows.happened(books, tx, done).await?;
    told(books, tx, ctx, (exchange, id), Event::ContributionOutcome).await?;
    if member.is_some() {
        audit::add(books, tx, ctx, "answer_accept", "contribution", Some(id.bytes())).await?;
    }
    Ok(())
}

/// [`Store::comment_add`], within a transaction; `id` is what it will have.
pub(super) async fn commented(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (id, on): (CommentId, ContributionId),
    (reply_to, text): (Option<CommentId>, String),
) -> Result<Brought<CommentId>, Error> {
    let member = voice(ctx)?;
    let (mut rows, exchange) = Rows::for_act(books, tx, ctx, on).await?;
    let now = books.now();
    let (writer, shown) = match member {
        Some(member) => (Writer::Member(member.known()), true),
        None => {
            let person = takes_part(books, tx, ctx, (&rows, exchange)).await?;
            rows.know(books, tx, person).await?;
            (Writer::Person(person.known()), screened(tx, (&rows, exchange), person, &text, now).await?)
        }
    };
    let reply_to = reply_to.map(CommentId::known);
    let new = NewComment { id: id.known(), contribution: on.known(), reply_to, writer, text };
    let done = rows.board.write(&new, shown, now)?;
    rows.happened(books, tx, done).await?;
    if member.is_some() {
        audit::add(books, tx, ctx, "comment_add", "comment", Some(id.bytes())).await?;
    }
    Ok(Brought { id, shown })
}

impl Store {
    /// The person votes on a contribution, changes their vote, or with nothing takes it back. Others' votes are not read for that: one
    /// row is written, and one count moved. Gives where it counts.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; [`crate::Conflict::NotOpen`]; [`Error::Participation`] where the rules refuse
    /// it.
    pub async fn contribution_vote(
        &self,
        ctx: &Context,
        id: ContributionId,
        ballot: Option<Ballot>,
    ) -> Result<Voted, Error> {
        ctx.partaking()?;
        write!(checked: self, ctx, |books, ctx, tx| {
            voted(&books, tx, &ctx, id, ballot).await
        })
    }

    /// The person asks to be told of what happens to a contribution, or not to be.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; no such contribution that they see.
    pub async fn contribution_follow(&self, ctx: &Context, id: ContributionId, on: bool) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let activity = activity_of(tx, id).await?;
            tx.lock_shared(activity.bytes()).await?;
            let (mut rows, exchange) = Rows::of_family(&books, tx, &ctx, id).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let theirs = rows.board.contribution(id.known())?.author == Some(person.known());
            if on && !theirs && !segment::is_among(&books, tx, &ctx, (&rows, exchange)).await? {
                return Err(Error::NotFound("activity"));
            }
            let own = "SELECT told, at FROM contribution_follow WHERE contribution = $1 AND person = $2";
            for at in rows.board.family(rows.board.root(id.known())).into_iter().map(ContributionId::of) {
                if let Some(row) = tx.row(own, args![at, person]).await? {
                    rows.follow(at, person, row.get(0)?, row.get(1)?);
                }
            }
            let done = rows.board.follow(id.known(), person.known(), on, books.now())?;
            rows.write(tx, &done.changes).await
        })
    }

    /// Somebody comments on a contribution, or replies to a comment: a person who takes part, or a member for the firm.
    ///
    /// # Errors
    /// Neither a person who was invited nor a member with [`Right::Moderate`]; [`crate::Conflict::NotOpen`],
    /// [`crate::Conflict::TooMuch`], [`crate::Conflict::Blocked`]; [`Error::Participation`] where the rules refuse it.
    pub async fn comment_add(
        &self,
        ctx: &Context,
        on: ContributionId,
        reply_to: Option<CommentId>,
        text: String,
    ) -> Result<Brought<CommentId>, Error> {
        voice(ctx)?;
        let id = CommentId::new();
        write!(self, ctx, |books, ctx, tx| { commented(&books, tx, &ctx, (id, on), (reply_to, text)).await })
    }

    /// Whoever asked says which comment answers their question, or a member in their place. That is its outcome, and whoever
    /// wrote the answer is told.
    ///
    /// # Errors
    /// Neither the person who asked nor a member with [`Right::Moderate`]; [`Error::Participation`] where the rules refuse it.
    pub async fn answer_accept(&self, ctx: &Context, id: ContributionId, comment: CommentId) -> Result<(), Error> {
        voice(ctx)?;
        write!(self, ctx, |books, ctx, tx| { accepted(&books, tx, &ctx, id, comment).await })
    }

    /// The person thanks for a contribution, or for a comment on it; once, and its author is told.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; [`Error::Participation`] where it is their own, or they thanked before.
    pub async fn contribution_thank(
        &self,
        ctx: &Context,
        id: ContributionId,
        comment: Option<CommentId>,
    ) -> Result<(), Error> {
        ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            // A comment may stand at something that is merged with what is looked at: thanks stand where it stands.
            let at = match comment {
                Some(comment) => super::commented(tx, comment).await?,
                None => id,
            };
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, at).await?;
            let person = takes_part(&books, tx, &ctx, (&rows, exchange)).await?;
            if rows.board.contribution(id.known()).is_err() {
                return Err(Error::NotFound("comment"));
            }
            let done = rows.board.thank(at.known(), comment.map(CommentId::known), person.known(), books.now())?;
            rows.happened(&books, tx, done).await
        })
    }
}
