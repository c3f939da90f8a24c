//! The measures of a coding, and their resamples.
//!
//! All of them depend on the posts only through how often each pair of code sets occurs, so a resample is one draw from a
//! multinomial over those pairs.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Binomial, Distribution};

use super::Estimate;
use crate::codebook::CodeSet;

type Pair = (CodeSet, CodeSet);

/// Posts with the code from both, from the machine alone, from the human alone, from neither.
pub(super) fn table(pairs: &[Pair], weights: &[u64], code: usize) -> [u64; 4] {
    let mut cells = [0; 4];
    for ((machine, human), weight) in pairs.iter().zip(weights) {
        cells[usize::from(!machine.contains(code)) * 2 + usize::from(!human.contains(code))] += weight;
    }
    // The cells above are both, machine only, human only, neither.
    cells
}

/// κ, α, precision, recall and F1 of every code, then exact, Jaccard, micro F1 and macro F1.
pub(super) fn measures(pairs: &[Pair], weights: &[u64], codes: usize) -> Vec<Option<f64>> {
    let mut measures = Vec::with_capacity(codes * 5 + 4);
    let mut sums = [0.0; 3];
    let mut f1s = Vec::with_capacity(codes);
    for code in 0..codes {
        let [both, machine_only, human_only, neither] = table(pairs, weights, code).map(|n| n as f64);
        let n = both + machine_only + human_only + neither;
        let (machine, human) = (both + machine_only, both + human_only);
        let expected = (machine * human + (n - machine) * (n - human)) / (n * n);
        let ones = machine + human;
        let f1 = ratio(2.0 * both, 2.0 * both + machine_only + human_only);
        measures.push(ratio((both + neither) / n - expected, 1.0 - expected));
        measures.push(
            ratio((machine_only + human_only) * (2.0 * n - 1.0), ones * (2.0 * n - ones))
                .map(|disagreement| 1.0 - disagreement),
        );
        measures.push(ratio(both, machine));
        measures.push(ratio(both, human));
        measures.push(f1);
        f1s.extend(f1);
        sums = [sums[0] + both, sums[1] + machine_only, sums[2] + human_only];
    }
    let posts = weights.iter().sum::<u64>() as f64;
    let mean = |measure: fn(CodeSet, CodeSet) -> f64| {
        let sum: f64 = pairs.iter().zip(weights).map(|(&(m, h), &weight)| measure(m, h) * weight as f64).sum();
        ratio(sum, posts)
    };
    measures.push(mean(|machine, human| f64::from(u8::from(machine == human))));
    measures.push(mean(jaccard));
    measures.push(ratio(2.0 * sums[0], 2.0 * sums[0] + sums[1] + sums[2]));
    measures.push(ratio(f1s.iter().sum(), f1s.len() as f64));
    measures
}

fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator.abs() > 1e-12).then(|| numerator / denominator)
}

fn jaccard(one: CodeSet, other: CodeSet) -> f64 {
    let all = one.union(other).len();
    if all == 0 { 1.0 } else { one.intersection(other).len() as f64 / all as f64 }
}

/// MASI distance (Passonneau 2006): Jaccard, discounted by whether one set holds the other.
fn masi(one: CodeSet, other: CodeSet) -> f64 {
    let shared = one.intersection(other);
    let monotone = match () {
        () if one == other => 1.0,
        () if shared == one || shared == other => 2.0 / 3.0,
        () if !shared.is_empty() => 1.0 / 3.0,
        () => 0.0,
    };
    1.0 - jaccard(one, other) * monotone
}

/// Krippendorff's α for sets; nothing where all sets are the same.
pub(super) fn alpha_masi(pairs: &[Pair], weights: &[u64]) -> Option<f64> {
    let mut values: Vec<(CodeSet, f64)> = Vec::new();
    for (&(machine, human), &weight) in pairs.iter().zip(weights) {
        for set in [machine, human] {
            match values.binary_search_by_key(&set, |&(set, _)| set) {
                Ok(place) => values[place].1 += weight as f64,
                Err(place) => values.insert(place, (set, weight as f64)),
            }
        }
    }
    let n: f64 = values.iter().map(|&(_, count)| count).sum();
    let observed: f64 =
        pairs.iter().zip(weights).map(|(&(m, h), &weight)| masi(m, h) * weight as f64).sum::<f64>() * 2.0 / n;
    let expected: f64 =
        values.iter().flat_map(|&(one, a)| values.iter().map(move |&(other, b)| masi(one, other) * a * b)).sum::<f64>()
            / (n * (n - 1.0));
    ratio(observed, expected).map(|disagreement| 1.0 - disagreement)
}

/// The measures of `resamples` resamples, one row each.
pub(super) fn draw(
    pairs: &[Pair],
    weights: &[u64],
    codes: usize,
    resamples: usize,
    seed: u64,
) -> Vec<Vec<Option<f64>>> {
    let total: u64 = weights.iter().sum();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut counts = vec![0; weights.len()];
    (0..resamples)
        .map(|_| {
            let (mut posts, mut mass) = (total, total);
            for (count, &weight) in counts.iter_mut().zip(weights) {
                let chance = if mass == 0 { 0.0 } else { (weight as f64 / mass as f64).min(1.0) };
                *count = Binomial::new(posts, chance).map_or(0, |binomial| binomial.sample(&mut random));
                posts -= *count;
                mass -= weight;
            }
            measures(pairs, &counts, codes)
        })
        .collect()
}

/// Value and percentile interval of the measure at one place.
pub(super) fn estimate(value: Option<f64>, draws: &[Vec<Option<f64>>], place: usize) -> Estimate {
    let mut defined: Vec<f64> = draws.iter().filter_map(|draw| draw.get(place).copied().flatten()).collect();
    let undefined = draws.len() - defined.len();
    defined.sort_by(f64::total_cmp);
    let at = |quantile: f64| {
        let position = quantile * (defined.len() - 1) as f64;
        let (low, part) = (position.floor() as usize, position.fract());
        defined[low] + part * (defined[(low + 1).min(defined.len() - 1)] - defined[low])
    };
    let enough = !defined.is_empty() && undefined * 10 <= draws.len();
    Estimate { value, interval: enough.then(|| [at(0.025), at(0.975)]), undefined }
}
