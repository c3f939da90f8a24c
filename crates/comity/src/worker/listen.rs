//! Runs of the studio: one at a time, on a thread of its own, so that a long one keeps nobody waiting for a page.

use std::sync::Arc;
use std::time::Duration;

use comity_store::{Context, Error, Run};
use tokio::sync::oneshot;

use super::More;
use crate::listening::{Order, Room, Steps, make};
use crate::web::app::App;
use crate::words::{Lang, say};

/// After so long without a sign of life another worker may take a run, in microseconds.
const LEASE: i64 = 120_000_000;
/// How often it is written down how far a run is.
const OFTEN: Duration = Duration::from_secs(2);
/// A run that was begun so often without an end brings the server down: it is given up.
const ATTEMPTS: u32 = 3;

/// Makes the report that has waited longest.
pub async fn run_one(app: &App) -> Result<More, Error> {
    if app.pulse.is_disk_low() {
        return Ok(false);
    }
    let Some(run) = app.store.run_claim(&Context::instance(), LEASE).await? else { return Ok(false) };
    let ctx = Context { request: format!("run {}", run.id), ..Context::system(run.firm) };
    let (room, lang) = (Room::of(&app.config.data, run.firm, run.id), lang_of(&run));
    let broken = || Err(say!(lang, "studio-run-broken"));
    let outcome = if run.attempts > ATTEMPTS { broken() } else { work(app, &ctx, &run, room.clone()).await };
    let kind = run.kind.clone();
    let name = if outcome.is_ok() { "done" } else { "failed" };
    let wanted = match app.store.run_end(&ctx, run.id, outcome).await {
        Ok(()) => true,
        // Removed meanwhile.
        Err(Error::NotFound(_)) => false,
        Err(error) => return Err(error),
    };
    let cleared = tokio::task::spawn_blocking(move || if wanted { room.forget_sent() } else { room.remove() }).await;
    if !matches!(cleared, Ok(Ok(()))) {
        tracing::warn!(run = %run.id, "files of a run could not be removed");
    }
    metrics::counter!("comity_runs_total", "kind" => kind, "outcome" => name).increment(1);
    Ok(true)
}

fn lang_of(run: &Run) -> Lang {
    if run.language == Lang::It.code() { Lang::It } else { Lang::En }
}

/// Works on a thread that ends with the process, not one of the runtime's, which would have to be waited for.
async fn work(app: &App, ctx: &Context, run: &Run, room: Room) -> Result<String, String> {
    let (lang, steps) = (lang_of(run), Arc::new(Steps::default()));
    let order = Order { kind: run.kind.clone(), room, options: run.options.clone(), lang };
    let (said, mut saying) = oneshot::channel();
    let own = steps.clone();
    // A panic drops the sender: the run has failed, and the message of the panic, which may quote a file, is not kept.
    let started = std::thread::Builder::new().name("listen".into()).spawn(move || said.send(make(&order, &own)));
    if started.is_err() {
        return Err(say!(lang, "studio-run-broken"));
    }
    loop {
        tokio::select! {
            outcome = &mut saying => return outcome.unwrap_or_else(|_| Err(say!(lang, "studio-run-broken"))),
            () = tokio::time::sleep(OFTEN) => {
                let [done, of] = steps.now();
                if let Err(error) = app.store.run_progress(ctx, run.id, done, of, LEASE).await {
                    tracing::warn!(run = %run.id, %error, "how far a run is could not be written down");
                }
            }
        }
    }
}
