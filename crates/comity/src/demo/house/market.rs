//! What the firm's systems do: they write what customers share, read it for what was agreed, say what came of it, and give back.

use std::collections::BTreeSet;

use comity_exchange::amount::Amount;
use comity_exchange::market::Promise;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_store::{
    BenefitNew, Context, Error, ExchangeId, ItemNew, ItemsAsked, LeafId, PersonId, Role, Scope, Store, UseKind, UseNew,
};
use serde_json::json;
use serde_json::value::to_raw_value;

use super::firm::Firm;
use super::paper::both;

/// How often the systems are at work, in days.
const EVERY: i64 = 20;
/// Days before today on which they are for the last time.
const LAST: i64 = 2;
/// What the plans are called.
const PLANS: [&str; 4] = ["Casa 10 GB", "Casa Mia 25 GB", "Largo 60 GB", "Senza Fine"];

/// Two systems with keys.
pub struct Market {
    store: Store,
    system: Context,
    keys: [String; 2],
}

/// The systems on a day on which they are at work, each by its key.
struct Shift {
    advice: Context,
    map: Context,
}

/// Whether the systems are at work on a day.
pub fn is_day(day: i64) -> bool {
    day % EVERY == LAST
}

impl Market {
    /// The systems get their keys.
    ///
    /// # Errors
    /// The books'.
    pub async fn open(store: &Store, firm: &Firm) -> anyhow::Result<Self> {
        let owner = firm.as_a(Role::Owner)?;
        let mut keys = Vec::new();
        for name in ["Advice engine (simulated)", "Coverage map (simulated)"] {
            keys.push(store.client_add(&owner, name, Scope::ALL.into_iter().collect()).await?.1);
        }
        let keys = <[String; 2]>::try_from(keys).map_err(|_| Error::NotFound("client"))?;
        Ok(Self { store: store.clone(), system: Context::system(firm.id), keys })
    }

    /// The systems show their keys, as with every call: the studio says when that was.
    async fn shift(&self) -> anyhow::Result<Shift> {
        let [advice, map] = &self.keys;
        Ok(Shift { advice: self.keyed(advice).await?, map: self.keyed(map).await? })
    }

    async fn keyed(&self, key: &str) -> anyhow::Result<Context> {
        let actor = self.store.client_find(&self.system, key).await?.ok_or(Error::NotFound("client"))?;
        Ok(Context { actor, ..self.system.clone() })
    }

    /// What they do on a day, with customers by their place. What nobody agreed to is refused, and counted.
    ///
    /// # Errors
    /// The books'.
    pub async fn work(
        &self,
        (day, now): (i64, Timestamp),
        exchange: ExchangeId,
        customers: &[(usize, PersonId)],
    ) -> anyhow::Result<()> {
        if customers.is_empty() {
            return Ok(());
        }
        let shift = self.shift().await?;
        let mut new = Vec::new();
        for (place, id) in customers {
            let varied = (*place as i64 * 37 + day * 11).rem_euclid(60);
            let usage = json!({ "minutes": 5 + varied, "gigabytes": f64::from(varied as i32 % 17) / 10.0 });
            new.push(value(*id, "plan", &json!(PLANS[place % PLANS.len()]))?);
            new.push(value(*id, "usage", &usage)?);
            new.push(value(*id, "signal", &json!(-60 - varied))?);
        }
        for some in new.chunks(500) {
            self.store.items_write(&shift.advice, exchange, some.to_vec(), None).await?;
        }
        let persons: Vec<String> = customers.iter().map(|(_, id)| named(*id)).collect();
        let advised = self.read(&shift.advice, exchange, "advice", &["plan", "usage"], &persons, None).await?;
        // Of the latest reading nobody has said anything yet.
        if let Some(access) = advised.filter(|_| day > EVERY) {
            let what =
                both("Compared four plans with how you use yours.", "Confrontate quattro offerte con il tuo uso.")?;
            self.used(&shift.advice, access, UseKind::Personalised, what).await?;
        }
        let map = self.read(&shift.map, exchange, "coverage", &["signal"], &persons, Some("signal-lab")).await?;
        if let Some(access) = map {
            let what = both(
                "Passed on to Signal Lab, which drew the map of the month.",
                "Passata a Signal Lab, che ha disegnato la mappa del mese.",
            )?;
            self.used(&shift.map, access, UseKind::Disclosed, what).await?;
        }
        for (place, id) in customers {
            self.give_back(&shift.advice, now, exchange, (*place, *id)).await?;
        }
        Ok(())
    }

    async fn read(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        purpose: &str,
        items: &[&str],
        persons: &[String],
        recipient: Option<&str>,
    ) -> anyhow::Result<Option<LeafId>> {
        let asked = ItemsAsked {
            purpose: purpose.to_owned(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            persons: persons.to_vec(),
            recipient: recipient.map(ToOwned::to_owned),
            signal: false,
        };
        Ok(self.store.items_read(ctx, exchange, &asked).await?.access)
    }

    async fn used(&self, ctx: &Context, access: LeafId, kind: UseKind, what: Texts) -> anyhow::Result<()> {
        self.store.use_add(ctx, UseNew { access, persons: Vec::new(), kind, what }, None).await?;
        Ok(())
    }

    /// What is due to a customer comes back; a little of it is forgotten, and both sides see that. A few are told more often than was
    /// promised.
    async fn give_back(
        &self,
        ctx: &Context,
        now: Timestamp,
        exchange: ExchangeId,
        (place, id): (usize, PersonId),
    ) -> anyhow::Result<()> {
        let told = self.store.benefits_get(&self.system, exchange, id).await?;
        for account in &told.accounts {
            let Promise { clause, benefit, ended, .. } = &account.promise;
            let forgotten = match benefit.id.as_str() {
                "credit" => place % 23 == 4,
                "detail" => place % 41 == 7,
                // Thanks come from other customers, to those who helped.
                "thanks" => place % 3 != 0,
                _ => false,
            };
            let owed = account.owing(now).map_or(0, |owing| owing.open + owing.overdue);
            let more = benefit.id.as_str() == "saving" && ended.is_none() && place % 50 == 0;
            if forgotten || (owed == 0 && !more) {
                continue;
            }
            let amount = benefit.amount.map(|_| Amount::from_thousandths(owed)).transpose()?;
            let new =
                BenefitNew { person: named(id), clause: clause.to_string(), benefit: benefit.id.to_string(), amount };
            self.store.benefit_add(ctx, exchange, new, None).await?;
        }
        Ok(())
    }
}

/// A customer as systems of the firm name them.
fn named(id: PersonId) -> String {
    format!("id:{id}")
}

fn value(id: PersonId, item: &str, value: &serde_json::Value) -> anyhow::Result<ItemNew> {
    let value = to_raw_value(value)?;
    Ok(ItemNew { person: named(id), item: item.to_owned(), value, source: None, from: BTreeSet::new() })
}
