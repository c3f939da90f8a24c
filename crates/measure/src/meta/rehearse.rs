//! How often meta-regression is right, on simulated portfolios of events where the truth is known.

use nalgebra::DVector;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

use crate::monte_carlo::Error;

use super::{Ci, Effect, MetaError, Method, Moderator, Options, Regression, Values, regress};

/// Simulated portfolios.
#[derive(Debug, Clone, PartialEq)]
pub struct Design {
    /// Events in each.
    pub events: usize,
    /// Moderators, each with mean 0 and standard deviation 1 over the events; only the first has an effect.
    pub moderators: usize,
    /// Effect of one standard deviation of the first moderator.
    pub slope: f64,
    /// Standard deviation of effects between events.
    pub tau: f64,
    /// Standard errors of the events are spread evenly between these.
    pub standard_errors: [f64; 2],
    /// Clusters, to which events fall by chance. Half of τ² and half of the variance of each moderator is theirs.
    pub clusters: Option<usize>,
    /// Estimator of τ².
    pub method: Method,
    /// Permutations for each moderator.
    pub permutations: usize,
    /// Portfolios.
    pub runs: usize,
    /// Seed of everything drawn.
    pub seed: u64,
}

/// How one way of judging moderators did.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// `hartung-knapp`, `wald`, `permutation` or, with clusters, `cr2`.
    pub way: &'static str,
    /// One for each moderator, in order.
    pub moderators: Vec<Rates>,
}

impl Kept {
    /// The share of all intervals, whatever the moderator, that held the truth; `None` for permutations.
    pub fn covered(&self) -> Option<f64> {
        let covered: f64 = self.moderators.iter().filter_map(|m| Some(m.covered? * m.runs as f64)).sum();
        let runs: usize = self.moderators.iter().filter(|m| m.covered.is_some()).map(|m| m.runs).sum();
        (runs > 0).then(|| covered / runs as f64)
    }
}

/// What was said of one moderator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    /// Runs in which the moderator was judged at all.
    pub runs: usize,
    /// Share of these in which it was found at 5%.
    pub found: f64,
    /// Share in which its 95% interval held the truth; `None` for permutations, which give no interval.
    pub covered: Option<f64>,
}

impl Rates {
    /// How surely a share seen in these runs is known.
    pub fn monte_carlo_error(&self, share: f64) -> Error {
        Error::of(share, self.runs)
    }
}

/// What one run says of one moderator: whether found, whether covered.
type Said = Option<(bool, Option<bool>)>;

/// Simulates portfolios, and counts how often each moderator is found and each interval holds the truth.
///
/// # Errors
/// [`MetaError`] when the design cannot be analysed, as with more moderators than events.
pub fn rehearse(design: &Design) -> Result<Vec<Kept>, MetaError> {
    let ways: &[&str] = match design.clusters {
        None => &["hartung-knapp", "wald", "permutation"],
        Some(_) => &["cr2", "permutation", "hartung-knapp", "wald"],
    };
    let runs: Vec<Vec<Vec<Said>>> =
        (0..design.runs).into_par_iter().map(|run| one(design, run as u64)).collect::<Result<_, _>>()?;
    let rates = |way: usize, moderator: usize| {
        let said: Vec<(bool, Option<bool>)> = runs.iter().filter_map(|run| run[way][moderator]).collect();
        let share = |count: usize| count as f64 / said.len().max(1) as f64;
        let covers = said.iter().any(|(_, covered)| covered.is_some());
        Rates {
            runs: said.len(),
            found: share(said.iter().filter(|(found, _)| *found).count()),
            covered: covers.then(|| share(said.iter().filter(|(_, covered)| *covered == Some(true)).count())),
        }
    };
    let of = |(place, way): (usize, &&'static str)| Kept {
        way,
        moderators: (0..design.moderators).map(|moderator| rates(place, moderator)).collect(),
    };
    Ok(ways.iter().enumerate().map(of).collect())
}

fn one(design: &Design, run: u64) -> Result<Vec<Vec<Said>>, MetaError> {
    let mut random = ChaCha8Rng::seed_from_u64(design.seed);
    random.set_stream(run);
    let normal = |random: &mut ChaCha8Rng| -> f64 { StandardNormal.sample(random) };
    let clusters: Option<Vec<usize>> =
        design.clusters.map(|clusters| (0..design.events).map(|_| random.random_range(0..clusters)).collect());
    // A standard normal for each event, half of its variance the cluster's.
    let spread = |random: &mut ChaCha8Rng| -> DVector<f64> {
        let shared: Vec<f64> = (0..design.clusters.unwrap_or(0)).map(|_| normal(random)).collect();
        DVector::from_fn(design.events, |event, _| match &clusters {
            Some(of) => (shared[of[event]] + normal(random)) * std::f64::consts::FRAC_1_SQRT_2,
            None => normal(random),
        })
    };
    let columns: Vec<DVector<f64>> = (0..design.moderators)
        .map(|_| {
            let column = spread(&mut random);
            let column = column.add_scalar(-column.mean());
            let sd = (column.norm_squared() / design.events as f64).sqrt();
            column / sd
        })
        .collect();
    let between = spread(&mut random);
    let [low, high] = design.standard_errors;
    let effects: Vec<Effect> = (0..design.events)
        .map(|event| {
            let se = low + (high - low) * random.random::<f64>();
            let explained = columns.first().map_or(0.0, |column| design.slope * column[event]);
            let estimate = explained + design.tau * between[event] + se * normal(&mut random);
            Effect { estimate, variance: se * se }
        })
        .collect();
    let moderators: Vec<Moderator> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| Moderator {
            name: (place + 1).to_string(),
            values: Values::Numeric(column.iter().map(|&x| Some(x)).collect()),
        })
        .collect();
    let fit = |ci, clusters: Option<&[usize]>, permutations| {
        let options = Options { method: design.method, ci, level: 0.95, permutations, seed: design.seed ^ run };
        regress(&effects, &moderators, clusters, &options)
    };
    let intervals = |fitted: &Regression| -> Vec<Said> {
        let truth = |place| if place == 0 { design.slope } else { 0.0 };
        let said = |(place, coefficient): (usize, &super::Coefficient)| {
            let [low, high] = coefficient.interval?;
            Some((coefficient.p? <= 0.05, Some(low <= truth(place) && truth(place) <= high)))
        };
        fitted.moderators.iter().enumerate().map(said).collect()
    };
    let permuted = |fitted: &Regression| -> Vec<Said> {
        fitted.moderators.iter().map(|c| c.permutation_p.map(|p| (p <= 0.05, None))).collect()
    };
    Ok(match &clusters {
        None => {
            let plain = fit(Ci::HartungKnapp, None, design.permutations)?;
            vec![intervals(&plain), intervals(&fit(Ci::Wald, None, 0)?), permuted(&plain)]
        }
        Some(clusters) => {
            let robust = fit(Ci::HartungKnapp, Some(clusters), design.permutations)?;
            let ignoring = [Ci::HartungKnapp, Ci::Wald].map(|ci| fit(ci, None, 0).map(|fitted| intervals(&fitted)));
            let [plain, wald] = ignoring;
            vec![intervals(&robust), permuted(&robust), plain?, wald?]
        }
    })
}
