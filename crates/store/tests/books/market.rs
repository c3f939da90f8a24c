//! Random histories of agreements, withdrawals, values, inferences and reads, held against what was agreed and against the clock.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::id::{ItemId, PurposeId, RecipientId};
use comity_exchange::negotiation::Answer;
use comity_exchange::terms::Terms;
use comity_store::*;
use proptest::prelude::*;

use crate::information::{agreed, asks, client, new};
use crate::setting::{Books, DAY, Firm, response};

const ITEMS: [&str; 4] = ["plan", "usage", "signal", "fit"];
const PURPOSES: [&str; 3] = ["advice", "billing", "coverage"];
const PERSONS: [&str; 2] = ["C-1", "C-2"];

#[derive(Debug, Clone)]
enum Act {
    Answer(usize, Vec<bool>),
    Withdraw(usize, usize),
    Leave(usize),
    Write(usize, usize),
    Infer(usize, bool),
    Read(usize, bool, bool),
    Contest(usize, usize),
    Wait(i64),
    Expire,
    File,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => (0..2_usize, proptest::collection::vec(prop::bool::weighted(0.7), 3)).prop_map(|(who, yes)| Act::Answer(who, yes)),
        2 => (0..2_usize, 0..3_usize).prop_map(|(who, what)| Act::Withdraw(who, what)),
        1 => (0..2_usize).prop_map(Act::Leave),
        5 => (0..2_usize, 0..3_usize).prop_map(|(who, item)| Act::Write(who, item)),
        3 => (0..2_usize, any::<bool>()).prop_map(|(who, both)| Act::Infer(who, both)),
        6 => (0..3_usize, any::<bool>(), any::<bool>()).prop_map(|(what, many, to)| Act::Read(what, many, to)),
        1 => (0..2_usize, 0..4_usize).prop_map(|(who, item)| Act::Contest(who, item)),
        2 => (1..200_i64).prop_map(Act::Wait),
        1 => Just(Act::Expire),
        1 => Just(Act::File),
    ]
}

/// The example's terms, with an item that is worked out for advice.
fn with_inference() -> Terms {
    let inferred = r#"
        [[item]]
        id = "fit"
        name = { en = "The plan that fits", it = "L'offerta giusta" }
        source = "inferred"
        dpv = "Purchase"
        inferred = { from = ["plan", "usage"], method = { en = "By comparing", it = "Confrontando" } }
    "#;
    let asked = comity_exchange::EXAMPLE_TERMS.replace(
        r#"items = ["plan", "usage"], retention_days = 180"#,
        r#"items = ["plan", "usage", "fit"], retention_days = 180"#,
    );
    Terms::from_toml(&(asked + inferred)).unwrap()
}

/// A world and what the test knows of it.
struct World {
    books: Books,
    firm: Firm,
    id: ExchangeId,
    system: Context,
    people: Vec<PersonId>,
    /// When each value came, and from what it was worked out.
    came: BTreeMap<(usize, &'static str), (i64, BTreeSet<&'static str>)>,
    /// What left: by entry and person, the items.
    left: BTreeMap<(LeafId, usize), BTreeSet<String>>,
}

impl World {
    async fn new() -> Self {
        let books = Books::sqlite().await;
        let firm = books.firm("norda").await;
        let id = books.store.exchange_create(&firm.owner(), "Better advice", with_inference()).await.unwrap();
        books.store.exchange_publish(&firm.owner(), id).await.unwrap();
        let system = client(&books, &firm).await;
        let mut people = Vec::new();
        for name in PERSONS {
            people.push(agreed(&books, &firm, id, name).await);
        }
        Self { books, firm, id, system, people, came: BTreeMap::new(), left: BTreeMap::new() }
    }

    /// Until when a value may be read for a purpose and a recipient, by the agreement as it stands; nothing where it may not.
    async fn until(&self, who: usize, item: &str, purpose: &str, to: Option<&str>) -> Option<i64> {
        let me = self.firm.person(self.people[who]);
        let standing = self.books.store.standing_get(&me, self.id, self.people[who]).await.unwrap();
        let agreement = standing.agreement?;
        let (purpose, to) = (PurposeId::new(purpose).unwrap(), to.map(|to| RecipientId::new(to).unwrap()));
        let (came, from) = self.came.get(&(who, item))?;
        let held = agreement.covers(&ItemId::new(item).unwrap(), &purpose, to.as_ref())?;
        let days = |held: &comity_exchange::agreement::Held| {
            held.clause.information.as_ref().unwrap().retention_days.map_or(i64::MAX, |days| i64::from(days) * DAY)
        };
        let mut until = came.saturating_add(days(held));
        for input in from {
            // Of what it was worked out from nothing newer is looked at than there was then: it may only be gone sooner.
            let covered = agreement.covers(&ItemId::new(input).unwrap(), &purpose, None)?;
            until = until.min(came.saturating_add(days(covered)));
        }
        Some(until)
    }

    async fn act(&mut self, act: &Act) {
        let store = self.books.store.clone();
        match act {
            Act::Answer(who, yes) => {
                let me = self.firm.person(self.people[*who]);
                store.standing_reopen(&me, self.id).await.unwrap();
                let standing = store.standing_get(&me, self.id, self.people[*who]).await.unwrap();
                let clauses = ["usage-for-advice", "signal-for-coverage", "helping"];
                let answers: Vec<_> = clauses
                    .iter()
                    .zip(yes)
                    .map(|(clause, yes)| (*clause, if *yes { Answer::Yes } else { Answer::No }))
                    .collect();
                store.standing_respond(&me, self.id, response(&standing, &answers)).await.unwrap();
            }
            Act::Withdraw(who, what) => {
                let me = self.firm.person(self.people[*who]);
                // What is not agreed, or ends in another way, cannot be withdrawn.
                let _ = store.standing_withdraw(&me, self.id, PurposeId::new(PURPOSES[*what]).unwrap()).await;
            }
            Act::Leave(who) => {
                store.standing_leave(&self.firm.person(self.people[*who]), self.id).await.unwrap();
            }
            Act::Write(who, item) => {
                let (name, item) = (PERSONS[*who], ITEMS[*item]);
                let at = self.books.now();
                let written = store.items_write(&self.system, self.id, vec![new(name, item, "1")], None).await.unwrap();
                if written[0].is_ok() {
                    self.came.insert((*who, item), (at, BTreeSet::new()));
                }
            }
            Act::Infer(who, both) => {
                let from: BTreeSet<&'static str> = if *both { ["plan", "usage"].into() } else { ["plan"].into() };
                let at = self.books.now();
                let names = from.iter().map(|name| (*name).to_owned()).collect();
                let value = ItemNew { from: names, ..new(PERSONS[*who], "fit", "1") };
                let written = store.items_write(&self.system, self.id, vec![value], None).await.unwrap();
                if written[0].is_ok() {
                    self.came.insert((*who, "fit"), (at, from));
                }
            }
            Act::Read(what, many, to) => self.read(PURPOSES[*what], *many, to.then_some("signal-lab")).await,
            Act::Contest(who, item) => {
                let me = self.firm.person(self.people[*who]);
                let item = ItemId::new(ITEMS[*item]).unwrap();
                if store.item_contest(&me, self.id, item.clone()).await.is_ok() {
                    store.item_contest_end(&me, self.id, item).await.unwrap();
                }
            }
            Act::Wait(days) => self.books.pass(days * DAY),
            Act::Expire => _ = store.items_expire(&Context::instance(), 99).await.unwrap(),
            Act::File => _ = store.accesses_file(&Context::instance()).await.unwrap(),
        }
    }

    async fn read(&mut self, purpose: &str, many: bool, to: Option<&str>) {
        let persons = if many { &PERSONS[..] } else { &PERSONS[..1] };
        let asked = ItemsAsked { recipient: to.map(ToOwned::to_owned), ..asks(purpose, &ITEMS, persons) };
        let read = self.books.store.items_read(&self.system, self.id, &asked).await.unwrap();
        for one in &read.persons {
            let who = PERSONS.iter().position(|name| *name == one.person).unwrap();
            let mut items = BTreeSet::new();
            for value in &one.values {
                let item = value.item.as_str();
                let until = self.until(who, item, purpose, to).await;
                assert!(until.is_some_and(|until| until > read.at.0), "{item} for {purpose} to {to:?}: {until:?}");
                items.insert(item.to_owned());
            }
            if !items.is_empty() {
                self.left.insert((read.access.unwrap(), who), items);
            }
        }
    }

    /// Everything that left is one access of that person, and there are no others; what was worked out from what is gone, is gone.
    async fn check(&self) {
        for (who, person) in self.people.iter().enumerate() {
            let me = self.firm.person(*person);
            let seen = self.books.store.access_list(&me, *person, &Page::first(500)).await.unwrap().rows;
            let seen: Vec<(LeafId, BTreeSet<String>)> = seen
                .iter()
                .map(|line| (line.access, line.items.iter().map(|one| one.item.to_string()).collect()))
                .collect();
            let mut left: Vec<(LeafId, BTreeSet<String>)> = self
                .left
                .iter()
                .filter(|((_, whose), _)| *whose == who)
                .map(|((access, _), items)| (*access, items.clone()))
                .collect();
            left.sort_by_key(|one| std::cmp::Reverse(one.0));
            assert_eq!(seen, left);
            let own = self.books.store.items_own(&me, self.id).await.unwrap();
            let there: BTreeSet<&str> = own.iter().map(|one| one.item.as_str()).collect();
            if there.contains("fit") {
                let standing = self.books.store.standing_get(&me, self.id, *person).await.unwrap();
                let advice = PurposeId::new("advice").unwrap();
                let covers = |item: &str| {
                    let item = ItemId::new(item).unwrap();
                    standing.agreement.as_ref().is_some_and(|held| held.covers(&item, &advice, None).is_some())
                };
                let from = &self.came[&(who, "fit")].1;
                assert!(covers("fit") && from.iter().all(|input| covers(input)), "worked out from what was withdrawn");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_but_by_an_agreement_and_everything_that_left_is_seen(acts in proptest::collection::vec(act(), 5..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for act in &acts {
                world.act(act).await;
                world.check().await;
            }
            world.books.store.clone().close().await;
        });
    }
}

#[tokio::test]
async fn the_world_of_the_histories_lets_values_leave() {
    let mut world = World::new().await;
    for act in [Act::Write(0, 0), Act::Write(0, 1), Act::Infer(0, true), Act::Read(0, false, false)] {
        world.act(&act).await;
    }
    let items: Vec<_> = world.left.values().next().unwrap().iter().map(String::as_str).collect();
    assert_eq!(items, ["fit", "plan", "usage"]);
    world.act(&Act::Withdraw(0, 0)).await;
    let own = world.books.store.items_own(&world.firm.person(world.people[0]), world.id).await.unwrap();
    assert_eq!(own.iter().map(|one| one.item.as_str()).collect::<Vec<_>>(), ["plan", "usage"]);
}
