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

#[cfg(test)]
mod tests {
    use super::*;

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
