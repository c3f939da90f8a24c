//! What is told of a clause, for each legal basis.

use serde_json::Value;

use super::sample::{World, clause, day, event, held, terms};
use crate::id::PurposeId;
use crate::record::{Act, By, Concerns, Event, record};

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
