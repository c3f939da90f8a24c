//! From a table to units over equally spaced steps.

use std::collections::BTreeMap;

use anyhow::bail;
use comity_intake::Table;

use super::{SeriesOptions, same};
use crate::study::window::rfc3339;

/// Units over equally spaced steps.
pub(super) struct Series {
    pub units: Vec<(String, Vec<f64>)>,
    /// Seconds since 1970 of each step, where the table has times.
    pub times: Option<Vec<i64>>,
    /// Rows of the table that hold values.
    pub rows: u64,
}

/// One column a unit. Without `--unit` the first column of numbers is the unit; columns that hold no numbers are no units.
pub(super) fn wide(table: &Table, options: &SeriesOptions) -> anyhow::Result<(Series, String)> {
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
    for (k, (name, _)) in units.iter().enumerate() {
        if units[..k].iter().any(|(other, _)| same(other, name)) {
            bail!(
                "{} has more than one column `{name}`, and they cannot be told apart: rename one of them",
                table.path.display()
            );
        }
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
pub(super) fn long(table: &Table, panel: &[String; 3], options: &SeriesOptions) -> anyhow::Result<Series> {
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
pub(super) fn spacing(times: &[i64]) -> i64 {
    let mut gaps: Vec<i64> = times.windows(2).map(|w| w[1] - w[0]).filter(|gap| *gap > 0).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied().unwrap_or(1)
}
