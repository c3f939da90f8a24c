//! How many signatures a second the books take, each durable before it is answered, and how fast the ledger is read back.
//!
//! `cargo run --release -p comity-store --example signatures -- [persons] [connections] [url]`
//!
//! Prints the machine's own rate of `fdatasync` first: it is what one commit costs.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer, Response};
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_store::{Actor, Context, FirmNew, Keys, PersonId, PersonNew, Settings, Store};

type Failed = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failed> {
    let mut given = std::env::args().skip(1);
    let persons: usize = given.next().map_or(Ok(20_000), |text| text.parse())?;
    let connections: usize = given.next().map_or(Ok(64), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("comity-signatures-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let own = format!("sqlite://{}", folder.join("comity.db").display());
    let url = given.next().unwrap_or(own);

    println!("fdatasync          {:>9.0} a second (4 KiB each)", syncs(&folder.join("sync"))?);
    let store = Store::open(Settings::new(url, Keys::open_or_create(folder.join("keys"))?)).await?;
    let slug = format!("bench-{}", std::process::id());
    let languages = vec!["it".to_owned(), "en".to_owned()];
    let new = FirmNew { slug, name: "Norda (simulated)".into(), country: "IT".into(), languages };
    let firm = store.firm_create(&Context::instance(), new).await?;
    let ctx = Context::system(firm);
    let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?;
    let exchange = store.exchange_create(&ctx, "Better advice", terms.clone()).await?;
    store.exchange_publish(&ctx, exchange).await?;

    let start = Instant::now();
    let people: Vec<PersonId> = crowd(connections, persons, {
        let (store, ctx) = (store.clone(), ctx.clone());
        move |n| {
            let (store, ctx) = (store.clone(), ctx.clone());
            async move {
                let mail = Some(format!("p{n}@example.com"));
                let new = PersonNew { mail, language: "it".into(), ..PersonNew::default() };
                let person = store.person_add(&ctx, new).await?;
                store.invitation_add(&ctx, exchange, person).await?;
                Ok(person)
            }
        }
    })
    .await?
    .into_iter()
    .map(|(person, _)| person)
    .collect();
    println!("added and invited  {:>9.0} persons a second", persons as f64 / start.elapsed().as_secs_f64());

    let answers: BTreeMap<_, _> = terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
    let language = Language::new("it")?;
    let response = Response { offer: terms.fingerprint(), language, answers, by: Signatory::Person };
    let before = store.health().commits;
    let start = Instant::now();
    let (people, response) = (Arc::new(people), Arc::new(response));
    let sequencer = {
        let store = store.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                while store.ledger_sequence(&Context::instance()).await.unwrap_or(0) > 0 {}
            }
        })
    };
    let signed = crowd(connections, persons, {
        let store = store.clone();
        move |n| {
            let (store, people, response) = (store.clone(), people.clone(), response.clone());
            async move {
                let ctx = Context { firm, actor: Actor::Person { id: people[n] }, request: String::new() };
                store.standing_respond(&ctx, exchange, (*response).clone()).await?;
                Ok(())
            }
        }
    })
    .await?;
    let took = start.elapsed().as_secs_f64();
    sequencer.abort();
    let mut waits: Vec<Duration> = signed.into_iter().map(|(_, wait)| wait).collect();
    waits.sort_unstable();
    let commits = store.health().commits - before;
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!(
        "signed             {:>9.0} a second; p50 {:.1} ms, p99 {:.1} ms; {:.1} a commit",
        persons as f64 / took,
        at(0.5),
        at(0.99),
        persons as f64 / commits.max(1) as f64
    );

    let start = Instant::now();
    let mut placed = 0;
    loop {
        match store.ledger_sequence(&Context::instance()).await? {
            0 => break,
            more => placed += more,
        }
    }
    println!("sequenced the rest {placed:>9} in {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let checked = store.ledger_verify(&Context::instance(), None).await?;
    let entries = checked.verified.entries;
    println!(
        "verified           {:>9.0} entries a second, {entries} in all",
        entries as f64 / start.elapsed().as_secs_f64()
    );
    store.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Does `total` things, `at_once` of them at any time; what each gave, and how long it took.
async fn crowd<T, F>(
    at_once: usize,
    total: usize,
    work: impl Fn(usize) -> F + Clone + Send + 'static,
) -> Result<Vec<(T, Duration)>, Failed>
where
    T: Send + 'static,
    F: Future<Output = Result<T, Failed>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = (0..at_once)
        .map(|_| {
            let (next, work) = (next.clone(), work.clone());
            tokio::spawn(async move {
                let mut done = Vec::new();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= total {
                        return Ok::<_, Failed>(done);
                    }
                    let start = Instant::now();
                    let value = work(n).await?;
                    done.push((n, value, start.elapsed()));
                }
            })
        })
        .collect();
    let mut all = Vec::with_capacity(total);
    for task in tasks {
        all.extend(task.await??);
    }
    all.sort_unstable_by_key(|(n, _, _)| *n);
    Ok(all.into_iter().map(|(_, value, took)| (value, took)).collect())
}

/// How often a second 4 KiB are written and are on the disk.
fn syncs(path: &std::path::Path) -> std::io::Result<f64> {
    let mut file = std::fs::File::create(path)?;
    let start = Instant::now();
    let mut count = 0;
    while start.elapsed() < Duration::from_secs(2) {
        file.write_all(&[1; 4096])?;
        file.sync_data()?;
        count += 1;
    }
    std::fs::remove_file(path)?;
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}
