//! `/me/pulses`, the pages on which people are asked, and what the studio tells of it.

use super::ideas::english;
use super::*;

const DAY: i64 = 24 * 60;

/// The terms in force, and a form that answers every clause.
async fn form(house: &House, firm: &Firm, answer: &str) -> Vec<(String, String)> {
    let view = house.app.store.exchange_get(&Context::system(firm.id), firm.exchange).await.unwrap();
    let terms = &view.exchange.current().unwrap().terms;
    let mut form = vec![("offer".to_owned(), terms.fingerprint().to_string()), ("go".into(), "sign".into())];
    form.extend(terms.clauses.iter().map(|clause| (format!("answer.{}", clause.id), answer.to_owned())));
    form
}

async fn answers(browser: &mut Browser, house: &House, firm: &Firm, answer: &str) -> Answer {
    let form = form(house, firm, answer).await;
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/exchanges/{}", firm.exchange), &form).await
}

/// Where the first form about a pulse on a page goes to.
fn asked(page: &Answer) -> Option<String> {
    let id = page.body.split("/me/pulses/").nth(1)?.split('"').next()?;
    Some(format!("/me/pulses/{id}"))
}

#[tokio::test]
async fn a_person_is_asked_after_a_while_answers_and_takes_it_back() {
    let (house, firm) = House::open().await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let agreed = answers(&mut livia, &house, &firm, "yes").await;
    assert_eq!((agreed.status, asked(&agreed)), (StatusCode::OK, None));
    assert!(asked(&livia.get("/me").await).is_none(), "there is nothing to tell yet");
    house.pass(8 * DAY);
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let home = livia.get("/me").await;
    home.holds("A short question, if you like").holds("A while ago you agreed to");
    let path = asked(&home).unwrap();
    assert_eq!(asked(&livia.get("/me/contributions").await), Some(path.clone()), "the same one");
    livia.get(&path).await.holds("Were you in control?").holds("Not now");

    let empty = livia.post(&path, &[("go", "send")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.holds("Nothing is answered yet");
    let wrong = livia.post(&path, &[("go", "send"), ("fair", "12"), ("why", "It was <b>good</b>.")]).await;
    wrong.holds("Choose a number from 0 to 10").holds("It was &lt;b&gt;good&lt;/b&gt;.");
    let given = [("go", "send"), ("fair", "9"), ("easy", ""), ("why", "It was <b>good</b>.")];
    let mut again = livia.clone();
    let (first, second) = tokio::join!(livia.post(&path, &given), again.post(&path, &given));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    let page = livia.get(&path).await;
    page.holds("9 of 10").holds("It was &lt;b&gt;good&lt;/b&gt;.").holds("Take it back");
    assert!(asked(&livia.get("/me").await).is_none());
    livia.get("/me/pulses").await.holds("answered");
    livia.post("/me/export", &[]).await;

    assert_eq!(livia.post(&path, &[("go", "take-back")]).await.status, StatusCode::SEE_OTHER);
    let page = livia.get(&path).await;
    page.holds("You took your answer back");
    assert!(!page.body.contains("9 of 10") && !page.body.contains("good"), "{}", page.body);
    assert_eq!(livia.post(&path, &given).await.status, StatusCode::SEE_OTHER);
    livia.get(&path).await.holds("You took your answer back");
    let nothing = livia.post(&path, &[("go", "nothing")]).await;
    assert_eq!(nothing.status, StatusCode::BAD_REQUEST);
    house.finish().await;
}

#[tokio::test]
async fn whoever_declines_or_leaves_is_asked_on_the_page_that_follows_and_never_in_the_way() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let off = owner.post("/studio/settings/pulses", &[("days", "1")]).await;
    assert_eq!(off.status, StatusCode::SEE_OTHER);
    assert!(asked(&answers(&mut livia, &house, &firm, "no").await).is_none(), "the firm does not ask those who leave");
    owner.post("/studio/settings/pulses", &[("days", "1"), ("on_leaving", "yes")]).await;
    owner.get("/studio/settings/pulses").await.holds("value=\"1\"").holds("checked");
    owner.post("/studio/settings/pulses", &[("days", "0")]).await.holds("from 1 to 730");

    livia.get(&format!("/exchanges/{}", firm.exchange)).await;
    let declined = answers(&mut livia, &house, &firm, "no").await;
    declined.holds("If you like: how was it?").holds("Was it fair?");
    let path = asked(&declined).unwrap();
    assert!(asked(&livia.get("/me").await).is_none(), "it is asked there alone");
    let refused = livia.post(&path, &[("go", "not-now")]).await;
    assert!(refused.goes_to().contains("said=not-asked"), "{refused:?}");
    livia.get(&path).await.holds("You would rather not answer");

    house.pass(2 * DAY);
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    livia.get(&format!("/exchanges/{}", firm.exchange)).await;
    answers(&mut livia, &house, &firm, "yes").await;
    let agreement = format!("/exchanges/{}/agreement", firm.exchange);
    let left = livia.post(&agreement, &[("go", "leave")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    let page = livia.get(&agreement).await;
    page.holds("Before you go: how was it?");
    let path = asked(&page).unwrap();
    livia.post(&path, &[("go", "send"), ("worth_it", "3")]).await;
    assert!(asked(&livia.get(&agreement).await).is_none());
    house.finish().await;
}

#[tokio::test]
async fn the_studio_tells_of_ten_and_more() {
    let (house, firm) = House::open().await;
    let store = &house.app.store;
    let desk = format!("/studio/exchanges/{}", firm.exchange);
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    owner.get(&desk).await.holds(&format!("{desk}/pulses"));
    owner.get(&format!("{desk}/pulses?on=declined")).await.holds("Fewer than ten people answered");
    for n in 0..10 {
        let new =
            PersonNew { mail: Some(format!("p{n}@people.example")), language: "en".into(), ..PersonNew::default() };
        let person = store.person_add(&Context::system(firm.id), new).await.unwrap();
        store.invitation_add(&Context::system(firm.id), firm.exchange, person).await.unwrap();
        let mut browser = english(&house, &firm, Who::Person(person)).await;
        let path = asked(&answers(&mut browser, &house, &firm, "no").await).unwrap();
        let points = (n % 3 + 4).to_string();
        let why = format!("=It asks for too much, {n}");
        browser.post(&path, &[("go", "send"), ("fair", &points), ("why", &why)]).await;
    }
    let page = owner.get(&format!("{desk}/pulses?on=declined&q=asks")).await;
    page.holds("What people answer").holds("10 people").holds("It asks for too much, 7").holds("on saying no");
    let none = owner.get(&format!("{desk}/pulses?on=declined&q=cheap&day=soon")).await;
    none.holds("Nobody wrote that.").holds("Give a day");
    owner.get(&format!("{desk}/pulses?on=declined&day=2020-01-01")).await.holds("fewer than 10 answers on one side");
    owner.get(&format!("{desk}/pulses")).await.holds("Fewer than ten people answered");
    let table = owner.get(&format!("{desk}/pulses.csv")).await;
    table.holds("declined,fair,").holds(",10,4.900,");
    let words = owner.get(&format!("{desk}/pulse-words.csv")).await;
    assert_eq!(words.body.lines().count(), 11, "{}", words.body);
    words.holds("declined,\"'=It asks for too much, 3\"");
    owner.get("/studio/settings/pulses").await.holds("10");

    let mut viewer = english(&house, &firm, Who::Member(firm.members["viewer"])).await;
    let page = viewer.get(&format!("{desk}/pulses?on=declined")).await;
    page.holds("What people answer");
    assert!(!page.body.contains("too much") && !page.body.contains("p3@people"), "{}", page.body);
    house.finish().await;
}
