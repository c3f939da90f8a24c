//! `comity calibrate`: how the methods behave where the truth is known. One file for each method that can be tried.

mod event;
mod opinion;
mod portfolio;
mod ratings;

use std::process::ExitCode;

use clap::{Args, Subcommand};

/// Simulate series without and with an effect, and see how often each estimator is right
///
/// Before you believe a figure, see how the method behind it behaves on a design like yours, where the truth is known.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:
  comity calibrate --before 90 --after 30 --controls 3 --rho 0.4 --effect 1
  comity calibrate --noise slow_walk --runs 2000
  comity calibrate --battery --runs 1000 --methods headline --json > battery.json
  comity calibrate portfolio
  comity calibrate ratings
  comity calibrate opinion"
)]
pub struct Calibrate {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    event: event::EventDesign,
}

/// What can be tried beside the estimators of one event's effect.
#[derive(Debug, Subcommand)]
enum Other {
    Portfolio(portfolio::PortfolioDesign),
    Ratings(ratings::RatingDesign),
    Opinion(opinion::OpinionDesign),
}

/// What stands below a table of shares.
const ERRORS: &str = "\n± is the Monte-Carlo standard error of a share. Where none or all of the runs did, it would be 0 and say nothing:\n\
                      then ≤ and ≥ bound the share with 95% confidence (1 − .05^(1/runs), the rule of three).\n";

impl Calibrate {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.other {
            None => self.event.run(),
            Some(Other::Portfolio(design)) => design.run(),
            Some(Other::Ratings(design)) => design.run(),
            Some(Other::Opinion(design)) => design.run(),
        }
    }
}
