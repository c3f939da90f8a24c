//! Contributions as they are shown: in a list, and one with everything about it.

use comity_participation::activity::Particulars;
use comity_participation::contribution::{Contribution, Kind};
use comity_participation::moderation::{Reason, Showing};
use comity_participation::response::Ballot;
use comity_participation::status::Outcome;
use serde::Serialize;

use super::activity::{self, ActivityView};
use super::comment::{CommentView, comment_view, wrote};
use super::guest;
use super::help::{self, FitView, PairView};
use super::name;
use super::rows::{COLUMNS, Rows, columns, from};
use super::score::{self, ScoreLine};
use super::signs::{SetAside, set_aside};
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::error::{Error, Invalid};
use crate::id::{ActivityId, CommentId, ContributionId, PersonId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// In which order contributions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContributionSort {
    /// The newest first.
    #[default]
    Newest,
    /// Those with the most votes for them first.
    MostVotes,
    /// Only those that have no outcome, the oldest first.
    Waiting,
}

/// Which contributions are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContributionFilter {
    /// In which order.
    pub sort: ContributionSort,
    /// Only those in this status.
    pub status: Option<String>,
    /// Only those of this kind, where an activity takes several.
    pub kind: Option<Kind>,
}

/// Whether others see something, for whoever may know why not. Who of the firm decided is not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// It waits for a moderator.
    Queued,
    /// Everybody sees it.
    Shown,
    /// A moderator said no.
    Declined {
        /// Why.
        reason: Reason,
        /// What its author said against that.
        contested: Option<String>,
        /// Whether that was looked at and stayed a no.
        upheld: bool,
    },
    /// Its author took it back.
    Withdrawn,
}

impl ContributionLine {
    /// With where it comes from, as two columns of a row say: the origin's contribution, and its votes.
    pub(super) fn with_origin(self, row: &Row, at: usize) -> Result<Self, Error> {
        let origin: Option<ContributionId> = row.get(at)?;
        Ok(Self { elsewhere: origin.is_some(), votes_before: row.get(at + 1)?, ..self })
    }

    /// Its title, or what it says where it has none.
    pub fn called(&self) -> Option<&str> {
        self.title.as_deref().or(self.body.as_deref())
    }
}

impl From<&Showing> for Part {
    fn from(showing: &Showing) -> Self {
        match showing {
            Showing::Queued => Self::Queued,
            Showing::Shown => Self::Shown,
            Showing::Withdrawn => Self::Withdrawn,
            Showing::Declined(no) => Self::Declined {
                reason: no.reason.clone(),
                contested: no.contested.as_ref().map(|contested| contested.words.as_str().to_owned()),
                upheld: no.upheld,
            },
        }
    }
}

/// A contribution in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributionLine {
    /// Its id.
    pub id: ContributionId,
    /// What it is.
    pub kind: Kind,
    /// Its title; nothing where its author was erased, and nobody else said the same.
    pub title: Option<String>,
    /// What it says beyond that.
    pub body: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// What an offer or a need says beside that.
    pub particulars: Option<Particulars>,
    /// When it was brought, in microseconds since 1970.
    pub at: i64,
    /// Its status, of those of its activity.
    pub status: String,
    /// Since when it waits for a moderator or for its answer, in microseconds since 1970.
    pub waits: Option<i64>,
    /// How many voted for it, and for everything merged into it.
    pub for_it: u64,
    /// How many voted against.
    pub against: u64,
    /// Of those votes, what a member set aside after looking at a sign that they were arranged.
    pub set_aside: SetAside,
    /// How many comments others see.
    pub comments: u64,
    /// Whether the person who asks brought it.
    pub own: bool,
    /// Whether it was collected elsewhere and came with a file.
    pub elsewhere: bool,
    /// How many votes were counted there, where that was told. Never among those that count here.
    pub votes_before: Option<u64>,
    /// Its version, for whoever decides on it.
    pub version: u32,
}

/// A contribution with everything about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContributionView {
    /// The contribution.
    pub line: ContributionLine,
    /// The activity that it was brought to.
    pub activity: ActivityView,
    /// Whether others see it.
    pub part: Part,
    /// What became of it, in the firm's words.
    pub outcome: Option<Outcome>,
    /// How many of those who voted for it have no account.
    pub without_account: u64,
    /// Whether somebody without an account brought it; for members who see single persons' acts.
    pub by_guest: bool,
    /// What the person who asks voted.
    pub vote: Option<Ballot>,
    /// What they last said about being told; nothing when they never did.
    pub follows: Option<bool>,
    /// What others wrote to it, the oldest first.
    pub comments: Vec<CommentView>,
    /// The comment that was taken as the answer.
    pub accepted: Option<CommentId>,
    /// How many thanked for the contribution itself.
    pub thanks: usize,
    /// Whether the person who asks did.
    pub thanked: bool,
    /// What evaluators gave it, for members who see single persons' acts.
    pub scores: Vec<ScoreLine>,
    /// Offers and needs with which this one was put together, for its author, for whose the other is, and for such members.
    pub pairs: Vec<PairView>,
    /// For its author, what fits it; for somebody else, what of their own does.
    pub fits: Vec<FitView>,
    /// What was merged into it, with the titles.
    pub merged: Vec<(ContributionId, Option<String>)>,
    /// The contribution that stands for this one, where it was merged.
    pub stands_for_it: Option<ContributionId>,
}

/// The person who asks or is asked for.
pub(super) fn asking(ctx: &Context) -> Option<PersonId> {
    ctx.partaking().ok()
}

/// A contribution in a list, with the words of `face`.
pub(super) fn contribution_line(
    row: &Contribution,
    face: Option<&Contribution>,
    counts: (u64, u64, u64),
    me: Option<PersonId>,
) -> ContributionLine {
    let content = face.and_then(|face| face.content.as_ref());
    let text = |text: Option<&comity_participation::text::Text>| text.map(|text| text.as_str().to_owned());
    ContributionLine {
        id: ContributionId::of(row.id),
        kind: row.kind,
        particulars: content.and_then(|content| content.particulars.clone()),
        title: text(content.and_then(|content| content.title.as_ref())),
        body: text(content.and_then(|content| content.body.as_ref())),
        language: content.map(|content| content.language.to_string()),
        at: row.at.0,
        status: row.status.to_string(),
        waits: row.waiting_since.map(|since| since.0),
        for_it: counts.0,
        against: counts.1,
        set_aside: SetAside::default(),
        comments: counts.2,
        own: me.is_some() && row.author == me.map(PersonId::known),
        elsewhere: false,
        votes_before: None,
        version: row.version,
    }
}

/// The three counts that follow the columns of a contribution.
pub(super) fn counts(row: &Row) -> Result<(u64, u64, u64), Error> {
    Ok((row.get(COLUMNS)?, row.get(COLUMNS + 1)?, row.get(COLUMNS + 2)?))
}

macro_rules! list {
    ($order:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", n.for_it, n.against, n.comments, o.contribution, o.votes",
            from!(),
            "JOIN contribution_count n ON n.contribution = c.id
             LEFT JOIN contribution_origin o ON o.contribution = c.id
             WHERE c.activity = $1 AND n.activity = $1 AND c.showing = 'shown' AND c.merged_into IS NULL
             AND ($2 IS NULL OR c.status = $2) AND ($6 IS NULL OR c.kind = $6) AND ",
            $order,
            " LIMIT $5"
        )
    };
}

/// Where a list goes on: votes for the last contribution of the page before, and its id.
fn place_after(page: &Page, sort: ContributionSort) -> Result<(i64, Vec<u8>), Error> {
    let cursor = || Error::from(Invalid::Cursor);
    let Some(after) = &page.after else {
        return Ok(match sort {
            ContributionSort::Waiting => (0, vec![0; 16]),
            ContributionSort::Newest | ContributionSort::MostVotes => (i64::MAX, vec![0xff; 16]),
        });
    };
    let (votes, id) = after.split_once('-').ok_or_else(cursor)?;
    let id: ContributionId = id.parse().map_err(|_| cursor())?;
    Ok((votes.parse().map_err(|_| cursor())?, id.bytes().to_vec()))
}

impl Store {
    /// Contributions to an activity that others see, a page at a time: for members, and for persons who were invited.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity.
    pub async fn contribution_list(
        &self,
        ctx: &Context,
        activity: ActivityId,
        filter: &ContributionFilter,
        page: &Page,
    ) -> Result<Listed<ContributionLine>, Error> {
        let (mut conn, mut rows) = self.activity_seen(ctx, activity).await?;
        let (votes, after) = place_after(page, filter.sort)?;
        let some = match filter.sort {
            ContributionSort::Newest => list!("$3 = $3 AND c.id < $4 ORDER BY c.id DESC"),
            ContributionSort::MostVotes => {
                list!(
                    "(n.for_it < $3 OR (n.for_it = $3 AND n.contribution < $4)) ORDER BY n.for_it DESC, n.contribution DESC"
                )
            }
            ContributionSort::Waiting => list!("$3 = $3 AND c.decided IS NULL AND c.id > $4 ORDER BY c.id"),
        };
        let kind = filter.kind.map(|kind| name(&kind)).transpose()?;
        let values = args![activity, filter.status.clone(), votes, after, page.limit(), kind.clone()];
        let read = conn.rows(some, values).await?;
        let only_open = filter.sort == ContributionSort::Waiting;
        let count = "SELECT COUNT(*) FROM contribution c WHERE c.activity = $1 AND c.showing = 'shown' AND c.merged_into IS NULL
                     AND ($2 IS NULL OR c.status = $2) AND ($3 = 0 OR c.decided IS NULL) AND ($4 IS NULL OR c.kind = $4)";
        let total = conn.number(count, args![activity, filter.status.clone(), only_open, kind]).await?;
        let me = asking(ctx);
        let aside = set_aside(&mut conn, activity).await?;
        let mut lines = Vec::with_capacity(read.len());
        for row in &read {
            let brought = rows.contribution(self, row)?;
            if brought.content.is_none() {
                // Somebody else may have said the same.
                rows.family(self, &mut conn, ContributionId::of(brought.id)).await?;
            }
            let line = contribution_line(&brought, rows.board.face(brought.id), counts(row)?, me);
            let aside = aside.get(&line.id).copied().unwrap_or_default();
            lines.push(ContributionLine { set_aside: aside, ..line.with_origin(row, COLUMNS + 3)? });
        }
        Ok(Listed::cut(lines, page, total, |line: &ContributionLine| format!("{}-{}", line.for_it, line.id)))
    }

    /// A contribution with everything about it: for members, and for persons who were invited. What is not shown is for its author, and
    /// for members who see single persons' acts.
    ///
    /// # Errors
    /// Not allowed, or there is none that who asks sees.
    pub async fn contribution_get(&self, ctx: &Context, id: ContributionId) -> Result<ContributionView, Error> {
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_family(self, &mut conn, ctx, id).await?;
        let me = asking(ctx);
        let own = me.is_some() && rows.board.contribution(id.known())?.author == me.map(PersonId::known);
        let (mut conn, among) = match own {
            true => self.seen_by_author(ctx, conn, (&rows, exchange)).await?,
            false => (self.seen_by(ctx, conn, (&rows, exchange)).await?, true),
        };
        let sees_all = me.is_none() && ctx.may(Right::StandingRead).is_ok();
        let row = rows.board.contribution(id.known())?.clone();
        if row.showing != Showing::Shown && !own && !sees_all {
            return Err(Error::NotFound("contribution"));
        }
        let root = rows.board.root(id.known());
        let family = rows.board.family(root);
        for at in family.iter().copied().map(ContributionId::of) {
            rows.comments(self, &mut conn, at).await?;
            rows.thanks(&mut conn, at).await?;
            let Some(me) = me else { continue };
            let votes = "SELECT ballot, at FROM contribution_vote WHERE contribution = $1 AND person = $2";
            if let Some(row) = conn.row(votes, args![at, me]).await? {
                rows.vote(at, me, row.get(0)?, row.get(1)?)?;
            }
            let follows = "SELECT told, at FROM contribution_follow WHERE contribution = $1 AND person = $2";
            if let Some(row) = conn.row(follows, args![at, me]).await? {
                rows.follow(at, me, row.get(0)?, row.get(1)?);
            }
        }
        let find = "SELECT for_it, against, comments FROM contribution_count WHERE contribution = $1";
        let counted = match conn.row(find, args![ContributionId::of(root)]).await? {
            Some(row) => (row.get(0)?, row.get(1)?, row.get(2)?),
            None => (0, 0, 0),
        };
        let came = "SELECT contribution, votes FROM contribution_origin WHERE contribution = $1";
        let came = conn.row(came, args![id]).await?;
        let face = if row.content.is_some() { Some(&row) } else { rows.board.face(root) };
        let title = |id| {
            let content = rows.board.contribution(id).ok()?.content.as_ref()?;
            content.called().map(|title| title.as_str().to_owned())
        };
        let parts = rows.board.family(id.known()).into_iter().skip(1);
        let stands = rows.board.contribution(root)?;
        let comments = rows.board.comments(root).into_iter();
        let seen: Vec<CommentView> = comments
            .filter(|comment| comment.showing == Showing::Shown || sees_all || me.is_some_and(|me| wrote(comment, me)))
            .map(|comment| comment_view(&rows.board, comment, me))
            .collect();
        let without_account = guest::votes_for(&mut conn, &family).await?;
        let author = row.author.map(PersonId::of).filter(|_| sees_all);
        let by_guest = match author {
            Some(author) => guest::is_one(&mut conn, author).await?,
            None => false,
        };
        let scores = if sees_all { score::of_entry(self, &mut conn, ctx.firm, id).await? } else { Vec::new() };
        let pairs = help::pairs(self, &mut conn, ctx, (&row, me, sees_all)).await?;
        let fits = if among { help::fits(self, &mut conn, ctx, (&row, me)).await? } else { Vec::new() };
        let aside = set_aside(&mut conn, ActivityId::of(row.activity)).await?;
        let aside = aside.get(&ContributionId::of(root)).copied().unwrap_or_default();
        Ok(ContributionView {
            line: match &came {
                Some(came) => ContributionLine {
                    set_aside: aside,
                    ..contribution_line(&row, face, counted, me).with_origin(came, 0)?
                },
                None => ContributionLine { set_aside: aside, ..contribution_line(&row, face, counted, me) },
            },
            activity: activity::read(self, &mut conn, ctx, ActivityId::of(row.activity)).await?,
            accepted: stands.accepted.map(CommentId::of),
            thanks: rows.board.thanks(root, None),
            thanked: me.is_some_and(|me| rows.board.thanked(root, None, me.known())),
            scores,
            pairs,
            fits,
            part: (&row.showing).into(),
            outcome: stands.outcome.clone(),
            without_account,
            by_guest,
            vote: me.and_then(|me| rows.board.votes(root).get(&me.known()).map(|vote| vote.ballot)),
            follows: me.and_then(|me| rows.board.follows(root).get(&me.known()).map(|follow| follow.on)),
            comments: seen,
            merged: parts.map(|id| (ContributionId::of(id), title(id))).collect(),
            stands_for_it: (root != id.known()).then(|| ContributionId::of(root)),
        })
    }
}
