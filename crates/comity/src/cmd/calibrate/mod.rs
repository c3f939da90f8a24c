//! `comity calibrate`: how the methods behave where the truth is known. One file for each method that can be tried.

mod event;

use std::process::ExitCode;

use clap::Args;

/// Simulate series without and with an effect, and see how often each estimator is right
///
/// Before you believe a figure, see how the method behind it behaves on a design like yours, where the truth is known.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity calibrate --before 90 --after 30 --controls 3 --rho 0.4 --effect 1
  comity calibrate --noise slow_walk --runs 2000
  comity calibrate --battery --runs 1000 --methods headline --json > battery.json")]
pub struct Calibrate {
    #[command(flatten)]
    event: event::EventDesign,
}

impl Calibrate {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        self.event.run()
    }
}
