//! One event of a portfolio: what the table says of it, what its study says, why it was left out.

use comity_measure::position::Archetype;
use serde::Serialize;

use crate::study::outcome::{Interval, VerdictCode};

/// A cell that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Problem {
    /// Its line, from 1.
    pub line: u64,
    /// The part that its column plays.
    pub part: String,
    /// What it holds.
    pub value: String,
    /// What is wrong with it.
    pub problem: ProblemKind,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// No number from 0 to 28.
    #[serde(rename = "no_points")]
    Points,
    /// No kind of capital.
    #[serde(rename = "no_capital")]
    Capital,
    /// Neither yes nor no.
    #[serde(rename = "no_yes_or_no")]
    YesOrNo,
    /// No length of time.
    #[serde(rename = "no_length")]
    Length,
}

impl ProblemKind {
    /// As in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Points => "no_points",
            Self::Capital => "no_capital",
            Self::YesOrNo => "no_yes_or_no",
            Self::Length => "no_length",
        }
    }
}

/// Why an event is not among the effects that were put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// The row has no time.
    MissingTime,
    /// Its time cannot be read.
    UnreadableTime,
    /// Its window cannot be read.
    UnreadableWindow,
    /// The same unit and time as a row before.
    ListedTwice,
    /// The row names no unit, and the posts speak of several.
    MissingUnit,
    /// No post speaks of its unit.
    UnknownUnit,
    /// Its time lies outside the data.
    OutsideData,
    /// Next to no posts before it.
    NoBaseline,
    /// Next to no posts after it.
    NoAftermath,
    /// Too few buckets before or after it.
    TooShort,
    /// The metric does not vary.
    Constant,
}

impl LeftOut {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::MissingTime,
        Self::UnreadableTime,
        Self::UnreadableWindow,
        Self::ListedTwice,
        Self::MissingUnit,
        Self::UnknownUnit,
        Self::OutsideData,
        Self::NoBaseline,
        Self::NoAftermath,
        Self::TooShort,
        Self::Constant,
    ];

    /// Whether the row itself is to be mended; else the posts do not say enough about its time.
    pub fn is_of_the_table(self) -> bool {
        matches!(
            self,
            Self::MissingTime
                | Self::UnreadableTime
                | Self::UnreadableWindow
                | Self::ListedTwice
                | Self::MissingUnit
                | Self::UnknownUnit
        )
    }

    /// As in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::MissingTime => "missing_time",
            Self::UnreadableTime => "unreadable_time",
            Self::UnreadableWindow => "unreadable_window",
            Self::ListedTwice => "listed_twice",
            Self::MissingUnit => "missing_unit",
            Self::UnknownUnit => "unknown_unit",
            Self::OutsideData => "outside_data",
            Self::NoBaseline => "no_baseline",
            Self::NoAftermath => "no_aftermath",
            Self::TooShort => "too_short",
            Self::Constant => "constant",
        }
    }
}

/// A kind of capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Capital {
    /// Price, points, refunds.
    Economic,
    /// Skill, taste, identity.
    Cultural,
    /// Belonging, recognition, helping.
    Social,
    /// Being known, being told.
    Information,
}

impl Capital {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Economic, Self::Cultural, Self::Social, Self::Information];

    /// As in the JSON and in the codebook.
    pub fn name(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Cultural => "cultural",
            Self::Social => "social",
            Self::Information => "information",
        }
    }

    /// Reads a name in English or Italian.
    pub fn parse(word: &str) -> Option<Self> {
        match word.to_lowercase().trim_end_matches(" capital").trim_start_matches("capitale ") {
            "economic" | "economico" => Some(Self::Economic),
            "cultural" | "culturale" => Some(Self::Cultural),
            "social" | "sociale" => Some(Self::Social),
            "information" | "informational" | "informativo" | "informazione" => Some(Self::Information),
            _ => None,
        }
    }
}

/// One event of the table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EventEffect {
    /// Its line in the table, from 1.
    pub line: u64,
    /// What it is called; unit and day where the table does not say.
    pub name: String,
    /// The unit, as the posts call it where they do.
    pub unit: String,
    /// When, RFC 3339 in the study's zone; as written where it cannot be read.
    pub at: String,
    /// What kind of event.
    pub kind: Option<String>,
    /// The industry.
    pub industry: Option<String>,
    /// The firm: the unit, unless the table says otherwise.
    pub firm: String,
    /// Participation total, 0 to 28.
    pub participation: Option<f64>,
    /// Information total, 0 to 28.
    pub information: Option<f64>,
    /// The quadrant; none for a total on a midline.
    pub archetype: Option<Archetype>,
    /// Kinds of capital offered.
    pub capital_offered: Option<Vec<Capital>>,
    /// Change in the share of posts that speak of each kind of capital, in the order of [`Capital::ALL`].
    pub capital_measured: Option<[f64; 4]>,
    /// The step, in the metric's units.
    pub estimate: Option<f64>,
    /// Square root of `variance`.
    pub se: Option<f64>,
    /// Mixture variance of the step model, by which the event counts.
    pub variance: Option<f64>,
    /// The headline's interval, made for the verdict; wider than `estimate` ± 1.96 `se`.
    pub interval: Option<Interval>,
    /// The headline's p.
    pub p: Option<f64>,
    /// Adjusted over all events with an estimate.
    pub p_adjusted: Option<f64>,
    /// What the event says by itself.
    pub verdict: Option<VerdictCode>,
    /// The estimate drawn towards the average by what the others teach, and its standard error.
    pub shrunk: Option<[f64; 2]>,
    /// Posts before and after.
    pub posts: [u64; 2],
    /// `hour`, `day` or `week`.
    pub bucket: String,
    /// Buckets with data before and after.
    pub buckets: [usize; 2],
    /// Units it is compared with; with none it stands against its own past.
    pub controls: usize,
    /// Of these, how many had an event of their own in the window.
    pub controls_with_events: usize,
    /// Names of other events of the same unit in the window.
    pub same_unit: Vec<String>,
    /// Why it is not among the effects that were put together.
    pub left_out: Option<LeftOut>,
    /// Units with names near one that does not exist.
    pub near: Vec<String>,
}

impl EventEffect {
    /// Whether it is among the effects that were put together.
    pub fn entered(&self) -> bool {
        self.left_out.is_none()
    }
}
