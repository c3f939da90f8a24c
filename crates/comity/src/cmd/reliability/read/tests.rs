//! Tables of codes, whichever way they lie, and what is wrong with them.

use super::*;

fn coded(text: &str, columns: &[&str], units: Units, order: &[&str]) -> anyhow::Result<Coded> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("codes.csv");
    std::fs::write(&file, text).unwrap();
    let owned = |words: &[&str]| words.iter().map(|&w| w.to_owned()).collect::<Vec<_>>();
    read(&file, &owned(columns), units, None, &owned(order))
}

fn check(text: &str, shape: Shape, expect: &[&[f64]]) {
    let found = coded(text, &[], Units::Columns, &[]).unwrap();
    assert_eq!(found.shape, shape, "{text}");
    assert_eq!(found.units(Level::Interval).unwrap(), expect, "{text}");
}

#[test]
fn a_row_a_coder_with_or_without_names_and_header() {
    let expect: &[&[f64]] = &[&[1.0, 1.0], &[2.0], &[3.0, 4.0]];
    check("coder,u1,u2,u3\nA,1,2,3\nB,1,,4\n", Shape::CodersInRows, expect);
    check(",1,2,3\nA,1,2,3\nB,1,NA,4\n", Shape::CodersInRows, expect);
    check("A,1,2,3\nB,1,.,4\n", Shape::CodersInRows, &[&[1.0], &[], &[4.0]]);
    check("1,2,3\n1,,4\n", Shape::CodersInRows, expect);
    check("u1,u2,u3\n1,2,3\n1,,4\n", Shape::CodersInRows, expect);
}

#[test]
fn units_in_rows() {
    let found = coded("text,A,B\nx,1,1\ny,2,\nz,3,4\n", &[], Units::Rows, &[]).unwrap();
    assert_eq!(found.units(Level::Ratio).unwrap(), [vec![1.0, 1.0], vec![2.0], vec![3.0, 4.0]]);
    assert_eq!((found.coders, found.missing), (2, 1));
}

#[test]
fn long_tables_and_their_duplicates() {
    let text = "rater,item,score\nA,x,1\nB,x,1\nA,y,2\nA,y,2\nB,y,3\nB,y,4\n";
    let found = coded(text, &[], Units::Columns, &[]).unwrap();
    assert_eq!(found.units(Level::Interval).unwrap(), [vec![1.0, 1.0], vec![2.0]]);
    assert_eq!((found.identical, found.conflicting, found.coders), (1, 2, 2));
    let named = coded(&text.replace("item", "what"), &["rater", "what", "score"], Units::Columns, &[]).unwrap();
    assert_eq!(named.shape, Shape::Long);
    let wrong = coded(text, &["rater", "itm", "score"], Units::Columns, &[]).unwrap_err().to_string();
    assert!(wrong.contains("`item`"), "{wrong}");
}

#[test]
fn lists_of_values_for_each_unit() {
    check("1\t2.5\t[2, 3]\n2\t4\t[4, 4, -1]\n", Shape::Lists, &[&[2.0, 3.0], &[4.0, 4.0, -1.0]]);
}

#[test]
fn words_are_codes_where_the_level_allows() {
    let text = "coder,u1,u2\nA,low,High\nB,low,middle\n";
    let words = coded(text, &[], Units::Columns, &[]).unwrap();
    assert_eq!(words.units(Level::Nominal).unwrap(), [vec![1.0, 1.0], vec![0.0, 2.0]]);
    let said = words.units(Level::Ordinal).unwrap_err().to_string();
    assert!(said.contains(":2: \"low\" is no number") && said.contains("--order"), "{said}");
    let ordered = coded(text, &[], Units::Columns, &["low", "middle", "high"]).unwrap();
    assert_eq!(ordered.units(Level::Ordinal).unwrap(), [vec![0.0, 0.0], vec![2.0, 1.0]]);
    let partly = coded(text, &[], Units::Columns, &["low", "high"]).unwrap();
    assert!(partly.units(Level::Ordinal).unwrap_err().to_string().contains("\"middle\" is not in --order"));
}

#[test]
fn decimal_commas_are_read_and_thousands_asked_about() {
    let semicolons = coded("coder;u1;u2\nA;3,5;4\nB;3,125;2,25\n", &[], Units::Columns, &[]).unwrap();
    assert_eq!(semicolons.units(Level::Interval).unwrap(), [vec![3.5, 3.125], vec![4.0, 2.25]]);
    assert_eq!(semicolons.decimal_commas, 3);
    check("u1,u2\n\"3,5\",4\n\"-3,5\",2\n", Shape::CodersInRows, &[&[3.5, -3.5], &[4.0, 2.0]]);
    let said = coded("coder,u1\nA,\"1,000\"\nB,\"2,000\"\n", &[], Units::Columns, &[]).unwrap_err().to_string();
    assert!(said.contains(":2:") && said.contains("1.000 or 1000"), "{said}");
    let words = coded("coder;u1\nA;3,5\nB;high\n", &[], Units::Columns, &[]).unwrap();
    assert_eq!((words.decimal_commas, words.is_numbers()), (0, false));
}

#[test]
fn rows_of_unequal_length_are_told() {
    let found = coded("coder,u1,u2,u3\nA,1,2,3\nB,1,2\nC,1,2,3,4\n", &[], Units::Columns, &[]).unwrap();
    assert_eq!(found.ragged, Some((3, 3, 5)));
    assert_eq!(coded("coder,u1\nA,1\nB,1\n", &[], Units::Columns, &[]).unwrap().ragged, None);
}

#[test]
fn nothing_to_read_is_said() {
    assert!(coded("coder,u1\n", &[], Units::Columns, &[]).unwrap_err().to_string().contains("below the header"));
    assert!(coded("coder,u1\nA,\n", &[], Units::Columns, &[]).unwrap_err().to_string().contains("only missing"));
}
