//! `comity restore`: a backup becomes an instance again, where there is none.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use comity_store::backup::backup_restore;
use comity_store::{Context, Keys, Settings, Store};

use crate::config::{self, Config, Flags};

/// Put a backup where no books are yet
///
/// The instance's keys have to be in their folder already. Whoever was erased after the backup was made is erased again
/// before anything is served, by the list that lies with the keys. On PostgreSQL the database has to be there, and empty;
/// its own pg_restore fills it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity restore /backups/2026-11-27
  comity restore /backups/2026-11-27 --data /var/lib/comity")]
pub struct RestoreCommand {
    /// The backup's folder
    folder: PathBuf,
    #[command(flatten)]
    flags: Flags,
}

impl RestoreCommand {
    /// Restores it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let entries = runtime.block_on(work(&config, &self.folder))?;
        writeln!(
            std::io::stdout(),
            "Restored. The ledger is sound: {entries} entries. `comity serve` opens the house."
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

async fn work(config: &Config, folder: &Path) -> anyhow::Result<u64> {
    let url = config.database_url();
    // Before anything is copied: without the keys the copy could not be read.
    let keys = Keys::open(config.keys_folder()).context("the instance's keys have to be in their folder first")?;
    backup_restore(folder, &url).await?;
    let store = Store::open(Settings::new(url.clone(), keys)).await?;
    let checked = store.ledger_verify(&Context::instance(), None).await;
    store.close().await;
    Ok(checked?.verified.entries)
}
