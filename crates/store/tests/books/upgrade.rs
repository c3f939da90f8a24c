//! Books of every earlier schema, opened by this version: nothing is lost, and everything works on.
//!
//! A file in `earlier` holds what its schema's own version wrote, as statements; its head holds the keys. A new step of the
//! schema takes a new file, made before it.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use comity_exchange::counter::Alternative;
use comity_store::{Actor, Context, CounterFilter, LinkState, Page, Token, Who};

use crate::setting::{Books, new_database, response};

const ALL: [(i64, &str); 1] = [(1, include_str!("earlier/schema-1.sql"))];

/// What the head of a file says under a name.
fn head<'f>(file: &'f str, name: &str) -> &'f str {
    let begins = format!("-- {name} ");
    file.lines().find_map(|line| line.strip_prefix(&begins)).unwrap()
}

/// The steps up to a schema, and what was written with it.
fn statements(database: &str, schema: i64, file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
    let mut steps: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|step| step.unwrap().path()).collect();
    steps.sort();
    let mut all = String::from("CREATE TABLE migration (version BIGINT PRIMARY KEY);\n");
    for (number, step) in (1..=schema).zip(steps) {
        all += &std::fs::read_to_string(step).unwrap();
        all += &format!("INSERT INTO migration (version) VALUES ({number});\n");
    }
    all + &if database == "postgres" { file.replace("X'", "'\\x") } else { file.to_owned() }
}

fn keys(file: &str) -> Arc<tempfile::TempDir> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("keys")).unwrap();
    for name in ["root.key", "ledger.key"] {
        let path = folder.path().join("keys").join(name);
        std::fs::write(&path, format!("{}\n", head(file, name))).unwrap();
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    Arc::new(folder)
}

#[tokio::test]
async fn on_sqlite() {
    for (schema, file) in ALL {
        let folder = keys(file);
        let path = folder.path().join("comity.db");
        let url = format!("sqlite://{}", path.display());
        let earlier = rusqlite::Connection::open(&path).unwrap();
        earlier.execute_batch(&statements("sqlite", schema, file)).unwrap();
        drop(earlier);
        let books = Books::at(url, folder).await;
        works_on(&books, file).await;
        assert!(path.with_file_name(format!("comity.db.schema-{schema}")).exists(), "a copy from before");
    }
}

#[tokio::test]
async fn on_postgres() {
    for (schema, file) in ALL {
        let Some(url) = new_database(&format!("upgrade_{schema}")).await else { return };
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statements("postgres", schema, file))).execute(&pool).await.unwrap();
        pool.close().await;
        works_on(&Books::at(url, keys(file)).await, file).await;
    }
}

async fn works_on(books: &Books, file: &str) {
    let store = &books.store;
    let firm = store.firm_by_slug(&Context::instance(), "norda").await.unwrap().unwrap();
    let ctx = Context::system(firm.id);
    let token: Token = head(file, "session").parse().unwrap();
    let session = store.session_find(&ctx, &token).await.unwrap().unwrap();
    assert!(session.due, "a token from before is followed by another");
    let next = store.session_rotate(&ctx, &token).await.unwrap().unwrap();
    assert!(store.session_find(&ctx, &next).await.unwrap().is_some());
    let as_actor = |actor: Actor| Context { actor, ..ctx.clone() };
    let owner = as_actor(session.actor());
    assert_eq!(store.member_list(&owner).await.unwrap()[0].name, "Olga Owner");

    let ada = store.person_by_mail(&ctx, "ada@example.com").await.unwrap().unwrap();
    let bob = store.person_by_external(&ctx, "C-7").await.unwrap().unwrap();
    assert_eq!(bob.name.as_deref(), Some("Bob Example"));
    let link: Token = head(file, "link").parse().unwrap();
    let open = store.link_peek(&ctx, &link).await.unwrap();
    assert!(matches!(open, LinkState::Open(link) if link.who == Who::Person(bob.id)), "{open:?}");

    let exchange = store.exchange_list(&owner).await.unwrap()[0].id;
    let version = store.version_get(&owner, exchange, 1).await.unwrap();
    assert_eq!(
        version.terms.fingerprint().to_string(),
        head(file, "fingerprint"),
        "what was signed is what was signed"
    );
    let me = as_actor(Actor::Person { id: ada.id });
    let standing = store.standing_get(&me, exchange, ada.id).await.unwrap();
    assert_eq!(standing.agreement.unwrap().version, 1);
    let counters =
        store.counter_list(&owner, exchange, &CounterFilter::default(), &Page::default()).await.unwrap().rows;
    let words = Some("Only if I may look at it first".to_owned());
    assert_eq!(counters[0].counter.alternative, Alternative { words, ..Alternative::default() });

    let him = as_actor(Actor::Person { id: bob.id });
    let standing = store.standing_get(&him, exchange, bob.id).await.unwrap();
    store.standing_respond(&him, exchange, response(&standing, &[])).await.unwrap();
    assert_eq!(store.exchange_publish(&owner, exchange).await.unwrap(), 2);
    store.ledger_sequence(&ctx).await.unwrap();
    assert!(store.ledger_verify(&owner, None).await.unwrap().verified.entries > 2);
    let everything = store.person_everything(&me, ada.id).await.unwrap();
    assert!(!everything.receipts.is_empty());
}
