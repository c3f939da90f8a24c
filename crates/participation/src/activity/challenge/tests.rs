use comity_exchange::text::Language;
use proptest::prelude::*;

use super::*;

fn criterion(name: &str, most: u8, weight: u8) -> Criterion {
    let words = Texts::one(Language::new("en").unwrap(), "How new it is");
    Criterion { name: Name::new(name).unwrap(), words, most, weight }
}

fn window(opens: i64, closes: i64) -> Window {
    Window { opens: Timestamp(opens), closes: Timestamp(closes) }
}

fn challenge() -> Challenge {
    Challenge {
        submit: window(0, 10),
        discuss: Some(window(10, 20)),
        evaluate: window(20, 30),
        award: window(30, 40),
        criteria: vec![criterion("new", 10, 1), criterion("useful", 5, 3)],
        evaluators: [Evaluator::Member(MemberId(1)), Evaluator::Person(PersonId(7))].into(),
    }
}

fn faults(challenge: &Challenge) -> Vec<Fault> {
    let unwrapped = |fault| match fault {
        super::super::Fault::Challenge(fault) => fault,
        other => panic!("{other}"),
    };
    challenge.faults(Timestamp(0), Some(Timestamp(40))).into_iter().map(unwrapped).collect()
}

#[test]
fn phases_are_in_order_and_nothing_is_open_outside_its_own() {
    let sound = challenge();
    assert_eq!(faults(&sound), []);
    let check = |at: i64, part: Part, open: bool| {
        assert_eq!(sound.open_for(part, Timestamp(at)).is_ok(), open, "{part:?} at {at}");
    };
    check(9, Part::Contribute, true);
    check(10, Part::Contribute, false);
    check(10, Part::Comment, true);
    check(9, Part::Vote, false);
    check(29, Part::Evaluate, true);
    check(29, Part::Award, false);
    check(99, Part::Award, true);
    assert_eq!(sound.phase(Timestamp(20)), Some(Phase::Evaluate));
    assert_eq!(sound.phase(Timestamp(40)), None);
}

#[test]
fn what_is_wrong_is_said() {
    let check = |change: &dyn Fn(&mut Challenge), expect: Fault| {
        let mut wrong = challenge();
        change(&mut wrong);
        assert_eq!(faults(&wrong), [expect]);
    };
    let crosses = Fault::Crosses { before: Phase::Submit, next: Phase::Discuss };
    check(&|c| c.submit.closes = Timestamp(11), crosses);
    check(
        &|c| (c.discuss, c.submit.closes) = (None, Timestamp(21)),
        Fault::Crosses { before: Phase::Submit, next: Phase::Evaluate },
    );
    check(&|c| c.evaluate.closes = Timestamp(20), Fault::Backwards(Phase::Evaluate));
    check(&|c| c.award.closes = Timestamp(41), Fault::Outside(Phase::Award));
    check(&|c| c.criteria.clear(), Fault::NoCriteria);
    check(&|c| c.evaluators.clear(), Fault::NoEvaluators);
    check(&|c| c.criteria.push(criterion("new", 1, 1)), Fault::SameName(Name::new("new").unwrap()));
    check(&|c| c.criteria[0].most = 0, Fault::Criterion(Name::new("new").unwrap()));
}

#[test]
fn only_those_named_score_and_not_their_own() {
    let challenge = challenge();
    let score = |by, points| Score { entry: ContributionId(1), by, criterion: Name::new("new").unwrap(), points };
    let check = |score: &Score, author: u128, at: i64, expect: Result<(), NotAScore>| {
        assert_eq!(challenge.check(score, Some(PersonId(author)), Timestamp(at)), expect);
    };
    let (member, person) = (Evaluator::Member(MemberId(1)), Evaluator::Person(PersonId(7)));
    check(&score(member, 10), 7, 20, Ok(()));
    check(&score(person, 10), 7, 20, Err(NotAScore::OwnEntry));
    check(&score(person, 10), 8, 20, Ok(()));
    check(&score(member, 11), 8, 20, Err(NotAScore::TooMany { most: 10 }));
    check(&score(Evaluator::Member(MemberId(9)), 1), 8, 20, Err(NotAScore::NotNamed));
    check(&score(member, 1), 8, 30, Err(NotAScore::NotOpen(NotOpen::Since(Timestamp(30)))));
}

#[test]
fn an_evaluator_who_left_counts_on_and_is_waited_for_no_more() {
    let challenge = challenge();
    let (member, person) = (Evaluator::Member(MemberId(1)), Evaluator::Person(PersonId(7)));
    let new = Name::new("new").unwrap();
    let given = [Score { entry: ContributionId(1), by: member, criterion: new, points: 10 }];
    let entries = [(ContributionId(1), Some(PersonId(2)))];
    let here = challenge.ranking(&entries, &given, &BTreeSet::new());
    assert_eq!((here[0].share, here[0].missing), (1.0, 3));
    let gone = challenge.ranking(&entries, &given, &[member].into());
    assert_eq!((gone[0].share, gone[0].missing), (1.0, 2));
    let named_no_more = Challenge { evaluators: [person].into(), ..challenge };
    let replaced = named_no_more.ranking(&entries, &given, &BTreeSet::new());
    assert_eq!((replaced[0].share, replaced[0].missing), (0.0, 2));
}

proptest! {
    #[test]
    fn a_better_score_never_lowers_an_entry(
        points in proptest::collection::vec((0_u128..4, any::<bool>(), any::<bool>(), 0_u8..5), 0..20), entry in 0_u128..4,
    ) {
        let challenge = challenge();
        let entries: Vec<(ContributionId, Option<PersonId>)> = (0..4).map(|n| (ContributionId(n), Some(PersonId(n + 5)))).collect();
        let score = |&(entry, member, new, points): &(u128, bool, bool, u8)| Score {
            entry: ContributionId(entry),
            by: if member { Evaluator::Member(MemberId(1)) } else { Evaluator::Person(PersonId(7)) },
            criterion: Name::new(if new { "new" } else { "useful" }).unwrap(),
            points,
        };
        let scores: Vec<Score> = points.iter().map(score).collect();
        let before = challenge.ranking(&entries, &scores, &BTreeSet::new());
        prop_assert_eq!(before.len(), 4);
        prop_assert!(before.iter().all(|r| (0.0..=1.0).contains(&r.share)));
        prop_assert!(before.windows(2).all(|w| w[0].share >= w[1].share));
        let mut better = scores.clone();
        let of = |ranked: &[Ranked]| ranked.iter().find(|r| r.entry == ContributionId(entry)).unwrap().share;
        for score in better.iter_mut().filter(|s| s.entry == ContributionId(entry)) {
            score.points = (score.points + 1).min(5);
        }
        prop_assert!(of(&challenge.ranking(&entries, &better, &BTreeSet::new())) >= of(&before));
        // Person 7 brought entry 2, so their scores of it do not count.
        let own = before.iter().find(|r| r.entry == ContributionId(2)).unwrap();
        let counted: std::collections::BTreeSet<_> = points.iter().filter(|p| p.0 == 2 && p.1).map(|p| p.2).collect();
        prop_assert_eq!(own.missing, 2 - counted.len());
    }
}
