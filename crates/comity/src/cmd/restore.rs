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
        let runtime = crate::cmd::runtime()?;
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
    let store = match Store::open(Settings::new(url.clone(), keys)).await {
        Ok(store) => store,
        // With other keys, most likely: what was just made is in the way of trying again.
        Err(error) => return Err(error).context(take_back(&url)),
    };
    let checked = store.ledger_verify(&Context::instance(), None).await;
    store.close().await;
    Ok(checked?.verified.entries)
}

/// Deletes the copy that was just made and cannot be opened; what to say of it.
fn take_back(url: &str) -> &'static str {
    let Some(file) = url.strip_prefix("sqlite://") else {
        return "the database holds a copy now that these keys do not open: make it empty before trying again";
    };
    for end in ["", "-wal", "-shm"] {
        // One that is not there need not go.
        let _ = std::fs::remove_file(format!("{file}{end}"));
    }
    "nothing was restored"
}
