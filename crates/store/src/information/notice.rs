//! Notices to recipients: open until they confirm.

use serde::Serialize;

use super::write::exists;
use crate::audit;
use crate::blind;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::{ExchangeId, FirmId, HookId, NoticeId, PersonId};
use crate::page::{Listed, Page};
use crate::seal::{Place, random};
use crate::store::Store;

/// That a recipient may not have something any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Of whom; an id that leads to nobody any more where they were erased.
    pub person: PersonId,
    /// Who is told, by their name in the terms.
    pub recipient: String,
    /// Of which item.
    pub item: String,
    /// For which purpose they may not have it any more.
    pub purpose: String,
    /// Why, by its name.
    pub why: String,
    /// When it came to be, in microseconds since 1970.
    pub made: i64,
    /// When it was last sent.
    pub sent: Option<i64>,
    /// How often it was tried to send it.
    pub attempts: u32,
    /// What kept it from being sent, last.
    pub error: Option<String>,
    /// When they confirmed.
    pub confirmed: Option<i64>,
    /// Whether the person is still in the books.
    #[serde(skip)]
    pub there: bool,
}

/// How many notices of one recipient are open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticesOpen {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// To whom, by their name in the terms.
    pub recipient: String,
    /// How many.
    pub open: u64,
}

macro_rules! columns {
    () => {
        "n.id, n.exchange, n.person, n.recipient, n.item, n.purpose, n.why, n.made, n.sent, n.attempts, n.error, n.confirmed,
         (SELECT COUNT(*) FROM person p WHERE p.id = n.person)"
    };
}

impl Notice {
    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            exchange: row.get(1)?,
            person: row.get(2)?,
            recipient: row.get(3)?,
            item: row.get(4)?,
            purpose: row.get(5)?,
            why: row.get(6)?,
            made: row.get(7)?,
            sent: row.get(8)?,
            attempts: row.get(9)?,
            error: row.get(10)?,
            confirmed: row.get(11)?,
            there: row.get::<i64>(12)? > 0,
        })
    }
}

/// Where a recipient is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hook {
    /// Its id.
    pub id: HookId,
    /// For which exchange.
    pub exchange: ExchangeId,
    /// Whom, by their name in the terms.
    pub recipient: String,
    /// The address.
    pub url: String,
    /// Since when, in microseconds since 1970.
    pub made: i64,
}

/// A notice that is to be sent, with all that is needed for it.
#[derive(Debug, Clone)]
pub struct NoticeDue {
    /// Of which firm.
    pub firm: FirmId,
    /// The notice.
    pub notice: Notice,
    /// Where to, and the secret to sign it with: 32 bytes.
    pub to: Option<(String, [u8; 32])>,
    /// With which the recipient confirms.
    pub token: String,
}

fn place(firm: FirmId, id: &HookId) -> Place<'_> {
    Place { firm, table: "hook", column: "sealed", id: id.bytes() }
}

impl Store {
    /// Says where a recipient is told, in the place of where they were told before. The secret with which it is signed is told this
    /// once.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such exchange.
    pub async fn hook_set(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        recipient: &str,
        url: &str,
    ) -> Result<[u8; 32], Error> {
        ctx.may(Right::ClientWrite)?;
        let (recipient, url) = (blind::text(recipient, 64)?, blind::text(url, 2_000)?);
        let secret: [u8; 32] = random()?;
        write!(self, ctx, |books, ctx, tx| {
            exists(tx, ctx.firm, exchange).await?;
            let id = HookId::new();
            let key = books.firm_key(tx, ctx.firm).await?;
            tx.run("DELETE FROM hook WHERE exchange = $1 AND recipient = $2", args![exchange, recipient.as_str()])
                .await?;
            tx.run(
                "INSERT INTO hook (id, firm, exchange, recipient, url, sealed, made) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![id, ctx.firm, exchange, recipient.as_str(), url, key.seal(&place(ctx.firm, &id), &secret)?, books.now().0],
            )
            .await?;
            // What waited for an address goes out now.
            let again = "UPDATE notice SET next = $3, attempts = 0 WHERE exchange = $1 AND recipient = $2 AND confirmed IS NULL";
            tx.run(again, args![exchange, recipient, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "hook_set", "hook", Some(id.bytes())).await?;
            Ok(secret)
        })
    }

    /// Nobody is told there any more.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such address.
    pub async fn hook_remove(&self, ctx: &Context, id: HookId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            if tx.run("DELETE FROM hook WHERE id = $1 AND firm = $2 AND client IS NULL", args![id, ctx.firm]).await?
                == 0
            {
                return Err(Error::NotFound("hook"));
            }
            audit::add(&books, tx, &ctx, "hook_remove", "hook", Some(id.bytes())).await
        })
    }

    /// Where recipients are told.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`].
    pub async fn hook_list(&self, ctx: &Context) -> Result<Vec<Hook>, Error> {
        ctx.may(Right::ClientRead)?;
        let find = "SELECT id, exchange, recipient, url, made FROM hook WHERE firm = $1 AND recipient IS NOT NULL
                    ORDER BY exchange, recipient";
        let hook = |row: &Row| {
            let (recipient, url) = (row.get(2)?, row.get(3)?);
            Ok(Hook { id: row.get(0)?, exchange: row.get(1)?, recipient, url, made: row.get(4)? })
        };
        self.read().await?.rows(find, args![ctx.firm]).await?.iter().map(hook).collect()
    }

    /// Notices of the firm, those that are open first or alone, the newest first.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`].
    pub async fn notice_list(&self, ctx: &Context, open: bool, page: &Page) -> Result<Listed<Notice>, Error> {
        ctx.may(Right::ClientRead)?;
        let find = concat!(
            "SELECT ",
            columns!(),
            " FROM notice n WHERE n.firm = $1 AND n.hook IS NULL AND n.id < $2 AND ($3 = 0 OR n.confirmed IS NULL) ORDER BY n.id DESC LIMIT $4"
        );
        let below = page.below(|id: NoticeId| *id.bytes())?;
        let mut conn = self.read().await?;
        let rows = conn.rows(find, args![ctx.firm, below, open, page.limit()]).await?;
        let rows = rows.iter().map(Notice::read).collect::<Result<Vec<_>, _>>()?;
        let count = "SELECT COUNT(*) FROM notice WHERE firm = $1 AND hook IS NULL AND ($2 = 0 OR confirmed IS NULL)";
        let total = conn.number(count, args![ctx.firm, open]).await?;
        Ok(Listed::cut(rows, page, total, |notice| notice.id.to_string()))
    }

    /// How many notices are open, for each recipient to whom any is.
    ///
    /// # Errors
    /// Without [`Right::ClientRead`].
    pub async fn notice_counts(&self, ctx: &Context) -> Result<Vec<NoticesOpen>, Error> {
        ctx.may(Right::ClientRead)?;
        let find =
            "SELECT exchange, recipient, COUNT(*) FROM notice WHERE firm = $1 AND confirmed IS NULL AND hook IS NULL
                    GROUP BY exchange, recipient";
        let one = |row: &Row| {
            let open: i64 = row.get(2)?;
            Ok(NoticesOpen { exchange: row.get(0)?, recipient: row.get(1)?, open: open.unsigned_abs() })
        };
        self.read().await?.rows(find, args![ctx.firm]).await?.iter().map(one).collect()
    }

    /// How many notices of all firms are open, and when the oldest came to be.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn notice_oldest(&self, ctx: &Context) -> Result<(u64, Option<i64>), Error> {
        ctx.house()?;
        let find = "SELECT COUNT(*), MIN(made) FROM notice WHERE confirmed IS NULL AND hook IS NULL";
        let row = self.read().await?.row(find, args![]).await?.ok_or(Error::NotFound("notice"))?;
        let open: i64 = row.get(0)?;
        Ok((open.unsigned_abs(), row.get(1)?))
    }

    /// Who was told of something of a person's, and who confirmed.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn notices_about(&self, ctx: &Context, person: PersonId) -> Result<Vec<Notice>, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "notices_about", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = concat!(
            "SELECT ",
            columns!(),
            " FROM notice n WHERE n.person = $1 AND n.firm = $2 AND n.hook IS NULL ORDER BY n.id DESC LIMIT 500"
        );
        conn.rows(find, args![person, ctx.firm]).await?.iter().map(Notice::read).collect()
    }

    /// A member says that a recipient confirmed in another way.
    ///
    /// # Errors
    /// Without [`Right::ClientWrite`]; no such notice.
    pub async fn notice_confirm(&self, ctx: &Context, id: NoticeId) -> Result<(), Error> {
        ctx.may(Right::ClientWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            confirm(tx, ctx.firm, id, books.now().0).await?;
            audit::add(&books, tx, &ctx, "notice_confirm", "notice", Some(id.bytes())).await
        })
    }

    /// A recipient confirms, with the token that came with the notice.
    ///
    /// # Errors
    /// No such notice, or another token.
    pub async fn notice_confirmed(&self, ctx: &Context, id: NoticeId, token: &str) -> Result<(), Error> {
        if !bool::from(subtle::ConstantTimeEq::ct_eq(self.notice_token(id).as_bytes(), token.as_bytes())) {
            return Err(Error::NotFound("notice"));
        }
        write!(self, ctx, |books, ctx, tx| { confirm(tx, ctx.firm, id, books.now().0).await })
    }

    fn notice_token(&self, id: NoticeId) -> String {
        self.blind().derive("comity notice token 1", id.bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Notices that are to be sent now, and are not given out again before `lease` microseconds passed. Recipients take turns, so that
    /// many notices to one keep no other waiting.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn notice_claim(&self, ctx: &Context, most: u16, lease: i64) -> Result<Vec<NoticeDue>, Error> {
        ctx.house()?;
        let due = "SELECT COUNT(*) FROM notice WHERE next IS NOT NULL AND next <= $1 AND hook IS NULL";
        if self.read().await?.number(due, args![self.now().0]).await? == 0 {
            return Ok(Vec::new());
        }
        write!(self, ctx, |books, ctx, tx| {
            let find = concat!(
                "SELECT ",
                columns!(),
                ", n.firm, h.id, h.url, h.sealed FROM notice n
                 LEFT JOIN hook h ON h.exchange = n.exchange AND h.recipient = n.recipient
                 WHERE n.next IS NOT NULL AND n.next <= $1 AND n.hook IS NULL
                 ORDER BY ROW_NUMBER() OVER (PARTITION BY n.exchange, n.recipient ORDER BY n.next, n.id), n.next LIMIT $2"
            );
            let now = books.now().0;
            let mut all = Vec::new();
            for row in tx.rows(find, args![now, i64::from(most)]).await? {
                let (notice, firm): (Notice, FirmId) = (Notice::read(&row)?, row.get(13)?);
                let to = match (row.get::<Option<HookId>>(14)?, row.get::<Option<String>>(15)?) {
                    (Some(hook), Some(url)) => {
                        let sealed: Vec<u8> = row.get(16)?;
                        let secret = books.firm_key(tx, firm).await?.open(&place(firm, &hook), &sealed)?;
                        let secret = secret.try_into().map_err(|_| Error::Broken("a secret has no 32 bytes".into()))?;
                        Some((url, secret))
                    }
                    _ => None,
                };
                // Without an address it waits until there is one.
                let next = to.is_some().then_some(now + lease);
                tx.run("UPDATE notice SET next = $2 WHERE id = $1", args![notice.id, next]).await?;
                let token = books.notice_token(notice.id);
                all.push(NoticeDue { firm, notice, to, token });
            }
            Ok(all)
        })
    }

    /// What came of sending a notice: whether it arrived and was confirmed in the answer, or what kept it and when to try again.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn notice_tried(
        &self,
        ctx: &Context,
        id: NoticeId,
        failed: Option<(String, i64)>,
        confirmed: bool,
    ) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let now = books.now().0;
            match failed {
                None => {
                    // Arrived: asked again in a week, as long as they do not confirm.
                    let next = (!confirmed).then_some(now + 7 * 86_400_000_000);
                    let sent = "UPDATE notice SET sent = $2, attempts = attempts + 1, error = NULL WHERE id = $1";
                    tx.run(sent, args![id, now]).await?;
                    // They may have confirmed while the answer was on its way.
                    let again = "UPDATE notice SET next = $2 WHERE id = $1 AND confirmed IS NULL";
                    tx.run(again, args![id, next]).await?;
                    if confirmed {
                        confirm(tx, ctx.firm, id, now).await?;
                    }
                }
                Some((why, next)) => {
                    let why: String = why.chars().take(300).collect();
                    let failed = "UPDATE notice SET attempts = attempts + 1, error = $2, next = $3
                                  WHERE id = $1 AND confirmed IS NULL";
                    tx.run(failed, args![id, why, next]).await?;
                }
            }
            Ok(())
        })
    }
}

async fn confirm(tx: &mut Conn, firm: FirmId, id: NoticeId, now: i64) -> Result<(), Error> {
    let set = "UPDATE notice SET confirmed = COALESCE(confirmed, $3), next = NULL, error = NULL
         WHERE id = $1 AND firm = $2 AND hook IS NULL";
    if tx.run(set, args![id, firm, now]).await? == 0 { Err(Error::NotFound("notice")) } else { Ok(()) }
}
