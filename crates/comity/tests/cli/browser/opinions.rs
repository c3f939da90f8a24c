//! An Italian reader with a small telephone and a keyboard answers statements, adds one, and sees where she stands.

use std::process::Command;

use super::driver::Browser;
use crate::desk::{between, form, is, set_up};
use crate::serve::House;

/// How many statements there are.
const STATEMENTS: usize = 10;

/// A conversation in Polis's form of people of two minds.
fn elsewhere(folder: &std::path::Path) {
    let said = [
        "Gli autobus dovrebbero passare fino alle tre di notte.",
        "Gli autobus notturni devono essere gratuiti.",
        "Chi esce di notte deve pagare quanto costa.",
        "Su ogni autobus notturno ci vuole una guardia.",
        "Alle fermate mi sento al sicuro anche dopo mezzanotte.",
        "I locali devono contribuire agli autobus notturni.",
        "Un taxi condiviso farebbe lo stesso servizio.",
        "La musica alta dal telefono va multata.",
        "Le biciclette devono poter salire.",
        "Gli autobus notturni svegliano chi deve lavorare.",
    ];
    let mut comments = String::from("comment-id,author-id,moderated,comment-body\n");
    let mut votes = String::from("timestamp,comment-id,voter-id,vote\n");
    for (statement, text) in said.iter().enumerate() {
        comments += &format!("{statement},0,1,{text}\n");
        for person in 0..40 {
            let mind = if person % 3 == 0 { 1 } else { -1 };
            let strays = if (person * 7 + statement * 3) % 11 == 0 { -1 } else { 1 };
            let own = if statement == 0 { 1 } else { mind * if statement % 2 == 0 { 1 } else { -1 } };
            votes += &format!("{},{statement},{person},{}\n", 1_700_000_000_000_usize + person, own * strays);
        }
    }
    std::fs::write(folder.join("comments.csv"), comments).unwrap();
    std::fs::write(folder.join("votes.csv"), votes).unwrap();
}

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let cookie = set_up(&house);
    let begun = house.ask("POST", "/studio/exchanges/new", &cookie, "title=Better+advice&from=example");
    let id = between(&begun, "/studio/exchanges/", "/edit").to_owned();
    let desk = format!("/studio/exchanges/{id}");
    let publish = house.ask("GET", &format!("{desk}/publish"), &cookie, "");
    let print = format!("fingerprint={}", between(&publish, "name=\"fingerprint\" value=\"", "\""));
    assert!(is(&house.ask("POST", &format!("{desk}/publish"), &cookie, &print), 303));
    // The conversation began elsewhere, and comes in beside the running server.
    elsewhere(folder.path());
    let run = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["import", "polis"])
        .arg(folder.path())
        .args([
            "--exchange",
            &id,
            "--language",
            "it",
            "--title",
            "Come dovrebbero essere gli autobus notturni?",
            "--data",
        ])
        .arg(folder.path().join("data"))
        // Pictures are the test's, and no setting.
        .env_remove("COMITY_PICTURES")
        .output()
        .unwrap();
    let told = String::from_utf8(run.stdout).unwrap();
    assert!(told.contains("10 statements, 400 answers, 40 people."), "{told} {}", String::from_utf8_lossy(&run.stderr));
    let whom = "go=one&name=Livia&mail=livia%40mail.example&language=it";
    let invited = house.ask("POST", &format!("{desk}/invite"), &cookie, whom);
    let link = format!("/enter/{}", between(&invited, "/enter/", "<"));

    let mut person = Browser::open(&webdriver, &base, 360, true).await;
    person.go(&link).await;
    person.enter_on("form:has(button.first) button.first").await;
    person.go("/me").await;
    person.enter_on("main a[href$='/opinions']").await;
    assert_eq!(person.text("h1").await, "Come dovrebbero essere gli autobus notturni?");
    assert!(person.text("main").await.contains("Come funziona"), "who has not answered sees how it works");
    person.picture("opinions-begin-360", 360).await;
    for answered in 0..STATEMENTS {
        assert!(person.text(".progress").await.contains(&format!("{answered} di {STATEMENTS}")));
        let answer = ["agree", "disagree", "pass", "disagree"][answered % 4];
        person.enter_on(&format!(".asked button[value={answer}]")).await;
    }
    assert!(person.text(".asked").await.contains("Hai risposto a tutte le affermazioni"));
    assert!(person.has("figure svg.narrow .you.ring").await, "she finds herself on the map");
    assert!(person.text("section:has(#map)").await.contains("Tu stai con il gruppo"));
    for width in [360, 1280] {
        person.picture(&format!("opinions-map-{width}"), width).await;
    }
    // She thinks again about one, and adds another.
    person.enter_unfold("ul.list a[href*='/opinions/']").await;
    person.enter_on("details[open] ul.list a[href*='/opinions/']").await;
    person.enter_on(".answers button[aria-pressed=false]").await;
    assert!(person.has(".answers button[aria-pressed=true]").await);
    person.enter_on(".back a").await;
    person.enter_unfold("[name=text]").await;
    person.type_into("[name=text]", "I cani viaggiano gratis.").await;
    person.enter_on("button[value=propose]").await;
    assert!(person.text(".done").await.contains("moderatore"));
    let troubles = person.close().await;
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));

    // The firm sees where people stand, what waits, and has the files.
    let mut member = Browser::open(&webdriver, &base, 1280, true).await;
    member.go("/studio").await;
    member.fill("mail", "ada@norda.example").await;
    member.fill("password", "correct horse battery").await;
    member.press("main form button").await;
    member.go(&format!("{desk}/opinions")).await;
    assert!(member.text("main").await.contains("I cani viaggiano gratis."));
    assert!(member.has("a[download][href*='votes.csv']").await);
    for width in [360, 1280] {
        member.picture(&format!("map-desk-{width}"), width).await;
    }
    member.press("ul.list a[href*='/opinions/']").await;
    member.press("button[value=approve]").await;
    let answer = form(&[("version", "2"), ("go", "status"), ("status", "done"), ("words", "Da maggio.")]);
    let there = house.ask("POST", &member.path().await, &cookie, &answer);
    assert!(is(&there, 303), "{there}");
    let troubles = member.close().await;
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}
