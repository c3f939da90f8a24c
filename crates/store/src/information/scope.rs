//! What a key is for.

use std::fmt;

use serde::{Serialize, Serializer};

/// Something that a key may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Scope {
    /// Write values of items.
    #[serde(rename = "items:write")]
    ItemsWrite,
    /// Read values of items for a purpose.
    #[serde(rename = "items:read")]
    ItemsRead,
    /// Say what came of a read.
    #[serde(rename = "uses:write")]
    UsesWrite,
    /// Say what came back to persons.
    #[serde(rename = "benefits:write")]
    BenefitsWrite,
    /// Read what people brought to activities, what others gave to it, and where they stand on opinion maps; nobody by name.
    #[serde(rename = "contributions:read")]
    ContributionsRead,
    /// With it, be told the firm's own id of whoever brought something.
    #[serde(rename = "contributions:authors")]
    ContributionsAuthors,
    /// Answer for the firm: statuses, outcomes, merges, comments.
    #[serde(rename = "contributions:answer")]
    ContributionsAnswer,
    /// Bring, vote and comment for persons who agreed, as the firm's own app does.
    #[serde(rename = "contributions:write")]
    ContributionsWrite,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 8] = [
        Self::ItemsWrite,
        Self::ItemsRead,
        Self::UsesWrite,
        Self::BenefitsWrite,
        Self::ContributionsRead,
        Self::ContributionsAuthors,
        Self::ContributionsAnswer,
        Self::ContributionsWrite,
    ];

    /// The name in the books and outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::ItemsWrite => "items:write",
            Self::ItemsRead => "items:read",
            Self::UsesWrite => "uses:write",
            Self::BenefitsWrite => "benefits:write",
            Self::ContributionsRead => "contributions:read",
            Self::ContributionsAuthors => "contributions:authors",
            Self::ContributionsAnswer => "contributions:answer",
            Self::ContributionsWrite => "contributions:write",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scopes(u8);

impl Scopes {
    /// Whether it is in the set.
    pub fn has(self, scope: Scope) -> bool {
        self.0 & scope.bit() != 0
    }

    /// Those in the set.
    pub fn all(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |scope| self.has(*scope))
    }

    /// The set that [`fmt::Display`] wrote; a name that is not known is left out.
    pub fn from_names(names: &str) -> Self {
        Scope::ALL.into_iter().filter(|scope| names.split(' ').any(|name| name == scope.name())).collect()
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |set, scope| set | scope.bit()))
    }
}

/// Their names with spaces between.
impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.all().map(Scope::name).collect::<Vec<_>>().join(" "))
    }
}

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.all())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_come_back_from_their_names() {
        for bits in 0..=u8::MAX {
            let set = Scopes(bits);
            assert_eq!(Scopes::from_names(&set.to_string()), set);
            assert_eq!(set.all().count() as u32, bits.count_ones());
        }
        assert_eq!(Scopes::from_names("items:read everything"), Scope::ItemsRead.into_set());
        assert_eq!(serde_json::to_string(&Scopes(0b11)).unwrap(), r#"["items:write","items:read"]"#);
    }

    impl Scope {
        fn into_set(self) -> Scopes {
            [self].into_iter().collect()
        }
    }
}
