//! An opinion map: one statement at a time, agree, disagree or pass. The map itself is drawn by `comity-measure`.
//!
//! Each statement has an outcome of its own. It is asked for once the map has closed, since before nobody knows where people
//! stand; it can be given at any time. Statements are not merged: a vote on other words is another vote, and the map itself
//! shows which statements are answered alike.

use serde::{Deserialize, Serialize};

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::response::Ballot;

/// Settings of an opinion map. Books of earlier versions say here too whether an account is needed, which is the activity's to say;
/// so what is not known is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionMap {
    /// Whether people can add statements, or only vote on those that the firm wrote.
    pub add_statements: bool,
}

impl Rules for OpinionMap {
    fn name(&self) -> &'static str {
        "opinion_map"
    }

    fn brings(&self) -> &'static [Kind] {
        &[Kind::Statement]
    }

    fn takes(&self, _: Kind) -> Takes {
        Takes { ballots: &Ballot::ALL, parts: &[Part::Vote], own_outcome: true }
    }

    fn answered_at_end(&self) -> bool {
        true
    }

    fn open_for(&self, part: Part, _: comity_exchange::time::Timestamp) -> Result<(), NotOpen> {
        if part == Part::Contribute && !self.add_statements { Err(NotOpen::Never) } else { Ok(()) }
    }

    fn without_account(&self) -> bool {
        true
    }
}
