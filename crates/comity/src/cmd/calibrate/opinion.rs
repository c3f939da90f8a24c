//! The opinion map behind `comity opinion`: how often it calls groups reliable where there are none, and where there are some.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use comity_measure::opinion::Settings;
use comity_measure::opinion::calibrate::{Rates, calibrate};
use comity_measure::opinion::simulate::{Design, Showing, Structure};
use comity_measure::opinion::stability::Effort;
use serde_json::{Value, json};

use crate::cmd::wrong_use;

/// Simulate conversations with and without groups of opinion, and see how often the map is right
///
/// Without --structure: all structures, each with statements shown at random and in the same order to everybody.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity calibrate opinion
  comity calibrate opinion --people 150 --statements 30 --runs 400
  comity calibrate opinion --structure minds --minds 4 --apart 2 --json")]
pub struct OpinionDesign {
    /// People in each conversation
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    people: u32,
    /// Statements
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    statements: u32,
    /// Mean share of the statements that somebody votes on
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    answered: f64,
    /// What people have in common
    #[arg(long)]
    structure: Option<StructureName>,
    /// On which statements people vote
    #[arg(long)]
    showing: Option<ShowingName>,
    /// Groups of one mind, with `--structure minds`
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=10))]
    minds: u32,
    /// How far minds are apart: standard deviation over statements of the log-odds of agreeing
    #[arg(long, value_name = "SD", default_value_t = 3.0)]
    apart: f64,
    /// Refits in each set of permuted votes
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    null_refits: u16,
    /// Simulated conversations for each row
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    runs: u32,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum StructureName {
    /// Nothing: some statements are more popular than others
    None,
    /// Nothing, and statements shown one after the other are alike in popularity
    Popularity,
    /// As many groups as --minds says, each of its own mind
    Minds,
    /// A line from end to end without gaps: a difference, but no groups
    Spectrum,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum ShowingName {
    /// Any
    Random,
    /// The first so many
    First,
}

impl OpinionDesign {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if !(self.answered > 0.0 && self.answered <= 1.0) {
            wrong_use!("--answered {}: a share lies above 0 and not above 1", self.answered);
        }
        if !(0.0..=100.0).contains(&self.apart) {
            wrong_use!("--apart {}: a standard deviation lies between 0 and 100", self.apart);
        }
        let mut out = std::io::stdout().lock();
        let rows = self.rows();
        let bar = crate::cmd::progress(rows.len() as u64, "simulating");
        let mut results = Vec::new();
        for (structure, showing) in rows {
            let rates = calibrate(&self.design(structure, showing), &self.settings(), self.runs as usize, self.seed);
            if self.json {
                results.push(self.as_json(structure, showing, &rates));
            } else {
                let head = if bar.position() == 0 { HEAD } else { "" };
                bar.suspend(|| write!(out, "{head}{}", line(structure, showing, &rates)))?;
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        if !self.json {
            write!(out, "{}", super::ERRORS)?;
        }
        if self.json {
            crate::cmd::print_json(&json!({ "rows": results, "seed": self.seed }))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn rows(&self) -> Vec<(StructureName, ShowingName)> {
        let structures = self.structure.map_or_else(|| StructureName::value_variants().to_vec(), |s| vec![s]);
        let showings = self.showing.map_or_else(|| ShowingName::value_variants().to_vec(), |s| vec![s]);
        structures.iter().flat_map(|&structure| showings.iter().map(move |&showing| (structure, showing))).collect()
    }

    fn settings(&self) -> Settings {
        let effort = Effort { null_refits: usize::from(self.null_refits), ..Effort::default() };
        Settings { effort: Some(effort), ..Settings::default() }
    }

    fn design(&self, structure: StructureName, showing: ShowingName) -> Design {
        Design {
            people: self.people as usize,
            statements: self.statements as usize,
            answered: self.answered,
            showing: match showing {
                ShowingName::Random => Showing::AtRandom,
                ShowingName::First => Showing::FirstShown,
            },
            structure: match structure {
                StructureName::None => Structure::None,
                StructureName::Popularity => Structure::Popularity,
                StructureName::Minds => Structure::Minds(self.minds as usize),
                StructureName::Spectrum => Structure::Spectrum,
            },
            apart: self.apart,
        }
    }

    fn as_json(&self, structure: StructureName, showing: ShowingName, rates: &Rates) -> Value {
        json!({
            "structure": name(structure),
            "showing": name(showing),
            "people": self.people,
            "statements": self.statements,
            "answered": self.answered,
            "rates": rates,
            "monte_carlo_error": rates.error.standard(),
            "bound_95": rates.error.bound(),
        })
    }
}

const HEAD: &str =
    "structure   shown    reliable groups   right number   found again   chance reaches   minds recovered   runs\n";

fn line(structure: StructureName, showing: ShowingName, rates: &Rates) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:<10}  {:<6}   {:5.3} {}          {:5.3}         {:5.2}            {:5.2}             {:>5}  {:5}",
        name(structure),
        name(showing),
        rates.reliable,
        rates.error,
        rates.right_count,
        rates.stability,
        rates.null_95,
        rates.recovered.map_or_else(|| "–".to_owned(), |r| format!("{r:.2}")),
        rates.runs,
    );
    out
}

fn name(value: impl ValueEnum) -> String {
    value.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
}
