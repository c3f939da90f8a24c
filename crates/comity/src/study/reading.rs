//! Reading the posts that some events need.

use std::collections::BTreeMap;

use anyhow::bail;
use comity_intake::{PostReader, ReadOptions, Role};
use comity_measure::sentiment::Model;

use super::gather::{Gathered, Request, gather};
use super::options::{Bucket, Event, StudyOptions};
use super::window;

/// Posts as they were read for some events, before copies are set aside.
pub struct Reading {
    /// The posts.
    pub posts: Gathered,
    /// First and last post, seconds since 1970.
    pub span: [i64; 2],
    /// Which columns play which part, for each file.
    pub layouts: Vec<comity_intake::Layout>,
    /// Files without a row.
    pub without_rows: Vec<String>,
    /// Whether a column tells units apart.
    pub has_units: bool,
}

/// Reads the posts that the events need, with at most `sample` texts a side of each event.
///
/// # Errors
/// Files that cannot be read, columns that are not there, no usable row.
pub fn read(
    options: &StudyOptions,
    sample: usize,
    keep_rejects: bool,
    tick: &(dyn Fn(u64, Option<u64>) + Sync),
) -> anyhow::Result<Reading> {
    let reader = PostReader::open(&options.posts, &read_options(options))?;
    let without_rows: Vec<String> = reader.without_rows().iter().map(|path| path.display().to_string()).collect();
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
    refuse_rows_for_units(options, &posts)?;
    Ok(Reading { posts, span, layouts, without_rows, has_units })
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

/// Refuses a unit column that tells posts apart rather than units.
fn refuse_rows_for_units(options: &StudyOptions, posts: &Gathered) -> anyhow::Result<()> {
    const FEW: usize = 20;
    if let Some(column) = &options.columns.unit
        && posts.units.len() > FEW
        && posts.units.len() as u64 * 2 > posts.counts.rows
    {
        bail!(
            "--unit {column} has {} different values in {} posts: it tells posts apart, not units. Name the column of brands, \
             companies or products, or leave --unit out if all posts are about one",
            posts.units.len(),
            posts.counts.rows
        );
    }
    Ok(())
}

fn reasons(rejected: &BTreeMap<String, u64>) -> String {
    rejected.iter().map(|(reason, n)| format!("{n} {}", reason.replace('_', " "))).collect::<Vec<_>>().join(", ")
}
