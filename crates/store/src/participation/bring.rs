//! Bringing something, looking for what is like it first, saying something against a no, taking it back.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_participation::activity::Particulars;
use comity_participation::board::NewContribution;
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Record, Screened, screen};
use serde::{Deserialize, Serialize};

use super::rows::Rows;
use super::{commented, named, policy, takes_part, told};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::information::Event;
use crate::store::Store;

/// One day in microseconds.
const DAY: i64 = 86_400_000_000;

/// What somebody brings, as they wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributionNew {
    /// What it is.
    pub kind: Kind,
    /// A few words.
    pub title: String,
    /// What it says; may be left blank.
    pub body: String,
    /// In which language.
    pub language: Language,
    /// What an offer or a need says beside that.
    pub particulars: Option<Particulars>,
}

/// What was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought<I> {
    /// Its id.
    pub id: I,
    /// Whether others see it at once; else a moderator looks first.
    pub shown: bool,
}

/// What moderators have decided on what a person brought.
pub(super) async fn record(conn: &mut Conn, person: PersonId) -> Result<Record, Error> {
    let find = "SELECT accepted, declined, mark FROM trust WHERE person = $1";
    let Some(row) = conn.row(find, args![person]).await? else { return Ok(Record::default()) };
    let mark: Option<String> = row.get(2)?;
    Ok(Record { accepted: row.get(0)?, declined: row.get(1)?, mark: mark.map(named).transpose()? })
}

/// Whether others see at once what a person brings now, by the rules on words, links and rates that hold in the exchange.
pub(super) async fn screened(
    tx: &mut Conn,
    (rows, exchange): (&Rows, ExchangeId),
    person: PersonId,
    text: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    // Two requests of one person count each other.
    tx.lock(person.bytes()).await?;
    let find = "SELECT at FROM contribution WHERE author = $1 AND at > $2
                UNION ALL SELECT at FROM contribution_comment WHERE person = $1 AND at > $2";
    let recent = tx.rows(find, args![person, now.0 - DAY]).await?;
    let before: Vec<Timestamp> = recent.iter().map(|row| row.get(0).map(Timestamp)).collect::<Result<_, _>>()?;
    let (policy, _) = policy::in_force(tx, (rows.firm, &rows.firm_key), Some(exchange)).await?;
    match screen(&policy, &record(tx, person).await?, text, &before, now) {
        Screened::Show => Ok(true),
        Screened::Queue { .. } => Ok(false),
        Screened::Later { .. } => Err(Conflict::TooMuch.into()),
        Screened::Blocked => Err(Conflict::Blocked.into()),
    }
}

/// [`Store::contribution_bring`], within a transaction; `id` is what it will have.
pub(super) async fn brought(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (id, activity): (ContributionId, ActivityId),
    new: ContributionNew,
) -> Result<Brought<ContributionId>, Error> {
    let (mut rows, exchange) = Rows::of_activity(books, tx, ctx, activity).await?;
    let person = takes_part(books, tx, ctx, (&rows, exchange)).await?;
    rows.know(books, tx, person).await?;
    let now = books.now();
    let shown = screened(tx, (&rows, exchange), person, &format!("{}\n{}", new.title, new.body), now).await?;
    let new = NewContribution {
        id: id.known(),
        activity: activity.known(),
        kind: new.kind,
        place: None,
        author: person.known(),
        title: new.title,
        body: new.body,
        language: new.language,
        particulars: new.particulars,
    };
    let done = rows.board.bring(&new, shown, now)?;
    rows.happened(books, tx, done).await?;
    if shown {
        told(books, tx, ctx, (exchange, id), Event::ContributionShown).await?;
    }
    Ok(Brought { id, shown })
}

impl Store {
    /// The person brings something to an activity.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking, or a guest where no account is needed; [`Conflict::NotOpen`], [`Conflict::TooMuch`], [`Conflict::Blocked`];
    /// [`Error::Participation`] with what the rules have against it.
    pub async fn contribution_bring(
        &self,
        ctx: &Context,
        activity: ActivityId,
        new: ContributionNew,
    ) -> Result<Brought<ContributionId>, Error> {
        ctx.partaking()?;
        let id = ContributionId::new();
        write!(self, ctx, |books, ctx, tx| { brought(&books, tx, &ctx, (id, activity), new).await })
    }

    /// The person takes back what they brought: its words go, and what others gave to it stays.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; not theirs, or not there.
    pub async fn contribution_withdraw(&self, ctx: &Context, id: ContributionId) -> Result<(), Error> {
        let person = ctx.partaking()?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            super::sees_exchange(tx, &ctx, (&rows, exchange)).await?;
            // By rows of its own: what it is put together with is no part of its family.
            let (mut pairs, _) = Rows::of_family(&books, tx, &ctx, id).await?;
            super::help::leave(&books, tx, &mut pairs, (id, person)).await?;
            let done = rows.board.withdraw(id.known(), person.known(), books.now())?;
            super::display::forget(tx, id).await?;
            rows.happened(&books, tx, done).await
        })
    }

    /// The author of something that was declined says something against that, once. A moderator looks again.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; not theirs, nothing to contest, no words.
    pub async fn contribution_contest(&self, ctx: &Context, id: ContributionId, words: String) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let done = rows.board.contest(id.known(), person.known(), &words, books.now())?;
            rows.happened(&books, tx, done).await
        })
    }

    /// The same for a comment.
    ///
    /// # Errors
    /// As [`Self::contribution_contest`].
    pub async fn comment_contest(&self, ctx: &Context, id: CommentId, words: String) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let on = commented(tx, id).await?;
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, on).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let done = rows.board.contest_comment(id.known(), person.known(), &words, books.now())?;
            rows.happened(&books, tx, done).await
        })
    }
}
