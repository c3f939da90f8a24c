//! The `comity` command.

#![cfg_attr(not(test), expect(dead_code, reason = "the commands that show a study come after what they show"))]

mod chart;
mod report;
#[cfg(test)]
mod sample;
mod study;
mod terminal;
mod words;

fn main() {
    println!("comity {}", env!("CARGO_PKG_VERSION"));
}
