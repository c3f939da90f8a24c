//! `comity opinion`: votes in, groups of opinion out, with what unites and divides them.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use comity_intake::time::TimeOptions;

use crate::opinion::outcome::{Method, Outcome};
use crate::opinion::reading::{Files, Rejects, Request};
use crate::opinion::{Options, Written, opinion, terminal, write_positions};
use crate::words::{Lang, opinion_verdict};

/// Map opinions from votes: which groups of people there are, whether they are reliable, what unites and divides them
///
/// Reads votes (a row for each: person, statement, and 1 agree, 0 pass or -1 disagree), or a folder as Polis exports it
/// (votes.csv, comments.csv, participants-votes.csv). Of several votes by a person on a statement the last counts. Prints
/// the answer and writes a report; "no reliable groups" is an answer too.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity opinion votes.csv --comments statements.csv
  comity opinion polis-export/ --lang it --out opinioni.html
  comity opinion votes.csv --person member --statement item --vote answer --json
  comity opinion polis-export/ --compat polis --json   # the groups that Polis itself would make")]
pub struct OpinionCommand {
    /// A file of votes, or a folder in Polis's export form
    #[arg(value_name = "VOTES")]
    votes: PathBuf,
    /// A file of statements: their ids and texts, and what moderators decided [default: the folder's comments.csv]
    #[arg(long, value_name = "FILE")]
    comments: Option<PathBuf>,
    /// Column of the person [default: by its name]
    #[arg(long, value_name = "COLUMN")]
    person: Option<String>,
    /// Column of the statement [default: by its name]
    #[arg(long, value_name = "COLUMN")]
    statement: Option<String>,
    /// Column of the vote: 1, 0, -1, or agree, pass, disagree [default: by its name]
    #[arg(long, value_name = "COLUMN")]
    vote: Option<String>,
    /// Column of the time [default: by its name, if there is one]
    #[arg(long, value_name = "COLUMN")]
    time: Option<String>,
    /// In the file +1 means disagree and -1 agree, as in some exports
    #[arg(long)]
    flip: bool,
    /// Keep statements that moderators took out
    #[arg(long)]
    keep_moderated: bool,
    /// Make the groups as another program does, for those who compare; nobody looks whether those are reliable
    #[arg(long, value_name = "PROGRAM")]
    compat: Option<Compat>,
    /// Zone of days and of times without one, as Europe/Rome
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    timezone: String,
    /// Language of answer and report
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Where the report goes
    #[arg(long, value_name = "FILE", long_help = "Where the report goes [default: opinion.html, none with --json]")]
    out: Option<PathBuf>,
    /// Print everything as JSON on standard output
    #[arg(long)]
    json: bool,
    /// Write where everybody stands to this CSV file: person, x, y, group, votes
    #[arg(long, value_name = "FILE")]
    positions: Option<PathBuf>,
    /// Write rows that are no votes to this CSV file, with line and reason
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Seed of everything drawn at random
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Whose groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Compat {
    /// Polis
    Polis,
}

impl OpinionCommand {
    /// Maps the votes, prints the answer, writes the report.
    ///
    /// # Errors
    /// When a file cannot be read or written, or makes no sense; the message says where and what to do.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let report = self.out.clone().or_else(|| (!self.json).then(|| PathBuf::from("opinion.html")));
        let files = Files::find(&self.votes, self.comments.as_deref())?;
        let outputs = report.iter().chain(&self.positions).chain(&self.rejects).map(PathBuf::as_path);
        crate::cmd::guard_outputs(files.all(), outputs)?;
        let (mut outcome, rejects) = opinion(&self.options()?)?;
        outcome.verdict.text = opinion_verdict(&outcome, self.lang);
        self.write(&outcome, &rejects, report.as_deref())?;
        if self.json {
            crate::cmd::print_json(&serde_json::to_value(&outcome)?)?;
            return Ok(ExitCode::SUCCESS);
        }
        let stdout = std::io::stdout();
        let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let name = |path: &PathBuf| path.display().to_string();
        let written = Written { report: report.as_ref().map(name), positions: self.positions.as_ref().map(name) };
        let text = terminal(&outcome, self.lang, crate::cmd::width(), colour, &written);
        stdout.lock().write_all(text.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    fn options(&self) -> anyhow::Result<Options> {
        let zone = super::study::zone(&self.timezone)?;
        let request = Request {
            votes: self.votes.clone(),
            statements: self.comments.clone(),
            person: self.person.clone(),
            statement: self.statement.clone(),
            vote: self.vote.clone(),
            time: self.time.clone(),
            times: TimeOptions { zone: zone.clone(), date_order: None },
            flip: self.flip,
            keep_moderated: self.keep_moderated,
            list_rejects: self.rejects.is_some(),
        };
        let method = match self.compat {
            None => Method::Comity,
            Some(Compat::Polis) => Method::Polis,
        };
        Ok(Options { request, method, zone, seed: self.seed })
    }

    fn write(&self, outcome: &Outcome, rejects: &Rejects, report: Option<&std::path::Path>) -> anyhow::Result<()> {
        if let Some(path) = &self.rejects {
            rejects.write(path)?;
        }
        if let Some(path) = &self.positions {
            write_positions(outcome, path)?;
        }
        if let Some(path) = report {
            let html = crate::report::opinion::html(outcome, self.lang);
            std::fs::write(path, html).with_context(|| format!("cannot write the report to {}", path.display()))?;
        }
        Ok(())
    }
}
