//! What the answers to pulses say, and nothing of fewer people than may be told of.
//!
//! Answers to one question are taken in the order in which they came, and told in stretches of at least so many. A stretch that is
//! told never changes its ends, and what is shown is always made of whole stretches; so no two looks at the figures, on whatever
//! days, differ by the answers of a few.

use comity_exchange::time::Timestamp;
use serde::Serialize;

use crate::pulse::Question;

/// How many gave how many points to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Points {
    /// How many gave 0, 1, … 10 points.
    pub counts: [u64; 11],
}

impl Points {
    /// Counts one more answer; more than 10 points are none.
    pub fn add(&mut self, points: u8) {
        if let Some(count) = self.counts.get_mut(usize::from(points)) {
            *count += 1;
        }
    }

    /// Both together.
    pub fn and(mut self, other: Self) -> Self {
        self.counts.iter_mut().zip(other.counts).for_each(|(count, more)| *count += more);
        self
    }

    /// How many answered.
    pub fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The mean, 0 to 10; nothing without an answer.
    pub fn mean(&self) -> Option<f64> {
        let n = self.n();
        let sum: f64 = (0_u32..).zip(self.counts).map(|(points, count)| f64::from(points) * count as f64).sum();
        (n > 0).then(|| sum / n as f64)
    }

    /// The variance, with n − 1; nothing from fewer than two answers.
    pub fn variance(&self) -> Option<f64> {
        let (n, mean) = (self.n(), self.mean()?);
        let squares =
            (0_u32..).zip(self.counts).map(|(points, count)| (f64::from(points) - mean).powi(2) * count as f64);
        (n > 1).then(|| squares.sum::<f64>() / (n - 1) as f64)
    }
}

/// Answers that came one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// When the first came.
    pub from: Timestamp,
    /// When the last came.
    pub until: Timestamp,
    /// What they were.
    pub points: Points,
}

/// The answers to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Course {
    /// Which.
    pub question: Question,
    /// Answers that may be told of, the oldest first.
    pub stretches: Vec<Stretch>,
    /// How many came since and wait until there are enough of them.
    pub waiting: u64,
    #[serde(skip)]
    begun: Option<Stretch>,
    #[serde(skip)]
    fewest: u64,
}

impl Course {
    /// Nothing yet, to be told from so many answers on.
    pub fn new(question: Question, fewest: u64) -> Self {
        Self { question, stretches: Vec::new(), waiting: 0, begun: None, fewest }
    }

    /// One more answer, no earlier than those before it.
    pub fn add(&mut self, at: Timestamp, points: u8) {
        let stretch = self.begun.get_or_insert(Stretch { from: at, until: at, points: Points::default() });
        stretch.until = at;
        stretch.points.add(points);
        self.waiting += 1;
        if self.waiting >= self.fewest {
            self.stretches.extend(self.begun.take());
            self.waiting = 0;
        }
    }

    /// Everything that may be told of.
    pub fn all(&self) -> Points {
        together(&self.stretches)
    }

    /// What came before a moment, and what came from it on; a stretch in which that moment lies is in neither.
    pub fn around(&self, moment: Timestamp) -> [Points; 2] {
        let before = self.stretches.iter().filter(|stretch| stretch.until < moment);
        let after = self.stretches.iter().filter(|stretch| stretch.from >= moment);
        [
            before.fold(Points::default(), |sum, one| sum.and(one.points)),
            after.fold(Points::default(), |sum, one| sum.and(one.points)),
        ]
    }

    /// The same in at most so many stretches, neighbours put together.
    pub fn at_most(&self, most: usize) -> Vec<Stretch> {
        let each = self.stretches.len().div_ceil(most.max(1)).max(1);
        let parts = self.stretches.chunks(each).filter_map(|part| {
            Some(Stretch { from: part.first()?.from, until: part.last()?.until, points: together(part) })
        });
        parts.collect()
    }
}

fn together(stretches: &[Stretch]) -> Points {
    stretches.iter().fold(Points::default(), |sum, one| sum.and(one.points))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn course(answers: &[u8]) -> Course {
        let mut course = Course::new(Question::Fair, 10);
        for (at, points) in (0..).zip(answers) {
            course.add(Timestamp(at), *points);
        }
        course
    }

    #[test]
    fn mean_and_variance_are_those_of_the_answers() {
        let mut points = Points::default();
        assert_eq!((points.mean(), points.variance()), (None, None));
        for one in [2, 4, 4, 4, 5, 5, 7, 9, 11] {
            points.add(one);
        }
        assert_eq!((points.n(), points.mean()), (8, Some(5.0)), "11 is no answer");
        assert!((points.variance().unwrap() - 32.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn fewer_than_ten_are_not_told_of() {
        let nine = course(&[3; 9]);
        assert_eq!((nine.all().n(), nine.waiting), (0, 9));
        let many = course(&[3; 25]);
        assert_eq!((many.all().n(), many.waiting, many.stretches.len()), (20, 5, 2));
        assert_eq!(many.around(Timestamp(10)).map(|points| points.n()), [10, 10]);
        assert_eq!(many.around(Timestamp(15)).map(|points| points.n()), [10, 0], "what it lies in is in neither");
        assert_eq!(many.at_most(1).len(), 1);
        assert_eq!(many.at_most(1)[0].points.n(), 20);
    }

    proptest! {
        /// Whenever somebody looks, and however they cut, two figures differ by the answers of ten or by none.
        #[test]
        fn no_two_figures_differ_by_a_few(
            answers in proptest::collection::vec(0_u8..=10, 0..120), looks in proptest::collection::vec((0_usize..120, 0_i64..130), 2..12),
        ) {
            let mut figures = vec![0];
            for (upto, cut) in looks {
                let course = course(&answers[..upto.min(answers.len())]);
                figures.extend(course.around(Timestamp(cut)).map(|points| points.n()));
                figures.push(course.all().n());
                prop_assert_eq!(course.all().n() + course.waiting, upto.min(answers.len()) as u64);
            }
            for a in &figures {
                for b in &figures {
                    prop_assert!(a.abs_diff(*b) % 10 == 0);
                }
            }
        }
    }
}
