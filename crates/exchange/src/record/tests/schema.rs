//! The schema takes what is written and nothing that lacks a part or says what cannot be.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::sample::{RECEIPT, World, clause, day, event, full, terms};
use crate::record::{Act, By, Lack, SCHEMA, SCHEMA_VERSION, receipt, record};

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
});

/// What the schema has against it.
pub fn faults(value: &Value) -> Vec<String> {
    VALIDATOR.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A record and a receipt of it.
fn both() -> [Value; 2] {
    let record = record(&full().sheet());
    [record.json_ld().clone(), receipt(&record, RECEIPT, day(41)).json_ld().clone()]
}

/// What may be absent, by the key under which the node stands and its own.
const OPTIONAL: [(&str, &str); 16] = [
    ("", "dpv:hasEntity"),
    ("dpv:hasRecordOfActivity", "dpv:hasEntity"),
    ("dpv:hasNotice", "dct:title"),
    ("dpv:hasProcess", "dct:title"),
    ("dpv:hasProcess", "dct:description"),
    // For consent, what goes on without anybody being asked.
    ("dpv:hasProcess", "dpv:hasStatus"),
    ("dpv:hasPurpose", "dct:title"),
    ("dpv:hasPurpose", "dct:subject"),
    ("dpv:hasApplicableLaw", "dct:title"),
    ("dpv:hasAssessment", "dct:description"),
    ("dpv:hasPersonalData", "dct:title"),
    ("dpv:hasPersonalData", "dct:source"),
    ("dpv:hasPersonalData", "dpv:hasAlgorithmicLogic"),
    ("dpv:hasPersonalData", "dpv:hasJustification"),
    ("dpv:hasDataSource", "dct:title"),
    ("dpv:hasLocation", "schema:name"),
];

/// Every object of a document, with the last key on the way to it.
fn objects(value: &Value, at: &str, key: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(parts) => {
            out.push((at.to_owned(), key.to_owned()));
            for (key, part) in parts {
                objects(part, &format!("{at}/{}", key.replace('/', "~1")), key, out);
            }
        }
        Value::Array(all) => {
            for (place, part) in all.iter().enumerate() {
                objects(part, &format!("{at}/{place}"), key, out);
            }
        }
        _ => {}
    }
}

fn may_be_absent(parent: &str, key: &str, node: &Value, of: &Value) -> bool {
    // One of the two languages of what a record says itself.
    let one_of_two = node.as_object().is_some_and(|parts| parts.len() == 2 && parts.contains_key("en"));
    let told_by = parent.ends_with("Status") && key == "dpv:hasNotice";
    let only = key == "dpv:hasStatus" && of.get("dpv:hasConsentStatus").is_none();
    one_of_two || told_by || (OPTIONAL.contains(&(parent, key)) && !only)
}

#[test]
fn nothing_may_be_absent_but_what_is_optional() {
    let mut mandatory = Vec::new();
    for whole in both() {
        assert_eq!(faults(&whole), Vec::<String>::new());
        let mut all = Vec::new();
        objects(&whole, "", "", &mut all);
        for (at, parent) in all {
            let node = whole.pointer(&at).unwrap().clone();
            for key in node.as_object().unwrap().keys() {
                let mut without = whole.clone();
                without.pointer_mut(&at).unwrap().as_object_mut().unwrap().shift_remove(key);
                let optional = may_be_absent(&parent, key, &node, &node);
                assert_eq!(faults(&without).is_empty(), optional, "{at} without {key}");
                mandatory.extend((!optional).then(|| format!("{parent}>{key}")));
            }
        }
    }
    // The fields that the standard demands, as docs/records.md maps them.
    for field in [
        ">dct:conformsTo",
        ">dct:identifier",
        ">dpv:hasDataSubject",
        "dpv:hasDataSubject>dct:identifier",
        ">dpv:hasNotice",
        "dpv:hasNotice>schema:url",
        ">dct:language",
        "dpv:hasProcess>dpv:hasPurpose",
        "dpv:hasProcess>dpv:hasPersonalData",
        "dpv:hasPersonalData>@type",
        ">dpv:hasDataController",
        "dpv:hasStorageCondition>dpv:hasLocation",
        "dpv:hasStorageCondition>dpv:hasDuration",
        ">dpv:hasJurisdiction",
        "dpv:hasProcess>dpv:hasRecipientThirdParty",
        "dpv:hasProcess>dpv:hasConsentControl",
        "dpv:hasConsentControl>dpv:isExercisedAt",
        "dpv:hasDataController>@type",
        "dpv:hasDataController>dct:identifier",
        "dpv:hasDataController>dpv:hasName",
        "dpv:hasDataController>dpv:hasAddress",
        "dpv:hasDataController>dpv:hasContact",
        "dpv:hasThirdParty>@type",
        "dpv:hasThirdParty>dct:identifier",
        "dpv:hasThirdParty>dpv:hasName",
        "dpv:hasThirdParty>dpv:hasAddress",
        "dpv:hasThirdParty>dpv:hasContact",
        "dpv:hasProcess>dpv:hasConsentStatus",
        "dpv:hasConsentStatus>@type",
        "dpv:hasConsentStatus>dpv:isIndicatedAtTime",
        "dpv:hasConsentStatus>dpv:isIndicatedBy",
        "dpv:hasConsentStatus>dpv:hasLegalBasis",
        "dpv:hasConsentStatus>dpv:hasDuration",
        ">dct:issued",
    ] {
        assert!(mandatory.iter().any(|there| there == field), "{field} is not among what was taken away");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let [record, receipt] = both();
    let check = |whole: &Value, at: &str, value: Value| {
        let mut other = whole.clone();
        *other.pointer_mut(at).unwrap_or_else(|| panic!("{at} is not there")) = value.clone();
        assert!(!faults(&other).is_empty(), "{at} may not be {value}");
    };
    let process = |name: &str| {
        let all = record["dpv:hasProcess"].as_array().unwrap();
        let place = all.iter().position(|process| process["dct:identifier"] == name).unwrap();
        format!("/dpv:hasProcess/{place}")
    };
    let [advice, bill, adverts] = ["advice", "bill", "adverts"].map(process);
    check(&record, &format!("{advice}/dpv:hasConsentStatus/0/@type"), json!("dpv:ConsentAssumed"));
    check(&record, &format!("{advice}/dpv:hasConsentStatus/0/@type"), json!("dpv:ContractActive"));
    check(&record, &format!("{bill}/dpv:hasContractStatus/0/@type"), json!("dpv:ConsentGiven"));
    check(&record, &format!("{adverts}/dpv:hasStatus/0/@type"), json!("dpv:ConsentGiven"));
    check(&record, &format!("{advice}/dpv:hasConsentStatus"), json!([]));
    check(&record, &format!("{advice}/dpv:hasConsentStatus/0/dpv:hasLegalBasis"), json!("eu-gdpr:A6-1-b"));
    check(&record, &format!("{advice}/dpv:hasConsentStatus/0/dpv:isIndicatedAtTime"), json!("1 March 2026"));
    check(&record, &format!("{advice}/dpv:hasConsentControl/@type"), json!("dpv:TerminateContract"));
    check(&record, &format!("{advice}/dpv:hasLegalBasis/@type"), json!("eu-gdpr:A6-1-b"));
    check(&record, &format!("{advice}/dpv:hasPersonalData"), json!([]));
    check(&record, &format!("{advice}/dpv:hasStorageCondition/1/dpv:hasDuration/rdf:value/@value"), json!("for long"));
    check(&record, "/dpv:hasDataController/0/dpv:hasAddress", json!({ "@type": "dpv:NotAvailable" }));
    check(&record, "/dpv:hasDataController/0/dpv:hasName", json!(" "));
    check(&record, "/dct:language", json!("Italian"));
    check(&record, "/dct:conformsTo/schema:version", json!("2"));
    check(&record, "/@context/dpv", json!("https://example.com/"));
    check(&receipt, "/@type", json!("dpv:ConsentRecord"));
    check(&receipt, "/dpv:hasRecordOfActivity/@type", json!("dpv:DataProcessingRecord"));
    let mut more = record.clone();
    more["dpv:hasRisk"] = json!([]);
    assert!(!faults(&more).is_empty(), "an unknown key");
    assert_eq!(record["dct:conformsTo"]["schema:version"], SCHEMA_VERSION);
}

#[test]
fn what_a_record_lacks_is_named_and_makes_it_none() {
    let check = |change: &dyn Fn(&mut World), lack: Lack| {
        let mut world = full();
        change(&mut world);
        let sheet = world.sheet();
        assert_eq!(sheet.lacks(), std::slice::from_ref(&lack));
        assert!(!faults(record(&sheet).json_ld()).is_empty(), "{lack:?}");
    };
    assert_eq!(full().sheet().lacks(), []);
    check(&|world| world.principal = " ".into(), Lack::Principal);
    check(
        &|world| {
            world.controllers.clear();
            world.events.clear();
        },
        Lack::Controllers,
    );
    check(&|world| world.controllers[0].address.clear(), Lack::OfController { place: 0, what: "address" });
    check(&|world| world.jurisdiction = "Italy".into(), Lack::Jurisdiction);
    check(&|world| world.storage.0.clear(), Lack::Storage);
    check(&|world| world.notice = "norda.example/terms".into(), Lack::Notice);
    check(&|world| world.withdrawal = "javascript:x".into(), Lack::Withdrawal);
    check(
        &|world| {
            world.agreement = None;
            world.events.clear();
        },
        Lack::Entries,
    );
}

#[test]
fn a_clause_that_cannot_be_explained_is_named() {
    let mut world = World::agreed(terms(), &["advice", "bill"]);
    world.events = vec![event(Act::Changed, "adverts", 3, By::Firm), event(Act::Given, "nowhere", 3, By::Person)];
    world.agreement.as_mut().unwrap().held.get_mut(&clause("bill")).unwrap().version = 7;
    assert_eq!(world.sheet().lacks(), ["bill", "nowhere"].map(|id| Lack::Clause(clause(id))));
    world.events = vec![event(Act::Left, "archive", 3, By::Person)];
    assert_eq!(world.sheet().lacks(), ["archive", "bill"].map(|id| Lack::Clause(clause(id))));
}
