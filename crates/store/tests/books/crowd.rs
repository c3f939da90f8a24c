//! Many at once.

use comity_exchange::negotiation::Refusal;
use comity_store::{Error, Page};

use crate::setting::{Books, exchange, invited, response, somebody};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_sqlite() {
    everybody_signs_once(&Books::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres() {
    if let Some(books) = Books::postgres("crowd").await {
        everybody_signs_once(&books).await;
    }
}

/// 64 persons sign at once, each twice.
async fn everybody_signs_once(books: &Books) {
    let firm = books.firm("norda").await;
    let id = exchange(books, &firm).await;
    let mut tasks = Vec::new();
    for n in 0..64 {
        let person = invited(books, &firm, id, &format!("p{n}@example.com")).await;
        let standing = books.store.standing_get(&firm.person(person), id, person).await.unwrap();
        let given = response(&standing, &[]);
        for _ in 0..2 {
            let (store, me, given) = (books.store.clone(), firm.person(person), given.clone());
            tasks.push(tokio::spawn(async move { store.standing_respond(&me, id, given).await }));
        }
    }
    let (mut signed, mut refused) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            Ok(done) => {
                assert!(done.promise.holds(&books.store.verifier()));
                signed += 1;
            }
            Err(Error::Refused(Refusal::NoOffer)) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((signed, refused), (64, 64));
    let listed = books.store.invitation_list(&firm.owner(), id, &Page::first(100)).await.unwrap();
    assert!(listed.rows.iter().all(|one| one.state == "agreed"));
    // One entry for the version, and one for each signature.
    assert_eq!(books.store.ledger_waiting().await.unwrap(), 65);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_is_said_and_nothing_of_it_is_lost() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let other = books.by_hand();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let tasks: Vec<_> = (0..1_200)
        .map(|n| {
            let (store, ctx) = (books.store.clone(), firm.system());
            tokio::spawn(async move { store.person_add(&ctx, somebody(&format!("p{n}@example.com"))).await })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(1_000)).await;
    assert_eq!(books.store.health().waiting, books.store.health().room);
    other.execute_batch("COMMIT").unwrap();
    let (mut added, mut busy) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => added += 1,
            Err(Error::Busy) => busy += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(added + busy, 1_200);
    assert!(busy > 0 && added >= 1_024, "{added} added, {busy} told to come again");
    assert_eq!(books.store.person_count(&firm.owner()).await, Ok(added));
}
