//! Student's t, as the estimators need it. Anything undefined is NaN, never a panic.

use crate::student::Student;

/// Two-sided p value of a t statistic.
pub(crate) fn two_sided_p(t: f64, df: f64) -> f64 {
    Student::new(df).filter(|_| t.is_finite()).map_or(f64::NAN, |student| student.two_sided(t).clamp(0.0, 1.0))
}

/// The factor of a two-sided 95% interval: the .975 quantile.
pub(crate) fn factor_95(df: f64) -> f64 {
    Student::new(df).map_or(f64::NAN, |student| student.reach(0.025))
}

/// `center ± t·sd` at 95%.
pub(crate) fn interval_95(center: f64, sd: f64, df: f64) -> (f64, f64) {
    let half = factor_95(df) * sd;
    (center - half, center + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_match_the_tables() {
        let check = |df: f64, expect: f64| assert!((factor_95(df) - expect).abs() < 1e-6, "{df}: {}", factor_95(df));
        check(1.0, 12.706_204_7);
        check(2.5, 3.574_654_8);
        check(10.0, 2.228_138_9);
        check(118.0, 1.980_272_2);
        check(5e6, 1.959_964_4);
    }

    #[test]
    fn p_is_the_reverse_of_the_factor() {
        for df in [1.0, 3.3, 20.0, 500.0] {
            assert!((two_sided_p(-factor_95(df), df) - 0.05).abs() < 1e-8, "{df}");
        }
        assert_eq!(two_sided_p(0.0, 4.0), 1.0);
        for (t, df) in [(1.0, 0.0), (f64::NAN, 5.0), (f64::INFINITY, 5.0), (1.0, f64::NAN)] {
            assert!(two_sided_p(t, df).is_nan(), "{t} {df}");
        }
        assert!(two_sided_p(1e200, 3.0) >= 0.0);
    }
}
