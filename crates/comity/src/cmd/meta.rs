//! `comity meta`: effects that come with their variances, put together and explained.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ArgGroup, Args, ValueEnum};
use comity_measure::meta::{Ci, Method, Options};

use crate::cmd::wrong_use;
use crate::meta::{self, Columns, Uncertainty};
use crate::words::Lang;

/// Put effects of many events together, and see what explains their differences
///
/// One row an event: an estimate and its variance or standard error, from `comity study`, from trials or from anywhere.
/// Random effects by default, Hartung–Knapp intervals, a prediction interval, and for every moderator a permutation test.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("uncertainty").required(true).args(["variance", "standard_error"])),
    after_help = "Examples:
  comity meta effects.csv --estimate yi --variance vi
  comity meta effects.csv --estimate effect --standard-error se --moderators participation,kind --label event
  comity meta effects.csv --estimate yi --variance vi --moderators kind --reference kind=launch --cluster brand --json"
)]
pub struct MetaCommand {
    /// The table: CSV, TSV, columns parted by spaces, JSON Lines or Parquet; `-` for standard input
    #[arg(value_name = "EFFECTS")]
    effects: PathBuf,
    /// Column of the estimate
    #[arg(long, value_name = "COLUMN")]
    estimate: String,
    /// Column of its sampling variance
    #[arg(long, value_name = "COLUMN")]
    variance: Option<String>,
    /// Column of its standard error, in place of the variance
    #[arg(long, value_name = "COLUMN")]
    standard_error: Option<String>,
    /// Columns that may explain the effects, separated by commas: numbers, or words for groups
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    moderators: Vec<String>,
    /// Of these, the ones whose numbers stand for groups
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    categorical: Vec<String>,
    /// The group that others are compared with [default: the most frequent]; may be repeated
    #[arg(long, value_name = "COLUMN=GROUP")]
    reference: Vec<String>,
    /// Column of what several events share, say the brand: standard errors and permutations keep such events together
    #[arg(long, value_name = "COLUMN")]
    cluster: Option<String>,
    /// Column of a name for each event; lists the events
    #[arg(long, value_name = "COLUMN")]
    label: Option<String>,
    /// How the variance between events is estimated
    #[arg(long, value_enum, default_value_t = MethodName::Reml)]
    method: MethodName,
    /// How intervals are made; with --cluster they are cluster-robust
    #[arg(long, value_enum, default_value_t = CiName::HartungKnapp)]
    ci: CiName,
    /// Level of intervals
    #[arg(long, default_value_t = 0.95)]
    level: f64,
    /// Permutations for each moderator; all of them where there are no more
    #[arg(long, default_value_t = 9_999, value_parser = clap::value_parser!(u32).range(0..=10_000_000))]
    permutations: u32,
    /// Language of what is said
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Seed of the permutations
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodName {
    /// Restricted maximum likelihood
    Reml,
    /// DerSimonian and Laird's moment estimator
    Dl,
    /// None: all events have the same effect, but for moderators
    Equal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CiName {
    /// Scaled by how events scatter, with t
    HartungKnapp,
    /// The same, never narrower than the variances alone have it
    ModifiedHartungKnapp,
    /// As if the variance between events were known, with the normal distribution
    Wald,
}

impl MetaCommand {
    /// Analyses and prints.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if !(self.level > 0.0 && self.level < 1.0) {
            wrong_use!("--level {}: a level lies between 0 and 1, as 0.95 does", self.level);
        }
        let uncertainty = match (self.variance, self.standard_error) {
            (Some(column), _) => Uncertainty::Variance(column),
            (None, Some(column)) => Uncertainty::StandardError(column),
            (None, None) => wrong_use!("name a column: --variance or --standard-error"),
        };
        let mut references = Vec::new();
        for reference in &self.reference {
            match reference.split_once('=') {
                Some((column, group)) => references.push((column.trim().to_owned(), group.trim().to_owned())),
                None => wrong_use!("--reference {reference}: write it as COLUMN=GROUP"),
            }
        }
        let columns = Columns {
            estimate: self.estimate,
            uncertainty,
            moderators: self.moderators.iter().map(|name| name.trim().to_owned()).collect(),
            categorical: self.categorical.iter().map(|name| name.trim().to_owned()).collect(),
            references,
            cluster: self.cluster,
            label: self.label,
        };
        let options = Options {
            method: match self.method {
                MethodName::Reml => Method::Reml,
                MethodName::Dl => Method::DerSimonianLaird,
                MethodName::Equal => Method::Equal,
            },
            ci: match self.ci {
                CiName::HartungKnapp => Ci::HartungKnapp,
                CiName::ModifiedHartungKnapp => Ci::ModifiedHartungKnapp,
                CiName::Wald => Ci::Wald,
            },
            level: self.level,
            permutations: self.permutations as usize,
            seed: self.seed,
        };
        let outcome = meta::analyse(&self.effects, &columns, &options)?;
        if self.json {
            crate::cmd::print_json(&serde_json::to_value(&outcome)?)?;
        } else {
            let stdout = std::io::stdout();
            let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            write!(stdout.lock(), "{}", meta::show(&outcome, self.lang, super::width(), colour))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
