//! What is done beside answering: the ledger is sequenced, reads are filed, jobs and studies run, letters are written, mail and notices leave, counters
//! lapse, values whose time is over or that nobody uses go, figures are kept.

mod due;
mod imports;
mod jobs;
mod letters;
mod listen;
pub mod notices;
mod outbox;
mod room;
mod tend;

use std::future::Future;
use std::sync::atomic::Ordering;
use std::time::Duration;

use comity_store::{Context, Error};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::web::app::{App, now};

pub use room::free_bytes;
pub use tend::{disk, hourly};

/// The longest pause after failures.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Tasks beside the server.
pub struct Worker {
    tasks: JoinSet<()>,
    stop: CancellationToken,
}

impl Worker {
    /// Starts them.
    pub fn start(app: &App) -> Self {
        let (mut tasks, stop) = (JoinSet::new(), CancellationToken::new());
        let every = Duration::from_millis;
        let own = || (app.clone(), stop.clone());
        let (a, s) = own();
        tasks.spawn(async move { again("sequencer", every(250), &s, || sequence(&a)).await });
        let (a, s) = own();
        tasks.spawn(async move { again("accesses", every(1_000), &s, || file(&a)).await });
        let (a, s) = own();
        tasks.spawn(async move { again("jobs", every(500), &s, || jobs::run_one(&a)).await });
        let (a, s) = own();
        tasks.spawn(async move { again("outbox", every(1_000), &s, || outbox::send_one(&a)).await });
        match notices::Lanes::new() {
            Ok(lanes) => {
                let (a, s) = own();
                tasks.spawn(async move {
                    again("notices", every(1_000), &s, || lanes.begin(&a)).await;
                    lanes.end().await;
                });
            }
            Err(error) => tracing::error!(%error, "notices to recipients cannot leave"),
        }
        let (a, s) = own();
        tasks.spawn(async move {
            if let Err(error) = crate::listening::sweep(&a.config.data, &a.store).await {
                tracing::warn!(%error, "files of removed runs could not be looked for");
            }
            // A run may take longer than anybody waits for a server to stop: it is begun anew at the next start.
            tokio::select! {
                () = s.cancelled() => {}
                () = again("listen", every(1_000), &s, || listen::run_one(&a)) => {}
            }
        });
        let (a, s) = own();
        tasks.spawn(async move {
            // What a stop cuts short goes on at the next start where it was.
            tokio::select! {
                () = s.cancelled() => {}
                () = again("imports", every(1_000), &s, || imports::run_one(&a)) => {}
            }
        });
        let (a, s) = own();
        tasks.spawn(async move { again("tend", every(5_000), &s, || tend::tend(&a)).await });
        let (a, s) = own();
        tasks.spawn(async move {
            let hourly = async {
                tokio::time::sleep(every(60_000)).await;
                again("hourly", every(3_600_000), &s, || tend::hourly(&a)).await;
            };
            // Many persons take longer than anybody waits for a server to stop; what is left is looked at in the next round.
            tokio::select! {
                () = s.cancelled() => {}
                () = hourly => {}
            }
        });
        Self { tasks, stop }
    }

    /// Lets what runs end, then sequences what is left.
    pub async fn stop(mut self, app: &App) {
        self.stop.cancel();
        let ended = async { while self.tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(20), ended).await.is_err() {
            tracing::warn!("the worker did not end in time");
        }
        let rest = async {
            while sequence(app).await? {}
            Ok::<(), Error>(())
        };
        if let Err(error) = rest.await {
            tracing::error!(%error, "the ledger could not be sequenced before stopping; it will be at the next start");
        }
    }
}

/// Whether more of the same waits.
pub(crate) type More = bool;

/// Does one thing again and again: at once while more waits, else after a pause, which grows while it fails.
async fn again<F, D>(name: &'static str, pause: Duration, stop: &CancellationToken, mut once: F)
where
    F: FnMut() -> D,
    D: Future<Output = Result<More, Error>>,
{
    let mut wait = pause;
    loop {
        match once().await {
            Ok(true) => wait = Duration::ZERO,
            Ok(false) => wait = pause,
            Err(error) => {
                wait = (wait.max(pause) * 2).min(LONGEST_PAUSE);
                metrics::counter!("comity_worker_failures_total", "task" => name).increment(1);
                tracing::warn!(task = name, %error, "will be tried again");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Gives waiting leaves their places in the ledger and signs a checkpoint.
pub(crate) async fn sequence(app: &App) -> Result<More, Error> {
    // A full batch may have left some waiting.
    let more = app.store.ledger_sequence(&Context::instance()).await? > 0;
    app.pulse.sequenced.store(now(), Ordering::Relaxed);
    Ok(more)
}

/// Puts some of the reads that wait where each person finds them.
async fn file(app: &App) -> Result<More, Error> {
    let house = Context::instance();
    if app.pulse.is_disk_low() || !app.store.accesses_due(&house).await? {
        return Ok(false);
    }
    Ok(app.store.accesses_file(&house).await? > 0)
}

/// Sequences the ledger and runs jobs until none is due.
pub(crate) async fn settle(app: &App) -> Result<(), Error> {
    while sequence(app).await? {}
    while jobs::run_one(app).await? {}
    while sequence(app).await? {}
    Ok(())
}

/// Everything once, until nothing is left: what tests call in the place of time passing.
#[cfg(test)]
pub(crate) async fn drain(app: &App) -> Result<(), Error> {
    settle(app).await?;
    while app.store.accesses_file(&Context::instance()).await? > 0 {}
    while listen::run_one(app).await? {}
    while imports::run_one(app).await? {}
    while outbox::send_one(app).await? {}
    tend::tend(app).await?;
    tend::hourly(app).await?;
    let lanes = notices::Lanes::new().map_err(|error| Error::Broken(error.to_string()))?;
    lanes.begin(app).await?;
    lanes.end().await;
    Ok(())
}
