//! What came back to persons, put against what was promised.

use std::collections::BTreeSet;

use comity_exchange::amount::Amount;
use comity_exchange::id::{BenefitId, ClauseId};
use comity_exchange::market::{Account, Delivery, Promise as Promised, nearest, promises, reconcile};
use comity_exchange::text::Texts;
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
use crate::participation::recognition;
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

/// Why something cannot have come back: nothing of the kind was promised.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NotPromised {
    /// The terms have no such clause.
    #[error("the terms have no such clause")]
    UnknownClause {
        /// Clauses that may have been meant, the nearest first.
        near: Vec<ClauseId>,
    },
    /// The person never agreed to that clause, and so it promised them nothing.
    #[error("the person did not agree to that clause, which promises them nothing then")]
    ClauseNotAgreed,
    /// The clause promises no such benefit.
    #[error("the clause, as the person agreed to it, promises no such benefit")]
    UnknownBenefit {
        /// Benefits of the clause that may have been meant, the nearest first.
        near: Vec<BenefitId>,
    },
    /// It is counted, and nothing is said of how much came.
    #[error("this benefit is counted: say in amount how much came, in the unit of the promise")]
    AmountMissing {
        /// How much is promised at a time.
        promised: Amount,
        /// The unit.
        unit: Texts,
    },
    /// It is counted, and nothing came.
    #[error("an amount of nothing is no delivery: say in amount how much came, in the unit of the promise")]
    AmountNothing {
        /// How much is promised at a time.
        promised: Amount,
        /// The unit.
        unit: Texts,
    },
    /// It is not counted.
    #[error("this benefit is not counted: leave amount out")]
    NotCounted,
}

/// What was promised to a person and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Benefits {
    /// Every promise, also of clauses that ended, with what is due of it and what was put to it.
    pub accounts: Vec<Account>,
    /// Everything that came back, oldest first.
    pub deliveries: Vec<Delivered>,
    /// Places among the deliveries of what was promised nowhere.
    pub unpromised: Vec<usize>,
}

/// Something that came back, with the entry that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// The entry, by which the person's receipt of it is asked for.
    pub leaf: LeafId,
    /// What came.
    #[serde(flatten)]
    pub what: Delivery,
}

impl Store {
    /// Writes down that something came back to a person.
    ///
    /// # Errors
    /// Without a key for [`Scope::BenefitsWrite`]; no such exchange or person; [`NotPromised`].
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
            let known = meant(promised(tx, &stood).await?, &stood, &new)?;
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
        let (leaves, whats) = deliveries(conn, stood.firm, stood.exchange, stood.person, &stood.key).await?;
        let (accounts, unpromised) = reconcile(promised(conn, stood).await?, &whats, self.now());
        let deliveries = leaves.into_iter().zip(whats).map(|(leaf, what)| Delivered { leaf, what }).collect();
        Ok(Benefits { accounts, deliveries, unpromised })
    }
}

/// The promise that something was to meet: the latest that is counted as it is, one in force before one that ended.
fn meant(all: Vec<Promised>, stood: &Stood, new: &BenefitNew) -> Result<Promised, NotPromised> {
    let of_clause: Vec<&Promised> = all.iter().filter(|promise| promise.clause.as_str() == new.clause).collect();
    if of_clause.is_empty()
        && !stood.standing.agreement.iter().any(|a| a.held.keys().any(|id| *id.as_str() == new.clause))
    {
        let clauses = stood.known.values().flat_map(|version| &version.terms.clauses).map(|clause| &clause.id);
        let clauses: BTreeSet<&ClauseId> = clauses.chain(all.iter().map(|promise| &promise.clause)).collect();
        return Err(if clauses.iter().any(|id| id.as_str() == new.clause) {
            NotPromised::ClauseNotAgreed
        } else {
            let near = nearest(&new.clause, clauses.into_iter(), |id| id.as_str());
            NotPromised::UnknownClause { near: near.into_iter().cloned().collect() }
        });
    }
    let fits = |promise: &&&Promised| promise.benefit.id.as_str() == new.benefit;
    let counted = |promise: &Promised| promise.benefit.amount.is_some() == new.amount.is_some();
    let latest = of_clause.iter().filter(fits).max_by_key(|one| (counted(one), one.ended.is_none(), one.since));
    let Some(latest) = latest else {
        let benefits: BTreeSet<&BenefitId> = of_clause.iter().map(|promise| &promise.benefit.id).collect();
        let near = nearest(&new.benefit, benefits.into_iter(), |id| id.as_str());
        return Err(NotPromised::UnknownBenefit { near: near.into_iter().cloned().collect() });
    };
    let unit = || latest.benefit.unit.clone();
    match (latest.benefit.amount, new.amount) {
        (Some(promised), None) => Err(NotPromised::AmountMissing { promised, unit: unit() }),
        (Some(promised), Some(came)) if came.thousandths() == 0 => {
            Err(NotPromised::AmountNothing { promised, unit: unit() })
        }
        (None, Some(_)) => Err(NotPromised::NotCounted),
        (Some(_), Some(_)) | (None, None) => Ok(Promised::clone(latest)),
    }
}

/// Every promise made to a person, also by clauses that ended, and for taking part.
async fn promised(conn: &mut Conn, stood: &Stood) -> Result<Vec<Promised>, Error> {
    Ok(all_promised(stood, &promised_by_rules(conn, stood).await?))
}

/// What was promised to a person for taking part, also what was withdrawn.
pub(super) async fn promised_by_rules(conn: &mut Conn, stood: &Stood) -> Result<Vec<recognition::Promised>, Error> {
    recognition::promised(conn, (stood.firm, stood.exchange), (stood.person, &stood.key)).await
}

/// Both together; what was withdrawn is no promise.
pub(super) fn all_promised(stood: &Stood, by_rules: &[recognition::Promised]) -> Vec<Promised> {
    let by_rules = by_rules.iter().filter(|row| row.withdrawn.is_none()).map(recognition::Promised::promise);
    let now = stood.standing.agreement.iter().flat_map(promises);
    stood.ended.iter().cloned().chain(now).chain(by_rules).collect()
}

/// What came back to a person, oldest first, and the entries that say so, in the same order.
pub(crate) async fn deliveries(
    conn: &mut Conn,
    firm: FirmId,
    exchange: ExchangeId,
    person: PersonId,
    key: &Key,
) -> Result<(Vec<LeafId>, Vec<Delivery>), Error> {
    let find = acts!("SELECT leaf, sealed", "WHERE kind = 'benefit_delivered' ORDER BY leaf");
    let (mut leaves, mut all) = (Vec::new(), Vec::new());
    for row in conn.rows(find, args![person, exchange]).await? {
        let (leaf, sealed): (LeafId, Vec<u8>) = (row.get(0)?, row.get(1)?);
        all.push(serde_json::from_slice(&key.open(&act_place(firm, &leaf), &sealed)?)?);
        leaves.push(leaf);
    }
    Ok((leaves, all))
}
