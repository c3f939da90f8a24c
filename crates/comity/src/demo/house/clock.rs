//! A clock that the simulation moves: books are filled in seconds with what takes months.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use comity_store::Clock;

/// Microseconds in a day.
const DAY: i64 = 86_400_000_000;
/// What passes whenever somebody looks at the clock, in microseconds: acts of one day differ in their times.
const STEP: i64 = 7_000_000;

/// The simulated time. It never goes back, and never beyond the day on which the demo is made.
#[derive(Clone)]
pub struct SimulatedClock {
    now: Arc<AtomicI64>,
    today: i64,
}

impl SimulatedClock {
    /// A clock whose last moment is `today`, in microseconds since 1970.
    pub fn until(today: i64) -> Self {
        Self { now: Arc::new(AtomicI64::new(today - 1_000 * DAY)), today }
    }

    /// Goes on to a day, counted back from today, between eight and six, at another time each day.
    pub fn day(&self, days_ago: i64) {
        let midnight = self.today - self.today.rem_euclid(DAY) - days_ago * DAY;
        let minutes = 8 * 60 + (days_ago * 433).rem_euclid(10 * 60);
        self.now.fetch_max(midnight + minutes * (DAY / 1_440), Ordering::Relaxed);
    }

    /// The clock as the books read it.
    pub fn hands(&self) -> Clock {
        let clock = self.clone();
        Arc::new(move || clock.now.fetch_add(STEP, Ordering::Relaxed).min(clock.today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_and_ends_today() {
        let today = 20_000 * DAY + 13 * DAY / 24;
        let clock = SimulatedClock::until(today);
        let hands = clock.hands();
        clock.day(3);
        let first = hands();
        assert_eq!(first.div_euclid(DAY), 20_000 - 3);
        clock.day(5);
        assert_eq!(hands(), first + STEP);
        clock.day(2);
        let second = hands();
        assert_eq!(second.div_euclid(DAY), 20_000 - 2);
        assert_ne!(second.rem_euclid(DAY), first.rem_euclid(DAY));
        clock.day(-1);
        assert_eq!(hands(), today);
    }
}
