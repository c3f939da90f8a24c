//! `comity codes`: a codebook applied to posts, and its agreement with human coders.

mod apply;
mod show;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use comity_measure::agreement::agreement;
use comity_measure::codebook::{BuiltinLens, Codebook, builtin};

/// Count which posts speak of what, by a codebook
///
/// A codebook lists, for each code, the words and phrases that count for it. Two come with Comity, in English and Italian:
/// `capital` (economic, cultural, social, information) and `behaviour` (fairness, control, loss, effort, trust,
/// reciprocity, gratitude, voice). A code says what a post speaks of, not whether it praises or complains.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity codes posts.csv
  comity codes posts.csv --codebook behaviour --lang it --passages 3
  comity codes sample.csv --human coder_1 --json
  comity codes --print --codebook capital > own.toml   # edit it, then: comity codes posts.csv --codebook own.toml")]
pub struct CodesCommand {
    /// Posts: CSV, TSV, JSON Lines or Parquet, gzipped or not; `-` for standard input
    #[arg(value_name = "FILE", required_unless_present = "print")]
    file: Option<PathBuf>,
    /// `capital`, `behaviour`, or a codebook file of your own
    #[arg(long, value_name = "NAME|FILE", default_value = "capital")]
    codebook: String,
    /// Language of a codebook that comes with Comity
    #[arg(long, value_parser = BuiltinLens::LANGUAGES, default_value = "en")]
    lang: String,
    /// Column of the text; found out if not given
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// Column with codes given by people, several in a cell parted by `;` or `|`
    #[arg(long, value_name = "COLUMN")]
    human: Option<String>,
    /// What people call a code, where it is neither its id nor its label; may be repeated
    #[arg(long, value_name = "NAME=CODE", requires = "human")]
    rename: Vec<String>,
    /// What an empty cell of human codes means
    #[arg(long, value_enum, default_value_t = Blank::None, requires = "human")]
    blank: Blank,
    /// Show up to so many passages of each code
    #[arg(long, value_name = "N", default_value_t = 0)]
    passages: usize,
    /// Write each post with its codes and passages to a CSV file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    json: bool,
    /// Seed of the resampling behind the intervals of agreement
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the codebook itself, to start your own from
    #[arg(long, conflicts_with_all = ["file", "human", "out", "json"])]
    print: bool,
}

/// What an empty cell of human codes means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Blank {
    /// Somebody looked and no code applies
    None,
    /// Nobody coded this post; it is left out of the agreement
    Missing,
}

/// Resamples behind each interval.
const RESAMPLES: usize = 1_000;

impl CodesCommand {
    /// Does what was asked.
    ///
    /// # Errors
    /// When a file cannot be read or written, or makes no sense; the message says where and what to do.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (name, content) = source(&self.codebook, &self.lang)?;
        let stdout = std::io::stdout();
        if self.print {
            stdout.lock().write_all(content.as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let codebook = Codebook::parse(&name, &content)?;
        let Some(file) = &self.file else { bail!("name a file of posts") };
        crate::cmd::guard_outputs([file.as_path()], self.out.as_deref())?;
        let coded = apply::apply(&codebook, file, &self)?;
        let agreement = match &coded.human {
            Some(human) => {
                let (machine, codes) = (&human.machine, codebook.codes().len());
                Some(
                    agreement(machine, &human.human, codes, RESAMPLES, self.seed)
                        .context(file.display().to_string())?,
                )
            }
            None => None,
        };
        let shown = show::Shown { codebook: &codebook, coded: &coded, agreement: agreement.as_ref() };
        let mut out = stdout.lock();
        if self.json {
            drop(out);
            crate::cmd::print_json(&shown.json())?;
        } else {
            write!(out, "{shown}")?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Name and content of a codebook.
fn source(codebook: &str, lang: &str) -> anyhow::Result<(String, String)> {
    if let Some(lens) = BuiltinLens::ALL.into_iter().find(|lens| lens.id() == codebook) {
        let Some(content) = lens.source(lang) else {
            return Err(builtin(lens, lang).err().map_or_else(
                || anyhow::anyhow!("there is no codebook `{codebook}` in `{lang}`"),
                anyhow::Error::from,
            ));
        };
        return Ok((format!("{codebook}.{lang}.toml"), content.to_owned()));
    }
    let content = std::fs::read_to_string(Path::new(codebook))
        .with_context(|| format!("cannot read the codebook {codebook}; give a TOML file, `capital` or `behaviour`"))?;
    Ok((codebook.to_owned(), content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        codes: CodesCommand,
    }

    fn parse(arguments: &[&str]) -> CodesCommand {
        let line = ["codes"].iter().chain(arguments).copied();
        <Line as clap::Parser>::try_parse_from(line).map(|line| line.codes).unwrap()
    }

    /// What comes of a file, as JSON.
    fn check(content: &str, arguments: &[&str], expect: &[(&str, serde_json::Value)]) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts.csv");
        std::fs::write(&path, content).unwrap();
        let command = parse(&[&[path.to_str().unwrap()], arguments].concat());
        let (name, content) = source(&command.codebook, &command.lang).unwrap();
        let codebook = Codebook::parse(&name, &content).unwrap();
        let coded = apply::apply(&codebook, &path, &command).unwrap();
        let agreement =
            coded.human.as_ref().map(|h| agreement(&h.machine, &h.human, codebook.codes().len(), 50, 1).unwrap());
        let shown = show::Shown { codebook: &codebook, coded: &coded, agreement: agreement.as_ref() };
        let json = shown.json();
        for (pointer, value) in expect {
            assert_eq!(json.pointer(pointer), Some(value), "{pointer} in {json:#}");
        }
        assert!(shown.to_string().contains(codebook.name()));
    }

    const POSTS: &str = "id,text,coder\n\
        1,\"I want a refund, nobody told me\",economic; Information capital\n\
        2,lovely weather,\n\
        3,kudos to the crew,money\n\
        4,refund please,cash\n\
        5,,social\n";

    #[test]
    fn codes_are_counted() {
        check(
            POSTS,
            &["--passages", "1"],
            &[
                ("/posts", 4.into()),
                ("/coded", 3.into()),
                ("/rejected/missing_text", 1.into()),
                ("/codes/0/posts", 2.into()),
                ("/codes/0/facets/refunds", 2.into()),
                ("/codes/0/passages", 2.into()),
                ("/codes/0/examples/0/line", 2.into()),
                ("/codes/3/posts", 1.into()),
            ],
        );
    }

    #[test]
    fn agreement_with_people() {
        check(
            POSTS,
            &["--human", "coder", "--rename", "Cash=economic"],
            &[
                ("/agreement/posts", 4.into()),
                ("/agreement/blank", 1.into()),
                ("/agreement/unknown/money", 1.into()),
                ("/agreement/codes/0/both", 2.into()),
                ("/agreement/codes/2/machine_only", 1.into()),
            ],
        );
        check(POSTS, &["--human", "coder", "--blank", "missing"], &[("/agreement/posts", 3.into())]);
    }

    #[test]
    fn italian_and_own_codebooks() {
        check("testo\nvoglio il rimborso\n", &["--lang", "it", "--text", "testo"], &[("/codes/0/posts", 1.into())]);
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own.toml");
        std::fs::write(
            &own,
            "name='Own'\nlanguage='en'\nversion='1'\n[[code]]\nid='a'\nlabel='A'\ndefinition='d'\ninclude=['crew']",
        )
        .unwrap();
        check(POSTS, &["--codebook", own.to_str().unwrap()], &[("/codes/0/posts", 1.into())]);
    }

    #[test]
    fn posts_need_no_unit() {
        let posts = "brand,text\nNorda,refund please\n,refund now\n";
        check(posts, &[], &[("/posts", 2.into()), ("/rejected", serde_json::json!({}))]);
    }

    #[test]
    fn many_unknown_codes_are_counted_and_not_all_listed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts.csv");
        let rows: String = (0..300).map(|i| format!("refund number {i},author{:03}\n", i % 150)).collect();
        std::fs::write(&path, format!("text,author\n{rows}more of the same,author007\n")).unwrap();
        let command = parse(&[path.to_str().unwrap(), "--human", "author"]);
        let (name, content) = source("capital", "en").unwrap();
        let codebook = Codebook::parse(&name, &content).unwrap();
        let coded = apply::apply(&codebook, &path, &command).unwrap();
        let human = coded.human.as_ref().unwrap();
        let agreement = agreement(&human.machine, &human.human, codebook.codes().len(), 50, 1).unwrap();
        let shown = show::Shown { codebook: &codebook, coded: &coded, agreement: Some(&agreement) };
        let text = shown.to_string();
        assert_eq!(text.matches("unknown code").count(), 10, "{text}");
        assert!(text.contains("\"author007\" in 3 cells"), "the most frequent first: {text}");
        assert!(text.contains("and 140 more"), "{text}");
        assert!(text.contains("--human"), "{text}");
        assert_eq!(shown.json()["agreement"]["unknown"].as_object().unwrap().len(), 150);
    }

    #[test]
    fn coded_posts_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("coded.csv");
        check(POSTS, &["--out", out.to_str().unwrap()], &[]);
        let written = std::fs::read_to_string(&out).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[0], "line,id,text,economic,cultural,social,information,passages");
        assert_eq!(
            lines[1],
            "2,1,\"I want a refund, nobody told me\",1,0,0,1,economic: refund; information: nobody told; information: told me"
        );
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn mistakes_are_named() {
        let message = |command: CodesCommand| format!("{:#}", command.run().unwrap_err());
        assert!(
            message(parse(&["x.csv", "--codebook", "missing.toml"])).contains("cannot read the codebook missing.toml")
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts.csv");
        std::fs::write(&path, POSTS).unwrap();
        let path = path.to_str().unwrap();
        assert!(message(parse(&[path, "--human", "coder", "--rename", "x=nothing"])).contains("no code `nothing`"));
        assert!(message(parse(&[path, "--human", "coders"])).contains("coder"));
        assert!(message(parse(&[path, "--out", path])).contains("overwritten"));
        assert_eq!(std::fs::read_to_string(path).unwrap(), POSTS);
    }
}
