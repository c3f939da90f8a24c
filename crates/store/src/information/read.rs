//! Reading values for a purpose.

use std::collections::BTreeSet;
use std::sync::Arc;

use comity_exchange::market::{NotPermitted, Request};
use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::Scope;
use super::access::{Access, Granted, Grants, Leaving, Refusals, Rests, count_refusals, moved, record};
use super::ground::{Ground, OWN, Strangers, named};
use super::memory::Remembered;
use super::value::{ItemRefused, ItemValue, Odd};
use super::write::exists;
use crate::blind::{self, Blind};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{ClientId, ExchangeId, FirmId, LeafId};
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

impl ItemsAsked {
    fn request(&self) -> Request<'_> {
        Request { purpose: &self.purpose, recipient: self.recipient.as_deref(), signal: self.signal }
    }
}

impl PersonItems {
    fn of(name: &str) -> Self {
        Self { person: name.to_owned(), values: Vec::new(), missing: Vec::new(), refused: Vec::new() }
    }

    /// Refuses an item, and counts that.
    fn refuse(&mut self, refusals: &mut Refusals, item: &str, why: ItemRefused) {
        *refusals.entry((item.to_owned(), why.name())).or_insert(0) += 1;
        self.refused.push((item.to_owned(), why));
    }
}

/// Everything that was decided for one request.
struct Decided {
    access: Access,
    grants: Grants,
    leaving: Vec<Leaving>,
    rests: Vec<Rests>,
    refusals: Refusals,
    persons: Vec<PersonItems>,
}

impl Store {
    /// Reads values for a purpose. Only what agreements in force permit at that moment leaves, and not before it is written down
    /// that it did; refusals are counted.
    ///
    /// # Errors
    /// Without a key for [`Scope::ItemsRead`]; no such exchange; no or too many persons or items; [`Error::Busy`] where somebody
    /// moves again and again meanwhile.
    pub async fn items_read(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        asked: &ItemsAsked,
    ) -> Result<ItemsRead, Error> {
        let client = ctx.scoped(Scope::ItemsRead)?;
        for (field, sent, most) in
            [("persons", asked.persons.len(), MOST_PERSONS), ("items", asked.items.len(), MOST_ITEMS)]
        {
            Invalid::check_count(field, sent, 1, most)?;
        }
        for _ in 0..TRIES {
            let decided = self.decide(ctx, client, exchange, asked).await?;
            let Decided { access, grants, leaving, rests, refusals, persons } = decided;
            let (id, at) = ((!leaving.is_empty()).then_some(access.id), access.at);
            // Also what is missing may be there by now, and what is refused be agreed.
            if rests.is_empty() && refusals.is_empty() {
                return Ok(ItemsRead { access: id, at, persons });
            }
            let moved = write!(checked: self, ctx, |books, ctx, tx| {
                let moved = moved(tx, access.exchange, &rests).await?;
                if moved.is_empty() {
                    if !leaving.is_empty() {
                        record(tx, ctx.firm, &access, &grants.all, &leaving).await?;
                    }
                    count_refusals(tx, &access, &refusals).await?;
                }
                Ok(moved)
            })?;
            if moved.is_empty() {
                return Ok(ItemsRead { access: id, at, persons });
            }
            // Whoever was asked for by our own id is read anew each time.
            moved.iter().flatten().for_each(|blind| self.memory().forget(exchange, blind));
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
        // Opened when somebody is not remembered: most requests are decided without.
        let mut conn = None;
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
            rests: Vec::new(),
            refusals: Refusals::new(),
            persons: Vec::with_capacity(asked.persons.len()),
        };
        let mut seen = BTreeSet::new();
        let mut strangers = Vec::new();
        for name in &asked.persons {
            if !seen.insert(name.as_str()) {
                continue;
            }
            let why: ItemRefused = match self.person_meant(&mut conn, ctx.firm, exchange, name).await? {
                Found::Remembered(blind, known) => {
                    decide_one(ctx.firm, &mut decided, asked, &items, (name, blind, &known))?;
                    continue;
                }
                Found::Nobody => Odd::NoSuchPerson.into(),
                Found::NotInvited => NotPermitted::NoAgreement.into(),
            };
            strangers.push((decided.persons.len(), why));
            decided.persons.push(PersonItems::of(name));
        }
        if !strangers.is_empty() {
            let conn = self.opened(&mut conn, ctx.firm, exchange).await?;
            let names = Strangers::read(self, conn, exchange).await?;
            for (place, otherwise) in strangers {
                for item in &items {
                    let why = names.refused(item, &asked.request(), &otherwise);
                    decided.persons[place].refuse(&mut decided.refusals, item, why);
                }
            }
        }
        Ok(decided)
    }

    /// The connection of a request: opened when it is first needed, and then it is seen that there is such an exchange.
    async fn opened<'c>(
        &self,
        conn: &'c mut Option<Conn>,
        firm: FirmId,
        exchange: ExchangeId,
    ) -> Result<&'c mut Conn, Error> {
        if conn.is_none() {
            let mut opened = self.read().await?;
            opened.hold()?;
            exists(&mut opened, firm, exchange).await?;
            *conn = Some(opened);
        }
        conn.as_mut().ok_or(Error::NotFound("exchange"))
    }

    /// Whom a system of the firm means, from memory where they are there.
    async fn person_meant(
        &self,
        conn: &mut Option<Conn>,
        firm: FirmId,
        exchange: ExchangeId,
        name: &str,
    ) -> Result<Found, Error> {
        let blind = if name.starts_with(OWN) {
            None
        } else {
            let Ok(external) = blind::external(name) else { return Ok(Found::Nobody) };
            Some(blind::of_external(self.blind(), firm, &external))
        };
        // Under a firm's blind form nobody of another firm, or of an exchange of another, is remembered.
        if let Some(known) = blind.and_then(|blind| self.memory().get(exchange, &blind)) {
            return Ok(Found::Remembered(blind, known));
        }
        let conn = self.opened(conn, firm, exchange).await?;
        let ground = match blind {
            Some(blind) => Ground::by_external(self, conn, firm, exchange, blind).await?,
            None => match named(self, conn, firm, name).await? {
                Some(person) => Some(Ground::read(self, conn, firm, exchange, person).await?.ok_or(person)),
                None => None,
            },
        };
        Ok(match ground {
            None => Found::Nobody,
            Some(Err(_)) => Found::NotInvited,
            Some(Ok(ground)) => Found::Remembered(blind, self.memory().put(blind.as_ref(), ground)?),
        })
    }
}

/// What leaves of one person, and what does not.
fn decide_one(
    firm: FirmId,
    decided: &mut Decided,
    asked: &ItemsAsked,
    items: &BTreeSet<&str>,
    (name, blind, known): (&str, Option<Blind>, &Arc<Remembered>),
) -> Result<(), Error> {
    let (mut one, request) = (PersonItems::of(name), asked.request());
    let (stand, values, mut granted) = (known.stand(), known.values(), Vec::new());
    for item in items {
        let Some(stored) = known.current(item) else {
            match stand.covers(item, &request) {
                Ok(()) => one.missing.push((*item).to_owned()),
                Err(why) => one.refuse(&mut decided.refusals, item, why.into()),
            }
            continue;
        };
        match stand.read(stored.id, &values, &request, decided.access.at) {
            Err(why) => one.refuse(&mut decided.refusals, item, why.into()),
            Ok(permission) => {
                one.values.push(ItemValue {
                    item: stored.facts.item.clone(),
                    value: stored.open(firm, &known.key)?,
                    source: stored.facts.source,
                    came: stored.facts.came,
                    until: permission.until.until(),
                });
                granted.push(Granted {
                    item: stored.facts.item.clone(),
                    clause: permission.clause,
                    version: permission.version,
                });
            }
        }
    }
    decided.rests.push(Rests { blind, known: known.clone() });
    if !granted.is_empty() {
        let place = u16::try_from(decided.leaving.len()).map_err(|_| Invalid::Number)?;
        let leaf = decided.access.leaf(&known.key, place, &granted)?;
        let which = decided.grants.place(granted)?;
        decided.leaving.push(Leaving { person: known.person, which, leaf });
    }
    decided.persons.push(one);
    Ok(())
}

/// Whom a name means.
enum Found {
    Nobody,
    NotInvited,
    Remembered(Option<Blind>, Arc<Remembered>),
}
