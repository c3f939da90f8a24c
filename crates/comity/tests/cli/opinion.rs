//! Opinion maps as a user meets them.

use std::collections::HashMap;

use serde_json::Value;

use super::{comity, file, json, real, refusal};

/// Votes of people of two minds on statements that divide them, and on one that does not.
fn two_minds() -> String {
    let mut rows = String::from("person,statement,vote\n");
    let mut state = 11_u64;
    let mut one_in = |n: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(n)
    };
    for person in 0..60 {
        for statement in 0..12 {
            let mind = if person % 3 == 0 { 1 } else { -1 };
            // Everybody strays now and then.
            let strays = one_in(10);
            let own = if statement == 0 { 1 } else { mind * if statement % 2 == 0 { 1 } else { -1 } };
            rows += &format!("p{person},s{statement},{}\n", if strays { -own } else { own });
        }
    }
    rows
}

#[test]
fn planted_groups_are_found_and_their_members_named() {
    let (_folder, votes) = file("votes.csv", two_minds());
    let found = json(&["opinion", &votes, "--json"]);
    assert_eq!(found["k"], 2);
    assert_eq!(found["verdict"]["code"], "groups");
    assert_eq!(found["stability"]["reliable"], true);
    let members = |group: usize| found["groups"][group]["participants"].as_array().unwrap().len();
    assert_eq!([members(0), members(1)], [40, 20]);
    let of_second = found["groups"][1]["participants"].as_array().unwrap();
    assert!(of_second.iter().all(|id| id.as_str().unwrap()[1..].parse::<usize>().unwrap() % 3 == 0));
    let ids = |list: &str| -> Vec<String> {
        found[list].as_array().unwrap().iter().map(|one| one["statement"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("consensus"), ["s0"]);
    assert_eq!(ids("divisive").len(), 11);
    assert_eq!(found["representative"].as_array().unwrap().len(), 2);
    assert!(found["participation"]["over_time"].as_array().unwrap().is_empty());
}

#[test]
fn the_order_of_rows_and_the_number_of_threads_change_nothing() {
    let forward = two_minds();
    let mut lines: Vec<&str> = forward.lines().skip(1).collect();
    lines.reverse();
    let (_folder, a) = file("votes.csv", &forward);
    let (_other, b) = file("votes.csv", format!("person,statement,vote\n{}\n", lines.join("\n")));
    let clean = |votes: &str, threads: &str| {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(["opinion", votes, "--json"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        let mut found: Value = serde_json::from_slice(&run.stdout).unwrap();
        found["timing"] = Value::Null;
        found["data"]["files"] = Value::Null;
        found
    };
    let one = clean(&a, "1");
    assert_eq!(one, clean(&a, "2"));
    assert_eq!(one, clean(&b, "2"));
}

/// Whatever is drawn at random hangs on how people voted, not on what they are called.
#[test]
fn names_of_people_change_nothing() {
    let called = |person: &str| format!("q{}", person[1..].parse::<usize>().unwrap() * 37 % 61);
    let rows = two_minds();
    let renamed: Vec<String> = rows
        .lines()
        .skip(1)
        .map(|row| {
            let (person, rest) = row.split_once(',').unwrap();
            format!("{},{rest}", called(person))
        })
        .collect();
    let (_folder, a) = file("votes.csv", &rows);
    let (_other, b) = file("votes.csv", format!("person,statement,vote\n{}\n", renamed.join("\n")));
    let (a, b) = (json(&["opinion", &a, "--json"]), json(&["opinion", &b, "--json"]));
    assert_eq!(a["stability"], b["stability"]);
    assert_eq!(labels(&a).into_iter().map(|(id, label)| (called(&id), label)).collect::<HashMap<_, _>>(), labels(&b));
}

/// What a program reads first says whether to read on.
#[test]
fn whether_groups_are_reliable_stands_before_them() {
    let mut state = 5_u64;
    let mut chance = String::from("person,statement,vote\n");
    for row in two_minds().lines().skip(1) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let vote = if (state >> 33).is_multiple_of(2) { 1 } else { -1 };
        chance += &format!("{},{vote}\n", row.rsplit_once(',').unwrap().0);
    }
    for (votes, reliable, part) in [(two_minds(), true, "stable groups"), (chance, false, "no reliable groups")] {
        let (_folder, path) = file("votes.csv", votes);
        let run = comity(&["opinion", &path, "--json"]);
        let text = String::from_utf8_lossy(&run.stdout).into_owned();
        let found: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&found["reliable"], &found["stability"]["reliable"]), (&reliable.into(), &reliable.into()));
        let [flag, verdict, k] = ["\"reliable\"", "\"verdict\"", "\"k\""].map(|key| text.find(key).unwrap());
        assert!(flag < verdict && verdict < k, "{text}");
        assert!(found["verdict"]["text"].as_str().unwrap().contains(part), "{}", found["verdict"]);
    }
}

#[test]
fn small_and_odd_conversations_get_an_answer() {
    let check = |rows: &str, reason: &str, part: &str| {
        let (_folder, votes) = file("votes.csv", format!("person,statement,vote\n{rows}"));
        let found = json(&["opinion", &votes, "--json"]);
        assert_eq!(found["verdict"]["code"], "cannot_tell", "{rows}");
        assert_eq!(found["verdict"]["reason"]["code"], reason, "{rows}");
        assert_eq!((&found["k"], found["groups"].as_array().unwrap().len()), (&Value::from(0), 0));
        let out = std::path::Path::new(&votes).with_file_name("report.html").display().to_string();
        let run = comity(&["opinion", &votes, "--out", &out]);
        let said = String::from_utf8(run.stdout).unwrap().replace('\n', " ");
        assert!(run.status.success() && said.contains(part), "{said}");
        assert!(std::fs::read_to_string(out).unwrap().contains(part));
    };
    check("a,1,1\nb,1,-1\nc,1,0\na,2,1\nb,2,1\nc,2,-1\n", "too_few_people", "only 3 people voted");
    let all = |vote: &str, statements: usize| -> String {
        (0..20).flat_map(|p| (0..statements).map(move |s| (p, s))).map(|(p, s)| format!("{p},{s},{vote}\n")).collect()
    };
    check(&all("1", 8), "no_differences", "voted the same");
    check(&all("0", 8), "no_differences", "voted the same");
    check(&all("agree", 1), "one_statement", "one statement only");
}

#[test]
fn wrong_files_are_refused_with_advice() {
    let check = |content: &str, arguments: &[&str], code: i32, part: &str| {
        let (_folder, votes) = file("votes.csv", content);
        let mut all = vec!["opinion", votes.as_str()];
        all.extend(arguments);
        let said = refusal(code, &all);
        assert!(said.contains(part), "{said}");
    };
    check("", &[], 1, "is empty");
    check("person,statement,vote\n", &[], 1, "no rows");
    check("a,b\n1,2\n", &[], 1, "--person");
    check("person,statement,vote\na,1,7\n", &[], 1, "none of its 1 rows");
    check("person,statement,vote\na,1,1\n", &["--vote", "voet"], 1, "vote");
    check("person,statement,vote\na,1,1\n", &["--vote", "person"], 2, "two things at once");
    check("person,statement,vote\na,1,1\n", &["--timezone", "Mars/Olympus"], 2, "Mars");
    let said = refusal(1, &["opinion", "/nowhere/votes.csv"]);
    assert!(said.contains("cannot open"), "{said}");
    let (folder, _) = file("other.csv", "a\n1\n");
    let said = refusal(1, &["opinion", &folder.path().display().to_string()]);
    assert!(said.contains("votes.csv"), "{said}");
}

#[test]
fn rejects_and_positions_are_written_and_inputs_are_not_overwritten() {
    let (folder, votes) = file("votes.csv", two_minds() + "p1,s1,9\n,s1,1\n");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (rejects, positions) = (path("rejects.csv"), path("positions.csv"));
    let found = json(&["opinion", &votes, "--json", "--rejects", &rejects, "--positions", &positions]);
    assert_eq!(found["data"]["rejected"]["vote_out_of_range"], 1);
    assert_eq!(found["data"]["rejected"]["missing_person"], 1);
    let listed = std::fs::read_to_string(rejects).unwrap();
    assert!(listed.contains(",722,vote_out_of_range,\"p1,s1,9\"") && listed.lines().count() == 3, "{listed}");
    let placed = std::fs::read_to_string(positions).unwrap();
    assert_eq!(placed.lines().count(), 61);
    assert!(refusal(2, &["opinion", &votes, "--positions", &votes]).contains("overwritten"));
}

#[test]
fn a_flipped_file_is_the_same_conversation() {
    let (_folder, votes) = file("votes.csv", two_minds());
    let turned = two_minds().replace(",-1\n", ",x\n").replace(",1\n", ",-1\n").replace(",x\n", ",1\n");
    let (_other, turned) = file("votes.csv", turned);
    let (a, b) = (json(&["opinion", &votes, "--json"]), json(&["opinion", &turned, "--flip", "--json"]));
    assert_eq!(a["groups"], b["groups"]);
    assert_eq!(a["consensus"], b["consensus"]);
}

/// Members of each group, by person.
fn labels(found: &Value) -> HashMap<String, usize> {
    let groups = found["groups"].as_array().unwrap();
    let members = |group: &Value| group["participants"].as_array().unwrap().clone();
    let of = |(label, group): (usize, &Value)| {
        members(group).into_iter().map(|id| (id.as_str().unwrap().to_owned(), label)).collect::<Vec<_>>()
    };
    groups.iter().enumerate().flat_map(of).collect()
}

#[test]
fn real_conversations_are_read_whole() {
    let check = |name: &str, people: usize| {
        let Some(folder) = real(&format!("polis/{name}")) else { return };
        let found = json(&["opinion", &folder, "--json"]);
        assert_eq!(found["data"]["people"], people, "{name}");
        assert!(found["data"]["rejected"].as_object().unwrap().is_empty(), "{name}");
        assert!(found["published"]["people"].as_u64().unwrap() > 100, "{name}");
        assert!(!found["caveats"].to_string().contains("looks_flipped"), "{name}");
        assert_eq!(labels(&found).len() as u64, found["participation"]["in_groups"].as_u64().unwrap());
    };
    check("vtaiwan.uberx", 1921);
    check("scoop-hivemind.taxes", 334);
}

#[test]
fn polis_own_pipeline_follows_the_votes_as_they_came() {
    let check = |name: &str, at_least: f64| {
        let Some(folder) = real(&format!("polis/{name}")) else { return };
        let found = json(&["opinion", &folder, "--compat", "polis", "--json"]);
        let agreement = found["published"]["adjusted_rand"].as_f64().unwrap();
        assert!(agreement >= at_least, "{name}: {agreement}");
    };
    // What a re-implementation that takes all votes at once reaches; docs/opinion-polis.md has both for every conversation.
    check("vtaiwan.uberx", 0.89);
    check("canadian-electoral-reform", 0.17);
    check("15-per-hour-seattle", 0.50);
}
