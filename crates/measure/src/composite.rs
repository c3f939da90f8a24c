//! The unit beside a composite of comparable units.
//!
//! Below [`WEIGHTED_FROM`] controls the composite is their precision-weighted pooled mean: the mean of everything that was
//! written of comparable units in that bucket, so that a louder day of one of them is part of the common swing. From there
//! on it takes the ridge-regularised unit weights of synthetic difference-in-differences; with such fixed weights each
//! control enters as its distance from its own mean before the event, so that one that is missing for a bucket does not
//! shift the composite by its level.

use crate::series::Cell;

/// From this many controls on the composite is weighted towards those that moved as the unit did.
pub const WEIGHTED_FROM: usize = 10;

/// The unit against what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Unit minus composite; NaN where either is missing.
    pub difference: Vec<f64>,
    /// Precision of `difference`: 1/(1/n_unit + 1/n_controls) in effective posts; 0 where missing.
    pub precision: Vec<f64>,
    /// The composite, lifted to the unit's level before the event; NaN where missing.
    pub composite: Vec<f64>,
    /// Share of each control in the composite, adding to one (empty without controls).
    pub weights: Vec<f64>,
}

/// How controls are put together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pooling<'a> {
    /// By their effective posts in each bucket.
    Posts,
    /// By fixed shares, each control as its distance from its own mean before the event.
    Weights(&'a [f64]),
}

/// The unit against its controls.
pub fn against(unit: &[Cell], controls: &[&[Cell]], first_after: usize, pooling: Pooling<'_>) -> Comparison {
    let level = baseline(unit, first_after);
    let levels: Vec<f64> = match pooling {
        Pooling::Posts => {
            let pooled = pooled_baseline(controls, first_after);
            vec![pooled; controls.len()]
        }
        Pooling::Weights(_) => controls.iter().map(|control| baseline(control, first_after)).collect(),
    };
    let mut comparison = Comparison {
        difference: vec![f64::NAN; unit.len()],
        precision: vec![0.0; unit.len()],
        composite: vec![f64::NAN; unit.len()],
        weights: vec![0.0; controls.len()],
    };
    for (t, cell) in unit.iter().enumerate() {
        let present = || {
            controls.iter().enumerate().filter_map(|(k, control)| {
                let c = control.get(t)?;
                let weight = match pooling {
                    Pooling::Posts => c.effective,
                    Pooling::Weights(shares) => shares.get(k).copied().unwrap_or(0.0),
                };
                (weight > 0.0).then_some(())?;
                Some((k, weight, c.mean()? - levels[k], c.effective))
            })
        };
        let total: f64 = present().map(|(_, w, ..)| w).sum();
        if total <= 0.0 {
            continue;
        }
        let (mut moved, mut variance) = (0.0, 0.0);
        for (k, weight, distance, effective) in present() {
            let share = weight / total;
            moved += share * distance;
            variance += share * share / effective;
            comparison.weights[k] += weight;
        }
        comparison.composite[t] = moved + level;
        if let Some(mean) = cell.mean() {
            comparison.difference[t] = mean - comparison.composite[t];
            comparison.precision[t] = 1.0 / (1.0 / cell.effective + variance);
        }
    }
    let total: f64 = comparison.weights.iter().sum();
    if total > 0.0 {
        comparison.weights.iter_mut().for_each(|w| *w /= total);
    }
    comparison
}

/// The unit against nothing but its own past.
pub fn own_past(unit: &[Cell]) -> Comparison {
    Comparison {
        difference: unit.iter().map(|c| c.mean().unwrap_or(f64::NAN)).collect(),
        precision: unit.iter().map(|c| c.effective).collect(),
        composite: vec![f64::NAN; unit.len()],
        weights: Vec::new(),
    }
}

/// Precision-weighted mean before the event; over the whole series where nothing is before.
fn baseline(cells: &[Cell], first_after: usize) -> f64 {
    pooled_baseline(&[cells], first_after)
}

fn pooled_baseline(units: &[&[Cell]], first_after: usize) -> f64 {
    let mean_until = |end: usize| {
        let cells = || units.iter().flat_map(|cells| &cells[..end.min(cells.len())]);
        let weight: f64 = cells().map(|c| c.effective).sum();
        let sum: f64 = cells().filter_map(|c| Some(c.mean()? * c.effective)).sum();
        (weight > 0.0).then(|| sum / weight)
    };
    mean_until(first_after).or_else(|| mean_until(usize::MAX)).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(values: &[f64]) -> Vec<Cell> {
        values.iter().map(|&v| Cell::of_value(v)).collect()
    }

    #[test]
    fn a_common_swing_cancels() {
        let unit = values(&[1.0, 2.0, 3.0, 9.0]);
        let (a, b) = (values(&[0.0, 1.0, 2.0, 3.0]), values(&[10.0, 11.0, 12.0, 13.0]));
        let comparison = against(&unit, &[&a, &b], 3, Pooling::Posts);
        assert_eq!(comparison.difference, [0.0, 0.0, 0.0, 5.0]);
        assert_eq!(comparison.composite, [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(comparison.weights, [0.5, 0.5]);
    }

    #[test]
    fn a_missing_control_does_not_shift_a_composite_of_fixed_weights() {
        let unit = values(&[0.0; 4]);
        let (low, high) = (values(&[0.0; 4]), values(&[10.0, 10.0, f64::NAN, 10.0]));
        assert_eq!(against(&unit, &[&low, &high], 2, Pooling::Weights(&[0.5, 0.5])).difference, [0.0; 4]);
    }

    #[test]
    fn precision_is_that_of_both_sides() {
        let cell = |effective: f64| Cell { posts: 9, sum: 0.0, effective };
        let comparison = against(&[cell(4.0)], &[&[cell(10.0)], &[cell(30.0)]], 1, Pooling::Posts);
        assert!((comparison.precision[0] - 1.0 / (1.0 / 4.0 + 1.0 / 40.0)).abs() < 1e-12);
        assert_eq!(comparison.weights, [0.25, 0.75]);
    }

    #[test]
    fn missing_on_either_side_is_missing() {
        let comparison = against(&values(&[f64::NAN, 1.0]), &[&values(&[1.0, f64::NAN])], 1, Pooling::Posts);
        assert!(comparison.difference.iter().all(|d| d.is_nan()));
        assert_eq!(comparison.precision, [0.0, 0.0]);
    }
}
