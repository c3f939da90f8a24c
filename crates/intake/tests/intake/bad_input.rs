//! Whatever is wrong with a record is counted, and whatever is wrong with a file is said.

use crate::support::{Outcome, drain, file, gz, read, try_read};
use comity_intake::{ColumnNames, PostReader, ReadOptions};

fn check(text: &str, texts: &[&str], reasons: &[(u64, &str)]) {
    let got = read(text);
    assert_eq!((got.texts().as_slice(), got.reasons().as_slice()), (texts, reasons), "{text:?}");
    assert_eq!(got.counts.rows, texts.len() as u64);
    assert_eq!(got.counts.rejects, reasons.len() as u64);
}

#[test]
fn records() {
    check("date,text\n2015-01-01,a\nyesterday,b\n2015-01-02,c\n", &["a", "c"], &[(3, "unreadable_time")]);
    check("date,text\n2015-01-01,a\n,b\n2015-02-30,c\n", &["a"], &[(3, "missing_time"), (4, "unreadable_time")]);
    check(
        "date,text\n2015-01-01,\n2015-01-01,\"  \"\n2015-01-01,x\n",
        &["x"],
        &[(2, "missing_text"), (3, "missing_text")],
    );
    check("date,brand,text\n2015-01-01,,a\n2015-01-01,A,b\n", &["b"], &[(2, "missing_unit")]);
    check(
        "date,text\n2015-01-01,a,b\n2015-01-01\n2015-01-01,c,\n",
        &["c"],
        &[(2, "wrong_number_of_fields"), (3, "wrong_number_of_fields")],
    );
    check("date,text\n2015-01-01,a\0b\n2015-01-01,c\n", &["c"], &[(2, "nul")]);
    check("date,text\n\n2015-01-01,a\n\r\n2015-01-01,b\n", &["a", "b"], &[]);
}

#[test]
fn json_records() {
    let good = r#"{"date":"2015-01-01","text":"a"}"#;
    check(
        &format!("{good}\n{{\"date\":\n[1]\n{good} {good}\n{{\"text\":\"x\"}}\n{{\"date\":\"2015-01-01\"}}\n"),
        &["a"],
        &[(2, "not_json"), (3, "not_json"), (4, "not_json"), (5, "missing_time"), (6, "missing_text")],
    );
}

#[test]
fn a_stray_quote_does_not_swallow_what_follows() {
    // It closes at the next quoted field: both lines between look like one, and are told apart again.
    check(
        "date,text,n\n2015-01-01,\"oops,1\n2015-01-02,good,2\n2015-01-03,\"fine, too\",3\n2015-01-04,d,4\n",
        &["good", "fine, too", "d"],
        &[(2, "unclosed_quote")],
    );
    // The same, and the fields even come out right in number.
    check(
        "date,text\n2015-01-01,\"oops\n2015-01-02,good\n2015-01-03,\"fine, too\"\n2015-01-04,\"d\"\n",
        &["good", "fine, too", "d"],
        &[(2, "unclosed_quote")],
    );
    check("date,text\n2015-01-01,\"two\nlines\" and more\n", &["two\nlines and more"], &[]);
    // It never closes.
    check("date,text\n2015-01-01,\"oops\n2015-01-02,b\n2015-01-03,c\n", &["b", "c"], &[(2, "unclosed_quote")]);
    // In the middle of a field it is a character.
    check("date,text\n2015-01-01,5\" of snow\n2015-01-02,b\n", &["5\" of snow", "b"], &[]);
    // A record of several lines that is merely wrong stays one reject.
    check("date,text\n2015-01-01,\"a\nb\",c\n2015-01-02,d\n", &["d"], &[(2, "wrong_number_of_fields")]);
}

#[test]
fn a_line_of_ten_megabytes() {
    let long = "x".repeat(10 << 20);
    check(
        &format!("date,text\n2015-01-01,a\n2015-01-01,{long}\n2015-01-01,b\n"),
        &["a", "b"],
        &[(3, "record_too_long")],
    );
    check(
        &format!("date,text\n2015-01-01,a\n2015-01-01,\"{long}\"\n2015-01-01,b\n"),
        &["a", "b"],
        &[(3, "record_too_long")],
    );
    let json = |text: &str| format!("{{\"date\":\"2015-01-01\",\"text\":\"{text}\"}}\n");
    check(&[json("a"), json(&long), json("b")].concat(), &["a", "b"], &[(2, "record_too_long")]);
    let got = read(&format!("date,text\n2015-01-01,a\n2015-01-01,{long}\n"));
    assert!(got.rejects[0].excerpt.starts_with("2015-01-01,xxx") && got.rejects[0].excerpt.len() < 700);
}

#[test]
fn a_quote_that_closes_too_late() {
    // More lines within the quotes than a record may hold: its first line is rejected, the others are read.
    let options = ReadOptions { record_limit: 100, ..ReadOptions::default() };
    let mut text = String::from("date,text\n2015-01-01,\"oops\n");
    (0..50).for_each(|i| text.push_str(&format!("2015-01-01,post {i}\n")));
    text.push_str("2015-01-01,\"fine\"\n");
    let got = try_read(text.as_bytes(), &options).unwrap();
    assert_eq!((got.posts.len(), got.reasons()), (51, vec![(2, "unclosed_quote")]));
}

fn refused(bytes: &[u8], options: &ReadOptions, part: &str) {
    let message = try_read(bytes, options).err().map_or_else(|| "no error".to_owned(), |error| error.to_string());
    assert!(message.contains(part), "{message:?} does not say {part:?}");
}

fn named(columns: ColumnNames) -> ReadOptions {
    ReadOptions { columns, ..ReadOptions::default() }
}

#[test]
fn files() {
    let options = ReadOptions::default();
    refused(b"", &options, "is empty");
    refused(b"  \n \r\n", &options, "is empty");
    refused(&gz(b""), &options, "is empty");
    refused(b"date,text\n", &options, "has a header and no rows");
    refused(b"date,text", &options, "has a header and no rows");
    refused(
        b"2015-01-01,hello there\n2015-01-02,good day\n",
        &options,
        "has no header: its first row holds `2015-01-01`",
    );
    refused(b"text,http://a.b\nx,y\n", &options, "has no header");
    refused(b"date,note\n2015-01-01,1\n", &options, "which column of");
    refused(b"text,note\nall good here,1\n", &options, "say --time NAME. Its columns: text, note");
    refused(b"time,text\nsoon,hello\n", &options, "for example `soon`");
    refused(b"date,text\n01/02/15,a\n03/04/15,b\n", &options, "--date-order dmy or --date-order mdy");
    refused(b"date,text\n01/20/15,a\n20/04/15,b\n", &options, "`20/04/15` and `01/20/15`");
    refused(b"<html><body>", &options, "HTML");
    refused(b"[\n {\"text\":1}]", &options, "jq -c");
    refused(b"d\0a\0t\0e\0,\0t\0\n\0x\0,\0y\0", &options, "UTF-16 without a byte order mark");
    let broken = "{\"time\": \"2015-01-01\",\n\"text\": \"cut in two\"}\n";
    refused(broken.as_bytes(), &options, "line 1 begins like a JSON object and is none: `{\"time\": \"2015-01-01\",`");
    refused(b"date,text,text\n2015-01-01,a b,c d\n", &options, "more than one column `text`");
    refused("x".repeat(2 << 20).as_bytes(), &options, "no header");
    let empty: [&str; 0] = [];
    assert_eq!(PostReader::open(&empty, &options).err().unwrap().to_string(), "no files to read");
    let missing = PostReader::open(&["/nowhere/at/all.csv"], &options).err().unwrap().to_string();
    assert!(missing.contains("cannot open /nowhere/at/all.csv"), "{missing}");
}

#[test]
fn names() {
    let csv = b"date,text,airline,Text\n2015-01-01,a,B,c\n";
    let text = |name: &str| named(ColumnNames { text: Some(name.into()), ..ColumnNames::default() });
    let unit = |name: &str| named(ColumnNames { unit: Some(name.into()), ..ColumnNames::default() });
    refused(csv, &unit("airlines"), "has no column `airlines`: did you mean `airline`?");
    refused(csv, &unit("airlines"), "Its columns: date, text, airline, Text");
    refused(csv, &text("TEXT"), "more than one column `TEXT`");
    assert_eq!(try_read(csv, &text("Text")).unwrap().texts(), ["c"]);
    assert_eq!(try_read(csv, &unit(" AIRLINE")).unwrap().posts[0].unit, "B");
    let extra = named(ColumnNames { extra: vec!["date".into(); 5], ..ColumnNames::default() });
    refused(csv, &extra, "at most 4");
}

#[test]
fn a_truncated_gzip_gives_what_it_holds_and_says_so() {
    let mut text = String::from("date,text\n");
    (0..100_000).for_each(|i| text.push_str(&format!("2015-01-01,number {i} of many\n")));
    let mut bytes = gz(text.as_bytes());
    bytes.truncate(bytes.len() / 2);
    let Outcome { posts, error, .. } = try_read(&bytes, &ReadOptions::default()).unwrap();
    let error = error.expect("an error");
    assert!(posts.len() > 10_000 && posts.len() < 100_000);
    assert!(error.contains(&format!("is cut off: {} records", posts.len())), "{error}");
}

#[test]
fn a_damaged_gzip_is_an_error() {
    let mut text = String::from("date,text\n");
    (0..100_000).for_each(|i| text.push_str(&format!("2015-01-01,number {i} of many\n")));
    let mut bytes = gz(text.as_bytes());
    let middle = bytes.len() / 2;
    bytes[middle..middle + 100].fill(0x55);
    let error = try_read(&bytes, &ReadOptions::default()).unwrap().error.expect("an error");
    assert!(error.contains("records could be read before"), "{error}");
}

#[test]
fn one_bad_file_of_several_is_named() {
    let good = file(b"date,text\n2015-01-01,a\n");
    let bad = file(b"<html>");
    let message = PostReader::open(&[good.path(), bad.path()], &ReadOptions::default()).err().unwrap().to_string();
    assert!(message.contains(&bad.path().display().to_string()), "{message}");
}

#[test]
fn files_without_rows_among_others_are_named_and_left_out() {
    let (empty, header) = (file(b""), file(b"date,text\n"));
    let (good, more) = (file(b"date,text\n2015-01-01,a\n"), file(b"date,text\n2015-01-02,b\nsoon,c\n"));
    let paths = [empty.path(), good.path(), header.path(), more.path()];
    let mut reader = PostReader::open(&paths, &ReadOptions::default()).unwrap();
    assert_eq!(reader.without_rows(), [empty.path(), header.path()]);
    let got = drain(&mut reader);
    assert_eq!(got.texts(), ["a", "b"]);
    // Files keep the numbers in which they were named.
    assert_eq!(got.rejects.iter().map(|reject| (reject.file, reject.line)).collect::<Vec<_>>(), [(3, 3)]);
    let nothing = PostReader::open(&paths[..1], &ReadOptions::default()).err().unwrap().to_string();
    assert!(nothing.contains("is empty"), "{nothing}");
}

#[test]
fn a_first_line_that_is_no_json_is_a_bad_row_before_lines_that_are() {
    let good = r#"{"date":"2015-01-01","text":"a"}"#;
    check(&format!("exported by somebody\n{good}\n{good}\n"), &["a", "a"], &[(1, "not_json")]);
    check(&format!("{{\"date\":\n{good}\n{good}\n"), &["a", "a"], &[(1, "not_json")]);
}

#[test]
fn a_unit_is_missed_only_where_units_are_wanted() {
    let text = b"date,brand,text\n2015-01-01,,a\n2015-01-01,A,b\n";
    let options = ReadOptions { needs_unit: false, ..ReadOptions::default() };
    assert_eq!(try_read(text, &options).unwrap().texts(), ["a", "b"]);
    let named = ReadOptions { columns: ColumnNames { unit: Some("brand".into()), ..Default::default() }, ..options };
    assert_eq!(try_read(text, &named).unwrap().texts(), ["b"]);
}
