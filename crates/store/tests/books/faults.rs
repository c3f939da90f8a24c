//! What goes wrong, and what is said then.

use comity_store::{Context, Error, Keys, OpenError, PersonNew, Settings, Store};

use crate::setting::{Books, somebody};

#[tokio::test]
async fn a_second_server_is_kept_out_and_a_tool_is_not() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    assert!(matches!(Store::open(books.settings()).await, Err(OpenError::InUse(_))));
    let tool = Store::open_beside(books.settings()).await.unwrap();
    tool.person_add(&firm.system(), somebody("tool@example.com")).await.unwrap();
    assert_eq!(books.store.person_count(&firm.owner()).await, Ok(1));
    tool.close().await;
    books.store.clone().close().await;
    assert!(matches!(books.store.firm_get(&firm.owner()).await, Err(Error::Broken(_))));
    Store::open(books.settings()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_second_server_is_kept_out_on_postgres() {
    let Some(books) = Books::postgres("second").await else { return };
    assert!(matches!(Store::open(books.settings()).await, Err(OpenError::InUse(_))));
    books.store.clone().close().await;
    Store::open(books.settings()).await.unwrap().close().await;
}

#[tokio::test]
async fn another_root_key_opens_nothing() {
    let books = Books::sqlite().await;
    books.store.clone().close().await;
    let keys = Keys::open_or_create(books.path().join("other")).unwrap();
    let settings = Settings { keys, ..books.settings() };
    assert!(matches!(Store::open(settings).await, Err(OpenError::WrongKey)));
    Store::open(books.settings()).await.unwrap().close().await;
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let books = Books::sqlite().await;
    books.store.clone().close().await;
    let newer = format!("sqlite://{}", books.file().display());
    let pool = sqlx::SqlitePool::connect(&newer).await.unwrap();
    sqlx::query("INSERT INTO migration (version) VALUES (999)").execute(&pool).await.unwrap();
    pool.close().await;
    assert!(matches!(Store::open(books.settings()).await, Err(OpenError::Newer { found: 999, .. })));
}

#[tokio::test]
async fn an_address_that_is_none_is_said_without_its_password() {
    let books = Books::sqlite().await;
    for url in ["mysql://user:secret@host/db", "sqlite://", "comity.db", ""] {
        let settings = Settings { url: url.into(), ..books.settings() };
        let Err(error) = Store::open(settings).await else { panic!("{url} was opened") };
        assert!(matches!(error, OpenError::Url(_)) && !error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn the_root_key_can_be_changed() {
    let mut books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let ada = books.store.person_add(&firm.owner(), somebody("ada@example.com")).await.unwrap();
    books.store.clone().close().await;
    let root = books.path().join("keys/root.key");
    let before = std::fs::read(&root).unwrap();
    Store::root_change(books.settings()).await.unwrap();
    assert_ne!(std::fs::read(&root).unwrap(), before);
    books.store = Store::open(books.settings()).await.unwrap();
    let found = books.store.person_by_mail(&firm.system(), "ada@example.com").await.unwrap().unwrap();
    assert_eq!(found.id, ada);
    assert_eq!(books.store.member_list(&firm.owner()).await.unwrap()[0].name, "Olga Owner");
    books.store.clone().close().await;
    std::fs::write(&root, before).unwrap();
    assert!(matches!(Store::open(books.settings()).await, Err(OpenError::WrongKey)));
}

#[tokio::test]
async fn what_fails_leaves_nothing_and_hurts_nobody_else() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let system = firm.system();
    let good = |n: usize| books.store.person_add(&system, somebody(&format!("p{n}@example.com")));
    let twice = || books.store.person_add(&system, somebody("same@example.com"));
    let (one, two, three, four) = tokio::join!(good(1), twice(), twice(), good(2));
    assert!(one.is_ok() && four.is_ok() && two.is_ok() != three.is_ok());
    assert_eq!(books.store.person_count(&firm.owner()).await, Ok(3));
    let nobody = PersonNew { language: "it".into(), ..PersonNew::default() };
    assert!(matches!(books.store.person_add(&firm.system(), nobody).await, Err(Error::Invalid(_))));
    assert!(matches!(books.store.firm_get(&Context::instance()).await, Err(Error::NotFound("firm"))));
}
