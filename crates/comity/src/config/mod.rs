//! How an instance is set up: defaults, then a file, then the environment, then flags.
//!
//! Every key stands once in [`key::KEYS`]; the commented default file, the names of environment variables, what
//! `comity config check` prints and what a wrong value is answered with all come from there.

mod check;
mod key;
mod source;
mod value;

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::hook::Rules;
#[cfg(test)]
pub use check::Effective;
pub use source::{Flags, load, load_from};
pub use value::{BaseUrl, LogFormat, Maybe, Network, Secret, Security};

/// What an instance runs with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The folder that holds everything unless another place is named.
    pub data: PathBuf,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address under which people reach it; without one, the listening address over plain HTTP.
    pub base_url: Maybe<BaseUrl>,
    /// The database; without one, an SQLite file in the data folder.
    pub database: Secret,
    /// The folder of the root key and the ledger's signing key; without one, `keys` in the data folder.
    pub keys: Maybe<PathBuf>,
    /// Networks whose `X-Forwarded-For`, `X-Forwarded-Proto` and `X-Forwarded-Host` are believed.
    pub trusted_proxies: Vec<Network>,
    /// Mebibytes of free disk below which nothing is written any more.
    pub disk_floor_mib: u64,
    /// Mebibytes that the files of one study in the studio may have.
    pub upload_mib: u64,
    /// How mail leaves.
    pub mail: Mail,
    /// Figures for Prometheus.
    pub metrics: Metrics,
    /// How long sessions and links last.
    pub sessions: Sessions,
    /// How often one address or account may try.
    pub rates: Rates,
    /// Where webhooks may go.
    pub webhooks: Webhooks,
    /// What is logged.
    pub log: Log,
}

/// How mail leaves. Without a server it waits in the outbox that the studio shows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The SMTP server's name.
    pub server: Maybe<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The name to sign in with.
    pub user: Maybe<String>,
    /// The password.
    pub password: Secret,
    /// The sender, as `Name <mail@example.com>`.
    pub from: Maybe<String>,
}

/// Figures for Prometheus, on an address of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Where they are served; nowhere without one.
    pub listen: Maybe<SocketAddr>,
}

/// How long sessions and links last.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sessions {
    /// Hours after which a member signs in again.
    pub member_hours: u32,
    /// Days after which a person signs in again.
    pub person_days: u32,
    /// Minutes for which a sign-in link works.
    pub link_minutes: u32,
    /// Days for which an invitation works.
    pub invitation_days: u32,
}

/// How often, in a minute, one address or one account may do something; 0 sets no limit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// Try to sign in.
    pub sign_in: u32,
    /// Ask for a link, or open one.
    pub link: u32,
    /// Answer, as a person.
    pub answer: u32,
    /// Take part without an account. As many may begin to in an hour.
    pub guest: u32,
    /// Read what is for everybody.
    pub public: u32,
}

/// Where webhooks may go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    /// Networks and hosts that are permitted although they are not public, hosts by plain HTTP too.
    pub allow: Rules,
}

/// What is logged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Its form.
    pub format: LogFormat,
    /// The least level, as `info`, or directives such as `info,comity::web=debug`.
    pub level: String,
}

impl Config {
    /// The database's URL.
    pub fn database_url(&self) -> String {
        match self.database.reveal() {
            "" => format!("sqlite://{}", self.data.join("comity.db").display()),
            url => url.to_owned(),
        }
    }

    /// The folder of the keys.
    pub fn keys_folder(&self) -> PathBuf {
        self.keys.get().cloned().unwrap_or_else(|| self.data.join("keys"))
    }

    /// The address under which people reach the instance, without a slash at its end.
    pub fn base_url(&self) -> BaseUrl {
        self.base_url.get().cloned().unwrap_or_else(|| BaseUrl::plain(self.listen))
    }

    /// Bytes of free disk below which nothing is written.
    pub fn disk_floor(&self) -> u64 {
        self.disk_floor_mib.saturating_mul(1024 * 1024)
    }
}

/// The configuration file that is read when none is named: in the working folder, then in `/etc/comity`.
pub fn usual_file() -> Option<PathBuf> {
    ["comity.toml", "/etc/comity/comity.toml"].iter().map(PathBuf::from).find(|path| Path::is_file(path))
}

pub use key::default_file;
