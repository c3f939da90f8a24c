//! A moderator decides at the desk with the keyboard alone, and tries rules before they hold; on a large page and on a small one.

use super::driver::Browser;
use super::ideas::asked;
use crate::serve::House;

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let activity = vec![
        ("go", "open"),
        ("title.en", "What should be better?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "done"),
        ("outcome.1", "done"),
        ("status.2", "not now"),
        ("outcome.2", "not-now"),
    ];
    let asked = asked(&house, &[("ideas", activity)]);
    let mut person = Browser::open(&webdriver, &base, 360, true).await;
    person.go(&asked.link).await;
    person.press("form:has(button.first) button.first").await;
    let mut ideas = Vec::new();
    for title in ["A casino in every shop", "More data abroad"] {
        person.go(&format!("{}/ideas", asked.exchange)).await;
        person.fill("title", title).await;
        person.press("button[value=send], button[value=look]").await;
        if person.has("button[value=send]").await {
            person.press("button[value=send]").await;
        }
        ideas.push(person.path().await);
    }

    let mut member = Browser::open(&webdriver, &base, 1280, true).await;
    member.go("/studio").await;
    member.fill("mail", "ada@norda.example").await;
    member.fill("password", "correct horse battery").await;
    member.press("main form button").await;
    member.go(&format!("/studio{}/desk", asked.exchange)).await;
    member.tab_to("[data-card]").await;
    assert!(member.has("#desk-keys:not([hidden])").await, "the keys are told");
    // A no leads to its words first; A after them is a letter, and Escape leads back.
    member.letter('j').await;
    member.letter('k').await;
    member.letter('d').await;
    assert!(member.has("[data-card]:first-of-type textarea:focus").await, "a no asks for its words");
    member.letter('a').await;
    assert_eq!(member.value("[data-card] textarea").await, "a");
    member.tab_to("[data-card] button[value=decline]").await;
    member.letter_on('d').await;
    assert!(member.has("[data-card]:focus").await, "one goes on with the next");
    member.letter_on('a').await;
    assert!(member.has(".empty").await, "nothing waits any more");
    person.go(&ideas[0]).await;
    assert!(person.has("#declined").await && person.has("button[value=contest]").await);
    person.fill("words", "A joke.").await;
    person.press("button[value=contest]").await;
    member.go(&format!("/studio{}/desk", asked.exchange)).await;
    assert!(member.text("[data-card]").await.contains("A joke."));

    member.go("/studio/settings/moderation").await;
    member.fill("words", "casino*").await;
    member.press("button[value=preview]").await;
    assert!(member.text("section:has(#preview)").await.contains("casino"));
    member.press("button[value=save]").await;
    assert_eq!(member.value("[name=words]").await, "casino*");
    member.screen(360, true).await;
    for page in ["desk", "signs", "moderation"] {
        member.go(&format!("/studio{}/{page}", asked.exchange)).await;
    }
    member.press("nav.tabs a[href$='/ideas']").await;
    let mut troubles = member.close().await;
    troubles.extend(person.close().await);
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}
