//! The program that is measured, as a process of its own.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::runtime::Runtime;

use crate::copy::Run;
use crate::http::Connection;
use crate::machine::{self, Memory};

/// How long it may take to start and to stop.
const PATIENCE: Duration = Duration::from_secs(60);
/// The server looks at its own figures this often; a little more, so that they are up to date.
const FIGURES: Duration = Duration::from_millis(6_500);

/// A server that runs. It ends with this value, whatever happens.
pub struct Server {
    child: Child,
    log: PathBuf,
    /// Where it listens.
    pub at: SocketAddr,
    figures: SocketAddr,
}

impl Server {
    /// Starts it on the run's folder, with every limit on how often off, and waits until it is ready.
    ///
    /// # Errors
    /// It does not start, or not in time; with the end of its log.
    pub fn start(program: &Path, run: &Run, runtime: &Runtime) -> anyhow::Result<Self> {
        let program = program.canonicalize().with_context(|| format!("there is no program {}", program.display()))?;
        let (at, figures, log) = (free()?, free()?, run.folder.join("server.log"));
        let mut command = Command::new(&program);
        // What the caller's environment configures is not meant for this server.
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("COMITY_")) {
            command.env_remove(name);
        }
        command.arg("serve").arg("--data").arg(&run.folder).args(["--listen", &at.to_string()]);
        command.env("COMITY_METRICS_LISTEN", figures.to_string());
        for rate in ["SIGN_IN", "LINK", "ANSWER"] {
            command.env(format!("COMITY_RATES_{rate}"), "0");
        }
        if let Some(url) = &run.url {
            command.env("COMITY_DATABASE", url);
        }
        let out = File::create(&log)?;
        command.current_dir(&run.folder).stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out);
        let child = command.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let mut server = Self { child, log, at, figures };
        server.wait_until_ready(runtime).with_context(|| server.last_words())?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, runtime: &Runtime) -> anyhow::Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(ended) = self.child.try_wait()? {
                bail!("the server ended at once: {ended}");
            }
            let ready = runtime.block_on(async {
                let request = format!("GET /readyz HTTP/1.1\r\nHost: {}\r\n\r\n", self.at);
                let mut connection = Connection::open(self.at).await?;
                Ok::<_, anyhow::Error>(connection.ask(request.as_bytes()).await?.status == 200)
            });
            if ready.unwrap_or(false) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(anyhow!("the server was not ready within {} seconds", PATIENCE.as_secs()))
    }

    /// Processor seconds that it took so far.
    ///
    /// # Errors
    /// It ended.
    pub fn processor_seconds(&self) -> anyhow::Result<f64> {
        machine::processor_seconds(self.child.id()).context("the server ended")
    }

    /// Its memory.
    ///
    /// # Errors
    /// It ended.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        machine::memory(self.child.id()).context("the server ended")
    }

    /// Commits of its books so far, once it has counted them.
    ///
    /// # Errors
    /// It does not say.
    pub async fn commits(&self) -> anyhow::Result<u64> {
        tokio::time::sleep(FIGURES).await;
        let request = format!("GET /metrics HTTP/1.1\r\nHost: {}\r\n\r\n", self.figures);
        let mut connection = Connection::open(self.figures).await?;
        let answer = connection.ask(request.as_bytes()).await?;
        let text = std::str::from_utf8(answer.body)?;
        let line = text.lines().find_map(|line| line.strip_prefix("comity_store_commits_total "));
        line.and_then(|number| number.trim().parse().ok()).context("the server does not say how often it committed")
    }

    /// The end of its log, for a failure.
    pub fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let worth = |line: &&str| !line.contains("\"answered\"");
        let lines: Vec<&str> = log.lines().rev().filter(worth).take(10).collect();
        let lines: Vec<&str> = lines.into_iter().rev().collect();
        format!("the server last said:\n{}\n", lines.join("\n"))
    }

    /// Stops it as a system would, and waits.
    ///
    /// # Errors
    /// It does not stop in time, or not well.
    pub fn stop(mut self) -> anyhow::Result<()> {
        if let Some(pid) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            kill_process(pid, Signal::TERM)?;
        }
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(ended) = self.child.try_wait()? {
                return if ended.success() { Ok(()) } else { Err(anyhow!("the server ended with {ended}")) };
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err(anyhow!("the server did not stop within {} seconds", PATIENCE.as_secs()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Gone already where it was stopped well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address of this machine alone on which nobody listens just now.
fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
