//! What is like what somebody types: from an index in memory for each activity, read from the books when it is first asked for.
//!
//! An act marks what it writes, and takes it out of the index at once, so that no words stay past their author's erasure; the next
//! search reads what is marked anew. A mark holds for some seconds, as what it stands for is seen only once it is committed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use comity_participation::contribution::{Content, Contribution};
use comity_participation::similar::{Index, Likeness, Limits};
use comity_participation::text::Text;
use serde::Serialize;

use super::rows::{Rows, columns, from};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ActivityId, ContributionId};
use crate::store::Store;

/// How long after an act what it wrote is read anew: longer than any commit takes.
const UNSETTLED: Duration = Duration::from_secs(30);
/// Bytes of all indexes together; beyond that, everything but what is searched is forgotten.
const MOST: usize = 256 << 20;
/// Rows that are read at once.
const AT_ONCE: i64 = 1_000;
/// Characters of what is typed that count.
pub(super) const TYPED: usize = 1_000;
/// How many are offered.
const OFFERED: usize = 5;

/// Something that is like what somebody writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alike {
    /// Its id.
    pub id: ContributionId,
    /// Its title, or what it says where it has none.
    pub title: String,
    /// How many voted for it.
    pub for_it: u64,
}

/// What is searched in one activity.
struct Shelf {
    index: Index,
    /// The last that was read; what came after it is read at the next search.
    newest: ContributionId,
}

/// The indexes, and what was written lately.
#[derive(Default)]
pub(crate) struct Shelves {
    shelves: Mutex<HashMap<ActivityId, Shelf>>,
    marks: Mutex<HashMap<ActivityId, HashMap<ContributionId, Instant>>>,
    /// One index is read from the books at a time.
    reading: tokio::sync::Mutex<()>,
}

impl Shelves {
    fn shelves(&self) -> MutexGuard<'_, HashMap<ActivityId, Shelf>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn marks(&self) -> MutexGuard<'_, HashMap<ActivityId, HashMap<ContributionId, Instant>>> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A contribution is being written.
    pub(super) fn touched(&self, activity: ActivityId, id: ContributionId) {
        let now = Instant::now();
        let (mut marks, mut shelves) = (self.marks(), self.shelves());
        // Where nothing is searched, what is old is read with everything else.
        marks.retain(|activity, some| {
            if !shelves.contains_key(activity) {
                some.retain(|_, mark| now - *mark < UNSETTLED);
            }
            !some.is_empty()
        });
        marks.entry(activity).or_default().insert(id, now);
        if let Some(shelf) = shelves.get_mut(&activity) {
            shelf.index.remove(id.known());
        }
    }

    /// Takes out again whatever was written lately: a search may have read it before an erasure was committed.
    pub(crate) fn take_out(&self) {
        let (marks, mut shelves) = (self.marks(), self.shelves());
        for (activity, some) in marks.iter() {
            if let Some(shelf) = shelves.get_mut(activity) {
                for id in some.keys() {
                    shelf.index.remove(id.known());
                }
            }
        }
    }

    fn marked(&self, activity: ActivityId) -> Vec<ContributionId> {
        self.marks().get(&activity).map(|some| some.keys().copied().collect()).unwrap_or_default()
    }

    /// What was marked so long before it was read that it is as it was read.
    fn settled(&self, activity: ActivityId, since: Instant) {
        if let Some(some) = self.marks().get_mut(&activity) {
            some.retain(|_, mark| *mark + UNSETTLED > since);
        }
    }

    /// Puts what was read where it is found, and takes out what others do not see any more. What was written while it was read is
    /// left to the next search.
    fn put(&self, activity: ActivityId, read: &[(ContributionId, Option<String>)], since: Instant) {
        let marks = self.marks();
        let later = |id| marks.get(&activity).and_then(|some| some.get(id)).is_some_and(|mark| *mark > since);
        let mut shelves = self.shelves();
        let Some(shelf) = shelves.get_mut(&activity) else { return };
        for (id, text) in read.iter().filter(|(id, _)| !later(id)) {
            shelf.newest = shelf.newest.max(*id);
            if text.as_ref().is_none_or(|text| shelf.index.put(id.known(), text).is_err()) {
                // Not to be seen; or the index is full, and finds those that were there before.
                shelf.index.remove(id.known());
            }
        }
    }

    fn begin(&self, activity: ActivityId) -> Option<ContributionId> {
        let mut shelves = self.shelves();
        if let Some(shelf) = shelves.get(&activity) {
            return Some(shelf.newest);
        }
        if shelves.values().map(|shelf| shelf.index.bytes()).sum::<usize>() > MOST {
            shelves.clear();
        }
        shelves.insert(activity, Shelf { index: Index::new(Limits::default()), newest: ContributionId::NONE });
        None
    }

    fn find(&self, activity: ActivityId, typed: &str) -> Vec<Likeness> {
        self.shelves().get(&activity).map(|shelf| shelf.index.find(typed, OFFERED)).unwrap_or_default()
    }

    /// As [`Self::find`], of so many, and the words that lead nowhere.
    pub(super) fn search(&self, activity: ActivityId, typed: &str, most: usize) -> (Vec<Likeness>, Vec<String>) {
        let shelves = self.shelves();
        let Some(shelf) = shelves.get(&activity) else { return Default::default() };
        (shelf.index.find(typed, most), shelf.index.unknown(typed))
    }
}

/// The words of a contribution that others see and that stands for itself.
fn words(read: &Contribution) -> Option<String> {
    let part = |text: &Option<Text>| text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
    let shown = read.showing == comity_participation::moderation::Showing::Shown && read.merged_into.is_none();
    let content = read.content.as_ref().filter(|_| shown)?;
    Some(format!("{} {}", part(&content.title), part(&content.body)))
}

impl Store {
    /// Contributions that others see and that are like what is typed, the most like first.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity.
    pub async fn contribution_similar(
        &self,
        ctx: &Context,
        activity: ActivityId,
        typed: &str,
    ) -> Result<Vec<Alike>, Error> {
        let (_, mut rows) = self.activity_seen(ctx, activity).await?;
        self.catch_up(ctx, activity).await?;
        let typed: String = typed.chars().take(TYPED).collect();
        let mut conn = self.read().await?;
        let mut alike = Vec::new();
        for found in self.shelves().find(activity, &typed) {
            let id = ContributionId::of(found.contribution);
            let find = concat!(
                "SELECT ",
                columns!(),
                ", n.for_it",
                from!(),
                "LEFT JOIN contribution_count n ON n.contribution = c.id WHERE c.id = $1 AND c.activity = $2"
            );
            // Taken back or hidden while it was looked for.
            let Some(row) = conn.row(find, args![id, activity]).await? else { continue };
            let read = rows.contribution(self, &row)?;
            if words(&read).is_none() {
                continue;
            }
            let title = read.content.as_ref().and_then(Content::called).map(|title| title.as_str().to_owned());
            let for_it: Option<u64> = row.get(super::rows::COLUMNS)?;
            alike.push(Alike { id, title: title.unwrap_or_default(), for_it: for_it.unwrap_or_default() });
        }
        Ok(alike)
    }

    /// Reads what came since the last search, or everything before the first.
    pub(super) async fn catch_up(&self, ctx: &Context, activity: ActivityId) -> Result<(), Error> {
        let shelves = self.shelves();
        let _one = shelves.reading.lock().await;
        let since = Instant::now();
        let before = shelves.begin(activity);
        if before.is_none() {
            // Read with everything else.
            shelves.settled(activity, since);
        }
        let (marked, mut after) = (shelves.marked(activity), before.unwrap_or(ContributionId::NONE));
        loop {
            let later =
                concat!("SELECT ", columns!(), from!(), "WHERE c.activity = $1 AND c.id > $2 ORDER BY c.id LIMIT $3");
            let mut conn = self.read().await?;
            let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
            let some = conn.rows(later, args![activity, after, AT_ONCE]).await?;
            let read = some.iter().map(|row| self.worded(&mut rows, row)).collect::<Result<Vec<_>, _>>()?;
            shelves.put(activity, &read, since);
            match read.last() {
                Some((last, _)) if some.len() as i64 == AT_ONCE => after = *last,
                _ => break,
            }
            // A search does not keep others from being served meanwhile.
            drop(conn);
            tokio::task::yield_now().await;
        }
        if marked.is_empty() {
            return Ok(());
        }
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        let mut read = Vec::with_capacity(marked.len());
        for id in marked {
            read.push(self.marked_now(&mut conn, &mut rows, activity, id).await?);
        }
        shelves.put(activity, &read, since);
        shelves.settled(activity, since);
        Ok(())
    }

    async fn marked_now(
        &self,
        conn: &mut Conn,
        rows: &mut Rows,
        activity: ActivityId,
        id: ContributionId,
    ) -> Result<(ContributionId, Option<String>), Error> {
        let find = concat!("SELECT ", columns!(), from!(), "WHERE c.activity = $1 AND c.id = $2");
        match conn.row(find, args![activity, id]).await? {
            Some(row) => self.worded(rows, &row),
            None => Ok((id, None)),
        }
    }

    fn worded(
        &self,
        rows: &mut Rows,
        row: &crate::engine::value::Row,
    ) -> Result<(ContributionId, Option<String>), Error> {
        let read = rows.contribution(self, row)?;
        Ok((ContributionId::of(read.id), words(&read)))
    }
}
