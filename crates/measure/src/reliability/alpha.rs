//! Krippendorff's α.
//!
//! α = 1 − D_o / D_e with the observed disagreement within units and the one expected if all values were shuffled over all
//! units (Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*; 2018, *Content Analysis*, ch. 12). A unit with m
//! values enters with the pairs among them over m − 1.
//!
//! Only the ratio metric needs a sum over pairs of distinct values. The nominal one is n² − Σ n_c²; the interval one is
//! 2(n Σx² − (Σx)²); and the ordinal one is the interval one on midranks, because the ranks between two values, half of
//! their own included, are the difference of their midranks. So a resample costs no more than a pass over the cells.

use std::collections::BTreeMap;

use serde::Serialize;

use super::codes::{Codes, CodesError, Level};
use super::resample::{self, Interval, NoInterval};

/// Ratio needs every pair of distinct values in every resample; beyond this many it has no interval.
const RATIO_VALUES: usize = 1000;

/// α with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Alpha {
    /// Level of measurement.
    pub level: Level,
    /// 1 perfect, 0 as by chance, below 0 worse; nothing where no two values differ, no unit has two, or only one has.
    pub value: Option<f64>,
    /// 95% interval by resampling whole units, or why there is none. It always holds `value`.
    pub interval: Result<Interval, NoInterval>,
}

/// α at one level. `resamples` samples of whole units (or groups of them) give the interval, the same for the same `seed`.
///
/// # Errors
/// [`CodesError::Negative`] at the ratio level with values below 0.
pub fn alpha(codes: &Codes, level: Level, resamples: usize, seed: u64) -> Result<Alpha, CodesError> {
    if let (Level::Ratio, Some(&value)) = (level, codes.values.first())
        && value < 0.0
    {
        return Err(CodesError::Negative { value });
    }
    let disagreement = Disagreement::new(codes, level);
    // Of one unit the disagreement within is all there is to expect by chance, so α would be 0 whatever the values are.
    let value = if codes.units() < 2 { None } else { disagreement.alpha(&vec![1; codes.units()]) };
    let interval = if value.is_none() {
        Err(NoInterval::Undefined)
    } else if level == Level::Ratio && codes.distinct() > RATIO_VALUES {
        Err(NoInterval::TooManyValues)
    } else {
        let whole = disagreement.of_copies();
        resample::interval(codes.group_count, resamples, seed, |drawn| {
            let weights: Vec<u32> = codes.groups.iter().map(|&group| drawn[group]).collect();
            disagreement.alpha(&weights).map(|alpha| 1.0 - (1.0 - alpha) * whole)
        })
        .map(|found| match value {
            // A skewed set of resamples could leave α itself outside by a hair.
            Some(alpha) => Interval { low: found.low.min(alpha), high: found.high.max(alpha), ..found },
            None => found,
        })
    };
    Ok(Alpha { level, value, interval })
}

/// α as a function of how often each unit counts.
struct Disagreement<'c> {
    codes: &'c Codes,
    level: Level,
    /// Values of each unit.
    sizes: Vec<f64>,
    /// Values about their mean, the largest at ±1: large ones with small differences keep their digits, and squares of
    /// huge ones stay finite.
    centred: Vec<f64>,
    /// Pair disagreement over size − 1 of each unit, where it does not depend on the other units.
    within: Vec<f64>,
}

impl<'c> Disagreement<'c> {
    fn new(codes: &'c Codes, level: Level) -> Self {
        let sizes: Vec<f64> =
            (0..codes.units()).map(|u| codes.unit(u).iter().map(|&(_, count)| f64::from(count)).sum()).collect();
        let total: f64 = sizes.iter().sum();
        let mean: f64 =
            codes.cells.iter().map(|&(place, count)| codes.values[place as usize] / total * f64::from(count)).sum();
        let mut centred: Vec<f64> = codes.values.iter().map(|v| v - mean).collect();
        let largest = centred.iter().fold(0.0, |largest: f64, v| largest.max(v.abs()));
        if largest > 0.0 {
            centred.iter_mut().for_each(|v| *v /= largest);
        }
        let within = match level {
            Level::Ordinal => Vec::new(),
            Level::Nominal => {
                let same = |u| codes.unit(u).iter().map(|&(_, count)| f64::from(count).powi(2)).sum::<f64>();
                (0..codes.units()).map(|u| (sizes[u].powi(2) - same(u)) / (sizes[u] - 1.0)).collect()
            }
            Level::Interval => {
                (0..codes.units()).map(|u| squares(codes.unit(u), &centred, sizes[u]) / (sizes[u] - 1.0)).collect()
            }
            Level::Ratio => {
                let count = |&(place, count): &(u32, u32)| (codes.values[place as usize], f64::from(count));
                (0..codes.units()).map(|u| ratios(codes.unit(u).iter().map(count)) / (sizes[u] - 1.0)).collect()
            }
        };
        Self { codes, level, sizes, centred, within }
    }

    /// The expected disagreement of resamples, over that of the data.
    ///
    /// Of G groups, two different ones meet in a resample 1 − 1/G times on average and a group meets itself 2 − 1/G times,
    /// copies included. So the sum over all pairs comes out 1 − 1/G + S times that of the data, where S is the part of it
    /// that lies within groups. Copies of units that agree add nothing (1 − 1/G); those of noise nearly as much as others.
    fn of_copies(&self) -> f64 {
        let groups = self.codes.group_count;
        let mut counts: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); groups];
        let mut margins = vec![0.0; self.codes.values.len()];
        for (unit, &group) in self.codes.groups.iter().enumerate() {
            for &(place, count) in self.codes.unit(unit) {
                *counts[group].entry(place as usize).or_default() += f64::from(count);
                margins[place as usize] += f64::from(count);
            }
        }
        let ranks = self.ranks(&margins);
        let within: f64 = counts.iter().map(|group| self.pairs(group.iter().map(|(&c, &n)| (c, n)), &ranks)).sum();
        let whole = 1.0 - 1.0 / groups as f64 + within / self.pairs(margins.iter().copied().enumerate(), &ranks);
        if whole.is_finite() { whole } else { 1.0 }
    }

    /// Midranks of the values about the middle one, at the ordinal level; nothing at the others.
    fn ranks(&self, margins: &[f64]) -> Vec<f64> {
        if self.level != Level::Ordinal {
            return Vec::new();
        }
        let mut below = -margins.iter().sum::<f64>() / 2.0;
        let rank = |&count: &f64| {
            below += count;
            below - count / 2.0
        };
        margins.iter().map(rank).collect()
    }

    /// Σ of disagreement over ordered pairs of values, given as places and how often.
    fn pairs(&self, counted: impl Iterator<Item = (usize, f64)> + Clone, ranks: &[f64]) -> f64 {
        let total: f64 = counted.clone().map(|(_, n)| n).sum();
        match self.level {
            Level::Nominal => total.powi(2) - counted.map(|(_, n)| n * n).sum::<f64>(),
            Level::Ordinal => squares_of(counted.map(|(c, n)| (ranks[c], n)), total),
            Level::Interval => squares_of(counted.map(|(c, n)| (self.centred[c], n)), total),
            Level::Ratio => ratios(counted.map(|(c, n)| (self.codes.values[c], n))),
        }
    }

    fn alpha(&self, weights: &[u32]) -> Option<f64> {
        let mut margins = vec![0u64; self.codes.values.len()];
        for (u, &weight) in weights.iter().enumerate() {
            if weight > 0 {
                for &(place, count) in self.codes.unit(u) {
                    margins[place as usize] += u64::from(weight) * u64::from(count);
                }
            }
        }
        let margins: Vec<f64> = margins.into_iter().map(|count| count as f64).collect();
        let total: f64 = margins.iter().sum();
        if margins.iter().filter(|&&count| count > 0.0).count() < 2 {
            return None;
        }
        let ranks = self.ranks(&margins);
        let expected = self.pairs(margins.iter().copied().enumerate(), &ranks);
        let observed: f64 = if self.level == Level::Ordinal {
            let drawn = (0..weights.len()).filter(|&u| weights[u] > 0);
            drawn
                .map(|u| {
                    f64::from(weights[u]) * squares(self.codes.unit(u), &ranks, self.sizes[u]) / (self.sizes[u] - 1.0)
                })
                .sum()
        } else {
            self.within.iter().zip(weights).map(|(d, &w)| d * f64::from(w)).sum()
        };
        let alpha = 1.0 - (total - 1.0) * (observed / expected);
        alpha.is_finite().then_some(alpha)
    }
}

/// Σ over ordered pairs of (x − y)² within a unit.
fn squares(unit: &[(u32, u32)], at: &[f64], size: f64) -> f64 {
    squares_of(unit.iter().map(|&(place, count)| (at[place as usize], f64::from(count))), size)
}

fn squares_of(counted: impl Iterator<Item = (f64, f64)> + Clone, size: f64) -> f64 {
    // About its own mean, as a unit whose values lie close together far from zero would lose them otherwise.
    let mean = counted.clone().map(|(x, n)| x * n).sum::<f64>() / size;
    2.0 * size * counted.map(|(x, n)| n * (x - mean).powi(2)).sum::<f64>()
}

/// Σ over ordered pairs of ((x − y)/(x + y))²; two zeros do not differ.
fn ratios(counted: impl Iterator<Item = (f64, f64)>) -> f64 {
    let counted: Vec<(f64, f64)> = counted.filter(|&(_, n)| n > 0.0).collect();
    let mut sum = 0.0;
    for (i, &(x, n)) in counted.iter().enumerate() {
        for &(y, m) in &counted[..i] {
            // Halved first, so that two huge values do not add up to infinity.
            sum += 2.0 * n * m * ((x / 2.0 - y / 2.0) / (x / 2.0 + y / 2.0)).powi(2);
        }
    }
    sum
}
