//! Conversations made up, in which it is known who belongs together: nobody, or people of a few minds.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::votes::{Cast, Vote};

/// What people of a made-up conversation have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Structure {
    /// Nothing: statements are more or less popular, and everybody votes on each by that alone.
    None,
    /// Nothing, with popularity that runs together: statements come in runs of like popularity, first-shown ones most so.
    Popularity,
    /// People are of as many minds, of unequal numbers; each mind has a popularity of its own for every statement.
    Minds(usize),
    /// People lie on one line from end to end, without gaps: a difference, but no groups.
    Spectrum,
}

/// On which statements people vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Any.
    AtRandom,
    /// The first so many, as when everybody sees them in the same order and stops somewhere.
    FirstShown,
}

/// A conversation to make up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// People.
    pub people: usize,
    /// Statements.
    pub statements: usize,
    /// Mean share of the statements that somebody votes on; shares are spread around it, a few people vote on nearly all.
    pub answered: f64,
    /// On which.
    pub showing: Showing,
    /// What people have in common.
    pub structure: Structure,
}

/// Every vote of a made-up conversation, in the order of people, with each one's mind (0 where there are none).
pub fn conversation(design: &Design, seed: u64) -> (Vec<Cast>, Vec<usize>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let minds = match design.structure {
        Structure::Minds(n) => n.max(1),
        _ => 1,
    };
    let leanings = leanings(design, minds, &mut random);
    let slopes: Vec<f64> = (0..design.statements).map(|_| normal(&mut random)).collect();
    let mut cast = Vec::new();
    let mut belongs = Vec::with_capacity(design.people);
    for person in 0..design.people {
        let mind = mind(minds, &mut random);
        let place = if design.structure == Structure::Spectrum { normal(&mut random) } else { 0.0 };
        let passes = 0.05 + 0.2 * random.random::<f64>();
        for statement in shown(design, &mut random) {
            let leaning = leanings[mind][statement] + place * slopes[statement];
            let vote = if random.random::<f64>() < passes {
                Vote::Pass
            } else if random.random::<f64>() < logistic(leaning) {
                Vote::Agree
            } else {
                Vote::Disagree
            };
            cast.push(Cast { time: 0, person: person as u32, statement: statement as u32, vote });
        }
        belongs.push(mind);
    }
    (cast, belongs)
}

/// Log-odds of agreeing, for each mind and statement.
fn leanings(design: &Design, minds: usize, random: &mut ChaCha8Rng) -> Vec<Vec<f64>> {
    let mut run = normal(random);
    let common: Vec<f64> = (0..design.statements)
        .map(|statement| match design.structure {
            Structure::Popularity => {
                run = 0.8 * run + 0.6 * normal(random);
                run + 1.5 * (-(statement as f64) / 10.0).exp()
            }
            _ => normal(random),
        })
        .collect();
    let own = if minds > 1 { 1.5 } else { 0.0 };
    (0..minds).map(|_| common.iter().map(|c| 0.5 * c + 0.5 + own * normal(random)).collect()).collect()
}

/// Minds are of unequal numbers: each is 1.5 times as common as the next.
fn mind(minds: usize, random: &mut ChaCha8Rng) -> usize {
    let weights: Vec<f64> = (0..minds).map(|m| 1.5f64.powi(-(m as i32))).collect();
    let mut left = random.random::<f64>() * weights.iter().sum::<f64>();
    for (mind, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return mind;
        }
    }
    minds - 1
}

/// Statements that somebody votes on, in order.
fn shown(design: &Design, random: &mut ChaCha8Rng) -> Vec<usize> {
    let n = design.statements;
    let share = design.answered * (0.7 * normal(random) - 0.245).exp();
    let many = ((share * n as f64).round() as usize).clamp(1, n.max(1)).min(n);
    match design.showing {
        Showing::FirstShown => (0..many).collect(),
        Showing::AtRandom => {
            let mut drawn = rand::seq::index::sample(random, n, many).into_vec();
            drawn.sort_unstable();
            drawn
        }
    }
}

fn normal(random: &mut ChaCha8Rng) -> f64 {
    StandardNormal.sample(random)
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
