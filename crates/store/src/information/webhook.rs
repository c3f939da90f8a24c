//! Where systems of the firm are told of events, and what came of telling them.

use serde::Serialize;

use super::event::{About, Event, add};
use crate::audit;
use crate::blind;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::{ClientId, ExchangeId, FirmId, HookId, NoticeId, PersonId};
use crate::page::{Listed, Page};
use crate::seal::{Place, random};
use crate::store::Store;

use super::write::exists;

/// For how long the secret before signs as well, after it was changed: a day, in microseconds.
const BOTH: i64 = 86_400_000_000;
/// For how long what systems were told is kept, and tried to be told: thirty days.
const KEPT: i64 = 30 * 86_400_000_000;

/// Where a system of the firm is told of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// Its id.
    pub id: HookId,
    /// Which system.
    pub client: ClientId,
    /// Of which exchange alone; of all where that is nothing.
    pub exchange: Option<ExchangeId>,
    /// The address.
    pub url: String,
    /// Since when, in microseconds since 1970.
    pub made: i64,
    /// Since when it is switched off.
    pub off: Option<i64>,
    /// Until when the secret before signs as well.
    pub both_until: Option<i64>,
    /// How many events were not delivered yet.
    pub open: u64,
}

/// That a system is to be told of an event, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventTold {
    /// Its id.
    pub id: NoticeId,
    /// What happened.
    pub event: Event,
    /// In which exchange.
    pub exchange: Option<ExchangeId>,
    /// To whom; an id that leads to nobody any more where they were erased.
    pub person: Option<PersonId>,
    /// With which item; of what a person brought, its id.
    pub item: Option<String>,
    /// When, in microseconds since 1970.
    pub made: i64,
    /// When it was delivered.
    pub sent: Option<i64>,
    /// How often it was tried.
    pub attempts: u32,
    /// What kept it, last.
    pub error: Option<String>,
    /// When it is tried next.
    pub next: Option<i64>,
}

/// An event that is to be told now, with all that is needed for it.
#[derive(Debug, Clone)]
pub struct EventDue {
    /// Of which firm.
    pub firm: FirmId,
    /// Which system's address it is.
    pub hook: HookId,
    /// Which system.
    pub client: ClientId,
    /// The event.
    pub event: EventTold,
    /// Where to.
    pub url: String,
    /// The secrets to sign with, the newest first: 32 bytes each.
    pub secrets: Vec<[u8; 32]>,
}

macro_rules! columns {
    () => {
        "n.id, n.why, n.exchange, n.person, n.item, n.made, n.confirmed, n.attempts, n.error, n.next"
    };
}

impl EventTold {
    fn read(row: &Row) -> Result<Self, Error> {
        let (event, item): (String, String) = (row.get(1)?, row.get(4)?);
        Ok(Self {
            id: row.get(0)?,
            event: Event::from_name(&event)?,
            exchange: row.get(2)?,
            person: row.get(3)?,
            item: (!item.is_empty()).then_some(item),
            made: row.get(5)?,
            sent: row.get(6)?,
            attempts: row.get(7)?,
            error: row.get(8)?,
            next: row.get(9)?,
        })
    }
}

fn place<'i>(firm: FirmId, column: &'static str, id: &'i HookId) -> Place<'i> {
    Place { firm, table: "hook", column, id: id.bytes() }
}

/// The address of a system that has a key.
async fn of_client(tx: &mut Conn, firm: FirmId, client: ClientId) -> Result<HookId, Error> {
    let find = "SELECT id FROM hook WHERE client = $1 AND firm = $2";
    tx.row(find, args![client, firm]).await?.ok_or(Error::NotFound("hook"))?.get(0)
}

/// A system is told nothing more, and what it was told is forgotten.
pub(super) async fn remove(tx: &mut Conn, firm: FirmId, client: ClientId) -> Result<(), Error> {
    let told = "DELETE FROM notice WHERE hook IN (SELECT id FROM hook WHERE client = $1 AND firm = $2)";
    tx.run(told, args![client, firm]).await?;
    tx.run("DELETE FROM hook WHERE client = $1 AND firm = $2", args![client, firm]).await.map(drop)
}

/// What waits goes out now, and is tried as often as if it were new.
async fn all_again(tx: &mut Conn, hook: HookId, now: i64) -> Result<(), Error> {
    let again = "UPDATE notice SET next = $2, attempts = 0 WHERE hook = $1 AND confirmed IS NULL";
    tx.run(again, args![hook, now]).await.map(drop)
}

impl Store {
    /// Says where a system of the firm is told of events, of one exchange or of all, in the place of where it was told before. The
    /// secret with which it is signed is told this once; the one before ends.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such system or exchange; [`Conflict::Expired`] where its key was taken back.
    pub async fn webhook_set(
        &self,
        ctx: &Context,
        client: ClientId,
        exchange: Option<ExchangeId>,
        url: &str,
    ) -> Result<[u8; 32], Error> {
        ctx.may(Right::ClientWrite)?;
        let url = blind::text(url, 2_000)?;
        let secret: [u8; 32] = random()?;
        write!(self, ctx, |books, ctx, tx| {
            let find = "SELECT ended FROM client WHERE id = $1 AND firm = $2";
            let row = tx.row(find, args![client, ctx.firm]).await?.ok_or(Error::NotFound("client"))?;
            if row.get::<Option<i64>>(0)?.is_some() {
                return Err(Conflict::Expired.into());
            }
            if let Some(exchange) = exchange {
                exists(tx, ctx.firm, exchange).await?;
            }
            let key = books.firm_key(tx, ctx.firm).await?;
            let now = books.now().0;
            let id = match of_client(tx, ctx.firm, client).await {
                Ok(id) => id,
                Err(Error::NotFound(_)) => HookId::new(),
                Err(error) => return Err(error),
            };
            tx.run("DELETE FROM hook WHERE id = $1", args![id]).await?;
            let sealed = key.seal(&place(ctx.firm, "sealed", &id), &secret)?;
            let set = "INSERT INTO hook (id, firm, exchange, recipient, url, sealed, made, client)
                       VALUES ($1, $2, $3, NULL, $4, $5, $6, $7)";
            tx.run(set, args![id, ctx.firm, exchange, url, sealed, now, client]).await?;
            all_again(tx, id, now).await?;
            audit::add(&books, tx, &ctx, "webhook_set", "client", Some(client.bytes())).await?;
            Ok(secret)
        })
    }

    /// Gives a system another secret, told this once. For a day the one before signs as well.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; the system is told nowhere.
    pub async fn webhook_rotate(&self, ctx: &Context, client: ClientId) -> Result<[u8; 32], Error> {
        ctx.may(Right::ClientWrite)?;
        let secret: [u8; 32] = random()?;
        write!(self, ctx, |books, ctx, tx| {
            let id = of_client(tx, ctx.firm, client).await?;
            let row =
                tx.row("SELECT sealed FROM hook WHERE id = $1", args![id]).await?.ok_or(Error::NotFound("hook"))?;
            let key = books.firm_key(tx, ctx.firm).await?;
            let before = key.open(&place(ctx.firm, "sealed", &id), &row.get::<Vec<u8>>(0)?)?;
            let before = key.seal(&place(ctx.firm, "sealed_before", &id), &before)?;
            let sealed = key.seal(&place(ctx.firm, "sealed", &id), &secret)?;
            let turn = "UPDATE hook SET sealed = $2, sealed_before = $3, both_until = $4 WHERE id = $1";
            tx.run(turn, args![id, sealed, before, books.now().0.saturating_add(BOTH)]).await?;
            audit::add(&books, tx, &ctx, "webhook_rotate", "client", Some(client.bytes())).await?;
            Ok(secret)
        })
    }

    /// Switches off where a system is told, or on again. While it is off nothing new is written down for it; what was open goes out
    /// once it is on again.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; the system is told nowhere.
    pub async fn webhook_switch(&self, ctx: &Context, client: ClientId, on: bool) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let (id, now) = (of_client(tx, ctx.firm, client).await?, books.now().0);
            tx.run("UPDATE hook SET off = $2 WHERE id = $1", args![id, (!on).then_some(now)]).await?;
            if on {
                all_again(tx, id, now).await?;
            }
            let act = if on { "webhook_on" } else { "webhook_off" };
            audit::add(&books, tx, &ctx, act, "client", Some(client.bytes())).await
        })
    }

    /// Tries whether messages arrive: one in which nothing happened is sent.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; the system is told nowhere.
    pub async fn webhook_try(&self, ctx: &Context, client: ClientId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let id = of_client(tx, ctx.firm, client).await?;
            let about = About { firm: ctx.firm, exchange: None, person: None, item: None };
            add(&books, tx, id, &about, Event::Test).await?;
            audit::add(&books, tx, &ctx, "webhook_try", "client", Some(client.bytes())).await
        })
    }

    /// A system is told nothing more, and what it was told is forgotten.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; the system is told nowhere.
    pub async fn webhook_remove(&self, ctx: &Context, client: ClientId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            of_client(tx, ctx.firm, client).await?;
            remove(tx, ctx.firm, client).await?;
            audit::add(&books, tx, &ctx, "webhook_remove", "client", Some(client.bytes())).await
        })
    }

    /// Where systems of the firm are told.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`].
    pub async fn webhook_list(&self, ctx: &Context) -> Result<Vec<Webhook>, Error> {
        ctx.may(Right::ClientRead)?;
        let find = "SELECT h.id, h.client, h.exchange, h.url, h.made, h.off, h.both_until,
                           (SELECT COUNT(*) FROM notice n WHERE n.hook = h.id AND n.confirmed IS NULL)
                    FROM hook h WHERE h.firm = $1 AND h.client IS NOT NULL ORDER BY h.id";
        let now = self.now().0;
        let webhook = |row: &Row| {
            let (both, open): (Option<i64>, i64) = (row.get(6)?, row.get(7)?);
            Ok(Webhook {
                id: row.get(0)?,
                client: row.get(1)?,
                exchange: row.get(2)?,
                url: row.get(3)?,
                made: row.get(4)?,
                off: row.get(5)?,
                both_until: both.filter(|until| *until > now),
                open: open.unsigned_abs(),
            })
        };
        self.read().await?.rows(find, args![ctx.firm]).await?.iter().map(webhook).collect()
    }

    /// What a system was told and is to be told, or what failed alone, the newest first.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`]; no such system.
    pub async fn event_list(
        &self,
        ctx: &Context,
        client: ClientId,
        failed: bool,
        page: &Page,
    ) -> Result<Listed<EventTold>, Error> {
        ctx.may(Right::ClientRead)?;
        let mut conn = self.read().await?;
        let there = "SELECT COUNT(*) FROM client WHERE id = $1 AND firm = $2";
        if conn.number(there, args![client, ctx.firm]).await? == 0 {
            return Err(Error::NotFound("client"));
        }
        let find = concat!(
            "SELECT ",
            columns!(),
            " FROM notice n JOIN hook h ON h.id = n.hook WHERE h.client = $1 AND n.id < $2
             AND ($3 = 0 OR (n.confirmed IS NULL AND n.error IS NOT NULL)) ORDER BY n.id DESC LIMIT $4"
        );
        let below = page.below(|id: NoticeId| *id.bytes())?;
        let rows = conn.rows(find, args![client, below, failed, page.limit()]).await?;
        let rows = rows.iter().map(EventTold::read).collect::<Result<Vec<_>, _>>()?;
        let count = "SELECT COUNT(*) FROM notice n JOIN hook h ON h.id = n.hook WHERE h.client = $1
                     AND ($2 = 0 OR (n.confirmed IS NULL AND n.error IS NOT NULL))";
        let total = conn.number(count, args![client, failed]).await?;
        Ok(Listed::cut(rows, page, total, |told| told.id.to_string()))
    }

    /// Tells a system of an event now, also where it was delivered before: under the same id.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such event.
    pub async fn event_again(&self, ctx: &Context, id: NoticeId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let again = "UPDATE notice SET next = $3, attempts = 0, confirmed = NULL
                         WHERE id = $1 AND firm = $2 AND hook IS NOT NULL";
            if tx.run(again, args![id, ctx.firm, books.now().0]).await? == 0 {
                return Err(Error::NotFound("notice"));
            }
            audit::add(&books, tx, &ctx, "event_again", "notice", Some(id.bytes())).await
        })
    }

    /// Events that are to be told now, and are not given out again before `lease` microseconds passed. Systems take turns.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn event_claim(&self, ctx: &Context, most: u16, lease: i64) -> Result<Vec<EventDue>, Error> {
        ctx.house()?;
        let due = "SELECT COUNT(*) FROM notice n JOIN hook h ON h.id = n.hook
                   WHERE n.next IS NOT NULL AND n.next <= $1 AND h.off IS NULL";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(Vec::new());
        }
        write!(self, ctx, |books, ctx, tx| {
            let find = concat!(
                "SELECT ",
                columns!(),
                ", n.firm, h.id, h.client, h.url, h.sealed, h.sealed_before, h.both_until
                 FROM notice n JOIN hook h ON h.id = n.hook WHERE n.next IS NOT NULL AND n.next <= $1 AND h.off IS NULL
                 ORDER BY ROW_NUMBER() OVER (PARTITION BY h.id ORDER BY n.next, n.id), n.next LIMIT $2"
            );
            let now = books.now().0;
            let mut all = Vec::new();
            for row in tx.rows(find, args![now, i64::from(most)]).await? {
                let (event, firm, hook): (_, FirmId, HookId) = (EventTold::read(&row)?, row.get(10)?, row.get(11)?);
                let mut sealed: Vec<(&str, Vec<u8>)> = vec![("sealed", row.get(14)?)];
                if row.get::<Option<i64>>(16)?.is_some_and(|until| until > now) {
                    sealed.extend(row.get::<Option<Vec<u8>>>(15)?.map(|before| ("sealed_before", before)));
                }
                let key = books.firm_key(tx, firm).await?;
                let mut secrets = Vec::new();
                for (column, sealed) in sealed {
                    let secret = key.open(&place(firm, column, &hook), &sealed)?.try_into();
                    secrets.push(secret.map_err(|_| Error::Broken("a secret has no 32 bytes".into()))?);
                }
                tx.run("UPDATE notice SET next = $2 WHERE id = $1", args![event.id, now + lease]).await?;
                all.push(EventDue { firm, hook, client: row.get(12)?, event, url: row.get(13)?, secrets });
            }
            Ok(all)
        })
    }

    /// What came of telling a system of an event: it was delivered, or what kept it and when to try again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn event_tried(&self, ctx: &Context, id: NoticeId, failed: Option<(String, i64)>) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            let (why, next) = match failed {
                None => (None, None),
                Some((why, next)) => (Some(why.chars().take(300).collect::<String>()), Some(next)),
            };
            let done = why.is_none().then_some(now);
            // Nothing is said of one that was forgotten meanwhile.
            let tried = "UPDATE notice SET attempts = attempts + 1, sent = $2, confirmed = $2, error = $3, next = $4
                         WHERE id = $1 AND hook IS NOT NULL AND confirmed IS NULL";
            tx.run(tried, args![id, done, why, next]).await.map(drop)
        })
    }

    /// Forgets what systems were told, or could not be told, thirty days ago and before.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn events_forget(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let old = "DELETE FROM notice WHERE hook IS NOT NULL AND made <= $1";
            tx.run(old, args![books.now().0.saturating_sub(KEPT)]).await
        })
    }
}
