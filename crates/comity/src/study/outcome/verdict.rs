//! The answer, why it is that one, and what to know before believing it.

use serde::Serialize;

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
    /// The window is not a whole number of years, and months of the year differ.
    YearPatternMixedIn,
    /// The window is not a whole number of years, and less than two years are before the event to see whether months differ.
    YearPatternUnknown,
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
        /// Methods whose interval excludes zero on the other side than the headline's.
        opposite: Vec<String>,
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
    /// Many posts of the unit in the window have no author.
    AuthorsMissing {
        /// How many.
        missing: u64,
        /// Of how many.
        of: u64,
    },
    /// One author wrote most of what is said of a unit in the window.
    OneAuthor {
        /// The unit, the event's own or one that serves as comparison; empty when the data knows only one.
        unit: String,
        /// The author's share of its posts.
        share: f64,
    },
    /// A language in which the model tells good from bad no better than chance.
    WeakLanguage {
        /// Its code.
        language: String,
        /// Its share of the posts looked at.
        share: f64,
    },
    /// Some files have no rows.
    FilesWithoutRows {
        /// Which.
        files: Vec<String>,
    },
    /// The window asked for is no whole number of buckets and was rounded up.
    WindowRounded {
        /// Size of a bucket.
        bucket: String,
        /// Buckets before the event, where that side was rounded.
        before: Option<usize>,
        /// Buckets from the event on, where that side was rounded.
        after: Option<usize>,
    },
    /// The times of a ready series do not lie evenly.
    UnevenSteps {
        /// Seconds between the two times nearest to each other.
        shortest: i64,
        /// Seconds between the two farthest apart.
        longest: i64,
    },
    /// Units of a ready series are of very different size.
    SizesDiffer {
        /// The unit that serves as comparison and differs most.
        unit: String,
        /// How many times larger or smaller it is, in its mean or in how far it swings.
        times: f64,
    },
    /// The units of a ready series are not shown in figures as they stand in the table.
    Scaled {
        /// But how.
        scale: Scale,
    },
}

/// How the units of a ready series are put on one footing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// In percent of each unit's own mean before the event, which is 100.
    Index,
    /// Natural logarithm, less its own mean before the event: a step of .1 is a rise of about a tenth.
    Log,
}
