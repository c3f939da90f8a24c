//! Who takes part: controllers, and others who receive information.

use serde_json::Value;

use crate::basis::Recipient;
use crate::record::words::Node;
use crate::text::Language;

/// What kind of entity a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartyKind {
    /// An organisation of any kind.
    #[default]
    Organisation,
    /// One that aims at profit.
    ForProfit,
    /// One that does not.
    NonProfit,
    /// A part of government.
    Government,
    /// A human being.
    Person,
}

impl PartyKind {
    fn term(self) -> &'static str {
        match self {
            Self::Organisation => "dpv:Organisation",
            Self::ForProfit => "dpv:ForProfitOrganisation",
            Self::NonProfit => "dpv:NonProfitOrganisation",
            Self::Government => "dpv:GovernmentalOrganisation",
            Self::Person => "dpv:NaturalPerson",
        }
    }
}

/// A controller, or somebody else who receives information.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// By what it is told apart; an IRI of its own (`https://norda.example/#firm`), or any other text.
    pub id: String,
    /// Its legal name.
    pub name: String,
    /// Its postal address.
    pub address: String,
    /// How to reach it: a mail address, a telephone number, a page.
    pub contact: String,
    /// What it is.
    pub kind: PartyKind,
}

impl Party {
    /// A recipient as terms name it; they say nothing of an address but the country.
    pub(super) fn named(recipient: &Recipient, language: &Language, fallback: &Language) -> Self {
        Self {
            id: recipient.id.to_string(),
            name: recipient.name.best(language, fallback).to_owned(),
            address: recipient.country.to_ascii_uppercase(),
            contact: recipient.contact.clone(),
            kind: PartyKind::Organisation,
        }
    }

    /// The party in its role. What is not known is said to be so.
    pub(super) fn node(&self, iri: String, role: &str) -> Node {
        let or_missing = |text: &str| match text.trim() {
            "" => Value::from(Node::of("dpv:NotAvailable")),
            text => text.into(),
        };
        Node::default()
            .with("@id", iri)
            .with("@type", vec![role, self.kind.term()])
            .with("dct:identifier", self.id.as_str())
            .with("dpv:hasName", or_missing(&self.name))
            .with("dpv:hasAddress", or_missing(&self.address))
            .with("dpv:hasContact", or_missing(&self.contact))
    }
}
