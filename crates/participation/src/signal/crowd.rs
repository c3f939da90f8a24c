//! Many sessions that came for one thing: from one network, or in one haste.

use std::collections::BTreeMap;

use super::{Found, Reason, Thresholds, Visit, surprise};
use crate::id::ContributionId;

/// Sessions that came for one thing, by what they came for: the contribution that they voted on first.
fn single_minded<'v>(visits: &'v [Visit], few: usize) -> BTreeMap<ContributionId, Vec<&'v Visit>> {
    let mut by_aim: BTreeMap<ContributionId, Vec<&'v Visit>> = BTreeMap::new();
    for visit in visits.iter().filter(|visit| visit.votes.len() <= few && visit.texts.is_empty()) {
        for vote in &visit.votes {
            by_aim.entry(vote.contribution).or_default().push(visit);
        }
    }
    by_aim
}

/// From the first to the last vote.
fn stay(visit: &Visit) -> Option<(i64, i64)> {
    let at = || visit.votes.iter().map(|vote| vote.at.0);
    Some((at().min()?, at().max()?))
}

/// Sessions for one contribution from a network from which that many are a surprise, given how many of all other sessions come
/// from there, and where most of what came from there meanwhile came for it.
pub(super) fn crowds(visits: &[Visit], thresholds: &Thresholds) -> Found {
    let mut from: BTreeMap<u64, u32> = BTreeMap::new();
    for network in visits.iter().filter_map(|visit| visit.network) {
        *from.entry(network).or_default() += 1;
    }
    let all = from.values().sum::<u32>();
    let mut voted: BTreeMap<u64, Vec<(i64, i64)>> = BTreeMap::new();
    for visit in visits {
        if let (Some(network), Some(stay)) = (visit.network, stay(visit)) {
            voted.entry(network).or_default().push(stay);
        }
    }
    let mut found = Vec::new();
    for (contribution, came) in single_minded(visits, thresholds.few_votes) {
        let mut here: BTreeMap<u64, Vec<&Visit>> = BTreeMap::new();
        for visit in &came {
            if let Some(network) = visit.network {
                here.entry(network).or_default().push(visit);
            }
        }
        let known: u32 = here.values().map(|visits| visits.len() as u32).sum();
        for (network, crowd) in here {
            let sessions = crowd.len() as u32;
            let elsewhere = from.get(&network).copied().unwrap_or(0).saturating_sub(sessions);
            // One more than was seen, so that a network that is new is possible.
            let usual = f64::from(elsewhere + 1) / f64::from(all.saturating_sub(known) + 2);
            if sessions < thresholds.crowd || surprise(sessions, known, usual) < thresholds.surprise {
                continue;
            }
            // People in one room come from one network too, but not all for one thing.
            let stays = crowd.iter().filter_map(|visit| stay(visit));
            let (from, until) = stays.fold((i64::MAX, i64::MIN), |all, one| (all.0.min(one.0), all.1.max(one.1)));
            let meanwhile = voted.get(&network).into_iter().flatten();
            let meanwhile = meanwhile.filter(|stay| stay.0 <= until && stay.1 >= from).count();
            if f64::from(sessions) >= thresholds.crowd_share * meanwhile as f64 {
                let reason = Reason::SameNetwork { contribution, sessions };
                found.extend(crowd.iter().map(|visit| (visit.session, reason)));
            }
        }
    }
    found
}

/// Sessions that voted on one contribution within seconds, where that many are a surprise given how many do elsewhere.
pub(super) fn hasty(visits: &[Visit], thresholds: &Thresholds) -> Found {
    let soon = i64::from(thresholds.hasty_seconds) * 1_000_000;
    let is_hasty = |visit: &Visit| {
        let first = visit.votes.iter().map(|vote| vote.at.0).min();
        first.is_some_and(|first| (0..=soon).contains(&first.saturating_sub(visit.made.0)))
    };
    let by_aim = single_minded(visits, thresholds.few_votes);
    let all: u32 = by_aim.values().map(|came| came.len() as u32).sum();
    let everywhere: u32 = by_aim.values().map(|came| came.iter().filter(|v| is_hasty(v)).count() as u32).sum();
    let mut found = Vec::new();
    for (contribution, came) in by_aim {
        let hasty: Vec<&&Visit> = came.iter().filter(|visit| is_hasty(visit)).collect();
        let (sessions, here) = (hasty.len() as u32, came.len() as u32);
        let usual = f64::from(everywhere - sessions + 1) / f64::from(all - here + 2);
        if sessions >= thresholds.crowd && surprise(sessions, here, usual) >= thresholds.surprise {
            let reason = Reason::Hasty { contribution, sessions };
            found.extend(hasty.iter().map(|visit| (visit.session, reason)));
        }
    }
    found
}
