//! `/studio/settings/outbox`

use comity_store::{JobState, MailNew, MailTo};

use super::*;

#[tokio::test]
async fn a_letter_that_could_not_be_sent_is_tried_again() {
    let (house, firm) = House::open().await;
    let (store, ctx) = (&house.app.store, Context::system(firm.id));
    let letter = MailNew {
        to: MailTo::Person(firm.person),
        subject: "A subject".into(),
        text: "A text".into(),
        about: None,
        unsubscribe: None,
    };
    let id = store.outbox_add(&ctx, letter).await.unwrap();
    let mut state = JobState::Waits;
    while state != JobState::Dead {
        house.pass(7 * 24 * 60);
        let claimed = store.outbox_claim(&Context::instance(), 10, 60_000_000).await.unwrap();
        assert_eq!(claimed.len(), 1);
        state = store.outbox_failed(&ctx, id, "the mail server refused it").await.unwrap();
    }
    let mut owner = house.signed_in(&firm, Who::Member(firm.members["owner"])).await;
    let mut auditor = house.signed_in(&firm, Who::Member(firm.members["auditor"])).await;
    let again = format!("name=\"again\" value=\"{id}\"");
    owner.get("/studio/settings/outbox").await.holds("the mail server refused it").holds(&again);
    let seen = auditor.get("/studio/settings/outbox").await;
    assert!(seen.body.contains("A subject") && !seen.body.contains(&again), "who cannot try again has no button");
    let form = [("again", id.to_string())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(auditor.post("/studio/settings/outbox", &form).await.status, StatusCode::FORBIDDEN);
    let tried = owner.post("/studio/settings/outbox", &form).await;
    assert_eq!(tried.goes_to(), "/f/norda/studio/settings/outbox?said=tried-again");
    house.work().await;
    assert_eq!(house.letters().last().unwrap().subject, "A subject");
    assert_eq!(owner.post("/studio/settings/outbox", &form).await.status, StatusCode::NOT_FOUND, "it was sent");
    house.finish().await;
}
