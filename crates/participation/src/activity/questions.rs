//! Questions: asked to the firm or to each other, answered in comments, one of which is taken as the answer.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::{NotOpen, Part, Rules, Takes};
use crate::contribution::Kind;
use crate::response::Ballot;
use crate::status::OutcomeKind;

/// Settings of questions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// Whether only the firm answers; else everybody who takes part does.
    #[serde(default)]
    pub firm_only: bool,
}

impl Rules for Questions {
    fn name(&self) -> &'static str {
        "questions"
    }

    fn brings(&self) -> &'static [Kind] {
        &[Kind::Question]
    }

    fn takes(&self, _: Kind) -> Takes {
        let parts = &[Part::Vote, Part::Comment, Part::Accept, Part::Merge];
        Takes { ballots: &[Ballot::For], parts, own_outcome: true }
    }

    fn outcomes(&self) -> &'static [OutcomeKind] {
        use OutcomeKind::{Answered, Done, NotNow, Planned};
        &[Answered, Planned, Done, NotNow]
    }

    fn leads_to(&self) -> Option<OutcomeKind> {
        Some(OutcomeKind::Answered)
    }

    fn without_account(&self) -> bool {
        true
    }

    fn only_the_firm_answers(&self) -> bool {
        self.firm_only
    }

    fn open_for(&self, part: Part, _: Timestamp) -> Result<(), NotOpen> {
        if matches!(part, Part::Evaluate | Part::Award | Part::Answer | Part::Match) {
            Err(NotOpen::Never)
        } else {
            Ok(())
        }
    }
}
