//! Synthetic control on outcomes alone.
//!
//! The weights `w ≥ 0, Σw = 1` minimise the squared distance between the treated unit and `Σ w_j·control_j` before the
//! event; the estimate is the mean gap after it. Every control is then treated as if, with the other controls as its
//! donors (the treated unit is never a donor). The p value is the rank of the treated unit among all units by the ratio
//! of mean squared gaps after and before, so with `J` controls no p below `1/(J+1)` exists. From 5 controls on, the
//! standard deviation of the placebos' mean gaps is given as `sd`. There is no interval: inverting a rank among `J+1`
//! units does not give one at 95% below 19 controls.
//!
//! Assumes that the treated unit lies within reach of its controls and that their fit before the event lasts.
//!
//! Abadie, Diamond, Hainmueller (2010), *Journal of the American Statistical Association* 105(490).

use rayon::prelude::*;

use super::simplex::{Products, exact};
use super::{Completed, Estimate, Method, Note, Reason, is_rounding, mean, require, size};

/// From so many controls on, the spread of the placebos is given.
const CONTROLS_FOR_SD: usize = 5;

/// The estimate with its rank among the placebos.
///
/// # Errors
/// No control, fewer than 2 times before or 1 after the event, or units that do not vary at all.
pub fn estimate(panel: &Completed) -> Result<Estimate, Reason> {
    if panel.controls.is_empty() {
        return Err(Reason::NoControls);
    }
    require(panel, 2, 1)?;
    // Index J is the treated unit.
    let units: Vec<&[f64]> = panel.controls.iter().chain([&panel.treated]).map(Vec::as_slice).collect();
    if units.iter().all(|unit| is_rounding(unit.iter().map(|v| (v - unit[0]).abs()).fold(0.0, f64::max), unit)) {
        return Err(Reason::NoVariation);
    }
    let treated = panel.controls.len();
    let before: Vec<&[f64]> = units.iter().map(|unit| &unit[..panel.before]).collect();
    let products = Products::of(&before);
    let gaps: Vec<Gap> = (0..units.len())
        .into_par_iter()
        .map(|target| {
            let donors: Vec<usize> = (0..treated).filter(|&donor| donor != target).collect();
            Gap::new(&units, target, &donors, &weights_among(&products, target, &donors), panel.before)
        })
        .collect();

    let size = units.iter().map(|unit| size(unit)).fold(0.0, f64::max);
    let own = &gaps[treated];
    let note = if treated == 1 {
        Note::NoPlacebos
    } else {
        let rank = gaps.iter().filter(|gap| gap.stands_out_as(own, size)).count();
        Note::RankAmongUnits { rank, units: gaps.len() }
    };
    let p = match note {
        Note::RankAmongUnits { rank, units } => Some(rank as f64 / units as f64),
        _ => None,
    };
    let placebos: Vec<f64> = gaps[..treated].iter().map(|gap| gap.effect).collect();
    Ok(Estimate {
        method: Method::SyntheticControl,
        estimate: own.effect,
        sd: (treated >= CONTROLS_FOR_SD).then(|| sample_sd(&placebos)),
        interval: None,
        p,
        note: Some(note),
    })
}

/// The weights of the controls in the synthetic control, in the order of [`Completed::controls`]; empty without
/// controls. Where several weightings fit equally well, the one reached from equal weights.
pub fn weights(panel: &Completed) -> Vec<f64> {
    let before: Vec<&[f64]> = panel.controls.iter().chain([&panel.treated]).map(|unit| &unit[..panel.before]).collect();
    let donors: Vec<usize> = (0..panel.controls.len()).collect();
    weights_among(&Products::of(&before), donors.len(), &donors)
}

fn weights_among(products: &Products, target: usize, donors: &[usize]) -> Vec<f64> {
    exact(&products.problem(target, donors, 0.0))
}

/// A unit minus its synthetic control.
struct Gap {
    /// Mean after the event.
    effect: f64,
    /// Mean square before it.
    before: f64,
    /// Mean square after it.
    after: f64,
}

impl Gap {
    fn new(units: &[&[f64]], target: usize, donors: &[usize], weights: &[f64], split: usize) -> Self {
        let composed = |t: usize| donors.iter().zip(weights).map(|(&donor, w)| w * units[donor][t]).sum::<f64>();
        let gap: Vec<f64> = units[target].iter().enumerate().map(|(t, value)| value - composed(t)).collect();
        let square = |part: &[f64]| part.iter().map(|v| v * v).sum::<f64>() / part.len() as f64;
        let (before, after) = gap.split_at(split);
        Self { effect: mean(after), before: square(before), after: square(after) }
    }

    /// Whether its ratio of mean squares is at least that of `other`; a fit down to rounding counts as equally good.
    fn stands_out_as(&self, other: &Self, size: f64) -> bool {
        let floor = (1e-6 * size).powi(2);
        self.after * other.before.max(floor) >= other.after * self.before.max(floor) * (1.0 - 1e-12)
    }
}

/// Standard deviation with `n−1`.
pub(super) fn sample_sd(values: &[f64]) -> f64 {
    let center = mean(values);
    (values.iter().map(|v| (v - center).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::Panel;
    use super::*;
    use crate::estimators::tests::noise;

    #[test]
    fn the_mixture_is_recovered_and_ranks_first() {
        let controls: Vec<Vec<f64>> = (0..6).map(|seed| noise(seed, 50)).collect();
        let mut treated: Vec<f64> = (0..50).map(|t| 0.3 * controls[1][t] + 0.7 * controls[4][t]).collect();
        treated.iter_mut().skip(40).for_each(|v| *v -= 2.0);
        let panel = Panel::new(treated, controls, 40).unwrap().completed();
        let found = estimate(&panel).unwrap();
        assert!((found.estimate + 2.0).abs() < 1e-6, "{found:?}");
        assert_eq!(found.note, Some(Note::RankAmongUnits { rank: 1, units: 7 }));
        assert_eq!((found.p, found.interval), (Some(1.0 / 7.0), None));
        let weights = weights(&panel);
        assert!((weights[1] - 0.3).abs() < 1e-6 && (weights[4] - 0.7).abs() < 1e-6, "{weights:?}");
    }

    #[test]
    fn with_few_controls_there_is_less_to_say() {
        let check = |controls: u64, p: bool, sd: bool| {
            let others = (1..=controls).map(|seed| noise(seed, 20)).collect();
            let found = estimate(&Panel::new(noise(0, 20), others, 15).unwrap().completed()).unwrap();
            assert_eq!((found.p.is_some(), found.sd.is_some()), (p, sd), "{found:?}");
        };
        check(1, false, false);
        check(4, true, false);
        check(5, true, true);
    }
}
