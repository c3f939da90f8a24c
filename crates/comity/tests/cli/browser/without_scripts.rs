//! Pages work without scripts: an English reader, whose browser runs none, puts a condition in own words and signs.

use super::driver::Browser;
use crate::desk::between;
use crate::serve::{House, cookie_in};

/// A firm with one exchange and one invitation, made by forms as a browser sends them: gives the address in the letter.
pub fn invitation(house: &House) -> String {
    let key = house.key.as_deref().unwrap();
    let firm = format!(
        "key={key}&firm=Norda&slug=norda&country=IT&contact=x&name=Ada&mail=ada%40norda.example&\
         password=correct+horse+battery&again=correct+horse+battery"
    );
    let cookie = cookie_in(&house.ask("POST", "/studio/set-up", "", &firm));
    let begun = house.ask("POST", "/studio/exchanges/new", &cookie, "title=Better+advice&from=example");
    let exchange = format!("/studio/exchanges/{}", between(&begun, "/studio/exchanges/", "/edit"));
    let publish = house.ask("GET", &format!("{exchange}/publish"), &cookie, "");
    let print = format!("fingerprint={}", between(&publish, "name=\"fingerprint\" value=\"", "\""));
    let published = house.ask("POST", &format!("{exchange}/publish"), &cookie, &print);
    assert!(published.starts_with("HTTP/1.1 303"), "{published}");
    let form = "go=one&name=Luca&mail=luca%40mail.example&language=en";
    let invited = house.ask("POST", &format!("{exchange}/invite"), &cookie, form);
    format!("/enter/{}", between(&invited, "/enter/", "<"))
}

/// The signing.
pub async fn signing(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let link = invitation(&house);
    let browser = Browser::open(&webdriver, &base, 1280, false).await;
    let person = std::sync::Arc::new(tokio::sync::Mutex::new(browser));
    let told = std::sync::Arc::clone(&person);
    let ended = tokio::spawn(async move { sign(&mut *told.lock().await, &link).await }).await;
    let person = std::sync::Arc::into_inner(person).unwrap().into_inner();
    if ended.is_err() {
        eprintln!("The person {}", person.where_it_stopped().await);
    }
    let troubles = person.close().await;
    if let Err(failed) = ended {
        std::panic::resume_unwind(failed.into_panic());
    }
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}

async fn sign(person: &mut Browser, link: &str) {
    person.go(link).await;
    person.press("form:has(button.first) button.first").await;
    person.press("button[value=start]").await;
    person.press("button[value=if]").await;
    assert!(person.has("#f-words-usage-for-advice-left:empty").await, "no script counts characters");
    person.fill("words.usage-for-advice", "Only if I can look at what you kept").await;
    person.press("button[value=next]").await;
    for answer in ["no", "yes", "no", "yes"] {
        person.press(&format!(".answers button[value={answer}]")).await;
    }
    assert!(person.text(".instead").await.contains("Only if I can look"), "the condition is read once more");
    person.press("button[value=sign]").await;
    person.press("a[href$='/agreement']").await;
    assert!(person.has("#held-bill").await, "what was agreed is in force");
    assert!(person.has("button[value='take-back:0']").await, "the condition waits");
    person.unfold("button[value=leave]").await;
    person.press("button[value=leave]").await;
    assert!(!person.has("button[value=leave]").await, "it is left in one step");
}
