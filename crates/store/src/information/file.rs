//! Filing: an access is written down as one row while somebody waits for it, and a moment later put where each of its persons is
//! looked up. What is not filed yet is found all the same, by looking through the rows that wait.

use std::collections::BTreeSet;

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
/// Persons that are filed at once, and at least one access.
const AT_ONCE: usize = 4_096;

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

impl Store {
    /// Files some of the accesses and uses that wait; how many.
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
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(&FILING).await?;
            let accesses = file_accesses(tx).await?;
            // A use is filed after its access, whose items are marked then.
            let uses = if accesses == 0 { file_uses(tx).await? } else { 0 };
            Ok(accesses + uses)
        })
    }
}

/// Accesses in a state, which stands in the statement so that the index of that state serves it.
macro_rules! waiting {
    ($filed:literal) => {
        concat!(
            "SELECT id, at, exchange, purpose, grants, persons, which FROM access WHERE filed = ",
            $filed,
            " ORDER BY id LIMIT 256"
        )
    };
}

async fn file_accesses(tx: &mut Conn) -> Result<u64, Error> {
    // First those that nobody finds yet without looking through them; the others are where they are looked up.
    let mut rows = tx.rows(waiting!("0"), args![]).await?;
    let unfound = !rows.is_empty();
    if !unfound {
        rows = tx.rows(waiting!("2"), args![]).await?;
    }
    let (mut done, mut persons) = (0, Vec::new());
    let mut read = BTreeSet::new();
    for row in rows {
        let (id, at): (LeafId, i64) = (row.get(0)?, row.get(1)?);
        let parts = Parts::read(&row, 2)?;
        for (place, person) in at_places(&parts.persons, None) {
            persons.push((person, id, place));
            for one in parts.granted(place)? {
                read.insert((person, parts.exchange, one.item.as_str().to_owned(), parts.purpose.clone(), at));
            }
        }
        tx.run("UPDATE access SET filed = 1 WHERE id = $1", args![id]).await?;
        done += 1;
        if persons.len() >= AT_ONCE {
            break;
        }
    }
    // In the order of the rows: neighbours share pages.
    persons.sort_unstable();
    for (person, id, place) in persons.into_iter().filter(|_| unfound) {
        let add = "INSERT INTO access_of (person, access, place) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        tx.run(add, args![person, id, i64::from(place)]).await?;
    }
    for (person, exchange, item, purpose, at) in read {
        let mark = "UPDATE held SET read = $5 WHERE person = $1 AND exchange = $2 AND item = $3 AND purpose = $4
                    AND read IS NULL";
        tx.run(mark, args![person, exchange, item, purpose, at]).await?;
    }
    Ok(done)
}

async fn file_uses(tx: &mut Conn) -> Result<u64, Error> {
    let some = "SELECT u.id, u.at, u.for_person, u.places, a.exchange, a.purpose, a.grants, a.persons, a.which
                FROM item_use u JOIN access a ON a.id = u.access WHERE u.filed = 0 ORDER BY u.id LIMIT 64";
    let (mut done, mut persons) = (0, 0);
    for row in tx.rows(some, args![]).await? {
        let (id, at, for_person): (LeafId, i64, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (places, parts): (Option<Vec<u8>>, Parts) = (row.get(3)?, Parts::read(&row, 4)?);
        for (place, person) in at_places(&parts.persons, places.as_deref()) {
            for one in parts.granted(place)? {
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
