//! The `comity` command.

#[cfg_attr(not(test), expect(dead_code, reason = "waits for the commands that show a study"))]
mod chart;
#[cfg_attr(not(test), expect(dead_code, reason = "waits for the commands that show a study"))]
mod report;
#[cfg(test)]
mod sample;
#[cfg_attr(not(test), expect(dead_code, reason = "waits for the commands that fill it"))]
mod study;
#[cfg_attr(not(test), expect(dead_code, reason = "waits for the commands that show a study"))]
mod terminal;
#[cfg_attr(not(test), expect(dead_code, reason = "waits for the commands that show a study"))]
mod words;

fn main() {
    println!("comity {}", env!("CARGO_PKG_VERSION"));
}
