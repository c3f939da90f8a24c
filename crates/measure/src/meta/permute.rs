//! Permutation tests of moderators, after Freedman and Lane (1983, *Journal of Business & Economic Statistics* 1).
//!
//! For each group of columns tested, the model without them is fitted. Its residuals, each divided by its own √(v + τ²) so
//! that all are of one size, change places, are multiplied by that of their new place and added to what the model without
//! the columns predicts; then the whole model is fitted to that. The statistic is studentised, and both it and the weights
//! take τ² from the model without the columns, which is the one that holds if the columns explain nothing. So the events as
//! they are, are one arrangement among the others.
//!
//! With clusters, residuals move by whole clusters: those of clusters of one size change places, and the signs of each
//! cluster's residuals are turned together or not. Sizes mostly differ, and the signs are what then makes arrangements
//! enough. They ask that errors be symmetric, which the model says they are. The statistic is studentised by CR2, which
//! holds whatever the correlation within clusters (Winkler et al. 2015, *NeuroImage* 123, on such restricted exchange).

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::fit::Problem;
use super::robust::{adjustment, members};
use super::{Effect, MetaError, Options};

/// p values, one for each group of columns tested.
pub(super) struct Permuted {
    pub p: Vec<Option<f64>>,
    /// Permutations made for each.
    pub made: usize,
    /// Whether these were all there are.
    pub exact: bool,
}

impl Permuted {
    pub(super) fn none(groups: usize) -> Self {
        Self { p: vec![None; groups], made: 0, exact: false }
    }
}

/// Arrangements drawn from one stream of random numbers.
const BATCH: usize = 500;

/// Tests each group of columns.
pub(super) fn test(
    effects: &[Effect],
    columns: &DMatrix<f64>,
    groups: &[Vec<usize>],
    clusters: Option<&[usize]>,
    options: &Options,
) -> Result<Permuted, MetaError> {
    if options.permutations == 0 || groups.is_empty() {
        return Ok(Permuted::none(groups.len()));
    }
    let plan = Plan::new(effects.len(), clusters);
    let exact = plan.total().is_some_and(|total| total <= options.permutations as u64);
    let made = if exact { plan.total().map_or(0, |total| total as usize) } else { options.permutations };
    let p = groups
        .iter()
        .map(|group| {
            let Some(contest) = Contest::new(effects, columns, group, clusters, options)? else { return Ok(None) };
            let batches = made.div_ceil(BATCH);
            let count = |batch: usize| {
                let mut random = ChaCha8Rng::seed_from_u64(options.seed);
                random.set_stream(batch as u64);
                let mut arrangement = plan.start();
                let mut scratch = Scratch::default();
                let mut as_large = 0_u64;
                for index in batch * BATCH..((batch + 1) * BATCH).min(made) {
                    if exact {
                        plan.nth(index as u64, &mut arrangement);
                    } else {
                        plan.draw(&mut random, &mut arrangement);
                    }
                    as_large += u64::from(contest.as_large(&arrangement, &mut scratch));
                }
                as_large
            };
            let as_large: u64 = (0..batches).into_par_iter().map(count).sum();
            // The events as they are stand among all arrangements already; beside drawn ones they count for one more.
            let own = if exact { 0.0 } else { 1.0 };
            Ok(Some((as_large as f64 + own) / (made as f64 + own)))
        })
        .collect::<Result<_, MetaError>>()?;
    Ok(Permuted { p, made, exact })
}

/// Which residual stands in each place, and with which sign.
struct Arrangement {
    order: Vec<Vec<usize>>,
    source: Vec<usize>,
    sign: Vec<f64>,
}

/// What may change places with what.
struct Plan {
    /// Blocks of events, by their length: only those of one length change places.
    classes: Vec<Vec<Vec<usize>>>,
    signs: bool,
    events: usize,
}

impl Plan {
    fn new(events: usize, clusters: Option<&[usize]>) -> Self {
        let Some(clusters) = clusters else {
            let single = (0..events).map(|event| vec![event]).collect();
            return Self { classes: vec![single], signs: false, events };
        };
        let mut classes: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
        for block in members(clusters) {
            classes.entry(block.len()).or_default().push(block);
        }
        Self { classes: classes.into_values().collect(), signs: true, events }
    }

    /// How many arrangements there are; `None` if more than can be counted.
    fn total(&self) -> Option<u64> {
        let mut total = 1_u64;
        for class in &self.classes {
            for place in 1..=class.len() as u64 {
                total = total.checked_mul(place)?.checked_mul(if self.signs { 2 } else { 1 })?;
            }
        }
        Some(total)
    }

    fn start(&self) -> Arrangement {
        Arrangement {
            order: self.classes.iter().map(|class| (0..class.len()).collect()).collect(),
            source: (0..self.events).collect(),
            sign: vec![1.0; self.events],
        }
    }

    fn draw(&self, random: &mut ChaCha8Rng, arrangement: &mut Arrangement) {
        for order in &mut arrangement.order {
            order.shuffle(random);
        }
        self.fill(arrangement, || random.random::<bool>());
    }

    /// The arrangement of that number among all; the first is the one given.
    fn nth(&self, index: u64, arrangement: &mut Arrangement) {
        let mut rest = index;
        for (class, order) in self.classes.iter().zip(&mut arrangement.order) {
            let mut left: Vec<usize> = (0..class.len()).collect();
            order.clear();
            while !left.is_empty() {
                let choices = left.len() as u64;
                order.push(left.remove((rest % choices) as usize));
                rest /= choices;
            }
        }
        self.fill(arrangement, || {
            let turned = rest % 2 == 1;
            rest /= 2;
            turned
        });
    }

    fn fill(&self, arrangement: &mut Arrangement, mut turned: impl FnMut() -> bool) {
        for (class, order) in self.classes.iter().zip(&arrangement.order) {
            for (to, &from) in class.iter().zip(order) {
                let sign = if self.signs && turned() { -1.0 } else { 1.0 };
                for (&to, &from) in to.iter().zip(&class[from]) {
                    arrangement.source[to] = from;
                    arrangement.sign[to] = sign;
                }
            }
        }
    }
}

/// One test: the residuals that are arranged, and what the statistic needs of the columns.
struct Contest {
    /// Standardised residuals of the model without the columns.
    residual: DVector<f64>,
    /// Orthonormal columns of the standardised model, those tested last, each contiguous.
    basis: DMatrix<f64>,
    tested: usize,
    clusters: Vec<Lever>,
    square: f64,
    observed: f64,
}

/// What a cluster's standardised residuals of the whole model do to the tested coefficients.
struct Lever {
    events: Vec<usize>,
    lever: DMatrix<f64>,
}

#[derive(Default)]
struct Scratch {
    arranged: Vec<f64>,
    parts: Vec<f64>,
}

impl Contest {
    /// `None` if the model without the columns leaves nothing to arrange.
    fn new(
        effects: &[Effect],
        columns: &DMatrix<f64>,
        group: &[usize],
        clusters: Option<&[usize]>,
        options: &Options,
    ) -> Result<Option<Self>, MetaError> {
        let kept: Vec<usize> = (0..columns.ncols()).filter(|column| !group.contains(column)).collect();
        let reduced = Problem::new(effects, columns.select_columns(&kept))?;
        let w = reduced.at(reduced.tau2(options.method)?)?.w.map(f64::sqrt);
        // Through the orthonormal columns of the unweighted model, which are well scaled.
        let order: Vec<usize> = kept.iter().chain(group).copied().collect();
        let full = Problem::new(effects, columns.select_columns(&order))?;
        let standardised = |column: usize, event: usize| full.q[(event, column)] * w[event];
        let basis = DMatrix::from_fn(effects.len(), order.len(), |event, column| standardised(column, event)).qr().q();
        let y = full.y.component_mul(&w);
        let before = basis.columns(0, kept.len());
        let residual = &y - before * before.tr_mul(&y);
        let square = residual.norm_squared();
        if square.is_nan() || square <= 1e-20 * y.norm_squared() {
            return Ok(None);
        }
        let levers = clusters.map_or_else(Vec::new, |clusters| levers(&basis, &w, group.len(), clusters));
        let mut contest = Self { residual, basis, tested: group.len(), clusters: levers, square, observed: 0.0 };
        let as_is =
            Arrangement { order: Vec::new(), source: (0..effects.len()).collect(), sign: vec![1.0; effects.len()] };
        contest.observed = contest.statistic(&as_is, &mut Scratch::default());
        Ok((!contest.observed.is_nan()).then_some(contest))
    }

    /// Whether the statistic of an arrangement is as large as the one observed, but for rounding.
    fn as_large(&self, arrangement: &Arrangement, scratch: &mut Scratch) -> bool {
        let statistic = self.statistic(arrangement, scratch);
        // What is not a number counts against a finding.
        statistic.is_nan() || statistic >= self.observed * (1.0 - 1e-9) - 1e-12
    }

    fn statistic(&self, arrangement: &Arrangement, scratch: &mut Scratch) -> f64 {
        let Scratch { arranged, parts } = scratch;
        arranged.clear();
        arranged
            .extend(arrangement.source.iter().zip(&arrangement.sign).map(|(&from, sign)| sign * self.residual[from]));
        parts.clear();
        let dot = |column: &[f64]| column.iter().zip(arranged.iter()).map(|(a, b)| a * b).sum::<f64>();
        parts.extend(self.basis.as_slice().chunks_exact(arranged.len()).map(dot));
        let first = parts.len() - self.tested;
        if self.clusters.is_empty() {
            let explained: f64 = parts.iter().map(|part| part * part).sum();
            let tested: f64 = parts[first..].iter().map(|part| part * part).sum();
            return tested / (self.square - explained).max(0.0);
        }
        for (column, part) in self.basis.as_slice().chunks_exact(arranged.len()).zip(parts.iter()) {
            arranged.iter_mut().zip(column).for_each(|(residual, q)| *residual -= part * q);
        }
        let mut variance = DMatrix::zeros(self.tested, self.tested);
        for cluster in &self.clusters {
            let residual = DVector::from_iterator(cluster.events.len(), cluster.events.iter().map(|&i| arranged[i]));
            let pull = &cluster.lever * residual;
            variance.ger(1.0, &pull, &pull, 1.0);
        }
        let found = DVector::from_column_slice(&parts[first..]);
        variance.cholesky().map_or(f64::NAN, |cholesky| found.dot(&cholesky.solve(&found)))
    }
}

/// The CR2 levers of the last `tested` columns of a standardised basis; `w` is 1/√(v + τ²).
fn levers(basis: &DMatrix<f64>, w: &DVector<f64>, tested: usize, clusters: &[usize]) -> Vec<Lever> {
    let (rows, first) = (basis.ncols(), basis.ncols() - tested);
    members(clusters)
        .into_iter()
        .map(|events| {
            let n = events.len();
            let q = DMatrix::from_fn(n, rows, |i, j| basis[(events[i], j)] / w[events[i]]);
            let phi = DVector::from_iterator(n, events.iter().map(|&event| w[event].powi(-2)));
            let adjust = adjustment(&q, &phi, &DMatrix::identity(rows, rows));
            let adjust = DMatrix::from_fn(n, n, |i, j| w[events[i]] * adjust[(i, j)] / w[events[j]]);
            let own = DMatrix::from_fn(tested, n, |i, j| basis[(events[j], first + i)]);
            Lever { lever: own * adjust, events }
        })
        .collect()
}
