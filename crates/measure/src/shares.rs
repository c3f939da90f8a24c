//! Shares of negative, neutral and positive posts, freed from the classifier's errors.
//!
//! Counting predicted classes counts the errors too. With the held-out confusion matrix the shares are corrected
//! (Buonaccorsi 2010; constrained to the simplex), and the interval includes the sampling error of that matrix. Such a
//! correction assumes that the model errs alike before and after; with a labelled sample from the data itself the
//! prediction-powered estimate (Angelopoulos et al. 2023) needs no such assumption.

use nalgebra::{Matrix3, SMatrix, SVector, Vector3};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, Gamma};

/// Posts by true class (row) and predicted class (column).
pub type Confusion = [[f64; 3]; 3];

/// Shares of the three classes with 95% intervals; they add to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Negative, neutral, positive.
    pub share: [f64; 3],
    /// 95% interval of each.
    pub interval: [[f64; 2]; 3],
}

/// The smallest singular value of the row-normalised confusion matrix at which a correction still means something.
pub const NEARLY_SINGULAR: f64 = 0.15;
const DRAWS: usize = 400;

/// Corrects predicted counts by the model's confusion. `counts` are effective numbers of posts by predicted class.
///
/// `None` when the confusion matrix is nearly singular, has an empty row, or there are no posts.
pub fn corrected(counts: [f64; 3], confusion: &Confusion, seed: u64) -> Option<Shares> {
    let total: f64 = counts.iter().sum();
    let rates = row_normalised(confusion)?;
    if total.is_nan() || total <= 0.0 || rates.svd(false, false).singular_values.min() < NEARLY_SINGULAR {
        return None;
    }
    let share = on_simplex(&rates, &(Vector3::from(counts) / total));
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut draws: [Vec<f64>; 3] = Default::default();
    for _ in 0..DRAWS {
        let observed = dirichlet(&counts, &mut random);
        let redrawn = confusion.map(|row| dirichlet(&row, &mut random));
        let rates = Matrix3::from_fn(|i, j| redrawn[i][j]);
        let drawn = on_simplex(&rates, &Vector3::from(observed));
        (0..3).for_each(|k| draws[k].push(drawn[k]));
    }
    let interval = draws.map(|mut draws| {
        draws.sort_by(f64::total_cmp);
        [draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]]
    });
    Some(Shares { share: share.into(), interval })
}

/// Shares counted by the model on all posts and put right by those among them that people labelled.
///
/// `counts`: effective posts by predicted class; `labelled`: posts by label (row) and prediction (column), a random sample
/// of the same posts. `None` with fewer than 30 labelled posts.
pub fn prediction_powered(counts: [f64; 3], labelled: &Confusion) -> Option<Shares> {
    let (all, sample): (f64, f64) = (counts.iter().sum(), labelled.iter().flatten().sum());
    if all <= 0.0 || sample < 30.0 {
        return None;
    }
    let mut shares = Shares { share: [0.0; 3], interval: [[0.0; 2]; 3] };
    for k in 0..3 {
        let predicted = counts[k] / all;
        let label_only: f64 = (0..3).filter(|&j| j != k).map(|j| labelled[k][j]).sum::<f64>() / sample;
        let prediction_only: f64 = (0..3).filter(|&i| i != k).map(|i| labelled[i][k]).sum::<f64>() / sample;
        let correction = label_only - prediction_only;
        let correction_variance = (label_only + prediction_only - correction * correction).max(0.0);
        let half = 1.959_964 * (predicted * (1.0 - predicted) / all + correction_variance / sample).sqrt();
        let share = predicted + correction;
        shares.share[k] = share.clamp(0.0, 1.0);
        shares.interval[k] = [(share - half).max(0.0), (share + half).min(1.0)];
    }
    let total: f64 = shares.share.iter().sum();
    shares.share.iter_mut().for_each(|s| *s /= total);
    Some(shares)
}

/// Shares of labels that need no correction, with Wilson intervals. `None` without posts.
pub fn counted(counts: [f64; 3]) -> Option<Shares> {
    const Z: f64 = 1.959_964;
    let n: f64 = counts.iter().sum();
    (n > 0.0).then(|| {
        let share = counts.map(|c| c / n);
        let interval = share.map(|p| {
            let centre = (p + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
            let half = Z / (1.0 + Z * Z / n) * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
            [(centre - half).max(0.0), (centre + half).min(1.0)]
        });
        Shares { share, interval }
    })
}

fn row_normalised(confusion: &Confusion) -> Option<Matrix3<f64>> {
    let sums = confusion.map(|row| row.iter().sum::<f64>());
    sums.iter().all(|s| *s > 0.0 && s.is_finite()).then(|| Matrix3::from_fn(|i, j| confusion[i][j] / sums[i]))
}

/// The point of the simplex whose expected predictions lie nearest to those observed: the best of the seven faces.
fn on_simplex(rates: &Matrix3<f64>, observed: &Vector3<f64>) -> Vector3<f64> {
    let expected = rates.transpose();
    let mut best = (f64::INFINITY, Vector3::repeat(1.0 / 3.0));
    for face in 1..8u8 {
        let on_face = |k: usize| face & (1 << k) != 0;
        // Least squares with the shares adding to one, by its Lagrange conditions; shares off the face are pinned to zero.
        let normal = expected.transpose() * expected;
        let target = expected.transpose() * observed;
        let mut system = SMatrix::<f64, 4, 4>::zeros();
        let mut right = SVector::<f64, 4>::zeros();
        for i in 0..3 {
            if on_face(i) {
                (0..3).filter(|&j| on_face(j)).for_each(|j| system[(i, j)] = normal[(i, j)]);
                (system[(i, 3)], system[(3, i)], right[i]) = (1.0, 1.0, target[i]);
            } else {
                system[(i, i)] = 1.0;
            }
        }
        right[3] = 1.0;
        let Some(solved) = system.lu().solve(&right) else { continue };
        let shares = Vector3::new(solved[0], solved[1], solved[2]);
        let miss = (expected * shares - observed).norm_squared();
        if shares.min() >= -1e-12 && miss < best.0 {
            best = (miss, shares);
        }
    }
    best.1
}

/// A draw around counts, with half a post added to each class so that an unseen class is not impossible.
fn dirichlet(counts: &[f64; 3], random: &mut ChaCha8Rng) -> [f64; 3] {
    let drawn = counts.map(|count| Gamma::new(count + 0.5, 1.0).map_or(0.0, |gamma| gamma.sample(random)));
    let total: f64 = drawn.iter().sum();
    drawn.map(|d| d / total)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Confusion = [[700.0, 200.0, 100.0], [150.0, 700.0, 150.0], [50.0, 250.0, 700.0]];

    fn predicted(truth: [f64; 3], n: f64) -> [f64; 3] {
        std::array::from_fn(|j| n * (0..3).map(|i| truth[i] * GOOD[i][j] / 1000.0).sum::<f64>())
    }

    #[test]
    fn recovers_the_true_shares() {
        for truth in [[0.5, 0.3, 0.2], [0.1, 0.1, 0.8], [0.0, 1.0, 0.0]] {
            let shares = corrected(predicted(truth, 5000.0), &GOOD, 1).unwrap();
            for (k, truth) in truth.into_iter().enumerate() {
                assert!((shares.share[k] - truth).abs() < 1e-9, "{shares:?}");
                let [low, high] = shares.interval[k];
                assert!(low <= truth + 0.02 && truth - 0.02 <= high && high - low < 0.25, "{shares:?}");
            }
        }
    }

    #[test]
    fn stays_on_the_simplex_when_the_counts_are_impossible() {
        let shares = corrected([0.0, 0.0, 100.0], &GOOD, 1).unwrap();
        assert!((shares.share.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares.share.iter().all(|s| (0.0..=1.0).contains(s)) && shares.share[2] > 0.9, "{shares:?}");
    }

    #[test]
    fn refuses_a_model_that_cannot_tell_the_classes_apart() {
        assert_eq!(corrected([10.0, 10.0, 10.0], &[[100.0, 100.0, 100.0]; 3], 1), None);
        assert_eq!(corrected([0.0; 3], &GOOD, 1), None);
        assert_eq!(corrected([1.0; 3], &[[0.0; 3]; 3], 1), None);
    }

    #[test]
    fn labels_put_the_count_right() {
        let truth = [0.6, 0.3, 0.1];
        let labelled: Confusion =
            std::array::from_fn(|i| std::array::from_fn(|j| 400.0 * truth[i] * GOOD[i][j] / 1000.0));
        let shares = prediction_powered(predicted(truth, 20_000.0), &labelled).unwrap();
        for (k, truth) in truth.into_iter().enumerate() {
            assert!((shares.share[k] - truth).abs() < 1e-9, "{shares:?}");
            assert!(shares.interval[k][0] < truth && truth < shares.interval[k][1]);
        }
        assert_eq!(prediction_powered([10.0; 3], &[[1.0; 3]; 3]), None);
    }
}
