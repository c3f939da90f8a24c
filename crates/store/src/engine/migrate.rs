//! Schemas, one step after the other, and never back.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use sqlx::PgPool;

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

const STEPS: &[Step] = steps![1 "0001_books", 2 "0002_session_tokens", 3 "0003_keys", 4 "0004_information", 5 "0005_numbers", 6 "0006_desk", 7 "0007_firm_details", 8 "0008_participation", 10 "0010_activities", 11 "0011_chain", 12 "0012_letters", 13 "0013_changed", 14 "0014_pulses", 15 "0015_moderation", 16 "0016_imports", 17 "0017_guests", 18 "0018_roadmap", 19 "0019_recognition", 20 "0020_voice", 21 "0021_segment", 22 "0022_listed"];

/// The schema that this version writes.
pub(crate) const NEWEST: i64 = newest(STEPS);

const fn newest(steps: &[Step]) -> i64 {
    steps[steps.len() - 1].0
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY)";
const FOUND: &str = "SELECT COALESCE(MAX(version), 0) FROM migration";
const DONE: &str = "INSERT INTO migration (version) VALUES ($1)";

/// Whether anything is to be done.
fn look(found: i64, known: i64, mode: Mode) -> Result<bool, OpenError> {
    match found.cmp(&known) {
        Ordering::Greater => Err(OpenError::Newer { found, known }),
        Ordering::Equal => Ok(false),
        Ordering::Less if mode == Mode::Beside => Err(OpenError::Older { found, known }),
        Ordering::Less => Ok(true),
    }
}

pub(crate) fn sqlite(conn: &mut Connection, file: &Path, mode: Mode) -> Result<(), OpenError> {
    sqlite_by(STEPS, conn, file, mode)
}

fn sqlite_by(steps: &[Step], conn: &mut Connection, file: &Path, mode: Mode) -> Result<(), OpenError> {
    conn.execute_batch(TABLE)?;
    let found: i64 = conn.query_row(FOUND, [], |row| row.get(0))?;
    if !look(found, newest(steps), mode)? {
        return Ok(());
    }
    if found > 0 {
        conn.execute("VACUUM INTO ?1", [copy_name(file, found).display().to_string()])?;
    }
    for step in steps.iter().filter(|step| step.0 > found) {
        let transaction = conn.transaction()?;
        transaction.execute_batch(step.1)?;
        transaction.execute(DONE, [step.0])?;
        transaction.commit()?;
    }
    if found > 0 {
        // What the steps moved is then in no unused part of a page and in no log any more.
        conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
    }
    Ok(())
}

pub(crate) async fn postgres(pool: &PgPool, mode: Mode) -> Result<(), OpenError> {
    if mode == Mode::Serve {
        sqlx::query(TABLE).execute(pool).await?;
    }
    let there = "SELECT to_regclass('migration') IS NOT NULL";
    if !sqlx::query_scalar::<_, bool>(there).fetch_one(pool).await? {
        return Err(OpenError::Empty);
    }
    let found: i64 = sqlx::query_scalar(FOUND).fetch_one(pool).await?;
    if !look(found, NEWEST, mode)? {
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

/// Deletes the copies that lie beside a database, all of them or those older than `kept`; how many it were.
pub(crate) fn copies_delete(file: &Path, kept: Option<Duration>) -> std::io::Result<usize> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = file.file_name().map(|name| format!("{}.schema-", name.to_string_lossy())) else { return Ok(0) };
    let mut deleted = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let found = entry.file_name();
        let rest = found.to_str().and_then(|found| found.strip_prefix(&name));
        let is_copy = rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // A copy from the future, by a clock that was wrong, is as if just made.
        let age = || entry.metadata()?.modified().map(|made| made.elapsed().unwrap_or_default());
        if is_copy && kept.map_or(Ok(true), |kept| age().map(|age| age > kept))? {
            std::fs::remove_file(entry.path())?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &[Step] = &[
        Step(1, "CREATE TABLE a (x BIGINT); INSERT INTO a VALUES (7)", ""),
        Step(2, "ALTER TABLE a ADD COLUMN y BIGINT NOT NULL DEFAULT 9", ""),
    ];

    fn open(file: &Path) -> Connection {
        Connection::open(file).unwrap()
    }

    #[test]
    fn steps_go_forward_after_a_copy_and_never_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut conn = open(&file);
        sqlite_by(&BOTH[..1], &mut conn, &file, Mode::Serve).unwrap();
        let older = sqlite_by(BOTH, &mut conn, &file, Mode::Beside);
        assert!(matches!(older, Err(OpenError::Older { found: 1, known: 2 })));
        sqlite_by(BOTH, &mut conn, &file, Mode::Serve).unwrap();
        sqlite_by(BOTH, &mut conn, &file, Mode::Serve).unwrap();
        let row = conn.query_row("SELECT x, y FROM a", [], |row| Ok((row.get(0)?, row.get(1)?)));
        let row: (i64, i64) = row.unwrap();
        assert_eq!(row, (7, 9));
        let newer = sqlite_by(&BOTH[..1], &mut conn, &file, Mode::Serve);
        assert!(matches!(newer, Err(OpenError::Newer { found: 2, known: 1 })));
        drop(conn);
        let copy = open(&folder.path().join("books.db.schema-1"));
        let row: i64 = copy.query_row("SELECT * FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(row, 7, "the copy is as it was before");
    }

    #[test]
    fn copies_go_by_age_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let names = [
            "books.db",
            "books.db.schema-1",
            "books.db.schema-1-1",
            "books.db.schema-2",
            "books.db.schema-x",
            "other.db.schema-1",
        ];
        names.iter().for_each(|name| std::fs::write(path(name), "x").unwrap());
        let old = std::time::SystemTime::now() - Duration::from_secs(31 * 86_400);
        std::fs::File::options().write(true).open(path(names[1])).unwrap().set_modified(old).unwrap();
        let month = Some(Duration::from_secs(30 * 86_400));
        assert_eq!(copies_delete(&path("books.db"), month).unwrap(), 1);
        assert!(!path(names[1]).exists() && path(names[2]).exists());
        assert_eq!(copies_delete(&path("books.db"), None).unwrap(), 2);
        let left: Vec<bool> = names.iter().map(|name| path(name).exists()).collect();
        assert_eq!(left, [true, false, false, false, true, true]);
    }

    #[test]
    fn entries_that_waited_get_the_next_numbers_and_the_others_keep_theirs() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut conn = open(&file);
        sqlite_by(&STEPS[..4], &mut conn, &file, Mode::Serve).unwrap();
        for (id, number) in [(9, "0"), (8, "1"), (7, "2"), (5, "NULL"), (6, "NULL"), (4, "NULL")] {
            let add = format!("INSERT INTO leaf VALUES (x'0{id}', {number}, x'a{id}', x'b{id}')");
            conn.execute_batch(&add).unwrap();
        }
        sqlite_by(STEPS, &mut conn, &file, Mode::Serve).unwrap();
        let mut all = conn.prepare("SELECT number, hex(id), hex(bytes), hex(hash) FROM leaf ORDER BY number").unwrap();
        let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        let rows: Vec<(i64, String, String, String)> = rows.unwrap().map(Result::unwrap).collect();
        let expected = [9, 8, 7, 4, 5, 6]
            .iter()
            .zip(0..)
            .map(|(id, number)| (number, format!("0{id}"), format!("A{id}"), format!("B{id}")));
        assert_eq!(rows, expected.collect::<Vec<_>>());
    }

    #[test]
    fn what_recipients_are_told_stays_as_it_was_and_waits_on() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut conn = open(&file);
        sqlite_by(STEPS.split(|step| step.0 == 6).next().unwrap(), &mut conn, &file, Mode::Serve).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        // One that was confirmed, and one that failed and is tried again.
        let ends = [("01", "10, 1, NULL, NULL, 12"), ("02", "11, 3, 99, 'refused', NULL")];
        for (id, ends) in ends {
            let add = format!(
                "INSERT INTO notice (id, firm, exchange, person, recipient, item, purpose, value, why, made, sent, attempts, next, error, confirmed)
                 VALUES (x'{id}', x'f1', x'e1', x'a1', 'signal-lab', 'signal', 'coverage', x'{id}', 'withdrawn', 9, {ends})"
            );
            conn.execute_batch(&add).unwrap();
        }
        let all = "SELECT hex(id) || hex(firm) || hex(exchange) || hex(person) || recipient || item || purpose || hex(value) || why || made
                   || sent || attempts || COALESCE(next, '-') || COALESCE(error, '-') || COALESCE(confirmed, '-') FROM notice ORDER BY id";
        let rows = |conn: &Connection| -> Vec<String> {
            let mut all = conn.prepare(all).unwrap();
            all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let before = rows(&conn);
        assert_eq!(before.len(), 2);
        sqlite_by(STEPS, &mut conn, &file, Mode::Serve).unwrap();
        assert_eq!(rows(&conn), before);
        let waits: String =
            conn.query_row("SELECT hex(id) FROM notice WHERE next IS NOT NULL", [], |row| row.get(0)).unwrap();
        assert_eq!(waits, "02");
    }

    #[test]
    fn acts_of_a_person_in_an_exchange_become_a_chain() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut conn = open(&file);
        sqlite_by(STEPS.split(|step| step.0 == 11).next().unwrap(), &mut conn, &file, Mode::Serve).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        // Persons a and b in exchanges e and f; the acts come in no order of persons, and one person never acted.
        for (person, exchange) in [("a1", "e1"), ("a1", "f1"), ("b1", "e1"), ("c1", "e1")] {
            let add = format!(
                "INSERT INTO standing (exchange, person, state, seen, version, language, counters, open_counters, sealed, made, updated)
                 VALUES (x'{exchange}', x'{person}', 'offered', 0, 0, '', 0, 0, x'', 0, 0)"
            );
            conn.execute_batch(&add).unwrap();
        }
        let acts =
            [(5, "a1", "e1"), (2, "a1", "e1"), (3, "b1", "e1"), (4, "a1", "f1"), (1, "b1", "e1"), (6, "a1", "e1")];
        for (leaf, person, exchange) in acts {
            let add = format!(
                "INSERT INTO act VALUES (x'{person}', x'0{leaf}', x'{exchange}', 'agreed', {leaf}, x'9{leaf}')"
            );
            conn.execute_batch(&add).unwrap();
        }
        sqlite_by(STEPS, &mut conn, &file, Mode::Serve).unwrap();
        let strings = |sql: &str| -> Vec<String> {
            let mut all = conn.prepare(sql).unwrap();
            all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let lasts = "SELECT hex(person) || hex(exchange) || ' ' || hex(COALESCE(last_act, '')) FROM standing ORDER BY person, exchange";
        assert_eq!(strings(lasts), ["A1E1 06", "A1F1 04", "B1E1 03", "C1E1 "]);
        let chain = "SELECT hex(leaf) || ' after ' || hex(COALESCE(before, '')) || ' ' || hex(sealed) || ' ' || at FROM act ORDER BY leaf";
        let expected = [
            "01 after  91 1",
            "02 after  92 2",
            "03 after 01 93 3",
            "04 after  94 4",
            "05 after 02 95 5",
            "06 after 05 96 6",
        ];
        assert_eq!(strings(chain), expected);
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut conn = open(&file);
        let broken = [Step(1, BOTH[0].1, ""), Step(2, "CREATE TABLE b (x BIGINT); SELECT nothing FROM nowhere", "")];
        assert!(sqlite_by(&broken, &mut conn, &file, Mode::Serve).is_err());
        sqlite_by(BOTH, &mut conn, &file, Mode::Serve).unwrap();
    }
}
