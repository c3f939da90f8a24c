//! Bayesian structural time series, specified as R's CausalImpact specifies it.
//!
//! On the standardised series (mean and standard deviation from before the event):
//!
//! `y_t = μ_t + x_tβ + ε_t`, `ε ~ N(0, σ²)`; `μ_{t+1} = μ_t + η_t`, `η ~ N(0, τ²)`; `μ_1 ~ N(y_1, 1)`.
//!
//! - τ: guess .01 with the weight of 32 observations, below 1.
//! - Controls: spike and slab with intercept, expected size 3 (so all enter when there are at most two controls), slab
//!   of .01 observation with diagonal shrinkage .5; σ² from an expected R² of .8 with 50 degrees of freedom, σ < 1.2.
//! - No control: σ guess 1 with the weight of .01 observation, σ < 1.2.
//!
//! Gibbs sampling: states by forward filtering and backward sampling (Frühwirth-Schnatter 1994), then τ², then
//! inclusions, σ² and β. The first tenth of the draws is burn-in. The effect is the mean of the observed series after
//! the event minus the mean of the forecast; `sd` and interval come from the forecast of that mean, noise included; `p`
//! is the one-sided tail-area probability, with the observed mean counted as one more draw, so it is never 0.
//!
//! Assumes that the controls are untouched by the event and that the level moves very little by itself. Where the
//! series is more autocorrelated than that, it finds effects that are not there.
//!
//! Brodersen, Gallusser, Koehler, Remy, Scott (2015), *Annals of Applied Statistics* 9(1).

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::spike_slab::{SpikeSlab, VariancePrior};
use super::synthetic_control::sample_sd;
use super::{Completed, Estimate, Method, Reason, is_rounding, mean, own_past, require};

/// The least number of draws that is taken for an answer.
pub const MIN_DRAWS: usize = 100;

const LEVEL_PRIOR: VariancePrior = VariancePrior { df: 32.0, sum: 32.0 * 0.01 * 0.01, upper: 1.0 };
const NOISE_PRIOR: VariancePrior = VariancePrior { df: 50.0, sum: 50.0 * (1.0 - 0.8), upper: 1.2 * 1.2 };
const NOISE_PRIOR_ALONE: VariancePrior = VariancePrior { df: 0.01, sum: 0.01, upper: 1.2 * 1.2 };
const EXPECTED_SIZE: f64 = 3.0;

/// The posterior of the mean effect. `draws` counts the burn-in.
///
/// # Errors
/// Fewer than [`MIN_DRAWS`] draws, fewer than 3 times before or 1 after the event, or a series that does not vary before
/// the event.
pub fn estimate(panel: &Completed, draws: usize, seed: u64) -> Result<Estimate, Reason> {
    require(panel, 3, 1)?;
    if draws < MIN_DRAWS {
        return Err(Reason::TooFewDraws { draws, needed: MIN_DRAWS });
    }
    let (before, after) = panel.treated.split_at(panel.before);
    let (center, scale) = (mean(before), sample_sd(before));
    if is_rounding(scale, before) {
        return Err(Reason::NoVariation);
    }
    let observed = (mean(after) - center) / scale;
    let mut sampler = Sampler::new(panel);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let burn = draws.div_ceil(10);
    let mut expected = 0.0;
    let mut forecasts = Vec::with_capacity(draws - burn);
    for draw in 0..draws {
        let (level, forecast) = sampler.draw(&mut rng);
        if draw >= burn {
            expected += level / (draws - burn) as f64;
            forecasts.push(forecast);
        }
    }
    let sd = sample_sd(&forecasts);
    forecasts.sort_by(f64::total_cmp);
    let above = forecasts.iter().filter(|forecast| **forecast >= observed).count();
    let below = forecasts.iter().filter(|forecast| **forecast <= observed).count();
    let effect = |forecast: f64| scale * (observed - forecast);
    Ok(Estimate {
        method: Method::Bsts,
        estimate: effect(expected),
        sd: Some(scale * sd),
        interval: Some((effect(quantile(&forecasts, 0.975)), effect(quantile(&forecasts, 0.025)))),
        p: Some((above.min(below) + 1) as f64 / (forecasts.len() + 1) as f64),
        note: own_past(panel),
    })
}

/// The quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan 1996); NaN of nothing.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * sorted.len().saturating_sub(1) as f64;
    let at = |index: f64| sorted.get(index as usize).copied().unwrap_or(f64::NAN);
    let (low, high) = (at(place.floor()), at(place.ceil()));
    low + (high - low) * place.fract()
}

/// Mean 0 and standard deviation 1 over the first `before` values; only shifted when those do not vary.
fn standardised(values: &[f64], before: usize) -> Vec<f64> {
    let base = &values[..before];
    let (center, spread) = (mean(base), sample_sd(base));
    let scale = if is_rounding(spread, base) { 1.0 } else { spread };
    values.iter().map(|v| (v - center) / scale).collect()
}

struct Sampler {
    /// The standardised series before the event.
    y: Vec<f64>,
    /// Time from each value to the next.
    gaps: Vec<f64>,
    /// Predictors over all times, intercept first; empty without controls.
    columns: Vec<Vec<f64>>,
    /// Mean of each predictor after the event.
    ahead: Vec<f64>,
    /// Variance of the mean level after the event about the last level before it, in units of τ².
    walk_ahead: f64,
    after: usize,
    regression: Option<SpikeSlab>,
    /// σ².
    noise: f64,
    /// τ².
    step: f64,
    // Scratch.
    rest: Vec<f64>,
    filtered: Vec<(f64, f64)>,
    level: Vec<f64>,
}

impl Sampler {
    fn new(panel: &Completed) -> Self {
        let (n, before) = (panel.times.len(), panel.before);
        let y = standardised(&panel.treated, before)[..before].to_vec();
        let gaps: Vec<f64> = panel.times.windows(2).map(|w| (w[1] - w[0]) as f64).collect();
        let mut columns = Vec::new();
        if !panel.controls.is_empty() {
            columns.push(vec![1.0; n]);
            // A control that stays where it is has nothing to explain.
            columns.extend(
                panel
                    .controls
                    .iter()
                    .map(|control| standardised(control, before))
                    .filter(|column| column.iter().any(|v| v.abs() > 1e-9)),
            );
        }
        let after = n - before;
        // Step j of the walk moves all levels from its end on: (after − j)/after of their mean.
        let ahead_gaps = gaps.iter().skip(before - 1);
        let walk_ahead = ahead_gaps.enumerate().map(|(j, gap)| gap * ((after - j) as f64 / after as f64).powi(2)).sum();
        let regression = (!columns.is_empty()).then(|| SpikeSlab::new(&columns, before, EXPECTED_SIZE, NOISE_PRIOR));
        Self {
            rest: y.clone(),
            filtered: vec![(0.0, 0.0); before],
            level: vec![0.0; before],
            y,
            gaps,
            ahead: columns.iter().map(|column| mean(&column[before..])).collect(),
            columns,
            walk_ahead,
            after,
            regression,
            noise: 1.0 - 0.8,
            step: 0.01 * 0.01,
        }
    }

    /// One round: the mean level with regression after the event, and a forecast of the mean observation.
    fn draw(&mut self, rng: &mut impl Rng) -> (f64, f64) {
        self.draw_level(rng);
        let moves: f64 = self.level.windows(2).zip(&self.gaps).map(|(w, gap)| (w[1] - w[0]).powi(2) / gap).sum();
        self.step = LEVEL_PRIOR.draw(self.level.len() - 1, moves, rng);
        self.draw_regression(rng);

        let beta: &[f64] = self.regression.as_ref().map_or(&[], |regression| &regression.beta);
        let explained: f64 = beta.iter().zip(&self.ahead).map(|(b, x)| b * x).sum();
        let last = self.level.last().copied().unwrap_or(f64::NAN);
        let level = last + explained + (self.step * self.walk_ahead).sqrt() * normal(rng);
        (level, level + (self.noise / self.after as f64).sqrt() * normal(rng))
    }

    /// The level before the event, given the rest: Kalman filter forwards, sampling backwards.
    fn draw_level(&mut self, rng: &mut impl Rng) {
        let (mut center, mut spread) = (self.y[0], 1.0);
        for t in 0..self.rest.len() {
            let gain = spread / (spread + self.noise);
            center += gain * (self.rest[t] - center);
            let left = gain * self.noise;
            self.filtered[t] = (center, left);
            spread = left + self.step * self.gaps[t];
        }
        let mut next = f64::NAN;
        for t in (0..self.level.len()).rev() {
            let (mut center, mut spread) = self.filtered[t];
            if t + 1 < self.level.len() {
                let back = spread / (spread + self.step * self.gaps[t]);
                center += back * (next - center);
                spread *= 1.0 - back;
            }
            next = center + spread.sqrt() * normal(rng);
            self.level[t] = next;
        }
    }

    /// Coefficients and noise given the level, and the series without what they explain.
    fn draw_regression(&mut self, rng: &mut impl Rng) {
        for (rest, (y, level)) in self.rest.iter_mut().zip(self.y.iter().zip(&self.level)) {
            *rest = y - level;
        }
        let squares: f64 = self.rest.iter().map(|v| v * v).sum();
        let Some(regression) = &mut self.regression else {
            self.noise = NOISE_PRIOR_ALONE.draw(self.rest.len(), squares, rng);
            self.rest.copy_from_slice(&self.y);
            return;
        };
        let dot = |column: &Vec<f64>| column.iter().zip(&self.rest).map(|(x, v)| x * v).sum::<f64>();
        let target: Vec<f64> = self.columns.iter().map(dot).collect();
        self.noise = regression.draw(&target, squares, rng);
        self.rest.copy_from_slice(&self.y);
        for (column, beta) in self.columns.iter().zip(&regression.beta).filter(|(_, beta)| **beta != 0.0) {
            for (rest, x) in self.rest.iter_mut().zip(column) {
                *rest -= beta * x;
            }
        }
    }
}

fn normal(rng: &mut impl Rng) -> f64 {
    StandardNormal.sample(rng)
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;
    use crate::estimators::tests::noise;
    use nalgebra::{DMatrix, DVector};

    #[test]
    fn quantiles_interpolate() {
        let check = |values: &[f64], share: f64, expect: f64| {
            assert!((quantile(values, share) - expect).abs() < 1e-12, "{values:?} {share}");
        };
        check(&[1.0, 2.0, 4.0], 0.5, 2.0);
        check(&[1.0, 2.0, 4.0], 0.75, 3.0);
        check(&[7.0], 0.025, 7.0);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn levels_are_drawn_from_their_exact_posterior() {
        let y = noise(4, 9);
        let mut treated = y.clone();
        treated.insert(5, f64::NAN);
        treated.push(0.0);
        let panel = Panel::new(treated, Vec::new(), 10).unwrap().completed();
        let mut sampler = Sampler::new(&panel);
        (sampler.noise, sampler.step) = (0.5, 0.2);

        // μ = μ_1 + random walk, with two steps over the gap; conditional normal given y = μ + noise.
        let times = [0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 7.0, 8.0, 9.0];
        let prior = DMatrix::from_fn(9, 9, |i, j| 1.0 + 0.2 * f64::min(times[i], times[j]));
        let start = DVector::from_element(9, sampler.y[0]);
        let gain = &prior * (&prior + DMatrix::identity(9, 9) * 0.5).try_inverse().unwrap();
        let center = &start + &gain * (DVector::from_row_slice(&sampler.y) - &start);
        let spread = &prior - &gain * &prior;

        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let draws = 20_000;
        let (mut sum, mut square) = (DVector::zeros(9), DMatrix::zeros(9, 9));
        for _ in 0..draws {
            sampler.draw_level(&mut rng);
            let apart = DVector::from_row_slice(&sampler.level) - &center;
            square += &apart * apart.transpose() / f64::from(draws);
            sum += apart / f64::from(draws);
        }
        assert!(sum.amax() < 0.02, "{sum}");
        assert!((square - spread).amax() < 0.02);
    }

    #[test]
    fn a_step_against_a_control_is_found() {
        let control = noise(1, 80);
        let own = noise(2, 80);
        let step = |t: usize| if t < 60 { 0.0 } else { -1.5 };
        let treated = (0..80).map(|t| 10.0 + 2.0 * control[t] + 0.5 * own[t] + step(t)).collect();
        let found = estimate(&Panel::new(treated, vec![control], 60).unwrap().completed(), 1000, 1).unwrap();
        let (low, high) = found.interval.unwrap();
        assert!(low < -1.5 && -1.5 < high && high < 0.0 && found.p.unwrap() < 0.025, "{found:?}");
    }

    #[test]
    #[ignore = "speed: run with --release"]
    fn a_year_with_three_controls_takes_milliseconds() {
        let controls = (1..=3).map(|seed| noise(seed, 365)).collect();
        let panel = Panel::new(noise(0, 365), controls, 274).unwrap().completed();
        let start = std::time::Instant::now();
        for seed in 0..20 {
            estimate(&panel, 1000, seed).unwrap();
        }
        let each = start.elapsed() / 20;
        println!("{each:?} for 1,000 draws");
        assert!(each.as_millis() < 60, "{each:?}");
    }
}
