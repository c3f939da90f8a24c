//! The opinion map as Polis computes it, for those who compare.
//!
//! Written from the published description (Small, Bjorkegren, Erkkilä, Shaw and Megill 2021, *Polis: Scaling deliberation by
//! mapping high dimensional opinion spaces*) and from what its server's output shows. Every stage can be called on its own
//! with given groups, so that each can be held against Polis's figures. What it does that one would not do today is kept on
//! purpose and named in `docs/opinion-polis.md`; the map to trust is the one with a stability, [`super`].

mod clusters;
mod conversation;
mod plane;
mod priority;
mod representative;
mod table;

pub use clusters::{Cluster, Points, k_means, silhouette};
pub use conversation::{Conversation, Group, PolisMap, Settings};
pub use plane::{Plane, Point};
pub use priority::{group_aware_consensus, priorities};
pub use representative::{
    Agreed, Answer, CHOSEN, Consensus, Representative, Strength, Z_90, consensus, one_proportion_z, representative,
    strengths, two_proportion_z,
};
pub use table::{Table, Tally};

use super::{Cast, Standing};

/// The map of all votes at once, as Polis computes a conversation anew.
///
/// `standing[s]` is the standing of statement `s`; statements beyond it are in. It does not depend on the order of `cast`,
/// save between votes of one person on one statement at the same time, of which the one given last counts.
pub fn map(cast: &[Cast], standing: &[Standing], settings: Settings) -> PolisMap {
    Conversation::new(standing, settings).update(cast)
}
