//! Every delivery is seen by its person, with its receipt; what goes beyond a promise is told apart, and what meets none is refused.

use comity_exchange::amount::Amount;
use comity_store::*;

use crate::information::{agreed, client};
use crate::setting::{Books, DAY, exchange, somebody};

fn delivery(clause: &str, benefit: &str, amount: Option<&str>) -> BenefitNew {
    let amount = amount.map(|amount| Amount::parse(amount).unwrap());
    BenefitNew { person: "C-1".into(), clause: clause.into(), benefit: benefit.into(), amount }
}

#[tokio::test]
async fn on_sqlite_no_delivery_is_lost() {
    no_delivery_is_lost(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres_no_delivery_is_lost() {
    if let Some(books) = Books::postgres("deliveries").await {
        no_delivery_is_lost(&books).await;
    }
}

async fn no_delivery_is_lost(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    let (system, ada) = (client(books, &firm).await, agreed(books, &firm, id, "C-1").await);
    let me = firm.person(ada);
    let mut given = Vec::new();
    for _ in 0..3 {
        for new in [delivery("signal-for-coverage", "credit", Some("2")), delivery("usage-for-advice", "saving", None)]
        {
            given.push(store.benefit_add(&system, id, new, None).await.unwrap());
        }
        books.pass(DAY);
    }
    let told = store.benefits_get(&me, id, ada).await.unwrap();
    assert_eq!(told.deliveries.iter().map(|one| one.leaf).collect::<Vec<_>>(), given);
    assert!(told.unpromised.is_empty());
    let put = |benefit: &str| {
        let account = told.accounts.iter().find(|one| one.promise.benefit.id.as_str() == benefit).unwrap();
        account.came.iter().map(|put| (put.delivery, put.met, put.beyond)).collect::<Vec<_>>()
    };
    // In the first month one credit is due and one answer is promised at all.
    assert_eq!(put("credit"), [(0, 2_000, 0), (2, 0, 2_000), (4, 0, 2_000)]);
    assert_eq!(put("saving"), [(1, 1_000, 0), (3, 0, 1_000), (5, 0, 1_000)]);
    for one in &told.deliveries {
        let receipt = store.receipt_get(&me, one.leaf).await.unwrap();
        assert_eq!(receipt.line.kind, "benefit_delivered");
        assert_eq!(receipt.what["at"].as_i64(), Some(one.what.at.0));
    }
}

#[tokio::test]
async fn what_meets_no_promise_is_refused() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let (system, ada) = (client(&books, &firm).await, agreed(&books, &firm, id, "C-1").await);
    let refused = async |clause: &str, benefit: &str, amount: Option<&str>| match store
        .benefit_add(&system, id, delivery(clause, benefit, amount), None)
        .await
    {
        Err(Error::NotPromised(why)) => serde_json::to_value(why).unwrap(),
        other => panic!("{other:?}"),
    };
    let credit = "signal-for-coverage";
    let unit = serde_json::json!({ "en": "euro a month", "it": "euro al mese" });
    let missing = refused(credit, "credit", None).await;
    assert_eq!((&missing["reason"], &missing["unit"]), (&"amount_missing".into(), &unit));
    assert_eq!(missing["promised"].as_f64().or(missing["promised"].as_str().and_then(|n| n.parse().ok())), Some(2.0));
    assert_eq!(refused(credit, "credit", Some("0")).await["reason"], "amount_nothing");
    assert_eq!(refused("usage-for-advice", "saving", Some("1")).await["reason"], "not_counted");
    let slip = refused("signal-for-coverages", "credit", Some("2")).await;
    assert_eq!((&slip["reason"], &slip["near"]), (&"unknown_clause".into(), &serde_json::json!([credit])));
    let slip = refused(credit, "credits", Some("2")).await;
    assert_eq!((&slip["reason"], &slip["near"]), (&"unknown_benefit".into(), &serde_json::json!(["credit"])));
    assert!(store.benefits_get(&firm.person(ada), id, ada).await.unwrap().deliveries.is_empty());

    // Who said no to a clause was promised nothing by it.
    let other = PersonNew { external_id: Some("C-2".into()), ..somebody("c-2@example.com") };
    let other = store.person_add(&firm.owner(), other).await.unwrap();
    store.invitation_add(&firm.owner(), id, other).await.unwrap();
    let new = BenefitNew { person: "C-2".into(), ..delivery(credit, "credit", Some("2")) };
    let why = store.benefit_add(&system, id, new, None).await.unwrap_err();
    assert_eq!(why, Error::NotPromised(NotPromised::ClauseNotAgreed));
}
