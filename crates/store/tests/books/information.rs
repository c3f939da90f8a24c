//! Values are written and read by agreements in force, and everybody can see and prove what left.

use std::collections::BTreeSet;

use comity_exchange::amount::Amount;
use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::NotPermitted;
use comity_exchange::text::{Language, Texts};
use comity_store::*;
use serde_json::value::RawValue;

use crate::erasure::run_jobs;
use crate::scan;
use crate::setting::{Books, DAY, Firm, exchange, response, somebody};

/// A system of the firm with every scope.
pub async fn client(books: &Books, firm: &Firm) -> Context {
    let all: Scopes = Scope::ALL.into_iter().collect();
    let (_, key) = books.store.client_add(&firm.owner(), "Advice engine", all).await.unwrap();
    let actor = books.store.client_find(&firm.visitor(), &key).await.unwrap().unwrap();
    Context { actor, ..firm.system() }
}

/// Somebody who agreed to everything, whom the firm knows by that id.
pub async fn agreed(books: &Books, firm: &Firm, id: ExchangeId, external: &str) -> PersonId {
    let new = PersonNew { external_id: Some(external.into()), ..somebody(&format!("{external}@example.com")) };
    let person = books.store.person_add(&firm.owner(), new).await.unwrap();
    books.store.invitation_add(&firm.owner(), id, person).await.unwrap();
    let standing = books.store.standing_get(&firm.person(person), id, person).await.unwrap();
    books.store.standing_respond(&firm.person(person), id, response(&standing, &[])).await.unwrap();
    person
}

/// A value of somebody's.
pub fn new(person: &str, item: &str, value: &str) -> ItemNew {
    ItemNew { person: person.into(), item: item.into(), value: json(value), source: None, from: BTreeSet::new() }
}

/// Asks for items of persons.
pub fn asks(purpose: &str, items: &[&str], persons: &[&str]) -> ItemsAsked {
    let all = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    ItemsAsked { purpose: purpose.into(), items: all(items), persons: all(persons), recipient: None, signal: false }
}

/// That an access led to something.
pub fn used(access: LeafId) -> UseNew {
    let what = Texts::one(Language::new("en").unwrap(), "Compared");
    UseNew { access, persons: Vec::new(), kind: UseKind::Personalised, what }
}

/// The item of the example's terms that people give themselves.
pub fn plan() -> ItemId {
    ItemId::new("plan").unwrap()
}

/// A value as JSON.
pub fn json(text: &str) -> Box<RawValue> {
    RawValue::from_string(text.into()).unwrap()
}

/// Items and their values.
type Pairs<'p> = Vec<(&'p str, &'p str)>;

/// What left of a person, and why the rest did not.
fn told(person: &PersonItems) -> (Pairs<'_>, Vec<&str>, Vec<(&str, String)>) {
    (
        person.values.iter().map(|one| (one.item.as_str(), one.value.get())).collect(),
        person.missing.iter().map(String::as_str).collect(),
        person.refused.iter().map(|(item, why)| (item.as_str(), why.name())).collect(),
    )
}

async fn filed(books: &Books) {
    while books.store.accesses_file(&Context::instance()).await.unwrap() > 0 {}
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
}

#[tokio::test]
async fn on_sqlite() {
    let books = Books::sqlite().await;
    story(&books).await;
    let needles: Vec<Vec<u8>> = ["Casa Mia 25 GB", "fuorimisura-17"].into_iter().flat_map(scan::forms).collect();
    for file in scan::files(books.path()) {
        let found = scan::found_in(&std::fs::read(&file).unwrap(), &needles);
        assert!(found.is_empty(), "{}: {found:?}", file.display());
    }
}

/// Whoever is remembered is read anew after they got another name, left, or were changed by another process.
#[tokio::test]
async fn nobody_is_believed_to_be_as_they_were() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let system = client(&books, &firm).await;
    let mut persons = Vec::new();
    for external in ["C-1", "C-2", "C-3"] {
        persons.push(agreed(&books, &firm, id, external).await);
        store.items_write(&system, id, vec![new(external, "plan", "1")], None).await.unwrap();
    }
    let ask = async |external: &str| {
        let read = store.items_read(&system, id, &asks("billing", &["plan"], &[external])).await.unwrap();
        let person = &read.persons[0];
        (person.values.len(), person.missing.len(), person.refused.first().map(|(_, why)| why.name()))
    };
    // Twice: from the books, and from memory.
    for _ in 0..2 {
        for external in ["C-1", "C-2", "C-3"] {
            assert_eq!(ask(external).await, (1, 0, None), "{external}");
        }
    }
    let renamed = PersonChange { external_id: Some(Some("C-9".into())), ..PersonChange::default() };
    store.person_correct(&firm.owner(), persons[0], renamed).await.unwrap();
    assert_eq!(ask("C-1").await, (0, 0, Some("no_such_person".into())));
    assert_eq!(ask("C-9").await, (1, 0, None));
    store.person_erase(&firm.owner(), persons[1]).await.unwrap();
    assert_eq!(ask("C-2").await, (0, 0, Some("no_such_person".into())));
    let by_hand = books.by_hand();
    by_hand.execute("DELETE FROM item_value WHERE person = ?", [persons[2].bytes()]).unwrap();
    by_hand.execute("UPDATE standing SET touched = touched + 1 WHERE person = ?", [persons[2].bytes()]).unwrap();
    assert_eq!(ask("C-3").await, (0, 1, None));
}

#[tokio::test]
async fn what_waits_is_filed_in_parts_and_without_whom_was_taken_out_meanwhile() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let system = client(&books, &firm).await;
    agreed(&books, &firm, id, "C-1").await;
    store.items_write(&system, id, vec![new("C-1", "plan", "1")], None).await.unwrap();
    store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    filed(&books).await;
    // Three reads of 3,000 persons each, of whom every second one is in the next too.
    let by_hand = books.by_hand();
    let who = |n: usize| -> [u8; 16] { ((n * 7_919) as u128 + (1 << 100)).to_be_bytes() };
    let mut expected = BTreeSet::new();
    for read in 0..3_usize {
        let persons: Vec<[u8; 16]> = (0..3_000).map(|n| who(read * 1_500 + n)).collect();
        let access: [u8; 16] = ((1 << 127) + read as u128).to_be_bytes();
        expected.extend(persons.iter().enumerate().map(|(place, one)| (*one, access, place)));
        let copy = "INSERT INTO access SELECT ?1, firm, exchange, client, purpose, recipient, ?4, grants, ?2, ?3, hashes, 0 FROM access
                    LIMIT 1";
        by_hand.execute(copy, (access, persons.concat(), vec![0_u8; 6_000], books.now())).unwrap();
    }
    let house = Context::instance();
    assert!(!store.accesses_due(&house).await.unwrap(), "more may come");
    books.pass(2_000_000);
    assert!(store.accesses_due(&house).await.unwrap(), "nobody reads");
    let first = store.accesses_file(&house).await.unwrap();
    assert!((4_096..4_100).contains(&first), "{first}");
    assert!(store.accesses_due(&house).await.unwrap(), "what was begun is ended");
    // Somebody who was not filed yet is taken out.
    let gone = who(5_999);
    let last: Vec<u8> =
        by_hand.query_row("SELECT persons FROM access ORDER BY id DESC LIMIT 1", [], |row| row.get(0)).unwrap();
    let (kept, _) = last.split_at(2_999 * 16);
    let put = "UPDATE access SET persons = ? WHERE id = (SELECT MAX(id) FROM access)";
    by_hand.execute(put, [[kept, &[0; 16]].concat()]).unwrap();
    expected.retain(|(one, ..)| *one != gone);
    filed(&books).await;
    assert!(!store.accesses_due(&house).await.unwrap());
    let mut all = by_hand.prepare("SELECT person, access, place FROM access_of WHERE access >= x'80'").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as usize))).unwrap();
    assert_eq!(rows.collect::<Result<BTreeSet<_>, _>>().unwrap(), expected);
}

#[tokio::test]
async fn on_postgres() {
    if let Some(books) = Books::postgres("information").await {
        story(&books).await;
    }
}

async fn story(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    let (system, ada) = (client(books, &firm).await, agreed(books, &firm, id, "C-1").await);
    let bob = agreed(books, &firm, id, "C-2").await;
    let me = firm.person(ada);

    let values = vec![
        new("C-1", "plan", r#""Casa Mia 25 GB""#),
        new("C-1", "usage", "[1,2]"),
        new(&format!("id:{bob}"), "plan", "{}"),
        new("C-1", "plna", "1"),
        new("C-9", "plan", "1"),
        new("C-1", "plan", &format!("{:?}", "x".repeat(70_000))),
    ];
    let written = store.items_write(&system, id, values, None).await.unwrap();
    let purposes: Vec<_> = written[0].as_ref().unwrap().purposes.iter().map(PurposeId::as_str).collect();
    assert_eq!(purposes, ["advice", "billing"]);
    // Both clauses ask for the plan: billing for 365 days, advice for 180.
    let until = written[0].as_ref().unwrap().until.unwrap().0;
    assert!((365 * DAY - (until - books.now())).abs() < DAY / 1_000, "{until}");
    let why: Vec<String> = written.iter().filter_map(|one| one.as_ref().err()).map(ItemRefused::name).collect();
    assert_eq!(why, ["unknown_item", "no_such_person", "too_large"]);
    let near = written[3].as_ref().unwrap_err();
    assert!(
        matches!(near, ItemRefused::NotPermitted(NotPermitted::UnknownItem { near }) if near[0].as_str() == "plan")
    );

    // One request for two persons is one entry.
    let both = asks("advice", &["plan", "usage", "signal"], &["C-1", "C-2", "C-2", "C-9"]);
    let read = store.items_read(&system, id, &both).await.unwrap();
    let access = read.access.unwrap();
    let not = |item: &'static str, why: &str| (item, why.to_owned());
    let (plan, usage) = (("plan", r#""Casa Mia 25 GB""#), ("usage", "[1,2]"));
    assert_eq!(told(&read.persons[0]), (vec![plan, usage], vec![], vec![not("signal", "item_not_covered")]));
    assert_eq!(told(&read.persons[1]), (vec![("plan", "{}")], vec!["usage"], vec![not("signal", "item_not_covered")]));
    let nobody = ["plan", "signal", "usage"].map(|item| not(item, "no_such_person"));
    assert_eq!(told(&read.persons[2]), (vec![], vec![], nobody.to_vec()));
    assert_eq!(read.persons.len(), 3);
    let entries = store.access_entries(&firm.as_role(Role::Auditor), id, &Page::default()).await.unwrap().rows;
    let items: Vec<_> = entries[0].items.iter().map(ItemId::as_str).collect();
    assert_eq!((entries[0].access, entries[0].persons, items), (access, 2, vec!["plan", "usage"]));
    let counts = store.access_counts(&firm.as_role(Role::Auditor), id).await.unwrap();
    assert_eq!(counts.iter().map(|one| (one.accesses, one.parts, one.used)).collect::<Vec<_>>(), [(1, 2, 0)]);

    // It is seen at once, and still when it was filed.
    for _ in 0..2 {
        let seen = store.access_list(&me, ada, &Page::default()).await.unwrap().rows;
        let items: Vec<_> = seen[0].items.iter().map(|one| (one.item.as_str(), one.clause.as_str())).collect();
        assert_eq!(items, [("plan", "usage-for-advice"), ("usage", "usage-for-advice")]);
        assert_eq!((seen.len(), seen[0].client.as_str(), seen[0].uses.len()), (1, "Advice engine", 0));
        assert_eq!(store.access_list(&firm.person(bob), bob, &Page::default()).await.unwrap().rows[0].items.len(), 1);
        filed(books).await;
    }

    let what = Texts::one(Language::new("en").unwrap(), "We compared your plan with three others");
    let one = |access, persons: &[&str], kind| UseNew {
        access,
        persons: persons.iter().map(|name| (*name).to_owned()).collect(),
        kind,
        what: what.clone(),
    };
    store.use_add(&system, one(access, &["C-1"], UseKind::Personalised), None).await.unwrap();
    store.use_add(&system, one(access, &[], UseKind::Analysed), None).await.unwrap();
    assert_eq!(
        store.use_add(&system, one(access, &["C-9"], UseKind::Analysed), None).await,
        Err(Error::NotFound("person")),
        "a person who is not in it"
    );
    filed(books).await;
    let kinds = |line: &AccessLine| line.uses.iter().map(|used| used.kind).collect::<Vec<_>>();
    let seen = store.access_list(&me, ada, &Page::default()).await.unwrap().rows;
    assert_eq!(kinds(&seen[0]), [UseKind::Personalised, UseKind::Analysed]);
    let his = store.access_list(&firm.person(bob), bob, &Page::default()).await.unwrap().rows;
    assert_eq!(kinds(&his[0]), [UseKind::Analysed]);

    let file = store.access_receipt_file(&me, ada, access, seen[0].place).await.unwrap();
    let verdict = receipt_verify(&file, Some(&store.verifier())).unwrap();
    assert_eq!((verdict.entries, verdict.placed), (3, 3));
    let other = store.access_receipt_file(&firm.person(bob), bob, access, seen[0].place).await;
    assert_eq!(other, Err(Error::NotFound("receipt")));

    // Taken along with all of it; a member, who may read nobody's values, takes nobody's along.
    let own = store.person_everything(&me, ada).await.unwrap();
    let values = own.values.unwrap();
    let values: Vec<_> = values.iter().map(|one| (one.item.as_str(), one.value.to_string())).collect();
    assert_eq!(values, [("plan", r#""Casa Mia 25 GB""#.to_owned()), ("usage", "[1,2]".to_owned())]);
    assert_eq!((own.accesses.len(), own.accesses[0].uses.len(), own.benefits.len()), (1, 2, 1));
    let others = store.person_everything(&firm.owner(), ada).await.unwrap();
    assert_eq!((others.values, others.accesses), (None, own.accesses));

    // Withdrawing one purpose: read no more for it, kept for the other, and the recipient of a third is told of nothing.
    store.standing_withdraw(&me, id, PurposeId::new("advice").unwrap()).await.unwrap();
    let read = store.items_read(&system, id, &asks("advice", &["plan"], &["C-1"])).await.unwrap();
    assert_eq!((read.access, told(&read.persons[0]).2), (None, vec![not("plan", "withdrawn")]));
    let read = store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    assert_eq!(told(&read.persons[0]).0, [plan]);

    // Time passes.
    books.pass(366 * DAY);
    let read = store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    assert_eq!(told(&read.persons[0]).2, [not("plan", "expired")]);
    assert_eq!(store.items_expire(&Context::instance(), 100).await.unwrap(), 2);
    assert_eq!(store.items_expire(&Context::instance(), 100).await.unwrap(), 0);
    let read = store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    assert_eq!(told(&read.persons[0]).1, ["plan"]);
    assert!(store.items_own(&me, id).await.unwrap().is_empty());

    // Erased: what is left of the access proves the other's part as before.
    store.items_write(&system, id, vec![new("C-1", "signal", r#""fuorimisura-17""#)], None).await.unwrap();
    let mut disclosed = asks("coverage", &["signal"], &["C-1"]);
    disclosed.recipient = Some("signal-lab".into());
    assert!(store.items_read(&system, id, &disclosed).await.unwrap().access.is_some());
    store.person_erase(&me, ada).await.unwrap();
    run_jobs(store).await;
    filed(books).await;
    let file = store.access_receipt_file(&firm.person(bob), bob, access, his[0].place).await.unwrap();
    assert_eq!(receipt_verify(&file, None).unwrap().entries, 2);
    store.ledger_verify(&firm.owner(), None).await.unwrap();
}

#[tokio::test]
async fn on_sqlite_many_are_seen_before_they_are_filed() {
    many_are_seen_before_they_are_filed(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres_many_are_seen_before_they_are_filed() {
    if let Some(books) = Books::postgres("many").await {
        many_are_seen_before_they_are_filed(&books).await;
    }
}

async fn many_are_seen_before_they_are_filed(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(books, &firm).await;
    let system = client(books, &firm).await;
    let names: Vec<String> = (0..20).map(|n| format!("C-{n}")).collect();
    let mut people = Vec::new();
    for name in &names {
        people.push(agreed(books, &firm, id, name).await);
        store.items_write(&system, id, vec![new(name, "plan", "1")], None).await.unwrap();
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let access = store.items_read(&system, id, &asks("billing", &["plan"], &names)).await.unwrap().access;
    for _ in 0..2 {
        for (place, person) in people.iter().enumerate() {
            let seen = store.access_list(&firm.person(*person), *person, &Page::default()).await.unwrap().rows;
            let seen: Vec<_> = seen.iter().map(|line| (Some(line.access), usize::from(line.place))).collect();
            assert_eq!(seen, [(access, place)]);
        }
        filed(books).await;
    }
}

#[tokio::test]
async fn no_byte_of_a_receipt_can_be_another() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let (system, ada) = (client(&books, &firm).await, agreed(&books, &firm, id, "C-1").await);
    store.items_write(&system, id, vec![new("C-1", "plan", "1"), new("C-1", "usage", "2")], None).await.unwrap();
    let read = store.items_read(&system, id, &asks("advice", &["plan"], &["C-1"])).await.unwrap();
    let access = read.access.unwrap();
    store.use_add(&system, used(access), None).await.unwrap();
    filed(&books).await;
    let leaf = store.receipt_list(&firm.person(ada), ada).await.unwrap()[0].leaf;
    let files = [
        store.access_receipt_file(&firm.person(ada), ada, access, 0).await.unwrap(),
        store.receipt_file(&firm.person(ada), leaf).await.unwrap(),
    ];
    for file in files {
        receipt_verify(&file, None).unwrap();
        let bytes = file.as_bytes();
        // Every byte by another bit flipped, and left out.
        for at in 0..bytes.len() {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= 1 << (at % 7);
            let mut shorter = bytes.to_vec();
            shorter.remove(at);
            for altered in [flipped, shorter] {
                let Ok(altered) = String::from_utf8(altered) else { continue };
                assert!(receipt_verify(&altered, None).is_err(), "byte {at}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_sent_again_is_done_once() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let (system, ada) = (client(&books, &firm).await, agreed(&books, &firm, id, "C-1").await);
    let once = |name: &str, digest| Some(Once { name: name.into(), digest: [digest; 32] });
    let write = async |value: &str, once| {
        let values = vec![new("C-1", "plan", value), new("C-9", "plan", "1")];
        store.items_write(&system, id, values, once).await
    };
    let first = write("1", once("a", 1)).await.unwrap();
    write("2", None).await.unwrap();
    assert_eq!(write("1", once("a", 1)).await.unwrap(), first);
    assert_eq!(store.items_own(&firm.person(ada), id).await.unwrap()[0].value.get(), "2");
    assert_eq!(write("3", once("a", 2)).await, Err(Conflict::Used.into()));
    let read = store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    let access = read.access.unwrap();
    let uses = [
        store.use_add(&system, used(access), once("b", 1)).await,
        store.use_add(&system, used(access), once("b", 1)).await,
    ];
    assert_eq!(uses[0].as_ref().unwrap(), uses[1].as_ref().unwrap());
    assert_eq!(store.access_list(&firm.person(ada), ada, &Page::default()).await.unwrap().rows[0].uses.len(), 1);
    let benefit = BenefitNew {
        person: "C-1".into(),
        clause: "signal-for-coverage".into(),
        benefit: "credit".into(),
        amount: Some(Amount::parse("2").unwrap()),
    };
    let delivered = [
        store.benefit_add(&system, id, benefit.clone(), once("c", 1)).await.unwrap(),
        store.benefit_add(&system, id, benefit, once("c", 1)).await.unwrap(),
    ];
    assert_eq!(delivered[0], delivered[1]);
    books.pass(40 * DAY);
    let benefits = store.benefits_get(&firm.person(ada), id, ada).await.unwrap();
    let credit = benefits.accounts.iter().find(|one| one.promise.benefit.id.as_str() == "credit").unwrap();
    assert_eq!((credit.dues[0].promised, credit.dues[0].delivered, benefits.unpromised.len()), (2_000, 2_000, 0));
}

#[tokio::test]
async fn a_person_puts_right_and_says_that_it_is_wrong() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let (system, ada) = (client(&books, &firm).await, agreed(&books, &firm, id, "C-1").await);
    let me = firm.person(ada);
    let item = |name: &str| ItemId::new(name).unwrap();
    store.items_write(&system, id, vec![new("C-1", "plan", "1"), new("C-1", "signal", "9")], None).await.unwrap();
    store.item_correct(&me, id, plan(), json("2")).await.unwrap().unwrap();
    let refused = store.item_correct(&me, id, item("usage"), json("2")).await.unwrap().unwrap_err();
    assert_eq!(refused.name(), "source_not_agreed", "what was seen is not theirs to write");
    let own = async || {
        let all = store.items_own(&me, id).await.unwrap();
        all.iter().map(|one| (one.item.to_string(), one.value.get().to_owned())).collect::<Vec<_>>()
    };
    let pair = |item: &str, value: &str| (item.to_owned(), value.to_owned());
    assert_eq!(own().await, [pair("signal", "9"), pair("plan", "2")]);
    store.item_contest(&me, id, item("signal")).await.unwrap();
    assert_eq!(own().await, [pair("plan", "2")]);
    let again = || vec![new("C-1", "signal", "9")];
    let refused = store.items_write(&system, id, again(), None).await.unwrap();
    assert_eq!(refused[0].as_ref().unwrap_err().name(), "contested");
    let told = store.notices_about(&me, ada).await.unwrap();
    let told: Vec<_> = told.iter().map(|one| (one.recipient.as_str(), one.item.as_str(), one.why.as_str())).collect();
    assert_eq!(told, [("signal-lab", "signal", "corrected")]);
    store.item_contest_end(&me, id, item("signal")).await.unwrap();
    assert!(store.items_write(&system, id, again(), None).await.unwrap()[0].is_ok());

    // The recipient is told, again and again, until they confirm.
    let house = Context::instance();
    assert!(store.notice_claim(&house, 9, DAY).await.unwrap()[0].to.is_none(), "nobody said where");
    assert!(store.notice_claim(&house, 9, DAY).await.unwrap().is_empty());
    store.hook_set(&firm.owner(), id, "signal-lab", "https://lab.example/hook").await.unwrap();
    let due = store.notice_claim(&house, 9, DAY).await.unwrap();
    assert_eq!((due.len(), due[0].to.as_ref().unwrap().0.as_str()), (1, "https://lab.example/hook"));
    let (notice, token) = (due[0].notice.id, due[0].token.clone());
    store.notice_tried(&firm.system(), notice, Some(("down".into(), books.now() + DAY)), false).await.unwrap();
    assert!(store.notice_claim(&house, 9, DAY).await.unwrap().is_empty());
    books.pass(2 * DAY);
    assert_eq!(store.notice_claim(&house, 9, DAY).await.unwrap().len(), 1);
    store.notice_tried(&firm.system(), notice, None, false).await.unwrap();
    assert_eq!(store.notice_confirmed(&firm.visitor(), notice, "x").await, Err(Error::NotFound("notice")));
    store.notice_confirmed(&firm.visitor(), notice, &token).await.unwrap();
    // They confirmed while their answer was on its way.
    store.notice_tried(&firm.system(), notice, None, false).await.unwrap();
    assert_eq!(store.notice_oldest(&house).await.unwrap(), (0, None));
    assert!(store.notice_counts(&firm.owner()).await.unwrap().is_empty());
    books.pass(30 * DAY);
    assert!(store.notice_claim(&house, 9, DAY).await.unwrap().is_empty());
    assert!(store.notices_about(&me, ada).await.unwrap()[0].confirmed.is_some());
}

#[tokio::test]
async fn on_sqlite_what_nobody_uses_goes() {
    what_nobody_uses_goes(&Books::sqlite().await).await;
}

#[tokio::test]
async fn on_postgres_what_nobody_uses_goes() {
    if let Some(books) = Books::postgres("unused").await {
        what_nobody_uses_goes(&books).await;
    }
}

async fn what_nobody_uses_goes(books: &Books) {
    let (firm, store) = (books.firm("norda").await, &books.store);
    let (id, house) = (exchange(books, &firm).await, firm.system());
    let system = client(books, &firm).await;
    for n in 0..12 {
        let name = format!("C-{n}");
        agreed(books, &firm, id, &name).await;
        let values = vec![new(&name, "plan", "1"), new(&name, "usage", "2"), new(&name, "signal", "3")];
        assert!(store.items_write(&system, id, values, None).await.unwrap().iter().all(Result::is_ok));
    }
    let read = store.items_read(&system, id, &asks("billing", &["plan", "usage"], &["C-1", "C-2"])).await.unwrap();
    // Read again and again: it counts once.
    store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    store.items_read(&system, id, &asks("adverts", &["plan"], &["C-1"])).await.unwrap();
    store.use_add(&system, used(read.access.unwrap()), None).await.unwrap();
    filed(books).await;
    store.utilisation_tend(&house, id).await.unwrap();
    let told = store.utilisation_get(&firm.owner(), id).await.unwrap();
    let plan = told.now.items[&plan()];
    // Twelve persons, each for advice and billing.
    assert_eq!((plan.held, plan.read, plan.used, plan.for_person), (24, 2, 2, 2));
    assert_eq!((told.now.all.held, told.trend.len()), (60, 1));
    assert_eq!(store.utilisation_latest(&firm.owner()).await.unwrap(), [(id, told.now.all)]);
    let refused: Vec<_> = told.refusals.iter().map(|one| (one.reason.as_str(), one.n)).collect();
    assert_eq!(refused, [("unknown_purpose", 1)]);

    // The signal was never used: warned of, then let go; what is used stays.
    let unused = async || {
        let all = store.unused_list(&firm.owner(), id).await.unwrap();
        all.iter().map(|one| (one.item.to_string(), one.released.is_some())).collect::<Vec<_>>()
    };
    books.pass(80 * DAY);
    store.utilisation_tend(&house, id).await.unwrap();
    assert!(unused().await.is_empty());
    let again = store.items_read(&system, id, &asks("billing", &["plan", "usage"], &["C-1"])).await.unwrap();
    books.pass(5 * DAY);
    for n in 0..12 {
        store.items_write(&system, id, vec![new(&format!("C-{n}"), "signal", "4")], None).await.unwrap();
    }
    books.pass(85 * DAY);
    for n in 0..12 {
        store.items_write(&system, id, vec![new(&format!("C-{n}"), "signal", "5")], None).await.unwrap();
    }
    store.use_add(&system, used(again.access.unwrap()), None).await.unwrap();
    filed(books).await;
    books.pass(15 * DAY);
    store.utilisation_tend(&house, id).await.unwrap();
    assert_eq!(unused().await, [("signal".to_owned(), false)]);
    books.pass(40 * DAY);
    store.utilisation_tend(&house, id).await.unwrap();
    assert_eq!(unused().await, [("signal".to_owned(), true)]);
    let read = store.items_read(&system, id, &asks("coverage", &["signal"], &["C-1"])).await.unwrap();
    assert_eq!(told_of(&read), ["signal"], "nothing is there any more");
    let notices = store.notice_list(&firm.owner(), true, &Page::first(100)).await.unwrap();
    assert!(notices.rows.iter().any(|one| one.why == "unused" && one.recipient == "signal-lab"));
}

#[tokio::test]
async fn a_use_takes_the_warning_away() {
    let books = Books::sqlite().await;
    let (firm, store) = (books.firm("norda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let system = client(&books, &firm).await;
    agreed(&books, &firm, id, "C-1").await;
    store.items_write(&system, id, vec![new("C-1", "plan", "1")], None).await.unwrap();
    let read = store.items_read(&system, id, &asks("billing", &["plan"], &["C-1"])).await.unwrap();
    for item in ["plan", "usage"] {
        let warn = "INSERT INTO idle (exchange, item, warned) VALUES (?, ?, ?)";
        books.by_hand().execute(warn, (id.bytes().as_slice(), item, books.now())).unwrap();
    }
    let warned = async || {
        let all = store.unused_list(&firm.owner(), id).await.unwrap();
        all.iter().map(|one| one.item.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(warned().await, ["plan", "usage"]);
    let what = Texts::one(Language::new("en").unwrap(), "We compared your plan");
    let one = UseNew { access: read.access.unwrap(), persons: vec![], kind: UseKind::Answered, what };
    store.use_add(&system, one, None).await.unwrap();
    filed(&books).await;
    assert_eq!(warned().await, ["usage"]);
}

/// Items of the first person that may be read and are not there.
fn told_of(read: &ItemsRead) -> Vec<&str> {
    read.persons[0].missing.iter().map(String::as_str).collect()
}

#[tokio::test]
async fn keys_open_what_they_are_for() {
    let books = Books::sqlite().await;
    let (firm, other, store) = (books.firm("norda").await, books.firm("suda").await, &books.store);
    let id = exchange(&books, &firm).await;
    let one = |scope: Scope| [scope].into_iter().collect::<Scopes>();
    let (client, key) = store.client_add(&firm.owner(), "Reader", one(Scope::ItemsRead)).await.unwrap();
    assert_eq!(store.client_find(&other.visitor(), &key).await.unwrap(), None, "another firm's");
    for wrong in ["", "comity_", &key[1..], &format!("{key}x")] {
        assert_eq!(store.client_find(&firm.visitor(), wrong).await.unwrap(), None);
    }
    let actor = store.client_find(&firm.visitor(), &key).await.unwrap().unwrap();
    let reader = Context { actor, ..firm.system() };
    let refused = store.items_write(&reader, id, vec![], None).await;
    assert_eq!(refused.unwrap_err(), Error::NoScope(Scope::ItemsWrite));
    assert!(store.items_read(&reader, id, &asks("advice", &["plan"], &["C-1"])).await.unwrap().access.is_none());
    assert!(store.person_list(&reader, &Page::default()).await.is_err(), "a key is no member");
    assert!(store.client_list(&firm.owner()).await.unwrap()[0].seen.is_some());
    store.client_end(&firm.owner(), client).await.unwrap();
    assert_eq!(store.client_find(&firm.visitor(), &key).await.unwrap(), None);
}
