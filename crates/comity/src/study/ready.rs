//! A ready series of any metric: a table with a column a unit, or a row a unit and time.

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

/// Units over equally spaced steps.
struct Series {
    units: Vec<(String, Vec<f64>)>,
    /// Seconds since 1970 of each step, where the table has times.
    times: Option<Vec<i64>>,
    rows: u64,
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
    let cut = |length: Option<Length>, all: usize| match (length, step) {
        (None, _) => Ok(all),
        (Some(Length::Buckets(n)), _) => Ok(all.min(n as usize)),
        (Some(Length::Seconds(s)), Some(step)) => Ok(all.min(usize::try_from((s + step - 1) / step).unwrap_or(all))),
        (Some(Length::Seconds(_)), None) => {
            bail!("--before and --after are numbers of rows here, as the table has no times: write --before 90")
        }
    };
    let from = event - cut(options.before, event)?;
    let to = event + cut(options.after, series.units[unit].1.len() - event)?;
    for (_, values) in &mut series.units {
        *values = values[from..to].to_vec();
    }
    let labels = labels(&series, from, to, step, &options.times.zone);
    let first_after = event - from;
    Ok(outcome(options, &series, unit, first_after, &labels, step, metric))
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

/// One column a unit. Without `--unit` the first column of numbers is the unit; columns that hold no numbers are no units.
fn wide(table: &Table, options: &SeriesOptions) -> anyhow::Result<(Series, String)> {
    let time = options.time.as_ref().map(|name| table.column(name)).transpose()?;
    let named: Vec<usize> =
        options.unit.iter().chain(&options.controls).map(|name| table.column(name)).collect::<Result<_, _>>()?;
    let mut units = Vec::new();
    for column in (0..table.columns.len()).filter(|column| Some(*column) != time) {
        match table.numbers(column) {
            // Years and row numbers are no unit, unless somebody says that they are.
            Ok(values) if !named.contains(&column) && counts_up(&values) => {}
            Ok(values) => units.push((table.columns[column].clone(), numbers(values))),
            Err(error) if named.contains(&column) => return Err(error.into()),
            // A column that starts with a number is a series with a bad cell; any other is a name or a date.
            Err(error) if table.cell(0, column).parse::<f64>().is_ok() => return Err(error.into()),
            Err(_) => {}
        }
    }
    if units.is_empty() {
        bail!(
            "{} has no column of numbers. A wide table has one column a unit; name those of a long one with --panel unit,time,value",
            table.path.display()
        );
    }
    let metric = options.unit.clone().unwrap_or_else(|| units[0].0.clone());
    let times = time.map(|column| table.times(column, &options.times)).transpose()?;
    let rows = table.rows.len() as u64;
    let series = match times {
        None => Series { units, times: None, rows },
        Some(times) => {
            let seconds: Vec<i64> = times.iter().map(|t| t.div_euclid(1_000_000)).collect();
            let rows_of = |k: usize| seconds.iter().copied().zip(units[k].1.iter().copied()).collect::<Vec<_>>();
            let cells = (0..units.len()).map(|k| (units[k].0.clone(), rows_of(k))).collect();
            even(cells, seconds.clone(), table)?
        }
    };
    Ok((series, metric))
}

/// Whether a column does nothing but rise by the same whole number.
fn counts_up(values: &[Option<f64>]) -> bool {
    let step = |w: &[Option<f64>]| Some(w[1]? - w[0]?);
    let first = values.windows(2).next().and_then(step);
    values.len() > 2
        && first.is_some_and(|s| s > 0.0 && s.fract() == 0.0)
        && values.windows(2).all(|w| step(w) == first)
}

/// One row a unit and time.
fn long(table: &Table, panel: &[String; 3], options: &SeriesOptions) -> anyhow::Result<Series> {
    let [unit, time, value] = [&panel[0], &panel[1], &panel[2]].map(|name| table.column(name));
    let (unit, times, values) = (unit?, table.times(time?, &options.times)?, numbers(table.numbers(value?)?));
    let mut order: Vec<String> = Vec::new();
    let mut cells: BTreeMap<String, Vec<(i64, f64)>> = BTreeMap::new();
    for (row, value) in values.iter().enumerate() {
        let name = table.cell(row, unit).to_owned();
        if !cells.contains_key(&name) {
            order.push(name.clone());
        }
        cells.entry(name).or_default().push((times[row].div_euclid(1_000_000), *value));
    }
    let all = times.iter().map(|t| t.div_euclid(1_000_000)).collect();
    let cells = order.into_iter().map(|name| (name.clone(), cells.remove(&name).unwrap_or_default())).collect();
    even(cells, all, table)
}

/// Puts values on equally spaced steps: a missing date is a missing value, not a shorter series.
fn even(cells: Vec<(String, Vec<(i64, f64)>)>, mut times: Vec<i64>, table: &Table) -> anyhow::Result<Series> {
    times.sort_unstable();
    times.dedup();
    let step = spacing(&times);
    let mut steps = Vec::with_capacity(times.len());
    let mut last: Option<i64> = None;
    for &time in &times {
        if let Some(last) = last {
            let missing = ((time - last) as f64 / step as f64).round() as i64 - 1;
            let evenly = ((time - last) - (missing + 1) * step).abs() * 10 < step;
            if missing > 0 && evenly && missing < 100_000 {
                steps.extend((1..=missing).map(|k| last + k * step));
            }
        }
        steps.push(time);
        last = Some(time);
    }
    let rows = cells.iter().map(|(_, values)| values.len() as u64).sum();
    let mut units = Vec::with_capacity(cells.len());
    for (name, values) in cells {
        let mut series = vec![f64::NAN; steps.len()];
        let mut seen = vec![false; steps.len()];
        for (time, value) in values {
            let at = steps.partition_point(|s| *s < time);
            if seen[at] {
                bail!(
                    "{}: {name} has two rows for {}. Keep one, or add them up first",
                    table.path.display(),
                    rfc3339(time, &jiff::tz::TimeZone::UTC)
                );
            }
            seen[at] = true;
            series[at] = value;
        }
        units.push((name, series));
    }
    Ok(Series { units, times: Some(steps), rows })
}

fn numbers(values: Vec<Option<f64>>) -> Vec<f64> {
    values.into_iter().map(|v| v.unwrap_or(f64::NAN)).collect()
}

/// The usual distance between neighbouring times, in seconds.
fn spacing(times: &[i64]) -> i64 {
    let mut gaps: Vec<i64> = times.windows(2).map(|w| w[1] - w[0]).filter(|gap| *gap > 0).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1)
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
