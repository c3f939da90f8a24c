//! A simulated conversation: what four hundred customers of an operator that does not exist think of twenty-four statements.
//!
//! They belong to three groups, which is planted, and vote in the course of two weeks. The files have the form of a Polis export.

mod sheets;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rand::seq::SliceRandom as _;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::draw::{normal, weighted};
use super::firms::plan::Both;
use super::year::HOURS;

pub use sheets::{groups, statements, summary, votes};

/// First day: the Monday after the planted change of fares.
const FIRST: Date = date(2026, 2, 2);
/// Share of the people who come on each day of the two weeks; the firm invites twice.
const COME: [f64; 14] = [14.0, 11.0, 8.0, 6.0, 5.0, 3.0, 3.0, 10.0, 8.0, 6.0, 5.0, 4.0, 3.0, 2.0];
/// How many people vote.
pub const PEOPLE: usize = 400;
/// Share of them in each planted group.
pub const SHARES: [f64; 3] = [0.42, 0.33, 0.25];
/// What the groups care about, as in the file of groups.
pub const GROUPS: [&str; 3] = ["price", "privacy", "participation"];
/// Statements that are there on the first day; the others are handed in by people, one after the other.
const AT_FIRST: usize = 12;
/// Days in which the others come.
const HANDED_IN: i64 = 6;
/// Statements that somebody votes on, in the middle; half of the people are within a factor of 1.4.
const VOTES: f64 = 14.0;
/// Share of votes that are changed within the minute.
const CHANGED: f64 = 0.02;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    en: String,
    it: String,
    /// How likely each group is to agree once it has an opinion.
    agree: [f64; 3],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    topic: Both<String>,
    statement: Vec<Statement>,
}

/// A vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Vote {
    /// Milliseconds since 1970 UTC.
    time: i64,
    statement: usize,
    /// From 1, in the order in which people came.
    person: usize,
    /// 1 agree, 0 pass, −1 disagree.
    vote: i8,
}

/// Everything that was said.
#[derive(Debug)]
pub struct Conversation {
    script: Script,
    /// For each statement when it was handed in, and by whom; 0 is the firm.
    handed_in: Vec<(i64, usize)>,
    /// In order of time.
    votes: Vec<Vote>,
    /// The planted group of each person.
    belongs: Vec<usize>,
}

/// Simulates the conversation.
///
/// # Errors
/// When the file of statements of this program is not well written.
pub fn simulate(seed: u64) -> anyhow::Result<Conversation> {
    let script: Script =
        toml::from_str(include_str!("statements.toml")).context("the demo's statements are not well written")?;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(21);
    let start = FIRST.to_zoned(TimeZone::UTC).context("no such day")?.timestamp().as_millisecond();
    let mut come: Vec<i64> = (0..PEOPLE).map(|_| start + moment(&mut random)).collect();
    come.sort_unstable();
    let handed_in = handed_in(&script, start, &come, &mut random);
    let belongs: Vec<usize> = come.iter().map(|_| weighted(&SHARES, &mut random)).collect();
    let mut votes = Vec::new();
    for (person, (&first, &group)) in (1..).zip(come.iter().zip(&belongs)) {
        let mut open: Vec<usize> = (0..script.statement.len()).filter(|&s| handed_in[s].0 < first).collect();
        open.shuffle(&mut random);
        let many = (VOTES * (0.5 * normal(&mut random)).exp()).round().max(1.0) as usize;
        let passes = random.random_range(0.03..0.18);
        let mut time = first;
        for statement in open.into_iter().take(many) {
            let agrees = script.statement[statement].agree[group];
            let mut say = |passes: f64| match random.random::<f64>() {
                p if p < passes => 0,
                _ if random.random_bool(agrees) => 1,
                _ => -1,
            };
            let vote = say(passes);
            let changed = say(0.5);
            votes.push(Vote { time, statement, person, vote });
            if random.random_bool(CHANGED) && changed != vote {
                let later = time + random.random_range(2_000..9_000);
                votes.push(Vote { time: later, statement, person, vote: changed });
            }
            time += random.random_range(9_000..45_000);
        }
    }
    votes.sort_by_key(|vote| (vote.time, vote.person));
    Ok(Conversation { script, handed_in, votes, belongs })
}

/// Milliseconds from the start at which somebody comes.
fn moment(random: &mut impl RngExt) -> i64 {
    let day = weighted(&COME, random);
    let hour = weighted(&HOURS[usize::from(day % 7 > 4)], random);
    (day as i64 * 24 + hour as i64) * 3_600_000 + random.random_range(0..3_500_000)
}

/// The firm's own statements in the hour before the start, the others by people who had come.
fn handed_in(script: &Script, start: i64, come: &[i64], random: &mut impl RngExt) -> Vec<(i64, usize)> {
    let others = script.statement.len().saturating_sub(AT_FIRST).max(1) as i64;
    let at = |place: usize| {
        if place < AT_FIRST {
            return (start - 3_600_000 + place as i64 * 60_000, 0);
        }
        let step = HANDED_IN * 86_400_000 / others;
        let time = start + (place - AT_FIRST) as i64 * step + random.random_range(step / 4..step);
        let there = come.partition_point(|first| *first < time);
        (time, if there == 0 { 0 } else { random.random_range(1..=there as u32) as usize })
    };
    (0..script.statement.len()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn the_same_seed_says_the_same() {
        let said = |seed| simulate(seed).unwrap().votes;
        assert!(said(1) == said(1) && said(1) != said(2));
    }

    #[test]
    fn votes_are_sparse_and_fall_into_two_weeks() {
        let said = simulate(1).unwrap();
        let cells = PEOPLE * said.script.statement.len();
        let distinct: BTreeMap<_, _> = said.votes.iter().map(|v| ((v.person, v.statement), v.vote)).collect();
        assert!((cells * 3..cells * 7).contains(&(distinct.len() * 10)), "{} of {cells}", distinct.len());
        assert!(said.votes.len() > distinct.len(), "nobody changed a vote");
        let span = said.votes[said.votes.len() - 1].time - said.votes[0].time;
        assert!((11 * 86_400_000..15 * 86_400_000).contains(&span), "{span}");
        for vote in &said.votes {
            assert!(said.handed_in[vote.statement].0 < vote.time, "statement {} was not there", vote.statement);
            assert!((1..=PEOPLE).contains(&vote.person));
        }
    }

    #[test]
    fn groups_vote_as_planted() {
        // Over several conversations, so that chance does not decide.
        let mut counts: BTreeMap<(usize, usize), (f64, f64)> = BTreeMap::new();
        for seed in 0..6 {
            let said = simulate(seed).unwrap();
            for vote in said.votes.iter().filter(|vote| vote.vote != 0) {
                let (agree, all) = counts.entry((vote.statement, said.belongs[vote.person - 1])).or_default();
                *agree += f64::from(vote.vote == 1);
                *all += 1.0;
            }
        }
        let script = simulate(0).unwrap().script;
        for ((statement, group), (agree, all)) in counts {
            let planted = script.statement[statement].agree[group];
            assert!((agree / all - planted).abs() < 0.12, "{statement} {group}: {} not {planted}", agree / all);
        }
    }

    #[test]
    fn two_statements_unite_and_the_others_do_not() {
        let script = simulate(0).unwrap().script;
        let unite = script.statement.iter().filter(|statement| statement.agree.iter().all(|p| *p > 0.85));
        assert_eq!((unite.count(), script.statement.len()), (2, 24));
    }
}
