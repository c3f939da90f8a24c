//! Benefits: what was promised, what was delivered, and what is still owed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::Agreement;
use crate::amount::Amount;
use crate::capital::Capital;
use crate::clause::Benefit;
use crate::id::{BenefitId, ClauseId};
use crate::market::Every;
use crate::text::Texts;
use crate::time::Timestamp;

/// A benefit that a clause promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The clause, or [`ClauseId::taking_part`].
    #[serde(deserialize_with = "ClauseId::promising")]
    pub clause: ClauseId,
    /// What it promises.
    pub benefit: Benefit,
    /// From when on.
    pub since: Timestamp,
    /// When the clause ended. What was earned until then is still owed; so whoever ends a clause keeps its promises.
    pub ended: Option<Timestamp>,
}

/// Something that came back to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// By which clause, or [`ClauseId::taking_part`].
    #[serde(deserialize_with = "ClauseId::promising")]
    pub clause: ClauseId,
    /// Which of its benefits.
    pub benefit: BenefitId,
    /// The kind of capital.
    pub capital: Capital,
    /// How much, where it is counted.
    pub amount: Option<Amount>,
    /// In which unit.
    pub unit: Texts,
    /// When.
    pub at: Timestamp,
}

/// Where one due of a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// Not delivered in full, and not late.
    Open,
    /// Delivered in full.
    Delivered,
    /// Not delivered in full, and late.
    Overdue,
}

/// One due of a promise: the whole of it, or one of its periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// When it is earned: at the end of its period, or at once where there is none.
    pub earned: Timestamp,
    /// When it is late; never, where the terms set no date.
    pub late: Option<Timestamp>,
    /// In thousandths of the promise's unit; one thousand where nothing is counted.
    pub promised: u64,
    /// How much of that was delivered.
    pub delivered: u64,
    /// Where it stands.
    pub state: DueState,
}

/// A promise with everything that is due of it until now, and the due that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The promise.
    pub promise: Promise,
    /// What is due, oldest first.
    pub dues: Vec<Due>,
    /// What was put to it of each delivery, in the order of the deliveries.
    pub came: Vec<Put>,
}

/// What of one delivery was put to one promise. Of a benefit promised twice, one delivery can be put to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Put {
    /// Its place among the deliveries.
    pub delivery: usize,
    /// In thousandths of the promise's unit: how much met what is due.
    pub met: u64,
    /// How much went beyond what is due.
    pub beyond: u64,
}

/// The promises of the clauses in force.
pub fn promises(agreement: &Agreement) -> Vec<Promise> {
    let of_clause = |(id, held): (&ClauseId, &crate::agreement::Held)| {
        let promise = |benefit: &Benefit| Promise {
            clause: id.clone(),
            benefit: benefit.clone(),
            since: held.since,
            ended: None,
        };
        held.clause.benefits.iter().map(promise).collect::<Vec<_>>()
    };
    agreement.held.iter().flat_map(of_clause).collect()
}

/// Puts deliveries against promises, the oldest due first. Also gives the places of the deliveries that belong to none: of
/// another benefit, kind of capital or unit, counted where the promise is not or the other way round.
pub fn reconcile(promised: Vec<Promise>, deliveries: &[Delivery], now: Timestamp) -> (Vec<Account>, Vec<usize>) {
    let mut accounts: Vec<Account> = promised.into_iter().map(|promise| opened(promise, now)).collect();
    // Of one benefit promised twice, before and after an end, the older promise is met first.
    accounts.sort_by_key(|account| account.promise.since);
    let mut strange = Vec::new();
    for (place, delivery) in deliveries.iter().enumerate().filter(|(_, delivery)| delivery.at <= now) {
        let mut left = delivery.amount.map_or(ONE, Amount::thousandths);
        let mut fitting = accounts.iter_mut().filter(|a| fits(&a.promise, delivery)).peekable();
        if fitting.peek().is_none() {
            strange.push(place);
        }
        while let Some(account) = fitting.next() {
            let met = account.meet(left);
            left -= met;
            // What meets no due stays with the latest promise of the benefit.
            let beyond = if fitting.peek().is_none() { left } else { 0 };
            if met + beyond > 0 {
                account.came.push(Put { delivery: place, met, beyond });
            }
        }
    }
    for due in accounts.iter_mut().flat_map(|account| &mut account.dues) {
        due.state = match due.late {
            _ if due.delivered >= due.promised => DueState::Delivered,
            Some(late) if now >= late => DueState::Overdue,
            _ => DueState::Open,
        };
    }
    (accounts, strange)
}

/// What stands for one delivery of something that is not counted.
const ONE: u64 = 1_000;

fn fits(promise: &Promise, delivery: &Delivery) -> bool {
    let benefit = &promise.benefit;
    promise.clause == delivery.clause
        && benefit.id == delivery.benefit
        && benefit.capital == delivery.capital
        && same_unit(&benefit.unit, &delivery.unit)
        && benefit.amount.is_some() == delivery.amount.is_some()
}

/// Whether two units are one: a translation added later makes no other unit, other words in any language do.
fn same_unit(one: &Texts, other: &Texts) -> bool {
    let mut shared = one.iter().filter_map(|(tag, words)| Some((words, other.iter().find(|(t, _)| *t == tag)?.1)));
    one == other || shared.next().is_some_and(|(a, b)| a == b && shared.all(|(a, b)| a == b))
}

/// A promise with all that is due of it, nothing delivered yet.
fn opened(promise: Promise, now: Timestamp) -> Account {
    let benefit = &promise.benefit;
    let due = |earned: Timestamp| Due {
        earned,
        late: benefit.due_days.map(|days| earned.plus_days(days)),
        promised: benefit.amount.map_or(ONE, Amount::thousandths),
        delivered: 0,
        state: DueState::Open,
    };
    // How often is a matter of a counted unit: what is not counted is promised once.
    let every = benefit.amount.and_then(|_| Every::of_unit(&benefit.unit));
    let mut dues = Vec::new();
    match every {
        None => dues.push(due(promise.since)),
        Some(every) => {
            let ends = (1..).map_while(|count| every.after(promise.since, count));
            for earned in ends {
                // A period that the end cut short was not earned.
                if promise.ended.is_some_and(|ended| earned > ended) {
                    break;
                }
                dues.push(due(earned));
                if earned > now {
                    break;
                }
            }
        }
    }
    Account { promise, dues, came: Vec::new() }
}

/// What dues come to in one unit, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Promised until now; what runs is not counted.
    pub promised: u64,
    /// Delivered, also beyond what is due.
    pub delivered: u64,
    /// Not delivered, and not late.
    pub open: u64,
    /// Not delivered, and late.
    pub overdue: u64,
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.promised = self.promised.saturating_add(other.promised);
        self.delivered = self.delivered.saturating_add(other.delivered);
        self.open = self.open.saturating_add(other.open);
        self.overdue = self.overdue.saturating_add(other.overdue);
    }
}

/// What is earned of a promise and not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owing {
    /// Since when: the oldest due that is not delivered in full.
    pub since: Timestamp,
    /// When the first of it is late; never, where the terms set no date.
    pub late: Option<Timestamp>,
    /// How much of it is not late, in thousandths.
    pub open: u64,
    /// How much of it is late.
    pub overdue: u64,
}

impl Account {
    /// Meets its dues with so much, the oldest first; how much of it did.
    fn meet(&mut self, amount: u64) -> u64 {
        let mut left = amount;
        for due in &mut self.dues {
            let part = left.min(due.promised - due.delivered);
            due.delivered += part;
            left -= part;
        }
        amount - left
    }

    /// Delivered beyond what is due, in thousandths.
    pub fn beyond(&self) -> u64 {
        self.came.iter().fold(0, |sum, put| sum.saturating_add(put.beyond))
    }

    /// What its dues come to.
    pub fn totals(&self, now: Timestamp) -> Totals {
        let mut sum = Totals { delivered: self.beyond(), ..Totals::default() };
        for due in &self.dues {
            let left = due.promised - due.delivered;
            let is_earned = due.earned <= now;
            sum += Totals {
                promised: if is_earned { due.promised } else { 0 },
                delivered: due.delivered,
                open: if is_earned && due.state == DueState::Open { left } else { 0 },
                overdue: if due.state == DueState::Overdue { left } else { 0 },
            };
        }
        sum
    }

    /// What is earned and not delivered; nothing where all of it is.
    pub fn owing(&self, now: Timestamp) -> Option<Owing> {
        let Totals { open, overdue, .. } = self.totals(now);
        let mut owed = self.dues.iter().filter(|due| due.earned <= now && due.delivered < due.promised);
        let first = owed.next()?;
        let late = owed.filter_map(|due| due.late).chain(first.late).min();
        Some(Owing { since: first.earned, late, open, overdue })
    }
}

/// Sums over promises that are counted, for each kind of capital and unit; never across them.
pub fn totals(accounts: &[Account], now: Timestamp) -> BTreeMap<(Capital, Texts), Totals> {
    let mut sums: BTreeMap<(Capital, Texts), Totals> = BTreeMap::new();
    for account in accounts.iter().filter(|account| account.promise.benefit.amount.is_some()) {
        let benefit = &account.promise.benefit;
        *sums.entry((benefit.capital, benefit.unit.clone())).or_default() += account.totals(now);
    }
    sums
}

#[cfg(test)]
mod tests;
