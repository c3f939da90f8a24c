//! `/me/information`, `/me/information/uses`, `/me/accesses/{id}/{place}`, `/receipts/check`, `/.well-known/gpc.json`

use std::collections::BTreeSet;

use comity_exchange::agreement::Signatory;
use comity_exchange::negotiation::{Answer as Given, Response};
use comity_exchange::text::{Language, Texts};
use comity_store::{Actor, BenefitNew, ItemNew, ItemsAsked, LeafId, Scope, UseKind, UseNew, receipt_verify};
use serde_json::value::RawValue;

use super::*;

fn person(firm: &Firm) -> Context {
    Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) }
}

/// The person says yes to everything.
pub async fn agreed(house: &House, firm: &Firm) {
    let (store, me) = (&house.app.store, person(firm));
    let offer = store.standing_get(&me, firm.exchange, firm.person).await.unwrap().offer.unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Given::Yes)).collect();
    let language = Language::new("en").unwrap();
    let given = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
    store.standing_respond(&me, firm.exchange, given).await.unwrap();
}

/// A system of the firm with every scope.
pub async fn client(house: &House, firm: &Firm) -> Context {
    let (store, system) = (&house.app.store, Context::system(firm.id));
    let (_, key) = store.client_add(&system, "Advice engine", Scope::ALL.into_iter().collect()).await.unwrap();
    Context { actor: store.client_find(&system, &key).await.unwrap().unwrap(), ..system }
}

pub async fn write(house: &House, firm: &Firm, client: &Context, items: &[(&str, &str)]) {
    let new = |(item, value): &(&str, &str)| ItemNew {
        person: "norda-77".into(),
        item: (*item).into(),
        value: RawValue::from_string((*value).into()).unwrap(),
        source: None,
        from: BTreeSet::new(),
    };
    let all = items.iter().map(new).collect();
    let written = house.app.store.items_write(client, firm.exchange, all, None).await.unwrap();
    assert!(written.iter().all(Result::is_ok), "{written:?}");
}

/// Reads for a purpose; what was written down of it.
async fn read(house: &House, firm: &Firm, client: &Context, purpose: &str, items: &[&str], to: Option<&str>) -> LeafId {
    let asked = ItemsAsked {
        purpose: purpose.into(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        persons: vec!["norda-77".into()],
        recipient: to.map(ToOwned::to_owned),
        signal: false,
    };
    house.app.store.items_read(client, firm.exchange, &asked).await.unwrap().access.unwrap()
}

async fn said(house: &House, client: &Context, access: LeafId, what: &str) {
    let what = Texts::one(Language::new("en").unwrap(), what);
    let new = UseNew { access, persons: Vec::new(), kind: UseKind::Personalised, what };
    house.app.store.use_add(client, new, None).await.unwrap();
}

async fn english(house: &House, firm: &Firm) -> Browser {
    let mut livia = house.signed_in(firm, Who::Person(firm.person)).await;
    livia.cookies.insert("comity-lang".into(), "en".into());
    livia
}

#[tokio::test]
async fn what_is_kept_is_seen_put_right_and_contested() {
    let (house, firm) = House::open().await;
    let mut livia = english(&house, &firm).await;
    livia.get("/me/information").await.holds("Nothing is kept");
    agreed(&house, &firm).await;
    let client = client(&house, &firm).await;
    livia.get("/me/information").await.holds("Nothing is kept of this at the moment");
    write(&house, &firm, &client, &[("plan", "25"), ("usage", r#"[{"day":"Mon","gb":1.2}]"#)]).await;
    let page = livia.get("/me/information").await;
    page.holds("value=\"25\"").holds("<th scope=\"col\">gb</th>").holds("Given by you").holds("Seen by us");
    page.holds("To work out your bill").holds("kept until");

    // Put right, in the type of the old value.
    let (deed, field) = (format!("/me/information/{}", firm.exchange), format!("value.{}.plan", firm.exchange));
    let wrong = livia.post(&deed, &[("go", "correct:plan"), (&field, "many")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("value=\"many\"").holds("Write a number");
    let right = livia.post(&deed, &[("go", "correct:plan"), (&field, "10")]).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER, "{right:?}");
    let receipt = right.goes_to().trim_start_matches("/f/norda").to_owned();
    livia.get(&receipt).await.holds("Put right").holds("The plan you have").holds("This is your receipt");
    livia.get("/me/information").await.holds("value=\"10\"");
    // What is only seen is not put right by a form that no page sends.
    let usage = format!("value.{}.usage", firm.exchange);
    let refused = livia.post(&deed, &[("go", "correct:usage"), (&usage, "x")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{refused:?}");
    assert_eq!(livia.post(&deed, &[("go", "erase:plan")]).await.status, StatusCode::BAD_REQUEST);

    // Contested: it goes, nothing comes in its place, and that can be taken back.
    let contested = livia.post(&deed, &[("go", "contest:usage")]).await;
    let receipt = contested.goes_to().trim_start_matches("/f/norda").to_owned();
    livia.get(&receipt).await.holds("Said to be wrong").holds("Minutes and data used a day");
    let page = livia.get("/me/information").await;
    page.holds("You said that this is wrong").holds("take-back:usage");
    assert!(!page.body.contains("1.2"), "{}", page.body);
    let again = livia.post(&deed, &[("go", "contest:usage")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is gone already");
    let back = livia.post(&deed, &[("go", "take-back:usage")]).await;
    assert_eq!(back.goes_to(), "/f/norda/me/information?said=contest-ended");
    assert!(!livia.get("/me/information").await.body.contains("You said that this is wrong"));
    write(&house, &firm, &client, &[("usage", "\"again\"")]).await;
    livia.get("/me/information").await.holds("again");
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn who_used_what_and_what_came_back_is_three_clicks_away() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm).await;
    let client = client(&house, &firm).await;
    write(&house, &firm, &client, &[("plan", "\"Casa\""), ("signal", "-91")]).await;
    let mut livia = english(&house, &firm).await;
    livia.get("/me").await.holds("/f/norda/me/information\"");
    livia.get("/me/information").await.holds("/f/norda/me/information/uses\"");
    livia.get("/me/information/uses").await.holds("Nothing was read yet").holds("Credit on your bill");

    let access = read(&house, &firm, &client, "advice", &["plan"], None).await;
    livia
        .get("/me/information/uses")
        .await
        .holds("Advice engine read: The plan you have")
        .holds("Nothing was said of it");
    said(&house, &client, access, "Compared six plans.").await;
    read(&house, &firm, &client, "coverage", &["signal"], Some("signal-lab")).await;
    let benefit = BenefitNew {
        person: "norda-77".into(),
        clause: "usage-for-advice".into(),
        benefit: "saving".into(),
        amount: None,
    };
    house.app.store.benefit_add(&client, firm.exchange, benefit, None).await.unwrap();
    let page = livia.get("/me/information/uses").await;
    page.holds("Compared six plans.")
        .holds("To tell you which plan fits")
        .holds("by “How you use your plan” in Better advice");
    page.holds("Signal Lab (simulated)").holds("delivered once").holds("Nobody had to be told");
    let own = livia.get("/me/information").await;
    own.holds("Compared six plans.");

    // Withdrawn: whoever received it is told.
    let coverage = comity_exchange::id::PurposeId::new("coverage").unwrap();
    house.app.store.standing_withdraw(&person(&firm), firm.exchange, coverage).await.unwrap();
    livia.get("/me/information/uses").await.holds("Because you withdrew it").holds("not told yet");
    let mut italian = livia.clone();
    italian.cookies.insert("comity-lang".into(), "it".into());
    italian.get("/me/information/uses").await.holds("Dirti quale offerta").holds("Perché l’hai revocata");

    // The proof, to read and as a file; nobody else's business.
    house.work().await;
    let at = format!("/me/accesses/{access}/0");
    let page = livia.get(&at).await;
    page.holds("Compared six plans.").holds(&format!("{at}/receipt.json"));
    let file = livia.get(&format!("{at}/receipt.json")).await;
    assert_eq!(file.header("content-type"), "application/json");
    assert!(file.header("content-disposition").contains("attachment"));
    let verdict = receipt_verify(&file.body, Some(&house.app.store.verifier())).unwrap();
    assert_eq!((verdict.entries, verdict.placed), (2, 2));
    for wrong in
        [format!("/me/accesses/{access}/1"), format!("/me/accesses/{}/0", LeafId::new()), "/me/accesses/x/0".into()]
    {
        assert_eq!(livia.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let neighbour =
        PersonNew { mail: Some("n@people.norda.example".into()), language: "en".into(), ..PersonNew::default() };
    let neighbour = house.app.store.person_add(&Context::system(firm.id), neighbour).await.unwrap();
    let mut neighbour = house.signed_in(&firm, Who::Person(neighbour)).await;
    for path in [at.clone(), format!("{at}/receipt.json")] {
        assert_eq!(neighbour.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }

    // Taken along with everything else.
    let archive = livia.post("/me/export", &[]).await;
    for name in ["values.csv", "accesses.csv", "benefits.csv", "notices.csv"] {
        assert!(archive.body.contains(name), "{name}");
    }
    house.finish().await;
}

#[tokio::test]
async fn long_lists_of_uses_have_pages() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm).await;
    let client = client(&house, &firm).await;
    write(&house, &firm, &client, &[("plan", "\"Casa\"")]).await;
    let mut all = BTreeSet::new();
    for _ in 0..23 {
        all.insert(read(&house, &firm, &client, "advice", &["plan"], None).await.to_string());
    }
    house.work().await;
    let mut livia = english(&house, &firm).await;
    let page = livia.get("/me/information/uses").await;
    let seen = |page: &Answer| all.iter().filter(|id| page.body.contains(&format!("/me/accesses/{id}/0\""))).count();
    assert_eq!(seen(&page), 20);
    let next = page.body.split("after=").nth(1).unwrap().split('"').next().unwrap();
    let rest = livia.get(&format!("/me/information/uses?after={next}")).await;
    assert_eq!(seen(&rest), 3);
    assert!(!rest.body.contains("What came back</h2>"), "{}", rest.body);
    assert_eq!(livia.get("/me/information/uses?after=x").await.status, StatusCode::BAD_REQUEST);
    house.finish().await;
}

#[tokio::test]
async fn anybody_checks_a_receipt() {
    let (house, firm) = House::open().await;
    agreed(&house, &firm).await;
    house.work().await;
    let mut livia = english(&house, &firm).await;
    let receipts = house.app.store.receipt_list(&person(&firm), firm.person).await.unwrap();
    let file = livia.get(&format!("/me/receipts/{}/receipt.json", receipts[0].leaf)).await.body;
    let mut anybody = house.browser();
    anybody.base = "/f/norda".into();
    anybody.get("/receipts/check?lang=en").await.holds("Check a receipt").holds("multipart/form-data");
    anybody.upload("/receipts/check", &[("receipt", "")], &[("file", file.as_bytes())]).await.holds("It is genuine");
    // As a browser sends what was pasted: other line ends, and none at the end.
    let pasted = file.trim().replace('\n', "\r\n");
    anybody.upload("/receipts/check", &[("receipt", &pasted)], &[("file", b"")]).await.holds("It is genuine");
    let altered = file.replacen("agreed", "agreeD", 1);
    anybody.upload("/receipts/check", &[], &[("file", altered.as_bytes())]).await.holds("It proves nothing");
    anybody.upload("/receipts/check", &[("receipt", "<b>")], &[]).await.holds("It proves nothing").holds("&lt;b&gt;");
    let nothing = anybody.upload("/receipts/check", &[("receipt", " ")], &[("file", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let large = "x".repeat(1_200_000);
    let large = anybody.upload("/receipts/check", &[("receipt", &large)], &[]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Sound, and signed by the key of another house.
    let (elsewhere, _) = House::open().await;
    let mut there = elsewhere.browser();
    there.base = "/f/norda".into();
    there.headers.push(("accept-language", "en".into()));
    there.upload("/receipts/check", &[], &[("file", file.as_bytes())]).await.holds("not signed here");
    elsewhere.finish().await;
    house.finish().await;
}

#[tokio::test]
async fn the_signal_of_a_browser_is_seen() {
    let (house, firm) = House::open().await;
    let answer = house.browser().get("/.well-known/gpc.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.body, r#"{"gpc":true,"lastUpdate":"2026-11-29"}"#);
    let mut livia = english(&house, &firm).await;
    assert!(!livia.get("/me/information").await.body.contains("Sec-GPC"));
    livia.headers.push(("sec-gpc", "1".into()));
    livia.get("/me/information").await.holds("Sec-GPC").holds("passes nothing on to others");
    livia.headers.last_mut().unwrap().1 = "0".into();
    assert!(!livia.get("/me/information").await.body.contains("Sec-GPC"));
    house.finish().await;
}
