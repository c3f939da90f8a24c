//! PostgreSQL's own programs. Where and as whom they connect is in their environment: nothing secret is on a command line,
//! where everybody on the machine could read it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::BackupError;
use crate::error::Error as BooksError;

/// What makes dumps.
pub(super) const DUMP_BY: &str = "pg_dump";
/// What reads them.
pub(super) const RESTORE_BY: &str = "pg_restore";
/// Characters of what a failed program said.
const SAID: usize = 600;

/// How programs are called.
pub(super) struct Client {
    environment: Vec<(&'static str, String)>,
    /// Certificates of authorities as the system knows them: what the books use where the address names none.
    system_roots: bool,
}

impl Client {
    /// A client that connects nowhere.
    pub(super) fn nowhere() -> Self {
        Self { environment: Vec::new(), system_roots: false }
    }

    /// A client of the database that an address names.
    ///
    /// # Errors
    /// It is no address.
    pub(super) fn new(url: &str) -> Result<Self, BackupError> {
        let options: PgConnectOptions = url.parse().map_err(BooksError::from)?;
        let host =
            options.get_socket().map_or_else(|| options.get_host().to_owned(), |path| path.display().to_string());
        let mode = match options.get_ssl_mode() {
            PgSslMode::Disable => "disable",
            PgSslMode::Allow => "allow",
            PgSslMode::Prefer => "prefer",
            PgSslMode::Require => "require",
            PgSslMode::VerifyCa => "verify-ca",
            PgSslMode::VerifyFull => "verify-full",
        };
        let mut environment = vec![
            // In brackets an address of version 6 stands in URLs only.
            ("PGHOST", host.trim_start_matches('[').trim_end_matches(']').to_owned()),
            ("PGPORT", options.get_port().to_string()),
            ("PGUSER", options.get_username().to_owned()),
            ("PGDATABASE", options.get_database().unwrap_or_else(|| options.get_username()).to_owned()),
            ("PGSSLMODE", mode.to_owned()),
            ("PGAPPNAME", "comity backup".to_owned()),
        ];
        environment.extend(options.get_options().map(|options| ("PGOPTIONS", options.to_owned())));
        environment.extend(password(url).map(|password| ("PGPASSWORD", password)));
        for (name, value) in parameters(url) {
            let variable = match name.as_str() {
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
                "sslcert" | "ssl-cert" => "PGSSLCERT",
                "sslkey" | "ssl-key" => "PGSSLKEY",
                "password" => "PGPASSWORD",
                _ => continue,
            };
            environment.push((variable, value));
        }
        let named =
            environment.iter().any(|(name, _)| *name == "PGSSLROOTCERT") || std::env::var_os("PGSSLROOTCERT").is_some();
        Ok(Self { environment, system_roots: mode == "verify-full" && !named })
    }

    /// A call of a program, without arguments.
    pub(super) fn command(&self, program: &'static str) -> Command {
        let mut command = Command::new(program);
        // A service's file, or a second name of the host, would lead elsewhere.
        command.env_remove("PGSERVICE").env_remove("PGHOSTADDR").envs(self.environment.iter().cloned());
        if self.system_roots {
            command.env("PGSSLROOTCERT", "system");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// The version of a program.
    ///
    /// # Errors
    /// It is not there, or older than what is needed.
    pub(super) fn not_older(&self, program: &'static str, needs: u32) -> Result<u32, BackupError> {
        let told = self.command(program).arg("--version").output();
        let told = told.map_err(|_| BackupError::NoProgram { program, needs })?;
        let found = version(&String::from_utf8_lossy(&told.stdout)).ok_or(BackupError::NoProgram { program, needs })?;
        if found < needs { Err(BackupError::OldProgram { program, found, needs }) } else { Ok(found) }
    }

    /// Runs a program to its end.
    ///
    /// # Errors
    /// It failed.
    pub(super) fn run(&self, program: &'static str, command: Command) -> Result<(), BackupError> {
        self.lines(program, command, |_| {})
    }

    /// Runs a program, and gives every line that it writes.
    ///
    /// # Errors
    /// It failed.
    pub(super) fn lines(
        &self,
        program: &'static str,
        mut command: Command,
        mut line: impl FnMut(&[u8]),
    ) -> Result<(), BackupError> {
        let failed = |said: String| BackupError::Program { program, said };
        let mut child = Ended(command.spawn().map_err(|error| failed(error.to_string()))?);
        let errors = child.0.stderr.take().map(|mut stream| {
            std::thread::spawn(move || {
                let mut said = Vec::new();
                // What cannot be read of what it said is not told.
                let _ = stream.read_to_end(&mut said);
                String::from_utf8_lossy(&said).trim().chars().take(SAID).collect::<String>()
            })
        });
        if let Some(stdout) = child.0.stdout.take() {
            let (mut lines, mut one) = (BufReader::new(stdout), Vec::new());
            while lines.read_until(b'\n', &mut one).map_err(|error| failed(error.to_string()))? > 0 {
                line(one.strip_suffix(b"\n").unwrap_or(&one));
                one.clear();
            }
        }
        let status = child.0.wait().map_err(|error| failed(error.to_string()))?;
        let said = errors.and_then(|errors| errors.join().ok()).unwrap_or_default();
        if status.success() { Ok(()) } else { Err(failed(if said.is_empty() { status.to_string() } else { said })) }
    }
}

/// A program that does not outlive whoever called it.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It has ended already, but where reading it failed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The major version in what a program says of itself: `pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn version(said: &str) -> Option<u32> {
    let number = said.split_once("(PostgreSQL) ")?.1;
    number[..number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len())].parse().ok()
}

/// The password between user and host of an address.
fn password(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let place = rest.split(['/', '?', '#']).next()?;
    let (_, password) = place.rsplit_once('@')?.0.split_once(':')?;
    Some(decoded(password, false))
}

/// What stands behind the question mark of an address.
fn parameters(url: &str) -> Vec<(String, String)> {
    let query = url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (decoded(name, true), decoded(value, true)));
    query.split('&').filter_map(pair).collect()
}

fn decoded(text: &str, form: bool) -> String {
    let (mut out, bytes) = (Vec::new(), text.as_bytes());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(if form && *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        let check = |said: &str, expect: Option<u32>| assert_eq!(version(said), expect, "{said}");
        check("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", Some(15));
        check("pg_restore (PostgreSQL) 17beta1", Some(17));
        check("pg_dump (PostgreSQL) 9.6.24", Some(9));
        check("pg_dump: error", None);
    }

    #[test]
    fn what_an_address_says_goes_into_the_environment() {
        let of = |url: &str| Client::new(url).unwrap().environment;
        let value = |environment: &[(&str, String)], name: &str| {
            environment.iter().rev().find(|(of, _)| *of == name).map(|(_, value)| value.clone())
        };
        let there =
            of("postgres://u%40x:p%3A%2F%40%25+1@[::1]:5433/b%20ooks?sslmode=verify-ca&sslrootcert=/a+b%2Bc.pem");
        let check = |name: &str, expect: &str| assert_eq!(value(&there, name).as_deref(), Some(expect), "{name}");
        check("PGHOST", "::1");
        check("PGPORT", "5433");
        check("PGUSER", "u@x");
        check("PGPASSWORD", "p:/@%+1");
        check("PGDATABASE", "b ooks");
        check("PGSSLMODE", "verify-ca");
        check("PGSSLROOTCERT", "/a b+c.pem");
        let socket = of("postgres://comity@%2Fvar%2Frun%2Fpostgresql/comity");
        assert_eq!(value(&socket, "PGHOST").as_deref(), Some("/var/run/postgresql"));
        assert_eq!(value(&socket, "PGPASSWORD"), None);
        assert_eq!(password("postgres://a@b/c?x=d:e@f"), None);
    }
}
