//! Ideas: brought, voted on, discussed, merged, moderated, answered, forgotten.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Ideas, Setting};
use comity_participation::board::WaitsFor;
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_participation::text::{Field, Text};
use comity_store::{
    ActivityId, ActivityNew, By, Conflict, Context, ContributionFilter, ContributionId, ContributionNew,
    ContributionSort, ContributionView, Display, Error, ExchangeId, Happened, NamedTo, Page, Part, PersonId, Role,
    WaitingFor,
};

use crate::activities::{help, new, questions};
use crate::erasure::run_jobs;
use crate::setting::{Books, Firm, exchange, invited};

pub fn status(name: &str, outcome: Option<OutcomeKind>) -> Status {
    Status { name: Name::new(name).unwrap(), words: Texts::one(Language::new("en").unwrap(), name), outcome }
}

/// An activity for ideas that is about to be opened.
pub fn ideas() -> ActivityNew {
    let statuses = vec![
        status("open", None),
        status("looking", None),
        status("planned", Some(OutcomeKind::Planned)),
        status("done", Some(OutcomeKind::Done)),
        status("not-now", Some(OutcomeKind::NotNow)),
    ];
    ActivityNew {
        title: Texts::one(Language::new("en").unwrap(), "What should be better?"),
        stage: Stage::Service,
        clause: None,
        agreed_only: false,
        opens: None,
        closes: None,
        statuses: StatusSet::new(statuses).unwrap(),
        setting: Setting::Ideas(Ideas { against: true }),
    }
}

/// An idea of that title.
pub fn idea(title: &str) -> ContributionNew {
    let language = Language::new("en").unwrap();
    let body = "Because it helps.".into();
    ContributionNew { kind: Kind::Idea, title: title.into(), body, language, particulars: None }
}

fn reason() -> Reason {
    Reason { kind: ReasonKind::OffTopic, words: Text::new("It is about something else.", Field::Answer).unwrap() }
}

/// A no.
pub fn no() -> Button {
    Button::Decline { reason: reason() }
}

/// Leaves an idea that was declined and contested, a comment to somebody else's, a vote on that, and one more idea that counts.
pub async fn plant(
    books: &Books,
    firm: &Firm,
    exchange: ExchangeId,
    (who, other): (PersonId, PersonId),
    words: [&str; 4],
) {
    let store = &books.store;
    let (me, owner) = (firm.person(who), firm.owner());
    let activity = store.activity_open(&owner, exchange, ideas()).await.unwrap();
    let theirs = store.contribution_bring(&firm.person(other), activity, idea("More data abroad")).await.unwrap().id;
    store.contribution_moderate(&owner, (theirs, 1), Button::Approve).await.unwrap();
    let mine = store.contribution_bring(&me, activity, idea(words[0])).await.unwrap().id;
    store.contribution_moderate(&owner, (mine, 1), no()).await.unwrap();
    store.contribution_contest(&me, mine, words[2].into()).await.unwrap();
    store.comment_add(&me, theirs, None, words[1].into()).await.unwrap();
    store.contribution_vote(&me, theirs, Some(Ballot::For)).await.unwrap();
    store.contribution_follow(&me, theirs, true).await.unwrap();
    let thanked = Display { named: NamedTo::Everybody, name: words[3].into(), hidden: true };
    store.contribution_display_set(&me, mine, thanked).await.unwrap();
    assert_eq!(store.news_unseen(&me).await, Ok(2), "queued and declined");

    // An answer that was taken, whose words stand in the outcome too; thanks; an offer that somebody was asked about.
    let activity = store.activity_open(&owner, exchange, questions(false)).await.unwrap();
    let asked = new(Kind::Question, "How?");
    let asked = store.contribution_bring(&firm.person(other), activity, asked).await.unwrap().id;
    let saw = store.contribution_get(&owner, asked).await.unwrap();
    if saw.part != Part::Shown {
        store.contribution_moderate(&owner, (asked, saw.line.version), Button::Approve).await.unwrap();
    }
    let answer = store.comment_add(&me, asked, None, words[1].into()).await.unwrap().id;
    store.comment_moderate(&owner, (answer, 1), Button::ApproveAndTrust).await.unwrap();
    store.answer_accept(&firm.person(other), asked, answer).await.unwrap();
    store.contribution_thank(&me, theirs, None).await.unwrap();
    let activity = store.activity_open(&owner, exchange, help()).await.unwrap();
    let offer = crate::activities::asked(Kind::Offer, words[0], &["router"], Some("milan"));
    let need = crate::activities::asked(Kind::Need, "A router", &["router"], None);
    let offer = store.contribution_bring(&me, activity, offer).await.unwrap().id;
    let need = store.contribution_bring(&firm.person(other), activity, need).await.unwrap().id;
    store.contribution_moderate(&owner, (need, 1), Button::Approve).await.unwrap();
    store.help_agree(&me, offer, need).await.unwrap();
    let saw = store.contribution_get(&owner, theirs).await.unwrap().line.version;
    store.contribution_status_set(&owner, (theirs, saw), "done", "It is there now.".into()).await.unwrap();
}

/// A firm with an exchange, an activity in it and three persons who were invited.
pub struct Scene {
    pub books: Books,
    pub firm: Firm,
    pub exchange: ExchangeId,
    pub activity: ActivityId,
    pub people: Vec<PersonId>,
}

impl Scene {
    pub async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let activity = books.store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
        let mut people = Vec::new();
        for name in ["ada", "bob", "cia"] {
            people.push(invited(&books, &firm, exchange, &format!("{name}@example.com")).await);
        }
        Self { books, firm, exchange, activity, people }
    }

    pub fn person(&self, at: usize) -> Context {
        self.firm.person(self.people[at])
    }

    pub fn moderator(&self) -> Context {
        self.firm.as_role(Role::Moderator)
    }

    /// An idea that others see.
    pub async fn shown(&self, by: usize, title: &str) -> ContributionId {
        let store = &self.books.store;
        let brought = store.contribution_bring(&self.person(by), self.activity, idea(title)).await.unwrap();
        if !brought.shown {
            store.contribution_moderate(&self.moderator(), (brought.id, 1), Button::Approve).await.unwrap();
        }
        brought.id
    }

    pub async fn vote(&self, by: usize, id: ContributionId, ballot: Ballot) {
        self.books.store.contribution_vote(&self.person(by), id, Some(ballot)).await.unwrap();
    }

    pub async fn seen(&self, by: usize, id: ContributionId) -> ContributionView {
        self.books.store.contribution_get(&self.person(by), id).await.unwrap()
    }

    async fn votes(&self, id: ContributionId) -> (u64, u64) {
        let idea = self.seen(2, id).await.line;
        (idea.for_it, idea.against)
    }

    async fn titles(&self, sort: ContributionSort) -> Vec<String> {
        let (mut all, mut page) = (Vec::new(), Page::first(1));
        loop {
            let filter = ContributionFilter { sort, ..ContributionFilter::default() };
            let listed =
                self.books.store.contribution_list(&self.person(0), self.activity, &filter, &page).await.unwrap();
            all.extend(listed.rows.into_iter().map(|line| line.title.unwrap_or_default()));
            match listed.next {
                Some(next) => page.after = Some(next),
                None => return all,
            }
        }
    }
}

/// Runs a story on both databases.
pub async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

#[tokio::test]
async fn an_idea_is_brought_seen_voted_on_and_answered() {
    on_both("ideas", async |s: Scene| {
        let store = &s.books.store;
        let brought = store.contribution_bring(&s.person(0), s.activity, idea("More data abroad")).await.unwrap();
        assert!(!brought.shown, "a moderator looks first at what newcomers bring");
        let hidden = store.contribution_get(&s.person(1), brought.id).await;
        assert_eq!(hidden, Err(Error::NotFound("contribution")));
        assert_eq!(s.seen(0, brought.id).await.part, Part::Queued);
        let viewer = store.contribution_get(&s.firm.as_role(Role::Viewer), brought.id).await;
        assert_eq!(viewer, Err(Error::NotFound("contribution")));
        store.contribution_moderate(&s.moderator(), (brought.id, 1), Button::Approve).await.unwrap();

        s.vote(1, brought.id, Ballot::For).await;
        s.vote(2, brought.id, Ballot::Against).await;
        let alike = store.contribution_similar(&s.person(1), s.activity, "data when abr").await.unwrap();
        assert_eq!((alike.len(), alike[0].id, alike[0].for_it), (1, brought.id, 1));
        let asked = store.comment_add(&s.moderator(), brought.id, None, "Which country?".into()).await.unwrap();
        let reply = store.comment_add(&s.person(0), brought.id, Some(asked.id), "Switzerland".into()).await.unwrap();
        assert!(asked.shown && reply.shown, "somebody of whom a moderator let something through is known");
        let seen = s.seen(1, brought.id).await;
        let said: Vec<_> = seen.comments.iter().map(|c| (c.by, c.text.as_deref().unwrap())).collect();
        assert_eq!(said, [(By::Firm, "Which country?"), (By::Customer, "Switzerland")]);
        assert_eq!((seen.vote, seen.line.comments, seen.line.own), (Some(Ballot::For), 2, false));

        let wordless = store.contribution_status_set(&s.moderator(), (brought.id, 2), "done", " ".into()).await;
        assert_eq!(wordless, Err(Error::Participation(Refusal::NoWords)));
        store
            .contribution_status_set(&s.moderator(), (brought.id, 2), "done", "It is there now.".into())
            .await
            .unwrap();
        let seen = s.seen(2, brought.id).await;
        assert_eq!(seen.outcome.unwrap().words.as_str(), "It is there now.");
        let late = store.contribution_vote(&s.person(2), brought.id, Some(Ballot::For)).await;
        assert_eq!(late, Err(Error::Participation(Refusal::Ended)));

        let own = store.part_own(&s.person(0)).await.unwrap();
        assert_eq!(own.contributions[0].became.as_ref().unwrap().words, "It is there now.");
        let news = store.news_list(&s.person(0), &Page::default()).await.unwrap().rows;
        let happened: Vec<_> = news.iter().map(|news| &news.happened).collect();
        assert!(matches!(
            happened[..],
            [Happened::Outcome { .. }, Happened::Commented, Happened::Approved, Happened::Queued]
        ));
        assert_eq!(news[0].title.as_deref(), Some("More data abroad"));
        let voter = store.news_list(&s.person(1), &Page::default()).await.unwrap().rows;
        assert!(matches!(voter[..], [comity_store::News { happened: Happened::Outcome { .. }, .. }]));
        store.news_see(&s.person(0)).await.unwrap();
        assert_eq!(store.news_unseen(&s.person(0)).await, Ok(0));
        let everything = store.person_everything(&s.person(0), s.people[0]).await.unwrap();
        assert_eq!((everything.part.contributions.len(), everything.part.comments.len()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_person_votes_once_whatever_they_press() {
    on_both("votes", async |s: Scene| {
        let id = s.shown(0, "One").await;
        for ballot in [Ballot::For, Ballot::For, Ballot::Against, Ballot::Against, Ballot::For] {
            s.vote(1, id, ballot).await;
        }
        assert_eq!(s.votes(id).await, (1, 0));
        let (one, two) = (s.person(1), s.person(2));
        let vote = |ctx| s.books.store.contribution_vote(ctx, id, Some(Ballot::For));
        let all = futures_util::future::join_all((0..40).map(|n| vote(if n % 2 == 0 { &one } else { &two }))).await;
        assert!(all.iter().all(Result::is_ok), "{all:?}");
        assert_eq!(s.votes(id).await, (2, 0));
        s.books.store.contribution_vote(&one, id, None).await.unwrap();
        s.books.store.contribution_vote(&one, id, None).await.unwrap();
        assert_eq!(s.votes(id).await, (1, 0));
        let pass = s.books.store.contribution_vote(&one, id, Some(Ballot::Pass)).await;
        assert_eq!(pass, Err(Error::Participation(Refusal::OtherBallot(Ballot::Pass))));
    })
    .await;
}

#[tokio::test]
async fn lists_are_in_their_order_page_by_page() {
    on_both("idea_lists", async |s: Scene| {
        let (one, two, three) = (s.shown(0, "One").await, s.shown(0, "Two").await, s.shown(0, "Three").await);
        s.vote(1, two, Ballot::For).await;
        s.vote(2, two, Ballot::For).await;
        s.vote(1, one, Ballot::For).await;
        assert_eq!(s.titles(ContributionSort::Newest).await, ["Three", "Two", "One"]);
        assert_eq!(s.titles(ContributionSort::MostVotes).await, ["Two", "One", "Three"]);
        let store = &s.books.store;
        let version = s.seen(0, two).await.line.version;
        store.contribution_status_set(&s.moderator(), (two, version), "planned", "In May.".into()).await.unwrap();
        assert_eq!(s.titles(ContributionSort::Waiting).await, ["One", "Three"]);
        let planned = ContributionFilter { status: Some("planned".into()), ..ContributionFilter::default() };
        let listed = store.contribution_list(&s.moderator(), s.activity, &planned, &Page::default()).await.unwrap();
        assert_eq!((listed.total, listed.rows[0].id), (1, two));
        store.contribution_withdraw(&s.person(0), three).await.unwrap();
        assert_eq!(s.titles(ContributionSort::Newest).await, ["Two", "One"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_refuses() {
    on_both("closed", async |s: Scene| {
        let store = &s.books.store;
        let id = s.shown(0, "One").await;
        let stranger = invited_elsewhere(&s).await;
        assert_eq!(store.contribution_get(&stranger, id).await, Err(Error::NotFound("exchange")));
        assert_eq!(store.contribution_vote(&stranger, id, Some(Ballot::For)).await, Err(Error::NotFound("exchange")));
        store.activity_close(&s.firm.owner(), s.activity).await.unwrap();
        assert_eq!(store.activity_close(&s.firm.owner(), s.activity).await, Err(Conflict::Expired.into()));
        let not_open = |result: Result<(), Error>| matches!(result, Err(Error::Participation(Refusal::NotOpen(_))));
        assert!(not_open(store.contribution_vote(&s.person(1), id, Some(Ballot::For)).await.map(drop)));
        assert!(not_open(store.contribution_bring(&s.person(1), s.activity, idea("Late")).await.map(drop)));
        assert!(not_open(store.comment_add(&s.person(1), id, None, "Late".into()).await.map(drop)));
        store.contribution_status_set(&s.moderator(), (id, 2), "not-now", "Too dear.".into()).await.unwrap();
        assert!(!store.activity_get(&s.person(1), s.activity).await.unwrap().open);

        let another = store.activity_open(&s.firm.owner(), s.exchange, ideas()).await.unwrap();
        store.exchange_close(&s.firm.owner(), s.exchange).await.unwrap();
        let closed = store.contribution_bring(&s.person(1), another, idea("Late")).await;
        assert_eq!(closed, Err(Conflict::NotOpen.into()));
        let closed = store.activity_open(&s.firm.owner(), s.exchange, ideas()).await;
        assert_eq!(closed, Err(Conflict::NotOpen.into()));
    })
    .await;
}

/// Somebody who was invited to another exchange of the firm.
async fn invited_elsewhere(s: &Scene) -> Context {
    let other = exchange(&s.books, &s.firm).await;
    s.firm.person(invited(&s.books, &s.firm, other, "dan@example.com").await)
}

#[tokio::test]
async fn a_merge_that_is_undone_leaves_everything_as_it_was() {
    on_both("merges", async |s: Scene| {
        let store = &s.books.store;
        let (one, two) = (s.shown(0, "More data").await, s.shown(1, "Bigger plans").await);
        s.vote(0, one, Ballot::For).await;
        s.vote(2, one, Ballot::For).await;
        s.vote(2, two, Ballot::Against).await;
        store.comment_add(&s.person(0), one, None, "On the first".into()).await.unwrap();
        let before = (s.seen(2, one).await, s.seen(2, two).await);
        store.contribution_merge(&s.moderator(), one, two).await.unwrap();
        assert_eq!(s.votes(two).await, (1, 1), "who voted on both counts once, by the vote given last");
        let merged = s.seen(0, two).await;
        assert_eq!((merged.merged, merged.comments.len()), (vec![(one, Some("More data".into()))], 1));
        assert_eq!(s.seen(0, one).await.stands_for_it, Some(two));
        assert_eq!(s.titles(ContributionSort::MostVotes).await, ["Bigger plans"]);
        let circle = store.contribution_merge(&s.moderator(), two, one).await;
        assert_eq!(circle, Err(Error::Participation(Refusal::Circle)));
        store.contribution_unmerge(&s.moderator(), one).await.unwrap();
        let mut after = (s.seen(2, one).await, s.seen(2, two).await);
        after.0.line.version = before.0.line.version;
        // When each was read.
        (after.0.activity.at, after.1.activity.at) = (before.0.activity.at, before.1.activity.at);
        assert_eq!(after, before);

        // A vote given while they are one stays where it was given, and moves one count.
        store.contribution_merge(&s.moderator(), one, two).await.unwrap();
        s.vote(0, one, Ballot::Against).await;
        assert_eq!(s.votes(two).await, (0, 2));
        store.contribution_unmerge(&s.moderator(), one).await.unwrap();
        assert_eq!((s.votes(one).await, s.votes(two).await), ((2, 0), (0, 2)));
    })
    .await;
}

#[tokio::test]
async fn of_two_moderators_the_second_is_told() {
    on_both("moderators", async |s: Scene| {
        let store = &s.books.store;
        let id = store.contribution_bring(&s.person(0), s.activity, idea("Mine")).await.unwrap().id;
        let moderator = s.moderator();
        let press = |button| store.contribution_moderate(&moderator, (id, 1), button);
        let both = futures_util::future::join(press(Button::Approve), press(no())).await;
        let conflict = |result: &Result<(), Error>| matches!(result, Err(Error::Participation(Refusal::Conflict(_))));
        assert!(both.0.is_ok() != both.1.is_ok() && (conflict(&both.0) || conflict(&both.1)), "{both:?}");
    })
    .await;
}

#[tokio::test]
async fn a_no_is_explained_and_can_be_contested_once() {
    on_both("contests", async |s: Scene| {
        let store = &s.books.store;
        let id = store.contribution_bring(&s.person(0), s.activity, idea("Mine")).await.unwrap().id;
        store.contribution_moderate(&s.moderator(), (id, 1), no()).await.unwrap();
        let Part::Declined { reason: why, contested: None, .. } = s.seen(0, id).await.part else { panic!("a no") };
        assert_eq!(why, reason());
        assert_eq!(
            store.contribution_contest(&s.person(1), id, "But".into()).await,
            Err(Error::Participation(Refusal::NotYours))
        );
        store.contribution_contest(&s.person(0), id, "It is about the service.".into()).await.unwrap();
        let again = store.contribution_contest(&s.person(0), id, "And".into()).await;
        assert_eq!(again, Err(Error::Participation(Refusal::NothingToContest)));
        let waits = store.waiting_list(&s.moderator(), s.exchange).await.unwrap();
        assert_eq!(waits[0].contested.as_deref(), Some("It is about the service."));
        store
            .contribution_moderate(&s.moderator(), (id, 3), Button::DeclineAndBlock { reason: reason() })
            .await
            .unwrap();
        let blocked = store.contribution_bring(&s.person(0), s.activity, idea("More")).await;
        assert_eq!(blocked, Err(Conflict::Blocked.into()));
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_listed_exactly_the_longest_first() {
    on_both("waits", async |s: Scene| {
        let store = &s.books.store;
        let (one, two) = (s.shown(0, "One").await, s.shown(1, "Two").await);
        let queued = store.contribution_bring(&s.person(2), s.activity, idea("Queued")).await.unwrap().id;
        let comment = store.comment_add(&s.person(2), two, None, "See https://a.example".into()).await.unwrap();
        assert!(!comment.shown);
        store.contribution_merge(&s.moderator(), one, two).await.unwrap();
        let first = s.seen(0, one).await.line.at;
        s.books.freeze();
        s.books.pass(1_000);
        let lines = async || {
            let lines = store.waiting_list(&s.moderator(), s.exchange).await.unwrap();
            lines.into_iter().map(|line| (line.which, line.what_for, line.micros)).collect::<Vec<_>>()
        };
        let listed = lines().await;
        let which: Vec<_> = listed.iter().map(|line| (line.0, line.1)).collect();
        assert_eq!(
            which,
            [
                (WaitingFor::Contribution(two), WaitsFor::Outcome),
                (WaitingFor::Contribution(queued), WaitsFor::Moderator),
                (WaitingFor::Comment(comment.id, two), WaitsFor::Moderator),
            ]
        );
        assert_eq!(listed[0].2, s.books.now() - first, "since the older of those that are one");
        store.contribution_status_set(&s.moderator(), (two, 2), "done", "There.".into()).await.unwrap();
        assert_eq!(lines().await.len(), 2);
        store.contribution_moderate(&s.moderator(), (queued, 1), no()).await.unwrap();
        store.comment_moderate(&s.moderator(), (comment.id, 1), Button::ApproveAndTrust).await.unwrap();
        assert_eq!(lines().await, []);
        s.books.pass(1);
        store.activity_close(&s.firm.owner(), s.activity).await.unwrap();
        s.books.pass(5);
        assert_eq!(lines().await, [(WaitingFor::Activity(s.activity), WaitsFor::Outcome, 5)]);
    })
    .await;
}

#[tokio::test]
async fn what_is_like_what_is_typed_follows_every_act() {
    on_both("alike", async |s: Scene| {
        let store = &s.books.store;
        let found = async |typed: &str| -> Vec<ContributionId> {
            let alike = store.contribution_similar(&s.person(2), s.activity, typed).await.unwrap();
            alike.into_iter().map(|one| one.id).collect()
        };
        assert_eq!(found("roaming").await, []);
        let one = s.shown(0, "Roaming in Switzerland").await;
        assert_eq!(found("roaming").await, [one], "what came after the first search");
        let two = s.shown(1, "Roaming on trains").await;
        let mut both = found("roaming").await;
        both.sort();
        assert_eq!(both, [one, two]);
        let hidden = store.contribution_bring(&s.person(2), s.activity, idea("Roaming at sea")).await.unwrap();
        assert!(!hidden.shown && !found("sea").await.contains(&hidden.id), "nobody has looked at it");

        store.contribution_merge(&s.moderator(), one, two).await.unwrap();
        assert_eq!(found("roaming").await, [two]);
        store.contribution_unmerge(&s.moderator(), one).await.unwrap();
        assert_eq!(found("switzerland").await, [one]);
        store.contribution_withdraw(&s.person(1), two).await.unwrap();
        assert_eq!(found("trains").await, []);
        store.person_erase(&s.person(0), s.people[0]).await.unwrap();
        run_jobs(store).await;
        assert_eq!(found("switzerland").await, []);
    })
    .await;
}

#[tokio::test]
async fn an_author_who_is_erased_leaves_a_place_and_votes_that_count() {
    on_both("forgotten", async |s: Scene| {
        let store = &s.books.store;
        let (one, two) = (s.shown(0, "One").await, s.shown(1, "Two").await);
        s.vote(0, one, Ballot::For).await;
        s.vote(0, two, Ballot::For).await;
        s.vote(2, two, Ballot::For).await;
        store.comment_add(&s.person(0), two, None, "Words".into()).await.unwrap();
        store.contribution_follow(&s.person(0), two, true).await.unwrap();
        store.contribution_merge(&s.moderator(), one, two).await.unwrap();
        assert_eq!(s.votes(two).await, (2, 0));
        store.person_erase(&s.person(0), s.people[0]).await.unwrap();
        run_jobs(store).await;
        assert_eq!(s.votes(two).await, (2, 0), "the stand-in is one for both votes");
        let seen = s.seen(1, two).await;
        assert_eq!((seen.comments[0].by, seen.comments[0].text.clone()), (By::Gone, None));
        assert_eq!(seen.merged, [(one, None)]);
        store.contribution_unmerge(&s.moderator(), one).await.unwrap();
        assert_eq!(s.seen(1, one).await.line.title, None, "no undo brings words back");
        assert_eq!((s.votes(one).await, s.votes(two).await), ((1, 0), (2, 0)));
        s.vote(2, one, Ballot::For).await;
        let version = s.seen(1, one).await.line.version;
        store.contribution_status_set(&s.moderator(), (one, version), "planned", "Soon.".into()).await.unwrap();
        let told = store.news_list(&s.person(2), &Page::default()).await.unwrap().rows;
        assert!(matches!(told[0].happened, Happened::Outcome { .. }), "whoever is left is told");
    })
    .await;
}
