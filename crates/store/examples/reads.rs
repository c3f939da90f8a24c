//! How many persons a second can be read for a purpose, by the books alone: `cargo run --release -p comity-store --example reads`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer, Response};
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_store::{
    Actor, Context, ExchangeId, FirmNew, ItemNew, ItemsAsked, Keys, PersonNew, Scope, Scopes, Settings, Store,
};
use serde_json::value::RawValue;

const PERSONS: usize = 20_000;

type Anything = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Anything> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "/tmp/comity-reads".into());
    std::fs::create_dir_all(&folder)?;
    let keys = Keys::open_or_create(format!("{folder}/keys"))?;
    let store = Store::open(Settings::new(format!("sqlite://{folder}/comity.db"), keys)).await?;
    let (ctx, id) = ready(&store, &folder).await?;
    for (persons, tasks) in [(1, 64), (500, 8)] {
        let done = Arc::new(AtomicUsize::new(0));
        let begun = Instant::now();
        let running: Vec<_> = (0..tasks)
            .map(|task| {
                let (store, ctx, done) = (store.clone(), ctx.clone(), done.clone());
                tokio::spawn(async move {
                    let mut at = task * 7_919;
                    while begun.elapsed() < Duration::from_secs(5) {
                        let names = (0..persons).map(|n| format!("C-{}", (at + n * 61) % PERSONS)).collect();
                        let asked = ItemsAsked {
                            purpose: "billing".into(),
                            items: vec!["plan".into(), "usage".into()],
                            persons: names,
                            recipient: None,
                            signal: false,
                        };
                        let read = store.items_read(&ctx, id, &asked).await?;
                        assert!(read.persons.iter().all(|one| one.values.len() == 2));
                        done.fetch_add(persons, Ordering::Relaxed);
                        at += 104_729;
                    }
                    Ok::<(), comity_store::Error>(())
                })
            })
            .collect();
        for one in running {
            one.await??;
        }
        let rate = done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
        println!("{persons} at once: {rate:.0} persons/s");
    }
    let (begun, mut filed) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_secs(5) {
        filed += store.accesses_file(&Context::instance()).await?;
    }
    println!("{filed} accesses filed in 5 s");
    store.close().await;
    Ok(())
}

/// Persons who agreed, with two values each.
async fn ready(store: &Store, folder: &str) -> Result<(Context, ExchangeId), Anything> {
    let about = format!("{folder}/about");
    if let Ok(text) = std::fs::read_to_string(&about) {
        let mut words = text.split(' ');
        let mut word = || words.next().ok_or("cut off");
        let house = Context::system(word()?.parse()?);
        let (id, key) = (word()?.parse()?, word()?);
        let actor = store.client_find(&house, key).await?.ok_or("no such key")?;
        return Ok((Context { actor, ..house }, id));
    }
    let new = FirmNew {
        slug: "norda".into(),
        name: "Norda (simulated)".into(),
        country: "IT".into(),
        languages: vec!["it".into()],
    };
    let firm = store.firm_create(&Context::instance(), new).await?;
    let house = Context::system(firm);
    let id = store.exchange_create(&house, "Better advice", Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?).await?;
    store.exchange_publish(&house, id).await?;
    let all: Scopes = Scope::ALL.into_iter().collect();
    let (_, key) = store.client_add(&house, "Engine", all).await?;
    let ctx = Context { actor: store.client_find(&house, &key).await?.ok_or("no such key")?, ..house.clone() };
    let tasks: Vec<_> = (0..32)
        .map(|task| {
            let (store, house, ctx) = (store.clone(), house.clone(), ctx.clone());
            tokio::spawn(async move {
                for n in (task..PERSONS).step_by(32) {
                    let new = PersonNew {
                        external_id: Some(format!("C-{n}")),
                        language: "it".into(),
                        ..PersonNew::default()
                    };
                    let person = store.person_add(&house, new).await?;
                    store.invitation_add(&house, id, person).await?;
                    let me = Context { actor: Actor::Person { id: person }, ..house.clone() };
                    let offer = store.standing_get(&me, id, person).await?.offer.ok_or("nothing on offer")?;
                    let answers: BTreeMap<_, _> =
                        offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
                    let language = Language::new("it")?;
                    let response = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
                    store.standing_respond(&me, id, response).await?;
                    let new = |item: &str, value: &str| {
                        let value = RawValue::from_string(value.into())?;
                        let person = format!("C-{n}");
                        Ok::<_, serde_json::Error>(ItemNew {
                            person,
                            item: item.into(),
                            value,
                            source: None,
                            from: Default::default(),
                        })
                    };
                    let some = vec![new("plan", r#"{"name":"Plan 7","gigabytes":25}"#)?, new("usage", "[1,2,3]")?];
                    store.items_write(&ctx, id, some, None).await?;
                }
                Ok::<(), Anything>(())
            })
        })
        .collect();
    for one in tasks {
        one.await??;
    }
    std::fs::write(about, format!("{firm} {id} {key}"))?;
    Ok((ctx, id))
}
