//! What holds for every answer, whatever the address.

use super::*;
use crate::web::layer::headers::POLICY;

#[tokio::test]
async fn headers_are_there_on_pages_errors_and_files() {
    let (house, _) = House::open().await;
    let style = crate::web::ui::assets::style().path.clone();
    for path in ["/enter", "/nothing-here", "/livez", "/studio", style.as_str(), "/f/nobody/enter", "/f/norda/enter"] {
        let answer = house.browser().get(path).await;
        assert_eq!(answer.header("content-security-policy"), POLICY, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
        let kept = if path == style { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), kept, "{path}");
        assert!(answer.headers.get("strict-transport-security").is_none(), "{path}");
    }
    house.finish().await;
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    let house = House::new(Some("key"), &[("COMITY_BASE_URL", "https://exchange.example.com")]).await;
    let mut browser = house.browser();
    let page = browser.get("/studio/set-up?lang=it").await;
    assert_eq!(page.header("strict-transport-security"), "max-age=31536000");
    assert_eq!(page.header("set-cookie"), "comity-lang=it; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=31536000");
    browser.get("/studio/set-up").await.holds("<html lang=\"it\"");
    house.finish().await;
}

#[tokio::test]
async fn errors_are_pages_in_the_readers_language() {
    let (house, _) = House::open().await;
    let mut browser = house.browser();
    browser.headers.push(("accept-language", "it".into()));
    let missing = browser.get("/f/norda/nothing").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    missing.holds("<html lang=\"it\"").holds("Norda Mobile").holds(missing.header("x-request-id"));
    let elsewhere = browser.get("//evil.example/x").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    assert!(!elsewhere.body.contains("\"//evil"), "{}", elsewhere.body);
    let put = browser.send("PUT", "/enter", Some(String::new())).await;
    assert_eq!(put.status, StatusCode::METHOD_NOT_ALLOWED);
    put.holds("<h1>");
    let malformed = browser.send("POST", "/enter", Some("mail=%ff%fe%zz".into())).await;
    assert!(matches!(malformed.status.as_u16(), 400 | 422), "{malformed:?}");
    let large = browser.send("POST", "/enter", Some(format!("mail={}", "x".repeat(300_000)))).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    large.holds("<h1>");
    let nobody = browser.get("/f/nobody/enter").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let (house, _) = House::open().await;
    let check = async |headers: &[(&'static str, &str)], status: u16| {
        let mut browser = house.browser();
        browser.headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let answer = browser.post("/enter", &[("mail", "nobody@b.example")]).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?}");
    };
    check(&[("sec-fetch-site", "same-origin")], 200).await;
    check(&[("sec-fetch-site", "cross-site")], 403).await;
    check(&[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8280")], 403).await;
    check(&[("origin", "http://evil.example")], 403).await;
    check(&[("origin", "null")], 403).await;
    check(&[("sec-fetch-site", "")], 403).await;
    house.finish().await;
}

#[tokio::test]
async fn nothing_is_written_when_the_disk_is_low() {
    let (house, _) = House::open().await;
    house.app.pulse.disk_low.store(true, std::sync::atomic::Ordering::Relaxed);
    let mut browser = house.browser();
    let answer = browser.post("/enter", &[("mail", "livia@people.norda.example")]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "60"));
    answer.holds("no room");
    assert_eq!(browser.get("/enter").await.status, StatusCode::OK);
    let ready = browser.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    ready.holds("disk failing");
    house.finish().await;
}

#[tokio::test]
async fn it_says_whether_it_lives_and_is_ready() {
    let house = House::new(None, &[]).await;
    let mut browser = house.browser();
    assert_eq!(browser.get("/livez").await.body, "ok\n");
    assert_eq!(browser.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE, "never sequenced yet");
    house.work().await;
    let ready = browser.get("/readyz").await;
    assert_eq!((ready.status, ready.body.as_str()), (StatusCode::OK, "database ok\ndisk ok\nsequencer ok\nleads ok\n"));
    house.finish().await;
}

#[tokio::test]
async fn firms_are_told_apart_by_path_and_host() {
    let (house, norda) = House::open().await;
    let single = house.browser().get("/enter").await;
    single.holds("Norda Mobile");
    let other = house.firm("luma", "Luma Energy").await;
    assert_eq!(house.browser().get("/enter").await.status, StatusCode::NOT_FOUND, "of two, none is guessed");
    house.browser().get("/").await.holds("/f/luma/").holds("/f/norda/");
    assert_eq!(house.browser().get("/f/nobody/").await.status, StatusCode::NOT_FOUND);
    house.browser().get("/f/luma/enter").await.holds("Luma Energy");
    let mut look = house.app.store.firm_get(&Context::system(other.id)).await.unwrap().look;
    look.host = Some("voice.luma.example".into());
    house.app.store.firm_update(&Context::system(other.id), look).await.unwrap();
    house.app.firms.forget();
    let mut browser = house.browser();
    browser.headers.push(("host", "Voice.luma.example:8280".into()));
    browser.get("/enter").await.holds("Luma Energy");
    let mut member = house.signed_in(&norda, Who::Member(norda.members["owner"])).await;
    let cookie = member.cookies.values().next().unwrap().clone();
    member.base = "/f/luma".into();
    member.cookies = BTreeMap::from([("comity-studio.luma".to_owned(), cookie)]);
    assert_eq!(member.get("/studio").await.goes_to(), "/f/luma/studio/sign-in?next=/studio");
    house.finish().await;
}
