//! Figures over answers, as they are usually given, each with an interval.

use serde::Serialize;

/// A figure over answers with its 95% interval by the normal approximation; no interval below two answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figure {
    /// How many answers.
    pub answers: usize,
    /// The figure.
    pub value: f64,
    /// Its interval.
    pub interval: Option<(f64, f64)>,
}

/// Net promoter score, −100 to 100: the share of 9 and 10 less that of 0 to 6 (Reichheld 2003). Nothing without an answer.
pub fn nps(answers: &[i32]) -> Option<Figure> {
    let score = |n: &i32| match n {
        9.. => 100.0,
        7 | 8 => 0.0,
        _ => -100.0,
    };
    mean(answers.iter().map(score), (-100.0, 100.0))
}

/// Customer satisfaction, 0 to 100: the share of 4 and 5 of 1 to 5.
pub fn csat(answers: &[i32]) -> Option<Figure> {
    mean(answers.iter().map(|n| if *n >= 4 { 100.0 } else { 0.0 }), (0.0, 100.0))
}

/// Customer effort score, 1 to 7: the mean, where 7 is easiest.
pub fn ces(answers: &[i32]) -> Option<Figure> {
    mean(answers.iter().map(|n| f64::from(*n)), (1.0, 7.0))
}

fn mean(values: impl Iterator<Item = f64> + Clone, (least, most): (f64, f64)) -> Option<Figure> {
    let answers = values.clone().count();
    if answers == 0 {
        return None;
    }
    let n = answers as f64;
    let value = values.clone().sum::<f64>() / n;
    let interval = (answers > 1).then(|| {
        let variance = values.map(|x| (x - value).powi(2)).sum::<f64>() / (n - 1.0);
        let half = 1.959_963_984_540_054 * (variance / n).sqrt();
        ((value - half).max(least), (value + half).min(most))
    });
    Some(Figure { answers, value, interval })
}
