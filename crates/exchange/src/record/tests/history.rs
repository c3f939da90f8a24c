//! What is told of a clause, for each legal basis.

use std::collections::BTreeMap;

use serde_json::Value;

use super::sample::{World, clause, day, event, held, terms};
use crate::agreement::Signatory;
use crate::fixed::FixedTerms;
use crate::hash::Fingerprint;
use crate::id::PurposeId;
use crate::negotiation::{Answer, Answered, Response};
use crate::publish::Version;
use crate::record::{Act, By, Concerns, Deed, Event, history, record};

fn states(world: &World, of: &str) -> Vec<String> {
    let record = record(&world.sheet());
    let all = record.json_ld()["dpv:hasProcess"].as_array().unwrap().clone();
    let process = all.into_iter().find(|process| process["dct:identifier"] == of);
    let Some(Value::Object(process)) = process else { return Vec::new() };
    let kinds = ["dpv:hasConsentStatus", "dpv:hasContractStatus", "dpv:hasStatus"];
    let told = kinds.iter().filter_map(|kind| process.get(*kind)).flat_map(|all| all.as_array().unwrap());
    told.map(|state| state["@type"].as_str().unwrap().trim_start_matches("dpv:").to_owned()).collect()
}

fn at(act: Act, concerns: Concerns, n: u32) -> Event {
    Event { concerns, ..event(act, "advice", n, By::Person) }
}

#[test]
fn leaving_ends_what_holds_and_not_what_a_law_demands() {
    let mut world = World::agreed(terms(), &["advice", "bill", "adverts", "archive"]);
    world.events = vec![event(Act::Refused, "large-bill", 0, By::Person), at(Act::Left, Concerns::All, 9)];
    let check = |of: &str, expect: &[&str]| assert_eq!(states(&world, of), expect, "{of}");
    check("advice", &["ConsentGiven", "ConsentWithdrawn"]);
    check("bill", &["ContractSignedByParty", "ContractTerminated"]);
    check("adverts", &["LegitimateInterestNotObjected", "ActivityHalted"]);
    check("archive", &["LegalObligationOngoing"]);
    check("large-bill", &["ContractRejected"]);
}

#[test]
fn a_purpose_ends_only_where_it_holds() {
    let mut world = World::agreed(terms(), &["bill"]);
    let advice = || Concerns::Purpose(PurposeId::new("advice").unwrap());
    world.events = vec![
        event(Act::Given, "advice", 1, By::Person),
        at(Act::Withdrawn, advice(), 2),
        at(Act::Withdrawn, advice(), 3),
        event(Act::Renewed, "advice", 4, By::Person),
        at(Act::Released, advice(), 5),
    ];
    assert_eq!(states(&world, "advice"), ["ConsentGiven", "ConsentWithdrawn", "RenewedConsentGiven", "ConsentRevoked"]);
    assert_eq!(states(&world, "bill"), ["ContractSignedByParty"]);
}

#[test]
fn nobody_is_said_to_have_consented_to_a_change() {
    let mut world = World::agreed(terms(), &["advice"]);
    world.events = vec![event(Act::Changed, "advice", 3, By::Firm)];
    assert_eq!(states(&world, "advice"), ["ConsentGiven", "ActivityOngoing"]);
}

#[test]
fn a_clause_reads_as_it_was_agreed_to() {
    let mut world = World::agreed(terms(), &["bill"]);
    let mut countered = held(&world.versions[&1], "advice", 1, day(1));
    countered.clause.own().information.as_mut().unwrap().retention_days = Some(30);
    world.ended = vec![countered];
    world.events = vec![event(Act::Given, "advice", 1, By::Person), event(Act::Withdrawn, "advice", 2, By::Person)];
    let kept = |world: &World| {
        let record = record(&world.sheet());
        let storage = &record.json_ld()["dpv:hasProcess"][0]["dpv:hasStorageCondition"][1];
        storage["dpv:hasDuration"]["rdf:value"]["@value"].clone()
    };
    assert_eq!(kept(&world), "P30D");
    world.ended.clear();
    assert_eq!(kept(&world), "P180D", "as the terms had it");
    assert_eq!(world.sheet().lacks(), []);
    assert!(!world.agreement.as_ref().unwrap().held.contains_key(&clause("advice")));
}

#[test]
fn deeds_are_told_by_what_the_rules_made_of_them() {
    let terms = FixedTerms::from(terms());
    let versions = [(1, Version { number: 1, terms: terms.clone(), published: day(0) })].into();
    let answers = |advice: Answer| {
        let mut answers: BTreeMap<_, _> = terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
        answers.insert(clause("advice"), advice);
        answers
    };
    let answered = |offer, advice| {
        let response =
            Response { offer, language: terms.language.clone(), answers: answers(advice), by: Signatory::Guardian };
        Deed::Answered { response: Box::new(response), led_to: Answered::Agreed }
    };
    let told = |deeds: Vec<Deed>| {
        let deeds = (1..).map(day).zip(deeds).collect();
        let told = history(&versions, day(0), deeds);
        let advice = told.events.iter().filter(|event| event.concerns == Concerns::Clause(clause("advice")));
        (advice.map(|event| (event.act, event.by)).collect::<Vec<_>>(), told.ended.len())
    };
    let purpose = || PurposeId::new("advice").unwrap();
    let asked = (Act::Asked, By::Firm);
    let given = (Act::Given, By::Guardian);
    let withdrawn = (Act::Withdrawn, By::Person);
    let print = terms.fingerprint();
    let check = |deeds: Vec<Deed>, expect: &[(Act, By)], ended: usize| {
        assert_eq!(told(deeds.clone()), (expect.to_vec(), ended), "{deeds:?}");
    };
    check(vec![Deed::Declined], &[asked, (Act::Refused, By::Person)], 0);
    check(vec![answered(print, Answer::No)], &[asked, (Act::Refused, By::Guardian)], 0);
    let yes = || answered(print, Answer::Yes);
    check(vec![yes(), Deed::Withdrew(purpose()), Deed::Withdrew(purpose())], &[asked, given, withdrawn], 1);
    let renewed = (Act::Renewed, By::Guardian);
    check(vec![yes(), Deed::Withdrew(purpose()), yes()], &[asked, given, withdrawn, renewed], 1);
    check(vec![yes(), yes(), Deed::Declined], &[asked, given, renewed], 0);
    // An offer of this person's alone whose wording nobody kept.
    let own = || answered(Fingerprint([7; 32]), Answer::Yes);
    check(vec![own(), Deed::Withdrew(purpose())], &[asked, given, withdrawn], 1);
    let none = (Act::Refused, By::Guardian);
    check(vec![yes(), answered(Fingerprint([7; 32]), Answer::No)], &[asked, given, none], 1);
}
