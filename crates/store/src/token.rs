//! Secrets that open a session or a link: shown once, kept only as a digest.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::error::Error as BooksError;
use crate::seal::random;

/// 32 random bytes; 43 characters of URL-safe base64 where they are written.
#[derive(Clone)]
pub struct Token(Zeroizing<[u8; 32]>);

/// The text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no token")]
pub struct NotAToken;

impl Token {
    /// A new one.
    pub(crate) fn random() -> Result<Self, BooksError> {
        random().map(Zeroizing::new).map(Self)
    }

    /// What the books keep of it.
    pub(crate) fn digest(&self) -> [u8; 32] {
        Sha256::digest(*self.0).into()
    }

    /// Whether a digest that was found is this token's, in the same time whatever the answer.
    pub(crate) fn is(&self, digest: &[u8; 32]) -> bool {
        self.digest().ct_eq(digest).into()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(*self.0))
    }
}

/// The secret stays out of every log.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let bytes = if text.len() == 43 { URL_SAFE_NO_PAD.decode(text).ok() } else { None };
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Zeroizing::new).map(Self).ok_or(NotAToken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_and_no_other_does() {
        let (one, two) = (Token::random().unwrap(), Token::random().unwrap());
        let back: Token = one.to_string().parse().unwrap();
        assert!(back.is(&one.digest()) && !back.is(&two.digest()));
        assert_eq!(format!("{one:?}"), "Token(…)");
        for bad in ["", "x", &"x".repeat(44), &"!".repeat(43)] {
            assert!(bad.parse::<Token>().is_err(), "{bad}");
        }
    }
}
