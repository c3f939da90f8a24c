//! The estimators behind `comity study` and `comity effect`: how often each finds what is not there, and what is.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use comity_measure::calibrate::{Calibration, Rates, calibrate};
use comity_measure::estimators::Method;
use comity_measure::simulate::Noise;
use serde_json::{Value, json};

use crate::cmd::wrong_use;

/// The design of an event study.
#[derive(Debug, Args)]
pub struct EventDesign {
    /// Buckets before the event
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    before: u32,
    /// Buckets from the event on
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    after: u32,
    /// Comparable units
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(0..=1_000))]
    controls: u32,
    /// Autocorrelation of each unit's own noise (family vs3)
    #[arg(long, default_value_t = 0.4, conflicts_with = "noise")]
    rho: f64,
    /// Standard deviation of the swing that all units share
    #[arg(long, default_value_t = 1.0)]
    swing: f64,
    /// Noise family instead of vs3; `list` names them
    #[arg(long, value_name = "FAMILY", conflicts_with = "battery")]
    noise: Option<String>,
    /// The planted step, in standard deviations of a unit's own noise
    #[arg(long, default_value_t = 1.0, allow_negative_numbers = true)]
    effect: f64,
    /// Simulated series (for each row of the battery)
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// Of these, how many bsts takes part in: it is slow
    #[arg(long, default_value_t = 1000)]
    bsts_runs: u32,
    /// `all`, or some of headline, did, synthetic_control, synthetic_did, bsts, prais_winsten, permutation
    #[arg(long, value_delimiter = ',', default_value = "all")]
    methods: Vec<String>,
    /// All noise families at 40, 120 and 365 days, the last quarter after the event
    #[arg(long)]
    battery: bool,
    /// Lengths for the battery
    #[arg(long, value_delimiter = ',', default_values_t = [40, 120, 365], requires = "battery")]
    days: Vec<usize>,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl EventDesign {
    /// Runs the simulation and prints its table.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut out = std::io::stdout().lock();
        if self.noise.as_deref() == Some("list") {
            for noise in Noise::BATTERY {
                writeln!(out, "{}", noise.name())?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let methods = self.methods()?;
        if !self.effect.is_finite() || !(0.0..=1e6).contains(&self.swing) {
            wrong_use!("--effect is a finite number, and --swing one from 0 on");
        }
        if self.battery {
            return self.run_battery(&methods);
        }
        let rates = rates(&self.design(self.noise()?, self.before as usize, self.after as usize), &methods)?;
        if self.json {
            crate::cmd::print_json(&json!({ "methods": as_json(&rates), "seed": self.seed }))?;
        } else {
            write!(out, "{}{}", table(&rates), super::ERRORS)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn run_battery(&self, methods: &[Method]) -> anyhow::Result<ExitCode> {
        let mut out = std::io::stdout().lock();
        let mut rows = Vec::new();
        let bar = crate::cmd::progress(Noise::BATTERY.len() as u64 * self.days.len() as u64, "simulating");
        for noise in Noise::BATTERY {
            for &days in &self.days {
                let before = (days as f64 * 0.75).round() as usize;
                let rates = rates(&self.design(noise, before, days.saturating_sub(before)), methods)?;
                if self.json {
                    rows.push(json!({ "noise": noise.name(), "days": days, "methods": as_json(&rates) }));
                } else {
                    bar.suspend(|| write!(out, "\n{}, {days} days\n{}", noise.name(), table(&rates)))?;
                }
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        if !self.json {
            write!(out, "{}", super::ERRORS)?;
        }
        if self.json {
            crate::cmd::print_json(&json!({ "rows": rows, "seed": self.seed }))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn design(&self, noise: Noise, before: usize, after: usize) -> Calibration {
        Calibration {
            noise,
            before,
            after,
            controls: self.controls as usize,
            swing: self.swing,
            effect: self.effect,
            runs: self.runs as usize,
            slow_runs: self.bsts_runs as usize,
            seed: self.seed,
        }
    }

    fn noise(&self) -> anyhow::Result<Noise> {
        match &self.noise {
            None if self.rho.abs() < 1.0 => Ok(Noise::AgainstThree { rho: self.rho }),
            None => wrong_use!("--rho {}: an autocorrelation lies between -1 and 1", self.rho),
            Some(name) => Noise::from_name(name).ok_or_else(|| {
                crate::cmd::Usage(format!("no noise family is called {name:?}; --noise list names them")).into()
            }),
        }
    }

    fn methods(&self) -> anyhow::Result<Vec<Method>> {
        let mut chosen = Vec::new();
        for name in &self.methods {
            match name.as_str() {
                "all" => return Ok(Method::ALL.to_vec()),
                "headline" => {}
                name => match Method::ALL.into_iter().find(|m| m.name() == name) {
                    Some(method) => chosen.push(method),
                    None => wrong_use!(
                        "--methods {name}: there is `all`, `headline`, {}",
                        Method::ALL.map(|m| format!("`{}`", m.name())).join(", ")
                    ),
                },
            }
        }
        Ok(chosen)
    }
}

/// Nothing but the options can be wrong with a simulation.
fn rates(design: &Calibration, methods: &[Method]) -> Result<Vec<Rates>, crate::cmd::Usage> {
    calibrate(design, methods).map_err(|error| crate::cmd::Usage(error.to_string()))
}

fn as_json(rates: &[Rates]) -> Vec<Value> {
    rates
        .iter()
        .map(|r| {
            let known = |share: f64| if r.runs == 0 { Value::Null } else { json!(share) };
            let bound = |r: &Rates, share: f64| r.monte_carlo_error(share).bound().filter(|_| r.runs > 0);
            json!({
                "method": r.method,
                "runs": r.runs,
                "false_positive_rate": known(r.false_positive),
                "power": known(r.power),
                "undetermined": known(r.undetermined),
                "undetermined_with_effect": known(r.undetermined_with_effect),
                "monte_carlo_error": r.monte_carlo_error(r.false_positive).standard(),
                "bound_95": bound(r, r.false_positive),
                "monte_carlo_error_power": r.monte_carlo_error(r.power).standard(),
                "bound_95_power": bound(r, r.power),
            })
        })
        .collect()
}

fn table(rates: &[Rates]) -> String {
    let mut out =
        String::from("method              false alarms     power           undetermined  …with effect   runs\n");
    for r in rates {
        if r.runs == 0 {
            let _ = writeln!(out, "{:<18}  no p value for this design", r.method);
            continue;
        }
        let share = |share: f64| format!("{:5.3} {}", share, r.monte_carlo_error(share));
        let _ = writeln!(
            out,
            "{:<18}  {}    {}       {:5.3}         {:5.3}  {:6}",
            r.method,
            share(r.false_positive),
            share(r.power),
            r.undetermined,
            r.undetermined_with_effect,
            r.runs
        );
    }
    out
}
