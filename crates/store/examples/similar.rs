//! How long it takes to find what is like what somebody types, among many ideas: from the books, before and after the index is read.
//!
//! `cargo run --release -p comity-store --example similar -- [ideas [words]]`, of so many words at most; ideas and queries are made up by
//! this program.

use std::time::{Duration, Instant};

use comity_exchange::capital::Stage;
use comity_exchange::terms::Terms;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Ideas, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::name::Name;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_store::{
    ActivityNew, Actor, Context, ContributionNew, FirmNew, Keys, MemberNew, PersonNew, Role, Settings, Store,
};

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// What one person brings, so that nobody brings too much in a day.
const EACH: usize = 4;
/// Searches that are measured.
const SEARCHES: usize = 2_000;

/// A number that looks drawn.
fn drawn(n: u64) -> u64 {
    let mixed = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 11
}

/// Words of a vocabulary in which few are frequent and most are rare, as in languages.
fn words(seed: u64, many: u64) -> String {
    let word = |n: u64| {
        let share = drawn(seed * 64 + n) as f64 / (1_u64 << 53) as f64;
        let rank = (60_000_f64.powf(share)) as u64;
        let letters = (0..5).map(|at| char::from(b'a' + (drawn(rank * 8 + at) % 26) as u8));
        letters.collect::<String>()
    };
    (0..many).map(word).collect::<Vec<_>>().join(" ")
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failed> {
    let ideas: usize = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let longest: u64 = std::env::args().nth(2).map_or(Ok(20), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("comity-similar-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite://{}", folder.join("comity.db").display());
    let store = Store::open(Settings::new(url, Keys::open_or_create(folder.join("keys"))?)).await?;
    let languages = vec!["it".to_owned(), "en".to_owned()];
    let new = FirmNew { slug: "norda".into(), name: "Norda (simulated)".into(), country: "IT".into(), languages };
    let firm = store.firm_create(&Context::instance(), new).await?;
    let system = Context::system(firm);
    let (mail, name) = ("owner@example.com".into(), "Owner (simulated)".into());
    let id = store.member_add(&system, MemberNew { mail, name, role: Role::Owner, password_hash: None }).await?;
    let owner = Context { actor: Actor::Member { id, role: Role::Owner }, ..system.clone() };
    let exchange = store.exchange_create(&system, "Ideas", Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?).await?;
    store.exchange_publish(&system, exchange).await?;
    let language = Language::new("it")?;
    let status = |name: &str, outcome| -> Result<Status, Failed> {
        Ok(Status { name: Name::new(name)?, words: Texts::one(language.clone(), name), outcome })
    };
    let statuses = vec![status("open", None)?, status("not-now", Some(OutcomeKind::NotNow))?];
    let activity = ActivityNew {
        title: Texts::one(language.clone(), "Idee (simulate)"),
        stage: Stage::Service,
        clause: None,
        agreed_only: false,
        opens: None,
        closes: None,
        statuses: StatusSet::new(statuses)?,
        setting: Setting::Ideas(Ideas { against: true }),
    };
    let activity = store.activity_open(&owner, exchange, activity).await?;

    let begun = Instant::now();
    let bring = |from: usize| {
        let (store, system, owner, language) = (store.clone(), system.clone(), owner.clone(), language.clone());
        tokio::spawn(async move {
            let external_id = Some(format!("simulated-{from}"));
            let new = PersonNew { external_id, language: "it".into(), ..PersonNew::default() };
            let person = store.person_add(&system, new).await?;
            store.invitation_add(&system, exchange, person).await?;
            let author = Context { actor: Actor::Person { id: person }, ..system };
            for n in from..from + EACH {
                let (title, body) = (
                    words(2 * n as u64, 3),
                    words(2 * n as u64 + 1, 5 + drawn(n as u64) % longest.saturating_sub(4).max(1)),
                );
                let new =
                    ContributionNew { kind: Kind::Idea, title, body, language: language.clone(), particulars: None };
                let brought = store.contribution_bring(&author, activity, new).await?;
                if !brought.shown {
                    store.contribution_moderate(&owner, (brought.id, 1), Button::ApproveAndTrust).await?;
                }
            }
            Ok::<_, Failed>(author)
        })
    };
    let mut reader = None;
    let starts: Vec<usize> = (0..ideas).step_by(EACH).collect();
    for some in starts.chunks(64) {
        for one in some.iter().map(|from| bring(*from)).collect::<Vec<_>>() {
            reader = Some(one.await??);
        }
    }
    println!("brought            {:>9.0} ideas a second", ideas as f64 / begun.elapsed().as_secs_f64());
    // Opened anew, as after a start of the server.
    store.close().await;
    let url = format!("sqlite://{}", folder.join("comity.db").display());
    let store = Store::open(Settings::new(url, Keys::open(folder.join("keys"))?)).await?;
    let reader = reader.ok_or("no ideas")?;
    let search = async |n: usize| -> Result<Duration, Failed> {
        let typed = words(2 * (n * 37 % ideas) as u64, 3);
        let begun = Instant::now();
        let found = store.contribution_similar(&reader, activity, &typed).await?;
        if found.is_empty() {
            return Err("an idea is not like itself".into());
        }
        Ok(begun.elapsed())
    };
    println!("first search       {:>9.0} ms, which reads all of them", 1e3 * search(0).await?.as_secs_f64());
    let mut waits = Vec::with_capacity(SEARCHES);
    for n in 0..SEARCHES {
        waits.push(search(n).await?);
    }
    waits.sort_unstable();
    let at = |share: f64| 1e3 * waits[((SEARCHES - 1) as f64 * share) as usize].as_secs_f64();
    println!(
        "later ones         {:>9.2} ms in the median, {:.2} at the 99th percentile, {:.2} at most",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    store.close().await;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
