//! `comity study`: did sentiment change with this event, by how much against comparable units, or why it cannot be told.
//!
//! One pass over the posts ([`gather`]), copies set aside ([`copies`]), then each event on its own buckets ([`one_event`]).

mod assemble;
mod authors;
pub(crate) mod brief;
mod caveats;
pub(crate) mod copies;
pub(crate) mod gather;
mod grid;
pub(crate) mod lens;
pub(crate) mod one_event;
pub mod options;
pub mod outcome;
mod reading;
pub mod ready;
mod speech;
pub mod window;

use std::time::Instant;

use anyhow::{Context, bail};
use comity_intake::{Reject, Role, Why, nearest_names};

use rayon::prelude::*;

use crate::cmd::wrong_use;

use gather::Gathered;
use one_event::Study;
use options::{Event, StudyOptions};
use outcome::{Caveat, ColumnUse, Data, Metric, Outcome, Timing};
pub(crate) use reading::{Reading, read};

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
    refuse_twice(options)?;
    let started = Instant::now();
    let Reading { mut posts, span, layouts, without_rows, has_units } =
        read(options, gather::SAMPLE, keep_rejects, tick)?;
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
    if !without_rows.is_empty() {
        let caveat = Caveat::FilesWithoutRows { files: without_rows };
        events.iter_mut().for_each(|event| event.caveats.push(caveat.clone()));
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

/// Refuses an event that is asked for twice. One date with two windows is two questions.
fn refuse_twice(options: &StudyOptions) -> anyhow::Result<()> {
    let same = |a: &Event, b: &Event| {
        let unit = |event: &Event| event.unit.as_ref().map(|unit| unit.to_lowercase());
        let window = |event: &Event| (event.before.or(options.before), event.after.or(options.after));
        unit(a) == unit(b) && a.at == b.at && window(a) == window(b)
    };
    let named = |k: usize| {
        let event = &options.events[k];
        let at = window::rfc3339(event.at.div_euclid(1_000_000), &options.times.zone);
        let asked = [event.unit.clone().unwrap_or_default(), at].join(" ");
        let name = event.name.as_ref().map_or_else(String::new, |name| format!(" {name:?}"));
        format!("number {}{name} ({})", k + 1, asked.trim())
    };
    for (k, event) in options.events.iter().enumerate() {
        if let Some(first) = options.events[..k].iter().position(|other| same(other, event)) {
            wrong_use!("two events are one and the same: {} and {}. Leave one of them out", named(first), named(k));
        }
    }
    Ok(())
}

/// The unit of each event. Names are matched whatever their case; a name that is not there is refused with those near it.
fn event_units(options: &StudyOptions, posts: &Gathered, has_units: bool) -> anyhow::Result<Vec<u16>> {
    let find = |name: &str| posts.units.iter().position(|u| u.to_lowercase() == name.to_lowercase());
    refuse_controls(options, posts)?;
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

/// Refuses controls that are no units.
pub(crate) fn refuse_controls(options: &StudyOptions, posts: &Gathered) -> anyhow::Result<()> {
    let known = |name: &String| posts.units.iter().any(|u| u.to_lowercase() == name.to_lowercase());
    match options.controls.iter().find(|control| !known(control)) {
        Some(control) => bail!("--controls {control:?}: no such unit. {}", offer(control, &posts.units)),
        None => Ok(()),
    }
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
