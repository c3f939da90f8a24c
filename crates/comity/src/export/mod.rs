//! Everything of the activities of an exchange in one ZIP archive: tables as CSV and as JSON Lines, and what their columns mean. It is
//! packed while it is sent, some rows at a time.

mod pack;
mod table;

pub use pack::{Plan, pack};

use comity_store::{ActivityView, ExchangeId};

/// What the archive is called.
pub fn name(exchange: ExchangeId, activities: &[ActivityView], one: bool) -> String {
    match activities {
        [only] if one => format!("activity-{}.zip", only.id),
        _ => format!("exchange-{exchange}.zip"),
    }
}
