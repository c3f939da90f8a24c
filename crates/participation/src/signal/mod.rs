//! Signs that votes were arranged: which sessions look like it and why, for a member to look at.
//!
//! Nothing is ever left out because of a sign. A mark says why somebody should look; [`Counted`] gives the raw count, and beside
//! it the count without those sessions that a member set aside after looking.
//!
//! What is read of a session is when it was made, a bucket of its network where the firm keeps one, and its votes and texts.
//! What can be told from that and what cannot is measured in `docs/participation.md`.

mod alike;
mod burst;
mod copied;
mod count;
mod crowd;
mod together;

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use burst::Burst;
pub use count::{Counted, count};
pub use together::together;

use crate::id::{ContributionId, SessionId};
use crate::response::Ballot;

/// A session, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Its number.
    pub session: SessionId,
    /// When it, or the account behind it, was made.
    pub made: Timestamp,
    /// Where it came from: equal for sessions of one network. What the numbers stand for is the caller's; a keyed hash of an
    /// address that was shortened is enough.
    pub network: Option<u64>,
    /// Its votes as they stand.
    pub votes: Vec<Cast>,
    /// The texts that it brought.
    pub texts: Vec<Written>,
}

/// A vote of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// On what.
    pub contribution: ContributionId,
    /// What it says.
    pub ballot: Ballot,
    /// When.
    pub at: Timestamp,
}

/// A text of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The contribution that it stands in.
    pub contribution: ContributionId,
    /// What it says.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Why a session is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It came for one contribution and nothing else, from a network from which far more came for that than usually comes from
    /// there.
    SameNetwork {
        /// For which.
        contribution: ContributionId,
        /// How many such sessions came from there.
        sessions: u32,
    },
    /// It came for one contribution and nothing else, and voted within seconds of being made, as far more did there than
    /// elsewhere.
    Hasty {
        /// For which.
        contribution: ContributionId,
        /// How many such sessions there are.
        sessions: u32,
    },
    /// Several others cast nearly the same many votes.
    SameBallots {
        /// How many others.
        others: u32,
        /// With how many votes in common, at least.
        votes: u32,
    },
    /// It voted faster than anybody reads.
    FasterThanReading {
        /// Half of its votes came at most so many milliseconds after the one before.
        milliseconds: u32,
    },
    /// It voted within seconds of others who were invited in the same minute, and of whom most did.
    Together {
        /// On what.
        contribution: ContributionId,
        /// How many such votes.
        votes: u32,
        /// Within how many seconds.
        seconds: u32,
    },
    /// Its text is, but for a few words, one that another session wrote before.
    Copied {
        /// The earliest such text.
        from: ContributionId,
    },
}

/// From where on something is a sign. Chosen on seeds 1 to 40 of the simulation; measured on others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// A session with at most so many votes, and no text, came for one thing.
    pub few_votes: usize,
    /// So many from one network for one contribution.
    pub crowd: u32,
    /// And at least that share of all who voted from there meanwhile, 0 to 1.
    pub crowd_share: f64,
    /// How surprising a crowd has to be: −ln of a bound on its probability.
    pub surprise: f64,
    /// A vote within so many seconds of the session being made is hasty.
    pub hasty_seconds: u32,
    /// Votes of people who were invited together, within so many seconds, are a sign.
    pub together_seconds: u32,
    /// So many votes in common, alike in what they say.
    pub alike_votes: usize,
    /// Votes in common over votes of either, 0 to 1.
    pub alike_share: f64,
    /// So many others that are alike.
    pub alike_others: u32,
    /// Half of the votes closer together than so many milliseconds, over at least as many votes as `tempo_votes`.
    pub tempo_milliseconds: u32,
    /// From so many votes on.
    pub tempo_votes: usize,
    /// Texts of fewer words are nobody's own.
    pub copied_words: usize,
    /// Runs of three words in common over runs of either, 0 to 1.
    pub copied_share: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            few_votes: 2,
            crowd: 8,
            crowd_share: 0.6,
            surprise: 14.0,
            hasty_seconds: 8,
            together_seconds: 60,
            alike_votes: 11,
            alike_share: 0.35,
            alike_others: 4,
            tempo_milliseconds: 900,
            tempo_votes: 8,
            copied_words: 6,
            copied_share: 0.4,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Signals {
    /// Sessions to look at, each with every reason.
    pub marks: BTreeMap<SessionId, BTreeSet<Reason>>,
    /// Hours in which a contribution got far more votes than it usually does. They say nothing of any session: a newsletter is a
    /// burst, and so is a workshop.
    pub bursts: Vec<Burst>,
}

/// Looks for signs among sessions. Time grows with the number of votes and texts, and with the square of how many sessions cast
/// many votes on the same rare things.
pub fn look(visits: &[Visit], thresholds: &Thresholds) -> Signals {
    let mut marks: BTreeMap<SessionId, BTreeSet<Reason>> = BTreeMap::new();
    let found = crowd::crowds(visits, thresholds)
        .into_iter()
        .chain(crowd::hasty(visits, thresholds))
        .chain(alike::alike(visits, thresholds))
        .chain(alike::tempo(visits, thresholds))
        .chain(copied::copied(visits, thresholds));
    for (session, reason) in found {
        marks.entry(session).or_default().insert(reason);
    }
    Signals { marks, bursts: burst::bursts(visits, thresholds.surprise) }
}

type Found = Vec<(SessionId, Reason)>;

/// How surprising it is to see at least `seen` of `all`, each with probability `p`: −ln of Chernoff's bound, 0 where it is no
/// more than expected. (Hoeffding 1963, theorem 1.)
fn surprise(seen: u32, all: u32, p: f64) -> f64 {
    let (seen, all, p) = (f64::from(seen), f64::from(all), p.clamp(1e-12, 1.0 - 1e-12));
    let share = seen / all.max(1.0);
    if share <= p {
        return 0.0;
    }
    let rest = if share < 1.0 { (1.0 - share) * ((1.0 - share) / (1.0 - p)).ln() } else { 0.0 };
    all * (share * (share / p).ln() + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surprise_bounds_the_binomial_tail() {
        // P(X ≥ 8), X binomial(10, .5) is 56/1024; the bound is above it, and not by orders of magnitude.
        let bound = (-surprise(8, 10, 0.5)).exp();
        assert!((0.0547..0.2).contains(&bound), "{bound}");
        assert_eq!(surprise(5, 10, 0.5), 0.0);
        assert!((surprise(10, 10, 0.5) - 10.0 * 2_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn nobody_is_nothing() {
        assert_eq!(look(&[], &Thresholds::default()), Signals::default());
    }
}
