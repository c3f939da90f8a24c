//! Values that only whoever holds the key can read, bound to the place where they are kept.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::Error;
use crate::id::FirmId;

/// Version of the form: one byte, a nonce of 24, the ciphertext with its tag.
const FORM: u8 = 1;
const NONCE: usize = 24;
/// Bytes of a key that another one sealed: form, nonce, key, tag.
pub(crate) const WRAPPED: usize = 1 + NONCE + 32 + 16;

/// Where a value is kept. What was sealed for one place cannot be opened at another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(crate) firm: FirmId,
    pub(crate) table: &'static str,
    pub(crate) column: &'static str,
    pub(crate) id: &'p [u8],
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(80);
        for part in [self.firm.bytes().as_slice(), self.table.as_bytes(), self.column.as_bytes(), self.id] {
            bytes.extend((part.len() as u32).to_be_bytes());
            bytes.extend(part);
        }
        bytes
    }
}

/// What makes each sealing of a value another one, whatever the value.
pub(crate) fn nonce(sealed: &[u8]) -> &[u8] {
    sealed.get(1..=NONCE).unwrap_or_default()
}

/// A key of 32 random bytes; cleared from memory when it goes.
#[derive(Clone)]
pub(crate) struct Key(Zeroizing<[u8; 32]>);

impl Key {
    /// A new random key.
    pub(crate) fn random() -> Result<Self, Error> {
        random().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a value for a place.
    pub(crate) fn seal(&self, place: &Place<'_>, value: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce: [u8; NONCE] = random()?;
        let cipher = XChaCha20Poly1305::new(&(*self.0).into());
        let payload = Payload { msg: value, aad: &place.bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Error::Broken("a value could not be sealed".into()))?;
        Ok([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Self::seal`] sealed for the same place.
    pub(crate) fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let broken = || Error::Broken(format!("a sealed value of {}.{} does not open", place.table, place.column));
        let [FORM, rest @ ..] = sealed else { return Err(broken()) };
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        let cipher = XChaCha20Poly1305::new(&(*self.0).into());
        cipher.decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: &place.bytes() }).map_err(|_| broken())
    }

    /// Seals a text.
    pub(crate) fn seal_text(&self, place: &Place<'_>, text: &str) -> Result<Vec<u8>, Error> {
        self.seal(place, text.as_bytes())
    }

    /// Opens a text.
    pub(crate) fn open_text(&self, place: &Place<'_>, sealed: &[u8]) -> Result<String, Error> {
        String::from_utf8(self.open(place, sealed)?).map_err(|_| Error::Broken("a sealed text is no text".into()))
    }

    /// Seals another key under this one.
    pub(crate) fn wrap(&self, place: &Place<'_>, key: &Self) -> Result<Vec<u8>, Error> {
        self.seal(place, key.bytes())
    }

    /// Opens another key that this one sealed.
    pub(crate) fn unwrap_key(&self, place: &Place<'_>, wrapped: &[u8]) -> Result<Self, Error> {
        let mut bytes = self.open(place, wrapped)?;
        let key = bytes.as_slice().try_into().map(Self::from_bytes);
        bytes.zeroize();
        key.map_err(|_| Error::Broken("a sealed key has the wrong length".into()))
    }

    /// A value that only this key makes of `message`; `kind` keeps uses apart.
    pub(crate) fn derive(&self, kind: &str, message: &[u8]) -> [u8; 32] {
        // HMAC takes keys of any length, so the error cannot be.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.bytes()) else { return [0; 32] };
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac.finalize().into_bytes().into()
    }
}

/// The secret stays out of every log.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Random bytes of the system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| Error::Broken("the system gives no random bytes".into()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_only_with_its_key_at_its_place() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let firm = FirmId::new();
        let place = Place { firm, table: "person", column: "name", id: &[1; 16] };
        let sealed = key.seal_text(&place, "Ada").unwrap();
        assert_eq!(key.open_text(&place, &sealed).unwrap(), "Ada");
        assert!(other.open(&place, &sealed).is_err());
        for elsewhere in [
            Place { firm: FirmId::new(), ..place },
            Place { table: "standing", ..place },
            Place { column: "mail", ..place },
            Place { id: &[2; 16], ..place },
        ] {
            assert!(key.open(&elsewhere, &sealed).is_err(), "{elsewhere:?}");
        }
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert!(key.open(&place, &altered).is_err(), "byte {at}");
        }
        assert!(key.open(&place, &[]).is_err() && key.open(&place, &sealed[..20]).is_err());
        assert_ne!(key.seal_text(&place, "Ada").unwrap(), sealed);
    }

    #[test]
    fn parts_of_a_place_do_not_run_into_each_other() {
        let firm = FirmId::NONE;
        let one = Place { firm, table: "ab", column: "c", id: &[] };
        let two = Place { firm, table: "a", column: "bc", id: &[] };
        assert_ne!(one.bytes(), two.bytes());
    }

    #[test]
    fn a_key_travels_wrapped_and_is_not_printed() {
        let (root, key) = (Key::random().unwrap(), Key::random().unwrap());
        let place = Place { firm: FirmId::NONE, table: "person", column: "key", id: &[1; 16] };
        let wrapped = root.wrap(&place, &key).unwrap();
        assert_eq!(wrapped.len(), WRAPPED);
        assert_eq!(root.unwrap_key(&place, &wrapped).unwrap().bytes(), key.bytes());
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_ne!(key.derive("a", b"x"), key.derive("b", b"x"));
    }
}
