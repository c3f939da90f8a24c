//! Conversations from elsewhere: what is refused, before anything is opened.

use super::{comity, file, refusal};

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

#[test]
fn ideas_are_looked_at_before_any_books_are_opened() {
    let table = "Titolo;Testo;Data;Voti\nPiù verde;Sì;1/2/2024;3\n;Senza titolo;2/2/2024;\nPiù luce;;24/2/2024;molti\n";
    let (_folder, path) = file("idee.csv", table);
    let activity = "0192f3a1c2d47f00a1b2c3d4e5f60725";
    let begins = ["import", "ideas", path.as_str(), "--activity", activity, "--language", "it", "--dry-run"];
    let with = |more: &[&'static str]| [begins.as_slice(), more].concat();
    let run = comity(&with(&[]));
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(said.contains("1 idea can be brought.") && said.contains("Voti is read as votes"), "{said}");
    assert!(
        said.contains("there is no title (lines 3)") && said.contains("number of votes is none (lines 4)"),
        "{said}"
    );
    let run = comity(&with(&["--column", "title=Testo"]));
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    assert!(said.contains("2 ideas can be brought."), "{said}");
    let said = refusal(2, &with(&["--column", "headline=Testo"]));
    assert!(said.contains("headline") && said.contains("merged_into"), "{said}");
    let said = refusal(1, &with(&["--column", "title=Subject"]));
    assert!(said.contains("no column Subject") && said.contains("Titolo, Testo"), "{said}");
    let said = refusal(2, &["import", "ideas", &path, "--activity", "12", "--language", "it"]);
    assert!(said.contains("32 hexadecimal digits"), "{said}");
    let said = refusal(1, &["import", "ideas", "/nowhere.csv", "--activity", activity, "--language", "it"]);
    assert!(said.contains("/nowhere.csv"), "{said}");
    let said = refusal(2, &["import", "undo", "12"]);
    assert!(said.contains("32 hexadecimal digits"), "{said}");
    let said = refusal(2, &["export", "--exchange", "12"]);
    assert!(said.contains("--exchange"), "{said}");
}
