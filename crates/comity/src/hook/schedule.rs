//! When a message that was not delivered is tried again.

use std::time::Duration;

use xxhash_rust::xxh3::xxh3_64_with_seed;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: Duration = Duration::from_secs(24 * HOUR);

/// Seconds to wait after the first failure, the second and so on, as Standard Webhooks 1.0.0 advises; then a day each time.
const WAITS: [u64; 8] = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR];
/// After so long a message counts as open: it is still tried, and somebody should look.
const WEEK: Duration = Duration::from_secs(7 * 24 * HOUR);
/// The longest that a receiver may ask us to wait.
pub const LONGEST_ASKED: Duration = DAY;

/// When to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// How long after the last attempt.
    pub after: Duration,
    /// Whether a week of attempts is over: the message stays open, and is tried once a day.
    pub is_open: bool,
}

/// When to try again after so many failures, the first of which is 1.
///
/// Waits are up to a tenth shorter or longer, by `seed` (such as the message's id as a number), so that what failed together
/// does not come back together; the same seed gives the same waits. `asked` is what the receiver asked for (`Retry-After`):
/// never sooner than that, but at most [`LONGEST_ASKED`].
pub fn next(failures: u32, seed: u64, asked: Option<Duration>) -> Next {
    let spread = xxh3_64_with_seed(&failures.to_le_bytes(), seed) as f64 / u64::MAX as f64;
    let after = planned(failures).mul_f64(0.9 + 0.2 * spread);
    let asked = asked.unwrap_or_default().min(LONGEST_ASKED);
    // Twelve failures are planned to lie within the week; beyond them nothing has to be added up.
    let past: Duration = (1..=failures.min(64)).map(planned).sum();
    Next { after: after.max(asked), is_open: past >= WEEK }
}

/// The wait after a failure, before it is spread.
fn planned(failures: u32) -> Duration {
    let index = usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX);
    WAITS.get(index).map_or(DAY, |seconds| Duration::from_secs(*seconds))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn later_and_later_then_daily_and_never_given_up() {
        let hours: Vec<u64> = (1..=14).map(|failures| planned(failures).as_secs()).map(|s| s / HOUR).collect();
        assert_eq!(hours, [0, 0, 0, 2, 5, 10, 14, 20, 24, 24, 24, 24, 24, 24]);
        assert_eq!([1, 2, 3].map(|failures| planned(failures).as_secs()), [5, 300, 1_800]);
        let first_open = (1..=20).find(|failures| next(*failures, 0, None).is_open);
        assert_eq!(first_open, Some(13));
        assert!(next(u32::MAX, 0, None).is_open);
    }

    #[test]
    fn a_receiver_may_ask_for_more_time_but_not_for_ever() {
        let asked = |seconds| next(1, 7, Some(Duration::from_secs(seconds))).after;
        assert_eq!(asked(0), next(1, 7, None).after);
        assert_eq!(asked(3_600), Duration::from_secs(3_600));
        assert_eq!(asked(u64::MAX), LONGEST_ASKED);
    }

    proptest! {
        #[test]
        fn spread_by_a_tenth_at_most_and_by_the_seed_alone(failures: u32, seed: u64) {
            let (wait, plan) = (next(failures, seed, None).after.as_secs_f64(), planned(failures).as_secs_f64());
            prop_assert!(wait >= plan * 0.899_999 && wait <= plan * 1.100_001);
            prop_assert_eq!(next(failures, seed, None), next(failures, seed, None));
        }
    }

    #[test]
    fn what_failed_together_comes_back_apart() {
        let waits: std::collections::BTreeSet<Duration> = (0..100).map(|seed| next(2, seed, None).after).collect();
        assert!(waits.len() > 90);
        let spread = waits.last().unwrap().abs_diff(*waits.first().unwrap());
        assert!(spread > Duration::from_secs(45), "{spread:?}");
    }
}
