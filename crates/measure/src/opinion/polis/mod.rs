//! The opinion map as Polis computes it, for those who compare.
//!
//! The method is that of Small, Bjorkegren, Erkkilä, Shaw and Megill (2021), *Polis: Scaling deliberation by mapping high
//! dimensional opinion spaces*; where the paper leaves a choice open, that of Polis's server, known by its published rules and
//! by its output. Every stage can be called on its own with given groups, so that each can be held against Polis's figures.
//! What it does that one would not do today is kept on purpose and named in `docs/opinion-polis.md`; the map to trust is the
//! one with a stability, [`super`].

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
pub use representative::{Agreed, CHOSEN, Consensus, Representative, Z_90, consensus, representative};
pub use table::Table;

use super::{Cast, Standing};

/// The map of all votes at once, as Polis computes a conversation anew.
///
/// `standing[s]` is the standing of statement `s`; statements beyond it are in. It does not depend on the order of `cast`,
/// save between votes of one person on one statement at the same time, of which the one given last counts.
pub fn map(cast: &[Cast], standing: &[Standing], settings: Settings) -> PolisMap {
    Conversation::new(standing, settings).update(cast)
}

/// Batches for [`replay`]: enough to follow a conversation closely, few enough that a long one is done in seconds.
pub const BATCHES: usize = 200;

/// The map of votes that came in batches of equal size, in the order of time, as a running Polis takes them.
///
/// Polis lets people in by the statements there were at the time and keeps them in, and each batch's clusters start from the
/// last ones, so its groups tell of the way a conversation went and not of its votes alone. How it was split is not in any
/// export; [`BATCHES`] will do.
pub fn replay(cast: &[Cast], standing: &[Standing], settings: Settings, batches: usize) -> PolisMap {
    let mut in_time: Vec<Cast> = cast.to_vec();
    in_time.sort_by_key(|c| (c.time, c.statement, c.person));
    let mut conversation = Conversation::new(standing, settings);
    let size = in_time.len().div_ceil(batches.max(1)).max(1);
    let mut map = None;
    for batch in in_time.chunks(size) {
        map = Some(conversation.update(batch));
    }
    map.unwrap_or_else(|| conversation.update(&[]))
}
