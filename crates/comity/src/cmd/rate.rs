//! `comity rate`: sheets of ratings in, positions with their uncertainty out; and the sheets themselves.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use comity_exchange::instrument::Instrument;

use crate::cmd::wrong_use;
use crate::rating::{Names, Options, Reject, form, rate, terminal};
use crate::words::Lang;

/// Place exchanges between participation and information from the ratings of several people
///
/// Eight questions of 0 to 7 points, each level described in words, say how far an exchange is open: four on participation,
/// four on information. Reads ratings in a long table (object, rater, question, score) or a wide one (object, rater, a
/// column for each question), in English or Italian, and says where each exchange stands, how surely, whether the raters
/// agree at all, and on what they do not. `--form` writes an empty sheet and a form to print.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity rate --form ratings --objects \"Lend a bike,Clinic diary\" --raters Ada,Bo
  comity rate ratings/ratings.csv --out ratings.html
  comity rate ada.csv bo.csv --lang it --json

Questions: research, content, logistics, service; volunteered, observed, inferred, third_party.
Who decides (firm, shared, customer) may stand in a column `control`, or `service control` in a wide table.")]
pub struct RateCommand {
    /// Tables of ratings: CSV, TSV, JSON Lines or Parquet
    #[arg(value_name = "RATINGS", required_unless_present = "form")]
    files: Vec<PathBuf>,
    /// Write an empty sheet (ratings.csv) and a printable form (form.html) into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["files", "json", "out", "rejects"])]
    form: Option<PathBuf>,
    /// What is to be rated, for --form
    #[arg(long, value_delimiter = ',', value_name = "NAMES", requires = "form")]
    objects: Vec<String>,
    /// Who rates, for --form
    #[arg(long, value_delimiter = ',', value_name = "NAMES", requires = "form")]
    raters: Vec<String>,
    /// Column of what is rated [default: object, event, exchange, …]
    #[arg(long, value_name = "COLUMN")]
    object: Option<String>,
    /// Column of the rater [default: rater, coder, judge, …; without one, a single rater]
    #[arg(long, value_name = "COLUMN")]
    rater: Option<String>,
    /// Column of the question in a long table [default: question, item, …]
    #[arg(long, value_name = "COLUMN")]
    question: Option<String>,
    /// Column of the score in a long table [default: score, points, …]
    #[arg(long, value_name = "COLUMN")]
    score: Option<String>,
    /// Column of who decides in a long table [default: control, …]
    #[arg(long, value_name = "COLUMN")]
    control: Option<String>,
    /// Column of the industry [default: industry, sector, …]
    #[arg(long, value_name = "COLUMN")]
    industry: Option<String>,
    /// A table of its own with the columns object and industry
    #[arg(long, value_name = "FILE")]
    industries: Option<PathBuf>,
    /// Language of sentences, report and form
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Where the report goes
    #[arg(long, value_name = "FILE", long_help = "Where the report goes [default: ratings.html, none with --json]")]
    out: Option<PathBuf>,
    /// Write what could not be used here, with its lines
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Seed of the resamples
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl RateCommand {
    /// Reads, measures and prints; or writes the form.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(folder) = &self.form {
            return write_form(folder, &self.objects, &self.raters, self.lang);
        }
        let inputs = self.files.iter().chain(&self.industries).map(PathBuf::as_path);
        let report = self.out.or_else(|| (!self.json).then(|| PathBuf::from("ratings.html")));
        crate::cmd::guard_outputs(inputs, report.iter().chain(&self.rejects).map(PathBuf::as_path))?;
        let (outcome, rejects) = rate(&Options {
            files: self.files,
            names: Names {
                object: self.object,
                rater: self.rater,
                question: self.question,
                score: self.score,
                control: self.control,
                industry: self.industry,
            },
            industries: self.industries,
            lang: self.lang,
            seed: self.seed,
        })?;
        if let Some(path) = &self.rejects {
            write_rejects(path, &rejects)?;
        }
        if let Some(path) = &report {
            let instrument = Instrument::builtin(self.lang.code())?;
            let html = crate::report::rating::html(&outcome, &instrument, self.lang);
            std::fs::write(path, html).with_context(|| format!("cannot write the report to {}", path.display()))?;
        }
        if self.json {
            crate::cmd::print_json(&serde_json::to_value(&outcome)?)?;
        } else {
            let report = report.map(|path| path.display().to_string());
            let text = terminal::terminal(&outcome, self.lang, crate::cmd::width(), report.as_deref());
            write!(std::io::stdout().lock(), "{text}")?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn write_form(folder: &Path, objects: &[String], raters: &[String], lang: Lang) -> anyhow::Result<ExitCode> {
    let instrument = Instrument::builtin(lang.code())?;
    let [sheet, page] = [form::SHEET, form::FORM].map(|name| folder.join(name));
    if let Some(there) = [&sheet, &page].into_iter().find(|path| path.exists()) {
        wrong_use!("{} is there already and may be filled in: give another folder", there.display());
    }
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    // A sheet without names would have no rows; one of each shows what goes where.
    let numbered = |names: &[String], one: &str| -> Vec<String> {
        let names: Vec<String> =
            names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        if names.is_empty() { vec![format!("{one} 1")] } else { names }
    };
    let (object, rater) = match lang {
        Lang::En => ("Exchange", "Rater"),
        Lang::It => ("Scambio", "Valutatore"),
    };
    let rows = form::sheet(&instrument, &numbered(objects, object), &numbered(raters, rater))?;
    std::fs::write(&sheet, rows).with_context(|| format!("cannot write {}", sheet.display()))?;
    let html = form::form(&instrument, objects, raters, lang);
    std::fs::write(&page, html).with_context(|| format!("cannot write {}", page.display()))?;
    writeln!(std::io::stdout().lock(), "{}\n{}", sheet.display(), page.display())?;
    Ok(ExitCode::SUCCESS)
}

fn write_rejects(path: &Path, rejects: &[Reject]) -> anyhow::Result<()> {
    let mut out = csv::Writer::from_path(path).with_context(|| format!("cannot write {}", path.display()))?;
    out.write_record(["file", "line", "reason", "problem"])?;
    for reject in rejects {
        let (file, line) = (reject.file.display().to_string(), reject.line.to_string());
        out.write_record([file.as_str(), &line, reject.reason, &reject.problem])?;
    }
    out.flush()?;
    Ok(())
}
