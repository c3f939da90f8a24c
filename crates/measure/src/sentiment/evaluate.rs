//! How good predictions are, with intervals.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Class;

/// Bootstrap draws behind an interval.
const DRAWS: usize = 1000;

/// A 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// 2.5th percentile.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

/// Agreement of predicted with true classes. Shares are in [0, 1].
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Evaluation {
    /// Posts compared.
    pub posts: usize,
    /// Mean of the recalls of the classes that occur.
    pub macro_recall: f64,
    /// Percentile-bootstrap interval of `macro_recall` over posts.
    pub macro_recall_interval: Interval,
    /// Mean F1 of the classes that occur.
    pub macro_f1: f64,
    /// Percentile-bootstrap interval of `macro_f1` over posts.
    pub macro_f1_interval: Interval,
    /// Share of posts whose class is predicted.
    pub accuracy: f64,
    /// Recall of negative, neutral and positive; nothing for a class that does not occur.
    pub recall: [Option<f64>; Class::COUNT],
    /// Counts, true class by predicted class.
    pub confusion: [[u32; Class::COUNT]; Class::COUNT],
}

/// Predictions cannot be evaluated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// Not one label to each text.
    #[error("there are {truth} labels and {predicted} predictions; each post needs one of both")]
    Lengths {
        /// True labels.
        truth: usize,
        /// Predictions.
        predicted: usize,
    },
    /// Nothing to evaluate.
    #[error("there are no posts to evaluate; give at least one text with its label")]
    Empty,
}

/// Compares predictions with the truth. The seed is that of the bootstrap.
///
/// # Errors
/// When the lengths differ or there are no posts.
pub fn evaluate(truth: &[Class], predicted: &[Class], seed: u64) -> Result<Evaluation, EvaluationError> {
    if truth.len() != predicted.len() {
        return Err(EvaluationError::Lengths { truth: truth.len(), predicted: predicted.len() });
    }
    if truth.is_empty() {
        return Err(EvaluationError::Empty);
    }
    let mut confusion = [[0u32; Class::COUNT]; Class::COUNT];
    for (t, p) in truth.iter().zip(predicted) {
        confusion[t.index()][p.index()] += 1;
    }
    let (mut recalls, mut f1s) = (Vec::with_capacity(DRAWS), Vec::with_capacity(DRAWS));
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    for _ in 0..DRAWS {
        let mut drawn = [[0u32; Class::COUNT]; Class::COUNT];
        for _ in 0..truth.len() {
            let i = random.random_range(0..truth.len());
            drawn[truth[i].index()][predicted[i].index()] += 1;
        }
        recalls.push(macro_recall(&drawn));
        f1s.push(macro_f1(&drawn));
    }
    let right: u32 = (0..Class::COUNT).map(|k| confusion[k][k]).sum();
    Ok(Evaluation {
        posts: truth.len(),
        macro_recall: macro_recall(&confusion),
        macro_recall_interval: interval(recalls),
        macro_f1: macro_f1(&confusion),
        macro_f1_interval: interval(f1s),
        accuracy: f64::from(right) / truth.len() as f64,
        recall: [0, 1, 2].map(|k| recall(&confusion, k)),
        confusion,
    })
}

type Table = [[u32; Class::COUNT]; Class::COUNT];

fn recall(table: &Table, k: usize) -> Option<f64> {
    let there: u32 = table[k].iter().sum();
    (there > 0).then(|| f64::from(table[k][k]) / f64::from(there))
}

fn f1(table: &Table, k: usize) -> Option<f64> {
    let there: u32 = table[k].iter().sum();
    let said: u32 = table.iter().map(|row| row[k]).sum();
    (there > 0).then(|| 2.0 * f64::from(table[k][k]) / f64::from(there + said))
}

fn macro_recall(table: &Table) -> f64 {
    mean((0..Class::COUNT).filter_map(|k| recall(table, k)))
}

fn macro_f1(table: &Table) -> f64 {
    mean((0..Class::COUNT).filter_map(|k| f1(table, k)))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0u32), |(sum, n), value| (sum + value, n + 1));
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

fn interval(mut values: Vec<f64>) -> Interval {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values.get(((values.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(0.0);
    Interval { low: at(0.025), high: at(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        text.chars().map(|c| c.to_string().parse().unwrap()).collect()
    }

    #[test]
    fn figures_are_those_worked_out_by_hand() {
        #[track_caller]
        fn check(truth: &str, predicted: &str, recall: f64, f1: f64, accuracy: f64) {
            let found = evaluate(&classes(truth), &classes(predicted), 1).unwrap();
            let got = [found.macro_recall, found.macro_f1, found.accuracy];
            for (got, expect) in got.into_iter().zip([recall, f1, accuracy]) {
                assert!((got - expect).abs() < 1e-12, "{truth} {predicted}: {found:?}");
            }
            assert!(found.macro_recall_interval.low <= recall && recall <= found.macro_recall_interval.high);
        }
        check("012", "012", 1.0, 1.0, 1.0);
        check("012", "120", 0.0, 0.0, 0.0);
        // Recalls 1, 1/2, 1/2; F1 4/6, 2/3, 2/3.
        check("001122", "000120", 2.0 / 3.0, 2.0 / 3.0, 4.0 / 6.0);
        // A class that does not occur is left out.
        check("0011", "0000", 0.5, (4.0 / 6.0) / 2.0, 0.5);
    }

    #[test]
    fn unequal_lengths_are_refused() {
        assert_eq!(
            evaluate(&classes("01"), &classes("0"), 1),
            Err(EvaluationError::Lengths { truth: 2, predicted: 1 })
        );
        assert_eq!(evaluate(&[], &[], 1), Err(EvaluationError::Empty));
    }

    #[test]
    fn the_interval_is_seeded() {
        let (truth, predicted) = (classes("0120120120"), classes("0110220120"));
        assert_eq!(evaluate(&truth, &predicted, 5), evaluate(&truth, &predicted, 5));
    }
}
