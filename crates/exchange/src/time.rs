//! Moments, as the caller's clock gives them.

use serde::{Deserialize, Serialize};

/// Microseconds since 1970, UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// So many days of 24 hours later; the last moment there is, when that lies beyond it.
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.saturating_add(i64::from(days) * 86_400_000_000))
    }

    /// Year, month from 1 on, and day of the month, in UTC.
    pub fn civil(self) -> (i64, i64, i64) {
        crate::market::civil(self.0.div_euclid(86_400_000_000))
    }
}
