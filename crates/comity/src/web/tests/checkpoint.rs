//! `/ledger/checkpoint`

use super::*;

#[tokio::test]
async fn anybody_holds_the_latest_checkpoint() {
    let house = House::new(None, &[]).await;
    let none = house.browser().get("/ledger/checkpoint").await;
    assert_eq!((none.status, none.body.as_str()), (StatusCode::NOT_FOUND, "the ledger has no entry yet\n"));
    let firm = house.firm("norda", "Norda Mobile").await;
    let answer = house.browser().get("/ledger/checkpoint").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    let checkpoint = house.app.store.verifier().open(&answer.body).unwrap();
    assert!(checkpoint.size >= 1);
    // Name, size, root, and the line with the signature: nothing that an entry holds.
    let lines: Vec<&str> = answer.body.lines().collect();
    assert_eq!((lines.len(), lines[3]), (5, ""), "{}", answer.body);
    assert_eq!(house.browser().get("/f/norda/ledger/checkpoint").await.body, answer.body);

    let mut livia = house.signed_in(&firm, Who::Person(firm.person)).await;
    let ctx = Context { actor: comity_store::Actor::Person { id: firm.person }, ..Context::system(firm.id) };
    let offer = house.app.store.standing_get(&ctx, firm.exchange, firm.person).await.unwrap().offer.unwrap();
    house.app.store.standing_decline(&ctx, firm.exchange, offer.fingerprint()).await.unwrap();
    house.work().await;
    livia.get("/me/information").await.holds("href=\"/f/norda/ledger/checkpoint\"");
    let later = house.browser().get("/ledger/checkpoint").await.body;
    assert!(house.app.store.verifier().open(&later).unwrap().size > checkpoint.size);
    let checked = house.app.store.ledger_verify(&Context::instance(), Some(&answer.body)).await.unwrap();
    assert_eq!(checked.verified.against, Some(checkpoint.size), "what was held outside is found again");
    house.finish().await;
}
