//! The roadmap of an exchange and its changelog: what is planned, under way and done, in the firm's words, with the votes for it and
//! thanks to those who brought it. For members and for those who were invited; for everybody where the firm says so, and then without
//! the words of those who want theirs kept within the exchange.

use std::collections::BTreeSet;

use comity_exchange::text::Texts;
use comity_participation::changelog::Entry;
use comity_participation::contribution::{Content, Contribution};
use comity_participation::moderation::Showing;
use comity_participation::name::Name;
use comity_participation::roadmap::{Group, takes};
use comity_participation::status::OutcomeKind;
use serde::Serialize;

use super::changelog;
use super::display::{self, NamedTo};
use super::everybody::seen;
use super::list::{asking, counts};
use super::recognition;
use super::rows::{COLUMNS, Rows, columns, from};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::{Error, Invalid};
use crate::id::{ActivityId, ContributionId, EntryId, ExchangeId};
use crate::page::Page;
use crate::store::Store;
use crate::version;

/// How many contributions a part of a roadmap shows, and how many of what was done: the changelog has the rest.
const SHOWN: usize = 100;
const LATEST: usize = 10;

/// A contribution on a roadmap or in a changelog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoadmapLine {
    /// Its id.
    pub id: ContributionId,
    /// Which activity it was brought to, by the name of its rules.
    pub activity_kind: String,
    /// Its title, or what it says where it has none; nothing where its words are gone.
    pub title: Option<String>,
    /// In which language that is.
    pub language: Option<String>,
    /// The firm's own status, in words.
    pub status: Texts,
    /// What became of it; nothing while that is open.
    pub kind: Option<OutcomeKind>,
    /// The firm's answer.
    pub words: Option<String>,
    /// When that was said, or else when it was brought, in microseconds since 1970.
    pub at: i64,
    /// How many voted for it, and for everything merged into it.
    pub for_it: u64,
    /// How many brought it who are still there.
    pub by: usize,
    /// Those of them who agreed to be named before whoever asks, in the order in which they brought it.
    pub named: Vec<String>,
    /// Whether the person who asks is one of them.
    pub own: bool,
}

/// What is planned, under way and done, each the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Roadmap {
    /// The title of the exchange in its terms; blank before any were published.
    pub title: Texts,
    /// What will be done.
    pub planned: Vec<RoadmapLine>,
    /// What is being done.
    pub under_way: Vec<RoadmapLine>,
    /// What was done of late.
    pub done: Vec<RoadmapLine>,
    /// Whether there is more than is shown, of each.
    pub more: [bool; 3],
}

/// What a changelog tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "told", rename_all = "snake_case")]
pub enum Told {
    /// What a member wrote.
    Entry {
        /// The entry's id.
        id: EntryId,
        /// What it says.
        entry: Box<Entry>,
        /// What it is about.
        linked: Vec<RoadmapLine>,
    },
    /// A contribution that was done.
    Contribution(Box<RoadmapLine>),
}

/// A line of a changelog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangelogLine {
    /// When it was, in microseconds since 1970.
    pub at: i64,
    /// What.
    #[serde(flatten)]
    pub told: Told,
}

impl ChangelogLine {
    fn id(&self) -> [u8; 16] {
        match &self.told {
            Told::Entry { id, .. } => *id.bytes(),
            Told::Contribution(line) => *line.id.bytes(),
        }
    }
}

/// A part of a changelog, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ChangelogPage {
    /// The title of the exchange in its terms; blank before any were published.
    pub title: Texts,
    /// The lines.
    pub rows: Vec<ChangelogLine>,
    /// What to ask for the next part with; nothing on the last.
    pub next: Option<String>,
}

/// Where a list goes on: the moment, and the id among those of one moment.
type After = (i64, [u8; 16]);

/// The title of an exchange that may be seen.
async fn title(books: &Store, conn: &mut Conn, id: ExchangeId) -> Result<Texts, Error> {
    let row = conn.row("SELECT current FROM exchange WHERE id = $1", args![id]).await?;
    match row.ok_or(Error::NotFound("exchange"))?.get(0)? {
        0 => Ok(Texts::default()),
        number => Ok(version::read(books, conn, id, number).await?.terms.title.clone()),
    }
}

/// Reads lines for whoever asks.
struct Reader<'r> {
    books: &'r Store,
    ctx: &'r Context,
    before: NamedTo,
    /// Activities that are not for those who read.
    hidden: BTreeSet<ActivityId>,
}

impl Reader<'_> {
    /// The line of a contribution that others see and that stands for itself, whose activity the rows hold; nothing where its words
    /// are not for those who read.
    async fn line(
        &self,
        conn: &mut Conn,
        rows: &mut Rows,
        (brought, for_it): (&Contribution, u64),
    ) -> Result<Option<RoadmapLine>, Error> {
        let id = ContributionId::of(brought.id);
        rows.family(self.books, conn, id).await?;
        let (mut by, mut named, mut kept) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
        let mut family = rows.board.family(brought.id);
        family.retain(|one| rows.board.contribution(*one).is_ok_and(|row| row.showing == Showing::Shown));
        family.sort_by_key(|one| rows.board.contribution(*one).map(|row| (row.at, row.id)).ok());
        for one in &family {
            let Some(author) = rows.board.contribution(*one)?.author else { continue };
            let said = display::read(self.books, conn, rows, ContributionId::of(*one)).await?.unwrap_or_default();
            if said.hidden {
                kept.insert(*one);
            }
            if by.insert(author) && said.named >= self.before {
                named.push(said.name);
            }
        }
        let credits = recognition::names(self.books, conn, rows, (id, self.before)).await?;
        for credit in credits {
            if !named.contains(&credit.name) {
                named.push(credit.name);
            }
        }
        let everybody = self.before == NamedTo::Everybody;
        if everybody && kept.contains(&brought.id) {
            return Ok(None);
        }
        let face = rows.board.face(brought.id).filter(|face| !everybody || !kept.contains(&face.id));
        let content = face.and_then(|face| face.content.as_ref());
        let activity = rows.board.activity(brought.activity)?;
        let outcome = brought.outcome.as_ref();
        let me = asking(self.ctx);
        Ok(Some(RoadmapLine {
            id,
            activity_kind: activity.setting.rules().name().to_owned(),
            title: content.and_then(Content::called).map(|title| title.as_str().to_owned()),
            language: content.map(|content| content.language.to_string()),
            status: activity.statuses.get(&brought.status).map(|status| status.words.clone()).unwrap_or_default(),
            kind: outcome.map(|outcome| outcome.kind),
            words: outcome.map(|outcome| outcome.words.as_str().to_owned()),
            at: outcome.map_or(brought.at.0, |outcome| outcome.at.0),
            for_it,
            by: by.len(),
            named,
            own: me.is_some_and(|me| by.contains(&me.known())),
        }))
    }

    /// Up to so many contributions of an exchange that stand in a part of the roadmap, the latest first, from a moment on backwards.
    /// What a published entry is about stands there, and is left out where `alone` asks for what does not.
    async fn lines(
        &self,
        conn: &mut Conn,
        exchange: ExchangeId,
        (group, alone): (Group, bool),
        (at, id): After,
        most: usize,
    ) -> Result<Vec<RoadmapLine>, Error> {
        let mut found: Vec<(i64, ActivityId, Contribution, u64)> = Vec::new();
        let mut all = Vec::new();
        for row in conn.rows("SELECT id FROM activity WHERE exchange = $1 ORDER BY id", args![exchange]).await? {
            let activity: ActivityId = row.get(0)?;
            if self.hidden.contains(&activity) {
                continue;
            }
            let (mut rows, _) = Rows::of_activity(self.books, conn, self.ctx, activity).await?;
            let rules = rows.board.activity(activity.known())?;
            if !rules.setting.rules().brings().iter().copied().any(takes) {
                continue;
            }
            let here = rules.statuses.iter().filter(|status| status.outcome.and_then(Group::of) == Some(group));
            let here: Vec<Name> = here.map(|status| status.name.clone()).collect();
            for status in here {
                let find = concat!(
                    "SELECT ",
                    columns!(),
                    ", n.for_it, n.against, n.comments, c.decided",
                    from!(),
                    "JOIN contribution_count n ON n.contribution = c.id
                     LEFT JOIN contribution_display d ON d.contribution = c.id
                     WHERE c.activity = $1 AND c.status = $2 AND c.decided IS NOT NULL AND c.showing = 'shown'
                     AND c.merged_into IS NULL AND (c.decided < $3 OR (c.decided = $3 AND c.id < $4))
                     AND ($5 = 0 OR COALESCE(d.hidden, 0) = 0)
                     AND ($6 = 0 OR NOT EXISTS (SELECT 1 FROM changelog_link l JOIN changelog_entry e ON e.id = l.entry
                          WHERE l.contribution = c.id AND e.published IS NOT NULL AND e.removed IS NULL))
                     ORDER BY c.decided DESC, c.id DESC LIMIT $7"
                );
                let everybody = self.before == NamedTo::Everybody;
                let values =
                    args![activity, status.as_str().to_owned(), at, id.to_vec(), everybody, alone, most as i64];
                for row in conn.rows(find, values).await? {
                    let (brought, (for_it, ..)) = (rows.contribution(self.books, &row)?, counts(&row)?);
                    found.push((row.get(COLUMNS + 3)?, activity, brought, for_it));
                }
            }
            all.push((activity, rows));
        }
        found.sort_by_key(|(at, _, brought, _)| std::cmp::Reverse((*at, brought.id)));
        let mut lines = Vec::with_capacity(found.len().min(most));
        for (_, activity, brought, for_it) in found.into_iter().take(most) {
            let Some((_, rows)) = all.iter_mut().find(|(one, _)| *one == activity) else { continue };
            lines.extend(self.line(conn, rows, (&brought, for_it)).await?);
        }
        Ok(lines)
    }

    /// What an entry is about, each once, as far as those who read see it.
    async fn linked(&self, conn: &mut Conn, linked: &[ContributionId]) -> Result<Vec<RoadmapLine>, Error> {
        let mut lines: Vec<RoadmapLine> = Vec::with_capacity(linked.len());
        for id in linked {
            let (mut rows, _) = Rows::of_family(self.books, conn, self.ctx, *id).await?;
            let root = rows.board.contribution(rows.board.root(id.known()))?.clone();
            if self.hidden.contains(&ActivityId::of(root.activity)) {
                continue;
            }
            if root.showing != Showing::Shown || lines.iter().any(|line| line.id == ContributionId::of(root.id)) {
                continue;
            }
            let count = "SELECT for_it FROM contribution_count WHERE contribution = $1";
            let row = conn.row(count, args![ContributionId::of(root.id)]).await?;
            let for_it = row.map(|row| row.get(0)).transpose()?.unwrap_or_default();
            lines.extend(self.line(conn, &mut rows, (&root, for_it)).await?);
        }
        Ok(lines)
    }

    /// Up to so many published entries, the latest day first, from a moment on backwards.
    async fn entries(
        &self,
        conn: &mut Conn,
        exchange: ExchangeId,
        (at, id): After,
        most: usize,
    ) -> Result<Vec<ChangelogLine>, Error> {
        let find = concat!(
            "SELECT ",
            changelog::columns!(),
            " FROM changelog_entry e WHERE e.exchange = $1 AND e.published IS NOT NULL AND e.removed IS NULL
             AND (e.day < $2 OR (e.day = $2 AND e.id < $3)) ORDER BY e.day DESC, e.id DESC LIMIT $4"
        );
        let read = conn.rows(find, args![exchange, at, id.to_vec(), most as i64]).await?;
        let mut lines = Vec::with_capacity(read.len());
        if read.is_empty() {
            return Ok(lines);
        }
        let key = self.books.firm_key(conn, self.ctx.firm).await?;
        for row in &read {
            let entry = changelog::entry(&key, self.ctx.firm, row)?;
            let linked = self.linked(conn, &entry.said.linked).await?;
            let (id, at) = (entry.id, entry.said.entry.day.0);
            lines.push(ChangelogLine { at, told: Told::Entry { id, entry: Box::new(entry.said.entry), linked } });
        }
        Ok(lines)
    }
}

/// The moment and the id after which a page of a changelog goes on.
fn after(page: &Page) -> Result<After, Error> {
    let cursor = || Error::from(Invalid::Cursor);
    let Some(after) = &page.after else { return Ok((i64::MAX, [0xff; 16])) };
    let (at, id) = after.split_once('-').ok_or_else(cursor)?;
    let id: ContributionId = id.parse().map_err(|_| cursor())?;
    Ok((at.parse().map_err(|_| cursor())?, *id.bytes()))
}

impl Store {
    /// The roadmap of an exchange: for members, for persons who were invited, and for everybody where the firm says so.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn roadmap_get(&self, ctx: &Context, exchange: ExchangeId) -> Result<Roadmap, Error> {
        let before = seen(&mut self.read().await?, ctx, exchange).await?;
        let reader = Reader { books: self, ctx, before, hidden: self.hidden_in(ctx, exchange).await? };
        let mut conn = self.read().await?;
        let mut roadmap = Roadmap { title: title(self, &mut conn, exchange).await?, ..Roadmap::default() };
        for (place, group) in Group::ALL.into_iter().enumerate() {
            let most = if group == Group::Done { LATEST } else { SHOWN };
            let first = (i64::MAX, [0xff; 16]);
            let mut lines = reader.lines(&mut conn, exchange, (group, false), first, most + 1).await?;
            roadmap.more[place] = lines.len() > most;
            lines.truncate(most);
            match group {
                Group::Planned => roadmap.planned = lines,
                Group::UnderWay => roadmap.under_way = lines,
                Group::Done => roadmap.done = lines,
            }
        }
        Ok(roadmap)
    }

    /// The changelog of an exchange, a page at a time: published entries, and what was done of what people brought, unless an entry is
    /// about it. For whoever sees [`Self::roadmap_get`].
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn changelog_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        page: &Page,
    ) -> Result<ChangelogPage, Error> {
        let after = after(page)?;
        let before = seen(&mut self.read().await?, ctx, exchange).await?;
        let hidden = self.hidden_in(ctx, exchange).await?;
        let (reader, most) = (Reader { books: self, ctx, before, hidden }, page.rows() + 1);
        let mut conn = self.read().await?;
        let mut rows = reader.entries(&mut conn, exchange, after, most).await?;
        let done = reader.lines(&mut conn, exchange, (Group::Done, true), after, most).await?;
        rows.extend(
            done.into_iter().map(|line| ChangelogLine { at: line.at, told: Told::Contribution(Box::new(line)) }),
        );
        rows.sort_by_key(|line| std::cmp::Reverse((line.at, line.id())));
        let more = rows.len() > page.rows();
        rows.truncate(page.rows());
        let next = rows.last().filter(|_| more);
        let next = next.map(|last| format!("{}-{}", last.at, ContributionId::from_bytes(last.id())));
        Ok(ChangelogPage { title: title(self, &mut conn, exchange).await?, rows, next })
    }
}
