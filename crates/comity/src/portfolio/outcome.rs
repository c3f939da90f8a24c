//! What a portfolio says: the one structure behind the terminal, the JSON and the report. Nothing here is prose.

mod caveat;
mod event;
mod together;

use serde::Serialize;

use crate::study::outcome::{ColumnUse, Data};
pub use caveat::Caveat;
pub use event::{Capital, EventEffect, LeftOut, Problem, ProblemKind};
pub use together::{ByCapital, CodePooled, Joint, Moderator, NoModerator, Pooled, Subset};

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

/// How many events went one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunnelStep {
    /// `entered`, or why left out.
    pub reason: String,
    /// How many.
    pub count: usize,
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
