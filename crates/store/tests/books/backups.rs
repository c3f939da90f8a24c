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
    assert!(matches!(backup_restore(&folder, &books.file()).await, Err(BackupError::NotEmpty(_))));

    books.store.clone().close().await;
    let elsewhere = outside.path().join("restored/comity.db");
    backup_restore(&folder, &elsewhere).await.unwrap();
    let mut settings = books.settings();
    settings.url = format!("sqlite://{}", elsewhere.display());
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
        let error = backup_restore(&folder, &target).await.unwrap_err();
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
