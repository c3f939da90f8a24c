//! Gibbs steps for linear regression under a spike-and-slab prior.
//!
//! A coefficient is zero with probability `1 − π`; the others are normal about zero with precision `Ω/σ²`, where `Ω` is
//! the information in a hundredth of an observation, half of it moved to the diagonal. `1/σ²` is gamma, truncated from
//! below. Stochastic search variable selection with coefficients and σ² integrated out.
//!
//! George, McCulloch (1997), *Statistica Sinica* 7(2); the prior as in Scott, Varian (2014), *International Journal of
//! Mathematical Modelling and Numerical Optimisation* 5(1–2), and the R package `BoomSpikeSlab`.

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};
use rand::Rng;
use rand::seq::SliceRandom;
use rand_distr::{Distribution, Gamma, StandardNormal};

/// Weight of the slab in observations.
const INFORMATION: f64 = 0.01;
/// Share of the slab's precision that is moved to its diagonal.
const SHRINKAGE: f64 = 0.5;

/// Prior of a variance: `1/σ² ~ Ga(df/2, sum/2)` with `σ² < upper`.
#[derive(Debug, Clone, Copy)]
pub(super) struct VariancePrior {
    /// Weight in observations.
    pub df: f64,
    /// Sum of squares: `df` times the guessed variance.
    pub sum: f64,
    /// Largest variance allowed.
    pub upper: f64,
}

impl VariancePrior {
    /// One draw given so many more squares of the given sum.
    pub(super) fn draw(&self, count: usize, sum: f64, rng: &mut impl Rng) -> f64 {
        // Beyond so many refusals the posterior leans on the bound.
        const TRIES: usize = 1_000;
        let (shape, rate) = ((self.df + count as f64) / 2.0, (self.sum + sum) / 2.0);
        let Ok(precision) = Gamma::new(shape, 1.0 / rate) else { return self.upper };
        (0..TRIES).map(|_| 1.0 / precision.sample(rng)).find(|variance| *variance < self.upper).unwrap_or(self.upper)
    }
}

/// The regression and the sampler's state.
#[derive(Debug, Clone)]
pub(super) struct SpikeSlab {
    /// `XᵀX` over the observed rows.
    information: DMatrix<f64>,
    /// `Ω`.
    prior: DMatrix<f64>,
    /// `π`, the same for all.
    inclusion: f64,
    rows: usize,
    variance: VariancePrior,
    included: Vec<bool>,
    order: Vec<usize>,
    /// Coefficients; 0 where not included.
    pub beta: Vec<f64>,
}

/// What the data say about the included coefficients.
struct Slab {
    columns: Vec<usize>,
    factor: Cholesky<f64, Dyn>,
    mean: DVector<f64>,
    /// Residual sum of squares, prior included.
    squares: f64,
    /// Log of the marginal posterior, up to a constant.
    log_weight: f64,
}

impl SpikeSlab {
    /// `columns`: predictors over all rows, of which the first `rows` have a response.
    pub(super) fn new(columns: &[Vec<f64>], rows: usize, expected_size: f64, variance: VariancePrior) -> Self {
        let p = columns.len();
        let dot = |i: usize, j: usize, rows: usize| {
            columns[i].iter().zip(&columns[j]).take(rows).map(|(x, y)| x * y).sum::<f64>()
        };
        let all = columns.first().map_or(0, Vec::len);
        let shrink = |i: usize, j: usize| if i == j { 1.0 } else { 1.0 - SHRINKAGE };
        Self {
            information: DMatrix::from_fn(p, p, |i, j| dot(i, j, rows)),
            prior: DMatrix::from_fn(p, p, |i, j| INFORMATION * shrink(i, j) * dot(i, j, all) / all as f64),
            inclusion: (expected_size / p as f64).min(1.0),
            rows,
            variance,
            included: vec![true; p],
            order: (0..p).collect(),
            beta: vec![0.0; p],
        }
    }

    /// One sweep: inclusions, then σ², then coefficients, given `Xᵀy` and `yᵀy`. Returns σ².
    pub(super) fn draw(&mut self, xty: &[f64], yty: f64, rng: &mut impl Rng) -> f64 {
        let mut current = self.slab(xty, yty);
        if self.inclusion < 1.0 {
            self.order.shuffle(rng);
            for i in 0..self.order.len() {
                let flip = self.order[i];
                self.included[flip] = !self.included[flip];
                let other = self.slab(xty, yty);
                let weight = |slab: &Option<Slab>| slab.as_ref().map_or(f64::NEG_INFINITY, |slab| slab.log_weight);
                // Probability of the flipped state given the rest.
                let flipped = 1.0 / (1.0 + (weight(&current) - weight(&other)).exp());
                if uniform(rng) < flipped {
                    current = other;
                } else {
                    self.included[flip] = !self.included[flip];
                }
            }
        }
        self.beta.fill(0.0);
        let Some(slab) = current else { return self.variance.draw(self.rows, yty, rng) };
        let sigma2 = self.variance.draw(self.rows, slab.squares, rng);
        let noise = DVector::from_fn(slab.columns.len(), |_, _| -> f64 { StandardNormal.sample(rng) });
        if let Some(spread) = slab.factor.l_dirty().tr_solve_lower_triangular(&noise) {
            for (k, &column) in slab.columns.iter().enumerate() {
                self.beta[column] = slab.mean[k] + sigma2.sqrt() * spread[k];
            }
        }
        sigma2
    }

    /// `None` when the arithmetic breaks down.
    fn slab(&self, xty: &[f64], yty: f64) -> Option<Slab> {
        let columns: Vec<usize> = (0..self.included.len()).filter(|&i| self.included[i]).collect();
        let k = columns.len();
        let prior = DMatrix::from_fn(k, k, |i, j| self.prior[(columns[i], columns[j])]);
        let posterior = DMatrix::from_fn(k, k, |i, j| self.information[(columns[i], columns[j])]) + &prior;
        let prior = Cholesky::new(prior)?;
        let factor = Cholesky::new(posterior)?;
        let target = DVector::from_fn(k, |i, _| xty[columns[i]]);
        let mean = factor.solve(&target);
        let squares = (yty - target.dot(&mean)).max(0.0);
        let log_det = |factor: &Cholesky<f64, Dyn>| factor.l_dirty().diagonal().iter().map(|d| d.ln()).sum::<f64>();
        let odds = if self.inclusion < 1.0 { k as f64 * (self.inclusion / (1.0 - self.inclusion)).ln() } else { 0.0 };
        let fit = 0.5 * (self.variance.df + self.rows as f64) * (self.variance.sum + squares).ln();
        let log_weight = odds + log_det(&prior) - log_det(&factor) - fit;
        Some(Slab { columns, factor, mean, squares, log_weight })
    }
}

/// Uniform on [0, 1).
fn uniform(rng: &mut impl Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::tests::noise;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    const LOOSE: VariancePrior = VariancePrior { df: 0.01, sum: 0.01, upper: f64::INFINITY };

    #[test]
    fn a_variance_is_drawn_about_its_posterior_and_below_its_bound() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let prior = VariancePrior { df: 10.0, sum: 20.0, upper: 100.0 };
        // 1/σ² ~ Ga(55, 110): mean ½.
        let mean = (0..20_000).map(|_| 1.0 / prior.draw(100, 200.0, &mut rng)).sum::<f64>() / 20_000.0;
        assert!((mean - 0.5).abs() < 0.003, "{mean}");
        let tight = VariancePrior { upper: 1.9, ..prior };
        assert!((0..2_000).all(|_| tight.draw(100, 200.0, &mut rng) <= 1.9));
        let out_of_reach = VariancePrior { upper: 0.01, ..prior };
        assert_eq!(out_of_reach.draw(100, 200.0, &mut rng), 0.01);
        assert_eq!(prior.draw(100, f64::NAN, &mut rng), 100.0);
    }

    #[test]
    fn selection_finds_what_matters() {
        let n = 200;
        let columns: Vec<Vec<f64>> = (0..10).map(|seed| noise(seed, n)).collect();
        let error = noise(50, n);
        let y: Vec<f64> = (0..n).map(|t| 2.0 * columns[3][t] - 1.0 * columns[8][t] + 0.5 * error[t]).collect();
        let dot = |x: &[f64]| x.iter().zip(&y).map(|(x, y)| x * y).sum::<f64>();
        let xty: Vec<f64> = columns.iter().map(|column| dot(column)).collect();
        let mut model = SpikeSlab::new(&columns, n, 3.0, LOOSE);
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let (mut kept, mut sum, mut sigma2) = (vec![0; 10], 0.0, 0.0);
        for _ in 0..500 {
            sigma2 += model.draw(&xty, dot(&y), &mut rng) / 500.0;
            sum += model.beta[3] / 500.0;
            model.beta.iter().zip(&mut kept).for_each(|(b, kept)| *kept += usize::from(*b != 0.0));
        }
        assert!((sum - 2.0).abs() < 0.1 && (sigma2 - 0.25).abs() < 0.05, "{sum} {sigma2}");
        assert!(kept[3] == 500 && kept[8] == 500, "{kept:?}");
        assert!(kept.iter().enumerate().all(|(i, kept)| i == 3 || i == 8 || *kept < 150), "{kept:?}");
    }

    #[test]
    fn inclusions_follow_their_exact_posterior() {
        let n = 30;
        let columns: Vec<Vec<f64>> = (0..4).map(|seed| noise(seed, n)).collect();
        let error = noise(40, n);
        let y: Vec<f64> = (0..n).map(|t| 0.3 * columns[0][t] + 0.5 * columns[2][t] + error[t]).collect();
        let prior = VariancePrior { df: 5.0, sum: 4.0, upper: f64::INFINITY };
        let mut model = SpikeSlab::new(&columns, n, 1.0, prior);

        // Given the columns that are in, y is multivariate t with scale I + X Ω⁻¹ Xᵀ.
        let target = DVector::from_row_slice(&y);
        let weight = |set: usize| {
            let inside: Vec<usize> = (0..4).filter(|i| set >> i & 1 == 1).collect();
            let x = DMatrix::from_fn(n, inside.len(), |t, i| columns[inside[i]][t]);
            let slab = model.prior.select_rows(&inside).select_columns(&inside).try_inverse().unwrap();
            let scale = DMatrix::identity(n, n) + &x * slab * x.transpose();
            let fit = prior.sum + target.dot(&(scale.clone().try_inverse().unwrap() * &target));
            let odds = 0.25f64.powi(inside.len() as i32) * 0.75f64.powi(4 - inside.len() as i32);
            odds * scale.determinant().powf(-0.5) * fit.powf(-0.5 * (prior.df + n as f64))
        };
        let weights: Vec<f64> = (0..16).map(weight).collect();
        let total: f64 = weights.iter().sum();
        let exact = |i: usize| (0..16).filter(|set| set >> i & 1 == 1).map(|set| weights[set]).sum::<f64>() / total;
        let exact = [exact(0), exact(1), exact(2), exact(3)];

        let dot = |x: &[f64]| x.iter().zip(&y).map(|(x, y)| x * y).sum::<f64>();
        let xty: Vec<f64> = columns.iter().map(|column| dot(column)).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let mut share = [0.0; 4];
        for _ in 0..20_000 {
            model.draw(&xty, dot(&y), &mut rng);
            model
                .beta
                .iter()
                .zip(&mut share)
                .for_each(|(b, share)| *share += f64::from(u8::from(*b != 0.0)) / 20_000.0);
        }
        for (share, exact) in share.iter().zip(&exact) {
            assert!((share - exact).abs() < 0.02, "{share} for {exact}");
        }
    }
}
