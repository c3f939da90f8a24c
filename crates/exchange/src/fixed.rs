//! Terms as they were offered: nothing changes them any more, so they are shared, and their fingerprint is worked out once.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::clause::Clause;
use crate::hash::Fingerprint;
use crate::shared::Shared;
use crate::terms::Terms;

/// Terms that do not change any more. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FixedTerms(Shared<Fixed>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Fixed {
    terms: Terms,
    #[serde(skip)]
    fingerprint: OnceLock<Fingerprint>,
    #[serde(skip)]
    clauses: OnceLock<Vec<Shared<Clause>>>,
}

impl FixedTerms {
    /// As [`Terms::fingerprint`].
    pub fn fingerprint(&self) -> Fingerprint {
        *self.0.fingerprint.get_or_init(|| self.0.terms.fingerprint())
    }

    /// The clauses in their order, for agreements to hold.
    pub fn clauses_shared(&self) -> &[Shared<Clause>] {
        self.0.clauses.get_or_init(|| self.0.terms.clauses.iter().cloned().map(Shared::from).collect())
    }
}

impl From<Terms> for FixedTerms {
    fn from(terms: Terms) -> Self {
        Self(Shared::from(Fixed { terms, fingerprint: OnceLock::new(), clauses: OnceLock::new() }))
    }
}

impl Deref for FixedTerms {
    type Target = Terms;

    fn deref(&self) -> &Terms {
        &self.0.terms
    }
}

impl PartialEq for Fixed {
    fn eq(&self, other: &Self) -> bool {
        self.terms == other.terms
    }
}

impl Eq for Fixed {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::terms;

    #[test]
    fn fixed_terms_are_those_terms() {
        let fixed = FixedTerms::from(terms());
        assert_eq!((fixed.fingerprint(), &*fixed), (terms().fingerprint(), &terms()));
        assert_eq!(fixed, FixedTerms::from(terms()));
        let other = Terms { answer_within_days: 99, ..terms() };
        assert_ne!(fixed, FixedTerms::from(other.clone()));
        assert_ne!(fixed.fingerprint(), FixedTerms::from(other).fingerprint());
        let text = serde_json::to_string(&fixed).unwrap();
        assert_eq!(text, serde_json::to_string(&terms()).unwrap());
        assert_eq!(serde_json::from_str::<FixedTerms>(&text).unwrap(), fixed);
    }
}
