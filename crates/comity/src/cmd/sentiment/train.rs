//! `comity sentiment train`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use comity_measure::language::LanguageModel;
use comity_measure::sentiment::{TrainOptions, Trained, train};

use super::corpus;

/// Train a model from labelled posts
///
/// Folders may hold TweetEval or UMSAB pairs (train_text.txt with train_labels.txt, val_text.txt with val_labels.txt),
/// SemEval tables (id, label, text; tab separated) or CSV and TSV files with columns `text` and `label`. A folder named
/// after a language (or its code) holds that language; otherwise it is English, or what `--language` says. Files named
/// `val_…` are never trained on, nor are near-duplicates of what they hold.
#[derive(Debug, Args)]
pub struct Train {
    /// Folder or file with labelled posts; may be given several times
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    data: Vec<PathBuf>,
    /// Where to write the model
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Seed of split, learning order and intervals; the same data and seed give the same bytes
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Language of files whose folder does not name one
    #[arg(long, default_value = "en")]
    language: comity_measure::language::Language,
    /// Also learn to tell languages apart from the same posts, and write that model here
    #[arg(long, value_name = "FILE")]
    languages_out: Option<PathBuf>,
    /// Print the held-out figures as JSON
    #[arg(long)]
    json: bool,
}

impl Train {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let corpus = corpus::read(&self.data, self.language)?;
        for (reason, count) in &corpus.rejected {
            eprintln!("left out {count} rows: {reason}");
        }
        let options = options(self.seed);
        let trained = train(&corpus.examples, &options)?;
        std::fs::write(&self.out, trained.model.to_bytes())
            .with_context(|| format!("cannot write the model to {}", self.out.display()))?;
        if let Some(path) = &self.languages_out {
            let learn = corpus.examples.iter().filter(|example| !example.reserved);
            let languages = LanguageModel::train(learn.map(|example| (example.language, example.text.as_str())));
            std::fs::write(path, languages.to_bytes())
                .with_context(|| format!("cannot write the language model to {}", path.display()))?;
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&json(&trained))?);
        } else {
            print(&trained);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn options(seed: u64) -> TrainOptions {
    let mut o = TrainOptions { seed, ..TrainOptions::default() };
    for (key, value) in std::env::vars() {
        let v: f32 = value.parse().unwrap_or(0.0);
        match key.as_str() {
            "X_HELD" => o.held_out = v.into(),
            "X_HELDO" => o.held_out_others = v.into(),
            "X_OTHERS" => o.others = v,
            "X_C" => o.cost = v,
            "X_BC" => o.bayes_cost = v,
            "X_BS" => o.bayes_share = v,
            "X_SM" => o.smoothing = v,
            "X_EP" => o.epochs = v as usize,
            _ => {}
        }
    }
    o
}

fn json(trained: &Trained) -> serde_json::Value {
    let languages: serde_json::Map<String, serde_json::Value> = trained
        .held_out
        .iter()
        .map(|(language, evaluation)| {
            let mut value = serde_json::json!(evaluation);
            value["damping"] = serde_json::json!(trained.model.figures(*language).damping);
            (language.code().to_owned(), value)
        })
        .collect();
    serde_json::json!({
        "trained_on": trained.model.trained_on(),
        "left_out": trained.left_out,
        "temperature": trained.model.temperature(),
        "held_out": languages,
    })
}

fn print(trained: &Trained) {
    println!(
        "trained on {} posts, left out {} copies and conflicts, temperature {:.3}",
        trained.model.trained_on(),
        trained.left_out,
        trained.model.temperature()
    );
    println!("held out      posts  macro-recall           macro-F1               accuracy  damping");
    for (language, e) in &trained.held_out {
        println!(
            "{:<12} {:>6}  {:.3} [{:.3}, {:.3}]   {:.3} [{:.3}, {:.3}]   {:.3}     {:.3}",
            language.name(),
            e.posts,
            e.macro_recall,
            e.macro_recall_interval.low,
            e.macro_recall_interval.high,
            e.macro_f1,
            e.macro_f1_interval.low,
            e.macro_f1_interval.high,
            e.accuracy,
            trained.model.figures(*language).damping
        );
    }
    let n = trained.held_out.len().max(1) as f64;
    println!("mean macro-F1 over languages {:.4}", trained.held_out.iter().map(|(_, e)| e.macro_f1).sum::<f64>() / n);
}
