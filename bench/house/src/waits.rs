//! How long answers took.

use std::time::Duration;

use serde::Serialize;

/// Waits in microseconds.
#[derive(Debug, Clone, Default)]
pub struct Waits(Vec<u32>);

/// What is said of them, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// How many.
    pub count: usize,
    /// Half took no longer.
    pub p50: f64,
    /// 99 of 100 took no longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Waits {
    /// Adds one.
    pub fn add(&mut self, wait: Duration) {
        self.0.push(u32::try_from(wait.as_micros()).unwrap_or(u32::MAX));
    }

    /// Adds those of another.
    pub fn join(&mut self, other: &Self) {
        self.0.extend_from_slice(&other.0);
    }

    /// What is said of them: the smallest wait that so many of a hundred did not exceed.
    pub fn spread(&self) -> Spread {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100).max(1);
            sorted.get(rank - 1).map_or(0.0, |micros| f64::from(*micros) / 1e3)
        };
        Spread { count: sorted.len(), p50: at(50), p99: at(99), max: at(100) }
    }
}

/// The middle of some figures; of an even number of them, the middle of the two.
pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => sorted[n / 2],
        n => (sorted[n / 2 - 1] + sorted[n / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_waits_that_occurred() {
        let of = |millis: &[u64]| {
            let mut waits = Waits::default();
            millis.iter().for_each(|ms| waits.add(Duration::from_millis(*ms)));
            waits.spread()
        };
        let hundred: Vec<u64> = (1..=100).rev().collect();
        assert_eq!(of(&hundred), Spread { count: 100, p50: 50.0, p99: 99.0, max: 100.0 });
        assert_eq!(of(&[7]), Spread { count: 1, p50: 7.0, p99: 7.0, max: 7.0 });
        assert_eq!(of(&[]).max, 0.0);
    }

    #[test]
    fn the_middle_is_in_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
    }
}
