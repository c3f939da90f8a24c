//! A ready series of any metric: a table with a column a unit, or a row a unit and time.

mod footing;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, bail};
use comity_intake::time::{TimeOptions, parse_time};
use comity_intake::{Table, TableOptions, nearest_names};
use comity_measure::descriptive::describe;
use comity_measure::event::{Question, Unit, effect};
use comity_measure::series::Cell;

use super::assemble::{Frame, assemble};
use super::options::Length;
use super::outcome::*;
use super::window::rfc3339;
use table::{Series, long, spacing, wide};

/// What is asked of a ready series.
#[derive(Debug, Clone)]
pub struct SeriesOptions {
    /// The table.
    pub file: PathBuf,
    /// Columns of unit, time and value of a long table.
    pub panel: Option<[String; 3]>,
    /// Column of the time of a wide table.
    pub time: Option<String>,
    /// The unit that had the event; the first of the table when absent.
    pub unit: Option<String>,
    /// A time, or a zero-based row where there are no times.
    pub event: String,
    /// Rows or length before the event; all when absent.
    pub before: Option<Length>,
    /// Rows or length from the event on.
    pub after: Option<Length>,
    /// How units are put on one footing; as they stand when absent.
    pub scale: Option<Scale>,
    /// Whether a fall is a benefit, as of complaints.
    pub lower_is_better: bool,
    /// The only units to compare with; empty for all.
    pub controls: Vec<String>,
    /// How times are read.
    pub times: TimeOptions,
    /// Name of the zone.
    pub timezone: String,
    /// Seed of everything drawn at random.
    pub seed: u64,
}

/// Measures the effect on a ready series.
///
/// # Errors
/// Whatever is wrong with the table, with file and line; a unit or an event that is not in it.
pub fn measure(options: &SeriesOptions) -> anyhow::Result<Outcome> {
    let table = Table::read(&options.file, &TableOptions::default())?;
    let (mut series, metric) = match &options.panel {
        Some(panel) => (long(&table, panel, options)?, panel[2].clone()),
        None => wide(&table, options)?,
    };
    let unit = match &options.unit {
        None => 0,
        Some(name) => position(&series, name)?,
    };
    for control in &options.controls {
        position(&series, control)?;
    }
    if !options.controls.is_empty() && options.controls.iter().all(|c| same(c, &series.units[unit].0)) {
        bail!("--controls names only {:?}, which had the event itself", series.units[unit].0);
    }
    let event = event_step(&series, options)?;
    let step = series.times.as_deref().map(spacing);
    let from = event - cut(options.before, event, step)?;
    let to = event + cut(options.after, series.units[unit].1.len() - event, step)?;
    for (_, values) in &mut series.units {
        *values = values[from..to].to_vec();
    }
    let labels = labels(&series, from, to, step, &options.times.zone);
    let first_after = event - from;
    let used = |name: &String| {
        same(name, &series.units[unit].0)
            || options.controls.is_empty()
            || options.controls.iter().any(|c| same(c, name))
    };
    let used: Vec<bool> = series.units.iter().map(|(name, _)| used(name)).collect();
    if let Some(scale) = options.scale {
        footing::rescale(&mut series.units, &used, first_after, scale)?;
    }
    footing::within_reach(&series.units, &used)?;
    let mut outcome = outcome(options, &series, unit, first_after, &labels, step, metric);
    let times = series.times.as_ref().and_then(|times| times.get(from..to)).unwrap_or_default();
    for event in &mut outcome.events {
        event.caveats.extend(footing::uneven(times, step));
        event.caveats.extend(rounded(options, step));
        event.caveats.extend(match options.scale {
            Some(scale) => Some(Caveat::Scaled { scale }),
            None => footing::sizes_differ(&series.units, unit, &event.controls, first_after),
        });
    }
    Ok(outcome)
}

/// How many of `all` steps a length takes.
fn cut(length: Option<Length>, all: usize, step: Option<i64>) -> anyhow::Result<usize> {
    match (length, step) {
        (None, _) => Ok(all),
        (Some(Length::Buckets(n)), _) => Ok(all.min(n as usize)),
        (Some(Length::Seconds(s)), Some(step)) => Ok(all.min(usize::try_from((s + step - 1) / step).unwrap_or(all))),
        (Some(Length::Seconds(_)), None) => {
            bail!("--before and --after are numbers of rows here, as the table has no times: write --before 90")
        }
    }
}

/// Says which sides of the window are no whole number of steps.
fn rounded(options: &SeriesOptions, step: Option<i64>) -> Option<Caveat> {
    let step = step?;
    let steps = |length: Option<Length>| {
        let seconds = length.and_then(Length::seconds).filter(|seconds| seconds % step != 0)?;
        usize::try_from((seconds + step - 1) / step).ok()
    };
    let (before, after) = (steps(options.before), steps(options.after));
    let bucket = bucket_name(Some(step)).to_owned();
    (before.is_some() || after.is_some()).then_some(Caveat::WindowRounded { bucket, before, after })
}

fn outcome(
    options: &SeriesOptions,
    series: &Series,
    unit: usize,
    first_after: usize,
    labels: &[String],
    step: Option<i64>,
    metric: String,
) -> Outcome {
    let cells = |values: &[f64]| values.iter().map(|&v| Cell::of_value(v)).collect::<Vec<_>>();
    let chosen = |name: &String| options.controls.is_empty() || options.controls.iter().any(|c| same(c, name));
    let others: Vec<Unit> = series
        .units
        .iter()
        .enumerate()
        .filter(|(k, _)| *k != unit)
        .map(|(_, (name, values))| Unit { name: name.clone(), cells: cells(values), not_chosen: !chosen(name) })
        .collect();
    let own = cells(&series.units[unit].1);
    let question = Question { unit: &own, others: &others, first_after, posts: false, seed: options.seed };
    let found = effect(&question);
    let missing = series.units.iter().flat_map(|(_, values)| values).filter(|v| !v.is_finite()).count() as u64;
    let rejected: BTreeMap<String, u64> =
        (missing > 0).then(|| ("missing_value".to_owned(), missing)).into_iter().collect();
    let name = series.units[unit].0.clone();
    let mut event = assemble(
        Frame {
            name: format!("{name}, {}", options.event),
            unit: name,
            edges: labels,
            bucket: bucket_name(step),
            timezone: &options.timezone,
            first_after,
            cells: &own,
            others: &others,
            posts: false,
            descriptive: plain(&series.units[unit].1, first_after),
        },
        &found,
    );
    event.rejected = rejected.clone();
    if options.lower_is_better {
        event.verdict.code = match event.verdict.code {
            VerdictCode::Harm => VerdictCode::Benefit,
            VerdictCode::Benefit => VerdictCode::Harm,
            other => other,
        };
    }
    let span = series.times.is_some().then(|| [labels[0].clone(), labels[labels.len() - 2].clone()]);
    Outcome {
        comity: env!("CARGO_PKG_VERSION").into(),
        data: Data {
            files: vec![options.file.display().to_string()],
            posts: series.rows,
            rejected,
            decoded_as_windows_1252: 0,
            columns: Vec::new(),
            span,
            metric: Metric::Series { name: metric },
        },
        events: vec![event],
        seed: options.seed,
        timing: Timing::default(),
    }
}

/// Before and after, each value counting by itself.
fn plain(values: &[f64], first_after: usize) -> Option<Descriptive> {
    let mut posts: Vec<(u64, bool, f64)> =
        values.iter().enumerate().map(|(t, &v)| (t as u64, t >= first_after, v)).collect();
    describe(&mut posts).ok().map(Into::into)
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn position(series: &Series, name: &str) -> anyhow::Result<usize> {
    series.units.iter().position(|(unit, _)| same(unit, name)).with_context(|| {
        let near = nearest_names(name, series.units.iter().map(|(unit, _)| unit.as_str()));
        let hint = if near.is_empty() { String::new() } else { format!(" Did you mean {}?", near.join(", ")) };
        format!("no unit is called {name:?}.{hint}")
    })
}

/// The first step from the event on.
fn event_step(series: &Series, options: &SeriesOptions) -> anyhow::Result<usize> {
    let length = series.units[0].1.len();
    let step = match &series.times {
        Some(times) => {
            let at = parse_time(&options.event, &options.times).context("--event")?.div_euclid(1_000_000);
            times.partition_point(|t| *t < at)
        }
        None => options.event.trim().parse().with_context(|| {
            format!(
                "--event {:?} is no row: without --time COLUMN the event is the zero-based row from which it holds",
                options.event
            )
        })?,
    };
    if step == 0 || step >= length {
        bail!(
            "the event {:?} leaves nothing {} it among {length} steps",
            options.event,
            if step == 0 { "before" } else { "after" }
        );
    }
    Ok(step)
}

fn labels(series: &Series, from: usize, to: usize, step: Option<i64>, zone: &jiff::tz::TimeZone) -> Vec<String> {
    match (&series.times, step) {
        (Some(times), Some(step)) => {
            let end = times.get(to).copied().unwrap_or_else(|| times[to - 1] + step);
            times[from..to].iter().copied().chain([end]).map(|t| rfc3339(t, zone)).collect()
        }
        _ => (from..=to).map(|row| row.to_string()).collect(),
    }
}

fn bucket_name(step: Option<i64>) -> &'static str {
    match step {
        Some(3_600) => "hour",
        Some(86_400) => "day",
        Some(604_800) => "week",
        _ => "step",
    }
}
