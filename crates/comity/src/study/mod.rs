//! `comity study`: did sentiment change with this event, by how much against comparable units, or why it cannot be told.
//!
//! One pass over the posts ([`gather`]), copies set aside ([`copies`]), then each event on its own buckets ([`one_event`]).

mod assemble;
pub(crate) mod brief;
pub(crate) mod copies;
pub(crate) mod gather;
mod grid;
pub(crate) mod lens;
pub(crate) mod one_event;
pub mod options;
pub mod outcome;
pub mod ready;
mod speech;
pub mod window;

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, bail};
use comity_intake::{PostReader, ReadOptions, Reject, Role, Why, nearest_names};
use comity_measure::sentiment::Model;

use rayon::prelude::*;

use gather::{Gathered, Request, gather};
use one_event::Study;
use options::{Bucket, Event, StudyOptions};
use outcome::{Caveat, ColumnUse, Data, Metric, Outcome, Timing};

/// The answer, and the rows that could not be used.
pub struct Studied {
    /// Everything that is said.
    pub outcome: Outcome,
    /// Rejected rows: all of them when asked for, else a few examples.
    pub rejects: Vec<Reject>,
}

/// Studies the events over the posts. `tick` is told how many bytes were read, of how many.
///
/// # Errors
/// Files that cannot be read, columns that are not there, an event outside the data, a unit that does not exist.
pub fn study(
    options: &StudyOptions,
    keep_rejects: bool,
    tick: &(dyn Fn(u64, Option<u64>) + Sync),
) -> anyhow::Result<Studied> {
    let started = Instant::now();
    let Reading { mut posts, span, layouts, has_units } = read(options, gather::SAMPLE, keep_rejects, tick)?;
    let has_score = options.columns.score.is_some();
    let units = event_units(options, &posts, has_units)?;
    if let Some(column) = &options.label
        && posts.by_label.iter().all(|(n, _)| *n == 0)
    {
        bail!("--label {column}: around the events none of its values is negative, neutral or positive (or -1, 0, 1)");
    }
    for (unit, event) in units.iter().zip(&options.events) {
        let own = posts.units[usize::from(*unit)].to_lowercase();
        if !options.controls.is_empty() && options.controls.iter().all(|c| c.to_lowercase() == own) {
            bail!("--controls names only {:?}, which had the event itself", event.unit.as_deref().unwrap_or_default());
        }
    }
    let removed = copies::set_aside(&mut posts);
    posts.forget_keys();
    let read_seconds = started.elapsed().as_secs_f64();

    let started = Instant::now();
    let zone = options.times.zone.clone();
    let rejects = std::mem::take(&mut posts.rejects);
    let study = Study { options, posts: &posts, removed: &removed, span, zone: &zone, by_model: !has_score };
    let mut events = units
        .par_iter()
        .enumerate()
        .map(|(index, unit)| study.event(index, *unit, &units))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let metric = match &options.columns.score {
        Some(column) => Metric::Column { column: column.clone() },
        None => study.model_metric(&events),
    };
    if let Metric::Model { damping, damping_here } = &metric
        && let Some(factor) = damping_here.or(*damping)
    {
        events.iter_mut().for_each(|event| event.caveats.push(Caveat::ModelDampens { factor }));
    }
    let data = Data {
        files: options.posts.iter().map(|p| p.display().to_string()).collect(),
        posts: posts.counts.rows,
        rejected: posts.rejected.clone(),
        decoded_as_windows_1252: posts.counts.decoded_as_windows_1252,
        columns: layouts.first().map(columns).unwrap_or_default(),
        span: Some(span.map(|t| window::rfc3339(t, &zone))),
        metric,
    };
    let timing = Timing { read_seconds, study_seconds: started.elapsed().as_secs_f64() };
    let comity = env!("CARGO_PKG_VERSION").into();
    Ok(Studied { outcome: Outcome { comity, data, events, seed: options.seed, timing }, rejects })
}

/// Posts as they were read for some events, before copies are set aside.
pub(crate) struct Reading {
    /// The posts.
    pub posts: Gathered,
    /// First and last post, seconds since 1970.
    pub span: [i64; 2],
    /// Which columns play which part, for each file.
    pub layouts: Vec<comity_intake::Layout>,
    /// Whether a column tells units apart.
    pub has_units: bool,
}

/// Reads the posts that the events need, with at most `sample` texts a side of each event.
///
/// # Errors
/// Files that cannot be read, columns that are not there, no usable row.
pub(crate) fn read(
    options: &StudyOptions,
    sample: usize,
    keep_rejects: bool,
    tick: &(dyn Fn(u64, Option<u64>) + Sync),
) -> anyhow::Result<Reading> {
    let reader = PostReader::open(&options.posts, &read_options(options))?;
    let layouts: Vec<_> = reader.layouts().cloned().collect();
    let total = reader.bytes_total();
    let has_units = layouts.iter().any(|l| l.choice(Role::Unit).is_some());
    let has_score = options.columns.score.is_some();
    // What lies outside every window is counted and compared with copies, but not scored. The window depends on the length of
    // the data where no bucket was asked for: buckets of a week are for years of data, which are read again in that case.
    let sizes: &[Bucket] = match options.bucket {
        Some(ref bucket) => std::slice::from_ref(bucket),
        None if options.posts.iter().any(|path| path.as_os_str() == "-") => &[Bucket::Hour, Bucket::Day, Bucket::Week],
        None => &[Bucket::Hour, Bucket::Day],
    };
    let request = |sizes: &[Bucket]| Request {
        model: (!has_score).then(Model::built_in),
        label: options.label.as_ref().map(|_| 0),
        events: options
            .events
            .iter()
            .map(|event| {
                let at = event.at.div_euclid(1_000_000);
                let [before, after] =
                    window::reach(sizes, event.before.or(options.before), event.after.or(options.after));
                let unit = event.unit.as_ref().filter(|_| has_units).map(|u| u.to_lowercase());
                (unit, at, [at - before, at + after])
            })
            .collect(),
        near_duplicates: options.near_duplicates,
        sample,
        keep_rejects,
        seed: options.seed,
    };
    let mut posts = gather(reader, &request(sizes), &|read| tick(read, total))?;
    let weeks = |span: [i64; 2]| {
        let chosen = |event: &Event| {
            let (before, after) = (event.before.or(options.before), event.after.or(options.after));
            options.bucket.unwrap_or_else(|| window::choose_bucket(before, after, span[1] - span[0]))
        };
        options.events.iter().any(|event| chosen(event) == Bucket::Week)
    };
    if !sizes.contains(&Bucket::Week) && posts.span.is_some_and(weeks) {
        let reader = PostReader::open(&options.posts, &read_options(options))?;
        posts = gather(reader, &request(&[Bucket::Week]), &|read| tick(read, total))?;
    }
    let Some(span) = posts.span else {
        bail!("none of the {} rows could be used: {}", posts.counts.rejects, reasons(&posts.rejected));
    };
    Ok(Reading { posts, span, layouts, has_units })
}

fn read_options(options: &StudyOptions) -> ReadOptions {
    let mut columns = options.columns.clone();
    columns.extra = options.label.iter().cloned().collect();
    ReadOptions {
        needs_text: columns.score.is_none(),
        columns,
        unit_hints: options.events.iter().filter_map(|e| e.unit.clone()).collect(),
        times: options.times.clone(),
        block_size: block_size(options),
        ..ReadOptions::default()
    }
}

/// Small files in blocks so small that every core has several; the rows do not depend on it.
fn block_size(options: &StudyOptions) -> usize {
    let bytes: u64 = options.posts.iter().filter_map(|path| Some(std::fs::metadata(path).ok()?.len())).sum();
    usize::try_from(bytes / 32).unwrap_or(usize::MAX).clamp(128 << 10, 2 << 20)
}

/// The unit of each event. Names are matched whatever their case; a name that is not there is refused with those near it.
fn event_units(options: &StudyOptions, posts: &Gathered, has_units: bool) -> anyhow::Result<Vec<u16>> {
    let find = |name: &str| posts.units.iter().position(|u| u.to_lowercase() == name.to_lowercase());
    for control in &options.controls {
        if find(control).is_none() {
            bail!("--controls {control:?}: no such unit. {}", offer(control, &posts.units));
        }
    }
    options
        .events
        .iter()
        .map(|event| match &event.unit {
            None if posts.units.len() > 1 => {
                bail!("the posts speak of {} units, so --event must name one: \"UNIT TIME\". {}", posts.units.len(), some(&posts.units))
            }
            None => Ok(0),
            Some(name) if !has_units => {
                bail!("--event names the unit {name:?}, but no column tells units apart. Name it with --unit COLUMN, or leave the unit out")
            }
            Some(name) => find(name)
                .and_then(|u| u16::try_from(u).ok())
                .with_context(|| format!("no unit is called {name:?}. {}", offer(name, &posts.units))),
        })
        .collect()
}

fn offer(name: &str, units: &[String]) -> String {
    let near = nearest_names(name, units.iter().map(String::as_str));
    if near.is_empty() { some(units) } else { format!("Did you mean {}?", near.join(", ")) }
}

fn some(units: &[String]) -> String {
    let shown: Vec<&str> = units.iter().take(12).map(String::as_str).collect();
    let more = if units.len() > 12 { format!(" and {} more", units.len() - 12) } else { String::new() };
    format!("There is: {}{more}", shown.join(", "))
}

pub(crate) fn reasons(rejected: &BTreeMap<String, u64>) -> String {
    rejected.iter().map(|(reason, n)| format!("{n} {}", reason.replace('_', " "))).collect::<Vec<_>>().join(", ")
}

pub(crate) fn columns(layout: &comity_intake::Layout) -> Vec<ColumnUse> {
    Role::ALL
        .into_iter()
        .filter_map(|role| {
            let choice = layout.choice(role)?;
            let found = match choice.why {
                Why::Named => "named",
                Why::Name => "name",
                _ => "content",
            };
            Some(ColumnUse { role: role.name().into(), column: choice.name.clone(), found: found.into() })
        })
        .collect()
}
