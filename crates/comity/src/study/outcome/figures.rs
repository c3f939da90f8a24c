//! The figures of one event: before and after, the headline, second opinions, controls, placebos, copies, the series.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Interval;

/// Posts of the unit before and after.
#[derive(Debug, Clone, Serialize)]
pub struct Descriptive {
    /// Before the event.
    pub before: Side,
    /// From the event on.
    pub after: Side,
    /// After minus before.
    pub difference: f64,
    /// 95%, clustered by author (CR2); sampling error only. `None` below 20 authors.
    pub interval: Option<Interval>,
    /// How many authors wrote.
    pub authors: u64,
}

impl From<comity_measure::descriptive::Descriptive> for Descriptive {
    fn from(described: comity_measure::descriptive::Descriptive) -> Self {
        let side = |mean: comity_measure::descriptive::PeriodMean| Side { n: mean.n, mean: mean.mean };
        Self {
            before: side(described.before),
            after: side(described.after),
            difference: described.difference,
            interval: described.interval.ok().map(|(low, high)| [low, high]),
            authors: described.authors as u64,
        }
    }
}

/// One side of a before/after comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// Posts (or buckets, for a ready series).
    pub n: u64,
    /// Their mean.
    pub mean: f64,
}

/// The headline: the guarded test of a step on the difference from comparable units.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// `control_difference` or, without a comparable unit, `own_past`.
    pub method: String,
    /// The step, in the metric's units.
    pub estimate: f64,
    /// Hull of the 96% step and 90% drift intervals: matches the test at 5%.
    pub interval: Interval,
    /// `min(1, max(1.25·p_step, ½·p_drift))`.
    pub p: f64,
    /// Two-sided p of the step without a trend.
    pub p_step: f64,
    /// Two-sided p of the step beside a linear trend.
    pub p_drift: f64,
    /// The trend that would explain the step as well, a bucket; set when it cannot be told from a step.
    pub drift_per_bucket: Option<f64>,
    /// The smallest step that this test finds with 80% power under the noise seen before the event.
    pub minimal_detectable: Option<f64>,
}

/// A second opinion.
#[derive(Debug, Clone, Serialize)]
pub struct Opinion {
    /// `did`, `synthetic_control`, `synthetic_did`, `bsts`, `prais_winsten`, `permutation`.
    pub method: String,
    /// In the metric's units.
    pub estimate: Option<f64>,
    /// Standard deviation of the estimate.
    pub sd: Option<f64>,
    /// 95%.
    pub interval: Option<Interval>,
    /// Two-sided p; for `bsts` the tail area of its posterior.
    pub p: Option<f64>,
    /// Why there is no figure, as a stable code.
    pub cannot: Option<String>,
}

/// A unit that might serve as comparison.
#[derive(Debug, Clone, Serialize)]
pub struct Control {
    /// Its name.
    pub unit: String,
    /// Its share of the composite.
    pub weight: f64,
    /// Whether it is part of it.
    pub included: bool,
    /// Why not: `no_baseline`, `no_aftermath`, `not_chosen`, `no_weight`.
    pub reason: Option<String>,
    /// Posts in the window, before and after.
    pub posts: [u64; 2],
}

/// The same test where nothing is known to have happened. Shown, not a gate.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Placebos {
    /// Each control treated as if it had the event.
    pub space: Vec<SpacePlacebo>,
    /// Rank of the event's own effect by size among `space` and itself, 1 = largest.
    pub rank: Option<usize>,
    /// False dates before the event.
    pub time: Vec<TimePlacebo>,
}

/// One control treated as if.
#[derive(Debug, Clone, Serialize)]
pub struct SpacePlacebo {
    /// Its name.
    pub unit: String,
    /// Its step.
    pub estimate: f64,
    /// Its interval.
    pub interval: Interval,
    /// Its p.
    pub p: f64,
}

/// One false date.
#[derive(Debug, Clone, Serialize)]
pub struct TimePlacebo {
    /// When.
    pub at: String,
    /// The step found there.
    pub estimate: f64,
    /// Its interval.
    pub interval: Interval,
    /// Its p.
    pub p: f64,
}

/// Copies set aside.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Duplicates {
    /// Posts removed in the event's window, all units.
    pub removed: u64,
    /// By rule: `same_id`, `same_author_and_text`, `same_text`, `brand_line`, `near`.
    pub by_rule: BTreeMap<String, u64>,
    /// The step without duplicates: what the headline says.
    pub effect_without: Option<f64>,
    /// The step had they been kept.
    pub effect_with: Option<f64>,
}

/// One bucket of the series.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// Start of the bucket, RFC 3339 (or the row).
    pub at: String,
    /// Whether the event had happened.
    pub after: bool,
    /// Posts of the unit.
    pub n: u64,
    /// Mean of the unit.
    pub unit: Option<f64>,
    /// The composite of comparable units, on the unit's level before the event.
    pub composite: Option<f64>,
    /// 95% range around the composite in which the unit would have stayed without an event.
    pub expected: Option<Interval>,
    /// Unit minus composite.
    pub difference: Option<f64>,
    /// 95% range of that difference around the fitted step.
    pub difference_interval: Option<Interval>,
}
