//! `/exchanges/{id}/voice` and the desk where it is read: stated, noted in an interview, seen, put right, withdrawn.

use super::ideas::english;
use super::*;

/// The person says yes to everything.
async fn agrees(house: &House, firm: &Firm, person: PersonId) {
    let ctx = Context { firm: firm.id, actor: comity_store::Actor::Person { id: person }, request: String::new() };
    let standing = house.app.store.standing_get(&ctx, firm.exchange, person).await.unwrap();
    let offer = standing.offer.unwrap();
    let yes = comity_exchange::negotiation::Answer::Yes;
    let response = comity_exchange::negotiation::Response {
        offer: offer.fingerprint(),
        language: comity_exchange::text::Language::new("en").unwrap(),
        answers: offer.terms.clauses.iter().map(|clause| (clause.id.clone(), yes.clone())).collect(),
        by: comity_exchange::agreement::Signatory::Person,
    };
    house.app.store.standing_respond(&ctx, firm.exchange, response).await.unwrap();
}

/// The button of a page that does this to the first statement for which it can be done.
fn button(page: &Answer, deed: &str) -> String {
    let id =
        page.body.split(&format!("value=\"{deed}:")).nth(1).unwrap_or_else(|| panic!("no {deed} in {}", page.body));
    format!("{deed}:{}", id.split('"').next().unwrap())
}

#[tokio::test]
async fn a_person_says_what_matters_and_decides_on_what_was_noted() {
    let (house, firm) = House::open().await;
    let mine = format!("/exchanges/{}/voice", firm.exchange);
    let desk = format!("/studio/exchanges/{}/voice", firm.exchange);
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    livia.get(&mine).await.holds("Your agreement is not in force").holds("You have not said anything yet");
    let said = [("go", "state"), ("kind", "struggle"), ("text", "Bills <b>are</b> long")];
    let early = livia.post(&mine, &said).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    agrees(&house, &firm, firm.person).await;
    livia.get("/me").await.holds(&format!("{mine}\""));
    livia.get(&format!("/exchanges/{}/agreement", firm.exchange)).await.holds(&format!("{mine}\""));

    let wrong = livia.post(&mine, &[("go", "state"), ("kind", "struggle"), ("text", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (first, second) = (livia.post(&mine, &said).await, livia.post(&mine, &said).await);
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    let page = livia.get(&mine).await;
    page.holds("Bills &lt;b&gt;are&lt;/b&gt; long").holds("said by you");
    assert_eq!(page.body.matches("value=\"withdraw:").count(), 1, "a form that came twice");

    // A member reads it, and notes what was said in an interview.
    owner.get(&format!("/studio/exchanges/{}", firm.exchange)).await.holds(&format!("{desk}\""));
    moderator.get(&desk).await.holds("Bills &lt;b&gt;are&lt;/b&gt; long").holds("Livia Person").holds("said by them");
    let of = format!("{desk}?person={}", firm.person);
    owner.get(&format!("/studio/people/{}", firm.person)).await.holds(&of);
    let noted = |who: &'static str, day: &'static str| {
        [("go", "note"), ("who", who), ("kind", "need"), ("day", day), ("text", "A call back in the evening")]
    };
    let nobody = owner.post(&desk, &noted("nobody@people.example", "2026-03-02")).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    nobody.holds("Nobody with that address").holds("A call back in the evening");
    owner.post(&desk, &noted("norda-77", "2926-03-02")).await.holds("Give a day that is not to come");
    let done = owner.post(&desk, &noted("norda-77", "2026-03-02")).await;
    assert!(done.goes_to().contains(&of), "{done:?}");
    owner.get(&of).await.holds("What Livia Person said").holds("noted, not seen yet").holds("Take the note back");
    let denied = moderator.post(&desk, &noted("norda-77", "2026-03-02")).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);

    // The person is told, sees it, and decides.
    livia.get("/me").await.holds("noted something that you said in an interview");
    let seen = livia.get(&mine).await;
    seen.holds("new to you").holds("Noted by Norda Mobile in an interview on").holds("That is so");
    assert!(!livia.get("/me").await.body.contains("noted something that you said"));
    let page = owner.get(&of).await;
    page.holds("noted, seen");
    assert!(!page.body.contains("Take the note back"), "it is theirs");
    let confirm = button(&seen, "confirm");
    livia.post(&mine, &[("go", &confirm)]).await;
    owner.get(&desk).await.holds("noted, confirmed");
    let id = confirm.trim_start_matches("confirm:").to_owned();
    let (correct, field) = (format!("correct:{id}"), format!("text.{id}"));
    let nothing = livia.post(&mine, &[("go", &correct), (&field, "")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    nothing.holds("Write something first");
    livia.post(&mine, &[("go", &correct), (&field, "A call back at noon")]).await;
    livia.get(&mine).await.holds("in your own words").holds("A call back in the evening");
    let page = owner.get(&desk).await;
    page.holds("A call back at noon").holds("noted, put right");
    assert!(!page.body.contains("in the evening"), "{}", page.body);
    owner.get(&format!("{desk}?kind=need&q=noon")).await.holds("A call back at noon");
    owner.get(&format!("{desk}?kind=struggle&q=noon")).await.holds("Nothing was said that matches");

    let withdraw = format!("withdraw:{id}");
    livia.post(&mine, &[("go", &withdraw)]).await;
    assert!(!owner.get(&desk).await.body.contains("at noon"));
    let page = livia.get(&mine).await;
    page.holds("You withdrew this");
    livia.post(&mine, &[("go", &button(&page, "bring-back"))]).await;
    owner.get(&desk).await.holds("at noon");
    livia.post(&mine, &[("go", &withdraw)]).await;
    house.pass(25 * 60);
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    assert!(!livia.get(&mine).await.body.contains("at noon"));
    assert_eq!(livia.post(&mine, &[("go", &format!("bring-back:{id}"))]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(livia.post(&mine, &[("go", "nothing")]).await.status, StatusCode::BAD_REQUEST);
    house.finish().await;
}

#[tokio::test]
async fn the_desk_tells_of_ten_and_more_and_names_nobody_to_a_viewer() {
    let (house, firm) = House::open().await;
    let store = &house.app.store;
    let desk = format!("/studio/exchanges/{}/voice", firm.exchange);
    let mine = format!("/exchanges/{}/voice", firm.exchange);
    let mut viewer = english(&house, &firm, Who::Member(firm.members["viewer"])).await;
    viewer.get(&desk).await.holds("Fewer than 10 people said something here");
    for n in 0..10 {
        let new =
            PersonNew { mail: Some(format!("p{n}@people.example")), language: "en".into(), ..PersonNew::default() };
        let person = store.person_add(&Context::system(firm.id), new).await.unwrap();
        store.invitation_add(&Context::system(firm.id), firm.exchange, person).await.unwrap();
        agrees(&house, &firm, person).await;
        let mut browser = english(&house, &firm, Who::Person(person)).await;
        assert!(!viewer.get(&desk).await.body.contains(">bills<"), "{n}");
        let text = format!("The bills are long, n{n}th");
        browser.post(&mine, &[("go", "state"), ("kind", "struggle"), ("text", &text)]).await;
    }
    let page = viewer.get(&desk).await;
    page.holds(">bills<").holds(">long<").holds("10 people said something.");
    for named in ["p3@people", "n3th", "What people said", "Note something from an interview"] {
        assert!(!page.body.contains(named), "{named} in {}", page.body);
    }
    assert!(!viewer.get(&format!("{desk}?person={}", firm.person)).await.body.contains("Livia"));
    viewer.get(&format!("{desk}?since=2020-01-01")).await.holds("2020-01-01");
    house.finish().await;
}
