//! 0 done, 1 could not, 2 used wrongly: the same for every command on many events, ratings and opinions.

use crate::{comity, file, refusal};

#[test]
fn a_file_that_is_not_there_is_1_and_so_is_a_column_that_is_not_in_it() {
    let (_folder, path) = file("table.csv", "a,b\nx,y\nz,w\n");
    let (_posts, posts) = file("posts.csv", "text,time,brand\nfine,2026-01-01,Norda\n");
    let check = |arguments: &[&str]| {
        let said = refusal(1, arguments);
        assert!(said.contains("table.csv") || said.contains("posts.csv") || said.contains("nowhere"), "{said}");
    };
    for missing in ["/nowhere/table.csv", &path] {
        check(&["rate", missing]);
        check(&["meta", missing, "--estimate", "yi", "--variance", "vi"]);
        check(&["opinion", missing]);
        check(&["portfolio", &posts, "--events", missing]);
        check(&["reliability", missing, "--columns", "coder,unit,value"]);
    }
    check(&["rate", &path, "--object", "thing"]);
    check(&["opinion", &path, "--vote", "said"]);
    check(&["portfolio", &posts, "--events", &path, "--column", "time=when"]);
}

#[test]
fn what_no_file_could_mend_is_2() {
    let (_folder, path) = file("table.csv", "a,b\nx,y\n");
    let check = |arguments: &[&str], part: &str| {
        let said = refusal(2, arguments);
        assert!(said.contains(part), "{said}");
    };
    check(&["rate"], "RATINGS");
    check(&["rate", &path, "--rejects", &path], "overwritten");
    check(&["reliability", &path, "--columns", "coder,unit"], "three columns");
    check(&["reliability", &path, "--level", "median"], "nominal");
    check(&["meta", &path, "--estimate", "yi"], "--variance");
    check(&["portfolio", &path], "--events");
    check(&["portfolio", &path, "--events", &path, "--before", "soon"], "soon");
    check(&["opinion", &path, "--timezone", "Mars/Olympus"], "Mars");
    check(&["calibrate", "--before", "2", "--after", "1"], "comity:");
    check(&["calibrate", "portfolio", "--events", "3", "--moderators", "3"], "coefficients");
    check(&["calibrate", "ratings", "--raters", "1"], "--raters");
    check(&["calibrate", "opinion", "--answered", "2"], "--answered");
}

#[test]
fn an_answer_that_nothing_can_be_told_is_0() {
    let check = |content: &str, arguments: &[&str]| {
        let (folder, path) = file("table.csv", content);
        let report = folder.path().join("report.html").display().to_string();
        let mut all: Vec<&str> =
            arguments.iter().map(|word| if *word == "TABLE" { path.as_str() } else { word }).collect();
        if arguments[0] == "opinion" {
            all.extend(["--out", &report]);
        }
        let run = comity(&all);
        assert_eq!(run.status.code(), Some(0), "{all:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    check("coder,a\nA,1\n", &["reliability", "TABLE"]);
    check("yi,vi\n0.1,0.2\n", &["meta", "TABLE", "--estimate", "yi", "--variance", "vi"]);
    check("person,statement,vote\na,1,1\n", &["opinion", "TABLE"]);
    check("event,rater,service\nA,x,3\n", &["rate", "TABLE"]);
}
