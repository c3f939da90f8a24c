//! Step regression on the difference series with first-order autoregressive errors.
//!
//! `z_t = μ + δ·after_t + e_t`, `e_t = ρe_{t−1} + u_t`, with `z` = treated minus the mean of the controls. ρ is the
//! regression of the residuals on their predecessors; given ρ the regression is redone on quasi-differences, the first
//! time scaled by `√(1−ρ²)` and kept, until ρ stands still. t interval with `n−2` degrees of freedom.
//!
//! Where `g − 1` times were dropped, the quasi-difference uses `ρ^g` and the variance that goes with it; ρ itself comes
//! from neighbours only.
//!
//! Assumes AR(1) noise and a ρ known without error: in short series ρ is estimated too small and the interval is too
//! narrow.
//!
//! Prais, Winsten (1954), Cowles Commission Discussion Paper 383.

use super::student::{interval_95, two_sided_p};
use super::{Completed, Estimate, Method, Reason, is_rounding, own_past, require};

/// ρ stays inside the stationary range.
const RHO_LIMIT: f64 = 0.999;
/// ρ stands still when it moves less than this.
const RHO_STEP: f64 = 1e-10;
const ROUNDS: usize = 200;

/// The estimate with its t interval.
///
/// # Errors
/// Fewer than 4 times before or 2 after the event, or nothing that varies.
pub fn estimate(panel: &Completed) -> Result<Estimate, Reason> {
    require(panel, 4, 2)?;
    let z = panel.difference();
    let series = Series { z: &z, times: &panel.times, before: panel.before };
    let mut fit = series.fit(0.0);
    if is_rounding(fit.sd, &panel.treated) {
        return Err(Reason::NoVariation);
    }
    let mut rho = 0.0;
    for _ in 0..ROUNDS {
        let next = series.autocorrelation(&fit);
        fit = series.fit(next);
        let moved = (next - rho).abs();
        rho = next;
        if moved < RHO_STEP {
            break;
        }
    }
    if is_rounding(fit.sd, &panel.treated) {
        return Err(Reason::NoVariation);
    }
    let df = z.len() as f64 - 2.0;
    Ok(Estimate {
        method: Method::PraisWinsten,
        estimate: fit.effect,
        sd: Some(fit.sd),
        interval: Some(interval_95(fit.effect, fit.sd, df)),
        p: Some(two_sided_p(fit.effect / fit.sd, df)),
        note: own_past(panel),
    })
}

struct Series<'a> {
    z: &'a [f64],
    times: &'a [usize],
    before: usize,
}

struct Fit {
    level: f64,
    effect: f64,
    /// Standard error of `effect`.
    sd: f64,
}

impl Series<'_> {
    fn step(&self, t: usize) -> f64 {
        f64::from(u8::from(t >= self.before))
    }

    /// Weighted least squares for a given ρ, by the quasi-differenced rows.
    fn fit(&self, rho: f64) -> Fit {
        let unit = (1.0 - rho * rho).sqrt();
        let row = |t: usize| {
            let Some(last) = t.checked_sub(1) else { return [unit, unit * self.step(t), unit * self.z[t]] };
            let carry = powi(rho, self.times[t] - self.times[last]);
            // Innovations over a gap are larger by (1 − ρ^2g)/(1 − ρ²); over no gap this is 1.
            let scale = unit / (1.0 - carry * carry).sqrt();
            [
                scale * (1.0 - carry),
                scale * (self.step(t) - carry * self.step(last)),
                scale * (self.z[t] - carry * self.z[last]),
            ]
        };
        // The 2×2 normal equations.
        let (mut aa, mut ab, mut bb, mut ay, mut by) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for t in 0..self.z.len() {
            let [a, b, y] = row(t);
            aa += a * a;
            ab += a * b;
            bb += b * b;
            ay += a * y;
            by += b * y;
        }
        let det = aa * bb - ab * ab;
        let level = (bb * ay - ab * by) / det;
        let effect = (aa * by - ab * ay) / det;
        let rss: f64 = (0..self.z.len())
            .map(|t| {
                let [a, b, y] = row(t);
                (y - a * level - b * effect).powi(2)
            })
            .sum();
        let sd = (rss / (self.z.len() as f64 - 2.0) * aa / det).sqrt();
        Fit { level, effect, sd }
    }

    /// Regression of the residuals on their direct predecessors.
    fn autocorrelation(&self, fit: &Fit) -> f64 {
        let residual = |t: usize| self.z[t] - fit.level - fit.effect * self.step(t);
        let (mut cross, mut square) = (0.0, 0.0);
        for t in (1..self.z.len()).filter(|&t| self.times[t] - self.times[t - 1] == 1) {
            cross += residual(t) * residual(t - 1);
            square += residual(t - 1) * residual(t - 1);
        }
        if square > 0.0 { (cross / square).clamp(-RHO_LIMIT, RHO_LIMIT) } else { 0.0 }
    }
}

/// Integer power; gaps are far below `i32::MAX`, and a longer one carries nothing over.
fn powi(base: f64, exponent: usize) -> f64 {
    i32::try_from(exponent).map_or(0.0, |exponent| base.powi(exponent))
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;
    use crate::estimators::tests::noise;
    use nalgebra::{DMatrix, DVector};

    /// Generalised least squares with the full AR(1) covariance.
    fn dense(z: &[f64], times: &[usize], before: usize, rho: f64) -> (f64, f64) {
        let n = z.len();
        let at = |i: usize, j: usize| rho.powi(times[i].abs_diff(times[j]) as i32) / (1.0 - rho * rho);
        let weight = DMatrix::from_fn(n, n, at).try_inverse().unwrap();
        let x = DMatrix::from_fn(n, 2, |t, k| if k == 0 || t >= before { 1.0 } else { 0.0 });
        let y = DVector::from_row_slice(z);
        let inverse = (x.transpose() * &weight * &x).try_inverse().unwrap();
        let beta = &inverse * x.transpose() * &weight * &y;
        let e = &y - &x * &beta;
        let rss = (e.transpose() * weight * e)[(0, 0)];
        (beta[1], (rss / (n as f64 - 2.0) * inverse[(1, 1)]).sqrt())
    }

    #[test]
    fn one_round_equals_generalised_least_squares() {
        for (seed, rho) in [(1, 0.0), (2, 0.6), (3, -0.5), (4, 0.95)] {
            let z = noise(seed, 25);
            let times: Vec<usize> = (0..28).filter(|t| ![3, 11, 12].contains(t)).collect();
            let fit = Series { z: &z, times: &times, before: 18 }.fit(rho);
            let (effect, sd) = dense(&z, &times, 18, rho);
            assert!((fit.effect - effect).abs() < 1e-9 && (fit.sd - sd).abs() < 1e-9, "{rho}: {effect} {sd}");
        }
    }

    #[test]
    fn rho_is_found() {
        let mut z = noise(9, 4000);
        for t in 1..z.len() {
            z[t] += 0.7 * z[t - 1];
        }
        let times: Vec<usize> = (0..z.len()).collect();
        let series = Series { z: &z, times: &times, before: 3000 };
        let rho = series.autocorrelation(&series.fit(0.7));
        assert!((rho - 0.7).abs() < 0.04, "{rho}");
    }

    #[test]
    fn a_step_is_found_and_no_step_is_not() {
        let check = |height: f64, expect: bool| {
            let mut z = noise(5, 60);
            z.iter_mut().skip(40).for_each(|v| *v += height);
            let found = estimate(&Panel::new(z, Vec::new(), 40).unwrap().completed()).unwrap();
            assert_eq!(found.p.unwrap() < 0.05, expect, "{found:?}");
        };
        check(3.0, true);
        check(0.0, false);
    }
}
