//! Taking part without an account, from the first vote to the yes that makes it somebody's; and on a page of the firm's own.

use std::time::Duration;

use super::ideas::{address, english, hidden};
use super::*;
use comity_participation::moderation::Button;
use comity_store::{ActivityId, Actor, ContributionId, ContributionNew};
use serde_json::Value;

const SITE: &str = "https://www.norda.example";

pub fn owner(firm: &Firm) -> Context {
    let actor = Actor::Member { id: firm.members["owner"], role: Role::Owner };
    Context { firm: firm.id, actor, request: String::new() }
}

/// Ideas in which anybody takes part, with one that others see.
pub async fn opened(house: &House, firm: &Firm) -> (ActivityId, ContributionId) {
    let mut fields = crate::web::studio::part::open::begin(&crate::web::way::Ideas, crate::words::Lang::En);
    fields.push("title.en", "What should be better?");
    let new = crate::web::studio::part::open::read(&crate::web::way::Ideas, &fields, crate::words::Lang::En).unwrap();
    let store = &house.app.store;
    let activity = store.activity_open(&owner(firm), firm.exchange, new).await.unwrap();
    let me = Context { actor: Actor::Person { id: firm.person }, ..owner(firm) };
    let new = ContributionNew {
        kind: comity_participation::contribution::Kind::Idea,
        title: "More data abroad".into(),
        body: String::new(),
        language: comity_exchange::text::Language::new("en").unwrap(),
        particulars: None,
    };
    let idea = store.contribution_bring(&me, activity, new).await.unwrap().id;
    store.contribution_moderate(&owner(firm), (idea, 1), Button::Approve).await.unwrap();
    (activity, idea)
}

async fn visitor(house: &House) -> Browser {
    let mut browser = house.browser();
    browser.base = "/f/norda".into();
    browser.cookies.insert("comity-lang".into(), "en".into());
    browser
}

async fn read(seconds: f64) {
    tokio::time::sleep(Duration::from_secs_f64(seconds + 0.1)).await;
}

const COOKIE: &str = "comity-guest.norda";

#[tokio::test]
async fn a_guest_votes_brings_signs_in_and_it_is_theirs() {
    let (house, firm) = House::open().await;
    let (activity, idea) = opened(&house, &firm).await;
    let (open, one) = (format!("/open/{activity}"), format!("/open/{activity}/{idea}"));
    let mut luca = visitor(&house).await;
    assert_eq!(luca.get(&open).await.status, StatusCode::NOT_FOUND, "not before the firm says so");
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    ada.get(&desk).await.holds("Without an account").holds("Let anybody take part");
    let on = ada.post(&desk, &[("go", "guests-on"), ("activity", &activity.to_string())]).await;
    assert_eq!(on.status, StatusCode::SEE_OTHER);
    ada.get(&desk).await.holds(&format!("/f/norda{open}"));

    // Reading leaves nothing behind.
    let page = luca.get(&open).await;
    page.holds("More data abroad").holds("Nobody asks who you are").holds("0 votes for it");
    luca.get(&one).await.holds("I am for it");
    assert!(!luca.cookies.contains_key(COOKIE));
    assert_eq!(luca.get("/guest").await.holds("Nothing is known of this browser").status, StatusCode::OK);

    // A program presses at once, or brings no token of ours.
    let proof = hidden(&luca.get(&one).await.body, "proof").to_owned();
    let quick = luca.post(&one, &[("go", "for"), ("proof", &proof)]).await;
    assert_eq!(quick.status, StatusCode::UNPROCESSABLE_ENTITY);
    quick.holds("That was quick");
    for wrong in ["", "0-0", &proof.replace('-', "0-")] {
        luca.post(&one, &[("go", "for"), ("proof", wrong)]).await.holds("lay open for a long time");
    }
    assert!(!luca.cookies.contains_key(COOKIE), "what is refused leaves nothing either");
    read(1.0).await;
    let voted = luca.post(&one, &[("go", "for"), ("proof", &proof)]).await;
    assert_eq!(voted.status, StatusCode::SEE_OTHER, "{voted:?}");
    assert!(voted.header("set-cookie").contains("HttpOnly; SameSite=Lax"), "{voted:?}");
    let secret = luca.cookies[COOKIE].clone();
    luca.get(&one).await.holds("1 vote for it").holds("of which without an account: 1").holds("unvote");

    // What is typed stays, and a moderator looks at it.
    let typed = [("title", "A bench by <b>the</b> river"), ("body", ""), ("proof", proof.as_str())];
    let with = |go| [typed.as_slice(), &[("go", go)]].concat();
    luca.post(&open, &with("look")).await.holds("No similar idea").holds("A bench by &lt;b&gt;the");
    read(2.0).await;
    let sent = luca.post(&open, &with("send")).await;
    assert!(sent.goes_to().contains("said=queued"), "{sent:?}");
    let own = address(&sent);
    luca.get(&own).await.holds("A moderator looks at this before others see it").holds("Take it back");
    assert_eq!(visitor(&house).await.get(&own).await.status, StatusCode::NOT_FOUND, "nobody else sees it");
    let mine = luca.get("/guest").await;
    mine.holds("A bench by &lt;b&gt;the").holds("You voted once.").holds("Delete all of it");
    assert_eq!(luca.cookies[COOKIE], secret, "one secret for everything");

    // They sign in, and are asked.
    let link = comity_store::LinkFor { who: Who::Person(firm.person), exchange: None };
    let token = house.app.store.link_make(&Context::system(firm.id), link, 3_600_000_000).await.unwrap();
    let entered = luca.post(&format!("/enter/{token}"), &[]).await;
    assert!(entered.goes_to().ends_with("/me/guest?next=/me"), "{entered:?}");
    let asks = luca.get("/me/guest?next=/me").await;
    asks.holds("Was it you?").holds("A bench by &lt;b&gt;the").holds("Yes, it was me");
    assert_eq!(luca.post("/me/guest", &[("go", "later"), ("next", "//evil.example")]).await.goes_to(), "/f/norda/me");
    luca.get("/guest").await.holds("A bench by");
    let joined = luca.post("/me/guest", &[("go", "join")]).await;
    assert!(joined.goes_to().contains("said=joined"), "{joined:?}");
    assert!(!luca.cookies.contains_key(COOKIE));
    luca.get("/me/contributions").await.holds("A bench by &lt;b&gt;the").holds("More data abroad");
    let view = luca.get(&one).await;
    view.holds("1 vote for it").holds("You are signed in");
    assert!(!view.body.contains("without an account"), "{view:?}");
    luca.cookies.insert(COOKIE.into(), secret);
    assert_eq!(
        luca.post("/me/guest", &[("go", "join")]).await.goes_to(),
        "/f/norda/me",
        "a second time changes nothing"
    );
    luca.get("/me/guest").await.holds("There is nothing to join");
    house.finish().await;
}

#[tokio::test]
async fn a_guest_is_forgotten_and_a_moderator_takes_words_out() {
    let (house, firm) = House::open().await;
    let (activity, idea) = opened(&house, &firm).await;
    house.app.store.activity_without_account_set(&owner(&firm), activity, true).await.unwrap();
    let (open, one) = (format!("/open/{activity}"), format!("/open/{activity}/{idea}"));
    let mut luca = visitor(&house).await;
    let proof = hidden(&luca.get(&one).await.body, "proof").to_owned();
    read(3.0).await;
    luca.post(&one, &[("go", "for"), ("proof", &proof)]).await;
    let bring = [("title", "Call Ugo Rossi"), ("body", ""), ("proof", proof.as_str()), ("go", "send")];
    let first = address(&luca.post(&open, &bring).await);
    let second = address(&luca.post(&open, &bring).await);
    let here = |own: &str| format!("/studio/exchanges/{}/ideas/{}", firm.exchange, own.rsplit('/').next().unwrap());

    let mut moderator = english(&house, &firm, Who::Member(firm.members["moderator"])).await;
    moderator.get(&here(&first)).await.holds("Call Ugo Rossi").holds("Delete the words");
    let removed = moderator.post(&here(&first), &[("go", "guest-remove")]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{removed:?}");
    let page = moderator.get(&here(&first)).await;
    assert!(!page.body.contains("Call Ugo Rossi") && !page.body.contains("Delete the words"), "{page:?}");
    let page = moderator.get(&here(&idea.to_string())).await;
    assert!(!page.body.contains("Delete the words"), "a customer’s words are theirs");
    page.holds("of which without an account: 1");

    let gone = luca.post("/guest", &[("go", "forget")]).await;
    assert!(gone.goes_to().contains("said=forgotten") && !luca.cookies.contains_key(COOKIE), "{gone:?}");
    house.work().await;
    luca.get(&one).await.holds("0 votes for it");
    let page = moderator.get(&here(&second)).await;
    assert!(!page.body.contains("Call Ugo Rossi"), "{page:?}");
    house.finish().await;
}

#[tokio::test]
async fn one_address_acts_only_so_often() {
    let house = House::new(None, &[("COMITY_RATES_GUEST", "2")]).await;
    let firm = house.firm("norda", "Norda Mobile").await;
    let (activity, idea) = opened(&house, &firm).await;
    house.app.store.activity_without_account_set(&owner(&firm), activity, true).await.unwrap();
    let one = format!("/open/{activity}/{idea}");
    let proof = hidden(&visitor(&house).await.get(&one).await.body, "proof").to_owned();
    read(1.0).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        // Somebody who forgets the cookie each time.
        statuses.push(visitor(&house).await.post(&one, &[("go", "for"), ("proof", &proof)]).await.status.as_u16());
    }
    assert_eq!(statuses, [303, 303, 429]);
    house.finish().await;
}

#[tokio::test]
async fn a_form_of_another_site_is_no_guests() {
    let (house, firm) = House::open().await;
    let (activity, idea) = opened(&house, &firm).await;
    house.app.store.activity_without_account_set(&owner(&firm), activity, true).await.unwrap();
    let mut luca = visitor(&house).await;
    luca.headers.push(("origin", "https://evil.example".into()));
    for path in [format!("/open/{activity}"), format!("/open/{activity}/{idea}"), "/guest".into()] {
        assert_eq!(luca.post(&path, &[("go", "for")]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    house.finish().await;
}

/// What a page of the firm's own site is answered.
async fn asked(browser: &mut Browser, activity: ActivityId, fields: &[(&str, &str)]) -> (StatusCode, Value) {
    let answer = browser.post(&format!("/embed/{activity}"), fields).await;
    let json = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
    let own = browser.headers.iter().find(|(name, _)| *name == "origin").map(|(_, origin)| origin.clone());
    let allowed = answer.header("access-control-allow-origin");
    assert_eq!(allowed, if json.is_null() { "" } else { own.as_deref().unwrap() }, "{answer:?}");
    assert!(answer.header("access-control-allow-credentials").is_empty() && answer.header("set-cookie").is_empty());
    (answer.status, json)
}

#[tokio::test]
async fn only_pages_of_named_sites_are_answered_and_a_secret_is_theirs_to_keep() {
    let (house, firm) = House::open().await;
    let (activity, idea) = opened(&house, &firm).await;
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let sites = format!("/studio/exchanges/{}/embed", firm.exchange);
    ada.get(&sites).await.holds("does anybody take part without an account yet");
    house.app.store.activity_without_account_set(&owner(&firm), activity, true).await.unwrap();
    let wrong = ada.post(&sites, &[("origins", "https://www.norda.example\nwww.norda.example/shop")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.holds("“www.norda.example/shop” is no site").holds("https://www.norda.example\nwww");
    assert_eq!(ada.post(&sites, &[("origins", &format!("{SITE}/\n"))]).await.status, StatusCode::SEE_OTHER);
    ada.get(&sites).await.holds("/f/norda/embed.js").holds(&activity.to_string()).holds(SITE);

    let at = async |origin: Option<&str>| {
        let mut browser = visitor(&house).await;
        browser.headers.push(("sec-fetch-site", "cross-site".into()));
        if let Some(origin) = origin {
            browser.headers.push(("origin", origin.into()));
        }
        browser
    };
    for other in [
        None,
        Some("null"),
        Some("https://norda.example"),
        Some("http://www.norda.example"),
        Some("https://www.norda.example:8443"),
    ] {
        let mut page = at(other).await;
        let answer = page.post(&format!("/embed/{activity}"), &[("go", "look")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other:?}");
        assert!(answer.header("access-control-allow-origin").is_empty());
    }
    let mut page = at(Some(SITE)).await;
    let (status, seen) = asked(&mut page, activity, &[("go", "look"), ("lang", "it")]).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(seen["items"][0]["title"], "More data abroad");
    assert!(seen["guest"].is_null() && seen["lead"].as_str().unwrap().contains("Proponi"), "{seen}");
    let (_, seen) = asked(&mut page, activity, &[("go", "look"), ("lang", "en")]).await;
    let proof = seen["proof"].as_str().unwrap().to_owned();
    let id = idea.to_string();
    let vote = [("go", "for"), ("lang", "en"), ("contribution", &id), ("proof", &proof)];
    let (_, early) = asked(&mut page, activity, &vote).await;
    assert!(early["wrong"].as_str().unwrap().contains("quick") && early["guest"].is_null() && early["stale"].is_null());
    let (_, late) =
        asked(&mut page, activity, &[("go", "for"), ("lang", "en"), ("contribution", &id), ("proof", "x")]).await;
    assert_eq!(late["stale"], true);
    read(3.0).await;
    let (_, voted) = asked(&mut page, activity, &vote).await;
    assert_eq!((&voted["items"][0]["voted"], &voted["said"]), (&true.into(), &"It counts.".into()));
    let secret = voted["guest"].as_str().unwrap().to_owned();
    assert_eq!(secret.len(), 43);
    let bring =
        [("go", "bring"), ("lang", "en"), ("title", "A bench"), ("body", ""), ("proof", &proof), ("guest", &secret)];
    let (_, brought) = asked(&mut page, activity, &bring).await;
    assert!(brought["waits"].as_str().unwrap().contains("A moderator looks"), "{brought}");
    assert_eq!(brought["guest"], secret);
    let (_, nothing) = asked(
        &mut page,
        activity,
        &[("go", "bring"), ("lang", "en"), ("title", " "), ("body", ""), ("proof", &proof), ("guest", &secret)],
    )
    .await;
    assert!(nothing["wrong"].is_string(), "{nothing}");
    let (status, _) = asked(&mut page, activity, &[("go", "nothing"), ("proof", &proof)]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);

    // Without the secret nobody is known, and with it everything can be forgotten.
    let (_, other) = asked(&mut page, activity, &[("go", "look"), ("guest", &"A".repeat(43))]).await;
    assert!(other["guest"].is_null() && other["items"][0]["voted"] == false);
    let (_, gone) = asked(&mut page, activity, &[("go", "forget"), ("lang", "en"), ("guest", &secret)]).await;
    assert!(gone["guest"].is_null() && gone["said"].as_str().unwrap().contains("taken back"), "{gone}");
    house.work().await;
    let (_, seen) = asked(&mut page, activity, &[("go", "look"), ("lang", "en"), ("guest", &secret)]).await;
    assert_eq!(seen["items"][0]["votes"], "0 votes for it");

    let script = page.get("/embed.js").await;
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
    assert!(script.body.len() < 10_000 && !script.body.contains("document.cookie"));
    house.finish().await;
}

#[tokio::test]
async fn a_map_is_answered_without_an_account() {
    let (house, firm) = House::open().await;
    let mut fields = crate::web::studio::opinions::open::begin(crate::words::Lang::En);
    fields.push("title.en", "Where do you stand?");
    fields.push("statements", "Buses should run at night.\nShops should close on Sunday.");
    let (new, texts, language) = crate::web::studio::opinions::open::read(&fields, crate::words::Lang::En).unwrap();
    let store = &house.app.store;
    let activity = store.activity_open(&owner(&firm), firm.exchange, new).await.unwrap();
    store.statement_seed(&owner(&firm), activity, texts, language).await.unwrap();
    let mut ada = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let desk = format!("/studio/exchanges/{}/opinions", firm.exchange);
    ada.get(&desk).await.holds("Let anybody take part");
    assert_eq!(
        ada.post(&desk, &[("go", "guests-on"), ("activity", &activity.to_string())]).await.status,
        StatusCode::SEE_OTHER
    );
    let open = format!("/open/{activity}");
    let mut luca = visitor(&house).await;
    for left in [2, 1] {
        let page = luca.get(&open).await;
        page.holds(&format!("{} of 2", 2 - left)).holds("without an account");
        let (statement, proof) = (hidden(&page.body, "statement").to_owned(), hidden(&page.body, "proof").to_owned());
        read(1.0).await;
        let answer = luca.post(&open, &[("go", "agree"), ("statement", &statement), ("proof", &proof)]).await;
        assert!(answer.goes_to().ends_with("#statement"), "{answer:?}");
        luca.get(&format!("{open}/{statement}")).await.holds("aria-pressed=\"true\"");
    }
    luca.get(&open).await.holds("2 of 2");
    store.embed_set(&owner(&firm), firm.exchange, vec![SITE.parse().unwrap()]).await.unwrap();
    let mut page = visitor(&house).await;
    page.headers = vec![("origin", SITE.into())];
    let (_, seen) = asked(&mut page, activity, &[("go", "look"), ("lang", "en")]).await;
    let (id, proof) = (seen["asked"]["id"].as_str().unwrap().to_owned(), seen["proof"].as_str().unwrap().to_owned());
    assert_eq!(seen["asked"]["buttons"].as_array().unwrap().len(), 3);
    read(1.0).await;
    let (_, next) =
        asked(&mut page, activity, &[("go", "disagree"), ("lang", "en"), ("contribution", &id), ("proof", &proof)])
            .await;
    assert!(next["asked"]["id"] != id && next["guest"].is_string(), "{next}");
    house.finish().await;
}
