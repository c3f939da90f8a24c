//! `comity serve`: the house opens.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use comity_store::{Keys, Settings, Store};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::{self, Config, Flags};
use crate::mail::Post;
use crate::web::app::{App, has_members};
use crate::web::route::Route;
use crate::web::server::Bounds;
use crate::web::{measures, password, server};
use crate::worker::Worker;

/// Serve studio and portal, until it is stopped by Ctrl-C or a signal
///
/// At its first start it makes the data folder, the database and the keys, and prints a key with which the first member
/// is set up in the browser.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity serve                               # data in ./comity-data, at http://127.0.0.1:8280
  comity serve --config /etc/comity/comity.toml
  comity serve --base-url https://exchange.example.com --listen 127.0.0.1:8280")]
pub struct ServeCommand {
    #[command(flatten)]
    flags: Flags,
}

impl ServeCommand {
    /// Serves.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        crate::logs::start(&config.log)?;
        let runtime = crate::cmd::runtime()?;
        runtime.block_on(serve(config))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Opens the books that a configuration names, making what is missing.
pub async fn open(config: &Config) -> anyhow::Result<Store> {
    make_folder(config)?;
    let keys = Keys::open_or_create(config.keys_folder())?;
    Ok(Store::open(Settings::new(config.database_url(), keys)).await?)
}

/// The data folder, for its owner alone.
fn make_folder(config: &Config) -> anyhow::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    let folder = &config.data;
    if !folder.is_dir() {
        let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.with_context(|| format!("cannot make the data folder {}", folder.display()))?;
    }
    Ok(())
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let post = Post::new(&config.mail)?;
    let store = open(&config).await?;
    let (listen, figures) = (config.listen, config.metrics.listen.get().copied());
    let listener = match TcpListener::bind(listen).await {
        Ok(listener) => listener,
        Err(error) => {
            store.close().await;
            return Err(error).with_context(|| format!("cannot listen at {listen}"));
        }
    };
    let set_up = if has_members(&store).await? { None } else { Some(one_time_key()?) };
    let app = App::new(store, config, post, set_up.clone(), false);
    crate::worker::disk(&app);
    tokio::task::spawn_blocking(password::warm).await?;
    greet(&app, set_up.as_deref())?;
    let stop = CancellationToken::new();
    let measured = figures.map(|at| tokio::spawn(measures::serve(at, stop.clone())));
    until_stopped(&app, Vec::new(), listener, stop).await?;
    if let Some(measured) = measured {
        measured.await??;
    }
    tracing::info!("stopped");
    Ok(())
}

/// Serves with the worker beside it until a signal comes or `stop` is called; then finishes what was begun and closes the books.
///
/// # Errors
/// The system's where it knows no signals.
pub async fn until_stopped(
    app: &App,
    more: Vec<Route>,
    listener: TcpListener,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let signalled = tokio::spawn(signals(stop.clone())?);
    let worker = Worker::start(app);
    server::serve(server::service_with(app, more), listener, stop.clone(), Bounds::usual()).await;
    stop.cancel();
    worker.stop(app).await;
    app.store.clone().close().await;
    signalled.abort();
    Ok(())
}

/// Twelve bytes in groups that can be typed.
fn one_time_key() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("the system's random source: {error}"))?;
    let groups: Vec<String> =
        bytes.chunks(3).map(|group| group.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    Ok(groups.join("-"))
}

fn greet(app: &App, set_up: Option<&str>) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Comity serves at {}", app.base)?;
    if let Some(key) = set_up {
        writeln!(
            out,
            "Nobody uses it yet. Set it up at {}/studio/set-up with this key, which works once:\n\n  {key}\n",
            app.base
        )?;
    }
    if !app.post.leaves() {
        writeln!(out, "There is no mail server: letters wait in the studio, under Settings.")?;
    }
    if cfg!(feature = "storing-nothing") {
        writeln!(
            out,
            "THIS PROGRAM STORES NOTHING. It was built to measure what storing costs, and is good for nothing else."
        )?;
    }
    out.flush()?;
    tracing::info!(listen = %app.config.listen, "serving");
    Ok(())
}

/// Waits for SIGTERM or SIGINT, and says that the server is to stop.
fn signals(stop: CancellationToken) -> anyhow::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tracing::info!("stopping: what was begun is finished");
        stop.cancel();
        // A second signal does not wait.
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
        tracing::warn!("stopped at once");
        std::process::exit(1);
    })
}
