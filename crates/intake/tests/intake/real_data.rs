//! Files as they are found in the wild, without any preparation.

use crate::helper::{Outcome, drain, real};
use comity_intake::{PostReader, ReadOptions, Role, Table, TableOptions, read_lines};
use std::collections::BTreeMap;

/// Reads a file and checks the columns chosen for text, time, unit, author and id.
fn read(path: &str, columns: [Option<&str>; 5]) -> Option<Outcome> {
    let file = real(path)?;
    let mut reader = PostReader::open(&[file], &ReadOptions::default()).unwrap();
    let layout = reader.layouts().next().unwrap();
    let got = [Role::Text, Role::Time, Role::Unit, Role::Author, Role::Id]
        .map(|role| layout.choice(role).map(|choice| choice.name.as_str()));
    assert_eq!(got, columns);
    Some(drain(&mut reader))
}

fn reasons(outcome: &Outcome) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    outcome.rejects.iter().for_each(|reject| *out.entry(reject.reason.name()).or_default() += 1);
    out
}

#[test]
fn airline_tweets() {
    let columns = [Some("text"), Some("tweet_created"), Some("airline"), Some("name"), Some("tweet_id")];
    let Some(got) = read("airline_tweets_2015/Tweets.csv", columns) else { return };
    assert_eq!((got.counts.rows, got.counts.rejects), (14_640, 0));
    let times = || got.posts.iter().filter_map(|post| post.time);
    assert_eq!(times().min(), Some(1_424_158_565_000_000), "2015-02-16 23:36:05 -0800");
    assert!(times().max() < Some(1_424_851_200_000_000));
}

#[test]
fn support_tweets() {
    let columns = [Some("text"), Some("created_at"), None, Some("author_id"), Some("tweet_id")];
    let Some(got) = read("spotifycares_2017/customer_tweets.csv", columns) else { return };
    assert_eq!(got.counts.rows + got.counts.rejects, 15_103);
    assert_eq!(reasons(&got), BTreeMap::from([("missing_text", 7)]));
}

#[test]
fn crowd_labelled_tweets() {
    let columns = [Some("text"), Some("date"), None, None, None];
    let Some(got) = read("apple_2014/tweets.csv", columns) else { return };
    assert_eq!(got.counts.rows, 3_886);
    assert_eq!(reasons(&got), BTreeMap::new());
    assert!(got.posts.iter().all(|post| post.id.is_empty()), "rounded ids would make copies of them all");
}

#[test]
fn opinion_conversations() {
    let columns = [Some("comment-body"), Some("timestamp"), None, Some("author-id"), Some("comment-id")];
    let Some(got) = read("polis/vtaiwan.uberx/comments.csv", columns) else { return };
    assert_eq!((got.counts.rejects, got.counts.rows > 100), (0, true));
}

#[test]
fn tables() {
    let check = |path: &str, columns: usize, rows: usize, numbers: &str, sum: f64| {
        let Some(file) = real(path) else { return };
        let table = Table::read(file, &TableOptions::default()).unwrap();
        assert_eq!((table.columns.len(), table.rows.len()), (columns, rows), "{path}");
        let values = table.numbers(table.column(numbers).unwrap()).unwrap();
        let got: f64 = values.into_iter().flatten().sum();
        assert!((got - sum).abs() < 1e-6 * sum, "{path}: {got}");
    };
    check("causal_impact/volks_data.csv", 4, 325, "BMW", 21_163.918_535);
    check("causal_impact/google_data.csv", 4, 91, "x1", 11_394.0);
    check("synthetic_control/california_prop99.csv", 4, 1_209, "PacksPerCapita", 143_741.899_979_4);
    check("meta_analysis/dat.bcg.txt", 9, 13, "tneg", 189_999.0);
    check("reliability/krippendorff2011_4coders_12units.csv", 13, 4, "u12", 3.0);
}

#[test]
fn lists_without_header() {
    let bare = TableOptions { header: false, ragged: true, delimiter: Some(b'\t'), quoting: None };
    let check = |path: &str, rows: usize, fallback: u64| {
        let Some(file) = real(path) else { return };
        let table = Table::read(file, &bare).unwrap();
        assert_eq!((table.rows.len(), table.decoded_as_windows_1252), (rows, fallback), "{path}");
    };
    check("vader/tweets_GroundTruth.txt", 4_200, 0);
    check("semeval_sentiment/twitter-2016train-A.tsv", 6_000, 0);
    let Some(file) = real("tweeteval_sentiment/val_text.txt") else { return };
    assert_eq!(read_lines(file).unwrap().len(), 2_000);
}
