//! `/enter`, `/enter/{token}`

use comity_store::LinkFor;

use super::*;

/// The path of the link in a letter.
fn path_in(letter: &Outgoing) -> String {
    let line = letter.text.lines().find(|line| line.starts_with("http://")).unwrap();
    line.trim_start_matches("http://127.0.0.1:8280").to_owned()
}

#[tokio::test]
async fn a_link_by_mail_opens_once_and_by_its_button_only() {
    let (house, _) = House::open().await;
    let mut browser = house.browser();
    browser.post("/enter", &[("mail", "livia@people.norda.example")]).await.holds("livia@people.norda.example");
    house.work().await;
    let letters = house.letters();
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "livia@people.norda.example"));
    assert!(letters[0].subject.contains("Norda Mobile") && letters[0].text.contains("Funziona una volta"));
    let path = path_in(&letters[0]);
    for _ in 0..3 {
        let look = house.browser().get(&path).await;
        assert_eq!(look.status, StatusCode::OK);
        assert!(look.headers.get("set-cookie").is_none(), "a mail scanner's look changes nothing");
        look.holds("lang=\"it\"");
    }
    let opened = browser.post(&path, &[]).await;
    assert_eq!((opened.status, opened.goes_to()), (StatusCode::SEE_OTHER, "/f/norda/me"));
    assert!(browser.cookies.contains_key("comity-portal.norda"));
    assert_eq!(browser.cookies.get("comity-lang").map(String::as_str), Some("it"), "as the firm knows her");
    assert_eq!(house.browser().post(&path, &[]).await.status, StatusCode::GONE);
    house.browser().get(&path).await.holds("/f/norda/enter\"");
    house.finish().await;
}

#[tokio::test]
async fn whether_an_address_is_known_is_not_told() {
    let (house, _) = House::open().await;
    let ask = |mail: &'static str| {
        let mut browser = house.browser();
        async move {
            let begun = std::time::Instant::now();
            let answer = browser.post("/enter", &[("mail", mail)]).await;
            assert!(begun.elapsed() >= std::time::Duration::from_millis(250));
            (answer.status, answer.body.replace(mail, "…"))
        }
    };
    assert_eq!(ask("livia@people.norda.example").await, ask("stranger@people.norda.example").await);
    house.work().await;
    assert_eq!(house.letters().len(), 1);
    house.finish().await;
}

#[tokio::test]
async fn of_two_presses_at_once_one_opens() {
    let (house, firm) = House::open().await;
    let to = LinkFor { who: Who::Person(firm.person), exchange: None };
    let token = house.app.store.link_make(&Context::system(firm.id), to, 60_000_000).await.unwrap();
    let path = format!("/enter/{token}");
    let (mut one, mut two) = (house.browser(), house.browser());
    let (one, two) = tokio::join!(one.post(&path, &[]), two.post(&path, &[]));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410]);
    for bad in ["x", &"A".repeat(43), "..%2f"] {
        assert_eq!(house.browser().post(&format!("/enter/{bad}"), &[]).await.status, StatusCode::GONE, "{bad}");
    }
    house.finish().await;
}

#[tokio::test]
async fn somebody_invited_to_the_team_chooses_a_password() {
    let (house, firm) = House::open().await;
    let to = LinkFor { who: Who::Member(firm.members["researcher"]), exchange: None };
    let token = house.app.store.link_make(&Context::system(firm.id), to, 60_000_000).await.unwrap();
    let (mut browser, path) = (house.browser(), format!("/enter/{token}"));
    browser.get(&path).await.holds("researcher@norda.example");
    let short = browser.post(&path, &[("name", "Rea"), ("password", "short"), ("again", "short")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let turned = [("name", "Rea \u{202e}aeR"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(browser.post(&path, &turned).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = browser.post(&path, &[("name", "Rea"), ("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!((joined.status, joined.goes_to()), (StatusCode::SEE_OTHER, "/studio"));
    let member = house.app.store.member_get(&Context::system(firm.id), firm.members["researcher"]).await.unwrap();
    assert_eq!(member.name, "Rea", "the name they gave is theirs from now on");
    let good = [("mail", "researcher@norda.example"), ("password", PASSWORD)];
    assert_eq!(house.browser().post("/studio/sign-in", &good).await.goes_to(), "/studio");
    house.finish().await;
}
