//! What a purpose permits, and until when; what is counted of persons for members, who see no values.

use comity_exchange::market::NotPermitted;
use comity_store::*;

use crate::information::{agreed, asks, client, new};
use crate::setting::{Books, DAY, exchange, response, somebody};

#[tokio::test]
async fn on_sqlite_each_purpose_ends_when_it_was_agreed() {
    each_purpose_ends_when_it_was_agreed(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres_each_purpose_ends_when_it_was_agreed() {
    if let Some(books) = Books::postgres("purposes").await {
        each_purpose_ends_when_it_was_agreed(&books).await;
    }
}

async fn each_purpose_ends_when_it_was_agreed(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    let (system, ada) = (client(books, &firm).await, agreed(books, &firm, id, "C-1").await);
    let written = store.items_write(&system, id, vec![new("C-1", "usage", "[1]")], None).await.unwrap();
    let came = store.items_own(&firm.person(ada), id).await.unwrap()[0].came.0;
    // 180 days for advice, 365 for the bill: it is kept for the longer.
    assert_eq!(written[0].as_ref().unwrap().until.map(|at| at.0), Some(came + 365 * DAY));
    let read = async |purpose: &str| {
        let read = store.items_read(&system, id, &asks(purpose, &["usage"], &["C-1"])).await.unwrap();
        let person = &read.persons[0];
        person.values.first().map(|one| one.until.unwrap().0).ok_or_else(|| person.refused[0].1.clone())
    };
    assert_eq!(read("advice").await, Ok(came + 180 * DAY));
    assert_eq!(read("billing").await, Ok(came + 365 * DAY));
    let own = async || {
        let all = store.items_own(&firm.person(ada), id).await.unwrap();
        let purposes = all.into_iter().flat_map(|one| one.purposes);
        purposes.map(|(purpose, until)| (purpose.to_string(), until.unwrap().0 - came)).collect::<Vec<_>>()
    };
    assert_eq!(own().await, [("advice".to_owned(), 180 * DAY), ("billing".to_owned(), 365 * DAY)]);

    books.pass(180 * DAY);
    let over = NotPermitted::Expired { at: comity_exchange::time::Timestamp(came + 180 * DAY) };
    assert_eq!(read("advice").await, Err(over.into()));
    assert_eq!(read("billing").await, Ok(came + 365 * DAY));
    assert_eq!(own().await, [("billing".to_owned(), 365 * DAY)]);
}

#[tokio::test]
async fn a_slip_in_a_name_is_one_whoever_is_asked_about() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let system = client(&books, &firm).await;
    agreed(&books, &firm, id, "C-1").await;
    let uninvited = PersonNew { external_id: Some("C-2".into()), ..somebody("c-2@example.com") };
    store.person_add(&firm.owner(), uninvited).await.unwrap();
    let reasons = async |purpose: &str, item: &str| {
        let read = store.items_read(&system, id, &asks(purpose, &[item], &["C-9", "C-2", "C-1"])).await.unwrap();
        read.persons.iter().map(|one| one.refused.first().map(|(_, why)| why.name())).collect::<Vec<_>>()
    };
    let all = |why: &str| vec![Some(why.to_owned()); 3];
    assert_eq!(reasons("advice", "usages").await, all("unknown_item"));
    assert_eq!(reasons("advise", "usage").await, all("unknown_purpose"));
    let known = reasons("advice", "usage").await;
    assert_eq!(known, [Some("no_such_person".to_owned()), Some("no_agreement".to_owned()), None]);
    let values = vec![new("C-9", "usages", "1"), new("C-2", "usages", "1"), new("C-9", "usage", "1")];
    let written = store.items_write(&system, id, values, None).await.unwrap();
    let written: Vec<String> = written.iter().map(|one| one.as_ref().unwrap_err().name()).collect();
    assert_eq!(written, ["unknown_item", "unknown_item", "no_such_person"]);
    let many: Vec<String> = (0..51).map(|n| format!("i{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let refused = store.items_read(&system, id, &asks("advice", &many, &["C-1"])).await.unwrap_err();
    assert_eq!(refused.to_string(), "items: 51 were sent; 1 to 50 are taken at once");
}

#[tokio::test]
async fn values_and_agreements_are_counted() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let (system, ada) = (client(&books, &firm).await, agreed(&books, &firm, id, "C-1").await);
    let bert = agreed(&books, &firm, id, "C-2").await;
    assert_eq!(store.values_counted(&firm.owner(), ada).await.unwrap(), 0);
    for _ in 0..2 {
        let values = vec![new("C-1", "plan", "1"), new("C-1", "usage", "2")];
        store.items_write(&system, id, values, None).await.unwrap();
    }
    assert_eq!(store.values_counted(&firm.owner(), ada).await.unwrap(), 2);

    // Whoever has not signed the new version holds the one before.
    let view = store.exchange_get(&firm.owner(), id).await.unwrap();
    let mut terms = view.draft;
    terms.clauses[0].information.as_mut().unwrap().retention_days = Some(200);
    store.exchange_draft_save(&firm.owner(), id, terms, view.revision).await.unwrap();
    store.exchange_publish(&firm.owner(), id).await.unwrap();
    store.standing_settle(&firm.system(), id, None, 100).await.unwrap();
    let held = async || store.standing_counts(&firm.owner(), id).await.unwrap().agreed_to;
    assert_eq!(held().await, [(1, 2)].into());
    let standing = store.standing_get(&firm.person(bert), id, bert).await.unwrap();
    store.standing_respond(&firm.person(bert), id, response(&standing, &[])).await.unwrap();
    assert_eq!(held().await, [(1, 1), (2, 1)].into());
}
