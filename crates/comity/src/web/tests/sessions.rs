//! What becomes of a session's token while the session is open.

use super::*;

const COOKIE: &str = "comity-studio.norda";

#[tokio::test]
async fn a_session_goes_on_under_another_token() {
    let (house, firm) = House::open().await;
    house.password(&firm, "owner").await;
    let mut browser = house.with_password(&firm, "owner").await;
    let first = browser.cookies[COOKIE].clone();
    assert_eq!(browser.get("/studio").await.header("set-cookie"), "", "not before its time");
    house.pass(60);
    let mut slow = browser.clone();
    assert_eq!(browser.post("/studio/settings", &[]).await.header("set-cookie"), "", "not with a form");
    house.app.pulse.disk_low.store(true, Ordering::Relaxed);
    let full = browser.get("/studio").await;
    assert_eq!((full.status, full.header("set-cookie")), (StatusCode::OK, ""), "not where nothing can be written");
    house.app.pulse.disk_low.store(false, Ordering::Relaxed);
    let turned = browser.get("/studio").await;
    let cookie = turned.header("set-cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Lax; Path=/; Max-Age=43"), "{cookie}");
    assert_ne!(browser.cookies[COOKIE], first);
    assert_eq!(slow.get("/studio").await.header("set-cookie"), "", "one new token, whoever asks meanwhile");
    assert_eq!(browser.get("/studio/people").await.status, StatusCode::OK);
    let old = slow.post("/studio/settings", &[("go", "invite"), ("role", "viewer"), ("mail", "no address")]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "a request that was under way is answered");
    assert_eq!(slow.cookies[COOKIE], first);
    house.pass(2);
    assert_eq!(browser.get("/studio").await.status, StatusCode::OK);
    let copied = slow.get("/studio").await;
    assert!(copied.goes_to().contains("/studio/sign-in"), "{copied:?}");
    let ended = browser.get("/studio").await;
    assert!(ended.goes_to().contains("/studio/sign-in"), "who has a copy ends the session: {ended:?}");
    house.finish().await;
}
