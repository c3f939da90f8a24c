//! Cyclic-shift permutation of the difference series.
//!
//! With `z` = treated minus the mean of the controls over `n` times, the statistic is the difference in means after and
//! before the event. Shifting `z` around the circle by every `k = 0 … n−1` keeps its autocorrelation and moves the
//! event to every place; p is the share of shifts whose statistic is at least as large in size. The interval holds
//! every effect that the same test does not reject at 5%.
//!
//! Assumes that the noise is stationary and that its end may be joined to its beginning: honest under autocorrelation,
//! not under a trend or a slow walk. p cannot fall below `1/n`.
//!
//! The moving-block permutation of Chernozhukov, Wüthrich, Zhu (2021), *Journal of the American Statistical
//! Association* 116(536), with the difference in means as its statistic. Dropped times are closed up before shifting.

use super::{Completed, Estimate, Method, Note, Reason, is_rounding, own_past, require};

/// The estimate with its permutation p value and, from 20 times on, its interval.
///
/// # Errors
/// Fewer than 4 times before or 1 after the event, or nothing that varies.
pub fn estimate(panel: &Completed) -> Result<Estimate, Reason> {
    require(panel, 4, 1)?;
    let z = panel.difference();
    let n = z.len();
    let shifts = Shifts::new(&z, panel.before);
    let effect = shifts.difference(0);
    let noise: f64 = (0..n).map(|k| (shifts.difference(k) - effect * shifts.share(k)).abs()).fold(0.0, f64::max);
    if is_rounding(noise, &panel.treated) {
        return Err(Reason::NoVariation);
    }

    // Equal statistics reach us through different sums.
    let bar = effect.abs() * (1.0 - 1e-9);
    let as_large = (0..n).filter(|&k| shifts.difference(k).abs() >= bar).count();
    let interval = shifts.interval(effect);
    Ok(Estimate {
        method: Method::Permutation,
        estimate: effect,
        sd: None,
        interval,
        p: Some(as_large as f64 / n as f64),
        note: if n < 20 { Some(Note::TooFewShifts { times: n }) } else { own_past(panel) },
    })
}

/// The statistic for every shift, from running sums over the circle.
struct Shifts {
    /// `sums[t]` = sum of the first `t` centred values, over two rounds.
    sums: Vec<f64>,
    before: usize,
    n: usize,
}

impl Shifts {
    fn new(z: &[f64], before: usize) -> Self {
        let center = super::mean(z);
        let mut sums = Vec::with_capacity(2 * z.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for value in z.iter().chain(z) {
            sum += value - center;
            sums.push(sum);
        }
        Self { sums, before, n: z.len() }
    }

    /// Difference in means, after minus before, when the series starts `shift` times later.
    fn difference(&self, shift: usize) -> f64 {
        let (split, end) = (shift + self.before, shift + self.n);
        let after = self.sums[end] - self.sums[split];
        let before = self.sums[split] - self.sums[shift];
        after / (self.n - self.before) as f64 - before / self.before as f64
    }

    /// What a unit effect adds to the statistic of a shift: 1 without shift, less with.
    fn share(&self, shift: usize) -> f64 {
        let after = self.n - self.before;
        // Overlap of the true and the shifted window after the event, both arcs of the same circle.
        let overlap = after.saturating_sub(shift) + after.saturating_sub(self.n - shift);
        overlap as f64 / after as f64 - (after - overlap) as f64 / self.before as f64
    }

    /// All effects `δ` that are not rejected at 5%; `None` when no effect can be.
    ///
    /// With statistic `s` and share `c`, shift `k` stays at least as large as the unshifted one while
    /// `|s_k − δc_k| ≥ |s_0 − δ|`, that is between `(s_0 − s_k)/(1 − c_k)` and `(s_0 + s_k)/(1 + c_k)`, and `s_0` lies
    /// between the two. So p falls on either side of `s_0`, and the ends of the interval are order statistics.
    fn interval(&self, effect: f64) -> Option<(f64, f64)> {
        // Not rejected while 1 + (number of shifts as large) > n/20.
        let needed = self.n / 20;
        let rank = needed.checked_sub(1)?;
        let mut ends: (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
        for k in 1..self.n {
            let (s, c) = (self.difference(k), self.share(k));
            if c <= -1.0 {
                // The complement of two equal halves mirrors the unshifted statistic whatever the effect.
                ends.0.push(f64::NEG_INFINITY);
                ends.1.push(f64::INFINITY);
                continue;
            }
            let (a, b) = ((effect - s) / (1.0 - c), (effect + s) / (1.0 + c));
            ends.0.push(a.min(b));
            ends.1.push(a.max(b));
        }
        ends.0.sort_by(f64::total_cmp);
        ends.1.sort_by(|a, b| b.total_cmp(a));
        let (low, high) = (*ends.0.get(rank)?, *ends.1.get(rank)?);
        (low.is_finite() && high.is_finite()).then_some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;
    use crate::estimators::tests::noise;

    fn own(z: Vec<f64>, before: usize) -> Completed {
        Panel::new(z, Vec::new(), before).unwrap().completed()
    }

    #[test]
    fn p_counts_the_shifts() {
        // Shifts of 0 0 1 0 0 9 (event at the last): means after minus before 8.8 for the 9, −.8 for the 1, −2 for a 0.
        let found = estimate(&own(vec![0.0, 0.0, 1.0, 0.0, 0.0, 9.0], 5)).unwrap();
        assert!((found.estimate - 8.8).abs() < 1e-12);
        assert_eq!((found.p, found.interval), (Some(1.0 / 6.0), None));
        assert_eq!(found.note, Some(Note::TooFewShifts { times: 6 }));
    }

    #[test]
    fn statistic_and_share_equal_brute_force() {
        let z = noise(3, 17);
        for before in [4, 8, 9, 13] {
            let step: Vec<f64> = (0..17).map(|t| f64::from(u8::from(t >= before))).collect();
            let shifts = Shifts::new(&z, before);
            for k in 0..17 {
                let brute = |v: &[f64]| {
                    let turned: Vec<f64> = (0..17).map(|t| v[(t + k) % 17]).collect();
                    super::super::mean(&turned[before..]) - super::super::mean(&turned[..before])
                };
                assert!((shifts.difference(k) - brute(&z)).abs() < 1e-12, "{before} {k}");
                assert!((shifts.share(k) - brute(&step)).abs() < 1e-12, "{before} {k}");
            }
        }
    }

    #[test]
    fn the_interval_holds_the_effects_that_the_test_keeps() {
        for (n, before) in [(20, 15), (40, 20), (57, 40)] {
            let z = noise(n as u64, n);
            let (low, high) = match estimate(&own(z.clone(), before)).unwrap().interval {
                Some(ends) => ends,
                None => panic!("no interval at {n}"),
            };
            let p = |effect: f64| {
                let moved = z.iter().enumerate().map(|(t, v)| if t < before { *v } else { v - effect }).collect();
                estimate(&own(moved, before)).unwrap().p.unwrap()
            };
            let inside = 1e-6 * (high - low);
            assert!(p(low + inside) > 0.05 && p(high - inside) > 0.05, "{n}");
            assert!(p(low - inside) <= 0.05 && p(high + inside) <= 0.05, "{n}");
        }
    }
}
