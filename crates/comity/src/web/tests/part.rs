//! Questions, challenges and help among customers, as customers and members press them.

use super::ideas::{address, english, hidden};
use super::*;

/// A second customer, whom moderators trust already by what they bring first.
async fn neighbour(house: &House, firm: &Firm) -> PersonId {
    let owner = owner(firm);
    let new = PersonNew { mail: Some("n@people.norda.example".into()), language: "en".into(), ..PersonNew::default() };
    let person = house.app.store.person_add(&owner, new).await.unwrap();
    house.app.store.invitation_add(&owner, firm.exchange, person).await.unwrap();
    person
}

fn owner(firm: &Firm) -> Context {
    let actor = comity_store::Actor::Member { id: firm.members["owner"], role: Role::Owner };
    Context { firm: firm.id, actor, request: String::new() }
}

/// A form that opens an activity, with the fields of its own.
fn opening<'f>(own: &[(&'f str, &'f str)], yes: &'f str) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![
        ("go", "open"),
        ("title.en", "How do you manage?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "settled"),
        ("outcome.1", yes),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
    ];
    form.extend(own);
    form
}

/// Brings something and has it let through; its address.
async fn bring(who: &mut Browser, owner: &mut Browser, list: &str, form: &[(&str, &str)]) -> String {
    let activity = hidden(&who.get(list).await.body, "activity").to_owned();
    let mut all = vec![("activity", activity.as_str()), ("go", "send")];
    all.extend(form);
    let sent = who.post(list, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let here = address(&sent);
    if sent.goes_to().contains("said=queued") {
        let desk = here.replace("/exchanges/", "/studio/exchanges/");
        assert_eq!(owner.post(&desk, &[("version", "1"), ("go", "trust")]).await.status, StatusCode::SEE_OTHER);
    }
    here
}

/// The id that a button of a page carries behind a word.
fn button<'p>(page: &'p str, go: &str) -> &'p str {
    page.split(&format!("value=\"{go}:")).nth(1).unwrap_or_else(|| panic!("{go} in {page}")).split('"').next().unwrap()
}

#[tokio::test]
async fn a_question_is_asked_answered_and_the_answer_taken() {
    let (house, firm) = House::open().await;
    let mut desk = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let mut nino = english(&house, &firm, Who::Person(neighbour(&house, &firm).await)).await;
    let list = format!("/exchanges/{}/questions", firm.exchange);
    let studio = format!("/studio{list}");
    desk.get(&studio).await.holds("No questions are taken yet").holds("Only the firm answers");
    livia.get(&list).await.holds("There is nothing to take part in yet");
    let lacks = desk.post(&studio, &opening(&[], "done")).await;
    assert_eq!(lacks.status, StatusCode::UNPROCESSABLE_ENTITY);
    lacks.holds("One status has to say “answered”");
    let clause = [("clause", "helping")];
    assert_eq!(desk.post(&studio, &opening(&clause, "answered")).await.status, StatusCode::SEE_OTHER);

    // Who reads the offer sees what taking part means; who takes part, what comes back.
    let offer = format!("/exchanges/{}", firm.exchange);
    let print = hidden(&livia.get(&offer).await.body, "offer").to_owned();
    let question = livia.post(&offer, &[("offer", &print), ("go", "to:helping")]).await;
    question.holds("What taking part means here").holds("How do you manage?").holds("takes the answer that helped");
    livia.get(&list).await.holds("You give").holds("What the terms say");
    livia.get("/me").await.holds(&format!("{list}\""));

    let asked = bring(&mut livia, &mut desk, &list, &[("title", "Which *SIM* <b>fits</b>? 🙂 أي شريحة")]).await;
    let page = nino.get(&asked).await;
    page.holds("waits for an answer since").holds("Which *SIM* &lt;b&gt;fits&lt;/b&gt;? 🙂 أي شريحة");
    desk.get(&studio).await.holds("for an answer").holds("Which *SIM*");
    let long = "x".repeat(5_001);
    let refused = nino.post(&asked, &[("go", "comment"), ("text", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.holds("That is too long");
    nino.post(&asked, &[("go", "comment"), ("text", "The small one.")]).await;
    let here = asked.replace("/exchanges/", "/studio/exchanges/");
    let comment = hidden(&desk.get(&here).await.body, "comment").to_owned();
    desk.post(&here, &[("comment", &comment), ("version", "1"), ("go", "comment-trust")]).await;
    let answer = button(&livia.get(&asked).await.body, "accept").to_owned();
    assert!(!nino.get(&asked).await.body.contains("value=\"accept:"), "only whoever asked takes an answer");
    let foreign = nino.post(&asked, &[("go", &format!("accept:{answer}"))]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    livia.post(&asked, &[("go", &format!("thank:{answer}"))]).await;
    assert_eq!(livia.post(&asked, &[("go", &format!("accept:{answer}"))]).await.status, StatusCode::SEE_OTHER);
    livia.get(&asked).await.holds("settled among customers").holds("the answer").holds("1 thanks");
    desk.get(&studio).await.holds("Nothing waits for you");
    nino.get("/me/contributions").await.holds("Your answer was taken as the answer").holds(&asked);
    livia.get("/me/contributions").await.holds("The small one.").holds("answered");
    let again = livia.post(&asked, &[("go", &format!("accept:{answer}"))]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(livia.get(&asked.replace("questions", "ideas")).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn a_challenge_whose_dates_cross_is_refused_and_a_sound_one_is_scored() {
    let (house, firm) = House::open().await;
    let mut desk = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let list = format!("/exchanges/{}/challenges", firm.exchange);
    let studio = format!("/studio{list}");
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let day = |n: i32| today.saturating_add(jiff::Span::new().days(n)).to_string();
    let evaluator = format!("evaluators.{}", firm.members["owner"]);
    let days: Vec<String> = [-3, -1, -1, 2, 3, 4, 0].into_iter().map(day).collect();
    let mut own = vec![
        ("submit.from", days[0].as_str()),
        ("submit.to", &days[1]),
        ("evaluate.from", &days[2]),
        ("evaluate.to", &days[3]),
        ("award.from", &days[4]),
        ("award.to", &days[5]),
        ("criterion.0", "How new it is"),
        ("most.0", "10"),
        ("weight.0", "1"),
    ];
    let wrong =
        desk.post(&studio, &opening(&[own.as_slice(), &[(evaluator.as_str(), "on")]].concat(), "awarded")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("“Evaluation” begins before “Submissions” is over").holds("value=\"How new it is\"");
    // From today on entries are taken; nobody is named yet.
    (own[0].1, own[1].1, own[2].1, own[3].1) = (&days[0], &days[6], &days[3], &days[3]);
    let nobody = desk.post(&studio, &opening(&own, "awarded")).await;
    nobody.holds("Name at least one person who scores");
    own.push((evaluator.as_str(), "on"));
    let opened = desk.post(&studio, &opening(&own, "awarded")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    livia.get(&list).await.holds("Submissions").holds("aria-current=\"step\"").holds("How new it is");
    let entry = bring(&mut livia, &mut desk, &list, &[("title", "A shop on wheels")]).await;
    let page = livia.get(&entry).await;
    assert!(!page.body.contains("value=\"for\""), "there are no votes here");
    let here = entry.replace("/exchanges/", "/studio/exchanges/");
    desk.get(&here).await.holds("You were named to score");
    let early = desk.post(&here, &[("go", "score"), ("points.c1", "7")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    early.holds("It is too early");
    let bad = desk.post(&here, &[("go", "score"), ("points.c1", "11")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.get(&studio).await.holds("Entries by their points").holds("A shop on wheels");
    let version = hidden(&desk.get(&here).await.body, "version").to_owned();
    let award = [("go", "status"), ("status", "s2"), ("words", "The best."), ("version", &version)];
    desk.post(&here, &award).await.holds("It is too early");
    let activity = hidden(&desk.get(&studio).await.body, "activity").to_owned();
    let none = desk.post(&studio, &[("go", "evaluators"), ("activity", &activity)]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    none.holds("Name at least one person who scores");
    let other = format!("again.{}", firm.members["moderator"]);
    let named = desk.post(&studio, &[("go", "evaluators"), ("activity", &activity), (&other, "on")]).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER);
    assert!(!desk.get(&here).await.body.contains("You were named to score"));
    house.finish().await;
}

#[tokio::test]
async fn an_offer_and_a_need_are_put_together_done_and_thanked() {
    let (house, firm) = House::open().await;
    let mut desk = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let mut nino = english(&house, &firm, Who::Person(neighbour(&house, &firm).await)).await;
    let list = format!("/exchanges/{}/help", firm.exchange);
    let studio = format!("/studio{list}");
    desk.post(&studio, &opening(&[], "matched")).await.holds("Write at least one topic");
    let own = [("topics", "Router\nTelevision"), ("places", "Milan\nTurin")];
    assert_eq!(desk.post(&studio, &opening(&own, "matched")).await.status, StatusCode::SEE_OTHER);
    let activity = hidden(&livia.get(&list).await.body, "activity").to_owned();
    let bare = [("activity", activity.as_str()), ("go", "send"), ("title", "My router blinks"), ("side", "need")];
    let bare = livia.post(&list, &bare).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    bare.holds("Choose at least one topic").holds("value=\"My router blinks\"");
    let need = [("title", "My router blinks"), ("side", "need"), ("topic.t1", "on"), ("place", "p1")];
    let need = bring(&mut livia, &mut desk, &list, &need).await;
    let page = nino.get(&need).await;
    page.holds("Can you help?").holds("begin=offer&amp;topic.t1=on&amp;place=p1#propose");
    nino.get(&format!("{list}?begin=offer&topic.t1=on&place=p1")).await.holds("name=\"topic.t1\" value=\"on\" checked");
    let offer = [("title", "I set up routers"), ("side", "offer"), ("topic.t1", "on"), ("place", "p1")];
    let offer = bring(&mut nino, &mut desk, &list, &offer).await;
    nino.get(&format!("{list}?kind=need")).await.holds("My router blinks");
    assert!(!nino.get(&format!("{list}?kind=need")).await.body.contains("I set up routers</a>"));
    let of = |address: &str| address.rsplit('/').next().unwrap().to_owned();
    livia.get(&need).await.holds("same topic: Router").holds("same place");
    livia.post(&need, &[("go", &format!("agree:{}", of(&offer)))]).await;
    livia.get(&need).await.holds("you asked; it waits for their yes");
    nino.get("/me/contributions").await.holds("Say yes too, and it is agreed");
    nino.get(&offer).await.holds("they ask you");
    assert_eq!(nino.post(&offer, &[("go", &format!("agree:{}", of(&need)))]).await.status, StatusCode::SEE_OTHER);
    let done = format!("done:{}", of(&offer));
    livia.get(&need).await.holds(&done).holds("agreed");
    assert!(!nino.get(&offer).await.body.contains("value=\"done:"), "whoever needed it says that it was done");
    assert_eq!(livia.post(&need, &[("go", &done)]).await.status, StatusCode::SEE_OTHER);
    livia.get(&need).await.holds("It was done, as agreed between the two.").holds(&format!("{offer}#thanks"));
    livia.post(&offer, &[("go", "thank")]).await;
    livia.get(&offer).await.holds("1 thanks").holds("You said thanks");
    desk.get(&studio).await.holds("Nothing waits for you").holds("settled");
    let again = livia.post(&need, &[("go", &done)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.finish().await;
}
