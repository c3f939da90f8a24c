//! `comity backup`: a copy of the books while they are open.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use comity_store::Context;
use comity_store::backup::{Manifest, backup_verify};

use super::member::beside;
use crate::cmd::wrong_use;
use crate::config::{self, Config, Flags};

/// Copy the books into a new folder, also while a server runs
///
/// Keys are never part of a backup: keep a copy of the keys folder apart from it. Without them nothing about persons can be
/// read. On PostgreSQL the database's own pg_dump makes the copy: it has to be there, and not older than the server.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity backup /backups/2026-11-27
  comity backup /backups/2026-11-27 --verify     # reads the copy back; of one that is there, checks it")]
pub struct BackupCommand {
    /// The folder; it is made
    folder: PathBuf,
    /// Read the copy back and check it; with a folder that is there, only that
    #[arg(long)]
    verify: bool,
    #[command(flatten)]
    flags: Flags,
}

impl BackupCommand {
    /// Makes or checks it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        if self.folder.exists() && !self.verify {
            wrong_use!("{} is there already: a backup is made into a new folder", self.folder.display());
        }
        let runtime = crate::cmd::runtime()?;
        let (manifest, made) = runtime.block_on(work(&config, &self.folder, self.verify))?;
        let size: u64 = manifest.files.iter().map(|file| file.bytes).sum();
        let done = match (made, self.verify) {
            (true, true) => "Made and checked",
            (true, false) => "Made",
            (false, _) => "Checked",
        };
        let keys = config.keys_folder();
        writeln!(
            std::io::stdout(),
            "{done}: {} ({size} bytes, schema {}). The keys are not in it: keep {} apart from it.",
            self.folder.display(),
            manifest.schema,
            keys.display()
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

async fn work(config: &Config, folder: &Path, verify: bool) -> anyhow::Result<(Manifest, bool)> {
    if folder.exists() {
        return Ok((backup_verify(folder).await?, false));
    }
    let store = beside(config).await?;
    let made = store.backup(&Context::instance(), folder).await;
    store.close().await;
    let manifest = made?;
    if verify {
        backup_verify(folder).await?;
    }
    // What the metrics tell of the last backup; the backup is there whether or not this can be written.
    let _ = std::fs::write(config.data.join(LAST), manifest.made.to_string());
    Ok((manifest, true))
}

/// The file that says when the last backup was made, in microseconds since 1970.
pub const LAST: &str = "last-backup";
