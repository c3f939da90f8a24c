//! Synthetic difference-in-differences.
//!
//! Unit weights `ω` (simplex, with intercept) make the controls run parallel to the treated unit before the event, with
//! ridge `ζ² T_pre ‖ω‖²`, `ζ = (N_tr T_post)^{1/4} σ`, σ the standard deviation of the controls' first differences
//! before the event. Time weights `λ` (simplex, with intercept, ridge `10⁻⁶σ`) make the times before resemble those
//! after, over the controls. The estimate is the double difference under both weights. As in the authors' R package the
//! weights are found by at most 100 Frank–Wolfe steps, those of at most a quarter of the largest are set to zero, and
//! the search goes on from there.
//!
//! Standard error from placebos (their Algorithm 4): each control in turn takes the place of the treated unit, under
//! the same ζ. Each control is taken once and the variance divided by `J−1`, where the package draws 200 times with
//! repetition and so divides by `J` on average; the interval uses t with `J−1` degrees of freedom, the package the
//! normal. Both make the interval wider, and with few controls it is still a little too narrow.
//!
//! Assumes a common factor structure, controls whose noise is like the treated unit's, and an event that is the only
//! change.
//!
//! Arkhangelsky, Athey, Hirshberg, Imbens, Wager (2021), *American Economic Review* 111(12).

use rayon::prelude::*;

use super::simplex::{Problem, Products, Stop, frank_wolfe, uniform};
use super::student::{interval_95, two_sided_p};
use super::synthetic_control::sample_sd;
use super::{Completed, Estimate, Method, Note, Reason, is_rounding, mean, require};

/// Steps before small weights are set to zero, and after.
const STEPS: (usize, usize) = (100, 10_000);
/// Stop when a step lowers the mean squared error by less than the square of this, in units of σ.
const DECREASE: f64 = 1e-5;
/// Ridge of the time weights, in units of σ.
const TIME_RIDGE: f64 = 1e-6;

/// The estimate with its placebo interval.
///
/// # Errors
/// No control, fewer than 3 times before or 1 after the event, or controls that do not vary before it or among
/// themselves.
pub fn estimate(panel: &Completed) -> Result<Estimate, Reason> {
    if panel.controls.is_empty() {
        return Err(Reason::NoControls);
    }
    require(panel, 3, 1)?;
    let units: Vec<&[f64]> = panel.controls.iter().chain([&panel.treated]).map(Vec::as_slice).collect();
    let treated = panel.controls.len();
    let before: Vec<&[f64]> = units.iter().map(|unit| &unit[..panel.before]).collect();
    let noise = noise_level(&before[..treated]);
    if units[..treated].iter().all(|unit| is_rounding(noise, unit)) {
        return Err(Reason::NoVariation);
    }
    let centered: Vec<Vec<f64>> = before.iter().map(|unit| without_mean(unit)).collect();
    let products = Products::of(&centered.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let ridge = panel.before as f64 * ridge_for(noise, panel.after()).powi(2);

    let effect = |target: usize| {
        let donors: Vec<usize> = (0..treated).filter(|&donor| donor != target).collect();
        let omega = weigh(&products.problem(target, &donors, ridge), panel.before, noise);
        let lambda = time_weights(&donors.iter().map(|&donor| units[donor]).collect::<Vec<_>>(), panel.before, noise);
        let change = |unit: &[f64]| {
            let (before, after) = unit.split_at(panel.before);
            mean(after) - before.iter().zip(&lambda).map(|(v, w)| v * w).sum::<f64>()
        };
        change(units[target]) - donors.iter().zip(&omega).map(|(&donor, w)| w * change(units[donor])).sum::<f64>()
    };
    let own = effect(treated);
    let placebos: Vec<f64> = if treated < 2 { Vec::new() } else { (0..treated).into_par_iter().map(effect).collect() };
    if placebos.is_empty() {
        let note = Some(Note::NoPlacebos);
        return Ok(Estimate { method: Method::SyntheticDid, estimate: own, sd: None, interval: None, p: None, note });
    }
    let sd = sample_sd(&placebos);
    if is_rounding(sd, &panel.treated) {
        return Err(Reason::NoVariation);
    }
    let df = placebos.len() as f64 - 1.0;
    Ok(Estimate {
        method: Method::SyntheticDid,
        estimate: own,
        sd: Some(sd),
        interval: Some(interval_95(own, sd, df)),
        p: Some(two_sided_p(own / sd, df)),
        note: None,
    })
}

/// Ridge-regularised unit weights: not negative, summing to one, for composing `treated` out of `controls` up to a
/// constant. All series hold the times before the event and are equally long; `zeta` is in their units and comes from
/// [`unit_ridge`]. Empty without controls; equal weights when a series is shorter than 2 or not finite.
pub fn unit_weights(treated: &[f64], controls: &[&[f64]], zeta: f64) -> Vec<f64> {
    if controls.is_empty() {
        return Vec::new();
    }
    let usable = |unit: &&[f64]| unit.len() == treated.len() && unit.iter().all(|v| v.is_finite());
    if treated.len() < 2 || !usable(&treated) || !controls.iter().all(usable) {
        return uniform(controls.len());
    }
    let centered: Vec<Vec<f64>> = controls.iter().map(|unit| without_mean(unit)).collect();
    let columns: Vec<&[f64]> = centered.iter().map(Vec::as_slice).collect();
    let problem = Problem::new(&columns, &without_mean(treated), treated.len() as f64 * zeta * zeta);
    weigh(&problem, treated.len(), noise_level(controls))
}

/// `ζ = T_post^{1/4} σ` for one treated unit: σ is the standard deviation of the first differences of `controls`, which
/// hold the times before the event. 0 when there are fewer than two differences.
pub fn unit_ridge(controls: &[&[f64]], after: usize) -> f64 {
    ridge_for(noise_level(controls), after)
}

fn ridge_for(noise: f64, after: usize) -> f64 {
    (after as f64).powf(0.25) * noise
}

/// Standard deviation of all first differences about their common mean; 0 when there are fewer than two.
fn noise_level(units: &[&[f64]]) -> f64 {
    let steps: Vec<f64> =
        units.iter().flat_map(|unit| unit.windows(2).filter_map(|w| Some(w.get(1)? - w.first()?))).collect();
    if steps.len() < 2 { 0.0 } else { sample_sd(&steps) }
}

fn without_mean(values: &[f64]) -> Vec<f64> {
    let center = mean(values);
    values.iter().map(|v| v - center).collect()
}

/// `λ`: weights of the times before the event, given the controls over all times.
fn time_weights(controls: &[&[f64]], before: usize, noise: f64) -> Vec<f64> {
    let across =
        |pick: &dyn Fn(&[f64]) -> f64| without_mean(&controls.iter().map(|unit| pick(unit)).collect::<Vec<f64>>());
    let columns: Vec<Vec<f64>> = (0..before).map(|t| across(&|unit| unit[t])).collect();
    let target = across(&|unit| mean(&unit[before..]));
    let ridge = controls.len() as f64 * (TIME_RIDGE * noise).powi(2);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    weigh(&Problem::new(&columns, &target, ridge), controls.len(), noise)
}

/// Search, drop the small weights, search on. `rows` is the number of residuals behind the objective.
fn weigh(problem: &Problem, rows: usize, noise: f64) -> Vec<f64> {
    let decrease = rows as f64 * (DECREASE * noise).powi(2);
    let mut weights = frank_wolfe(problem, problem.uniform(), Stop { decrease, steps: STEPS.0 });
    let bar = weights.iter().copied().fold(0.0, f64::max) / 4.0;
    weights.iter_mut().filter(|w| **w <= bar).for_each(|w| *w = 0.0);
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= sum);
    frank_wolfe(problem, weights, Stop { decrease, steps: STEPS.1 })
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;
    use crate::estimators::tests::noise;

    #[test]
    fn weights_are_a_simplex_and_find_the_parallel_unit() {
        let units: Vec<Vec<f64>> = (0..12).map(|seed| noise(seed, 80)).collect();
        let controls: Vec<&[f64]> = units.iter().map(Vec::as_slice).collect();
        let treated: Vec<f64> = units[7].iter().map(|v| v + 40.0).collect();
        let weights = unit_weights(&treated, &controls, 0.05);
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12 && weights.iter().all(|w| *w >= 0.0));
        assert!(weights[7] > 0.9, "{weights:?}");
    }

    #[test]
    fn a_large_ridge_spreads_the_weights() {
        let units: Vec<Vec<f64>> = (0..12).map(|seed| noise(seed, 80)).collect();
        let controls: Vec<&[f64]> = units.iter().map(Vec::as_slice).collect();
        let weights = unit_weights(&noise(99, 80), &controls, 1e4);
        assert!(weights.iter().all(|w| (w - 1.0 / 12.0).abs() < 1e-6), "{weights:?}");
    }

    #[test]
    fn weights_of_unusable_series_are_equal() {
        assert!(unit_weights(&[1.0, 2.0], &[], 1.0).is_empty());
        assert_eq!(unit_weights(&[1.0, f64::NAN], &[&[1.0, 2.0], &[2.0, 1.0]], 1.0), vec![0.5; 2]);
        assert_eq!(unit_weights(&[1.0, 2.0], &[&[1.0], &[2.0, 1.0]], 1.0), vec![0.5; 2]);
    }

    #[test]
    fn the_ridge_follows_the_paper() {
        // First differences 1, 3 and −2, 2: mean 1, sum of squares 14.
        let expect = 81f64.powf(0.25) * (14.0f64 / 3.0).sqrt();
        assert!((unit_ridge(&[&[0.0, 1.0, 4.0], &[5.0, 3.0, 5.0]], 81) - expect).abs() < 1e-12);
    }

    #[test]
    fn one_control_is_difference_in_differences() {
        let control = noise(1, 30);
        let treated = noise(2, 30);
        let panel = Panel::new(treated, vec![control], 20).unwrap().completed();
        let found = estimate(&panel).unwrap();
        let z = panel.difference();
        assert!((found.estimate - (mean(&z[20..]) - mean(&z[..20]))).abs() < 1e-9);
        assert_eq!((found.sd, found.note), (None, Some(Note::NoPlacebos)));
    }
}
