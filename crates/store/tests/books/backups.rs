//! Backups that are taken while the books are open, checked, and put back.

use comity_store::Store;
use comity_store::backup::{BackupError, backup_restore, backup_verify};

use crate::setting::{Books, exchange, invited, response, somebody};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_under_load_is_whole() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    let ada = invited(&books, &firm, id, "ada@example.com").await;
    let standing = books.store.standing_get(&firm.person(ada), id, ada).await.unwrap();
    books.store.standing_respond(&firm.person(ada), id, response(&standing, &[])).await.unwrap();
    books.store.ledger_sequence(&firm.system()).await.unwrap();
    let load = {
        let (store, ctx) = (books.store.clone(), firm.system());
        tokio::spawn(async move {
            for n in 0..200 {
                store.person_add(&ctx, somebody(&format!("p{n}@example.com"))).await.unwrap();
            }
        })
    };
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("backup");
    let made = books.store.backup(&firm.system(), &folder).await.unwrap();
    load.await.unwrap();
    assert_eq!(backup_verify(&folder).await.unwrap(), made);
    assert_eq!(made.checkpoint, books.store.ledger_checkpoint().await.unwrap());
    assert!(matches!(books.store.backup(&firm.system(), &folder).await, Err(BackupError::NotEmpty(_))));
    assert!(matches!(backup_restore(&folder, &books.url).await, Err(BackupError::NotEmpty(_))));
    let other = backup_restore(&folder, "postgres://127.0.0.1/books").await;
    assert!(matches!(other, Err(BackupError::OtherDatabase { holds: "SQLite", .. })), "{other:?}");

    books.store.clone().close().await;
    let elsewhere = format!("sqlite://{}", outside.path().join("restored/comity.db").display());
    backup_restore(&folder, &elsewhere).await.unwrap();
    let mut settings = books.settings();
    settings.url = elsewhere;
    let restored = Store::open(settings).await.unwrap();
    assert_eq!(restored.standing_get(&firm.owner(), id, ada).await.unwrap().agreement.unwrap().version, 1);
    restored.ledger_verify(&firm.owner(), made.checkpoint.as_deref()).await.unwrap();
    restored.close().await;
}

#[tokio::test]
async fn a_damaged_backup_is_found_and_not_restored() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("backup");
    let made = books.store.backup(&firm.system(), &folder).await.unwrap();
    let copy = folder.join("comity.db");
    let sound = std::fs::read(&copy).unwrap();
    let target = outside.path().join("restored.db");
    for damage in ["flip", "cut", "gone", "manifest", "newer"] {
        std::fs::write(&copy, &sound).unwrap();
        let manifest = folder.join("manifest.json");
        let text = std::fs::read_to_string(&manifest).unwrap();
        match damage {
            "flip" => {
                let mut bytes = sound.clone();
                bytes[5_000] ^= 1;
                std::fs::write(&copy, bytes).unwrap();
            }
            "cut" => std::fs::write(&copy, &sound[..sound.len() - 1]).unwrap(),
            "gone" => std::fs::remove_file(&copy).unwrap(),
            "manifest" => std::fs::write(&manifest, "{}").unwrap(),
            _ => {
                let newer = text.replace(&format!("\"schema\": {}", made.schema), "\"schema\": 999");
                std::fs::write(&manifest, newer).unwrap();
            }
        }
        let error = backup_restore(&folder, &format!("sqlite://{}", target.display())).await.unwrap_err();
        let expected = matches!(
            (damage, &error),
            ("flip" | "cut", BackupError::Damaged(_))
                | ("gone", BackupError::Io { .. })
                | ("manifest", BackupError::Manifest(_))
                | ("newer", BackupError::Newer { schema: 999, .. })
        );
        assert!(expected, "{damage}: {error}");
        assert!(!target.exists());
        std::fs::write(&manifest, text).unwrap();
    }
}

/// Whether the programs are there that a backup of PostgreSQL needs; says so where not.
fn has_programs() -> bool {
    let there = std::process::Command::new("pg_dump").arg("--version").output().is_ok();
    if !there {
        println!("skipped: backups on PostgreSQL, since pg_dump is not there");
    }
    there
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dump_under_load_is_whole_and_forgets_again() {
    let Some(mut books) = Books::postgres("dump").await.filter(|_| has_programs()) else { return };
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    let ada = invited(&books, &firm, id, "ada@example.com").await;
    let bo = invited(&books, &firm, id, "bo@example.com").await;
    for person in [ada, bo] {
        let standing = books.store.standing_get(&firm.person(person), id, person).await.unwrap();
        books.store.standing_respond(&firm.person(person), id, response(&standing, &[])).await.unwrap();
    }
    let load = {
        let (store, ctx) = (books.store.clone(), firm.system());
        tokio::spawn(async move {
            for n in 0..200 {
                store.person_add(&ctx, somebody(&format!("p{n}@example.com"))).await.unwrap();
                store.ledger_sequence(&ctx).await.unwrap();
            }
        })
    };
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("backup");
    books.store.ledger_sequence(&firm.system()).await.unwrap();
    let made = books.store.backup(&firm.system(), &folder).await.unwrap();
    load.await.unwrap();
    assert!(made.form == 2 && made.postgres.is_some_and(|by| by.pg_dump >= by.server && by.server > 9), "{made:?}");
    assert!(made.checkpoint.is_some());
    assert_eq!(backup_verify(&folder).await.unwrap(), made);
    assert!(matches!(books.store.backup(&firm.system(), &folder).await, Err(BackupError::NotEmpty(_))));
    assert!(matches!(backup_restore(&folder, &books.url).await, Err(BackupError::NotEmpty(_))));
    let other = backup_restore(&folder, &format!("sqlite://{}", outside.path().join("x.db").display())).await;
    assert!(matches!(other, Err(BackupError::OtherDatabase { holds: "PostgreSQL", .. })), "{other:?}");

    books.store.person_erase(&firm.person(bo), bo).await.unwrap();
    while let Some(job) = books.store.job_claim(&firm.system(), crate::setting::DAY).await.unwrap() {
        if job.kind == comity_store::PERSON_ERASE {
            books.store.person_erase_run(&firm.system(), &job).await.unwrap();
        }
        books.store.job_done(&firm.system(), job.id).await.unwrap();
    }
    books.store.clone().close().await;
    books.url = crate::setting::new_database("dumped").await.unwrap();
    backup_restore(&folder, &books.url).await.unwrap();
    books.store = Store::open(books.settings()).await.unwrap();
    assert_eq!(books.store.standing_get(&firm.owner(), id, ada).await.unwrap().agreement.unwrap().version, 1);
    assert!(books.store.person_get(&firm.owner(), bo).await.is_err(), "whoever was erased since is erased again");
    books.store.ledger_sequence(&firm.system()).await.unwrap();
    books.store.ledger_verify(&firm.owner(), made.checkpoint.as_deref()).await.unwrap();
    books.store.clone().close().await;
}

#[tokio::test]
async fn a_damaged_dump_is_found_and_not_restored() {
    let Some(books) = Books::postgres("damaged").await.filter(|_| has_programs()) else { return };
    let firm = books.firm("norda").await;
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("backup");
    exchange(&books, &firm).await;
    books.store.ledger_sequence(&firm.system()).await.unwrap();
    books.store.backup(&firm.system(), &folder).await.unwrap();
    let (dump, manifest) = (folder.join("comity.dump"), folder.join("manifest.json"));
    let (sound, text) = (std::fs::read(&dump).unwrap(), std::fs::read_to_string(&manifest).unwrap());
    let target = crate::setting::new_database("damaged_target").await.unwrap();
    let with_digest = |bytes: &[u8]| {
        use sha2::Digest as _;
        let hex =
            |bytes: &[u8]| -> String { sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect() };
        std::fs::write(&dump, bytes).unwrap();
        let text = text.replace(&hex(&sound), &hex(bytes));
        let text = text.replace(&format!("\"bytes\": {}", sound.len()), &format!("\"bytes\": {}", bytes.len()));
        std::fs::write(&manifest, text).unwrap();
    };
    for damage in ["flip", "cut", "cut with its digest", "no dump with its digest", "another checkpoint"] {
        std::fs::write(&manifest, &text).unwrap();
        let mut bytes = sound.clone();
        match damage {
            "flip" => {
                bytes[sound.len() / 2] ^= 1;
                std::fs::write(&dump, bytes).unwrap();
            }
            "cut" => std::fs::write(&dump, &sound[..sound.len() - 1]).unwrap(),
            "cut with its digest" => with_digest(&sound[..sound.len() - sound.len() / 4]),
            "no dump with its digest" => with_digest(b"not a dump"),
            _ => {
                std::fs::write(&dump, &sound).unwrap();
                std::fs::write(&manifest, text.replace("\\n1\\n", "\\n2\\n")).unwrap();
            }
        }
        let error = backup_restore(&folder, &target).await.unwrap_err();
        assert!(matches!(error, BackupError::Damaged(_)), "{damage}: {error}");
    }
    std::fs::write(&manifest, &text).unwrap();
    std::fs::write(&dump, &sound).unwrap();
    backup_restore(&folder, &target).await.unwrap();
}
