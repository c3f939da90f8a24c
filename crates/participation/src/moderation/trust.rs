//! Trust: it grows with what was accepted, falls with what was declined, and a member can give it or end it.

use serde::{Deserialize, Serialize};

/// What moderators have decided on one person's contributions and comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// How many were let through.
    pub accepted: u32,
    /// How many were declined.
    pub declined: u32,
    /// What a moderator said of the person.
    pub mark: Option<Mark>,
}

/// What a moderator says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// What they bring is seen at once.
    Trusted,
    /// They bring nothing more.
    Blocked,
}

/// How far a person is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Not at all.
    Blocked,
    /// Nobody knows them yet, or what they brought was declined more than it was accepted.
    New,
    /// Something of theirs was accepted.
    Known,
    /// Much was, or a moderator said so.
    Trusted,
}

/// How records become levels: an accepted contribution counts 1, a declined one takes `declined_costs` away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustRule {
    /// What a declined contribution takes away, in accepted ones.
    pub declined_costs: u32,
    /// From how many on a person is known.
    pub known_from: u32,
    /// From how many on they are trusted.
    pub trusted_from: u32,
}

impl Default for TrustRule {
    fn default() -> Self {
        Self { declined_costs: 3, known_from: 1, trusted_from: 5 }
    }
}

impl TrustRule {
    /// The level of a person.
    pub fn level(&self, record: &Record) -> Level {
        let lost = record.declined.saturating_mul(self.declined_costs);
        let points = record.accepted.saturating_sub(lost);
        match record.mark {
            Some(Mark::Blocked) => Level::Blocked,
            Some(Mark::Trusted) => Level::Trusted,
            None if points >= self.trusted_from.max(1) => Level::Trusted,
            None if points >= self.known_from.max(1) => Level::Known,
            None => Level::New,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn trust_grows_with_what_is_accepted_and_falls_with_what_is_declined(
            accepted in 0_u32..40, declined in 0_u32..40, costs in 0_u32..6, known in 0_u32..5, more in 0_u32..9,
        ) {
            let rule = TrustRule { declined_costs: costs, known_from: known, trusted_from: known + more };
            let record = Record { accepted, declined, mark: None };
            let level = rule.level(&record);
            let (better, worse) = (Record { accepted: accepted + 1, ..record }, Record { declined: declined + 1, ..record });
            prop_assert!(rule.level(&better) >= level && rule.level(&worse) <= level);
            prop_assert_eq!(rule.level(&Record::default()), Level::New);
            prop_assert_eq!(rule.level(&Record { mark: Some(Mark::Blocked), ..record }), Level::Blocked);
        }
    }
}
