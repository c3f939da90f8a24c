//! Numbers by which the caller knows things. They are the caller's (UUIDs in the books) and mean nothing here but identity.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u128);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:032x}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:x})"), self.0)
            }
        }

        /// As 32 hexadecimal digits, so that no reader rounds it.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let whole = text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit());
                let number = u128::from_str_radix(&text, 16).ok().filter(|_| whole);
                number.map(Self).ok_or_else(|| de::Error::custom("an id has 32 hexadecimal digits"))
            }
        }
    )*};
}

ids! {
    /// A customer; also a session that votes without an account, and the stand-in under which an erased person's votes count on.
    PersonId;
    /// Somebody of the firm.
    MemberId;
    /// An exchange.
    ExchangeId;
    /// An activity of an exchange.
    ActivityId;
    /// A contribution to an activity.
    ContributionId;
    /// One stay of somebody, with an account or without.
    SessionId;
    /// A comment on a contribution, or an answer to a question.
    CommentId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_from_text() {
        let id = PersonId(u128::MAX - 7);
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<PersonId>(&text).unwrap(), id);
        for bad in ["\"\"", "\"7\"", "7", "\"+0000000000000000000000000000001\""] {
            assert!(serde_json::from_str::<PersonId>(bad).is_err(), "{bad}");
        }
    }
}
