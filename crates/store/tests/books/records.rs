//! Records: what the books say of one person is what they did, and meets the schema that is published.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::Answer;
use comity_exchange::record::{Lack, SCHEMA};
use comity_exchange::text::Language;
use comity_store::{Error, FirmDetails, For, Invalid, NotEntered, Page, PersonId, RecordPages, Recorded, Role};
use serde_json::Value;

use crate::setting::{Books, Firm, condition, exchange, invited, response, shorter, terms};

static SCHEMA_READ: LazyLock<jsonschema::Validator> =
    LazyLock::new(|| jsonschema::draft202012::new(&serde_json::from_str(SCHEMA).unwrap()).unwrap());

/// Addresses as the house gives them.
pub fn pages() -> RecordPages {
    RecordPages {
        firm: "https://exchange.example/f/norda".into(),
        notice: "https://exchange.example/f/norda/exchanges/1".into(),
        withdrawal: "https://exchange.example/f/norda/exchanges/1/agreement".into(),
    }
}

/// Everything that a firm enters.
pub fn details() -> FirmDetails {
    FirmDetails {
        legal_name: "Norda S.p.A. (simulated)".into(),
        address: "Via Roma 1\n 20121 Milano".into(),
        contact: "privacy@norda.example".into(),
        officer: "Olga Owner, dpo@norda.example".into(),
        storage_country: "it".into(),
        storage_place: "Milano".into(),
        subjects: "Customers".into(),
        security: "Sealed under a key for each person".into(),
    }
}

/// Holds record and receipt against the schema.
pub fn sound(recorded: &Recorded) {
    for value in [recorded.record.json_ld(), recorded.receipt.json_ld()] {
        let faults: Vec<String> = SCHEMA_READ.iter_errors(value).map(|error| error.to_string()).collect();
        assert_eq!(faults, [] as [&str; 0], "{value:#}");
    }
}

/// Each clause of a record and what is told of it, in the order of the file.
fn told(recorded: &Recorded) -> Vec<(String, Vec<(String, String)>)> {
    let kinds = ["dpv:hasConsentStatus", "dpv:hasContractStatus", "dpv:hasStatus"];
    let text = |value: &Value| value.as_str().unwrap_or_default().trim_start_matches("dpv:").to_owned();
    let processes = recorded.record.json_ld()["dpv:hasProcess"].as_array().cloned().unwrap_or_default();
    let one = |process: &Value| {
        let states = kinds.iter().filter_map(|kind| process[*kind].as_array()).flatten();
        // A whole second has no fraction: without the letter behind it, it sorts before its fractions.
        let moment = |state: &Value| state["dpv:isIndicatedAtTime"].as_str().unwrap().trim_end_matches('Z').to_owned();
        let mut states: Vec<_> = states.map(|state| (moment(state), text(&state["@type"]))).collect();
        states.sort_by(|a, b| a.0.cmp(&b.0));
        (text(&process["dct:identifier"]), states)
    };
    processes.iter().map(one).collect()
}

/// What is told of one clause, the oldest first.
fn states(recorded: &Recorded, clause: &str) -> Vec<String> {
    let found = told(recorded).into_iter().find(|(id, _)| id == clause);
    found.into_iter().flat_map(|(_, states)| states).map(|(_, state)| state).collect()
}

/// The clauses that hold by what is told of them last.
pub fn in_force(recorded: &Recorded) -> BTreeSet<String> {
    const YES: [&str; 7] = [
        "ConsentGiven",
        "RenewedConsentGiven",
        "ContractSignedByParty",
        "ContractAmended",
        "LegitimateInterestNotObjected",
        "LegalObligationOngoing",
        "ActivityOngoing",
    ];
    const NO: [&str; 8] = [
        "ConsentRefused",
        "ConsentWithdrawn",
        "ConsentRevoked",
        "ContractRejected",
        "ContractTerminated",
        "LegitimateInterestObjected",
        "ActivityHalted",
        "LegalObligationCompleted",
    ];
    let holds = |states: &[(String, String)]| {
        let decided =
            states.iter().rev().find(|(_, state)| YES.contains(&state.as_str()) || NO.contains(&state.as_str()));
        decided.is_some_and(|(_, state)| YES.contains(&state.as_str()))
    };
    told(recorded).into_iter().filter(|(_, states)| holds(states)).map(|(clause, _)| clause).collect()
}

async fn recorded(books: &Books, firm: &Firm, id: comity_store::ExchangeId, person: PersonId) -> Recorded {
    books.store.record_get(&firm.person(person), id, person, &pages()).await.unwrap()
}

#[tokio::test]
async fn a_record_tells_what_was_asked_given_changed_and_withdrawn() {
    let books = Books::sqlite().await;
    a_record(&books).await;
    if let Some(books) = Books::postgres("records").await {
        a_record(&books).await;
    }
}

async fn a_record(books: &Books) {
    let firm = books.firm("norda").await;
    let (store, owner) = (&books.store, firm.owner());
    store.firm_details_set(&owner, &details()).await.unwrap();
    let id = exchange(books, &firm).await;
    let person = invited(books, &firm, id, "p@example.com").await;
    let me = firm.person(person);
    let before = recorded(books, &firm, id, person).await;
    sound(&before);
    assert_eq!(states(&before, "usage-for-advice"), ["ConsentRequested"]);

    let standing = store.standing_get(&me, id, person).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", shorter(60)), ("signal-for-coverage", Answer::No)]);
    store.standing_respond(&me, id, given).await.unwrap();
    let counters = store.counter_list(&owner, id, &Default::default(), &Page::first(9)).await.unwrap().rows;
    store.counter_accept(&owner, counters[0].id, For::One, None).await.unwrap();
    let standing = store.standing_get(&me, id, person).await.unwrap();
    let given = response(&standing, &[("signal-for-coverage", Answer::No)]);
    store.standing_respond(&me, id, given).await.unwrap();
    let then = recorded(books, &firm, id, person).await;
    sound(&then);
    assert_eq!(states(&then, "usage-for-advice"), ["ConsentRequested", "ConsentGiven"]);
    assert_eq!(states(&then, "signal-for-coverage"), ["ConsentRequested", "ConsentRefused", "ConsentRefused"]);
    assert!(in_force(&then).contains("usage-for-advice"));

    // Nobody is asked where a version asks for less.
    let mut less = terms();
    let bill = less.clauses.iter_mut().find(|clause| clause.id.as_str() == "bill").unwrap();
    bill.information.as_mut().unwrap().retention_days = Some(10);
    let revision = store.exchange_get(&owner, id).await.unwrap().revision;
    store.exchange_draft_save(&owner, id, less, revision).await.unwrap();
    store.exchange_publish(&owner, id).await.unwrap();
    store.standing_withdraw(&me, id, PurposeId::new("advice").unwrap()).await.unwrap();
    let last = recorded(books, &firm, id, person).await;
    sound(&last);
    let advice = states(&last, "usage-for-advice");
    assert_eq!(advice.last().map(String::as_str), Some("ConsentWithdrawn"), "{advice:?}");
    assert!(!in_force(&last).contains("usage-for-advice") && in_force(&last).contains("bill"));
    let process = &last.record.json_ld()["dpv:hasProcess"];
    let advice = process.as_array().unwrap().iter().find(|one| one["dct:identifier"] == "usage-for-advice").unwrap();
    assert!(advice.to_string().contains("P60D"), "as it was agreed to: {advice:#}");
    // The same record, another receipt.
    let again = recorded(books, &firm, id, person).await;
    let id_of = |value: &Value| value["dct:identifier"].clone();
    assert_eq!(id_of(last.record.json_ld()), id_of(again.record.json_ld()));
    assert_ne!(id_of(last.receipt.json_ld()), id_of(again.receipt.json_ld()));
}

#[tokio::test]
async fn a_condition_in_own_words_reads_as_it_was_granted_also_after_it_ended() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let (store, owner) = (&books.store, firm.owner());
    store.firm_details_set(&owner, &details()).await.unwrap();
    let id = exchange(&books, &firm).await;
    let person = invited(&books, &firm, id, "p@example.com").await;
    let me = firm.person(person);
    let standing = store.standing_get(&me, id, person).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", condition("only if I may look first"))]);
    store.standing_respond(&me, id, given).await.unwrap();
    let counters = store.counter_list(&owner, id, &Default::default(), &Page::first(9)).await.unwrap().rows;
    let mut wording = terms().clause(&ClauseId::new("usage-for-advice").unwrap()).unwrap().clone();
    wording.information.as_mut().unwrap().retention_days = Some(33);
    store.counter_accept(&owner, counters[0].id, For::One, Some(wording)).await.unwrap();
    let standing = store.standing_get(&me, id, person).await.unwrap();
    store.standing_respond(&me, id, response(&standing, &[])).await.unwrap();
    store.standing_leave(&me, id).await.unwrap();
    let recorded = recorded(&books, &firm, id, person).await;
    sound(&recorded);
    assert!(recorded.record.json_ld().to_string().contains("P33D"));
    assert_eq!(states(&recorded, "usage-for-advice").last().map(String::as_str), Some("ConsentWithdrawn"));
}

#[tokio::test]
async fn what_the_firm_did_not_enter_is_lacking_and_not_made_up() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let (store, owner) = (&books.store, firm.owner());
    let look = store.firm_get(&owner).await.unwrap().look;
    let lacks = store.firm_details_get(&owner).await.unwrap().lacks(&look);
    assert_eq!(lacks.iter().filter(|lack| lack.in_records()).count(), 3);
    let id = exchange(&books, &firm).await;
    let person = invited(&books, &firm, id, "p@example.com").await;
    let record = recorded(&books, &firm, id, person).await;
    let of = |what| Lack::OfController { place: 0, what };
    assert_eq!(record.lacks, [of("address"), of("contact"), Lack::Storage]);
    let wrong = FirmDetails { storage_country: "Italy".into(), ..details() };
    assert_eq!((wrong.faults(), details().faults()), (vec!["storage_country"], vec![]));
    assert_eq!(FirmDetails { officer: "x".repeat(1_001), ..details() }.faults(), ["officer"]);
    assert_eq!(store.firm_details_set(&owner, &wrong).await, Err(Error::Invalid(Invalid::Text)));
    store.firm_details_set(&owner, &FirmDetails { security: " ".into(), ..details() }).await.unwrap();
    let kept = store.firm_details_get(&firm.as_role(Role::Viewer)).await.unwrap();
    assert_eq!((kept.address.as_str(), kept.storage_country.as_str()), ("Via Roma 1 20121 Milano", "IT"));
    assert_eq!(kept.lacks(&look), [NotEntered::Security]);
}

#[tokio::test]
async fn the_record_of_processing_activities_has_every_purpose_of_what_is_open() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let (store, owner) = (&books.store, firm.owner());
    store.firm_details_set(&owner, &details()).await.unwrap();
    let italian = Language::new("it").unwrap();
    let record = async || store.processing_record(&owner, "norda", &italian).await.unwrap();
    store.exchange_create(&owner, "A draft", terms()).await.unwrap();
    assert_eq!(record().await.activities, []);
    let id = exchange(&books, &firm).await;
    let person = invited(&books, &firm, id, "p@example.com").await;
    let written = record().await;
    assert_eq!(written.controllers[0].name, "Norda S.p.A. (simulated)");
    assert_eq!((written.activities.len(), written.officer.as_str()), (3, "Olga Owner, dpo@norda.example"));
    assert_eq!(written.csv().lines().count(), 4);
    // Closed, and still in force for somebody.
    let standing = store.standing_get(&firm.person(person), id, person).await.unwrap();
    store.standing_respond(&firm.person(person), id, response(&standing, &[])).await.unwrap();
    store.exchange_close(&owner, id).await.unwrap();
    assert_eq!(record().await.activities.len(), 3);
    store.standing_leave(&firm.person(person), id).await.unwrap();
    assert_eq!(record().await.activities, []);
}
