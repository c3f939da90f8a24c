//! Choosing the number of themes, and saying which of them would be found again.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use super::cluster::{Clusters, cluster};
use super::space::{Point, basis, dot, project};
use super::terms::Corpus;
use super::{STABLE, label};

/// Refits on random parts of the posts.
pub(super) const REFITS: usize = 8;
/// Part of the posts in each refit, and most posts in one.
const PART: f64 = 0.8;
const LARGEST_PART: usize = 2_000;
/// Starts of the fit on all posts, of which the closest is kept.
const STARTS: u64 = 3;
/// Shufflings that set the coherence to be had by chance.
const SHUFFLINGS: u64 = 2;

/// The chosen clusters of a corpus.
pub(super) struct Fit {
    chosen: Clusters,
    rows: Vec<usize>,
    points: Vec<Point>,
    /// By cluster.
    pub stability: Vec<f64>,
}

impl Fit {
    pub(super) fn clusters(&self) -> usize {
        self.chosen.centres.len()
    }

    /// Cluster of each row.
    pub(super) fn of(&self) -> &[usize] {
        &self.chosen.of
    }

    /// Which posts belong to a cluster.
    pub(super) fn members(&self, cluster: usize, posts: usize) -> Vec<bool> {
        let mut member = vec![false; posts];
        for (&post, &own) in self.rows.iter().zip(&self.chosen.of) {
            member[post] = own == cluster;
        }
        member
    }

    /// The posts of a cluster, the most typical first, two dozen at most.
    pub(super) fn nearest(&self, cluster: usize) -> Vec<usize> {
        let mut posts: Vec<(f32, usize)> = (0..self.rows.len())
            .filter(|&row| self.chosen.of[row] == cluster)
            .map(|row| (dot(&self.points[row], &self.chosen.centres[cluster]), self.rows[row]))
            .collect();
        posts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        posts.into_iter().take(24).map(|(_, post)| post).collect()
    }
}

/// Fits several numbers of clusters and keeps the one whose stable clusters tell the posts apart best: the greatest sum
/// over stable clusters of w(1 − w)·stability, w being the part of the posts in it. Many small clusters score high as long
/// as they are found again; nothing if there are no two directions to tell apart.
pub(super) fn fit(corpus: &Corpus, seed: u64) -> Option<Fit> {
    let all: Vec<usize> = (0..corpus.rows.len()).collect();
    let points = project(corpus, &all, &basis(corpus, &all, seed));
    let counts = counts(all.len());
    let starts: Vec<(usize, u64)> =
        counts.iter().flat_map(|&count| (0..STARTS).map(move |start| (count, start))).collect();
    let fits: Vec<Clusters> =
        starts.par_iter().map(|&(count, start)| cluster(&points, count, seed ^ (start + 1))).collect();
    let best: Vec<&Clusters> = fits
        .chunks(STARTS as usize)
        .filter_map(|starts| starts.iter().rev().max_by(|a, b| a.fit.total_cmp(&b.fit)))
        .filter(|clusters| clusters.centres.len() > 1)
        .collect();
    let refits: Vec<Vec<Vec<f64>>> = (0..REFITS as u64)
        .into_par_iter()
        .map(|refit| {
            let seed = seed.wrapping_add(1_000 + refit);
            let part = part(all.len(), seed);
            let points = project(corpus, &part, &basis(corpus, &part, seed));
            best.iter().map(|full| overlaps(full, &part, &cluster(&points, full.centres.len(), seed))).collect()
        })
        .collect();
    let scored = best.iter().enumerate().map(|(number, &clusters)| {
        let stability: Vec<f64> = (0..clusters.centres.len())
            .map(|own| refits.iter().map(|refit| refit[number][own]).sum::<f64>() / REFITS as f64)
            .collect();
        (score(clusters, &stability), clusters, stability)
    });
    let (_, chosen, stability) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    Some(Fit { chosen: chosen.clone(), rows: corpus.rows.clone(), points, stability })
}

fn counts(rows: usize) -> &'static [usize] {
    match rows {
        0..=199 => &[2, 3, 4, 5],
        200..=799 => &[3, 4, 6, 8],
        _ => &[4, 6, 9, 12],
    }
}

fn score(clusters: &Clusters, stability: &[f64]) -> f64 {
    let mut sizes = vec![0_usize; stability.len()];
    clusters.of.iter().for_each(|&own| sizes[own] += 1);
    sizes
        .iter()
        .zip(stability)
        .filter(|&(_, &stability)| stability >= STABLE)
        .map(|(&size, &stability)| {
            let part = size as f64 / clusters.of.len() as f64;
            part * (1.0 - part) * stability
        })
        .sum()
}

/// For each cluster of the full fit, its best Jaccard overlap with a cluster of the refit, over the posts of the refit.
fn overlaps(full: &Clusters, part: &[usize], refit: &Clusters) -> Vec<f64> {
    let (rows, columns) = (full.centres.len(), refit.centres.len());
    let mut table = vec![0_usize; rows * columns];
    for (&row, &column) in part.iter().zip(&refit.of) {
        table[full.of[row] * columns + column] += 1;
    }
    let column_sum = |column: usize| (0..rows).map(|row| table[row * columns + column]).sum::<usize>();
    let sums: Vec<usize> = (0..columns).map(column_sum).collect();
    table
        .chunks(columns.max(1))
        .map(|row| {
            let own: usize = row.iter().sum();
            let overlap = |(&both, &other): (&usize, &usize)| both as f64 / (own + other - both).max(1) as f64;
            row.iter().zip(&sums).map(overlap).fold(0.0, f64::max)
        })
        .collect()
}

/// A random part of the rows, rising.
fn part(rows: usize, seed: u64) -> Vec<usize> {
    let size = ((rows as f64 * PART) as usize).min(LARGEST_PART).max(1);
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut all: Vec<usize> = (0..rows).collect();
    for place in 0..size.min(rows) {
        let other = place + (random.next_u64() % (rows - place) as u64) as usize;
        all.swap(place, other);
    }
    all.truncate(size);
    all.sort_unstable();
    all
}

/// The highest coherence of a theme in posts among which the words were shuffled: every post keeps its number of words and
/// every word its number of uses, and nothing else is left.
pub(super) fn chance(corpus: &Corpus, clusters: usize, seed: u64) -> f64 {
    let coherences: Vec<f64> = (0..SHUFFLINGS)
        .into_par_iter()
        .map(|shuffling| {
            let seed = seed.wrapping_add(2_000 + shuffling);
            let shuffled = shuffle(corpus, seed);
            let rows: Vec<usize> = (0..shuffled.words.len()).collect();
            let points = project(&shuffled, &rows, &basis(&shuffled, &rows, seed));
            let fit = cluster(&points, clusters, seed);
            label::coherences(&shuffled, &fit.of, fit.centres.len()).into_iter().fold(-1.0, f64::max)
        })
        .collect();
    coherences.into_iter().fold(-1.0, f64::max)
}

fn shuffle(corpus: &Corpus, seed: u64) -> Corpus {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut words: Vec<u32> = corpus.words.iter().flatten().copied().collect();
    for place in (1..words.len()).rev() {
        words.swap(place, (random.next_u64() % (place as u64 + 1)) as usize);
    }
    let mut rest = words.as_slice();
    let rows = corpus.words.iter().map(|row| {
        let (own, others) = rest.split_at(row.len());
        rest = others;
        let mut own = own.to_vec();
        own.sort_unstable();
        own.dedup();
        own
    });
    corpus.with_words(rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_drawn_without_repetition() {
        let part = part(100, 1);
        assert_eq!(part.len(), 80);
        assert!(part.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(super::part(9_000, 1).len(), LARGEST_PART);
    }

    #[test]
    fn overlaps_by_hand() {
        let clusters = |of: &[usize]| Clusters { of: of.to_vec(), centres: vec![[0.0; 32]; 2], fit: 0.0 };
        let full = clusters(&[0, 0, 0, 1, 1, 9]);
        let found = overlaps(&full, &[0, 1, 2, 3, 4], &clusters(&[1, 1, 0, 0, 0]));
        assert_eq!(found, [2.0 / 3.0, 2.0 / 3.0]);
    }
}
