//! Sessions that cast nearly the same votes, and sessions that vote faster than anybody reads.

use std::collections::HashMap;

use super::{Found, Reason, Thresholds, Visit};
use crate::id::ContributionId;
use crate::response::Ballot;

/// Votes that more sessions cast than this set nobody apart, and are not used to find who is alike.
const COMMON: usize = 1_000;

/// Sessions with enough others that cast nearly the same many votes.
pub(super) fn alike(visits: &[Visit], thresholds: &Thresholds) -> Found {
    let mut cast: HashMap<(ContributionId, Ballot), Vec<usize>> = HashMap::new();
    let many: Vec<&Visit> = visits.iter().filter(|visit| visit.votes.len() >= thresholds.alike_votes).collect();
    for (index, visit) in many.iter().enumerate() {
        for vote in &visit.votes {
            cast.entry((vote.contribution, vote.ballot)).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    let mut shared = vec![0_usize; many.len()];
    for (index, visit) in many.iter().enumerate() {
        let mut met: Vec<usize> = Vec::new();
        for vote in &visit.votes {
            let with = cast.get(&(vote.contribution, vote.ballot)).filter(|with| with.len() <= COMMON);
            for other in with.into_iter().flatten().copied().filter(|other| *other != index) {
                if shared[other] == 0 {
                    met.push(other);
                }
                shared[other] += 1;
            }
        }
        let (mut others, mut votes) = (0, usize::MAX);
        for other in met {
            let both = std::mem::take(&mut shared[other]);
            let either = visit.votes.len() + many[other].votes.len() - both;
            if both >= thresholds.alike_votes && both as f64 >= thresholds.alike_share * either as f64 {
                others += 1;
                votes = votes.min(both);
            }
        }
        if others >= thresholds.alike_others {
            found.push((visit.session, Reason::SameBallots { others, votes: votes as u32 }));
        }
    }
    found
}

/// Sessions of which half the votes came closer together than anybody reads.
pub(super) fn tempo(visits: &[Visit], thresholds: &Thresholds) -> Found {
    let mut found = Vec::new();
    for visit in visits.iter().filter(|visit| visit.votes.len() >= thresholds.tempo_votes.max(2)) {
        let mut at: Vec<i64> = visit.votes.iter().map(|vote| vote.at.0).collect();
        at.sort_unstable();
        let mut gaps: Vec<i64> = at.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).collect();
        gaps.sort_unstable();
        let half = gaps[gaps.len() / 2];
        if half < i64::from(thresholds.tempo_milliseconds) * 1_000 {
            let reason = Reason::FasterThanReading { milliseconds: (half / 1_000) as u32 };
            found.push((visit.session, reason));
        }
    }
    found
}
