//! What came back to a person, one delivery after the other, and what a new version would take from what they negotiated.

use comity_exchange::agreement::Signatory;
use comity_exchange::amount::Amount;
use comity_exchange::counter::Alternative;
use comity_exchange::negotiation::{Answer as Given, CounterState, Response};
use comity_exchange::text::Language;
use comity_store::{Actor, BenefitNew, CounterFilter, For, Page};

use super::utilisation::{agreed, client, write};
use super::*;

/// Minutes of a day.
const DAY: i64 = 24 * 60;
const CLAUSE: &str = "usage-for-advice";

async fn english(house: &House, firm: &Firm, who: Who) -> Browser {
    let mut browser = house.signed_in(firm, who).await;
    browser.cookies.insert("comity-lang".into(), "en".into());
    browser
}

#[tokio::test]
async fn every_delivery_is_shown_with_its_receipt() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm, firm.person).await;
    let client = client(&house, &firm).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let home = livia.get("/me").await;
    home.holds("What I agreed to give").holds("Nothing came back yet").holds("Promised, and still to come");
    let (got, to_come) = home.body.split_once("Promised, and still to come").unwrap();
    assert!(to_come.contains("Credit on your bill: 2 euro a month"), "{to_come}");
    assert!(!got.contains("Credit on your bill"), "a promise is nothing that came");

    let mut receipts = Vec::new();
    for amount in ["2", "3"] {
        let new = BenefitNew {
            person: "norda-77".into(),
            clause: "signal-for-coverage".into(),
            benefit: "credit".into(),
            amount: Some(Amount::parse(amount).unwrap()),
        };
        receipts.push(house.app.store.benefit_add(&client, firm.exchange, new, None).await.unwrap());
    }
    for _ in 0..6 {
        let (clause, benefit) = (CLAUSE.into(), "saving".into());
        let new = BenefitNew { person: "norda-77".into(), clause, benefit, amount: None };
        receipts.push(house.app.store.benefit_add(&client, firm.exchange, new, None).await.unwrap());
    }
    let page = livia.get("/me/information/uses").await;
    for leaf in &receipts {
        page.holds(&format!("/me/receipts/{leaf}\""));
    }
    page.holds("delivered 2 times").holds("delivered 6 times").holds("5 of them beyond what was promised");
    page.holds("<strong>3 euro a month</strong> · beyond what was promised").holds("2 earlier deliveries");
    let home = livia.get("/me").await;
    let (got, to_come) = home.body.split_once("Promised, and still to come").unwrap();
    assert!(got.contains("Credit on your bill: 2 euro a month") && got.contains("2 times, the last on"), "{got}");
    assert!(got.contains("/me/information/uses#back"), "{got}");
    assert!(!to_come.contains("another plan is cheaper"), "what is promised once and came is not to come: {to_come}");
    livia.get(&format!("/me/receipts/{}", receipts[1])).await.holds("3 euro a month");
    livia.get("/me/information").await.holds("Credit on your bill: 3 euro a month");
    let agreement = livia.get(&format!("/exchanges/{}/agreement", firm.exchange)).await;
    agreement.holds("Credit on your bill: 3 euro a month");
    house.finish().await;
}

/// Livia asks that her use is kept for 90 days, gets that and signs it.
async fn negotiated(house: &House, firm: &Firm) {
    let store = &house.app.store;
    let me = Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let answer = async |alternative: Option<Alternative>| {
        let offer = store.standing_get(&me, firm.exchange, firm.person).await.unwrap().offer.unwrap();
        let answers = offer.terms.clauses.iter().map(|clause| {
            let asked = alternative.clone().filter(|_| clause.id.as_str() == CLAUSE);
            (clause.id.clone(), asked.map_or(Given::Yes, Given::If))
        });
        let (offer, answers) = (offer.fingerprint(), answers.collect());
        let language = Language::new("en").unwrap();
        let response = Response { offer, language, answers, by: Signatory::Person };
        store.standing_respond(&me, firm.exchange, response).await.unwrap();
    };
    answer(Some(Alternative { retention_days: Some(90), ..Alternative::default() })).await;
    let system = Context::system(firm.id);
    let filter = CounterFilter::default();
    let counters = store.counter_list(&system, firm.exchange, &filter, &Page::first(9)).await.unwrap();
    store.counter_accept(&system, counters.rows[0].id, For::One, None).await.unwrap();
    let mut livia = english(house, firm, Who::Person(firm.person)).await;
    livia.get("/me").await.holds("accepted your condition. It holds once you sign");
    answer(None).await;
    let standing = store.standing_get(&me, firm.exchange, firm.person).await.unwrap();
    assert_eq!(standing.counters[0].state, CounterState::Accepted);
}

#[tokio::test]
async fn a_new_version_says_what_it_takes_from_what_was_negotiated() {
    let (house, firm) = House::open().await;
    negotiated(&house, &firm).await;
    let client = client(&house, &firm).await;
    write(&house, &firm, &client, "usage", &["norda-77".to_owned()]).await;
    let (store, system) = (&house.app.store, Context::system(firm.id));
    let view = store.exchange_get(&system, firm.exchange).await.unwrap();
    let mut terms = view.draft;
    terms.clauses[0].information.as_mut().unwrap().retention_days = Some(120);
    store.exchange_draft_save(&system, firm.exchange, terms, view.revision).await.unwrap();
    store.exchange_publish(&system, firm.exchange).await.unwrap();
    house.work().await;

    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let home = livia.get("/me").await;
    home.holds("The terms have changed. Until you answer, the old ones hold");
    assert!(!home.body.contains("accepted your condition"), "{}", home.body);
    let offer = livia.get(&format!("/exchanges/{}", firm.exchange)).await;
    offer.holds("What has changed since you agreed").holds("kept for: 90 → 120 days");
    assert!(!offer.body.contains("180 →"), "only what she has herself: {}", offer.body);
    livia.cookies.insert("comity-lang".into(), "it".into());
    livia.get(&format!("/exchanges/{}", firm.exchange)).await.holds("conservate per: 90 → 120 giorni");

    // For the firm the versions are compared, and the one that she holds is the first.
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let page = owner.get(&format!("/studio/exchanges/{}", firm.exchange)).await;
    page.holds("kept for: 180 → 120 days");
    let (second, first) = page.body.split_once("/versions/1\"").unwrap();
    assert!(second.contains("nobody holds it") && first.contains("in force for one person"), "{}", page.body);
    let person = owner.get(&format!("/studio/people/{}", firm.person)).await;
    person.holds("One value is kept of this person").holds("Members do not see values");

    // What she shares ends for each purpose when it was agreed.
    livia.cookies.insert("comity-lang".into(), "en".into());
    livia.get("/me/information").await.holds("may be read for this until");
    house.pass(90 * DAY);
    livia = english(&house, &firm, Who::Person(firm.person)).await;
    livia.get("/me/information").await.holds("the value that is there may not be read for this");
    house.finish().await;
}

#[tokio::test]
async fn the_overview_says_who_was_never_told_and_which_ideas_wait() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm, firm.person).await;
    let client = client(&house, &firm).await;
    let (store, system) = (&house.app.store, Context::system(firm.id));
    write(&house, &firm, &client, "signal", &["norda-77".to_owned()]).await;
    let asked = comity_store::ItemsAsked {
        purpose: "coverage".into(),
        items: vec!["signal".into()],
        persons: vec!["norda-77".into()],
        recipient: Some("signal-lab".into()),
        signal: false,
    };
    store.items_read(&client, firm.exchange, &asked).await.unwrap();
    let me = Context { actor: Actor::Person { id: firm.person }, ..system.clone() };
    let coverage = comity_exchange::id::PurposeId::new("coverage").unwrap();
    store.standing_withdraw(&me, firm.exchange, coverage).await.unwrap();
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    owner.get("/studio").await.holds("end that no recipient was told of").holds("/studio/settings/recipients\"");

    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let form = [
        ("go", "open"),
        ("title.en", "What should be better?"),
        ("stage", "service"),
        ("against", "on"),
        ("status.0", "open"),
        ("status.1", "done"),
        ("outcome.1", "done"),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
    ];
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let page = livia.get(&list).await;
    let activity = page.body.split("name=\"activity\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let sent =
        [("activity", activity.as_str()), ("title", "More data"), ("body", "https://a.example/x"), ("go", "send")];
    assert_eq!(livia.post(&list, &sent).await.status, StatusCode::SEE_OTHER);
    let page = owner.get("/studio").await;
    page.holds("contribution waits for you in Better advice").holds(&format!("{desk}\""));
    store.hook_set(&system, firm.exchange, "signal-lab", "https://lab.example/hook").await.unwrap();
    let page = owner.get("/studio").await;
    assert!(!page.body.contains("no recipient was told"), "{}", page.body);
    house.finish().await;
}
