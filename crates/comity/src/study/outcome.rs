//! What a study says: the one structure behind the terminal, the JSON and the report.
//!
//! Nothing here is prose. Sentences are made from these values, in the reader's language, by [`crate::words`].

use std::collections::BTreeMap;

use serde::Serialize;

/// A closed interval `[low, high]`, in the metric's units.
pub type Interval = [f64; 2];

/// The whole answer: what was read, and one [`EventOutcome`] an event.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Version of the program.
    pub comity: String,
    /// What was read; absent columns and guesses included.
    pub data: Data,
    /// One answer an event, in the order asked.
    pub events: Vec<EventOutcome>,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// Whatever depends on the clock, and nothing else does.
    pub timing: Timing,
}

impl Outcome {
    /// The JSON. With one event its fields also stand at the top, so that a script need not reach into the list.
    ///
    /// # Errors
    /// Never with figures from a study; a map key that is no string would be one.
    pub fn to_json(&self) -> serde_json::Result<serde_json::Value> {
        let mut json = serde_json::to_value(self)?;
        if let ([event], Some(all)) = (self.events.as_slice(), json.as_object_mut())
            && let serde_json::Value::Object(fields) = serde_json::to_value(event)?
        {
            for (name, value) in fields.into_iter().filter(|(name, _)| name != "series") {
                all.entry(name).or_insert(value);
            }
        }
        Ok(json)
    }
}

/// Seconds spent; the only part that differs between two runs.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Timing {
    /// Reading, scoring and grouping.
    pub read_seconds: f64,
    /// Everything after.
    pub study_seconds: f64,
}

/// What was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Data {
    /// The files, as given.
    pub files: Vec<String>,
    /// Rows accepted.
    pub posts: u64,
    /// Rows rejected, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Fields that were not UTF-8 and were read as Windows-1252.
    pub decoded_as_windows_1252: u64,
    /// Role of a column → its name and how it was found.
    pub columns: Vec<ColumnUse>,
    /// Earliest and latest accepted time, RFC 3339 in the study's zone.
    pub span: Option<[String; 2]>,
    /// What is measured, and on which scale.
    pub metric: Metric,
}

/// One column and the role it plays.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnUse {
    /// `text`, `time`, `unit`, `author`, `id`, `score`, `lang`.
    pub role: String,
    /// Name in the file.
    pub column: String,
    /// `named` by the user, or guessed by `name` or by `content`.
    pub found: String,
}

/// What the figures measure.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Metric {
    /// The built-in sentiment model's scores in [−1, 1].
    Model {
        /// By how much the model shrinks differences between groups of posts: the slope of its mean on the labels' mean.
        damping: Option<f64>,
        /// The same from labels in the data studied, when a column of labels was given for comparison.
        damping_here: Option<f64>,
    },
    /// A column of scores or labels that the data came with.
    Column {
        /// Its name.
        column: String,
    },
    /// A ready series of any metric.
    Series {
        /// Its name.
        name: String,
    },
}

impl Default for Metric {
    fn default() -> Self {
        Metric::Model { damping: None, damping_here: None }
    }
}

/// The measurement of one event.
#[derive(Debug, Clone, Serialize)]
pub struct EventOutcome {
    /// Name given by the user, else the unit and the time.
    pub name: String,
    /// The unit concerned; empty when the data knows only one.
    pub unit: String,
    /// When, RFC 3339 in the study's zone (or the row, for a series without times).
    pub at: String,
    /// The part of the data that was looked at.
    pub window: Window,
    /// The plain difference before and after. Sampling error only.
    pub descriptive: Option<Descriptive>,
    /// The headline.
    pub effect: Option<Headline>,
    /// Second opinions.
    pub estimates: Vec<Opinion>,
    /// Every other unit, used or not.
    pub controls: Vec<Control>,
    /// The same test where nothing happened.
    pub placebos: Placebos,
    /// Copies, and what they would have changed.
    pub duplicates: Duplicates,
    /// The answer.
    pub verdict: Verdict,
    /// Rows rejected, by reason (the same for every event of one run).
    pub rejected: BTreeMap<String, u64>,
    /// What a reader must know before believing the figures.
    pub caveats: Vec<Caveat>,
    /// The series behind it, for charts and for those who check.
    pub series: Vec<Point>,
    /// Shares of negative, neutral and positive posts, corrected for the model's confusion.
    pub shares: Option<ClassShares>,
    /// Languages of the posts looked at, by share.
    pub languages: Vec<(String, f64)>,
    /// What kind of capital people speak of.
    pub capital: Vec<CodeShare>,
    /// How they experience it.
    pub behaviour: Vec<CodeShare>,
    /// What they talk about.
    pub themes: Themes,
}

/// Which buckets were looked at.
#[derive(Debug, Clone, Serialize)]
pub struct Window {
    /// `hour`, `day`, `week`, or `step` for series without a calendar.
    pub bucket: String,
    /// Zone of the buckets.
    pub timezone: String,
    /// Start of the first bucket.
    pub from: String,
    /// End of the last.
    pub to: String,
    /// Buckets before with data, after with data.
    pub buckets: [usize; 2],
    /// Buckets with fewer than five posts of the unit.
    pub thin: usize,
}

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

/// The answer, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// What can be said.
    pub code: VerdictCode,
    /// Why, as a stable code with its figures.
    pub reason: Reason,
    /// One plain sentence in the language asked for.
    pub text: String,
}

/// What can be said about an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictCode {
    /// The metric fell with the event.
    Harm,
    /// The metric rose with the event.
    Benefit,
    /// Nothing that chance does not explain.
    NoEvidence,
    /// It cannot be told.
    Undetermined,
}

/// Why the verdict is what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Reason {
    /// A step against comparable units, beyond drift.
    Step,
    /// A step against the unit's own past: anything else on that date would look the same.
    StepOwnPast,
    /// Neither the plain difference nor the comparison shows anything.
    Nothing,
    /// The unit moved, and the comparable units moved with it.
    OthersMovedToo {
        /// How far the comparison moved.
        others: f64,
    },
    /// The plain difference is large, but within what the noise does.
    WithinNoise,
    /// A step or a drift: both fit.
    StepOrDrift {
        /// The drift that would explain it, a bucket.
        drift_per_bucket: f64,
    },
    /// Too few buckets: needed and had, on the side that falls short.
    TooShort {
        /// Needed before and after.
        needed: [usize; 2],
        /// Had before and after.
        had: [usize; 2],
    },
    /// The unit has next to no posts before the event.
    NoBaseline {
        /// Posts before the event in the window.
        posts: u64,
    },
    /// Nothing after the event.
    NoAftermath,
    /// The series does not vary.
    Constant,
}

/// What a reader must know before believing the figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Caveat {
    /// No comparable unit.
    NoControls,
    /// The window is not a whole number of days, and hours of the day differ.
    DayPatternMixedIn,
    /// The window is not a whole number of weeks, and days of the week differ.
    WeekPatternMixedIn,
    /// Last or first bucket is cut by the end of the data.
    PartialBucket {
        /// Its start.
        at: String,
    },
    /// Thin buckets in the window.
    ThinBuckets {
        /// How many.
        thin: usize,
        /// Of how many.
        of: usize,
    },
    /// Too few controls for a placebo p value.
    FewControls {
        /// How many there are.
        controls: usize,
    },
    /// With fixed shares of the controls the verdict would be another.
    MixMatters {
        /// The step that they would give.
        estimate: f64,
    },
    /// Second opinions disagree with the headline.
    OpinionsDiffer {
        /// Methods whose interval excludes zero.
        find: Vec<String>,
        /// Methods whose interval includes zero.
        do_not_find: Vec<String>,
    },
    /// The model shrinks differences by this factor.
    ModelDampens {
        /// Model difference per difference of human labels.
        factor: f64,
    },
    /// The class shares could not be corrected for the model's errors.
    SharesNotCorrected,
    /// Another studied event of the same unit falls into the window.
    OtherEventInWindow {
        /// Its name.
        name: String,
    },
    /// A control has an event of its own in the window.
    ControlHadEvent {
        /// The control.
        unit: String,
    },
    /// Duplicates would have changed the verdict.
    DuplicatesMatter,
    /// Placebo dates fire more often than the test's level.
    PlacebosFire {
        /// How many fired.
        fired: usize,
        /// Of how many.
        of: usize,
    },
    /// Authors are unknown: every post counts as one author.
    AuthorsUnknown,
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

/// Shares of the three classes.
#[derive(Debug, Clone, Serialize)]
pub struct ClassShares {
    /// `confusion` (corrected by the model's held-out errors), `prediction_powered` (with labels from this data), `counted`.
    pub method: String,
    /// Negative, neutral, positive before, with 95% intervals.
    pub before: [ShareEstimate; 3],
    /// The same after.
    pub after: [ShareEstimate; 3],
}

/// A share and its interval.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct ShareEstimate {
    /// In [0, 1].
    pub share: f64,
    /// 95%.
    pub interval: Option<Interval>,
}

/// One code of a codebook, before and after.
#[derive(Debug, Clone, Serialize)]
pub struct CodeShare {
    /// Stable id.
    pub code: String,
    /// Name in the reader's language.
    pub label: String,
    /// Share of posts before.
    pub before: f64,
    /// Share of posts after.
    pub after: f64,
    /// 95% interval of the difference.
    pub interval: Interval,
    /// Two-sided p of the difference, Benjamini–Hochberg over both lenses.
    pub p_adjusted: f64,
    /// Words that matched most, most frequent first.
    pub words: Vec<String>,
    /// Shortened passages without names.
    pub quotes: Vec<String>,
}

/// Themes before and after.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Themes {
    /// Posts looked at (a sample when there are many).
    pub sampled: usize,
    /// The themes, largest change first; empty when none is stable.
    pub themes: Vec<Theme>,
}

/// One theme.
#[derive(Debug, Clone, Serialize)]
pub struct Theme {
    /// Words that set it apart.
    pub words: Vec<String>,
    /// Share of posts before.
    pub before: f64,
    /// Share of posts after.
    pub after: f64,
    /// 95% interval of the difference.
    pub interval: Interval,
    /// Mean score before and after, where there are posts.
    pub score: [Option<f64>; 2],
    /// How well it comes back under other seeds, in [0, 1].
    pub stability: f64,
    /// Whether that is enough to speak of it.
    pub stable: bool,
    /// Shortened passages without names.
    pub quotes: Vec<String>,
}
