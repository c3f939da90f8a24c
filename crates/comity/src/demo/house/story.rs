//! Five months of the house in a few seconds, a day at a time: first what the firm does, then what customers do.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;
use comity_exchange::negotiation::CounterState;
use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_store::{CounterId, ExchangeId, PersonId, PersonNew, Role, VoteId};
use indicatif::ProgressBar;
use tokio::task::JoinSet;

use super::cast::{CUSTOMERS, MINORS};
use super::clock::SimulatedClock;
use super::firm::Firm;
use super::market::{self, Market};
use super::paper;
use super::part::Parts;
use super::person::Customer;
use super::plan::{Act, Step, days};
use super::{pulses, voice};
use crate::web::app::App;
use crate::worker;

/// How many act at once: the books write what they do together.
const AT_ONCE: usize = 48;

/// The house while its past is being told.
pub struct Story<'a> {
    app: &'a App,
    firm: Firm,
    clock: &'a SimulatedClock,
    market: Market,
    parts: Parts,
    exchange: ExchangeId,
    everybody: &'a [PersonNew],
    /// Ids by place; nothing before they come.
    ids: Vec<Option<PersonId>>,
    places: BTreeMap<PersonId, usize>,
    invited: BTreeSet<usize>,
    gone: BTreeSet<usize>,
    vote: Option<VoteId>,
    /// Conditions that were accepted and are, or will be, signed.
    accepted: BTreeSet<CounterId>,
}

/// Tells everything that happened until today. `plan` is what customers do.
///
/// # Errors
/// The books'.
pub async fn tell(
    app: &App,
    clock: &SimulatedClock,
    everybody: &[PersonNew],
    plan: Vec<Step>,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    clock.day(days::OPENS);
    let firm = Firm::open(&app.store).await?;
    let market = Market::open(&app.store, &firm).await?;
    clock.day(days::FIRST + 6);
    let exchange = firm.begin().await?;
    let (ids, parts) = (vec![None; everybody.len()], Parts::of(&app.store, &firm, exchange));
    let mut story = Story {
        app,
        clock,
        firm,
        market,
        parts,
        exchange,
        everybody,
        ids,
        places: BTreeMap::new(),
        invited: BTreeSet::new(),
        gone: BTreeSet::new(),
        vote: None,
        accepted: BTreeSet::new(),
    };
    let mut waiting = plan;
    for day in (1..=days::FIRST).rev() {
        clock.day(day);
        let (today, later): (Vec<Step>, Vec<Step>) = waiting.into_iter().partition(|step| step.day >= day);
        waiting = later;
        let something = story.pulses_day(day).await?
            | story.interviews_day(day).await?
            | story.firm_day(day).await?
            | story.customers_day(today).await?
            | story.market_day(day).await?
            | story.parts_day(day).await?;
        if something {
            waiting.extend(story.signing(day).await?);
            worker::settle(app).await?;
        }
        progress.inc(1);
    }
    Ok(())
}

impl Story<'_> {
    /// What the firm does on a day; says whether it did anything.
    async fn firm_day(&mut self, day: i64) -> anyhow::Result<bool> {
        let (firm, exchange) = (self.firm.clone(), self.exchange);
        let mut something = true;
        match day {
            days::FIRST => firm.publish(exchange, None).await?,
            days::VOTE => self.vote = Some(firm.open_vote(exchange).await?),
            days::SECOND => firm.publish(exchange, Some(paper::second()?)).await?,
            days::DRAFT => firm.draft().await?,
            days::FAMILIES => self.families().await?,
            day => match days::WAVES.iter().position(|(wave, _)| *wave == day) {
                Some(wave) => self.wave(wave).await?,
                None => something = false,
            },
        }
        if day % 4 == 2 && day < days::FIRST {
            // The newest conditions are left to whoever opens the demo.
            let thinks = if day < days::SECOND { 6 } else { 2 };
            let before = Timestamp(crate::web::app::now() - (day + thinks) * 86_400_000_000);
            let places = &self.places;
            firm.answer(exchange, before, |person| places.get(&person).copied()).await?;
            something = true;
        }
        Ok(something)
    }

    /// A member notes what customers said in interviews; says whether there were any.
    async fn interviews_day(&self, day: i64) -> anyhow::Result<bool> {
        let there = |place: &usize| self.invited.contains(place) && !self.gone.contains(place);
        let places: Vec<usize> = voice::interviewed(day).filter(there).collect();
        let member = self.firm.as_a(Role::Researcher)?;
        for place in &places {
            voice::interview(&self.customer(*place)?, &member, crate::web::app::now() - day * 86_400_000_000).await?;
        }
        Ok(!places.is_empty())
    }

    /// Customers look at their pages and are asked how it was, before anything else of the day; says whether anybody looked. The
    /// first of them is left to whoever opens the demo.
    async fn pulses_day(&mut self, day: i64) -> anyhow::Result<bool> {
        if !pulses::is_day(day) {
            return Ok(false);
        }
        let there = self.invited.iter().filter(|place| (1..CUSTOMERS).contains(*place) && !self.gone.contains(place));
        let mut tasks = JoinSet::new();
        for place in there.filter(|place| pulses::looks(**place, day)) {
            let customer = self.customer(*place)?;
            room(&mut tasks).await?;
            tasks.spawn(async move {
                pulses::look(&customer, day).await?;
                voice::look(&customer, day).await
            });
        }
        let something = !tasks.is_empty();
        all(tasks).await?;
        Ok(something)
    }

    /// What customers take part in beside their answers; says whether anything happened.
    async fn parts_day(&mut self, day: i64) -> anyhow::Result<bool> {
        let there = self.invited.iter().filter(|place| **place < CUSTOMERS && !self.gone.contains(place));
        let customers = there.map(|place| Ok((*place, self.id(*place)?))).collect::<anyhow::Result<Vec<_>>>()?;
        self.parts.day(day, &customers).await
    }

    /// What the firm's systems do on a day with those who were invited; says whether they did anything.
    async fn market_day(&mut self, day: i64) -> anyhow::Result<bool> {
        if !market::is_day(day) {
            return Ok(false);
        }
        let there = self.invited.iter().filter(|place| !self.gone.contains(place));
        let customers = there.map(|place| Ok((*place, self.id(*place)?))).collect::<anyhow::Result<Vec<_>>>()?;
        let now = Timestamp((self.clock.hands())());
        self.market.work((day, now), self.exchange, &customers).await?;
        Ok(true)
    }

    async fn wave(&mut self, wave: usize) -> anyhow::Result<()> {
        let from = wave.checked_sub(1).map_or(0, |before| days::WAVES[before].1);
        let places = from..days::WAVES[wave].1;
        self.bring(places.clone()).await?;
        self.invite(places).await
    }

    /// Minors and their guardians come; minors are invited, and their guardians answer for them.
    async fn families(&mut self) -> anyhow::Result<()> {
        let places = CUSTOMERS..CUSTOMERS + 2 * MINORS;
        self.bring(places.clone()).await?;
        let ctx = self.firm.as_a(Role::Researcher)?;
        for minor in places.clone().step_by(2) {
            self.app.store.guardian_add(&ctx, self.id(minor)?, self.id(minor + 1)?).await?;
        }
        self.invite(places.step_by(2)).await
    }

    async fn bring(&mut self, places: std::ops::Range<usize>) -> anyhow::Result<()> {
        let ids = self.firm.import(&self.everybody[places.clone()]).await?;
        for (place, id) in places.zip(ids) {
            self.ids[place] = Some(id);
            self.places.insert(id, place);
        }
        Ok(())
    }

    async fn invite(&mut self, places: impl Iterator<Item = usize>) -> anyhow::Result<()> {
        let ctx = self.firm.as_a(Role::Researcher)?;
        let mut tasks = JoinSet::new();
        for place in places {
            let (store, ctx, exchange, id) = (self.app.store.clone(), ctx.clone(), self.exchange, self.id(place)?);
            self.invited.insert(place);
            room(&mut tasks).await?;
            tasks.spawn(async move { Ok(store.invitation_add(&ctx, exchange, id).await.map(drop)?) });
        }
        all(tasks).await
    }

    /// What customers do on a day, each a task of their own; says whether anybody did anything.
    async fn customers_day(&mut self, steps: Vec<Step>) -> anyhow::Result<bool> {
        let mut by_person: BTreeMap<usize, Vec<Act>> = BTreeMap::new();
        for step in steps {
            if self.invited.contains(&step.who) && !self.gone.contains(&step.who) {
                if step.act == Act::Erase {
                    self.gone.insert(step.who);
                }
                by_person.entry(step.who).or_default().push(step.act);
            }
        }
        let something = !by_person.is_empty();
        let mut tasks = JoinSet::new();
        for (who, acts) in by_person {
            let customer = self.customer(who)?;
            room(&mut tasks).await?;
            tasks.spawn(async move {
                for act in acts {
                    customer.clone().act(act).await?;
                }
                Ok(())
            });
        }
        all(tasks).await?;
        Ok(something)
    }

    /// Offers that were made of conditions are signed within a few days, by most.
    async fn signing(&mut self, day: i64) -> anyhow::Result<Vec<Step>> {
        let mut steps = Vec::new();
        for line in self.firm.counters(self.exchange, false).await? {
            if line.counter.state == CounterState::Accepted && self.accepted.insert(line.id) {
                let who = *self.places.get(&line.person).context("a condition of nobody")?;
                if who % 5 != 4 && day > 1 {
                    let day = (day - 1 - (who % 3) as i64).max(1);
                    steps.push(Step { day, who, act: Act::Sign(line.counter.version) });
                }
            }
        }
        Ok(steps)
    }

    fn customer(&self, who: usize) -> anyhow::Result<Customer> {
        let new = self.everybody.get(who).context("nobody there")?;
        Ok(Customer {
            store: self.app.store.clone(),
            firm: self.firm.id,
            id: self.id(who)?,
            place: who,
            guardian: if new.minor { Some(self.id(who + 1)?) } else { None },
            language: Language::new(&new.language)?,
            exchange: self.exchange,
            vote: self.vote,
        })
    }

    fn id(&self, place: usize) -> anyhow::Result<PersonId> {
        self.ids.get(place).copied().flatten().context("somebody acts before they come")
    }
}

async fn room(tasks: &mut JoinSet<anyhow::Result<()>>) -> anyhow::Result<()> {
    while tasks.len() >= AT_ONCE {
        if let Some(done) = tasks.join_next().await {
            done??;
        }
    }
    Ok(())
}

async fn all(mut tasks: JoinSet<anyhow::Result<()>>) -> anyhow::Result<()> {
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}
