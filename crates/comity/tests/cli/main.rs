//! The command as a user meets it: real files in, verdicts, messages and exit codes out.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it cannot go on")]

mod airlines;
mod bad_input;
mod browser;
mod cluster;
mod demo;
mod desk;
mod erasure;
mod exit_codes;
mod import;
mod lint;
mod meta;
mod opinion;
mod outage;
mod portfolio;
mod postgres;
mod ratings;
mod receipts;
mod same_bytes;
#[path = "../../../store/tests/books/scan.rs"]
mod scan;
mod series;
mod serve;

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

/// A run of `comity` in an empty folder of its own.
fn comity(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(arguments)
        .current_dir(std::env::temp_dir())
        .env("NO_COLOR", "1")
        .env_remove("COMITY_PICTURES")
        .output()
        .expect("the binary runs")
}

/// The JSON of a run that has to succeed.
fn json(arguments: &[&str]) -> Value {
    let run = comity(arguments);
    assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).expect("standard output is JSON")
}

/// What a run that has to fail says, and that it fails as it should: exit code, no panic, one clear line.
fn refusal(code: i32, arguments: &[&str]) -> String {
    let run = comity(arguments);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(code), "{arguments:?}: {said}");
    assert!(!said.contains("panicked") && !said.trim().is_empty(), "{arguments:?}: {said}");
    said
}

/// A file of real data beside the repository; says so and returns nothing where it is absent.
fn real(path: &str) -> Option<String> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if file.exists() {
        Some(file.display().to_string())
    } else {
        println!("skipped: ../shared/data/{path} is absent");
        None
    }
}

/// A file with that content that lives as long as the test.
fn file(name: &str, content: impl AsRef<[u8]>) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("the file is written");
    let path = path.display().to_string();
    (folder, path)
}
