//! Where along the value chain something is brought: one of the four stages, or a finer one that the firm names.

use comity_exchange::capital::Stage;
use comity_exchange::text::Texts;
use serde::{Deserialize, Serialize};

use crate::name::Name;

/// A place on the value chain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The stage.
    pub stage: Stage,
    /// The firm's own finer stage within it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finer: Option<Name>,
}

impl From<Stage> for Place {
    fn from(stage: Stage) -> Self {
        Self { stage, finer: None }
    }
}

/// A finer stage that a firm names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FinerStage {
    /// Its name, kept while its words change.
    pub name: Name,
    /// Its words.
    pub words: Texts,
    /// The stage that it is part of.
    pub within: Stage,
}

/// Whether a place is one that the firm has: a finer stage is known, and within that stage.
pub fn is_known(place: &Place, finer: &[FinerStage]) -> bool {
    let named = |name: &Name| finer.iter().any(|f| f.name == *name && f.within == place.stage);
    place.finer.as_ref().is_none_or(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finer_stage_is_within_its_own() {
        let name = Name::new("prototype").unwrap();
        let within = Stage::ResearchAndDevelopment;
        let finer = [FinerStage { name: name.clone(), words: Texts::default(), within }];
        assert!(is_known(&Place { stage: within, finer: Some(name.clone()) }, &finer));
        assert!(!is_known(&Place { stage: Stage::Service, finer: Some(name.clone()) }, &finer));
        assert!(!is_known(&Place { stage: within, finer: Some(name) }, &[]));
        assert!(is_known(&Stage::Service.into(), &[]));
    }
}
