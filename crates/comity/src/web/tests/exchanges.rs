//! `/exchanges/{id}`, `/exchanges/{id}/agreement`

use comity_exchange::negotiation::CounterState;
use comity_store::{Actor, LinkFor};

use super::*;

/// Answers every clause by the buttons of the pages, and returns the form that would sign it.
fn answers(firm: &Firm, house_terms: &Terms, answer: &str) -> Vec<(String, String)> {
    let _ = firm;
    let mut form = vec![("offer".to_owned(), house_terms.fingerprint().to_string())];
    form.extend(house_terms.clauses.iter().map(|clause| (format!("answer.{}", clause.id), answer.to_owned())));
    form
}

async fn terms(house: &House, firm: &Firm) -> Terms {
    let view = house.app.store.exchange_get(&Context::system(firm.id), firm.exchange).await.unwrap();
    Terms::clone(&view.exchange.current().unwrap().terms)
}

fn borrowed(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn standing(house: &House, firm: &Firm) -> comity_exchange::negotiation::Standing {
    let ctx = Context { firm: firm.id, actor: Actor::Person { id: firm.person }, request: String::new() };
    house.app.store.standing_get(&ctx, firm.exchange, firm.person).await.unwrap()
}

#[tokio::test]
async fn a_yes_sent_twice_is_one_yes_with_one_receipt() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let path = format!("/exchanges/{}", firm.exchange);
    assert_eq!(livia.get(&path).await.status, StatusCode::OK);
    let mut form = answers(&firm, &terms(&house, &firm).await, "yes");
    form.push(("go".into(), "sign".into()));
    let mut again = livia.clone();
    let (first, second) = (borrowed(&form), borrowed(&form));
    let (first, second) = tokio::join!(livia.post(&path, &first), again.post(&path, &second));
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    let ctx = Context { firm: firm.id, actor: Actor::Person { id: firm.person }, request: String::new() };
    let receipts = house.app.store.receipt_list(&ctx, firm.person).await.unwrap();
    assert_eq!(receipts.iter().filter(|line| line.kind == "agreed").count(), 1, "{receipts:?}");
    assert!(standing(&house, &firm).await.agreement.unwrap().in_force());
    let leaf = receipts[0].leaf;
    house.work().await;
    let page = livia.get(&format!("/me/receipts/{leaf}")).await;
    page.holds("Offer answered").holds("How you use your plan").holds(&format!("/me/receipts/{leaf}/receipt.json"));
    let listed = livia.get(&format!("{path}/agreement")).await;
    listed.holds("#1<");
    let receipt = livia.get(&format!("/me/receipts/{leaf}/receipt.json")).await;
    assert_eq!(receipt.header("content-type"), "application/json");
    receipt.holds("\"checkpoint\"");
    house.finish().await;
}

#[tokio::test]
async fn a_stale_offer_keeps_what_was_typed() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let mut form = answers(&firm, &terms(&house, &firm).await, "no");
    form[0].1 = "0".repeat(64);
    form.push(("go".into(), "sign".into()));
    form.push(("words.usage-for-advice".into(), "only on weekdays".into()));
    let stale = livia.post(&format!("/exchanges/{}", firm.exchange), &borrowed(&form)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    stale.holds("only on weekdays");
    assert!(standing(&house, &firm).await.offer.is_some());
    house.finish().await;
}

#[tokio::test]
async fn a_condition_sent_twice_is_one_condition() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let terms = terms(&house, &firm).await;
    let mut form = answers(&firm, &terms, "no");
    let clause = terms.clauses.iter().find(|clause| clause.counter.own_words).unwrap().id.clone();
    let name = format!("answer.{clause}");
    form.iter_mut().find(|(own, _)| *own == name).unwrap().1 = "if".into();
    form.push((format!("words.{clause}"), "only if I can see it".into()));
    form.push(("go".into(), "sign".into()));
    let path = format!("/exchanges/{}", firm.exchange);
    let mut again = livia.clone();
    let (first, second) = (borrowed(&form), borrowed(&form));
    let (first, second) = tokio::join!(livia.post(&path, &first), again.post(&path, &second));
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
    let counters = standing(&house, &firm).await.counters;
    assert_eq!(counters.len(), 1, "{counters:?}");
    assert_eq!(counters[0].state, CounterState::Open);
    house.finish().await;
}

#[tokio::test]
async fn what_is_agreed_is_set_withdrawn_and_left() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let path = format!("/exchanges/{}", firm.exchange);
    assert_eq!(livia.get(&format!("{path}/agreement")).await.status, StatusCode::NOT_FOUND);
    let terms = terms(&house, &firm).await;
    let mut form = answers(&firm, &terms, "yes");
    form.push(("go".into(), "sign".into()));
    livia.post(&path, &borrowed(&form)).await;
    let agreement = format!("{path}/agreement");
    assert_eq!(livia.get(&agreement).await.status, StatusCode::OK);
    let consent = terms.purposes.iter().find(|p| p.basis == comity_exchange::basis::Basis::Consent).unwrap();
    let withdrawn = livia.post(&agreement, &[("go", &format!("withdraw:{}", consent.id))]).await;
    assert_eq!(withdrawn.goes_to(), format!("/f/norda{agreement}?said=withdrawn"));
    let again = livia.post(&agreement, &[("go", &format!("withdraw:{}", consent.id))]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is left to withdraw");
    for _ in 0..2 {
        let left = livia.post(&agreement, &[("go", "leave")]).await;
        assert_eq!(left.goes_to(), format!("/f/norda{agreement}?said=left"));
    }
    assert!(!standing(&house, &firm).await.agreement.unwrap().in_force());
    house.finish().await;
}

#[tokio::test]
async fn a_minor_asks_a_guardian_who_answers() {
    let (house, firm) = House::open().await;
    let ctx = Context::system(firm.id);
    let minor = PersonNew {
        mail: Some("tea@people.norda.example".into()),
        name: Some("Tea".into()),
        language: "it".into(),
        minor: true,
        ..PersonNew::default()
    };
    let minor = house.app.store.person_add(&ctx, minor).await.unwrap();
    house.app.store.invitation_add(&ctx, firm.exchange, minor).await.unwrap();
    let mut tea = house.signed_in(&firm, Who::Person(minor)).await;
    let path = format!("/exchanges/{}", firm.exchange);
    let print = terms(&house, &firm).await.fingerprint().to_string();
    let asked = tea.post(&path, &[("offer", &print), ("go", "guardian"), ("mail", "mamma@people.norda.example")]).await;
    asked.holds("mamma@people.norda.example");
    house.work().await;
    let letter = &house.letters()[0];
    assert_eq!(letter.to, "mamma@people.norda.example");
    let link = letter.text.lines().find(|line| line.starts_with("http://")).unwrap();
    let mut mamma = house.browser();
    let opened = mamma.post(link.trim_start_matches("http://127.0.0.1:8280"), &[]).await;
    assert_eq!(opened.goes_to(), format!("/f/norda{path}"));
    mamma.base = "/f/norda".into();
    mamma.get(&path).await.holds("Tea");
    house.finish().await;
}

#[tokio::test]
async fn a_link_leads_to_its_exchange() {
    let (house, firm) = House::open().await;
    let to = LinkFor { who: Who::Person(firm.person), exchange: Some(firm.exchange) };
    let token = house.app.store.link_make(&Context::system(firm.id), to, 60_000_000).await.unwrap();
    let mut browser = house.browser();
    let opened = browser.post(&format!("/f/norda/enter/{token}"), &[]).await;
    assert_eq!(opened.goes_to(), format!("/f/norda/exchanges/{}", firm.exchange));
    house.finish().await;
}

#[tokio::test]
async fn answers_are_counted() {
    let house = House::new(None, &[("COMITY_RATES_ANSWER", "2")]).await;
    let firm = house.firm("norda", "Norda").await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let path = format!("/exchanges/{}", firm.exchange);
    for _ in 0..2 {
        assert_eq!(livia.post(&path, &[]).await.status, StatusCode::CONFLICT, "an offer that was never read");
    }
    assert_eq!(livia.post(&path, &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(livia.get(&path).await.status, StatusCode::OK, "reading goes on");
    house.finish().await;
}
