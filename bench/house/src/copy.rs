//! What a run works on: a copy of the prepared house, so that the next run finds it as it was. A database of PostgreSQL is
//! used as it is, and what was used up of it is written down.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use comity_store::{Keys, Settings};

use crate::options::Options;
use crate::prepare::{DATABASE, House, KEYS};

/// A run.
pub struct Run {
    /// Its folder, laid out as the server's data folder.
    pub folder: PathBuf,
    /// The database, where it is not in the folder.
    pub url: Option<String>,
}

impl Run {
    /// Makes the folder of a run, under that name, and copies what it needs there.
    ///
    /// # Errors
    /// The house was not closed well, or the disk is full.
    pub fn of(house: &House, options: &Options, name: &str) -> anyhow::Result<Self> {
        let run = Self { folder: house.folder.join(name), url: options.url.clone() };
        run.remove()?;
        std::fs::create_dir_all(run.folder.join(KEYS))?;
        for file in std::fs::read_dir(house.folder.join(KEYS))? {
            let file = file?;
            copy(&file.path(), &run.folder.join(KEYS).join(file.file_name()))?;
        }
        if run.url.is_none() {
            if house.folder.join(format!("{DATABASE}-wal")).exists() {
                bail!("the prepared house was not closed well: remove {} and begin anew", house.folder.display());
            }
            copy(&house.folder.join(DATABASE), &run.folder.join(DATABASE))?;
        }
        Ok(run)
    }

    /// How its books are opened.
    ///
    /// # Errors
    /// Its keys cannot be read.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let keys = Keys::open_or_create(self.folder.join(KEYS))?;
        let own = || format!("sqlite://{}", self.folder.join(DATABASE).display());
        Ok(Settings::new(self.url.clone().unwrap_or_else(own), keys))
    }

    /// Writes down who was taken, where that stays.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn used(&self, house: &House, signed: usize, spent: usize) -> anyhow::Result<()> {
        if self.url.is_some() { house.used(signed, spent) } else { Ok(()) }
    }

    /// Removes the folder.
    ///
    /// # Errors
    /// The system's.
    pub fn remove(&self) -> anyhow::Result<()> {
        match std::fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot remove {}", self.folder.display()))
            }
            _ => Ok(()),
        }
    }
}

/// Copies a file, and waits until it is on the disk: writing it must not fall into the measured time.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    File::open(to)?.sync_all()?;
    Ok(())
}
