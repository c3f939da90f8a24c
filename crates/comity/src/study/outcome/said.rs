//! What people say before and after: classes, codes, themes.

use serde::Serialize;

use super::Interval;

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
    /// Two-sided p of the difference, Benjamini–Hochberg over the themes.
    pub p_adjusted: f64,
    /// Mean score before and after, where there are posts.
    pub score: [Option<f64>; 2],
    /// How well it comes back under other seeds, in [0, 1].
    pub stability: f64,
    /// Whether that is enough to speak of it.
    pub stable: bool,
    /// Shortened passages without names.
    pub quotes: Vec<String>,
}
