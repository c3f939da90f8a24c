//! `/studio/settings/keys`

use super::*;

const PAGE: &str = "/studio/settings/keys";

#[tokio::test]
async fn a_system_gets_a_key_once_and_loses_it() {
    let (house, firm) = House::open().await;
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    owner.get(PAGE).await.holds("No system has a key").holds("docs/api.md");
    let wrong = owner.post(PAGE, &[("go", "add"), ("name", "Advice <engine>")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("Choose at least one thing").holds("value=\"Advice &lt;engine&gt;\"");
    let form = [("go", "add"), ("name", "Advice engine"), ("scope", "items:read"), ("scope", "uses:write")];
    let made = owner.post(PAGE, &form).await;
    let key = made.body.split("<dd class=\"mono\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(key.starts_with("comity_") && key.len() > 40, "{key}");
    let example = format!("curl http://127.0.0.1:8280/f/norda/api/v1/exchanges \\\n  -H 'Authorization: Bearer {key}'");
    made.holds(&example);
    let later = owner.get(PAGE).await;
    later.holds("Advice engine").holds("Read values for a purpose").holds("never used");
    assert!(!later.body.contains(&key), "it is shown once");

    // What the example asks for is answered, and the hour of it stands in the page.
    let mut system = house.browser();
    system.base = "/f/norda".into();
    system.headers = vec![("authorization", format!("Bearer {key}"))];
    let answer = system.get("/api/v1/exchanges").await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.holds(&firm.exchange.to_string());
    let used = owner.get(PAGE).await;
    used.holds("last used, to the hour,").holds(":00</time> UTC");

    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    let seen = auditor.get(PAGE).await;
    seen.holds("Advice engine");
    assert!(!seen.body.contains("<form class=\"stack\"") && !seen.body.contains("end:"), "who may not has no button");
    let end = used.body.split("value=\"end:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let gone = owner.post(PAGE, &[("go", &format!("end:{end}"))]).await;
    assert_eq!(gone.goes_to(), "/f/norda/studio/settings/keys?said=key-ended");
    assert_eq!(system.get("/api/v1/exchanges").await.status, StatusCode::UNAUTHORIZED);
    owner.get(PAGE).await.holds("One key was taken back");
    owner.get("/studio/audit?act=client_add").await.holds(&end);
    let other = house.firm("luma", "Luma Energy").await;
    let mut stranger = house.signed_in(&other, Who::Member(other.members["owner"])).await;
    let theirs = stranger.post(PAGE, &[("go", &format!("end:{end}"))]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    house.finish().await;
}
