//! An Italian reader with a small telephone and a keyboard asks a question and takes its answer, puts up a need, and reads a
//! challenge; a member reads the desks.

use super::driver::Browser;
use super::ideas::asked;
use crate::desk::{between, form, is};
use crate::serve::House;

/// A form that opens an activity, with the fields of its own.
fn opening<'f>(title: &'f str, yes: &'f str, own: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![
        ("go", "open"),
        ("title.it", title),
        ("stage", "service"),
        ("clause", "helping"),
        ("status.0", "aperta"),
        ("status.1", "risolta"),
        ("outcome.1", yes),
        ("status.2", "non ora"),
        ("outcome.2", "not-now"),
    ];
    form.extend(own);
    form
}

/// The whole of it.
pub async fn whole(webdriver: String) {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(&folder.path().join("data"));
    let base = format!("http://127.0.0.1:{}", house.port);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let days: Vec<String> = (0..8).map(|n| today.saturating_add(jiff::Span::new().days(n)).to_string()).collect();
    let topics = [("topics", "Router\nTelevisione"), ("places", "Milano\nTorino")];
    let asked = asked(
        &house,
        &[
            ("questions", opening("Domande sulla tua offerta", "answered", &[])),
            ("help", opening("Vicini che aiutano vicini", "matched", &topics)),
        ],
    );
    let desk = format!("/studio{}", asked.exchange);
    let page = house.ask("GET", &format!("{desk}/challenges"), &asked.cookie, "");
    let evaluator = format!("evaluators.{}", between(&page, "name=\"evaluators.", "\""));
    let own = [
        ("submit.from", days[0].as_str()),
        ("submit.to", &days[1]),
        ("discuss.from", &days[2]),
        ("discuss.to", &days[3]),
        ("evaluate.from", &days[4]),
        ("evaluate.to", &days[5]),
        ("award.from", &days[6]),
        ("award.to", &days[7]),
        ("criterion.0", "Quanto è nuova"),
        ("most.0", "10"),
        ("weight.0", "1"),
        ("criterion.1", "A quante persone serve"),
        ("most.1", "10"),
        ("weight.1", "3"),
        (&evaluator, "on"),
    ];
    let challenge = form(&opening("Il negozio di domani", "awarded", &own));
    let opened = house.ask("POST", &format!("{desk}/challenges"), &asked.cookie, &challenge);
    assert!(is(&opened, 303), "{opened}");
    let post = |path: &str, fields: &[(&str, &str)]| {
        let answer = house.ask("POST", &format!("/studio{path}"), &asked.cookie, &form(fields));
        assert!(is(&answer, 303), "{answer}");
    };

    let mut person = Browser::open(&webdriver, &base, 360, true).await;
    person.go(&asked.link).await;
    person.enter_on("form:has(button.first) button.first").await;
    person.go("/me").await;
    person.enter_on("main a[href$='/questions']").await;
    assert_eq!(person.text("h1").await, "Domande sulla tua offerta");
    person.type_into("[name=title]", "Il roaming funziona in Svizzera? 🙂").await;
    person.enter_on("button[value=look]").await;
    person.enter_on("button[value=send]").await;
    let question = person.path().await;
    post(&question, &[("go", "trust"), ("version", "1")]);
    post(&question, &[("go", "comment"), ("text", "Da maggio, ovunque.")]);
    person.go(&question).await;
    assert!(person.text("p.kicker").await.contains("aspetta una risposta dal"));
    person.picture("part-question", 360).await;
    person.enter_on("button[value^='accept:']").await;
    assert!(person.text("section:has(#became)").await.contains("Da maggio, ovunque."));
    person.enter_on("button[value^='thank:']").await;
    assert!(person.text("section:has(#comments)").await.contains("1 grazie"));

    let list = format!("{}/help", asked.exchange);
    person.go(&list).await;
    person.type_into("[name=title]", "Il mio router lampeggia").await;
    person.enter_on("button[value=look]").await;
    assert!(person.has("#f-topics .error, fieldset .error").await, "an offer or a need has at least one topic");
    person.choose("side", "need").await;
    person.click("[name='topic.t1']").await;
    person.picture("part-help-form", 360).await;
    person.enter_on("button[value=send]").await;
    assert!(person.text(".facts-line").await.contains("Router"));
    person.picture("part-need", 360).await;
    let need = person.path().await;

    person.go(&format!("{}/challenges", asked.exchange)).await;
    assert_eq!(person.text("ol.phases [aria-current=step] strong").await, "Raccolta");
    person.picture("part-challenge", 360).await;
    person.type_into("[name=title]", "Un negozio su ruote").await;
    person.enter_on("button[value=look]").await;
    person.enter_on("button[value=send]").await;
    let entry = person.path().await;
    person.go("/me/contributions").await;
    assert!(person.text("main").await.contains("Un negozio su ruote"));
    let mut troubles = person.close().await;

    let mut member = Browser::open(&webdriver, &base, 1280, true).await;
    member.go("/studio").await;
    member.fill("mail", "ada@norda.example").await;
    member.fill("password", "correct horse battery").await;
    member.press("main form button").await;
    for way in ["questions", "challenges", "help"] {
        member.go(&format!("{desk}/{way}")).await;
        member.picture(&format!("part-desk-{way}"), 1280).await;
    }
    for one in [question, need, entry] {
        member.go(&format!("/studio{one}")).await;
    }
    member.picture("part-desk-entry", 1280).await;
    troubles.extend(member.close().await);
    assert!(troubles.is_empty(), "{}", troubles.join("\n"));
    assert_eq!(house.stop(), Some(0));
}
