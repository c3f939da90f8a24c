//! Cluster-robust variance CR2 of a weighted regression, with Satterthwaite degrees of freedom.
//!
//! Residuals of the events of one cluster may be correlated in any way. Each cluster's residuals are adjusted so that the
//! variance is unbiased if the working model holds, which is that of the fit: independent events with variance v + τ²
//! (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018, *Journal of Business & Economic Statistics* 36(4), their
//! equations for A, B and the degrees of freedom).

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

use super::MetaError;
use super::fit::Weighted;

/// What every cluster adds to the variance of any combination of coefficients.
pub(super) struct Robust {
    m: DMatrix<f64>,
    clusters: Vec<Cluster>,
}

struct Cluster {
    /// `M Q_g' W_g A_g e_g`: what the cluster's residuals do to the coefficients.
    pull: DVector<f64>,
    /// `M Q_g' W_g A_g`, a column an event.
    lever: DMatrix<f64>,
    /// Columns of the cluster's events, a row an event.
    q: DMatrix<f64>,
    /// v + τ² of its events.
    phi: DVector<f64>,
}

impl Robust {
    pub(super) fn new(q: &DMatrix<f64>, fit: &Weighted, clusters: &[usize]) -> Result<Self, MetaError> {
        let groups = members(clusters);
        if groups.len() < 2 {
            return Err(MetaError::OneCluster);
        }
        let clusters = groups
            .iter()
            .map(|events| {
                let q = q.select_rows(events);
                let phi = DVector::from_iterator(events.len(), events.iter().map(|&i| 1.0 / fit.w[i]));
                let adjust = adjustment(&q, &phi, &fit.m);
                let weighted = DMatrix::from_fn(q.nrows(), q.ncols(), |i, j| q[(i, j)] / phi[i]);
                let lever = &fit.m * weighted.tr_mul(&adjust);
                let residual = DVector::from_iterator(events.len(), events.iter().map(|&i| fit.residual[i]));
                Cluster { pull: &lever * residual, lever, q, phi }
            })
            .collect();
        Ok(Self { m: fit.m.clone(), clusters })
    }

    /// Variance of `c'γ` and its degrees of freedom.
    pub(super) fn variance(&self, c: &DVector<f64>) -> (f64, f64) {
        let coefficients = c.len();
        let (mut variance, mut trace, mut squares) = (0.0, 0.0, 0.0);
        let mut sum = DMatrix::zeros(coefficients, coefficients);
        for cluster in &self.clusters {
            variance += c.dot(&cluster.pull).powi(2);
            let u = cluster.lever.tr_mul(c);
            let z = cluster.q.tr_mul(&u);
            let own: f64 = u.iter().zip(cluster.phi.iter()).map(|(u, phi)| u * u * phi).sum();
            let explained = z.dot(&(&self.m * &z));
            trace += own - explained;
            squares += (own - explained).powi(2) - explained.powi(2);
            sum += &z * z.transpose();
        }
        let between = &self.m * sum;
        squares += (&between * &between).trace();
        (variance, trace * trace / squares)
    }
}

/// The events of each cluster, clusters in the order of their first events.
pub(super) fn members(clusters: &[usize]) -> Vec<Vec<usize>> {
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (event, cluster) in clusters.iter().enumerate() {
        let place = *places.entry(*cluster).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(event);
    }
    groups
}

/// `A = D B^{+1/2} D` with `D = Φ^{1/2}` and `B = D (Φ − Q M Q') D`. What the cluster alone determines has no residual,
/// so its part of B is zero and stays so.
pub(super) fn adjustment(q: &DMatrix<f64>, phi: &DVector<f64>, m: &DMatrix<f64>) -> DMatrix<f64> {
    let n = phi.len();
    let hat = q * m * q.transpose();
    let d = phi.map(f64::sqrt);
    let b = DMatrix::from_fn(n, n, |i, j| d[i] * (if i == j { phi[i] } else { 0.0 } - hat[(i, j)]) * d[j]);
    let eigen = SymmetricEigen::new(b);
    // Compared with what B would be were nothing fitted.
    let least = 1e-10 * phi.iter().fold(0.0, |most: f64, phi| most.max(phi * phi));
    let root = eigen.eigenvalues.map(|value| if value > least { 1.0 / value.sqrt() } else { 0.0 });
    let vectors = &eigen.eigenvectors;
    let inverse_root = vectors * DMatrix::from_diagonal(&root) * vectors.transpose();
    DMatrix::from_fn(n, n, |i, j| d[i] * inverse_root[(i, j)] * d[j])
}
