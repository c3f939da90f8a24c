//! What a person does with what is kept of them: puts it right, and says that it is wrong.

use std::collections::BTreeSet;

use comity_exchange::basis::Source;
use comity_exchange::id::ItemId;
use comity_exchange::market::{self, NotPermitted};
use serde_json::value::RawValue;

use super::event::{Event, tell};
use super::ground::Ground;
use super::settle::{Why, settle_as_it_is};
use super::value::{ItemRefused, LONGEST, Odd};
use super::write::put;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::ExchangeId;
use crate::ledger::leaf::Kind;
use crate::promise::{self, Promise};
use crate::standing::lock;
use crate::store::Store;

async fn own(books: &Store, tx: &mut Conn, ctx: &Context, exchange: ExchangeId) -> Result<Ground, Error> {
    let (person, _) = ctx.acting()?;
    guardian::check(tx, ctx.firm, ctx.actor).await?;
    lock(tx, exchange, person).await?;
    let ground = Ground::read(books, tx, ctx.firm, exchange, person).await?;
    ground.ok_or(Error::NotFound("standing"))
}

impl Store {
    /// The person puts a value of theirs right, of an item that they gave themselves. What was worked out from the one before goes,
    /// and whoever may have it is told.
    ///
    /// # Errors
    /// Anybody else asking; [`ItemRefused`] inside, where nothing in force asks for the item or its value comes from elsewhere.
    pub async fn item_correct(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        item: ItemId,
        value: Box<RawValue>,
    ) -> Result<Result<Promise, ItemRefused>, Error> {
        ctx.acting()?;
        if value.get().len() > LONGEST {
            return Ok(Err(Odd::TooLarge.into()));
        }
        let done = write!(self, ctx, |books, ctx, tx| {
            let mut ground = own(&books, tx, &ctx, exchange).await?;
            let facts = market::Value {
                item: item.clone(),
                came: books.now(),
                source: Source::Volunteered,
                from: BTreeSet::new(),
            };
            let purposes = match ground.stand().write(&facts, &ground.values, facts.came) {
                Ok(purposes) => purposes,
                Err(refused) => return Ok(Err(refused.into())),
            };
            let wrong = ground.current(item.as_str()).map(|one| one.id).into_iter().collect();
            settle_as_it_is(&books, tx, &mut ground, &wrong, Why::Corrected).await?;
            put(tx, &mut ground, facts, &purposes, &value).await?;
            tell(&books, tx, ground.about(&item), Event::ItemCorrected).await?;
            let subject = ground.stood.subject();
            Ok(Ok(promise::note(&books, tx, &subject, Kind::ItemCorrected, None, &item).await?))
        })?;
        match done {
            Ok(noted) => self.promise(noted).map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// The person says that what was worked out about them, or seen of them, is wrong: the value goes, with all that was worked out
    /// from it, and none comes in its place until they take that back.
    ///
    /// # Errors
    /// Anybody else asking; there is no such value.
    pub async fn item_contest(&self, ctx: &Context, exchange: ExchangeId, item: ItemId) -> Result<Promise, Error> {
        ctx.acting()?;
        let noted = write!(self, ctx, |books, ctx, tx| {
            let mut ground = own(&books, tx, &ctx, exchange).await?;
            let wrong = ground.current(item.as_str()).map(|one| one.id).ok_or(NotPermitted::NoSuchValue)?;
            settle_as_it_is(&books, tx, &mut ground, &[wrong].into(), Why::Corrected).await?;
            ground.stood.contested.insert(item.clone());
            ground.stood.save(&books, tx).await?;
            tell(&books, tx, ground.about(&item), Event::ItemContested).await?;
            promise::note(&books, tx, &ground.stood.subject(), Kind::ItemContested, None, &item).await
        });
        self.promise(noted?)
    }

    /// The person takes that back: values of the item may come again.
    ///
    /// # Errors
    /// Anybody else asking.
    pub async fn item_contest_end(&self, ctx: &Context, exchange: ExchangeId, item: ItemId) -> Result<(), Error> {
        ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let mut ground = own(&books, tx, &ctx, exchange).await?;
            if ground.stood.contested.remove(&item) {
                ground.stood.save(&books, tx).await?;
            }
            Ok(())
        })
    }

    /// Items of which the person said that what was kept is wrong.
    ///
    /// # Errors
    /// Anybody else asking.
    pub async fn items_contested(&self, ctx: &Context, exchange: ExchangeId) -> Result<BTreeSet<ItemId>, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let ground = Ground::read(self, &mut conn, ctx.firm, exchange, person).await?;
        Ok(ground.ok_or(Error::NotFound("standing"))?.stood.contested)
    }
}
