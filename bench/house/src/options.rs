//! What is asked for.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Parser, ValueEnum};

/// Measures the served house: signatures a second, and the latency of the portal's pages
///
/// Ends with 1 when a goal is missed, with 2 when something could not be measured.
#[derive(Debug, Parser)]
#[command(name = "house")]
pub struct Options {
    /// The program that is measured: a release build
    #[arg(long, value_name = "PROGRAM", default_value = "target/release/comity")]
    pub comity: PathBuf,
    /// The same program, built with `--features storing-nothing`; without it, looking at the answer once more is what storing
    /// nothing is
    #[arg(long, value_name = "PROGRAM")]
    pub nothing: Option<PathBuf>,
    /// Where the prepared house is kept and found again
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
    /// Keep the books on PostgreSQL: an empty database, or the one that the folder was prepared with
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Persons of the house
    #[arg(long, default_value_t = 100_000)]
    pub persons: usize,
    /// Entries of the ledger, about
    #[arg(long, default_value_t = 1_000_000)]
    pub leaves: usize,
    /// How often signing and storing nothing take turns
    #[arg(long, default_value_t = 3)]
    pub rounds: usize,
    /// Requests of a turn
    #[arg(long, default_value_t = 12_000)]
    pub requests: usize,
    /// Seconds after which a turn ends in any case
    #[arg(long, default_value_t = 30)]
    turn_seconds: u64,
    /// Connections that sign
    #[arg(long, default_value_t = 64)]
    pub connections: usize,
    /// Pages that are asked for in a second
    #[arg(long, default_value_t = 500)]
    pub rate: u32,
    /// For how many seconds
    #[arg(long, default_value_t = 30)]
    pub page_seconds: u32,
    /// Only one of the parts
    #[arg(long)]
    only: Option<Part>,
    /// Every figure, for machines
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// A part of the benchmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Only prepare the house.
    None,
    /// Signing beside storing nothing.
    Signatures,
    /// Voting beside storing nothing.
    Votes,
    /// Reading values for a purpose beside recording nothing.
    Reads,
    /// An opinion map that many answered.
    Maps,
    /// Pages at a constant rate.
    Pages,
}

impl Options {
    /// Whether a part is asked for.
    pub fn does(&self, part: Part) -> bool {
        self.only.is_none_or(|only| only == part)
    }

    /// Whether the house is only prepared.
    pub fn only_prepares(&self) -> bool {
        self.only == Some(Part::None)
    }

    /// The longest that a turn may take.
    pub fn turn(&self) -> Duration {
        Duration::from_secs(self.turn_seconds)
    }

    /// Where the prepared house is kept; made where it is not there.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn folder(&self) -> anyhow::Result<PathBuf> {
        let on = if self.url.is_some() { "-postgres" } else { "" };
        let named = || {
            let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
            let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home);
            cache.unwrap_or_default().join("comity-bench").join(format!("house-{}-{}{on}", self.persons, self.leaves))
        };
        let folder = self.data.clone().unwrap_or_else(named);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(folder.canonicalize()?)
    }
}
