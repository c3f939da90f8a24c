//! What a person does in the portal.

use std::io::{Cursor, Read as _};

use super::driver::Browser;
use super::studio::{MAIL, NAME};

/// The person's own page.
const HOME: &str = "/f/norda/me";

/// Opens the link of the invitation. Looking at it changes nothing, however often; the button signs in, once.
pub async fn enter(person: &mut Browser, link: &str) -> String {
    person.go(link).await;
    person.go(link).await;
    // The link speaks the language that the firm knows of her, whatever her browser would rather read.
    person.element("html[lang=it]").await;
    person.press("form:has(button.first) button.first").await;
    let exchange = person.path().await;
    assert!(exchange.contains("/exchanges/"), "{exchange}");
    assert_eq!(person.text("h1").await, "Consigli migliori");
    exchange
}

/// A link that was used opens nothing.
pub async fn enter_again(person: &mut Browser, link: &str) {
    person.go(link).await;
    assert!(!person.has("form[action*='/enter/']").await);
    assert!(person.has("a.button[href$='/enter']").await, "a new one can be asked for");
}

/// Answers every question, the first with a condition, and signs.
pub async fn counter(person: &mut Browser) {
    person.picture("portal-terms", 1280).await;
    person.picture("portal-terms-narrow", 360).await;
    person.press("button[value=start]").await;
    person.press("button[value=if]").await;
    person.element("#f-words-usage-for-advice-left:not(:empty)").await;
    // A condition that asks for nothing is none.
    person.press("button[value=next]").await;
    assert!(person.has(".problem[role=alert]").await);
    person.fill("days.usage-for-advice", "60").await;
    person.picture("portal-condition", 1280).await;
    person.press("button[value=next]").await;
    // Back and forth keeps what was answered.
    person.press("button[value='to:usage-for-advice']").await;
    assert_eq!(person.value("[name='days.usage-for-advice']").await, "60");
    person.press("button[value=next]").await;
    for answer in ["yes", "yes", "no"] {
        person.press(&format!(".answers button[value={answer}]")).await;
    }
    person.fill("set.messages", "2").await;
    person.press(".answers button[value=yes]").await;
    assert!(person.text(".instead").await.contains("60"), "the condition is read once more before signing");
    person.press("button[value=sign]").await;
    assert!(person.has("a[href*='/me/receipts/']").await, "there is a receipt");
}

/// Comes back to what waits, and says yes to all that is asked.
pub async fn say_yes(person: &mut Browser, exchange: &str) {
    person.go(HOME).await;
    person.press(&format!("a[href='{exchange}']")).await;
    person.press("button[value=start]").await;
    while person.has(".answers").await {
        person.press(".answers button[value=yes]").await;
    }
    person.press("button[value=sign]").await;
    person.press("a[href$='/agreement']").await;
}

/// Reads the offer that waits, without answering.
pub async fn read(person: &mut Browser, exchange: &str) {
    person.go(HOME).await;
    person.press(&format!("a[href='{exchange}']")).await;
    assert!(person.has(".changes li").await, "what has changed is told");
}

/// Answers an offer that is no more: nothing is agreed, and the latest is shown.
pub async fn answer_too_late(person: &mut Browser) {
    person.press("button[value=start]").await;
    assert!(person.has(".problem[role=alert]").await, "it is told that the offer has changed");
    assert!(person.has("button[value=start]").await, "the latest can be answered");
}

/// Moves a setting that is the person's own.
pub async fn set(person: &mut Browser) {
    assert_eq!(person.value("[name='set.messages']").await, "2");
    person.fill("set.messages", "0").await;
    person.press("button[value='set:messages']").await;
    assert_eq!(person.value("[name='set.messages']").await, "0");
}

/// Ends one permission.
pub async fn withdraw(person: &mut Browser) {
    person.go(HOME).await;
    person.press("main a[href$='/agreement']").await;
    assert!(person.has("#held-usage-for-advice").await);
    person.unfold("button[value='withdraw:advice']").await;
    person.press("button[value='withdraw:advice']").await;
    assert!(!person.has("#held-usage-for-advice").await, "it is in force no more");
    assert!(person.has("#held-bill").await, "nothing else changed");
}

/// Takes everything along, and finds oneself in it.
pub async fn take_along(person: &mut Browser) {
    person.press("nav a[href$='/me/information']").await;
    person.press("nav a[href$='/me/details']").await;
    person.fill("name", &format!("{NAME} Ricci")).await;
    person.press("main form button.first").await;
    person.press("nav a[href$='/me/information']").await;
    let exchange = "return document.querySelector(\"a[href$='/record.json']\").pathname.split('/').at(-2);";
    let exchange = person.script(exchange, Vec::new()).await;
    person.click("a[href$='/record.json']").await;
    let record = person.downloaded(&format!("record-{}.json", exchange.as_str().unwrap())).await;
    let record: serde_json::Value = serde_json::from_slice(&record).unwrap();
    assert_eq!(record["@type"], "dpv:ConsentReceipt", "{record:#}");
    assert!(record.to_string().contains("dpv:ConsentWithdrawn"), "{record:#}");
    person.press("a[href$='/me/export']").await;
    person.click("main form button.first").await;
    let archive = person.downloaded("my-information.zip").await;
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let taken = archive.file_names().any(|name| name.unwrap().starts_with("records/"));
    assert!(taken, "the record is in it");
    let mut everything = String::new();
    archive.by_name("everything.json").unwrap().read_to_string(&mut everything).unwrap();
    for told in [MAIL, "Livia Moretti Ricci", "usage-for-advice"] {
        assert!(everything.contains(told), "{told}: {everything}");
    }
}

/// Is forgotten, having said so twice.
pub async fn erase(person: &mut Browser) {
    person.press("nav a[href$='/me/information']").await;
    person.press("a[href$='/me/erase']").await;
    person.press("main form button").await;
    assert!(person.has(".problem[role=alert]").await, "nothing is erased without the box");
    person.click("[name=sure]").await;
    person.press("main form button").await;
    person.go(HOME).await;
    assert!(!person.has("nav a[href$='/me/information']").await, "nobody is signed in any more");
}
