//! The log: structured lines on standard error, without anything about anybody. Routes are logged by their pattern and
//! errors by their kind; what libraries would say of statements, addresses and payloads is turned off.

use std::io::IsTerminal as _;

use tracing::Subscriber;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::config::{Log, LogFormat};

/// Libraries, by what their targets begin with, whose messages may quote what they were given. No setting brings them back.
const SILENT: [&str; 4] = ["sqlx", "hyper", "lettre", "rustls"];

/// Logs to standard error from now on; a panic is logged by its place alone, since its message may quote somebody.
///
/// # Errors
/// A level that cannot be read.
pub fn start(log: &Log) -> anyhow::Result<()> {
    let json = match log.format {
        LogFormat::Json => true,
        LogFormat::Text => false,
        LogFormat::Auto => !std::io::stderr().is_terminal(),
    };
    let subscriber = subscriber(json, &log.level, std::io::stderr)?;
    tracing::subscriber::set_global_default(subscriber)?;
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |l| format!("{}:{}", l.file(), l.line()));
        tracing::error!(place, "a panic: this is a fault of Comity");
    }));
    Ok(())
}

/// What writes the log.
///
/// # Errors
/// A level that cannot be read.
pub fn subscriber<W>(json: bool, level: &str, writer: W) -> anyhow::Result<Box<dyn Subscriber + Send + Sync>>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(level).map_err(|error| anyhow::anyhow!("log.level: {error}"))?;
    let spoken = filter_fn(|of| !SILENT.iter().any(|silent| of.target().starts_with(silent)));
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    let lines = if json { lines.json().flatten_event(true).boxed() } else { lines.with_target(false).boxed() };
    Ok(Box::new(tracing_subscriber::registry().with(filter).with(spoken).with(lines)))
}
