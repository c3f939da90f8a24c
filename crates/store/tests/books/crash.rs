//! What was acknowledged is there after the process was killed, once.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use comity_store::{Actor, Context, ExchangeId, FirmId, Keys, LeafId, PersonId, PersonNew, Settings, Store};

use crate::setting::{Books, exchange, response};

/// How often the process is killed, where `COMITY_KILL_ROUNDS` does not say otherwise.
const ROUNDS: u64 = 8;
/// Tells a process that it is the one that signs, and where.
pub const FOLDER: &str = "COMITY_TEST_CRASH_FOLDER";
/// The firm and the exchange that it signs for.
pub const IDS: &str = "COMITY_TEST_CRASH_IDS";

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

fn settings(folder: &str) -> Settings {
    Settings::new(format!("sqlite://{folder}/comity.db"), Keys::open(format!("{folder}/keys")).unwrap())
}

/// The same test is the process that is killed, when it is told so.
#[test]
fn every_acknowledged_signature_survives_being_killed() {
    match (std::env::var(FOLDER), std::env::var(IDS)) {
        (Ok(folder), Ok(ids)) => runtime().block_on(sign_until_killed(&folder, &ids)),
        _ => runtime().block_on(kill_again_and_again()),
    }
}

/// What a line says was acknowledged, if it does.
pub fn parsed(line: &str) -> Option<(PersonId, LeafId)> {
    let mut words = line.strip_prefix("signed ")?.split(' ');
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}

/// Signs from eight tasks and says what was acknowledged, until it is no more. Entries get their places meanwhile.
pub async fn sign_until_killed(folder: &str, ids: &str) {
    let (firm, id) = ids.split_once(' ').unwrap();
    let (firm, id): (FirmId, ExchangeId) = (firm.parse().unwrap(), id.parse().unwrap());
    let store = Store::open(settings(folder)).await.unwrap();
    let sequenced = store.clone();
    tokio::spawn(async move {
        loop {
            sequenced.ledger_sequence(&Context::instance()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (store, ctx) = (store.clone(), Context::system(firm));
            tokio::spawn(async move {
                loop {
                    let mail = Some(format!("{}@example.com", PersonId::new()));
                    let new = PersonNew { mail, language: "it".into(), ..PersonNew::default() };
                    let person = store.person_add(&ctx, new).await.unwrap();
                    store.invitation_add(&ctx, id, person).await.unwrap();
                    let me = Context { actor: Actor::Person { id: person }, ..ctx.clone() };
                    let standing = store.standing_get(&me, id, person).await.unwrap();
                    let signed = store.standing_respond(&me, id, response(&standing, &[])).await.unwrap();
                    let line = format!("signed {person} {}\n", signed.promise.leaf);
                    std::io::stdout().write_all(line.as_bytes()).unwrap();
                }
            })
        })
        .collect();
    futures_util::future::join_all(tasks).await;
}

async fn kill_again_and_again() {
    let mut books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    books.store.clone().close().await;
    let folder = books.path().display().to_string();
    let mut signed: Vec<(PersonId, LeafId)> = Vec::new();
    let rounds = std::env::var("COMITY_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    for round in 0..rounds {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::every_acknowledged_signature_survives_being_killed", "--nocapture"])
            .env(FOLDER, &folder)
            .env(IDS, format!("{} {id}", firm.id))
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let parse = |line: String| parsed(&line);
        // Killed at another moment each time, and never before it has begun.
        signed.push(lines.by_ref().find_map(parse).unwrap());
        std::thread::sleep(Duration::from_millis(20 + round * 17 % 90));
        child.kill().unwrap();
        child.wait().unwrap();
        signed.extend(lines.filter_map(parse));
    }
    books.store = Store::open(books.settings()).await.unwrap();
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    let checked = books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    assert!(checked.verified.entries > signed.len() as u64);
    for (person, leaf) in &signed {
        let agreement = books.store.standing_get(&firm.owner(), id, *person).await.unwrap().agreement;
        assert!(agreement.is_some_and(|agreement| agreement.in_force()));
        let receipts = books.store.receipt_list(&firm.owner(), *person).await.unwrap();
        assert_eq!(receipts.iter().map(|receipt| receipt.leaf).collect::<Vec<_>>(), [*leaf]);
    }
    let once: BTreeSet<LeafId> = signed.iter().map(|(_, leaf)| *leaf).collect();
    assert_eq!(once.len(), signed.len());
    assert!(signed.len() as u64 >= rounds);
    println!("killed {rounds} times: {} acknowledged signatures, all there, once", signed.len());
}
