//! Both languages say the same things, and nothing is written that nobody says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;
use crate::study::outcome::{Caveat, Metric, Reason, Scale, VerdictCode};

/// Variables that one language needs for its grammar and another may do without.
const GRAMMAR: [&str; 1] = ["elides"];

/// Every message with the variables in it.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source(lang).lines() {
        if let Some((key, _)) =
            line.split_once(" =").filter(|(key, _)| !key.is_empty() && !key.contains(['{', ' ', '#']))
        {
            current = key.to_owned();
            assert!(!messages.contains_key(&current), "{current} is written twice in {lang:?}");
            messages.insert(current.clone(), BTreeSet::new());
        }
        for part in line.split('$').skip(1).filter(|_| !line.starts_with('#')) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if !GRAMMAR.contains(&name.as_str()) {
                messages.get_mut(&current).unwrap().insert(name);
            }
        }
    }
    messages
}

fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &sources(&path);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            all += &std::fs::read_to_string(path).unwrap();
        }
    }
    all
}

#[test]
fn files_have_no_faults() {
    for lang in Lang::ALL {
        let faults = FluentResource::try_new(source(lang).to_owned()).err().map(|(_, faults)| faults);
        assert!(faults.is_none(), "{lang:?}: {faults:?}");
    }
}

#[test]
fn both_languages_have_the_same_messages_and_variables() {
    let (english, italian) = (messages(Lang::En), messages(Lang::It));
    assert!(english.len() > 100);
    for (key, variables) in &english {
        assert_eq!(Some(variables), italian.get(key), "{key}");
    }
    assert_eq!(english.len(), italian.len());
}

#[test]
fn every_message_is_used() {
    let code = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let unused: Vec<String> =
        messages(Lang::En).into_keys().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Every reason with figures that exercise its plural forms.
fn reasons() -> Vec<Reason> {
    vec![
        Reason::Step,
        Reason::StepOwnPast,
        Reason::Nothing,
        Reason::OthersMovedToo { others: -0.2 },
        Reason::OthersMovedToo { others: 0.2 },
        Reason::WithinNoise,
        Reason::StepOrDrift { drift_per_bucket: -0.01 },
        Reason::TooShort { needed: [10, 5], had: [1, 0] },
        Reason::NoBaseline { posts: 0 },
        Reason::NoBaseline { posts: 1 },
        Reason::NoBaseline { posts: 1234 },
        Reason::NoAftermath,
        Reason::Constant,
    ]
}

fn caveats() -> Vec<Caveat> {
    vec![
        Caveat::NoControls,
        Caveat::MixMatters { estimate: -0.24 },
        Caveat::DayPatternMixedIn,
        Caveat::WeekPatternMixedIn,
        Caveat::PartialBucket { at: "2026-02-01".into() },
        Caveat::ThinBuckets { thin: 3, of: 90 },
        Caveat::FewControls { controls: 1 },
        Caveat::FewControls { controls: 4 },
        opinions(&["did"], &[], &[]),
        opinions(&[], &["did", "bsts", "permutation"], &[]),
        opinions(&["did"], &["bsts"], &["permutation"]),
        opinions(&[], &["bsts"], &["did", "permutation"]),
        opinions(&[], &[], &["did"]),
        Caveat::ModelDampens { factor: 0.6 },
        Caveat::SharesNotCorrected,
        Caveat::OtherEventInWindow { name: "New app".into() },
        Caveat::ControlHadEvent { unit: "Vela".into() },
        Caveat::DuplicatesMatter,
        Caveat::PlacebosFire { fired: 9, of: 40 },
        Caveat::AuthorsUnknown,
        Caveat::YearPatternMixedIn,
        Caveat::YearPatternUnknown,
        Caveat::AuthorsMissing { missing: 3120, of: 9000 },
        Caveat::OneAuthor { unit: "Vela".into(), share: 0.62 },
        Caveat::OneAuthor { unit: String::new(), share: 1.0 },
        Caveat::WeakLanguage { language: "hi".into(), share: 0.41 },
        Caveat::FilesWithoutRows { files: vec!["a.csv".into()] },
        Caveat::FilesWithoutRows { files: ["a", "b", "c", "d", "e"].map(String::from).to_vec() },
        Caveat::WindowRounded { bucket: "day".into(), before: Some(4), after: None },
        Caveat::WindowRounded { bucket: "day".into(), before: None, after: Some(1) },
        Caveat::WindowRounded { bucket: "week".into(), before: Some(9), after: Some(2) },
        Caveat::UnevenSteps { shortest: 259_200, longest: 345_600 },
        Caveat::UnevenSteps { shortest: 1, longest: 5_400 },
        Caveat::SizesDiffer { unit: "Vela".into(), times: 4.26 },
        Caveat::Scaled { scale: Scale::Index },
        Caveat::Scaled { scale: Scale::Log },
    ]
}

fn opinions(find: &[&str], do_not_find: &[&str], opposite: &[&str]) -> Caveat {
    let [find, do_not_find, opposite] =
        [find, do_not_find, opposite].map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    Caveat::OpinionsDiffer { find, do_not_find, opposite }
}

#[test]
fn every_reason_has_its_sentence() {
    let metrics =
        [Metric::default(), Metric::Column { column: "stars".into() }, Metric::Series { name: "tickets".into() }];
    for lang in Lang::ALL {
        let mut said = String::new();
        for reason in reasons() {
            for (metric, unit) in [(&metrics[0], "Norda"), (&metrics[1], ""), (&metrics[2], "Norda")] {
                let mut event = crate::sample::harm().events.remove(0);
                event.unit = unit.to_owned();
                event.verdict.reason = reason.clone();
                event.verdict.code = match reason {
                    Reason::Step | Reason::StepOwnPast => VerdictCode::Harm,
                    _ => VerdictCode::Undetermined,
                };
                let figures = Figures::of(&event, metric, lang);
                said += &format!("{}\n", verdict(&event, metric, lang));
                for sentence in lead(&event, metric, figures).into_iter().chain(needed(&event, metric, figures)) {
                    said += &format!("  {sentence}\n");
                }
            }
        }
        insta::assert_snapshot!(format!("verdicts-{}", lang.code()), said);
        for word in ["prove", "dimostra"] {
            assert!(!said.to_lowercase().contains(word), "evidence is no proof: {word}");
        }
    }
}

#[test]
fn every_caveat_has_its_sentence() {
    for lang in Lang::ALL {
        let figures = Figures { lang, decimals: 2, ready: false };
        let said: Vec<String> = caveats().iter().map(|known| caveat(known, figures)).collect();
        insta::assert_snapshot!(format!("caveats-{}", lang.code()), said.join("\n"));
    }
}

#[test]
fn unknown_codes_are_shown_as_they_are() {
    for name in [cannot, control_reason, reject_reason, duplicate_rule, role, found, shares_method, method] {
        assert!(name("some_new_code", Lang::It).to_lowercase().contains("some new code"));
    }
}

#[test]
fn names_are_tamed() {
    let check = |name: &str, expect: &str| assert_eq!(tame(name), expect);
    check("Norda  Mobile", "Norda Mobile");
    check(" a\nb\tc ", "a b c");
    check("\u{1b}[31mred", "[31mred");
    check("\u{202e}turned\u{2069}", "turned");
    check("", "");
    assert_eq!(shorten("one two three", 8), "one two…");
    assert_eq!(shorten("exactly", 7), "exactly");
    assert_eq!(tame(&"x".repeat(200)).chars().count(), 80);
}
