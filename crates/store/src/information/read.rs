//! Reading values for a purpose.

use std::collections::BTreeSet;

use comity_exchange::market::{NotPermitted, Request};
use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::Scope;
use super::access::{Access, Granted, Grants, Leaving, Refusals, count_refusals, record, unmoved};
use super::ground::{Ground, named};
use super::value::{ItemRefused, ItemValue, Odd};
use super::write::exists;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{ClientId, ExchangeId, LeafId};
use crate::store::Store;

/// Persons in one request at most.
pub(crate) const MOST_PERSONS: usize = 10_000;
/// Items in one request at most.
pub(crate) const MOST_ITEMS: usize = 50;
/// How often a request is decided anew because somebody moved meanwhile.
const TRIES: u8 = 5;

/// What a system of the firm asks for.
#[derive(Debug, Clone)]
pub struct ItemsAsked {
    /// What for, by its name in the terms.
    pub purpose: String,
    /// Which items.
    pub items: Vec<String>,
    /// Whose: the firm's own ids for them, or `id:` and ours.
    pub persons: Vec<String>,
    /// To whom it is passed on, by their name in the terms.
    pub recipient: Option<String>,
    /// The persons' browsers sent a Global Privacy Control signal (`Sec-GPC: 1`).
    pub signal: bool,
}

/// What left.
#[derive(Debug, Clone, Serialize)]
pub struct ItemsRead {
    /// The entry of the ledger, with which it is said what came of it; nothing where nothing left.
    pub access: Option<LeafId>,
    /// When.
    pub at: Timestamp,
    /// For each person asked for, once.
    pub persons: Vec<PersonItems>,
}

/// What left of one person.
#[derive(Debug, Clone, Serialize)]
pub struct PersonItems {
    /// Who, as was asked.
    pub person: String,
    /// The values.
    pub values: Vec<ItemValue>,
    /// Items that may be read and of which there is no value.
    pub missing: Vec<String>,
    /// Items that may not be read, and why.
    pub refused: Vec<(String, ItemRefused)>,
}

/// Everything that was decided for one request.
struct Decided {
    access: Access,
    grants: Grants,
    leaving: Vec<Leaving>,
    refusals: Refusals,
    persons: Vec<PersonItems>,
}

impl Store {
    /// Reads values for a purpose. Only what agreements in force permit at that moment leaves, and not before it is written down
    /// that it did; refusals are counted.
    ///
    /// # Errors
    /// Without a key for [`Scope::ItemsRead`]; no such exchange; no or too many persons or items. [`Error::NotPermitted`] where
    /// the terms know no such purpose or item, whoever is asked about.
    pub async fn items_read(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        asked: &ItemsAsked,
    ) -> Result<ItemsRead, Error> {
        let client = ctx.scoped(Scope::ItemsRead)?;
        let fits = |n: usize, most: usize| (1..=most).contains(&n);
        if !fits(asked.persons.len(), MOST_PERSONS) || !fits(asked.items.len(), MOST_ITEMS) {
            return Err(Invalid::Number.into());
        }
        for _ in 0..TRIES {
            let decided = self.decide(ctx, client, exchange, asked).await?;
            let Decided { access, grants, leaving, refusals, persons } = decided;
            let (id, at) = ((!leaving.is_empty()).then_some(access.id), access.at);
            if leaving.is_empty() && refusals.is_empty() {
                return Ok(ItemsRead { access: id, at, persons });
            }
            let recorded = write!(checked: self, ctx, |books, ctx, tx| {
                if !unmoved(tx, access.exchange, &leaving).await? {
                    return Ok(false);
                }
                if !leaving.is_empty() {
                    record(tx, ctx.firm, &access, &grants.all, &leaving).await?;
                }
                count_refusals(tx, &access, &refusals).await?;
                Ok(true)
            })?;
            if recorded {
                return Ok(ItemsRead { access: id, at, persons });
            }
        }
        Err(Error::Busy)
    }

    async fn decide(
        &self,
        ctx: &Context,
        client: ClientId,
        exchange: ExchangeId,
        asked: &ItemsAsked,
    ) -> Result<Decided, Error> {
        let mut conn = self.read().await?;
        exists(&mut conn, ctx.firm, exchange).await?;
        let access = Access {
            id: LeafId::new(),
            exchange,
            client,
            purpose: asked.purpose.clone(),
            recipient: asked.recipient.clone(),
            at: self.now(),
        };
        let items: BTreeSet<&str> = asked.items.iter().map(String::as_str).collect();
        let mut decided = Decided {
            access,
            grants: Grants::default(),
            leaving: Vec::new(),
            refusals: Refusals::new(),
            persons: Vec::with_capacity(asked.persons.len()),
        };
        let mut seen = BTreeSet::new();
        for name in &asked.persons {
            if seen.insert(name.as_str()) {
                self.decide_one(&mut conn, ctx, &mut decided, asked, &items, name).await?;
            }
        }
        Ok(decided)
    }

    async fn decide_one(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        decided: &mut Decided,
        asked: &ItemsAsked,
        items: &BTreeSet<&str>,
        name: &str,
    ) -> Result<(), Error> {
        let mut one =
            PersonItems { person: name.to_owned(), values: Vec::new(), missing: Vec::new(), refused: Vec::new() };
        let refuse = |one: &mut PersonItems, refusals: &mut Refusals, item: &str, why: ItemRefused| {
            *refusals.entry((item.to_owned(), why.name())).or_insert(0) += 1;
            one.refused.push((item.to_owned(), why));
        };
        let person = named(self, conn, ctx.firm, name).await?;
        let ground = match person {
            Some(person) => Ground::read(self, conn, ctx.firm, decided.access.exchange, person).await?,
            None => None,
        };
        let Some(ground) = ground else {
            let why =
                |known| if known { NotPermitted::NoAgreement.into() } else { ItemRefused::from(Odd::NoSuchPerson) };
            for item in items {
                refuse(&mut one, &mut decided.refusals, item, why(person.is_some()));
            }
            decided.persons.push(one);
            return Ok(());
        };
        let request = Request { purpose: &asked.purpose, recipient: asked.recipient.as_deref(), signal: asked.signal };
        let (stand, mut granted) = (ground.stand(), Vec::new());
        for item in items {
            let Some(stored) = ground.current(item) else {
                match stand.covers(item, &request) {
                    Ok(()) => one.missing.push((*item).to_owned()),
                    Err(why) => refuse(&mut one, &mut decided.refusals, item, why.into()),
                }
                continue;
            };
            match stand.read(stored.id, &ground.values, &request, decided.access.at) {
                Err(why) => refuse(&mut one, &mut decided.refusals, item, why.into()),
                Ok(permission) => {
                    granted.push(Granted {
                        item: stored.facts.item.clone(),
                        clause: permission.clause,
                        version: permission.version,
                    });
                    one.values.push(ItemValue {
                        item: stored.facts.item.clone(),
                        value: stored.open(ctx.firm, &ground.stood.key)?,
                        source: stored.facts.source,
                        came: stored.facts.came,
                        until: stored.until(),
                    });
                }
            }
        }
        if !granted.is_empty() {
            let place = u16::try_from(decided.leaving.len()).map_err(|_| Invalid::Number)?;
            let leaf = decided.access.leaf(&ground.stood.key, place, &granted)?;
            let which = decided.grants.place(granted)?;
            let (person, mark) = (ground.stood.person, ground.stood.mark.clone());
            decided.leaving.push(Leaving { person, mark, which, leaf });
        }
        decided.persons.push(one);
        Ok(())
    }
}
