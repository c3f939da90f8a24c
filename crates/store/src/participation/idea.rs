//! Bringing an idea, looking for similar ones first, saying something against a no, taking it back.

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_participation::board::NewContribution;
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Policy, Record, Screened, screen};
use comity_participation::similar::{Index, Limits};
use serde::Serialize;

use super::rows::{Rows, columns, from};
use super::{commented, named, takes_part};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, PersonId};
use crate::store::Store;

/// How many of the newest ideas are looked through for similar ones. They are opened for each search and forgotten after it, so
/// that nothing of anybody's stays in memory past their erasure.
const LOOKED_THROUGH: i64 = 2_000;

/// One day in microseconds.
const DAY: i64 = 86_400_000_000;

/// An idea, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeaNew {
    /// A few words.
    pub title: String,
    /// What it says; may be left blank.
    pub body: String,
    /// In which language.
    pub language: Language,
}

/// What was brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Brought<I> {
    /// Its id.
    pub id: I,
    /// Whether others see it at once; else a moderator looks first.
    pub shown: bool,
}

/// An idea that is like what somebody writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alike {
    /// Its id.
    pub id: ContributionId,
    /// Its title.
    pub title: String,
    /// How many voted for it.
    pub for_it: u64,
}

/// What moderators have decided on what a person brought.
pub(super) async fn record(conn: &mut Conn, person: PersonId) -> Result<Record, Error> {
    let find = "SELECT accepted, declined, mark FROM trust WHERE person = $1";
    let Some(row) = conn.row(find, args![person]).await? else { return Ok(Record::default()) };
    let mark: Option<String> = row.get(2)?;
    Ok(Record { accepted: row.get(0)?, declined: row.get(1)?, mark: mark.map(named).transpose()? })
}

/// Whether others see at once what a person brings now, by the rules on words, links and rates.
pub(super) async fn screened(tx: &mut Conn, person: PersonId, text: &str, now: Timestamp) -> Result<bool, Error> {
    // Two requests of one person count each other.
    tx.lock(person.bytes()).await?;
    let find = "SELECT at FROM contribution WHERE author = $1 AND at > $2
                UNION ALL SELECT at FROM contribution_comment WHERE person = $1 AND at > $2";
    let rows = tx.rows(find, args![person, now.0 - DAY]).await?;
    let before: Vec<Timestamp> = rows.iter().map(|row| row.get(0).map(Timestamp)).collect::<Result<_, _>>()?;
    match screen(&Policy::default(), &record(tx, person).await?, text, &before, now) {
        Screened::Show => Ok(true),
        Screened::Queue { .. } => Ok(false),
        Screened::Later { .. } => Err(Conflict::TooMuch.into()),
        Screened::Blocked => Err(Conflict::Blocked.into()),
    }
}

impl Store {
    /// The person brings an idea.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; [`Conflict::NotOpen`], [`Conflict::TooMuch`], [`Conflict::Blocked`];
    /// [`Error::Participation`] with what the rules have against it.
    pub async fn idea_bring(
        &self,
        ctx: &Context,
        activity: ActivityId,
        new: IdeaNew,
    ) -> Result<Brought<ContributionId>, Error> {
        self.bring(ctx, activity, Kind::Idea, new).await
    }

    /// The person brings something of a kind.
    pub(super) async fn bring(
        &self,
        ctx: &Context,
        activity: ActivityId,
        kind: Kind,
        new: IdeaNew,
    ) -> Result<Brought<ContributionId>, Error> {
        ctx.acting()?;
        let id = ContributionId::new();
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::of_activity(&books, tx, &ctx, activity).await?;
            let person = takes_part(tx, &ctx, exchange).await?;
            rows.know(&books, tx, person).await?;
            let now = books.now();
            let shown = screened(tx, person, &format!("{}\n{}", new.title, new.body), now).await?;
            let new = NewContribution {
                id: id.known(),
                activity: activity.known(),
                kind,
                place: None,
                author: person.known(),
                title: new.title,
                body: new.body,
                language: new.language,
            };
            let done = rows.board.bring(&new, shown, now)?;
            rows.carry_out(tx, done).await?;
            Ok(Brought { id, shown })
        })
    }

    /// Ideas that others see and that are like what is typed, the most like first.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity.
    pub async fn idea_similar(&self, ctx: &Context, activity: ActivityId, typed: &str) -> Result<Vec<Alike>, Error> {
        const MOST: usize = 5;
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let newest = concat!(
            "SELECT ",
            columns!(),
            from!(),
            "WHERE c.activity = $1 AND c.showing = 'shown' AND c.merged_into IS NULL ORDER BY c.id DESC LIMIT $2"
        );
        let mut index = Index::new(Limits::default());
        for row in conn.rows(newest, args![activity, LOOKED_THROUGH]).await? {
            let read = rows.contribution(self, &row)?;
            let Some(content) = &read.content else { continue };
            let part = |text: &Option<comity_participation::text::Text>| {
                text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default()
            };
            let text = format!("{} {}", part(&content.title), part(&content.body));
            if index.put(read.id, &text).is_err() {
                break;
            }
        }
        let typed: String = typed.chars().take(1_000).collect();
        let mut alike = Vec::new();
        for found in index.find(&typed, MOST) {
            let content = rows.board.contribution(found.contribution)?.content.as_ref();
            let title = content.and_then(|content| content.title.as_ref()).map(|title| title.as_str().to_owned());
            let id = ContributionId::of(found.contribution);
            let for_it = conn
                .row("SELECT for_it FROM contribution_count WHERE contribution = $1", args![id])
                .await?
                .map_or(Ok(0), |row| row.get(0))?;
            alike.push(Alike { id, title: title.unwrap_or_default(), for_it });
        }
        Ok(alike)
    }

    /// The person takes back what they brought: its words go, and what others gave to it stays.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; not theirs, or not there.
    pub async fn idea_withdraw(&self, ctx: &Context, id: ContributionId) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let done = rows.board.withdraw(id.known(), person.known(), books.now())?;
            rows.carry_out(tx, done).await
        })
    }

    /// The author of an idea that was declined says something against that, once. A moderator looks again.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; not theirs, nothing to contest, no words.
    pub async fn idea_contest(&self, ctx: &Context, id: ContributionId, words: String) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, id).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let done = rows.board.contest(id.known(), person.known(), &words, books.now())?;
            rows.carry_out(tx, done).await
        })
    }

    /// The same for a comment.
    ///
    /// # Errors
    /// As [`Self::idea_contest`].
    pub async fn comment_contest(&self, ctx: &Context, id: CommentId, words: String) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let on = commented(tx, id).await?;
            let (mut rows, exchange) = Rows::for_act(&books, tx, &ctx, on).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            let done = rows.board.contest_comment(id.known(), person.known(), &words, books.now())?;
            rows.carry_out(tx, done).await
        })
    }
}
