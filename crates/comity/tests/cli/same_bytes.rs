//! The same input gives the same bytes, on one thread and on two, but for what depends on the clock.

use std::process::Command;

use crate::file;

fn run(posts: &str, threads: &str) -> serde_json::Value {
    let run = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["study", posts, "--event", "Norda 2026-01-20", "--json"])
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .expect("the binary runs");
    let mut json: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    json.as_object_mut().unwrap().remove("timing");
    json
}

/// Posts about three brands, enough of them for several blocks.
fn posts() -> String {
    let words =
        ["price", "network", "refund", "thanks", "slow", "great", "never", "again", "roaming", "helpful", "angry"];
    let mut out = String::from("id,author,created_at,brand,text\n");
    let mut state = 7_u64;
    let mut next = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    for id in 0..60_000 {
        let brand = ["Norda", "Vela", "Orbis"][next(3)];
        let text: Vec<&str> = (0..8).map(|_| words[next(words.len())]).collect();
        let (day, hour, author) = (1 + next(30), next(24), next(9_000));
        out.push_str(&format!("{id},u{author},2026-01-{day:02}T{hour:02}:15:00Z,{brand},{}\n", text.join(" ")));
    }
    out
}

#[test]
fn one_thread_and_two_say_the_same() {
    let (_folder, path) = file("posts.csv", posts());
    let two = run(&path, "2");
    assert_eq!(two, run(&path, "1"));
    assert_eq!(two, run(&path, "2"));
    assert!(two["descriptive"]["before"]["n"].as_u64().unwrap() > 1_000);
}

#[test]
fn years_of_posts_are_studied_by_week() {
    let mut out = String::from("id,author,created_at,brand,text\n");
    for i in 0..10_000_usize {
        let (year, month, day) = (2021 + i / 2_500, 1 + i * 12 / 2_500 % 12, 1 + i * 7 % 28);
        let text = ["slow again", "great help", "it is fine", "never works"][i * i % 4];
        out.push_str(&format!(
            "{i},u{},{year}-{month:02}-{day:02}T10:00:00Z,{},{text} {i}\n",
            i % 900,
            ["A", "B"][i % 2]
        ));
    }
    let (_folder, path) = file("years.csv", out);
    let outcome = crate::json(&["study", &path, "--event", "A 2023-07-01", "--json"]);
    assert_eq!(outcome["window"]["bucket"], "week");
    // Every post of the year before was scored, though the first reading expected days.
    assert!(outcome["descriptive"]["before"]["n"].as_u64().unwrap() > 1_000);
    assert!(outcome["descriptive"]["before"]["mean"].is_number());
}
