//! A mixture of Student t distributions with common degrees of freedom: what is known of a coefficient after the noise
//! parameters were integrated out.

use crate::student::Student;

use super::CannotTest;

/// Components that weigh less than this beside the heaviest are left out: together they move no tail by 1e-10.
const NEGLIGIBLE: f64 = 1e-14;

/// A mixture of location–scale t distributions.
#[derive(Debug, Clone)]
pub struct Mixture {
    student: Student,
    /// (weight, location, scale), weights adding to one.
    components: Vec<(f64, f64, f64)>,
}

impl Mixture {
    /// Posterior mean.
    pub fn mean(&self) -> f64 {
        self.components.iter().map(|(w, at, _)| w * at).sum()
    }

    /// Posterior variance; with two or fewer degrees of freedom the scale stands in for the spread of each component.
    pub fn variance(&self) -> f64 {
        let freedom = self.student.freedom();
        let widen = if freedom > 2.0 { freedom / (freedom - 2.0) } else { 1.0 };
        let mean = self.mean();
        self.components.iter().map(|(w, at, scale)| w * (widen * scale * scale + (at - mean).powi(2))).sum()
    }

    /// P(coefficient ≤ x).
    pub fn below(&self, x: f64) -> f64 {
        self.components.iter().map(|(w, at, scale)| w * self.student.below((x - at) / scale)).sum()
    }

    fn density(&self, x: f64) -> f64 {
        self.components.iter().map(|(w, at, scale)| w * self.student.density((x - at) / scale) / scale).sum()
    }

    /// Whether more than half of the mixture lies above zero.
    pub fn rises(&self) -> bool {
        self.below(0.0) < 0.5
    }

    /// Two-sided tail of zero.
    pub fn p_two_sided(&self) -> f64 {
        let below = self.below(0.0);
        (2.0 * below.min(1.0 - below)).clamp(0.0, 1.0)
    }

    /// The x below which `probability` of the mixture lies.
    pub fn quantile(&self, probability: f64) -> f64 {
        self.solve(probability, 1e-13, Student::below)
    }

    /// The same to three digits of the probability, for simulated series.
    pub(super) fn roughly(&self, probability: f64) -> f64 {
        self.solve(probability, 1e-3 * probability, Student::below_roughly)
    }

    /// Newton steps kept inside a shrinking bracket, until the probability is met to within `close`.
    fn solve(&self, probability: f64, close: f64, below: impl Fn(Student, f64) -> f64) -> f64 {
        let reach = self.student.reach(probability.min(1.0 - probability));
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for (_, at, scale) in &self.components {
            low = low.min(at - reach * scale);
            high = high.max(at + reach * scale);
        }
        let mut x = self.mean() + (if probability < 0.5 { -1.5 } else { 1.5 }) * self.variance().sqrt();
        x = x.clamp(low, high);
        for _ in 0..200 {
            let share: f64 =
                self.components.iter().map(|(w, at, scale)| w * below(self.student, (x - at) / scale)).sum();
            let miss = share - probability;
            if miss > 0.0 {
                high = x
            } else {
                low = x
            }
            let step = miss / self.density(x);
            let next =
                if step.is_finite() && (low..=high).contains(&(x - step)) { x - step } else { (low + high) / 2.0 };
            if (next - x).abs() <= 1e-11 * (high.abs() + low.abs() + f64::MIN_POSITIVE) || miss.abs() < close {
                return next;
            }
            x = next;
        }
        x
    }

    /// The same coefficient in other units.
    pub(super) fn scaled(mut self, factor: f64) -> Self {
        for (_, at, scale) in &mut self.components {
            *at *= factor;
            *scale *= factor;
        }
        self
    }

    /// Without the components that weigh less than `share` together with nothing heavier: for fast approximate quantiles.
    pub(super) fn pruned(mut self, share: f64) -> Self {
        self.components.retain(|(w, ..)| *w >= share);
        let total: f64 = self.components.iter().map(|(w, ..)| w).sum();
        self.components.iter_mut().for_each(|(w, ..)| *w /= total);
        self
    }
}

/// Gathers the components of a mixture, one a noise model.
pub(super) struct Builder {
    freedom: f64,
    /// (log weight, location, scale)
    components: Vec<(f64, f64, f64)>,
}

impl Builder {
    pub(super) fn new(freedom: f64, expected: usize) -> Self {
        Self { freedom, components: Vec::with_capacity(expected) }
    }

    /// `projection`: of the whitened series on the unit vector of the regressor, whose length was `length`.
    pub(super) fn push(&mut self, projection: f64, residual: f64, length: f64, constant_part: f64) {
        let residual = residual.max(0.0);
        let log_weight = constant_part - 0.5 * self.freedom * residual.ln();
        self.components.push((log_weight, projection / length, (residual / self.freedom).sqrt() / length));
    }

    pub(super) fn build(self) -> Result<Mixture, CannotTest> {
        let heaviest = self.components.iter().map(|c| c.0).fold(f64::NEG_INFINITY, f64::max);
        let student = Student::new(self.freedom).ok_or(CannotTest::Constant)?;
        if !heaviest.is_finite() {
            return Err(CannotTest::Constant);
        }
        let mut components: Vec<(f64, f64, f64)> = self
            .components
            .into_iter()
            .map(|(log_weight, at, scale)| ((log_weight - heaviest).exp(), at, scale))
            .filter(|(w, at, scale)| *w > NEGLIGIBLE && at.is_finite() && scale.is_finite() && *scale > 0.0)
            .collect();
        let total: f64 = components.iter().map(|(w, ..)| w).sum();
        components.iter_mut().for_each(|(w, ..)| *w /= total);
        if components.is_empty() { Err(CannotTest::Constant) } else { Ok(Mixture { student, components }) }
    }
}
