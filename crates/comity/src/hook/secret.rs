//! What a receiver and this house share.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
#[cfg(test)]
use thiserror::Error;

/// How many bytes a secret may have (Standard Webhooks 1.0.0, Signature scheme).
#[cfg(test)]
const BYTES: std::ops::RangeInclusive<usize> = 24..=64;
/// What a written secret begins with.
const PREFIX: &str = "whsec_";

/// A secret of one receiver. Neither printed nor logged.
#[derive(Clone)]
pub struct Secret(Vec<u8>);

/// A text is no secret. Does not hold it.
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a secret is whsec_ followed by 24 to 64 bytes in base64")]
pub struct NotASecret;

impl Secret {
    /// The one that is made of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes.to_vec())
    }

    /// A new one of 32 bytes.
    ///
    /// # Errors
    /// Where the system has no random source.
    #[cfg(test)]
    pub fn draw() -> Result<Self, getrandom::Error> {
        let mut bytes = vec![0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Reads a written one.
    ///
    /// # Errors
    /// [`NotASecret`].
    #[cfg(test)]
    pub fn parse(text: &str) -> Result<Self, NotASecret> {
        let encoded = text.trim().strip_prefix(PREFIX).ok_or(NotASecret)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| NotASecret)?;
        if BYTES.contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(NotASecret) }
    }

    /// How it is written, for showing it to whoever sets up the receiver, and for keeping it sealed.
    pub fn written(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read_back() {
        let drawn = Secret::draw().unwrap();
        let written = drawn.written();
        assert!(written.starts_with("whsec_") && written.len() == 6 + 44);
        assert_eq!(Secret::parse(&written).unwrap().bytes(), drawn.bytes());
        assert_ne!(Secret::draw().unwrap().bytes(), drawn.bytes());
        assert_eq!(Secret::parse(&Secret::of([7; 32]).written()).unwrap().bytes(), [7; 32]);
        assert_eq!(format!("{drawn:?}"), "(secret)");
    }

    #[test]
    fn what_is_none() {
        let of = |bytes: usize| format!("whsec_{}", STANDARD.encode(vec![7; bytes]));
        assert!(Secret::parse(&of(24)).is_ok() && Secret::parse(&of(64)).is_ok());
        for bad in [
            "",
            "whsec_",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!",
            &of(23),
            &of(65),
        ] {
            assert!(Secret::parse(bad).is_err(), "{bad}");
        }
    }
}
