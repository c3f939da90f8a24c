//! Blocks put together in the order of the files.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::chunk::Sampled;
use super::worker::Part;
use super::{EXAMPLES, Gathered, Request};

pub(super) fn merge(
    parts: Vec<Part>,
    workers: Vec<Vec<[BinaryHeap<Sampled>; 2]>>,
    request: &Request<'_>,
) -> anyhow::Result<Gathered> {
    let mut all = Gathered { labels_only: true, ..Gathered::default() };
    let mut known: HashMap<String, u16> = HashMap::new();
    let mut mentions: HashMap<(u16, u64), u32> = HashMap::new();
    let mut posts_by_unit: HashMap<u16, u32> = HashMap::new();
    let mut days: BTreeMap<u32, (u64, [u32; 2])> = BTreeMap::new();
    for mut part in parts {
        let mut global = Vec::with_capacity(part.units.len());
        for name in part.units {
            let next = known.len();
            let unit = match known.get(&name) {
                Some(unit) => *unit,
                None => {
                    let unit = u16::try_from(next).map_err(|_| {
                        anyhow::anyhow!("more than 65,535 units: the unit column tells posts apart, not units. Name that of brands, companies or products with --unit")
                    })?;
                    all.units.push(name.clone());
                    known.insert(name, unit);
                    unit
                }
            };
            global.push(unit);
        }
        part.chunk.unit.iter_mut().for_each(|unit| *unit = global[usize::from(*unit)]);
        for ((unit, handle), n) in part.mentions {
            *mentions.entry((global[usize::from(unit)], handle)).or_default() += n;
        }
        for (unit, n) in part.posts_by_unit {
            *posts_by_unit.entry(global[usize::from(unit)]).or_default() += n;
        }
        for (reason, n) in part.rejected {
            *all.rejected.entry(reason.to_owned()).or_default() += n;
        }
        let room = if request.keep_rejects { usize::MAX } else { EXAMPLES - all.rejects.len().min(EXAMPLES) };
        all.rejects.extend(part.rejects.into_iter().take(room));
        all.counts += part.counts;
        all.authors_known |= part.authors_known;
        all.labels_only &= part.labels_only;
        for (sum, here) in all.by_label.iter_mut().zip(part.by_label) {
            sum.0 += here.0;
            sum.1 += here.1;
        }
        for (day, (posts, [first, last])) in part.days {
            let all = days.entry(day).or_insert((0, [first, last]));
            *all = (all.0 + posts, [all.1[0].min(first), all.1[1].max(last)]);
        }
        all.chunks.push(part.chunk);
    }
    all.span = span(&days);
    all.handles = own_accounts(all.units.len(), &mentions, &posts_by_unit);
    all.samples = (0..request.events.len())
        .map(|event| {
            std::array::from_fn(|side| {
                let mut kept: Vec<Sampled> =
                    workers.iter().flat_map(|samples| samples[event][side].iter().cloned()).collect();
                kept.sort_unstable();
                kept.truncate(request.sample);
                kept
            })
        })
        .collect();
    Ok(all)
}

/// First and last post. A few posts (under a thousandth) far from all others (a month) are slips of a clock, such as dates in
/// 1970: they count as posts, and no window is stretched to them.
fn span(days: &BTreeMap<u32, (u64, [u32; 2])>) -> Option<[i64; 2]> {
    const FAR: u32 = 30;
    let few = days.values().map(|(n, _)| n).sum::<u64>() / 1000;
    let edge = |days: &mut dyn Iterator<Item = (&u32, &(u64, [u32; 2]))>| -> Option<[u32; 2]> {
        let mut seen = 0;
        let mut days = days.peekable();
        let mut edge = days.peek()?.1.1;
        let mut last = *days.peek()?.0;
        for (day, (posts, times)) in days {
            if day.abs_diff(last) > FAR {
                edge = *times;
            }
            last = *day;
            seen += posts;
            if seen > few {
                break;
            }
        }
        Some(edge)
    };
    let (first, last) = (edge(&mut days.iter())?, edge(&mut days.iter().rev())?);
    Some([i64::from(first[0]), i64::from(last[1])])
}

/// A unit's own account is the one that more than three in ten of its posts mention first.
fn own_accounts(
    units: usize,
    mentions: &HashMap<(u16, u64), u32>,
    posts_by_unit: &HashMap<u16, u32>,
) -> Vec<Option<u64>> {
    let mut best = vec![None; units];
    for (&(unit, handle), &n) in mentions {
        let best: &mut Option<(u32, u64)> = &mut best[usize::from(unit)];
        *best = (*best).max(Some((n, handle)));
    }
    let often = |unit: usize, n: u32| n * 10 > 3 * posts_by_unit.get(&(unit as u16)).copied().unwrap_or(0);
    best.into_iter().enumerate().map(|(u, b)| b.filter(|(n, _)| often(u, *n)).map(|(_, handle)| handle)).collect()
}
