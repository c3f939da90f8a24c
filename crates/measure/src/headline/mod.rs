//! The headline test: is there a step at the event, or only noise, or a drift?
//!
//! Model of the difference series over buckets `t`: `z = μ [+ β·t] + δ·after + AR(1) + white noise`, the white variance
//! of a bucket being the inverse of its precision, scaled to mean 1. The two noise parameters are integrated over a grid
//! with equal prior and restricted-likelihood weights (Harville 1974), so the p value is a two-sided tail of a mixture of
//! Student t distributions: no bootstrap and no seed. Each grid point costs O(n) by a Kalman filter.
//!
//! A step counts only if it survives beside a linear trend: `p = min(1, max(1.25·p_step, ½·p_drift))`, that is
//! `p_step ≤ .04` and `p_drift ≤ .10` at 5%. A step that a drift explains as well is *undetermined*, which is an answer.

mod detectable;
mod filter;
mod mixture;
mod noise;

pub use mixture::Mixture;
pub use noise::{NoiseModel, grid};

use filter::Filter;

/// `p_step` at or below this is a step.
pub const STEP_LEVEL: f64 = 0.04;
/// `p_drift` at or below this says that a drift alone does not explain it.
pub const DRIFT_LEVEL: f64 = 0.10;
/// Fewest buckets before the event that the test accepts.
pub const FEWEST_BEFORE: usize = 8;
/// Fewest buckets from the event on.
pub const FEWEST_AFTER: usize = 2;

/// Why a series cannot be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotTest {
    /// Too few buckets with data on one side of the event.
    #[error(
        "too few buckets with data: {before} before and {after} after the event; at least {FEWEST_BEFORE} and {FEWEST_AFTER} are needed"
    )]
    TooShort {
        /// Buckets with data before the event.
        before: usize,
        /// Buckets with data from the event on.
        after: usize,
    },
    /// Nothing varies, so there is no noise to hold a step against.
    #[error("the series does not vary, so there is no noise to hold a step against")]
    Constant,
}

/// The buckets of a study, prepared for testing any number of series on them.
pub struct Design {
    models: Vec<PreparedModel>,
    present: Vec<usize>,
    length: usize,
    after: Vec<bool>,
}

/// One noise model with the whitened and orthogonalised regressors.
struct PreparedModel {
    filter: Filter,
    /// Unit vectors, in order: constant; step beyond constant; trend beyond constant; step beyond both.
    constant: Vec<f64>,
    step: Vec<f64>,
    trend: Vec<f64>,
    step_beyond_trend: Vec<f64>,
    /// Lengths of the last three before they were scaled to one.
    scale: [f64; 3],
    /// −½ log|Σ| − ½ log|X′Σ⁻¹X| for (step), (trend and step), (trend).
    constant_part: [f64; 3],
}

/// What the test says of one series.
#[derive(Debug, Clone)]
pub struct Tested {
    /// Posterior of the step without a trend.
    pub step: Mixture,
    /// Posterior of the step beside a trend.
    pub drift: Mixture,
    /// Posterior of the slope of a trend that stands in for the step, a bucket.
    pub slope: Mixture,
}

impl Tested {
    /// Two-sided p of the step without a trend.
    pub fn p_step(&self) -> f64 {
        self.step.p_two_sided()
    }

    /// Two-sided p of the step beside a trend.
    pub fn p_drift(&self) -> f64 {
        self.drift.p_two_sided()
    }

    /// `min(1, max(1.25·p_step, ½·p_drift))`.
    pub fn p(&self) -> f64 {
        guarded_p(self.p_step(), self.p_drift())
    }

    /// Hull of the 96% step and the 90% drift interval: excludes zero exactly where `p ≤ .05`, unless the two disagree in sign.
    pub fn interval(&self) -> [f64; 2] {
        let step = [self.step.quantile(STEP_LEVEL / 2.0), self.step.quantile(1.0 - STEP_LEVEL / 2.0)];
        let drift = [self.drift.quantile(DRIFT_LEVEL / 2.0), self.drift.quantile(1.0 - DRIFT_LEVEL / 2.0)];
        [step[0].min(drift[0]), step[1].max(drift[1])]
    }

    /// The step: the median of its posterior, which is where the two-sided p would be 1. The mixture leans towards the
    /// heavier tail of its random walks, so its mean would not be in the middle of what the test leaves possible.
    pub fn estimate(&self) -> f64 {
        self.step.quantile(0.5)
    }

    /// What the step is known to within, as a variance: that of the mixture of t distributions, the spread between the
    /// noise models included, without a trend. For pooling many events, where the interval's width would not do: it is
    /// the hull of two intervals at other levels, made for a verdict and wider than what is known of the step.
    pub fn variance(&self) -> f64 {
        self.step.variance()
    }

    /// What can be said at 5%.
    pub fn finding(&self) -> Finding {
        let (p_step, p_drift) = (self.p_step(), self.p_drift());
        if p_step > STEP_LEVEL {
            Finding::Nothing
        } else if guarded_p(p_step, p_drift) > 0.05 || self.step.rises() != self.drift.rises() {
            Finding::StepOrDrift
        } else if !self.step.rises() {
            Finding::Harm
        } else {
            Finding::Benefit
        }
    }
}

/// The four things that the test can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// A step downwards.
    Harm,
    /// A step upwards.
    Benefit,
    /// A step or a drift: the data cannot tell.
    StepOrDrift,
    /// Nothing that the noise does not explain.
    Nothing,
}

/// The guarded p value from its two parts.
pub fn guarded_p(p_step: f64, p_drift: f64) -> f64 {
    (1.25 * p_step).max(0.5 * p_drift).min(1.0)
}

impl Design {
    /// Prepares the test.
    ///
    /// `precision` has one entry a bucket, equally spaced in time: a positive number where the bucket has data (in any
    /// unit: only ratios matter), anything else where it has none. The event comes before bucket `first_after`.
    ///
    /// # Errors
    /// [`CannotTest::TooShort`] with fewer than [`FEWEST_BEFORE`] or [`FEWEST_AFTER`] buckets with data.
    pub fn new(precision: &[f64], first_after: usize) -> Result<Self, CannotTest> {
        let present: Vec<usize> =
            (0..precision.len()).filter(|&t| precision[t].is_finite() && precision[t] > 0.0).collect();
        let before = present.iter().filter(|&&t| t < first_after).count();
        let after = present.len() - before;
        if before < FEWEST_BEFORE || after < FEWEST_AFTER {
            return Err(CannotTest::TooShort { before, after });
        }
        let mean_variance = present.iter().map(|&t| 1.0 / precision[t]).sum::<f64>() / present.len() as f64;
        let white: Vec<f64> = present.iter().map(|&t| 1.0 / precision[t] / mean_variance).collect();
        let is_after: Vec<bool> = present.iter().map(|&t| t >= first_after).collect();
        let models =
            grid().map(|noise| PreparedModel::new(noise, &present, &white, &is_after, precision.len())).collect();
        Ok(Self { models, present, length: precision.len(), after: is_after })
    }

    /// Tests one series; values of buckets without data are not looked at.
    ///
    /// # Errors
    /// [`CannotTest::Constant`] when the values do not vary or are not numbers, [`CannotTest::TooShort`] when `series` has
    /// another length than the design.
    pub fn test(&self, series: &[f64]) -> Result<Tested, CannotTest> {
        if series.len() != self.length {
            return Err(CannotTest::TooShort { before: series.len(), after: 0 });
        }
        let centred = centred(self.present.iter().map(|&t| series[t])).ok_or(CannotTest::Constant)?;
        let n = centred.len();
        let mut whitened = vec![0.0; n];
        let [mut step, mut drift, mut slope] =
            [2.0, 3.0, 2.0].map(|regressors| mixture::Builder::new(n as f64 - regressors, self.models.len()));
        for model in &self.models {
            model.filter.whiten(&centred, &mut whitened);
            let total = dot(&whitened, &whitened);
            let on_constant = dot(&model.constant, &whitened);
            let on_step = dot(&model.step, &whitened);
            let on_trend = dot(&model.trend, &whitened);
            let on_beyond = dot(&model.step_beyond_trend, &whitened);
            let without_constant = total - on_constant * on_constant;
            let without_trend = without_constant - on_trend * on_trend;
            step.push(on_step, without_constant - on_step * on_step, model.scale[0], model.constant_part[0]);
            drift.push(on_beyond, without_trend - on_beyond * on_beyond, model.scale[2], model.constant_part[1]);
            slope.push(on_trend, without_trend, model.scale[1], model.constant_part[2]);
        }
        Ok(Tested {
            step: step.build()?,
            drift: drift.build()?,
            slope: slope.build()?.scaled(1.0 / self.length as f64),
        })
    }
}

impl PreparedModel {
    fn new(noise: NoiseModel, present: &[usize], white: &[f64], after: &[bool], length: usize) -> Self {
        let filter = Filter::new(noise, present, white);
        let n = present.len();
        let whiten = |column: &dyn Fn(usize) -> f64| {
            let raw: Vec<f64> = (0..n).map(column).collect();
            let mut out = vec![0.0; n];
            filter.whiten(&raw, &mut out);
            out
        };
        let mut constant = whiten(&|_| 1.0);
        let mut step = whiten(&|i| f64::from(u8::from(after[i])));
        let mut trend = whiten(&|i| present[i] as f64 / length as f64);
        let constant_length = normalise(&mut constant);
        remove(&mut step, &constant);
        remove(&mut trend, &constant);
        let mut step_beyond_trend = step.clone();
        let step_length = normalise(&mut step);
        let trend_length = normalise(&mut trend);
        remove(&mut step_beyond_trend, &constant);
        remove(&mut step_beyond_trend, &trend);
        let beyond_length = normalise(&mut step_beyond_trend);
        let shared = -0.5 * filter.log_determinant(n) - constant_length.ln();
        let constant_part =
            [shared - step_length.ln(), shared - trend_length.ln() - beyond_length.ln(), shared - trend_length.ln()];
        Self {
            filter,
            constant,
            step,
            trend,
            step_beyond_trend,
            scale: [step_length, trend_length, beyond_length],
            constant_part,
        }
    }
}

/// The values minus their mean; `None` when they do not vary beyond rounding or are not finite.
fn centred(values: impl Iterator<Item = f64> + Clone) -> Option<Vec<f64>> {
    let n = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / n;
    let largest = values.clone().fold(0.0_f64, |m, v| m.max(v.abs()));
    let out: Vec<f64> = values.map(|v| v - mean).collect();
    let spread = out.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    (mean.is_finite() && spread.is_finite() && spread > 1e-12 * largest).then_some(out)
}

pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Scales to length one and says the length before; a vector lost to rounding becomes zero with a tiny length, so that
/// its coefficient has an enormous standard error and never a finding.
fn normalise(v: &mut [f64]) -> f64 {
    let length = dot(v, v).sqrt().max(f64::MIN_POSITIVE);
    v.iter_mut().for_each(|x| *x /= length);
    length
}

fn remove(v: &mut [f64], unit: &[f64]) {
    let along = dot(v, unit);
    v.iter_mut().zip(unit).for_each(|(x, u)| *x -= along * u);
}

#[cfg(test)]
mod tests;
