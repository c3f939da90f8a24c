//! Many tests at once: p values adjusted so that what is called a finding is seldom chance.
//!
//! An adjusted p value is compared with the rate that one accepts: of false discoveries, or with [`holm`] of a single one
//! among all. What is not a number stays so and counts for nothing.

/// Adjusted p values that control the false discovery rate where the tests are independent, or depend on each other
/// positively (Benjamini and Hochberg 1995, *Journal of the Royal Statistical Society B* 57).
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    step_up(p, |_| 1.0)
}

/// Adjusted p values that control the false discovery rate under any dependence, as where events share their controls
/// (Benjamini and Yekutieli 2001, *Annals of Statistics* 29). Larger than those of [`benjamini_hochberg`] by 1 + ½ + … + 1/m.
pub fn benjamini_yekutieli(p: &[f64]) -> Vec<f64> {
    step_up(p, |tests| (1..=tests).map(|rank| 1.0 / rank as f64).sum())
}

/// Adjusted p values that control the chance of even one false finding, under any dependence (Holm 1979, *Scandinavian
/// Journal of Statistics* 6).
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ascending(p);
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut most: f64 = 0.0;
    for (rank, &test) in order.iter().enumerate() {
        most = most.max(p[test] * (order.len() - rank) as f64).min(1.0);
        adjusted[test] = most;
    }
    adjusted
}

/// Places of those that are numbers, the smallest first.
fn ascending(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).filter(|&test| !p[test].is_nan()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    order
}

/// The step-up procedure, every p value times `penalty(tests)`.
fn step_up(p: &[f64], penalty: impl Fn(usize) -> f64) -> Vec<f64> {
    let order = ascending(p);
    let tests = order.len() as f64 * penalty(order.len());
    let mut adjusted = vec![f64::NAN; p.len()];
    let mut least: f64 = 1.0;
    for (rank, &test) in order.iter().enumerate().rev() {
        least = least.min(p[test] * tests / (rank + 1) as f64);
        adjusted[test] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(adjusted: &[f64], expect: &[f64]) {
        assert_eq!(adjusted.len(), expect.len());
        for (a, b) in adjusted.iter().zip(expect) {
            assert!((a - b).abs() < 1e-12 || a.is_nan() && b.is_nan(), "{adjusted:?} instead of {expect:?}");
        }
    }

    #[test]
    fn benjamini_hochberg_by_hand() {
        check(&benjamini_hochberg(&[0.01, 0.04, 0.03, f64::NAN, 0.5]), &[0.04, 0.16 / 3.0, 0.16 / 3.0, f64::NAN, 0.5]);
        check(&benjamini_hochberg(&[]), &[]);
        check(&benjamini_hochberg(&[0.9, 0.8]), &[0.9, 0.9]);
    }

    #[test]
    fn holm_by_hand() {
        check(&holm(&[0.01, 0.04, 0.03, f64::NAN, 0.5]), &[0.04, 0.09, 0.09, f64::NAN, 0.5]);
        check(&holm(&[0.9, 0.8]), &[1.0, 1.0]);
        check(&holm(&[0.3]), &[0.3]);
    }

    #[test]
    fn benjamini_yekutieli_by_hand() {
        // 1 + 1/2 + 1/3 + 1/4 = 25/12.
        let factor = 25.0 / 12.0;
        check(
            &benjamini_yekutieli(&[0.01, 0.04, 0.03, f64::NAN, 0.5]),
            &[0.04 * factor, 0.16 / 3.0 * factor, 0.16 / 3.0 * factor, f64::NAN, 1.0],
        );
        check(&benjamini_yekutieli(&[0.3]), &[0.3]);
        check(&benjamini_yekutieli(&[f64::NAN]), &[f64::NAN]);
    }
}
