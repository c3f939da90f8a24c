//! Conversations from elsewhere: what is refused, before anything is opened.

use super::{file, refusal};

#[test]
fn an_import_says_what_is_wrong_and_what_to_do() {
    let (_folder, votes) = file("votes.csv", "voter-id,comment-id,vote\n1,1,1\n");
    let exchange = "0192f3a1c2d47f00a1b2c3d4e5f60718";
    let run = |code: i32, votes: &str, exchange: &str, language: &str| {
        refusal(code, &["import", "polis", votes, "--exchange", exchange, "--language", language, "--title", "T"])
    };
    let said = run(2, &votes, "12", "en");
    assert!(said.contains("32 hexadecimal digits"), "{said}");
    let said = run(2, &votes, exchange, "in English");
    assert!(said.contains("--language"), "{said}");
    let said = run(1, &votes, exchange, "en");
    assert!(said.contains("no statement with a text") && said.contains("comments.csv"), "{said}");
    let said = run(1, "nowhere.csv", exchange, "en");
    assert!(said.contains("nowhere.csv"), "{said}");
}
