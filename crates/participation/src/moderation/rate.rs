//! How much one person can bring in a while.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::Level;

/// At most so many within so many seconds, however that window is laid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many.
    pub most: u32,
    /// In how many seconds.
    pub seconds: u32,
}

impl Limit {
    fn micros(&self) -> i64 {
        i64::from(self.seconds) * 1_000_000
    }

    /// When one more may be brought: at once (nothing), or from a moment on. `before` are the moments of those brought before,
    /// oldest first.
    fn next(&self, before: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
        let since = now.0.saturating_sub(self.micros());
        let recent = &before[before.partition_point(|at| at.0 <= since)..];
        let over = (recent.len() + 1).checked_sub(self.most as usize).filter(|over| *over > 0)?;
        let frees = recent.get(over - 1).map_or(i64::MAX, |at| at.0.saturating_add(self.micros()));
        Some(Timestamp(frees))
    }
}

/// Limits for each level of trust; those of blocked persons are beside the point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateRule {
    /// Of persons whom nobody knows yet.
    pub new: Vec<Limit>,
    /// Of known persons.
    pub known: Vec<Limit>,
    /// Of trusted persons.
    pub trusted: Vec<Limit>,
}

impl Default for RateRule {
    /// 5, 15 and 60 an hour; 10, 40 and 200 a day.
    fn default() -> Self {
        let limits = |hour, day| vec![Limit { most: hour, seconds: 3_600 }, Limit { most: day, seconds: 86_400 }];
        Self { new: limits(5, 10), known: limits(15, 40), trusted: limits(60, 200) }
    }
}

impl RateRule {
    /// From when on a person of that level can bring one more; nothing, when they can now. `before` are the moments of what
    /// they brought before, in any order.
    pub fn next(&self, level: Level, before: &[Timestamp], now: Timestamp) -> Option<Timestamp> {
        let limits = match level {
            Level::Blocked | Level::New => &self.new,
            Level::Known => &self.known,
            Level::Trusted => &self.trusted,
        };
        let mut before = before.to_vec();
        before.sort_unstable();
        limits.iter().filter_map(|limit| limit.next(&before, now)).max()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whoever writes as soon as they may never exceeds a limit in any window, and is never held back for longer.
        #[test]
        fn no_window_holds_more_than_its_limit(waits in proptest::collection::vec(0_i64..40, 1..60), most in 1_u32..5, seconds in 1_u32..60) {
            let rule = RateRule { new: vec![Limit { most, seconds }], known: vec![], trusted: vec![] };
            let (mut now, mut brought) = (Timestamp(0), Vec::new());
            for wait in waits {
                now.0 += wait * 1_000_000;
                if let Some(next) = rule.next(Level::New, &brought, now) {
                    prop_assert!(next > now && next.0 - now.0 <= i64::from(seconds) * 1_000_000);
                    prop_assert_eq!(rule.next(Level::New, &brought, next), None);
                    prop_assert!(rule.next(Level::New, &brought, Timestamp(next.0 - 1)).is_some());
                } else {
                    brought.push(now);
                }
                let window = |end: &Timestamp| brought.iter().filter(|at| **at <= *end && at.0 > end.0 - i64::from(seconds) * 1_000_000).count();
                prop_assert!(brought.iter().all(|end| window(end) <= most as usize));
            }
        }
    }

    #[test]
    fn nothing_allowed_is_never() {
        let rule = RateRule { new: vec![Limit { most: 0, seconds: 60 }], known: vec![], trusted: vec![] };
        assert_eq!(rule.next(Level::New, &[], Timestamp(0)), Some(Timestamp(i64::MAX)));
        assert_eq!(rule.next(Level::Known, &[Timestamp(0); 99], Timestamp(0)), None);
    }
}
