//! `/handoff`, `/studio/settings/handoff`

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};

use super::*;

fn token(key: &str, sub: &str, jti: &str, exchange: Option<ExchangeId>) -> String {
    let exp = crate::web::app::now() / 1_000_000 + 120;
    let mut claims = serde_json::json!({ "aud": "norda", "sub": sub, "exp": exp, "jti": jti });
    if let Some(exchange) = exchange {
        claims["exchange"] = exchange.to_string().into();
    }
    let signed =
        [r#"{"alg":"HS256"}"#.to_owned(), claims.to_string()].map(|part| URL_SAFE_NO_PAD.encode(part)).join(".");
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

#[tokio::test]
async fn customers_come_over_from_the_firms_own_site_once() {
    let (house, firm) = House::open().await;
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let settings = "/studio/settings/handoff";
    owner.get(settings).await.holds("There is no key");
    let made = owner.post(settings, &[("go", "make")]).await;
    let key = made.body.split("<dd class=\"mono\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(key.len(), 43, "{}", made.body);
    let later = owner.get(settings).await;
    assert!(!later.body.contains(&key), "it is shown once");
    let good = token(&key, "norda-77", "first-visit", Some(firm.exchange));
    let path = format!("/f/norda/handoff?token={good}");
    for _ in 0..3 {
        let look = house.browser().get(&path).await;
        look.holds(&format!("value=\"{good}\"")).holds("Better advice");
        assert!(look.headers.get("set-cookie").is_none(), "looking changes nothing");
    }
    let mut browser = house.browser();
    browser.base = "/f/norda".into();
    let opened = browser.post("/handoff", &[("token", &good)]).await;
    assert_eq!(opened.goes_to(), format!("/f/norda/exchanges/{}", firm.exchange));
    browser.get("/me").await.holds("Livia Person").holds("lang=\"it\"");
    browser.cookies.insert("comity-lang".into(), "en".into());
    assert_eq!(browser.post("/handoff", &[("token", &good)]).await.status, StatusCode::GONE);
    let mail = token(&key, "mail:livia@people.norda.example", "second-visit", None);
    assert_eq!(browser.post("/handoff", &[("token", &mail)]).await.goes_to(), "/f/norda/me");
    for bad in [token(&key, "nobody", "third-visit", None), token("another key", "norda-77", "fourth-visit", None)] {
        assert_eq!(browser.post("/handoff", &[("token", &bad)]).await.status, StatusCode::GONE, "{bad}");
        browser.get(&format!("/handoff?token={bad}")).await.holds("opens nothing");
    }
    let last = token(&key, "norda-77", "fifth-visit", None);
    assert_eq!(owner.post(settings, &[("go", "end")]).await.goes_to(), "/f/norda/studio/settings/handoff?said=removed");
    assert_eq!(browser.post("/handoff", &[("token", &last)]).await.status, StatusCode::GONE, "its key has ended");
    house.finish().await;
}

#[tokio::test]
async fn of_two_presses_at_once_one_gets_in() {
    let (house, firm) = House::open().await;
    let key = house.app.store.handoff_key_make(&Context::system(firm.id)).await.unwrap();
    let token = token(&key, "norda-77", "pressed-twice", None);
    let (mut one, mut two) = (house.browser(), house.browser());
    let form = [("token", token.as_str())];
    let (one, two) = tokio::join!(one.post("/f/norda/handoff", &form), two.post("/f/norda/handoff", &form));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    house.finish().await;
}
