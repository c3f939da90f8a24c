//! Hours in which a contribution got far more votes than it usually does.

use std::collections::BTreeMap;

use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::Visit;
use crate::id::ContributionId;

const HOUR: i64 = 3_600_000_000;

/// Fewer votes in an hour are no burst, however few there usually are.
const FEWEST: u32 = 10;

/// An hour with far more votes on a contribution than usual.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Burst {
    /// The contribution.
    pub contribution: ContributionId,
    /// The beginning of the hour.
    pub from: Timestamp,
    /// Votes within it.
    pub votes: u32,
    /// Votes that it got in a mean hour besides, between the first and the last vote on anything.
    pub usual: f64,
}

/// Bursts by contribution and time, where a Poisson count with the usual rate would be that large with a probability of at most
/// e^−`surprise` (Chernoff's bound).
pub(super) fn bursts(visits: &[Visit], surprise: f64) -> Vec<Burst> {
    let votes = || visits.iter().flat_map(|visit| &visit.votes);
    let hour = |at: Timestamp| at.0.div_euclid(HOUR);
    let (Some(first), Some(last)) = (votes().map(|v| hour(v.at)).min(), votes().map(|v| hour(v.at)).max()) else {
        return Vec::new();
    };
    let hours = last.saturating_sub(first) as f64;
    let mut by: BTreeMap<ContributionId, BTreeMap<i64, u32>> = BTreeMap::new();
    for vote in votes() {
        *by.entry(vote.contribution).or_default().entry(hour(vote.at)).or_default() += 1;
    }
    let mut found = Vec::new();
    for (contribution, counts) in by {
        let all: u32 = counts.values().sum();
        for (hour, votes) in counts {
            // Half a vote more, so that what was never voted on before is possible.
            let usual = (f64::from(all - votes) + 0.5) / hours.max(1.0);
            let (seen, rate) = (f64::from(votes), usual);
            if votes >= FEWEST && seen > rate && seen * (seen / rate).ln() - seen + rate >= surprise {
                found.push(Burst { contribution, from: Timestamp(hour.saturating_mul(HOUR)), votes, usual });
            }
        }
    }
    found
}
