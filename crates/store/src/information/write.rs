//! Writing values.

use std::collections::BTreeSet;

use comity_exchange::basis::Source;
use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::{self, Kept, NotPermitted, ValueId};
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Scope;
use super::ground::{Ground, Strangers, named};
use super::replay::{Once, before, keep};
use super::settle::{drop_unneeded, touch};
use super::value::{ItemRefused, LONGEST, NO_END, Odd, bytes_of, join, seal, source_name};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{ExchangeId, FirmId};
use crate::standing::lock;
use crate::store::Store;

/// Values in one request at most.
pub(crate) const MOST: usize = 500;

/// A value that a system of the firm brings.
#[derive(Debug, Clone)]
pub struct ItemNew {
    /// Whose: the firm's own id for the person, or `id:` and ours.
    pub person: String,
    /// Of which item of the terms.
    pub item: String,
    /// The value: any JSON.
    pub value: Box<RawValue>,
    /// Where it comes from; as the terms say, where it is left out.
    pub source: Option<Source>,
    /// For one that was worked out: the items from whose values.
    pub from: BTreeSet<String>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemWritten {
    /// For which purposes it may be read now.
    pub purposes: BTreeSet<PurposeId>,
    /// From when on it is gone; nothing while what was agreed is in force.
    pub until: Option<Timestamp>,
}

impl Store {
    /// Writes values, each for itself: one that is refused keeps no other from being written. A value takes the place of the
    /// item's one before. The same request sent again is answered as it was.
    ///
    /// # Errors
    /// Without a key for [`Scope::ItemsWrite`]; no such exchange; more than 500 values; [`crate::Conflict::Used`].
    pub async fn items_write(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: Vec<ItemNew>,
        once: Option<Once>,
    ) -> Result<Vec<Result<ItemWritten, ItemRefused>>, Error> {
        let client = ctx.scoped(Scope::ItemsWrite)?;
        Invalid::check_count("items", new.len(), 0, MOST)?;
        write!(self, ctx, |books, ctx, tx| {
            exists(tx, ctx.firm, exchange).await?;
            if let Some(answer) = before(tx, client, once.as_ref()).await? {
                return Ok(answer);
            }
            let mut done = Vec::with_capacity(new.len());
            for one in &new {
                done.push(write_one(&books, tx, ctx.firm, exchange, one).await?);
            }
            keep(&books, tx, client, once.as_ref(), &done).await?;
            Ok(done)
        })
    }
}

/// Whether there is such an exchange of the firm.
pub(crate) async fn exists(conn: &mut Conn, firm: FirmId, exchange: ExchangeId) -> Result<(), Error> {
    let find = "SELECT COUNT(*) FROM exchange WHERE id = $1 AND firm = $2";
    match conn.number(find, args![exchange, firm]).await? {
        0 => Err(Error::NotFound("exchange")),
        _ => Ok(()),
    }
}

async fn write_one(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    exchange: ExchangeId,
    new: &ItemNew,
) -> Result<Result<ItemWritten, ItemRefused>, Error> {
    if new.value.get().len() > LONGEST {
        return Ok(Err(Odd::TooLarge.into()));
    }
    let Some(person) = named(books, tx, firm, &new.person).await? else {
        return refused(books, tx, exchange, new, Odd::NoSuchPerson.into()).await.map(Err);
    };
    lock(tx, exchange, person).await?;
    let Some(mut ground) = Ground::read(books, tx, firm, exchange, person).await? else {
        return refused(books, tx, exchange, new, NotPermitted::NoAgreement.into()).await.map(Err);
    };
    match checked(books, &ground, new) {
        Err(refused) => Ok(Err(refused)),
        Ok((facts, purposes)) => {
            let until = put(tx, &mut ground, facts, &purposes, &new.value).await?;
            Ok(Ok(ItemWritten { purposes, until }))
        }
    }
}

/// Why nothing is written of a stranger.
async fn refused(
    books: &Store,
    tx: &mut Conn,
    exchange: ExchangeId,
    new: &ItemNew,
    otherwise: ItemRefused,
) -> Result<ItemRefused, Error> {
    let names = Strangers::read(books, tx, exchange).await?;
    // Of a purpose nothing is said when something is written.
    Ok(match names.refused(&new.item, &market::Request::of(""), &otherwise) {
        ItemRefused::NotPermitted(NotPermitted::UnknownPurpose { .. }) => otherwise,
        why => why,
    })
}

/// The facts of a new value and the purposes that it may be read for, if it may be written.
fn checked(books: &Store, ground: &Ground, new: &ItemNew) -> Result<(market::Value, BTreeSet<PurposeId>), ItemRefused> {
    let stand = ground.stand();
    let latest = |item: &ItemId| stand.versions.values().rev().find_map(|terms| terms.item(item));
    let item = ItemId::new(&new.item);
    let agreed = item.as_ref().ok().and_then(latest);
    let mut from = BTreeSet::new();
    for input in &new.from {
        let value = ground.current(input).ok_or_else(|| Odd::NoInput { input: input.clone() })?;
        from.insert(value.id);
    }
    let source = new.source.or(agreed.map(|item| item.source)).unwrap_or(Source::Observed);
    // A name that cannot be one is refused by the rules as one that they do not know, with those that were perhaps meant.
    let Ok(item) = item else {
        let unknown = stand.covers(&new.item, &market::Request::of("")).err();
        return Err(unknown.unwrap_or(NotPermitted::ItemNotCovered).into());
    };
    if ground.stood.contested.contains(&item) {
        return Err(Odd::Contested.into());
    }
    let facts = market::Value { item, came: books.now(), source, from };
    let purposes = stand.write(&facts, &ground.values, facts.came)?;
    Ok((facts, purposes))
}

/// Writes a value down in the place of the one before; until when it is kept.
pub(crate) async fn put(
    tx: &mut Conn,
    ground: &mut Ground,
    facts: market::Value,
    purposes: &BTreeSet<PurposeId>,
    value: &RawValue,
) -> Result<Option<Timestamp>, Error> {
    let (firm, exchange, person) = (ground.stood.firm, ground.stood.exchange, ground.stood.person);
    let (id, now) = (ValueId(uuid::Uuid::now_v7().as_u128()), facts.came);
    ground.values.insert(id, facts.clone());
    let until = match ground.stand().kept_until(id, &ground.values, now) {
        Some(Kept::Until(at)) => Some(at),
        Some(Kept::WhileAgreed) => None,
        None => return Err(Error::Broken("a value that may be written may not be kept".into())),
    };
    tx.run(
        "UPDATE item_value SET current = 0 WHERE person = $1 AND exchange = $2 AND item = $3",
        args![person, exchange, facts.item.as_str()],
    )
    .await?;
    tx.run(
        "INSERT INTO item_value (id, person, exchange, item, source, current, came, until, made_from, sealed)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)",
        args![
            bytes_of(id),
            person,
            exchange,
            facts.item.as_str(),
            source_name(facts.source),
            now.0,
            until.map_or(NO_END, |until| until.0),
            join(&facts.from),
            seal(firm, &ground.stood.key, id, value)?
        ],
    )
    .await?;
    for purpose in purposes {
        let hold = "INSERT INTO held (person, exchange, item, purpose, since) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT DO NOTHING";
        tx.run(hold, args![person, exchange, facts.item.as_str(), purpose.as_str(), now.0]).await?;
    }
    for one in &mut ground.stored {
        one.current &= one.facts.item != facts.item;
    }
    drop_unneeded(tx, ground).await?;
    touch(tx, &ground.stood).await?;
    Ok(until)
}
