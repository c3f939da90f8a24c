//! `comity sentiment`: training, judging and using the sentiment model.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use comity_measure::sentiment::Model;

mod corpus;
mod eval;
mod score;
mod train;

/// Score posts as negative, neutral or positive; judge or train the model that does it
#[derive(Debug, Args)]
pub struct SentimentCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Train(train::Train),
    Eval(eval::Eval),
    Score(score::ScoreTexts),
}

impl SentimentCommand {
    /// Does what was asked.
    ///
    /// # Errors
    /// When a file cannot be read or written, or its contents make no sense; the message says which and why.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.verb {
            Verb::Train(train) => train.run(),
            Verb::Eval(eval) => eval.run(),
            Verb::Score(score) => score.run(),
        }
    }
}

/// The model of a file, or the one that comes with Comity.
fn model(path: Option<&Path>) -> anyhow::Result<std::borrow::Cow<'static, Model>> {
    let Some(path) = path else { return Ok(std::borrow::Cow::Borrowed(Model::built_in())) };
    let bytes = std::fs::read(path).with_context(|| format!("cannot read the model {}", path.display()))?;
    let model = Model::from_bytes(&bytes).with_context(|| format!("cannot use the model {}", path.display()))?;
    Ok(std::borrow::Cow::Owned(model))
}

/// A file's text; invalid UTF-8 is replaced, a byte-order mark dropped.
fn read_lossy(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned())
}

/// Lines of a text; the last line's newline begins no other.
fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.split('\n').collect();
    if lines.last() == Some(&"") {
        lines.pop();
    }
    lines
}

/// The option `--model`.
#[derive(Debug, Args)]
struct ModelOption {
    /// Model file made by `comity sentiment train`, in place of the one that comes with Comity
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}
