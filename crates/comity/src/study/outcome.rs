//! What a study says: the one structure behind the terminal, the JSON and the report.
//!
//! Nothing here is prose. Sentences are made from these values, in the reader's language, by [`crate::words`].

mod figures;
mod said;
mod verdict;

use std::collections::BTreeMap;

use serde::Serialize;

pub use figures::*;
pub use said::*;
pub use verdict::*;

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
