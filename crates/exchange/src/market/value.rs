//! What a firm holds of one person in one exchange: facts about values, never the values themselves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::basis::Source;
use crate::id::ItemId;
use crate::market::NotPermitted;
use crate::time::Timestamp;

/// A value, by the number that whoever keeps it gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ValueId(pub u128);

/// What has to be known of a value to decide on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Of which item.
    pub item: ItemId,
    /// When it came, by the clock of whoever keeps it; never a time that its sender states.
    pub came: Timestamp,
    /// Where it really comes from.
    pub source: Source,
    /// For one that was worked out: every value that went into it.
    pub from: BTreeSet<ValueId>,
}

/// The values of one person in one exchange. For a single decision, the value and all that it was worked out from.
pub type Values = BTreeMap<ValueId, Value>;

/// Everything that went into a value, through any chain. What was worked out from itself has no origin that anybody agreed to.
pub(super) fn ancestors<'v>(value: &'v Value, values: &'v Values) -> Result<Vec<&'v Value>, NotPermitted> {
    enum Step<'v> {
        Into(ValueId),
        OutOf(ValueId, &'v Value),
    }
    let (mut within, mut done) = (BTreeSet::new(), BTreeSet::new());
    let mut found = Vec::new();
    let mut left: Vec<Step<'_>> = value.from.iter().copied().map(Step::Into).collect();
    while let Some(step) = left.pop() {
        match step {
            Step::Into(id) if done.contains(&id) => {}
            Step::Into(id) => {
                let input = values.get(&id).ok_or(NotPermitted::InputGone)?;
                if !within.insert(id) || std::ptr::eq(input, value) {
                    return Err(NotPermitted::InputGone);
                }
                left.push(Step::OutOf(id, input));
                left.extend(input.from.iter().copied().map(Step::Into));
            }
            Step::OutOf(id, input) => {
                within.remove(&id);
                done.insert(id);
                found.push(input);
            }
        }
    }
    Ok(found)
}

/// The values that go when `gone` go: these and whatever was worked out from them, through any chain.
pub(super) fn with_descendants(gone: BTreeSet<ValueId>, values: &Values) -> BTreeSet<ValueId> {
    let mut made_from: BTreeMap<ValueId, Vec<ValueId>> = BTreeMap::new();
    for (id, value) in values {
        value.from.iter().for_each(|input| made_from.entry(*input).or_default().push(*id));
    }
    let mut left: Vec<ValueId> = gone.iter().copied().collect();
    let mut all = gone;
    while let Some(id) = left.pop() {
        let made = made_from.get(&id).into_iter().flatten();
        left.extend(made.filter(|made| all.insert(**made)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(from: &[&[u128]]) -> Values {
        let value = |from: &&[u128]| Value {
            item: ItemId::new("usage").unwrap(),
            came: Timestamp(0),
            source: Source::Observed,
            from: from.iter().copied().map(ValueId).collect(),
        };
        (0..).map(ValueId).zip(from.iter().map(value)).collect()
    }

    #[test]
    fn inputs_are_followed_through_any_chain_and_missing_ones_are_noticed() {
        let check = |from: &[&[u128]], of: u128, expect: Option<usize>| {
            let values = values(from);
            assert_eq!(ancestors(&values[&ValueId(of)], &values).ok().map(|a| a.len()), expect, "{from:?} {of}");
        };
        check(&[&[], &[0], &[1], &[1, 2]], 3, Some(3));
        check(&[&[], &[0]], 0, Some(0));
        check(&[&[7]], 0, None);
        check(&[&[0]], 0, None);
        check(&[&[1], &[2], &[0]], 0, None);
        check(&[&[1], &[0], &[1]], 2, None);
        check(&[&[], &[0], &[0, 1], &[2, 1, 0]], 3, Some(3));
    }

    #[test]
    fn what_was_made_of_something_goes_with_it() {
        let values = values(&[&[], &[0], &[1], &[], &[3, 2]]);
        let check = |gone: &[u128], expect: &[u128]| {
            let ids = |of: &[u128]| of.iter().copied().map(ValueId).collect::<BTreeSet<_>>();
            assert_eq!(with_descendants(ids(gone), &values), ids(expect), "{gone:?}");
        };
        check(&[0], &[0, 1, 2, 4]);
        check(&[3], &[3, 4]);
        check(&[], &[]);
    }
}
