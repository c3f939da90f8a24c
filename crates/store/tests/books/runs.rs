//! Runs: who waits longest goes first, a lease that ended is taken again, and what was removed takes no answer.

use std::collections::BTreeMap;

use comity_store::*;

use crate::setting::{Books, DAY};

fn new(kind: &str, title: &str) -> RunNew {
    RunNew { id: RunId::new(), kind: kind.into(), language: "en".into(), title: title.into(), options: BTreeMap::new() }
}

async fn story(books: Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let (owner, house) = (firm.owner(), firm.system());
    let options = BTreeMap::from([("event".to_owned(), "Norda 2026-01-30".to_owned())]);
    let study = RunNew { options: options.clone(), ..new("study", "Fares") };
    let (first, second) = (study.id, new("rating", "Ratings"));
    store.run_add(&owner, study).await.unwrap();
    store.run_add(&owner, second.clone()).await.unwrap();
    let claimed = store.run_claim(&house, DAY).await.unwrap().unwrap();
    assert_eq!((claimed.id, claimed.attempts, claimed.options), (first, 1, options));
    assert!(store.run_progress(&house, first, 3, 10, -1).await.unwrap());
    assert_eq!(store.run_get(&owner, first).await.unwrap().state, RunState::Runs { done: 3, of: 10 });
    let again = store.run_claim(&house, DAY).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts, again.state), (first, 2, RunState::Runs { done: 0, of: 0 }));
    store.run_end(&house, first, Ok("Harm.".into())).await.unwrap();
    assert_eq!(store.run_claim(&house, DAY).await.unwrap().unwrap().id, second.id);
    store.run_remove(&owner, second.id).await.unwrap();
    assert!(!store.run_progress(&house, second.id, 1, 2, DAY).await.unwrap());
    assert_eq!(store.run_end(&house, second.id, Err("no".into())).await, Err(Error::NotFound("run")));
    let listed = store.run_list(&owner, &Page::default()).await.unwrap();
    assert_eq!(
        (listed.total, listed.rows[0].said.as_deref(), listed.rows[0].state),
        (1, Some("Harm."), RunState::Done)
    );
    assert_eq!(store.run_there(&house, &[first, second.id]).await.unwrap(), [first]);
}

#[tokio::test]
async fn runs_go_one_after_the_other_on_sqlite() {
    story(Books::sqlite().await).await;
}

#[tokio::test]
async fn runs_go_one_after_the_other_on_postgresql() {
    let Some(books) = Books::postgres("runs").await else { return };
    story(books).await;
}
