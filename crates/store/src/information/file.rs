//! Filing: an access is written down as one row while somebody waits for it, and a moment later put where each of its persons is
//! looked up. What is not filed yet is found all the same, by looking through the rows that wait.

use std::collections::BTreeSet;

use comity_exchange::id::ItemId;

use super::access::Granted;
use super::used::at_places;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::{ExchangeId, LeafId, PersonId};
use crate::store::Store;

/// Who files and who erases wait for each other.
pub(super) const FILING: [u8; 16] = [0x66; 16];
/// Persons that are filed at once.
const AT_ONCE: usize = 4_096;
/// Persons who wait at most before they are filed although more come.
const MANY: i64 = 262_144;
/// Microseconds that an access waits at most to be filed with others.
const LONG: i64 = 30_000_000;
/// Microseconds without a read after which nobody is reading.
const QUIET: i64 = 1_000_000;

/// The items of every person of an access.
pub(super) struct Parts {
    exchange: ExchangeId,
    purpose: String,
    grants: Vec<Vec<Granted>>,
    persons: Vec<u8>,
    which: Vec<u8>,
}

impl Parts {
    /// From columns exchange, purpose, grants, persons, which, beginning at one of them.
    pub(super) fn read(row: &Row, from: usize) -> Result<Self, Error> {
        let grants: String = row.get(from + 2)?;
        Ok(Self {
            exchange: row.get(from)?,
            purpose: row.get(from + 1)?,
            grants: serde_json::from_str(&grants)?,
            persons: row.get(from + 3)?,
            which: row.get(from + 4)?,
        })
    }

    /// What left of the person at a place.
    pub(super) fn granted(&self, place: u16) -> Result<&[Granted], Error> {
        let (which, _) = self.which.as_chunks::<2>();
        let which = which.get(usize::from(place)).map(|which| usize::from(u16::from_be_bytes(*which)));
        let granted = which.and_then(|which| self.grants.get(which));
        granted.map(Vec::as_slice).ok_or_else(|| Error::Broken("an access has a person without items".into()))
    }
}

/// A stretch of what waits, which is filed a part at a time, in the order of persons: neighbours share pages, and the longer the
/// stretch the more of them. Whoever is erased in between is not in what is read for the next part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    /// Its newest access.
    up_to: LeafId,
    /// The last person who was filed.
    after: PersonId,
}

/// How many persons wait in a state, and since when.
macro_rules! waiting {
    ($filed:literal) => {
        concat!(
            "SELECT CAST(COALESCE(SUM(LENGTH(persons)), 0) / 16 AS BIGINT), MIN(at), MAX(at) FROM access WHERE filed = ",
            $filed
        )
    };
}

impl Store {
    /// Whether accesses should be filed now: many wait, some wait for long, or nobody is reading. While much is read, what waits is
    /// better filed together, and what was begun before waits with it.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn accesses_due(&self, ctx: &Context) -> Result<bool, Error> {
        ctx.house()?;
        let mut conn = self.read().await?;
        let mut waits = false;
        // One statement for each state, as each has its index.
        for state in [waiting!("0"), waiting!("2")] {
            let Some(row) = conn.row(state, args![]).await? else { continue };
            if let (Some(oldest), Some(newest)) = (row.get::<Option<i64>>(1)?, row.get::<Option<i64>>(2)?) {
                let now = self.now().0;
                // A clock that was put back is no reason to wait.
                let past = |at: i64, long: i64| at > now || now - at >= long;
                if row.get::<i64>(0)? >= MANY || past(oldest, LONG) || past(newest, QUIET) {
                    return Ok(true);
                }
                waits = true;
            }
        }
        if waits {
            return Ok(false);
        }
        Ok(conn.row("SELECT id FROM item_use WHERE filed = 0 LIMIT 1", args![]).await?.is_some())
    }

    /// Files some of what waits; how much: persons of accesses, else accesses that are marked as read, else uses. 0 when nothing
    /// waits any more.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn accesses_file(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.house()?;
        let waits = "SELECT 1 WHERE EXISTS (SELECT id FROM access WHERE filed = 0) OR EXISTS (SELECT id FROM access WHERE filed = 2)
                     OR EXISTS (SELECT id FROM item_use WHERE filed = 0)";
        if self.read().await?.row(waits, args![]).await?.is_none() {
            return Ok(0);
        }
        let begun = *self.filing();
        let (filed, stretch) = write!(self, ctx, |books, ctx, tx| {
            tx.lock(&FILING).await?;
            // First those that nobody finds yet without looking through them; the others are where they are looked up.
            let (mut filed, stretch) = file_accesses(tx, begun).await?;
            if filed == 0 {
                filed = mark_accesses(tx).await?;
            }
            if filed == 0 {
                filed = file_uses(tx).await?;
            }
            Ok((filed, stretch))
        })?;
        *self.filing() = stretch;
        Ok(filed)
    }
}

/// Items of persons that were read for a purpose, and when.
type Marks = BTreeSet<(PersonId, ExchangeId, ItemId, String, i64)>;

fn marks(marks: &mut Marks, parts: &Parts, place: u16, person: PersonId, at: i64) -> Result<(), Error> {
    let granted = parts.granted(place)?.iter();
    marks.extend(granted.map(|one| (person, parts.exchange, one.item.clone(), parts.purpose.clone(), at)));
    Ok(())
}

/// Marks what is held as read. The first of several counts.
async fn mark(tx: &mut Conn, marks: Marks) -> Result<(), Error> {
    for (person, exchange, item, purpose, at) in marks {
        let mark = "UPDATE held SET read = $5 WHERE person = $1 AND exchange = $2 AND item = $3 AND purpose = $4
                    AND read IS NULL";
        tx.run(mark, args![person, exchange, item.as_str(), purpose, at]).await?;
    }
    Ok(())
}

/// Files the next part of a stretch, or of a new one; how many persons, and where to go on.
async fn file_accesses(tx: &mut Conn, begun: Option<Stretch>) -> Result<(u64, Option<Stretch>), Error> {
    let Some(mut stretch) = (match begun {
        Some(stretch) => Some(stretch),
        None => begin(tx).await?,
    }) else {
        return Ok((0, None));
    };
    let some = "SELECT id, at, exchange, purpose, grants, persons, which FROM access
                WHERE filed = 0 AND id <= $1 ORDER BY id";
    let mut accesses: Vec<(LeafId, i64, Parts)> = Vec::new();
    let mut persons: Vec<(PersonId, usize, u16)> = Vec::new();
    for row in tx.rows(some, args![stretch.up_to]).await? {
        let parts = Parts::read(&row, 2)?;
        let left = at_places(&parts.persons, None).into_iter().filter(|(_, person)| *person > stretch.after);
        persons.extend(left.map(|(place, person)| (person, accesses.len(), place)));
        accesses.push((row.get(0)?, row.get(1)?, parts));
    }
    let whole = persons.len() <= AT_ONCE;
    if !whole {
        // All of a person are in one part.
        let last = persons.select_nth_unstable(AT_ONCE - 1).1.0;
        persons.retain(|(person, ..)| *person <= last);
        stretch.after = last;
    }
    persons.sort_unstable();
    let mut read = Marks::new();
    for (person, access, place) in &persons {
        let Some((id, at, parts)) = accesses.get(*access) else { continue };
        let add = "INSERT INTO access_of (person, access, place) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        tx.run(add, args![*person, *id, i64::from(*place)]).await?;
        marks(&mut read, parts, *place, *person, *at)?;
    }
    mark(tx, read).await?;
    if whole {
        tx.run("UPDATE access SET filed = 1 WHERE filed = 0 AND id <= $1", args![stretch.up_to]).await?;
    }
    // An access of whom all were erased is filed too.
    Ok((persons.len().max(usize::from(whole)) as u64, (!whole).then_some(stretch)))
}

/// The next stretch, if anything waits.
async fn begin(tx: &mut Conn) -> Result<Option<Stretch>, Error> {
    let waits = "SELECT id, CAST(LENGTH(persons) AS BIGINT) FROM access WHERE filed = 0 ORDER BY id LIMIT 4096";
    let (mut up_to, mut bytes) = (None, 0);
    for row in tx.rows(waits, args![]).await? {
        up_to = Some(row.get(0)?);
        bytes += row.get::<i64>(1)?;
        if bytes / 16 >= MANY {
            break;
        }
    }
    Ok(up_to.map(|up_to| Stretch { up_to, after: PersonId::NONE }))
}

/// Marks what was read by accesses that are where they are looked up already; how many.
async fn mark_accesses(tx: &mut Conn) -> Result<u64, Error> {
    let some =
        "SELECT id, at, exchange, purpose, grants, persons, which FROM access WHERE filed = 2 ORDER BY id LIMIT 4096";
    let (mut read, mut last, mut done) = (Marks::new(), None, 0);
    for row in tx.rows(some, args![]).await? {
        let (id, at): (LeafId, i64) = (row.get(0)?, row.get(1)?);
        let parts = Parts::read(&row, 2)?;
        for (place, person) in at_places(&parts.persons, None) {
            marks(&mut read, &parts, place, person, at)?;
        }
        (last, done) = (Some(id), done + 1);
    }
    mark(tx, read).await?;
    if let Some(last) = last {
        tx.run("UPDATE access SET filed = 1 WHERE filed = 2 AND id <= $1", args![last]).await?;
    }
    Ok(done)
}

async fn file_uses(tx: &mut Conn) -> Result<u64, Error> {
    let some = "SELECT u.id, u.at, u.for_person, u.places, a.exchange, a.purpose, a.grants, a.persons, a.which
                FROM item_use u JOIN access a ON a.id = u.access WHERE u.filed = 0 ORDER BY u.id LIMIT 64";
    let (mut done, mut persons, mut used) = (0, 0, BTreeSet::new());
    for row in tx.rows(some, args![]).await? {
        let (id, at, for_person): (LeafId, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (places, parts): (Option<Vec<u8>>, Parts) = (row.get(3)?, Parts::read(&row, 4)?);
        for (place, person) in at_places(&parts.persons, places.as_deref()) {
            for one in parts.granted(place)? {
                used.insert((parts.exchange, one.item.clone()));
                let mark = "UPDATE held SET read = COALESCE(read, $5), used = $5,
                            for_person = CASE WHEN $6 = 1 THEN $5 ELSE for_person END
                            WHERE person = $1 AND exchange = $2 AND item = $3 AND purpose = $4";
                let item = one.item.as_str();
                tx.run(mark, args![person, parts.exchange, item, parts.purpose.as_str(), at, for_person]).await?;
            }
            persons += 1;
        }
        tx.run("UPDATE item_use SET filed = 1 WHERE id = $1", args![id]).await?;
        done += 1;
        if persons >= AT_ONCE {
            break;
        }
    }
    for (exchange, item) in used {
        // Somebody used it: the warning that nobody does is over.
        let over = "DELETE FROM idle WHERE exchange = $1 AND item = $2 AND released IS NULL";
        tx.run(over, args![exchange, item.as_str()]).await?;
    }
    Ok(done)
}

/// Where a person stands in accesses, the newest first, below an id: filed or not.
pub(super) async fn places(
    conn: &mut Conn,
    person: PersonId,
    below: &[u8],
    most: i64,
) -> Result<Vec<(LeafId, u16)>, Error> {
    let filed =
        "SELECT access, place FROM access_of WHERE person = $1 AND access < $2 ORDER BY access DESC, place LIMIT $3";
    let mut all = BTreeSet::new();
    for row in conn.rows(filed, args![person, below, most]).await? {
        all.insert((row.get::<LeafId>(0)?, row.get::<u32>(1)? as u16));
    }
    let sqlite = "SELECT id, persons FROM access WHERE filed = 0 AND id < $2 AND instr(persons, $1) > 0 ORDER BY id DESC LIMIT $3";
    let postgres = "SELECT id, persons FROM access WHERE filed = 0 AND id < $2 AND position($1 IN persons) > 0
                    ORDER BY id DESC LIMIT $3";
    let waits = if conn.is_sqlite() { sqlite } else { postgres };
    for row in conn.rows(waits, args![person, below, most]).await? {
        let (id, persons): (LeafId, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let here = at_places(&persons, None).into_iter().filter(|(_, one)| *one == person);
        all.extend(here.map(|(place, _)| (id, place)));
    }
    Ok(all.into_iter().rev().take(usize::try_from(most).unwrap_or_default()).collect())
}

/// Takes a person out of every access: what is left of them there leads to nobody.
pub(crate) async fn take_out(tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    tx.lock(&FILING).await?;
    for (id, place) in places(tx, person, &[0xff; 16], i64::MAX).await? {
        let row = tx.row("SELECT persons FROM access WHERE id = $1", args![id]).await?;
        let mut persons: Vec<u8> = row.ok_or(Error::NotFound("access"))?.get(0)?;
        if let Some(own) = persons.chunks_exact_mut(16).nth(usize::from(place)) {
            own.fill(0);
        }
        let nobody = persons.iter().all(|byte| *byte == 0);
        tx.run("UPDATE access SET persons = $2 WHERE id = $1", args![id, persons]).await?;
        if nobody {
            // What was said to them alone goes with them.
            tx.run("UPDATE item_use SET committed = $2 WHERE access = $1", args![id, Vec::<u8>::new()]).await?;
        }
    }
    tx.run("DELETE FROM access_of WHERE person = $1", args![person]).await.map(drop)
}
