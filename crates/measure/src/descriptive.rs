//! The plain difference between posts before and after an event, with an interval clustered by author.
//!
//! It says what was posted, not what the event did: the interval holds sampling error only.
//!
//! Posts by one author resemble each other, so the variance is the cluster-robust CR2 of the regression of the score on
//! the step, with Bell and McCaffrey's Satterthwaite degrees of freedom; both under an identity working model. For two
//! means everything reduces to counts and sums per author. With `n_gp` posts of author `g` in period `p` and `n_p` in
//! all, the hat matrix within a cluster is `1/n_p` on each period's block, so `(I − H_gg)^{−1/2}` multiplies the
//! author's residual sum `r_gp` by `1/√(1 − n_gp/n_p)`, and
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

use hashbrown::HashMap;
use thiserror::Error;

use crate::estimators::student::interval_95;

/// Below so many authors no interval is given.
pub const MIN_AUTHORS: usize = 20;

/// Posts of one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodMean {
    /// Number of posts.
    pub n: u64,
    /// Their mean score.
    pub mean: f64,
}

/// The difference in means, with its interval where one can be given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Descriptive {
    /// Posts before the event.
    pub before: PeriodMean,
    /// Posts from the event on.
    pub after: PeriodMean,
    /// Mean after minus mean before, in units of the score.
    pub difference: f64,
    /// 95% interval for sampling error, or why there is none.
    pub interval: Result<(f64, f64), NoInterval>,
    /// Distinct authors over both periods.
    pub authors: usize,
    /// Satterthwaite degrees of freedom of the interval; NaN where the design leaves none.
    pub df: f64,
    /// Posts left out because their score was not finite.
    pub skipped: u64,
}

/// Why there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoInterval {
    /// Too few authors.
    #[error("{authors} authors posted; an interval needs at least {MIN_AUTHORS}")]
    TooFewAuthors {
        /// Distinct authors.
        authors: usize,
    },
    /// One author wrote every post of a period, so what varies between authors there cannot be seen.
    #[error("one author wrote every post {}", if *after { "after the event" } else { "before the event" })]
    OneAuthorPeriod {
        /// Whether it is the period after the event.
        after: bool,
    },
    /// All posts of each period have the same score.
    #[error("the scores do not vary")]
    NoVariation,
    /// The arithmetic left the range of numbers.
    #[error("the scores are too large to calculate with; rescale them")]
    OutOfRange,
}

/// There is nothing to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{before} posts with a score before the event and {after} after it; both periods need at least one")]
pub struct EmptyPeriod {
    /// Posts before the event.
    pub before: u64,
    /// Posts from the event on.
    pub after: u64,
}

/// One post: the author's key, whether it was written from the event on, and its score.
pub type ScoredPost = (u64, bool, f64);

/// The difference over posts in any order. Memory grows with the number of authors, not of posts.
///
/// # Errors
/// [`EmptyPeriod`] when a period has no post with a finite score.
pub fn describe(posts: impl IntoIterator<Item = ScoredPost>) -> Result<Descriptive, EmptyPeriod> {
    let mut sums = AuthorSums::default();
    sums.extend(posts);
    sums.describe()
}

/// What is kept of the posts while they stream by: counts and sums per author and period.
#[derive(Debug, Clone, Default)]
pub struct AuthorSums {
    authors: HashMap<u64, [Sum; 2]>,
    /// The first score. Sums are taken about it, so that scores far from zero lose no digits.
    origin: Option<f64>,
    skipped: u64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    n: u64,
    total: f64,
}

impl AuthorSums {
    /// Adds one post; one whose score is not finite is counted as skipped.
    pub fn add(&mut self, author: u64, after: bool, score: f64) {
        if !score.is_finite() {
            self.skipped += 1;
            return;
        }
        let origin = *self.origin.get_or_insert(score);
        let sum = &mut self.authors.entry(author).or_default()[usize::from(after)];
        sum.n += 1;
        sum.total += score - origin;
    }

    /// The difference over the posts added so far.
    ///
    /// # Errors
    /// [`EmptyPeriod`] when a period has no post with a finite score.
    pub fn describe(&self) -> Result<Descriptive, EmptyPeriod> {
        // Sorted, so that sums do not depend on the order of the map.
        let mut authors: Vec<(u64, &[Sum; 2])> = self.authors.iter().map(|(author, sums)| (*author, sums)).collect();
        authors.sort_unstable_by_key(|(author, _)| *author);

        let count = |p: usize| authors.iter().map(|(_, sums)| sums[p].n).sum::<u64>();
        let counts = [count(0), count(1)];
        if counts.contains(&0) {
            return Err(EmptyPeriod { before: counts[0], after: counts[1] });
        }
        let mean = |p: usize| compensated(authors.iter().map(|(_, sums)| sums[p].total)) / counts[p] as f64;
        let means = [mean(0), mean(1)];
        let origin = self.origin.unwrap_or(0.0);
        let difference = means[1] - means[0];
        let period = |p: usize| PeriodMean { n: counts[p], mean: origin + means[p] };
        let cluster = ClusterVariance::new(&authors, counts, means);
        Ok(Descriptive {
            before: period(0),
            after: period(1),
            difference,
            interval: interval(&authors, counts, origin, difference, &cluster),
            authors: authors.len(),
            df: cluster.df,
            skipped: self.skipped,
        })
    }
}

impl Extend<ScoredPost> for AuthorSums {
    fn extend<I: IntoIterator<Item = ScoredPost>>(&mut self, posts: I) {
        for (author, after, score) in posts {
            self.add(author, after, score);
        }
    }
}

fn interval(
    authors: &[(u64, &[Sum; 2])],
    counts: [u64; 2],
    origin: f64,
    difference: f64,
    cluster: &ClusterVariance,
) -> Result<(f64, f64), NoInterval> {
    if authors.len() < MIN_AUTHORS {
        return Err(NoInterval::TooFewAuthors { authors: authors.len() });
    }
    if let Some(p) = (0..2).find(|&p| authors.iter().any(|(_, sums)| sums[p].n == counts[p])) {
        return Err(NoInterval::OneAuthorPeriod { after: p == 1 });
    }
    let sd = cluster.variance.sqrt();
    if sd <= 1e-12 * (difference.abs() + origin.abs()) {
        return Err(NoInterval::NoVariation);
    }
    let (low, high) = interval_95(difference, sd, cluster.df);
    if low.is_finite() && high.is_finite() { Ok((low, high)) } else { Err(NoInterval::OutOfRange) }
}

/// CR2 variance of the difference and its degrees of freedom.
struct ClusterVariance {
    variance: f64,
    df: f64,
}

impl ClusterVariance {
    fn new(authors: &[(u64, &[Sum; 2])], counts: [u64; 2], means: [f64; 2]) -> Self {
        let mut variance = Compensated::default();
        let mut square = Compensated::default();
        let mut cross = [[Compensated::default(), Compensated::default()], Default::default()];
        for (_, sums) in authors {
            let (mut pull, mut diagonal, mut b) = (0.0, 0.0, [0.0; 2]);
            for p in 0..2 {
                let (mine, all) = (sums[p].n as f64, counts[p] as f64);
                let share = mine / all;
                let widen = 1.0 / (1.0 - share).sqrt();
                let residual = sums[p].total - mine * means[p];
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
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.lost += if self.sum.abs() >= term.abs() { (self.sum - sum) + term } else { (term - sum) + self.sum };
        self.sum = sum;
    }

    fn value(self) -> f64 {
        self.sum + self.lost
    }
}

fn compensated(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = Compensated::default();
    terms.for_each(|term| sum.add(term));
    sum.value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{DMatrix, DVector};
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn random_posts(seed: u64, authors: u64, posts: usize) -> Vec<ScoredPost> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        (0..posts)
            .map(|_| {
                // Few write much, and who writes much writes alike.
                let author = (rng.random::<f64>().powi(2) * authors as f64) as u64;
                (author * 7919, rng.random::<f64>() < 0.3, rng.random::<f64>() + 0.1 * author as f64)
            })
            .collect()
    }

    /// CR2 variance and degrees of freedom by the matrices of the definition.
    fn by_matrices(posts: &[ScoredPost]) -> (f64, f64) {
        let n = posts.len();
        let x = DMatrix::from_fn(n, 2, |i, k| if k == 0 || posts[i].1 { 1.0 } else { 0.0 });
        let y = DVector::from_fn(n, |i, _| posts[i].2);
        let bread = (x.transpose() * &x).try_inverse().unwrap();
        let rest = DMatrix::identity(n, n) - &x * &bread * x.transpose();
        let e = &rest * y;
        let mut authors: Vec<u64> = posts.iter().map(|post| post.0).collect();
        authors.sort_unstable();
        authors.dedup();
        let (mut variance, mut columns) = (0.0, Vec::new());
        for author in authors {
            let mine: Vec<usize> = (0..n).filter(|&i| posts[i].0 == author).collect();
            let own = rest.select_rows(&mine).select_columns(&mine).symmetric_eigen();
            let root = &own.eigenvectors
                * DMatrix::from_diagonal(&own.eigenvalues.map(|v| 1.0 / v.sqrt()))
                * own.eigenvectors.transpose();
            let adjusted = root * x.select_rows(&mine) * bread.column(1);
            variance += adjusted.dot(&e.select_rows(&mine)).powi(2);
            columns.push(rest.select_columns(&mine) * adjusted);
        }
        let p = DMatrix::from_columns(&columns);
        let omega = p.transpose() * p;
        (variance, omega.trace().powi(2) / (&omega * &omega).trace())
    }

    #[test]
    fn variance_and_df_equal_the_matrix_definition() {
        for (seed, authors, posts) in [(1, 40, 60), (2, 40, 90), (3, 25, 200), (4, 60, 80)] {
            let posts = random_posts(seed, authors, posts);
            let found = describe(posts.iter().copied()).unwrap();
            let (variance, df) = by_matrices(&posts);
            assert!((found.df / df - 1.0).abs() < 1e-9, "{} {df}", found.df);
            let (low, high) = interval_95(found.difference, variance.sqrt(), df);
            let (from, to) = found.interval.unwrap();
            assert!((from - low).abs() < 1e-9 && (to - high).abs() < 1e-9, "{from} {to} for {low} {high}");
        }
    }

    #[test]
    fn authors_with_one_post_each_give_the_welch_variance() {
        // CR2 with singletons is the two-sample variance with n−1.
        let posts: Vec<ScoredPost> =
            (0..40u64).map(|i| (i, i >= 25, ((i * i) % 17) as f64 + if i >= 25 { 3.0 } else { 0.0 })).collect();
        let found = describe(posts.iter().copied()).unwrap();
        let part = |after: bool| posts.iter().filter(|p| p.1 == after).map(|p| p.2).collect::<Vec<f64>>();
        let square = |v: &[f64]| {
            let center = v.iter().sum::<f64>() / v.len() as f64;
            let n = v.len() as f64;
            v.iter().map(|x| (x - center).powi(2)).sum::<f64>() / (n - 1.0) / n
        };
        let variance = square(&part(false)) + square(&part(true));
        let (low, high) = interval_95(found.difference, variance.sqrt(), found.df);
        let (from, to) = found.interval.unwrap();
        assert!((from - low).abs() < 1e-12 && (to - high).abs() < 1e-12);
    }

    #[test]
    fn order_and_offset_do_not_matter() {
        let posts = random_posts(5, 50, 400);
        let base = describe(posts.iter().copied()).unwrap();
        let far = describe(posts.iter().rev().map(|p| (p.0, p.1, p.2 + 1e9))).unwrap();
        let (base_ends, far_ends) = (base.interval.unwrap(), far.interval.unwrap());
        assert!((base.difference - far.difference).abs() < 1e-6);
        assert!((base_ends.0 - far_ends.0).abs() < 1e-6 && (base_ends.1 - far_ends.1).abs() < 1e-6);
    }

    #[test]
    fn no_interval_has_its_reason() {
        let check = |posts: Vec<ScoredPost>, expect: NoInterval| {
            assert_eq!(describe(posts).unwrap().interval, Err(expect));
        };
        let even = |authors: u64| (0..4 * authors).map(move |i| (i % authors, i >= 2 * authors, (i % 7) as f64));
        check(even(19).collect(), NoInterval::TooFewAuthors { authors: 19 });
        assert!(describe(even(20)).unwrap().interval.is_ok());
        let alone = even(30).filter(|p| !p.1).chain([(3, true, 1.0), (3, true, 2.0)]);
        check(alone.collect(), NoInterval::OneAuthorPeriod { after: true });
        check(even(30).map(|p| (p.0, p.1, 0.1)).collect(), NoInterval::NoVariation);
        check(even(30).map(|p| (p.0, p.1, p.2 * 1e300)).collect(), NoInterval::OutOfRange);
    }

    #[test]
    fn empty_periods_and_scores_that_are_none() {
        assert_eq!(describe([]), Err(EmptyPeriod { before: 0, after: 0 }));
        let posts = [(1, false, 1.0), (2, true, f64::NAN), (3, true, f64::INFINITY)];
        assert_eq!(describe(posts), Err(EmptyPeriod { before: 1, after: 0 }));
        let found = describe(posts.into_iter().chain([(4, true, 3.0)])).unwrap();
        assert_eq!((found.difference, found.authors, found.skipped), (2.0, 2, 2));
    }

    #[test]
    fn the_interval_covers_when_authors_differ() {
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        let runs = 600;
        let covered = (0..runs)
            .filter(|_| {
                // Half of the authors write in one period only; authors differ as much as their posts.
                let mut posts = Vec::new();
                for author in 0..40u64 {
                    let temper = rng.random::<f64>() - 0.5;
                    for _ in 0..1 + author % 8 {
                        let after = if author % 2 == 0 { author % 4 == 0 } else { rng.random() };
                        posts.push((author, after, temper + rng.random::<f64>()));
                    }
                }
                let (low, high) = describe(posts).unwrap().interval.unwrap();
                low <= 0.0 && 0.0 <= high
            })
            .count() as f64
            / f64::from(runs);
        assert!((0.925..=0.975).contains(&covered), "{covered}");
    }

    #[test]
    #[ignore = "speed: run with --release"]
    fn ten_million_posts_take_seconds() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let start = std::time::Instant::now();
        let posts = (0..10_000_000).map(|i| (rng.random_range(0..3_000_000u64), i > 7_000_000, rng.random::<f64>()));
        let found = describe(posts).unwrap();
        println!("{:?} for {} authors", start.elapsed(), found.authors);
        assert!(start.elapsed().as_secs() < 15 && found.interval.is_ok());
    }
}
