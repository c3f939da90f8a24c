//! People who were invited together and voted together.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::time::Timestamp;

use super::{Reason, Thresholds, Visit, surprise};
use crate::id::{ContributionId, SessionId};

const MINUTE: i64 = 60_000_000;

/// Sessions of people who were invited in one minute and voted on one contribution within seconds of each other, where that many are a
/// surprise given how many of all who voted were invited in that minute, and where they are most of those who were. `invited` says when
/// each was, also of those who did not vote: a wave of a thousand invitations brings many votes in the minute after it, and is no sign.
pub fn together(
    visits: &[Visit],
    invited: &BTreeMap<SessionId, Timestamp>,
    thresholds: &Thresholds,
) -> Vec<(SessionId, Reason)> {
    let minute = |session: &SessionId| invited.get(session).map(|at| at.0.div_euclid(MINUTE));
    let mut in_minute: BTreeMap<i64, u32> = BTreeMap::new();
    for at in invited.values() {
        *in_minute.entry(at.0.div_euclid(MINUTE)).or_default() += 1;
    }
    let mut voters: BTreeMap<i64, u32> = BTreeMap::new();
    let mut all = 0_u32;
    for visit in visits.iter().filter(|visit| !visit.votes.is_empty()) {
        all += 1;
        if let Some(minute) = minute(&visit.session) {
            *voters.entry(minute).or_default() += 1;
        }
    }
    let mut cast: BTreeMap<ContributionId, Vec<(i64, SessionId)>> = BTreeMap::new();
    for visit in visits {
        for vote in &visit.votes {
            cast.entry(vote.contribution).or_default().push((vote.at.0, visit.session));
        }
    }
    let longest = i64::from(thresholds.together_seconds) * 1_000_000;
    let mut found = Vec::new();
    for (contribution, mut votes) in cast {
        votes.sort_unstable();
        for (minute_of, group) in by_minute(&votes, &minute) {
            let Some(best) = densest(&group, longest).filter(|best| best.len() >= thresholds.crowd as usize) else {
                continue;
            };
            let (Some(first), Some(last)) = (best.first(), best.last()) else { continue };
            let (from, until) = (first.0, last.0);
            let seen = best.iter().map(|(_, session)| session).collect::<BTreeSet<_>>().len() as u32;
            let meanwhile = votes.iter().filter(|(at, _)| (from..=until).contains(at)).count() as u32;
            let count = |of: &BTreeMap<i64, u32>| of.get(&minute_of).copied().unwrap_or(0);
            // One more than was seen, so that what never came before is possible.
            let usual =
                f64::from(count(&voters).saturating_sub(seen) + 1) / f64::from(all.saturating_sub(meanwhile) + 2);
            let most = f64::from(seen) >= thresholds.crowd_share * f64::from(count(&in_minute));
            if seen >= thresholds.crowd && most && surprise(seen, meanwhile, usual) >= thresholds.surprise {
                let seconds = u32::try_from((until - from) / 1_000_000 + 1).unwrap_or(u32::MAX);
                let reason = Reason::Together { contribution, votes: seen, seconds };
                found.extend(best.iter().map(|(_, session)| (*session, reason)));
            }
        }
    }
    found
}

/// Votes by the minute in which whoever cast them was invited; in the order of time still.
fn by_minute(
    votes: &[(i64, SessionId)],
    minute: &impl Fn(&SessionId) -> Option<i64>,
) -> BTreeMap<i64, Vec<(i64, SessionId)>> {
    let mut by: BTreeMap<i64, Vec<(i64, SessionId)>> = BTreeMap::new();
    for vote in votes {
        if let Some(minute) = minute(&vote.1) {
            by.entry(minute).or_default().push(*vote);
        }
    }
    by
}

/// The most votes that lie within so many microseconds, of those in order.
fn densest(votes: &[(i64, SessionId)], longest: i64) -> Option<&[(i64, SessionId)]> {
    let (mut from, mut best) = (0, 0..0);
    for (until, vote) in votes.iter().enumerate() {
        while vote.0.saturating_sub(votes[from].0) > longest {
            from += 1;
        }
        if until + 1 - from > best.len() {
            best = from..until + 1;
        }
    }
    votes.get(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::Ballot;
    use crate::signal::Cast;

    const SECOND: i64 = 1_000_000;

    fn voted(session: u128, on: u128, at: i64) -> Visit {
        let vote = Cast { contribution: ContributionId(on), ballot: Ballot::For, at: Timestamp(at * SECOND) };
        Visit { session: SessionId(session), made: Timestamp(0), network: None, votes: vec![vote], texts: Vec::new() }
    }

    /// 500 people invited at other minutes, who vote once an hour, and `n` invited at once who vote `apart` seconds one from the next.
    fn scene(n: u128, apart: i64) -> (Vec<Visit>, BTreeMap<SessionId, Timestamp>) {
        let others = (0..500).map(|at| voted(at, at % 5, at as i64 * 3_600));
        let group = (0..n).map(|at| voted(1_000 + at, 2, 1_000_000 + at as i64 * apart));
        let visits: Vec<Visit> = others.chain(group).collect();
        let minute = |session: u128| if session < 1_000 { session as i64 * 120 } else { 99_999_960 };
        let invited = visits.iter().map(|visit| (visit.session, Timestamp(minute(visit.session.0) * SECOND)));
        let invited = invited.collect();
        (visits, invited)
    }

    #[test]
    fn those_who_were_invited_at_once_and_vote_at_once_are_marked() {
        let (visits, invited) = scene(25, 1);
        let found = together(&visits, &invited, &Thresholds::default());
        assert_eq!(found.len(), 25);
        let reason = Reason::Together { contribution: ContributionId(2), votes: 25, seconds: 25 };
        assert!(found.iter().all(|(session, why)| session.0 >= 1_000 && *why == reason), "{found:?}");
    }

    #[test]
    fn few_slow_and_large_waves_are_not() {
        for (n, apart) in [(7, 1), (25, 3_600)] {
            let (visits, invited) = scene(n, apart);
            assert_eq!(together(&visits, &invited, &Thresholds::default()), [], "{n} {apart}");
        }
        // A wave of a thousand invitations of whom twenty-five vote at once.
        let (visits, mut invited) = scene(25, 1);
        for more in 0..975 {
            invited.insert(SessionId(5_000 + more), Timestamp(99_999_960 * SECOND));
        }
        assert_eq!(together(&visits, &invited, &Thresholds::default()), []);
        // Everybody was invited at once.
        let (visits, invited) = scene(25, 1);
        let invited = invited.into_keys().map(|session| (session, Timestamp(0))).collect();
        assert_eq!(together(&visits, &invited, &Thresholds::default()), []);
    }
}
