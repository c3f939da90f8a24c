//! The house that is measured: made through the books' own calls, once, and kept.

pub mod activity;
mod acts;
pub mod crowd;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use comity_exchange::terms::Terms;
use comity_store::{
    Context, ExchangeId, FirmId, FirmNew, ItemNew, Keys, PersonId, PersonNew, Scope, Scopes, Settings, Store, Who,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::options::Options;
use crate::{maps, votes};
use crowd::crowd;

/// The database's file in a data folder.
pub const DATABASE: &str = "comity.db";
/// The folder of the keys there.
pub const KEYS: &str = "keys";
const ABOUT: &str = "house.json";
const PEOPLE: &str = "people";
/// Writes that are on their way at any time while the house is made: as many as share a commit.
const AT_ONCE: usize = 256;
/// A year, in microseconds: prepared sessions are to be good for longer than the folder is kept.
const YEAR: i64 = 365 * 86_400_000_000;

/// A house that is ready.
pub struct House {
    /// Where it is kept.
    pub folder: PathBuf,
    /// What is known of it.
    pub about: About,
    /// Its persons.
    pub people: Arc<Vec<Somebody>>,
}

/// What is known of a house.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct About {
    /// The firm's name in addresses.
    pub slug: String,
    /// The firm.
    pub firm: String,
    /// The exchange in which everybody has agreed to something, and moved settings since.
    pub agreed: String,
    /// The key of a system that reads values there.
    pub key: String,
    /// The exchange that everybody is invited to and nobody has answered.
    pub offered: String,
    /// The ideas there that can be voted on.
    pub ideas: Vec<String>,
    /// The opinion map there that many answered elsewhere before.
    pub map: String,
    /// How many persons.
    pub persons: usize,
    /// How many entries the ledger has.
    pub leaves: u64,
    /// Seconds that it took to make.
    pub seconds: f64,
    /// Seconds of that in which persons acted.
    pub acting_seconds: f64,
    /// Bytes of the data folder afterwards; of the keys alone where the database is elsewhere.
    pub bytes: u64,
    /// How many signatures earlier runs left, where the database is not copied for each.
    pub signed: usize,
    /// How many persons those runs took, whether they came to sign or not.
    pub spent: usize,
}

/// A person with a session that is open.
#[derive(Debug, Clone)]
pub struct Somebody {
    /// Who.
    pub id: PersonId,
    /// The session's token.
    pub token: String,
}

/// The house of that folder; made where there is none.
///
/// # Errors
/// The books refuse something, or the folder holds another house.
pub async fn ready(options: &Options, folder: &Path) -> anyhow::Result<House> {
    if !folder.join(ABOUT).exists() {
        make(options, folder).await?;
    }
    let text = std::fs::read_to_string(folder.join(ABOUT))?;
    let about: About = serde_json::from_str(&text).with_context(|| format!("{ABOUT} is not one of this program"))?;
    if about.persons != options.persons {
        bail!("{} holds a house of {} persons, not {}", folder.display(), about.persons, options.persons);
    }
    let people = std::fs::read_to_string(folder.join(PEOPLE))?;
    let one = |line: &str| {
        let (id, token) = line.split_once(' ').context("a line of the persons is cut off")?;
        Ok(Somebody { id: id.parse().ok().context("no id")?, token: token.to_owned() })
    };
    let people = people.lines().map(one).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(House { folder: folder.to_owned(), about, people: Arc::new(people) })
}

impl House {
    /// One line about it.
    pub fn told(&self) -> String {
        let About { persons, leaves, seconds, acting_seconds, bytes, .. } = self.about;
        format!(
            "House: {persons} persons and {leaves} entries of the ledger, all made up by this program in {seconds:.0} s \
             ({:.0} entries a second while they acted); {} MB.",
            leaves as f64 / acting_seconds,
            bytes / 1_000_000
        )
    }

    /// The firm.
    ///
    /// # Errors
    /// The file was altered.
    pub fn firm(&self) -> anyhow::Result<FirmId> {
        self.about.firm.parse().ok().context("no id of a firm")
    }

    /// The exchange that nobody has answered.
    ///
    /// # Errors
    /// The file was altered.
    pub fn offered(&self) -> anyhow::Result<ExchangeId> {
        self.about.offered.parse().ok().context("no id of an exchange")
    }

    /// Writes down what a run left behind.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn used(&self, signed: usize, spent: usize) -> anyhow::Result<()> {
        let (signed, spent) = (self.about.signed + signed, self.about.spent + spent);
        let about = About { signed, spent, ..self.about.clone() };
        Ok(std::fs::write(self.folder.join(ABOUT), serde_json::to_string_pretty(&about)?)?)
    }
}

async fn make(options: &Options, folder: &Path) -> anyhow::Result<()> {
    let own = format!("sqlite://{}", folder.join(DATABASE).display());
    if options.url.is_none() && folder.join(DATABASE).exists() {
        bail!("{} holds a house that was cut short: remove it and begin anew", folder.display());
    }
    let start = Instant::now();
    let keys = Keys::open_or_create(folder.join(KEYS))?;
    let store = Store::open(Settings::new(options.url.clone().unwrap_or(own), keys)).await?;
    let made = fill(options, folder, &store).await;
    store.close().await;
    let about = About { seconds: start.elapsed().as_secs_f64(), bytes: bytes(folder)?, ..made? };
    // Last, so that what was cut short is not taken for a house.
    Ok(std::fs::write(folder.join(ABOUT), serde_json::to_string_pretty(&about)?)?)
}

async fn fill(options: &Options, folder: &Path, store: &Store) -> anyhow::Result<About> {
    if !store.firm_list(&Context::instance()).await?.is_empty() {
        bail!("this database holds a firm already; name an empty one, or the folder that it was prepared with");
    }
    let slug = "norda".to_owned();
    let languages = vec!["it".to_owned(), "en".to_owned()];
    let new = FirmNew { slug: slug.clone(), name: "Norda (simulated)".into(), country: "IT".into(), languages };
    let firm = store.firm_create(&Context::instance(), new).await?;
    let ctx = Context::system(firm);
    let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?;
    let agreed = published(store, &ctx, "Better advice", &terms).await?;
    let offered = published(store, &ctx, "Better advice, again", &terms).await?;

    eprintln!("making {} persons", options.persons);
    let people = crowd(AT_ONCE, options.persons, {
        let (store, ctx) = (store.clone(), ctx.clone());
        move |n| {
            let (store, ctx) = (store.clone(), ctx.clone());
            async move {
                let (mail, name) = (Some(format!("p{n}@example.com")), Some(format!("Person {n} (simulated)")));
                let external_id = Some(format!("C-{n}"));
                let new = PersonNew { mail, name, external_id, language: "it".into(), ..PersonNew::default() };
                let id = store.person_add(&ctx, new).await?;
                store.invitation_add(&ctx, agreed, id).await?;
                store.invitation_add(&ctx, offered, id).await?;
                let token = store.session_open(&ctx, Who::Person(id), YEAR).await?.to_string();
                Ok(Somebody { id, token })
            }
        }
    })
    .await?;
    let lines: String = people.iter().map(|one| format!("{} {}\n", one.id, one.token)).collect();
    std::fs::write(folder.join(PEOPLE), lines)?;

    let ideas = votes::bring(store, firm, offered, &people).await?;
    let map = maps::open(store, firm, offered).await?;
    let acting = Instant::now();
    acts::play(store, firm, agreed, &terms, people, options.leaves).await?;
    let acting_seconds = acting.elapsed().as_secs_f64();
    let key = values(store, &ctx, agreed, options.persons).await?;
    let leaves = store.ledger_verify(&Context::instance(), None).await?.verified.entries;
    let (firm, agreed, offered) = (firm.to_string(), agreed.to_string(), offered.to_string());
    let persons = options.persons;
    Ok(About { slug, firm, agreed, key, offered, ideas, map, persons, leaves, acting_seconds, ..About::default() })
}

/// Two values of everybody; the key of a system that may read them.
async fn values(store: &Store, ctx: &Context, exchange: ExchangeId, persons: usize) -> anyhow::Result<String> {
    let all: Scopes = Scope::ALL.into_iter().collect();
    let (_, key) = store.client_add(ctx, "Advice engine (simulated)", all).await?;
    let actor = store.client_find(ctx, &key).await?.context("a key opens nothing")?;
    let system = Context { actor, ..ctx.clone() };
    eprintln!("writing {} values", 2 * persons);
    for from in (0..persons).step_by(250) {
        let value = |n: usize, item: &str, value: String| {
            let value = RawValue::from_string(value)?;
            let (person, item) = (format!("C-{n}"), item.to_owned());
            anyhow::Ok(ItemNew { person, item, value, source: None, from: BTreeSet::new() })
        };
        let mut some = Vec::new();
        for n in from..persons.min(from + 250) {
            some.push(value(n, "plan", format!(r#"{{"name":"Plan {}","gigabytes":{}}}"#, n % 7, n % 50))?);
            some.push(value(n, "usage", format!("[{},{},{}]", n % 90, n % 60, n % 30))?);
        }
        for written in store.items_write(&system, exchange, some, None).await? {
            written.context("a value was not written")?;
        }
    }
    Ok(key)
}

/// An exchange with these terms in force, and nobody to be told of it.
async fn published(store: &Store, ctx: &Context, title: &str, terms: &Terms) -> anyhow::Result<ExchangeId> {
    let exchange = store.exchange_create(ctx, title, terms.clone()).await?;
    store.exchange_publish(ctx, exchange).await?;
    // What the worker would do now, before anybody is invited: settle and tell nobody.
    while let Some(job) = store.job_claim(&Context::instance(), 60_000_000).await? {
        store.standing_settle(ctx, exchange, None, 100).await?;
        store.job_done(&Context::instance(), job.id).await?;
    }
    Ok(exchange)
}

fn bytes(folder: &Path) -> std::io::Result<u64> {
    let mut all = 0;
    for entry in std::fs::read_dir(folder)? {
        let about = entry?.metadata()?;
        if about.is_file() {
            all += about.len();
        }
    }
    Ok(all)
}
