//! Amounts in exact thousandths, so that what was agreed and what is compared are the same figure.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// An amount of something with a unit, in thousandths of that unit; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

/// What is wrong with an amount.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no amount: a number from 0 to 1000000000000 with at most three decimals")]
pub struct NotAnAmount(pub String);

const LARGEST: u64 = 1_000_000_000_000_000;

impl Amount {
    /// So many thousandths.
    ///
    /// # Errors
    /// More than 10¹² whole units.
    pub fn from_thousandths(thousandths: u64) -> Result<Self, NotAnAmount> {
        if thousandths <= LARGEST { Ok(Self(thousandths)) } else { Err(NotAnAmount(thousandths.to_string())) }
    }

    /// How many thousandths.
    pub fn thousandths(self) -> u64 {
        self.0
    }

    /// Reads `5`, `5.5` or `0.125`.
    ///
    /// # Errors
    /// Signs, exponents, more than three decimals, or more than 10¹².
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let wrong = || NotAnAmount(text.chars().take(40).collect());
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 3 {
            return Err(wrong());
        }
        let whole: u64 = whole.parse().map_err(|_| wrong())?;
        let part: u64 = format!("{part:0<3}").parse().map_err(|_| wrong())?;
        let thousandths = whole.checked_mul(1000).and_then(|t| t.checked_add(part)).ok_or_else(wrong)?;
        Self::from_thousandths(thousandths).map_err(|_| wrong())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        if part == 0 {
            write!(f, "{whole}")
        } else {
            write!(f, "{whole}.{}", format!("{part:03}").trim_end_matches('0'))
        }
    }
}

/// As text, so that no reader rounds it.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "an amount such as 5 or \"5.50\"")]
        enum Written {
            Whole(u64),
            Decimal(f64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Whole(n) => n.to_string(),
            Written::Decimal(x) => x.to_string(),
            Written::Text(text) => text,
        };
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let check = |text: &str, expect: &str| assert_eq!(Amount::parse(text).unwrap().to_string(), expect);
        check("5", "5");
        check("5.50", "5.5");
        check("0.125", "0.125");
        check("007", "7");
        check("1000000000000", "1000000000000");
        for bad in ["", "-1", "+1", "1e3", "1.2345", "1.", ".5", "1,5", "NaN", "1000000000001", "99999999999999999999"]
        {
            assert!(Amount::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_and_texts_are_read_alike() {
        #[derive(Deserialize)]
        struct File {
            amount: Amount,
        }
        for written in ["5.5", "'5.5'", "'5.50'"] {
            let file: File = toml::from_str(&format!("amount = {written}")).unwrap();
            assert_eq!(file.amount.thousandths(), 5500);
        }
        assert!(toml::from_str::<File>("amount = -5").is_err());
    }
}
