//! Answers, counter-offers, new versions, votes and receipts, on both databases.

use comity_exchange::agreement::Refused;
use comity_exchange::clause::Position;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::{Answered, CounterState, Refusal};
use comity_store::ledger::leaf::commitment;
use comity_store::ledger::tree::{Hash, verify_inclusion};
use comity_store::{
    Conflict, Context, CounterFilter, Error, For, ImportLine, JobState, LinkState, MailNew, MailTo, Page, PersonNew,
};

use crate::setting::{Books, DAY, Firm, condition, exchange, invited, response, shorter, somebody, terms};

#[tokio::test]
async fn on_sqlite() {
    story(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("negotiation").await {
        story(&books).await;
    }
}

async fn story(books: &Books) {
    let firm = books.firm("norda").await;
    answers(books, &firm).await;
    counters(books, &firm).await;
    guardians(books, &firm).await;
    votes(books, &firm).await;
    jobs_and_mail(books, &firm).await;
}

fn clause(name: &str) -> ClauseId {
    ClauseId::new(name).unwrap()
}

async fn answers(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let id = exchange(books, firm).await;
    let ada = invited(books, firm, id, "ada@example.com").await;
    let me = firm.person(ada);
    let link = store.invitation_add(&owner, id, ada).await.unwrap();
    assert!(
        matches!(store.link_peek(&firm.visitor(), &link).await.unwrap(), LinkState::Open(link) if link.exchange == Some(id))
    );

    let standing = store.standing_get(&me, id, ada).await.unwrap();
    let signed = store.standing_respond(&me, id, response(&standing, &[])).await.unwrap();
    assert_eq!(signed.answered, Answered::Agreed);
    assert!(signed.promise.holds(&store.verifier()));
    let again = store.standing_respond(&me, id, response(&standing, &[])).await;
    assert_eq!(again, Err(Refusal::NoOffer.into()), "a double submit signs once");
    assert!(store.standing_get(&owner, id, ada).await.unwrap().agreement.unwrap().in_force());
    let line = &store.exchange_list(&owner).await.unwrap()[0];
    assert_eq!((line.invited, line.agreed), (1, 1));

    store.standing_set(&me, id, clause("messages"), Position::Number(1)).await.unwrap();
    let outside = store.standing_set(&me, id, clause("messages"), Position::Number(9)).await;
    assert_eq!(outside, Err(Refused::OutOfBounds(clause("messages")).into()));
    let advice = PurposeId::new("advice").unwrap();
    store.standing_withdraw(&me, id, advice.clone()).await.unwrap();
    assert_eq!(store.standing_withdraw(&me, id, advice.clone()).await, Err(Refused::NothingAgreed(advice).into()));
    let billing = PurposeId::new("billing").unwrap();
    assert!(matches!(store.standing_withdraw(&me, id, billing).await, Err(Error::Agreement(_))));
    store.standing_leave(&me, id).await.unwrap();
    store.standing_leave(&me, id).await.unwrap();
    assert_eq!(store.invitation_list(&owner, id, &Page::default()).await.unwrap().rows[0].state, "left");
    store.standing_reopen(&me, id).await.unwrap();
    let standing = store.standing_get(&me, id, ada).await.unwrap();
    let print = standing.offer.as_ref().unwrap().fingerprint();
    store.standing_decline(&me, id, print).await.unwrap();

    let receipts = store.receipt_list(&me, ada).await.unwrap();
    let kinds: Vec<&str> = receipts.iter().map(|r| r.kind.as_str()).collect();
    assert_eq!(kinds, ["declined", "left", "left", "withdrawn", "setting_moved", "agreed"]);
    let early = store.receipt_get(&me, signed.promise.leaf).await.unwrap();
    assert_eq!((early.inclusion, &early.promise), (None, &signed.promise));
    while store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    let receipt = store.receipt_get(&me, signed.promise.leaf).await.unwrap();
    let placed = receipt.inclusion.unwrap();
    let checkpoint = store.verifier().open(&placed.checkpoint).unwrap();
    let leaf = Hash::leaf(receipt.promise.entry.as_bytes());
    verify_inclusion(leaf, placed.number, checkpoint.size, &placed.proof, checkpoint.root).unwrap();
    let entry: comity_store::ledger::leaf::Leaf = serde_json::from_str(&receipt.promise.entry).unwrap();
    assert_eq!(entry.commitment, Some(commitment(&receipt.salt.0, receipt.committed.as_bytes())));
    assert!(!receipt.promise.entry.contains(&ada.to_string()), "an entry names nobody by an id of the books");

    let everything = store.person_everything(&me, ada).await.unwrap();
    assert_eq!((everything.receipts.len(), everything.standings.len()), (6, 1));
    serde_json::to_string(&everything).unwrap();
}

async fn counters(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let id = exchange(books, firm).await;
    let mut people = Vec::new();
    for (n, answer) in
        [shorter(60), shorter(60), shorter(90), condition("solo se posso vederlo"), shorter(60)].iter().enumerate()
    {
        let person = invited(books, firm, id, &format!("counter{n}@example.com")).await;
        let standing = store.standing_get(&firm.person(person), id, person).await.unwrap();
        let given = response(&standing, &[("usage-for-advice", answer.clone())]);
        let signed = store.standing_respond(&firm.person(person), id, given).await.unwrap();
        assert_eq!(signed.answered, Answered::Agreed);
        people.push(person);
    }
    let asked = store.counter_distribution(&firm.as_role(comity_store::Role::Viewer), id).await.unwrap();
    let figures: Vec<(Option<u32>, bool, u64, u64)> =
        asked.iter().map(|a| (a.alternative.retention_days, a.own_words, a.total, a.open)).collect();
    assert_eq!(figures, [(Some(60), false, 3, 3), (Some(90), false, 1, 1), (None, true, 1, 1)]);

    let open = CounterFilter { open: true, clause: None };
    let listed = store.counter_list(&owner, id, &open, &Page::default()).await.unwrap();
    assert_eq!(listed.total, 5);
    let of = |n: usize| listed.rows.iter().find(|line| line.person == people[n]).unwrap();
    assert_eq!(of(3).counter.alternative.words.as_deref(), Some("solo se posso vederlo"));

    let taken = store.counter_take_back(&firm.person(people[4]), of(4).id).await.unwrap();
    assert!(taken.holds(&store.verifier()));
    assert_eq!(store.counter_take_back(&firm.person(people[0]), of(1).id).await, Err(Error::NotFound("counter")));
    let accepted = store.counter_accept(&owner, of(0).id, For::Group, None).await.unwrap();
    assert_eq!((accepted.persons, accepted.version), (2, None), "who took it back is not of the group");
    let again = store.counter_accept(&owner, of(0).id, For::One, None).await;
    assert_eq!(again, Err(Refusal::NotOpen.into()));
    store.counter_decline(&owner, of(2).id, "Serve di più per consigliarti bene.").await.unwrap();
    let standing = store.standing_get(&firm.person(people[2]), id, people[2]).await.unwrap();
    assert_eq!(standing.counters[0].state, CounterState::Declined("Serve di più per consigliarti bene.".into()));
    assert_eq!(store.counter_accept(&owner, of(3).id, For::One, None).await, Err(Refusal::WordingNeeded.into()));

    // The offer made of the counter is what is signed now.
    let standing = store.standing_get(&firm.person(people[0]), id, people[0]).await.unwrap();
    store.standing_respond(&firm.person(people[0]), id, response(&standing, &[])).await.unwrap();
    let held = store.standing_get(&owner, id, people[0]).await.unwrap().agreement.unwrap();
    assert_eq!(held.held[&clause("usage-for-advice")].clause.information.as_ref().unwrap().retention_days, Some(60));

    // In own words, for all: the wording is published, and everybody is asked or carried along.
    let mut wording = terms().clause(&clause("usage-for-advice")).unwrap().clone();
    wording.information.as_mut().unwrap().retention_days = Some(120);
    let accepted = store.counter_accept(&owner, of(3).id, For::Version, Some(wording.clone())).await.unwrap();
    assert_eq!((accepted.persons, accepted.version), (1, Some(2)));
    let view = store.exchange_get(&owner, id).await.unwrap();
    assert_eq!(view.draft.clause(&clause("usage-for-advice")), Some(&wording));
    assert_eq!(view.revision, 2);
    let mut settled = store.standing_settle(&firm.system(), id, None, 2).await.unwrap();
    let mut rounds = 1;
    while let Some(after) = settled.next {
        settled = store.standing_settle(&firm.system(), id, Some(after), 2).await.unwrap();
        rounds += 1;
    }
    assert_eq!(rounds, 3);

    // A counter that nobody answers lapses, and its person is told.
    let late = people[2];
    let carried = store.standing_get(&firm.person(late), id, late).await.unwrap();
    assert_eq!(
        (carried.offer, carried.agreement.unwrap().version),
        (None, 2),
        "purely in their favour: nobody is asked"
    );
    store.standing_reopen(&firm.person(late), id).await.unwrap();
    let standing = store.standing_get(&firm.person(late), id, late).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", shorter(30))]);
    store.standing_respond(&firm.person(late), id, given).await.unwrap();
    books.pass(14 * DAY);
    assert_eq!(store.counter_list(&owner, id, &open, &Page::default()).await.unwrap().total, 0);
    assert_eq!(store.counter_sweep(&Context::instance()).await.unwrap(), 1);
    assert_eq!(store.counter_sweep(&Context::instance()).await.unwrap(), 0);
    let standing = store.standing_get(&owner, id, late).await.unwrap();
    assert_eq!(standing.counters[1].state, CounterState::Lapsed);
    let told = store.job_list(&owner, &Page::first(500)).await.unwrap().rows;
    assert!(told.iter().any(|job| job.kind == comity_store::COUNTER_ANSWERED && job.person == Some(late)));
}

async fn guardians(books: &Books, firm: &Firm) {
    let (store, owner) = (&books.store, firm.owner());
    let id = exchange(books, firm).await;
    let kid = PersonNew { minor: true, ..somebody("child@example.com") };
    let kid = store.person_add(&owner, kid).await.unwrap();
    let parent = store.person_add(&owner, somebody("parent@example.com")).await.unwrap();
    store.invitation_add(&owner, id, kid).await.unwrap();
    let guardian = firm.guardian(parent, kid);
    let standing = store.standing_get(&firm.person(kid), id, kid).await.unwrap();
    let given = response(&standing, &[]);
    assert_eq!(store.standing_respond(&firm.person(kid), id, given.clone()).await, Err(Refusal::GuardianNeeded.into()));
    assert!(matches!(store.standing_respond(&guardian, id, given.clone()).await, Err(Error::Denied(_))));
    store.guardian_add(&owner, kid, parent).await.unwrap();
    store.standing_respond(&guardian, id, given).await.unwrap();
    let agreement = store.standing_get(&guardian, id, kid).await.unwrap().agreement.unwrap();
    assert_eq!(agreement.by, comity_exchange::agreement::Signatory::Guardian);
    store.guardian_remove(&owner, kid, parent).await.unwrap();
    assert!(store.standing_leave(&guardian, id).await.is_err(), "who is no guardian any more acts no more");
}

async fn votes(books: &Books, firm: &Firm) {
    use comity_exchange::control::{Control, VoteRule};
    let (store, owner) = (&books.store, firm.owner());
    let mut voted = terms();
    let rule = VoteRule { quorum_percent: 50, yes_percent: 60, days: 7 };
    let place = voted.clauses.iter_mut().find(|c| c.id == clause("usage-for-advice")).unwrap();
    place.control = Control::Shared { vote: Some(rule) };
    let mut wording = place.clone();
    wording.information.as_mut().unwrap().retention_days = Some(150);
    let id = store.exchange_create(&owner, "Voted", voted.clone()).await.unwrap();
    store.exchange_publish(&owner, id).await.unwrap();
    let mut people = Vec::new();
    for n in 0..3 {
        let person = invited(books, firm, id, &format!("voter{n}@example.com")).await;
        let standing = store.standing_get(&firm.person(person), id, person).await.unwrap();
        store.standing_respond(&firm.person(person), id, response(&standing, &[])).await.unwrap();
        people.push(person);
    }
    let place = voted.clauses.iter_mut().find(|c| c.id == clause("usage-for-advice")).unwrap();
    *place = wording.clone();
    store.exchange_draft_save(&owner, id, voted, 1).await.unwrap();
    assert!(matches!(store.exchange_publish(&owner, id).await, Err(Error::NotPublished(_))));
    let vote = store.vote_open(&owner, id, clause("usage-for-advice"), Some(wording)).await.unwrap();
    for (person, yes) in people.iter().zip([false, true, false]) {
        store.vote_answer(&firm.person(*person), vote, yes).await.unwrap();
    }
    store.vote_answer(&firm.person(people[0]), vote, true).await.unwrap();
    let outsider = store.person_add(&owner, somebody("outsider@example.com")).await.unwrap();
    assert_eq!(store.vote_answer(&firm.person(outsider), vote, true).await, Err(Error::NotFound("vote")));
    let seen = &store.vote_list(&firm.person(people[0]), id).await.unwrap()[0];
    assert_eq!((seen.own, seen.counted, seen.passed), (Some(true), None, false));
    assert_eq!(store.vote_list(&owner, id).await.unwrap()[0].counted, Some((2, 1)));
    assert!(store.exchange_publish(&owner, id).await.is_err());
    books.pass(7 * DAY);
    assert_eq!(store.vote_answer(&firm.person(people[1]), vote, false).await, Err(Conflict::NoVote.into()));
    assert!(store.vote_list(&owner, id).await.unwrap()[0].passed);
    assert_eq!(store.exchange_publish(&owner, id).await, Ok(2));
}

async fn jobs_and_mail(books: &Books, firm: &Firm) {
    let (store, owner, house) = (&books.store, firm.owner(), Context::instance());
    let mut kinds = Vec::new();
    while let Some(job) = store.job_claim(&house, DAY).await.unwrap() {
        kinds.push(job.kind.clone());
        store.job_done(&house, job.id).await.unwrap();
    }
    assert!(kinds.contains(&comity_store::VERSION_PUBLISHED.to_owned()));
    let new = comity_store::JobNew::now("test", serde_json::json!({ "n": 1 }));
    let id = store.job_enqueue(&firm.system(), new).await.unwrap();
    let claimed = store.job_claim(&house, DAY).await.unwrap().unwrap();
    assert_eq!((claimed.id, claimed.attempts, claimed.firm), (id, 1, firm.id));
    assert!(store.job_claim(&house, DAY).await.unwrap().is_none(), "one at a time");
    books.pass(2 * DAY);
    assert_eq!(store.job_claim(&house, DAY).await.unwrap().unwrap().attempts, 2, "a lease ends");
    for attempt in 2..=comity_store::ATTEMPTS {
        let state = store.job_fail(&house, id, "no").await.unwrap();
        assert_eq!(state, if attempt == comity_store::ATTEMPTS { JobState::Dead } else { JobState::Waits });
        assert!(store.job_claim(&house, DAY).await.unwrap().is_none(), "it waits before it is tried again");
        books.pass(DAY);
        assert_eq!(store.job_claim(&house, DAY).await.unwrap().is_some(), state == JobState::Waits);
    }
    assert_eq!(store.job_get(&owner, id).await.unwrap().state, JobState::Dead);

    let line = |mail: &str, evidence: &str| ImportLine { person: somebody(mail), evidence: evidence.into() };
    let lines = vec![
        line("i1@example.com", "paper form of 2024"),
        line("i1@example.com", "again"),
        line("bad", "x"),
        line("i2@example.com", " "),
    ];
    let imported = store.person_import(&owner, lines).await.unwrap();
    assert_eq!((imported.added.len(), imported.already, imported.refused.len()), (1, vec![1], 2));
    let person = imported.added[0].1;
    let everything = store.person_everything(&firm.person(person), person).await.unwrap();
    assert_eq!(everything.evidence.as_deref(), Some("paper form of 2024"));

    let mail = |to| MailNew {
        to,
        subject: "Ciao".into(),
        text: "Una riga.\nUn’altra.".into(),
        about: None,
        unsubscribe: None,
    };
    store.outbox_add(&firm.system(), mail(MailTo::Person(person))).await.unwrap();
    store.outbox_add(&firm.system(), mail(MailTo::Member(firm.owner))).await.unwrap();
    let mails = store.outbox_claim(&house, 10, DAY).await.unwrap();
    let to: Vec<&str> = mails.iter().filter_map(|mail| mail.address.as_deref()).collect();
    assert_eq!((to.len(), to.contains(&"i1@example.com"), to.contains(&"owner@norda.example")), (2, true, true));
    assert_eq!(mails[0].text, "Una riga.\nUn’altra.");
    store.outbox_sent(&house, mails[0].id).await.unwrap();
    store.outbox_failed(&house, mails[1].id, "no server").await.unwrap();
    let listed = store.outbox_list(&owner, &Page::default()).await.unwrap();
    assert_eq!((listed.total, listed.rows[0].id), (1, mails[1].id), "what was sent is forgotten");
}
