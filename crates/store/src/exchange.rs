//! Exchanges: their drafts, their life, and the versions that are published.

use comity_exchange::publish::{Exchange, Life, Version};
use comity_exchange::terms::Terms;
use serde::Serialize;

use crate::audit;
use crate::blind::text;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::guardian;
use crate::id::ExchangeId;
use crate::job::{self, JobNew};
use crate::ledger::append;
use crate::ledger::leaf::{Kind, Leaf};
use crate::store::Store;
use crate::{version, vote};

/// A line of the list of exchanges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExchangeLine {
    /// Its id.
    pub id: ExchangeId,
    /// Its title, as members see it.
    pub title: String,
    /// Where it is in its life.
    pub life: Life,
    /// The version in force; 0 for none.
    pub current: u32,
    /// Persons who were invited.
    pub invited: u64,
    /// Persons with an agreement in force.
    pub agreed: u64,
    /// Counter-offers that wait for an answer, lapsed ones included until the worker has looked.
    pub open_counters: u64,
    /// When it was last changed, in microseconds since 1970.
    pub updated: i64,
}

/// Everything about an exchange that concerns no single person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExchangeView {
    /// Its id.
    pub id: ExchangeId,
    /// Its title, as members see it.
    pub title: String,
    /// Terms as they are being written; for persons those in force.
    pub draft: Terms,
    /// How often the draft was saved: what [`Store::exchange_draft_save`] is based on.
    pub revision: u64,
    /// Life, versions and votes, as the rules know them.
    pub exchange: Exchange,
    /// When it was made, in microseconds since 1970.
    pub made: i64,
    /// When it was last changed.
    pub updated: i64,
}

fn life_name(life: Life) -> &'static str {
    match life {
        Life::Draft => "draft",
        Life::Open => "open",
        Life::Closed => "closed",
    }
}

pub(crate) fn life(name: &str) -> Result<Life, Error> {
    match name {
        "draft" => Ok(Life::Draft),
        "open" => Ok(Life::Open),
        "closed" => Ok(Life::Closed),
        _ => Err(Error::Broken("an exchange has no known life".into())),
    }
}

/// Whether who asks may see an exchange: members, and persons who were invited to it.
pub(crate) async fn visible(conn: &mut Conn, ctx: &Context, exchange: ExchangeId) -> Result<(), Error> {
    guardian::check(conn, ctx.firm, ctx.actor).await?;
    let count = match ctx.actor {
        Actor::Person { id: person } | Actor::Guardian { ward: person, .. } => {
            let find = "SELECT COUNT(*) FROM standing s JOIN exchange e ON e.id = s.exchange
                        WHERE s.exchange = $1 AND s.person = $2 AND e.firm = $3";
            conn.number(find, args![exchange, person, ctx.firm]).await?
        }
        _ => {
            ctx.may(Right::ExchangeRead)?;
            conn.number("SELECT COUNT(*) FROM exchange WHERE id = $1 AND firm = $2", args![exchange, ctx.firm]).await?
        }
    };
    if count > 0 { Ok(()) } else { Err(Error::NotFound("exchange")) }
}

const FIND: &str =
    "SELECT title, life, draft, revision, current, made, updated FROM exchange WHERE id = $1 AND firm = $2";

/// An exchange as the rules know it, with all of its versions and votes.
pub(crate) async fn read(books: &Store, conn: &mut Conn, ctx: &Context, id: ExchangeId) -> Result<ExchangeView, Error> {
    let row = conn.row(FIND, args![id, ctx.firm]).await?.ok_or(Error::NotFound("exchange"))?;
    let (name, draft, current): (String, String, u32) = (row.get(1)?, row.get(2)?, row.get(4)?);
    let mut versions = Vec::with_capacity(current as usize);
    for number in 1..=current {
        versions.push(Version::clone(&*version::read(books, conn, id, number).await?));
    }
    let votes = vote::read(conn, id).await?.into_iter().map(|(_, vote)| vote).collect();
    Ok(ExchangeView {
        id,
        title: row.get(0)?,
        draft: serde_json::from_str(&draft)?,
        revision: row.get(3)?,
        exchange: Exchange { life: life(&name)?, versions, votes },
        made: row.get(5)?,
        updated: row.get(6)?,
    })
}

fn line(row: &Row) -> Result<ExchangeLine, Error> {
    let name: String = row.get(2)?;
    Ok(ExchangeLine {
        id: row.get(0)?,
        title: row.get(1)?,
        life: life(&name)?,
        current: row.get(3)?,
        updated: row.get(4)?,
        invited: row.get(5)?,
        agreed: row.get(6)?,
        open_counters: row.get(7)?,
    })
}

/// Publishes terms as the next version: the rules say whether they may be. Everybody concerned is told by a job.
pub(crate) async fn publish(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    id: ExchangeId,
    terms: Terms,
) -> Result<u32, Error> {
    let now = books.now();
    let mut view = read(books, tx, ctx, id).await?;
    let Version { number, terms, .. } = view.exchange.publish(terms, now)?.clone();
    let fingerprint = terms.fingerprint();
    tx.run(
        "INSERT INTO version (exchange, number, terms, fingerprint, published) VALUES ($1, $2, $3, $4, $5)",
        args![id, number, serde_json::to_string(&terms)?, fingerprint.0, now.0],
    )
    .await?;
    let open = "UPDATE exchange SET life = 'open', current = $2, updated = $3 WHERE id = $1";
    tx.run(open, args![id, number, now.0]).await?;
    let leaf = Leaf {
        v: Leaf::VERSION,
        kind: Kind::TermsPublished,
        at: now.0,
        exchange: Some(id.to_string()),
        person: None,
        terms: Some(fingerprint.to_string()),
        commitment: None,
    };
    append(tx, crate::id::LeafId::new(), &leaf).await?;
    let payload = serde_json::json!({ "exchange": id, "version": number });
    job::insert(books, tx, ctx.firm, &JobNew::now(job::VERSION_PUBLISHED, payload)).await?;
    Ok(number)
}

impl Store {
    /// Begins an exchange. Its draft starts as `terms`.
    ///
    /// # Errors
    /// Without [`Right::ExchangeWrite`]; a title that is none.
    pub async fn exchange_create(&self, ctx: &Context, title: &str, terms: Terms) -> Result<ExchangeId, Error> {
        ctx.may(Right::ExchangeWrite)?;
        let (id, title) = (ExchangeId::new(), text(title, 120)?);
        let draft = serde_json::to_string(&terms)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.run(
                "INSERT INTO exchange (id, firm, title, life, draft, revision, current, made, updated)
                 VALUES ($1, $2, $3, 'draft', $4, 1, 0, $5, $5)",
                args![id, ctx.firm, title, draft, books.now().0],
            )
            .await?;
            audit::add(&books, tx, &ctx, "exchange_create", "exchange", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// Every exchange of the firm, the newest first.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`].
    pub async fn exchange_list(&self, ctx: &Context) -> Result<Vec<ExchangeLine>, Error> {
        ctx.may(Right::ExchangeRead)?;
        let rows = self
            .read()
            .await?
            .rows(
                "SELECT e.id, e.title, e.life, e.current, e.updated, COUNT(s.person),
                        COUNT(CASE WHEN s.state = 'agreed' THEN 1 END), CAST(COALESCE(SUM(s.open_counters), 0) AS BIGINT)
                 FROM exchange e LEFT JOIN standing s ON s.exchange = e.id WHERE e.firm = $1
                 GROUP BY e.id, e.title, e.life, e.current, e.updated ORDER BY e.id DESC",
                args![ctx.firm],
            )
            .await?;
        rows.iter().map(line).collect()
    }

    /// An exchange: for members with its draft, for persons who were invited with the terms in force in its place.
    ///
    /// # Errors
    /// Not allowed, or there is none.
    pub async fn exchange_get(&self, ctx: &Context, id: ExchangeId) -> Result<ExchangeView, Error> {
        let mut conn = self.read().await?;
        visible(&mut conn, ctx, id).await?;
        let mut view = read(self, &mut conn, ctx, id).await?;
        if matches!(ctx.actor, Actor::Person { .. } | Actor::Guardian { .. }) {
            let current = view.exchange.current().ok_or(Error::NotFound("exchange"))?;
            view.draft = Terms::clone(&current.terms);
            // How others voted is not for persons to see.
            view.exchange.votes.iter_mut().for_each(|vote| vote.answers.clear());
        }
        Ok(view)
    }

    /// Gives an exchange another title.
    ///
    /// # Errors
    /// Without [`Right::ExchangeWrite`]; no title; no exchange.
    pub async fn exchange_rename(&self, ctx: &Context, id: ExchangeId, title: &str) -> Result<(), Error> {
        ctx.may(Right::ExchangeWrite)?;
        let title = text(title, 120)?;
        write!(self, ctx, |books, ctx, tx| {
            let set = "UPDATE exchange SET title = $3, updated = $4 WHERE id = $1 AND firm = $2";
            if tx.run(set, args![id, ctx.firm, title, books.now().0]).await? == 0 {
                return Err(Error::NotFound("exchange"));
            }
            audit::add(&books, tx, &ctx, "exchange_rename", "exchange", Some(id.bytes())).await
        })
    }

    /// Saves the draft; `based_on` is the revision that was read. Gives the new revision.
    ///
    /// # Errors
    /// Without [`Right::ExchangeWrite`]; [`Conflict::Stale`] where somebody saved in between.
    pub async fn exchange_draft_save(
        &self,
        ctx: &Context,
        id: ExchangeId,
        terms: Terms,
        based_on: u64,
    ) -> Result<u64, Error> {
        ctx.may(Right::ExchangeWrite)?;
        let draft = serde_json::to_string(&terms)?;
        write!(self, ctx, |books, ctx, tx| {
            let save = "UPDATE exchange SET draft = $4, revision = revision + 1, updated = $5
                        WHERE id = $1 AND firm = $2 AND revision = $3 RETURNING revision";
            let values = args![id, ctx.firm, based_on, draft, books.now().0];
            let Some(row) = tx.row(save, values).await? else {
                tx.row(FIND, args![id, ctx.firm]).await?.ok_or(Error::NotFound("exchange"))?;
                return Err(Conflict::Stale.into());
            };
            audit::add(&books, tx, &ctx, "exchange_draft_save", "exchange", Some(id.bytes())).await?;
            row.get(0)
        })
    }

    /// Publishes the draft as the next version; gives its number. Who was invited is asked anew, unless every change is
    /// purely in their favour.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; [`Error::NotPublished`] with what the rules have against it.
    pub async fn exchange_publish(&self, ctx: &Context, id: ExchangeId) -> Result<u32, Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let draft = read(&books, tx, &ctx, id).await?.draft;
            let number = publish(&books, tx, &ctx, id, draft).await?;
            audit::add(&books, tx, &ctx, "exchange_publish", "exchange", Some(id.bytes())).await?;
            Ok(number)
        })
    }

    /// Closes an exchange: nothing new is offered, and what was agreed stays in force and can be left.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no exchange.
    pub async fn exchange_close(&self, ctx: &Context, id: ExchangeId) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let mut view = read(&books, tx, &ctx, id).await?;
            view.exchange.close();
            let set = "UPDATE exchange SET life = $2, updated = $3 WHERE id = $1";
            tx.run(set, args![id, life_name(view.exchange.life), books.now().0]).await?;
            audit::add(&books, tx, &ctx, "exchange_close", "exchange", Some(id.bytes())).await
        })
    }
}
