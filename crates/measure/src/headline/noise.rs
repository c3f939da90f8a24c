//! The grid of noise models over which the headline test integrates.

const AUTOCORRELATIONS: [f64; 9] = [-0.3, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0];
const SHARES: [f64; 8] = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0];

/// One noise model: white noise plus, for `share > 0`, an AR(1) part (a random walk where `autocorrelation` is 1).
///
/// With ρ below 1 the covariance is `(1−w)·V + w·ρ^|i−j|`; with ρ = 1 it is `V + w²·min(i, j)`, without `V` at `w = 1`.
/// `V` is diagonal: the white variance of each bucket, 1 on average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NoiseModel {
    /// ρ.
    pub autocorrelation: f64,
    /// w.
    pub share: f64,
}

impl NoiseModel {
    /// Factor on the white variance of each bucket.
    pub(super) fn white_factor(self) -> f64 {
        match self {
            NoiseModel { autocorrelation: 1.0, share: 1.0 } => 0.0,
            NoiseModel { autocorrelation: 1.0, .. } => 1.0,
            NoiseModel { share, .. } => 1.0 - share,
        }
    }

    /// Variance of the correlated part at bucket `t`, counted from 0.
    pub(super) fn start_variance(self, t: usize) -> f64 {
        if self.autocorrelation == 1.0 { self.share * self.share * (t as f64 + 1.0) } else { self.share }
    }

    /// How much of the correlated part remains after `gap` buckets.
    pub(super) fn carry(self, gap: usize) -> f64 {
        self.autocorrelation.powi(i32::try_from(gap).unwrap_or(i32::MAX))
    }

    /// Variance that the correlated part gains over `gap` buckets.
    pub(super) fn gained(self, gap: usize) -> f64 {
        if self.autocorrelation == 1.0 {
            self.share * self.share * gap as f64
        } else {
            let carry = self.carry(gap);
            self.share * (1.0 - carry * carry)
        }
    }
}

/// White noise alone, then every pair of autocorrelation and share: 73 models with equal prior.
pub fn grid() -> impl Iterator<Item = NoiseModel> {
    let white = NoiseModel { autocorrelation: 0.0, share: 0.0 };
    let pairs = AUTOCORRELATIONS
        .into_iter()
        .flat_map(|autocorrelation| SHARES.into_iter().map(move |share| NoiseModel { autocorrelation, share }));
    std::iter::once(white).chain(pairs)
}
