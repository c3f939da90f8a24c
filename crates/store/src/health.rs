//! How the books are doing.

use serde::Serialize;

/// Figures for the house's own metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Commands that wait to be written; on PostgreSQL connections in use.
    pub waiting: usize,
    /// How many may wait before [`crate::Error::Busy`]; on PostgreSQL connections there are.
    pub room: usize,
    /// Microseconds that the last transaction took, its commands and its commit.
    pub commit_micros: u64,
    /// Commands in the last commit.
    pub batch: u64,
    /// Commits since the books were opened.
    pub commits: u64,
    /// Whether this is the one server of these books.
    pub leads: bool,
}
