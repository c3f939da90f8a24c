//! Contributions as systems of the firm read them, in the order in which they changed.

use std::collections::HashMap;

use comity_exchange::time::Timestamp;
use comity_participation::contribution::Kind;
use comity_participation::moderation::Showing;
use comity_participation::status::Outcome;
use serde::Serialize;

use super::reader;
use crate::audit;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, FirmId, PersonId};
use crate::information::Scope;
use crate::page::{Listed, Page};
use crate::participation::comment::CommentView;
use crate::participation::list::{ContributionLine, contribution_line};
use crate::participation::name;
use crate::participation::rows::{COLUMNS, Rows, columns, from};
use crate::person::place;
use crate::store::{Store, person_place};

/// Which contributions a system wants.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContributionAsked {
    /// Only those in this status.
    pub status: Option<String>,
    /// Only those of this kind.
    pub kind: Option<Kind>,
    /// Only those that wait for the firm's answer.
    pub waiting: bool,
    /// Only those that changed at this moment or later, in microseconds since 1970; then also what was merged into another, or is not
    /// seen any more.
    pub since: Option<i64>,
}

/// A contribution in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributionTold {
    /// The contribution; without words and counts where others do not see it.
    pub line: ContributionLine,
    /// The activity that it was brought to.
    pub activity: ActivityId,
    /// Whether others see it.
    pub seen: bool,
    /// When it, or what was written to it, last changed, in microseconds since 1970. Votes alone are no change.
    pub changed: i64,
    /// Since when it waits for the firm's answer, in microseconds since 1970.
    pub waits: Option<i64>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// The firm's own id of whoever brought it, where the firm has one and the key is for that; never of a statement.
    pub author: Option<String>,
    /// The contribution that stands for this one, where it was merged.
    pub stands_for_it: Option<ContributionId>,
}

/// A contribution with what was given to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributionWhole {
    /// The contribution.
    pub told: ContributionTold,
    /// What others wrote to it, the oldest first.
    pub comments: Vec<CommentView>,
    /// The comment that was taken as the answer.
    pub accepted: Option<CommentId>,
    /// How many thanked for the contribution itself.
    pub thanks: usize,
    /// What was merged into it.
    pub merged: Vec<ContributionId>,
}

/// Where a list goes on: when the last one changed, and its id.
fn place_after(page: &Page, since: Option<i64>) -> Result<(i64, Vec<u8>), Error> {
    let cursor = || Error::from(Invalid::Cursor);
    let Some(after) = &page.after else { return Ok((since.unwrap_or(0), vec![0; 16])) };
    let (changed, id) = after.split_once('-').ok_or_else(cursor)?;
    let id: ContributionId = id.parse().map_err(|_| cursor())?;
    let changed: i64 = changed.parse().map_err(|_| cursor())?;
    Ok((changed.max(since.unwrap_or(0)), id.bytes().to_vec()))
}

/// The firm's own ids of persons, as far as it has any.
async fn external(
    books: &Store,
    conn: &mut Conn,
    firm: FirmId,
    people: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, Error> {
    let find = "SELECT p.external, k.wrapped FROM person p JOIN person_key k ON k.person = p.id
                WHERE p.id = $1 AND p.firm = $2 AND p.state = 'there' AND p.external IS NOT NULL";
    let mut all = HashMap::new();
    for id in people {
        if all.contains_key(&id) {
            continue;
        }
        let Some(row) = conn.row(find, args![id, firm]).await? else { continue };
        let (sealed, wrapped): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let key = books.keys().root().unwrap_key(&person_place(firm, &id), &wrapped)?;
        all.insert(id, key.open_text(&place(firm, &id, "external"), &sealed)?);
    }
    Ok(all)
}

impl Store {
    /// Contributions to an activity in the order in which they changed, a page at a time, for a system of the firm. Where it is told
    /// whose they are, that is written down.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsRead`]; no such activity; a place in the list that is none.
    pub async fn key_contributions(
        &self,
        ctx: &Context,
        activity: ActivityId,
        asked: &ContributionAsked,
        page: &Page,
    ) -> Result<Listed<ContributionTold>, Error> {
        let reader = reader(ctx)?;
        let (changed, after) = place_after(page, asked.since)?;
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_activity(self, &mut conn, &reader, activity).await?;
        exchange::visible(&mut conn, &reader, exchange).await?;
        let due = rows.board.activity(activity.known())?.answer_due(Timestamp(0), self.now()).is_some();
        if asked.waiting && !due {
            return Ok(Listed::cut(Vec::new(), page, 0, |_: &ContributionTold| String::new()));
        }
        let find = concat!(
            "SELECT ",
            columns!(),
            ", n.for_it, n.against, n.comments, c.changed",
            from!(),
            "LEFT JOIN contribution_count n ON n.contribution = c.id AND c.merged_into IS NULL
             WHERE c.activity = $1 AND ($2 IS NULL OR c.status = $2) AND ($3 IS NULL OR c.kind = $3)
             AND ($4 = 0 OR c.waiting_since IS NOT NULL) AND ($5 = 0 OR (c.showing = 'shown' AND c.merged_into IS NULL))
             AND (c.changed > $6 OR (c.changed = $6 AND c.id > $7)) ORDER BY c.changed, c.id LIMIT $8"
        );
        let kind = asked.kind.map(|kind| name(&kind)).transpose()?;
        let standing = asked.waiting || asked.since.is_none();
        let (status, waiting) = (asked.status.clone(), asked.waiting);
        let values = args![activity, status.clone(), kind.clone(), waiting, standing, changed, after, page.limit()];
        let read = conn.rows(find, values).await?;
        let count = "SELECT COUNT(*) FROM contribution c WHERE c.activity = $1 AND ($2 IS NULL OR c.status = $2)
                     AND ($3 IS NULL OR c.kind = $3) AND ($4 = 0 OR c.waiting_since IS NOT NULL)
                     AND ($5 = 0 OR (c.showing = 'shown' AND c.merged_into IS NULL)) AND c.changed >= $6";
        let values = args![activity, status, kind, waiting, standing, asked.since.unwrap_or(0)];
        let total = conn.number(count, values).await?;
        let mut lines = Vec::with_capacity(read.len());
        for row in &read {
            lines.push(self.told_line(&mut conn, &mut rows, row).await?);
        }
        let mut listed = Listed::cut(lines, page, total, |(told, _): &(ContributionTold, Option<PersonId>)| {
            format!("{}-{}", told.changed, told.line.id)
        });
        let authors = listed.rows.iter().filter_map(|(_, author)| *author);
        let known = if ctx.scoped(Scope::ContributionsAuthors).is_ok() {
            external(self, &mut conn, ctx.firm, authors).await?
        } else {
            HashMap::new()
        };
        drop(conn);
        if !known.is_empty() {
            self.authors_told(&reader, activity).await?;
        }
        for (told, author) in &mut listed.rows {
            told.author = author.and_then(|author| known.get(&author).cloned());
        }
        let rows = listed.rows.into_iter().map(|(told, _)| told).collect();
        Ok(Listed { rows, next: listed.next, total: listed.total })
    }

    /// Writes down that a system was told whose contributions are.
    async fn authors_told(&self, reader: &Context, activity: ActivityId) -> Result<(), Error> {
        write!(self, reader, |books, reader, tx| {
            audit::add(&books, tx, &reader, "contribution_authors", "activity", Some(activity.bytes())).await
        })
    }

    /// A row with the columns of a contribution, its three counts, and when it changed; with whose it is, where that may be told.
    async fn told_line(
        &self,
        conn: &mut Conn,
        rows: &mut Rows,
        row: &Row,
    ) -> Result<(ContributionTold, Option<PersonId>), Error> {
        let brought = rows.contribution(self, row)?;
        let id = ContributionId::of(brought.id);
        let seen = brought.showing == Showing::Shown;
        if brought.merged_into.is_some() {
            rows.upwards(self, conn, id).await?;
        } else if seen && brought.content.is_none() {
            // Somebody else may have said the same.
            rows.family(self, conn, id).await?;
        }
        let root = rows.board.root(brought.id);
        let count = |at: usize| row.get::<Option<u64>>(COLUMNS + at).map(Option::unwrap_or_default);
        let counts = if seen { (count(0)?, count(1)?, count(2)?) } else { (0, 0, 0) };
        let face = if brought.content.is_some() { Some(&brought) } else { rows.board.face(root) };
        let activity = rows.board.activity(brought.activity)?;
        let waits = brought.waiting_since.filter(|_| brought.stands());
        let told = ContributionTold {
            line: contribution_line(&brought, face.filter(|_| seen), counts, None),
            activity: ActivityId::of(brought.activity),
            seen,
            changed: row.get(COLUMNS + 3)?,
            waits: waits.and_then(|since| activity.answer_due(since, rows.now)).map(|since| since.0),
            outcome: brought.outcome.clone().filter(|_| seen),
            author: None,
            stands_for_it: (root != brought.id).then(|| ContributionId::of(root)),
        };
        let author = brought.author.filter(|_| seen && brought.kind != Kind::Statement);
        Ok((told, author.map(PersonId::of)))
    }

    /// A contribution that others see, with what was given to it, for a system of the firm. Where it is told whose it is, that is
    /// written down.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsRead`]; none that others see.
    pub async fn key_contribution(&self, ctx: &Context, id: ContributionId) -> Result<ContributionWhole, Error> {
        let reader = reader(ctx)?;
        let view = self.contribution_get(&reader, id).await?;
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_activity(self, &mut conn, &reader, view.activity.id).await?;
        let find = concat!(
            "SELECT ",
            columns!(),
            ", n.for_it, n.against, n.comments, c.changed",
            from!(),
            "LEFT JOIN contribution_count n ON n.contribution = c.id AND c.merged_into IS NULL WHERE c.id = $1"
        );
        let row = conn.row(find, args![id]).await?.ok_or(Error::NotFound("contribution"))?;
        let (mut told, author) = self.told_line(&mut conn, &mut rows, &row).await?;
        if !told.seen {
            // It was taken back a moment ago.
            return Err(Error::NotFound("contribution"));
        }
        if ctx.scoped(Scope::ContributionsAuthors).is_ok() {
            told.author = external(self, &mut conn, ctx.firm, author.into_iter()).await?.into_values().next();
        }
        drop(conn);
        if told.author.is_some() {
            self.authors_told(&reader, told.activity).await?;
        }
        let merged = view.merged.into_iter().map(|(id, _)| id).collect();
        Ok(ContributionWhole { told, comments: view.comments, accepted: view.accepted, thanks: view.thanks, merged })
    }
}
