//! `comity doctor`: whether this machine and this configuration can carry an instance.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use comity_store::{Context, Keys, OpenError, Settings, Store};
use serde::Serialize;

use crate::config::{self, Config, Flags};
use crate::mail::Post;
use crate::worker::free_bytes;

/// Check files, disk, clock, keys, database, mail server and base URL, and say what to do about each trouble
///
/// Changes nothing. A server may run beside it. Exit code 1 when something would keep the server from working.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity doctor
  comity doctor --config /etc/comity/comity.toml --json")]
pub struct DoctorCommand {
    #[command(flatten)]
    flags: Flags,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Fine,
    Warning,
    Trouble,
}

/// One check.
#[derive(Debug, Serialize)]
struct Check {
    what: &'static str,
    state: State,
    found: String,
}

impl Check {
    fn new(what: &'static str, state: State, found: impl Into<String>) -> Self {
        Self { what, state, found: found.into() }
    }
}

impl DoctorCommand {
    /// Checks everything and prints what was found.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let checks = runtime.block_on(check(&config));
        let failed = checks.iter().any(|check| check.state == State::Trouble);
        if self.json {
            crate::cmd::print_json(&serde_json::to_value(&checks)?)?;
        } else {
            let mut out = String::new();
            for Check { what, state, found } in &checks {
                let sign = match state {
                    State::Fine => "✓",
                    State::Warning => "·",
                    State::Trouble => "✗",
                };
                let _ = writeln!(out, "{sign} {what}: {found}");
            }
            std::io::stdout().write_all(out.as_bytes())?;
        }
        Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

async fn check(config: &Config) -> Vec<Check> {
    let mut checks = vec![folder(&config.data), disk(config), clock()];
    checks.extend(database(config).await);
    checks.push(mail(config).await);
    checks.push(base_url(config));
    checks
}

fn folder(path: &Path) -> Check {
    let what = "data folder";
    let shown = path.display();
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Check::new(what, State::Warning, format!("{shown} is not there yet; `comity serve` makes it"))
        }
        Err(error) => Check::new(what, State::Trouble, format!("{shown}: {error}")),
        Ok(meta) if !meta.is_dir() => Check::new(what, State::Trouble, format!("{shown} is no folder")),
        Ok(meta) => match meta.permissions().mode() & 0o777 {
            mode if mode & 0o077 != 0 => Check::new(
                what,
                State::Warning,
                format!("{shown} can be entered by others (mode {mode:o}): run `chmod 700 {shown}`"),
            ),
            _ => Check::new(what, State::Fine, format!("{shown}, for its owner alone")),
        },
    }
}

fn disk(config: &Config) -> Check {
    let there = config.data.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    let there = if there.as_os_str().is_empty() { Path::new(".") } else { there };
    match free_bytes(there) {
        Err(error) => Check::new("disk", State::Trouble, format!("{}: {error}", there.display())),
        Ok(free) => {
            let (mib, floor) = (free / (1024 * 1024), config.disk_floor_mib);
            let found = format!("{mib} MiB free; writing stops below {floor} MiB (disk_floor_mib)");
            let state = match free {
                free if free < config.disk_floor() => State::Trouble,
                free if free / 4 < config.disk_floor() => State::Warning,
                _ => State::Fine,
            };
            Check::new("disk", state, found)
        }
    }
}

/// The clock cannot be compared with anything here; but before this program was written it cannot be.
fn clock() -> Check {
    let now = jiff::Timestamp::now();
    let state = if now.as_second() < 1_767_225_600 { State::Trouble } else { State::Fine };
    Check::new("clock", state, format!("{} UTC; what is signed carries it", now.strftime("%Y-%m-%d %H:%M:%S")))
}

async fn database(config: &Config) -> Vec<Check> {
    let url = config.database_url();
    let file = url.strip_prefix("sqlite://").map(Path::new);
    let keys = match Keys::open(config.keys_folder()) {
        Ok(keys) => keys,
        Err(error) => {
            if Keys::any(config.keys_folder()) || file.is_some_and(Path::exists) {
                return vec![Check::new("keys", State::Trouble, error.to_string())];
            }
            let none = Check::new("keys", State::Warning, "none yet; `comity serve` makes them at its first start");
            return vec![none, without_keys(file, &url).await];
        }
    };
    let mut checks = vec![Check::new("keys", State::Fine, format!("{}", keys.folder().display()))];
    if let Some(file) = file
        && !file.exists()
    {
        checks.push(Check::new("database", State::Warning, NOT_YET));
        return checks;
    }
    match Store::open_beside(Settings::new(url, keys)).await {
        Ok(store) => {
            checks.push(Check::new("database", State::Fine, "opens; schema up to date, and the root key fits"));
            checks.push(notices(&store).await);
            store.close().await;
        }
        Err(error @ (OpenError::Older { .. } | OpenError::Empty)) => {
            checks.push(Check::new("database", State::Warning, error.to_string()))
        }
        Err(error) => checks.push(Check::new("database", State::Trouble, error.to_string())),
    }
    checks
}

/// After so long somebody should ask a recipient why they do not confirm, in microseconds: a week.
const LONG_OPEN: i64 = 7 * 86_400_000_000;

/// Notices to recipients that wait for being confirmed.
async fn notices(store: &Store) -> Check {
    let what = "notices";
    match store.notice_oldest(&Context::instance()).await {
        Err(error) => Check::new(what, State::Trouble, error.to_string()),
        Ok((0, _) | (_, None)) => Check::new(what, State::Fine, "no recipient has anything left to confirm"),
        Ok((open, Some(made))) => {
            let age = jiff::Timestamp::now().as_microsecond().saturating_sub(made);
            let days = age / 86_400_000_000;
            let found = format!(
                "{open} open, the oldest for {days} days; Settings, Recipients in the studio says to whom and why"
            );
            Check::new(what, if age > LONG_OPEN { State::Warning } else { State::Fine }, found)
        }
    }
}

const NOT_YET: &str = "not there yet; `comity serve` makes it";

/// What can be said of the database where there are no keys.
async fn without_keys(file: Option<&Path>, url: &str) -> Check {
    let what = "database";
    if file.is_some() {
        return Check::new(what, State::Warning, NOT_YET);
    }
    match Store::look(url).await {
        Err(error @ OpenError::Empty) => Check::new(what, State::Warning, error.to_string()),
        Err(error) => Check::new(what, State::Trouble, error.to_string()),
        Ok(()) => {
            let found = "holds books, and their keys are not here: put them back before anything is started";
            Check::new(what, State::Trouble, found)
        }
    }
}

async fn mail(config: &Config) -> Check {
    match Post::new(&config.mail) {
        Err(error) => Check::new("mail", State::Trouble, error.to_string()),
        Ok(post) if !post.leaves() => {
            Check::new("mail", State::Warning, "no server: letters wait in the outbox, under Settings in the studio")
        }
        Ok(post) => match tokio::time::timeout(Duration::from_secs(20), post.answers()).await {
            Ok(true) => Check::new("mail", State::Fine, "the server answers and lets us in"),
            _ => Check::new(
                "mail",
                State::Trouble,
                "the server does not answer, or refuses us: see the keys under [mail]",
            ),
        },
    }
}

fn base_url(config: &Config) -> Check {
    let base = config.base_url();
    let here = config.listen.ip().is_loopback();
    let local = base.authority().starts_with("127.") || base.authority().starts_with("localhost");
    let (state, found) = match (base.is_https(), local, here) {
        (true, _, true) if config.trusted_proxies.is_empty() => (
            State::Warning,
            format!(
                "{base}, but trusted_proxies is empty: behind a proxy everybody would count as one caller. Name the proxy there"
            ),
        ),
        (true, ..) => (State::Fine, format!("{base}")),
        (false, true, true) => (State::Warning, format!("{base}: for this machine alone; set base_url to open it")),
        (false, ..) => (
            State::Trouble,
            format!(
                "{base} is not https: passwords and links would travel in the open. Put a proxy with TLS before it"
            ),
        ),
    };
    Check::new("base URL", state, found)
}
