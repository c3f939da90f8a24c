//! Questions and challenges: what is each one's own, over the same core.

use std::collections::BTreeSet;

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::activity::challenge::{Challenge, Criterion, Evaluator, NotAScore, Window};
use comity_participation::activity::{NotOpen, Particulars, PeerHelp, Questions, Setting};
use comity_participation::board::WaitsFor;
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::name::{Choice, Name};
use comity_participation::refusal::Refusal;
use comity_participation::status::{OutcomeKind, StatusSet};
use comity_store::{
    ActivityId, ActivityNew, Actor, Context, ContributionId, ContributionNew, ContributionView, Error, ExchangeId,
    Happened, MemberId, MemberNew, Page, PersonId, Role, WaitingFor,
};

use crate::erasure::run_jobs;
use crate::participation::{no, status};
use crate::setting::{Books, Firm, exchange, invited};

pub const DAY: i64 = 86_400_000_000;

fn name(name: &str) -> Name {
    Name::new(name).unwrap()
}

fn words(words: &str) -> Texts {
    Texts::one(Language::new("en").unwrap(), words)
}

fn choice(called: &str) -> Choice {
    Choice { name: name(called), words: words(called) }
}

/// An activity of that setting, with an outcome of that kind beside a no.
pub fn opened(setting: Setting, yes: OutcomeKind) -> ActivityNew {
    let statuses = vec![status("open", None), status("yes", Some(yes)), status("no", Some(OutcomeKind::NotNow))];
    ActivityNew {
        title: words("What do you need to know?"),
        stage: Stage::Service,
        clause: None,
        opens: None,
        closes: None,
        statuses: StatusSet::new(statuses).unwrap(),
        setting,
    }
}

pub fn questions(firm_only: bool) -> ActivityNew {
    opened(Setting::Questions(Questions { firm_only }), OutcomeKind::Answered)
}

pub fn help() -> ActivityNew {
    let own = PeerHelp { topics: vec![choice("router"), choice("tv")], places: vec![choice("milan"), choice("rome")] };
    opened(Setting::PeerHelp(own), OutcomeKind::Matched)
}

/// A challenge whose phases follow each other, ten days each, from `now` on.
pub fn challenge(now: i64, members: &[MemberId]) -> ActivityNew {
    let window = |from: i64, to: i64| Window { opens: Timestamp(now + from * DAY), closes: Timestamp(now + to * DAY) };
    let criterion = |called: &str, most, weight| Criterion { name: name(called), words: words(called), most, weight };
    let evaluators = members.iter().map(|id| Evaluator::Member(known(*id))).collect::<BTreeSet<_>>();
    let own = Challenge {
        submit: window(0, 10),
        discuss: None,
        evaluate: window(10, 20),
        award: window(20, 30),
        criteria: vec![criterion("new", 10, 1), criterion("useful", 5, 3)],
        evaluators,
    };
    let new = opened(Setting::Challenge(own), OutcomeKind::Awarded);
    ActivityNew { opens: Some(now), closes: Some(now + 30 * DAY), ..new }
}

fn known(id: MemberId) -> comity_participation::id::MemberId {
    comity_participation::id::MemberId(u128::from_be_bytes(*id.bytes()))
}

pub fn new(kind: Kind, title: &str) -> ContributionNew {
    let language = Language::new("en").unwrap();
    ContributionNew { kind, title: title.into(), body: String::new(), language, particulars: None }
}

/// An offer or a need with what it says.
pub fn asked(kind: Kind, title: &str, topics: &[&str], place: Option<&str>) -> ContributionNew {
    let topics = topics.iter().map(|topic| name(topic)).collect();
    let says = Particulars { topics, place: place.map(name), from: None, until: None, room: 1 };
    ContributionNew { particulars: Some(says), ..new(kind, title) }
}

/// A firm with an exchange, three persons who were invited and whom moderators know, and an activity.
pub struct Scene {
    pub books: Books,
    pub firm: Firm,
    pub exchange: ExchangeId,
    pub activity: ActivityId,
    pub people: Vec<PersonId>,
}

impl Scene {
    pub async fn open(books: Books, activity: impl AsyncFn(&Books, &Firm) -> ActivityNew) -> Self {
        books.freeze();
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let activity = activity(&books, &firm).await;
        let activity = books.store.activity_open(&firm.owner(), exchange, activity).await.unwrap();
        let mut people = Vec::new();
        for name in ["ada", "bob", "cia"] {
            people.push(invited(&books, &firm, exchange, &format!("{name}@example.com")).await);
        }
        Self { books, firm, exchange, activity, people }
    }

    pub fn person(&self, at: usize) -> Context {
        self.firm.person(self.people[at])
    }

    /// Something that others see.
    pub async fn shown(&self, by: usize, new: ContributionNew) -> ContributionId {
        let store = &self.books.store;
        let brought = store.contribution_bring(&self.person(by), self.activity, new).await.unwrap();
        if !brought.shown {
            store.contribution_moderate(&self.firm.owner(), (brought.id, 1), Button::ApproveAndTrust).await.unwrap();
        }
        brought.id
    }

    pub async fn seen(&self, by: usize, id: ContributionId) -> ContributionView {
        self.books.store.contribution_get(&self.person(by), id).await.unwrap()
    }

    pub async fn waits(&self) -> Vec<(WaitingFor, WaitsFor)> {
        let lines = self.books.store.waiting_list(&self.firm.owner(), self.exchange).await.unwrap();
        lines.into_iter().map(|line| (line.which, line.what_for)).collect()
    }

    pub async fn told(&self, who: usize) -> Vec<Happened> {
        let news = self.books.store.news_list(&self.person(who), &Page::default()).await.unwrap();
        news.rows.into_iter().map(|news| news.happened).collect()
    }

    pub async fn version(&self, id: ContributionId) -> u32 {
        self.seen(0, id).await.line.version
    }
}

/// Runs a story on both databases.
pub async fn on_both(name: &str, activity: impl AsyncFn(&Books, &Firm) -> ActivityNew, story: impl AsyncFn(Scene)) {
    story(Scene::open(Books::sqlite().await, &activity).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::open(books, &activity).await).await;
    }
}

pub fn refused<T: std::fmt::Debug + PartialEq>(result: Result<T, Error>, why: impl Into<Refusal>) {
    assert_eq!(result, Err(Error::Participation(why.into())));
}

#[tokio::test]
async fn a_question_waits_until_an_answer_is_taken() {
    on_both(
        "asks",
        async |_: &Books, _: &Firm| questions(false),
        async |s: Scene| {
            let store = &s.books.store;
            let asked = s.shown(0, new(Kind::Question, "How do I change my SIM? 🙂 مرحبا")).await;
            refused(
                store.contribution_bring(&s.person(0), s.activity, new(Kind::Idea, "An idea")).await,
                Refusal::OtherKind(Kind::Idea),
            );
            let since = s.books.now();
            assert_eq!(s.seen(1, asked).await.line.waits, Some(since));
            s.books.pass(DAY);
            assert_eq!(s.waits().await, [(WaitingFor::Contribution(asked), WaitsFor::Outcome)]);
            let bob = store.comment_add(&s.person(1), asked, None, "In the app.".into()).await.unwrap();
            store.comment_moderate(&s.firm.owner(), (bob.id, 1), Button::ApproveAndTrust).await.unwrap();
            refused(store.answer_accept(&s.person(1), asked, bob.id).await, Refusal::NotYours);
            store.contribution_thank(&s.person(2), asked, Some(bob.id)).await.unwrap();
            refused(store.contribution_thank(&s.person(2), asked, Some(bob.id)).await, Refusal::ThereAlready);
            refused(store.contribution_thank(&s.person(1), asked, Some(bob.id)).await, Refusal::Yourself);
            store.answer_accept(&s.person(0), asked, bob.id).await.unwrap();
            refused(store.answer_accept(&s.person(0), asked, bob.id).await, Refusal::Ended);
            let seen = s.seen(2, asked).await;
            assert_eq!((seen.accepted, seen.comments[0].thanks, seen.comments[0].thanked), (Some(bob.id), 1, true));
            assert_eq!(seen.outcome.unwrap().words.as_str(), "In the app.");
            assert_eq!(s.waits().await, []);
            assert!(matches!(s.told(1).await[..], [Happened::Accepted, Happened::Thanked, Happened::Approved]));
            let part = store.part_own(&s.person(2)).await.unwrap();
            assert_eq!(part.thanks[0].on, asked);

            // With whoever answered their words go, also out of what became of the question, which waits again.
            store.person_erase(&s.person(1), s.people[1]).await.unwrap();
            store.person_erase(&s.person(2), s.people[2]).await.unwrap();
            run_jobs(store).await;
            let seen = s.seen(0, asked).await;
            assert_eq!((seen.outcome, seen.accepted, seen.comments[0].text.clone()), (None, None, None));
            assert_eq!(seen.comments[0].thanks, 0);
            assert_eq!(s.waits().await, [(WaitingFor::Contribution(asked), WaitsFor::Outcome)]);
        },
    )
    .await;
}

#[tokio::test]
async fn where_only_the_firm_answers_a_moderator_takes_its_answer() {
    on_both(
        "firm_answers",
        async |_: &Books, _: &Firm| questions(true),
        async |s: Scene| {
            let store = &s.books.store;
            let asked = s.shown(0, new(Kind::Question, "When does the shop open?")).await;
            refused(store.comment_add(&s.person(1), asked, None, "At nine".into()).await, Refusal::OnlyTheFirm);
            let moderator = s.firm.as_role(Role::Moderator);
            let answer = store.comment_add(&moderator, asked, None, "At nine.".into()).await.unwrap();
            store.answer_accept(&moderator, asked, answer.id).await.unwrap();
            assert!(matches!(
                s.told(0).await[..],
                [Happened::Outcome { .. }, Happened::Commented, Happened::Approved, Happened::Queued]
            ));
            let version = s.version(asked).await;
            store.comment_moderate(&moderator, (answer.id, 1), no()).await.unwrap();
            assert!(
                s.version(asked).await > version,
                "a moderator who saw it answered is told that it is not any more"
            );
            assert_eq!(s.waits().await, [(WaitingFor::Contribution(asked), WaitsFor::Outcome)]);
        },
    )
    .await;
}

/// A challenge scored by the owner and by a member who may leave.
async fn with_members(books: &Books, firm: &Firm) -> ActivityNew {
    let new =
        MemberNew { mail: "m@norda.example".into(), name: "Mara".into(), role: Role::Moderator, password_hash: None };
    let mara = books.store.member_add(&firm.owner(), new).await.unwrap();
    challenge(books.now(), &[mara, firm.owner])
}

#[tokio::test]
async fn a_challenge_goes_through_its_phases_to_its_winners() {
    on_both("phases", with_members, async |s: Scene| {
        let store = &s.books.store;
        let members = store.member_list(&s.firm.owner()).await.unwrap();
        let mara = members.iter().find(|member| member.name == "Mara").unwrap().id;
        let member = |id| Context { actor: Actor::Member { id, role: Role::Moderator }, ..s.firm.system() };
        let mara_ctx = member(mara);
        let (one, two) =
            (s.shown(0, new(Kind::Entry, "A shop on wheels")).await, s.shown(1, new(Kind::Entry, "Two")).await);
        let points = |new_points, useful| vec![(name("new"), new_points), (name("useful"), useful)];
        let early = NotAScore::NotOpen(NotOpen::Until(Timestamp(s.books.now() + 10 * DAY)));
        refused(store.entry_score(&s.firm.owner(), one, points(1, 1)).await, early);
        s.books.pass(10 * DAY);
        let late = store.contribution_bring(&s.person(2), s.activity, new(Kind::Entry, "Late")).await;
        refused(late, NotOpen::Since(Timestamp(s.books.now())));
        refused(
            store.contribution_vote(&s.person(2), one, None).await,
            Refusal::NotTaken(comity_participation::activity::Part::Vote),
        );
        refused(store.entry_score(&member(MemberId::new()), one, points(1, 1)).await, NotAScore::NotNamed);
        refused(store.entry_score(&mara_ctx, one, points(11, 1)).await, NotAScore::TooMany { most: 10 });
        refused(store.entry_score(&mara_ctx, one, vec![(name("fun"), 1)]).await, NotAScore::NoSuchCriterion);
        store.entry_score(&mara_ctx, one, points(10, 0)).await.unwrap();
        store.entry_score(&mara_ctx, one, points(10, 5)).await.unwrap();
        store.entry_score(&s.firm.owner(), two, points(5, 1)).await.unwrap();
        let ranking = async || {
            let ranked = store.entry_ranking(&s.firm.owner(), s.activity).await.unwrap();
            ranked.into_iter().map(|one| (one.line.id, one.share, one.missing)).collect::<Vec<_>>()
        };
        let half = (0.5 + 3.0 * 0.2) / 4.0;
        assert_eq!(ranking().await, [(one, 1.0, 2), (two, half, 2)]);

        // Somebody who leaves is waited for no more, and what they gave stays; until others are named.
        store.member_remove(&s.firm.owner(), mara).await.unwrap();
        assert_eq!(ranking().await, [(one, 1.0, 2), (two, half, 0)]);
        let scores = store.contribution_get(&s.firm.owner(), one).await.unwrap().scores;
        assert_eq!(
            scores.iter().map(|score| (score.name.clone(), score.points)).collect::<Vec<_>>(),
            [(None, 10), (None, 5)]
        );
        let nobody = store.activity_evaluators_set(&s.firm.owner(), s.activity, Vec::new()).await;
        assert!(matches!(nobody, Err(Error::Activity(_))), "{nobody:?}");
        let gone = store.activity_evaluators_set(&s.firm.owner(), s.activity, vec![mara]).await;
        assert_eq!(gone, Err(Error::NotFound("member")));
        store.activity_evaluators_set(&s.firm.owner(), s.activity, vec![s.firm.owner]).await.unwrap();
        assert_eq!(ranking().await, [(two, half, 0), (one, 0.0, 2)]);

        assert_eq!(s.waits().await, [], "nobody is asked for what cannot be said yet");
        let award = async |id| {
            let saw = s.version(id).await;
            store.contribution_status_set(&s.firm.owner(), (id, saw), "yes", "The best of all.".into()).await
        };
        refused(award(two).await, NotOpen::Until(Timestamp(s.books.now() + 10 * DAY)));
        s.books.pass(10 * DAY);
        assert_eq!(s.waits().await.len(), 2);
        award(two).await.unwrap();
        let saw = s.version(one).await;
        refused(store.contribution_status_set(&s.firm.owner(), (one, saw), "no", " ".into()).await, Refusal::NoWords);
        store.contribution_status_set(&s.firm.owner(), (one, saw), "no", "Another was better.".into()).await.unwrap();
        for who in [0, 1] {
            assert!(matches!(s.told(who).await[0], Happened::Outcome { .. }), "each is told");
        }
        assert_eq!(s.waits().await, []);
    })
    .await;
}

#[tokio::test]
async fn who_voted_is_told_what_became_of_an_activity_that_closed() {
    on_both(
        "closes",
        async |_: &Books, _: &Firm| questions(false),
        async |s: Scene| {
            let store = &s.books.store;
            let asked = s.shown(0, new(Kind::Question, "When?")).await;
            store
                .contribution_vote(&s.person(1), asked, Some(comity_participation::response::Ballot::For))
                .await
                .unwrap();
            let answer = async |words: &str| {
                let kind = OutcomeKind::Answered;
                store.activity_answer(&s.firm.owner(), s.activity, kind, words.into()).await
            };
            refused(answer("Early").await, Refusal::SharedOutcome);
            s.books.pass(1);
            store.activity_close(&s.firm.owner(), s.activity).await.unwrap();
            refused(answer(" ").await, Refusal::NoWords);
            let other = store.activity_answer(&s.firm.owner(), s.activity, OutcomeKind::Awarded, "No".into()).await;
            refused(other, Refusal::UnknownStatus);
            answer("All are answered.").await.unwrap();
            refused(answer("Again").await, Refusal::ThereAlready);
            assert_eq!(s.told(1).await, [Happened::ActivityOutcome { kind: OutcomeKind::Answered }]);
            assert_eq!(
                s.waits().await,
                [(WaitingFor::Contribution(asked), WaitsFor::Outcome)],
                "the question itself still waits"
            );
        },
    )
    .await;
}
