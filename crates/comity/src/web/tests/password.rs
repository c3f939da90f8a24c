//! `/studio/settings/password`, and links for whoever forgot theirs

use super::*;

const NEW: &str = "a horse of another colour";
const PAGE: &str = "/studio/settings/password";

fn form<'f>(old: &'f str, new: &'f str) -> [(&'f str, &'f str); 3] {
    [("old", old), ("password", new), ("again", new)]
}

async fn signs_in(house: &House, mail: &str, password: &str) -> bool {
    let answer = house.browser().post("/f/norda/studio/sign-in", &[("mail", mail), ("password", password)]).await;
    answer.status == StatusCode::SEE_OTHER
}

#[tokio::test]
async fn a_member_chooses_another_password() {
    let (house, firm) = House::open().await;
    house.password(&firm, "viewer").await;
    let mut browser = house.with_password(&firm, "viewer").await;
    let mut elsewhere = house.with_password(&firm, "viewer").await;
    browser.get("/studio").await.holds(PAGE);
    browser.get(PAGE).await.holds("viewer@norda.example");
    for wrong in [form("not this one", NEW), form(PASSWORD, "short"), form("", NEW)] {
        let answer = browser.post(PAGE, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.iter().all(|(_, typed)| typed.is_empty() || !answer.body.contains(typed)), "{answer:?}");
    }
    assert!(signs_in(&house, "viewer@norda.example", PASSWORD).await, "nothing has changed");
    let before = browser.cookies.clone();
    let answer = browser.post(PAGE, &form(PASSWORD, NEW)).await;
    assert_eq!(answer.goes_to(), "/f/norda/studio/settings/password?said=password");
    browser.get("/studio/settings/password?said=password").await.holds("Your password is changed");
    let mut stolen = browser.clone();
    stolen.cookies = before;
    for ended in [&mut elsewhere, &mut stolen] {
        assert!(ended.get("/studio").await.goes_to().contains("/studio/sign-in"), "every other session has ended");
    }
    assert!(signs_in(&house, "viewer@norda.example", NEW).await);
    assert!(!signs_in(&house, "viewer@norda.example", PASSWORD).await);
    house.finish().await;
}

#[tokio::test]
async fn guesses_of_the_old_one_are_counted_with_those_of_signing_in() {
    let house = House::new(None, &[("COMITY_RATES_SIGN_IN", "3"), ("COMITY_TRUSTED_PROXIES", "127.0.0.1")]).await;
    let firm = house.firm("norda", "Norda").await;
    house.password(&firm, "owner").await;
    let mut browser = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(browser.post(PAGE, &form("guess", NEW)).await.status);
    }
    assert_eq!(answers[0], StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answers[3], StatusCode::TOO_MANY_REQUESTS);
    assert!(!signs_in(&house, "owner@norda.example", PASSWORD).await, "one count for both");
    house.finish().await;
}

#[tokio::test]
async fn an_owner_sends_a_link_to_who_forgot() {
    let (house, firm) = House::open().await;
    house.password(&firm, "researcher").await;
    house.browser().get("/f/norda/studio/sign-in").await.holds("An owner of your team sends you a link");
    let mut elsewhere = house.with_password(&firm, "researcher").await;
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let go = format!("password:{}", firm.members["researcher"]);
    owner.get("/studio/settings").await.holds(&go);
    let refused = elsewhere.post("/studio/settings", &[("go", &go)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "only owners do");
    let link = async |owner: &mut Browser| {
        let sent = owner.post("/studio/settings", &[("go", &go)]).await;
        assert_eq!(sent.goes_to(), "/f/norda/studio/settings?said=link-sent");
        house.work().await;
        let letter = house.letters().pop().unwrap();
        assert_eq!(letter.to, "researcher@norda.example");
        let at = letter.text.find("/f/norda/enter/").unwrap();
        letter.text[at..].split_whitespace().next().unwrap().to_owned()
    };
    let (first, second) = (link(&mut owner).await, link(&mut owner).await);
    let mut browser = house.browser();
    let page = browser.get(&second).await;
    page.holds("Choose a new password").holds("researcher@norda.example");
    assert!(!page.body.contains("name=\"name\""), "who has joined has a name");
    assert!(signs_in(&house, "researcher@norda.example", PASSWORD).await, "looking changes nothing");
    let chosen = [("password", NEW), ("again", NEW)];
    let answer = browser.post(&second, &chosen).await;
    assert_eq!(answer.goes_to(), "/f/norda/studio?said=password");
    browser.get("/f/norda/studio").await.holds("Member researcher");
    assert!(signs_in(&house, "researcher@norda.example", NEW).await);
    assert!(elsewhere.get("/studio").await.goes_to().contains("sign-in"));
    for spent in [&first, &second] {
        let again = house.browser().post(spent, &chosen).await;
        assert_eq!(again.status, StatusCode::GONE, "no link outlives the password it would have changed");
    }
    house.finish().await;
}

#[tokio::test]
async fn without_mail_the_link_is_shown_and_that_is_recorded() {
    let (house, firm) = House::without_mail().await;
    let ctx = Context::system(firm.id);
    let filter = comity_store::AuditFilter { act: Some("link_shown".into()), ..Default::default() };
    let shown = async || house.app.store.audit_list(&ctx, &filter, &Default::default()).await.unwrap().total;
    let before = shown().await;
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let go = format!("password:{}", firm.members["auditor"]);
    owner.post("/studio/settings", &[("go", &go)]).await.holds("/f/norda/enter/");
    assert_eq!(shown().await, before + 1);
    house.finish().await;
}
