//! A backup of books on PostgreSQL: a dump that `pg_dump` makes of one moment, and `pg_restore` reads.

use std::path::Path;

use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

use super::client::{Client, DUMP_BY, RESTORE_BY};
use super::{BackupError, Copied, Dumped, blocking};
use crate::engine::Postgres;
use crate::error::{Error as BooksError, OpenError};

/// What every call of a program says: it asks nobody, and leaves to the database who owns what.
const QUIETLY: [&str; 3] = ["--no-password", "--no-owner", "--no-privileges"];

/// Dumps the books to a file that is not there yet. What the manifest will say is read in the very moment that is dumped.
pub(super) async fn dump(postgres: &Postgres, to: &Path) -> Result<Copied, BackupError> {
    let (mut moment, id) = postgres.moment().await?;
    let broken = BooksError::from;
    let number: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int4")
        .fetch_one(&mut *moment)
        .await
        .map_err(broken)?;
    let server = u32::try_from(number / 10_000).unwrap_or_default();
    let schema = sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM migration");
    let schema = schema.fetch_one(&mut *moment).await.map_err(broken)?;
    let checkpoint = sqlx::query_scalar("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
    let checkpoint = checkpoint.fetch_optional(&mut *moment).await.map_err(broken)?;
    let (client, to) = (Client::new(postgres.url())?, to.display().to_string());
    let pg_dump = blocking(move || {
        let version = client.not_older(DUMP_BY, server)?;
        let mut command = client.command(DUMP_BY);
        command.args(QUIETLY).args(["--format=custom", &format!("--snapshot={id}"), &format!("--file={to}")]);
        client.run(DUMP_BY, command)?;
        Ok(version)
    })
    .await?;
    moment.rollback().await.map_err(broken)?;
    Ok(Copied { schema, checkpoint, postgres: Some(Dumped { server, pg_dump }) })
}

/// Schema and checkpoint of a dump that can be read to its end.
pub(super) async fn read(dump: &Path, dumped: Dumped) -> Result<(i64, Option<String>), BackupError> {
    let (dump, client) = (dump.to_owned(), Client::nowhere());
    blocking(move || {
        client.not_older(RESTORE_BY, dumped.pg_dump)?;
        let mut command = client.command(RESTORE_BY);
        command.args(["--data-only", "--file=-"]).arg(&dump);
        let mut reading = Reading::default();
        let read = client.lines(RESTORE_BY, command, |line| reading.line(line));
        // A file whose digest is right and that cannot be read was no dump from the beginning.
        read.map_err(|error| match error {
            BackupError::Program { .. } => BackupError::Damaged(dump.display().to_string()),
            other => other,
        })?;
        Ok((reading.schema, reading.checkpoint.map(|(_, note)| note)))
    })
    .await
}

/// Puts a dump into an empty database.
pub(super) async fn restore(dump: &Path, url: &str, dumped: Dumped) -> Result<(), BackupError> {
    let options: PgConnectOptions = url.parse().map_err(BooksError::from)?;
    let name = options.get_database().unwrap_or_else(|| options.get_username()).to_owned();
    let connected = options.connect().await;
    let mut conn = connected.map_err(|error| OpenError::Unreachable(error.to_string()))?;
    let there = "SELECT COUNT(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";
    let there: i64 = sqlx::query_scalar(there).fetch_one(&mut conn).await.map_err(BooksError::from)?;
    sqlx::Connection::close(conn).await.map_err(BooksError::from)?;
    if there > 0 {
        return Err(BackupError::NotEmpty(format!("something in the database {name}")));
    }
    let (dump, client) = (dump.to_owned(), Client::new(url)?);
    blocking(move || {
        client.not_older(RESTORE_BY, dumped.pg_dump)?;
        let mut command = client.command(RESTORE_BY);
        // A name with a sign of equality in it would be read as more than a name.
        let name = name.replace('\\', "\\\\").replace('\'', "\\'");
        command.args(QUIETLY).args(["--exit-on-error", "--single-transaction", &format!("--dbname=dbname='{name}'")]);
        command.arg(&dump);
        client.run(RESTORE_BY, command)
    })
    .await
}

/// What goes by while a dump is read: the tables as `COPY` writes them.
#[derive(Default)]
struct Reading {
    table: Option<Table>,
    schema: i64,
    checkpoint: Option<(i64, String)>,
}

#[derive(Clone, Copy)]
enum Table {
    Migration,
    Checkpoint { size: usize, note: usize },
    Other,
}

impl Reading {
    fn line(&mut self, line: &[u8]) {
        match self.table {
            None => self.table = header(line),
            Some(_) if line == br"\." => self.table = None,
            Some(Table::Other) => {}
            Some(Table::Migration) => {
                let version = std::str::from_utf8(line).ok().and_then(|line| line.parse().ok());
                self.schema = self.schema.max(version.unwrap_or_default());
            }
            Some(Table::Checkpoint { size, note }) => {
                let line = String::from_utf8_lossy(line);
                let cells: Vec<&str> = line.split('\t').collect();
                let (Some(size), Some(note)) = (cells.get(size).and_then(|s| s.parse().ok()), cells.get(note)) else {
                    return;
                };
                if self.checkpoint.as_ref().is_none_or(|(largest, _)| size > *largest) {
                    self.checkpoint = Some((size, unescaped(note)));
                }
            }
        }
    }
}

/// Which table begins with this line, if one does.
fn header(line: &[u8]) -> Option<Table> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix("COPY ")?.strip_suffix(" FROM stdin;")?;
    let (table, columns) = line.split_once(" (")?;
    let at = |name: &str| columns.trim_end_matches(')').split(", ").position(|column| column == name);
    Some(match table.rsplit('.').next()? {
        "migration" => Table::Migration,
        "checkpoint" => {
            at("size").zip(at("note")).map_or(Table::Other, |(size, note)| Table::Checkpoint { size, note })
        }
        _ => Table::Other,
    })
}

/// A text as it was before `COPY` wrote it.
fn unescaped(text: &str) -> String {
    let (mut out, mut letters) = (String::new(), text.chars());
    while let Some(letter) = letters.next() {
        out.push(match (letter, letter == '\\') {
            (letter, false) => letter,
            (_, true) => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(other) => other,
                None => break,
            },
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dump_tells_its_schema_and_its_latest_checkpoint() {
        let mut reading = Reading::default();
        let dump = "SET x = 1;\nCOPY public.migration (version) FROM stdin;\n1\n2\n\\.\n\n\
                    COPY public.checkpoint (note, size, made) FROM stdin;\nb\\n—\\tc\\\\\t9\t0\na\t10\t0\nz\t8\t0\n\\.\n\
                    COPY public.tile (level, note) FROM stdin;\n7\tx\n\\.\n";
        dump.lines().for_each(|line| reading.line(line.as_bytes()));
        assert_eq!((reading.schema, reading.checkpoint), (2, Some((10, "a".to_owned()))));
        assert_eq!(unescaped("b\\n—\\tc\\\\"), "b\n—\tc\\");
        assert!(header(b"COPY public.checkpoint FROM stdin;").is_none() && header(b"-- COPY").is_none());
    }
}
