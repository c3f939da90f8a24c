//! An activity for some, as a member opens it and a customer is let in and out by what they gave, in both languages.

use comity_exchange::id::PurposeId;
use comity_store::{Actor, Page};

use super::ideas::{address, english, hidden};
use super::information::{agreed, client, write};
use super::*;

/// A form that opens ideas for those with one of these plans.
fn opening<'f>(segment: &'f str, values: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("go", "open"),
        ("title.en", "What should be better in town?"),
        ("title.it", "Che cosa si può migliorare in città?"),
        ("stage", "service"),
        ("status.0", "open"),
        ("status.1", "done"),
        ("outcome.1", "done"),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
        ("segment", segment),
        ("segment-values", values),
    ]
}

async fn read_by_the_house(house: &House, firm: &Firm) -> usize {
    let me = Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let rows = house.app.store.access_list(&me, firm.person, &Page::default()).await.unwrap().rows;
    rows.iter().filter(|line| line.client == "Comity").count()
}

#[tokio::test]
async fn an_activity_is_for_those_who_gave_what_it_asks_for() {
    let (house, firm) = House::open().await;
    let mut desk = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let mut in_italian = house.signed_in(&firm, Who::Person(firm.person)).await;
    in_italian.cookies.insert("comity-lang".into(), "it".into());
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let studio = format!("/studio{list}");
    desk.get(&studio).await.holds("For whom").holds("“The plan you have” for “To tell you which plan fits");

    // Values without what they are of are not everybody, and neither is an item without values.
    for (segment, values, said) in [
        ("", "Torino", "Values were named, but not of what"),
        ("plan/advice", " ", "Name at least one value"),
        ("shoe/advice", "Torino", "The terms in force do not ask for that"),
    ] {
        let wrong = desk.post(&studio, &opening(segment, values)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        wrong.holds(said);
    }
    let opened = desk.post(&studio, &opening("plan/advice", "Torino\nAsti")).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{opened:?}");
    let page = desk.get(&studio).await;
    page.holds("some people");
    let audience = page.body.split("/audience/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let audience = format!("/studio/exchanges/{}/audience/{audience}", firm.exchange);
    let activity = audience.rsplit('/').next().unwrap().to_owned();
    desk.get(&audience).await.holds("<li dir=\"auto\">Asti</li>").holds("something else than choosing who takes part");

    // Nothing agreed, nothing given, another value: it is not there.
    let outside = async |browser: &mut Browser, none: &str| {
        browser.get(&list).await.holds(none);
        assert!(!browser.get("/me").await.body.contains(&format!("{list}\"")));
        assert_eq!(browser.get(&format!("{list}?activity={activity}")).await.status, StatusCode::NOT_FOUND);
        let sent = browser.post(&list, &[("activity", &activity), ("title", "Mine"), ("go", "send")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    };
    outside(&mut livia, "There is nothing to take part in yet").await;
    agreed(&house, &firm).await;
    outside(&mut in_italian, "Per ora non c’è nulla a cui partecipare").await;
    let system = client(&house, &firm).await;
    write(&house, &firm, &system, &[("plan", "\"Cuneo\"")]).await;
    outside(&mut livia, "There is nothing to take part in yet").await;
    assert_eq!(read_by_the_house(&house, &firm).await, 1);

    // Another value: among them, and told why.
    write(&house, &firm, &system, &[("plan", "\"torino\"")]).await;
    let page = livia.get(&list).await;
    page.holds("You see this because you agreed to give “The plan you have” for “To tell you which plan fits");
    in_italian.get(&list).await.holds("Vedi questa attività perché hai accettato di dare «L’offerta che hai»");
    assert_eq!(hidden(&page.body, "activity"), activity);
    livia.get("/me").await.holds(&format!("{list}\""));
    let sent = livia.post(&list, &[("activity", &activity), ("title", "More buses"), ("go", "send")]).await;
    let idea = address(&sent);
    let here = idea.replace("/exchanges/", "/studio/exchanges/");
    assert_eq!(desk.post(&here, &[("version", "1"), ("go", "trust")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(livia.post(&idea, &[("go", "for")]).await.status, StatusCode::SEE_OTHER);
    livia.get(&list).await.holds("lang=\"en\">More buses");
    assert_eq!(read_by_the_house(&house, &firm).await, 2, "not with every page and vote");
    livia.get("/me/information/uses").await.holds("Comity").holds("What should be better in town?");

    // How many they are: not told exactly, and looked up by hand alone.
    let counted =
        desk.post(&audience, &[("go", "count"), ("segment", "plan/advice"), ("segment-values", "Torino")]).await;
    counted.holds("Fewer than 10 people");
    desk.get(&audience).await.holds("<li dir=\"auto\">Torino</li>").holds("<li dir=\"auto\">Asti</li>");
    assert_eq!(read_by_the_house(&house, &firm).await, 2);

    // The agreement is taken back: not there at once, but for what was brought, which can be taken back.
    let me = Context { actor: Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let advice = PurposeId::new("advice").unwrap();
    house.app.store.standing_withdraw(&me, firm.exchange, advice).await.unwrap();
    outside(&mut livia, "There is nothing to take part in yet").await;
    livia.get("/me/contributions").await.holds("More buses");
    livia.get(&idea).await.holds("More buses");
    assert_eq!(livia.post(&idea, &[("go", "unvote")]).await.status, StatusCode::SEE_OTHER);
    let again = livia.post(&idea, &[("go", "for")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.holds("This is for some of those in the exchange");
    assert_eq!(livia.post(&idea, &[("go", "withdraw")]).await.status, StatusCode::SEE_OTHER);

    // For everybody again, which stands in the audit with the rest.
    let all = desk.post(&audience, &[("go", "save"), ("segment", ""), ("segment-values", "")]).await;
    assert_eq!(all.status, StatusCode::SEE_OTHER, "{all:?}");
    desk.get(&audience).await.holds("It is for everybody who was invited");
    livia.get(&list).await.holds("What should be better in town?");
    let audit = desk.get("/studio/audit").await;
    audit.holds("activity_segment_clear").holds("activity_segment_count");
    house.finish().await;
}
