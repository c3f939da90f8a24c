//! What a reader of a portfolio must know before believing its figures.

use serde::Serialize;

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
    /// All events are of one firm, and count as independent all the same.
    OneFirm {
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
