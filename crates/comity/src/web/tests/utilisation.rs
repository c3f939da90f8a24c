//! `/studio/exchanges/{id}/information`, its file, and what persons read of what nobody uses.

use std::collections::BTreeSet;

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer as Given, Response};
use comity_exchange::text::{Language, Texts};
use comity_store::{Actor, ItemNew, ItemsAsked, Scope, UseKind, UseNew};
use serde_json::value::RawValue;

use super::*;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Somebody says yes to everything.
pub async fn agreed(house: &House, firm: &Firm, person: PersonId) {
    let store = &house.app.store;
    let me = Context { actor: Actor::Person { id: person }, ..Context::system(firm.id) };
    let offer = store.standing_get(&me, firm.exchange, person).await.unwrap().offer.unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Given::Yes)).collect();
    let language = Language::new("en").unwrap();
    let given = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
    store.standing_respond(&me, firm.exchange, given).await.unwrap();
}

/// So many more people who agreed, by the names that the firm has for them.
pub async fn joined(house: &House, firm: &Firm, n: usize) -> Vec<String> {
    let (store, system) = (&house.app.store, Context::system(firm.id));
    let mut names = Vec::new();
    for n in 0..n {
        let name = format!("norda-{}", 100 + n);
        let new = PersonNew { external_id: Some(name.clone()), language: "en".into(), ..PersonNew::default() };
        let person = store.person_add(&system, new).await.unwrap();
        store.invitation_add(&system, firm.exchange, person).await.unwrap();
        agreed(house, firm, person).await;
        names.push(name);
    }
    names
}

/// A system of the firm with every scope.
pub async fn client(house: &House, firm: &Firm) -> Context {
    let (store, system) = (&house.app.store, Context::system(firm.id));
    let (_, key) = store.client_add(&system, "Advice engine", Scope::ALL.into_iter().collect()).await.unwrap();
    Context { actor: store.client_find(&system, &key).await.unwrap().unwrap(), ..system }
}

/// Writes a value of an item of each of these persons.
pub async fn write(house: &House, firm: &Firm, client: &Context, item: &str, persons: &[String]) {
    let new = |person: &String| ItemNew {
        person: person.clone(),
        item: item.into(),
        value: RawValue::from_string("1".into()).unwrap(),
        source: None,
        from: BTreeSet::new(),
    };
    let all = persons.iter().map(new).collect();
    let written = house.app.store.items_write(client, firm.exchange, all, None).await.unwrap();
    assert!(written.iter().all(Result::is_ok), "{written:?}");
}

/// Reads an item for a purpose and says what came of it, where something did.
pub async fn read(
    house: &House,
    firm: &Firm,
    client: &Context,
    (purpose, item): (&str, &str),
    persons: &[String],
    kind: Option<UseKind>,
) {
    let (purpose, persons) = (purpose.to_owned(), persons.to_vec());
    let asked = ItemsAsked { purpose, items: vec![item.into()], persons, recipient: None, signal: false };
    let read = house.app.store.items_read(client, firm.exchange, &asked).await.unwrap();
    if let (Some(access), Some(kind)) = (read.access, kind) {
        let what = Texts::one(Language::new("en").unwrap(), "Compared six plans.");
        let new = UseNew { access, persons: Vec::new(), kind, what };
        house.app.store.use_add(client, new, None).await.unwrap();
    }
}

#[tokio::test]
async fn members_see_how_much_is_used() {
    let (house, firm) = House::open().await;
    let mut viewer = house.signed_in(&firm, Who::Member(firm.members["viewer"])).await;
    viewer.cookies.insert("comity-lang".into(), "en".into());
    let at = format!("/studio/exchanges/{}", firm.exchange);
    viewer.get(&at).await.holds(&format!("{at}/information\""));
    viewer.get(&format!("{at}/information")).await.holds("Nothing is held at the moment").holds("Nothing was refused");

    viewer.get("/studio").await.holds("Nothing is held yet of 10 persons or more");
    let (persons, client) = (joined(&house, &firm, 12).await, client(&house, &firm).await);
    write(&house, &firm, &client, "plan", &persons).await;
    write(&house, &firm, &client, "usage", &persons[..5]).await;
    viewer.get(&format!("{at}/information")).await.holds("0 of 24 values held");
    read(&house, &firm, &client, ("advice", "plan"), &persons[..6], Some(UseKind::Personalised)).await;
    read(&house, &firm, &client, ("billing", "plan"), &persons, Some(UseKind::Analysed)).await;
    read(&house, &firm, &client, ("advice", "plan"), &persons, None).await;
    read(&house, &firm, &client, ("advice", "usage"), &persons[..5], Some(UseKind::Personalised)).await;
    read(&house, &firm, &client, ("adverts", "plan"), &persons[..3], None).await;
    house.work().await;
    // Twelve plans, each for advice and billing; of the five others nothing is said, in no sum either.
    let page = viewer.get(&format!("{at}/information")).await;
    page.holds("<dd>75%</dd>").holds("18 of 24 values held").holds("<dd>25%</dd>").holds("6 of 24 values held");
    page.holds("less than ten per cent").holds("Which-50").holds("class=\"tenth\"");
    page.holds("fewer than 10 persons: nothing is said of its use").holds("2 lines of the table below");
    page.holds("12 <span class=\"soft\">(100%)</span>").holds("6 <span class=\"soft\">(50%)</span>");
    page.holds("<h2>The last 90 days</h2>").holds("The terms have no such purpose.").holds("unknown_purpose");
    page.holds("Every item was used within that time");
    let mut italian = viewer.clone();
    italian.cookies.insert("comity-lang".into(), "it".into());
    italian.get(&format!("{at}/information")).await.holds("18 su 24 valori tenuti").holds("Le condizioni non hanno");

    // The overview says the same of all exchanges together.
    let overview = viewer.get("/studio").await;
    overview.holds("75% used at all, 25% used for the person who gave it, of 24 values held").holds("class=\"tenth\"");

    let file = viewer.get(&format!("{at}/information.csv")).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    file.holds("plan,The plan you have,advice,").holds(",12,12,6,6,no\n").holds(",12,12,12,0,no\n");
    file.holds("usage,Minutes and data used a day,advice,").holds(",,,,,yes\n");
    house.finish().await;
}

#[tokio::test]
async fn what_nobody_uses_is_told_to_both_sides() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm, firm.person).await;
    let client = client(&house, &firm).await;
    let livia = ["norda-77".to_owned()];
    write(&house, &firm, &client, "plan", &livia).await;
    write(&house, &firm, &client, "usage", &livia).await;
    let at = format!("/studio/exchanges/{}/information", firm.exchange);
    let see = async || {
        let mut pages = Vec::new();
        let seats = [(Who::Member(firm.members["owner"]), at.as_str()), (Who::Person(firm.person), "/me/information")];
        for (who, path) in seats {
            let mut browser = house.signed_in(&firm, who).await;
            browser.cookies.insert("comity-lang".into(), "en".into());
            pages.push(browser.get(path).await);
        }
        <[Answer; 2]>::try_from(pages).unwrap()
    };
    house.work().await;
    let [studio, portal] = see().await;
    studio.holds("Every item was used within that time");
    assert!(!portal.body.contains("What nobody used"));
    house.pass(181 * DAY);
    house.work().await;
    let [studio, portal] = see().await;
    studio.holds("People were told.").holds("The plan you have");
    portal.holds("What nobody used");
    assert_eq!(portal.body.matches("Nobody uses it.").count(), 2, "{}", portal.body);
    // What is used after the warning stays, and nobody is warned of it any more.
    read(&house, &firm, &client, ("billing", "usage"), &livia, Some(UseKind::BenefitComputed)).await;
    house.work().await;
    let [studio, portal] = see().await;
    assert_eq!(studio.body.matches("People were told.").count(), 1, "{}", studio.body);
    assert_eq!(portal.body.matches("Nobody uses it.").count(), 1, "{}", portal.body);
    house.pass(31 * DAY);
    house.work().await;
    let [studio, portal] = see().await;
    studio.holds("Its values were let go on").holds("So far every item is held of fewer than 10 persons");
    portal.holds("Nobody used it.").holds("Nothing is kept of this at the moment");
    assert!(!portal.body.contains("Nobody uses it."), "{}", portal.body);
    house.finish().await;
}
