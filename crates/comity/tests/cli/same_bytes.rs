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
