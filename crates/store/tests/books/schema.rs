//! Both databases have the same tables with the same columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::setting::Books;

#[test]
fn both_schemas_are_one_text() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let steps = |database: &str| -> BTreeMap<std::ffi::OsString, String> {
        let files = std::fs::read_dir(folder.join(database)).unwrap().map(Result::unwrap);
        files.map(|file| (file.file_name(), std::fs::read_to_string(file.path()).unwrap())).collect()
    };
    let mut translated = steps("sqlite");
    for step in translated.values_mut() {
        *step = step.replace(" BLOB", " BYTEA").replace(") WITHOUT ROWID;", ");");
    }
    let mut postgres = steps("postgres");
    // The one step that is another on each: who gives entries their numbers.
    for steps in [&mut translated, &mut postgres] {
        steps.remove(std::ffi::OsStr::new("0005_numbers.sql")).unwrap();
    }
    assert_eq!(translated, postgres);
    assert!(translated.len() >= 2);
}

#[tokio::test]
async fn both_databases_have_the_same_columns() {
    let sqlite = Books::sqlite().await;
    let Some(postgres) = Books::postgres("schema").await else { return };
    let columns =
        "SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let by_hand = sqlite.by_hand();
    let mut statement = by_hand.prepare(columns).unwrap();
    let here = statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let pool = sqlx::PgPool::connect(&postgres.url).await.unwrap();
    let columns =
        "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'";
    let there: Vec<String> = sqlx::query_scalar(columns).fetch_all(&pool).await.unwrap();
    let (here, there): (BTreeSet<_>, BTreeSet<_>) = (here.collect(), there.into_iter().collect());
    assert_eq!(here, there);
    assert!(here.contains("person_key.wrapped") && here.len() > 100);
}
