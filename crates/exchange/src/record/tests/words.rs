//! Whatever terms say, records use only terms that W3C published, each where it belongs, and meet their schema.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use super::sample::{RECEIPT, World, day, event, held};
use super::schema::faults;
use crate::agreement::Signatory;
use crate::basis::{Basis, Inferred, Source, Special};
use crate::dpv::tests::{Rows, ancestors, published};
use crate::id::{PurposeId, RecipientId};
use crate::record::{Act, By, Concerns, Event, Party, PartyKind, receipt, record};
use crate::terms::Terms;
use crate::text::{Language, Texts};

/// What a firm may have written where a term belongs.
const TERMS: [Option<&str>; 8] = [
    None,
    Some("ServicePersonalisation"),
    Some("DirectMarketing"),
    Some("EmailAddress"),
    Some("Religion"),
    Some("dpv:Marketing"),
    Some("https://w3id.org/dpv#Made-up"),
    Some("our own \"word\" "),
];
const SOURCES: [Source; 4] = [Source::Volunteered, Source::Observed, Source::Inferred, Source::ThirdParty];
const ACTS: [Act; 9] = [
    Act::Asked,
    Act::Given,
    Act::Renewed,
    Act::Refused,
    Act::Withdrawn,
    Act::Expired,
    Act::Changed,
    Act::Released,
    Act::Left,
];
const BY: [By; 3] = [By::Person, By::Guardian, By::Firm];
const KINDS: [PartyKind; 5] =
    [PartyKind::Organisation, PartyKind::ForProfit, PartyKind::NonProfit, PartyKind::Government, PartyKind::Person];
const CLAUSES: [&str; 6] = ["advice", "bill", "large-bill", "adverts", "archive", "helping"];

fn texts() -> impl Strategy<Value = Texts> {
    let tag = prop::sample::select(vec!["en", "it", "de-at"]);
    let some = prop::collection::vec((tag, "[ -~à\n]{0,8}"), 0..3);
    some.prop_map(|all| {
        let mut texts = Texts::default();
        all.into_iter().for_each(|(tag, text)| texts.set(Language::new(tag).unwrap(), text));
        texts
    })
}

fn basis() -> impl Strategy<Value = Basis> {
    prop_oneof![
        Just(Basis::Consent),
        Just(Basis::Contract),
        texts().prop_map(|law| Basis::LegalObligation { law }),
        texts().prop_map(|balancing| Basis::LegitimateInterest { balancing }),
    ]
}

prop_compose! {
    fn any_terms()(
        bases in prop::collection::vec(basis(), 4),
        names in prop::collection::vec(texts(), 16),
        terms in prop::collection::vec(0_usize..TERMS.len(), 7),
        items in prop::collection::vec((0_usize..4, any::<bool>(), any::<bool>(), texts()), 3),
        clauses in prop::collection::vec((prop::option::of(0_u32..4000), any::<bool>(), any::<bool>()), 5),
    ) -> Terms {
        let mut t = super::sample::terms();
        let ids: BTreeSet<_> = t.items.iter().map(|item| item.id.clone()).collect();
        for (n, purpose) in t.purposes.iter_mut().enumerate() {
            (purpose.basis, purpose.name) = (bases[n].clone(), names[n].clone());
            purpose.dpv = TERMS[terms[n]].map(str::to_owned);
        }
        for (n, item) in t.items.iter_mut().enumerate() {
            let (source, special, inferred, words) = items[n].clone();
            (item.source, item.name) = (SOURCES[source], words.clone());
            item.dpv = TERMS[terms[4 + n]].map(str::to_owned);
            item.special = special.then(|| Special { reason: names[5 + n].clone() });
            item.inferred = inferred.then(|| Inferred { from: ids.clone(), method: words.clone() });
            item.origin = words;
        }
        for (n, clause) in t.clauses.iter_mut().enumerate() {
            if let Some(asked) = &mut clause.information {
                let (days, required, everybody) = clauses[n];
                (asked.retention_days, clause.required) = (days, required);
                if everybody {
                    asked.recipients = ["printer", "signal-lab", "stray"].map(|id| RecipientId::new(id).unwrap()).into();
                }
                (clause.title, clause.text) = (names[8 + n].clone(), names[11 + n].clone());
            }
        }
        t.recipients[0].name = names[15].clone();
        t
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let until = prop::option::of(0_u32..9999);
    (0_usize..ACTS.len(), 0_usize..9, 1_u32..3, 0_u32..60, 0_usize..3, until).prop_map(
        |(act, of, version, at, by, until)| {
            let concerns = match of {
                0..6 => event(Act::Asked, CLAUSES[of], 0, By::Firm).concerns,
                6 => Concerns::Purpose(PurposeId::new("advice").unwrap()),
                7 => Concerns::Purpose(PurposeId::new("billing").unwrap()),
                _ => Concerns::All,
            };
            Event { act: ACTS[act], concerns, version, at: day(at), by: BY[by], until: until.map(day) }
        },
    )
}

fn any_party() -> impl Strategy<Value = Party> {
    let id = prop_oneof![Just("https://a.example/#x".to_owned()), "[ -~è]{1,8}[a-z]", Just("urn:<x>".to_owned())];
    (id, 0_usize..5, "[ -~è]{0,4}[a-z]").prop_map(|(id, kind, words)| Party {
        id,
        name: words.clone(),
        address: words.clone(),
        contact: words,
        kind: KINDS[kind],
    })
}

prop_compose! {
    fn any_world()(
        first in any_terms(),
        second in any_terms(),
        agreed in prop::collection::vec(any::<bool>(), 6),
        guardian in any::<bool>(),
        ended in prop::option::of(0_usize..6),
        events in prop::collection::vec(any_event(), 0..12),
        controllers in prop::collection::vec(any_party(), 1..3),
        lab in prop::option::of(any_party()),
        language in prop::sample::select(vec!["it", "en", "de-at", "fr"]),
        principal in "[ -~è]{0,6}[a-z]",
    ) -> World {
        let clauses: Vec<&str> = CLAUSES.into_iter().zip(agreed).filter(|(_, agreed)| *agreed).map(|(id, _)| id).collect();
        let mut world = World::agreed(first, &clauses);
        world.versions.insert(2, second.into());
        world.agreement.as_mut().unwrap().by = if guardian { Signatory::Guardian } else { Signatory::Person };
        world.ended = ended.map(|of| held(&world.versions[&2], CLAUSES[of], 2, day(5))).into_iter().collect();
        (world.events, world.controllers, world.principal) = (events, controllers, principal);
        world.recipients = lab.map(|lab| (RecipientId::new("signal-lab").unwrap(), lab)).into_iter().collect();
        world.language = Language::new(language).unwrap();
        world
    }
}

/// What a document uses: properties, and what stands under each.
#[derive(Debug, Default)]
struct Used {
    properties: BTreeSet<String>,
    types: BTreeSet<(String, String)>,
}

impl Used {
    fn of(value: &Value) -> Self {
        let mut used = Self::default();
        used.walk(value, "");
        used
    }

    fn walk(&mut self, value: &Value, under: &str) {
        match value {
            Value::Object(parts) => {
                for (key, part) in parts.iter().filter(|(key, _)| *key != "@context") {
                    if key == "@type" {
                        self.term(part, under);
                    } else if key.contains(':') {
                        self.properties.insert(key.clone());
                        // The two properties whose values are terms as they stand.
                        if key == "dpv:hasNecessity" || key == "dpv:hasLegalBasis" {
                            self.term(part, key);
                        }
                        self.walk(part, key);
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|part| self.walk(part, under)),
            _ => {}
        }
    }

    fn term(&mut self, value: &Value, under: &str) {
        match value {
            Value::String(term) => drop(self.types.insert((under.to_owned(), term.clone()))),
            Value::Array(all) => all.iter().for_each(|term| self.term(term, under)),
            _ => {}
        }
    }
}

/// What a term under a property has to be a kind of.
const ROOTS: [(&str, &str); 17] = [
    ("", "DataProcessingRecord"),
    ("dpv:hasRecordOfActivity", "DataProcessingRecord"),
    ("dpv:hasConsentStatus", "ConsentStatus"),
    ("dpv:hasContractStatus", "ContractStatus"),
    ("dpv:hasStatus", "Status"),
    ("dpv:hasPurpose", "Purpose"),
    ("dpv:hasPersonalData", "PersonalData"),
    ("dpv:hasLegalBasis", "LegalBasis"),
    ("dpv:hasNecessity", "Necessity"),
    ("dpv:hasDataSource", "DataSource"),
    ("dpv:hasDataController", "Entity"),
    ("dpv:hasThirdParty", "Entity"),
    ("dpv:hasNotice", "Notice"),
    ("dpv:hasDuration", "Duration"),
    ("dpv:hasStorageCondition", "StorageCondition"),
    ("dpv:hasConsentControl", "ConsentControl"),
    ("dpv:hasRight", "Right"),
];

/// Words of other vocabularies, which are no W3C terms to look up.
const OTHERS: [&str; 16] = [
    "dct:conformsTo",
    "dct:created",
    "dct:description",
    "dct:identifier",
    "dct:issued",
    "dct:language",
    "dct:source",
    "dct:subject",
    "dct:title",
    "dct:Standard",
    "rdf:value",
    "schema:name",
    "schema:url",
    "schema:version",
    "xsd:dateTime",
    "xsd:duration",
];

fn iri(short: &str) -> Option<String> {
    let (prefix, term) = short.split_once(':')?;
    let namespace = match prefix {
        "dpv" => "https://w3id.org/dpv#",
        "pd" => "https://w3id.org/dpv/pd#",
        "eu-gdpr" => "https://w3id.org/dpv/legal/eu/gdpr#",
        _ => return None,
    };
    Some(format!("{namespace}{term}"))
}

/// Which of the published terms are properties.
fn properties() -> Option<BTreeSet<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/dpv/dpv.csv");
    let mut lines = csv::Reader::from_path(path).ok()?;
    let lines = lines.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    Some(lines.filter(|line| line["type"] == "property").map(|line| line["iri"].clone()).collect())
}

fn check(document: &Value, rows: &Rows, properties: &BTreeSet<String>) {
    let used = Used::of(document);
    for property in &used.properties {
        let known = iri(property).map_or(OTHERS.contains(&property.as_str()), |iri| properties.contains(&iri));
        assert!(known, "{property} is no property");
    }
    for (under, term) in &used.types {
        let Some(iri) = iri(term) else {
            assert!(OTHERS.contains(&term.as_str()), "{term} under {under}");
            continue;
        };
        assert!(rows.contains_key(&iri) && !properties.contains(&iri), "{term} under {under} is not published");
        let root = ROOTS
            .iter()
            .find(|(property, _)| property == under)
            .map(|(_, root)| format!("https://w3id.org/dpv#{root}"));
        let above = ancestors(rows, &iri);
        assert!(root.is_none_or(|root| above.contains(&root)), "{term} does not belong under {under}");
    }
}

#[test]
fn every_record_uses_published_terms_and_meets_its_schema() {
    let mut rows = Rows::new();
    // Where one file is absent all are, and that is said once.
    for more in ["dpv.csv", "pd.csv", "eu-gdpr.csv"].into_iter().map_while(published) {
        rows.extend(more);
    }
    let properties = properties().filter(|_| !rows.is_empty());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(200));
    let complete = Cell::new(0);
    let told = runner.run(&any_world(), |world| {
        let sheet = world.sheet();
        let record = record(&sheet);
        let receipt = receipt(&record, RECEIPT, day(61));
        for document in [record.json_ld(), receipt.json_ld()] {
            if let Some(properties) = &properties {
                check(document, &rows, properties);
            }
            if sheet.lacks().is_empty() {
                complete.set(complete.get() + 1);
                prop_assert_eq!(faults(document), Vec::<String>::new());
            }
        }
        Ok(())
    });
    told.unwrap_or_else(|error| panic!("{error}"));
    assert!(complete.get() >= 100, "only {} of 400 documents had all that they need", complete.get());
}
