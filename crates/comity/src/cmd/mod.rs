//! The command line: one file a subcommand, each with its options, its work and its tests.

pub mod backup;
mod calibrate;
mod codes;
mod config;
mod demo;
mod doctor;
mod effect;
mod export;
mod import;
mod import_ideas;
mod keys;
mod ledger;
mod lint;
mod man;
mod member;
mod meta;
mod opinion;
mod portfolio;
mod rate;
mod receipt;
mod reliability;
mod restore;
mod sentiment;
mod serve;
mod study;

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::study::outcome::Outcome;
use crate::words::Lang;

use anyhow::Context as _;
use clap::{CommandFactory, Parser, Subcommand};

/// Characters of an error message: it may hold names and excerpts from files, and is kept whole unless it is absurd.
pub const LONGEST_MESSAGE: usize = 4_000;

/// Run collaborative exchanges with customers, and see from data whether they were worth it to both sides.
#[derive(Debug, Parser)]
#[command(
    name = "comity",
    version,
    max_term_width = 110,
    after_help = "Every subcommand has examples: comity study --help

Exit codes: 0 done, an answer that nothing can be told among it; 1 could not, as when a file does not hold what is needed;
2 used wrongly, whatever the files hold."
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// What runs the served house. A statement of SQLite runs on the thread that asks: however many wait for one at a time, as
/// many threads are left as there are cores.
fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    tokio::runtime::Builder::new_multi_thread().worker_threads(cores + comity_store::READERS).enable_all().build()
}

#[derive(Debug, Subcommand)]
enum Command {
    Study(study::StudyCommand),
    Effect(effect::EffectCommand),
    Portfolio(portfolio::PortfolioCommand),
    Meta(meta::MetaCommand),
    Rate(rate::RateCommand),
    Reliability(reliability::ReliabilityCommand),
    Sentiment(sentiment::SentimentCommand),
    Codes(codes::CodesCommand),
    Lint(lint::LintCommand),
    Calibrate(calibrate::Calibrate),
    Demo(demo::DemoCommand),
    Opinion(opinion::OpinionCommand),
    Serve(serve::ServeCommand),
    Doctor(doctor::DoctorCommand),
    Ledger(ledger::LedgerCommand),
    Receipt(receipt::ReceiptCommand),
    Keys(keys::KeysCommand),
    Import(import::ImportCommand),
    Export(export::ExportCommand),
    Backup(backup::BackupCommand),
    Restore(restore::RestoreCommand),
    Member(member::MemberCommand),
    Config(config::ConfigCommand),
    /// Write a completion script for your shell to standard output
    ///
    /// Example: comity completions bash > /etc/bash_completion.d/comity
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    Man(man::ManCommand),
}

impl Arguments {
    /// Does what was asked.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Effect(command) => command.run(),
            Command::Meta(command) => command.run(),
            Command::Rate(command) => command.run(),
            Command::Reliability(command) => command.run(),
            Command::Calibrate(command) => command.run(),
            Command::Lint(command) => command.run(),
            Command::Codes(command) => command.run(),
            Command::Config(command) => command.run(),
            Command::Serve(command) => command.run(),
            Command::Doctor(command) => command.run(),
            Command::Ledger(command) => command.run(),
            Command::Receipt(command) => command.run(),
            Command::Keys(command) => command.run(),
            Command::Import(command) => command.run(),
            Command::Export(command) => command.run(),
            Command::Backup(command) => command.run(),
            Command::Restore(command) => command.run(),
            Command::Member(command) => command.run(),
            Command::Demo(command) => command.run(),
            Command::Opinion(command) => command.run(),
            Command::Portfolio(command) => command.run(),
            Command::Study(command) => command.run(),
            Command::Sentiment(command) => command.run(),
            Command::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "comity", &mut script);
                std::io::stdout().write_all(&script)?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Man(command) => command.run(),
        }
    }
}

/// A progress bar on standard error: drawn only on a terminal, and only once the work takes a while.
pub fn progress(steps: u64, doing: &'static str) -> indicatif::ProgressBar {
    let template = "{msg} {bar:30} {pos}/{len} {eta} left";
    let bar = indicatif::ProgressBar::new(steps).with_message(doing);
    match indicatif::ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A progress bar over bytes.
pub fn progress_bytes(doing: &'static str) -> indicatif::ProgressBar {
    let template = "{msg} {bar:30} {bytes} of {total_bytes}, {eta} left";
    let bar = indicatif::ProgressBar::new(0).with_message(doing);
    match indicatif::ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Prints an outcome as JSON, or as a verdict with its table beside a report.
pub fn present(mut outcome: Outcome, lang: Lang, json: bool, report: Option<&Path>) -> anyhow::Result<ExitCode> {
    for event in &mut outcome.events {
        event.verdict.text = crate::words::verdict(event, &outcome.data.metric, lang);
    }
    if let Some(path) = report {
        let html = crate::report::study::html(&outcome, lang);
        std::fs::write(path, html).with_context(|| format!("cannot write the report to {}", path.display()))?;
    }
    if json {
        print_json(&outcome.to_json()?)?;
    } else {
        let stdout = std::io::stdout();
        let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
        let report = report.map(|path| path.display().to_string());
        write!(stdout.lock(), "{}", crate::terminal::study(&outcome, lang, width(), colour, report.as_deref()))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints JSON. Through a string, so that a closed pipe is seen as one.
pub fn print_json(value: &serde_json::Value) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}

/// Refuses to write where something is read from, or twice to one place, or to standard output, where the verdict goes.
///
/// # Errors
/// [`Usage`], naming the file.
pub fn guard_outputs<'p>(
    inputs: impl IntoIterator<Item = &'p Path>,
    outputs: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Usage> {
    let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let mut taken: Vec<_> = inputs.into_iter().map(place).collect();
    for output in outputs {
        if output.as_os_str() == "-" {
            let why = "what is printed goes to standard output already, and a file cannot go there too";
            return Err(Usage(format!("{why}: give it a name instead of -, as report.html")));
        }
        let output = place(output);
        if taken.contains(&output) && output.extension().is_some() | output.is_file() {
            return Err(Usage(format!("{} would be overwritten: give another name", output.display())));
        }
        taken.push(output);
    }
    Ok(())
}

/// The command was used wrongly, whatever the files hold: exit code 2. What only the files tell, as a column that is not in
/// them, is exit code 1.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Turns a message into a [`Usage`] error.
macro_rules! wrong_use {
    ($($message:tt)*) => {
        return Err(crate::cmd::Usage(format!($($message)*)).into())
    };
}
pub(crate) use wrong_use;

/// Columns of the terminal, between 60 and 110.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.unwrap_or(100_usize).clamp(60, 110)
}

/// Whether whoever read our output has stopped reading, which is no failure.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |e: &std::io::Error| e.kind() == ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
