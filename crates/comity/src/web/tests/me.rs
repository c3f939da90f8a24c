//! `/me`, `/me/details`, `/me/export`, `/me/erase`, `/me/receipts/{id}`

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer, Response};

use super::*;

#[tokio::test]
async fn a_person_sees_corrects_and_takes_along() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let exchange = format!("/f/norda/exchanges/{}", firm.exchange);
    livia.get("/me").await.holds(&exchange).holds("Livia Person");
    assert_eq!(livia.get("/me/information").await.status, StatusCode::OK);
    livia.get("/me/details").await.holds("value=\"livia@people.norda.example\"").holds("norda-77");
    let wrong = livia.post("/me/details", &[("name", ""), ("mail", "x"), ("language", "it")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let turned = [("name", "Livia \u{202e}ireN"), ("mail", "livia@other.example"), ("language", "en")];
    let refused = livia.post("/me/details", &turned).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a name that reorders the text around it");
    refused.holds("livia@other.example");
    let form = [("name", "Livia Neri <b>"), ("mail", "livia@other.example"), ("language", "en"), ("born_year", "1990")];
    let saved = livia.post("/me/details", &form).await;
    assert_eq!(saved.goes_to(), "/f/norda/me/details?said=mail-sent");
    let page = livia.get("/me/details?said=mail-sent").await;
    page.holds("value=\"livia@people.norda.example\"").holds("value=\"1990\"").holds("once you have opened the link");
    page.holds("Neri &lt;b&gt;");
    assert!(!page.body.contains("Neri <b>"));
    let archive = livia.post("/me/export", &[]).await;
    assert_eq!((archive.status, archive.header("content-type")), (StatusCode::OK, "application/zip"));
    assert!(archive.body.contains("everything.json") && archive.body.contains("person.csv"));
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn another_address_counts_once_its_reader_says_so() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let mut ask = async |mail: &str| {
        livia.post("/me/details", &[("name", "Livia"), ("mail", mail), ("language", "en")]).await.goes_to().to_owned()
    };
    assert_eq!(ask("livia@people.norda.example").await, "/f/norda/me/details?said=saved", "the same address");
    house.work().await;
    assert!(house.letters().is_empty());
    let link = async || {
        house.work().await;
        let letter = house.letters().pop().unwrap();
        let line = letter.text.lines().find(|line| line.starts_with("http://")).unwrap().to_owned();
        (letter.to, line.trim_start_matches("http://127.0.0.1:8280").to_owned())
    };
    assert_eq!(ask("first@other.example").await, "/f/norda/me/details?said=mail-sent");
    let (to, first) = link().await;
    assert_eq!(to, "first@other.example");
    assert_eq!(ask("Second@Other.example").await, "/f/norda/me/details?said=mail-sent");
    let (to, second) = link().await;
    assert_eq!(to, "second@other.example");
    let mail = async || house.app.store.person_get(&Context::system(firm.id), firm.person).await.unwrap().mail.unwrap();
    let mut browser = house.browser();
    browser.get(&first).await.holds("opens nothing");
    assert_eq!(browser.post(&first, &[]).await.status, StatusCode::GONE, "only the last address asked for");
    browser.get(&second).await.holds("second@other.example");
    assert_eq!(mail().await, "livia@people.norda.example", "looking changes nothing");
    assert_eq!(browser.post(&second, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(mail().await, "second@other.example");
    assert_eq!(browser.post(&second, &[]).await.status, StatusCode::GONE);
    let taken = PersonNew { mail: Some("taken@other.example".into()), language: "en".into(), ..PersonNew::default() };
    house.app.store.person_add(&Context::system(firm.id), taken).await.unwrap();
    assert_eq!(ask("taken@other.example").await, "/f/norda/me/details?said=mail-sent", "who is known is not told");
    let (_, third) = link().await;
    assert_eq!(browser.post(&third, &[]).await.status, StatusCode::GONE);
    assert_eq!(mail().await, "second@other.example");
    house.finish().await;
}

#[tokio::test]
async fn erasing_asks_first_and_leaves_nobody_signed_in() {
    let (house, firm) = House::open().await;
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let before = livia.get("/me/erase").await;
    assert_eq!(before.status, StatusCode::OK);
    before.holds("Backups made before").holds("names nobody else");
    assert_eq!(livia.post("/me/erase", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut elsewhere = livia.clone();
    let gone = livia.post("/me/erase", &[("sure", "yes")]).await;
    assert_eq!(gone.status, StatusCode::OK);
    gone.holds("You are being forgotten here");
    assert!(livia.cookies.is_empty());
    assert_eq!(elsewhere.get("/me").await.goes_to(), "/f/norda/enter?next=/me");
    house.work().await;
    let ctx = Context::system(firm.id);
    assert!(house.app.store.person_get(&ctx, firm.person).await.is_err());
    house.browser().post("/enter", &[("mail", "livia@people.norda.example")]).await;
    house.work().await;
    assert!(house.letters().is_empty());
    house.finish().await;
}

#[tokio::test]
async fn an_erasure_that_is_done_is_said_with_its_entry_and_whom_to_ask() {
    let (house, firm) = House::open().await;
    let store = &house.app.store;
    let me = Context { actor: comity_store::Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let standing = store.standing_get(&me, firm.exchange, firm.person).await.unwrap();
    let offer = standing.offer.as_ref().unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
    let language = comity_exchange::text::Language::new("en").unwrap();
    let given = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
    store.standing_respond(&me, firm.exchange, given).await.unwrap();
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    livia.get("/me/erase").await.holds("Whoever may have something that was kept here is told").holds("Signal Lab");
    let worker = async {
        // What runs beside the server, while the page waits for it.
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        house.work().await;
    };
    let (gone, ()) = tokio::join!(livia.post("/me/erase", &[("sure", "yes")]), worker);
    gone.holds("You are forgotten here").holds("erased").holds("Whoever may have something that was kept here is told");
    house.finish().await;
}
