//! Intervals by resampling whole units.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use super::FEWEST_UNITS;

/// A percentile interval at 95%.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The 2.5% quantile of the resamples.
    pub low: f64,
    /// The 97.5% quantile.
    pub high: f64,
    /// Resamples drawn.
    pub resamples: usize,
    /// Of these, how many left the measure undefined, as a sample does in which all values are the same.
    pub undefined: usize,
}

/// Why there is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoInterval {
    /// None was asked for.
    NotAsked,
    /// The measure itself is not defined.
    Undefined,
    /// Fewer than [`FEWEST_UNITS`] units to resample.
    FewUnits,
    /// More than a tenth of the resamples left the measure undefined.
    UndefinedResamples {
        /// How many did.
        undefined: usize,
        /// Of how many.
        resamples: usize,
    },
    /// Too many distinct values at the ratio level.
    TooManyValues,
}

/// Resamples `units` with replacement and measures each sample, given as how often each unit is in it.
///
/// Sample `i` draws from stream `i` of the seed, so the number of threads changes nothing.
pub(super) fn interval(
    units: usize,
    resamples: usize,
    seed: u64,
    measure: impl Fn(&[u32]) -> Option<f64> + Sync,
) -> Result<Interval, NoInterval> {
    if resamples == 0 {
        return Err(NoInterval::NotAsked);
    }
    if units < FEWEST_UNITS {
        return Err(NoInterval::FewUnits);
    }
    let draws: Vec<Option<f64>> = (0..resamples)
        .into_par_iter()
        .map(|sample| {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            random.set_stream(sample as u64);
            let mut weights = vec![0u32; units];
            for _ in 0..units {
                weights[random.random_range(0..units)] += 1;
            }
            measure(&weights)
        })
        .collect();
    let mut defined: Vec<f64> = draws.iter().copied().flatten().collect();
    let undefined = resamples - defined.len();
    if undefined * 10 > resamples {
        return Err(NoInterval::UndefinedResamples { undefined, resamples });
    }
    defined.sort_by(f64::total_cmp);
    Ok(Interval { low: quantile(&defined, 0.025), high: quantile(&defined, 0.975), resamples, undefined })
}

/// Quantile between the two nearest of ascending values; NaN of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let place = share * last as f64;
    let low = place.floor() as usize;
    sorted[low] + place.fract() * (sorted[(low + 1).min(last)] - sorted[low])
}
