//! One event: the unit, its controls, the headline test, placebos in space and time, and why it cannot be told.

use rayon::prelude::*;

use crate::composite::{self, Comparison, Pooling, WEIGHTED_FROM};
use crate::estimators::{CannotEstimate, Estimate, Options, Panel, second_opinions, unit_ridge, unit_weights};
use crate::headline::{CannotTest, Design, FEWEST_AFTER, FEWEST_BEFORE, Finding, Tested};
use crate::series::Cell;

/// Posts that a unit needs before the event to have a baseline.
pub const FEWEST_POSTS: u64 = 30;
/// Share of the longest stretch of buckets that any unit covers, before the event and after it, that a unit has to cover.
pub const FEWEST_COVERED: f64 = 0.4;
/// False dates tried before the event.
pub const FALSE_DATES: usize = 20;

/// A unit's series over the buckets of the window.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// One cell a bucket.
    pub cells: Vec<Cell>,
    /// Set when the user chose the controls and this is not one of them.
    pub not_chosen: bool,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// The unit that had the event.
    pub unit: &'a [Cell],
    /// Every other unit.
    pub others: &'a [Unit],
    /// The first bucket from the event on.
    pub first_after: usize,
    /// Whether cells count posts; a ready series has one value a bucket and needs no number of posts.
    pub posts: bool,
    /// Seed of the simulated noise behind [`Effect::minimal_detectable`] and of the draws of `bsts`.
    pub seed: u64,
}

/// Why a unit is no control, or has no effect of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Next to nothing before the event.
    NoBaseline,
    /// Nothing, or next to nothing, after it.
    NoAftermath,
    /// The user named other controls.
    NotChosen,
    /// The composite gives it no weight.
    NoWeight,
}

/// What became of one of the other units.
#[derive(Debug, Clone, PartialEq)]
pub struct ControlUse {
    /// Share in the composite.
    pub weight: f64,
    /// `None` when it is part of the composite.
    pub left_out: Option<LeftOut>,
    /// Posts before and after.
    pub posts: [u64; 2],
}

/// A test where nothing is known to have happened.
#[derive(Debug, Clone)]
pub struct Placebo {
    /// Index of the other unit, or of the bucket of the false date.
    pub at: usize,
    /// The step.
    pub estimate: f64,
    /// Its interval.
    pub interval: [f64; 2],
    /// Its p.
    pub p: f64,
}

/// Why nothing can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CannotTell {
    /// The unit has next to nothing before the event.
    NoBaseline {
        /// Its posts there.
        posts: u64,
    },
    /// The unit has next to nothing after the event.
    NoAftermath,
    /// The test refuses the series.
    Test(CannotTest),
}

/// The answer of the headline test with what stands around it.
#[derive(Debug, Clone)]
pub struct Effect {
    /// What became of each other unit.
    pub controls: Vec<ControlUse>,
    /// The unit beside its composite (or its own past).
    pub comparison: Comparison,
    /// Whether there was at least one control.
    pub compared: bool,
    /// The test, or why there is none.
    pub tested: Result<Tested, CannotTell>,
    /// The smallest step found with 80% power.
    pub minimal_detectable: Option<f64>,
    /// Each control treated as if it had the event.
    pub space: Vec<Placebo>,
    /// False dates before the event.
    pub time: Vec<Placebo>,
    /// The same test with fixed shares of the controls, where they were pooled by what was written of them: a louder control
    /// moves the pool although nobody changed their mind.
    pub fixed_shares: Option<Tested>,
    /// What the usual estimators say of the same units.
    pub opinions: Vec<Result<Estimate, CannotEstimate>>,
}

/// Works out the effect of one event.
pub fn effect(question: &Question<'_>) -> Effect {
    let Basis { mut effect, donors, design } = basis(question);
    if let (Some(design), Ok(_)) = (design, &effect.tested) {
        let comparison = &effect.comparison;
        ((effect.minimal_detectable, effect.opinions), (effect.space, effect.time, effect.fixed_shares)) = rayon::join(
            || (design.minimal_detectable(&comparison.difference, question.seed).ok(), opinions(&donors, question)),
            || {
                let time = in_time(comparison, question.first_after);
                (in_space(&donors, question), time, fixed_shares(&donors, question))
            },
        );
    }
    effect
}

/// The same without what stands around the headline: no placebos, no second opinions. For many events at once.
pub fn headline_of(question: &Question<'_>) -> Effect {
    basis(question).effect
}

/// The headline of an event, and what it was made with.
struct Basis {
    effect: Effect,
    donors: Vec<usize>,
    design: Option<Design>,
}

fn basis(question: &Question<'_>) -> Basis {
    let best_covered = best_covered(question);
    let mut controls: Vec<ControlUse> = question
        .others
        .iter()
        .map(|unit| ControlUse {
            weight: 0.0,
            left_out: left_out(unit, question, best_covered),
            posts: posts(&unit.cells, question.first_after),
        })
        .collect();
    let donors: Vec<usize> = (0..controls.len()).filter(|&k| controls[k].left_out.is_none()).collect();
    let (comparison, weights) = compare(question.unit, &donors, question);
    for (donor, weight) in donors.iter().zip(&weights) {
        controls[*donor].weight = *weight;
        if *weight <= 0.0 {
            controls[*donor].left_out = Some(LeftOut::NoWeight);
        }
    }
    let mut effect = Effect {
        controls,
        comparison,
        compared: !donors.is_empty(),
        tested: Err(CannotTell::NoAftermath),
        minimal_detectable: None,
        space: Vec::new(),
        time: Vec::new(),
        fixed_shares: None,
        opinions: Vec::new(),
    };
    match usable(question.unit, question, best_covered) {
        Err(LeftOut::NoAftermath) => return Basis { effect, donors, design: None },
        Err(_) => {
            let posts = posts(question.unit, question.first_after)[0];
            effect.tested = Err(CannotTell::NoBaseline { posts });
            return Basis { effect, donors, design: None };
        }
        Ok(()) => {}
    }
    let design = Design::new(&effect.comparison.precision, question.first_after);
    effect.tested = design
        .as_ref()
        .map_err(|e| *e)
        .and_then(|design| design.test(&effect.comparison.difference))
        .map_err(CannotTell::Test);
    Basis { effect, donors, design: design.ok() }
}

/// The headline test alone, without placebos and second opinions.
///
/// # Errors
/// [`CannotTell`] as in [`Effect::tested`].
pub fn test_only(question: &Question<'_>) -> Result<Tested, CannotTell> {
    let best_covered = best_covered(question);
    let donors: Vec<usize> = (0..question.others.len())
        .filter(|&k| left_out(&question.others[k], question, best_covered).is_none())
        .collect();
    let (comparison, _) = compare(question.unit, &donors, question);
    let design = Design::new(&comparison.precision, question.first_after).map_err(CannotTell::Test)?;
    design.test(&comparison.difference).map_err(CannotTell::Test)
}

impl Effect {
    /// What the test says; `None` when it could not be made.
    pub fn finding(&self) -> Option<Finding> {
        self.tested.as_ref().ok().map(Tested::finding)
    }

    /// Rank of the event's own step by size among the placebos in space and itself, 1 = largest.
    pub fn rank(&self) -> Option<usize> {
        let own = self.tested.as_ref().ok()?.estimate().abs();
        (!self.space.is_empty()).then(|| 1 + self.space.iter().filter(|p| p.estimate.abs() > own).count())
    }

    /// How far the composite itself moved with the event: its mean after minus before, by precision.
    pub fn composite_moved(&self, first_after: usize) -> Option<f64> {
        let mean = |range: std::ops::Range<usize>| {
            let present =
                range.filter(|&t| self.comparison.precision[t] > 0.0 && self.comparison.composite[t].is_finite());
            let (sum, weight) = present.fold((0.0, 0.0), |(sum, weight), t| {
                let precision = self.comparison.precision[t];
                (sum + precision * self.comparison.composite[t], weight + precision)
            });
            (weight > 0.0).then(|| sum / weight)
        };
        Some(mean(first_after..self.comparison.composite.len())? - mean(0..first_after)?)
    }

    /// For each bucket the standard deviation of the difference around its level before the event, by precision.
    pub fn spread(&self, first_after: usize) -> Vec<Option<f64>> {
        let before: Vec<(f64, f64)> = (0..first_after.min(self.comparison.difference.len()))
            .map(|t| (self.comparison.difference[t], self.comparison.precision[t]))
            .filter(|(d, p)| d.is_finite() && *p > 0.0)
            .collect();
        let weight: f64 = before.iter().map(|(_, p)| p).sum();
        let mean = before.iter().map(|(d, p)| d * p).sum::<f64>() / weight;
        let scale = before.iter().map(|(d, p)| p * (d - mean).powi(2)).sum::<f64>() / (before.len() as f64 - 1.0);
        let precision = &self.comparison.precision;
        precision.iter().map(|p| (*p > 0.0 && before.len() > 1).then(|| (scale / p).sqrt())).collect()
    }
}

/// The longest stretch of buckets that any unit covers before the event, and from it on.
fn best_covered(question: &Question<'_>) -> [usize; 2] {
    let units = || std::iter::once(question.unit).chain(question.others.iter().map(|u| u.cells.as_slice()));
    let longest = |side: fn(&[Cell], usize) -> &[Cell]| {
        units().map(|cells| stretch(side(cells, question.first_after.min(cells.len())))).max().unwrap_or(0)
    };
    [longest(|cells, at| &cells[..at]), longest(|cells, at| &cells[at..])]
}

fn left_out(unit: &Unit, question: &Question<'_>, best_covered: [usize; 2]) -> Option<LeftOut> {
    match unit {
        Unit { not_chosen: true, .. } => Some(LeftOut::NotChosen),
        unit => usable(&unit.cells, question, best_covered).err(),
    }
}

fn posts(cells: &[Cell], first_after: usize) -> [u64; 2] {
    let (before, after) = cells.split_at(first_after.min(cells.len()));
    [before, after].map(|side| side.iter().map(|c| c.posts).sum())
}

fn usable(cells: &[Cell], question: &Question<'_>, best: [usize; 2]) -> Result<(), LeftOut> {
    let first_after = question.first_after.min(cells.len());
    let [before, after] = posts(cells, first_after);
    let stretches = [stretch(&cells[..first_after]), stretch(&cells[first_after..])];
    let enough = |side: usize| stretches[side] as f64 >= FEWEST_COVERED * best[side] as f64;
    let buckets = |range: &[Cell]| range.iter().filter(|c| c.posts > 0).count();
    if (question.posts && before < FEWEST_POSTS)
        || !enough(0)
        || buckets(&cells[..first_after]) < FEWEST_BEFORE.min(best[0])
    {
        Err(LeftOut::NoBaseline)
    } else if after == 0 || !enough(1) || buckets(&cells[first_after..]) < FEWEST_AFTER.min(best[1]) {
        Err(LeftOut::NoAftermath)
    } else {
        Ok(())
    }
}

/// Buckets from the first with data to the last: a unit may be quiet, but it has to be there.
fn stretch(cells: &[Cell]) -> usize {
    let first = cells.iter().position(|c| c.posts > 0);
    let last = cells.iter().rposition(|c| c.posts > 0);
    first.zip(last).map_or(0, |(first, last)| last + 1 - first)
}

/// The comparison with those donors, and each donor's weight.
fn compare(unit: &[Cell], donors: &[usize], question: &Question<'_>) -> (Comparison, Vec<f64>) {
    let cells: Vec<&[Cell]> = donors.iter().map(|&k| question.others[k].cells.as_slice()).collect();
    if cells.is_empty() {
        return (composite::own_past(unit), Vec::new());
    }
    let equal = vec![1.0 / cells.len() as f64; cells.len()];
    let chosen = if cells.len() >= WEIGHTED_FROM { fixed_weights(unit, &cells, question.first_after) } else { None };
    let pooling = match (&chosen, question.posts) {
        (Some(weights), _) => Pooling::Weights(weights),
        (None, true) => Pooling::Posts,
        (None, false) => Pooling::Weights(&equal),
    };
    let comparison = composite::against(unit, &cells, question.first_after, pooling);
    let weights = comparison.weights.clone();
    (comparison, weights)
}

/// Synthetic-DiD unit weights on the buckets before the event; `None` when too little is there to choose by.
fn fixed_weights(unit: &[Cell], controls: &[&[Cell]], first_after: usize) -> Option<Vec<f64>> {
    let panel = Panel::new(means(unit), controls.iter().map(|c| means(c)).collect(), first_after).ok()?;
    let completed = panel.completed();
    let before: Vec<&[f64]> = completed.controls.iter().map(|c| &c[..completed.before]).collect();
    let ridge = unit_ridge(&before, completed.treated.len() - completed.before);
    let kept = unit_weights(&completed.treated[..completed.before], &before, ridge);
    let mut weights = vec![0.0; controls.len()];
    completed.kept.iter().zip(&kept).for_each(|(&k, w)| weights[k] = *w);
    (kept.iter().sum::<f64>() > 0.0).then_some(weights)
}

/// Mean of each bucket, NaN without posts.
pub fn means(cells: &[Cell]) -> Vec<f64> {
    cells.iter().map(|c| c.mean().unwrap_or(f64::NAN)).collect()
}

/// The test against controls in the shares that they have in all posts before the event.
fn fixed_shares(donors: &[usize], question: &Question<'_>) -> Option<Tested> {
    if !question.posts || donors.len() < 2 || donors.len() >= WEIGHTED_FROM {
        return None;
    }
    let cells: Vec<&[Cell]> = donors.iter().map(|&k| question.others[k].cells.as_slice()).collect();
    let written = |cells: &&[Cell]| cells.iter().take(question.first_after).map(|c| c.effective).sum::<f64>();
    let total: f64 = cells.iter().map(written).sum();
    let shares: Vec<f64> = cells.iter().map(|c| written(c) / total).collect();
    let comparison = composite::against(question.unit, &cells, question.first_after, Pooling::Weights(&shares));
    Design::new(&comparison.precision, question.first_after).ok()?.test(&comparison.difference).ok()
}

fn opinions(donors: &[usize], question: &Question<'_>) -> Vec<Result<Estimate, CannotEstimate>> {
    let controls = donors.iter().map(|&k| means(&question.others[k].cells)).collect();
    let options = Options { seed: question.seed, ..Options::default() };
    Panel::new(means(question.unit), controls, question.first_after)
        .map(|panel| second_opinions(&panel, &options))
        .unwrap_or_default()
}

fn in_space(donors: &[usize], question: &Question<'_>) -> Vec<Placebo> {
    if donors.len() < 2 {
        return Vec::new();
    }
    let placebo = |&k: &usize| {
        let others: Vec<usize> = donors.iter().copied().filter(|&other| other != k).collect();
        let (comparison, _) = compare(&question.others[k].cells, &others, question);
        test_at(k, &comparison.precision, &comparison.difference, question.first_after)
    };
    donors.par_iter().filter_map(placebo).collect()
}

/// False dates spread evenly over the part before the event, each with as many buckets after it as the event has, where
/// there are that many.
fn in_time(comparison: &Comparison, first_after: usize) -> Vec<Placebo> {
    let after = comparison.precision.len() - first_after;
    let present: Vec<usize> = (0..first_after).filter(|&t| comparison.precision[t] > 0.0).collect();
    let Some(candidates) = present.len().checked_sub(2 * FEWEST_BEFORE).filter(|n| *n > 0) else { return Vec::new() };
    let dates = FALSE_DATES.min(candidates);
    let at = |i: usize| present[FEWEST_BEFORE + i * candidates / dates];
    (0..dates)
        .into_par_iter()
        .filter_map(|i| {
            let end = (at(i) + after).min(first_after);
            test_at(at(i), &comparison.precision[..end], &comparison.difference[..end], at(i))
        })
        .collect()
}

fn test_at(at: usize, precision: &[f64], difference: &[f64], first_after: usize) -> Option<Placebo> {
    let tested = Design::new(precision, first_after).ok()?.test(difference).ok()?;
    Some(Placebo { at, estimate: tested.estimate(), interval: tested.interval(), p: tested.p() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::Noise;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    fn units(seed: u64, controls: usize, step: f64) -> (Vec<Cell>, Vec<Unit>) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut panel = Noise::AgainstThree { rho: 0.4 }.panel(120, controls, 1.0, &mut random);
        panel[0][90..].iter_mut().for_each(|v| *v += step);
        let mut all = panel.iter().map(|series| series.iter().map(|&v| Cell::of_value(v)).collect::<Vec<_>>());
        let unit = all.next().unwrap();
        let others =
            all.enumerate().map(|(k, cells)| Unit { name: format!("control {k}"), cells, not_chosen: false }).collect();
        (unit, others)
    }

    fn ask<'a>(unit: &'a [Cell], others: &'a [Unit]) -> Question<'a> {
        Question { unit, others, first_after: 90, posts: false, seed: 1 }
    }

    #[test]
    fn finds_a_planted_step_and_ranks_it_first() {
        let (unit, others) = units(1, 3, -3.0);
        let effect = effect(&ask(&unit, &others));
        assert_eq!(effect.finding(), Some(Finding::Harm));
        assert_eq!((effect.space.len(), effect.rank()), (3, Some(1)));
        assert_eq!(effect.time.len(), FALSE_DATES);
        assert!(effect.controls.iter().all(|c| c.left_out.is_none()));
        assert!((effect.controls.iter().map(|c| c.weight).sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(effect.minimal_detectable.is_some_and(|d| d > 0.2 && d < 3.0));
    }

    #[test]
    fn a_control_without_a_baseline_or_not_chosen_is_left_out() {
        let (unit, mut others) = units(2, 3, 0.0);
        others[0].cells[..80].fill(Cell::default());
        others[1].not_chosen = true;
        let effect = effect(&ask(&unit, &others));
        let reasons: Vec<_> = effect.controls.iter().map(|c| c.left_out).collect();
        assert_eq!(reasons, [Some(LeftOut::NoBaseline), Some(LeftOut::NotChosen), None]);
        assert!(effect.space.is_empty() && effect.rank().is_none());
    }

    #[test]
    fn says_why_it_cannot_tell() {
        let (mut unit, others) = units(3, 1, 0.0);
        unit[..85].fill(Cell::default());
        assert_eq!(effect(&ask(&unit, &others)).tested.err(), Some(CannotTell::NoBaseline { posts: 5 }));
        let (mut unit, others) = units(3, 1, 0.0);
        unit[90..].fill(Cell::default());
        assert_eq!(effect(&ask(&unit, &others)).tested.err(), Some(CannotTell::NoAftermath));
        let constant = vec![Cell::of_value(1.0); 120];
        let tested = effect(&ask(&constant, &[])).tested;
        assert_eq!(tested.err(), Some(CannotTell::Test(CannotTest::Constant)));
    }

    #[test]
    fn without_controls_the_unit_stands_beside_its_own_past() {
        let (unit, _) = units(4, 0, 4.0);
        let effect = effect(&ask(&unit, &[]));
        assert!(!effect.compared);
        assert_eq!(effect.finding(), Some(Finding::Benefit));
    }
}
