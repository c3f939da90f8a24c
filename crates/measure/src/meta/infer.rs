//! Standard errors, intervals and p values of what a fit says.

use nalgebra::{DMatrix, DVector};
use statrs::distribution::{ContinuousCDF, Normal};

use super::fit::{Problem, Weighted};
use super::robust::Robust;
use super::{Ci, MetaError};
use crate::student::Student;

/// A fit with the means to judge any combination of its coefficients.
pub(super) struct Inference<'a> {
    pub problem: &'a Problem,
    pub fit: &'a Weighted,
    pub level: f64,
    errors: Errors,
}

enum Errors {
    /// No residual degrees of freedom where they are needed.
    None,
    Normal,
    /// The factor on variances and the degrees of freedom.
    HartungKnapp(f64, f64),
    Clustered(Robust),
}

/// One combination of coefficients, judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Judged {
    pub estimate: f64,
    pub se: f64,
    /// Degrees of freedom of t; `None` where the normal distribution is used.
    pub df: Option<f64>,
    pub interval: Option<[f64; 2]>,
    pub p: Option<f64>,
}

/// A weighted residual mean square below which there is nothing to scale by: effects that are all alike.
const NOTHING: f64 = 1e-12;

impl<'a> Inference<'a> {
    /// Events of one entry in `clusters` belong together.
    pub(super) fn new(
        problem: &'a Problem,
        fit: &'a Weighted,
        ci: Ci,
        level: f64,
        clusters: Option<&[usize]>,
    ) -> Result<Self, MetaError> {
        let left = problem.left() as f64;
        let factor = fit.rss / left;
        let errors = match (clusters, ci) {
            (Some(clusters), _) => Errors::Clustered(Robust::new(&problem.q, fit, clusters)?),
            (None, Ci::Wald) => Errors::Normal,
            (None, _) if problem.left() == 0 => Errors::None,
            (None, Ci::HartungKnapp) => Errors::HartungKnapp(if factor < NOTHING { 1.0 } else { factor }, left),
            (None, Ci::ModifiedHartungKnapp) => Errors::HartungKnapp(factor.max(1.0), left),
        };
        Ok(Self { problem, fit, level, errors })
    }

    /// The factor on Wald variances, for Hartung–Knapp.
    pub(super) fn factor(&self) -> Option<f64> {
        match self.errors {
            Errors::HartungKnapp(factor, _) => Some(factor),
            _ => None,
        }
    }

    /// `c'β`, with `c` over the columns as they were given.
    pub(super) fn judge(&self, c: &DVector<f64>) -> Result<Judged, MetaError> {
        let scale = self.problem.scale;
        let c = self.in_basis(c)?;
        let wald = self.wald_variance(&c);
        let estimate = c.dot(&self.fit.gamma) * scale;
        let (variance, df) = match &self.errors {
            Errors::None | Errors::Normal => (wald, None),
            Errors::HartungKnapp(factor, df) => (wald * factor, Some(*df)),
            Errors::Clustered(robust) => {
                let (variance, df) = robust.variance(&c);
                (variance, Some(df))
            }
        };
        let se = variance.max(0.0).sqrt() * scale;
        if !(estimate.is_finite() && se.is_finite()) {
            return Err(MetaError::OutOfRange);
        }
        let silent = matches!(self.errors, Errors::None) || se <= 0.0 || df.is_some_and(|df| df.is_nan() || df <= 0.0);
        if silent {
            return Ok(Judged { estimate, se, df, interval: None, p: None });
        }
        let (p, reach) = tails(estimate / se, df, self.level);
        let interval = Some([estimate - reach * se, estimate + reach * se]);
        Ok(Judged { estimate, se, df, interval: interval.filter(|_| reach.is_finite()), p: Some(p) })
    }

    /// Where the effect of a further event is expected: t with one degree of freedom less than is left (Higgins, Thompson
    /// and Spiegelhalter 2009). The standard error in it is the Wald one, as there, or that of the clusters,
    /// and then there are no more degrees of freedom than that has.
    pub(super) fn predict(&self, c: &DVector<f64>, tau2: f64) -> Result<Option<[f64; 2]>, MetaError> {
        let scale = self.problem.scale;
        let Some(left) = self.problem.left().checked_sub(1).map(|df| df as f64) else { return Ok(None) };
        let c = self.in_basis(c)?;
        let (variance, df) = match &self.errors {
            Errors::Clustered(robust) => {
                let (variance, df) = robust.variance(&c);
                (variance, df.min(left))
            }
            _ => (self.wald_variance(&c), left),
        };
        let Some(student) = Student::new(df) else { return Ok(None) };
        let reach = student.reach((1.0 - self.level) / 2.0) * (tau2 + variance).max(0.0).sqrt() * scale;
        let estimate = c.dot(&self.fit.gamma) * scale;
        Ok(Some([estimate - reach, estimate + reach]).filter(|ends| ends.iter().all(|end| end.is_finite())))
    }

    /// `b'V⁻¹b` over the given columns, V their Wald variance; `None` if it cannot be inverted.
    pub(super) fn distance(&self, columns: &[usize]) -> Result<Option<f64>, MetaError> {
        let count = self.problem.coefficients();
        let unit = |column: usize| DVector::from_fn(count, |i, _| if i == column { 1.0 } else { 0.0 });
        let rows: Vec<DVector<f64>> =
            columns.iter().map(|&column| self.in_basis(&unit(column))).collect::<Result<_, _>>()?;
        let rows = DMatrix::from_columns(&rows);
        let b = rows.tr_mul(&self.fit.gamma);
        let variance = rows.tr_mul(&(&self.fit.m * &rows));
        Ok(variance.cholesky().map(|cholesky| b.dot(&cholesky.solve(&b))))
    }

    /// A combination of the columns as given, over the orthonormal ones.
    pub(super) fn in_basis(&self, c: &DVector<f64>) -> Result<DVector<f64>, MetaError> {
        self.problem.r.tr_solve_upper_triangular(c).ok_or(MetaError::OutOfRange)
    }

    fn wald_variance(&self, c: &DVector<f64>) -> f64 {
        c.dot(&(&self.fit.m * c))
    }
}

/// The two-sided p value of a studentised value, and how many standard errors an interval reaches.
fn tails(value: f64, df: Option<f64>, level: f64) -> (f64, f64) {
    let tail = (1.0 - level) / 2.0;
    match df.and_then(Student::new) {
        Some(student) => (student.two_sided(value), student.reach(tail)),
        None => ((2.0 * Normal::standard().sf(value.abs())).min(1.0), normal_reach(level)),
    }
}

/// How many standard errors a normal interval reaches.
pub(super) fn normal_reach(level: f64) -> f64 {
    if level > 0.0 && level < 1.0 { -Normal::standard().inverse_cdf((1.0 - level) / 2.0) } else { f64::NAN }
}
