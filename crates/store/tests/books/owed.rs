//! What is owed to all persons, as worked out once an hour, is what is owed to each of them.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::amount::Amount;
use comity_exchange::market::{Account, Totals};
use comity_store::*;

use crate::erasure::run_jobs;
use crate::information::{agreed, client};
use crate::scan;
use crate::setting::{Books, DAY, Firm, exchange, invited};

#[tokio::test]
async fn on_sqlite() {
    let books = Books::sqlite().await;
    story(&books, 203).await;
    let needles: Vec<Vec<u8>> = ["euro a month", "signal-for-coverage"].into_iter().flat_map(scan::forms).collect();
    let by_hand = books.by_hand();
    let mut sealed = by_hand.prepare("SELECT sealed FROM owed").unwrap();
    let rows: Vec<Vec<u8>> = sealed.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(!rows.is_empty() && rows.iter().all(|row| scan::found_in(row, &needles).is_empty()), "all of it is sealed");
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("owed").await {
        story(&books, 7).await;
    }
}

async fn deliver(
    books: &Books,
    system: &Context,
    id: ExchangeId,
    person: &str,
    benefit: [&str; 2],
    amount: Option<&str>,
) {
    let new = BenefitNew {
        person: person.into(),
        clause: benefit[0].into(),
        benefit: benefit[1].into(),
        amount: amount.map(|amount| Amount::parse(amount).unwrap()),
    };
    books.store.benefit_add(system, id, new, None).await.unwrap();
}

/// All pages of the list, of ninety rows each.
async fn all_pages(books: &Books, ctx: &Context, id: ExchangeId) -> Vec<OwedTo> {
    let (mut page, mut all) = (Page::first(90), Vec::new());
    loop {
        let listed = books.store.owed_list(ctx, id, &page).await.unwrap();
        all.extend(listed.rows);
        match listed.next {
            Some(next) => page.after = Some(next),
            None => {
                assert_eq!(listed.total, all.len() as u64);
                return all;
            }
        }
    }
}

type Sums = BTreeMap<(String, String), (Totals, u64)>;

/// What the pages of the persons add up to.
async fn one_by_one(books: &Books, firm: &Firm, id: ExchangeId, persons: &[PersonId]) -> Sums {
    let mut sums = Sums::new();
    for person in persons {
        let told = books.store.benefits_get(&firm.person(*person), id, *person).await.unwrap();
        let (mut seen, now) = (BTreeSet::new(), comity_exchange::time::Timestamp(books.now()));
        for account in &told.accounts {
            let Account { promise, .. } = account;
            let name = (promise.clause.to_string(), promise.benefit.id.to_string());
            let sum = sums.entry(name.clone()).or_default();
            sum.0 += account.totals(now);
            sum.1 += u64::from(seen.insert(name));
        }
    }
    sums
}

async fn worked_out(books: &Books, firm: &Firm, id: ExchangeId) -> (BenefitSums, Sums) {
    books.store.benefits_tend(&firm.system(), id).await.unwrap();
    let told = books.store.benefit_sums(&firm.owner(), id).await.unwrap().unwrap();
    let named = |sum: &BenefitSum| {
        ((sum.benefit.clause.to_string(), sum.benefit.benefit.to_string()), (sum.totals, sum.persons))
    };
    let sums = told.sums.iter().map(named).collect();
    (told, sums)
}

async fn story(books: &Books, many: usize) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    assert_eq!(store.benefit_sums(&firm.owner(), id).await.unwrap(), None, "nobody worked it out yet");
    let system = client(books, &firm).await;
    let mut persons = Vec::new();
    for n in 0..many {
        persons.push(agreed(books, &firm, id, &format!("C-{n}")).await);
    }
    invited(books, &firm, id, "nobody.agreed@example.com").await;
    books.freeze();

    // The first is given everything that they were promised; another gets half of a credit.
    for benefit in [["usage-for-advice", "saving"], ["bill", "detail"], ["helping", "thanks"]] {
        deliver(books, &system, id, "C-0", benefit, None).await;
    }
    books.pass(32 * DAY);
    deliver(books, &system, id, "C-0", ["signal-for-coverage", "credit"], Some("2")).await;
    deliver(books, &system, id, "C-1", ["signal-for-coverage", "credit"], Some("0.5")).await;
    let (told, sums) = worked_out(books, &firm, id).await;
    assert_eq!(sums, one_by_one(books, &firm, id, &persons).await);
    let credit = &sums[&("signal-for-coverage".to_owned(), "credit".to_owned())];
    let many = many as u64;
    let expect = Totals { promised: 2_000 * many, delivered: 2_500, open: 2_000 * many - 2_500, overdue: 0 };
    assert_eq!(*credit, (expect, many));
    // What has no date is owed, and never late; what had thirty days is late by now.
    assert_eq!((told.persons, told.overdue, told.at.0), (many - 1, many - 1, books.now()));
    let detail = told.sums.iter().find(|sum| sum.benefit.benefit.as_str() == "detail").unwrap();
    assert_eq!((detail.totals.overdue, detail.overdue, detail.benefit.counted), (1_000 * (many - 1), many - 1, false));
    let listed = all_pages(books, &firm.as_role(Role::Moderator), id).await;
    assert_eq!(listed.len() as u64, many - 1);
    let late: Vec<_> = listed.iter().map(|to| (to.late.unwrap(), to.person)).collect();
    assert!(late.is_sorted() && late[0].0.0 <= told.at.0 && !listed.iter().any(|to| to.person == persons[0]));
    let first: BTreeSet<_> = listed[0].owed.iter().map(|owed| owed.benefit.benefit.as_str()).collect();
    assert_eq!(first, ["credit", "detail", "saving", "thanks"].into());
    let overdue = store.benefits_overdue(&firm.owner()).await.unwrap();
    assert_eq!(overdue, [Overdue { exchange: id, persons: many - 1, oldest: late[0].0 }]);

    // Who looks is written down; a cursor that is none is said to be none.
    let looks = AuditFilter { act: Some("owed_list".into()), member: None };
    assert!(store.audit_list(&firm.owner(), &looks, &Page::default()).await.unwrap().total > 0);
    let odd = Page { after: Some("late".into()), size: 9 };
    assert_eq!(store.owed_list(&firm.owner(), id, &odd).await.unwrap_err(), Error::Invalid(Invalid::Cursor));

    // What is delivered is owed no more; what was earned before somebody left still is; nothing is left of whom is erased.
    for benefit in [["usage-for-advice", "saving"], ["bill", "detail"]] {
        deliver(books, &system, id, "C-1", benefit, None).await;
    }
    store.standing_leave(&firm.person(persons[2]), id).await.unwrap();
    store.person_erase(&firm.person(persons[3]), persons[3]).await.unwrap();
    run_jobs(store).await;
    let (told, sums) = worked_out(books, &firm, id).await;
    let left: Vec<PersonId> = persons.iter().copied().filter(|person| *person != persons[3]).collect();
    assert_eq!(sums, one_by_one(books, &firm, id, &left).await);
    assert_eq!((told.persons, told.overdue), (many - 2, many - 3));
    let listed = all_pages(books, &firm.owner(), id).await;
    let of = |person: PersonId| listed.iter().find(|to| to.person == person);
    assert!(of(persons[3]).is_none());
    assert_eq!(of(persons[1]).unwrap().owed.len(), 2, "half a credit, and thanks");
    assert!(of(persons[2]).unwrap().late.unwrap().0 <= told.at.0);

    // The same again writes nothing of persons anew.
    books.pass(1);
    assert_eq!(worked_out(books, &firm, id).await.1, sums);
}

#[tokio::test]
async fn an_exchange_in_which_nobody_was_promised_anything_owes_nothing() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    assert_eq!(books.store.exchange_all(&Context::instance()).await.unwrap(), [(firm.id, id)]);
    let (told, _) = worked_out(&books, &firm, id).await;
    assert_eq!((told.sums.len(), told.persons, told.overdue, told.oldest), (0, 0, 0, None));
    assert!(books.store.benefits_overdue(&firm.owner()).await.unwrap().is_empty());
}
