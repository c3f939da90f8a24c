//! Books and rules agree: after every history of acts the stored standing is the one that the rules give in memory.

use std::collections::BTreeSet;

use comity_exchange::amount::Amount;
use comity_exchange::clause::Position;
use comity_exchange::id::{ClauseId, ItemId, PurposeId};
use comity_exchange::negotiation::{Answer, CounterState, Standing};
use comity_exchange::publish::Exchange;
use comity_exchange::terms::Terms;
use comity_exchange::time::Timestamp;
use comity_store::{CounterFilter, Error, ExchangeId, For, Page, PersonId};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::records;
use crate::setting::{Books, DAY, Firm, condition, exchange, invited, response, shorter, terms};

/// An act of either side. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Publish(u8, u32),
    Respond(Vec<u8>),
    Decline,
    Accept(usize),
    Refuse(usize),
    Wait(u32),
    Withdraw(u8),
    Leave,
    Reopen,
    Set(u32),
    TakeBack(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0_u8..5, 1_u32..400).prop_map(|(what, n)| Act::Publish(what, n)),
        6 => proptest::collection::vec(0_u8..9, 5).prop_map(Act::Respond),
        1 => Just(Act::Decline),
        2 => (0_usize..6).prop_map(Act::Accept),
        1 => (0_usize..6).prop_map(Act::Refuse),
        2 => (0_u32..30).prop_map(Act::Wait),
        1 => (0_u8..3).prop_map(Act::Withdraw),
        1 => Just(Act::Leave),
        2 => Just(Act::Reopen),
        1 => (0_u32..6).prop_map(Act::Set),
        1 => (0_usize..6).prop_map(Act::TakeBack),
    ]
}

fn changed(mut terms: Terms, what: u8, n: u32) -> Terms {
    let clause = |terms: &'_ mut Terms, name: &str| terms.clauses.iter().position(|c| c.id.as_str() == name).unwrap();
    match what {
        0 => {
            let at = clause(&mut terms, "usage-for-advice");
            terms.clauses[at].information.as_mut().unwrap().retention_days = Some(n.max(31));
        }
        1 => {
            let at = clause(&mut terms, "signal-for-coverage");
            let amount = Amount::from_thousandths(u64::from(n)).unwrap();
            terms.clauses[at].benefits[0].amount = Some(amount);
        }
        2 => terms.clauses.retain(|c| c.id.as_str() != "helping" || n.is_multiple_of(2)),
        3 => {
            let at = clause(&mut terms, "bill");
            terms.clauses[at].information.as_mut().unwrap().retention_days = Some(n);
        }
        _ => terms.answer_within_days = n.clamp(1, 365),
    }
    terms
}

fn answer(choice: u8) -> Answer {
    match choice {
        0..=3 => Answer::Yes,
        4 => Answer::No,
        5 => shorter(30),
        6 => condition("only if I can see it"),
        7 => Answer::If(comity_exchange::counter::Alternative {
            items: Some([ItemId::new("plan").unwrap()].into()),
            ..Default::default()
        }),
        _ => Answer::If(comity_exchange::counter::Alternative {
            amount: Some(Amount::parse("5").unwrap()),
            ..Default::default()
        }),
    }
}

struct World<'b> {
    books: &'b Books,
    firm: Firm,
    id: ExchangeId,
    person: PersonId,
    exchange: Exchange,
    standing: Standing,
}

impl<'b> World<'b> {
    async fn new(books: &'b Books, firm: Firm, mail: &str) -> Self {
        let id = exchange(books, &firm).await;
        let person = invited(books, &firm, id, mail).await;
        let (mut exchange, mut standing) = (Exchange::default(), Standing::default());
        let now = Timestamp(books.now());
        exchange.publish(terms(), now).unwrap();
        standing.offer(1, &terms().into(), None, now);
        Self { books, firm, id, person, exchange, standing }
    }

    async fn act(&mut self, act: &Act) {
        let (store, now) = (&self.books.store, Timestamp(self.books.now()));
        let (owner, me) = (self.firm.owner(), self.firm.person(self.person));
        let page = Page::first(500);
        let mut counters = store.counter_list(&owner, self.id, &CounterFilter::default(), &page).await.unwrap().rows;
        counters.reverse();
        match act {
            Act::Publish(what, n) => {
                let view = store.exchange_get(&owner, self.id).await.unwrap();
                let current = self.exchange.current().unwrap().clone();
                let new = changed(Terms::clone(&current.terms), *what, *n);
                store.exchange_draft_save(&owner, self.id, new.clone(), view.revision).await.unwrap();
                let stored = store.exchange_publish(&owner, self.id).await;
                match self.exchange.publish(new, now) {
                    Ok(version) => {
                        assert_eq!(stored, Ok(version.number));
                        self.standing.offer(version.number, &version.terms, Some(&current.terms), now);
                    }
                    Err(why) => assert_eq!(stored, Err(why.into())),
                }
            }
            Act::Respond(choices) => {
                if self.standing.offer.is_some() {
                    let mut given = response(&self.standing, &[]);
                    for (place, choice) in given.answers.values_mut().zip(choices) {
                        *place = answer(*choice);
                    }
                    let stored =
                        store.standing_respond(&me, self.id, given.clone()).await.map(|signed| signed.answered);
                    assert_eq!(stored, self.standing.respond(&given, now).map_err(Error::from));
                }
            }
            Act::Decline => {
                if let Some(offer) = &self.standing.offer {
                    let print = offer.fingerprint();
                    store.standing_decline(&me, self.id, print).await.unwrap();
                    self.standing.decline(print).unwrap();
                }
            }
            Act::Accept(n) => {
                if let Some(line) = counters.get(*n) {
                    let stored = store.counter_accept(&owner, line.id, For::One, None).await.map(|_| ());
                    let current = self.exchange.current().unwrap();
                    let current = (current.number, &current.terms);
                    let done = self.standing.counter_accept(*n, None, current, now).map(|_| ());
                    assert_eq!(stored, done.map_err(Error::from));
                }
            }
            Act::Refuse(n) => {
                if let Some(line) = counters.get(*n) {
                    let stored = store.counter_decline(&owner, line.id, "not now").await;
                    assert_eq!(stored, self.standing.counter_decline(*n, "not now", now).map_err(Error::from));
                }
            }
            Act::Wait(days) => {
                self.books.pass(i64::from(*days) * DAY);
                self.standing.lapse(Timestamp(self.books.now()));
            }
            Act::Withdraw(which) => {
                let purpose = PurposeId::new(["advice", "coverage", "billing"][usize::from(*which)]).unwrap();
                let stored = store.standing_withdraw(&me, self.id, purpose.clone()).await.map(|_| ());
                match &mut self.standing.agreement {
                    Some(agreement) => assert_eq!(stored, agreement.withdraw(&purpose).map_err(Error::from)),
                    None => assert!(stored.is_err()),
                }
            }
            Act::Leave => {
                store.standing_leave(&me, self.id).await.unwrap();
                self.standing.agreement.iter_mut().for_each(|agreement| agreement.leave(now));
                self.standing.offer = None;
                for counter in &mut self.standing.counters {
                    if counter.state == CounterState::Open {
                        counter.state = CounterState::TakenBack;
                    }
                }
            }
            Act::Reopen => {
                store.standing_reopen(&me, self.id).await.unwrap();
                if self.standing.offer.is_none() {
                    let current = self.exchange.current().unwrap();
                    self.standing.offer(current.number, &current.terms, None, now);
                }
            }
            Act::Set(n) => {
                let clause = ClauseId::new("messages").unwrap();
                let stored = store.standing_set(&me, self.id, clause.clone(), Position::Number(*n)).await.map(|_| ());
                match &mut self.standing.agreement {
                    Some(agreement) => {
                        assert_eq!(stored, agreement.set(&clause, Position::Number(*n)).map_err(Error::from));
                    }
                    None => assert!(stored.is_err()),
                }
            }
            Act::TakeBack(n) => {
                if let Some(line) = counters.get(*n) {
                    let stored = store.counter_take_back(&me, line.id).await.map(|_| ());
                    assert_eq!(stored, self.standing.take_back(*n).map_err(Error::from));
                }
            }
        }
        let stored = store.standing_get(&owner, self.id, self.person).await.unwrap();
        assert_eq!(stored, self.standing, "after {act:?}");
        // No two acts share a moment, as a record tells them by their time.
        self.books.pass(1);
    }

    /// What the record tells last of each clause is what the agreement says of it.
    async fn recorded(&self, acts: &[Act]) {
        let me = self.firm.person(self.person);
        let recorded = self.books.store.record_get(&me, self.id, self.person, &records::pages()).await.unwrap();
        assert_eq!(recorded.lacks, [], "after {acts:?}");
        records::sound(&recorded);
        let in_force = self.standing.agreement.iter().flat_map(|agreement| agreement.held.values());
        let in_force = in_force.filter(|held| held.clause.information.is_some());
        let in_force: BTreeSet<String> = in_force.map(|held| held.clause.id.to_string()).collect();
        assert_eq!(records::in_force(&recorded), in_force, "after {acts:?}");
    }
}

#[test]
fn the_stored_standing_is_that_of_the_rules() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (books, firm) = runtime.block_on(async {
        let books = Books::sqlite().await;
        let firm = books.firm("norda").await;
        books.store.firm_details_set(&firm.owner(), &records::details()).await.unwrap();
        (books, firm)
    });
    books.freeze();
    let config = ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new(config);
    let count = std::cell::Cell::new(0_u32);
    runner
        .run(&proptest::collection::vec(act(), 1..25), |acts| {
            count.set(count.get() + 1);
            runtime.block_on(async {
                let mut world = World::new(&books, firm, &format!("p{}@example.com", count.get())).await;
                for act in &acts {
                    world.act(act).await;
                }
                world.recorded(&acts).await;
            });
            Ok(())
        })
        .unwrap();
}
