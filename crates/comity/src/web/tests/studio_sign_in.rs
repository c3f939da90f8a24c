//! `/studio/sign-in`, `/sign-out`

use super::*;

#[tokio::test]
async fn a_member_signs_in_and_out() {
    let (house, firm) = House::open().await;
    house.password(&firm, "owner").await;
    let mut browser = house.browser();
    browser.get("/studio/sign-in?next=/studio/people").await.holds("value=\"/studio/people\"");
    let good = [("mail", "Owner@norda.example"), ("password", PASSWORD), ("next", "/studio/people")];
    let answer = browser.post("/studio/sign-in", &good).await;
    assert_eq!((answer.status, answer.goes_to()), (StatusCode::SEE_OTHER, "/studio/people"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && cookie.contains("Path=/; Max-Age=43200"), "{cookie}");
    let before = browser.cookies["comity-studio"].clone();
    browser.post("/studio/sign-in", &good).await;
    assert_ne!(browser.cookies["comity-studio"], before, "every signing in has a token of its own");
    let mut stolen = house.browser();
    stolen.cookies.insert("comity-studio".into(), before);
    assert_eq!(stolen.get("/studio").await.status, StatusCode::SEE_OTHER, "the earlier token opens nothing");
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.goes_to(), "/studio/sign-in?said=signed-out");
    assert!(browser.cookies.is_empty());
    browser.get("/studio/sign-in?said=signed-out").await.holds("You are signed out");
    house.finish().await;
}

#[tokio::test]
async fn a_refusal_does_not_tell_why() {
    let (house, firm) = House::open().await;
    house.password(&firm, "owner").await;
    let mut pages = Vec::new();
    for (mail, password) in [
        ("owner@norda.example", "wrong password"),
        ("nobody@norda.example", PASSWORD),
        ("viewer@norda.example", PASSWORD),
        ("no address", PASSWORD),
    ] {
        let answer = house.browser().post("/studio/sign-in", &[("mail", mail), ("password", password)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{mail}");
        assert!(answer.headers.get("set-cookie").is_none() && !answer.body.contains(password));
        pages.push(answer.body.replace(mail, "…"));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
    house.finish().await;
}

#[tokio::test]
async fn one_goes_on_within_the_house_only() {
    let (house, firm) = House::open().await;
    house.password(&firm, "owner").await;
    for next in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let good = [("mail", "owner@norda.example"), ("password", PASSWORD), ("next", next)];
        assert_eq!(house.browser().post("/studio/sign-in", &good).await.goes_to(), "/studio", "{next}");
    }
    house.finish().await;
}

#[tokio::test]
async fn attempts_are_counted_by_account_too() {
    let house = House::new(None, &[("COMITY_RATES_SIGN_IN", "2"), ("COMITY_TRUSTED_PROXIES", "127.0.0.1")]).await;
    house.firm("norda", "Norda").await;
    let mut stopped = 0;
    for n in 0..4 {
        // Nobody's connection in a test: what counts here is the account.
        let mail = if n == 3 { "other@norda.example" } else { "owner@norda.example" };
        let answer = house.browser().post("/studio/sign-in", &[("mail", mail), ("password", "wrong password")]).await;
        stopped += u32::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(stopped >= 1);
    house.finish().await;
}
