//! How clauses were answered, counted: what stands now, nobody's twice, and nothing of the erased.

use comity_exchange::counter::Alternative;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::Answer;
use comity_store::*;

use crate::setting::{Books, Firm, exchange, invited, response, shorter};

async fn counts(books: &Books, ctx: &Context, id: ExchangeId, clause: &str) -> Option<[u64; 3]> {
    let all = books.store.answer_counts(ctx, id, None).await.unwrap();
    let one = all.into_iter().find(|one| one.clause.as_str() == clause)?;
    Some([one.yes, one.no, one.yes_if])
}

async fn answers(books: &Books, firm: &Firm, id: ExchangeId, person: PersonId, but: &[(&str, Answer)]) {
    let standing = books.store.standing_get(&firm.person(person), id, person).await.unwrap();
    books.store.standing_respond(&firm.person(person), id, response(&standing, but)).await.unwrap();
}

async fn story(books: Books) {
    const ADVICE: &str = "usage-for-advice";
    let (firm, store) = (books.firm("norda").await, &books.store);
    let (owner, id) = (firm.owner(), exchange(&books, &firm).await);
    let mut people = Vec::new();
    for n in 0..13 {
        people.push(invited(&books, &firm, id, &format!("p{n}@example.com")).await);
    }
    assert_eq!(counts(&books, &owner, id, ADVICE).await, None);
    for (n, person) in people.iter().take(10).enumerate() {
        let but = match n {
            0 => vec![(ADVICE, Answer::No)],
            1 => vec![(ADVICE, shorter(30))],
            _ => vec![],
        };
        answers(&books, &firm, id, *person, &but).await;
    }
    assert_eq!(counts(&books, &owner, id, ADVICE).await, Some([8, 1, 1]));
    let first = firm.person(people[2]);
    assert_eq!(counts(&books, &first, id, ADVICE).await, None, "nine others are too few to be told of");
    answers(&books, &firm, id, people[10], &[]).await;
    assert_eq!(counts(&books, &first, id, ADVICE).await, Some([8, 1, 1]), "ten others, the reader not among them");
    assert_eq!(counts(&books, &firm.person(people[11]), id, ADVICE).await, None, "nobody is told before they answer");

    answers(&books, &firm, id, people[1], &[(ADVICE, Answer::Yes)]).await;
    assert_eq!(
        counts(&books, &owner, id, ADVICE).await,
        Some([10, 1, 0]),
        "an answer takes the place of the one before"
    );
    store.standing_withdraw(&first, id, PurposeId::new("advice").unwrap()).await.unwrap();
    assert_eq!(counts(&books, &owner, id, ADVICE).await, Some([9, 2, 0]));
    store.standing_leave(&firm.person(people[3]), id).await.unwrap();
    assert_eq!(counts(&books, &owner, id, ADVICE).await, Some([8, 2, 0]));
    let print =
        store.standing_get(&firm.person(people[12]), id, people[12]).await.unwrap().offer.unwrap().fingerprint();
    store.standing_decline(&firm.person(people[12]), id, print).await.unwrap();
    assert_eq!(counts(&books, &owner, id, ADVICE).await, Some([8, 3, 0]));
    for person in &people {
        store.person_erase(&firm.system(), *person).await.unwrap();
    }
    while let Some(job) = store.job_claim(&firm.system(), 1).await.unwrap() {
        if job.kind == PERSON_ERASE {
            store.person_erase_run(&firm.system(), &job).await.unwrap();
        }
        store.job_done(&firm.system(), job.id).await.unwrap();
    }
    for one in store.answer_counts(&owner, id, None).await.unwrap() {
        assert_eq!(one.total(), 0, "{one:?}");
    }
}

#[tokio::test]
async fn answers_are_counted_once_on_sqlite() {
    story(Books::sqlite().await).await;
}

#[tokio::test]
async fn answers_are_counted_once_on_postgresql() {
    let Some(books) = Books::postgres("answers").await else { return };
    story(books).await;
}

#[tokio::test]
async fn a_condition_taken_back_is_no_answer() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    let person = invited(&books, &firm, id, "p@example.com").await;
    let clause = ClauseId::new("usage-for-advice").unwrap();
    let less = Alternative { retention_days: Some(30), ..Alternative::default() };
    answers(&books, &firm, id, person, &[(clause.as_str(), Answer::If(less))]).await;
    assert_eq!(counts(&books, &firm.owner(), id, clause.as_str()).await, Some([0, 0, 1]));
    let listed =
        books.store.counter_list(&firm.owner(), id, &CounterFilter::default(), &Page::default()).await.unwrap();
    books.store.counter_take_back(&firm.person(person), listed.rows[0].id).await.unwrap();
    assert_eq!(counts(&books, &firm.owner(), id, clause.as_str()).await, Some([0, 0, 0]));
}
