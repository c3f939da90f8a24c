//! `comity import ideas`: ideas that were collected elsewhere, into an activity of ideas; and `comity import undo`.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use comity_exchange::text::Language;
use comity_participation::import::{Column, Mapping};
use comity_participation::refusal::Refusal;
use comity_store::{
    ActivityId, Conflict, Context, Error, FirmId, Import, ImportAsked, ImportId, ImportSaid, ImportState, ImportUndone,
    Store,
};

use super::member::{beside, the_firm};
use crate::cmd::{progress_bytes, wrong_use};
use crate::collected::{Look, Plan, bring, look};
use crate::config::Config;
use crate::words::{Lang, say, tame};

/// Ideas from a table or from Fider's backup. Each row is brought once, however often the file is
#[derive(Debug, Args)]
pub struct Ideas {
    /// A CSV with heads, gzipped or not; or the ZIP of Fider's backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The activity of ideas, by the id in its address
    #[arg(long, value_name = "ID")]
    activity: String,
    /// The language of the texts, as en
    #[arg(long, value_name = "LANGUAGE")]
    language: String,
    /// Which column says what, as title=Titolo; named once, no other column is guessed. Known are title, body, at, author, customer
    /// (the firm's id of a customer), votes, status, answer, answered_at, number, merged_into, tags, showing
    #[arg(long, value_name = "WHAT=HEAD")]
    column: Vec<String>,
    /// The order of dates such as 1/2/2024, where no date in the file shows it
    #[arg(long, value_name = "ORDER")]
    date_order: Option<Order>,
    /// Only say what is in the file and what would be left out
    #[arg(long)]
    dry_run: bool,
}

/// The order of a date.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Dmy,
    Mdy,
}

/// Take out again everything that an import brought, unless something was built on it
#[derive(Debug, Args)]
pub struct Undo {
    /// The import, by the id that it said
    #[arg(value_name = "ID")]
    import: String,
}

impl Ideas {
    /// Looks at the file, and brings it.
    ///
    /// # Errors
    /// When it cannot be read, or the activity does not take it; the message says where and what to do.
    pub async fn run(self, config: &Config, firm: Option<&str>) -> anyhow::Result<ExitCode> {
        let Ok(activity) = self.activity.parse::<ActivityId>() else {
            wrong_use!("--activity: an id has 32 hexadecimal digits, as in the address of the activity's page");
        };
        if Language::new(&self.language).is_err() {
            wrong_use!("--language: {} is no language; write it as en, it, zh", tame(&self.language));
        }
        let dates = self.date_order.map(|order| match order {
            Order::Dmy => "dmy".to_owned(),
            Order::Mdy => "mdy".to_owned(),
        });
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut asked = ImportAsked { name, mapping: None, language: self.language.clone(), dates };
        let mut found = look(&self.file, &Plan::of(&asked)).with_context(|| self.file.display().to_string())?;
        if !self.column.is_empty() {
            asked.mapping = Some(columns(&self.column, &found.heads)?);
            found = look(&self.file, &Plan::of(&asked))?;
        }
        if let Some(why) = &found.refused {
            bail!("{}: {why}; the columns are {}", self.file.display(), listed(&found.heads));
        }
        if !found.is_backup {
            asked.mapping = Some(found.mapping.clone());
        }
        let mut out = std::io::stdout().lock();
        write!(out, "{}", told_of(&found))?;
        if self.dry_run || found.ideas == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        let store = beside(config).await?;
        let done = self.bring(&store, firm, activity, asked).await;
        store.close().await;
        let (import, said) = done?;
        write!(out, "{}", became(&said))?;
        writeln!(out, "To take it out again: comity import undo {import}")?;
        Ok(if said.failed.is_some() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }

    async fn bring(
        &self,
        store: &Store,
        firm: Option<&str>,
        activity: ActivityId,
        asked: ImportAsked,
    ) -> anyhow::Result<(ImportId, ImportSaid)> {
        let firm = the_firm(store, firm).await?;
        let (ctx, id) = (Context::system(firm.id), ImportId::new());
        match store.import_add(&ctx, id, activity, asked.clone(), true).await {
            Ok(()) => {}
            Err(Error::NotFound(_)) => bail!("{} has no activity with the id {activity}", tame(&firm.look.name)),
            Err(Error::Participation(Refusal::OtherKind(_))) => {
                bail!("the activity {activity} takes no ideas: open one of ideas first")
            }
            Err(error) => return Err(error.into()),
        }
        let import = running(id, firm.id, activity, asked);
        let bar = progress_bytes("bringing");
        let far = |done, of| {
            bar.set_length(of);
            bar.set_position(done);
        };
        let said = bring(store, &ctx, &import, self.file.clone(), far).await;
        bar.finish_and_clear();
        Ok((id, said.context("it ended early; bring the file again, and what is there is not brought twice")?))
    }
}

impl Undo {
    /// Takes it out.
    ///
    /// # Errors
    /// There is none, it runs, or something was built on it.
    pub async fn run(self, config: &Config, firm: Option<&str>) -> anyhow::Result<ExitCode> {
        let Ok(import) = self.import.parse::<ImportId>() else {
            wrong_use!("an id has 32 hexadecimal digits, as the import said it");
        };
        let store = beside(config).await?;
        let undone = async {
            let firm = the_firm(&store, firm).await?;
            match store.import_undo(&Context::system(firm.id), import).await {
                Ok(undone) => Ok(undone),
                Err(Error::NotFound(_)) => bail!("{} has no import with the id {import}", tame(&firm.look.name)),
                Err(Error::Conflict(Conflict::NotOpen)) => bail!("the import waits or runs, or was undone before"),
                Err(error) => Err(error.into()),
            }
        };
        let undone = undone.await;
        store.close().await;
        match undone? {
            ImportUndone::Gone(n) => writeln!(std::io::stdout().lock(), "{n} ideas are gone.")?,
            ImportUndone::BuiltOn(n) => {
                bail!("something was built on {n} of its ideas (votes, comments, answers, merges): nothing was deleted")
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// An import as a command runs it itself.
fn running(id: ImportId, firm: FirmId, activity: ActivityId, asked: ImportAsked) -> Import {
    let state = ImportState::Runs { done: 0, of: 0 };
    Import { id, firm, activity, asked, state, attempts: 0, said: None, made: 0 }
}

/// Which column says what, as it was named.
fn columns(named: &[String], heads: &[String]) -> anyhow::Result<Mapping> {
    let mut mapping = Mapping::default();
    for one in named {
        let Some((what, head)) = one.split_once('=') else {
            wrong_use!("--column: {} is not of the form title=Titolo", tame(one));
        };
        let Some(column) = Column::of(what.trim()) else {
            let all: Vec<&str> = Column::ALL.into_iter().map(Column::name).collect();
            wrong_use!("--column: {} is nothing that a column can say; known are {}", tame(what), all.join(", "));
        };
        let Some(place) = heads.iter().position(|known| known == head.trim()) else {
            bail!("there is no column {}; the columns are {}", tame(head), listed(heads));
        };
        mapping.0.insert(column, place);
    }
    Ok(mapping)
}

fn listed(heads: &[String]) -> String {
    heads.iter().map(|head| tame(head)).collect::<Vec<_>>().join(", ")
}

/// What is in the file, and what would be left out.
fn told_of(look: &Look) -> String {
    let mut told = format!("{}\n", say!(Lang::En, "import-holds", n = look.ideas));
    let reads = look.mapping.0.iter().filter_map(|(column, at)| Some((column, look.heads.get(*at)?)));
    for (column, head) in reads {
        told.push_str(&format!("  {} is read as {}\n", tame(head), column.name()));
    }
    if let Some((line, date)) = &look.either {
        told.push_str(&format!(
            "Line {line} has {}, which could be day first or month first: say --date-order dmy or mdy.\n",
            tame(date)
        ));
    }
    told + &left_out(&look.said)
}

/// What is left out, by reason and line.
fn left_out(said: &ImportSaid) -> String {
    let mut told = String::new();
    for (why, n) in &said.left_out {
        let lines = said.lines.iter().filter(|(_, of)| of == why).take(20).map(|(line, _)| line.to_string());
        let lines: Vec<String> = lines.collect();
        let more = if (lines.len() as u64) < *n { ", …" } else { "" };
        let why = say!(Lang::En, "import-why", why = why.name());
        told.push_str(&format!("  left out: {n}, since {why} (lines {}{more})\n", lines.join(", ")));
    }
    told
}

/// What became of the rows.
fn became(said: &ImportSaid) -> String {
    let mut told = format!("{}.\n", say!(Lang::En, "import-added", n = said.added));
    let mut more = |n: u64, words: String| {
        if n > 0 {
            told.push_str(&format!("  {words}.\n"));
        }
    };
    more(said.theirs, say!(Lang::En, "import-theirs", n = said.theirs));
    more(said.already, say!(Lang::En, "import-already", n = said.already));
    more(said.merged, say!(Lang::En, "import-merged", n = said.merged));
    more(said.loose, say!(Lang::En, "import-loose", n = said.loose));
    more(said.comments_left_out, say!(Lang::En, "import-comments-left-out", n = said.comments_left_out));
    if let Some(why) = &said.failed {
        told.push_str(&format!("It ended early: {why}\n"));
    }
    told
}
