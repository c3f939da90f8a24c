//! How often each estimator cries wolf, and how often it finds what is there, for a given design.
//!
//! Series without an effect are simulated under a family of noise, and the same series with a planted step. A verdict at
//! 5% on the first is false; on the second it is right. Two methods say more than yes or no: the headline may be
//! *undetermined*, and methods without a p value for a design (a rank among four units cannot fall below .25) say nothing.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::composite::WEIGHTED_FROM;
use crate::estimators::{self, Completed, Method, Options, Panel};
use crate::event::{Question, Unit, test_only};
use crate::headline::{CannotTest, Design, Finding};
use crate::monte_carlo::Error;
use crate::series::Cell;
use crate::simulate::Noise;

/// What is simulated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibration {
    /// Kind of noise.
    pub noise: Noise,
    /// Buckets before the event.
    pub before: usize,
    /// Buckets from the event on.
    pub after: usize,
    /// Comparable units; 0 tests the difference series itself.
    pub controls: usize,
    /// Standard deviation of the swing that all units share.
    pub swing: f64,
    /// The planted step, in standard deviations of a unit's own noise.
    pub effect: f64,
    /// Simulated series.
    pub runs: usize,
    /// Of these runs, how many the slow method (`bsts`) takes part in.
    pub slow_runs: usize,
    /// Seed; run `i` draws from stream `i`, so the figures do not depend on the number of threads.
    pub seed: u64,
}

/// How one method did.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// `headline`, or the name of an estimator.
    pub method: &'static str,
    /// Runs in which the method had a p value.
    pub runs: usize,
    /// Share of runs without an effect in which it found one at 5%.
    pub false_positive: f64,
    /// Share of runs with the effect in which it found one of the right sign.
    pub power: f64,
    /// Share of runs without an effect that it called undetermined.
    pub undetermined: f64,
    /// Share of runs with the effect that it called undetermined.
    pub undetermined_with_effect: f64,
}

impl Rates {
    /// How surely a share seen in these runs is known.
    pub fn monte_carlo_error(&self, share: f64) -> Error {
        Error::of(share, self.runs)
    }
}

/// What one method said of one run without and with the effect.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    spoke: bool,
    alarm: [bool; 2],
    unsure: [bool; 2],
}

/// Runs the simulation. `methods` beside the headline may be empty, which is much faster.
///
/// # Errors
/// [`CannotTest`] when the design is too short for the headline.
pub fn calibrate(design: &Calibration, methods: &[Method]) -> Result<Vec<Rates>, CannotTest> {
    let days = design.before + design.after;
    let headline = Design::new(&vec![1.0; days], design.before)?;
    let runs: Vec<Vec<Said>> = (0..design.runs)
        .into_par_iter()
        .map(|run| {
            let mut random = ChaCha8Rng::seed_from_u64(design.seed);
            random.set_stream(run as u64);
            let panel = if design.controls == 0 {
                vec![design.noise.difference(days, &mut random)]
            } else {
                design.noise.panel(days, design.controls, design.swing, &mut random)
            };
            let mut stepped = panel.clone();
            stepped[0][design.before..].iter_mut().for_each(|v| *v += design.effect);
            let sign = design.effect.signum();
            let mut said = vec![headline_says([&panel, &stepped], &headline, design.before, sign)];
            let completed = [panel, stepped].map(|units| completed(units, design.before));
            said.extend(methods.iter().map(|&method| {
                let skipped = method == Method::Bsts && run >= design.slow_runs;
                if skipped { Said::default() } else { method_says(method, &completed, run as u64, sign) }
            }));
            said
        })
        .collect();
    let names = std::iter::once("headline").chain(methods.iter().map(|m| m.name()));
    Ok(names.enumerate().map(|(m, name)| rates(name, runs.iter().map(|said| said[m]))).collect())
}

fn rates(method: &'static str, said: impl Iterator<Item = Said>) -> Rates {
    let said: Vec<Said> = said.filter(|s| s.spoke).collect();
    let share = |of: &dyn Fn(&Said) -> bool| said.iter().filter(|s| of(s)).count() as f64 / said.len().max(1) as f64;
    Rates {
        method,
        runs: said.len(),
        false_positive: share(&|s| s.alarm[0]),
        power: share(&|s| s.alarm[1]),
        undetermined: share(&|s| s.unsure[0]),
        undetermined_with_effect: share(&|s| s.unsure[1]),
    }
}

fn headline_says(panels: [&[Vec<f64>]; 2], headline: &Design, first_after: usize, sign: f64) -> Said {
    let findings = panels.map(|units| {
        if units.len() <= WEIGHTED_FROM {
            return headline.test(&difference(units)).map(|tested| tested.finding()).ok();
        }
        // From ten controls on a study chooses their shares by what was before the event, and so must its rehearsal.
        let cells = |values: &Vec<f64>| values.iter().map(|&v| Cell::of_value(v)).collect::<Vec<_>>();
        let unit = |values| Unit { name: String::new(), cells: cells(values), not_chosen: false };
        let others: Vec<Unit> = units[1..].iter().map(unit).collect();
        let question = Question { unit: &cells(&units[0]), others: &others, first_after, posts: false, seed: 0 };
        test_only(&question).map(|tested| tested.finding()).ok()
    });
    let found = |i: usize| findings[i].is_some_and(|f| matches!(f, Finding::Harm | Finding::Benefit));
    let right = if sign < 0.0 { Finding::Harm } else { Finding::Benefit };
    let unsure = findings.map(|f| f == Some(Finding::StepOrDrift));
    Said { spoke: findings[0].is_some(), alarm: [found(0), findings[1] == Some(right)], unsure }
}

/// The unit minus the mean of its controls.
fn difference(units: &[Vec<f64>]) -> Vec<f64> {
    let (unit, controls) = (&units[0], &units[1..]);
    let mean = |t: usize| controls.iter().map(|c| c[t]).sum::<f64>() / controls.len().max(1) as f64;
    unit.iter().enumerate().map(|(t, v)| v - mean(t)).collect()
}

fn completed(mut units: Vec<Vec<f64>>, first_after: usize) -> Option<Completed> {
    let treated = units.remove(0);
    Panel::new(treated, units, first_after).ok().map(|panel| panel.completed())
}

fn method_says(method: Method, panels: &[Option<Completed>; 2], run: u64, sign: f64) -> Said {
    let options = Options { seed: run, ..Options::default() };
    let found = panels.each_ref().map(|panel| {
        let estimate = estimators::estimate(method, panel.as_ref()?, &options).ok()?;
        // The tail area of a posterior is one-sided: at 5% two-sided it has to fall to .025.
        let level = if method == Method::Bsts { 0.025 } else { 0.05 };
        Some((estimate.p? <= level, estimate.estimate))
    });
    Said {
        spoke: found[0].is_some(),
        alarm: [found[0].is_some_and(|f| f.0), found[1].is_some_and(|(alarm, at)| alarm && at * sign > 0.0)],
        unsure: [false; 2],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn design(noise: Noise, effect: f64) -> Calibration {
        Calibration {
            noise,
            before: 90,
            after: 30,
            controls: 3,
            swing: 1.0,
            effect,
            runs: 200,
            slow_runs: 200,
            seed: 1,
        }
    }

    #[test]
    fn the_headline_keeps_its_level_and_finds_what_is_large() {
        let rates = calibrate(&design(Noise::AgainstThree { rho: 0.4 }, -3.0), &[]).unwrap();
        assert_eq!((rates[0].method, rates[0].runs), ("headline", 200));
        assert!(rates[0].false_positive <= 0.07 && rates[0].power > 0.95, "{rates:?}");
    }

    #[test]
    fn the_same_seed_gives_the_same_figures_on_one_thread() {
        let design = Calibration { runs: 12, ..design(Noise::HeavyTails, 1.0) };
        let methods = [Method::Did, Method::Permutation];
        let here = calibrate(&design, &methods).unwrap();
        let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        assert_eq!(here, one.install(|| calibrate(&design, &methods)).unwrap());
        assert_eq!(here.iter().map(|r| r.method).collect::<Vec<_>>(), ["headline", "did", "permutation"]);
    }

    #[test]
    fn refuses_a_design_that_is_too_short() {
        assert!(calibrate(&Calibration { before: 3, ..design(Noise::Garch, 0.0) }, &[]).is_err());
    }
}
