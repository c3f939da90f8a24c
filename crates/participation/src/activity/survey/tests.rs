use comity_exchange::text::Language;
use proptest::prelude::*;

use super::*;
use crate::text::{Field, Text};

fn name(name: &str) -> Name {
    Name::new(name).unwrap()
}

fn words() -> Texts {
    Texts::one(Language::new("en").unwrap(), "How was it?")
}

fn question(called: &str, ask: Ask) -> Question {
    Question { name: name(called), words: words(), when: Vec::new(), required: true, ask }
}

fn options(names: &[&str]) -> Vec<Choice> {
    names.iter().map(|n| Choice { name: name(n), words: words() }).collect()
}

fn any_of(question: &str, options: &[&str]) -> When {
    When { question: name(question), is: Is::AnyOf(options.iter().map(|n| name(n)).collect()) }
}

/// Who moved is asked where to; who moved abroad why; who recommends little what is missing.
fn survey() -> Survey {
    let moved = question("moved", Ask::Choice { options: options(&["yes", "no"]), most: 1 });
    let mut to = question("where", Ask::Choice { options: options(&["near", "abroad"]), most: 2 });
    to.when = vec![any_of("moved", &["yes"])];
    let mut why = question("why", Ask::Words);
    why.when = vec![any_of("where", &["abroad"])];
    let nps = question("nps", Ask::Nps);
    let mut missing = question("missing", Ask::Ranking { options: options(&["price", "cover", "help"]) });
    missing.when = vec![When { question: name("nps"), is: Is::From(0, 6) }];
    let section = |called: &str, questions| Section { name: name(called), title: words(), when: Vec::new(), questions };
    Survey { sections: vec![section("home", vec![moved, to, why]), section("us", vec![nps, missing])] }
}

fn sheet(given: &[(&str, Given)]) -> Sheet {
    Sheet(given.iter().map(|(n, given)| (name(n), given.clone())).collect())
}

fn chosen(names: &[&str]) -> Given {
    Given::Chosen(names.iter().map(|n| name(n)).collect())
}

#[test]
fn branches_are_followed_and_what_is_not_shown_does_not_count() {
    let survey = survey();
    assert_eq!(survey.own_faults(), []);
    let shown = |sheet: &Sheet| sheet.shown(&survey).into_iter().map(|n| n.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(shown(&sheet(&[])), ["moved", "nps"]);
    let abroad = [("moved", chosen(&["yes"])), ("where", chosen(&["abroad", "near"]))];
    assert_eq!(shown(&sheet(&abroad)), ["moved", "nps", "where", "why"]);
    // Back on the first question: what was said behind it no longer opens anything.
    let back = [("moved", chosen(&["no"])), ("where", chosen(&["abroad"])), ("nps", Given::Number(10))];
    let handed = sheet(&back).hand_in(&survey).unwrap();
    assert_eq!(handed.0.keys().map(Name::as_str).collect::<Vec<_>>(), ["moved", "nps"]);
}

#[test]
fn answers_may_be_in_part_until_they_are_handed_in() {
    let survey = survey();
    let part = sheet(&[("nps", Given::Number(3))]);
    assert_eq!(part.check(&survey), Ok(()));
    assert_eq!(part.hand_in(&survey), Err(NotAnAnswer::Missing(name("moved"))));
    let check = |called: &str, given: Given, ok: bool| {
        let expect = if ok { Ok(()) } else { Err(NotAnAnswer::Other(name(called))) };
        assert_eq!(sheet(&[(called, given)]).check(&survey), expect);
    };
    check("nps", Given::Number(11), false);
    check("nps", chosen(&["yes"]), false);
    check("moved", chosen(&["yes", "no"]), false);
    check("moved", chosen(&[]), false);
    check("where", chosen(&["near", "abroad"]), true);
    check("missing", Given::Ranked(vec![name("help"), name("price")]), true);
    check("missing", Given::Ranked(vec![name("help"), name("help")]), false);
    check("why", Given::Words(Text::new("Work", Field::Comment).unwrap()), true);
    assert_eq!(sheet(&[("other", Given::Number(1))]).check(&survey), Err(NotAnAnswer::NoQuestion(name("other"))));
}

#[test]
fn what_is_wrong_is_said() {
    let check = |change: &dyn Fn(&mut Survey), expect: Fault| {
        let mut wrong = survey();
        change(&mut wrong);
        assert_eq!(wrong.own_faults(), [expect]);
    };
    let forward = Fault::NotBefore { at: name("moved"), on: name("nps") };
    check(&|s| s.sections[0].questions[0].when = vec![When { question: name("nps"), is: Is::From(0, 1) }], forward);
    let never = Fault::NeverMet { at: name("us"), on: name("moved") };
    check(&|s| s.sections[1].when = vec![any_of("moved", &["perhaps"])], never);
    check(&|s| s.sections[1].name = name("home"), Fault::SameName(name("home")));
    check(&|s| s.sections[1].questions[0].ask = Ask::Scale { least: 5, most: 5 }, Fault::Scale(name("nps")));
    check(&|s| s.sections[1].questions[0].words = Texts::default(), Fault::NoWords(name("nps")));
    let few = |s: &mut Survey| s.sections[1].questions[1].ask = Ask::Ranking { options: options(&["price"]) };
    check(&few, Fault::Options(name("missing")));
    assert_eq!(Survey { sections: vec![] }.own_faults(), [Fault::Nothing]);
}

#[test]
fn usual_figures() {
    let score = nps(&[10, 9, 8, 7, 6, 0, 10, 10, 9, 3]).unwrap();
    assert_eq!((score.answers, score.value), (10, 20.0));
    assert_eq!(csat(&[5, 4, 3, 1]).unwrap().value, 50.0);
    assert_eq!(ces(&[7, 6, 5]).unwrap().value, 6.0);
    let (low, high) = ces(&[7, 6, 5]).unwrap().interval.unwrap();
    assert!((low - (6.0 - 1.959_964 / 3_f64.sqrt())).abs() < 1e-5 && high <= 7.0);
    assert_eq!((nps(&[]), csat(&[5]).unwrap().interval), (None, None));
}

proptest! {
    /// What is handed in can be handed in again, and shows what it showed.
    #[test]
    fn handing_in_twice_changes_nothing(moved in any::<bool>(), to in 0_usize..3, why in any::<bool>(), nps in 0..11, ranked in any::<bool>()) {
        let mut given = vec![("moved", chosen(&[if moved { "yes" } else { "no" }])), ("nps", Given::Number(nps))];
        given.extend((to > 0).then(|| ("where", chosen(&[["near", "abroad"][to - 1]]))));
        given.extend(why.then(|| ("why", Given::Words(Text::new("Work", Field::Comment).unwrap()))));
        given.extend(ranked.then(|| ("missing", Given::Ranked(vec![name("help")]))));
        let survey = survey();
        if let Ok(handed) = sheet(&given).hand_in(&survey) {
            prop_assert_eq!(handed.hand_in(&survey), Ok(handed.clone()));
            prop_assert_eq!(handed.shown(&survey), sheet(&given).shown(&survey));
            prop_assert!(handed.0.keys().all(|n| handed.shown(&survey).contains(n)));
        }
    }
}
