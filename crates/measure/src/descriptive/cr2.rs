//! Cluster-robust variance CR2 of a difference of two means, with Bell and McCaffrey's Satterthwaite degrees of freedom.
//!
//! Both are those of the regression of the score on the step under an identity working model. For two means everything
//! reduces to counts and sums per author. With `n_gp` posts of author `g` in period `p` and `n_p` in all, the hat matrix
//! within a cluster is `1/n_p` on each period's block, so `(I − H_gg)^{−1/2}` multiplies the author's residual sum `r_gp`
//! by `1/√(1 − n_gp/n_p)`, and
//!
//! `V = Σ_g (Σ_p ± r_gp / (n_p √(1 − n_gp/n_p)))²`.
//!
//! V is a quadratic form in the scores. Under the working model its matrix over the authors has the diagonal
//! `t_g = Σ_p n_gp/n_p²`, which sums to `Σ_p 1/n_p`, and `−Σ_p b_gp b_hp` off it, with
//! `b_gp = n_gp / (n_p^{3/2} √(1 − n_gp/n_p))`. So
//!
//! `df = (Σ_p 1/n_p)² / (Σ_g t_g² + Σ_pq (b_pᵀb_q)² − Σ_g (Σ_p b_gp²)²)`:
//!
//! everything in one pass over the authors.
//!
//! Bell, McCaffrey (2002), *Survey Methodology* 28(2); Pustejovsky, Tipton (2018), *Journal of Business & Economic
//! Statistics* 36(4).

/// Posts of one author, before and after the event: how many, and the sum of their scores about a common origin.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AuthorSums {
    pub n: [u64; 2],
    pub total: [f64; 2],
}

impl AuthorSums {
    /// Whether there is no post at all.
    pub(super) fn empty(&self) -> bool {
        self.n == [0, 0]
    }
}

/// CR2 variance of the difference and its degrees of freedom; not finite when one author wrote a whole period.
pub(super) struct ClusterVariance {
    pub variance: f64,
    pub df: f64,
}

impl ClusterVariance {
    /// From the authors' sums, the number of posts per period, and the means about the same origin as the sums.
    pub(super) fn new(authors: impl Iterator<Item = AuthorSums>, counts: [u64; 2], means: [f64; 2]) -> Self {
        let mut variance = Compensated::default();
        let mut square = Compensated::default();
        let mut cross = [[Compensated::default(); 2]; 2];
        for sums in authors {
            let (mut pull, mut diagonal, mut b) = (0.0, 0.0, [0.0; 2]);
            for p in 0..2 {
                let (mine, all) = (sums.n[p] as f64, counts[p] as f64);
                let share = mine / all;
                let widen = 1.0 / (1.0 - share).sqrt();
                let residual = sums.total[p] - mine * means[p];
                pull += if p == 1 { 1.0 } else { -1.0 } * residual / all * widen;
                diagonal += share / all;
                b[p] = share / all.sqrt() * widen;
            }
            variance.add(pull * pull);
            square.add(diagonal * diagonal - (b[0] * b[0] + b[1] * b[1]).powi(2));
            for p in 0..2 {
                for q in 0..2 {
                    cross[p][q].add(b[p] * b[q]);
                }
            }
        }
        let cross: f64 = cross.iter().flatten().map(|sum| sum.value().powi(2)).sum();
        let trace = 1.0 / counts[0] as f64 + 1.0 / counts[1] as f64;
        Self { variance: variance.value(), df: trace * trace / (square.value() + cross) }
    }
}

/// Neumaier's compensated sum: the error does not grow with the number of terms.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    pub(super) fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.lost += if self.sum.abs() >= term.abs() { (self.sum - sum) + term } else { (term - sum) + self.sum };
        self.sum = sum;
    }

    pub(super) fn value(self) -> f64 {
        self.sum + self.lost
    }
}
