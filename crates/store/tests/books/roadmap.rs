//! Roadmap and changelog, who sees them, by which names people are thanked in them; and statuses that a firm names anew.

use std::collections::BTreeMap;

use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::activity::NotRestated;
use comity_participation::changelog::Entry;
use comity_participation::moderation::Button;
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::status::{OutcomeKind, StatusSet};
use comity_store::{
    ActivityId, ChangelogLine, ChangelogNew, Conflict, Context, ContributionId, Display, Error, ExchangeId, Happened,
    NamedTo, Page, PersonId, Roadmap, Told,
};

use crate::erasure::run_jobs;
use crate::participation::{idea, ideas, status};
use crate::setting::{Books, DAY, Firm, exchange, invited};

/// What a member writes for the changelog.
pub fn written(title: &str, day: i64, linked: &[ContributionId]) -> ChangelogNew {
    let english = |text: &str| Texts::one(Language::new("en").unwrap(), text);
    let entry = Entry::new(&english(title), &english("From today on."), Timestamp(day * DAY)).unwrap();
    ChangelogNew { entry, linked: linked.to_vec() }
}

/// An exchange with ideas, in which three persons take part.
struct Scene {
    books: Books,
    firm: Firm,
    exchange: ExchangeId,
    activity: ActivityId,
    people: Vec<PersonId>,
}

impl Scene {
    async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let activity = books.store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
        let mut people = Vec::new();
        for name in ["ada", "bob", "cia"] {
            people.push(invited(&books, &firm, exchange, &format!("{name}@example.com")).await);
        }
        Self { books, firm, exchange, activity, people }
    }

    fn person(&self, at: usize) -> Context {
        self.firm.person(self.people[at])
    }

    async fn shown(&self, by: usize, title: &str) -> ContributionId {
        let store = &self.books.store;
        let brought = store.contribution_bring(&self.person(by), self.activity, idea(title)).await.unwrap();
        if !brought.shown {
            store.contribution_moderate(&self.firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
        }
        brought.id
    }

    async fn answer(&self, id: ContributionId, status: &str, words: &str) {
        let store = &self.books.store;
        let saw = store.contribution_get(&self.firm.owner(), id).await.unwrap().line.version;
        store.contribution_status_set(&self.firm.owner(), (id, saw), status, words.into()).await.unwrap();
    }

    async fn display(&self, by: usize, id: ContributionId, named: NamedTo, hidden: bool) {
        let name = if named == NamedTo::Nobody { String::new() } else { format!("Person {by}") };
        let display = Display { named, name, hidden };
        self.books.store.contribution_display_set(&self.person(by), id, display).await.unwrap();
    }

    async fn log(&self, ctx: &Context) -> Vec<ChangelogLine> {
        self.books.store.changelog_list(ctx, self.exchange, &Page::default()).await.unwrap().rows
    }

    async fn titles(&self, ctx: &Context) -> Vec<String> {
        let title = |line: ChangelogLine| match line.told {
            Told::Contribution(line) => line.title.unwrap_or_else(|| "gone".into()),
            Told::Entry { entry, linked, .. } => {
                let linked: Vec<String> = linked.into_iter().filter_map(|line| line.title).collect();
                format!("{}: {}", entry.title.iter().next().unwrap().1, linked.join(", "))
            }
        };
        self.log(ctx).await.into_iter().map(title).collect()
    }

    async fn told(&self, by: usize) -> usize {
        let news = self.books.store.news_list(&self.person(by), &Page::default()).await.unwrap().rows;
        news.iter().filter(|news| news.happened == Happened::Published).count()
    }
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

fn titles(roadmap: &Roadmap) -> [Vec<&str>; 3] {
    [&roadmap.planned, &roadmap.under_way, &roadmap.done]
        .map(|part| part.iter().map(|line| line.title.as_deref().unwrap_or("gone")).collect())
}

#[tokio::test]
async fn a_roadmap_says_what_is_planned_under_way_and_done() {
    on_both("roadmap", async |s: Scene| {
        let store = &s.books.store;
        let (one, two, three) = (s.shown(0, "One").await, s.shown(1, "Two").await, s.shown(2, "Three").await);
        s.shown(0, "Open").await;
        store.contribution_vote(&s.person(1), one, Some(Ballot::For)).await.unwrap();
        s.answer(one, "planned", "In spring.").await;
        s.answer(two, "planned", "In summer.").await;
        s.answer(three, "not-now", "Too dear.").await;
        let road = store.roadmap_get(&s.person(0), s.exchange).await.unwrap();
        assert_eq!(titles(&road), [vec!["Two", "One"], vec![], vec![]]);
        assert_eq!((road.planned[1].for_it, road.planned[1].words.as_deref()), (1, Some("In spring.")));
        assert!(road.planned[1].own && !road.planned[0].own && road.planned[1].named.is_empty());

        // The firm names a status for what is under way; what was merged counts with what stands for it.
        let before = ideas().statuses;
        let mut all: Vec<_> = before.iter().cloned().collect();
        all.push(status("building", Some(OutcomeKind::UnderWay)));
        let next = StatusSet::new(all).unwrap();
        store.activity_statuses_set(&s.firm.owner(), s.activity, before, next, BTreeMap::new()).await.unwrap();
        let four = s.shown(2, "Two again").await;
        store.contribution_merge(&s.firm.owner(), four, two).await.unwrap();
        s.answer(two, "building", "We are at it.").await;
        s.answer(one, "done", "It is there.").await;
        let road = store.roadmap_get(&s.firm.owner(), s.exchange).await.unwrap();
        assert_eq!(titles(&road), [vec![], vec!["Two"], vec!["One"]]);
        assert_eq!(road.under_way[0].by, 2);
        assert_eq!(s.titles(&s.person(2)).await, ["One"]);
        assert!(store.contribution_vote(&s.person(0), two, Some(Ballot::For)).await.is_ok(), "votes go on meanwhile");
    })
    .await;
}

#[tokio::test]
async fn everybody_sees_it_only_where_the_firm_says_so() {
    on_both("roadmap_public", async |s: Scene| {
        let store = &s.books.store;
        let visitor = s.firm.visitor();
        let (one, two) = (s.shown(0, "One").await, s.shown(1, "Two").await);
        s.answer(one, "done", "It is there.").await;
        s.answer(two, "done", "That too.").await;
        let hidden = Error::NotFound("exchange");
        assert_eq!(store.roadmap_get(&visitor, s.exchange).await, Err(hidden.clone()));
        assert_eq!(store.changelog_list(&visitor, s.exchange, &Page::default()).await, Err(hidden.clone()));
        assert_eq!(store.roadmap_is_public(&s.person(0), s.exchange).await, Ok(false));
        let researcher = s.firm.as_role(comity_store::Role::Moderator);
        assert!(store.roadmap_public_set(&researcher, s.exchange, true).await.is_err());
        store.roadmap_public_set(&s.firm.owner(), s.exchange, true).await.unwrap();
        assert_eq!(s.titles(&visitor).await, ["Two", "One"]);
        let other = s.books.firm("suda").await;
        assert_eq!(store.roadmap_get(&other.visitor(), s.exchange).await, Err(hidden.clone()));

        // Named only before whom they say; hidden words stay within.
        let named = async |ctx: &Context| -> Vec<Vec<String>> {
            let named = |line: ChangelogLine| match line.told {
                Told::Contribution(line) => line.named,
                Told::Entry { .. } => Vec::new(),
            };
            s.log(ctx).await.into_iter().map(named).collect()
        };
        assert_eq!(named(&s.person(2)).await, [vec![], Vec::<String>::new()]);
        s.display(0, one, NamedTo::Exchange, false).await;
        s.display(1, two, NamedTo::Everybody, false).await;
        assert_eq!(named(&s.person(2)).await, [vec!["Person 1".to_owned()], vec!["Person 0".to_owned()]]);
        assert_eq!(named(&visitor).await, [vec!["Person 1".to_owned()], vec![]]);
        s.display(1, two, NamedTo::Nobody, true).await;
        assert_eq!(s.titles(&visitor).await, ["One"]);
        assert_eq!(s.titles(&s.person(2)).await, ["Two", "One"]);
        let nameless = Display { named: NamedTo::Everybody, name: " ".into(), hidden: false };
        assert!(store.contribution_display_set(&s.person(0), one, nameless).await.is_err());
        let theirs = store.contribution_display_set(&s.person(1), one, Display::default()).await;
        assert_eq!(theirs, Err(Error::Participation(Refusal::NotYours)));
        let everything = store.person_everything(&s.person(0), s.people[0]).await.unwrap();
        assert_eq!(
            (everything.part.displays.len(), everything.part.displays[0].display.name.as_str()),
            (1, "Person 0")
        );

        // Erased: neither words nor name, and the firm's answer stays.
        store.person_erase(&s.person(0), s.people[0]).await.unwrap();
        run_jobs(store).await;
        assert_eq!(s.titles(&visitor).await, ["gone"]);
        assert_eq!(named(&s.person(2)).await, [vec![], Vec::<String>::new()]);
        store.roadmap_public_set(&s.firm.owner(), s.exchange, false).await.unwrap();
        assert_eq!(store.roadmap_get(&visitor, s.exchange).await, Err(hidden));
    })
    .await;
}

#[tokio::test]
async fn an_entry_is_written_published_changed_and_taken_out() {
    on_both("changelog", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let (one, two) = (s.shown(0, "One").await, s.shown(1, "Two").await);
        store.contribution_vote(&s.person(2), one, Some(Ballot::For)).await.unwrap();
        store.contribution_vote(&s.person(2), two, Some(Ballot::For)).await.unwrap();
        s.answer(one, "done", "It is there.").await;
        let id = store.changelog_entry_add(&owner, s.exchange, written("Calls", 100, &[one])).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["One"], "a draft is nobody's to see");
        assert_eq!(s.told(0).await, 0);
        store.changelog_entry_publish(&owner, (id, 1), true).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["Calls: One"], "and stands in the place of what it is about");
        assert_eq!((s.told(0).await, s.told(1).await, s.told(2).await), (1, 0, 1));

        // Whoever has a part in what it is newly about is told, and nobody twice.
        store.changelog_entry_change(&owner, (id, 2), written("Calls abroad", 101, &[one, two])).await.unwrap();
        assert_eq!((s.told(0).await, s.told(1).await, s.told(2).await), (1, 1, 1));
        let stale = store.changelog_entry_change(&owner, (id, 2), written("Late", 101, &[])).await;
        assert_eq!(stale, Err(Conflict::Stale.into()));
        store.changelog_entry_publish(&owner, (id, 3), false).await.unwrap();
        store.changelog_entry_publish(&owner, (id, 4), true).await.unwrap();
        assert_eq!((s.told(0).await, s.told(1).await), (1, 1));
        assert_eq!(s.titles(&s.person(0)).await, ["Calls abroad: One, Two"]);

        store.changelog_entry_undo(&owner, (id, 5)).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["Calls: One"]);
        store.changelog_entry_undo(&owner, (id, 6)).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["Calls abroad: One, Two"]);
        let too_early = store.changelog_entry_delete(&owner, (id, 7)).await;
        assert_eq!(too_early, Err(Error::Participation(Refusal::ThereAlready)));
        store.changelog_entry_remove(&owner, (id, 7)).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["One"]);
        let out = store.changelog_entry_change(&owner, (id, 8), written("Late", 101, &[])).await;
        assert_eq!(out, Err(Conflict::Expired.into()));
        store.changelog_entry_undo(&owner, (id, 8)).await.unwrap();
        assert_eq!(s.titles(&s.person(0)).await, ["Calls abroad: One, Two"]);
        store.changelog_entry_remove(&owner, (id, 9)).await.unwrap();
        store.changelog_entry_delete(&owner, (id, 10)).await.unwrap();
        assert_eq!(store.changelog_entry_list(&owner, s.exchange).await.unwrap(), []);

        // Nothing of another exchange, nothing that nobody sees.
        let elsewhere = exchange(&s.books, &s.firm).await;
        let foreign = store.changelog_entry_add(&owner, elsewhere, written("Calls", 100, &[one])).await;
        assert_eq!(foreign, Err(Error::NotFound("contribution")));
        let many = vec![one; 101];
        assert!(store.changelog_entry_add(&owner, s.exchange, written("Calls", 100, &many)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_changelog_is_read_page_by_page() {
    on_both("changelog_pages", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        for (n, day) in [(1, 10), (2, 30), (3, 20), (4, 20)] {
            let entry = written(&format!("Entry {n}"), day, &[]);
            let id = store.changelog_entry_add(&owner, s.exchange, entry).await.unwrap();
            store.changelog_entry_publish(&owner, (id, 1), true).await.unwrap();
        }
        let one = s.shown(0, "One").await;
        s.answer(one, "done", "It is there.").await;
        let (mut seen, mut page) = (Vec::new(), Page::first(2));
        loop {
            let read = store.changelog_list(&s.person(0), s.exchange, &page).await.unwrap();
            seen.extend(read.rows.into_iter().map(|line| match line.told {
                Told::Entry { entry, .. } => entry.title.iter().next().unwrap().1.to_owned(),
                Told::Contribution(line) => line.title.unwrap(),
            }));
            match read.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, ["One", "Entry 2", "Entry 4", "Entry 3", "Entry 1"]);
        let odd = Page { after: Some("x".into()), size: 2 };
        assert!(store.changelog_list(&s.person(0), s.exchange, &odd).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn statuses_are_named_anew_and_what_stands_in_them_stays() {
    on_both("statuses", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let (one, two) = (s.shown(0, "One").await, s.shown(1, "Two").await);
        s.answer(one, "looking", "").await;
        s.answer(two, "planned", "In May.").await;
        let status_of = async |id| s.books.store.contribution_get(&owner, id).await.unwrap().line.status;
        let before = ideas().statuses;
        let view = store.activity_statuses_get(&owner, s.activity).await.unwrap();
        let used: Vec<_> = view.used.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!((used, view.changed), (vec![("looking", 1), ("planned", 1)], None));

        // Other words and another order: what stands in them stays.
        let mut all: Vec<_> = before.iter().cloned().collect();
        all[1].words = Texts::one(Language::new("en").unwrap(), "we are thinking");
        all.swap(2, 3);
        let renamed = StatusSet::new(all.clone()).unwrap();
        let set = async |from: &StatusSet, to: &StatusSet, moves: &[(&str, &str)]| {
            let name = |name: &str| Name::new(name).unwrap();
            let moves = moves.iter().map(|(from, to)| (name(from), name(to))).collect();
            store.activity_statuses_set(&owner, s.activity, from.clone(), to.clone(), moves).await
        };
        set(&before, &renamed, &[]).await.unwrap();
        assert_eq!(status_of(one).await, "looking");
        assert_eq!(set(&before, &renamed, &[]).await, Err(Conflict::Stale.into()));

        // One that is left out asks where its contributions go, and that can be taken back.
        all.retain(|status| status.name.as_str() != "looking");
        let fewer = StatusSet::new(all).unwrap();
        let asks = NotRestated::InUse { name: Name::new("looking").unwrap(), n: 1 };
        assert_eq!(set(&renamed, &fewer, &[]).await, Err(Error::Participation(asks.into())));
        set(&renamed, &fewer, &[("looking", "open")]).await.unwrap();
        assert_eq!((status_of(one).await, status_of(two).await), ("open".into(), "planned".into()));
        assert!(store.activity_statuses_get(&owner, s.activity).await.unwrap().changed.is_some());
        let three = s.shown(2, "Three").await;
        store.activity_statuses_undo(&owner, s.activity).await.unwrap();
        assert_eq!((status_of(one).await, status_of(three).await), ("looking".into(), "open".into()));
        assert_eq!(store.activity_statuses_undo(&owner, s.activity).await, Err(Conflict::Expired.into()));

        // What was answered meanwhile is not moved back, and what came to stand in a new one keeps it.
        set(&renamed, &fewer, &[("looking", "open")]).await.unwrap();
        s.answer(one, "not-now", "Too dear.").await;
        store.activity_statuses_undo(&owner, s.activity).await.unwrap();
        assert_eq!(status_of(one).await, "not-now");
        let mut more: Vec<_> = renamed.iter().cloned().collect();
        more.push(status("building", Some(OutcomeKind::UnderWay)));
        set(&renamed, &StatusSet::new(more).unwrap(), &[]).await.unwrap();
        s.answer(two, "building", "At it.").await;
        let kept = store.activity_statuses_undo(&owner, s.activity).await;
        assert!(matches!(kept, Err(Error::Participation(Refusal::Statuses(NotRestated::InUse { .. })))), "{kept:?}");
        assert_eq!(status_of(two).await, "building");
    })
    .await;
}
