//! Every key of the configuration: its section, default, type and meaning.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use figment::Figment;
use serde::de::DeserializeOwned;

use super::value::{BaseUrl, LogFormat, Maybe, Network, Secret, Security};
use crate::hook::Rules;

/// How a value is read where it can only be text: in the environment and in flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it stands.
    Text,
    /// A whole number.
    Number,
    /// Texts between commas.
    List,
}

/// One key.
pub struct Key {
    /// Its name, with its section: `mail.server`.
    pub name: &'static str,
    /// Its default, as TOML.
    pub default: &'static str,
    /// How it is read from text.
    pub form: Form,
    /// Whether it is never shown.
    pub secret: bool,
    /// What it is for, a line each.
    pub about: &'static [&'static str],
    /// Whether the value there can be read.
    pub check: fn(&Figment, &str) -> Result<(), Box<figment::Error>>,
}

impl Key {
    /// The environment variable: `COMITY_MAIL_SERVER`.
    pub fn variable(&self) -> String {
        format!("COMITY_{}", self.name.replace('.', "_").to_ascii_uppercase())
    }

    /// The key of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    const fn text<T: DeserializeOwned>(
        name: &'static str,
        default: &'static str,
        about: &'static [&'static str],
    ) -> Self {
        Self { name, default, form: Form::Text, secret: false, about, check: reads::<T> }
    }

    const fn secret(name: &'static str, about: &'static [&'static str]) -> Self {
        Self { name, default: "\"\"", form: Form::Text, secret: true, about, check: reads::<Secret> }
    }

    const fn list<T: DeserializeOwned>(name: &'static str, about: &'static [&'static str]) -> Self {
        Self { name, default: "[]", form: Form::List, secret: false, about, check: reads::<T> }
    }

    const fn number<T: DeserializeOwned>(
        name: &'static str,
        default: &'static str,
        about: &'static [&'static str],
    ) -> Self {
        Self { name, default, form: Form::Number, secret: false, about, check: reads::<T> }
    }
}

fn reads<T: DeserializeOwned>(figment: &Figment, name: &str) -> Result<(), Box<figment::Error>> {
    figment.extract_inner::<T>(name).map(drop).map_err(Box::new)
}

/// Every key, in the order of the file; those without a section first.
pub static KEYS: &[Key] = &[
    Key::text::<PathBuf>(
        "data",
        "\"comity-data\"",
        &["The folder that holds everything unless another place is named below."],
    ),
    Key::text::<SocketAddr>("listen", "\"127.0.0.1:8280\"", &["Where the server listens."]),
    Key::text::<Maybe<BaseUrl>>(
        "base_url",
        "\"\"",
        &[
            "The address under which people reach it: https://exchange.example.com",
            "Links in mail begin with it; over https, cookies are bound to it. Without one, http:// and the address above.",
        ],
    ),
    Key::secret(
        "database",
        &["The database, as postgres://user:password@host/name. Without one, an SQLite file in the data folder."],
    ),
    Key::text::<Maybe<PathBuf>>(
        "keys",
        "\"\"",
        &[
            "The folder of the root key and the ledger's signing key; never part of a backup. Without one, `keys` in the",
            "data folder; keys given by systemd ($CREDENTIALS_DIRECTORY) come before both.",
        ],
    ),
    Key::list::<Vec<Network>>(
        "trusted_proxies",
        &[
            "Networks of reverse proxies: [\"127.0.0.1\", \"10.0.0.0/8\"]. Only from there are X-Forwarded-For,",
            "X-Forwarded-Proto and X-Forwarded-Host believed.",
        ],
    ),
    Key::number::<u64>(
        "disk_floor_mib",
        "256",
        &["Mebibytes of free disk below which nothing is written any more; reading goes on."],
    ),
    Key::number::<u64>("upload_mib", "512", &["Mebibytes that the files of one study in the studio may have."]),
    Key::text::<Maybe<String>>(
        "mail.server",
        "\"\"",
        &["The SMTP server. Without one, mail waits in the outbox that the studio shows."],
    ),
    Key::number::<u16>("mail.port", "587", &["Its port."]),
    Key::text::<Security>(
        "mail.security",
        "\"starttls\"",
        &["How the connection is protected: starttls, tls, or none (only for a server on this machine)."],
    ),
    Key::text::<Maybe<String>>("mail.user", "\"\"", &["The name to sign in with, if the server asks for one."]),
    Key::secret("mail.password", &["The password for it."]),
    Key::text::<Maybe<String>>("mail.from", "\"\"", &["The sender: Name <mail@example.com>. Needed with a server."]),
    Key::text::<Maybe<SocketAddr>>(
        "metrics.listen",
        "\"\"",
        &["Where figures for Prometheus are served, as 127.0.0.1:9280. Off without one; keep it off the open network."],
    ),
    Key::number::<u32>("sessions.member_hours", "12", &["Hours after which a member signs in again."]),
    Key::number::<u32>("sessions.person_days", "30", &["Days after which a person signs in again."]),
    Key::number::<u32>("sessions.link_minutes", "30", &["Minutes for which a link to sign in works."]),
    Key::number::<u32>("sessions.invitation_days", "30", &["Days for which an invitation works."]),
    Key::number::<u32>(
        "rates.sign_in",
        "10",
        &["How often in a minute one address, or one account, may try to sign in; 0 sets no limit."],
    ),
    Key::number::<u32>("rates.link", "10", &["How often it may ask for a link or open one."]),
    Key::number::<u32>("rates.answer", "60", &["How often it may answer as a person."]),
    Key::number::<u32>(
        "rates.guest",
        "30",
        &["How often one address may act without an account; as many people may begin to from there in an hour."],
    ),
    Key::number::<u32>("rates.public", "120", &["How often it may read public roadmaps, changelogs and feeds."]),
    Key::list::<Rules>(
        "webhooks.allow",
        &[
            "Where webhooks may go besides the public network: [\"10.0.0.0/8\", \"hooks.internal.example:8443\"]. A network permits",
            "its addresses; a host may be in a private network, and be reached by http too.",
        ],
    ),
    Key::text::<LogFormat>(
        "log.format",
        "\"auto\"",
        &["Form of the log on standard error: text, json, or auto (text on a terminal, JSON elsewhere)."],
    ),
    Key::text::<String>(
        "log.level",
        "\"info\"",
        &["The least level: error, warn, info, debug; or by part, as info,comity::web=debug."],
    ),
];

/// The commented file with every key at its default.
pub fn default_file() -> String {
    let mut file = String::from(
        "# Configuration of Comity. Every line is a default: change what you need and leave the rest out.\n\
         # An environment variable goes before this file (COMITY_LISTEN, COMITY_MAIL_SERVER), a flag before both.\n\
         # `comity config check` shows what is in force and where it comes from.\n",
    );
    let mut section = "";
    for key in KEYS {
        let (own, name) = key.name.rsplit_once('.').unwrap_or(("", key.name));
        if own != section {
            let _ = write!(file, "\n[{own}]\n");
            section = own;
        } else {
            file.push('\n');
        }
        for line in key.about {
            let _ = writeln!(file, "# {line}");
        }
        let _ = writeln!(file, "{name} = {}", key.default);
    }
    file
}
