//! `comity export`: everything of the activities of an exchange, as one archive.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use comity_store::{ActivityId, Context, Error, ExchangeId, Store};

use super::member::{beside, the_firm};
use crate::cmd::wrong_use;
use crate::config::{self, Config, Flags};
use crate::export::{Plan, name, pack};
use crate::words::{Lang, tame};

/// Take everything of an exchange's activities along: a ZIP with CSV and JSON Lines, in which nobody is named
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity export --exchange 0192f3a1c2d47f00a1b2c3d4e5f60718
  comity export --exchange 0192f3a1c2d47f00a1b2c3d4e5f60718 --activity 0192f3a1c2d47f00a1b2c3d4e5f60725 --to ideas.zip --lang it")]
pub struct ExportCommand {
    /// The exchange, by the id in its address
    #[arg(long, value_name = "ID")]
    exchange: String,
    /// Only this activity, by the id in its address
    #[arg(long, value_name = "ID")]
    activity: Option<String>,
    /// The file to write [default: exchange-ID.zip or activity-ID.zip]; one that is there is not overwritten
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// The language of statuses and of the file on columns: en or it
    #[arg(long, value_name = "LANG", default_value = "en")]
    lang: Lang,
    /// The firm, by its short name; needed where there are several
    #[arg(long, value_name = "SHORT NAME")]
    firm: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

impl ExportCommand {
    /// Writes the archive.
    ///
    /// # Errors
    /// There is no such exchange or activity, or the file cannot be written.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Ok(exchange) = self.exchange.parse::<ExchangeId>() else {
            wrong_use!("--exchange: an id has 32 hexadecimal digits, as in the address of the exchange's page");
        };
        let activity = match self.activity.as_deref().map(str::parse::<ActivityId>) {
            Some(Err(_)) => {
                wrong_use!("--activity: an id has 32 hexadecimal digits, as in the address of the activity's page")
            }
            other => other.and_then(Result::ok),
        };
        let (config, _) = config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(self.export(&config, exchange, activity))
    }

    async fn export(
        self,
        config: &Config,
        exchange: ExchangeId,
        activity: Option<ActivityId>,
    ) -> anyhow::Result<ExitCode> {
        let store = beside(config).await?;
        let written = self.write(&store, exchange, activity).await;
        store.close().await;
        let (path, bytes) = written?;
        writeln!(std::io::stdout().lock(), "{} ({bytes} bytes)", path.display())?;
        Ok(ExitCode::SUCCESS)
    }

    async fn write(
        &self,
        store: &Store,
        exchange: ExchangeId,
        activity: Option<ActivityId>,
    ) -> anyhow::Result<(PathBuf, u64)> {
        let firm = the_firm(store, self.firm.as_deref()).await?;
        let ctx = Context::system(firm.id);
        let activities = match store.export_begin(&ctx, exchange, activity).await {
            Ok(activities) => activities,
            Err(Error::NotFound(what)) => {
                let id = if what == "activity" { self.activity.as_deref().unwrap_or_default() } else { &self.exchange };
                bail!("{} has no {what} with the id {}", tame(&firm.look.name), tame(id))
            }
            Err(error) => return Err(error.into()),
        };
        let path = self.to.clone().unwrap_or_else(|| name(exchange, &activities, activity.is_some()).into());
        let shown = path.display().to_string();
        let mut file = std::fs::File::create_new(&path).with_context(|| {
            format!("cannot write {shown}: say with --to another file, which must not be there yet")
        })?;
        let (to, mut from) = tokio::sync::mpsc::channel(4);
        let packing = tokio::spawn(pack(store.clone(), ctx, Plan { activities, lang: self.lang }, to));
        let mut bytes = 0;
        let mut taken = Ok(());
        while let Some(part) = from.recv().await {
            taken = part.and_then(|part| {
                bytes += part.len() as u64;
                file.write_all(&part)
            });
            if taken.is_err() {
                break;
            }
        }
        drop(from);
        packing.await?;
        if let Err(error) = taken.and_then(|()| file.sync_all()) {
            // Half an archive is none.
            let _ = std::fs::remove_file(&path);
            return Err(error).with_context(|| format!("{shown} could not be written to its end"));
        }
        Ok((path, bytes))
    }
}
