//! Effects of many events from a table, put together: reading, analysis, and what is shown of it.

mod outcome;
mod read;
mod show;

#[cfg(test)]
mod tests;

use std::path::Path;

use comity_intake::{Table, TableOptions};
use comity_measure::meta::{self, Options};

pub use outcome::MetaOutcome;
pub use read::{Columns, Uncertainty};
pub use show::show;

/// Reads the table and analyses what it holds.
///
/// # Errors
/// When the file cannot be read, a column is missing, no row can be used, or moderators cannot be told apart; the message
/// says where and what to do.
pub fn analyse(path: &Path, columns: &Columns, options: &Options) -> anyhow::Result<MetaOutcome> {
    let table = Table::read(path, &TableOptions::default())?;
    let read = read::read(&table, columns)?;
    let clusters = read.clusters.as_deref();
    let pooled = meta::pool(&read.effects, clusters, options)?;
    if read.moderators.is_empty() {
        return Ok(MetaOutcome::of_pooled(&read, &pooled, options));
    }
    let regression = meta::regress(&read.effects, &read.moderators, clusters, options)?;
    Ok(MetaOutcome::of_regression(&read, &regression, options))
}
