//! Schemas, one step after the other, and never back.

use std::path::{Path, PathBuf};

use sqlx::{PgPool, SqliteConnection};

use super::Mode;
use crate::error::OpenError;

/// One step: its number, and its statements for SQLite and for PostgreSQL.
struct Step(i64, &'static str, &'static str);

macro_rules! steps {
    ($($number:literal $name:literal),*) => {
        &[$(Step(
            $number,
            include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        )),*]
    };
}

const STEPS: &[Step] = steps![1 "0001_books"];

/// The schema that this version writes.
pub(crate) const NEWEST: i64 = STEPS[STEPS.len() - 1].0;

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY)";
const FOUND: &str = "SELECT COALESCE(MAX(version), 0) FROM migration";
const DONE: &str = "INSERT INTO migration (version) VALUES ($1)";

/// Whether anything is to be done.
fn look(found: i64, mode: Mode) -> Result<bool, OpenError> {
    match found {
        _ if found > NEWEST => Err(OpenError::Newer { found, known: NEWEST }),
        NEWEST => Ok(false),
        _ if mode == Mode::Beside => Err(OpenError::Older { found, known: NEWEST }),
        _ => Ok(true),
    }
}

pub(crate) async fn sqlite(conn: &mut SqliteConnection, file: &Path, mode: Mode) -> Result<(), OpenError> {
    sqlx::query(TABLE).execute(&mut *conn).await?;
    let found: i64 = sqlx::query_scalar(FOUND).fetch_one(&mut *conn).await?;
    if !look(found, mode)? {
        return Ok(());
    }
    if found > 0 {
        let copy = copy_name(file, found);
        sqlx::query("VACUUM INTO $1").bind(copy.display().to_string()).execute(&mut *conn).await?;
    }
    for step in STEPS.iter().filter(|step| step.0 > found) {
        let mut transaction = sqlx::Connection::begin(&mut *conn).await?;
        sqlx::raw_sql(step.1).execute(&mut *transaction).await?;
        sqlx::query(DONE).bind(step.0).execute(&mut *transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

pub(crate) async fn postgres(pool: &PgPool, mode: Mode) -> Result<(), OpenError> {
    if mode == Mode::Serve {
        sqlx::query(TABLE).execute(pool).await?;
    }
    let found: i64 = sqlx::query_scalar(FOUND).fetch_one(pool).await?;
    if !look(found, mode)? {
        return Ok(());
    }
    for step in STEPS.iter().filter(|step| step.0 > found) {
        let mut transaction = pool.begin().await?;
        sqlx::raw_sql(step.2).execute(&mut *transaction).await?;
        sqlx::query(DONE).bind(step.0).execute(&mut *transaction).await?;
        transaction.commit().await?;
    }
    Ok(())
}

/// Where the copy made before a change of schema lies: beside the database, and never over another one.
fn copy_name(file: &Path, version: i64) -> PathBuf {
    let name = |n: u32| {
        let mut name = file.as_os_str().to_owned();
        name.push(if n == 0 { format!(".schema-{version}") } else { format!(".schema-{version}-{n}") });
        PathBuf::from(name)
    };
    (0..u32::MAX).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(u32::MAX))
}
