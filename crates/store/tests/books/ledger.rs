//! The ledger in the books: sequenced, proven, and read back after somebody has been at the database.

use comity_store::Context;
use comity_store::ledger::Unsound;
use comity_store::ledger::tree::verify_consistency;
use comity_store::ledger::verify::Broken;

use crate::setting::{Books, Firm, exchange, invited, response};

/// Books with so many entries, all in their place.
async fn with_entries(n: usize) -> (Books, Firm) {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    let ada = invited(&books, &firm, id, "ada@example.com").await;
    let me = firm.person(ada);
    for at in 1..n {
        books.store.standing_reopen(&me, id).await.unwrap();
        let standing = books.store.standing_get(&me, id, ada).await.unwrap();
        books.store.standing_respond(&me, id, response(&standing, &[])).await.unwrap();
        if at % 100 == 0 {
            books.store.ledger_sequence(&Context::instance()).await.unwrap();
        }
    }
    books.store.ledger_sequence(&Context::instance()).await.unwrap();
    (books, firm)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proofs_hold_and_nothing_altered_passes() {
    let (books, firm) = with_entries(300).await;
    let (store, owner) = (&books.store, firm.owner());
    let held = store.ledger_checkpoint().await.unwrap().unwrap();
    let checked = store.ledger_verify(&owner, Some(&held)).await.unwrap();
    assert_eq!((checked.verified.entries, checked.verified.against, checked.waiting), (300, Some(300), 0));
    let latest = store.verifier().open(&held).unwrap();
    for old in [101, 256, 299, 300] {
        // Some checkpoint signed on the way: its root is what consistency is shown to.
        let proof = store.ledger_consistency(old, 300).await.unwrap().unwrap();
        let entries = store.ledger_read(&owner, 0, old as u32).await.unwrap();
        let hashes: Vec<_> = entries.iter().map(|entry| entry.hash).collect();
        let root = comity_store::ledger::tree::root(hashes.as_slice(), old).unwrap();
        verify_consistency((old, root), (latest.size, latest.root), &proof).unwrap();
    }
    assert_eq!(store.ledger_consistency(300, 301).await.unwrap(), None);

    let pool = sqlx::SqlitePool::connect(&books.url).await.unwrap();
    let run = async |sql: &'static str| {
        sqlx::query(sql).execute(&pool).await.unwrap();
    };
    let verify = async |outside: Option<&str>| store.ledger_verify(&owner, outside).await;
    run("UPDATE leaf SET bytes = CAST(bytes || ' ' AS BLOB) WHERE number = 7").await;
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Altered(7)))));
    run("UPDATE leaf SET bytes = CAST(rtrim(CAST(bytes AS TEXT)) AS BLOB) WHERE number = 7").await;
    verify(None).await.unwrap();
    run("UPDATE leaf SET number = -1 WHERE number = 7").await;
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Gap { expected: 7, found: 8 }))));
    run("UPDATE leaf SET number = 7 WHERE number = 8").await;
    run("UPDATE leaf SET number = 8 WHERE number = -1").await;
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Root { size: 300 }))), "two were swapped");
    run("UPDATE leaf SET number = -1 WHERE number = 7").await;
    run("UPDATE leaf SET number = 7 WHERE number = 8").await;
    run("UPDATE leaf SET number = 8 WHERE number = -1").await;
    verify(None).await.unwrap();
    run("UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND place = 1").await;
    assert!(matches!(verify(None).await, Err(Unsound::Tree(300))));
    run("DELETE FROM checkpoint WHERE size > 101").await;
    run("DELETE FROM leaf WHERE number > 100").await;
    let cut = verify(None).await.unwrap();
    assert_eq!(
        (cut.verified.entries, cut.verified.against),
        (101, None),
        "nobody can tell without a checkpoint outside"
    );
    let cut = verify(Some(&held)).await.unwrap_err();
    assert!(matches!(cut, Unsound::Ledger(Broken::Truncated { signed: 300, found: 101 })), "{cut}");
}

#[tokio::test]
async fn an_empty_ledger_is_sound() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let checked = books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    assert_eq!((checked.verified.entries, checked.checkpoint), (0, None));
    assert_eq!(books.store.ledger_sequence(&Context::instance()).await, Ok(0));
}
