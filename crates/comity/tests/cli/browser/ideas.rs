//! An Italian reader with a small telephone and a keyboard proposes an idea, votes for it, and reads what became of it.

use super::driver::Browser;
use crate::desk::{between, form, goes_to, is, set_up};
use crate::serve::House;

/// What the owner did before: an exchange, activities in it, and an invitation.
pub struct Asked {
    pub cookie: String,
    pub exchange: String,
    pub link: String,
}

/// An exchange in which activities are open, by the part of their addresses and the form that opens them, and an invitation.
pub fn asked(house: &House, activities: &[(&str, Vec<(&str, &str)>)]) -> Asked {
    let cookie = set_up(house);
    let begun = house.ask("POST", "/studio/exchanges/new", &cookie, "title=Better+advice&from=example");
    let exchange = format!("/exchanges/{}", between(&begun, "/studio/exchanges/", "/edit"));
    let desk = format!("/studio{exchange}");
    let publish = house.ask("GET", &format!("{desk}/publish"), &cookie, "");
    let print = format!("fingerprint={}", between(&publish, "name=\"fingerprint\" value=\"", "\""));
    assert!(is(&house.ask("POST", &format!("{desk}/publish"), &cookie, &print), 303));
    for (way, fields) in activities {
        let opened = house.ask("POST", &format!("{desk}/{way}"), &cookie, &form(fields));
        assert!(is(&opened, 303), "{opened}");
    }
    let whom = "go=one&name=Luca&mail=luca%40mail.example&language=it";
    let invited = house.ask("POST", &format!("{desk}/invite"), &cookie, whom);
    let link = format!("/enter/{}", between(&invited, "/enter/", "<"));
    Asked { cookie, exchange, link }
}

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let activity = vec![
        ("go", "open"),
        ("title.it", "Che cosa si può migliorare?"),
        ("stage", "service"),
        ("status.0", "aperta"),
        ("status.1", "in programma"),
        ("outcome.1", "planned"),
        ("status.2", "non ora"),
        ("outcome.2", "not-now"),
    ];
    let asked = asked(&house, &[("ideas", activity)]);
    let mut person = Browser::open(&webdriver, &base, 360, true).await;
    person.go(&asked.link).await;
    person.enter_on("form:has(button.first) button.first").await;
    person.go("/me").await;
    person.enter_on("main a[href$='/ideas']").await;
    assert_eq!(person.text("h1").await, "Che cosa si può migliorare?");
    person.type_into("[name=title]", "Più dati in Svizzera").await;
    person.enter_on("button[value=look]").await;
    assert_eq!(person.value("[name=title]").await, "Più dati in Svizzera", "what was typed stays");
    person.enter_on("button[value=send]").await;
    assert!(person.text(".done").await.contains("moderatore"));
    let idea = person.path().await;

    let here = format!("/studio{}/ideas/{}", asked.exchange, idea.rsplit('/').next().unwrap());
    let answered = |fields: &[(&str, &str)]| {
        let answer = house.ask("POST", &here, &asked.cookie, &form(fields));
        assert!(is(&answer, 303), "{answer}");
        goes_to(&answer).to_owned()
    };
    answered(&[("go", "approve"), ("version", "1")]);
    person.go(&idea).await;
    person.enter_on("button[value=for]").await;
    assert!(person.has("button[value=unvote][aria-pressed=true]").await, "the vote counts and can be taken back");
    assert_eq!(person.text("#votes").await, "1 voto a favore");
    person.type_into("[name=text]", "Anche in treno.").await;
    person.enter_on("button[value=comment]").await;
    assert!(person.text("section:has(#comments)").await.contains("Anche in treno."));
    answered(&[("go", "status"), ("version", "2"), ("status", "s2"), ("words", "Da maggio in poi.")]);
    person.go("/me").await;
    person.enter_on("main a[href$='/me/contributions']").await;
    assert!(person.text("main").await.contains("Da maggio in poi."));
    person.enter_on("main ul.list a").await;
    assert!(person.text("section:has(#became)").await.contains("Da maggio in poi."));
    again(&mut person, &asked.exchange).await;
    let troubles = person.close().await;
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}

/// Another idea: what is like it comes while it is typed, and what was typed is there again until it is sent.
async fn again(person: &mut Browser, exchange: &str) {
    let list = format!("{exchange}/ideas");
    person.go(&list).await;
    person.enter_unfold("[name=title]").await;
    assert!(person.has("button[value=send][hidden]").await, "nothing was looked for yet");
    person.type_into("[name=title]", "Più dati in Austria").await;
    assert_eq!(person.text("#alike-now li a").await, "Più dati in Svizzera");
    assert!(person.has("button[value=send]:not([hidden])").await);
    person.go("/me").await;
    person.go(&list).await;
    assert_eq!(person.value("[name=title]").await, "Più dati in Austria", "kept over another page");
    assert!(person.text("[data-kept]").await.contains("di nuovo qui"));
    person.type_into("[name=body]", "E in Slovenia.").await;
    person.element("button[value=send]:not([hidden])").await;
    person.enter_on("button[value=look]").await;
    let focus = "return document.activeElement.id";
    assert_eq!(person.script(focus, Vec::new()).await, "alike", "one goes on from what was found");
    person.enter_on("button[value=send]").await;
    assert!(person.text(".done").await.len() > 10);
    person.go(&list).await;
    assert_eq!(person.value("[name=title]").await, "", "what was sent is kept no longer");
    assert!(person.has("[data-kept][hidden]").await);
}
