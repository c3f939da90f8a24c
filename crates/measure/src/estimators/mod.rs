//! Second opinions: the estimators that an analyst would otherwise reach for, each as its authors specify it.
//!
//! None of them decides a verdict. They stand beside the headline test so that a reader sees where the usual tools
//! agree and where they would have found something that is not there. Every function is pure; the two that draw random
//! numbers take a seed.
//!
//! Units: estimates, standard deviations and intervals are in the units of the treated series.

pub mod bsts;
pub mod did;
pub mod panel;
pub mod permutation;
pub mod prais_winsten;
mod simplex;
mod spike_slab;
pub(crate) mod student;
pub mod synthetic_control;
pub mod synthetic_did;

pub use panel::{Completed, DropReason, DroppedControl, Panel, PanelError};
pub use synthetic_did::{unit_ridge, unit_weights};

use rayon::prelude::*;
use thiserror::Error;

/// The estimators, in the order in which they are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// Difference-in-differences, [`did`].
    Did,
    /// Synthetic control, [`synthetic_control`].
    SyntheticControl,
    /// Synthetic difference-in-differences, [`synthetic_did`].
    SyntheticDid,
    /// Bayesian structural time series, [`bsts`].
    Bsts,
    /// Prais–Winsten regression, [`prais_winsten`].
    PraisWinsten,
    /// Cyclic-shift permutation, [`permutation`].
    Permutation,
}

impl Method {
    /// All methods, in order.
    pub const ALL: [Self; 6] =
        [Self::Did, Self::SyntheticControl, Self::SyntheticDid, Self::Bsts, Self::PraisWinsten, Self::Permutation];

    /// The name that files and interfaces use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Did => "did",
            Self::SyntheticControl => "synthetic_control",
            Self::SyntheticDid => "synthetic_did",
            Self::Bsts => "bsts",
            Self::PraisWinsten => "prais_winsten",
            Self::Permutation => "permutation",
        }
    }
}

impl std::fmt::Display for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// What one method says about the effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The method.
    pub method: Method,
    /// Average effect per time after the event.
    pub estimate: f64,
    /// Standard error, or posterior standard deviation.
    pub sd: Option<f64>,
    /// 95% interval.
    pub interval: Option<(f64, f64)>,
    /// p value: two-sided, except for `bsts`, whose tail-area probability is one-sided.
    pub p: Option<f64>,
    /// What a reader must know beside the figures.
    pub note: Option<Note>,
}

/// A caution that comes with an [`Estimate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// There is no control: the series was held against its own past, so anything else on that date looks the same.
    OwnPastOnly,
    /// The p value is the rank of the treated unit among all units, so it cannot fall below `1/units`.
    RankAmongUnits {
        /// 1 for the unit that stands out most.
        rank: usize,
        /// Treated unit and controls together.
        units: usize,
    },
    /// One control alone leaves no placebo from which to take a standard error.
    NoPlacebos,
    /// So few times that the p value could not have fallen to .05; the smallest possible is `1/times`.
    TooFewShifts {
        /// Number of times, which is the number of cyclic shifts.
        times: usize,
    },
}

/// A method that has no answer for this panel, and why.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("{method} gives no estimate: {reason}")]
pub struct CannotEstimate {
    /// The method.
    pub method: Method,
    /// Why.
    pub reason: Reason,
}

/// Why a method has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Reason {
    /// The method compares with other units and there is none.
    #[error("it compares with other units and no usable control is left; add one with data before and after the event")]
    NoControls,
    /// Too few times with data.
    #[error(
        "{before} times before and {after} after the event have data; it needs {need_before} and {need_after}: widen the window or use a finer bucket"
    )]
    TooShort {
        /// Times before the event.
        before: usize,
        /// Times after it.
        after: usize,
        /// Times before the event that the method needs.
        need_before: usize,
        /// Times after it that the method needs.
        need_after: usize,
    },
    /// Nothing varies around the effect, so there is no noise to judge it by.
    #[error("the series does not vary apart from the step, so there is no noise to judge it by")]
    NoVariation,
    /// Too few draws to say anything.
    #[error("{draws} draws were asked for; it needs at least {needed}")]
    TooFewDraws {
        /// Draws that were asked for.
        draws: usize,
        /// The least that are needed.
        needed: usize,
    },
    /// The arithmetic left the range of numbers.
    #[error("the values are too large or too small to calculate with; rescale the series")]
    OutOfRange,
}

/// Settings of [`second_opinions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Seed of the one method that draws random numbers, `bsts`.
    pub seed: u64,
    /// Draws of `bsts`, the tenth that is burn-in included; 1,000 as in R.
    pub bsts_draws: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, bsts_draws: 1000 }
    }
}

/// Every method in the order of [`Method::ALL`], each with its estimate or the reason why there is none.
///
/// Deterministic in panel and options, whatever the number of threads.
pub fn second_opinions(panel: &Panel, options: &Options) -> Vec<Result<Estimate, CannotEstimate>> {
    let panel = panel.completed();
    Method::ALL.par_iter().map(|&method| estimate(method, &panel, options)).collect()
}

/// One method on a panel without holes.
///
/// # Errors
/// [`CannotEstimate`] when the method has no answer for this panel.
pub fn estimate(method: Method, panel: &Completed, options: &Options) -> Result<Estimate, CannotEstimate> {
    let result = match method {
        Method::Did => did::estimate(panel),
        Method::SyntheticControl => synthetic_control::estimate(panel),
        Method::SyntheticDid => synthetic_did::estimate(panel),
        Method::Bsts => bsts::estimate(panel, options.bsts_draws, options.seed),
        Method::PraisWinsten => prais_winsten::estimate(panel),
        Method::Permutation => permutation::estimate(panel),
    };
    result.and_then(in_range).map_err(|reason| CannotEstimate { method, reason })
}

/// Figures that overflowed are no figures.
fn in_range(found: Estimate) -> Result<Estimate, Reason> {
    let bounds = found.interval.map_or([0.0; 2], |(low, high)| [low, high]);
    let figures = [found.estimate, found.sd.unwrap_or(0.0), found.p.unwrap_or(0.0), bounds[0], bounds[1]];
    if figures.iter().all(|figure| figure.is_finite()) { Ok(found) } else { Err(Reason::OutOfRange) }
}

/// Fourth powers of values between this and its reciprocal stay in range.
const LARGEST: f64 = 1e75;

/// The least that a method needs, checked, and that the values can be calculated with.
fn require(panel: &Completed, need_before: usize, need_after: usize) -> Result<(), Reason> {
    let (before, after) = (panel.before, panel.after());
    if before < need_before || after < need_after {
        return Err(Reason::TooShort { before, after, need_before, need_after });
    }
    let largest = panel.controls.iter().chain([&panel.treated]).map(|unit| size(unit)).fold(0.0, f64::max);
    if largest > LARGEST || (largest > 0.0 && largest < LARGEST.recip()) {
        return Err(Reason::OutOfRange);
    }
    Ok(())
}

/// [`Note::OwnPastOnly`] when there is no control.
fn own_past(panel: &Completed) -> Option<Note> {
    panel.controls.is_empty().then_some(Note::OwnPastOnly)
}

/// Arithmetic mean; NaN of nothing.
fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The largest absolute value.
fn size(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |size: f64, value| size.max(value.abs()))
}

/// Whether a residual spread is nothing but rounding of the given values.
fn is_rounding(spread: f64, values: &[f64]) -> bool {
    spread <= 1e-12 * size(values)
}

#[cfg(test)]
mod tests;
