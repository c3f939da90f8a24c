//! The data that every second-opinion estimator starts from: one treated unit, its controls, one date.

use thiserror::Error;

/// A treated unit and its controls over equally spaced times.
///
/// A value that is not finite (NaN by convention, infinities too) is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The unit that the event happened to, one value per time.
    pub treated: Vec<f64>,
    /// The comparable units, each as long as `treated`.
    pub controls: Vec<Vec<f64>>,
    /// Index of the first time after the event.
    pub first_after: usize,
}

/// Why a panel cannot be built.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PanelError {
    /// A control has another length than the treated unit.
    #[error("control {control} has {found} values where the treated unit has {expected}; give both the same times")]
    Length {
        /// Index of the control.
        control: usize,
        /// Its length.
        found: usize,
        /// The length of the treated unit.
        expected: usize,
    },
    /// The event leaves nothing before or nothing after it.
    #[error(
        "the event falls at time {first_after} of {times}; it needs at least one time before it and one from it onwards"
    )]
    EventOutside {
        /// Index of the first time after the event.
        first_after: usize,
        /// Number of times in the panel.
        times: usize,
    },
}

/// Why a control was left out of a [`Completed`] panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropReason {
    /// Fewer than half of the times before the event (or fewer than two) have a value.
    ThinBefore,
    /// Fewer than half of the times after the event have a value.
    ThinAfter,
}

/// A control that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DroppedControl {
    /// Index into [`Panel::controls`].
    pub control: usize,
    /// Which part of it was too thin.
    pub reason: DropReason,
    /// Values that it has in that part.
    pub observed: usize,
    /// Values that it would need there.
    pub needed: usize,
}

/// A panel without holes, as [`Panel::completed`] makes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Completed {
    /// Original indices of the times that were kept, ascending.
    pub times: Vec<usize>,
    /// How many of the kept times lie before the event.
    pub before: usize,
    /// The treated unit at the kept times; all finite.
    pub treated: Vec<f64>,
    /// The kept controls at the kept times; all finite.
    pub controls: Vec<Vec<f64>>,
    /// For each kept control its index into [`Panel::controls`].
    pub kept: Vec<usize>,
    /// The controls that were left out.
    pub dropped: Vec<DroppedControl>,
    /// Number of control cells that were missing and got filled.
    pub filled: usize,
}

/// Alternating least squares stops after so many sweeps; each sweep shrinks the error by the share of missing cells.
const FILL_SWEEPS: usize = 500;

impl Panel {
    /// Checks that all series are equally long and that the event falls inside them.
    ///
    /// # Errors
    /// [`PanelError`] when it does not.
    pub fn new(treated: Vec<f64>, controls: Vec<Vec<f64>>, first_after: usize) -> Result<Self, PanelError> {
        let times = treated.len();
        if let Some((control, series)) = controls.iter().enumerate().find(|(_, series)| series.len() != times) {
            return Err(PanelError::Length { control, found: series.len(), expected: times });
        }
        if first_after == 0 || first_after >= times {
            return Err(PanelError::EventOutside { first_after, times });
        }
        Ok(Self { treated, controls, first_after })
    }

    /// The panel without holes.
    ///
    /// Times at which the treated unit, or every usable control, is missing are dropped. A control is left out when it
    /// has fewer than half of the remaining times before or after the event, or fewer than two before. The missing
    /// cells of the other controls are filled by the additive model `unit + time`, fitted by least squares to the cells
    /// of the controls alone: a filled cell then moves neither the unit's level nor the common swing, and the treated
    /// unit cannot leak into its own comparison.
    pub fn completed(&self) -> Completed {
        let seen = |series: &[f64], t: usize| series.get(t).is_some_and(|v| v.is_finite());
        let mut times: Vec<usize> = (0..self.treated.len()).filter(|&t| seen(&self.treated, t)).collect();
        let split = times.partition_point(|&t| t < self.first_after);

        let mut kept = Vec::new();
        let mut dropped = Vec::new();
        for (control, series) in self.controls.iter().enumerate() {
            let count = |part: &[usize]| part.iter().filter(|&&t| seen(series, t)).count();
            let (before, after) = (count(&times[..split]), count(&times[split..]));
            let (need_before, need_after) = (split.div_ceil(2).max(2), (times.len() - split).div_ceil(2).max(1));
            if before < need_before {
                let reason = DropReason::ThinBefore;
                dropped.push(DroppedControl { control, reason, observed: before, needed: need_before });
            } else if after < need_after {
                let reason = DropReason::ThinAfter;
                dropped.push(DroppedControl { control, reason, observed: after, needed: need_after });
            } else {
                kept.push(control);
            }
        }
        if !kept.is_empty() {
            times.retain(|&t| kept.iter().any(|&control| seen(&self.controls[control], t)));
        }
        let before = times.partition_point(|&t| t < self.first_after);
        let at = |series: &[f64], t: usize| series.get(t).copied().filter(|v| v.is_finite()).unwrap_or(f64::NAN);
        let pick = |series: &[f64]| times.iter().map(|&t| at(series, t)).collect::<Vec<f64>>();
        let treated = pick(&self.treated);
        let mut controls: Vec<Vec<f64>> = kept.iter().map(|&control| pick(&self.controls[control])).collect();
        let filled = fill_additive(&mut controls);
        Completed { times, before, treated, controls, kept, dropped, filled }
    }
}

/// Fills NaN cells with `unit + time` fitted by alternating least squares; every row and column must have a value.
/// Returns the number of filled cells.
fn fill_additive(rows: &mut [Vec<f64>]) -> usize {
    let holes: usize = rows.iter().map(|row| row.iter().filter(|v| v.is_nan()).count()).sum();
    if holes == 0 {
        return 0;
    }
    let width = rows.first().map_or(0, Vec::len);
    let mut unit = vec![0.0; rows.len()];
    let mut time = vec![0.0; width];
    let mean = |sum: f64, count: usize| if count == 0 { 0.0 } else { sum / count as f64 };
    for _ in 0..FILL_SWEEPS {
        let mut moved: f64 = 0.0;
        let mut size: f64 = 0.0;
        for (row, level) in rows.iter().zip(&mut unit) {
            let seen = row.iter().zip(&time).filter(|(v, _)| !v.is_nan());
            let (sum, count) = seen.fold((0.0, 0), |(sum, count), (v, swing)| (sum + (v - swing), count + 1));
            let fitted = mean(sum, count);
            moved = moved.max((fitted - *level).abs());
            size = size.max(fitted.abs());
            *level = fitted;
        }
        for (t, swing) in time.iter_mut().enumerate() {
            let seen = rows.iter().zip(&unit).filter(|(row, _)| !row[t].is_nan());
            let (sum, count) = seen.fold((0.0, 0), |(sum, count), (row, level)| (sum + (row[t] - level), count + 1));
            *swing = mean(sum, count);
        }
        if moved <= 1e-13 * size || moved.is_nan() {
            break;
        }
    }
    for (row, level) in rows.iter_mut().zip(&unit) {
        for (value, swing) in row.iter_mut().zip(&time).filter(|(value, _)| value.is_nan()) {
            *value = level + swing;
        }
    }
    holes
}

impl Completed {
    /// Number of kept times from the event onwards.
    pub fn after(&self) -> usize {
        self.times.len() - self.before
    }

    /// Treated minus the plain mean of the controls; the treated series itself when there is no control.
    pub fn difference(&self) -> Vec<f64> {
        let count = self.controls.len().max(1) as f64;
        let mean = |t: usize| self.controls.iter().map(|control| control[t] / count).sum::<f64>();
        self.treated.iter().enumerate().map(|(t, value)| value - mean(t)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: f64 = f64::NAN;

    #[test]
    fn rejects_unequal_lengths_and_events_outside() {
        let check = |control: usize, event: usize, expect: PanelError| {
            assert_eq!(Panel::new(vec![0.0; 3], vec![vec![0.0; 3], vec![0.0; control]], event), Err(expect));
        };
        check(2, 1, PanelError::Length { control: 1, found: 2, expected: 3 });
        check(3, 0, PanelError::EventOutside { first_after: 0, times: 3 });
        check(3, 3, PanelError::EventOutside { first_after: 3, times: 3 });
    }

    #[test]
    fn a_full_panel_stays_as_it_is() {
        let panel = Panel::new(vec![1.0, 2.0, 3.0], vec![vec![4.0, 5.0, 6.0]], 2).unwrap();
        let done = panel.completed();
        assert_eq!((&done.treated, &done.controls), (&panel.treated, &panel.controls));
        assert_eq!((done.before, done.after(), done.filled), (2, 1, 0));
        assert_eq!(done.difference(), vec![-3.0; 3]);
    }

    #[test]
    fn times_without_the_treated_unit_or_any_control_are_dropped() {
        let panel = Panel::new(vec![1.0, X, 3.0, 4.0, 5.0], vec![vec![1.0, 1.0, f64::INFINITY, 1.0, 1.0]], 3).unwrap();
        let done = panel.completed();
        assert_eq!(done.dropped.len(), 1, "one value of two before is too thin: {done:?}");
        let panel = Panel::new(vec![1.0, X, 3.0, 4.0, 5.0, 6.0], vec![vec![1.0, 1.0, X, 1.0, 1.0, 1.0]], 4).unwrap();
        let done = panel.completed();
        assert_eq!((done.times, done.before), (vec![0, 3, 4, 5], 2));
    }

    #[test]
    fn holes_are_filled_by_unit_plus_time() {
        let swing = [0.0, 2.0, -1.0, 3.0, 1.0, 0.5];
        let row = |level: f64| swing.iter().map(|s| level + s).collect::<Vec<_>>();
        let mut controls = vec![row(10.0), row(-4.0), row(0.0)];
        controls[0][1] = X;
        controls[1][4] = X;
        controls[2][1] = X;
        let done = Panel::new(row(1.0), controls, 4).unwrap().completed();
        assert_eq!(done.filled, 3);
        for (filled, expect) in [(done.controls[0][1], 12.0), (done.controls[1][4], -3.0), (done.controls[2][1], 2.0)] {
            assert!((filled - expect).abs() < 1e-9, "{filled} for {expect}");
        }
    }

    #[test]
    fn thin_controls_are_dropped_and_named() {
        let panel = Panel::new(
            vec![0.0; 6],
            vec![vec![X, X, X, 1.0, 1.0, 1.0], vec![1.0; 6], vec![1.0, 1.0, 1.0, 1.0, X, X]],
            4,
        );
        let done = panel.unwrap().completed();
        assert_eq!(done.kept, vec![1]);
        let reasons: Vec<_> = done.dropped.iter().map(|d| (d.control, d.reason, d.observed, d.needed)).collect();
        assert_eq!(reasons, vec![(0, DropReason::ThinBefore, 1, 2), (2, DropReason::ThinAfter, 0, 1)]);
    }
}
