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
#[command(after_help = "Example:
  comity sentiment train --data tweets.csv more_posts/ --seed 1 --out own.bin")]
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
        let options = TrainOptions { seed: self.seed, ..TrainOptions::default() };
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
            crate::cmd::print_json(&json(&trained))?;
        } else {
            print(&mut std::io::stdout().lock(), &trained)?;
        }
        Ok(ExitCode::SUCCESS)
    }
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

fn print(out: &mut impl std::io::Write, trained: &Trained) -> std::io::Result<()> {
    writeln!(
        out,
        "trained on {} posts, left out {} copies and conflicts, temperature {:.3}",
        trained.model.trained_on(),
        trained.left_out,
        trained.model.temperature()
    )?;
    writeln!(out, "held out      posts  macro-recall           macro-F1               accuracy  damping")?;
    for (language, e) in &trained.held_out {
        writeln!(
            out,
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
        )?;
    }
    let n = trained.held_out.len().max(1) as f64;
    let mean = trained.held_out.iter().map(|(_, e)| e.macro_f1).sum::<f64>() / n;
    writeln!(out, "mean macro-F1 over languages {mean:.3}")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use comity_measure::language::Language;
    use comity_measure::sentiment::{Class, Example, Model, Scorer, TrainOptions, evaluate, held_out};

    use super::corpus;

    /// Data that the project may not contain; nothing when it is not beside the repository.
    fn shared() -> Option<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
        if !folder.join("umsab").is_dir() {
            println!("skipped: {} is absent", folder.display());
            return None;
        }
        Some(folder)
    }

    fn macro_figures(examples: &[&Example]) -> (f64, f64, [[u32; 3]; 3]) {
        let mut scorer = Scorer::new(Model::built_in());
        let truth: Vec<Class> = examples.iter().map(|example| example.class).collect();
        let said: Vec<Class> = examples.iter().map(|example| scorer.score(&example.text).class).collect();
        let found = evaluate(&truth, &said, 1).unwrap();
        (found.macro_recall, found.macro_f1, found.confusion)
    }

    #[test]
    fn the_shipped_model_does_on_held_out_posts_what_its_card_says() {
        let Some(shared) = shared() else { return };
        let folders = ["tweeteval_sentiment", "semeval_sentiment", "umsab"].map(|folder| shared.join(folder));
        let corpus = corpus::read(&folders, Language::English).unwrap();
        let options = TrainOptions { seed: Model::built_in().seed(), ..TrainOptions::default() };
        let judge = held_out(&corpus.examples, &options);
        let english: Vec<_> = judge.into_iter().filter(|example| example.language == Language::English).collect();
        let (recall, _, confusion) = macro_figures(&english);
        assert!(english.len() >= 4000 && recall >= 0.64, "{recall} on {}", english.len());
        assert_eq!(confusion, Model::built_in().figures(Language::English).confusion);

        let mut sum = 0.0;
        for language in Language::ALL {
            let folder = shared.join("umsab").join(language.name().to_lowercase());
            let corpus = corpus::read(&[folder], language).unwrap();
            let validation: Vec<_> = corpus.examples.iter().filter(|example| example.reserved).collect();
            sum += macro_figures(&validation).1;
        }
        assert!(sum / 8.0 >= 0.57, "{}", sum / 8.0);
    }
}
