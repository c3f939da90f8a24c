//! Ideas: brought, voted on, discussed, merged, and each answered.

use serde::{Deserialize, Serialize};

use super::{Part, Rules, Takes};
use crate::contribution::Kind;
use crate::response::Ballot;

/// Settings of ideas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ideas {
    /// Whether people can also vote against an idea.
    #[serde(default)]
    pub against: bool,
}

impl Rules for Ideas {
    fn name(&self) -> &'static str {
        "ideas"
    }

    fn brings(&self) -> &'static [Kind] {
        &[Kind::Idea]
    }

    fn takes(&self, _: Kind) -> Takes {
        let ballots: &[Ballot] = if self.against { &[Ballot::For, Ballot::Against] } else { &[Ballot::For] };
        Takes { ballots, parts: &[Part::Vote, Part::Comment, Part::Merge], own_outcome: true }
    }

    fn without_account(&self) -> bool {
        true
    }
}
