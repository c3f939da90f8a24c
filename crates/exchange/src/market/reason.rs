//! Why something is not permitted.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::basis::Source;
use crate::id::{ClauseId, ItemId, PurposeId, RecipientId};
use crate::time::Timestamp;

/// Why information may not be read or written. Ordered as it is looked at: the later a reason, the nearer it was to a yes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum NotPermitted {
    /// The terms have no such item.
    #[error("the terms have no such item")]
    UnknownItem {
        /// Items that may have been meant, the nearest first.
        near: Vec<ItemId>,
    },
    /// The terms have no such purpose.
    #[error("the terms have no such purpose")]
    UnknownPurpose {
        /// Purposes that may have been meant, the nearest first.
        near: Vec<PurposeId>,
    },
    /// No such value is there (any more).
    #[error("no such value is there")]
    NoSuchValue,
    /// The person agreed to nothing.
    #[error("the person agreed to nothing")]
    NoAgreement,
    /// Nothing is agreed for that purpose.
    #[error("nothing is agreed for that purpose")]
    PurposeNotCovered,
    /// The person left.
    #[error("the person left")]
    Left {
        /// When.
        at: Timestamp,
    },
    /// The person withdrew that purpose, or objected to it.
    #[error("the person withdrew that purpose")]
    Withdrawn,
    /// What is agreed for that purpose does not name the item.
    #[error("what is agreed for that purpose does not name the item")]
    ItemNotCovered,
    /// The person switched the clause off.
    #[error("the person switched {clause} off")]
    SwitchedOff {
        /// The clause.
        clause: ClauseId,
    },
    /// What is agreed does not name that recipient.
    #[error("what is agreed does not name that recipient")]
    RecipientNotNamed {
        /// Those whom it names.
        named: Vec<RecipientId>,
    },
    /// The person's browser sent a Global Privacy Control signal.
    #[error("the person's browser asks not to sell or share (Sec-GPC), and no agreement names this")]
    Signal {
        /// What it stops.
        stops: Stopped,
    },
    /// An inferred item or value, and nobody says from what.
    #[error("an inferred item names what it is worked out from, and so does each of its values")]
    InputsNotNamed,
    /// Worked out from something that the agreed terms do not name.
    #[error("the agreed terms do not name {input} among what this is worked out from")]
    InputNotAgreed {
        /// The item.
        input: ItemId,
    },
    /// An agreement on what was inferred covers its inputs; for this purpose it does not (any more).
    #[error("{input}, from which this is worked out, is not covered for that purpose")]
    InputNotCovered {
        /// The item.
        input: ItemId,
    },
    /// Something from which it was worked out is gone.
    #[error("something from which this was worked out is gone")]
    InputGone,
    /// It comes from elsewhere than the agreed terms say.
    #[error("this comes from elsewhere than the agreed terms say")]
    SourceNotAgreed {
        /// What they say.
        agreed: Source,
    },
    /// The retention of every clause that covers it, or that of its inputs, is over.
    #[error("the agreed retention is over")]
    Expired {
        /// Since when.
        at: Timestamp,
    },
}

/// What a Global Privacy Control signal stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// Passing something on.
    Disclosure,
    /// Marketing, advertising included.
    Marketing,
    /// A purpose of which nobody can tell whether it is marketing: it has no term of the Data Privacy Vocabulary that is known.
    PerhapsMarketing,
}

/// One answer out of several, of a person's exchanges or values: the first permission or else the most helpful reason.
///
/// # Errors
/// None permits it; [`NotPermitted::NoAgreement`] where there is none at all.
pub fn any_of<T>(answers: impl IntoIterator<Item = Result<T, NotPermitted>>) -> Result<T, NotPermitted> {
    let mut best = None;
    for answer in answers {
        match answer {
            Ok(permitted) => return Ok(permitted),
            Err(reason) => best = best.max(Some(reason)),
        }
    }
    Err(best.unwrap_or(NotPermitted::NoAgreement))
}

/// Below this likeness a name is another one, and none that was meant.
const ALIKE: f64 = 0.5;
/// How many names are offered.
const OFFERED: usize = 3;

/// The names nearest to one that is not known, the nearest first.
pub fn nearest<T: Ord>(unknown: &str, known: impl Iterator<Item = T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    // What somebody typed is compared letter by letter with every name: only so much of it.
    let unknown: String = unknown.chars().take(100).flat_map(char::to_lowercase).collect();
    let likeness = |known: &T| strsim::normalized_damerau_levenshtein(&unknown, name(known));
    let mut near: Vec<(f64, T)> = known.map(|known| (likeness(&known), known)).collect();
    near.retain(|(likeness, _)| *likeness >= ALIKE);
    near.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.cmp(b)));
    near.into_iter().take(OFFERED).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_nearest_to_a_yes_is_given() {
        let check = |reasons: &[NotPermitted], expect: NotPermitted| {
            assert_eq!(any_of::<()>(reasons.iter().cloned().map(Err)), Err(expect));
        };
        check(&[], NotPermitted::NoAgreement);
        check(&[NotPermitted::ItemNotCovered, NotPermitted::NoAgreement], NotPermitted::ItemNotCovered);
        check(
            &[NotPermitted::Withdrawn, NotPermitted::Expired { at: Timestamp(1) }],
            NotPermitted::Expired { at: Timestamp(1) },
        );
        assert_eq!(any_of([Err(NotPermitted::Withdrawn), Ok(1), Ok(2)]), Ok(1));
    }

    #[test]
    fn names_that_may_have_been_meant() {
        let check = |unknown: &str, expect: &[&str]| {
            let known = ["usage", "plan", "signal"].map(|name| ItemId::new(name).unwrap());
            let near = nearest(unknown, known.iter(), |id| id.as_str());
            assert_eq!(near.iter().map(|id| id.as_str()).collect::<Vec<_>>(), expect, "{unknown}");
        };
        check("Usages", &["usage"]);
        check("singal", &["signal"]);
        check("plans", &["plan"]);
        check("shoe-size", &[]);
        check("", &[]);
    }

    #[test]
    fn a_reason_is_data() {
        let json = |reason: NotPermitted| serde_json::to_string(&reason).unwrap();
        assert_eq!(json(NotPermitted::Withdrawn), r#"{"reason":"withdrawn"}"#);
        let stopped = NotPermitted::Signal { stops: Stopped::Marketing };
        assert_eq!(json(stopped), r#"{"reason":"signal","stops":"marketing"}"#);
    }
}
