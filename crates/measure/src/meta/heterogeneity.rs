//! Q, I², H² and the interval of τ².

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::fit::{Problem, Weighted};
use super::{Heterogeneity, MetaError, Method};

/// How far events differ, given the fit with τ² = 0 and the estimate of τ² in units of the problem.
///
/// I² and H² take the typical sampling variance (k − p)/tr(P) of Higgins and Thompson (2002); for equal effects, Q itself.
pub(super) fn heterogeneity(
    problem: &Problem,
    fixed: &Weighted,
    tau2: f64,
    method: Method,
    level: f64,
) -> Result<Heterogeneity, MetaError> {
    let (df, q, unit) = (problem.left(), fixed.rss, problem.scale * problem.scale);
    let Some(chi) = ChiSquared::new(df as f64).ok().filter(|_| df > 0) else {
        let tau2 = (method == Method::Equal).then_some(0.0);
        return Ok(Heterogeneity { tau2, tau2_interval: None, q: 0.0, q_df: 0, q_p: None, i2: None, h2: None });
    };
    let (i2, h2) = if method == Method::Equal {
        (if q > df as f64 { 1.0 - df as f64 / q } else { 0.0 }, q / df as f64)
    } else {
        let typical = df as f64 / problem.traces(fixed).0;
        (tau2 / (tau2 + typical), 1.0 + tau2 / typical)
    };
    let tau2_interval = match method {
        Method::Equal => None,
        _ => profile(problem, q, &chi, level)?.map(|ends| ends.map(|end| end * unit)),
    };
    Ok(Heterogeneity {
        tau2: Some(tau2 * unit),
        tau2_interval,
        q,
        q_df: df,
        q_p: Some(chi.sf(q)),
        i2: Some(i2),
        h2: Some(h2),
    })
}

/// The values of τ² at which Q is neither too large nor too small. Q falls as τ² grows, so both ends are found by bisection.
fn profile(problem: &Problem, at_zero: f64, chi: &ChiSquared, level: f64) -> Result<Option<[f64; 2]>, MetaError> {
    let tail = (1.0 - level) / 2.0;
    let (small, large) = (chi.inverse_cdf(tail), chi.inverse_cdf(1.0 - tail));
    if at_zero < small {
        return Ok(None);
    }
    let cross = |target: f64| -> Result<Option<f64>, MetaError> {
        let (mut low, mut high) = (0.0, 1.0);
        while problem.at(high)?.rss > target {
            low = high;
            high *= 4.0;
            if high > 1e100 {
                return Ok(None);
            }
        }
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if problem.at(middle)?.rss > target {
                low = middle
            } else {
                high = middle
            }
            if high - low <= 1e-13 * high {
                break;
            }
        }
        Ok(Some(0.5 * (low + high)))
    };
    let lower = if at_zero <= large { Some(0.0) } else { cross(large)? };
    Ok(lower.zip(cross(small)?).map(|(low, high)| [low, high]))
}
