//! Items that nobody uses: the person is warned, and then they are released.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::basis::Basis;
use crate::id::ItemId;
use crate::terms::Terms;
use crate::time::Timestamp;

/// After how many days without use what happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Patience {
    /// A warning is given, to the firm and to the person.
    pub warn_days: u32,
    /// The item is released; and never sooner after the warning than these days are after those.
    pub release_days: u32,
}

/// What is known of the use of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// When it was first asked for.
    pub asked: Timestamp,
    /// When it was last used for anything; a mere read is no use.
    pub used: Option<Timestamp>,
    /// When a warning was last given.
    pub warned: Option<Timestamp>,
}

/// An item that is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Idle {
    /// To be warned of now.
    Warn {
        /// Not used since then.
        since: Timestamp,
        /// It is released then, if it is not used until then.
        release: Timestamp,
    },
    /// Warned of, and not released yet.
    Warned {
        /// Not used since then.
        since: Timestamp,
        /// It is released then, if it is not used until then.
        release: Timestamp,
    },
    /// To be released now.
    Release {
        /// Not used since then.
        since: Timestamp,
    },
}

impl Terms {
    /// The items that clauses ask for and nobody uses.
    ///
    /// Use of what is worked out from an item is use of that item. What a law demands is never released, nor what such an
    /// item is worked out from; and of an item that `seen` does not have nothing can be told.
    pub fn idle(&self, seen: &BTreeMap<ItemId, Seen>, patience: Patience, now: Timestamp) -> BTreeMap<ItemId, Idle> {
        let asked = self.clauses.iter().filter_map(|clause| clause.information.as_ref());
        let asked: BTreeSet<&ItemId> = asked.flat_map(|asked| &asked.items).collect();
        let by_law = self.clauses.iter().filter(|clause| {
            self.purpose_of(clause).is_some_and(|purpose| matches!(purpose.basis, Basis::LegalObligation { .. }))
        });
        let by_law = by_law.filter_map(|clause| clause.information.as_ref()).flat_map(|asked| &asked.items);
        let by_law: BTreeSet<&ItemId> = by_law.flat_map(|item| self.made_from(item)).collect();
        let mut used: BTreeMap<&ItemId, Timestamp> = BTreeMap::new();
        for (item, seen) in seen {
            for made_from in self.made_from(item) {
                let last = used.get(made_from).copied().max(seen.used);
                used.extend(last.map(|last| (made_from, last)));
            }
        }
        let idle = |item: &ItemId| {
            let seen = seen.get(item)?;
            state(Seen { used: used.get(item).copied(), ..*seen }, patience, now)
        };
        asked.difference(&by_law).filter_map(|item| Some(((*item).clone(), idle(item)?))).collect()
    }

    /// An item and everything that it is worked out from, through any chain.
    fn made_from<'t>(&'t self, item: &'t ItemId) -> BTreeSet<&'t ItemId> {
        let mut reached = BTreeSet::new();
        let mut left = vec![item];
        while let Some(id) = left.pop() {
            if reached.insert(id) {
                let item = self.item(id).and_then(|item| item.inferred.as_ref());
                left.extend(item.into_iter().flat_map(|inferred| &inferred.from));
            }
        }
        reached
    }
}

fn state(seen: Seen, patience: Patience, now: Timestamp) -> Option<Idle> {
    let since = seen.used.map_or(seen.asked, |used| used.max(seen.asked));
    if now < since.plus_days(patience.warn_days) {
        return None;
    }
    let between = patience.release_days.saturating_sub(patience.warn_days);
    let regular = since.plus_days(patience.release_days);
    // A warning given before the last use is about another silence.
    match seen.warned.filter(|warned| *warned >= since) {
        None => Some(Idle::Warn { since, release: regular.max(now.plus_days(between)) }),
        Some(warned) => {
            let release = regular.max(warned.plus_days(between));
            Some(if now >= release { Idle::Release { since } } else { Idle::Warned { since, release } })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::{Inferred, Source};
    use crate::sample::terms;
    use crate::text::Texts;

    const PATIENCE: Patience = Patience { warn_days: 90, release_days: 120 };

    fn day(n: u32) -> Timestamp {
        Timestamp(0).plus_days(n)
    }

    fn id(name: &str) -> ItemId {
        ItemId::new(name).unwrap()
    }

    #[test]
    fn warned_of_first_and_released_later() {
        let check = |used: Option<u32>, warned: Option<u32>, now: u32, expect: Option<Idle>| {
            let seen = Seen { asked: day(0), used: used.map(day), warned: warned.map(day) };
            assert_eq!(state(seen, PATIENCE, day(now)), expect, "{used:?} {warned:?} {now}");
        };
        let warn = |since, release| Some(Idle::Warn { since: day(since), release: day(release) });
        let warned = |since, release| Some(Idle::Warned { since: day(since), release: day(release) });
        let release = |since| Some(Idle::Release { since: day(since) });
        check(None, None, 89, None);
        check(None, None, 90, warn(0, 120));
        check(None, Some(90), 119, warned(0, 120));
        check(None, Some(90), 120, release(0));
        check(Some(50), Some(90), 139, None);
        check(Some(50), None, 140, warn(50, 170));
        check(None, None, 500, warn(0, 530));
        check(None, Some(500), 529, warned(0, 530));
        check(Some(100), Some(90), 500, warn(100, 530));
    }

    #[test]
    fn use_of_what_is_inferred_is_use_of_its_inputs_and_the_law_goes_before() {
        let mut terms = terms();
        terms.items[2].source = Source::Inferred;
        terms.items[2].inferred = Some(Inferred { from: [id("usage")].into(), method: Texts::default() });
        let seen = |used: Option<u32>| Seen { asked: day(0), used: used.map(day), warned: Some(day(91)) };
        let all: BTreeMap<ItemId, Seen> =
            [(id("plan"), seen(None)), (id("usage"), seen(None)), (id("signal"), seen(Some(60)))].into();
        let idle = |terms: &Terms, now| terms.idle(&all, PATIENCE, day(now)).into_keys().collect::<Vec<_>>();
        assert_eq!(idle(&terms, 130), [id("plan")]);
        assert_eq!(idle(&terms, 160), [id("plan"), id("signal"), id("usage")]);
        terms.purposes[1].basis = Basis::LegalObligation { law: Texts::default() };
        assert_eq!(idle(&terms, 160), [id("plan")]);
    }
}
