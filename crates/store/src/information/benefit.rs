//! What came back to persons, put against what was promised.

use comity_exchange::amount::Amount;
use comity_exchange::market::{Account, Delivery, Promise as Promised, promises, reconcile};
use serde::Serialize;

use super::Scope;
use super::ground::named;
use super::replay::{Once, before, keep};
use super::write::exists;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::{ExchangeId, FirmId, LeafId, PersonId};
use crate::ledger::leaf::Kind;
use crate::promise::{self, act_place, acts};
use crate::seal::Key;
use crate::standing::{Stood, lock};
use crate::store::Store;

/// Something that a system of the firm says came back to a person.
#[derive(Debug, Clone)]
pub struct BenefitNew {
    /// To whom: the firm's own id for the person, or `id:` and ours.
    pub person: String,
    /// By which clause.
    pub clause: String,
    /// Which of its benefits.
    pub benefit: String,
    /// How much, where it is counted.
    pub amount: Option<Amount>,
}

/// What was promised to a person and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Benefits {
    /// Every promise, also of clauses that ended, with what is due of it.
    pub accounts: Vec<Account>,
    /// What came back and was promised nowhere.
    pub beyond: Vec<Delivery>,
}

impl Store {
    /// Writes down that something came back to a person.
    ///
    /// # Errors
    /// Without a key for [`Scope::BenefitsWrite`]; no such exchange, person, or benefit in any version that the person agreed to.
    pub async fn benefit_add(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: BenefitNew,
        once: Option<Once>,
    ) -> Result<LeafId, Error> {
        let client = ctx.scoped(Scope::BenefitsWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            exists(tx, ctx.firm, exchange).await?;
            if let Some(answer) = before(tx, client, once.as_ref()).await? {
                return Ok(answer);
            }
            let person = named(&books, tx, ctx.firm, &new.person).await?.ok_or(Error::NotFound("person"))?;
            lock(tx, exchange, person).await?;
            let stood = Stood::read(&books, tx, ctx.firm, exchange, person).await?;
            let known = promised(&stood)
                .into_iter()
                .find(|promise| promise.clause.as_str() == new.clause && promise.benefit.id.as_str() == new.benefit);
            let known = known.ok_or(Error::NotFound("benefit"))?;
            let delivery = Delivery {
                clause: known.clause,
                benefit: known.benefit.id,
                capital: known.benefit.capital,
                amount: new.amount,
                unit: known.benefit.unit,
                at: books.now(),
            };
            let noted = promise::note(&books, tx, &stood.subject(), Kind::BenefitDelivered, None, &delivery).await?;
            keep(&books, tx, client, once.as_ref(), &noted.leaf).await?;
            Ok(noted.leaf)
        })
    }

    /// What was promised to a person in an exchange, and what came of it. That a member looked is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`]; not invited.
    pub async fn benefits_get(&self, ctx: &Context, exchange: ExchangeId, person: PersonId) -> Result<Benefits, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "benefits_get", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let stood = Stood::read(self, &mut conn, ctx.firm, exchange, person).await?;
        self.benefits_of(&mut conn, &stood).await
    }

    pub(super) async fn benefits_of(&self, conn: &mut Conn, stood: &Stood) -> Result<Benefits, Error> {
        let deliveries = deliveries(conn, stood.firm, stood.exchange, stood.person, &stood.key).await?;
        let (accounts, beyond) = reconcile(promised(stood), &deliveries, self.now());
        Ok(Benefits { accounts, beyond: beyond.into_iter().cloned().collect() })
    }
}

/// Every promise made to a person, also by clauses that ended.
pub(super) fn promised(stood: &Stood) -> Vec<Promised> {
    let now = stood.standing.agreement.iter().flat_map(promises);
    stood.ended.iter().cloned().chain(now).collect()
}

pub(super) async fn deliveries(
    conn: &mut Conn,
    firm: FirmId,
    exchange: ExchangeId,
    person: PersonId,
    key: &Key,
) -> Result<Vec<Delivery>, Error> {
    let find = acts!("SELECT leaf, sealed", "WHERE kind = 'benefit_delivered' ORDER BY leaf");
    let mut all = Vec::new();
    for row in conn.rows(find, args![person, exchange]).await? {
        let (leaf, sealed): (LeafId, Vec<u8>) = (row.get(0)?, row.get(1)?);
        all.push(serde_json::from_slice(&key.open(&act_place(firm, &leaf), &sealed)?)?);
    }
    Ok(all)
}
