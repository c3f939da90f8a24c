//! The token of an open session is replaced, and what that means for requests at once, lost answers, and copies.

use comity_store::{Error, MemberNew, Role, Session, Token, Who};

use crate::setting::{Books, DAY, Firm};

const HOUR: i64 = DAY / 24;
const MINUTE: i64 = HOUR / 60;

async fn open(books: &Books, firm: &Firm) -> Token {
    books.store.session_open(&firm.system(), Who::Member(firm.owner), DAY).await.unwrap()
}

async fn find(books: &Books, firm: &Firm, token: &Token) -> Option<Session> {
    books.store.session_find(&firm.visitor(), token).await.unwrap()
}

async fn rotate(books: &Books, firm: &Firm, token: &Token) -> Option<Token> {
    books.store.session_rotate(&firm.visitor(), token).await.unwrap()
}

#[tokio::test]
async fn tokens_turn_on_sqlite() {
    tokens_turn(&Books::sqlite().await).await;
}

#[tokio::test]
async fn tokens_turn_on_postgres() {
    if let Some(books) = Books::postgres("sessions").await {
        tokens_turn(&books).await;
    }
}

async fn tokens_turn(books: &Books) {
    books.freeze();
    let firm = books.firm("norda").await;
    taken_over(books, &firm).await;
    lost_on_the_way(books, &firm).await;
    at_once(books, &firm).await;
    copied(books, &firm).await;
    ended(books, &firm).await;
}

async fn taken_over(books: &Books, firm: &Firm) {
    let first = open(books, firm).await;
    let opened = find(books, firm, &first).await.unwrap();
    assert!(!opened.due);
    assert!(rotate(books, firm, &first).await.is_none(), "not before its time");
    books.pass(HOUR);
    assert!(find(books, firm, &first).await.unwrap().due);
    let second = rotate(books, firm, &first).await.unwrap();
    assert!(find(books, firm, &second).await.unwrap().due, "it takes over when it comes back");
    assert!(rotate(books, firm, &second).await.is_none());
    let after = find(books, firm, &second).await.unwrap();
    assert_eq!((after.who, after.opened, after.expires, after.due), (opened.who, opened.opened, opened.expires, false));
    books.pass(HOUR);
    assert!(rotate(books, firm, &second).await.is_some(), "and again");
    books.pass(DAY);
    assert!(find(books, firm, &second).await.is_none(), "the session ends when it would have ended");
}

async fn lost_on_the_way(books: &Books, firm: &Firm) {
    let first = open(books, firm).await;
    books.pass(HOUR);
    let lost = rotate(books, firm, &first).await.unwrap();
    books.pass(5 * MINUTE);
    assert!(find(books, firm, &first).await.unwrap().due, "the old one is good until the new one is seen");
    let second = rotate(books, firm, &first).await.unwrap();
    assert!(find(books, firm, &lost).await.is_none());
    assert!(find(books, firm, &second).await.is_some());
}

async fn at_once(books: &Books, firm: &Firm) {
    let first = open(books, firm).await;
    books.pass(HOUR);
    let offers = futures_util::future::join_all((0..8).map(|_| rotate(books, firm, &first))).await;
    let offered: Vec<&Token> = offers.iter().flatten().collect();
    assert_eq!(offered.len(), 1, "of requests at once one brings the new token");
    let second = offered[0];
    let taken = futures_util::future::join_all((0..8).map(|_| rotate(books, firm, second))).await;
    assert!(taken.iter().all(Option::is_none));
    books.pass(MINUTE - 1);
    let under_way = find(books, firm, &first).await.unwrap();
    assert!(!under_way.due && rotate(books, firm, &first).await.is_none(), "a request that was under way gets in");
    assert!(find(books, firm, second).await.is_some());
}

async fn copied(books: &Books, firm: &Firm) {
    let first = open(books, firm).await;
    let other = open(books, firm).await;
    books.pass(HOUR);
    let second = rotate(books, firm, &first).await.unwrap();
    assert!(rotate(books, firm, &second).await.is_none());
    books.pass(MINUTE);
    let spent = books.store.session_rotate(&firm.visitor(), &first).await;
    assert!(matches!(spent, Err(Error::NotFound("session"))), "{spent:?}");
    assert!(find(books, firm, &second).await.is_some());
    let stranger = books.firm("suda").await;
    assert!(find(books, &stranger, &first).await.is_none());
    assert!(find(books, firm, &second).await.is_some(), "another firm ends nothing");
    assert!(find(books, firm, &first).await.is_none());
    assert!(find(books, firm, &second).await.is_none(), "a token seen long after it was replaced ends the session");
    assert!(find(books, firm, &other).await.is_some(), "and no other");
}

async fn ended(books: &Books, firm: &Firm) {
    let first = open(books, firm).await;
    books.pass(HOUR);
    let second = rotate(books, firm, &first).await.unwrap();
    books.store.session_end(&firm.visitor(), &first).await.unwrap();
    assert!(find(books, firm, &second).await.is_none(), "signing out ends the token that was under way, too");
    let new =
        MemberNew { mail: "rita@norda.example".into(), name: "Rita".into(), role: Role::Viewer, password_hash: None };
    let rita = books.store.member_add(&firm.owner(), new).await.unwrap();
    let token = books.store.session_open(&firm.system(), Who::Member(rita), DAY).await.unwrap();
    books.pass(HOUR);
    let next = rotate(books, firm, &token).await.unwrap();
    books.store.member_password_set(&firm.owner(), rita, "hash".into()).await.unwrap();
    for token in [&token, &next] {
        assert!(find(books, firm, token).await.is_none(), "a new password ends every session");
    }
}
