//! Somebody says no, and on the page that follows how it was; with the keyboard alone, on a telephone.

use super::driver::Browser;
use super::without_scripts::invitation;
use crate::serve::House;

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let link = invitation(&house);
    let mut person = Browser::open(&webdriver, &base, 360, true).await;
    person.go(&link).await;
    person.enter_on("form:has(button.first) button.first").await;
    person.enter_on("button[value=start]").await;
    while person.has(".answers").await {
        person.enter_on(".answers button[value=no]").await;
    }
    person.enter_on("button[value=sign]").await;
    assert!(person.has("h1 ~ .actions a[href$='/me']").await, "what was done comes first, and there is a way on");
    assert!(person.has("#f-fair-none:checked").await, "no answer is given for anybody");
    for width in [360, 1280] {
        person.picture(&format!("pulse-declined-{width}"), width).await;
    }
    // Arrow keys go through a scale; the next field is the next question.
    person.tab_to("#f-fair-none").await;
    for _ in 0..8 {
        person.key("ArrowRight", 39, "").await;
    }
    assert!(person.has("#f-fair-7:checked").await);
    person.type_into("[name=why]", "It asks for more than it gives.").await;
    person.enter_on("button[value=send]").await;
    assert!(person.text("dl.facts").await.contains("7 of 10"));
    assert!(person.text("main").await.contains("It asks for more than it gives."));
    person.picture("pulse-answered-360", 360).await;
    person.enter_on("main form.quiet button").await;
    assert!(person.text("main").await.contains("You took your answer back"));
    person.enter_on("main a[href$='/me/pulses']").await;
    assert!(person.text(".list").await.contains("taken back"));
    let troubles = person.close().await;
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}
