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
use statrs::distribution::{Binomial, DiscreteCDF};

use super::groups::{Search, choose, sample};
use super::projection::plane_of;
use super::rand_index::adjusted_rand_index;
use super::table::Table;

/// A median below this is no stable grouping, chance or not.
pub const FLOOR: f64 = 0.6;
/// Share of the people in a refit.
pub const SHARE: f64 = 0.8;

/// Votes up to which all of [`Effort::null_sets`] are worked out, and to how many they come down above, unless fewer are asked
/// for.
const VOTES_AT_EASE: usize = 40_000;
const FEWER_NULL_SETS: usize = 60;

/// How much is worked out, at most: in large conversations less is, and [`Stability`] says how much it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Refits on part of the people.
    pub refits: usize,
    /// Sets with permuted votes.
    pub null_sets: usize,
    /// Refits in each of those. Fewer than `refits` makes their medians scatter more, and so the bar higher: in the hardest
    /// design without structure the map cries wolf in 1.5% of conversations with 5 and in 3.7% with 20.
    pub null_refits: usize,
    /// Of more people than that, as many are drawn.
    pub people: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Effort { refits: 100, null_sets: 100, null_refits: 5, people: 1000 }
    }
}

impl Effort {
    /// What of it is spent on a table with that many votes.
    fn on(self, votes: usize) -> Self {
        let sets = if votes > VOTES_AT_EASE { FEWER_NULL_SETS } else { usize::MAX };
        Effort { null_sets: self.null_sets.min(sets), ..self }
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
    /// Whether other draws of refits and permuted sets could well have led to the other answer.
    pub near_bar: bool,
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
    let mut found: Vec<f64> = refits.iter().map(|r| r.0).collect();
    found.sort_by(f64::total_cmp);
    let median_found = median(found.clone());
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
    let reached = reach(&null, median_found);
    let p = p_of(reached, null.len());
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
        near_bar: near_bar(&found, &null, median_found),
    }
}

/// Permuted sets whose median is as large as `median`.
fn reach(null: &[f64], median: f64) -> usize {
    null.iter().filter(|&&n| n >= median).count()
}

/// The map is counted among the sets.
fn p_of(reached: usize, sets: usize) -> f64 {
    (reached + 1) as f64 / (sets + 1) as f64
}

/// Whether the answer would be another one at an end of the 95% interval of the median, which order statistics give; or the
/// share of permuted sets that reach it cannot be told from 5% (either tail of the binomial at 5%).
fn near_bar(found: &[f64], null: &[f64], median: f64) -> bool {
    let n = found.len() as f64;
    let below = ((n - 1.96 * n.sqrt()) / 2.0).floor().max(1.0) as usize;
    let (Some(&low), Some(&high)) = (found.get(below - 1), found.get(found.len().saturating_sub(below))) else {
        return false;
    };
    let reliable = |median: f64| median >= FLOOR && p_of(reach(null, median), null.len()) <= 0.05;
    reliable(low) != reliable(high) || high >= FLOOR && could_be_5_percent(reach(null, median), null.len())
}

/// Whether a share of 5% could well have shown so many of so many.
fn could_be_5_percent(count: usize, of: usize) -> bool {
    let Ok(binomial) = Binomial::new(0.05, of as u64) else { return false };
    let at_least = count.checked_sub(1).map_or(1.0, |below| binomial.sf(below as u64));
    binomial.cdf(count as u64) >= 0.05 && at_least >= 0.05
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_the_bar_is_where_other_draws_could_say_otherwise() {
        let spread = |middle: f64, width: f64| -> Vec<f64> {
            (0..100).map(|i| middle + width * (f64::from(i) - 49.5) / 99.0).collect()
        };
        let check = |middle: f64, width: f64, null: &[f64], expect: bool| {
            assert_eq!(near_bar(&spread(middle, width), null, middle), expect, "{middle} {width}");
        };
        let low = spread(0.3, 0.2);
        check(0.9, 0.2, &low, false);
        check(0.61, 0.2, &low, true);
        check(0.61, 0.02, &low, false);
        check(0.59, 0.2, &low, true);
        check(0.3, 0.2, &low, false);
        // All but five of a hundred sets lie far below, those five at and above the median.
        let high = [spread(0.3, 0.2)[..95].to_vec(), vec![0.8; 5]].concat();
        check(0.75, 0.01, &high, true);
        assert!(!could_be_5_percent(1, 100) && could_be_5_percent(2, 100) && !could_be_5_percent(10, 100));
        assert!(!could_be_5_percent(0, 60) && could_be_5_percent(6, 60) && !could_be_5_percent(7, 60));
    }
}
