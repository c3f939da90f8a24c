//! `comity reliability`: Krippendorff's α of any table of codes.

mod read;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use comity_measure::reliability::{Codes, Level, RELIABLE, TENTATIVE, alpha};
use serde_json::{Map, Value, json};

use crate::rating::outcome::{AlphaFigures, Mark};
use crate::words::{Lang, decimal, say};
use read::Coded;

/// Whether coders agree: Krippendorff's alpha with its interval, for any number of coders and missing values
///
/// Reads a table with a row for each coder and a column for each unit (a first column of names and a header may be there or
/// not), a long one (coder, unit, value), or a list of values for each unit ([3, 4, 2]). Empty, NA and . are missing.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity reliability codes.csv --level nominal
  comity reliability ratings.csv --level ordinal --units rows --json
  comity reliability long.csv --columns judge,tweet,stars --level interval
  comity reliability codes.csv --level ordinal --order low,middle,high")]
pub struct ReliabilityCommand {
    /// The table: CSV, TSV, JSON Lines or Parquet
    #[arg(value_name = "TABLE")]
    file: PathBuf,
    /// What a difference between two values means [default: all four]
    #[arg(long)]
    level: Option<LevelName>,
    /// Whether units are columns (a row a coder) or rows (a column a coder)
    #[arg(long, default_value = "columns")]
    units: Units,
    /// Columns of a long table
    #[arg(long, value_name = "CODER,UNIT,VALUE", value_delimiter = ',')]
    columns: Vec<String>,
    /// Whether the first row names the columns [default: found out]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    header: Option<bool>,
    /// Words from low to high, for ordinal codes that are no numbers
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    order: Vec<String>,
    /// Samples of whole units behind the interval; 0 gives none
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    resamples: u32,
    /// Language of the sentence
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Seed of the resamples
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LevelName {
    /// Same or not the same
    Nominal,
    /// More or less
    Ordinal,
    /// Distances
    Interval,
    /// Proportions, of values from 0 on
    Ratio,
}

impl From<LevelName> for Level {
    fn from(name: LevelName) -> Self {
        match name {
            LevelName::Nominal => Self::Nominal,
            LevelName::Ordinal => Self::Ordinal,
            LevelName::Interval => Self::Interval,
            LevelName::Ratio => Self::Ratio,
        }
    }
}

/// Which way round a table of coders and units lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Units {
    /// A row a coder
    Columns,
    /// A column a coder
    Rows,
}

impl ReliabilityCommand {
    /// Reads, measures and prints.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let coded = read::read(&self.file, &self.columns, self.units, self.header, &self.order)?;
        let levels: Vec<Level> = match self.level {
            Some(level) => vec![level.into()],
            // Words have no distances, and nothing below zero has proportions.
            None => Level::ALL.into_iter().filter(|&level| coded.allows(level)).collect(),
        };
        let started = std::time::Instant::now();
        let mut found = Vec::with_capacity(levels.len());
        let units = coded.units(levels[0])?;
        let codes = Codes::new(&units)?;
        for level in levels {
            if !coded.is_numbers() && self.level.is_some() {
                coded.units(level)?;
            }
            found.push((level, AlphaFigures::from(alpha(&codes, level, self.resamples as usize, self.seed)?)));
        }
        let seconds = started.elapsed().as_secs_f64();
        if self.json {
            crate::cmd::print_json(&self.as_json(&coded, &codes, &found, seconds))?;
        } else {
            write!(std::io::stdout().lock(), "{}", self.as_text(&coded, &codes, &found))?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn as_json(&self, coded: &Coded, codes: &Codes, found: &[(Level, AlphaFigures)], seconds: f64) -> Value {
        let figures = |(level, figures): &(Level, AlphaFigures)| -> Map<String, Value> {
            let mut map = Map::new();
            map.insert("level".into(), json!(level.name()));
            if let Ok(Value::Object(figures)) = serde_json::to_value(figures) {
                map.extend(figures);
            }
            map
        };
        let mut out = match found {
            [only] => figures(only),
            several => {
                let levels: Vec<Value> = several.iter().map(|one| Value::Object(figures(one))).collect();
                Map::from_iter([("levels".to_owned(), Value::Array(levels))])
            }
        };
        let rest = json!({
            "units": codes.units(),
            "single_units": codes.single(),
            "coders": coded.coders,
            "values": codes.pairable(),
            "distinct_values": codes.distinct(),
            "resamples": self.resamples,
            "read": {
                "shape": coded.shape.name(),
                "header": coded.header,
                "missing": coded.missing,
                "identical_duplicates": coded.identical,
                "conflicting_duplicates": coded.conflicting,
                "decimal_commas": coded.decimal_commas,
                "ragged": coded.ragged.map(|(line, fewest, most)| json!({ "line": line, "fewest": fewest, "most": most })),
            },
            "marks": [RELIABLE, TENTATIVE],
            "seed": self.seed,
            "timing": { "measure_seconds": seconds },
        });
        if let Value::Object(rest) = rest {
            out.extend(rest);
        }
        Value::Object(out)
    }

    fn as_text(&self, coded: &Coded, codes: &Codes, found: &[(Level, AlphaFigures)]) -> String {
        let lang = self.lang;
        let number = |x: f64| decimal(x, 3, lang);
        let mut text = String::new();
        for (level, figures) in found {
            let interval = match figures.interval {
                Some([low, high]) => {
                    let interval = say!(lang, "interval", low = number(low), high = number(high));
                    say!(lang, "reliability-interval", interval = interval)
                }
                None => say!(lang, "reliability-no-interval", why = figures.no_interval.unwrap_or_default()),
            };
            let mark = match figures.mark {
                Some(Mark::Reliable) => "reliable",
                Some(Mark::Tentative) => "tentative",
                Some(Mark::Unreliable) => "unreliable",
                None => "none",
            };
            let verdict =
                say!(lang, "reliability-mark", mark = mark, upper = number(RELIABLE), lower = number(TENTATIVE));
            let claimed = match figures.mark {
                Some(Mark::Reliable) => RELIABLE,
                Some(Mark::Tentative) => TENTATIVE,
                Some(Mark::Unreliable) | None => f64::NEG_INFINITY,
            };
            let verdict = match figures.interval {
                // A mark reached by a handful of units would be taken for more than it is.
                None if figures.no_interval == Some("few_units") => say!(lang, "reliability-too-few"),
                Some([low, _]) if low < claimed => {
                    say!(lang, "reliability-straddles", verdict = verdict, mark = number(claimed))
                }
                _ => verdict,
            };
            let level = say!(lang, "rating-level", level = level.name());
            let line = match figures.alpha {
                Some(alpha) => {
                    say!(
                        lang,
                        "reliability-alpha",
                        level = level,
                        alpha = number(alpha),
                        interval = interval,
                        verdict = verdict
                    )
                }
                None if coded.coders < 2 => {
                    say!(lang, "reliability-one-coder", level = level, shape = coded.shape.name())
                }
                None if codes.units() == 0 => say!(lang, "reliability-none", level = level),
                None if codes.units() == 1 => say!(lang, "reliability-one-unit", level = level),
                None => say!(lang, "reliability-same", level = level),
            };
            text += &line;
            text.push('\n');
        }
        text += &say!(
            lang,
            "reliability-read",
            values = codes.pairable(),
            units = codes.units(),
            coders = coded.coders,
            single = codes.single(),
        );
        text.push('\n');
        if coded.identical + coded.conflicting > 0 {
            text += &say!(lang, "reliability-duplicates", identical = coded.identical, conflicting = coded.conflicting);
            text.push('\n');
        }
        if coded.decimal_commas > 0 {
            text += &say!(lang, "reliability-decimal-commas", n = coded.decimal_commas);
            text.push('\n');
        }
        if let Some((line, fewest, most)) = coded.ragged {
            text += &say!(lang, "reliability-ragged", line = line, fewest = fewest, most = most);
            text.push('\n');
        }
        text
    }
}
