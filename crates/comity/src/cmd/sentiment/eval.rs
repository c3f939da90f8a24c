//! `comity sentiment eval`

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;
use comity_measure::sentiment::{Class, Evaluation, Scorer, evaluate};

use super::{ModelOption, lines, read_lossy};

/// Judge a model by labelled posts
#[derive(Debug, Args)]
#[command(after_help = "Example:
  comity sentiment eval --texts val_text.txt --labels val_labels.txt --json")]
pub struct Eval {
    /// Texts, one a line
    #[arg(long, value_name = "FILE")]
    texts: PathBuf,
    /// Labels, one a line: negative, neutral, positive or 0, 1, 2
    #[arg(long, value_name = "FILE")]
    labels: PathBuf,
    #[command(flatten)]
    model: ModelOption,
    /// Seed of the bootstrap intervals
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Eval {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (texts, labels) = (read_lossy(&self.texts)?, read_lossy(&self.labels)?);
        let (texts, mut labels) = (lines(&texts), lines(&labels));
        // Some corpora end their labels with an empty line.
        while labels.len() > texts.len() && labels.last().is_some_and(|label| label.trim().is_empty()) {
            labels.pop();
        }
        if texts.len() != labels.len() {
            bail!(
                "{} has {} lines and {} has {}; each text needs one label on the same line",
                self.texts.display(),
                texts.len(),
                self.labels.display(),
                labels.len()
            );
        }
        let truth = labels
            .iter()
            .enumerate()
            .map(|(i, label)| label.parse().with_context(|| format!("{}, line {}", self.labels.display(), i + 1)))
            .collect::<anyhow::Result<Vec<Class>>>()?;
        let model = super::model(self.model.model.as_deref())?;
        let mut scorer = Scorer::new(&model);
        let start = Instant::now();
        let predicted: Vec<Class> = texts.iter().map(|text| scorer.score(text.trim()).class).collect();
        let posts_per_second = predicted.len() as f64 / start.elapsed().as_secs_f64().max(1e-9);
        let evaluation = evaluate(&truth, &predicted, self.seed)?;
        if self.json {
            crate::cmd::print_json(&json(&evaluation, posts_per_second))?;
        } else {
            print(&mut std::io::stdout().lock(), &evaluation, posts_per_second)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn json(e: &Evaluation, posts_per_second: f64) -> serde_json::Value {
    let [negative, neutral, positive] = e.recall;
    serde_json::json!({
        "posts": e.posts,
        "macro_recall": e.macro_recall,
        "macro_f1": e.macro_f1,
        "accuracy": e.accuracy,
        "recall": { "negative": negative, "neutral": neutral, "positive": positive },
        "confusion": e.confusion,
        "interval": {
            "macro_recall": [e.macro_recall_interval.low, e.macro_recall_interval.high],
            "macro_f1": [e.macro_f1_interval.low, e.macro_f1_interval.high],
        },
        "timing": { "posts_per_second": posts_per_second.round() },
    })
}

fn print(out: &mut impl std::io::Write, e: &Evaluation, posts_per_second: f64) -> std::io::Result<()> {
    let (recall, f1) = (e.macro_recall_interval, e.macro_f1_interval);
    writeln!(out, "posts         {}", e.posts)?;
    writeln!(out, "macro-recall  {:.4}  95% [{:.4}, {:.4}]", e.macro_recall, recall.low, recall.high)?;
    writeln!(out, "macro-F1      {:.4}  95% [{:.4}, {:.4}]", e.macro_f1, f1.low, f1.high)?;
    writeln!(out, "accuracy      {:.4}", e.accuracy)?;
    writeln!(out, "posts/s       {posts_per_second:.0}")?;
    writeln!(out, "true \\ said   negative  neutral  positive  recall")?;
    for class in Class::ALL {
        let [negative, neutral, positive] = e.confusion[class.index()];
        let recall = e.recall[class.index()].map_or_else(|| "-".to_owned(), |r| format!("{r:.3}"));
        writeln!(out, "{class:<12}  {negative:>8}  {neutral:>7}  {positive:>8}  {recall}")?;
    }
    Ok(())
}
