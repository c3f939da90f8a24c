//! The ledger in the books: sequenced, proven, and read back after somebody has been at the database.

use comity_store::ledger::tree::verify_consistency;
use comity_store::ledger::verify::Broken;
use comity_store::ledger::{Promised, Unsound};
use comity_store::{Context, Store};
use rusqlite::Connection;

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

    let by_hand = books.by_hand();
    let run = |sql: &str| by_hand.execute_batch(sql).unwrap();
    let verify = async |outside: Option<&str>| store.ledger_verify(&owner, outside).await;
    run("UPDATE leaf SET bytes = CAST(bytes || ' ' AS BLOB) WHERE number = 7");
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Altered(7)))));
    run("UPDATE leaf SET bytes = CAST(rtrim(CAST(bytes AS TEXT)) AS BLOB) WHERE number = 7");
    verify(None).await.unwrap();
    run("UPDATE leaf SET number = -1 WHERE number = 7");
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Gap { expected: 7, found: 8 }))));
    run("UPDATE leaf SET number = 7 WHERE number = 8");
    run("UPDATE leaf SET number = 8 WHERE number = -1");
    assert!(matches!(verify(None).await, Err(Unsound::Ledger(Broken::Root { size: 300 }))), "two were swapped");
    run("UPDATE leaf SET number = -1 WHERE number = 7");
    run("UPDATE leaf SET number = 7 WHERE number = 8");
    run("UPDATE leaf SET number = 8 WHERE number = -1");
    verify(None).await.unwrap();
    run("UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 0 AND place = 1");
    assert!(matches!(verify(None).await, Err(Unsound::Tree(300))));
    run("DELETE FROM checkpoint WHERE size > 101");
    run("DELETE FROM leaf WHERE number > 100");
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

/// The value of one cell, as bytes.
fn cell(by_hand: &Connection, column: &str, row: &str) -> Vec<u8> {
    let (table, column) = column.split_once('.').unwrap();
    let find = format!("SELECT CAST({column} AS BLOB) FROM {table} WHERE {row}");
    by_hand.query_row(&find, [], |row| row.get(0)).unwrap()
}

fn put(by_hand: &Connection, column: &str, row: &str, bytes: &[u8]) {
    let (table, column) = column.split_once('.').unwrap();
    let value = if column == "note" { "CAST(? AS TEXT)" } else { "?" };
    let put = format!("UPDATE {table} SET {column} = {value} WHERE {row}");
    by_hand.execute(&put, [bytes]).unwrap();
}

async fn is_sound(store: &Store) -> bool {
    store.ledger_verify(&Context::instance(), None).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_flipped_byte_is_found() {
    let (books, _) = with_entries(6).await;
    let by_hand = books.by_hand();
    let mut cells =
        vec![("checkpoint.note", "size = 6".to_owned()), ("tile.hashes", "level = 0 AND place = 0".to_owned())];
    for number in 0..6 {
        cells.extend(["leaf.bytes", "leaf.hash"].map(|column| (column, format!("number = {number}"))));
    }
    assert!(is_sound(&books.store).await);
    let mut flipped = 0;
    for (column, row) in cells {
        let sound = cell(&by_hand, column, &row);
        for at in 0..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << (at % 8);
            put(&by_hand, column, &row, &bytes);
            assert!(!is_sound(&books.store).await, "byte {at} of {column} where {row}");
            flipped += 1;
        }
        put(&by_hand, column, &row, &sound);
        assert!(is_sound(&books.store).await, "{column} where {row} is as it was");
    }
    assert!(flipped > 1_000, "{flipped}");
}

#[tokio::test]
async fn whatever_is_dropped_swapped_or_added_is_found() {
    let (books, _) = with_entries(6).await;
    let by_hand = books.by_hand();
    by_hand.execute_batch("CREATE TABLE kept AS SELECT * FROM leaf").unwrap();
    let damages: [(&str, &[&'static str]); 7] = [
        ("dropped", &["DELETE FROM leaf WHERE number = 3"]),
        ("the last one dropped", &["DELETE FROM leaf WHERE number = 5"]),
        (
            "dropped, and the others moved up",
            &["DELETE FROM leaf WHERE number = 3", "UPDATE leaf SET number = number - 1 WHERE number > 3"],
        ),
        (
            "swapped",
            &[
                "UPDATE leaf SET number = 99 WHERE number = 2",
                "UPDATE leaf SET number = 2 WHERE number = 4",
                "UPDATE leaf SET number = 4 WHERE number = 99",
            ],
        ),
        ("added after a gap", &["INSERT INTO leaf SELECT randomblob(16), 7, bytes, hash FROM leaf WHERE number = 1"]),
        (
            "added before the first",
            &["INSERT INTO leaf SELECT randomblob(16), -1, bytes, hash FROM leaf WHERE number = 1"],
        ),
        (
            "put in another's place",
            &["UPDATE leaf SET (bytes, hash) = (SELECT bytes, hash FROM leaf WHERE number = 1) WHERE number = 3"],
        ),
    ];
    for (name, statements) in damages {
        for statement in statements {
            by_hand.execute_batch(statement).unwrap();
        }
        let found = books.store.ledger_verify(&Context::instance(), None).await;
        assert!(matches!(found, Err(Unsound::Ledger(_))), "{name}: {found:?}");
        for back in ["DELETE FROM leaf", "INSERT INTO leaf SELECT * FROM kept"] {
            by_hand.execute_batch(back).unwrap();
        }
        assert!(is_sound(&books.store).await, "{name} is undone");
    }
}

/// What only the holder of the signing key can do: everything is rewritten and signed again by the very same program.
#[tokio::test]
async fn a_ledger_signed_again_is_found_by_what_others_hold() {
    let (books, firm) = with_entries(6).await;
    let (store, by_hand) = (&books.store, books.by_hand());
    let person = by_hand.query_row("SELECT person FROM act LIMIT 1", [], |row| row.get(0)).unwrap();
    let person = comity_store::PersonId::from_bytes(person);
    let lines = store.receipt_list(&firm.owner(), person).await.unwrap();
    let receipt = store.receipt_get(&firm.owner(), lines[0].leaf).await.unwrap();
    let held = receipt.inclusion.clone().unwrap();
    let verify = async |outside: Option<&str>| store.ledger_verify(&firm.owner(), outside).await;
    verify(Some(&held.checkpoint)).await.unwrap();
    let promised = store.ledger_promised(&firm.owner(), &receipt.promise).await.unwrap();
    assert_eq!(promised, Promised::Number(held.number));

    // The entry of the receipt says something else now; places, tree and signature are made anew.
    let rewrite = ["DELETE FROM tile", "DELETE FROM checkpoint"];
    for statement in rewrite {
        by_hand.execute_batch(statement).unwrap();
    }
    let other = receipt.promise.entry.replace("agreed", "declined").into_bytes();
    assert_ne!(other, receipt.promise.entry.as_bytes());
    let hash = comity_store::ledger::tree::Hash::leaf(&other);
    let values = [other.as_slice(), hash.0.as_slice(), receipt.promise.leaf.bytes().as_slice()];
    by_hand.execute("UPDATE leaf SET bytes = ?, hash = ? WHERE id = ?", values).unwrap();
    store.ledger_sequence(&Context::instance()).await.unwrap();
    let alone = verify(None).await.unwrap();
    assert_eq!((alone.verified.entries, alone.verified.against), (6, None), "alone nobody can tell");
    let forked = verify(Some(&held.checkpoint)).await;
    assert!(matches!(forked, Err(Unsound::Ledger(Broken::Forked { size: 6 }))), "{forked:?}");
    let broken = store.ledger_promised(&firm.owner(), &receipt.promise).await;
    assert!(matches!(broken, Err(Unsound::Promise)), "{broken:?}");
    let mut forged = receipt.promise.clone();
    forged.entry = forged.entry.replace("agreed", "declined");
    let forged = store.ledger_promised(&firm.owner(), &forged).await;
    assert!(matches!(forged, Err(Unsound::OtherPromise(_))), "{forged:?}");
}

#[tokio::test]
async fn a_promise_is_looked_for_before_its_entry_has_a_place() {
    let (books, firm) = with_entries(2).await;
    let id = exchange(&books, &firm).await;
    let bo = invited(&books, &firm, id, "bo@example.com").await;
    let standing = books.store.standing_get(&firm.person(bo), id, bo).await.unwrap();
    let signed = books.store.standing_respond(&firm.person(bo), id, response(&standing, &[])).await.unwrap();
    let promised = async || books.store.ledger_promised(&firm.owner(), &signed.promise).await;
    assert_eq!(promised().await.unwrap(), Promised::Waits);
    let by_hand = books.by_hand();
    by_hand.execute_batch("DELETE FROM leaf WHERE number >= (SELECT MAX(size) FROM checkpoint)").unwrap();
    assert!(is_sound(&books.store).await, "the ledger alone does not know of it");
    assert!(matches!(promised().await, Err(Unsound::Promise)));
}
