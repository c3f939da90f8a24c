//! `comity study`: posts and a date in, a verdict out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;

use clap::Args;
use comity_intake::ColumnNames;
use comity_intake::time::{DateOrder, TimeOptions, parse_time, time_zone};
use serde::Deserialize;

use crate::cmd::wrong_use;
use crate::study::options::{Bucket, Event, Length, StudyOptions};
use crate::study::{Studied, study, window};
use crate::words::Lang;

/// Measure what an event did to what people write
///
/// Reads posts (CSV, TSV, JSON Lines or Parquet, gzipped or not), scores them, compares the unit with comparable ones before
/// and after the event, and says what can be said: harm, benefit, no evidence, or that it cannot be told and why. Prints the
/// verdict and writes a report.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity study posts.csv --event \"Southwest 2015-02-21\"
  comity study posts/*.csv.gz --event \"Norda 2026-01-30\" --before 90d --after 30d --lang it
  comity study tweets.csv --events events.toml --score stars --timezone Europe/Rome --out report.html

An events file lists what to study in one pass:
  [[event]]
  unit = \"Norda\"
  at = \"2026-01-30\"
  name = \"Fares changed\"        # before = \"60d\" and after = \"14d\" may be set too")]
pub struct StudyCommand {
    /// Files of posts; - reads standard input
    #[arg(required = true, value_name = "POSTS")]
    posts: Vec<PathBuf>,
    /// The unit and the time of an event; may be given more than once
    #[arg(long, value_name = "UNIT TIME")]
    event: Vec<String>,
    /// A TOML file of events
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// Column of the text [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// Column of the time [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// Column of the unit: brand, company, product [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    unit: Option<String>,
    /// Column of the author [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    author: Option<String>,
    /// Column of the id [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Column that holds scores, stars or labels already; without it the built-in model scores the text
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// Column of human labels on some posts, to see how far the model shrinks differences and to correct class shares
    #[arg(long, value_name = "COLUMN", conflicts_with = "score")]
    label: Option<String>,
    /// Set near-copies aside too: texts of six words or more that share about four fifths of their word triples
    #[arg(long)]
    near_duplicates: bool,
    /// Size of the buckets [default: from the window]
    #[arg(long)]
    bucket: Option<Bucket>,
    /// Window before the event: 4d, 36h, 6w, or a number of buckets [default: 13 weeks of days; 14 days of hours or a year of weeks where those fit the data better]
    #[arg(long, value_name = "LENGTH")]
    before: Option<Length>,
    /// Window from the event on [default: 28 days, 2 days or 13 weeks]
    #[arg(long, value_name = "LENGTH")]
    after: Option<Length>,
    /// Units to compare with, separated by commas [default: every other unit with a baseline]
    #[arg(long, value_delimiter = ',', value_name = "UNITS")]
    controls: Vec<String>,
    /// Zone of days and of times without one, as Europe/Rome
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    timezone: String,
    /// Order of day, month and year in dates like 1/7/15
    #[arg(long, value_name = "ORDER")]
    date_order: Option<DateOrderArgument>,
    /// Language of verdict and report
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Where the report goes
    #[arg(long, value_name = "FILE", long_help = "Where the report goes [default: study.html, none with --json]")]
    out: Option<PathBuf>,
    /// Print everything as JSON on standard output
    #[arg(long)]
    json: bool,
    /// Write rows that could not be used to this CSV file, with line and reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// The order of day, month and year on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum DateOrderArgument {
    Dmy,
    Mdy,
    Ymd,
}

impl DateOrderArgument {
    /// The order itself.
    pub fn order(self) -> DateOrder {
        match self {
            Self::Dmy => DateOrder::DayMonthYear,
            Self::Mdy => DateOrder::MonthDayYear,
            Self::Ymd => DateOrder::YearMonthDay,
        }
    }
}

/// `events.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventsFile {
    event: Vec<EventEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventEntry {
    unit: Option<String>,
    at: toml::Value,
    name: Option<String>,
    before: Option<Length>,
    after: Option<Length>,
}

impl StudyCommand {
    /// Studies, prints the verdict, writes the report.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let options = self.options()?;
        let report = self.out.clone().or_else(|| (!self.json).then(|| PathBuf::from("study.html")));
        let inputs = self.posts.iter().chain(&self.events).map(PathBuf::as_path);
        crate::cmd::guard_outputs(inputs, report.iter().chain(&self.rejects).map(PathBuf::as_path))?;
        let bar = crate::cmd::progress_bytes("reading");
        let Studied { outcome, rejects } = study(&options, self.rejects.is_some(), &|read, total| {
            if let Some(total) = total {
                bar.set_length(total);
            }
            bar.set_position(read);
        })?;
        bar.finish_and_clear();
        if let Some(path) = &self.rejects {
            write_rejects(path, &options.posts, &rejects)?;
        }
        crate::cmd::present(outcome, self.lang, self.json, report.as_deref())
    }

    fn options(&self) -> anyhow::Result<StudyOptions> {
        let times =
            TimeOptions { zone: zone(&self.timezone)?, date_order: self.date_order.map(DateOrderArgument::order) };
        let mut events = Vec::new();
        for text in &self.event {
            let (unit, at) = window::split_event(text, &times)?;
            events.push(Event { name: None, unit, at, before: None, after: None });
        }
        if let Some(path) = &self.events {
            events.extend(read_events(path, &times)?);
        }
        if events.is_empty() {
            wrong_use!(
                "no event to study: give --event \"UNIT TIME\", as in --event \"Southwest 2015-02-21\", or --events FILE"
            );
        }
        Ok(StudyOptions {
            posts: self.posts.clone(),
            events,
            columns: ColumnNames {
                text: self.text.clone(),
                time: self.time.clone(),
                unit: self.unit.clone(),
                author: self.author.clone(),
                id: self.id.clone(),
                score: self.score.clone(),
                lang: None,
                extra: Vec::new(),
            },
            label: self.label.clone(),
            times,
            timezone: self.timezone.clone(),
            bucket: self.bucket,
            before: self.before,
            after: self.after,
            controls: self.controls.clone(),
            near_duplicates: self.near_duplicates,
            lang: self.lang,
            seed: self.seed,
        })
    }
}

/// A zone by its name.
pub fn zone(name: &str) -> Result<jiff::tz::TimeZone, crate::cmd::Usage> {
    time_zone(name).map_err(|error| crate::cmd::Usage(format!("--timezone: {error}")))
}

fn read_events(path: &Path, times: &TimeOptions) -> anyhow::Result<Vec<Event>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file: EventsFile = toml::from_str(&text).with_context(|| format!("{} is no list of events", path.display()))?;
    file.event
        .into_iter()
        .enumerate()
        .map(|(i, entry)| {
            let written = match &entry.at {
                toml::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let at = parse_time(&written, times)
                .with_context(|| format!("{}: event {}, at = {written:?}", path.display(), i + 1))?;
            Ok(Event { name: entry.name, unit: entry.unit, at, before: entry.before, after: entry.after })
        })
        .collect()
}

/// Writes rejected rows as a table.
pub fn write_rejects(path: &Path, files: &[PathBuf], rejects: &[comity_intake::Reject]) -> anyhow::Result<()> {
    let mut out = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
    out.write_record(["file", "line", "reason", "excerpt"])?;
    for reject in rejects {
        let file = files.get(reject.file as usize).map(|f| f.display().to_string()).unwrap_or_default();
        out.write_record([&file, &reject.line.to_string(), reject.reason.name(), &reject.excerpt])?;
    }
    out.flush()?;
    Ok(())
}
