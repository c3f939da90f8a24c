//! Both databases have the same tables with the same columns.

use std::collections::BTreeSet;

use crate::setting::Books;

const STEPS: [(&str, &str); 2] = [
    (include_str!("../../migrations/sqlite/0001_books.sql"), include_str!("../../migrations/postgres/0001_books.sql")),
    (include_str!("../../migrations/sqlite/0002_keys.sql"), include_str!("../../migrations/postgres/0002_keys.sql")),
];

#[test]
fn both_schemas_are_one_text() {
    for (sqlite, postgres) in STEPS {
        let translated = sqlite.replace(" BLOB", " BYTEA").replace(") WITHOUT ROWID;", ");");
        assert_eq!(translated, postgres);
    }
}

#[tokio::test]
async fn both_databases_have_the_same_columns() {
    let sqlite = Books::sqlite().await;
    let Some(postgres) = Books::postgres("schema").await else { return };
    let pool = sqlx::SqlitePool::connect(&sqlite.url).await.unwrap();
    let columns =
        "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let here: Vec<String> = sqlx::query_scalar(columns).fetch_all(&pool).await.unwrap();
    let pool = sqlx::PgPool::connect(&postgres.url).await.unwrap();
    let columns =
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'";
    let there: Vec<String> = sqlx::query_scalar(columns).fetch_all(&pool).await.unwrap();
    let (here, there): (BTreeSet<_>, BTreeSet<_>) = (here.into_iter().collect(), there.into_iter().collect());
    assert_eq!(here, there);
    assert!(here.contains("person_key.wrapped") && here.len() > 100);
}
