//! Both databases have the same tables with the same columns.

use std::collections::BTreeSet;

use crate::setting::Books;

const SQLITE: &str = include_str!("../../migrations/sqlite/0001_books.sql");
const POSTGRES: &str = include_str!("../../migrations/postgres/0001_books.sql");

#[test]
fn both_schemas_are_one_text() {
    let translated = SQLITE.replace(" BLOB", " BYTEA").replace(") WITHOUT ROWID;", ");");
    assert_eq!(translated, POSTGRES);
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
    assert!(here.contains("person.wrapped") && here.len() > 100);
}
