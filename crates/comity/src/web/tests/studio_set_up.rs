//! `/studio/set-up`

use super::*;

fn form<'f>(but: &'f [(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![
        ("key", "abc-def"),
        ("firm", "Norda Mobile"),
        ("slug", "norda"),
        ("country", "it"),
        ("contact", "privacy@norda.example"),
        ("name", "Ada Rossi"),
        ("mail", "ada@norda.example"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    for (name, value) in &mut form {
        if let Some((_, other)) = but.iter().find(|(n, _)| n == name) {
            *value = other;
        }
    }
    form
}

#[tokio::test]
async fn the_first_member_makes_the_firm_once() {
    let house = House::new(Some("abc-def"), &[]).await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/").await.goes_to(), "/studio/set-up");
    assert_eq!(browser.get("/studio").await.goes_to(), "/studio/set-up");
    browser.get("/studio/set-up").await.holds("name=\"key\"");
    let wrong = browser.post("/studio/set-up", &form(&[("key", "other")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("value=\"Norda Mobile\"").holds("not the key");
    assert!(!wrong.body.contains(PASSWORD));
    let short = browser.post("/studio/set-up", &form(&[("password", "short"), ("again", "short")])).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = browser.post("/studio/set-up", &form(&[])).await;
    assert_eq!((made.status, made.goes_to()), (StatusCode::SEE_OTHER, "/studio"));
    assert!(browser.cookies.contains_key("comity-studio"));
    assert_eq!(browser.get("/studio/set-up").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post("/studio/set-up", &form(&[])).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.browser().get("/studio").await.goes_to(), "/studio/sign-in?next=/studio");
    house.finish().await;
}

#[tokio::test]
async fn of_two_at_once_one_makes_the_firm() {
    let house = House::new(Some("abc-def"), &[]).await;
    let (mut one, mut two) = (house.browser(), house.browser());
    let (first, second) = (form(&[]), form(&[("slug", "other"), ("mail", "eve@other.example")]));
    let (one, two) = tokio::join!(one.post("/studio/set-up", &first), two.post("/studio/set-up", &second));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
    assert_eq!(house.app.store.firm_list(&Context::instance()).await.unwrap().len(), 1);
    house.finish().await;
}

#[tokio::test]
async fn guessing_the_key_is_counted() {
    let house = House::new(Some("abc-def"), &[("COMITY_RATES_SIGN_IN", "3")]).await;
    let mut browser = house.browser();
    for _ in 0..3 {
        let wrong = browser.post("/studio/set-up", &form(&[("key", "x")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let stopped = browser.post("/studio/set-up", &form(&[])).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert!((1..=60).contains(&stopped.header("retry-after").parse::<u32>().unwrap()));
    house.finish().await;
}
