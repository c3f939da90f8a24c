//! What exactly a change to a clause is, where it can be counted or named.

use serde::Serialize;

use crate::amount::Amount;
use crate::clause::{Benefit, Information, Work};
use crate::id::{BenefitId, ItemId, RecipientId};

/// One thing that is other than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Detail {
    /// For how many days it is kept; nothing for as long as the agreement lasts.
    Kept {
        /// Before.
        from: Option<u32>,
        /// After.
        to: Option<u32>,
    },
    /// An item is asked for, or not any more.
    Item {
        /// Which.
        item: ItemId,
        /// Whether it is asked for now.
        added: bool,
    },
    /// Somebody receives it, or does not any more.
    Recipient {
        /// Who.
        recipient: RecipientId,
        /// Whether they receive it now.
        added: bool,
    },
    /// A benefit is promised, or not any more.
    Benefit {
        /// Which.
        benefit: BenefitId,
        /// Whether it is promised now.
        added: bool,
    },
    /// How much comes back at a time; nothing where it is not counted.
    Amount {
        /// Of which benefit.
        benefit: BenefitId,
        /// Before.
        from: Option<Amount>,
        /// After.
        to: Option<Amount>,
    },
    /// Within how many days a benefit is due; nothing where no date is set.
    Due {
        /// Which.
        benefit: BenefitId,
        /// Before.
        from: Option<u32>,
        /// After.
        to: Option<u32>,
    },
    /// About how many minutes a month are worked.
    Minutes {
        /// Before.
        from: Option<u32>,
        /// After.
        to: Option<u32>,
    },
    /// What comes of work may be shown to everybody, or not any more.
    Public {
        /// Whether it may.
        to: bool,
    },
}

/// What is asked for otherwise, where information is asked for before and after.
pub(super) fn information(before: Option<&Information>, after: Option<&Information>) -> Vec<Detail> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let (from, to) = (before.retention_days, after.retention_days);
    let mut all: Vec<Detail> = (from != to).then_some(Detail::Kept { from, to }).into_iter().collect();
    let items = before.items.symmetric_difference(&after.items);
    all.extend(items.map(|item| Detail::Item { item: item.clone(), added: after.items.contains(item) }));
    let recipients = before.recipients.symmetric_difference(&after.recipients);
    all.extend(recipients.map(|to| Detail::Recipient { recipient: to.clone(), added: after.recipients.contains(to) }));
    all
}

/// What work is other than before.
pub(super) fn work(before: Option<&Work>, after: Option<&Work>) -> Vec<Detail> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let (from, to) = (before.minutes_a_month, after.minutes_a_month);
    let minutes = (from != to).then_some(Detail::Minutes { from, to });
    let public = (before.public != after.public).then_some(Detail::Public { to: after.public });
    minutes.into_iter().chain(public).collect()
}

/// Which benefits are other than before.
pub(super) fn benefits(before: &[Benefit], after: &[Benefit]) -> Vec<Detail> {
    let in_both = |one: &Benefit| after.iter().find(|other| other.id == one.id);
    let mut all = Vec::new();
    for one in before {
        let benefit = one.id.clone();
        match in_both(one) {
            None => all.push(Detail::Benefit { benefit, added: false }),
            Some(other) => {
                if (one.amount, &one.unit) != (other.amount, &other.unit) {
                    all.push(Detail::Amount { benefit: benefit.clone(), from: one.amount, to: other.amount });
                }
                if one.due_days != other.due_days {
                    all.push(Detail::Due { benefit, from: one.due_days, to: other.due_days });
                }
            }
        }
    }
    let new = after.iter().filter(|one| before.iter().all(|other| other.id != one.id));
    all.extend(new.map(|one| Detail::Benefit { benefit: one.id.clone(), added: true }));
    all
}
