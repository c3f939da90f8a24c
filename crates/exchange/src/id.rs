//! Names by which the parts of a document of terms refer to each other.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};
use thiserror::Error;

/// What is wrong with a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "{0:?} is no name: use up to 64 small letters, digits, hyphens and underscores, beginning with a letter or digit"
)]
pub struct NotAName(pub String);

fn checked(name: &str) -> Result<String, NotAName> {
    let inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let begins = name.chars().next().is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if begins && name.len() <= 64 && name.chars().all(inside) {
        Ok(name.to_owned())
    } else {
        Err(NotAName(name.chars().take(80).collect()))
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// Takes a name as it is written in a file.
            ///
            /// # Errors
            /// Anything but up to 64 of `a`–`z`, `0`–`9`, `-` and `_`, beginning with a letter or digit.
            pub fn new(name: &str) -> Result<Self, NotAName> {
                checked(name).map(Self)
            }

            /// The name as it is written in a file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
            }
        }
    )*};
}

names! {
    /// A line of the terms. Keeps its name from version to version, so that a change can be told from a new line.
    ClauseId;
    /// A piece of information.
    ItemId;
    /// What information is used for.
    PurposeId;
    /// Somebody else who receives information.
    RecipientId;
    /// Something that comes back.
    BenefitId;
}

/// What stands in the place of a clause where something comes back for taking part: no clause can be named so.
const TAKING_PART: &str = "+taking-part";

impl ClauseId {
    /// In the place of the clause that promises something: no clause of the terms, but the firm's rules on what comes back for taking
    /// part.
    pub fn taking_part() -> Self {
        Self(TAKING_PART.into())
    }

    /// Whether it is [`Self::taking_part`], and no clause.
    pub fn is_taking_part(&self) -> bool {
        self.0 == TAKING_PART
    }

    /// Reads the name of a clause, or [`Self::taking_part`], which terms cannot hold.
    ///
    /// # Errors
    /// No name.
    pub fn promising<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == TAKING_PART { Ok(Self::taking_part()) } else { Self::new(&name).map_err(de::Error::custom) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_place_of_a_clause_is_none() {
        let written = serde_json::to_string(&ClauseId::taking_part()).unwrap();
        assert!(serde_json::from_str::<ClauseId>(&written).is_err(), "terms cannot hold it");
        let mut read = serde_json::Deserializer::from_str(&written);
        assert!(ClauseId::promising(&mut read).unwrap().is_taking_part());
        let mut read = serde_json::Deserializer::from_str("\"bill\"");
        assert!(!ClauseId::promising(&mut read).unwrap().is_taking_part());
    }

    #[test]
    fn names_are_short_and_plain() {
        for good in ["usage", "0", "a-b_c9", &"x".repeat(64)] {
            assert_eq!(ItemId::new(good).unwrap().as_str(), good);
        }
        for bad in ["", "-a", "Usage", "a b", "é", "a/b", &"x".repeat(65), "a\u{202e}"] {
            assert!(ItemId::new(bad).is_err(), "{bad:?}");
        }
    }
}
