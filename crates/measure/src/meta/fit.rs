//! Weighted least squares at a given τ², and the estimators of τ².
//!
//! REML by Fisher scoring (Raudenbush 2009; Viechtbauer 2005) from the best point of a grid: the restricted likelihood may
//! have several maxima, and a step that lowers it is halved until it does not.

use nalgebra::{DMatrix, DVector};

use super::{Effect, MetaError, Method};

/// Effects and the columns that explain them, in units in which a typical sampling error is 1 and the columns are
/// orthonormal. Neither choice changes an estimate; both keep the arithmetic sound.
pub(super) struct Problem {
    pub y: DVector<f64>,
    pub v: DVector<f64>,
    /// Orthonormal columns, the intercept's first.
    pub q: DMatrix<f64>,
    /// Upper triangular: the columns as given are `q · r`.
    pub r: DMatrix<f64>,
    /// What a unit of `y` is in the caller's units.
    pub scale: f64,
}

/// The fit at one τ².
pub(super) struct Weighted {
    /// 1/(v + τ²).
    pub w: DVector<f64>,
    /// (Q'WQ)⁻¹.
    pub m: DMatrix<f64>,
    /// Coefficients of the orthonormal columns.
    pub gamma: DVector<f64>,
    pub residual: DVector<f64>,
    /// Σ w r².
    pub rss: f64,
    /// Restricted log likelihood up to a constant.
    pub likelihood: f64,
}

impl Problem {
    /// From effects and their columns, one row an event. The columns have to be independent.
    ///
    /// # Errors
    /// [`MetaError::OutOfRange`] if the numbers are too far apart.
    pub(super) fn new(effects: &[Effect], columns: DMatrix<f64>) -> Result<Self, MetaError> {
        let events = effects.len() as f64;
        let scale = (effects.iter().map(|e| e.variance.ln()).sum::<f64>() / events / 2.0).exp();
        let y = DVector::from_iterator(effects.len(), effects.iter().map(|e| e.estimate / scale));
        let v = DVector::from_iterator(effects.len(), effects.iter().map(|e| e.variance / scale / scale));
        let qr = columns.qr();
        let (q, r) = (qr.q(), qr.r());
        let sound = |x: &f64| x.is_finite();
        if !(y.iter().all(sound) && v.iter().all(|v| v.is_finite() && *v > 0.0) && q.iter().chain(r.iter()).all(sound))
        {
            return Err(MetaError::OutOfRange);
        }
        Ok(Self { y, v, q, r, scale })
    }

    pub(super) fn events(&self) -> usize {
        self.y.len()
    }

    pub(super) fn coefficients(&self) -> usize {
        self.q.ncols()
    }

    /// Degrees of freedom that are left.
    pub(super) fn left(&self) -> usize {
        self.events().saturating_sub(self.coefficients())
    }

    /// The fit at τ², in units of this problem.
    pub(super) fn at(&self, tau2: f64) -> Result<Weighted, MetaError> {
        let w = self.v.map(|v| 1.0 / (v + tau2));
        let wq = DMatrix::from_fn(self.events(), self.coefficients(), |i, j| w[i] * self.q[(i, j)]);
        let cholesky = self.q.tr_mul(&wq).cholesky().ok_or(MetaError::OutOfRange)?;
        let m = cholesky.inverse();
        let gamma = &m * wq.tr_mul(&self.y);
        let residual = &self.y - &self.q * &gamma;
        let rss: f64 = w.iter().zip(residual.iter()).map(|(w, r)| w * r * r).sum();
        let log_det = 2.0 * cholesky.l_dirty().diagonal().iter().map(|d| d.ln()).sum::<f64>();
        let likelihood = 0.5 * (w.iter().map(|w| w.ln()).sum::<f64>() - log_det - rss);
        if !(likelihood.is_finite() && gamma.iter().chain(m.iter()).all(|x| x.is_finite())) {
            return Err(MetaError::OutOfRange);
        }
        Ok(Weighted { w, m, gamma, residual, rss, likelihood })
    }

    /// The estimate of τ², in units of this problem.
    pub(super) fn tau2(&self, method: Method) -> Result<f64, MetaError> {
        match method {
            _ if self.left() == 0 => Ok(0.0),
            Method::Equal => Ok(0.0),
            Method::DerSimonianLaird => {
                let fixed = self.at(0.0)?;
                Ok(((fixed.rss - self.left() as f64) / self.traces(&fixed).0).max(0.0))
            }
            Method::Reml => self.reml(),
        }
    }

    fn reml(&self) -> Result<f64, MetaError> {
        let plain = &self.y - &self.q * self.q.tr_mul(&self.y);
        let most = 10.0 * plain.norm_squared() / self.left() as f64;
        let mut best = (0.0, self.at(0.0)?);
        for step in 0..48 {
            let tau2 = most * 10f64.powf(-f64::from(step) / 6.0);
            if tau2 > 0.0 && tau2.is_finite() {
                let fit = self.at(tau2)?;
                if fit.likelihood > best.1.likelihood {
                    best = (tau2, fit);
                }
            }
        }
        for _ in 0..200 {
            let (trace, square) = self.traces(&best.1);
            let gradient: f64 = best.1.w.iter().zip(best.1.residual.iter()).map(|(w, r)| (w * r).powi(2)).sum();
            let mut step = (gradient - trace) / square;
            if !step.is_finite() {
                break;
            }
            let (tau2, mut moved) = (best.0, false);
            while step.abs() > 1e-14 * (tau2 + 1e-8) {
                let next = (tau2 + step).max(0.0);
                let fit = self.at(next)?;
                // Near the maximum the likelihood is flat to rounding while the step still knows the way.
                let rounding = 1e-13 * (1.0 + best.1.likelihood.abs());
                if fit.likelihood >= best.1.likelihood - rounding && next != tau2 {
                    best = (next, fit);
                    moved = true;
                    break;
                }
                step /= 2.0;
            }
            if !moved || (best.0 - tau2).abs() <= 1e-13 * (tau2 + 1e-8) {
                break;
            }
        }
        Ok(best.0)
    }

    /// tr(P) and tr(PP) with P = W − WQMQ'W.
    pub(super) fn traces(&self, fit: &Weighted) -> (f64, f64) {
        let moment = |power: i32| {
            let weighted =
                DMatrix::from_fn(self.events(), self.coefficients(), |i, j| fit.w[i].powi(power) * self.q[(i, j)]);
            &fit.m * self.q.tr_mul(&weighted)
        };
        let (second, third) = (moment(2), moment(3));
        let trace = fit.w.sum() - second.trace();
        let square = fit.w.norm_squared() - 2.0 * third.trace() + (&second * &second).trace();
        (trace, square)
    }
}
