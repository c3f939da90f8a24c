//! Letters of what happened, and `/letters/{person}/{secret}`.

use super::ideas::{address, english, hidden};
use super::*;

/// Letters are written by the hour, and leave after that.
async fn posted(house: &House) {
    house.work().await;
    house.work().await;
}

/// The address of an idea that was just brought.
async fn brought(livia: &mut Browser, firm: &Firm, title: &str) -> String {
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let page = livia.get(&list).await;
    let activity = hidden(&page.body, "activity").to_owned();
    let sent = livia.post(&list, &[("activity", &activity), ("title", title), ("body", ""), ("go", "send")]).await;
    address(&sent)
}

#[tokio::test]
async fn what_happened_is_told_once_and_ends_in_one_click() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let mut form = vec![("go", "open"), ("title.en", "What should be better?"), ("stage", "service")];
    form.extend([("status.0", "open"), ("status.1", "done"), ("outcome.1", "done")]);
    form.extend([("status.2", "no"), ("outcome.2", "not-now")]);
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    posted(&house).await;
    let before = house.letters().len();

    let idea = brought(&mut livia, &firm, "More data abroad").await;
    posted(&house).await;
    let letters = house.letters();
    assert_eq!(letters.len(), before + 1, "{letters:?}");
    let letter = letters.last().unwrap().clone();
    assert!(letter.text.contains("More data abroad"), "{}", letter.text);
    let choose = letter.unsubscribe.clone().unwrap();
    assert!(letter.text.contains(&choose), "a mail program's button and the reader's link are one");
    posted(&house).await;
    assert_eq!(house.letters().len(), before + 1, "nothing is told twice");

    // What is new within a week waits; what was seen in the portal is not told.
    let here = idea.replace("/exchanges/", "/studio/exchanges/");
    let version = hidden(&owner.get(&here).await.body, "version").to_owned();
    owner.post(&here, &[("go", "approve"), ("version", &version)]).await;
    posted(&house).await;
    assert_eq!(house.letters().len(), before + 1, "not more often than once a week");
    livia.post("/me/contributions", &[("go", "seen")]).await;
    house.pass(8 * 24 * 60);
    posted(&house).await;
    assert_eq!(house.letters().len(), before + 1, "they have seen it");

    // Without signing in: a wrong secret opens nothing, the right one changes what is told.
    let path = choose.split("/f/norda").nth(1).unwrap().to_owned();
    let mut anybody = house.browser();
    anybody.base = "/f/norda".into();
    anybody.cookies.insert("comity-lang".into(), "en".into());
    let wrong = format!("{}x", &path[..path.len() - 1]);
    let opens_nothing = anybody.get(&wrong).await.status;
    assert_ne!(opens_nothing, StatusCode::OK);
    assert_eq!(anybody.post(&wrong, &[("go", "stop")]).await.status, opens_nothing);
    anybody.get(&path).await.holds("What became of what I brought").holds("once a week");
    let saved = anybody.post(&path, &[("topic.own", "yes"), ("hours", "24"), ("go", "save")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let link = format!("href=\"/f/norda{path}\"");
    // Sessions have ended meanwhile.
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    livia.get("/me/contributions").await.holds(&link);

    let version = hidden(&owner.get(&here).await.body, "version").to_owned();
    let done = [("go", "status"), ("version", version.as_str()), ("status", "s2"), ("words", "It is there now.")];
    assert_eq!(owner.post(&here, &done).await.status, StatusCode::SEE_OTHER);
    house.pass(25 * 60);
    posted(&house).await;
    let letters = house.letters();
    assert_eq!(letters.len(), before + 2, "a day is enough now: {letters:?}");

    // A mail program ends them with one click, from anywhere.
    anybody.headers.push(("origin", "https://mail.example".into()));
    let ended = anybody.post(&path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    anybody.get(&path).await.holds("You get no letters");
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    brought(&mut livia, &firm, "A shop on wheels").await;
    house.pass(60 * 24 * 60);
    posted(&house).await;
    assert_eq!(house.letters().len(), before + 2);
    house.finish().await;
}
