//! Every few seconds: free disk, figures, lapsed counter-offers, values whose time is over, forgotten attempts.

use std::sync::atomic::Ordering;

use comity_store::{Context, Error};

use super::{More, free_bytes, letters};
use crate::cmd::backup::LAST;
use crate::web::app::{App, now};

/// Of so many persons values whose time is over go at once.
const EXPIRED_AT_ONCE: u16 = 200;

/// Looks after everything once.
pub async fn tend(app: &App) -> Result<More, Error> {
    disk(app);
    app.limits.forget_old();
    figures(app);
    let dead = app.store.job_dead_count(&Context::instance()).await?;
    metrics::gauge!("comity_jobs_dead").set(dead as f64);
    let (open, oldest) = app.store.notice_oldest(&Context::instance()).await?;
    metrics::gauge!("comity_notices_open").set(open as f64);
    let age = oldest.map_or(0, |made| now().saturating_sub(made));
    metrics::gauge!("comity_notice_age_seconds").set(age as f64 / 1e6);
    if !app.pulse.is_disk_low() {
        app.store.counter_sweep(&Context::instance()).await?;
        app.store.items_expire(&Context::instance(), EXPIRED_AT_ONCE).await?;
        app.store.copies_tend()?;
    }
    Ok(false)
}

/// Writes letters of what happened. Works out, exchange by exchange, how much of what is held is used and what is owed to whom; warns of what nobody uses and lets it
/// go in the end, and forgets what systems were told long ago. An exchange of which that fails is told of, keeps the figures that it had, and holds up no other.
pub async fn hourly(app: &App) -> Result<More, Error> {
    if app.pulse.is_disk_low() {
        return Ok(false);
    }
    app.store.guests_tend(&Context::instance()).await?;
    app.store.events_forget(&Context::instance()).await?;
    app.store.voice_tend(&Context::instance()).await?;
    letters::write(app).await?;
    for (firm, exchange) in app.store.exchange_all(&Context::instance()).await? {
        let ctx = Context::system(firm);
        let done = [
            ("utilisation", app.store.utilisation_tend(&ctx, exchange).await),
            ("benefits", app.store.benefits_tend(&ctx, exchange).await),
        ];
        for (task, done) in done {
            if let Err(error) = done {
                metrics::counter!("comity_worker_failures_total", "task" => task).increment(1);
                tracing::error!(task, %exchange, %error, "figures of an exchange could not be worked out; tried again in an hour");
            }
        }
    }
    Ok(false)
}

/// Stops writing below the floor, and begins again only well above it, so that it does not flap.
pub fn disk(app: &App) {
    let Ok(free) = free_bytes(&app.config.data) else { return };
    metrics::gauge!("comity_disk_free_bytes").set(free as f64);
    let floor = app.config.disk_floor();
    let was_low = app.pulse.is_disk_low();
    let is_low = if was_low { free < floor.saturating_add(floor / 10) } else { free < floor };
    app.pulse.disk_low.store(is_low, Ordering::Relaxed);
    match (was_low, is_low) {
        (false, true) => tracing::error!(free, floor, "too little disk is free: nothing is written any more"),
        (true, false) => tracing::info!(free, "enough disk is free again"),
        _ => {}
    }
}

fn figures(app: &App) {
    let health = app.store.health();
    metrics::gauge!("comity_store_queue_depth").set(health.waiting as f64);
    metrics::gauge!("comity_store_queue_room").set(health.room as f64);
    metrics::gauge!("comity_store_commit_seconds").set(health.commit_micros as f64 / 1e6);
    metrics::gauge!("comity_store_commit_batch").set(health.batch as f64);
    metrics::counter!("comity_store_commits_total").absolute(health.commits);
    metrics::gauge!("comity_store_leads").set(f64::from(u8::from(health.leads)));
    let last =
        std::fs::read_to_string(app.config.data.join(LAST)).ok().and_then(|text| text.trim().parse::<i64>().ok());
    metrics::gauge!("comity_last_backup_timestamp_seconds").set(last.unwrap_or_default() as f64 / 1e6);
    let age = now().saturating_sub(app.pulse.sequenced.load(Ordering::Relaxed));
    metrics::gauge!("comity_checkpoint_age_seconds").set(age as f64 / 1e6);
}
