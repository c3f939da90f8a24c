//! Jobs: what was written down to be done later, each done once and tried again when it fails.

use comity_exchange::negotiation::CounterState;
use comity_store::{
    COUNTER_ANSWERED, Context, CounterFilter, CounterId, Error, ExchangeId, ExchangeView, Job, LinkFor, PERSON_ERASE,
    Page, PersonId, VERSION_PUBLISHED, Who,
};

use super::More;
use crate::mail::letter;
use crate::web::app::{App, now};
use crate::web::firms::Known;
use std::sync::Arc;

/// How long one attempt may take before another worker may take the job, in microseconds.
const LEASE: i64 = 600_000_000;

/// Runs the job that has waited longest.
pub async fn run_one(app: &App) -> Result<More, Error> {
    if app.pulse.is_disk_low() {
        return Ok(false);
    }
    let house = Context::instance();
    let Some(job) = app.store.job_claim(&house, LEASE).await? else {
        metrics::gauge!("comity_job_age_seconds").set(0.0);
        return Ok(false);
    };
    metrics::gauge!("comity_job_age_seconds").set(now().saturating_sub(job.run_at) as f64 / 1e6);
    let ctx = Context { request: format!("job {}", job.id), ..Context::system(job.firm) };
    match run(app, &ctx, &job).await {
        Ok(()) => app.store.job_done(&ctx, job.id).await?,
        Err(error) => {
            tracing::warn!(job = %job.id, kind = job.kind, attempts = job.attempts, %error, "a job failed");
            app.store.job_fail(&ctx, job.id, &error.to_string()).await?;
        }
    }
    metrics::counter!("comity_jobs_total", "kind" => job.kind).increment(1);
    Ok(true)
}

async fn run(app: &App, ctx: &Context, job: &Job) -> Result<(), Error> {
    match job.kind.as_str() {
        PERSON_ERASE => {
            app.store.person_erase_run(ctx, job).await?;
            job.person.into_iter().for_each(|person| app.maps.forget(person));
            Ok(())
        }
        VERSION_PUBLISHED => version_published(app, ctx, job).await,
        COUNTER_ANSWERED => counter_answered(app, ctx, job).await,
        _ => Err(Error::Broken("nobody knows how to do this kind of job".into())),
    }
}

/// Everybody who is asked anew gets a letter.
async fn version_published(app: &App, ctx: &Context, job: &Job) -> Result<(), Error> {
    const AT_ONCE: u16 = 200;
    let (exchange, firm) = (exchange_of(job)?, firm_of(app, ctx).await?);
    let view = app.store.exchange_get(ctx, exchange).await?;
    let mut after = None;
    loop {
        let settled = app.store.standing_settle(ctx, exchange, after, AT_ONCE).await?;
        for person in settled.asked {
            let person = app.store.person_get(ctx, person).await?;
            let address = way_in(app, ctx, &firm, person.id, exchange).await?;
            letter::version(&person, &firm, &title(&view, &person.language), &address).queue(app, ctx).await?;
        }
        match settled.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// The person gets a letter about what became of their condition.
async fn counter_answered(app: &App, ctx: &Context, job: &Job) -> Result<(), Error> {
    let (exchange, firm) = (exchange_of(job)?, firm_of(app, ctx).await?);
    let broken = || Error::Broken("a job names no counter-offer of a person".into());
    let counter: CounterId = job.payload["counter"].as_str().and_then(|id| id.parse().ok()).ok_or_else(broken)?;
    let person = app.store.person_get(ctx, job.person.ok_or_else(broken)?).await?;
    let filter = CounterFilter { open: false, clause: None };
    let mut page = Page::first(500);
    let became = loop {
        let listed = app.store.counter_list(ctx, exchange, &filter, &page).await?;
        match (listed.rows.iter().find(|line| line.id == counter), listed.next) {
            (Some(line), _) => break line.counter.state.clone(),
            (None, Some(next)) => page.after = Some(next),
            // Gone with its exchange or person.
            (None, None) => return Ok(()),
        }
    };
    let became = match became {
        CounterState::Accepted => "accepted",
        CounterState::Declined(_) => "declined",
        CounterState::Lapsed => "lapsed",
        CounterState::Overtaken => "overtaken",
        // What they did themselves they know.
        CounterState::Open | CounterState::TakenBack => return Ok(()),
    };
    let view = app.store.exchange_get(ctx, exchange).await?;
    let address = way_in(app, ctx, &firm, person.id, exchange).await?;
    letter::counter(&person, &firm, &title(&view, &person.language), became, &address).queue(app, ctx).await
}

fn exchange_of(job: &Job) -> Result<ExchangeId, Error> {
    let id = job.payload["exchange"].as_str().and_then(|id| id.parse().ok());
    id.ok_or_else(|| Error::Broken("a job names no exchange".into()))
}

pub(super) async fn firm_of(app: &App, ctx: &Context) -> Result<Arc<Known>, Error> {
    let firms = app.firms.all(&app.store).await?;
    firms.iter().find(|known| known.firm.id == ctx.firm).cloned().ok_or(Error::NotFound("firm"))
}

/// A link that opens the exchange, once.
async fn way_in(
    app: &App,
    ctx: &Context,
    firm: &Known,
    person: PersonId,
    exchange: ExchangeId,
) -> Result<String, Error> {
    let link = LinkFor { who: Who::Person(person), exchange: Some(exchange) };
    let ttl = i64::from(app.config.sessions.invitation_days) * 86_400_000_000;
    let token = app.store.link_make(ctx, link, ttl).await?;
    Ok(letter::address(app, firm, &format!("/enter/{token}")))
}

/// The exchange's title in a person's language.
fn title(view: &ExchangeView, language: &str) -> String {
    let terms = view.exchange.current().map_or(&view.draft, |version| &version.terms);
    let wanted = comity_exchange::text::Language::new(language).unwrap_or_else(|_| terms.language.clone());
    terms.title.best(&wanted, &terms.language).to_owned()
}
