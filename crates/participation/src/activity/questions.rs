//! Questions: a survey.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Rules, Takes};
use crate::contribution::Kind;

/// Settings of a survey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Questions {}

/// What keeps a survey from being opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {}

impl Rules for Questions {
    fn name(&self) -> &'static str {
        "questions"
    }

    fn brings(&self) -> &'static [Kind] {
        &[]
    }

    fn takes(&self, _: Kind) -> Takes {
        Takes { ballots: &[], parts: &[], own_outcome: false }
    }
}
