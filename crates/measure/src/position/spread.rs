//! How far raters lie from each other on the same object, pooled over objects.

use super::Totals;

/// Least variance of a rater's total: four answers in whole steps are rounded, each with a variance of 1/12, so raters who
/// agree to the point may still differ by that much.
const ROUNDING: f64 = 4.0 / 12.0;

/// Two or three raters say little about how much of their spread is strictness, and to take it for less than it is claims
/// too much. Their estimate is pulled towards 1 with the weight of half a rater.
const CAUTION: f64 = 0.5;

/// Which degrees of freedom go with the pooled spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Freedom {
    /// Those that the crossing of raters and objects and the raters' own strictness leave.
    Crossed,
    /// Raters of the object less one, as if nothing were pooled.
    Own,
    /// All ratings less all objects, as if no rater were met twice.
    Pooled,
}

/// Spread of raters about the objects' means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Variances of a total in points², participation and information, and their covariance.
    pub covariance: [f64; 3],
    /// Whether a variance was raised to that of rounding.
    pub raised: bool,
    /// Part of the variance that is a rater's strictness over all objects, 0 to 1.
    pub strictness: f64,
    /// Ratings less objects.
    pub residual: f64,
    /// Degrees of freedom that strictness leaves of them.
    pub effective: f64,
}

impl Spread {
    /// Pools within objects; nothing when no object has two raters in both dimensions.
    pub(super) fn pooled(objects: &[Vec<Totals>]) -> Option<Self> {
        let [p, i] = [0, 1].map(|dimension| Dimension::new(objects, dimension));
        let (p, i) = (p?, i?);
        let raised = p.variance < ROUNDING || i.variance < ROUNDING;
        let variances = [p.variance.max(ROUNDING), i.variance.max(ROUNDING)];
        let correlation = correlation(objects);
        let ratios: Vec<f64> = [&p, &i].into_iter().filter_map(|d| d.strictness()).collect();
        let strictness = ratios.iter().sum::<f64>() / ratios.len().max(1) as f64;
        let effective = p.effective(strictness).min(i.effective(strictness)).max(1.0);
        Some(Self {
            covariance: [variances[0], variances[1], correlation * (variances[0] * variances[1]).sqrt()],
            raised,
            strictness,
            residual: p.residual.min(i.residual),
            effective,
        })
    }

    /// Covariance of two means over `raters`, `both` of whom are in both.
    pub(super) fn of_means(&self, raters: [usize; 2], both: usize) -> [f64; 3] {
        let [p, i] = raters.map(|n| n as f64);
        [self.covariance[0] / p, self.covariance[1] / i, self.covariance[2] * both as f64 / (p * i)]
    }

    /// Degrees of freedom for an object with so many raters.
    pub(super) fn freedom(&self, rule: Freedom, raters: usize) -> f64 {
        match rule {
            Freedom::Own => (raters - 1) as f64,
            Freedom::Pooled => self.residual,
            Freedom::Crossed => self.effective,
        }
    }
}

/// Residuals of one dimension within objects: variance, and what the crossing makes of it.
///
/// With A the projection that takes each object's mean away and Z the raters, residual variance has expectation σ_r² + σ_e²
/// and its variance under normality is 2·tr(AVAV)/ν² for V = σ_r²·ZZ′ + σ_e²·I. Matching a χ² (Satterthwaite 1946) gives
/// ν / (1 + ρ²·(c − 1)) degrees of freedom with ρ the raters' part σ_r² / (σ_r² + σ_e²), B = Z′AZ and c = tr(B²)/ν: all ν
/// when no rater is met twice (c = 1), raters less one when strictness is all there is and everybody rates everything.
#[derive(Debug)]
struct Dimension {
    variance: f64,
    residual: f64,
    /// Σ over raters of (sum of residuals)², over ν.
    by_rater: f64,
    crossing: f64,
    /// Raters met.
    raters: f64,
}

impl Dimension {
    fn new(objects: &[Vec<Totals>], dimension: usize) -> Option<Self> {
        let mut squares = 0.0;
        let mut residual = 0.0;
        // Of each rater: sum of residuals, and places of the objects.
        let mut raters: Vec<(f64, Vec<usize>)> = Vec::new();
        for (object, rows) in objects.iter().enumerate() {
            let given: Vec<(usize, f64)> = rows.iter().filter_map(|r| Some((r.rater, r.points(dimension)?))).collect();
            if given.len() < 2 {
                continue;
            }
            let mean = given.iter().map(|&(_, points)| points).sum::<f64>() / given.len() as f64;
            residual += (given.len() - 1) as f64;
            for (rater, points) in given {
                squares += (points - mean).powi(2);
                if raters.len() <= rater {
                    raters.resize(rater + 1, (0.0, Vec::new()));
                }
                raters[rater].0 += points - mean;
                raters[rater].1.push(object);
            }
        }
        if residual == 0.0 {
            return None;
        }
        let by_rater = raters.iter().map(|(sum, _)| sum * sum).sum::<f64>() / residual;
        let met = raters.iter().filter(|(_, objects)| !objects.is_empty()).count() as f64;
        let crossing = crossing(objects, dimension, &raters) / residual;
        Some(Self { variance: squares / residual, residual, by_rater, crossing, raters: met })
    }

    /// The raters' part in the variance by the method of moments; nothing when no rater is met twice.
    fn strictness(&self) -> Option<f64> {
        if self.crossing < 1.0 + 1e-9 || self.variance <= 0.0 {
            return None;
        }
        Some(((self.by_rater / self.variance - 1.0) / (self.crossing - 1.0)).clamp(0.0, 1.0))
    }

    fn effective(&self, strictness: f64) -> f64 {
        let raters = (self.raters - 1.0).max(0.0);
        let cautious = (strictness * raters + CAUTION) / (raters + CAUTION);
        self.residual / (1.0 + cautious * cautious * (self.crossing - 1.0).max(0.0))
    }
}

/// tr(B²), row by row, since raters may be many.
fn crossing(objects: &[Vec<Totals>], dimension: usize, raters: &[(f64, Vec<usize>)]) -> f64 {
    let mut row = vec![0.0; raters.len()];
    let mut trace = 0.0;
    for (rater, (_, rated)) in raters.iter().enumerate() {
        for &object in rated {
            let given = || objects[object].iter().filter(|r| r.points(dimension).is_some());
            let part = 1.0 / given().count() as f64;
            given().for_each(|other| row[other.rater] -= part);
            row[rater] += 1.0;
        }
        for &object in rated {
            for other in &objects[object] {
                if let Some(entry) = row.get_mut(other.rater) {
                    trace += *entry * *entry;
                    *entry = 0.0;
                }
            }
        }
    }
    trace
}

/// Correlation of both totals over raters within objects, of raters who gave both; 0 where a dimension does not vary.
fn correlation(objects: &[Vec<Totals>]) -> f64 {
    let mut sums = [0.0; 3];
    for rows in objects {
        let given: Vec<[f64; 2]> = rows.iter().filter_map(|r| Some([r.points(0)?, r.points(1)?])).collect();
        let means = [0, 1].map(|d| given.iter().map(|g| g[d]).sum::<f64>() / given.len().max(1) as f64);
        for [p, i] in given.iter().map(|g| [g[0] - means[0], g[1] - means[1]]) {
            sums = [sums[0] + p * p, sums[1] + i * i, sums[2] + p * i];
        }
    }
    let correlation = sums[2] / (sums[0] * sums[1]).sqrt();
    if correlation.is_finite() { correlation.clamp(-0.99, 0.99) } else { 0.0 }
}
