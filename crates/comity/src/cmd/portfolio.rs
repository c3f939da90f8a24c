//! `comity portfolio`: posts and a table of events in, what they say together out.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use comity_intake::ColumnNames;
use comity_intake::time::TimeOptions;

use super::study::{DateOrderArgument, write_rejects, zone};
use crate::portfolio::outcome::Portfolio;
use crate::portfolio::{Answer, PortfolioOptions, Ticks, portfolio, terminal};
use crate::study::options::{Bucket, Length, StudyOptions};
use crate::words::Lang;

/// Measure many events over the same posts, and what goes with larger effects
///
/// Reads posts as `comity study` does and a table of events (CSV, TSV, JSON Lines or Parquet), studies each event by the same
/// metric, and puts them together: the average effect, where the next one like these would lie, and whether participation,
/// information, the kind of event or the kind of capital goes with larger effects. Every event with an estimate enters, whatever
/// its verdict; every event that could not be studied is listed with the reason.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity portfolio posts.csv --events events.csv
  comity portfolio posts/*.csv.gz --events events.csv --before 60d --after 21d --lang it --out portfolio.html
  comity portfolio tweets.csv --events launches.tsv --score stars --column time=launched --column firm=owner

A table of events has a row for each. Only the time is needed, and the unit where the posts speak of several:
  unit,time,name,kind,industry,firm,participation,information,capital,before,after
  Norda,2026-01-30,Fares changed,price,telecoms,Nord Group,6,11,economic,,
  Vela,2026-03-02,Customers' board,community,telecoms,Vela,22,9,social;cultural,60d,14d
participation and information are totals of 0 to 28 points; capital lists what was offered (economic, cultural, social,
information), or has a yes/no column for each.")]
pub struct PortfolioCommand {
    /// Files of posts; - reads standard input
    #[arg(required = true, value_name = "POSTS")]
    posts: Vec<PathBuf>,
    /// The table of events
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// A column of that table, as PART=COLUMN; may be given more than once [default: known by their names]
    #[arg(long, value_name = "PART=COLUMN")]
    column: Vec<String>,
    /// Sheets of ratings as `comity rate` reads them, joined by the name of the event
    #[arg(long, value_name = "FILE")]
    ratings: Vec<PathBuf>,
    /// Column of the text of a post [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// Column of the time of a post [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// Column of the unit of a post: brand, company, product [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    unit: Option<String>,
    /// Column of the author of a post [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    author: Option<String>,
    /// Column of the id of a post [default: guessed]
    #[arg(long, value_name = "COLUMN")]
    id: Option<String>,
    /// Column that holds scores, stars or labels already; without it the built-in model scores the text
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// Set near-copies aside too: texts of six words or more that share about four fifths of their word triples
    #[arg(long)]
    near_duplicates: bool,
    /// Size of the buckets [default: from the window]
    #[arg(long)]
    bucket: Option<Bucket>,
    /// Window before each event: 4d, 36h, 6w, or a number of buckets [default: 13 weeks of days; 14 days of hours or a year of weeks where those fit the data better]
    #[arg(long, value_name = "LENGTH")]
    before: Option<Length>,
    /// Window from each event on [default: 28 days, 2 days or 13 weeks]
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
    /// Language of summary and report
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Where the report goes
    #[arg(long, value_name = "FILE", long_help = "Where the report goes [default: portfolio.html, none with --json]")]
    out: Option<PathBuf>,
    /// Print everything as JSON on standard output
    #[arg(long)]
    json: bool,
    /// Write rows and events that could not be used to this CSV file, with line and reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl PortfolioCommand {
    /// Studies, prints a summary, writes the report.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let options = self.options()?;
        let report = self.out.clone().or_else(|| (!self.json).then(|| PathBuf::from("portfolio.html")));
        let inputs = self.posts.iter().chain([&self.events]).chain(&self.ratings).map(PathBuf::as_path);
        super::guard_outputs(inputs, report.iter().chain(&self.rejects).map(PathBuf::as_path))?;
        let bar = super::progress_bytes("reading");
        let studied = super::progress(0, "studying");
        let ticks = Ticks {
            read: &|read, total| {
                total.into_iter().for_each(|total| bar.set_length(total));
                bar.set_position(read);
            },
            event: &|done, of| {
                bar.finish_and_clear();
                studied.set_length(of as u64);
                studied.set_position(done as u64);
            },
        };
        let Answer { outcome, rejects } = portfolio(&options, self.rejects.is_some(), &ticks)?;
        bar.finish_and_clear();
        studied.finish_and_clear();
        if let Some(path) = &self.rejects {
            write_rejects(path, &self.posts, &rejects)?;
            append_events(path, &outcome)?;
        }
        self.present(&outcome, report)
    }

    fn present(&self, outcome: &Portfolio, report: Option<PathBuf>) -> anyhow::Result<ExitCode> {
        if let Some(path) = &report {
            let html = crate::report::portfolio::html(outcome, self.lang);
            std::fs::write(path, html).with_context(|| format!("cannot write the report to {}", path.display()))?;
        }
        if self.json {
            super::print_json(&serde_json::to_value(outcome)?)?;
        } else {
            let stdout = std::io::stdout();
            let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            let report = report.map(|path| path.display().to_string());
            let text = terminal(outcome, self.lang, super::width(), colour, report.as_deref());
            write!(stdout.lock(), "{text}")?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn options(&self) -> anyhow::Result<PortfolioOptions> {
        let times =
            TimeOptions { zone: zone(&self.timezone)?, date_order: self.date_order.map(DateOrderArgument::order) };
        let study = StudyOptions {
            posts: self.posts.clone(),
            events: Vec::new(),
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
            label: None,
            times,
            timezone: self.timezone.clone(),
            bucket: self.bucket,
            before: self.before,
            after: self.after,
            controls: self.controls.clone(),
            near_duplicates: self.near_duplicates,
            lang: self.lang,
            seed: self.seed,
        };
        Ok(PortfolioOptions {
            study,
            events: self.events.clone(),
            columns: self.column.clone(),
            ratings: self.ratings.clone(),
        })
    }
}

/// Adds the events that were left out, and cells of their table that could not be read.
fn append_events(path: &std::path::Path, outcome: &Portfolio) -> anyhow::Result<()> {
    let file = std::fs::OpenOptions::new().append(true).open(path);
    let file = file.with_context(|| format!("cannot write {}", path.display()))?;
    let mut out = csv::Writer::from_writer(file);
    let table = &outcome.table;
    for event in &outcome.events {
        if let Some(reason) = event.left_out {
            out.write_record([&table.file, &event.line.to_string(), reason.name(), &event.name])?;
        }
    }
    for cell in &table.problems {
        let excerpt = format!("{}: {}", cell.part, cell.value);
        out.write_record([&table.file, &cell.line.to_string(), cell.problem.name(), &excerpt])?;
    }
    out.flush()?;
    Ok(())
}
