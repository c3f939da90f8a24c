//! `comity opinion`: from a file of votes to groups of people, what unites and divides them, and how sure that is.

pub(crate) mod assemble;
pub mod import;
pub mod live;
pub(crate) mod mapped;
pub mod outcome;
mod participation;
pub mod reading;
mod terminal;

use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use jiff::tz::TimeZone;

use mapped::Mapped;
use outcome::{Method, Outcome, Timing};
use reading::{Rejects, Request};

pub use terminal::{Written, terminal};

/// What is to be mapped, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is read.
    pub request: Request,
    /// Whose pipeline.
    pub method: Method,
    /// The zone of days.
    pub zone: TimeZone,
    /// The seed of everything drawn at random.
    pub seed: u64,
}

/// Reads a conversation and maps it.
///
/// # Errors
/// When the votes cannot be read; the message says where and what to do.
pub fn opinion(options: &Options) -> anyhow::Result<(Outcome, Rejects)> {
    let started = Instant::now();
    let (mut conversation, files) = reading::read(&options.request)?;
    let read_seconds = started.elapsed().as_secs_f64();
    let started = Instant::now();
    let mapped = match options.method {
        Method::Comity => Mapped::comity(&conversation, options.seed),
        Method::Polis => Mapped::polis(&conversation),
    };
    let timing = Timing { read_seconds, map_seconds: started.elapsed().as_secs_f64() };
    let rejects = std::mem::take(&mut conversation.rejects);
    conversation.rejects.counts.clone_from(&rejects.counts);
    let frame = assemble::Frame {
        files: &files,
        zone: &options.zone,
        flipped: options.request.flip,
        seed: options.seed,
        timing,
    };
    Ok((assemble::outcome(conversation, mapped, frame), rejects))
}

/// Writes where everybody stands as CSV: person, x, y, group, votes. Empty cells where somebody has no place or group.
///
/// # Errors
/// When the file cannot be written.
pub fn write_positions(outcome: &Outcome, path: &Path) -> anyhow::Result<()> {
    let mut out = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
    out.write_record(["person", "x", "y", "group", "votes"])?;
    for person in &outcome.people {
        let [x, y] = person.position.map_or([String::new(), String::new()], |at| at.map(|x| x.to_string()));
        let group = person.group.filter(|_| outcome.shows_groups()).map_or_else(String::new, |group| group.to_string());
        out.write_record([&person.id, &x, &y, &group, &person.votes.to_string()])?;
    }
    out.flush().with_context(|| format!("cannot write {}", path.display()))
}
