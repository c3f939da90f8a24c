//! Names that a firm gives to its statuses, criteria, topics, sections.

use std::fmt;

use comity_exchange::id::{ClauseId, NotAName};
use comity_exchange::text::Texts;
use serde::{Deserialize, Serialize};

/// A short name: the same form as the names in terms (see [`ClauseId`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(ClauseId);

impl Name {
    /// Takes a name as it is written in a file.
    ///
    /// # Errors
    /// Anything but up to 64 of `a`–`z`, `0`–`9`, `-` and `_`, beginning with a letter or digit.
    pub fn new(name: &str) -> Result<Self, NotAName> {
        ClauseId::new(name).map(Self)
    }

    /// The name as it is written in a file.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Something to choose, which a firm names: an option of a survey, a topic, a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its name, kept while its words change.
    pub name: Name,
    /// Its words.
    pub words: Texts,
}

/// The names that stand more than once among these.
pub(crate) fn twice<'n>(names: impl IntoIterator<Item = &'n Name>) -> Vec<Name> {
    let mut seen = std::collections::BTreeSet::new();
    let doubled: std::collections::BTreeSet<&Name> = names.into_iter().filter(|name| !seen.insert(*name)).collect();
    doubled.into_iter().cloned().collect()
}
