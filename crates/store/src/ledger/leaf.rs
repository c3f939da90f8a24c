//! Entries of the ledger: what happened, without anything that says who.
//!
//! An entry is stored as the bytes that were hashed and is never made again from columns. It names persons by
//! pseudonyms, and stands for what must not be told by salted commitments; when pseudonym and salt are destroyed, it
//! says nothing of anybody.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::tree::Hash;

/// What an entry records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A version of the terms was published.
    TermsPublished,
    /// A person answered an offer, and something is agreed.
    Agreed,
    /// A person said no, or took nothing on.
    Declined,
    /// A person countered.
    Countered,
    /// A counter-offer was answered, or lapsed.
    CounterAnswered,
    /// A person moved a setting.
    SettingMoved,
    /// A person withdrew consent or objected.
    Withdrawn,
    /// A person left.
    Left,
    /// A system of the firm read values for a purpose; the commitment is the root over what each person's part stands for.
    Accessed,
    /// It said what came of that.
    Used,
    /// Something came back to a person.
    BenefitDelivered,
    /// Something was promised to a person for taking part, by a rule of the firm.
    BenefitPromised,
    /// That was taken back before it came, as what it was for was undone.
    BenefitWithdrawn,
    /// A person put a value right.
    ItemCorrected,
    /// A person said that a value is wrong.
    ItemContested,
    /// A person was erased: nothing in the ledger leads to them any more.
    Erased,
}

/// An entry. The order of the fields is that of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaf {
    /// The version of this form: 1.
    pub v: u8,
    /// What happened.
    pub kind: Kind,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The exchange, by its id in hexadecimal digits; nothing for what concerns no single one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<String>,
    /// The person, by a pseudonym that only the books can resolve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The fingerprint of the terms concerned, in hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// What else belongs to it, as a salted commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Hash>,
}

impl Leaf {
    /// The version of the form written now.
    pub const VERSION: u8 = 1;

    /// The bytes that are stored and hashed.
    ///
    /// # Errors
    /// None in practice: every field can be written.
    pub fn bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}

/// Stands for `value` until `salt` is destroyed, and for nothing else before.
pub fn commitment(salt: &[u8; 32], value: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(b"comity commitment 1\0").chain_update(salt).chain_update(value).finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_fixed() {
        let leaf = Leaf {
            v: Leaf::VERSION,
            kind: Kind::Agreed,
            at: 1_700_000_000_000_000,
            exchange: Some("0a".into()),
            person: Some("p1".into()),
            terms: None,
            commitment: None,
        };
        let bytes = leaf.bytes().unwrap();
        let expect = r#"{"v":1,"kind":"agreed","at":1700000000000000,"exchange":"0a","person":"p1"}"#;
        assert_eq!(std::str::from_utf8(&bytes).unwrap(), expect);
        assert_eq!(serde_json::from_slice::<Leaf>(&bytes).unwrap(), leaf);
    }

    #[test]
    fn a_commitment_needs_its_salt() {
        assert_ne!(commitment(&[0; 32], b"x"), commitment(&[1; 32], b"x"));
        assert_ne!(commitment(&[0; 32], b"x"), commitment(&[0; 32], b"y"));
    }
}
