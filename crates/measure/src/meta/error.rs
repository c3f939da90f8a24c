//! Why effects cannot be put together.

use thiserror::Error;

/// Why there is no analysis. Events are counted from 0, in the order given.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum MetaError {
    /// There is no event, or none with all its moderators.
    #[error("no event is left to analyse: give at least one with an estimate, a variance and all its moderators")]
    NoEvents,
    /// An estimate that is no finite number.
    #[error("the estimate of event {event} is {value}: leave the event out or give a finite number")]
    Estimate {
        /// The event.
        event: usize,
        /// What was given.
        value: f64,
    },
    /// A variance that is none.
    #[error(
        "the variance of event {event} is {value}: it has to be above zero and finite, the square of a standard error"
    )]
    Variance {
        /// The event.
        event: usize,
        /// What was given.
        value: f64,
    },
    /// A level that is none.
    #[error("the level of intervals is {0}: it has to lie between 0 and 1, as .95 does")]
    Level(f64),
    /// Moderators or clusters for another number of events.
    #[error("{what} has {found} values for {events} events: give one for each event")]
    Length {
        /// What is too short or too long.
        what: String,
        /// Its values.
        found: usize,
        /// Events.
        events: usize,
    },
    /// Two moderators of one name.
    #[error("moderator {0} is given twice: name it once")]
    Twice(String),
    /// As many coefficients as events, or more.
    #[error(
        "{coefficients} coefficients (the intercept with them) cannot be estimated from {events} complete events: \
         there have to be more events than coefficients, so leave out moderators or put groups together"
    )]
    TooManyModerators {
        /// Coefficients, the intercept with them.
        coefficients: usize,
        /// Events with all moderators.
        events: usize,
    },
    /// A moderator with one value for all.
    #[error(
        "moderator {moderator} has the same value in all {events} complete events, so it explains nothing: leave it out"
    )]
    Constant {
        /// The moderator.
        moderator: String,
        /// Events with all moderators.
        events: usize,
    },
    /// A moderator that others determine.
    #[error("moderator {moderator} is determined by {}, so their effects cannot be told apart: leave one out", with.join(" and "))]
    Collinear {
        /// The moderator.
        moderator: String,
        /// The ones that determine it.
        with: Vec<String>,
    },
    /// A reference group that no complete event belongs to.
    #[error("moderator {moderator} has no group {reference:?} among the complete events; there is {}", groups.join(", "))]
    NoReference {
        /// The moderator.
        moderator: String,
        /// The group that was asked for.
        reference: String,
        /// The groups there are.
        groups: Vec<String>,
    },
    /// Clusters were given, and all events are of one.
    #[error(
        "all events belong to one cluster, so how clusters differ cannot be learnt. Without clusters they can be put together, \
         but then as if they were independent, which events of one cluster seldom are: the interval comes out too narrow, and \
         speaks for this cluster only"
    )]
    OneCluster,
    /// Numbers so far apart that nothing can be computed from them.
    #[error(
        "estimates, variances or moderators differ by so many orders of magnitude that nothing can be computed: check their units"
    )]
    OutOfRange,
}
