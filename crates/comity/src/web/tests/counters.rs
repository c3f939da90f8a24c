//! `/studio/exchanges/{id}/counters`: accepted for one, for a group, for all; declined; and what persons then read.

use comity_exchange::agreement::Signatory;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Answer, CounterState, Response, Standing};
use comity_exchange::text::Language;
use comity_store::{Actor, CounterFilter, Page};

use super::*;

const CLAUSE: &str = "usage-for-advice";

fn person_ctx(firm: &Firm, id: PersonId) -> Context {
    Context { firm: firm.id, actor: Actor::Person { id }, request: String::new() }
}

async fn standing(house: &House, firm: &Firm, person: PersonId) -> Standing {
    house.app.store.standing_get(&person_ctx(firm, person), firm.exchange, person).await.unwrap()
}

/// Another person, who says yes to everything but asks for that.
async fn asks(house: &House, firm: &Firm, name: &str, alternative: Alternative) -> PersonId {
    let ctx = Context::system(firm.id);
    let mail = Some(format!("{name}@people.norda.example"));
    let new = PersonNew { mail, name: Some(name.into()), language: "en".into(), ..PersonNew::default() };
    let person = house.app.store.person_add(&ctx, new).await.unwrap();
    house.app.store.invitation_add(&ctx, firm.exchange, person).await.unwrap();
    let offer = standing(house, firm, person).await.offer.unwrap();
    let answers = offer.terms.clauses.iter().map(|clause| {
        let asked = clause.id.as_str() == CLAUSE;
        (clause.id.clone(), if asked { Answer::If(alternative.clone()) } else { Answer::Yes })
    });
    let response = Response {
        offer: offer.fingerprint(),
        language: Language::new("en").unwrap(),
        answers: answers.collect(),
        by: Signatory::Person,
    };
    house.app.store.standing_respond(&person_ctx(firm, person), firm.exchange, response).await.unwrap();
    person
}

fn shorter(days: u32) -> Alternative {
    Alternative { retention_days: Some(days), ..Alternative::default() }
}

async fn counter_of(house: &House, firm: &Firm, person: PersonId) -> String {
    let ctx = Context::system(firm.id);
    let page = Page::first(100);
    let listed = house.app.store.counter_list(&ctx, firm.exchange, &CounterFilter::default(), &page).await.unwrap();
    listed.rows.iter().find(|line| line.person == person).unwrap().id.to_string()
}

/// For how many days the clause on offer keeps what it takes.
async fn days_offered(house: &House, firm: &Firm, person: PersonId) -> Option<u32> {
    let offer = standing(house, firm, person).await.offer?;
    let clause = offer.terms.clause(&ClauseId::new(CLAUSE).unwrap())?.clone();
    clause.information.iter().find_map(|grant| grant.retention_days)
}

async fn state(house: &House, firm: &Firm, person: PersonId) -> CounterState {
    standing(house, firm, person).await.counters[0].state.clone()
}

async fn member(house: &House, firm: &Firm, role: &str) -> (Browser, String) {
    let browser = house.signed_in(firm, Who::Member(firm.members[role])).await;
    (browser, format!("/studio/exchanges/{}/counters", firm.exchange))
}

#[tokio::test]
async fn a_condition_is_accepted_for_one_and_signed() {
    let (house, firm) = House::open().await;
    let (ada, bo) = (asks(&house, &firm, "ada", shorter(30)).await, asks(&house, &firm, "bo", shorter(30)).await);
    let (mut researcher, path) = member(&house, &firm, "researcher").await;
    researcher.get(&path).await.holds("ada").holds("bo");
    let go = format!("one:{}", counter_of(&house, &firm, ada).await);
    let done = researcher.post(&path, &[("go", &go)]).await;
    assert_eq!(done.goes_to(), format!("/f/norda{path}?said=answered"));
    assert_eq!(state(&house, &firm, ada).await, CounterState::Accepted);
    assert_eq!(state(&house, &firm, bo).await, CounterState::Open, "one is one");
    let twice = researcher.post(&path, &[("go", &go)]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.body);
    twice.holds("answered already");
    house.work().await;
    let letter = house.letters().pop().unwrap();
    assert_eq!(letter.to, "ada@people.norda.example");
    assert_eq!(days_offered(&house, &firm, ada).await, Some(30));
    let print = standing(&house, &firm, ada).await.offer.unwrap().fingerprint().to_string();
    let mut ada_browser = house.signed_in(&firm, Who::Person(ada)).await;
    let mut form = vec![("offer".to_owned(), print), ("go".to_owned(), "sign".to_owned())];
    let offer = standing(&house, &firm, ada).await.offer.unwrap();
    form.extend(offer.terms.clauses.iter().map(|clause| (format!("answer.{}", clause.id), "yes".to_owned())));
    let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(ada_browser.post(&format!("/exchanges/{}", firm.exchange), &form).await.status, StatusCode::OK);
    let held = standing(&house, &firm, ada).await.agreement.unwrap().held;
    assert!(held.contains_key(&ClauseId::new(CLAUSE).unwrap()));
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn a_condition_is_accepted_for_everybody_who_asks_the_same() {
    let (house, firm) = House::open().await;
    let (ada, bo) = (asks(&house, &firm, "ada", shorter(30)).await, asks(&house, &firm, "bo", shorter(30)).await);
    let cleo = asks(&house, &firm, "cleo", shorter(60)).await;
    let (mut researcher, path) = member(&house, &firm, "researcher").await;
    let go = format!("group:{}", counter_of(&house, &firm, ada).await);
    assert_eq!(researcher.post(&path, &[("go", &go)]).await.status, StatusCode::SEE_OTHER);
    for person in [ada, bo] {
        assert_eq!(state(&house, &firm, person).await, CounterState::Accepted);
        assert_eq!(days_offered(&house, &firm, person).await, Some(30));
    }
    assert_eq!(state(&house, &firm, cleo).await, CounterState::Open, "another number of days is another condition");
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn a_condition_becomes_a_new_version_for_all() {
    let (house, firm) = House::open().await;
    let ada = asks(&house, &firm, "ada", shorter(30)).await;
    let (mut researcher, path) = member(&house, &firm, "researcher").await;
    let go = format!("version:{}", counter_of(&house, &firm, ada).await);
    let done = researcher.post(&path, &[("go", &go)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let view = house.app.store.exchange_get(&Context::system(firm.id), firm.exchange).await.unwrap();
    assert_eq!(view.exchange.current().unwrap().number, 2);
    house.work().await;
    assert_eq!(days_offered(&house, &firm, firm.person).await, Some(30), "everybody is offered it");
    researcher.get(&format!("/studio/exchanges/{}/versions/2", firm.exchange)).await.holds("30");
    house.finish().await;
}

#[tokio::test]
async fn a_condition_in_own_words_needs_a_text_and_a_no_needs_a_reason() {
    let (house, firm) = House::open().await;
    let words = Alternative { words: Some("only on weekdays".into()), ..Alternative::default() };
    let (ada, bo) = (asks(&house, &firm, "ada", words.clone()).await, asks(&house, &firm, "bo", words).await);
    let (mut researcher, path) = member(&house, &firm, "researcher").await;
    let id = counter_of(&house, &firm, ada).await;
    let wanting = researcher.post(&path, &[("go", &format!("one:{id}"))]).await;
    assert_eq!(wanting.status, StatusCode::CONFLICT);
    wanting.holds("write it first");
    let (en, it) = (format!("wording.{id}.en"), format!("wording.{id}.it"));
    let form =
        [("go", format!("one:{id}")), (&en, "Only on weekdays.".into()), (&it, "Solo nei giorni feriali.".into())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(researcher.post(&path, &form).await.status, StatusCode::SEE_OTHER);
    let mut reader = house.signed_in(&firm, Who::Person(ada)).await;
    reader.get(&format!("/exchanges/{}", firm.exchange)).await.holds("Only on weekdays.");

    let id = counter_of(&house, &firm, bo).await;
    let go = format!("decline:{id}");
    assert_eq!(researcher.post(&path, &[("go", &go)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (mut auditor, _) = member(&house, &firm, "auditor").await;
    let reason = format!("reason.{id}");
    let form = [("go", go.as_str()), (reason.as_str(), "It would cost too much.")];
    assert_eq!(auditor.post(&path, &form).await.status, StatusCode::FORBIDDEN);
    assert_eq!(researcher.post(&path, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(state(&house, &firm, bo).await, CounterState::Declined("It would cost too much.".into()));
    house.work().await;
    house.finish().await;
}

#[tokio::test]
async fn how_clauses_were_answered_is_told_to_members_and_to_whom_answered() {
    let (house, firm) = House::open().await;
    for n in 0..10 {
        asks(&house, &firm, &format!("p{n}"), shorter(30)).await;
    }
    let (mut viewer, _) = member(&house, &firm, "viewer").await;
    viewer.get("/studio").await.holds("<figure");
    let (mut researcher, path) = member(&house, &firm, "researcher").await;
    researcher.get(&path).await.holds("<figure");
    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let exchange = format!("/exchanges/{}", firm.exchange);
    let before = livia.get(&exchange).await;
    assert!(!before.body.contains("What others answered"), "{}", before.body);
    let offer = standing(&house, &firm, firm.person).await.offer.unwrap();
    let print = offer.fingerprint().to_string();
    let done = livia.post(&exchange, &[("offer", &print), ("go", "decline")]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.body.contains("<td class=\"num\">10</td>"), "{}", done.body);
    house.work().await;
    house.finish().await;
}
