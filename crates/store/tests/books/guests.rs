//! Taking part without an account: what guests may, what becomes of it when they sign in, and how they are forgotten.

use comity_participation::activity::Fault;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::refusal::Refusal;
use comity_participation::response::Ballot;
use comity_participation::text::{Field, Text};
use comity_store::{
    Actor, AuditFilter, Conflict, Context, ContributionFilter, ContributionId, Error, GUEST_KEPT, Page, Part, PersonId,
    Token, Who,
};

use crate::activities::{Scene, challenge, new, on_both, questions, refused};
use crate::erasure::run_jobs;
use crate::opinions::opinions;
use crate::participation::{idea, ideas};
use crate::scan::{forms, scan};
use crate::setting::{Books, DAY, Firm};

/// Words of a guest that nothing may keep.
const MARKER: &str = "Marker gùest: a bench by the river";

/// A guest, with their context and their secret.
async fn guest(s: &Scene) -> (Context, Token) {
    let (id, token) = s.books.store.guest_make(&s.firm.system(), "it").await.unwrap();
    (Context { actor: Actor::Guest { id }, ..s.firm.system() }, token)
}

async fn let_in(s: &Scene) {
    s.books.store.activity_without_account_set(&s.firm.owner(), s.activity, true).await.unwrap();
}

/// An idea of a guest that others see.
async fn brought(s: &Scene, by: &Context, title: &str) -> ContributionId {
    let brought = s.books.store.contribution_bring(by, s.activity, idea(title)).await.unwrap();
    assert!(!brought.shown, "nobody knows them yet");
    s.books.store.contribution_moderate(&s.firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
    brought.id
}

async fn guests_for(s: &Scene, id: ContributionId) -> (u64, u64) {
    let view = s.books.store.contribution_get(&s.firm.owner(), id).await.unwrap();
    (view.line.for_it, view.without_account)
}

async fn with_ideas(name: &str, story: impl AsyncFn(Scene)) {
    on_both(name, async |_: &Books, _: &Firm| ideas(), story).await;
}

#[tokio::test]
async fn guests_are_let_in_only_where_the_firm_says_so() {
    with_ideas("guest_in", async |s: Scene| {
        let (store, visitor) = (&s.books.store, s.firm.visitor());
        let (luca, _) = guest(&s).await;
        let theirs = s.shown(0, idea("More data abroad")).await;
        let list = async |who: &Context| {
            store.contribution_list(who, s.activity, &ContributionFilter::default(), &Page::default()).await
        };
        assert!(matches!(store.activity_get(&visitor, s.activity).await, Err(Error::Denied(_))));
        assert!(list(&luca).await.is_err() && store.contribution_get(&luca, theirs).await.is_err());
        assert!(store.contribution_vote(&luca, theirs, Some(Ballot::For)).await.is_err());
        assert!(store.contribution_bring(&luca, s.activity, idea("x")).await.is_err());

        let_in(&s).await;
        assert!(store.activity_get(&visitor, s.activity).await.unwrap().activity.without_account);
        assert_eq!(list(&visitor).await.unwrap().total, 1);
        store.contribution_vote(&luca, theirs, Some(Ballot::For)).await.unwrap();
        store.contribution_vote(&s.person(1), theirs, Some(Ballot::For)).await.unwrap();
        assert_eq!(guests_for(&s, theirs).await, (2, 1));
        let own = brought(&s, &luca, MARKER).await;
        assert_eq!(store.part_own(&luca).await.unwrap().contributions.len(), 1);
        assert!(store.contribution_get(&s.firm.owner(), own).await.unwrap().by_guest);
        assert!(!store.contribution_get(&s.person(0), own).await.unwrap().by_guest, "that is for moderators");

        // Nothing else: no comments, no thanks, no following, and nothing that persons do.
        assert!(store.comment_add(&luca, theirs, None, "Yes".into()).await.is_err());
        assert!(store.contribution_thank(&luca, theirs, None).await.is_err());
        assert!(store.contribution_follow(&luca, theirs, true).await.is_err());
        assert!(
            store.exchange_get(&luca, s.exchange).await.is_err()
                && store.news_list(&luca, &Page::default()).await.is_err()
        );
        let Actor::Guest { id } = luca.actor else { unreachable!() };
        assert!(store.person_get(&luca, id).await.is_err() && store.person_erase(&luca, id).await.is_err());
        assert!(
            store.session_open(&s.firm.system(), Who::Person(id), DAY).await.is_err(),
            "nobody signs in as a guest"
        );
        let people = store.person_list(&s.firm.owner(), &Page::default()).await.unwrap();
        assert_eq!((people.total, people.rows.len()), (3, 3), "guests are no customers");
        assert_eq!(store.person_count(&s.firm.owner()).await, Ok(3));
        assert_eq!(
            store.contribution_vote(&visitor, theirs, Some(Ballot::For)).await,
            Err(Error::Denied(comity_store::Right::PersonsAct))
        );

        // Off again: what was given stays, and they are not let on.
        store.activity_without_account_set(&s.firm.owner(), s.activity, false).await.unwrap();
        assert!(store.contribution_vote(&luca, theirs, None).await.is_err());
        assert_eq!(guests_for(&s, theirs).await, (2, 1));
    })
    .await;
}

#[tokio::test]
async fn where_an_agreement_or_a_name_comes_first_guests_are_not_let_in() {
    let s = Scene::open(Books::sqlite().await, async |_: &Books, _: &Firm| ideas()).await;
    let (store, owner) = (&s.books.store, s.firm.owner());
    let clause = comity_exchange::id::ClauseId::new("messages").ok();
    let agreed = comity_store::ActivityNew { clause, agreed_only: true, ..questions(false) };
    let agreed = store.activity_open(&owner, s.exchange, agreed).await.unwrap();
    let won = store.activity_open(&owner, s.exchange, challenge(s.books.now(), &[s.firm.owner])).await.unwrap();
    for (activity, fault) in [(agreed, Fault::NeedsAgreement), (won, Fault::NeedsAccount)] {
        assert_eq!(store.activity_without_account_set(&owner, activity, true).await, Err(Error::Activity(fault)));
        assert!(store.activity_get(&s.firm.visitor(), activity).await.is_err());
    }
    let asked = store.activity_open(&owner, s.exchange, questions(false)).await.unwrap();
    store.activity_without_account_set(&owner, asked, true).await.unwrap();
    let (luca, _) = guest(&s).await;
    let kind = comity_participation::contribution::Kind::Question;
    store.contribution_bring(&luca, asked, new(kind, "How?")).await.unwrap();
    refused(
        store.contribution_bring(&luca, asked, idea("x")).await.map(drop),
        Refusal::OtherKind(comity_participation::contribution::Kind::Idea),
    );
}

#[tokio::test]
async fn what_a_guest_did_becomes_the_persons_once_and_by_their_own_yes() {
    with_ideas("guest_join", async |s: Scene| {
        let store = &s.books.store;
        let_in(&s).await;
        let (luca, token) = guest(&s).await;
        let one = s.shown(0, idea("More data abroad")).await;
        let two = s.shown(0, idea("Opening hours on Sunday")).await;
        let three = s.shown(0, idea("A lottery")).await;
        let own = brought(&s, &luca, MARKER).await;
        // Both voted on the first two: the person later on the one, the guest later on the other.
        store.contribution_vote(&luca, one, Some(Ballot::For)).await.unwrap();
        store.contribution_vote(&s.person(2), two, Some(Ballot::For)).await.unwrap();
        s.books.pass(1_000_000);
        store.contribution_vote(&s.person(2), one, Some(Ballot::Against)).await.unwrap();
        store.contribution_vote(&luca, two, Some(Ballot::Against)).await.unwrap();
        store.contribution_vote(&luca, three, Some(Ballot::For)).await.unwrap();
        assert_eq!(guests_for(&s, one).await, (1, 1));

        let seen = store.guest_preview(&s.person(2), &token).await.unwrap().unwrap();
        assert_eq!((seen.contributions.len(), seen.votes.len()), (1, 3));
        assert!(
            store.guest_join(&luca, &token).await.is_err() && store.guest_join(&s.firm.owner(), &token).await.is_err()
        );
        let joined = store.guest_join(&s.person(2), &token).await.unwrap();
        assert_eq!((joined.contributions, joined.votes, joined.twice), (1, 3, 2));
        assert_eq!(joined.activities, [s.activity]);
        let vote = async |id| s.seen(2, id).await.vote;
        assert_eq!(vote(one).await, Some(Ballot::Against));
        assert_eq!(vote(two).await, Some(Ballot::Against));
        assert_eq!(vote(three).await, Some(Ballot::For));
        let counts = async |id| {
            let line = s.seen(0, id).await;
            (line.line.for_it, line.line.against, line.without_account)
        };
        assert_eq!((counts(one).await, counts(two).await, counts(three).await), ((0, 1, 0), (0, 1, 0), (1, 0, 0)));
        let mine = s.seen(2, own).await;
        assert!(mine.line.own && mine.line.title.as_deref() == Some(MARKER) && mine.part == Part::Shown);

        // A second time there is nothing, and nobody else can have it.
        assert_eq!(store.guest_join(&s.person(2), &token).await, Err(Error::NotFound("guest")));
        assert_eq!(store.guest_preview(&s.person(1), &token).await, Ok(None));
        assert_eq!(store.guest_find(&s.firm.system(), &token).await, Ok(None));
        let rows = AuditFilter { act: Some("guest_join".into()), ..AuditFilter::default() };
        assert_eq!(store.audit_list(&s.firm.owner(), &rows, &Page::default()).await.unwrap().total, 1);
    })
    .await;
}

#[tokio::test]
async fn erasing_the_person_covers_what_was_joined() {
    let mut s = Scene::open(Books::sqlite().await, async |_: &Books, _: &Firm| ideas()).await;
    let_in(&s).await;
    let (luca, token) = guest(&s).await;
    let own = brought(&s, &luca, MARKER).await;
    let Actor::Guest { id: guest } = luca.actor else { unreachable!() };
    let key = |books: &Books, of: PersonId| -> Vec<u8> {
        let find = "SELECT wrapped FROM person_key WHERE person = ?1";
        books.by_hand().query_row(find, [of.bytes().as_slice()], |row| row.get(0)).unwrap()
    };
    let (old, new) = (key(&s.books, guest), key(&s.books, s.people[1]));
    let outside = tempfile::tempdir().unwrap();
    let older = outside.path().join("older");
    s.books.store.backup(&s.firm.system(), &older).await.unwrap();
    s.books.store.guest_join(&s.person(1), &token).await.unwrap();
    s.books.store.person_erase(&s.person(1), s.people[1]).await.unwrap();
    run_jobs(&s.books.store).await;
    let view = s.books.store.contribution_get(&s.firm.owner(), own).await.unwrap();
    assert_eq!((view.line.title, view.line.body), (None, None));
    let mut needles = forms(MARKER);
    needles.extend([old.clone(), new]);
    assert_eq!(scan(s.books.path(), &needles), []);

    // A backup from before they signed in, in which the words are still a guest's.
    s.books.store.clone().close().await;
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", s.books.file().display()));
    }
    comity_store::backup::backup_restore(&older, &s.books.url).await.unwrap();
    s.books.store = comity_store::Store::open(s.books.settings()).await.unwrap();
    let view = s.books.store.contribution_get(&s.firm.owner(), own).await.unwrap();
    assert_eq!(view.line.title, None);
    assert_eq!(scan(s.books.path(), &[old]), []);
}

#[tokio::test]
async fn a_guest_has_everything_forgotten() {
    with_ideas("guest_forget", async |s: Scene| {
        let store = &s.books.store;
        let_in(&s).await;
        let (luca, token) = guest(&s).await;
        let theirs = s.shown(0, idea("More data abroad")).await;
        let own = brought(&s, &luca, MARKER).await;
        store.contribution_vote(&luca, theirs, Some(Ballot::For)).await.unwrap();
        store.contribution_vote(&s.person(1), own, Some(Ballot::For)).await.unwrap();
        store.guest_forget(&luca).await.unwrap();
        assert_eq!(guests_for(&s, theirs).await, (0, 0), "a vote is taken back, and not only unlinked");
        assert_eq!(store.guest_find(&s.firm.system(), &token).await, Ok(None));
        assert_eq!(store.guest_forget(&luca).await, Err(Conflict::BeingErased.into()));
        assert_eq!(store.contribution_vote(&luca, theirs, Some(Ballot::For)).await, Err(Error::NotFound("guest")));
        run_jobs(store).await;
        let view = store.contribution_get(&s.firm.owner(), own).await.unwrap();
        assert_eq!((view.line.title, view.line.for_it), (None, 1), "what others gave to it stays");
        let entries = store.ledger_read(&s.firm.owner(), 0, 100).await.unwrap_or_default();
        assert!(entries.iter().all(|entry| !String::from_utf8_lossy(&entry.bytes).contains("erased")));
        if s.books.url.starts_with("sqlite") {
            assert_eq!(scan(s.books.path(), &forms(MARKER)), []);
        }
    })
    .await;
}

#[tokio::test]
async fn a_guests_words_are_sealed_and_a_moderator_takes_them_out() {
    with_ideas("guest_words", async |s: Scene| {
        let store = &s.books.store;
        let_in(&s).await;
        let (luca, _) = guest(&s).await;
        let own = brought(&s, &luca, MARKER).await;
        let theirs = s.shown(0, idea("More data abroad")).await;
        if s.books.url.starts_with("sqlite") {
            assert_eq!(scan(s.books.path(), &forms(MARKER)), [], "no words in the clear");
        }
        assert_eq!(store.guest_words_remove(&s.firm.owner(), theirs).await, Err(Error::NotFound("guest")));
        store.guest_words_remove(&s.firm.owner(), own).await.unwrap();
        let view = store.contribution_get(&s.firm.owner(), own).await.unwrap();
        assert_eq!((view.line.title, view.part), (None, Part::Withdrawn));
    })
    .await;
}

#[tokio::test]
async fn a_secret_ends_and_what_was_done_leads_to_nobody() {
    with_ideas("guest_ends", async |s: Scene| {
        let store = &s.books.store;
        let_in(&s).await;
        let (luca, token) = guest(&s).await;
        let theirs = s.shown(0, idea("More data abroad")).await;
        s.books.pass(GUEST_KEPT - 1);
        // An act makes it good for as long again.
        store.contribution_vote(&luca, theirs, Some(Ballot::For)).await.unwrap();
        s.books.pass(GUEST_KEPT - 1);
        assert_eq!(store.guests_tend(&Context::instance()).await, Ok(0));
        assert!(store.guest_find(&s.firm.system(), &token).await.unwrap().is_some());
        s.books.pass(1);
        assert_eq!(store.guest_find(&s.firm.system(), &token).await, Ok(None));
        assert_eq!(store.contribution_vote(&luca, theirs, None).await, Err(Error::NotFound("guest")));
        assert_eq!(store.guest_join(&s.person(1), &token).await, Err(Error::NotFound("guest")));
        assert_eq!(store.guests_tend(&Context::instance()).await, Ok(1));
        assert_eq!(guests_for(&s, theirs).await, (1, 1), "the vote counts on");
        // Who did nothing is nobody.
        let (idle, _) = guest(&s).await;
        let Actor::Guest { id } = idle.actor else { unreachable!() };
        store.guest_drop(&s.firm.system(), id).await.unwrap();
        let Actor::Guest { id } = luca.actor else { unreachable!() };
        store.guest_drop(&s.firm.system(), id).await.unwrap();
        assert_eq!(guests_for(&s, theirs).await, (1, 1), "who did something stays");
    })
    .await;
}

#[tokio::test]
async fn statements_of_a_map_are_answered_without_an_account() {
    on_both(
        "guest_map",
        async |_: &Books, _: &Firm| opinions(),
        async |s: Scene| {
            let store = &s.books.store;
            let (luca, token) = guest(&s).await;
            let texts = vec!["Buses should run at night.".into(), "Shops should close on Sunday.".into()];
            let language = comity_exchange::text::Language::new("en").unwrap();
            let ids = store.statement_seed(&s.firm.owner(), s.activity, texts, language).await.unwrap();
            assert!(store.statement_list(&s.firm.visitor(), s.activity).await.is_err());
            let_in(&s).await;
            assert_eq!(store.statement_list(&s.firm.visitor(), s.activity).await.unwrap().len(), 2);
            assert!(store.statement_answers(&s.firm.visitor(), s.activity).await.is_err());
            store.contribution_vote(&luca, ids[0], Some(Ballot::Pass)).await.unwrap();
            assert_eq!(store.statement_answers(&luca, s.activity).await.unwrap().len(), 1);
            store.contribution_vote(&s.person(0), ids[0], Some(Ballot::For)).await.unwrap();
            assert_eq!(store.opinion_books(&s.firm.system(), s.activity).await.unwrap().people.len(), 2);
            assert_eq!(store.guest_count(&s.person(0), s.activity).await, Ok(1));
            store.guest_join(&s.person(0), &token).await.unwrap();
            assert_eq!(store.guest_count(&s.person(0), s.activity).await, Ok(0));
            assert_eq!(store.opinion_books(&s.firm.system(), s.activity).await.unwrap().people, [s.people[0]]);
        },
    )
    .await;
}

#[tokio::test]
async fn only_sites_that_the_firm_names_may_show_an_exchange() {
    with_ideas("guest_embed", async |s: Scene| {
        let store = &s.books.store;
        let origin = |text: &str| text.parse().unwrap();
        let own = vec![
            origin("https://www.norda.example"),
            origin("http://127.0.0.1:8000"),
            origin("https://www.norda.example/"),
        ];
        store.embed_set(&s.firm.owner(), s.exchange, own).await.unwrap();
        assert_eq!(store.embed_list(&s.firm.owner(), s.exchange).await.unwrap().len(), 2);
        let may = async |text: &str| store.embed_allowed(&s.firm.system(), s.exchange, text).await.unwrap();
        assert!(may("https://www.norda.example").await && may("http://127.0.0.1:8000").await);
        for other in ["https://norda.example", "http://www.norda.example", "https://www.norda.example:8443", "null", ""]
        {
            assert!(!may(other).await, "{other}");
        }
        let luma = s.books.firm("luma").await;
        assert_eq!(store.embed_allowed(&luma.system(), s.exchange, "https://www.norda.example").await, Ok(false));
        store.embed_set(&s.firm.owner(), s.exchange, Vec::new()).await.unwrap();
        assert!(!may("https://www.norda.example").await);
    })
    .await;
}

#[tokio::test]
async fn who_was_stopped_as_a_guest_stays_stopped_as_a_person() {
    with_ideas("guest_stopped", async |s: Scene| {
        let store = &s.books.store;
        let_in(&s).await;
        let (luca, token) = guest(&s).await;
        let first = store.contribution_bring(&luca, s.activity, idea(MARKER)).await.unwrap().id;
        let words = Text::new("This is advertising.", Field::Answer).unwrap();
        let reason = Reason { kind: ReasonKind::Advertising, words };
        let stop = Button::DeclineAndBlock { reason };
        store.contribution_moderate(&s.firm.owner(), (first, 1), stop).await.unwrap();
        let again = store.contribution_bring(&luca, s.activity, idea("Once more")).await;
        assert_eq!(again, Err(Conflict::Blocked.into()));
        store.guest_join(&s.person(1), &token).await.unwrap();
        let again = store.contribution_bring(&s.person(1), s.activity, idea("Once more")).await;
        assert_eq!(again, Err(Conflict::Blocked.into()));
    })
    .await;
}
