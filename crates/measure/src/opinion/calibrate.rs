//! How often a map finds groups that are not there, and those that are.

use rayon::prelude::*;
use serde::Serialize;

use crate::monte_carlo::Error;

use super::map::{Map, Settings};
use super::rand_index::adjusted_rand_index;
use super::simulate::{Design, Structure, conversation};
use super::votes::Votes;

/// What became of made-up conversations of one design.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rates {
    /// Conversations.
    pub runs: usize,
    /// Share in which groups were called reliable.
    pub reliable: f64,
    /// How surely that share is known.
    #[serde(skip)]
    pub error: Error,
    /// Share in which the map had as many groups as there were minds.
    pub right_count: f64,
    /// Mean over conversations of the median adjusted Rand index of refits.
    pub stability: f64,
    /// Mean over conversations of the bar that it was held to.
    pub null_95: f64,
    /// Mean adjusted Rand index of groups and minds; nothing where people were of one mind.
    pub recovered: Option<f64>,
}

/// Makes up `runs` conversations of a design and maps them.
pub fn calibrate(design: &Design, settings: &Settings, runs: usize, seed: u64) -> Rates {
    let minds = match design.structure {
        Structure::Minds(n) => n,
        _ => 1,
    };
    let outcomes: Vec<[f64; 5]> = (0..runs as u64)
        .into_par_iter()
        .map(|run| {
            let (cast, belongs) = conversation(design, seed.wrapping_mul(1_000_003).wrapping_add(run));
            let votes = Votes::from_cast(design.people, design.statements, &cast);
            let map = Map::from_votes(votes, Vec::new(), Settings { seed: run, ..*settings });
            let (found, truth): (Vec<usize>, Vec<usize>) =
                map.labels().iter().zip(&belongs).filter_map(|(label, &mind)| label.map(|l| (l, mind))).unzip();
            let count = map.groups().map_or(1, |g| g.count());
            [
                f64::from(u8::from(map.reliable())),
                f64::from(u8::from(count == minds)),
                map.stability().map_or(0.0, |s| s.median),
                map.stability().map_or(1.0, |s| s.null_95),
                adjusted_rand_index(&found, &truth).unwrap_or(0.0),
            ]
        })
        .collect();
    let mean = |i: usize| outcomes.iter().map(|o| o[i]).sum::<f64>() / runs.max(1) as f64;
    let reliable = mean(0);
    Rates {
        runs,
        reliable,
        error: Error::of(reliable, runs),
        right_count: mean(1),
        stability: mean(2),
        null_95: mean(3),
        recovered: (minds > 1).then(|| mean(4)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::simulate::Showing;

    /// A short run of what `comity calibrate opinion` does: wide bounds, for what went badly wrong.
    #[test]
    fn groups_are_found_where_there_are_some() {
        let check = |structure, showing, reliable: std::ops::RangeInclusive<f64>| {
            let design = Design { people: 150, statements: 30, answered: 0.5, showing, structure, apart: 3.0 };
            let rates = calibrate(&design, &Settings::default(), 15, 1);
            assert!(reliable.contains(&rates.reliable), "{design:?}: {rates:?}");
        };
        check(Structure::None, Showing::AtRandom, 0.0..=0.07);
        check(Structure::Popularity, Showing::FirstShown, 0.0..=0.14);
        check(Structure::Minds(3), Showing::AtRandom, 0.93..=1.0);
        check(Structure::Minds(3), Showing::FirstShown, 0.86..=1.0);
    }
}
