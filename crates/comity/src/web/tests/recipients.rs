//! `/studio/settings/recipients`, what the worker sends, `/api/v1/notices/{id}/confirm`

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::response::Response as Answered;
use comity_exchange::agreement::Signatory;
use comity_exchange::id::PurposeId;
use comity_exchange::negotiation::{Answer as Given, Response};
use comity_store::{Actor, ItemNew, Scope};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::*;
use crate::hook::{Secret, TOLERANCE, verify};

#[path = "../../../../store/tests/books/scan.rs"]
pub mod scan;

const PAGE: &str = "/studio/settings/recipients";
const VALUE: &str = "fuorimisura-17 dBm";

/// A recipient's system on this machine: what arrived, and what it answers.
pub struct Receiver {
    port: u16,
    heard: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    pub says: Arc<Mutex<Says>>,
    running: tokio::task::JoinHandle<()>,
}

#[derive(Clone)]
pub struct Says {
    pub status: u16,
    body: &'static str,
    location: Option<&'static str>,
    after: Duration,
}

pub fn says(status: u16, body: &'static str) -> Says {
    Says { status, body, location: None, after: Duration::ZERO }
}

impl Receiver {
    pub async fn at(port: u16, says: Says) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (heard, says) = (Arc::default(), Arc::new(Mutex::new(says)));
        let state = (Arc::clone(&heard), Arc::clone(&says));
        let router = Router::new().fallback(answer).with_state(state);
        let running = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { port, heard, says, running }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/comity", self.port)
    }

    pub fn heard(&self) -> Vec<(HeaderMap, String)> {
        self.heard.lock().unwrap().clone()
    }

    /// What it was told last.
    pub fn last(&self) -> Value {
        serde_json::from_str(&self.heard().last().unwrap().1).unwrap()
    }
}

type Heard = (Arc<Mutex<Vec<(HeaderMap, String)>>>, Arc<Mutex<Says>>);

async fn answer(State((heard, says)): State<Heard>, headers: HeaderMap, body: String) -> Answered {
    let says = says.lock().unwrap().clone();
    heard.lock().unwrap().push((headers, body));
    tokio::time::sleep(says.after).await;
    let mut answer = Answered::builder().status(says.status);
    if let Some(location) = says.location {
        answer = answer.header("location", location);
    }
    answer.body(Body::from(says.body)).unwrap()
}

/// A house that may send to this machine, whose person agreed to everything and of whom a value is kept that a recipient gets.
pub async fn house() -> (House, Firm, Browser) {
    let settings = [("COMITY_WEBHOOKS_ALLOW", "127.0.0.1"), ("COMITY_RATES_ANSWER", "0")];
    let house = House::new(None, &settings).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    agreed(&house, &firm, firm.exchange).await;
    let owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    (house, firm, owner)
}

pub fn me(firm: &Firm) -> Context {
    Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) }
}

async fn agreed(house: &House, firm: &Firm, exchange: ExchangeId) {
    let store = &house.app.store;
    let standing = store.standing_get(&me(firm), exchange, firm.person).await.unwrap();
    let offer = standing.offer.as_ref().unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Given::Yes)).collect();
    let language = comity_exchange::text::Language::new("en").unwrap();
    let given = Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person };
    store.standing_respond(&me(firm), exchange, given).await.unwrap();
    let scopes = [Scope::ItemsWrite].into_iter().collect();
    let (_, key) = store.client_add(&Context::system(firm.id), "Network", scopes).await.unwrap();
    let actor = store.client_find(&Context::system(firm.id), &key).await.unwrap().unwrap();
    let value = serde_json::value::to_raw_value(VALUE).unwrap();
    let new = ItemNew {
        person: "norda-77".into(),
        item: "signal".into(),
        value,
        source: None,
        from: std::collections::BTreeSet::new(),
    };
    let system = Context { actor, ..Context::system(firm.id) };
    assert!(store.items_write(&system, exchange, vec![new], None).await.unwrap()[0].is_ok());
}

pub async fn withdraw(house: &House, firm: &Firm, exchange: ExchangeId) {
    let coverage = PurposeId::new("coverage").unwrap();
    house.app.store.standing_withdraw(&me(firm), exchange, coverage).await.unwrap();
}

/// A member says where the recipient is told; the secret that the page then shows.
async fn told_at(owner: &mut Browser, exchange: ExchangeId, url: &str) -> Secret {
    let (go, field) = (format!("set:{exchange}:signal-lab"), format!("url.{exchange}.signal-lab"));
    let shown = owner.post(PAGE, &[("go", &go), (&field, url)]).await;
    let secret = shown.body.split("<dd class=\"mono\">").nth(1).unwrap_or_else(|| panic!("{shown:?}"));
    let secret = Secret::parse(secret.split('<').next().unwrap()).unwrap();
    let later = owner.get(PAGE).await;
    later.holds(url);
    assert!(!later.body.contains("whsec_"), "it is shown once");
    secret
}

#[tokio::test]
async fn a_recipient_is_told_and_confirms_with_the_token_that_came_along() {
    let (house, firm, mut owner) = house().await;
    let receiver = Receiver::at(0, says(200, "ok")).await;
    owner.get(PAGE).await.holds("Signal Lab").holds("Told nowhere yet");
    withdraw(&house, &firm, firm.exchange).await;
    house.work().await;
    owner.get(PAGE).await.holds("waits for an address");
    let secret = told_at(&mut owner, firm.exchange, &receiver.url()).await;
    house.work().await;

    let heard = receiver.heard();
    assert_eq!(heard.len(), 1);
    let (headers, body) = &heard[0];
    let id = verify(&[secret], headers, body.as_bytes(), crate::web::app::now(), TOLERANCE).unwrap();
    let said = receiver.last();
    let confirm = format!("http://127.0.0.1:8280/f/norda/api/v1/notices/{id}/confirm");
    assert_eq!(
        said,
        json!({ "type": "information.ended", "id": id, "at": said["at"], "exchange": firm.exchange.to_string(),
            "recipient": "signal-lab", "subject": firm.person.to_string(), "item": "signal", "purpose": "coverage",
            "why": "withdrawn", "confirm": confirm, "confirm_token": said["confirm_token"] })
    );
    let told =
        include_str!("../../../../../docs/webhooks.md").split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let told: Value = serde_json::from_str(told).unwrap();
    let fields = |of: &Value| of.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!((fields(&told), &told["type"], &told["why"]), (fields(&said), &said["type"], &said["why"]));
    assert!(said["at"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok());
    let person = format!("/f/norda/studio/people/{}", firm.person);
    owner.get(PAGE).await.holds("arrived, not confirmed").holds(&person).holds("tried once");

    let path = confirm.trim_start_matches("http://127.0.0.1:8280");
    let mut system = house.browser();
    assert_eq!(system.post(path, &[]).await.status, StatusCode::UNAUTHORIZED);
    for (token, status) in [("wrong", 404), (said["confirm_token"].as_str().unwrap(), 204), ("wrong", 404)] {
        system.headers = vec![("authorization", format!("Bearer {token}"))];
        assert_eq!(system.post(path, &[]).await.status.as_u16(), status, "{token}");
    }
    owner.get(PAGE).await.holds("Nothing is open");
    owner.get(&format!("{PAGE}?show=all")).await.holds("confirmed");
    house.pass(30 * 24 * 60);
    house.work().await;
    assert_eq!(receiver.heard().len(), 1, "what is confirmed is not sent again");
    house.finish().await;
}

#[tokio::test]
async fn one_that_was_down_is_told_when_it_is_back_and_may_confirm_in_its_answer() {
    let (house, firm, mut owner) = house().await;
    let receiver = Receiver::at(0, says(200, "ok")).await;
    let (port, url) = (receiver.port, receiver.url());
    receiver.running.abort();
    assert!(receiver.running.await.unwrap_err().is_cancelled());
    told_at(&mut owner, firm.exchange, &url).await;
    withdraw(&house, &firm, firm.exchange).await;
    house.work().await;
    owner.get(PAGE).await.holds("Nobody answers there").holds("not arrived").holds("tried once");
    house.work().await;
    owner.get(PAGE).await.holds("tried once");
    let back = Receiver::at(port, says(200, r#"{"confirmed":true}"#)).await;
    house.pass(1);
    house.work().await;
    assert_eq!(back.heard().len(), 1);
    owner.get(PAGE).await.holds("Nothing is open");
    owner.get(&format!("{PAGE}?show=all")).await.holds("tried 2 times");
    house.finish().await;
}

#[tokio::test]
async fn nobody_is_led_into_a_private_network() {
    let (house, firm, mut owner) = house().await;
    let (go, field) = (format!("set:{}:signal-lab", firm.exchange), format!("url.{}.signal-lab", firm.exchange));
    for (url, lang, why) in [
        ("https://10.0.0.1/hook", "en", "not one of the public network"),
        ("https://10.0.0.1/hook", "it", "non è della rete pubblica"),
        ("http://hooks.example.com/", "en", "has to begin with https://"),
        ("lab", "it", "Questo non è un indirizzo"),
    ] {
        owner.headers = vec![("accept-language", lang.into())];
        let refused = owner.post(PAGE, &[("go", &go), (&field, url)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.holds(why).holds(&format!("value=\"{url}\"")).holds("<details open>");
    }
    owner.headers.clear();
    let elsewhere = format!("set:{}:nobody", firm.exchange);
    assert_eq!(owner.post(PAGE, &[("go", &elsewhere)]).await.status, StatusCode::NOT_FOUND);

    let secrets = Receiver::at(0, says(200, r#"{"confirmed":true}"#)).await;
    let location: &'static str = secrets.url().leak();
    let receiver = Receiver::at(0, Says { location: Some(location), ..says(307, "") }).await;
    told_at(&mut owner, firm.exchange, &receiver.url()).await;
    withdraw(&house, &firm, firm.exchange).await;
    house.work().await;
    owner.get(PAGE).await.holds("The answer was 307, which leads elsewhere");
    assert_eq!((receiver.heard().len(), secrets.heard().len()), (1, 0));

    // Who wants no more there is not asked there again.
    *receiver.says.lock().unwrap() = says(410, "");
    house.pass(1);
    house.work().await;
    owner.get(PAGE).await.holds("they want no more there").holds("Told nowhere yet").holds("waits for an address");
    house.pass(7 * 24 * 60);
    house.work().await;
    assert_eq!(receiver.heard().len(), 2);
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let page = owner.get(PAGE).await.body;
    let notice = page.split("value=\"confirm:").nth(1).unwrap().split('"').next().unwrap();
    let done = owner.post(PAGE, &[("go", &format!("confirm:{notice}"))]).await;
    assert_eq!(done.goes_to(), "/f/norda/studio/settings/recipients?said=confirmed");
    owner.get(&format!("{PAGE}?said=confirmed")).await.holds("Written down as confirmed").holds("Nothing is open");
    owner.get("/studio/audit?act=notice_confirm").await.holds(notice);
    house.finish().await;
}

#[tokio::test]
async fn whoever_is_erased_is_still_told_of_under_a_number_that_leads_to_nobody() {
    let (house, firm, mut owner) = house().await;
    let form = [("sure", "yes")];
    assert_eq!(owner.post(&format!("/studio/people/{}/erase", firm.person), &form).await.status, StatusCode::SEE_OTHER);
    house.work().await;
    let receiver = Receiver::at(0, says(202, "")).await;
    told_at(&mut owner, firm.exchange, &receiver.url()).await;
    house.work().await;
    let said = receiver.last();
    assert_eq!((&said["why"], &said["subject"]), (&json!("erased"), &json!(firm.person.to_string())));
    let (_, body) = receiver.heard().pop().unwrap();
    let page = owner.get(PAGE).await;
    page.holds("an erased person").holds("arrived, not confirmed");
    assert!(!page.body.contains(&firm.person.to_string()), "their id leads nowhere");

    let marks = [VALUE, "Livia Person", "livia@people.norda.example", "norda-77"];
    assert!(marks.iter().all(|mark| !body.contains(mark)), "{body}");
    let folder = house._folder.path().to_owned();
    house.app.store.clone().close().await;
    let needles: Vec<Vec<u8>> = marks.into_iter().flat_map(scan::forms).collect();
    assert!(!scan::files(&folder).is_empty());
    assert_eq!(scan::scan(&folder, &needles), []);
    let mut house = house;
    house.finished = true;
}

#[tokio::test]
async fn a_slow_recipient_keeps_no_other_waiting() {
    let (house, firm, mut owner) = house().await;
    let ctx = Context::system(firm.id);
    let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
    let other = house.app.store.exchange_create(&ctx, "Another", terms).await.unwrap();
    house.app.store.exchange_publish(&ctx, other).await.unwrap();
    house.app.store.invitation_add(&ctx, other, firm.person).await.unwrap();
    agreed(&house, &firm, other).await;
    let slow = Receiver::at(0, Says { after: Duration::from_secs(60), ..says(200, "") }).await;
    let fast = Receiver::at(0, says(200, r#"{"confirmed":true}"#)).await;
    told_at(&mut owner, firm.exchange, &slow.url()).await;
    told_at(&mut owner, other, &fast.url()).await;
    house.work().await;
    let lanes = worker::notices::Lanes::new().unwrap();
    withdraw(&house, &firm, firm.exchange).await;
    assert!(lanes.begin(&house.app).await.unwrap());
    withdraw(&house, &firm, other).await;
    assert!(lanes.begin(&house.app).await.unwrap());
    tokio::time::timeout(Duration::from_secs(5), async {
        while house.app.store.notice_oldest(&Context::instance()).await.unwrap().0 > 1 || fast.heard().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    assert_eq!(slow.heard().len(), 1, "they are still being told");
    drop(lanes);
    house.finish().await;
}
