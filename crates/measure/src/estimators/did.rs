//! Difference-in-differences of one unit against the mean of its controls.
//!
//! With `z` = treated minus the mean of the controls, the estimate is the mean of `z` after the event minus its mean
//! before, the coefficient of the step in a least-squares regression. The standard error is heteroscedasticity and
//! autocorrelation consistent: Bartlett weights, bandwidth `⌊4(n/100)^(2/9)⌋`, factor `n/(n−2)`, t with `n−2` degrees
//! of freedom. Autocovariances are taken by true distance in time, so a dropped time does not pull its neighbours
//! together.
//!
//! Assumes parallel trends, and noise that fades within the bandwidth: under stronger autocorrelation it finds effects
//! that are not there.
//!
//! Newey, West (1987), *Econometrica* 55(3); bandwidth: Newey, West (1994), *Review of Economic Studies* 61(4).

use super::student::{interval_95, two_sided_p};
use super::{Completed, Estimate, Method, Reason, is_rounding, mean, require};

/// The estimate with its Newey–West interval.
///
/// # Errors
/// No control, fewer than 4 times before or 2 after the event, or nothing that varies.
pub fn estimate(panel: &Completed) -> Result<Estimate, Reason> {
    if panel.controls.is_empty() {
        return Err(Reason::NoControls);
    }
    require(panel, 4, 2)?;
    let z = panel.difference();
    let n = z.len() as f64;
    let (before, after) = z.split_at(panel.before);
    let (level, raised) = (mean(before), mean(after));
    let effect = raised - level;

    // Each time's pull on the estimate; the variance of the estimate is the long-run variance of their sum.
    let pull: Vec<f64> = before
        .iter()
        .map(|value| -(value - level) / before.len() as f64)
        .chain(after.iter().map(|value| (value - raised) / after.len() as f64))
        .collect();
    let plain: f64 = pull.iter().map(|v| v * v).sum();
    if is_rounding(plain.sqrt(), &panel.treated) {
        return Err(Reason::NoVariation);
    }
    let sd = (long_run_sum(&pull, &panel.times, bandwidth(z.len())) * n / (n - 2.0)).sqrt();
    Ok(Estimate {
        method: Method::Did,
        estimate: effect,
        sd: Some(sd),
        interval: Some(interval_95(effect, sd, n - 2.0)),
        p: Some(two_sided_p(effect / sd, n - 2.0)),
        note: None,
    })
}

/// `⌊4(n/100)^(2/9)⌋`, the rule of Newey and West (1994).
fn bandwidth(n: usize) -> usize {
    (4.0 * (n as f64 / 100.0).powf(2.0 / 9.0)).floor() as usize
}

/// `Σ_s Σ_t k(|s−t|)·v_s·v_t` with Bartlett weights `k(l) = 1 − l/(L+1)`.
fn long_run_sum(values: &[f64], times: &[usize], lags: usize) -> f64 {
    let mut sum = 0.0;
    for (i, value) in values.iter().enumerate() {
        sum += value * value;
        for j in (0..i).rev() {
            let lag = times[i] - times[j];
            if lag > lags {
                break;
            }
            sum += 2.0 * (1.0 - lag as f64 / (lags as f64 + 1.0)) * value * values[j];
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;

    #[test]
    fn bandwidth_follows_the_rule() {
        for (n, expect) in [(6, 2), (40, 3), (100, 4), (120, 4), (365, 5)] {
            assert_eq!(bandwidth(n), expect, "{n}");
        }
    }

    #[test]
    fn equals_the_sandwich_of_the_regression() {
        // Difference series 1 3 2 4 | 6 9 with L = 2 (n = 6): means 2.5 and 7.5, residuals −1.5 .5 −.5 1.5 −1.5 1.5.
        let panel = Panel::new(vec![1.0, 3.0, 2.0, 4.0, 6.0, 9.0], vec![vec![0.0; 6]], 4).unwrap().completed();
        let found = estimate(&panel).unwrap();
        assert_eq!(found.estimate, 5.0);
        let pull = [0.375, -0.125, 0.125, -0.375, -0.75, 0.75];
        let lag = |l: usize| pull.iter().zip(&pull[l..]).map(|(a, b)| a * b).sum::<f64>();
        let expect = ((lag(0) + 2.0 * (2.0 / 3.0) * lag(1) + 2.0 / 3.0 * lag(2)) * 6.0 / 4.0).sqrt();
        assert!((found.sd.unwrap() - expect).abs() < 1e-12, "{found:?} {expect}");
    }

    #[test]
    fn a_gap_counts_as_distance() {
        assert_eq!(long_run_sum(&[1.0, 1.0], &[0, 1], 1), 3.0);
        assert_eq!(long_run_sum(&[1.0, 1.0], &[0, 2], 1), 2.0);
    }
}
