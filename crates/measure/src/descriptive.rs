//! The plain difference between posts before and after an event, with an interval clustered by author.
//!
//! It says what was posted, not what the event did: the interval holds sampling error only.
//!
//! Posts by one author resemble each other, so the variance is clustered by author: CR2 with the degrees of freedom of
//! Bell and McCaffrey (2002, *Survey Methodology* 28(2)), in a closed form that takes one pass over the authors.

mod cr2;

use rayon::prelude::*;
use thiserror::Error;

use crate::estimators::student::interval_95;
use cr2::{AuthorSums, ClusterVariance, Compensated};

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
    /// Satterthwaite degrees of freedom; `None` when one author wrote a whole period.
    pub df: Option<f64>,
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

/// Why there is no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CannotDescribe {
    /// A period has no post.
    #[error("{before} posts with a score before the event and {after} after it; both periods need at least one")]
    EmptyPeriod {
        /// Posts before the event.
        before: u64,
        /// Posts from the event on.
        after: u64,
    },
    /// The arithmetic left the range of numbers.
    #[error("the scores are too large to calculate with; rescale them")]
    OutOfRange,
}

/// One post: the author's key, whether it was written from the event on, and its score.
pub type ScoredPost = (u64, bool, f64);

/// The difference over posts in any order; the same posts in another order give the same bytes.
///
/// Sorts the slice by author, period and score, so that no memory beside it is needed. A post whose score is not finite
/// is counted as skipped.
///
/// # Errors
/// [`CannotDescribe`] when a period has no post with a finite score, or the means overflow.
pub fn describe(posts: &mut [ScoredPost]) -> Result<Descriptive, CannotDescribe> {
    posts.par_sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let posts: &[ScoredPost] = posts;
    // Sums are taken about one of the scores, so that scores far from zero lose no digits.
    let origin = posts.iter().map(|post| post.2).find(|score| score.is_finite()).unwrap_or(0.0);
    let authors = || posts.chunk_by(|a, b| a.0 == b.0).map(|own| author_sums(own, origin)).filter(|sums| !sums.empty());

    let mut counts = [0; 2];
    let mut totals = [Compensated::default(); 2];
    let mut distinct = 0;
    for sums in authors() {
        distinct += 1;
        for p in 0..2 {
            counts[p] += sums.n[p];
            totals[p].add(sums.total[p]);
        }
    }
    let [before, after] = counts;
    if before == 0 || after == 0 {
        return Err(CannotDescribe::EmptyPeriod { before, after });
    }
    let means = [totals[0].value() / before as f64, totals[1].value() / after as f64];
    let difference = means[1] - means[0];
    if !difference.is_finite() {
        return Err(CannotDescribe::OutOfRange);
    }
    let cluster = ClusterVariance::new(authors(), counts, means);
    let alone = (0..2).find(|&p| authors().any(|sums| sums.n[p] == counts[p]));
    let interval = if distinct < MIN_AUTHORS {
        Err(NoInterval::TooFewAuthors { authors: distinct })
    } else if let Some(period) = alone {
        Err(NoInterval::OneAuthorPeriod { after: period == 1 })
    } else {
        interval(difference, origin, &cluster)
    };
    Ok(Descriptive {
        before: PeriodMean { n: before, mean: origin + means[0] },
        after: PeriodMean { n: after, mean: origin + means[1] },
        difference,
        interval,
        authors: distinct,
        df: Some(cluster.df).filter(|df| df.is_finite()),
        skipped: posts.len() as u64 - before - after,
    })
}

/// Counts and sums of one author's posts.
fn author_sums(posts: &[ScoredPost], origin: f64) -> AuthorSums {
    let mut sums = AuthorSums::default();
    for (_, after, score) in posts.iter().filter(|post| post.2.is_finite()) {
        let p = usize::from(*after);
        sums.n[p] += 1;
        sums.total[p] += score - origin;
    }
    sums
}

fn interval(difference: f64, origin: f64, cluster: &ClusterVariance) -> Result<(f64, f64), NoInterval> {
    let sd = cluster.variance.sqrt();
    if sd <= 1e-12 * (difference.abs() + origin.abs()) {
        return Err(NoInterval::NoVariation);
    }
    let (low, high) = interval_95(difference, sd, cluster.df);
    if low.is_finite() && high.is_finite() { Ok((low, high)) } else { Err(NoInterval::OutOfRange) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nalgebra::{DMatrix, DVector};
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn described(posts: impl IntoIterator<Item = ScoredPost>) -> Result<Descriptive, CannotDescribe> {
        describe(&mut posts.into_iter().collect::<Vec<_>>())
    }

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
            let found = described(posts.iter().copied()).unwrap();
            let (variance, df) = by_matrices(&posts);
            assert!((found.df.unwrap() / df - 1.0).abs() < 1e-9, "{found:?} {df}");
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
        let found = described(posts.iter().copied()).unwrap();
        let part = |after: bool| posts.iter().filter(|p| p.1 == after).map(|p| p.2).collect::<Vec<f64>>();
        let square = |v: &[f64]| {
            let center = v.iter().sum::<f64>() / v.len() as f64;
            let n = v.len() as f64;
            v.iter().map(|x| (x - center).powi(2)).sum::<f64>() / (n - 1.0) / n
        };
        let variance = square(&part(false)) + square(&part(true));
        let (low, high) = interval_95(found.difference, variance.sqrt(), found.df.unwrap());
        let (from, to) = found.interval.unwrap();
        assert!((from - low).abs() < 1e-12 && (to - high).abs() < 1e-12);
    }

    #[test]
    fn order_and_offset_do_not_matter() {
        let posts = random_posts(5, 50, 400);
        let base = described(posts.iter().copied()).unwrap();
        assert_eq!(described(posts.iter().rev().copied()), Ok(base));
        let far = described(posts.iter().rev().map(|p| (p.0, p.1, p.2 + 1e9))).unwrap();
        let (base_ends, far_ends) = (base.interval.unwrap(), far.interval.unwrap());
        assert!((base.difference - far.difference).abs() < 1e-6);
        assert!((base_ends.0 - far_ends.0).abs() < 1e-6 && (base_ends.1 - far_ends.1).abs() < 1e-6);
    }

    #[test]
    fn no_interval_has_its_reason() {
        let check = |posts: Vec<ScoredPost>, expect: NoInterval| {
            assert_eq!(described(posts).unwrap().interval, Err(expect));
        };
        let even = |authors: u64| (0..4 * authors).map(move |i| (i % authors, i >= 2 * authors, (i % 7) as f64));
        check(even(19).collect(), NoInterval::TooFewAuthors { authors: 19 });
        assert!(described(even(20)).unwrap().interval.is_ok());
        let alone = even(30).filter(|p| !p.1).chain([(3, true, 1.0), (3, true, 2.0)]);
        check(alone.collect(), NoInterval::OneAuthorPeriod { after: true });
        check(even(30).map(|p| (p.0, p.1, 0.1)).collect(), NoInterval::NoVariation);
        check(even(30).map(|p| (p.0, p.1, p.2 * 1e300)).collect(), NoInterval::OutOfRange);
        let overflow = even(30).map(|p| (p.0, p.1, if p.2 > 3.0 { f64::MAX } else { f64::MIN }));
        assert_eq!(described(overflow), Err(CannotDescribe::OutOfRange));
    }

    #[test]
    fn empty_periods_and_scores_that_are_none() {
        assert_eq!(described([]), Err(CannotDescribe::EmptyPeriod { before: 0, after: 0 }));
        let posts = [(1, false, 1.0), (2, true, f64::NAN), (3, true, f64::INFINITY)];
        assert_eq!(described(posts), Err(CannotDescribe::EmptyPeriod { before: 1, after: 0 }));
        let found = described(posts.into_iter().chain([(4, true, 3.0)])).unwrap();
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
                let (low, high) = described(posts).unwrap().interval.unwrap();
                low <= 0.0 && 0.0 <= high
            })
            .count() as f64
            / f64::from(runs);
        assert!((0.925..=0.975).contains(&covered), "{covered}");
    }

    proptest::proptest! {
        #[test]
        fn figures_are_finite_whatever_comes(
            posts in proptest::collection::vec((0..40u64, proptest::bool::ANY, proptest::num::f64::ANY), 0..200)
        ) {
            if let Ok(found) = described(posts) {
                proptest::prop_assert!(found.difference.is_finite() && found.df.is_none_or(f64::is_finite), "{found:?}");
                if let Ok((low, high)) = found.interval {
                    proptest::prop_assert!(low <= found.difference && found.difference <= high, "{found:?}");
                }
            }
        }
    }

    #[test]
    #[ignore = "speed: run with --release"]
    fn ten_million_posts_take_seconds() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut posts: Vec<ScoredPost> =
            (0..10_000_000).map(|i| (rng.random_range(0..3_000_000u64), i > 7_000_000, rng.random::<f64>())).collect();
        let start = std::time::Instant::now();
        let found = describe(&mut posts).unwrap();
        println!("{:?} for {} authors", start.elapsed(), found.authors);
        assert!(start.elapsed().as_secs() < 15 && found.interval.is_ok());
    }
}
