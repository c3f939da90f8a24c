//! Names of rows: UUIDs of version 7, which sort by the time at which they were made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;
use uuid::Uuid;

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an id has 32 hexadecimal digits")]
pub struct NotAnId;

fn parse(text: &str) -> Result<Uuid, NotAnId> {
    // Only one way of writing: links and logs can then be compared as text.
    let plain = text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if plain { Uuid::try_parse(text).map_err(|_| NotAnId) } else { Err(NotAnId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// A new one, later than all before it in this process.
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// No row has this id.
            pub const NONE: Self = Self(Uuid::nil());

            /// The 16 bytes that are stored.
            pub fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// From the 16 bytes that are stored.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        /// The same as [`Self::new`]: a new id.
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self.0.as_simple(), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A firm.
    FirmId;
    /// Somebody of a firm.
    MemberId;
    /// A customer of a firm.
    PersonId;
    /// An exchange.
    ExchangeId;
    /// A counter-offer.
    CounterId;
    /// A vote on a shared clause.
    VoteId;
    /// A job.
    JobId;
    /// A mail in the outbox.
    MailId;
    /// A row of the audit.
    AuditId;
    /// A study, rating or opinion map.
    RunId;
    /// A file of contributions that were collected elsewhere.
    ImportId;
    /// An entry of the ledger, from the moment of the act on.
    LeafId;
    /// A system of the firm that writes and reads information.
    ClientId;
    /// That a recipient may not have something any more.
    NoticeId;
    /// Where somebody is told of notices.
    HookId;
    /// A way to take part in an exchange.
    ActivityId;
    /// What a person brought to an activity.
    ContributionId;
    /// A comment on a contribution.
    CommentId;
    /// Something that a person is told in the portal.
    NewsId;
    /// That a person was asked how it was.
    PulseId;
    /// What a person aspires to, struggles with or needs.
    VoiceId;
    /// An entry of the changelog.
    EntryId;
    /// What a member decided after looking at a sign of arranged votes.
    SignId;
    /// Rules by which what people bring is looked at, as they were set once.
    PolicyId;
    /// Rules on what comes back for taking part, as they were set once.
    RewardsId;
    /// Something that was promised to a person for taking part.
    RecognitionId;
    /// That a person was asked whether they agree to be named.
    CreditId;
}

/// Ids that rules know as numbers.
macro_rules! numbers {
    ($($name:ident),*) => {$(
        impl $name {
            /// The number under which the rules of taking part know it.
            pub(crate) fn known(self) -> comity_participation::id::$name {
                comity_participation::id::$name(self.0.as_u128())
            }

            /// What the rules know under this number.
            pub(crate) fn of(known: comity_participation::id::$name) -> Self {
                Self(Uuid::from_u128(known.0))
            }
        }
    )*};
}

numbers! { MemberId, PersonId, ExchangeId, ActivityId, ContributionId, CommentId }

impl PersonId {
    /// The number under which the rules of votes know the person.
    pub fn number(self) -> u128 {
        self.0.as_u128()
    }

    /// The person that has this number.
    pub fn from_number(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_and_sort_by_time() {
        let (first, second) = (PersonId::new(), PersonId::new());
        assert!(first < second);
        assert_eq!(first.to_string().parse(), Ok(first));
        assert_eq!(PersonId::from_number(first.number()), first);
        assert_eq!(serde_json::to_string(&first).unwrap(), format!("\"{first}\""));
        for bad in ["", "0a", &first.to_string().to_uppercase(), "0190-0000", &"g".repeat(32)] {
            assert_eq!(bad.parse::<PersonId>(), Err(NotAnId), "{bad}");
        }
    }
}
