//! Ratings of exchanges: from the sheets that raters filled in to positions, agreement and what they disagree on.

mod assemble;
mod columns;
pub mod form;
pub mod outcome;
mod read;
#[cfg(test)]
pub mod sample;
mod sentence;
pub mod terminal;

use std::path::PathBuf;

use comity_exchange::instrument::{Instrument, Norms};

pub use columns::Names;
pub use outcome::Outcome;
pub use read::Reject;
pub use sentence::{agreement_sentence, gaps, place_sentence, total};

use crate::words::Lang;

/// What to read, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Files of ratings.
    pub files: Vec<PathBuf>,
    /// Columns named by hand.
    pub names: Names,
    /// A table of objects and their industries.
    pub industries: Option<PathBuf>,
    /// Language of the report.
    pub lang: Lang,
    /// Seed of everything drawn at random.
    pub seed: u64,
}

/// Reads ratings and measures them; the rejects beside the outcome.
pub fn rate(options: &Options) -> anyhow::Result<(Outcome, Vec<Reject>)> {
    let instruments = [
        Instrument::builtin(options.lang.code())?,
        Instrument::builtin(if options.lang == Lang::En { "it" } else { "en" })?,
    ];
    let norms = Norms::builtin()?;
    let ratings = read::read(options, &instruments)?;
    Ok(assemble::outcome(ratings, &instruments[0], &norms, options.seed))
}
