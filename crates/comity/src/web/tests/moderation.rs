//! Rules that a firm sets, and the desk at which several moderators decide.

use super::ideas::{address, english, hidden};
use super::*;

/// An activity for ideas of the firm's exchange; the address of its list for persons.
async fn asked_for_ideas(firm: &Firm, owner: &mut Browser) -> String {
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let form = [
        ("go", "open"),
        ("title.en", "What should be better?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "done"),
        ("outcome.1", "done"),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
    ];
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    format!("/exchanges/{}/ideas", firm.exchange)
}

async fn send(person: &mut Browser, list: &str, title: &str) -> String {
    let activity = hidden(&person.get(list).await.body, "activity").to_owned();
    address(&person.post(list, &[("activity", activity.as_str()), ("title", title), ("go", "send")]).await)
}

fn id_of(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn rules_are_tried_set_and_taken_back_in_the_studio() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let list = asked_for_ideas(&firm, &mut owner).await;
    let rules = "/studio/settings/moderation";
    let here = format!("/studio/exchanges/{}/moderation", firm.exchange);
    owner.get(rules).await.holds("Nobody has set rules yet").holds("See what this would have held");
    send(&mut livia, &list, "A casino in every shop").await;

    let form = |go, words| {
        vec![
            ("go", go),
            ("shown_from", "new"),
            ("known_from", "1"),
            ("trusted_from", "5"),
            ("declined_costs", "3"),
            ("links", "2"),
            ("words", words),
            ("new.hour", "5"),
            ("new.day", "10"),
        ]
    };
    let wrong = owner.post(rules, &form("save", "casino\n***")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("“***” holds no letter or digit").holds("casino\n***");
    owner.post(rules, &form("preview", "casino")).await.holds("and 1 held").holds("it holds “casino”");
    owner.post(rules, &form("preview", "lottery")).await.holds("1 would have been seen at once and 0 held");
    owner.get(rules).await.holds("Nobody has set rules yet");

    // Somebody else set them first: nothing is overwritten, and what was typed stays.
    assert_eq!(owner.post(rules, &form("save", "lottery")).await.status, StatusCode::SEE_OTHER);
    let late = owner.post(rules, &form("save", "raffle")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.holds("Somebody else has set these rules").holds("raffle").holds("Last set by Member owner");
    owner.get(&here).await.holds("The rules of the firm hold here");
    let seen = send(&mut livia, &list, "More data abroad").await;
    assert!(!livia.get(&seen).await.body.contains("A moderator looks at this"));

    let saw = hidden(&owner.get(rules).await.body, "saw").to_owned();
    assert_eq!(owner.post(rules, &[("go", "undo"), ("saw", &saw)]).await.status, StatusCode::SEE_OTHER);
    owner.get(rules).await.holds("Nobody has set rules yet").holds("Last set by Member owner");
    // Moderators read the rules, and set none.
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    let page = moderator.get(rules).await;
    page.holds("everything of newcomers");
    assert!(!page.body.contains("name=\"shown_from\""));
    house.finish().await;
}

#[tokio::test]
async fn two_moderators_decide_at_the_desk() {
    let (house, firm) = House::open().await;
    house.password(&firm, "moderator").await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let list = asked_for_ideas(&firm, &mut owner).await;
    let desk = format!("/studio/exchanges/{}/desk", firm.exchange);
    owner.get(&desk).await.holds("Nothing waits for a look");
    let (one, two) = (send(&mut livia, &list, "One").await, send(&mut livia, &list, "Two").await);
    owner.get(&desk).await.holds("2 things wait").holds("its author is new here").holds("author: new here");

    // A no needs words; the second moderator is told what the first did.
    let press = |idea: &str, version: &'static str, go: &'static str| {
        let id = id_of(idea).to_owned();
        [("contribution".to_owned(), id), ("version".into(), version.into()), ("go".into(), go.into())]
    };
    async fn at(browser: &mut Browser, desk: &str, form: &[(String, String)], words: Option<(&str, &str)>) -> Answer {
        let mut form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend(words);
        browser.post(desk, &form).await
    }
    let wordless = at(&mut owner, &desk, &press(&one, "1", "decline"), None).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    wordless.holds("Say why, in words for its author.");
    let reason = format!("reason.{}", id_of(&one));
    let no = at(&mut owner, &desk, &press(&one, "1", "decline"), Some((&reason, "Somebody wrote it before."))).await;
    assert_eq!(no.status, StatusCode::SEE_OTHER);
    let second = at(&mut moderator, &desk, &press(&one, "1", "approve"), None).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    second.holds("Member owner was quicker").holds("declined it. Nothing was changed by you.");
    let studio = one.replace("/exchanges/", "/studio/exchanges/");
    let same = moderator.post(&studio, &[("version", "1"), ("go", "approve")]).await;
    same.holds("Member owner was quicker");

    // Contested, it stands first, and somebody else than the owner decides.
    livia.get(&one).await.holds("Somebody wrote it before.");
    livia.post(&one, &[("go", "contest"), ("words", "I wrote that, too.")]).await;
    let page = owner.get(&desk).await;
    page.holds("I wrote that, too.").holds("Member owner said no").holds("another member looks at it now");
    assert!(page.body.find(id_of(&one)).unwrap() < page.body.find(id_of(&two)).unwrap());
    let own = at(&mut owner, &desk, &press(&one, "3", "approve"), None).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    at(&mut moderator, &desk, &press(&one, "3", "trust"), None).await;
    livia.get("/me/contributions").await.holds("A moderator let it through");

    // A comment that was declined is contested where it stands.
    livia.post(&one, &[("go", "comment"), ("text", "Mine again")]).await;
    let comment = hidden(&owner.get(&studio).await.body, "comment").to_owned();
    let (kind, why) = (format!("kind.{comment}"), format!("reason.{comment}"));
    let form =
        [("version", "1"), ("comment", &comment), (&kind, "abuse"), (&why, "Be kind."), ("go", "comment-decline")];
    assert_eq!(owner.post(&studio, &form).await.status, StatusCode::SEE_OTHER);
    livia.get(&one).await.holds("It attacks somebody").holds(&format!("contest:{comment}"));
    let words = format!("words.{comment}");
    let go = format!("contest:{comment}");
    let blank = livia.post(&one, &[("go", &go)]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    livia.post(&one, &[("go", &go), (&words, "I was kind.")]).await;
    livia.get(&one).await.holds("A second look was asked for").holds("I was kind.");
    moderator.get(&desk).await.holds("A comment on “One”").holds("I was kind.");
    // What belongs to another exchange is not decided from here.
    let elsewhere = house.firm("luma", "Luma Energy").await;
    let foreign = format!("/studio/exchanges/{}/desk", elsewhere.exchange);
    assert_eq!(at(&mut owner, &foreign, &press(&two, "1", "approve"), None).await.status, StatusCode::NOT_FOUND);
    house.finish().await;
}

#[tokio::test]
async fn signs_are_said_in_words_and_a_member_decides() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let signs = format!("/studio/exchanges/{}/signs", firm.exchange);
    owner.get(&signs).await.holds("There is nothing to look at yet");
    let list = asked_for_ideas(&firm, &mut owner).await;
    let idea = send(&mut livia, &list, "More data").await;
    let studio = idea.replace("/exchanges/", "/studio/exchanges/");
    owner.post(&studio, &[("version", "1"), ("go", "approve")]).await;
    let id: comity_store::ContributionId = id_of(&idea).parse().unwrap();

    // Forty people who were invited one after the other and vote now and then; twelve who were invited at once and vote at once.
    let (store, system) = (&house.app.store, Context::system(firm.id));
    let invited = async |n: usize| {
        let mail = Some(format!("voter{n}@people.norda.example"));
        let new = PersonNew { mail, language: "en".into(), ..PersonNew::default() };
        let person = store.person_add(&system, new).await.unwrap();
        store.invitation_add(&system, firm.exchange, person).await.unwrap();
        Context { firm: firm.id, actor: comity_store::Actor::Person { id: person }, request: String::new() }
    };
    let vote = Some(comity_participation::response::Ballot::For);
    for n in 0..40 {
        let voter = invited(n).await;
        house.pass(120);
        store.contribution_vote(&voter, id, vote).await.unwrap();
    }
    let mut friends = Vec::new();
    for n in 0..12 {
        friends.push(invited(100 + n).await);
    }
    house.pass(120);
    for friend in &friends {
        store.contribution_vote(friend, id, vote).await.unwrap();
    }
    house.work().await;
    // So much time has passed that both sign in anew.
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;

    let page = owner.get(&signs).await;
    page.holds("52 votes were looked at").holds("12 votes within").holds("invited in the same minute");
    let (reason, activity) = (hidden(&page.body, "reason").replace("&quot;", "\""), hidden(&page.body, "activity"));
    assert!(!livia.get(&idea).await.body.contains("set aside"));
    let form = |people, go| [("activity", activity), ("reason", reason.as_str()), ("people", people), ("go", go)];
    let late = owner.post(&signs, &form("11", "aside")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    late.holds("The sign is about others by now");
    assert_eq!(owner.post(&signs, &form("12", "aside")).await.status, StatusCode::SEE_OTHER);
    // Both figures stand on both sides.
    for (browser, path) in [(&mut livia, &idea), (&mut owner, &studio)] {
        browser.get(path).await.holds("52 votes for it").holds("12 votes set aside after a look");
    }
    let page = owner.get(&signs).await;
    page.holds("looked at: not counted").holds("Member owner");
    let undo = format!("undo:{}", page.body.split("value=\"undo:").nth(1).unwrap().split('"').next().unwrap());
    owner.post(&signs, &[("activity", activity), ("go", &undo)]).await;
    assert!(!livia.get(&idea).await.body.contains("set aside"));
    house.finish().await;
}
