//! Would the groups be found again?
//!
//! k-means finds groups in anything. So the whole of it (plane, number of groups, groups) is done again on 80% of the people,
//! a hundred times, and compared with the map by the adjusted Rand index on those in both: the median says how far the groups
//! hang on who happened to take part. The same is done on sets in which each statement's votes were dealt out anew among
//! those who voted on it: who voted on what stays, all agreement between statements is gone, and what is found there is what
//! chance and missing votes make. Groups are reliable when their median lies above the 95th percentile of those sets and is
//! at least .6. Resampling to assess clusters follows Hennig (2007) and Ben-Hur, Elisseeff and Guyon (2002); the permuted
//! reference is that of parallel analysis (Horn 1965, Buja and Eyuboglu 1992).

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use super::groups::{Search, choose, sample};
use super::projection::plane_of;
use super::rand_index::adjusted_rand_index;
use super::table::Table;

/// A median below this is no stable grouping, chance or not.
pub const FLOOR: f64 = 0.6;
/// Share of the people in a refit.
pub const SHARE: f64 = 0.8;

/// Votes up to which all of [`Effort::null_sets`] are worked out, and with which [`Effort::null_refits`] go down in proportion.
const VOTES_AT_EASE: usize = 40_000;
/// Fewest of either that larger conversations come down to, unless less is asked for.
const FEWEST_NULL_SETS: usize = 60;
const FEWEST_NULL_REFITS: usize = 5;

/// How much is worked out, at most: in large conversations less is, and [`Stability`] says how much it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Refits on part of the people.
    pub refits: usize,
    /// Sets with permuted votes.
    pub null_sets: usize,
    /// Refits in each of those. Fewer than `refits` makes their medians scatter more, and so the bar higher.
    pub null_refits: usize,
    /// Of more people than that, as many are drawn.
    pub people: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Effort { refits: 100, null_sets: 100, null_refits: 20, people: 1000 }
    }
}

impl Effort {
    /// What of it is spent on a table with that many votes.
    fn on(self, votes: usize) -> Self {
        let refits = (VOTES_AT_EASE / votes.max(1)).max(FEWEST_NULL_REFITS);
        let sets = if votes > VOTES_AT_EASE { FEWEST_NULL_SETS } else { usize::MAX };
        Effort { null_refits: self.null_refits.min(refits), null_sets: self.null_sets.min(sets), ..self }
    }
}

/// Why groups are reliable or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Found again more often than in permuted votes, and often.
    Reliable,
    /// Found again no more than groups in votes without any structure.
    NotAboveChance,
    /// More than in permuted votes, but the groups change too much with who takes part.
    BelowFloor,
}

/// How far the groups would be found again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stability {
    /// Median adjusted Rand index of the refits with the map.
    pub median: f64,
    /// The value that this median has to exceed: of the permuted sets at most 5% reach beyond it.
    pub null_95: f64,
    /// Share of permuted sets, the map counted among them, whose median is as large.
    pub p: f64,
    /// Share of refits that chose the same number of groups.
    pub same_count: f64,
    /// Refits.
    pub refits: usize,
    /// Permuted sets.
    pub null_sets: usize,
    /// Refits in each.
    pub null_refits: usize,
    /// People that this was worked out on.
    pub people: usize,
    /// People in groups: more than `people` when a sample was drawn.
    pub of_people: usize,
    /// What follows.
    pub verdict: Verdict,
}

impl Stability {
    /// Whether the groups may be shown as groups.
    pub fn reliable(&self) -> bool {
        self.verdict == Verdict::Reliable
    }
}

/// Examines the groups `labels` of all rows of a table.
pub(super) fn examine(
    table: &Table,
    labels: &[usize],
    count: usize,
    statements: usize,
    most: usize,
    effort: Effort,
    seed: u64,
) -> Stability {
    let drawn = sample(table.rows(), effort.people, seed);
    let labels: Vec<usize> = drawn.iter().map(|&row| labels[row]).collect();
    let of_people = table.rows();
    let table = table.select(&drawn);
    let effort = effort.on(table.cells());
    let search = Search { most, starts: 4, silhouette_people: 300 };
    let again = Again { statements, search, seed };

    let refits: Vec<(f64, usize)> =
        (0..effort.refits).into_par_iter().map(|i| again.refit(&table, &labels, i as u64)).collect();
    let median_found = median(refits.iter().map(|r| r.0).collect());
    let same = refits.iter().filter(|r| r.1 == count).count();

    let mut null: Vec<f64> = (0..effort.null_sets)
        .into_par_iter()
        .map(|set| {
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            random.set_stream(1 << 40 | set as u64);
            let permuted = table.permuted(&mut random);
            let Some(labels) = again.whole(&permuted) else { return 0.0 };
            let first = (set as u64 + 1) << 20;
            median((0..effort.null_refits).map(|i| again.refit(&permuted, &labels, first + i as u64).0).collect())
        })
        .collect();
    null.sort_by(f64::total_cmp);
    let reached = null.iter().filter(|&&n| n >= median_found).count();
    let p = (reached + 1) as f64 / (null.len() + 1) as f64;
    let rank = (0.95 * (null.len() + 1) as f64).ceil() as usize;
    let verdict = match () {
        () if p > 0.05 => Verdict::NotAboveChance,
        () if median_found < FLOOR => Verdict::BelowFloor,
        () => Verdict::Reliable,
    };
    Stability {
        median: median_found,
        null_95: null.get(rank.saturating_sub(1)).copied().unwrap_or(1.0),
        p,
        same_count: same as f64 / refits.len().max(1) as f64,
        refits: refits.len(),
        null_sets: null.len(),
        null_refits: effort.null_refits,
        people: drawn.len(),
        of_people,
        verdict,
    }
}

/// The whole of it, done again.
struct Again {
    statements: usize,
    search: Search,
    seed: u64,
}

impl Again {
    /// Groups of all rows.
    fn whole(&self, table: &Table) -> Option<Vec<usize>> {
        let rows: Vec<usize> = (0..table.rows()).collect();
        self.labels(table, &rows)
    }

    /// Agreement with `labels` of groups found on part of the rows, and how many groups. 0 where none are found.
    fn refit(&self, table: &Table, labels: &[usize], which: u64) -> (f64, usize) {
        let n = table.rows();
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(1 << 50 | which);
        let mut rows = rand::seq::index::sample(&mut random, n, (SHARE * n as f64).round() as usize).into_vec();
        rows.sort_unstable();
        let Some(found) = self.labels(table, &rows) else { return (0.0, 1) };
        let before: Vec<usize> = rows.iter().map(|&row| labels[row]).collect();
        let count = found.iter().max().map_or(0, |m| m + 1);
        (adjusted_rand_index(&before, &found).unwrap_or(0.0), count)
    }

    fn labels(&self, table: &Table, rows: &[usize]) -> Option<Vec<usize>> {
        let plane = plane_of(table, rows, self.statements, true)?;
        let points: Vec<[f64; 2]> =
            rows.iter().map(|&row| plane.place(table.row(row).iter().copied()).unwrap_or_default()).collect();
        choose(&points, self.search, self.seed).map(|choice| choice.found.labels)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}
