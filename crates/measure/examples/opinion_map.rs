//! Maps a file of votes, then takes more votes one at a time, and says how long each took.
//!
//! `cargo run --release -p comity-measure --example opinion_map -- votes.csv [votes to add]`
//!
//! The file has a header and the columns voter, statement, vote, time: whole numbers without quotes, people and statements
//! numbered from 0 on, as `bench/make_votes.py` writes them. `bench/opinion` reads what this prints.

use std::error::Error;
use std::time::Instant;

use comity_measure::opinion::{Cast, Map, Settings, Vote, Votes};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file? opinion_map VOTES.csv [VOTES TO ADD]")?;
    let more: u32 = arguments.next().map_or(Ok(50), |n| n.parse())?;
    let cast = read(&std::fs::read_to_string(file)?)?;

    let started = Instant::now();
    let votes = Votes::from_cast(0, 0, &cast);
    let stored = started.elapsed();
    let mut map = Map::from_votes(votes, Vec::new(), Settings::default());
    let cold = started.elapsed();

    let unexamined = Settings { effort: None, ..Settings::default() };
    let (people, statements) = (map.votes().people() as u32, map.votes().statements() as u32);
    let mut seconds = Vec::new();
    let mut off = 0.0f64;
    for i in 0..more {
        // Scattered over people and statements; the last one is a newcomer's.
        let person = if i + 1 == more { people } else { i * 7919 % people.max(1) };
        let vote = [Vote::Agree, Vote::Disagree, Vote::Pass][i as usize % 3];
        let started = Instant::now();
        map.vote(person, i * 104_729 % statements.max(1), vote);
        map.refresh();
        seconds.push(started.elapsed().as_secs_f64());
        if i % 10 == 9 {
            let cold = Map::from_votes(map.votes().clone(), Vec::new(), unexamined);
            for (one, other) in map.positions().iter().zip(cold.positions()) {
                let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
                off = off.max((one[0] - other[0]).abs()).max((one[1] - other[1]).abs());
            }
        }
    }
    seconds.sort_by(f64::total_cmp);

    let said = json!({
        "people": people,
        "statements": statements,
        "votes_cast": cast.len(),
        "votes": map.votes().len(),
        "groups": map.groups().map(|g| g.sizes.clone()).map_err(|why| why.to_string()),
        "stability": map.stability(),
        "off_from_cold": off,
        "timing": {
            "store_seconds": stored.as_secs_f64(),
            "cold_seconds": cold.as_secs_f64(),
            "one_vote_median_seconds": seconds.get(seconds.len() / 2),
            "one_vote_slowest_seconds": seconds.last(),
            "threads": rayon::current_num_threads(),
        },
    });
    println!("{said:#}");
    Ok(())
}

fn read(text: &str) -> Result<Vec<Cast>, Box<dyn Error>> {
    let row = |(at, line): (usize, &str)| {
        let mut fields = line.split(',').map(str::trim);
        let mut next = || fields.next()?.parse::<i64>().ok();
        let cast = (|| {
            let (person, statement) = (u32::try_from(next()?).ok()?, u32::try_from(next()?).ok()?);
            let vote = Vote::from_number(next()?)?;
            Some(Cast { person, statement, vote, time: next()? })
        })();
        cast.ok_or_else(|| format!("line {}: not voter, statement, vote, time: {line}", at + 1).into())
    };
    text.lines().enumerate().skip(1).map(row).collect()
}
