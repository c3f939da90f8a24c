//! The house of the demo: a simulated firm with its customers, exchanges and five months of past, in books of its own.
//!
//! [`cast`] says who there is, [`paper`] what is offered, [`plan`] what customers are going to do; [`story`] lets it happen a
//! day at a time on a [`clock`] of its own, through [`firm`] and [`person`], who do what pages would do for them, and [`market`], which
//! does what systems of the firm would; [`part`] is what customers take part in beside that.

mod cast;
mod clock;
mod firm;
mod market;
mod paper;
mod part;
mod person;
mod plan;
mod pulses;
mod story;
mod voice;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use comity_store::{Context, Keys, Page, Role, Settings, Store, Who};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::config::{Config, Flags, load_from};
use crate::mail::Post;
use crate::web::app::{App, now};

use clock::SimulatedClock;

/// The house's folder in the demo's.
const FOLDER: &str = "house";
/// Says that the folder is the demo's, and whether it is whole.
const MARK: &str = "comity-demo-house.toml";

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    simulated: bool,
    seed: u64,
    /// Nothing while it is being made: a run that was cut short is begun anew.
    whole: bool,
}

/// Where a house is.
pub struct House {
    folder: PathBuf,
}

/// Whom the demo's links let in.
pub struct Guests {
    /// The member and their name.
    pub studio: (Who, String),
    /// The customer and their name.
    pub portal: (Who, String),
}

impl House {
    /// The house in a folder of the demo.
    pub fn of(demo: &Path) -> Self {
        Self { folder: demo.join(FOLDER) }
    }

    /// Takes away what a demo made.
    ///
    /// # Errors
    /// A folder that no demo made, one that is being served, or one that cannot be deleted.
    pub fn clear(&self) -> anyhow::Result<()> {
        if self.mark()?.is_none() {
            return self.is_free();
        }
        let lock = self.folder.join("comity.db.lock");
        match fs::File::options().write(true).open(&lock) {
            Ok(file) => {
                if file.try_lock().is_err() {
                    bail!("{} is being served by another comity: stop it first", self.folder.display());
                }
                self.delete()
            }
            Err(error) if error.kind() == ErrorKind::NotFound => self.delete(),
            Err(error) => Err(error).with_context(|| format!("cannot open {}", lock.display())),
        }
    }

    fn delete(&self) -> anyhow::Result<()> {
        fs::remove_dir_all(&self.folder).with_context(|| format!("cannot delete {}", self.folder.display()))
    }

    /// Whether everything is there.
    ///
    /// # Errors
    /// A mark that cannot be read.
    pub fn is_whole(&self, seed: u64) -> anyhow::Result<bool> {
        Ok(self.mark()?.is_some_and(|mark| mark.whole && mark.seed == seed))
    }

    /// Lets the past happen where there is none yet. `listen` is where the house will be reached: letters say so.
    ///
    /// # Errors
    /// A folder that no demo made; files that cannot be written; the books'.
    pub async fn furnish(&self, seed: u64, listen: SocketAddr) -> anyhow::Result<()> {
        if self.is_whole(seed)? {
            return Ok(());
        }
        self.clear()?;
        make_private(&self.folder)?;
        self.write_mark(&Mark { simulated: true, seed, whole: false })?;
        let (config, clock) = (self.config(listen)?, SimulatedClock::until(now()));
        let keys = Keys::open_or_create(config.keys_folder())?;
        let store = Store::open(Settings { url: config.database_url(), keys, clock: clock.hands() }).await?;
        let app = App::new(store, config, Post::Kept, None, true);
        let this_year = u16::try_from(jiff::Zoned::now().year()).unwrap_or(2026);
        let everybody = cast::everybody(this_year, &mut ChaCha8Rng::seed_from_u64(seed));
        let plan = plan::plan(seed, &everybody)?;
        let progress = crate::cmd::progress(plan::days::FIRST.unsigned_abs(), "five simulated months");
        let told = story::tell(&app, &clock, &everybody, plan, &progress).await;
        progress.finish_and_clear();
        // So that its pages say at once what is used and what is owed.
        crate::worker::hourly(&app).await?;
        app.store.clone().close().await;
        told.context("the house of the demo could not be made")?;
        self.write_mark(&Mark { simulated: true, seed, whole: true })
    }

    /// Opens the house with the machine's own clock, to be served at an address.
    ///
    /// # Errors
    /// The books'; they may be open elsewhere.
    pub async fn open(&self, listen: SocketAddr) -> anyhow::Result<App> {
        let config = self.config(listen)?;
        let keys = Keys::open(config.keys_folder())?;
        let store = Store::open(Settings::new(config.database_url(), keys)).await?;
        Ok(App::new(store, config, Post::Kept, None, true))
    }

    /// How the house is set up, whatever the machine's own instance has in its file and environment.
    fn config(&self, listen: SocketAddr) -> anyhow::Result<Config> {
        let set = [
            ("COMITY_DATA", self.folder.display().to_string()),
            ("COMITY_LISTEN", listen.to_string()),
            ("COMITY_LOG_LEVEL", "warn".to_owned()),
        ];
        let environment: BTreeMap<String, String> =
            set.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(load_from(None, &environment, &Flags::default())?.0)
    }

    fn mark(&self) -> anyhow::Result<Option<Mark>> {
        let path = self.folder.join(MARK);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let mark = toml::from_str(&text);
                Ok(Some(mark.with_context(|| format!("{} was changed and cannot be read", path.display()))?))
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn write_mark(&self, mark: &Mark) -> anyhow::Result<()> {
        let path = self.folder.join(MARK);
        let text = format!(
            "# Everything in this folder was made by `comity demo`: it is simulated.\n{}",
            toml::to_string(mark)?
        );
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn is_free(&self) -> anyhow::Result<()> {
        let free = match fs::read_dir(&self.folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == ErrorKind::NotFound => true,
            Err(error) if error.kind() == ErrorKind::NotADirectory => false,
            Err(error) => return Err(error).with_context(|| format!("cannot look into {}", self.folder.display())),
        };
        if !free {
            bail!(
                "{} was not made by the demo: nothing in it was changed. Name another folder with --dir",
                self.folder.display()
            );
        }
        Ok(())
    }
}

/// Whom the links let in: the owner, and the customer with most to see, or another where they were erased.
///
/// # Errors
/// The books', or nobody left.
pub async fn guests(store: &Store) -> anyhow::Result<Guests> {
    // Others may have been made in the house since.
    let mut firms = store.firm_list(&Context::instance()).await?.into_iter();
    let firm = firms.find(|firm| firm.slug == firm::SLUG).context("the house has no firm of the demo")?;
    let ctx = Context::system(firm.id);
    let members = store.member_list(&ctx).await?;
    let member = members.into_iter().find(|member| member.role == Role::Owner).context("the firm has no owner")?;
    let person = match store.person_by_mail(&ctx, cast::PORTAL.1).await?.filter(|person| !person.being_erased) {
        Some(person) => person,
        None => {
            let all = store.person_list(&ctx, &Page::first(500)).await?.rows;
            all.into_iter().rev().find(|p| !p.being_erased && !p.minor).context("the house has no customer left")?
        }
    };
    let name = person.name.or(person.external_id).unwrap_or_default();
    Ok(Guests { studio: (Who::Member(member.id), member.name), portal: (Who::Person(person.id), name) })
}

fn make_private(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("cannot make the folder {}", folder.display()))
}

#[cfg(test)]
mod tests;
