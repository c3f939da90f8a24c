//! `/studio/settings/keys/{id}`, and what the worker tells systems of the firm.

use comity_store::Scope;
use serde_json::{Value, json};

use super::recipients::{Receiver, house, me, says, scan, withdraw};
use super::*;
use crate::hook::{Secret, TOLERANCE, verify};

/// A system of the firm that is told at that address, the page where that is seen, and the secret that it showed once.
async fn told_at(house: &House, firm: &Firm, owner: &mut Browser, url: &str) -> (String, Secret) {
    owner.cookies.insert("comity-lang".into(), "en".into());
    let scopes = [Scope::ItemsRead].into_iter().collect();
    let (client, _) = house.app.store.client_add(&Context::system(firm.id), "Advice engine", scopes).await.unwrap();
    let page = format!("/studio/settings/keys/{client}");
    owner.get("/studio/settings/keys").await.holds(&format!("{page}\""));
    owner.get(&page).await.holds("It is told nowhere yet.").holds("What is agreed changed");
    let shown = owner.post(&page, &[("go", "set"), ("url", url), ("exchange", "")]).await;
    let secret = shown_secret(&shown);
    assert!(!owner.get(&page).await.holds(url).body.contains("whsec_"), "it is shown once");
    (page, secret)
}

fn shown_secret(shown: &Answer) -> Secret {
    let secret = shown.body.split("<dd class=\"mono\">").nth(1).unwrap_or_else(|| panic!("{shown:?}"));
    Secret::parse(secret.split('<').next().unwrap()).unwrap()
}

fn kinds(receiver: &Receiver) -> Vec<String> {
    let kind = |(_, body): &(_, String)| {
        let said: Value = serde_json::from_str(body).unwrap();
        said["type"].as_str().unwrap().to_owned()
    };
    receiver.heard().iter().map(kind).collect()
}

#[tokio::test]
async fn a_system_is_told_of_what_happens_and_of_whom_is_erased_nothing_else() {
    let (house, firm, mut owner) = house().await;
    let receiver = Receiver::at(0, says(200, "ok")).await;
    let (page, secret) = told_at(&house, &firm, &mut owner, &receiver.url()).await;
    withdraw(&house, &firm, firm.exchange).await;
    house.work().await;
    assert_eq!(kinds(&receiver), ["item.erased", "agreement.changed"]);
    let (headers, body) = &receiver.heard()[0];
    let id = verify(&[secret], headers, body.as_bytes(), crate::web::app::now(), TOLERANCE).unwrap();
    let said: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        said,
        json!({ "type": "item.erased", "id": id, "at": said["at"], "exchange": firm.exchange.to_string(),
            "person": format!("id:{}", firm.person), "item": "signal" })
    );
    let docs = include_str!("../../../../../docs/webhooks.md").split("```json\n").nth(2).unwrap();
    let told: Value = serde_json::from_str(docs.split("```").next().unwrap()).unwrap();
    let fields = |of: &Value| of.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&told), fields(&said));
    let seen = owner.get(&page).await;
    seen.holds("delivered").holds("A value was deleted: ").holds("Better advice").holds("nothing waits");
    house.pass(40);
    house.work().await;
    assert_eq!(receiver.heard().len(), 2, "2xx is enough");

    // It does not answer, and somebody is erased: of what was open that alone is told, and nothing of theirs was ever sent.
    receiver.says.lock().unwrap().status = 503;
    house.app.store.standing_leave(&me(&firm), firm.exchange).await.unwrap();
    house.work().await;
    owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    owner.cookies.insert("comity-lang".into(), "en".into());
    owner.get(&format!("{page}?show=failed")).await.holds("not delivered").holds("503").holds("Try now");
    house.app.store.person_erase(&me(&firm), firm.person).await.unwrap();
    house.work().await;
    receiver.says.lock().unwrap().status = 204;
    let list = owner.get(&page).await;
    list.holds("Somebody was erased");
    let again = list.body.split("value=\"again:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    owner.post(&page, &[("go", &format!("again:{again}"))]).await;
    house.work().await;
    let said = receiver.last();
    assert_eq!(
        said,
        json!({ "type": "person.erased", "id": again, "at": said["at"], "person": format!("id:{}", firm.person) })
    );
    let person = ["Livia Person", "livia@people.norda.example", "norda-77", "fuorimisura-17 dBm"];
    let needles: Vec<Vec<u8>> = person.into_iter().flat_map(scan::forms).collect();
    for (_, body) in receiver.heard() {
        assert!(scan::found_in(body.as_bytes(), &needles).is_empty(), "{body}");
    }
    house.finish().await;
}

#[tokio::test]
async fn members_try_change_and_switch_off_where_a_system_is_told() {
    let (house, firm, mut owner) = house().await;
    let receiver = Receiver::at(0, says(200, "ok")).await;
    let (page, first) = told_at(&house, &firm, &mut owner, &receiver.url()).await;
    let wrong = owner.post(&page, &[("go", "set"), ("url", "http://10.0.0.1/x"), ("exchange", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("http://10.0.0.1/x");

    let tried = owner.post(&page, &[("go", "try")]).await;
    owner.get(tried.goes_to().trim_start_matches("/f/norda")).await.holds("It is on its way");
    house.work().await;
    assert_eq!(fields(&receiver.last()), ["type", "id", "at"], "about nobody");

    // For a day the secret before signs as well.
    let second = shown_secret(&owner.post(&page, &[("go", "rotate")]).await);
    owner.post(&page, &[("go", "try")]).await;
    house.work().await;
    let (headers, body) = receiver.heard().pop().unwrap();
    for secret in [first, second] {
        assert!(verify(&[secret], &headers, body.as_bytes(), crate::web::app::now(), TOLERANCE).is_ok());
    }
    owner.get(&page).await.holds("The secret before still signs as well");

    // Switched off nothing leaves; 410 switches off.
    owner.post(&page, &[("go", "off")]).await;
    withdraw(&house, &firm, firm.exchange).await;
    house.work().await;
    assert_eq!(receiver.heard().len(), 2);
    owner.get(&page).await.holds("switched off").holds("Switch on");
    owner.post(&page, &[("go", "on")]).await;
    receiver.says.lock().unwrap().status = 410;
    owner.post(&page, &[("go", "try")]).await;
    house.work().await;
    owner.get(&page).await.holds("The answer was 410: it wants no more there").holds("Switch on");
    owner.post(&page, &[("go", "remove")]).await;
    owner.get(&page).await.holds("It is told nowhere yet.");

    // An auditor sees all of it and changes nothing.
    owner.post(&page, &[("go", "set"), ("url", &receiver.url()), ("exchange", &firm.exchange.to_string())]).await;
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    auditor.cookies.insert("comity-lang".into(), "en".into());
    let seen = auditor.get(&page).await;
    seen.holds(&receiver.url()).holds("Only of “Better advice”");
    assert!(!seen.body.contains("value=\"try\"") && !seen.body.contains("value=\"set\""), "{}", seen.body);
    assert_eq!(auditor.post(&page, &[("go", "try")]).await.status, StatusCode::FORBIDDEN);
    house.finish().await;
}

fn fields(said: &Value) -> Vec<String> {
    said.as_object().unwrap().keys().cloned().collect()
}
