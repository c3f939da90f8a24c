//! What the events say together: the average, moderators, kinds of capital, what people speak of.

use serde::Serialize;

use super::Capital;
use crate::study::outcome::Interval;

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
    /// The table has it, and not one cell could be read.
    Unreadable {
        /// Cells that could not.
        cells: usize,
    },
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
