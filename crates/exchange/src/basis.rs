//! On what ground information is used (GDPR, Regulation (EU) 2016/679, Article 6).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{ItemId, PurposeId, RecipientId};
use crate::text::Texts;

/// The one legal basis of a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "on", rename_all = "snake_case", deny_unknown_fields)]
pub enum Basis {
    /// Article 6(1)(a). One answer for each purpose, never a condition of anything else.
    Consent,
    /// Article 6(1)(b). What the person asked for cannot be done without it.
    Contract,
    /// Article 6(1)(c). A law demands it, named here.
    LegalObligation {
        /// The law.
        law: Texts,
    },
    /// Article 6(1)(f). The person may object at any time.
    LegitimateInterest {
        /// The balancing note: what interest, why it is needed, why it does not override the person's.
        balancing: Texts,
    },
}

impl Basis {
    /// The name in files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "contract",
            Self::LegalObligation { .. } => "legal_obligation",
            Self::LegitimateInterest { .. } => "legitimate_interest",
        }
    }

    /// What the person does to end it.
    pub fn ends_by(&self) -> Ending {
        match self {
            Self::Consent => Ending::Withdrawing,
            Self::LegitimateInterest { .. } => Ending::Objecting,
            Self::Contract => Ending::Leaving,
            Self::LegalObligation { .. } => Ending::ByLaw,
        }
    }
}

/// How a use of information ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person withdraws consent.
    Withdrawing,
    /// The person objects.
    Objecting,
    /// The person leaves the exchange.
    Leaving,
    /// When the law that demands it no longer does.
    ByLaw,
}

/// What information is used for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Its name in the terms.
    pub id: PurposeId,
    /// What is done, in plain words.
    pub name: Texts,
    /// Its legal basis.
    pub basis: Basis,
    /// The purpose in the W3C Data Privacy Vocabulary (`ServicePersonalisation`), where one fits; see [`crate::dpv`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpv: Option<String>,
    /// The longest for which this purpose needs anything, in days; what is kept longer is flagged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_days: Option<u32>,
}

/// Where a piece of information comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The person gives it willingly.
    Volunteered,
    /// It is seen in use.
    Observed,
    /// It is worked out from other items.
    Inferred,
    /// Somebody else gives it.
    ThirdParty,
}

/// A piece of information that terms speak of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its name in the terms.
    pub id: ItemId,
    /// What it is, in plain words.
    pub name: Texts,
    /// Where it comes from.
    pub source: Source,
    /// The category in the W3C Data Privacy Vocabulary's personal data extension, where one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpv: Option<String>,
    /// For a special category of Article 9 (health, belief, …): why the firm turned it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<Special>,
    /// For an item that is worked out: from what, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred: Option<Inferred>,
    /// For an item that somebody else gives: who.
    #[serde(default, skip_serializing_if = "Texts::is_blank")]
    pub origin: Texts,
}

/// How an item is worked out from others.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inferred {
    /// From which items.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub from: BTreeSet<ItemId>,
    /// In which way, in plain words.
    #[serde(default, skip_serializing_if = "Texts::is_blank")]
    pub method: Texts,
}

/// A special category of personal data (Article 9): refused unless the firm says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// Why it is needed, in plain words. Blank means that nobody turned it on.
    #[serde(default)]
    pub reason: Texts,
}

/// Somebody else who receives information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The name in the terms.
    pub id: RecipientId,
    /// Who it is. Blank is refused by the lint: a recipient has a name.
    #[serde(default)]
    pub name: Texts,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
    /// The country, by its code (ISO 3166), where information goes.
    #[serde(default)]
    pub country: String,
}

/// The age from which a person consents alone to an online service (Article 8 and the national laws), in years.
///
/// `country` is a code of ISO 3166 in any case. For a country without a rule of its own here, 16, which is the regulation's.
pub fn age_of_consent(country: &str) -> u8 {
    match country.to_ascii_uppercase().as_str() {
        "BE" | "DK" | "EE" | "FI" | "LV" | "MT" | "PT" | "SE" | "GB" | "NO" | "IS" => 13,
        "AT" | "BG" | "CY" | "ES" | "IT" | "LT" => 14,
        "CZ" | "GR" | "FR" | "SI" => 15,
        _ => 16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages() {
        assert_eq!(["it", "FR", "DE", "??"].map(age_of_consent), [14, 15, 16, 16]);
    }

    #[test]
    fn a_basis_is_one_word_where_it_needs_no_more() {
        let purpose: Purpose = toml::from_str("id = 'advice'\nname = 'Advice'\nbasis = { on = 'consent' }").unwrap();
        assert_eq!((purpose.basis.name(), purpose.basis.ends_by()), ("consent", Ending::Withdrawing));
        assert!(toml::from_str::<Purpose>("id = 'a'\nname = 'A'\nbasis = { on = 'whim' }").is_err());
    }

    #[test]
    fn an_item_of_before_inputs_is_written_as_it_was() {
        let written = r#"{"id":"fit","name":{"en":"The plan that fits"},"source":"inferred"}"#;
        let item: Item = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&item).unwrap(), written);
    }
}
