//! Systems of the firm are told of what they are entitled to, once each, and of nobody who was erased anything but that.

use comity_exchange::id::{ItemId, PurposeId};
use comity_store::*;

use crate::erasure::run_jobs;
use crate::information::{agreed, client, json, new, plan};
use crate::setting::{Books, DAY, Firm, exchange, response};

#[tokio::test]
async fn on_sqlite() {
    story(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("webhooks").await {
        story(&books).await;
    }
}

/// A system whose key is for that, told at an address of its own.
async fn told(books: &Books, firm: &Firm, scopes: &[Scope], only: Option<ExchangeId>) -> ClientId {
    let (id, _) = books.store.client_add(&firm.owner(), "System", scopes.iter().copied().collect()).await.unwrap();
    books.store.webhook_set(&firm.owner(), id, only, "https://system.example/hook").await.unwrap();
    id
}

/// What a system was told or is to be told, the oldest first: event, item.
async fn events(books: &Books, firm: &Firm, client: ClientId) -> Vec<String> {
    let all = books.store.event_list(&firm.as_role(Role::Auditor), client, false, &Page::first(500)).await.unwrap();
    let name = |one: &EventTold| match &one.item {
        Some(item) => format!("{} {item}", one.event.name()),
        None => one.event.name().to_owned(),
    };
    all.rows.iter().rev().map(name).collect()
}

async fn story(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let (id, other) = (exchange(books, &firm).await, exchange(books, &firm).await);
    let values = told(books, &firm, &[Scope::ItemsRead], None).await;
    let benefits = told(books, &firm, &[Scope::BenefitsWrite], Some(id)).await;
    let elsewhere = told(books, &firm, &[Scope::ItemsWrite], Some(other)).await;
    let uses = told(books, &firm, &[Scope::UsesWrite], None).await;
    let system = client(books, &firm).await;
    let item = |name: &str| ItemId::new(name).unwrap();

    let ada = agreed(books, &firm, id, "C-1").await;
    let me = firm.person(ada);
    let write = async |items: &[&str]| {
        let all = items.iter().map(|item| new("C-1", item, "1")).collect();
        assert!(store.items_write(&system, id, all, None).await.unwrap().iter().all(Result::is_ok));
    };
    write(&["plan", "usage", "signal"]).await;
    store.item_correct(&me, id, plan(), json("2")).await.unwrap().unwrap();
    store.item_contest(&me, id, item("usage")).await.unwrap();
    store.standing_withdraw(&me, id, PurposeId::new("coverage").unwrap()).await.unwrap();
    books.pass(366 * DAY);
    store.items_expire(&Context::instance(), 9).await.unwrap();
    store.standing_leave(&me, id).await.unwrap();
    let expect = [
        "agreement.given",
        "item.corrected plan",
        "item.contested usage",
        "item.erased signal",
        "agreement.changed",
        "item.expired plan",
        "agreement.withdrawn",
    ];
    assert_eq!(events(books, &firm, values).await, expect);
    let agreements = ["agreement.given", "agreement.changed", "agreement.withdrawn"];
    assert_eq!(events(books, &firm, benefits).await, agreements);
    assert!(events(books, &firm, elsewhere).await.is_empty() && events(books, &firm, uses).await.is_empty());
    // Recipients are others, and so are their notices.
    let notices = store.notice_list(&firm.owner(), true, &Page::first(100)).await.unwrap().rows;
    assert!(!notices.is_empty() && notices.iter().all(|one| one.recipient == "signal-lab"));
    assert_eq!(store.notices_about(&me, ada).await.unwrap().len(), notices.len());

    // Each is told once, by turns; what failed comes again, and what arrived does not.
    store.notice_claim(&Context::instance(), 99, DAY).await.unwrap();
    let due = store.event_claim(&Context::instance(), 2, DAY).await.unwrap();
    let first: Vec<_> = due.iter().map(|one| (one.client, one.event.event, one.secrets.len())).collect();
    assert_eq!(first, [(values, Event::AgreementGiven, 1), (benefits, Event::AgreementGiven, 1)]);
    store.event_tried(&firm.system(), due[0].event.id, None).await.unwrap();
    let later = books.now() + 3 * DAY;
    store.event_tried(&firm.system(), due[1].event.id, Some(("status 503".into(), later))).await.unwrap();
    let failed = store.event_list(&firm.owner(), benefits, true, &Page::default()).await.unwrap().rows;
    assert_eq!((failed.len(), failed[0].attempts, failed[0].error.as_deref()), (1, 1, Some("status 503")));
    let rest = store.event_claim(&Context::instance(), 99, DAY).await.unwrap();
    assert_eq!(rest.len(), expect.len() + agreements.len() - 2);
    assert!(store.event_claim(&Context::instance(), 99, DAY).await.unwrap().is_empty());
    store.event_again(&firm.owner(), failed[0].id).await.unwrap();
    store.event_again(&firm.owner(), due[0].event.id).await.unwrap();
    let again = store.event_claim(&Context::instance(), 99, DAY).await.unwrap();
    let mut ids: Vec<NoticeId> = again.iter().map(|one| one.event.id).collect();
    ids.sort();
    assert_eq!(ids, [due[0].event.id, due[1].event.id], "under the same ids");

    // Of somebody who is erased nothing is left to be told but that, to everybody whom it concerns.
    store.person_erase(&me, ada).await.unwrap();
    run_jobs(store).await;
    for (client, expect) in [(values, 1), (benefits, 1), (uses, 1), (elsewhere, 0)] {
        assert_eq!(events(books, &firm, client).await, vec!["person.erased"; expect]);
    }
    store.event_tried(&firm.system(), due[0].event.id, None).await.unwrap();
    let erased = &store.event_list(&firm.owner(), values, false, &Page::default()).await.unwrap().rows[0];
    assert_eq!((erased.person, erased.exchange, erased.sent), (Some(ada), None, None));

    // After thirty days it is forgotten, whether it arrived or not.
    books.pass(31 * DAY);
    assert_eq!(store.events_forget(&Context::instance()).await.unwrap(), 3);
    assert!(events(books, &firm, values).await.is_empty());
}

#[tokio::test]
async fn addresses_are_changed_switched_off_and_tried() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let (owner, house) = (firm.owner(), Context::instance());
    let id = exchange(&books, &firm).await;
    let client = told(&books, &firm, &[Scope::ItemsRead], None).await;
    let first = store.webhook_set(&owner, client, None, "https://one.example/").await.unwrap();
    store.webhook_try(&owner, client).await.unwrap();
    assert_eq!(events(&books, &firm, client).await, ["webhook.test"]);
    let second = store.webhook_rotate(&owner, client).await.unwrap();
    assert_ne!(first, second);
    let secrets = async || {
        store.webhook_try(&owner, client).await.unwrap();
        store.event_claim(&house, 1, 0).await.unwrap()[0].secrets.clone()
    };
    assert_eq!(secrets().await, [second, first], "for a day both sign");
    assert!(store.webhook_list(&owner).await.unwrap()[0].both_until.is_some());
    books.pass(DAY + 1);
    assert_eq!(secrets().await, [second]);
    assert_eq!(store.webhook_list(&owner).await.unwrap()[0].both_until, None);

    // Switched off: nothing goes out, and nothing new is written down.
    store.webhook_switch(&owner, client, false).await.unwrap();
    let before = events(&books, &firm, client).await.len();
    let ada = agreed(&books, &firm, id, "C-1").await;
    assert!(store.event_claim(&house, 9, DAY).await.unwrap().is_empty());
    store.webhook_switch(&owner, client, true).await.unwrap();
    store.standing_leave(&firm.person(ada), id).await.unwrap();
    assert_eq!(events(&books, &firm, client).await.len(), before + 1);
    assert_eq!(store.event_claim(&house, 9, DAY).await.unwrap().len(), before + 1);

    // Agreeing anew to the same is told; reading and reopening change nothing and are not.
    store.standing_reopen(&firm.person(ada), id).await.unwrap();
    let standing = store.standing_get(&firm.person(ada), id, ada).await.unwrap();
    store.standing_respond(&firm.person(ada), id, response(&standing, &[])).await.unwrap();
    store.standing_settle(&firm.system(), id, None, 9).await.unwrap();
    assert_eq!(events(&books, &firm, client).await[before..], ["agreement.withdrawn", "agreement.given"]);

    // A key that is taken back takes its address along; another firm's systems are nobody's here.
    let other = books.firm("suda").await;
    assert_eq!(store.webhook_try(&other.owner(), client).await, Err(Error::NotFound("hook")));
    store.client_end(&owner, client).await.unwrap();
    assert!(store.webhook_list(&owner).await.unwrap().is_empty());
    assert!(events(&books, &firm, client).await.is_empty());
    let ended = store.webhook_set(&owner, client, None, "https://one.example/").await;
    assert_eq!(ended, Err(Conflict::Expired.into()));
}
