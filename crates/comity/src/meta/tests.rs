//! What is shown of small made-up tables, in both languages.

use comity_measure::meta::{Method, Options};

use super::*;
use crate::words::Lang;

/// Twelve events of four brands, two of whose rows cannot be used.
const EVENTS: &str = "\
event,effect,se,kind,latitude,brand\n\
Spring fares,0.41,0.11,launch,10,A\n\
New app,0.30,0.09,launch,12,A\n\
Loyalty card,0.12,0.10,relaunch,25,B\n\
Chat,-0.05,0.08,relaunch,31,B\n\
Price rise,-0.38,0.12,price,44,C\n\
Fee,-0.29,0.10,price,40,C\n\
Summer sale,0.22,0.15,launch,19,D\n\
Forum,0.08,0.09,relaunch,28,D\n\
Lost,0.10,0,relaunch,28,D\n\
Empty,,0.1,relaunch,28,D\n\
Bundle,0.15,0.13,launch,22,A\n\
Outage,-0.50,0.2,price,52,B\n";

fn columns() -> Columns {
    Columns {
        estimate: "effect".into(),
        uncertainty: Uncertainty::StandardError("se".into()),
        moderators: Vec::new(),
        categorical: Vec::new(),
        references: Vec::new(),
        cluster: None,
        label: None,
    }
}

fn run(table: &str, columns: &Columns, options: &Options) -> anyhow::Result<MetaOutcome> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("effects.csv");
    std::fs::write(&path, table).unwrap();
    analyse(&path, columns, options)
}

fn options() -> Options {
    Options { permutations: 499, ..Options::default() }
}

#[test]
fn shown_in_both_languages() {
    let plain = run(EVENTS, &Columns { label: Some("event".into()), ..columns() }, &options()).unwrap();
    let explained = Columns { moderators: vec!["latitude".into(), "kind".into()], ..columns() };
    let explained = run(EVENTS, &explained, &options()).unwrap();
    let clustered = Columns { moderators: vec!["latitude".into()], cluster: Some("brand".into()), ..columns() };
    let clustered = run(EVENTS, &clustered, &options()).unwrap();
    let one = run("effect,se\n0.3,0.1\n", &columns(), &options()).unwrap();
    let two = run("effect,se\n0.3,0.1\n0.1,0.2\n", &columns(), &options()).unwrap();
    let equal = run(EVENTS, &columns(), &Options { method: Method::Equal, ..options() }).unwrap();
    let all = [
        ("plain", plain),
        ("explained", explained),
        ("clustered", clustered),
        ("one", one),
        ("two", two),
        ("equal", equal),
    ];
    for (name, outcome) in all {
        for lang in Lang::ALL {
            insta::assert_snapshot!(format!("meta-{name}-{}", lang.code()), show(&outcome, lang, 100, false));
        }
        let narrow = show(&outcome, Lang::It, 60, false);
        assert!(!narrow.contains("NaN") && narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
    }
}

#[test]
fn rows_left_out_are_counted_and_listed() {
    let outcome = run(EVENTS, &columns(), &options()).unwrap();
    assert_eq!(outcome.k, 10);
    let lines: Vec<(u64, read::Omission)> = outcome.omitted.iter().map(|row| (row.line, row.reason)).collect();
    assert_eq!(lines, [(10, read::Omission::BadVariance), (11, read::Omission::MissingEstimate)]);
    assert_eq!(outcome.rejected.values().sum::<usize>(), 2);
}

#[test]
fn a_column_of_words_is_one_of_groups() {
    let kind =
        Columns { moderators: vec!["kind".into()], references: vec![("kind".into(), "price".into())], ..columns() };
    let outcome = run(EVENTS, &kind, &options()).unwrap();
    let names: Vec<&str> = outcome.moderators.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["kind:launch", "kind:relaunch"]);
    assert!(outcome.moderators.iter().all(|m| m.reference.as_deref() == Some("price")));
    assert_eq!((outcome.omnibus[0].name.as_str(), outcome.omnibus[0].df), ("kind", 2));
}

/// What a table or options that cannot be used are answered.
#[test]
fn refusals() {
    let check = |table: &str, columns: Columns, expect: &str| {
        let said = run(table, &columns, &options()).unwrap_err().to_string();
        assert!(said.contains(expect), "{said}");
    };
    let by = |names: &[&str]| Columns { moderators: names.iter().map(|&name| name.into()).collect(), ..columns() };
    check("effect,se\n1,-1\n2,nan\n", columns(), "none of the 2 rows");
    check("effect,se,x\n1,1,3\n2,1,3\n3,1,3\n", by(&["x"]), "same value in all 3");
    check("effect,se,x,y\n1,1,3,6\n2,1,4,8\n3,1,7,14\n4,1,7,14\n", by(&["x", "y"]), "y is determined by x");
    check("effect,se,x,y\n1,1,3,1\n2,1,4,8\n3,1,7,2\n", by(&["x", "y"]), "3 coefficients");
    check("effect,se,x\n1,1,3\n2,1,oops\n3,1,7\n", by(&["x"]), ":3:3");
    check(EVENTS, by(&["latitud"]), "latitude");
    check(EVENTS, by(&["kind", "kind"]), "twice");
    let named = Columns { references: vec![("kind".into(), "prices".into())], ..by(&["kind"]) };
    check(EVENTS, named, "price, relaunch");
    let stray = Columns { categorical: vec!["knd".into()], ..by(&["kind"]) };
    check(EVENTS, stray, "did you mean kind");
}
