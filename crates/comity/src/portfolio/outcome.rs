//! What a portfolio says: the one structure behind the terminal, the JSON and the report. Nothing here is prose.

use comity_measure::position::Archetype;
use serde::Serialize;

use crate::study::outcome::{ColumnUse, Data, Interval, VerdictCode};

/// The whole answer.
#[derive(Debug, Clone, Serialize)]
pub struct Portfolio {
    /// Version of the program.
    pub comity: String,
    /// The posts.
    pub data: Data,
    /// The table of events.
    pub table: EventTable,
    /// One entry a row of the table, in its order.
    pub events: Vec<EventEffect>,
    /// What became of the events: those that entered, then those left out by reason. The counts add to the rows.
    pub funnel: Vec<FunnelStep>,
    /// All effects together.
    pub pooled: Option<Pooled>,
    /// What may go with larger effects, each by itself.
    pub moderators: Vec<Moderator>,
    /// Participation and information together.
    pub joint: Joint,
    /// Effects by the kind of capital offered, and by how much more people spoke of it.
    pub by_capital: Vec<ByCapital>,
    /// What people speak of after such events: both lenses over all of them.
    pub speech: Vec<CodePooled>,
    /// How p values of many events were adjusted.
    pub adjustment: Adjustment,
    /// What a reader must know before believing the figures.
    pub caveats: Vec<Caveat>,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// Whatever depends on the clock, and nothing else does.
    pub timing: Timing,
}

/// Seconds spent; the only part that differs between two runs.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Timing {
    /// Reading and scoring the posts.
    pub read_seconds: f64,
    /// Studying the events.
    pub events_seconds: f64,
    /// Putting them together.
    pub pooling_seconds: f64,
}

/// The table of events as it was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EventTable {
    /// The file.
    pub file: String,
    /// Its rows.
    pub rows: usize,
    /// Which columns play which part.
    pub columns: Vec<ColumnUse>,
    /// Cells that could not be read; they count as missing.
    pub problems: Vec<Problem>,
    /// What was made of sheets of ratings, if there were some.
    pub ratings: Option<RatingsUse>,
}

/// What was made of sheets of ratings.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RatingsUse {
    /// The files.
    pub files: Vec<String>,
    /// Events that were rated.
    pub matched: usize,
    /// Names that were rated and are no event of the table.
    pub unmatched: Vec<String>,
    /// Cells and rows that could not be used, by reason.
    pub rejected: std::collections::BTreeMap<String, usize>,
}

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
    NoPoints,
    /// No kind of capital.
    NoCapital,
    /// Neither yes nor no.
    NoYesOrNo,
    /// No length of time.
    NoLength,
}

impl ProblemKind {
    /// As in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoPoints => "no_points",
            Self::NoCapital => "no_capital",
            Self::NoYesOrNo => "no_yes_or_no",
            Self::NoLength => "no_length",
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

/// How many events went one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunnelStep {
    /// `entered`, or why left out.
    pub reason: String,
    /// How many.
    pub count: usize,
}

/// All effects together.
#[derive(Debug, Clone, Serialize)]
pub struct Pooled {
    /// Events.
    pub k: usize,
    /// Firms, where some have several events.
    pub firms: Option<usize>,
    /// The average effect.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
    /// 95% interval; none for one event.
    pub interval: Option<Interval>,
    /// p of no average effect.
    pub p: Option<f64>,
    /// Where the effect of a further event like these is expected; none below three.
    pub prediction_interval: Option<Interval>,
    /// Variance between events.
    pub tau2: Option<f64>,
    /// The share of the variance that is not sampling error.
    pub i2: Option<f64>,
    /// Cochran's Q.
    pub q: f64,
    /// Its p value.
    pub q_p: Option<f64>,
    /// `hartung-knapp` or `cr2`.
    pub method: String,
}

/// Something that may go with larger effects, by itself.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Moderator {
    /// `participation`, `kind:launch`, `capital_offered:social`.
    pub name: String,
    /// The moderator that it is a part of: `participation`, `kind`, `capital_offered:social`.
    pub moderator: String,
    /// `number`, `yes_no`, `group` (one against the reference), `groups` (whether groups differ at all).
    pub form: String,
    /// The group, for a group.
    pub group: Option<String>,
    /// The group that it is compared with.
    pub reference: Option<String>,
    /// Events that it is known of.
    pub k: usize,
    /// Firms, where some have several events.
    pub firms: Option<usize>,
    /// Effect per unit (a point; yes against no; ten percentage points of posts), or the difference from the reference.
    pub estimate: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// 95% interval.
    pub interval: Option<Interval>,
    /// p by Hartung–Knapp, or CR2 where firms have several events.
    pub p: Option<f64>,
    /// p by permutation, firms moved whole.
    pub permutation_p: Option<f64>,
    /// Benjamini–Hochberg over all moderators, of the permutation p where there is one.
    pub p_adjusted: Option<f64>,
    /// Share of the variance between events that it explains.
    pub r2: Option<f64>,
    /// Variance between events that it leaves.
    pub tau2: Option<f64>,
    /// Why there is no estimate, or no verdict on it.
    pub left_out: Option<NoModerator>,
}

/// Why nothing is said of a moderator.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum NoModerator {
    /// The table does not have it.
    NotGiven,
    /// The same for all events.
    Constant,
    /// Determined by others.
    Collinear {
        /// Those.
        with: Vec<String>,
    },
    /// Too few events that it is known of.
    TooFewEvents {
        /// How many there are.
        k: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Too few firms for a verdict; the estimate is shown.
    TooFewFirms {
        /// How many there are.
        firms: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Numbers of which nothing can be computed.
    OutOfRange,
}

/// Participation and information in one model.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Joint {
    /// Both; empty where there is no model.
    pub moderators: Vec<Moderator>,
    /// Events with both.
    pub k: usize,
    /// Share of the variance between events that they explain together.
    pub r2: Option<f64>,
    /// Why there is no model.
    pub left_out: Option<NoModerator>,
}

/// Effects by one kind of capital.
#[derive(Debug, Clone, Serialize)]
pub struct ByCapital {
    /// Which.
    pub capital: Capital,
    /// Events that offered it.
    pub offered: Option<Subset>,
    /// Events that did not.
    pub not_offered: Option<Subset>,
    /// The difference between them.
    pub difference: Moderator,
    /// The difference for each ten percentage points of posts that speak of it more.
    pub measured: Moderator,
}

/// The average effect of some of the events.
#[derive(Debug, Clone, Serialize)]
pub struct Subset {
    /// How many.
    pub k: usize,
    /// The average.
    pub estimate: f64,
    /// 95% interval; none for one event.
    pub interval: Option<Interval>,
}

/// How much more people speak of something after such events.
#[derive(Debug, Clone, Serialize)]
pub struct CodePooled {
    /// `capital` or `behaviour`.
    pub lens: String,
    /// The code's id.
    pub code: String,
    /// Its name in the reader's language.
    pub label: String,
    /// Events with texts on both sides.
    pub k: usize,
    /// Average change of its share of posts.
    pub change: f64,
    /// 95% interval.
    pub interval: Option<Interval>,
    /// p of no change.
    pub p: Option<f64>,
    /// Benjamini–Hochberg over both lenses.
    pub p_adjusted: Option<f64>,
}

/// How p values of many events were adjusted.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Adjustment {
    /// `benjamini_hochberg`, or `benjamini_yekutieli` where events share what they are measured with.
    pub method: String,
    /// Events adjusted together.
    pub tests: usize,
    /// Pairs of events whose windows overlap and which share a unit or a comparison.
    pub pairs_sharing: usize,
    /// Events that stand out by themselves.
    pub found: usize,
    /// Of these, how many still do when adjusted.
    pub found_adjusted: usize,
}

/// What a reader must know before believing the figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Caveat {
    /// One event is no portfolio.
    OneEvent,
    /// Few events.
    FewEvents {
        /// How many.
        k: usize,
    },
    /// Events share units or comparisons, so that their errors are not independent.
    SharedControls {
        /// Pairs that do.
        pairs: usize,
        /// Of how many.
        of: usize,
    },
    /// Events of the same unit fall into each other's windows.
    SameUnit {
        /// Events concerned.
        events: usize,
    },
    /// Comparisons had events of their own.
    ControlsWithEvents {
        /// Events concerned.
        events: usize,
    },
    /// Events stand against their own past.
    OwnPast {
        /// How many.
        events: usize,
    },
    /// Firms have several events.
    SeveralPerFirm {
        /// Firms.
        firms: usize,
        /// Events.
        events: usize,
    },
    /// Names that were rated are no events of the table.
    UnknownRatings {
        /// Those names.
        names: Vec<String>,
    },
    /// Some events have no ratings.
    Unrated {
        /// How many of those that entered.
        events: usize,
    },
    /// Small groups were left out of a moderator.
    SmallGroups {
        /// The moderator.
        moderator: String,
        /// Events left out.
        events: usize,
    },
    /// The model shrinks differences by this factor.
    ModelDampens {
        /// Model difference per difference of human labels.
        factor: f64,
    },
    /// What people speak of comes from the same posts as the effect.
    MeasuredCapital,
    /// Events with larger effects may differ in other ways.
    Observational,
}
