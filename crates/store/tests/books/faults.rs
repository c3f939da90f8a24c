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
    books.by_hand().execute_batch("INSERT INTO migration (version) VALUES (999)").unwrap();
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
async fn another_ledger_key_is_refused_until_it_is_taken() {
    let mut books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = crate::setting::exchange(&books, &firm).await;
    crate::setting::invited(&books, &firm, id, "ada@example.com").await;
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    let held = books.store.ledger_checkpoint().await.unwrap().unwrap();
    books.store.clone().close().await;
    assert!(!Store::ledger_key_take(books.settings()).await.unwrap(), "the key fits: there is nothing to take");
    let folder = books.path().join("keys");
    let (key, away) = (folder.join("ledger.key"), books.path().join("away"));
    std::fs::rename(&key, &away).unwrap();
    Keys::open_with_ledger(&folder).unwrap();
    let refused = Store::open(books.settings()).await;
    assert!(matches!(refused, Err(OpenError::OtherLedgerKey(_))));
    assert!(Store::ledger_key_take(books.settings()).await.unwrap());
    books.store = Store::open(books.settings()).await.unwrap();
    let checked = books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    assert_eq!(checked.verified.entries, 1);
    assert!(books.store.ledger_verify(&firm.owner(), Some(&held)).await.is_err(), "older ones are another key's");
    books.store.clone().close().await;
    std::fs::rename(&away, &key).unwrap();
    assert!(matches!(Store::open(books.settings()).await, Err(OpenError::OtherLedgerKey(_))));
}

#[tokio::test]
async fn an_empty_or_silent_postgres_is_said_to_be_so() {
    let silent = Store::look("postgres://comity:secret@127.0.0.1:1/none").await;
    assert!(matches!(&silent, Err(OpenError::Unreachable(why)) if !why.contains("secret")), "{silent:?}");
    let Some(books) = Books::postgres("empty").await else { return };
    Store::look(&books.url).await.unwrap();
    let pool = sqlx::PgPool::connect(&books.url).await.unwrap();
    sqlx::query("DROP TABLE migration").execute(&pool).await.unwrap();
    pool.close().await;
    assert!(matches!(Store::look(&books.url).await, Err(OpenError::Empty)));
}

#[tokio::test]
async fn the_link_of_an_invitation_is_good_for_as_long_as_is_said() {
    use comity_store::LinkState;
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = crate::setting::exchange(&books, &firm).await;
    let ada = books.store.person_add(&firm.owner(), somebody("ada@example.com")).await.unwrap();
    let short = books.store.invitation_add_for(&firm.owner(), id, ada, 3 * crate::setting::DAY).await.unwrap();
    let usual = books.store.invitation_add(&firm.owner(), id, ada).await.unwrap();
    books.pass(4 * crate::setting::DAY);
    assert!(matches!(books.store.link_peek(&firm.visitor(), &short).await, Ok(LinkState::Expired(_))));
    assert!(matches!(books.store.link_peek(&firm.visitor(), &usual).await, Ok(LinkState::Open(_))));
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
