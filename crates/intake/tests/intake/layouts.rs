//! Which column is taken for what.

use crate::helper::file;
use comity_intake::{ColumnNames, PostReader, ReadOptions, Role, Why};

fn check(text: &str, options: &ReadOptions, expect: &[(Role, &str, Why)]) {
    let file = file(text.as_bytes());
    let reader = PostReader::open(&[file.path()], options).unwrap();
    let layout = reader.layouts().next().unwrap();
    let got: Vec<_> =
        Role::ALL.into_iter().filter_map(|role| layout.choice(role).map(|c| (role, c.name.as_str(), c.why))).collect();
    assert_eq!(got, expect, "{text}");
}

#[test]
fn guessed() {
    check(
        "tweet_id,airline,name,text,tweet_created,user_timezone\n1,A,joe,hi,2015-02-24 11:35:52 -0800,Pacific\n",
        &ReadOptions::default(),
        &[
            (Role::Text, "text", Why::Name),
            (Role::Time, "tweet_created", Why::Name),
            (Role::Unit, "airline", Why::Name),
            (Role::Author, "name", Why::Name),
            (Role::Id, "tweet_id", Why::Name),
        ],
    );
    check(
        "a,b\n2015-01-01,we like it very much\n2015-01-02,they do not like it\n",
        &ReadOptions::default(),
        &[(Role::Text, "b", Why::Content), (Role::Time, "a", Why::Content)],
    );
}

#[test]
fn a_score_is_never_guessed() {
    check(
        "date,text,score,stars\n2015-01-01,hi,1,5\n",
        &ReadOptions::default(),
        &[(Role::Text, "text", Why::Name), (Role::Time, "date", Why::Name)],
    );
}

#[test]
fn hints_beat_names_and_being_named_beats_all() {
    let text = "date,text,brand,query\n2015-01-01,hi,X,Acme\n2015-01-02,ho,Y,Bolt\n";
    let hint = ReadOptions { unit_hints: vec!["ACME".into()], ..ReadOptions::default() };
    let base = [(Role::Text, "text", Why::Name), (Role::Time, "date", Why::Name)];
    check(text, &hint, &[base[0], base[1], (Role::Unit, "query", Why::Hint)]);
    let columns = ColumnNames { unit: Some("brand".into()), ..ColumnNames::default() };
    check(text, &ReadOptions { columns, ..hint }, &[base[0], base[1], (Role::Unit, "brand", Why::Named)]);
}

#[test]
fn rounded_ids_are_no_ids() {
    check(
        "id,date,text\n5.40E+17,2015-01-01,hi\n5.40E+17,2015-01-02,ho\n",
        &ReadOptions::default(),
        &[(Role::Text, "text", Why::Name), (Role::Time, "date", Why::Name)],
    );
}

#[test]
fn without_need_for_a_time_none_is_looked_for() {
    let options = ReadOptions { needs_time: false, ..ReadOptions::default() };
    check("date,text\nsoon,hi\n", &options, &[(Role::Text, "text", Why::Name)]);
    check("text\nhello, you\nand you\n", &options, &[(Role::Text, "text", Why::Name)]);
}
