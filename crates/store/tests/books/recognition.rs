//! What comes back for taking part: promised with the act, once, within a month's bounds; withdrawn with its undoing; delivered; and who
//! agrees to be named.

use std::collections::BTreeMap;

use comity_exchange::amount::Amount;
use comity_exchange::capital::Capital;
use comity_exchange::clause::Benefit;
use comity_exchange::id::{BenefitId, ClauseId};
use comity_exchange::text::{Language, Texts};
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::name::Name;
use comity_participation::recognition::{Deed, Reward, Rule};
use comity_participation::refusal::Refusal;
use comity_participation::rewards::NotRewards;
use comity_participation::status::OutcomeKind;
use comity_store::*;

use crate::activities::{new, questions};
use crate::erasure::run_jobs;
use crate::information::client;
use crate::participation::{Scene, idea, ideas, on_both};
use crate::setting::{Books, DAY, Firm};

const PLANNED: Deed = Deed::Outcome(OutcomeKind::Planned);

fn reward(name: &str, deed: Deed, amount: Option<&str>, what: &str) -> Reward {
    let english = Language::new("en").unwrap();
    let benefit = Benefit {
        id: BenefitId::new("b").unwrap(),
        what: Texts::one(english.clone(), what),
        capital: if amount.is_some() { Capital::Economic } else { Capital::Social },
        amount: amount.map(|amount| Amount::parse(amount).unwrap()),
        unit: Texts::one(english, if amount.is_some() { "euro" } else { "" }),
        due_days: Some(30),
    };
    Reward { name: Name::new(name).unwrap(), deed, benefit, most_a_month: None }
}

/// Rules for bringing something, for an answer that was taken, and for what was planned.
pub fn sound() -> Vec<Reward> {
    vec![
        reward("brought", Deed::Brought, None, "A visit"),
        reward("answer", Deed::Accepted, None, "A place at the table"),
        reward("planned", PLANNED, Some("5"), "Credit on the bill"),
    ]
}

/// A benefit for something that somebody did, and a credit to which they agreed.
pub async fn plant(
    books: &Books,
    firm: &Firm,
    exchange: ExchangeId,
    (who, other): (PersonId, PersonId),
    [what, words, name]: [&str; 3],
) {
    let store = &books.store;
    store.rewards_set(&firm.owner(), exchange, None, vec![reward("thanked", Deed::Thanked, None, what)]).await.unwrap();
    let activity = store.activity_open(&firm.owner(), exchange, ideas()).await.unwrap();
    let brought = store.contribution_bring(&firm.person(who), activity, idea("Shorter queues")).await.unwrap();
    if !brought.shown {
        store.contribution_moderate(&firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
    }
    store.contribution_thank(&firm.person(other), brought.id, None).await.unwrap();
    store.credit_ask(&firm.owner(), brought.id, who, words).await.unwrap();
    let own = store.part_own(&firm.person(who)).await.unwrap();
    assert_eq!((own.recognitions.len(), own.thanked), (1, 1));
    store.credit_answer(&firm.person(who), own.credits[0].id, NamedTo::Everybody, name).await.unwrap();
    // What is owed is kept apart too, until the next look.
    store.benefits_tend(&firm.system(), exchange).await.unwrap();
    // What the rules promise is the firm's, and not about anybody: they are put another way, so that the words stand with the person alone.
    let saw = store.rewards_get(&firm.owner(), exchange).await.unwrap().set.map(|set| set.id);
    store.rewards_set(&firm.owner(), exchange, saw, Vec::new()).await.unwrap();
}

async fn set(s: &Scene, rules: Vec<Reward>) -> Result<(), Error> {
    let store = &s.books.store;
    let saw = store.rewards_get(&s.firm.owner(), s.exchange).await.unwrap().set.map(|set| set.id);
    store.rewards_set(&s.firm.owner(), s.exchange, saw, rules).await
}

async fn answer(s: &Scene, id: ContributionId, status: &str) {
    let saw = s.seen(0, id).await.line.version;
    s.books.store.contribution_status_set(&s.moderator(), (id, saw), status, "So it is.".into()).await.unwrap();
}

async fn own(s: &Scene, by: usize) -> Vec<(String, RecognitionState)> {
    let own = s.books.store.part_own(&s.person(by)).await.unwrap().recognitions;
    own.into_iter().map(|one| (one.rule.to_string(), one.state)).collect()
}

fn one(rule: &str, state: RecognitionState) -> (String, RecognitionState) {
    (rule.into(), state)
}

/// How much of what rules promised is promised and delivered in the balance of a person, in thousandths.
async fn balance(s: &Scene, by: usize) -> (u64, u64) {
    let told = s.books.store.benefits_get(&s.person(by), s.exchange, s.people[by]).await.unwrap();
    let by_rules = told.accounts.iter().filter(|account| account.promise.clause.is_taking_part());
    let dues = by_rules.flat_map(|account| &account.dues);
    dues.fold((0, 0), |sum, due| (sum.0 + due.promised, sum.1 + due.delivered))
}

async fn entries(s: &Scene, by: usize) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for line in s.books.store.receipt_list(&s.person(by), s.people[by]).await.unwrap() {
        *kinds.entry(line.kind).or_default() += 1;
    }
    kinds
}

#[tokio::test]
async fn rules_are_linted_and_set_by_one_at_a_time() {
    on_both("rewards", async |s: Scene| {
        let store = &s.books.store;
        let bought = set(&s, vec![reward("yes", Deed::VotedFor, None, "A sticker")]).await;
        assert!(matches!(bought, Err(Error::Rewards(NotRewards::Refused(found))) if found.rule == Rule::OpinionBought));
        let volume = set(&s, vec![reward("post", Deed::Brought, None, "A sticker")]).await;
        assert!(matches!(volume, Err(Error::Rewards(NotRewards::Refused(found))) if found.rule == Rule::VolumeOnly));
        set(&s, vec![reward("planned", PLANNED, None, "A visit")]).await.unwrap();
        let held = store.rewards_get(&s.firm.as_role(Role::Viewer), s.exchange).await.unwrap();
        assert_eq!(held.findings.iter().map(|found| found.rule).collect::<Vec<_>>(), [Rule::OnlyWinners]);
        let late = store.rewards_set(&s.firm.owner(), s.exchange, None, sound()).await;
        assert_eq!(late, Err(Conflict::Overtaken.into()));
        assert!(held.set.unwrap().by.is_some());
        set(&s, Vec::new()).await.unwrap();
        let held = store.rewards_get(&s.firm.owner(), s.exchange).await.unwrap();
        assert_eq!((held.rules.len(), held.words.len()), (0, 1), "what was promised by it keeps its words");
    })
    .await;
}

#[tokio::test]
async fn an_outcome_is_promised_once_however_often_it_is_given_and_is_owed() {
    on_both("promised", async |s: Scene| {
        let store = &s.books.store;
        let before = s.shown(0, "Before the rules").await;
        answer(&s, before, "planned").await;
        s.books.pass(DAY);
        set(&s, sound()).await.unwrap();
        answer(&s, before, "looking").await;
        assert_eq!(own(&s, 0).await, [], "what was before the rules gives nothing");

        let id = s.shown(0, "More data abroad").await;
        s.books.pass(DAY);
        for status in ["planned", "looking", "planned", "not-now", "planned"] {
            answer(&s, id, status).await;
        }
        use RecognitionState::{Delivered, Promised, Withdrawn};
        assert_eq!(own(&s, 0).await, [one("planned", Promised), one("brought", Promised)]);
        assert_eq!(balance(&s, 0).await, (6_000, 0), "five euro, and a visit");
        let kinds = entries(&s, 0).await;
        assert_eq!((kinds["benefit_promised"], kinds["benefit_withdrawn"]), (4, 2));
        answer(&s, id, "done").await;
        assert_eq!(own(&s, 0).await[0], one("planned", Promised), "going on undoes nothing");

        store.benefits_tend(&s.firm.system(), s.exchange).await.unwrap();
        let sums = store.benefit_sums(&s.firm.owner(), s.exchange).await.unwrap().unwrap();
        let of = |rule: &str| sums.sums.iter().find(|sum| sum.benefit.benefit.as_str() == rule).unwrap();
        assert_eq!((of("planned").totals.promised, of("planned").persons), (5_000, 1));
        assert!(of("planned").benefit.clause.is_taking_part());
        let owed = store.owed_list(&s.firm.owner(), s.exchange, &Page::default()).await.unwrap().rows;
        assert_eq!((owed.len(), owed[0].person, owed[0].owed.len()), (1, s.people[0], 2), "nobody agreed to anything");

        let line = &store.recognition_list(&s.firm.owner(), s.exchange, &Page::default()).await.unwrap().rows[0];
        assert_eq!((line.title.as_deref(), line.what.deed), (Some("More data abroad"), PLANNED));
        store.recognition_deliver(&s.firm.owner(), line.what.id).await.unwrap();
        let again = store.recognition_deliver(&s.firm.owner(), line.what.id).await;
        assert_eq!(again, Err(Conflict::Used.into()));
        assert_eq!(balance(&s, 0).await, (6_000, 5_000));
        answer(&s, id, "not-now").await;
        assert_eq!(own(&s, 0).await[0], one("planned", Delivered), "what came is not taken back");
        assert_eq!(balance(&s, 0).await, (6_000, 5_000));

        store.contribution_withdraw(&s.person(0), id).await.unwrap();
        assert_eq!(own(&s, 0).await, [one("planned", Delivered), one("brought", Withdrawn)]);
        assert_eq!(balance(&s, 0).await, (5_000, 5_000));
        let gone = store.part_own(&s.person(0)).await.unwrap().recognitions[1].id;
        assert_eq!(store.recognition_deliver(&s.firm.owner(), gone).await, Err(Conflict::Expired.into()));
        store.ledger_sequence(&Context::instance()).await.unwrap();
        store.ledger_verify(&s.firm.owner(), None).await.unwrap();
        let told = store.news_list(&s.person(0), &Page::default()).await.unwrap().rows;
        let count = |what: Happened| told.iter().filter(|news| news.happened == what).count();
        assert_eq!((count(Happened::Promised), count(Happened::Unpromised)), (4, 3));
    })
    .await;
}

#[tokio::test]
async fn a_system_of_the_firm_delivers_it_too() {
    on_both("delivered", async |s: Scene| {
        let store = &s.books.store;
        set(&s, vec![reward("planned", PLANNED, Some("5"), "Credit on the bill")]).await.unwrap();
        let id = s.shown(0, "More data abroad").await;
        answer(&s, id, "planned").await;
        let row = store.part_own(&s.person(0)).await.unwrap().recognitions[0].id;
        let system = client(&s.books, &s.firm).await;
        let part = |amount: &str, benefit: String| BenefitNew {
            person: format!("id:{}", s.people[0]),
            clause: ClauseId::taking_part().to_string(),
            benefit,
            amount: Some(Amount::parse(amount).unwrap()),
        };
        let strange = store.benefit_add(&system, s.exchange, part("2", "planned".into()), None).await;
        assert!(matches!(strange, Err(Error::NotPromised(NotPromised::UnknownBenefit { .. }))), "{strange:?}");
        store.benefit_add(&system, s.exchange, part("2", row.to_string()), None).await.unwrap();
        answer(&s, id, "not-now").await;
        assert_eq!(own(&s, 0).await, [one("planned", RecognitionState::Delivered)], "the rest is owed still");
        store.recognition_deliver(&s.firm.owner(), row).await.unwrap();
        assert_eq!(balance(&s, 0).await, (5_000, 5_000));
    })
    .await;
}

#[tokio::test]
async fn two_who_act_at_once_promise_once() {
    on_both("at_once", async |s: Scene| {
        let store = &s.books.store;
        set(&s, vec![Reward { most_a_month: Some(1), ..reward("planned", PLANNED, Some("5"), "Credit") }])
            .await
            .unwrap();
        let (a, b) = (s.shown(0, "More data abroad").await, s.shown(0, "Shorter queues").await);
        let saws = [s.seen(0, a).await.line.version, s.seen(0, b).await.line.version];
        let (owner, moderator) = (s.firm.owner(), s.moderator());
        let set = async |ctx: &Context, id| {
            let saw = saws[usize::from(id == b)];
            store.contribution_status_set(ctx, (id, saw), "planned", "Yes.".into()).await
        };
        let all = tokio::join!(set(&owner, a), set(&moderator, a), set(&owner, b), set(&moderator, b));
        let done = [all.0, all.1, all.2, all.3].into_iter().filter(Result::is_ok).count();
        assert_eq!(done, 2, "each once");
        assert_eq!(own(&s, 0).await, [one("planned", RecognitionState::Promised)], "and one a month");
        assert_eq!(balance(&s, 0).await, (5_000, 0));
    })
    .await;
}

#[tokio::test]
async fn a_month_has_its_bounds_and_an_act_later_does_not_lift_them() {
    on_both("month", async |s: Scene| {
        s.books.freeze();
        set(&s, vec![Reward { most_a_month: Some(2), ..reward("planned", PLANNED, Some("5"), "Credit") }])
            .await
            .unwrap();
        let mut all = Vec::new();
        for n in 0..3 {
            all.push(s.shown(0, &format!("Idea {n}")).await);
            answer(&s, all[n], "planned").await;
        }
        assert_eq!(balance(&s, 0).await.0, 10_000);
        s.books.pass(32 * DAY);
        s.books.store.comment_add(&s.moderator(), all[2], None, "It takes a while.".into()).await.unwrap();
        assert_eq!(balance(&s, 0).await.0, 10_000, "what was beyond the bounds of its month stays so");
        let next = s.shown(0, "Of the next month").await;
        answer(&s, next, "planned").await;
        assert_eq!(balance(&s, 0).await.0, 15_000);
    })
    .await;
}

#[tokio::test]
async fn merges_and_answers_promise_and_take_back() {
    on_both("merged", async |s: Scene| {
        let store = &s.books.store;
        set(&s, sound()).await.unwrap();
        let (root, part) = (s.shown(0, "More data abroad").await, s.shown(1, "Data abroad").await);
        answer(&s, root, "planned").await;
        store.contribution_merge(&s.moderator(), part, root).await.unwrap();
        use RecognitionState::{Promised, Withdrawn};
        assert_eq!(own(&s, 1).await, [one("planned", Promised), one("brought", Promised)]);
        store.contribution_unmerge(&s.moderator(), part).await.unwrap();
        assert_eq!(own(&s, 1).await, [one("planned", Withdrawn), one("brought", Promised)]);
        assert_eq!(own(&s, 0).await, [one("planned", Promised), one("brought", Promised)]);

        let activity = store.activity_open(&s.firm.owner(), s.exchange, questions(false)).await.unwrap();
        let asked = store.contribution_bring(&s.person(0), activity, new(Kind::Question, "How?")).await.unwrap().id;
        let reply = store.comment_add(&s.person(2), asked, None, "So.".into()).await.unwrap();
        store.comment_moderate(&s.moderator(), (reply.id, 1), Button::Approve).await.unwrap();
        store.answer_accept(&s.person(0), asked, reply.id).await.unwrap();
        assert_eq!(own(&s, 2).await, [one("answer", Promised)]);
        let saw = store.contribution_get(&s.person(0), asked).await.unwrap().line.version;
        store.contribution_status_set(&s.moderator(), (asked, saw), "open", String::new()).await.unwrap();
        assert_eq!(own(&s, 2).await, [one("answer", Withdrawn)]);
        assert_eq!(balance(&s, 2).await, (0, 0));
    })
    .await;
}

#[tokio::test]
async fn thanks_count_and_credit_is_given_to_whom_agrees() {
    on_both("credit", async |s: Scene| {
        let store = &s.books.store;
        let id = s.shown(0, "More data abroad").await;
        for by in [1, 2] {
            store.contribution_thank(&s.person(by), id, None).await.unwrap();
        }
        assert_eq!(store.part_own(&s.person(0)).await.unwrap().thanked, 2);
        let had = store.credit_list(&s.moderator(), id).await.unwrap();
        assert_eq!(had.iter().map(|line| (line.person, line.state)).collect::<Vec<_>>(), [(s.people[0], None)]);
        let other = store.credit_ask(&s.moderator(), id, s.people[1], "Who had it").await;
        assert_eq!(other, Err(Error::NotFound("person")), "they had no part in it");
        let words = "Who saw it first";
        store.credit_ask(&s.moderator(), id, s.people[0], words).await.unwrap();
        assert_eq!(store.credit_names(&s.person(1), id).await, Ok(Vec::new()), "silence names nobody");
        let asked = store.part_own(&s.person(0)).await.unwrap().credits.remove(0);
        assert_eq!((asked.words.as_str(), asked.state), (words, CreditState::Asked));
        let strange = store.credit_answer(&s.person(1), asked.id, NamedTo::Exchange, "Ada").await;
        assert_eq!(strange, Err(Error::NotFound("credit")));
        let nameless = store.credit_answer(&s.person(0), asked.id, NamedTo::Exchange, " ").await;
        assert!(matches!(nameless, Err(Error::Participation(Refusal::Text(_)))));
        store.credit_answer(&s.person(0), asked.id, NamedTo::Exchange, " Ada  L. ").await.unwrap();
        let named = store.credit_names(&s.person(1), id).await.unwrap();
        assert_eq!(named, [Named { name: "Ada L.".into(), words: words.into() }]);
        answer(&s, id, "done").await;
        let roadmap = async |ctx: &Context| store.roadmap_get(ctx, s.exchange).await.unwrap().done[0].named.clone();
        store.roadmap_public_set(&s.firm.owner(), s.exchange, true).await.unwrap();
        assert_eq!(roadmap(&s.person(1)).await, ["Ada L."]);
        assert_eq!(roadmap(&s.firm.visitor()).await, [""; 0], "not before everybody");
        store.credit_answer(&s.person(0), asked.id, NamedTo::Everybody, "Ada").await.unwrap();
        assert_eq!(roadmap(&s.firm.visitor()).await, ["Ada"]);
        // Other words are asked for anew, and a no is no.
        store.credit_ask(&s.moderator(), id, s.people[0], "Who knew it all").await.unwrap();
        assert_eq!(roadmap(&s.firm.visitor()).await, [""; 0]);
        store.credit_answer(&s.person(0), asked.id, NamedTo::Nobody, "").await.unwrap();
        let again = store.credit_ask(&s.moderator(), id, s.people[0], words).await;
        assert_eq!(again, Err(Conflict::Taken.into()));
        assert_eq!(store.credit_names(&s.person(0), id).await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn an_erasure_takes_all_of_it() {
    on_both("forgotten", async |s: Scene| {
        let store = &s.books.store;
        set(&s, sound()).await.unwrap();
        let id = s.shown(0, "More data abroad").await;
        answer(&s, id, "planned").await;
        store.credit_ask(&s.moderator(), id, s.people[0], "Who saw it first").await.unwrap();
        let asked = store.part_own(&s.person(0)).await.unwrap().credits[0].id;
        store.credit_answer(&s.person(0), asked, NamedTo::Everybody, "Ada").await.unwrap();
        let everything = store.person_everything(&s.person(0), s.people[0]).await.unwrap();
        let text = serde_json::to_string(&everything).unwrap();
        assert!(text.contains("Credit on the bill") && text.contains("Who saw it first"), "{text}");
        store.person_erase(&s.firm.owner(), s.people[0]).await.unwrap();
        run_jobs(store).await;
        let left = store.recognition_list(&s.firm.owner(), s.exchange, &Page::default()).await.unwrap();
        assert_eq!(left.total, 0);
        assert_eq!(store.credit_names(&s.person(1), id).await, Ok(Vec::new()));
        store.benefits_tend(&s.firm.system(), s.exchange).await.unwrap();
        let sums = store.benefit_sums(&s.firm.owner(), s.exchange).await.unwrap().unwrap();
        assert!(sums.sums.iter().all(|sum| !sum.benefit.clause.is_taking_part()));
        let saw = store.contribution_get(&s.firm.owner(), id).await.unwrap().line.version;
        store.contribution_status_set(&s.moderator(), (id, saw), "done", "It is there.".into()).await.unwrap();
    })
    .await;
}
