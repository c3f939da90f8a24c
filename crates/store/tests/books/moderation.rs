//! Rules that firms set, a desk of several moderators, and a no that is contested.

use comity_participation::moderation::{Button, Level, LinkRule, Policy, PolicyFault, Screened, Why, WordRule};
use comity_participation::refusal::Refusal;
use comity_store::{
    Actor, AuditFilter, Conflict, Context, Error, ExchangeId, MemberNew, Page, PolicyOf, PolicyPreview, Pressed, Role,
};

use crate::participation::{Scene, idea, no, on_both};

/// Rules that have only words looked at.
fn words(rules: &[&str]) -> Policy {
    let words = rules.iter().map(|rule| WordRule((*rule).into())).collect();
    Policy { shown_from: Level::New, words, ..Policy::default() }
}

async fn set(s: &Scene, exchange: Option<ExchangeId>, policy: Option<Policy>) {
    let (store, owner) = (&s.books.store, s.firm.owner());
    let saw = store.moderation_policy_get(&owner, exchange).await.unwrap().set.map(|set| set.id);
    store.moderation_policy_set(&owner, exchange, saw, policy).await.unwrap();
}

async fn brings(s: &Scene, by: usize, title: &str) -> bool {
    s.books.store.contribution_bring(&s.person(by), s.activity, idea(title)).await.unwrap().shown
}

#[tokio::test]
async fn rules_hold_in_the_firm_or_in_one_exchange_and_are_taken_back() {
    on_both("policy", async |s: Scene| {
        let (store, owner) = (&s.books.store, s.firm.owner());
        let here = Some(s.exchange);
        let of = async |exchange| store.moderation_policy_get(&owner, exchange).await.unwrap();
        assert_eq!((of(None).await.of, of(here).await.of), (PolicyOf::House, PolicyOf::House));
        assert!(!brings(&s, 0, "Newcomers wait").await);

        set(&s, None, Some(words(&[]))).await;
        assert_eq!((of(None).await.of, of(here).await.of), (PolicyOf::Firm, PolicyOf::Firm));
        assert!(brings(&s, 1, "Newcomers do not wait").await);

        set(&s, here, Some(words(&["casino*"]))).await;
        let view = of(here).await;
        assert_eq!((view.of, &view.policy), (PolicyOf::Exchange, &words(&["casino*"])));
        assert!(!brings(&s, 1, "Casinòs everywhere").await);
        let desk = store.moderation_desk(&owner, s.exchange).await.unwrap();
        let casino = desk.lines.iter().find(|line| line.line.title.as_deref() == Some("Casinòs everywhere")).unwrap();
        assert_eq!(casino.why, [Why::Word { rule: WordRule("casino*".into()) }]);
        assert_eq!((casino.level, casino.body.as_deref()), (Level::New, Some("Because it helps.")));

        // Taken back, what held before holds again; and once more, the change is back.
        let undo = async |saw| store.moderation_policy_undo(&owner, here, saw).await;
        let saw = view.set.as_ref().unwrap().id;
        undo(saw).await.unwrap();
        assert_eq!(of(here).await.of, PolicyOf::Firm);
        assert_eq!(undo(saw).await, Err(Conflict::Overtaken.into()));
        undo(of(here).await.set.unwrap().id).await.unwrap();
        assert_eq!(of(here).await.policy, words(&["casino*"]));
        set(&s, here, None).await;
        assert_eq!(of(here).await.of, PolicyOf::Firm);

        // Who set them is said by name, and two who set them at once do not overwrite each other.
        assert!(of(here).await.set.unwrap().by.is_some());
        let late = store.moderation_policy_set(&owner, here, Some(saw), Some(words(&[]))).await;
        assert_eq!(late, Err(Conflict::Overtaken.into()));
        let empty = store.moderation_policy_set(&owner, None, None, Some(words(&["*"]))).await;
        assert_eq!(empty, Err(Error::Policy(PolicyFault::FindsNothing { rule: "*".into() })));
        let audit = async |act: &str| {
            let filter = AuditFilter { act: Some(act.into()), member: None };
            store.audit_list(&owner, &filter, &Page::default()).await.unwrap().total
        };
        assert_eq!((audit("moderation_policy_set").await, audit("moderation_policy_undo").await), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn rules_are_tried_on_what_was_brought_last() {
    on_both("preview", async |s: Scene| {
        let store = &s.books.store;
        s.shown(0, "More data").await;
        s.shown(0, "See https://a.example").await;
        let last = s.shown(1, "A casino").await;
        store.comment_add(&s.person(2), last, None, "No casino please".into()).await.unwrap();
        let tried =
            async |policy: Policy| store.moderation_preview(&s.firm.owner(), Some(s.exchange), &policy).await.unwrap();
        let seen = |preview: &PolicyPreview| (preview.looked, preview.shown, preview.held.len());
        // By the rules of the house the first of each of three persons waits.
        assert_eq!(seen(&tried(Policy::default()).await), (4, 1, 3));
        let casino = tried(words(&["casino"])).await;
        assert_eq!(seen(&casino), (4, 2, 2));
        assert_eq!(casino.held[0].words, "No casino please");
        assert!(casino.held[0].comment.is_some() && casino.held[1].comment.is_none());
        assert_eq!(
            casino.held[1].screened,
            Screened::Queue { why: vec![Why::Word { rule: WordRule("casino".into()) }] }
        );
        let links = Policy { links: LinkRule { most: 0, ..LinkRule::default() }, ..words(&[]) };
        assert_eq!(tried(links).await.held[0].screened, Screened::Queue { why: vec![Why::Links { count: 1 }] });
        let mut one = words(&[]);
        one.rate.new[0].most = 1;
        one.rate.known[0].most = 1;
        assert!(matches!(tried(one).await.held[0].screened, Screened::Later { .. }));
        // Elsewhere nothing was brought, and trying changes nothing.
        let elsewhere = crate::setting::exchange(&s.books, &s.firm).await;
        let none = store.moderation_preview(&s.firm.owner(), Some(elsewhere), &Policy::default()).await.unwrap();
        assert_eq!(none, PolicyPreview::default());
        assert_eq!(store.moderation_policy_get(&s.firm.owner(), None).await.unwrap().of, PolicyOf::House);
    })
    .await;
}

#[tokio::test]
async fn a_contested_no_stands_first_and_somebody_else_looks_where_there_is_one() {
    on_both("second_look", async |s: Scene| {
        let store = &s.books.store;
        let bring =
            async |by: usize| store.contribution_bring(&s.person(by), s.activity, idea("Mine")).await.unwrap().id;
        let (older, id) = (bring(1).await, bring(0).await);
        let moderator = s.moderator();
        store.contribution_moderate(&moderator, (id, 1), no()).await.unwrap();
        store.contribution_contest(&s.person(0), id, "It is about the service.".into()).await.unwrap();
        let desk = store.moderation_desk(&moderator, s.exchange).await.unwrap();
        assert_eq!(desk.total, 2);
        let first = &desk.lines[0];
        assert_eq!(first.line.which, comity_store::WaitingFor::Contribution(id));
        assert_eq!(first.line.contested.as_deref(), Some("It is about the service."));
        assert!(first.reason.is_some() && first.said_no.is_some() && !first.for_another);
        assert_eq!(desk.lines[1].line.which, comity_store::WaitingFor::Contribution(older));

        // Once there is another who signs in and may, whoever said no waits for them.
        let member = |role, password: Option<&str>| MemberNew {
            mail: format!("{role:?}@norda.example"),
            name: "Mara Second".into(),
            role,
            password_hash: password.map(ToOwned::to_owned),
        };
        for (role, password) in [(Role::Viewer, Some("hash")), (Role::Moderator, None)] {
            store.member_add(&s.firm.system(), member(role, password)).await.unwrap();
        }
        assert!(!store.moderation_desk(&moderator, s.exchange).await.unwrap().lines[0].for_another);
        let id_of_other = store.member_add(&s.firm.system(), member(Role::Researcher, Some("hash"))).await.unwrap();
        let actor = Actor::Member { id: id_of_other, role: Role::Researcher };
        let other = Context { actor, ..s.firm.system() };
        assert!(store.moderation_desk(&moderator, s.exchange).await.unwrap().lines[0].for_another);
        let again = store.contribution_moderate(&moderator, (id, 3), Button::Approve).await;
        assert_eq!(again, Err(Error::Participation(Refusal::AnotherLooks)));
        // Who was looking at an older version is told that first.
        let stale = store.contribution_moderate(&moderator, (id, 2), Button::Approve).await;
        assert!(matches!(stale, Err(Error::Participation(Refusal::Conflict(_)))), "{stale:?}");
        store.contribution_moderate(&other, (id, 3), Button::Approve).await.unwrap();
        assert!(matches!(s.seen(1, id).await.part, comity_store::Part::Shown));
        let told = store.news_list(&s.person(0), &Page::default()).await.unwrap();
        assert_eq!(told.rows[0].happened, comity_store::Happened::Approved);

        // The same for comments.
        let said = store.comment_add(&s.person(2), id, None, "Yes".into()).await.unwrap().id;
        store.comment_moderate(&other, (said, 1), no()).await.unwrap();
        store.comment_contest(&s.person(2), said, "But".into()).await.unwrap();
        let again = store.comment_moderate(&other, (said, 3), no()).await;
        assert_eq!(again, Err(Error::Participation(Refusal::AnotherLooks)));
        store.comment_moderate(&moderator, (said, 3), Button::Approve).await.unwrap();
        let decided = store.moderation_decided(&moderator, id, Some(said)).await.unwrap().unwrap();
        assert_eq!(decided.pressed, Pressed::Approve);
    })
    .await;
}

#[tokio::test]
async fn the_second_moderator_sees_what_the_first_did() {
    on_both("meanwhile", async |s: Scene| {
        let store = &s.books.store;
        let id = store.contribution_bring(&s.person(0), s.activity, idea("Mine")).await.unwrap().id;
        let moderator = s.moderator();
        assert_eq!(store.moderation_decided(&moderator, id, None).await, Ok(None));
        store.contribution_moderate(&s.firm.owner(), (id, 1), Button::ApproveAndTrust).await.unwrap();
        let second = store.contribution_moderate(&moderator, (id, 1), no()).await;
        assert!(matches!(second, Err(Error::Participation(Refusal::Conflict(_)))), "{second:?}");
        let decided = store.moderation_decided(&moderator, id, None).await.unwrap().unwrap();
        assert_eq!(decided.pressed, Pressed::ApproveAndTrust);
        assert!(decided.by.is_some());
        let viewer = store.moderation_decided(&s.firm.as_role(Role::Viewer), id, None).await;
        assert!(matches!(viewer, Err(Error::Denied(_))), "{viewer:?}");
    })
    .await;
}
