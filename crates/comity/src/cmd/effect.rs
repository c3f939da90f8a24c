//! `comity effect`: the same answer for a ready series of any metric.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use comity_intake::time::TimeOptions;

use crate::cmd::wrong_use;
use crate::study::options::Length;
use crate::study::outcome::Scale;
use crate::study::ready::{SeriesOptions, measure};
use crate::words::Lang;

/// Measure what an event did to a ready series: satisfaction, tickets, sales, anything counted over time
///
/// The table is wide (one column a unit; the first column of numbers is the unit unless --unit names it) or long
/// (--panel unit,time,value). Prints the headline and all second opinions side by side.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity effect nps.csv --time month --unit Norda --event 2026-01
  comity effect tickets.csv --event 120 --before 90 --after 30 --lower-is-better
  comity effect sales.csv --panel region,week,sales --unit North --event 2025-11-03 --scale index")]
pub struct EffectCommand {
    /// The table: CSV, TSV, JSON Lines or Parquet
    #[arg(value_name = "SERIES")]
    series: PathBuf,
    /// When: a time with --time or --panel, else the zero-based row from which it holds
    #[arg(long, value_name = "TIME|ROW")]
    event: String,
    /// Column of the time in a wide table
    #[arg(long, value_name = "COLUMN", conflicts_with = "panel")]
    time: Option<String>,
    /// The unit that had the event [default: the first]
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Columns of a long table
    #[arg(long, value_name = "UNIT,TIME,VALUE", value_delimiter = ',')]
    panel: Vec<String>,
    /// Less is better, as with tickets or complaints: a fall is a benefit
    #[arg(long)]
    lower_is_better: bool,
    /// Put units of different size on one footing: in percent of each one's own mean before the event, or as logarithms
    #[arg(long, value_name = "SCALE")]
    scale: Option<Scale>,
    /// Units to compare with, separated by commas [default: all others]
    #[arg(long, value_delimiter = ',', value_name = "UNITS")]
    controls: Vec<String>,
    /// Rows before the event, or a length like 90d [default: all]
    #[arg(long, value_name = "LENGTH")]
    before: Option<Length>,
    /// Rows from the event on [default: all]
    #[arg(long, value_name = "LENGTH")]
    after: Option<Length>,
    /// Zone of times without one
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    timezone: String,
    /// Language of verdict and report
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Write a report here
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl EffectCommand {
    /// Measures and prints.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let panel = match <[String; 3]>::try_from(self.panel) {
            Ok(panel) => Some(panel),
            Err(none) if none.is_empty() => None,
            Err(_) => wrong_use!("--panel names three columns: --panel unit,time,value"),
        };
        crate::cmd::guard_outputs([self.series.as_path()], self.out.as_deref())?;
        let started = std::time::Instant::now();
        let mut outcome = measure(&SeriesOptions {
            file: self.series,
            panel,
            time: self.time,
            unit: self.unit,
            event: self.event,
            before: self.before,
            after: self.after,
            scale: self.scale,
            lower_is_better: self.lower_is_better,
            controls: self.controls,
            times: TimeOptions { zone: super::study::zone(&self.timezone)?, date_order: None },
            timezone: self.timezone,
            seed: self.seed,
        })?;
        outcome.timing.study_seconds = started.elapsed().as_secs_f64();
        crate::cmd::present(outcome, self.lang, self.json, self.out.as_deref())
    }
}
