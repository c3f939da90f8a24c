//! Afterwards, through the books themselves: every signature that was acknowledged is there, once.

use std::sync::Arc;
use std::time::Instant;

use anyhow::{bail, ensure};
use comity_store::{Actor, Context, Store};
use serde::Serialize;

use crate::copy::Run;
use crate::prepare::House;
use crate::prepare::crowd::crowd;
use crate::signatures::Acknowledged;

/// Reading connections of the books are few; more would wait.
const AT_ONCE: usize = 8;

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Stored {
    /// Signatures that were acknowledged, each of which is in force and has the one receipt that was named.
    pub signatures: usize,
    /// Entries of the ledger, all of them verified.
    pub entries: u64,
    /// Entries verified a second.
    pub verified_per_second: f64,
}

/// Looks for each of them, and verifies the ledger.
///
/// # Errors
/// One is missing, or there more than once, or there are others; the ledger is not sound.
pub async fn check(run: &Run, house: &House, acknowledged: &[Acknowledged]) -> anyhow::Result<Stored> {
    let store = Store::open_beside(run.settings()?).await?;
    let found = look(&store, house, acknowledged).await;
    store.close().await;
    found
}

async fn look(store: &Store, house: &House, acknowledged: &[Acknowledged]) -> anyhow::Result<Stored> {
    let (firm, offered) = (house.firm()?, house.offered()?);
    let all: Arc<[Acknowledged]> = acknowledged.into();
    crowd(AT_ONCE, all.len(), {
        let (store, people) = (store.clone(), house.people.clone());
        move |n| {
            let (store, people, one) = (store.clone(), people.clone(), all[n].clone());
            async move {
                let id = people[one.person].id;
                let ctx = Context { firm, actor: Actor::Person { id }, request: String::new() };
                let standing = store.standing_get(&ctx, offered, id).await?;
                ensure!(standing.agreement.is_some_and(|held| held.in_force()), "a signature is not in force");
                let receipts = store.receipt_list(&ctx, id).await?;
                let signed: Vec<_> = receipts.iter().filter(|line| line.exchange == offered).collect();
                match signed[..] {
                    [only] if only.leaf == one.receipt && only.kind == "agreed" => Ok(()),
                    _ => bail!("a signature is there {} times, or under another receipt", signed.len()),
                }
            }
        }
    })
    .await?;
    let agreed = store.standing_counts(&Context::system(firm), offered).await?.agreed;
    let expected = (house.about.signed + acknowledged.len()) as u64;
    ensure!(agreed == expected, "{agreed} persons have signed, and {expected} were told so");
    let start = Instant::now();
    let checked = store.ledger_verify(&Context::instance(), None).await?;
    ensure!(checked.waiting == 0, "{} entries have no place in the ledger", checked.waiting);
    let entries = checked.verified.entries;
    let verified_per_second = entries as f64 / start.elapsed().as_secs_f64();
    Ok(Stored { signatures: acknowledged.len(), entries, verified_per_second })
}
