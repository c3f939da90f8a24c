//! What a record is written from.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::agreement::{Agreement, Held};
use crate::basis::Basis;
use crate::fixed::FixedTerms;
use crate::id::{ClauseId, RecipientId};
use crate::record::entry::{Entry, entries};
use crate::record::event::{By, Event};
use crate::record::iri::{Names, is_iri};
use crate::record::party::Party;
use crate::record::words::{Node, read_in};
use crate::record::{form, moment};
use crate::text::Language;
use crate::time::Timestamp;

/// Where information is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The country, by its code (ISO 3166).
    pub country: &'a str,
    /// More exactly, in words; may be blank.
    pub name: &'a str,
}

/// What is known of one person in one exchange, and of those who are responsible.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The UUID of the record.
    pub id: u128,
    /// When it is written.
    pub written: Timestamp,
    /// By what the person is known: a pseudonym, or an id.
    pub principal: &'a str,
    /// The language in which the terms were read.
    pub language: &'a Language,
    /// Who decides what information is used for; the first is the firm.
    pub controllers: &'a [Party],
    /// Who the recipients of the terms are. One who is not here is named as the terms name them.
    pub recipients: &'a BTreeMap<RecipientId, Party>,
    /// The terms by version, at least of every clause that the record speaks of.
    pub versions: &'a BTreeMap<u32, FixedTerms>,
    /// What is agreed.
    pub agreement: Option<&'a Agreement>,
    /// Clauses that were agreed to and are not in force any more, as they were agreed to. One that is not here is described
    /// as its terms have it.
    pub ended: &'a [Held],
    /// What happened, in any order. A clause in force to which no event says yes was given when the agreement says.
    pub events: &'a [Event],
    /// The country whose law holds, by its code (ISO 3166).
    pub jurisdiction: &'a str,
    /// Where information is stored.
    pub storage: Place<'a>,
    /// The page where the terms can be read (`https://…`).
    pub notice: &'a str,
    /// The page where the person withdraws, objects, or leaves (`https://…`).
    pub withdrawal: &'a str,
}

/// Something that a record has to say, and cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// Who the person is.
    Principal,
    /// Any controller.
    Controllers,
    /// A blank id, name, address or contact of a controller.
    OfController {
        /// Which of them, from 0.
        place: usize,
        /// `id`, `name`, `address`, `contact`.
        what: &'static str,
    },
    /// The country whose law holds, as a code of two letters.
    Jurisdiction,
    /// The country where information is stored, as a code of two letters.
    Storage,
    /// The address of the page with the terms.
    Notice,
    /// The address of the page for withdrawing.
    Withdrawal,
    /// What a clause means or what happened to it: its version of the terms is not here or does not describe it, or no event
    /// says anything of it.
    Clause(ClauseId),
    /// Any clause that asks for information.
    Entries,
}

impl<'a> Sheet<'a> {
    /// What keeps the record from being one.
    pub fn lacks(&self) -> Vec<Lack> {
        let (entries, unclear) = entries(self);
        let mut lacks: Vec<Lack> = Vec::new();
        let mut need = |there: bool, lack: Lack| lacks.extend((!there).then_some(lack));
        need(!self.principal.trim().is_empty(), Lack::Principal);
        need(!self.controllers.is_empty(), Lack::Controllers);
        for (place, party) in self.controllers.iter().enumerate() {
            let parts =
                [("id", &party.id), ("name", &party.name), ("address", &party.address), ("contact", &party.contact)];
            for (what, text) in parts {
                need(!text.trim().is_empty(), Lack::OfController { place, what });
            }
        }
        need(country(self.jurisdiction).is_some(), Lack::Jurisdiction);
        need(country(self.storage.country).is_some(), Lack::Storage);
        need(page(self.notice).is_some(), Lack::Notice);
        need(page(self.withdrawal).is_some(), Lack::Withdrawal);
        need(!entries.is_empty(), Lack::Entries);
        lacks.extend(unclear.into_iter().map(Lack::Clause));
        lacks
    }

    pub(super) fn json(&self) -> Value {
        let names = Names::new(self.id);
        let (entries, _) = entries(self);
        let consent = entries.iter().any(|entry| *entry.basis == Basis::Consent);
        let processes: Vec<Value> = entries.iter().map(|entry| self.process(&names, entry).into()).collect();
        let principal = Node::default()
            .with("@id", names.part("principal"))
            .with("@type", "dpv:DataSubject")
            .with_some("dct:identifier", filled(self.principal));
        Node::default()
            .with("@id", names.whole())
            .with("@type", if consent { "dpv:ConsentRecord" } else { "dpv:DataProcessingRecord" })
            .with("dct:conformsTo", form())
            .with("dct:identifier", names.uuid())
            .with("dct:created", moment::moment(self.written))
            .with("dct:language", self.language.as_str())
            .with("dpv:hasDataSubject", principal)
            .with_some("dpv:hasJurisdiction", country(self.jurisdiction))
            .with("dpv:hasDataController", self.controllers(&names))
            .with("dpv:hasThirdParty", self.third_parties(&names, &entries))
            .with_some("dpv:hasEntity", self.guardian(&names, &entries))
            .with("dpv:hasNotice", self.notices(&names, &entries, consent))
            .with("dpv:hasProcess", processes)
            .into()
    }

    fn controllers(&self, names: &Names) -> Vec<Value> {
        let node = |party: &Party| party.node(names.outside("controller", &party.id), "dpv:DataController").into();
        self.controllers.iter().map(node).collect()
    }

    /// Everybody whom a clause of the record lets have something, once.
    fn third_parties(&self, names: &Names, entries: &[Entry<'_>]) -> Vec<Value> {
        let mut parties: BTreeMap<String, Value> = BTreeMap::new();
        for entry in entries {
            for id in &entry.asked.recipients {
                let party = self.recipient(entry, id);
                let iri = names.outside("recipient", &party.id);
                parties.entry(iri.clone()).or_insert_with(|| party.node(iri, "dpv:ThirdParty").into());
            }
        }
        parties.into_values().collect()
    }

    pub(super) fn recipient(&self, entry: &Entry<'_>, id: &RecipientId) -> Party {
        let known = || self.recipients.get(id).cloned();
        let named = || {
            let recipient = entry.terms.recipients.iter().find(|recipient| recipient.id == *id)?;
            Some(Party::named(recipient, self.language, &entry.terms.language))
        };
        known().or_else(named).unwrap_or_else(|| Party { id: id.to_string(), ..Party::default() })
    }

    /// Whoever answered for the person, where somebody did. Their name is not written: the record is about the person.
    fn guardian(&self, names: &Names, entries: &[Entry<'_>]) -> Option<Value> {
        let acted = entries.iter().flat_map(|entry| &entry.events).any(|event| event.by == By::Guardian);
        acted.then(|| {
            Node::default().with("@id", names.part("guardian")).with("@type", "dpv:GuardianOfDataSubject").into()
        })
    }

    /// The terms of each version that the record speaks of, which were what the person read.
    fn notices(&self, names: &Names, entries: &[Entry<'_>], consent: bool) -> Vec<Value> {
        let mut notices: BTreeMap<u32, Value> = BTreeMap::new();
        for entry in entries {
            let told = entry.events.iter().map(|event| event.version).chain([entry.version]);
            for version in told {
                let Some(terms) = self.versions.get(&version) else { continue };
                notices.entry(version).or_insert_with(|| {
                    Node::default()
                        .with("@id", notice(names, version))
                        .with("@type", if consent { "dpv:ConsentNotice" } else { "dpv:PrivacyNotice" })
                        .with("dct:identifier", terms.fingerprint().to_string())
                        .with_some("dct:title", read_in(&terms.title, self.language, &terms.language))
                        .with("dct:language", self.language.as_str())
                        .with("schema:version", version.to_string())
                        .with_some("schema:url", page(self.notice))
                        .into()
                });
            }
        }
        notices.into_values().collect()
    }
}

/// The name of a version of the terms within the record.
pub fn notice(names: &Names, version: u32) -> String {
    names.part(&format!("terms-{version}"))
}

/// A country by its code, where it is one.
pub fn country(code: &str) -> Option<Value> {
    let code = code.trim().to_ascii_uppercase();
    let sound = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    sound.then(|| Node::of("dpv:Country").with("dct:identifier", code).into())
}

/// The address of a page, where it is one.
pub fn page(address: &str) -> Option<&str> {
    Some(address).filter(|address| address.starts_with("http") && is_iri(address))
}

pub fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
