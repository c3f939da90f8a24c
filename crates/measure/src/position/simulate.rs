//! How often a claimed archetype is right when the truth is known.
//!
//! Objects have true levels for each of the eight questions; raters see them through their own strictness, through an
//! impression of the object as a whole and through a slip per question, and answer in whole steps from 0 to 7. The true
//! position is the mean over all raters there could be, with that rounding and those ends of the scale.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;
use statrs::function::erf::erfc;

use crate::monte_carlo::Error;

use super::{Archetype, Freedom, MIDLINE, Totals, positions_by};

/// A claim is an archetype with at least this probability.
pub const CLAIM: f64 = 0.95;
const QUESTIONS: usize = 4;
const RESAMPLES: usize = 200;

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rehearsal {
    /// Raters of each object.
    pub raters: usize,
    /// Objects rated together.
    pub objects: usize,
    /// The same raters rate every object; else every object has its own.
    pub crossed: bool,
    /// Standard deviation of true totals about the midline, in points.
    pub positions: f64,
    /// Standard deviation of raters' totals about the true one, in points.
    pub disagreement: f64,
    /// Part of that variance which is a rater's strictness over all objects, 0 to 1.
    pub strictness: f64,
    /// Whether some objects are harder to rate than others (half of them with 1.6 times the spread of the other half).
    pub uneven: bool,
    /// Sets of objects.
    pub runs: usize,
    /// Seed; run `i` draws from stream `i`.
    pub seed: u64,
}

impl Default for Rehearsal {
    fn default() -> Self {
        Self {
            raters: 3,
            objects: 20,
            crossed: true,
            positions: 6.0,
            disagreement: 3.0,
            strictness: 0.3,
            uneven: false,
            runs: 1000,
            seed: 1,
        }
    }
}

/// How claims are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Pooled spread, with the degrees of freedom named.
    BivariateT(Freedom),
    /// Raters of the object drawn with replacement, and how often each archetype comes up.
    Resampling,
}

impl Rule {
    /// What is used, then what could be used instead.
    pub const ALL: [Self; 4] = [
        Self::BivariateT(Freedom::Crossed),
        Self::BivariateT(Freedom::Own),
        Self::BivariateT(Freedom::Pooled),
        Self::Resampling,
    ];

    /// Stable name; the rule that is used is `positions`.
    pub fn name(self) -> &'static str {
        match self {
            Self::BivariateT(Freedom::Crossed) => "positions",
            Self::BivariateT(Freedom::Own) => "t_own_raters",
            Self::BivariateT(Freedom::Pooled) => "t_pooled",
            Self::Resampling => "resampling",
        }
    }
}

/// How one rule did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claims {
    /// The rule.
    pub rule: Rule,
    /// Objects rated in all runs.
    pub objects: usize,
    /// Of these, claims.
    pub claims: usize,
    /// Share of claims that are right; nothing without a claim.
    pub right: Option<f64>,
    /// How surely that share is known. Objects rated by the same raters err together, so runs are the units.
    pub error: Option<Error>,
}

/// Runs the simulation.
pub fn rehearse(design: &Rehearsal, rules: &[Rule]) -> Vec<Claims> {
    let runs: Vec<Vec<(usize, usize)>> = (0..design.runs)
        .into_par_iter()
        .map(|run| {
            let mut random = ChaCha8Rng::seed_from_u64(design.seed);
            random.set_stream(run as u64);
            let (truth, totals) = one(design, &mut random);
            rules.iter().map(|&rule| claims(rule, design, &truth, &totals, &mut random)).collect()
        })
        .collect();
    let of = |(place, &rule): (usize, &Rule)| {
        let claims: usize = runs.iter().map(|run| run[place].0).sum();
        let right: usize = runs.iter().map(|run| run[place].1).sum();
        let share = (claims > 0).then(|| right as f64 / claims as f64);
        // The ratio estimator's standard error over runs.
        let error = share.map(|share| {
            if right == 0 || right == claims {
                return Error::of(share, runs.iter().filter(|run| run[place].0 > 0).count());
            }
            let squares: f64 = runs.iter().map(|run| (run[place].1 as f64 - share * run[place].0 as f64).powi(2)).sum();
            Error::Standard(squares.sqrt() / claims as f64)
        });
        Claims { rule, objects: design.runs * design.objects, claims, right: share, error }
    };
    rules.iter().enumerate().map(of).collect()
}

/// True positions, and what raters give.
fn one(design: &Rehearsal, random: &mut ChaCha8Rng) -> (Vec<[f64; 2]>, Vec<Totals>) {
    let mut normal = || -> f64 { StandardNormal.sample(random) };
    let question = QUESTIONS as f64;
    let strict_sd = design.disagreement * design.strictness.sqrt() / question;
    let rest = design.disagreement * (1.0 - design.strictness).sqrt();
    // Half of the rest is an impression of the object as a whole, half are slips at single questions.
    let (whole, slip) = (rest * 0.5f64.sqrt() / question, rest * (0.5 / question).sqrt());
    let raters = if design.crossed { design.raters } else { design.raters * design.objects };
    let strict: Vec<[f64; 2]> = (0..raters).map(|_| [normal(), normal()].map(|z| z * strict_sd)).collect();
    let mut truth = Vec::with_capacity(design.objects);
    let mut totals = Vec::with_capacity(design.objects * design.raters);
    for object in 0..design.objects {
        let hard = match (design.uneven, object % 2) {
            (false, _) => 1.0,
            (true, 0) => 1.6 / 1.78f64.sqrt(),
            (true, _) => 1.0 / 1.78f64.sqrt(),
        };
        let sd = (strict_sd.powi(2) + hard * hard * (whole.powi(2) + slip.powi(2))).sqrt();
        let levels: [[f64; QUESTIONS]; 2] = std::array::from_fn(|_| {
            let level = (MIDLINE + design.positions * normal()) / question;
            std::array::from_fn(|_| level + 0.8 * normal())
        });
        truth.push(levels.map(|levels| levels.iter().map(|&level| expected_answer(level, sd)).sum()));
        for k in 0..design.raters {
            let rater = if design.crossed { k } else { object * design.raters + k };
            let given: [f64; 2] = std::array::from_fn(|dimension| {
                let seen = strict[rater][dimension] + hard * whole * normal();
                levels[dimension]
                    .iter()
                    .map(|level| (level + seen + hard * slip * normal()).round().clamp(0.0, 7.0))
                    .sum()
            });
            totals.push(Totals { object, rater, participation: Some(given[0]), information: Some(given[1]) });
        }
    }
    (truth, totals)
}

/// Mean answer in whole steps from 0 to 7 when what is seen is normal about `level`.
fn expected_answer(level: f64, sd: f64) -> f64 {
    let at_least = |step: u8| 0.5 * erfc((f64::from(step) - 0.5 - level) / (sd.max(1e-9) * std::f64::consts::SQRT_2));
    (1..=7).map(at_least).sum()
}

/// Claims, and those of them that are right.
fn claims(
    rule: Rule,
    design: &Rehearsal,
    truth: &[[f64; 2]],
    totals: &[Totals],
    random: &mut ChaCha8Rng,
) -> (usize, usize) {
    let claimed: Vec<Option<Archetype>> = match rule {
        Rule::BivariateT(freedom) => positions_by(design.objects, totals, freedom)
            .objects
            .iter()
            .map(|position| {
                let (archetype, probability) = position.surely.ok()?.probabilities.likeliest();
                (probability >= CLAIM).then_some(archetype)
            })
            .collect(),
        Rule::Resampling => totals.chunks(design.raters).map(|given| resampled(given, random)).collect(),
    };
    let right = |(claim, truth): (&Option<Archetype>, &[f64; 2])| {
        claim.is_some_and(|claim| Archetype::at(truth[0], truth[1]).contains(&claim))
    };
    (claimed.iter().flatten().count(), claimed.iter().zip(truth).filter(|&pair| right(pair)).count())
}

fn resampled(given: &[Totals], random: &mut ChaCha8Rng) -> Option<Archetype> {
    use rand::RngExt;
    let mut share = [0.0; 4];
    for _ in 0..RESAMPLES {
        let mut sums = [0.0; 2];
        for _ in given {
            let drawn = &given[random.random_range(0..given.len())];
            sums = [0, 1].map(|d| sums[d] + drawn.points(d).unwrap_or(MIDLINE));
        }
        let near = Archetype::at(sums[0] / given.len() as f64, sums[1] / given.len() as f64);
        near.iter().for_each(|&archetype| share[archetype as usize] += 1.0 / near.len() as f64);
    }
    Archetype::ALL.into_iter().find(|&archetype| share[archetype as usize] >= CLAIM * RESAMPLES as f64)
}
