//! `comity calibrate ratings`: how often an archetype that is claimed is right.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use comity_measure::position::simulate::{CLAIM, Claims, Rehearsal, Rule, rehearse};
use serde_json::{Value, json};

use crate::cmd::wrong_use;

/// Simulate raters who rate exchanges whose place is known, and see how often a claimed archetype is right
///
/// A claim is an archetype with a probability of at least 95%. Beside the rule that `comity rate` follows stand others: a t
/// distribution with the object's own raters less one as degrees of freedom, one with all ratings pooled, and resampling of
/// raters.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity calibrate ratings
  comity calibrate ratings --raters 2,3,5 --strictness 0.7 --positions 3 --json")]
pub struct RatingDesign {
    /// Raters of each object
    #[arg(long, value_delimiter = ',', default_values_t = [2, 3, 5], value_parser = clap::value_parser!(u16).range(2..=100))]
    raters: Vec<u16>,
    /// Objects rated together
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    objects: u32,
    /// Every object has raters of its own; else the same raters rate all
    #[arg(long)]
    own_raters: bool,
    /// Standard deviation of the true totals about the midline, in points
    #[arg(long, default_value_t = 6.0)]
    positions: f64,
    /// Standard deviation of a rater's total about the true one, in points
    #[arg(long, default_value_t = 3.0)]
    disagreement: f64,
    /// Part of that variance which is a rater being stricter than others throughout, 0 to 1
    #[arg(long, default_value_t = 0.3)]
    strictness: f64,
    /// Half of the objects are harder to rate
    #[arg(long)]
    uneven: bool,
    /// Sets of objects
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl RatingDesign {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let within = |x: f64| (0.0..=100.0).contains(&x);
        if !within(self.positions) || !within(self.disagreement) || !(0.0..=1.0).contains(&self.strictness) {
            wrong_use!("--positions and --disagreement are points from 0 on, --strictness a part from 0 to 1");
        }
        let rows: Vec<(u16, Vec<Claims>)> =
            self.raters.iter().map(|&raters| (raters, rehearse(&self.design(raters), &Rule::ALL))).collect();
        if self.json {
            let rows: Vec<Value> = rows
                .iter()
                .map(|(raters, claims)| json!({ "raters": raters, "rules": claims.iter().map(as_json).collect::<Vec<_>>() }))
                .collect();
            crate::cmd::print_json(&json!({ "claim": CLAIM, "rows": rows, "seed": self.seed }))?;
        } else {
            write!(std::io::stdout().lock(), "{}", table(&rows))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn design(&self, raters: u16) -> Rehearsal {
        Rehearsal {
            raters: usize::from(raters),
            objects: self.objects as usize,
            crossed: !self.own_raters,
            positions: self.positions,
            disagreement: self.disagreement,
            strictness: self.strictness,
            uneven: self.uneven,
            runs: self.runs as usize,
            seed: self.seed,
        }
    }
}

fn as_json(claims: &Claims) -> Value {
    json!({
        "rule": claims.rule.name(),
        "objects": claims.objects,
        "claims": claims.claims,
        "right": claims.right,
        "monte_carlo_error": claims.error.and_then(|error| error.standard()),
        "bound_95": claims.error.and_then(|error| error.bound()),
    })
}

fn table(rows: &[(u16, Vec<Claims>)]) -> String {
    let mut out = String::from("raters  rule           claims at .95   of these right\n");
    for (raters, rules) in rows {
        for claims in rules {
            let share = claims.claims as f64 / claims.objects.max(1) as f64;
            let right = match (claims.right, claims.error) {
                (Some(right), Some(error)) => format!("{right:.3} {error}"),
                _ => "no claim".to_owned(),
            };
            let _ = writeln!(out, "{raters:>6}  {:<13}  {share:>13.3}   {right}", claims.rule.name());
        }
    }
    out + super::ERRORS
}
