//! Fitting linear separators to hashed documents.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::feature::{BUCKETS, token_features};
use super::text;
use super::token::{Token, Tokens};
use super::walk::{Role, Sink, walk};

/// Posts as sparse rows: bucket and summed gain, and what to divide the gains by.
#[derive(Default)]
pub(super) struct Documents {
    starts: Vec<usize>,
    buckets: Vec<u16>,
    gains: Vec<u16>,
    norms: Vec<f32>,
}

/// Collects the features of one post.
#[derive(Default)]
struct Collecting {
    found: Vec<(u16, u16)>,
    squares: u64,
    chars: Vec<char>,
}

impl Sink for Collecting {
    fn token(&mut self, text: &str, token: Token) -> Role {
        let (found, squares) = (&mut self.found, &mut self.squares);
        token_features(&text[token.start..token.end], token.kind, &mut self.chars, |bucket, gain| {
            found.push((bucket, u16::from(gain)));
            *squares += u64::from(gain).pow(2);
        })
    }

    fn feature(&mut self, bucket: u16, gain: u8) {
        self.found.push((bucket, u16::from(gain)));
        self.squares += u64::from(gain).pow(2);
    }
}

impl Documents {
    pub fn new<'a>(posts: impl IntoIterator<Item = &'a str>) -> Documents {
        let mut documents = Documents { starts: vec![0], ..Documents::default() };
        let (mut collecting, mut decoded) = (Collecting::default(), String::new());
        for post in posts {
            collecting.found.clear();
            collecting.squares = 0;
            text::decode(post, &mut decoded);
            walk(&decoded, Tokens::new(&decoded), &mut collecting);
            collecting.found.sort_unstable();
            for &(bucket, gain) in &collecting.found {
                let here = documents.buckets.len() > *documents.starts.last().unwrap_or(&0);
                match (documents.buckets.last(), documents.gains.last_mut()) {
                    (Some(&last), Some(sum)) if here && last == bucket => *sum = sum.saturating_add(gain),
                    _ => {
                        documents.buckets.push(bucket);
                        documents.gains.push(gain);
                    }
                }
            }
            documents.starts.push(documents.buckets.len());
            documents.norms.push((collecting.squares.max(1) as f32).sqrt());
        }
        documents
    }

    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Buckets and values of a post.
    pub fn row(&self, i: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let range = self.starts[i]..self.starts[i + 1];
        let factor = 1.0 / self.norms[i];
        self.buckets[range.clone()]
            .iter()
            .zip(&self.gains[range])
            .map(move |(&bucket, &gain)| (usize::from(bucket), f32::from(gain) * factor))
    }
}

/// One separator.
#[derive(Clone)]
pub(super) struct Separator {
    pub weights: Vec<f32>,
    pub bias: f32,
}

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub cost: f32,
    pub epochs: usize,
    pub seed: u64,
}

/// Squared-hinge support vector machine by dual coordinate descent (Hsieh et al. 2008, "A dual coordinate descent
/// method for large-scale linear SVM", algorithm 1), with a cost for each post and a scale for each bucket.
pub(super) fn support_vector_machine(
    documents: &Documents,
    side: &[bool],
    importance: &[f32],
    scales: Option<&[f32]>,
    fit: Fit,
) -> Separator {
    let scale = |bucket: usize| scales.map_or(1.0, |s| s[bucket]);
    let squares: Vec<f32> = (0..documents.len())
        .map(|i| 1.0 + documents.row(i).map(|(b, x)| (x * scale(b)).powi(2)).sum::<f32>())
        .collect();
    let (mut weights, mut bias) = (vec![0f32; BUCKETS], 0f32);
    let mut multipliers = vec![0f32; documents.len()];
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let mut random = ChaCha8Rng::seed_from_u64(fit.seed);
    for _ in 0..fit.epochs {
        order.shuffle(&mut random);
        for &i in &order {
            let sign = if side[i] { 1.0 } else { -1.0 };
            let slack = 0.5 / (fit.cost * importance[i]);
            let value = bias + documents.row(i).map(|(b, x)| weights[b] * x).sum::<f32>();
            let gradient = sign * value - 1.0 + slack * multipliers[i];
            if multipliers[i] == 0.0 && gradient >= 0.0 {
                continue;
            }
            let next = (multipliers[i] - gradient / (squares[i] + slack)).max(0.0);
            let change = (next - multipliers[i]) * sign;
            multipliers[i] = next;
            bias += change;
            // The weights kept are those of the unscaled features, hence the scale twice.
            for (b, x) in documents.row(i) {
                weights[b] += change * x * scale(b) * scale(b);
            }
        }
    }
    Separator { weights, bias }
}

/// Log-count ratios of naive Bayes, the scales of NB-SVM (Wang and Manning 2012, "Baselines and bigrams").
pub(super) fn log_count_ratios(documents: &Documents, side: &[bool], importance: &[f32], smoothing: f32) -> Vec<f32> {
    let mut counts = [vec![smoothing; BUCKETS], vec![smoothing; BUCKETS]];
    for i in 0..documents.len() {
        for (bucket, _) in documents.row(i) {
            counts[usize::from(side[i])][bucket] += importance[i];
        }
    }
    let totals = [0, 1].map(|k: usize| counts[k].iter().sum::<f32>());
    (0..BUCKETS).map(|b| ((counts[1][b] / totals[1]) / (counts[0][b] / totals[0])).ln()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTS: [&str; 6] =
        ["good good day", "a good meal", "good people", "bad day", "a bad meal", "such bad people"];
    const SIDES: [bool; 6] = [true, true, true, false, false, false];

    fn value(separator: &Separator, documents: &Documents, i: usize) -> f32 {
        separator.bias + documents.row(i).map(|(b, x)| separator.weights[b] * x).sum::<f32>()
    }

    #[test]
    fn a_separable_set_is_separated() {
        let documents = Documents::new(POSTS);
        let importance = [1.0; 6];
        let ratios = log_count_ratios(&documents, &SIDES, &importance, 1.0);
        for scales in [None, Some(&ratios[..])] {
            let fit = Fit { cost: 1.0, epochs: 50, seed: 1 };
            let separator = support_vector_machine(&documents, &SIDES, &importance, scales, fit);
            for (i, &side) in SIDES.iter().enumerate() {
                assert_eq!(value(&separator, &documents, i) > 0.0, side, "{i}");
            }
        }
    }

    #[test]
    fn rows_are_merged_and_divided_by_the_norm() {
        let documents = Documents::new(["a a a", ""]);
        assert_eq!(documents.len(), 2);
        let buckets: Vec<_> = documents.row(0).map(|(b, _)| b).collect();
        assert!(buckets.windows(2).all(|w| w[0] < w[1]));
        assert!(documents.row(1).count() > 0);
    }
}
