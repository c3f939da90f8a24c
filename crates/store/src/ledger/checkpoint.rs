//! Signed checkpoints: the size and the root of the ledger in the form of C2SP `tlog-checkpoint`, a signed note.
//!
//! Three lines (origin, size, root in base64), an empty one, and a signature line: `— name base64(key id ‖ signature)`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::tree::Hash;

/// The size and root of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which ledger; one line without spaces, also the name of its key: `ledger.example/firm`.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// What is wrong with a checkpoint or a key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// Not in the form of a checkpoint.
    #[error("this is no checkpoint: {0}")]
    Form(&'static str),
    /// No signature by the key expected.
    #[error("the checkpoint carries no signature by the key {0}")]
    NoSignature(String),
    /// The signature does not belong to the text.
    #[error("the checkpoint's signature is not valid: its text or the signature was altered")]
    BadSignature,
    /// Not in the form of a key.
    #[error("this is no verifier key: it reads name+8 hexadecimal digits+base64")]
    Key,
    /// A name that cannot stand in a checkpoint.
    #[error("a ledger's name is one line of 1 to 200 characters without spaces or plus signs")]
    Name,
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// The algorithm byte of Ed25519 in signed notes.
const ED25519: u8 = 1;

/// The key that signs checkpoints and promises, with its name.
#[derive(Clone)]
pub struct LedgerKey {
    name: String,
    key: SigningKey,
}

/// The key against which checkpoints are verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl LedgerKey {
    /// A key from 32 secret random bytes.
    ///
    /// # Errors
    /// [`CheckpointError::Name`].
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<Self, CheckpointError> {
        let sound = (1..=200).contains(&name.chars().count())
            && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+');
        if sound {
            Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(secret) })
        } else {
            Err(CheckpointError::Name)
        }
    }

    /// What others verify with.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), key: self.key.verifying_key() }
    }

    /// Signs size and root.
    pub fn checkpoint(&self, size: u64, root: Hash) -> String {
        let text = body(&Checkpoint { origin: self.name.clone(), size, root });
        let mut signed = self.verifier().id().to_vec();
        signed.extend(self.key.sign(text.as_bytes()).to_bytes());
        format!("{text}\n— {} {}\n", self.name, base64(&signed))
    }

    /// Signs a statement of another kind; `kind` keeps the kinds apart.
    pub fn sign(&self, kind: &str, message: &[u8]) -> [u8; 64] {
        self.key.sign(&domain(kind, message)).to_bytes()
    }
}

impl VerifierKey {
    /// Reads `name+abcdef01+base64`, as [`Self`] is printed.
    ///
    /// # Errors
    /// [`CheckpointError::Key`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(bytes)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(CheckpointError::Key);
        };
        let bytes = unbase64(bytes).ok_or(CheckpointError::Key)?;
        let [ED25519, key @ ..] = bytes.as_slice() else { return Err(CheckpointError::Key) };
        let key: &[u8; 32] = key.try_into().map_err(|_| CheckpointError::Key)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| CheckpointError::Key)?;
        let parsed = Self { name: name.to_owned(), key };
        if hex(parsed.id()) == id { Ok(parsed) } else { Err(CheckpointError::Key) }
    }

    /// The name of the ledger.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a checkpoint that this key signed.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn open(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(CheckpointError::Form("no signature follows"))?;
        let text = format!("{text}\n");
        let mine = signatures.lines().find_map(|line| {
            let (name, signature) = line.strip_prefix("— ")?.split_once(' ')?;
            let bytes = unbase64(signature).filter(|_| name == self.name)?;
            let (id, signature) = bytes.split_at_checked(4)?;
            (id == self.id()).then(|| signature.to_vec())
        });
        let mine = mine.ok_or_else(|| CheckpointError::NoSignature(self.name.clone()))?;
        let signature = Signature::from_slice(&mine).map_err(|_| CheckpointError::BadSignature)?;
        self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| CheckpointError::BadSignature)?;
        let checkpoint = parse(&text)?;
        if checkpoint.origin == self.name { Ok(checkpoint) } else { Err(CheckpointError::Form("another origin")) }
    }

    /// Whether [`LedgerKey::sign`] made this signature.
    pub fn verify(&self, kind: &str, message: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(&domain(kind, message), &Signature::from_bytes(signature)).is_ok()
    }

    fn id(&self) -> [u8; 4] {
        let digest = Sha256::new()
            .chain_update(self.name.as_bytes())
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes());
        let digest = digest.finalize();
        [digest[0], digest[1], digest[2], digest[3]]
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, hex(self.id()), base64(&bytes))
    }
}

/// The secret stays out of every log.
impl std::fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LedgerKey").field("name", &self.name).finish_non_exhaustive()
    }
}

fn hex(bytes: [u8; 4]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn domain(kind: &str, message: &[u8]) -> Vec<u8> {
    [kind.as_bytes(), &[0], message].concat()
}

fn body(checkpoint: &Checkpoint) -> String {
    format!("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(&checkpoint.root.0))
}

fn parse(text: &str) -> Result<Checkpoint, CheckpointError> {
    let mut lines = text.lines();
    let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
        return Err(CheckpointError::Form("three lines are expected"));
    };
    let number: u64 = size.parse().map_err(|_| CheckpointError::Form("the second line is no size"))?;
    if number.to_string() != size {
        return Err(CheckpointError::Form("the second line is no size"));
    }
    let root = unbase64(root).and_then(|bytes| bytes.try_into().ok()).map(Hash);
    let root = root.ok_or(CheckpointError::Form("the third line is no root"))?;
    Ok(Checkpoint { origin: origin.to_owned(), size: number, root })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key() -> LedgerKey {
        LedgerKey::new("ledger.example/norda", &[7; 32]).unwrap()
    }

    #[test]
    fn a_checkpoint_comes_back() {
        let note = key().checkpoint(5, Hash::leaf(b"x"));
        let opened = key().verifier().open(&note).unwrap();
        assert_eq!((opened.size, opened.root), (5, Hash::leaf(b"x")));
        assert!(note.starts_with("ledger.example/norda\n5\n") && note.contains("\n\n— ledger.example/norda "));
    }

    #[test]
    fn a_verifier_key_comes_back() {
        let verifier = key().verifier();
        assert_eq!(VerifierKey::parse(&verifier.to_string()), Ok(verifier.clone()));
        assert!(VerifierKey::parse(&verifier.to_string().replace("norda", "nordb")).is_err());
        assert!(VerifierKey::parse("a+b").is_err());
    }

    /// The example key of Go's `note` package documentation, a public known answer for the key id.
    #[test]
    fn a_known_verifier_key() {
        let known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert_eq!(VerifierKey::parse(known).unwrap().to_string(), known);
    }

    #[test]
    fn names_that_would_break_the_form_are_refused() {
        for bad in ["", "a b", "a+b", "a\nb", &"x".repeat(201)] {
            assert!(LedgerKey::new(bad, &[0; 32]).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn no_other_key_and_no_other_kind() {
        let note = key().checkpoint(5, Hash::empty());
        let other = LedgerKey::new("ledger.example/norda", &[8; 32]).unwrap();
        assert!(matches!(other.verifier().open(&note), Err(CheckpointError::NoSignature(_))));
        let signature = key().sign("promise", b"x");
        assert!(key().verifier().verify("promise", b"x", &signature));
        assert!(!key().verifier().verify("receipt", b"x", &signature));
        assert!(!format!("{:?}", key()).contains("07"));
    }

    proptest! {
        #[test]
        fn any_flipped_byte_is_found(at in 0_usize..400, bit in 0_u8..8) {
            let note = key().checkpoint(1_234_567, Hash::leaf(b"x"));
            let mut bytes = note.clone().into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            if let Ok(altered) = String::from_utf8(bytes) {
                let opened = key().verifier().open(&altered);
                // What follows the signature is no part of the note.
                prop_assert!(opened.is_err() || at == note.len() - 1, "{altered}");
            }
        }
    }
}
