//! `comity keys`: changing the key that opens everybody's.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use clap::{Args, Subcommand};
use comity_store::{Keys, Settings, Store};

use crate::config::{self, Config, Flags};

/// Change the root key, which opens what is kept of persons
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  systemctl stop comity && comity keys rotate-root && systemctl start comity")]
pub struct KeysCommand {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a new root key and seal everybody's key again under it
    ///
    /// The server has to be stopped. The new key takes the place of the old one, which no longer opens these books; backups
    /// made before can be opened only with the old one. A change that is cut off is finished, or undone, at the next start.
    RotateRoot,
}

impl KeysCommand {
    /// Changes it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let What::RotateRoot = self.what;
        let (config, _) = config::load(&self.flags)?;
        let runtime = crate::cmd::runtime()?;
        let keys = runtime.block_on(async { Ok::<_, anyhow::Error>(Store::root_change(there(&config)?).await?) })?;
        writeln!(
            std::io::stdout(),
            "Changed. Keep a copy of the new {} apart from the backups, now. Backups made before open only with the old\n\
             key: make a new one, and destroy them if the old key became known.",
            keys.folder().join(comity_store::ROOT_KEY).display()
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The books of a configuration, which have to be there: nothing is made by mistake.
fn there(config: &Config) -> anyhow::Result<Settings> {
    let url = config.database_url();
    if let Some(file) = url.strip_prefix("sqlite://")
        && !Path::new(file).exists()
    {
        bail!("{file} is not there: there are no books whose key could be changed");
    }
    Ok(Settings::new(url, Keys::open(config.keys_folder())?))
}
