//! Student's t distribution with the constants of its degrees of freedom worked out once.

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::function::{beta::beta_reg, gamma::ln_gamma};

/// The standard t distribution with a given number of degrees of freedom.
#[derive(Debug, Clone, Copy)]
pub struct Student {
    freedom: f64,
    log_peak: f64,
}

impl Student {
    /// `None` unless `freedom` is positive and finite.
    pub fn new(freedom: f64) -> Option<Self> {
        (freedom.is_finite() && freedom > 0.0).then(|| Self {
            freedom,
            log_peak: ln_gamma((freedom + 1.0) / 2.0)
                - ln_gamma(freedom / 2.0)
                - 0.5 * (freedom * std::f64::consts::PI).ln(),
        })
    }

    /// Degrees of freedom.
    pub fn freedom(self) -> f64 {
        self.freedom
    }

    /// P(T ≤ x), accurate in the lower tail.
    pub fn below(self, x: f64) -> f64 {
        let tail = 0.5 * beta_reg(self.freedom / 2.0, 0.5, self.freedom / (self.freedom + x * x));
        if x <= 0.0 { tail } else { 1.0 - tail }
    }

    /// P(|T| ≥ |x|).
    pub fn two_sided(self, x: f64) -> f64 {
        beta_reg(self.freedom / 2.0, 0.5, self.freedom / (self.freedom + x * x))
    }

    /// Density at x.
    pub fn density(self, x: f64) -> f64 {
        (self.log_peak - 0.5 * (self.freedom + 1.0) * (x * x / self.freedom).ln_1p()).exp()
    }

    /// The positive x beyond which `tail` of one side lies.
    pub fn reach(self, tail: f64) -> f64 {
        StudentsT::new(0.0, 1.0, self.freedom).map_or(f64::NAN, |t| -t.inverse_cdf(tail))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values from the closed forms at one and two degrees of freedom.
    #[test]
    fn agrees_with_closed_forms() {
        let cauchy = Student::new(1.0).unwrap();
        assert!((cauchy.below(1.0) - 0.75).abs() < 1e-12);
        assert!((cauchy.density(0.0) - std::f64::consts::FRAC_1_PI).abs() < 1e-12);
        let two = Student::new(2.0).unwrap();
        assert!((two.below(-1.0) - (0.5 - 1.0 / (2.0 * 3f64.sqrt()))).abs() < 1e-12);
        assert!((two.reach(two.below(-1.7)) - 1.7).abs() < 1e-8);
        assert!(Student::new(0.0).is_none() && Student::new(f64::NAN).is_none());
    }
}
