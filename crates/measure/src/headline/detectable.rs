//! How small a step the headline test would find, under the noise seen before the event.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};
use rayon::prelude::*;

use super::{CannotTest, DRIFT_LEVEL, Design, STEP_LEVEL, centred, dot};

/// Simulated series behind the figure.
const DRAWS: usize = 200;
/// Noise models that weigh less than this move a simulated quantile by less than the simulation does.
const NEGLIGIBLE: f64 = 1e-3;
/// The power asked for.
const POWER: f64 = 0.8;

impl Design {
    /// The smallest step, in the series' units, that the test finds with 80% power.
    ///
    /// The noise is that of the buckets before the event: model and variance are drawn from their posterior, 200 series
    /// are simulated over the whole window, and for each the smallest upward step that the test would call is worked out
    /// exactly (a step moves the mixtures and changes nothing else).
    ///
    /// # Errors
    /// Where the part before the event cannot be tested: [`CannotTest::Constant`].
    pub fn minimal_detectable(&self, series: &[f64], seed: u64) -> Result<f64, CannotTest> {
        let before = self.after.iter().filter(|after| !**after).count();
        let values = centred(self.present[..before].iter().map(|&t| series.get(t).copied().unwrap_or(f64::NAN)))
            .ok_or(CannotTest::Constant)?;
        let freedom = before as f64 - 1.0;
        let mut whitened = vec![0.0; before];
        // The filter runs forwards in time, so its first `before` steps are the filter of the part before the event.
        let fits: Vec<(f64, f64)> = self
            .models
            .iter()
            .map(|model| {
                model.filter.whiten(&values, &mut whitened);
                let ones = vec![1.0; before];
                let mut constant = vec![0.0; before];
                model.filter.whiten(&ones, &mut constant);
                let length = dot(&constant, &constant);
                let residual = dot(&whitened, &whitened) - dot(&constant, &whitened).powi(2) / length;
                let log_weight =
                    -0.5 * model.filter.log_determinant(before) - 0.5 * length.ln() - 0.5 * freedom * residual.ln();
                (log_weight, residual)
            })
            .collect();
        let heaviest = fits.iter().map(|f| f.0).fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = fits.iter().map(|f| (f.0 - heaviest).exp()).collect();
        let total: f64 = weights.iter().sum();
        if !total.is_finite() || total <= 0.0 {
            return Err(CannotTest::Constant);
        }
        let chi = ChiSquared::new(freedom).map_err(|_| CannotTest::Constant)?;
        let mut needed: Vec<f64> = (0..DRAWS)
            .into_par_iter()
            .map(|draw| {
                let mut random = ChaCha8Rng::seed_from_u64(seed);
                random.set_stream(draw as u64 + 1);
                let mut left = random.random::<f64>() * total;
                let chosen = weights.iter().position(|w| {
                    left -= w;
                    left <= 0.0
                });
                let chosen = chosen.unwrap_or(weights.len() - 1);
                let scale = (fits[chosen].1 / chi.sample(&mut random)).sqrt();
                let mut noise = Vec::with_capacity(self.present.len());
                self.models[chosen].filter.simulate(|| StandardNormal.sample(&mut random), &mut noise);
                let mut full = vec![f64::NAN; self.length];
                self.present.iter().zip(&noise).for_each(|(&t, v)| full[t] = v * scale);
                let tested = self.test(&full)?;
                let step = -tested.step.pruned(NEGLIGIBLE).roughly(STEP_LEVEL / 2.0);
                let drift = -tested.drift.pruned(NEGLIGIBLE).roughly(DRIFT_LEVEL / 2.0);
                Ok(step.max(drift))
            })
            .collect::<Result<_, _>>()?;
        needed.sort_by(f64::total_cmp);
        Ok(needed[((DRAWS as f64 * POWER).ceil() as usize).min(DRAWS) - 1])
    }
}
