//! Meta-regression behind `comity meta` and `comity portfolio`: how often a moderator is found that is there, how often one
//! that is not, and how often intervals hold the truth.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use comity_measure::meta::Method;
use comity_measure::meta::rehearse::{Design, Kept, Rates, rehearse};
use serde_json::{Value, json};

use crate::cmd::wrong_use;

/// Simulate portfolios of events, one moderator with an effect and the others without
///
/// Of each way to judge moderators: how often it finds the true one at 5%, how often each of the others, and how often its
/// 95% intervals hold the truth, with Monte-Carlo errors.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity calibrate portfolio
  comity calibrate portfolio --events 20 --slope 0.1 --runs 2000
  comity calibrate portfolio --clusters 12 --json")]
pub struct PortfolioDesign {
    /// Events in each portfolio
    #[arg(long, default_value_t = 70, value_parser = clap::value_parser!(u32).range(3..=10_000))]
    events: u32,
    /// Moderators of mean 0 and standard deviation 1; the first has an effect
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=50))]
    moderators: u32,
    /// Standard deviation of true effects between events
    #[arg(long, default_value_t = 0.1)]
    tau: f64,
    /// Standard errors of the events are spread evenly from this one …
    #[arg(long, value_name = "SE", default_value_t = 0.05)]
    se_from: f64,
    /// … to this one
    #[arg(long, value_name = "SE", default_value_t = 0.2)]
    se_to: f64,
    /// Effect of one standard deviation of the first moderator
    #[arg(long, default_value_t = 0.08, allow_negative_numbers = true)]
    slope: f64,
    /// Clusters to which events fall by chance; half of τ² and of each moderator's variance is theirs
    #[arg(long, value_parser = clap::value_parser!(u32).range(2..=10_000))]
    clusters: Option<u32>,
    /// Permutations for each moderator
    #[arg(long, default_value_t = 999, value_parser = clap::value_parser!(u32).range(19..=100_000))]
    permutations: u32,
    /// Simulated portfolios
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl PortfolioDesign {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let sound = |x: f64| x.is_finite() && x.abs() <= 1e6;
        if !(sound(self.slope) && sound(self.tau) && self.tau >= 0.0) {
            wrong_use!("--slope is a finite number, and --tau one from 0 on");
        }
        if !(sound(self.se_to) && self.se_from >= 1e-6 && self.se_from <= self.se_to) {
            wrong_use!("--se-from is above 0, and --se-to not below it");
        }
        let design = Design {
            events: self.events as usize,
            moderators: self.moderators as usize,
            slope: self.slope,
            tau: self.tau,
            standard_errors: [self.se_from, self.se_to],
            clusters: self.clusters.map(|clusters| clusters as usize),
            method: Method::Reml,
            permutations: self.permutations as usize,
            runs: self.runs as usize,
            seed: self.seed,
        };
        // Nothing but the options can be wrong with a simulation.
        let kept = rehearse(&design).map_err(|error| crate::cmd::Usage(error.to_string()))?;
        if self.json {
            let methods: Vec<Value> = kept.iter().map(as_json).collect();
            crate::cmd::print_json(&json!({ "methods": methods, "seed": self.seed }))?;
        } else {
            write!(std::io::stdout().lock(), "{}", table(&kept))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn as_json(kept: &Kept) -> Value {
    let one = |(place, rates): (usize, &Rates)| {
        let known = |share: f64| if rates.runs == 0 { Value::Null } else { json!(share) };
        json!({
            "moderator": place + 1,
            "true": place == 0,
            "runs": rates.runs,
            "found": known(rates.found),
            "monte_carlo_error": rates.monte_carlo_error(rates.found).standard(),
            "bound_95": rates.monte_carlo_error(rates.found).bound().filter(|_| rates.runs > 0),
            "coverage": rates.covered,
            "monte_carlo_error_coverage": rates.covered.and_then(|share| rates.monte_carlo_error(share).standard()),
            "bound_95_coverage": rates.covered.and_then(|share| rates.monte_carlo_error(share).bound()),
        })
    };
    let moderators: Vec<Value> = kept.moderators.iter().enumerate().map(one).collect();
    json!({ "method": kept.way, "coverage": kept.covered(), "moderators": moderators })
}

fn table(kept: &[Kept]) -> String {
    let mut out = String::from("method          moderator   found at 5%      interval covers    runs\n");
    for way in kept {
        for (place, rates) in way.moderators.iter().enumerate() {
            let name = if place == 0 { "the true one".to_owned() } else { format!("null {place}") };
            if rates.runs == 0 {
                let _ = writeln!(out, "{:<15} {name:<12} not judged: too few clusters", way.way);
                continue;
            }
            let share = |share: f64| format!("{share:5.3} {}", rates.monte_carlo_error(share));
            let covered = rates.covered.map_or_else(|| "–".to_owned(), share);
            let _ =
                writeln!(out, "{:<15} {name:<12} {}    {covered:<13}  {:6}", way.way, share(rates.found), rates.runs);
        }
    }
    out + super::ERRORS
}
