//! Activities that are for a part of those in an exchange: who is among them by what they agreed to give, and what is written down of it.

use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::NotPermitted;
use comity_participation::activity::{Fault, Segment, segment};
use comity_participation::moderation::Button;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_store::*;

use crate::erasure::run_jobs;
use crate::information::{agreed, client, new};
use crate::opinions::opinions;
use crate::participation::{idea, ideas};
use crate::setting::{Books, DAY, Firm, exchange, invited};

/// Those whose plan has one of these values, as they agreed to give it for advice.
pub fn plan(values: &[&str]) -> Segment {
    Segment::new(ItemId::new("plan").unwrap(), PurposeId::new("advice").unwrap(), values.iter().copied())
}

/// A firm with an exchange, an activity for those of Torino and Asti, and a system that writes what people give.
struct Scene {
    books: Books,
    firm: Firm,
    exchange: ExchangeId,
    system: Context,
    activity: ActivityId,
}

impl Scene {
    async fn open(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let system = client(&books, &firm).await;
        let some = Some(plan(&["Torino", "Asti"]));
        let activity = books.store.activity_open_for(&firm.owner(), exchange, ideas(), some).await.unwrap();
        Self { books, firm, exchange, system, activity }
    }

    /// Somebody who agreed to everything, of whom the plan says that.
    async fn person(&self, name: &str, plan: Option<&str>) -> PersonId {
        let person = agreed(&self.books, &self.firm, self.exchange, name).await;
        if let Some(plan) = plan {
            self.gives(name, plan).await;
        }
        person
    }

    async fn gives(&self, name: &str, plan: &str) {
        let values = vec![new(name, "plan", plan)];
        let done = self.books.store.items_write(&self.system, self.exchange, values, None).await.unwrap();
        assert!(done[0].is_ok(), "{done:?}");
    }

    async fn listed(&self, who: PersonId) -> usize {
        self.books.store.activity_list(&self.firm.person(who), self.exchange).await.unwrap().len()
    }

    /// How often it was written down that a value of somebody's was looked at by the house.
    async fn looks(&self, who: PersonId) -> usize {
        let rows = self.books.store.access_list(&self.firm.person(who), who, &Page::first(100)).await.unwrap().rows;
        for line in rows.iter().filter(|line| line.client == "Comity") {
            assert_eq!((line.purpose.as_str(), line.items[0].item.as_str(), line.items.len()), ("advice", "plan", 1));
            assert_eq!(line.items[0].clause.as_str(), "usage-for-advice");
            assert_eq!(line.uses.iter().map(|one| one.kind).collect::<Vec<_>>(), [UseKind::Decided]);
        }
        rows.iter().filter(|line| line.client == "Comity").count()
    }

    /// An idea of somebody's that others see.
    async fn shown(&self, by: PersonId, title: &str) -> ContributionId {
        let store = &self.books.store;
        let brought = store.contribution_bring(&self.firm.person(by), self.activity, idea(title)).await.unwrap();
        if !brought.shown {
            store.contribution_moderate(&self.firm.owner(), (brought.id, 1), Button::ApproveAndTrust).await.unwrap();
        }
        brought.id
    }

    /// Whatever somebody outside could try, with what is said to it.
    async fn is_outside(&self, who: PersonId, theirs: ContributionId) {
        let (store, me) = (&self.books.store, self.firm.person(who));
        let (filter, page) = (ContributionFilter::default(), Page::default());
        assert_eq!(self.listed(who).await, 0);
        let not_there = Error::NotFound("activity");
        assert_eq!(store.activity_get(&me, self.activity).await.unwrap_err(), not_there);
        assert_eq!(store.contribution_list(&me, self.activity, &filter, &page).await.unwrap_err(), not_there);
        assert_eq!(store.contribution_get(&me, theirs).await.unwrap_err(), not_there);
        let found = store.contribution_search(&me, self.activity, "data", &filter, &page).await;
        assert_eq!(found.map(drop).unwrap_err(), not_there);
        assert_eq!(store.contribution_similar(&me, self.activity, "data").await.unwrap_err(), not_there);
        assert_eq!(store.guest_count(&me, self.activity).await.unwrap_err(), not_there);
        assert_eq!(store.contribution_follow(&me, theirs, true).await.unwrap_err(), not_there);
        let not_among = Error::from(Refusal::NotAmong);
        assert_eq!(store.contribution_bring(&me, self.activity, idea("Mine")).await.unwrap_err(), not_among);
        assert_eq!(store.contribution_vote(&me, theirs, Some(Ballot::For)).await.unwrap_err(), not_among);
        assert_eq!(store.comment_add(&me, theirs, None, "Yes".into()).await.unwrap_err(), not_among);
        assert_eq!(store.contribution_thank(&me, theirs, None).await.unwrap_err(), not_among);
        let done = store.roadmap_get(&me, self.exchange).await.unwrap().done;
        assert!(done.is_empty(), "{done:?}");
    }

    async fn acts(&self) -> Vec<String> {
        let rows = self.books.store.audit_list(&self.firm.owner(), &AuditFilter::default(), &Page::first(500)).await;
        let acts = rows.unwrap().rows.into_iter().rev().map(|row| row.act);
        acts.filter(|act| act.starts_with("activity_segment")).collect()
    }
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::open(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::open(books).await).await;
    }
}

#[tokio::test]
async fn who_is_among_them_follows_what_they_gave_and_agreed_to_at_once() {
    on_both("segment", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let (ada, bob) = (s.person("C-1", Some(r#""TORINO ""#)).await, s.person("C-2", Some(r#""Cuneo""#)).await);
        let cia = s.person("C-3", None).await;
        let dan = invited(&s.books, &s.firm, s.exchange, "dan@example.com").await;
        let hers = s.shown(ada, "More data abroad").await;
        assert_eq!((s.listed(ada).await, store.activity_get(&s.firm.person(ada), s.activity).await.is_ok()), (1, true));
        let version = store.contribution_get(&owner, hers).await.unwrap().line.version;
        store.contribution_status_set(&owner, (hers, version), "done", "It is there now.".into()).await.unwrap();
        assert_eq!(store.roadmap_get(&s.firm.person(ada), s.exchange).await.unwrap().done.len(), 1);
        let second = s.shown(ada, "Opening hours on Sunday").await;
        assert_eq!(s.looks(ada).await, 1, "once a day, whatever is opened and done");
        for (who, looks) in [(bob, 1), (cia, 0), (dan, 0)] {
            s.is_outside(who, hers).await;
            assert_eq!(s.looks(who).await, looks, "of whom nothing may be read, nothing is");
        }
        // A system acts for a person by the same rules.
        let for_bob = store.key_vote(&s.system, (bob, second), Some(Ballot::For), None).await;
        assert_eq!(for_bob.unwrap_err(), Error::from(Refusal::NotAmong));
        assert!(store.key_bring(&s.system, (bob, s.activity), idea("His"), None).await.is_err());
        store.key_vote(&s.system, (ada, second), Some(Ballot::For), None).await.unwrap().unwrap();
        let for_dan = store.key_vote(&s.system, (dan, second), Some(Ballot::For), None).await;
        assert_eq!(for_dan.map(drop).unwrap_err(), NotPermitted::NoAgreement.into());

        // Another value: among them at once, with what they do.
        s.gives("C-2", r#"["Cuneo", "asti"]"#).await;
        assert_eq!(s.listed(bob).await, 1);
        store.contribution_vote(&s.firm.person(bob), second, Some(Ballot::For)).await.unwrap();
        store.contribution_follow(&s.firm.person(bob), second, true).await.unwrap();
        let his = s.shown(bob, "A lottery").await;
        assert_eq!(s.looks(bob).await, 2, "another value is another look");
        // The next day, once again.
        s.books.pass(DAY);
        for _ in 0..2 {
            assert_eq!(s.listed(ada).await, 1);
            store.contribution_vote(&s.firm.person(ada), his, Some(Ballot::For)).await.unwrap();
        }
        assert_eq!(s.looks(ada).await, 2);

        // And out again: what was given stays theirs to see and to take back.
        let version = store.contribution_get(&owner, second).await.unwrap().line.version;
        store.contribution_status_set(&owner, (second, version), "done", "That too.".into()).await.unwrap();
        s.gives("C-2", r#"{"town": "Asti"}"#).await;
        s.is_outside(bob, second).await;
        let me = s.firm.person(bob);
        let told = store.news_list(&me, &Page::default()).await.unwrap().rows;
        let of = |id| told.iter().find(|news| news.about == id).unwrap().title.clone();
        assert_eq!((of(second), of(his).as_deref()), (None, Some("A lottery")));
        assert_eq!(store.contribution_get(&me, his).await.unwrap().line.title.as_deref(), Some("A lottery"));
        assert_eq!(store.part_own(&me).await.unwrap().votes.len(), 1);
        store.contribution_follow(&me, second, false).await.unwrap();
        store.contribution_withdraw(&me, his).await.unwrap();
        store.ledger_verify(&owner, None).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn without_an_agreement_in_force_nobody_is_among_them() {
    on_both("segment_ends", async |s: Scene| {
        let store = &s.books.store;
        let advice = PurposeId::new("advice").unwrap();
        let (ada, bob) = (s.person("C-1", Some(r#""Torino""#)).await, s.person("C-2", Some(r#""Asti""#)).await);
        let (hers, his) = (s.shown(ada, "More data abroad").await, s.shown(bob, "A lottery").await);
        store.contribution_vote(&s.firm.person(ada), his, Some(Ballot::For)).await.unwrap();

        store.standing_withdraw(&s.firm.person(ada), s.exchange, advice.clone()).await.unwrap();
        assert_eq!(store.items_own(&s.firm.person(ada), s.exchange).await.unwrap().len(), 1, "it is kept for the bill");
        s.is_outside(ada, his).await;
        // A vote can be taken back.
        store.contribution_vote(&s.firm.person(ada), his, None).await.unwrap();
        assert_eq!(store.contribution_get(&s.firm.person(bob), his).await.unwrap().line.for_it, 0);
        assert!(store.contribution_get(&s.firm.person(ada), hers).await.is_ok());

        store.standing_leave(&s.firm.person(bob), s.exchange).await.unwrap();
        s.is_outside(bob, hers).await;

        // What somebody says to be wrong decides nothing, nor what is over.
        let cia = s.person("C-3", Some(r#""Torino""#)).await;
        assert_eq!(s.listed(cia).await, 1);
        let item = ItemId::new("plan").unwrap();
        store.item_contest(&s.firm.person(cia), s.exchange, item).await.unwrap();
        s.is_outside(cia, hers).await;
        let dan = s.person("C-4", Some("\"Torino\"")).await;
        assert_eq!(s.listed(dan).await, 1);
        s.books.pass(181 * DAY);
        s.is_outside(dan, hers).await;
        assert_eq!(s.looks(dan).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_map_is_for_some_and_for_no_guests() {
    let s = Scene::open(Books::sqlite().await).await;
    let (store, owner) = (&s.books.store, s.firm.owner());
    let (ada, bob) = (s.person("C-1", Some("5")).await, s.person("C-2", Some("6")).await);
    let map = store.activity_open_for(&owner, s.exchange, opinions(), Some(plan(&["5"]))).await.unwrap();
    assert_eq!(store.activity_without_account_set(&owner, map, true).await, Err(Fault::NeedsAgreement.into()));
    assert!(store.activity_get(&s.firm.visitor(), map).await.is_err());
    let (id, _) = store.guest_make(&s.firm.system(), "it").await.unwrap();
    let guest = Context { actor: Actor::Guest { id }, ..s.firm.system() };
    assert!(store.activity_get(&guest, map).await.is_err());
    assert!(store.contribution_bring(&guest, s.activity, idea("A guest's")).await.is_err());
    for (who, sees) in [(ada, true), (bob, false)] {
        let me = s.firm.person(who);
        assert_eq!(store.statement_list(&me, map).await.is_ok(), sees);
        assert_eq!(store.statement_answers(&me, map).await.is_ok(), sees);
    }
    // One that guests are let in to is for everybody.
    let open = store.activity_open(&owner, s.exchange, opinions()).await.unwrap();
    store.activity_without_account_set(&owner, open, true).await.unwrap();
    let some = store.activity_segment_set(&owner, open, Some(plan(&["5"]))).await;
    assert_eq!(some, Err(Fault::NeedsAgreement.into()));
    // Who has a roadmap before them without signing in sees nothing of what is for some.
    let hers = store.contribution_bring(&s.firm.person(ada), map, crate::opinions::statement("One")).await;
    assert!(hers.is_ok());
    store.roadmap_public_set(&owner, s.exchange, true).await.unwrap();
    s.gives("C-1", "\"Torino\"").await;
    let idea = s.shown(ada, "More data abroad").await;
    let version = store.contribution_get(&owner, idea).await.unwrap().line.version;
    store.contribution_status_set(&owner, (idea, version), "done", "It is there now.".into()).await.unwrap();
    assert!(store.roadmap_get(&s.firm.visitor(), s.exchange).await.unwrap().done.is_empty());
    store.activity_segment_set(&owner, s.activity, None).await.unwrap();
    assert_eq!(store.roadmap_get(&s.firm.visitor(), s.exchange).await.unwrap().done.len(), 1);
    assert_eq!((s.listed(bob).await, s.acts().await), (2, vec!["activity_segment_clear".to_owned()]));
}

#[tokio::test]
async fn how_many_they_are_is_told_in_tens_and_looked_up_once_a_day() {
    on_both("segment_count", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let mut people = Vec::new();
        for n in 0..23 {
            let town = if n < 9 { "\"Asti\"" } else { "\"Torino\"" };
            people.push(s.person(&format!("C-{n}"), Some(town)).await);
        }
        let count = async |values: &[&str]| {
            let counted = store.activity_segment_count(&owner, s.activity, plan(values)).await.unwrap();
            assert!(counted.whole);
            counted.people
        };
        assert_eq!(count(&["Asti"]).await, 0, "nine are not told");
        assert_eq!((count(&["torino"]).await, count(&["Torino", "Asti"]).await, count(&["x"]).await), (10, 20, 0));
        while store.accesses_file(&Context::instance()).await.unwrap() > 0 {}
        for who in &people {
            assert_eq!(s.looks(*who).await, 1);
            assert_eq!((s.listed(*who).await, s.looks(*who).await), (1, 1));
        }
        let entries = store.access_entries(&owner, s.exchange, &Page::default()).await.unwrap();
        assert_eq!((entries.total, entries.rows[0].persons, entries.rows[0].client.as_str()), (1, 23, "Comity"));
        assert_eq!(s.acts().await, ["activity_segment_count"; 4]);
        // The house is no system that somebody could take the key of.
        assert!(store.client_list(&owner).await.unwrap().iter().all(|one| one.name != "Comity"));
        let house = ClientId::from_bytes(*s.firm.id.bytes());
        assert_eq!(store.client_end(&owner, house).await, Err(Error::NotFound("client")));

        let unknown = Segment { item: ItemId::new("shoe").unwrap(), ..plan(&["1"]) };
        for (wrong, fault) in [(unknown, segment::Fault::Unknown), (plan(&[]), segment::Fault::NoValues)] {
            let fault = Error::Activity(Fault::Segment(fault));
            let set = store.activity_segment_set(&owner, s.activity, Some(wrong.clone())).await;
            assert_eq!(set, Err(fault.clone()));
            assert_eq!(store.activity_segment_count(&owner, s.activity, wrong.clone()).await, Err(fault.clone()));
            assert_eq!(store.activity_open_for(&owner, s.exchange, ideas(), Some(wrong)).await, Err(fault));
        }
        store.ledger_verify(&owner, None).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_erased_person_is_in_no_segment_and_nothing_says_that_they_were() {
    let s = Scene::open(Books::sqlite().await).await;
    let store = &s.books.store;
    let ada = s.person("C-1", Some(r#""Torino""#)).await;
    assert_eq!(s.listed(ada).await, 1);
    let rows = |person: PersonId| -> i64 {
        let find = "SELECT COUNT(*) FROM segment_look WHERE person = ?";
        s.books.by_hand().query_row(find, [person.bytes()], |row| row.get(0)).unwrap()
    };
    assert_eq!(rows(ada), 1);
    store.person_erase(&s.firm.owner(), ada).await.unwrap();
    run_jobs(store).await;
    assert_eq!(rows(ada), 0);
    let counted = store.activity_segment_count(&s.firm.owner(), s.activity, plan(&["Torino"])).await.unwrap();
    assert_eq!(counted, SegmentCount { people: 0, whole: true });
    store.ledger_verify(&s.firm.owner(), None).await.unwrap();
}
