//! Where values come from, and what is said of those that are wrong.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use figment::providers::{Format as _, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};

use super::Config;
use super::check::Effective;
use super::key::{Form, KEYS, Key, default_file};

/// What was said on the command line; a flag goes before everything else.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Flags {
    /// Read the configuration from this file (usually comity.toml here, or /etc/comity/comity.toml)
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// The folder that holds the instance's data
    #[arg(long, value_name = "FOLDER", global = true)]
    pub data: Option<PathBuf>,
    /// Where the server listens, as 127.0.0.1:8280
    #[arg(long, value_name = "ADDRESS", global = true)]
    pub listen: Option<String>,
    /// The address under which people reach it, as https://exchange.example.com
    #[arg(long, value_name = "URL", global = true)]
    pub base_url: Option<String>,
    /// The database, as postgres://host/name
    #[arg(long, value_name = "URL", global = true)]
    pub database: Option<String>,
}

impl Flags {
    fn values(&self) -> Vec<(&'static str, String)> {
        let data = self.data.as_ref().map(|path| path.display().to_string());
        let all = [
            ("data", data),
            ("listen", self.listen.clone()),
            ("base_url", self.base_url.clone()),
            ("database", self.database.clone()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

/// The configuration cannot be used: one line for each thing that is wrong, with where it stands.
#[derive(Debug, thiserror::Error)]
pub struct Wrong(Vec<String>);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        write!(f, "the configuration cannot be used: {first}")?;
        rest.iter().try_for_each(|line| write!(f, "\n  also: {line}"))
    }
}

/// Reads the configuration from the usual places.
///
/// # Errors
/// [`Wrong`], with every key that is wrong and where it stands.
pub fn load(flags: &Flags) -> Result<(Config, Effective), Wrong> {
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.to_string_lossy().into_owned())))
        .filter(|(name, _)| name.starts_with("COMITY_"))
        .collect();
    let file = flags.config.clone().or_else(|| std::env::var_os("COMITY_CONFIG").map(PathBuf::from));
    load_from(file.or_else(super::usual_file).as_deref(), &environment, flags)
}

/// Reads the configuration from a file, an environment and flags.
///
/// # Errors
/// [`Wrong`], with every key that is wrong and where it stands.
pub fn load_from(
    file: Option<&Path>,
    environment: &BTreeMap<String, String>,
    flags: &Flags,
) -> Result<(Config, Effective), Wrong> {
    let mut wrong = Vec::new();
    let mut figment = Figment::from(Named("default", Toml::string(&default_file())));
    if let Some(path) = file {
        match std::fs::read_to_string(path) {
            Ok(text) => match toml::from_str::<toml::Table>(&text) {
                Ok(table) => {
                    unknown(&table, "", path, &mut wrong);
                    figment = figment.merge(Toml::file_exact(path));
                }
                Err(error) => wrong.push(format!("{}: {}", path.display(), error.to_string().trim_end())),
            },
            Err(error) => wrong.push(format!("cannot read {}: {error}", path.display())),
        }
    }
    figment = figment.merge(from_environment(environment, &mut wrong)).merge(from_flags(flags));
    for key in KEYS {
        if let Err(error) = (key.check)(&figment, key.name) {
            wrong.push(told(key, &figment, &error));
        }
    }
    if !wrong.is_empty() {
        return Err(Wrong(wrong));
    }
    let config: Config = figment.extract().map_err(|error| Wrong(vec![error.to_string()]))?;
    if config.mail.server.get().is_some() && config.mail.from.get().is_none() {
        return Err(Wrong(vec!["mail.from is empty, but mail.server is set: say who sends the mail".into()]));
    }
    Ok((config, Effective::of(&figment)))
}

/// The place of a value in words: `COMITY_LISTEN`, `comity.toml`, `--data`, `default`.
pub(super) fn origin(key: &Key, figment: &Figment) -> String {
    let Some(metadata) = figment.find_metadata(key.name) else { return "default".into() };
    match (metadata.name.as_ref(), metadata.source.as_ref().and_then(figment::Source::file_path)) {
        (_, Some(path)) => path.display().to_string(),
        ("environment", _) => key.variable(),
        ("flag", _) => format!("--{}", key.name.replace('_', "-")),
        (name, _) => name.to_owned(),
    }
}

fn told(key: &Key, figment: &Figment, error: &figment::Error) -> String {
    let mut line = format!("{} ({}): ", key.name, origin(key, figment));
    // A secret's value is no part of an error message.
    if key.secret {
        line.push_str("a text is expected");
    } else {
        let _ = write!(line, "{}", error.kind);
    }
    line
}

/// Keys of the file that no one reads: a misspelling would otherwise be a setting that silently does nothing.
fn unknown(table: &toml::Table, section: &str, path: &Path, wrong: &mut Vec<String>) {
    for (name, value) in table {
        let full = if section.is_empty() { name.clone() } else { format!("{section}.{name}") };
        if Key::named(&full).is_some() {
            continue;
        }
        let is_section = KEYS.iter().any(|key| key.name.starts_with(&format!("{full}.")));
        match value.as_table() {
            Some(inner) if is_section && section.is_empty() => unknown(inner, &full, path, wrong),
            _ => wrong.push(format!("{full} ({}): there is no such key{}", path.display(), nearest(&full, Key::shown))),
        }
    }
}

impl Key {
    fn shown(&self) -> String {
        self.name.to_owned()
    }
}

fn nearest(written: &str, name: fn(&Key) -> String) -> String {
    let near = KEYS.iter().map(name).map(|name| (distance(&name, written), name)).min();
    near.filter(|(far, _)| *far <= 3).map_or_else(String::new, |(_, name)| format!("; is {name} meant?"))
}

/// Letters to add, drop or change between two names (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (y, cell) in b.bytes().zip(row.iter_mut().skip(1)) {
            let best = (corner + usize::from(x != y)).min(*cell + 1).min(left + 1);
            (corner, left) = (*cell, best);
            *cell = best;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn from_environment(environment: &BTreeMap<String, String>, wrong: &mut Vec<String>) -> Texts {
    let mut values = Vec::new();
    for (name, value) in environment {
        match KEYS.iter().find(|key| key.variable() == *name) {
            Some(key) => values.push((key.name, value.clone())),
            None if name == "COMITY_CONFIG" || name.starts_with("COMITY_TEST_") => {}
            None => wrong.push(format!("{name} (environment): there is no such key{}", nearest(name, Key::variable))),
        }
    }
    Texts { name: "environment", values }
}

fn from_flags(flags: &Flags) -> Texts {
    Texts { name: "flag", values: flags.values() }
}

/// A provider under a name of ours.
struct Named<P>(&'static str, P);

impl<P: Provider> Provider for Named<P> {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.0)
    }

    fn data(&self) -> figment::error::Result<Map<Profile, Dict>> {
        self.1.data()
    }
}

/// Values given as text.
struct Texts {
    name: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Provider for Texts {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name)
    }

    fn data(&self) -> figment::error::Result<Map<Profile, Dict>> {
        let mut dict = Dict::new();
        for (name, text) in &self.values {
            let form = Key::named(name).map_or(Form::Text, |key| key.form);
            let value = match form {
                Form::Text => Value::from(text.as_str()),
                // What is no number stays text, so that the error names it.
                Form::Number => text.trim().parse::<u64>().map_or_else(|_| Value::from(text.as_str()), Value::from),
                Form::List => {
                    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                    Value::from(parts.map(ToOwned::to_owned).collect::<Vec<String>>())
                }
            };
            match name.split_once('.') {
                None => {
                    dict.insert((*name).to_owned(), value);
                }
                Some((section, name)) => {
                    let inner = dict.entry(section.to_owned()).or_insert_with(|| Value::from(Dict::new()));
                    if let Value::Dict(_, inner) = inner {
                        inner.insert(name.to_owned(), value);
                    }
                }
            }
        }
        Ok(Profile::Default.collect(dict))
    }
}
