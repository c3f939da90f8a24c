//! Finding the themes, and saying which of them would be found again.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use super::company::{Company, Groups};
use super::terms::Corpus;

/// Refits on random parts of the posts.
pub(super) const REFITS: usize = 10;
/// Part of the posts in each refit.
const PART: f64 = 0.8;
/// Shufflings that set the company to be had by chance.
const SHUFFLINGS: u64 = 3;
/// Mean company below which groups are kept apart, even where chance has less: looser groups mix matters.
const LOOSEST: f32 = 0.06;
/// Themes at most, and the least part of the posts in one.
const MOST: usize = 15;
const SMALLEST: f64 = 0.01;

/// The themes of a corpus.
pub(super) struct Fit {
    groups: Groups,
    /// Cluster of each row, if it is in one.
    pub of: Vec<Option<usize>>,
    /// Themes by cluster: only those large enough are kept, and their numbers are those of the groups.
    pub kept: Vec<usize>,
    /// Stability by cluster.
    pub stability: Vec<f64>,
    /// Mean company of a cluster's words.
    pub coherence: Vec<f64>,
    /// Company to be had by chance.
    pub chance: f64,
}

impl Fit {
    pub(super) fn clusters(&self) -> usize {
        self.groups.count
    }

    /// Which posts belong to a cluster.
    pub(super) fn members(&self, corpus: &Corpus, cluster: usize, posts: usize) -> Vec<bool> {
        let mut member = vec![false; posts];
        for (&post, &own) in corpus.rows.iter().zip(&self.of) {
            member[post] = own == Some(cluster);
        }
        member
    }

    /// The posts of a cluster, the most typical first, two dozen at most: much of their weight in the cluster, and several words.
    pub(super) fn nearest(&self, corpus: &Corpus, cluster: usize) -> Vec<usize> {
        let typical = |row: usize| {
            let (_, part) = self.groups.own(corpus, row)?;
            Some((part * (corpus.words[row].len() as f32).sqrt(), corpus.rows[row]))
        };
        let mut posts: Vec<(f32, usize)> =
            (0..self.of.len()).filter(|&row| self.of[row] == Some(cluster)).filter_map(typical).collect();
        posts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        posts.into_iter().take(24).map(|(_, post)| post).collect()
    }
}

/// Groups the words of a corpus and its posts by them.
///
/// How close groups have to be is set by what shuffled posts show: there each post keeps its number of words and each word
/// its number of uses, and nothing else is left.
pub(super) fn fit(corpus: &Corpus, seed: u64) -> Fit {
    let words = corpus.weight.len();
    let all: Vec<usize> = (0..corpus.words.len()).collect();
    let company = |rows: &[usize]| Company::new(words, rows.iter().map(|&row| corpus.words[row].as_slice()));
    let chances: Vec<f32> = (0..SHUFFLINGS)
        .into_par_iter()
        .map(|shuffling| {
            let shuffled = shuffle(corpus, seed.wrapping_add(2_000 + shuffling));
            Company::new(words, shuffled.iter().map(Vec::as_slice)).closest()
        })
        .collect();
    let chance = chances.into_iter().fold(0.0, f32::max);
    let cut = chance.max(LOOSEST);
    let whole = company(&all);
    let groups = company(&all).groups(cut);
    let of = groups.assign(corpus, &all);
    let refits: Vec<Vec<f64>> = (0..REFITS as u64)
        .into_par_iter()
        .map(|refit| {
            let part = part(all.len(), (all.len() as f64 * PART) as usize, seed.wrapping_add(1_000 + refit));
            let again = company(&part).groups(cut);
            overlaps(&of, groups.count, &part, &again.assign(corpus, &part), again.count)
        })
        .collect();
    let stability =
        (0..groups.count).map(|own| refits.iter().map(|refit| refit[own]).sum::<f64>() / REFITS as f64).collect();
    let members = |group: usize| {
        (0..words as u32).filter(|&word| groups.of_word[word as usize] == Some(group)).collect::<Vec<_>>()
    };
    let coherence = (0..groups.count).map(|group| whole.mean(&members(group))).collect();
    let kept = largest(&of, groups.count);
    Fit { groups, of, kept, stability, coherence, chance: f64::from(chance) }
}

fn largest(of: &[Option<usize>], clusters: usize) -> Vec<usize> {
    let mut sizes = vec![0_usize; clusters];
    of.iter().flatten().for_each(|&own| sizes[own] += 1);
    let least = (of.len() as f64 * SMALLEST).max(8.0) as usize;
    let mut kept: Vec<usize> = (0..clusters).filter(|&cluster| sizes[cluster] >= least).collect();
    kept.sort_by_key(|&cluster| std::cmp::Reverse(sizes[cluster]));
    kept.truncate(MOST);
    kept
}

/// For each cluster of the full fit, its best Jaccard overlap with a cluster of a refit, over the posts of the refit.
fn overlaps(full: &[Option<usize>], rows: usize, part: &[usize], refit: &[Option<usize>], columns: usize) -> Vec<f64> {
    // The last row and column hold what is in no cluster.
    let mut table = vec![vec![0_usize; columns + 1]; rows + 1];
    for (&row, &column) in part.iter().zip(refit) {
        table[full[row].unwrap_or(rows)][column.unwrap_or(columns)] += 1;
    }
    let sums: Vec<usize> = (0..columns).map(|column| table.iter().map(|row| row[column]).sum()).collect();
    table[..rows]
        .iter()
        .map(|row| {
            let own: usize = row.iter().sum();
            let overlap = |(&both, &other): (&usize, &usize)| both as f64 / (own + other - both).max(1) as f64;
            row.iter().zip(&sums).map(overlap).fold(0.0, f64::max)
        })
        .collect()
}

/// A random part of the rows, rising.
fn part(rows: usize, size: usize, seed: u64) -> Vec<usize> {
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

fn shuffle(corpus: &Corpus, seed: u64) -> Vec<Vec<u32>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut words: Vec<u32> = corpus.words.iter().flatten().copied().collect();
    for place in (1..words.len()).rev() {
        words.swap(place, (random.next_u64() % (place as u64 + 1)) as usize);
    }
    let mut rest = words.as_slice();
    corpus
        .words
        .iter()
        .map(|row| {
            let (own, others) = rest.split_at(row.len());
            rest = others;
            let mut own = own.to_vec();
            own.sort_unstable();
            own.dedup();
            own
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_drawn_without_repetition() {
        let drawn = part(100, 80, 1);
        assert_eq!(drawn.len(), 80);
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(part(5, 5, 1), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn overlaps_by_hand() {
        let full = [Some(0), Some(0), Some(0), Some(1), Some(1), None];
        let refit = [Some(1), Some(1), Some(0), Some(0), Some(0)];
        assert_eq!(overlaps(&full, 2, &[0, 1, 2, 3, 4], &refit, 2), [2.0 / 3.0, 2.0 / 3.0]);
        assert_eq!(overlaps(&full, 2, &[5], &[Some(0)], 1), [0.0, 0.0]);
    }

    #[test]
    fn small_clusters_are_left_out() {
        let of: Vec<Option<usize>> = (0..100).map(|row| Some(if row < 5 { 0 } else { 1 + row % 2 })).collect();
        assert_eq!(largest(&of, 3), [2, 1]);
    }
}
