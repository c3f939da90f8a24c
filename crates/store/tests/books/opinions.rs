//! Opinion maps: statements of the firm and of persons, answers, outcomes, erasure, conversations from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{OpinionMap, Setting};
use comity_participation::board::WaitsFor;
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::text::{Field, NotAText, Text};
use comity_store::{
    ActivityId, ActivityNew, Context, ContributionId, ContributionNew, Error, ExchangeId, Happened, OpinionBooks,
    OpinionImport, OpinionVote, Page, Part, PersonId, Role, StatementImport, WaitingFor,
};

use crate::activities::new;
use crate::erasure::run_jobs;
use crate::participation::{ideas, no};
use crate::setting::{Books, Firm, exchange, invited};

pub fn english() -> Language {
    Language::new("en").unwrap()
}

/// An opinion map that is about to be opened.
pub fn opinions() -> ActivityNew {
    let setting = Setting::OpinionMap(OpinionMap { add_statements: true });
    ActivityNew { title: Texts::one(english(), "Where do you stand?"), setting, ..ideas() }
}

/// A statement of a person.
pub fn statement(text: &str) -> ContributionNew {
    ContributionNew { body: text.into(), ..new(Kind::Statement, "") }
}

/// A conversation of three people on three statements, one of which was taken out.
pub fn elsewhere() -> OpinionImport {
    let words = Text::new("It was taken out there.", Field::Answer).unwrap();
    let out = Some(Reason { kind: ReasonKind::Other, words });
    let said = |text: &str, out| StatementImport { text: text.into(), at: 1_000_000, out };
    let vote = |person, statement, ballot, at| OpinionVote { person, statement, ballot, at };
    let long = "x".repeat(400);
    OpinionImport {
        language: english(),
        statements: vec![said("Buses at night", None), said("Spam", out), said(&long, None)],
        people: 3,
        votes: vec![
            vote(0, 0, Ballot::For, 5),
            vote(1, 0, Ballot::Against, 4),
            vote(2, 0, Ballot::For, 3),
            vote(2, 1, Ballot::Pass, 2),
            vote(0, 2, Ballot::Pass, 9),
        ],
    }
}

struct Scene {
    books: Books,
    firm: Firm,
    exchange: ExchangeId,
    map: ActivityId,
    statements: Vec<ContributionId>,
    people: Vec<PersonId>,
}

impl Scene {
    async fn on(books: Books) -> Self {
        let firm = books.firm("norda").await;
        let exchange = exchange(&books, &firm).await;
        let store = &books.store;
        let map = store.activity_open(&firm.owner(), exchange, opinions()).await.unwrap();
        let texts = ["Buses at night", "Free buses", "Guards on buses"].map(Into::into).to_vec();
        let statements = store.statement_seed(&firm.owner(), map, texts, english()).await.unwrap();
        let mut people = Vec::new();
        for name in ["ada", "bob", "cia"] {
            people.push(invited(&books, &firm, exchange, &format!("{name}@example.com")).await);
        }
        Self { books, firm, exchange, map, statements, people }
    }

    fn person(&self, at: usize) -> Context {
        self.firm.person(self.people[at])
    }

    async fn answer(&self, by: usize, statement: usize, ballot: Ballot) {
        self.books.store.contribution_vote(&self.person(by), self.statements[statement], Some(ballot)).await.unwrap();
    }

    async fn held(&self) -> OpinionBooks {
        self.books.store.opinion_books(&self.firm.system(), self.map).await.unwrap()
    }
}

/// Answers by person and statement.
fn answers(books: &OpinionBooks) -> BTreeMap<(PersonId, ContributionId), Ballot> {
    let key = |vote: &OpinionVote| (books.people[vote.person as usize], books.statements[vote.statement as usize]);
    books.votes.iter().map(|vote| (key(vote), vote.ballot)).collect()
}

async fn on_both(name: &str, story: impl AsyncFn(Scene)) {
    story(Scene::on(Books::sqlite().await).await).await;
    if let Some(books) = Books::postgres(name).await {
        story(Scene::on(books).await).await;
    }
}

#[tokio::test]
async fn each_person_answers_each_statement_once_and_may_think_again() {
    on_both("opinions", async |s: Scene| {
        for ballot in [Ballot::For, Ballot::For, Ballot::Against, Ballot::Pass] {
            s.answer(0, 0, ballot).await;
        }
        s.answer(1, 0, Ballot::Against).await;
        s.answer(1, 2, Ballot::For).await;
        let held = s.held().await;
        assert_eq!(held.statements, s.statements);
        let expected = [
            ((s.people[0], s.statements[0]), Ballot::Pass),
            ((s.people[1], s.statements[0]), Ballot::Against),
            ((s.people[1], s.statements[2]), Ballot::For),
        ];
        assert_eq!(answers(&held), expected.into());
        let own = s.books.store.statement_answers(&s.person(1), s.map).await.unwrap();
        assert_eq!((own.len(), own[&s.statements[2]]), (2, Ballot::For));
        assert!(s.books.store.statement_answers(&s.person(2), s.map).await.unwrap().is_empty());
        let merged = s.books.store.contribution_merge(&s.firm.owner(), s.statements[0], s.statements[1]).await;
        assert!(matches!(merged, Err(Error::Participation(Refusal::NotTaken(_)))), "{merged:?}");
    })
    .await;
}

#[tokio::test]
async fn a_statement_of_a_person_is_looked_at_answered_and_ended() {
    on_both("statements", async |s: Scene| {
        let store = &s.books.store;
        let long = store.contribution_bring(&s.person(0), s.map, statement(&"x".repeat(281))).await;
        let too_long = NotAText::TooLong { is: 281, most: 280 };
        assert_eq!(long, Err(Error::Participation(Refusal::Text(too_long))));
        let brought = store.contribution_bring(&s.person(0), s.map, statement("Dogs travel free")).await.unwrap();
        assert!(!brought.shown);
        let list = async |ctx: Context| store.statement_list(&ctx, s.map).await.unwrap();
        assert_eq!(list(s.person(1)).await.len(), 3, "nobody else sees it yet");
        let own = list(s.person(0)).await.pop().unwrap();
        assert_eq!((own.id, own.own, own.part, own.text.as_deref()), (brought.id, true, Part::Queued, Some("Dogs travel free")));
        assert_eq!(list(s.firm.as_role(Role::Viewer)).await.len(), 3);
        assert_eq!(list(s.firm.as_role(Role::Moderator)).await.len(), 4);
        let waits = store.waiting_list(&s.firm.owner(), s.exchange).await.unwrap();
        assert!(matches!(&waits[..], [one] if one.title.as_deref() == Some("Dogs travel free") && one.what_for == WaitsFor::Moderator));
        let early = store.contribution_vote(&s.person(1), brought.id, Some(Ballot::For)).await;
        assert!(early.is_err(), "{early:?}");
        store.contribution_moderate(&s.firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
        store.contribution_vote(&s.person(1), brought.id, Some(Ballot::For)).await.unwrap();
        assert_eq!(s.held().await.statements.len(), 4);

        // It ends with words, and whoever took a side is told.
        let wordless = store.contribution_status_set(&s.firm.owner(), (brought.id, 2), "done", String::new()).await;
        assert_eq!(wordless, Err(Error::Participation(Refusal::NoWords)));
        store.contribution_status_set(&s.firm.owner(), (brought.id, 2), "done", "From May on.".into()).await.unwrap();
        let news = store.news_list(&s.person(1), &Page::default()).await.unwrap().rows;
        assert_eq!(news[0].title.as_deref(), Some("Dogs travel free"));
        assert!(matches!(news[0].happened, Happened::Outcome { .. }));
        let late = store.contribution_vote(&s.person(2), brought.id, Some(Ballot::For)).await;
        assert_eq!(late, Err(Error::Participation(Refusal::Ended)));
        let line = list(s.person(1)).await.pop().unwrap();
        assert!(!line.is_asked() && line.outcome.unwrap().words.as_str() == "From May on.");

        // One that is declined leaves the map with its answers, and comes back with them.
        s.answer(0, 1, Ballot::For).await;
        store.contribution_moderate(&s.firm.owner(), (s.statements[1], 1), no()).await.unwrap();
        assert_eq!(s.held().await.votes.len(), 1);
        store.contribution_moderate(&s.firm.owner(), (s.statements[1], 2), Button::Approve).await.unwrap();
        assert_eq!(s.held().await.votes.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_refuses_and_waits_for_the_firm() {
    on_both("opinions_closed", async |s: Scene| {
        let store = &s.books.store;
        s.answer(0, 0, Ballot::For).await;
        assert!(store.waiting_list(&s.firm.owner(), s.exchange).await.unwrap().is_empty());
        store.activity_close(&s.firm.owner(), s.map).await.unwrap();
        let not_open = |result: Result<(), Error>| matches!(result, Err(Error::Participation(Refusal::NotOpen(_))));
        assert!(not_open(store.contribution_vote(&s.person(1), s.statements[0], Some(Ballot::For)).await.map(drop)));
        assert!(not_open(store.contribution_bring(&s.person(1), s.map, statement("Late")).await.map(drop)));
        let seeds = vec!["Late".to_owned()];
        assert!(not_open(store.statement_seed(&s.firm.owner(), s.map, seeds, english()).await.map(drop)));
        let waits = store.waiting_list(&s.firm.owner(), s.exchange).await.unwrap();
        let waits: BTreeSet<ContributionId> = waits
            .iter()
            .map(|one| match one.which {
                WaitingFor::Contribution(id) if one.what_for == WaitsFor::Outcome => id,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(waits, s.statements.iter().copied().collect(), "each statement, and nothing else");
        store
            .contribution_status_set(&s.firm.owner(), (s.statements[0], 1), "not-now", "Too dear.".into())
            .await
            .unwrap();
        assert_eq!(store.waiting_list(&s.firm.owner(), s.exchange).await.unwrap().len(), 2);
        let fixed = Setting::OpinionMap(OpinionMap { add_statements: false });
        let fixed = ActivityNew { setting: fixed, ..opinions() };
        let fixed = store.activity_open(&s.firm.owner(), s.exchange, fixed).await.unwrap();
        assert!(store.activity_get(&s.person(0), fixed).await.unwrap().open);
        assert!(not_open(store.contribution_bring(&s.person(1), fixed, statement("Mine")).await.map(drop)));
        store.statement_seed(&s.firm.owner(), fixed, vec!["Ours".into()], english()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_is_erased_leaves_answers_that_lead_to_nobody() {
    on_both("opinions_erased", async |s: Scene| {
        let store = &s.books.store;
        s.answer(0, 0, Ballot::For).await;
        s.answer(0, 1, Ballot::Against).await;
        s.answer(1, 0, Ballot::Pass).await;
        let brought = store.contribution_bring(&s.person(0), s.map, statement("Dogs travel free")).await.unwrap();
        store.contribution_moderate(&s.firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
        store.contribution_vote(&s.person(1), brought.id, Some(Ballot::For)).await.unwrap();
        store.person_erase(&s.firm.owner(), s.people[0]).await.unwrap();
        run_jobs(store).await;
        let held = s.held().await;
        assert_eq!((held.votes.len(), held.people.len()), (4, 2), "they count on, as one person's");
        assert!(!held.people.contains(&s.people[0]));
        let line = store.statement_list(&s.person(1), s.map).await.unwrap().pop().unwrap();
        assert_eq!((line.id, line.text.clone(), line.is_asked()), (brought.id, None, false));
    })
    .await;
}

#[tokio::test]
async fn a_conversation_from_elsewhere_goes_on_and_can_be_taken_along() {
    on_both("opinions_import", async |s: Scene| {
        let store = &s.books.store;
        let map = store.opinion_import(&s.firm.owner(), s.exchange, opinions(), elsewhere()).await.unwrap();
        let held = store.opinion_books(&s.firm.system(), map).await.unwrap();
        assert_eq!(
            (held.statements.len(), held.people.len(), held.votes.len()),
            (2, 3, 4),
            "none of what was taken out"
        );
        for person in &held.people {
            let nobody = store.person_get(&s.firm.owner(), *person).await;
            assert_eq!(nobody, Err(Error::NotFound("person")));
        }
        let list = store.statement_list(&s.person(0), map).await.unwrap();
        assert_eq!(list[1].text.as_ref().map(String::len), Some(400), "people answered it as it is");
        store.contribution_vote(&s.person(0), list[0].id, Some(Ballot::For)).await.unwrap();
        store.contribution_bring(&s.person(0), map, statement("Mine")).await.unwrap();

        let export = store.opinion_export(&s.firm.owner(), map).await.unwrap();
        assert_eq!((export.statements.len(), export.people.len(), export.votes.len()), (4, 4, 6));
        assert_eq!(export.authors, [None, None, None, Some(3)], "who came last and brought the last one");
        assert!(matches!(export.statements[1].part, Part::Declined { .. }));
        assert!(export.votes.is_sorted_by_key(|vote| vote.at));
        let first: Vec<u32> = export.votes.iter().map(|vote| vote.person).collect();
        assert_eq!(first, [0, 0, 1, 2, 2, 3], "numbers by first answers");

        let broken =
            OpinionImport { statements: vec![StatementImport { text: " ".into(), at: 0, out: None }], ..elsewhere() };
        let refused = store.opinion_import(&s.firm.owner(), s.exchange, opinions(), broken).await;
        assert_eq!(refused, Err(Error::Participation(Refusal::Text(NotAText::Nothing))));
        assert_eq!(store.activity_list(&s.firm.owner(), s.exchange).await.unwrap().len(), 2, "nothing is left of it");
    })
    .await;
}
