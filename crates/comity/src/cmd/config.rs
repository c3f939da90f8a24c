//! `comity config`: a file to begin from, and what is in force.

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::config::{self, Flags};

/// Write a commented configuration file to standard output, or check the one in force
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity config > comity.toml          # every key with its default and what it is for
  comity config check                  # what is in force, where it comes from; secrets are left out
  COMITY_LISTEN=127.0.0.1:9000 comity config check")]
pub struct ConfigCommand {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the values in force with their origin, or say which key in which source is wrong
    Check,
}

impl ConfigCommand {
    /// Prints one or the other.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let text = match self.what {
            None => config::default_file(),
            Some(What::Check) => config::load(&self.flags)?.1.to_string(),
        };
        std::io::stdout().write_all(text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
