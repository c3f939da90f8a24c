//! Records: the person's own, one person's for members, the record of processing activities, and what the firm says of itself.

use comity_exchange::agreement::Signatory;
use comity_exchange::id::PurposeId;
use comity_exchange::negotiation::{Answer as Given, Response};
use comity_exchange::text::Language;
use serde_json::Value;

use super::*;

const SETTINGS: &str = "/studio/settings/records";

const ENTERED: [(&str, &str); 6] = [
    ("legal_name", "Norda S.p.A. (simulated)"),
    ("address", "Via Roma 1, 20121 Milano"),
    ("contact", "privacy@norda.example"),
    ("storage_country", "it"),
    ("subjects", "Customers"),
    ("security", "Sealed under a key for each person"),
];

/// Somebody says yes to everything, and withdraws consent for advice.
async fn agreed_and_withdrew(house: &House, firm: &Firm) {
    let store = &house.app.store;
    let me = Context { actor: comity_store::Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let offer = store.standing_get(&me, firm.exchange, firm.person).await.unwrap().offer.unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Given::Yes)).collect();
    let language = Language::new("en").unwrap();
    let given = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
    store.standing_respond(&me, firm.exchange, given).await.unwrap();
    store.standing_withdraw(&me, firm.exchange, PurposeId::new("advice").unwrap()).await.unwrap();
}

fn read(answer: &Answer) -> Value {
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/ld+json"), "{answer:?}");
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn a_person_takes_the_record_of_what_they_agreed_to_and_nobody_elses() {
    let (house, firm) = House::open().await;
    agreed_and_withdrew(&house, &firm).await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let record = format!("/exchanges/{}/record.json", firm.exchange);
    let page = livia.get(&format!("/exchanges/{}/agreement", firm.exchange)).await;
    page.holds(&record).holds("The file leaves out:").holds("the firm’s postal address");
    livia.get("/me/information").await.holds(&record);

    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    assert_eq!(owner.post(SETTINGS, &ENTERED).await.goes_to(), "/f/norda/studio/settings/records?said=saved");
    let page = livia.get(&format!("/exchanges/{}/agreement", firm.exchange)).await;
    assert!(!page.body.contains("The file leaves out:"));
    let answer = livia.get(&record).await;
    assert!(answer.header("content-disposition").starts_with("attachment; filename=\"record-"));
    let receipt = read(&answer);
    assert_eq!(receipt["@type"], "dpv:ConsentReceipt");
    let schema = house.browser().get("/records/schema-1.json").await;
    assert_eq!(schema.header("content-type"), "application/schema+json");
    let schema = jsonschema::draft202012::new(&serde_json::from_str(&schema.body).unwrap()).unwrap();
    assert!(schema.is_valid(&receipt), "{receipt:#}");
    let told = receipt.to_string();
    for said in ["dpv:ConsentGiven", "dpv:ConsentWithdrawn", "Norda S.p.A. (simulated)", "/f/norda/exchanges/"] {
        assert!(told.contains(said), "{said}: {receipt:#}");
    }
    assert!(!told.contains("livia@"), "a record names nobody");

    let archive = livia.post("/me/export", &[]).await;
    assert!(archive.body.contains(&format!("records/{}.json", firm.exchange)));
    let neighbour = PersonNew { mail: Some("n@people.example".into()), language: "it".into(), ..PersonNew::default() };
    let neighbour = house.app.store.person_add(&Context::system(firm.id), neighbour).await.unwrap();
    let mut neighbour = house.signed_in(&firm, Who::Person(neighbour)).await;
    assert_eq!(neighbour.get(&record).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn members_read_one_persons_record_where_they_may_and_it_is_written_down() {
    let (house, firm) = House::open().await;
    agreed_and_withdrew(&house, &firm).await;
    let record = format!("/studio/people/{}/records/{}", firm.person, firm.exchange);
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    let page = auditor.get(&format!("/studio/people/{}", firm.person)).await;
    page.holds(&record).holds("left out of records until it is").holds("/studio/settings/records");
    let read = read(&auditor.get(&record).await);
    assert_eq!(read["@type"], "dpv:ConsentRecord");
    assert!(read.to_string().contains("dpv:ConsentWithdrawn"));
    auditor.get("/studio/audit?act=record_get").await.holds(&firm.person.to_string());
    let mut viewer = house.signed_in(&firm, Who::Member(firm.members["viewer"])).await;
    assert_eq!(viewer.get(&record).await.status, StatusCode::FORBIDDEN);
    let other = house.firm("luma", "Luma Energy").await;
    let mut stranger = house.signed_in(&other, Who::Member(other.members["owner"])).await;
    assert_eq!(stranger.get(&record).await.status, StatusCode::NOT_FOUND);
    let uninvited = format!("/studio/people/{}/records/{}", firm.person, other.exchange);
    assert_eq!(auditor.get(&uninvited).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn an_owner_enters_what_records_lack_and_the_auditor_takes_the_record_of_processing() {
    let (house, firm) = House::open().await;
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    owner.get(SETTINGS).await.holds("Not entered yet").holds("how it is protected").holds("name=\"address\"");
    let mut wrong = ENTERED;
    wrong[3] = ("storage_country", "Italy");
    let answer = owner.post(SETTINGS, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    answer.holds("Give the country’s two letters").holds("Via Roma 1");
    let long = "x".repeat(600);
    let answer = owner.post(SETTINGS, &[("address", long.as_str())]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    owner.post(SETTINGS, &ENTERED).await;
    let saved = owner.get(SETTINGS).await;
    assert!(!saved.body.contains("Not entered yet"), "{saved:?}");
    owner.get("/studio/audit?act=firm_details_set").await.holds("firm_details_set");

    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    let page = auditor.get(SETTINGS).await;
    page.holds("Norda S.p.A. (simulated)");
    assert!(!page.body.contains("name=\"address\""), "who may not has no field");
    assert_eq!(auditor.post(SETTINGS, &ENTERED).await.status, StatusCode::FORBIDDEN);
    let table = auditor.get("/studio/settings/records/processing.csv").await;
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    table.holds("Norda S.p.A. (simulated)").holds("Sealed under a key for each person");
    let json = auditor.get("/studio/settings/records/processing.json").await;
    let json: Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(json["data_subjects"], "Customers");
    assert_eq!(json["activities"].as_array().unwrap().len() + 1, table.body.lines().count());
    house.finish().await;
}
