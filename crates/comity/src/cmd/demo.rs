//! `comity demo`: something to look at before there is any data.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use crate::demo::{self, folder::Folder, folder::README};
use crate::study::{Studied, study};
use crate::words::Lang;

/// Try Comity on simulated posts, events, ratings and votes
///
/// Writes about 40,000 posts about a mobile operator and three rivals, none of which exist, plants one event, studies it and
/// leaves a report. To try next it also writes thirty events of twelve firms with their posts, what three raters say of them,
/// and a conversation of four hundred customers. Everything in the folder is simulated and says so. Run again, it continues with
/// the files that are there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity demo
  comity demo --dir try --lang it
  comity demo --seed 7 --fresh")]
pub struct DemoCommand {
    /// The folder; made if it is not there, never laid over anything but a demo
    #[arg(long, default_value = "comity-demo", value_name = "FOLDER")]
    dir: PathBuf,
    /// Language of verdict, report, explanations and tables; the posts are in both
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Seed of the simulation [default: 1, or that of the demo in the folder]
    #[arg(long)]
    seed: Option<u64>,
    /// Begin anew: replace the demo in the folder
    #[arg(long)]
    fresh: bool,
}

impl DemoCommand {
    /// Simulates, studies, explains.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let folder = Folder::open(&self.dir, self.seed, self.fresh, self.lang)?;
        folder.write(README, &demo::readme(&folder, self.lang))?;
        let mut out = std::io::stdout();
        writeln!(out, "{}\n", demo::opening(&folder, &self.dir, self.lang))?;
        let studied = study(&demo::study_options(&folder, self.lang)?, false, &|_, _| {});
        let Studied { outcome, .. } = studied.with_context(|| match folder.continued {
            true => format!("the posts in {} were changed or cut short; --fresh writes them anew", self.dir.display()),
            false => format!("cannot study the posts in {}", self.dir.display()),
        })?;
        let code = crate::cmd::present(outcome, self.lang, false, Some(&folder.report()))?;
        writeln!(out, "\n{}", demo::closing(&self.dir, self.lang))?;
        Ok(code)
    }
}
