//! `comity portfolio`: many events over one set of posts, each studied in brief, all of them put together.
//!
//! The table of events ([`events`]), one pass over the posts for all of them, one estimate each ([`effects`]), and what they say
//! together ([`pool`]).

mod columns;
mod effects;
mod events;
pub mod outcome;
pub(crate) mod pool;
mod ratings;
pub mod sentence;
mod speech;
mod terminal;

use std::path::PathBuf;
use std::time::Instant;

use comity_intake::Reject;
use comity_measure::sentiment::Model;

pub use pool::EVENTS_PER_MODERATOR;
pub use terminal::terminal;

use crate::study::brief::{Brief, SAMPLE};
use crate::study::one_event::Study;
use crate::study::options::{Event, StudyOptions};
use crate::study::outcome::{Data, Metric};
use crate::study::{copies, read, refuse_controls, window};
use effects::{Posts, Studied};
use events::Events;
use outcome::{Caveat, EventEffect, EventTable, FunnelStep, LeftOut, Portfolio, Timing};
use pool::Entered;

/// Below this many events the spread between them is hardly known.
pub const FEW: usize = 10;

/// What a portfolio is asked for.
#[derive(Debug, Clone)]
pub struct PortfolioOptions {
    /// Everything that studies share; its events are filled in from the table.
    pub study: StudyOptions,
    /// The table of events.
    pub events: PathBuf,
    /// Columns of the table named by the user, as `part=column`.
    pub columns: Vec<String>,
    /// Sheets of ratings, as `comity rate` reads them; they stand above totals in the table.
    pub ratings: Vec<PathBuf>,
}

/// The answer, and the rows of the posts that could not be used.
pub struct Answer {
    /// Everything that is said.
    pub outcome: Portfolio,
    /// Rejected rows of the posts.
    pub rejects: Vec<Reject>,
}

/// What is told while it works.
pub struct Ticks<'a> {
    /// Bytes read, of how many.
    pub read: &'a (dyn Fn(u64, Option<u64>) + Sync),
    /// So many events are done, of how many.
    pub event: &'a (dyn Fn(usize, usize) + Sync),
}

/// Studies a portfolio.
///
/// # Errors
/// Files that cannot be read, columns that are not there. A bad event is no error: it is listed with what is wrong with it.
pub fn portfolio(asked: &PortfolioOptions, keep_rejects: bool, ticks: &Ticks<'_>) -> anyhow::Result<Answer> {
    let mut options = asked.study.clone();
    let Events { rows: mut listed, problems, columns } = Events::read(&asked.events, &asked.columns, &options.times)?;
    let ratings = ratings::join(&mut listed, asked)?;
    let rows: Vec<usize> = (0..listed.len()).filter(|&row| listed[row].left_out.is_none()).collect();
    options.events = rows.iter().map(|&row| event(&listed[row])).collect();

    let started = Instant::now();
    let mut reading = read(&options, SAMPLE, keep_rejects, ticks.read)?;
    refuse_controls(&options, &reading.posts)?;
    if !reading.has_units && options.events.iter().any(|event| event.unit.is_some()) {
        anyhow::bail!(
            "{} names units, but no column of the posts tells units apart. Name it with --unit COLUMN",
            asked.events.display()
        );
    }
    let mut near = vec![Vec::new(); listed.len()];
    let (rows, units) = effects::place(&mut listed, &mut near, rows, &mut options, &mut reading);
    let removed = copies::set_aside(&mut reading.posts);
    reading.posts.forget_keys();
    let read_seconds = started.elapsed().as_secs_f64();

    let started = Instant::now();
    let rejects = std::mem::take(&mut reading.posts.rejects);
    let by_model = options.columns.score.is_none();
    let zone = options.times.zone.clone();
    let span = reading.span;
    let study = Study { options: &options, posts: &reading.posts, removed: &removed, span, zone: &zone, by_model };
    let done = std::sync::atomic::AtomicUsize::new(0);
    let briefs = study.briefs(&units, &|| {
        (ticks.event)(1 + done.fetch_add(1, std::sync::atomic::Ordering::Relaxed), units.len());
    })?;
    let metric = metric(&options, &briefs);
    let posts = Posts { units: &reading.posts.units, zone: &zone };
    let Studied { mut events, briefs } =
        effects::assemble(&listed, near, rows.into_iter().zip(briefs).collect(), &posts);
    let events_seconds = started.elapsed().as_secs_f64();

    let started = Instant::now();
    let (pairs, of) = sharing(&events, &briefs, &units_of(&events, &reading.posts.units));
    let adjustment = pool::adjust_events(&mut events, pairs);
    let entered = Entered::new(&events, options.seed);
    let mut pooled = entered.pooled();
    let mut moderators = entered.moderators();
    pool::name_unreadable(&mut moderators, &problems);
    let by_capital = entered.by_capital(&moderators);
    let joint = entered.joint();
    let of_entered: Vec<&Brief> =
        events.iter().zip(&briefs).filter(|(e, _)| e.entered()).filter_map(|(_, b)| b.as_ref()).collect();
    let speech = speech::pooled(&of_entered, entered.numbers(), options.lang.code())?;
    let mut caveats = caveats_of(&entered, pairs, of, &metric);
    if let Some(used) = ratings.as_ref().filter(|used| !used.unmatched.is_empty()) {
        caveats.push(Caveat::UnknownRatings { names: used.unmatched.clone() });
    }
    let shrunk = pooled.as_mut().map(|(_, shrunk)| std::mem::take(shrunk)).unwrap_or_default();
    let mut shrunk = shrunk.into_iter();
    for event in events.iter_mut().filter(|e| e.entered()) {
        event.shrunk = shrunk.next().map(|s| [s.estimate, s.se]);
    }
    let data = Data {
        files: options.posts.iter().map(|p| p.display().to_string()).collect(),
        posts: reading.posts.counts.rows,
        rejected: reading.posts.rejected.clone(),
        decoded_as_windows_1252: reading.posts.counts.decoded_as_windows_1252,
        columns: reading.layouts.first().map(crate::study::columns).unwrap_or_default(),
        span: Some(span.map(|t| window::rfc3339(t, &zone))),
        metric,
    };
    let table = EventTable { file: asked.events.display().to_string(), rows: events.len(), columns, problems, ratings };
    let timing = Timing { read_seconds, events_seconds, pooling_seconds: started.elapsed().as_secs_f64() };
    let outcome = Portfolio {
        comity: env!("CARGO_PKG_VERSION").into(),
        data,
        table,
        funnel: funnel(&events),
        events,
        pooled: pooled.map(|(pooled, _)| pooled),
        moderators,
        joint,
        by_capital,
        speech,
        adjustment,
        caveats,
        seed: options.seed,
        timing,
    };
    Ok(Answer { outcome, rejects })
}

fn event(listed: &events::Listed) -> Event {
    let [before, after] = listed.window;
    Event {
        name: Some(listed.name.clone()).filter(|name| !name.is_empty()),
        unit: Some(listed.unit.clone()).filter(|unit| !unit.is_empty()),
        at: listed.at.unwrap_or_default(),
        before,
        after,
    }
}

/// Those that entered, then every reason that an event was left out for.
pub(crate) fn funnel(events: &[EventEffect]) -> Vec<FunnelStep> {
    let step = |reason: &str, count: usize| FunnelStep { reason: reason.into(), count };
    let entered = step("entered", events.iter().filter(|e| e.entered()).count());
    let left_out = LeftOut::ALL
        .into_iter()
        .map(|reason| step(reason.name(), events.iter().filter(|e| e.left_out == Some(reason)).count()));
    std::iter::once(entered).chain(left_out.filter(|step| step.count > 0)).collect()
}

/// What the scores measure, and how far the model shrinks differences in the languages of these events.
fn metric(options: &StudyOptions, briefs: &[Brief]) -> Metric {
    if let Some(column) = &options.columns.score {
        return Metric::Column { column: column.clone() };
    }
    let known = briefs.iter().flat_map(|brief| &brief.languages).filter_map(|(code, share)| {
        let language = code.parse().ok()?;
        Some((f64::from(Model::built_in().figures(language).damping), *share))
    });
    let (sum, weight) = known.fold((0.0, 0.0), |(sum, weight), (d, share)| (sum + d * share, weight + share));
    Metric::Model { damping: (weight > 0.0).then(|| sum / weight), damping_here: None }
}

/// The unit of each event, by its place.
fn units_of(events: &[EventEffect], units: &[String]) -> Vec<Option<u16>> {
    let place = |event: &EventEffect| units.iter().position(|unit| *unit == event.unit).map(|u| u as u16);
    events.iter().map(place).collect()
}

/// Pairs of events that entered whose windows overlap and which share a unit or a comparison, of how many pairs.
fn sharing(events: &[EventEffect], briefs: &[Option<Brief>], units: &[Option<u16>]) -> (usize, usize) {
    let entered: Vec<(&Brief, Option<u16>)> = events
        .iter()
        .zip(briefs)
        .zip(units)
        .filter(|((event, _), _)| event.entered())
        .filter_map(|((_, brief), unit)| Some((brief.as_ref()?, *unit)))
        .collect();
    let ends = |brief: &Brief| Some((*brief.buckets.edges.first()?, *brief.buckets.edges.last()?));
    let overlap = |a: &Brief, b: &Brief| match (ends(a), ends(b)) {
        (Some(a), Some(b)) => a.0 < b.1 && b.0 < a.1,
        _ => false,
    };
    let among = |unit: Option<u16>, brief: &Brief| unit.is_some_and(|unit| brief.controls.contains(&unit));
    let share = |(a, of_a): &(&Brief, Option<u16>), (b, of_b): &(&Brief, Option<u16>)| {
        of_a == of_b || among(*of_a, b) || among(*of_b, a) || a.controls.iter().any(|c| b.controls.contains(c))
    };
    let mut pairs = (0, 0);
    for (i, a) in entered.iter().enumerate() {
        for b in &entered[..i] {
            pairs.1 += 1;
            pairs.0 += usize::from(overlap(a.0, b.0) && share(a, b));
        }
    }
    pairs
}

/// What a reader must know before believing the figures.
pub(crate) fn caveats_of(entered: &Entered<'_>, pairs: usize, of: usize, metric: &Metric) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    let (events, k) = (entered.events(), entered.len());
    let count = |which: &dyn Fn(&EventEffect) -> bool| events.iter().filter(|e| which(e)).count();
    let mut some = |n: usize, caveat: Caveat| {
        if n > 0 {
            caveats.push(caveat);
        }
    };
    some(usize::from(k == 1), Caveat::OneEvent);
    some(usize::from((2..FEW).contains(&k)), Caveat::FewEvents { k });
    some(pairs, Caveat::SharedControls { pairs, of });
    let same_unit = count(&|e| !e.same_unit.is_empty());
    some(same_unit, Caveat::SameUnit { events: same_unit });
    let with_events = count(&|e| e.controls_with_events > 0);
    some(with_events, Caveat::ControlsWithEvents { events: with_events });
    let own_past = count(&|e| e.controls == 0);
    some(own_past, Caveat::OwnPast { events: own_past });
    some(
        k - entered.firms(),
        match entered.firms() {
            1 => Caveat::OneFirm { events: k },
            firms => Caveat::SeveralPerFirm { firms, events: k },
        },
    );
    let unrated = count(&|e| e.participation.is_none() || e.information.is_none());
    some(if unrated < k { unrated } else { 0 }, Caveat::Unrated { events: unrated });
    for moderator in ["kind", "industry", "archetype"] {
        let small = entered.small_groups(moderator);
        some(small, Caveat::SmallGroups { moderator: moderator.into(), events: small });
    }
    if let Metric::Model { damping: Some(factor), .. } = metric {
        some(k, Caveat::ModelDampens { factor: *factor });
    }
    some(usize::from(k > 1), Caveat::MeasuredCapital);
    some(usize::from(k > 1), Caveat::Observational);
    caveats
}
