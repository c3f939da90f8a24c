//! One clause of a record: what for, on what ground, which information, how long, to whom, how it ends, what happened.

use serde_json::{Map, Value, json};

use crate::basis::{Basis, Item, Purpose, Source};
use crate::dpv::TermKind;
use crate::grant::Retention;
use crate::record::entry::Entry;
use crate::record::event::{Act, By, Event};
use crate::record::iri::Names;
use crate::record::sheet::{Sheet, country, filled, notice, page};
use crate::record::state::state;
use crate::record::words::{Node, kind_of_purpose, kinds_of_item, own_word, read_in, said, short};
use crate::record::{Party, moment};
use crate::text::Texts;

impl Sheet<'_> {
    pub(super) fn process(&self, names: &Names, entry: &Entry<'_>) -> Node {
        let clause = entry.clause;
        let items: Vec<Value> = entry.items.iter().map(|item| self.item(names, entry, item).into()).collect();
        let parties = entry.asked.recipients.iter().map(|id| self.recipient(entry, id));
        let recipients: Vec<String> = parties.map(|Party { id, .. }| names.outside("recipient", &id)).collect();
        let (control, ending) = self.ending(entry.basis);
        let node = Node::default()
            .with("@id", names.part(&format!("clause-{}", clause.id)))
            .with("@type", "dpv:PersonalDataProcess")
            .with("dct:identifier", clause.id.as_str())
            .with_some("dct:title", self.read(entry, &clause.title))
            .with_some("dct:description", self.read(entry, &clause.text))
            .with("dpv:hasNotice", notice(names, entry.version))
            .with("dpv:hasPurpose", self.purpose(names, entry, entry.purpose))
            .with("dpv:hasLegalBasis", self.basis(entry))
            .with("dpv:hasNecessity", if clause.required { "dpv:Required" } else { "dpv:Optional" })
            .with("dpv:hasPersonalData", items)
            .with("dpv:hasStorageCondition", self.storage(entry))
            .with("dpv:hasRecipientThirdParty", recipients)
            .with(control, ending);
        self.events(names, entry).into_iter().fold(node, |node, (property, states)| node.with(&property, states))
    }

    fn read(&self, entry: &Entry<'_>, texts: &Texts) -> Option<Value> {
        read_in(texts, self.language, &entry.terms.language)
    }

    fn purpose(&self, names: &Names, entry: &Entry<'_>, purpose: &Purpose) -> Node {
        Node::default()
            .with("@id", names.part(&format!("purpose-{}-{}", entry.version, purpose.id)))
            .with("@type", kind_of_purpose(purpose))
            .with("dct:identifier", purpose.id.as_str())
            .with_some("dct:title", self.read(entry, &purpose.name))
            .with_some("dct:subject", own_word(TermKind::Purpose, purpose.dpv.as_deref()))
    }

    fn basis(&self, entry: &Entry<'_>) -> Node {
        let node = Node::of(short(entry.basis.dpv()));
        match entry.basis {
            Basis::Consent | Basis::Contract => node,
            Basis::LegalObligation { law } => {
                let law = Node::of("dpv:Law").with_some("dct:title", self.read(entry, law));
                node.with("dpv:hasApplicableLaw", law)
            }
            Basis::LegitimateInterest { balancing } => {
                let note = self.read(entry, balancing);
                node.with(
                    "dpv:hasAssessment",
                    Node::of("dpv:LegitimateInterestAssessment").with_some("dct:description", note),
                )
            }
        }
    }

    fn item(&self, names: &Names, entry: &Entry<'_>, item: &Item) -> Node {
        let name = |id: &str| names.part(&format!("item-{}-{id}", entry.version));
        // What is said of an item in several clauses is said of one thing only if it has a name. No name has a full stop.
        let part = |what: &str| Node::default().with("@id", format!("{}.{what}", name(item.id.as_str())));
        let special = item.special.as_ref().and_then(|special| self.read(entry, &special.reason));
        let why = special.map(|why| part("reason").with("@type", "dpv:Justification").with("dct:description", why));
        let from = item.inferred.as_ref().map(|inferred| &inferred.from).filter(|from| !from.is_empty());
        let from = from.map(|from| from.iter().map(|input| name(input.as_str())).collect::<Vec<_>>());
        let method = item.inferred.as_ref().and_then(|inferred| self.read(entry, &inferred.method));
        let method =
            method.map(|method| part("method").with("@type", "dpv:AlgorithmicLogic").with("dct:description", method));
        Node::default()
            .with("@id", name(item.id.as_str()))
            .with("@type", kinds_of_item(item))
            .with("dct:identifier", item.id.as_str())
            .with_some("dct:title", self.read(entry, &item.name))
            .with_some("dct:subject", own_word(TermKind::Category, item.dpv.as_deref()))
            .with("dpv:hasDataSource", self.source(part("source"), entry, item))
            .with_some("dct:source", from)
            .with_some("dpv:hasAlgorithmicLogic", method)
            .with_some("dpv:hasJustification", why)
    }

    fn source(&self, node: Node, entry: &Entry<'_>, item: &Item) -> Node {
        match item.source {
            Source::Volunteered | Source::Observed => node.with("@type", "dpv:DataSubjectDataSource"),
            Source::Inferred => node.with("@type", "dpv:DataControllerDataSource"),
            Source::ThirdParty => {
                let origin = self.read(entry, &item.origin);
                node.with("@type", "dpv:ThirdPartyDataSource").with_some("dct:title", origin)
            }
        }
    }

    /// Where it is kept, and for how long from when it came.
    fn storage(&self, entry: &Entry<'_>) -> Vec<Value> {
        let place = Node::of("dpv:Location")
            .with_some("schema:name", filled(self.storage.name))
            .with_some("dpv:hasCountry", country(self.storage.country));
        let duration = match entry.asked.retention_days.map_or(Retention::WhileAgreed, Retention::Days) {
            Retention::Days(days) => {
                let value = json!({ "@type": "xsd:duration", "@value": moment::days(days) });
                Node::of("dpv:TemporalDuration").with("rdf:value", value)
            }
            Retention::WhileAgreed => Node::of("dpv:UntilEventDuration")
                .with("dct:description", said("Until the agreement ends", "Fino alla fine dell’accordo")),
        };
        let place = Node::of("dpv:StorageLocation").with("dpv:hasLocation", place);
        let duration = Node::of("dpv:StorageDuration").with("dpv:hasDuration", duration);
        vec![place.into(), duration.into()]
    }

    /// How it ends, which is another thing for each legal basis.
    fn ending(&self, basis: &Basis) -> (&'static str, Node) {
        let (property, kind) = match basis {
            Basis::Consent => ("dpv:hasConsentControl", "dpv:WithdrawConsent"),
            Basis::Contract => ("dpv:hasContractControl", "dpv:TerminateContract"),
            Basis::LegitimateInterest { .. } => ("dpv:hasRight", "eu-gdpr:A21"),
            Basis::LegalObligation { .. } => {
                return ("dpv:hasEntityInvolvement", Node::of("dpv:CannotOptOutFromProcess"));
            }
        };
        let at = page(self.withdrawal).map(|page| Node::of("dpv:RightExerciseNotice").with("schema:url", page));
        (property, Node::of(kind).with_some("dpv:isExercisedAt", at))
    }

    /// The states, under the property that each belongs to.
    fn events(&self, names: &Names, entry: &Entry<'_>) -> Map<String, Value> {
        let mut events: Map<String, Value> = Map::new();
        for event in &entry.events {
            let Some((property, term)) = state(event.act, entry.basis) else { continue };
            let all = events.entry(property).or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.push(self.event(names, entry, event, term).into());
            }
        }
        events
    }

    fn event(&self, names: &Names, entry: &Entry<'_>, event: &Event, term: &str) -> Node {
        let firm = || self.controllers.first().map(|firm| names.outside("controller", &firm.id));
        let by = match event.by {
            By::Person => Some(names.part("principal")),
            By::Guardian => Some(names.part("guardian")),
            By::Firm => firm(),
        };
        let read = self.versions.contains_key(&event.version).then(|| notice(names, event.version));
        Node::of(term)
            .with("dpv:isIndicatedAtTime", moment::moment(event.at))
            .with_some("dpv:isIndicatedBy", by)
            .with("dpv:hasLegalBasis", short(entry.basis.dpv()))
            .with("dpv:hasDuration", validity(event))
            .with_some("dpv:hasNotice", read)
    }
}

fn validity(event: &Event) -> Node {
    if let Some(until) = event.until {
        let value = json!({ "@type": "xsd:dateTime", "@value": moment::moment(until) });
        return Node::of("dpv:UntilTimeDuration").with("rdf:value", value);
    }
    let until = match event.act {
        Act::Asked => said("Until it is answered", "Fino alla risposta"),
        Act::Given | Act::Renewed | Act::Changed => said("Until it changes or ends", "Fino a quando cambia o termina"),
        Act::Refused | Act::Withdrawn | Act::Expired | Act::Released | Act::Left => {
            said("Until it is agreed to anew", "Fino a un nuovo accordo")
        }
    };
    Node::of("dpv:UntilEventDuration").with("dct:description", until)
}
