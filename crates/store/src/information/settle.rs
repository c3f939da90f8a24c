//! What goes when something ends, and who is told.

use std::collections::BTreeSet;

use comity_exchange::market::{Ended, Kept, Request, ValueId};
use serde::Serialize;

use super::event::{Event, tell};
use super::file::take_out;
use super::ground::Ground;
use super::value::{NO_END, bytes_of};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, NoticeId, PersonId};
use crate::standing::{Stood, lock};
use crate::store::Store;

/// Why somebody may not have something any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The person withdrew, objected, left, or agreed to something else.
    Withdrawn,
    /// Its time is over.
    Expired,
    /// The person put it right, or says that it is wrong.
    Corrected,
    /// The person was erased.
    Erased,
    /// Nobody used it.
    Unused,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Withdrawn, Self::Expired, Self::Corrected, Self::Erased, Self::Unused];

    /// The name in the books and outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Corrected => "corrected",
            Self::Erased => "erased",
            Self::Unused => "unused",
        }
    }
}

/// Whether anything is kept of a person in an exchange.
async fn any(conn: &mut Conn, exchange: ExchangeId, person: PersonId) -> Result<bool, Error> {
    let find = "SELECT id FROM item_value WHERE person = $1 AND exchange = $2 LIMIT 1";
    Ok(conn.row(find, args![person, exchange]).await?.is_some())
}

/// Deletes what `after`, which is about to be written, does not permit any more, and writes down who has to be told.
pub(crate) async fn settle(books: &Store, tx: &mut Conn, after: &Stood) -> Result<(), Error> {
    if !any(tx, after.exchange, after.person).await? {
        return Ok(());
    }
    let before = Ground::read(books, tx, after.firm, after.exchange, after.person).await?;
    let Some(before) = before else { return Ok(()) };
    let mut ground = before.with(after);
    let ended = ground.stand().ended(&before.stand(), &before.values, &BTreeSet::new(), books.now());
    end(books, tx, &mut ground, &ended, &BTreeSet::new(), Why::Withdrawn).await
}

/// The same when only time passed, or `contested` is wrong.
pub(super) async fn settle_as_it_is(
    books: &Store,
    tx: &mut Conn,
    ground: &mut Ground,
    contested: &BTreeSet<ValueId>,
    why: Why,
) -> Result<(), Error> {
    let ended = ground.stand().ended(&ground.stand(), &ground.values, contested, books.now());
    let none = BTreeSet::new();
    let put_right = if why == Why::Corrected { contested } else { &none };
    end(books, tx, ground, &ended, put_right, why).await
}

/// A person is about to be erased: everybody who may have something of them is told, and nothing that left leads to them any more.
/// What cannot be opened any more is left as it is.
pub(crate) async fn leave(books: &Store, tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    let find =
        "SELECT DISTINCT v.exchange, p.firm FROM item_value v JOIN person p ON p.id = v.person WHERE v.person = $1";
    for row in tx.rows(find, args![person]).await? {
        let ground = Ground::read(books, tx, row.get(1)?, row.get(0)?, person).await;
        let Ok(Some(ground)) = ground else { continue };
        for one in &ground.stored {
            for (recipient, purpose) in ground.stand().recipients(&one.facts.item) {
                let what = (recipient.as_str(), one.facts.item.as_str(), purpose.as_str());
                notice(books, tx, &ground.stood, what, one.id, Why::Erased).await?;
            }
        }
    }
    take_out(tx, person).await
}

/// Of what is in `put_right` systems hear from whoever put it right.
async fn end(
    books: &Store,
    tx: &mut Conn,
    ground: &mut Ground,
    ended: &Ended,
    put_right: &BTreeSet<ValueId>,
    why: Why,
) -> Result<(), Error> {
    for told in &ended.tell {
        let Some(value) = ground.values.get(&told.value) else { continue };
        let what = (told.recipient.as_str(), value.item.as_str(), told.purpose.as_str());
        notice(books, tx, &ground.stood, what, told.value, why).await?;
    }
    for id in &ended.delete {
        let gone = ground.stored.iter().find(|one| one.id == *id && one.current && !put_right.contains(id));
        let gone = gone.map(|one| one.facts.item.clone());
        delete(tx, ground, *id).await?;
        if let Some(item) = gone {
            let event = if why == Why::Expired { Event::ItemExpired } else { Event::ItemErased };
            tell(books, tx, ground.about(&item), event).await?;
        }
    }
    drop_unneeded(tx, ground).await?;
    hold(books, tx, ground).await?;
    touch(tx, &ground.stood).await
}

/// Says, in every exchange, that a person leaves or goes by another name.
pub(crate) async fn touch_all(tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    tx.run("UPDATE standing SET touched = touched + 1 WHERE person = $1", args![person]).await.map(drop)
}

/// Says that values were written or deleted.
pub(super) async fn touch(tx: &mut Conn, stood: &Stood) -> Result<(), Error> {
    let touch = "UPDATE standing SET touched = touched + 1 WHERE exchange = $1 AND person = $2";
    tx.run(touch, args![stood.exchange, stood.person]).await.map(drop)
}

async fn delete(tx: &mut Conn, ground: &mut Ground, id: ValueId) -> Result<(), Error> {
    tx.run("DELETE FROM item_value WHERE id = $1", args![bytes_of(id)]).await?;
    ground.values.remove(&id);
    ground.stored.retain(|one| one.id != id);
    Ok(())
}

/// Deletes values that are not current, and that nothing was worked out from that is still there.
pub(super) async fn drop_unneeded(tx: &mut Conn, ground: &mut Ground) -> Result<(), Error> {
    loop {
        let needed: BTreeSet<ValueId> = ground.values.values().flat_map(|value| &value.from).copied().collect();
        let old = ground.stored.iter().filter(|one| !one.current && !needed.contains(&one.id));
        let old: Vec<ValueId> = old.map(|one| one.id).collect();
        if old.is_empty() {
            return Ok(());
        }
        for id in old {
            delete(tx, ground, id).await?;
        }
    }
}

/// Writes down until when each value is kept, and for what.
async fn hold(books: &Store, tx: &mut Conn, ground: &Ground) -> Result<(), Error> {
    let (exchange, person, now) = (ground.stood.exchange, ground.stood.person, books.now());
    let stand = ground.stand();
    let mut held = BTreeSet::new();
    for one in &ground.stored {
        let until = match stand.kept_until(one.id, &ground.values, now) {
            Some(Kept::Until(at)) => at.0,
            Some(Kept::WhileAgreed) => NO_END,
            None => now.0,
        };
        if until != one.until {
            tx.run("UPDATE item_value SET until = $2 WHERE id = $1", args![bytes_of(one.id), until]).await?;
        }
        if one.current {
            for purpose in ground.purposes() {
                if stand.read(one.id, &ground.values, &Request::of(purpose.as_str()), now).is_ok() {
                    held.insert((one.facts.item.as_str().to_owned(), purpose.as_str().to_owned()));
                }
            }
        }
    }
    let find = "SELECT item, purpose FROM held WHERE person = $1 AND exchange = $2";
    for row in tx.rows(find, args![person, exchange]).await? {
        let (item, purpose): (String, String) = (row.get(0)?, row.get(1)?);
        if !held.remove(&(item.clone(), purpose.clone())) {
            let let_go = "DELETE FROM held WHERE person = $1 AND exchange = $2 AND item = $3 AND purpose = $4";
            tx.run(let_go, args![person, exchange, item, purpose]).await?;
        }
    }
    for (item, purpose) in held {
        let hold = "INSERT INTO held (person, exchange, item, purpose, since) VALUES ($1, $2, $3, $4, $5)";
        tx.run(hold, args![person, exchange, item, purpose, now.0]).await?;
    }
    Ok(())
}

async fn notice(
    books: &Store,
    tx: &mut Conn,
    about: &Stood,
    (recipient, item, purpose): (&str, &str, &str),
    value: ValueId,
    why: Why,
) -> Result<(), Error> {
    let add =
        "INSERT INTO notice (id, firm, exchange, person, recipient, item, purpose, value, why, made, attempts, next)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $10) ON CONFLICT DO NOTHING";
    let names = args![
        NoticeId::new(),
        about.firm,
        about.exchange,
        about.person,
        recipient,
        item,
        purpose,
        bytes_of(value),
        why.name(),
        books.now().0
    ];
    tx.run(add, names).await.map(drop)
}

impl Store {
    /// Deletes values whose time is over, of up to `most` persons. Of how many persons something was.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn items_expire(&self, ctx: &Context, most: u16) -> Result<u64, Error> {
        ctx.house()?;
        let now = self.now();
        let find = "SELECT DISTINCT v.person, v.exchange, e.firm FROM item_value v JOIN exchange e ON e.id = v.exchange
                    WHERE v.until <= $1 LIMIT $2";
        let rows = self.read().await?.rows(find, args![now.0, i64::from(most)]).await?;
        let mut done = 0;
        for row in &rows {
            let (person, exchange, firm): (PersonId, ExchangeId, FirmId) = (row.get(0)?, row.get(1)?, row.get(2)?);
            done += write!(self, ctx, |books, ctx, tx| {
                lock(tx, exchange, person).await?;
                let Some(mut ground) = Ground::read(&books, tx, firm, exchange, person).await? else { return Ok(0) };
                settle_as_it_is(&books, tx, &mut ground, &BTreeSet::new(), Why::Expired).await?;
                Ok(1)
            })?;
        }
        Ok(done)
    }
}
