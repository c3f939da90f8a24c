//! Bringing the ideas of a file to their activity.

use std::path::{Path, PathBuf};

use comity_exchange::text::Language;
use comity_participation::import::{Lead, Link, leads};
use comity_store::{Context, ContributionId, Error, Import, ImportAsked, ImportSaid, Store};

use super::file::{File, Plan};
use super::times::order;

/// Ideas that share a transaction, so that a long file keeps nobody waiting.
const AT_ONCE: usize = 100;
/// After so long without a sign of life an import may be begun again, in microseconds.
pub const LEASE: i64 = 120_000_000;

impl Plan {
    /// How a file is read, as it was asked.
    pub fn of(asked: &ImportAsked) -> Self {
        Self { mapping: asked.mapping.clone(), dates: asked.dates.as_deref().and_then(order) }
    }
}

/// Brings everything of a file and ends its import, whatever became of it; `far` is told how many bytes of how many were read. Begun a
/// second time it goes on where it was.
///
/// # Errors
/// The books'. What is wrong with the file is said in the outcome.
pub async fn bring(
    store: &Store,
    ctx: &Context,
    import: &Import,
    path: PathBuf,
    far: impl Fn(u64, u64) + Send + Sync,
) -> Result<ImportSaid, Error> {
    let (language, plan) = (Language::new(&import.asked.language), Plan::of(&import.asked));
    let Ok(language) = language else { return ended(store, ctx, import, "no language is named").await };
    let place = path.clone();
    let why = |error: anyhow::Error| without_folder(&format!("{error:#}"), &place);
    let opened = tokio::task::spawn_blocking(move || File::open(&path, &plan)).await;
    let mut file = match opened.map_err(|_| broken())? {
        Ok(file) => file,
        Err(error) => return ended(store, ctx, import, &why(error)).await,
    };
    let (mut links, mut ids, mut already): (Vec<Link>, Vec<ContributionId>, u64) = (Vec::new(), Vec::new(), 0);
    let mut failed = None;
    loop {
        let reading = tokio::task::spawn_blocking(move || {
            let some = file.some(AT_ONCE);
            (file, some)
        });
        let some;
        (file, some) = reading.await.map_err(|_| broken())?;
        let some = match some {
            Ok(some) if some.is_empty() => break,
            Ok(some) => some,
            Err(error) => {
                failed = Some(why(error));
                break;
            }
        };
        let said = some.iter().map(|idea| Link { number: idea.number.clone(), into: idea.merged_into.clone() });
        links.extend(said);
        for put in store.import_put(ctx, import.id, language.clone(), some).await? {
            already += u64::from(put.already);
            ids.push(put.id);
        }
        far(file.read(), file.bytes);
        store.import_progress(ctx, import.id, file.read(), file.bytes, LEASE).await?;
    }
    let mut said = file.said;
    said.already = already;
    let mut pairs = Vec::new();
    for (at, lead) in leads(&links).into_iter().enumerate() {
        match lead {
            Lead::Itself => {}
            Lead::Loose => said.loose += 1,
            Lead::To(root) => pairs.push((ids[at], ids[root])),
        }
    }
    for some in pairs.chunks(AT_ONCE) {
        store.import_merge(ctx, import.id, some.to_vec()).await?;
        store.import_progress(ctx, import.id, file.bytes, file.bytes, LEASE).await?;
    }
    said.failed = failed;
    store.import_end(ctx, import.id, said).await
}

fn broken() -> Error {
    Error::Broken("a file could not be read to its end".into())
}

async fn ended(store: &Store, ctx: &Context, import: &Import, why: &str) -> Result<ImportSaid, Error> {
    store.import_end(ctx, import.id, ImportSaid { failed: Some(why.to_owned()), ..ImportSaid::default() }).await
}

/// A message without the folder that stands before the name of a file: where it lies is nobody's business.
pub fn without_folder(message: &str, path: &Path) -> String {
    let folder = path.parent().map(|folder| format!("{}/", folder.display())).unwrap_or_default();
    let message = if folder.len() > 1 { message.replace(&folder, "") } else { message.to_owned() };
    message.chars().take(500).collect()
}
