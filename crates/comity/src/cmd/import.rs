//! `comity import`: conversations that were held elsewhere go on here, and ideas that were collected elsewhere.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{OpinionMap, Setting};
use comity_store::{ActivityNew, Conflict, Context, Error, ExchangeId};

use super::import_ideas;
use super::member::{beside, the_firm};
use crate::cmd::wrong_use;
use crate::config::{self, Config, Flags};
use crate::opinion::import::{Taken, take};
use crate::opinion::reading::Request;
use crate::web::app::now;
use crate::web::studio::opinions::open::statuses;
use crate::words::{Lang, opinion_reject, tame};

/// Bring ideas or a conversation from elsewhere into an exchange, also while a server runs
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity import ideas fider.csv --activity 0192f3a1c2d47f00a1b2c3d4e5f60725 --language en --dry-run
  comity import ideas idee.csv --activity 0192f3a1c2d47f00a1b2c3d4e5f60725 --language it --column title=Titolo --column body=Testo
  comity import undo 0192f3a1c2d47f00a1b2c3d4e5f60790
  comity import polis export/ --exchange 0192f3a1c2d47f00a1b2c3d4e5f60718 --language en
  comity import polis votes.csv --comments statements.csv --exchange 0192f3a1c2d47f00a1b2c3d4e5f60718 \\
      --language it --title 'Come deve essere la rete?'")]
pub struct ImportCommand {
    #[command(subcommand)]
    what: What,
    /// The firm, by its short name; needed where there are several
    #[arg(long, global = true, value_name = "SHORT NAME")]
    firm: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An opinion map in Polis's export form: statements and everybody's answers. Who answered there is nobody here
    Polis(Polis),
    Ideas(import_ideas::Ideas),
    Undo(import_ideas::Undo),
}

#[derive(Debug, Args)]
struct Polis {
    /// A folder in Polis's export form, or a file of votes
    #[arg(value_name = "VOTES")]
    votes: PathBuf,
    /// A file of statements: their ids and texts, and what moderators decided [default: the folder's comments.csv]
    #[arg(long, value_name = "FILE")]
    comments: Option<PathBuf>,
    /// The exchange, by the id in its address; it has to be open
    #[arg(long, value_name = "ID")]
    exchange: String,
    /// The question that people answered [default: the folder's own title]
    #[arg(long)]
    title: Option<String>,
    /// The language of title and statements, as en
    #[arg(long, value_name = "LANGUAGE")]
    language: String,
    /// People cannot add statements
    #[arg(long)]
    no_statements: bool,
    /// In the file +1 means disagree and -1 agree, as in some exports
    #[arg(long)]
    flip: bool,
}

impl ImportCommand {
    /// Brings it.
    ///
    /// # Errors
    /// When it cannot be read, or the exchange does not take it; the message says where and what to do.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let polis = match self.what {
            What::Polis(polis) => polis,
            What::Ideas(ideas) => return runtime.block_on(ideas.run(&config, self.firm.as_deref())),
            What::Undo(undo) => return runtime.block_on(undo.run(&config, self.firm.as_deref())),
        };
        let Ok(exchange) = polis.exchange.parse::<ExchangeId>() else {
            wrong_use!("--exchange: an id has 32 hexadecimal digits, as in the address of the exchange's page");
        };
        let Ok(language) = Language::new(&polis.language) else {
            wrong_use!("--language: {} is no language; write it as en, it, zh", tame(&polis.language));
        };
        let request = Request {
            votes: polis.votes.clone(),
            statements: polis.comments.clone(),
            flip: polis.flip,
            ..Request::default()
        };
        let taken = take(&request, language.clone(), Lang::En, now())?;
        let Some(title) = polis.title.clone().or_else(|| taken.topic.clone()) else {
            wrong_use!("the folder tells no title: say with --title what people were asked");
        };
        let new = ActivityNew {
            title: Texts::one(language, title),
            stage: Stage::ResearchAndDevelopment,
            clause: None,
            agreed_only: false,
            opens: None,
            closes: None,
            statuses: statuses()?,
            setting: Setting::OpinionMap(OpinionMap { add_statements: !polis.no_statements }),
        };
        runtime.block_on(bring(&config, self.firm.as_deref(), exchange, new, taken))
    }
}

async fn bring(
    config: &Config,
    firm: Option<&str>,
    exchange: ExchangeId,
    new: ActivityNew,
    taken: Taken,
) -> anyhow::Result<ExitCode> {
    let told = told(&taken);
    let store = beside(config).await?;
    let brought = async {
        let firm = the_firm(&store, firm).await?;
        let made = store.opinion_import(&Context::system(firm.id), exchange, new, taken.import).await;
        match made {
            Ok(activity) => Ok(activity),
            Err(Error::NotFound(_)) => {
                anyhow::bail!("{} has no exchange with the id {exchange}", tame(&firm.look.name))
            }
            Err(Error::Conflict(Conflict::NotOpen)) => {
                anyhow::bail!("the exchange {exchange} is not open: publish its terms first")
            }
            Err(error) => Err(error).context("nothing was brought"),
        }
    };
    let brought = brought.await;
    store.close().await;
    let activity = brought?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{told}\nIt is at /exchanges/{exchange}/opinions?activity={activity}")?;
    Ok(ExitCode::SUCCESS)
}

/// What is brought, and what is not.
fn told(taken: &Taken) -> String {
    let import = &taken.import;
    let mut told = vec![format!(
        "{} statements, {} answers, {} people.",
        import.statements.len(),
        import.votes.len(),
        import.people
    )];
    let mut more = |n: usize, what: &str| {
        if n > 0 {
            told.push(format!("{n} {what}"));
        }
    };
    more(taken.out, "of the statements were taken out by moderators: they come along, and nobody sees them.");
    more(taken.wordless.0, "statements have no text and are left out.");
    more(taken.wordless.1, "answers to those are left out.");
    more(taken.unanswered, "statements were answered by nobody and are left out.");
    for (reason, n) in &taken.rejected {
        told.push(format!("{n} rows are no answers: {}.", opinion_reject(reason, Lang::En)));
    }
    told.join("\n")
}
